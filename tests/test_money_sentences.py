"""Every sentence about money, in both languages, as a reader gets it: tests/sentences/money.txt.

``python -m tests.test_money_sentences`` writes the file anew; then read it aloud.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

import kpi_kit as kk
from kpi_kit import labels
from kpi_kit.money.ladder import Ladder
from kpi_kit.money.scenarios import Scenario
from kpi_kit.sentences import Sentence
from tests.money_cases import UTM, company, keys, usual, weeks
from tests.test_scenarios import months, plan

FILE = Path(__file__).parent / "sentences" / "money.txt"
SECTIONS = ("rung", "rung_permits", "rung_forbids", "lever", "swing", "money", "assumed",
            "scenario", "mix")  # fmt: skip
NEVER_ALONE = {
    "scenario.do_nothing", "scenario.below_zero", "scenario.not_given", "scenario.bad_share",
    "scenario.bad_money", "scenario.no_price",
}  # fmt: skip
"""A name, and parts of an error message."""


def cases() -> Iterator[tuple[str, tuple[Sentence, ...]]]:
    """Yield each case and what is said of it, in the language in use."""
    for name, ladder in _ladders():
        yield name, ladder.sentences
    yield (
        "sensitivity: turns",
        kk.roi_ladder(usual(margin=170.0), "May", utm=UTM).sensitivity().sentences,
    )
    yield (
        "sensitivity: holds",
        kk.roi_ladder(
            usual(margin=20.0, claimed=3_000.0), "May", utm=UTM, incremental=kk.Estimate(5, 2, 8)
        )
        .sensitivity()
        .sentences,
    )
    yield (
        "sensitivity: the platform claims less",
        kk.roi_ladder(usual(claimed=1_000.0), "May", utm=UTM).sensitivity().sentences,
    )
    yield "full cost", kk.full_costs(_all_kinds(), overhead="spend").sentences
    yield "full cost, by hours", kk.full_costs(_all_kinds(), overhead="hours").sentences
    yield "full cost, overhead unassigned", kk.full_costs(_all_kinds()).sentences
    yield from _plans()
    yield from _mixes()


def _ladders() -> Iterator[tuple[str, Ladder]]:
    known = kk.Estimate
    for name, margin in (("loss", 90.0), ("profit", 300.0), ("even", 160.0)):
        yield f"ladder: {name}", kk.roi_ladder(usual(margin=margin), "May", utm=UTM)
    for name, caused in (
        ("loss", known(5, 2, 8)), ("profit", known(30, 20, 40)), ("unclear", known(18, 2, 30)),
    ):  # fmt: skip
        made = kk.roi_ladder(usual(), "May", utm=UTM, incremental=caused)
        yield f"ladder with an experiment: {name}", made
    nan = float("nan")
    nothing = kk.Estimate(nan, nan, nan)
    yield (
        "ladder: nothing known",
        kk.roi_ladder(company(ads=[], costs=[{"kind": "work", "hours": 3.0}], orders=[]), "May"),
    )
    yield "ladder: names not declared", kk.roi_ladder(usual(), "May")
    yield (
        "ladder: an experiment that knows nothing",
        kk.roi_ladder(usual(spend=0.0), "May", utm=UTM, incremental=nothing),
    )
    yield "ladder: gaps, returns, no costs", kk.roi_ladder(
        company(
            ads=[{"spend": 100.0, "revenue": 300.0}, {"spend": 10.0}],
            costs=[],
            orders=[{"order_id": "1", "revenue": 90.0, "refund": 20.0},
                    {"order_id": "2", "revenue": -30.0}],
        ),
        "May", utm=UTM,
    )  # fmt: skip
    yield (
        "ladder: the platform reports no revenue",
        kk.roi_ladder(
            company(ads=[{"spend": 100.0}], costs=[{"kind": "media", "amount": 150.0}], orders=[]),
            "May",
        ),
    )


def _all_kinds() -> kk.Exports:
    return company(
        ads=[{"spend": 300.0}],
        costs=[
            {"kind": "work", "hours": 2.0, "rate": 50.0}, {"kind": "production", "amount": 40.0},
            {"kind": "tools", "amount": 9.0}, {"kind": "Influencer", "amount": 70.0},
            {"campaign": None, "kind": "tools", "amount": 30.0},
        ],
        orders=[],
    )  # fmt: skip


def _plans() -> Iterator[tuple[str, tuple[Sentence, ...]]]:
    past = kk.past_rates(months(), ["May"], utm=UTM)
    again = Scenario(name="May again", media=600.0, past=past, additional_share=(0.5, 0.8, 1))
    work = Scenario(name="Work only", hours=10, rate=50, currency="EUR")
    open_plan = kk.compare_scenarios([again, plan("Two", margin_rate=(0.1, 0.3, 0.4)), work])
    yield "scenarios: open", open_plan.sentences
    yield "scenario from the past", open_plan.of("May again").sentences
    yield "scenarios: ahead", kk.compare_scenarios([plan("Lights", order_value=900.0)]).sentences
    yield "scenarios: better not", kk.compare_scenarios([plan("Bikes", order_value=9.0)]).sentences
    yield "scenario: rates against each other", kk.past_rates(_against(), ["May"], utm=UTM).notes


def _against() -> kk.Exports:
    """Five months in which orders grow as their value falls."""
    starts = pd.date_range("2026-01-01", periods=5, freq="MS")
    return company(
        ads=[{"period_start": s, "period_end": s, "spend": 500.0, "link_clicks": 1_000.0}
             for s in starts],
        costs=[],
        orders=[{"order_id": f"{i}-{n}", "ordered_on": s, "revenue": 500.0 - 90 * i,
                 "contribution_margin": 40.0} for i, s in enumerate(starts) for n in range(i + 1)],
    )  # fmt: skip


def _mixes() -> Iterator[tuple[str, tuple[Sentence, ...]]]:
    two = pd.concat([weeks("A"), weeks("B", most=3_000, half=600, seed=4)])
    yield "mix", kk.budget_mix(two, 1_000, currency="EUR").sentences
    yield "mix: beyond what was seen", kk.budget_mix(two, 5_000, currency="EUR").sentences
    reasons = {
        "Few": weeks("Few").head(9),
        "Nothing": weeks("Nothing").assign(result=0.0),
        "Season": weeks("Season").assign(demand=lambda w: w["spend"]),
        "Steady": weeks("Steady").assign(spend=lambda w: 100 + w["spend"] / 100),
        "Straight": weeks("Straight").assign(result=lambda w: w["spend"] * 2),
    }
    none = pd.concat(reasons.values())
    yield "mix: no curve", kk.budget_mix(none, 300, currency="EUR").sentences


def printed() -> str:
    """Return the file: each case, German and English."""
    lines = []
    for lang in labels.LANGUAGES:
        with labels.speaking(lang):
            for name, sentences in cases():
                lines += [f"## {lang} · {name}", *map(str, sentences), ""]
    return "\n".join(lines)


def test_what_is_printed_is_what_was_read_aloud() -> None:
    assert printed() == FILE.read_text("utf-8")


def test_every_sentence_about_money_is_printed() -> None:
    said = {key for _, sentences in cases() for sentence in sentences for key in keys(sentence)}
    there = {f"{section}.{name}" for section in SECTIONS for name in labels.words()[section]}
    assert there - said - NEVER_ALONE == set()


def test_no_sentence_has_a_place_left_to_fill_or_a_number_that_is_none() -> None:
    text = FILE.read_text("utf-8")
    assert not re.search(r"[{}]|\bnan\b|None", text)
    sentences = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert all(line.endswith(".") and line[0] != " " for line in sentences)


if __name__ == "__main__":
    FILE.write_text(printed(), encoding="utf-8", newline="\n")
