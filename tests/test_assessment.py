"""Goals held against exports: the sample's goals, awkward exports, and every sentence."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import kpi_kit as kk
from kpi_kit import formatting, labels
from kpi_kit.breaks import known
from kpi_kit.estimates import Estimate
from kpi_kit.evidence.seasons import Expected
from kpi_kit.goals import Assessment, Assessments, Goal, GuardrailState, assess, load_goals
from kpi_kit.goals.goal import Guardrail, Verdict
from kpi_kit.goals.measuring import Measured
from kpi_kit.goals.verdicts import State, judge
from kpi_kit.tables import TABLES, typed
from tests.emscherrad import emscherrad

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "sample_data"
SENTENCES = HERE / "sentences" / "goals.txt"

START, DEADLINE = date(2026, 3, 1), date(2026, 6, 30)
APRIL = date(2026, 4, 15)


@pytest.fixture(scope="module")
def exports() -> kk.Exports:
    return emscherrad()


@pytest.fixture(scope="module")
def goals() -> tuple[Goal, ...]:
    return load_goals(SAMPLE / "goals.toml")


@pytest.fixture(scope="module")
def in_april(exports: kk.Exports, goals: tuple[Goal, ...]) -> dict[str, Assessment]:
    return {str(one.goal.kpi.name): one for one in assess(goals, exports, APRIL)}


@pytest.fixture(scope="module")
def in_june(exports: kk.Exports, goals: tuple[Goal, ...]) -> dict[str, Assessment]:
    return {str(one.goal.kpi.name): one for one in assess(goals, exports, DEADLINE)}


def only(table: str, rows: dict[str, Any]) -> kk.Exports:
    """Make exports of one table."""
    filled = {name: rows if name == table else {} for name in TABLES}
    frames = {
        name: typed(pd.DataFrame(columns, columns=[*TABLES[name].columns]), name)
        for name, columns in filled.items()
    }
    empty = pd.DataFrame()
    return kk.Exports(**frames, events=empty, log=empty, set_aside=empty, problems=empty,
                      time_zone="Europe/Berlin")  # fmt: skip


def days(first: str, last: str, **columns: Any) -> dict[str, Any]:
    return {"date": pd.date_range(first, last), "channel": "instagram", **columns}


def follows(**facts: Any) -> Goal:
    usual = {"name": "More", "kpi": "follows", "table": "accounts", "start": START,
             "deadline": DEADLINE, "target": 1220}  # fmt: skip
    return Goal(**usual | facts)


def test_the_sample_shows_every_verdict(
    in_april: dict[str, Assessment], in_june: dict[str, Assessment]
) -> None:
    assert {kpi: one.verdict for kpi, one in in_april.items()} == {
        "orders": "at_risk", "follows": "at_risk", "followers": "at_risk",
        "reach": "not_measurable", "spend": "on_track", "median_response_time": "at_risk",
        "net_sentiment": "too_early_to_tell",
    }  # fmt: skip
    assert {kpi: one.verdict for kpi, one in in_june.items()} == {
        "orders": "missed", "follows": "reached", "followers": "missed",
        "reach": "not_measurable", "spend": "reached", "median_response_time": "missed",
        "net_sentiment": "reached",
    }  # fmt: skip


def test_a_goal_s_figure_is_the_one_that_compute_gives(
    exports: kk.Exports, in_june: dict[str, Assessment]
) -> None:
    received = exports.messages["received_at"].dt.strftime("%Y-%m-%d")
    rows = exports.messages.assign(received_on=received).query(
        "'2026-03-01' <= received_on < '2026-07-01'"
    )
    value = kk.compute(rows, ["median_response_time"])["median_response_time"][0]
    assert in_june["median_response_time"].actual == value


def test_the_figure_can_be_traced_to_its_files(in_june: dict[str, Assessment]) -> None:
    explained = in_june["spend"].explain()
    assert explained.value == in_june["spend"].actual == pytest.approx(15_489.94)
    assert len(explained.rows) == 4
    with pytest.raises(kk.GoalError, match="there is no figure to explain; the same people"):
        in_june["reach"].explain()


def test_people_are_not_added_and_the_reason_holds_out_what_is_true(
    in_june: dict[str, Assessment],
) -> None:
    reach = in_june["reach"]
    assert reach.actual != reach.actual
    assert "There were at least 52,744 and at most 418,728." in reach.reason


def test_months_that_are_not_over_do_not_count_yet(in_april: dict[str, Assessment]) -> None:
    """Meta's ads come month by month: on 15 April, March is known."""
    budget = in_april["spend"]
    assert budget.through == date(2026, 3, 31)
    assert budget.state.share == pytest.approx(31 / 122)
    assert budget.expected is not None
    assert budget.expected.basis == "linear"
    assert "The exports reach no further than 31 March 2026." in budget.text


def test_the_season_of_the_year_before_sets_the_pace(in_april: dict[str, Assessment]) -> None:
    """46 of 122 days are 38 %; orders of spring come late, so fewer are due."""
    orders = in_april["orders"].expected
    assert orders is not None
    assert orders.basis == "season"
    assert orders.share == pytest.approx(0.344, abs=0.001)


def test_a_breached_guardrail_decides_what_is_done(in_june: dict[str, Assessment]) -> None:
    """The viral reel brought followers, and the engagement rate fell."""
    follows = in_june["follows"]
    assert follows.guardrail is not None
    assert follows.guardrail.breached
    assert follows.verdict == "reached"
    assert follows.action.startswith("Check whether the new ones belong to the target group")


def test_nothing_after_the_day_is_looked_at(
    exports: kk.Exports, goals: tuple[Goal, ...], in_april: dict[str, Assessment]
) -> None:
    early = exports.orders[exports.orders["ordered_on"] <= pd.Timestamp(APRIL)]
    known_then = only("orders", {str(name): early[name].to_numpy() for name in early})
    (then,) = assess(goals[0], known_then, APRIL)
    now = in_april["orders"]
    assert (then.actual, then.forecast, then.verdict) == (now.actual, now.forecast, now.verdict)


def test_ten_follows_a_day_are_610_half_way() -> None:
    """61 of 122 days, 10 a day before and since."""
    even = only("accounts", days("2026-01-01", "2026-04-30", follows=10.0))
    (one,) = assess(follows(), even, date(2026, 4, 30))
    assert one.actual == 610
    assert one.expected is not None
    assert one.expected.basis == "weekday"
    assert one.expected.share == pytest.approx(0.5)
    assert one.state.pace == pytest.approx(1.0)
    assert one.forecast is not None
    assert one.forecast.value == pytest.approx(1220)


def test_what_comes_after_the_deadline_does_not_count() -> None:
    """122 days of 10 follows until 30 June; those of July are another goal's."""
    even = only("accounts", days("2026-01-01", "2026-07-31", follows=10.0))
    (one,) = assess(follows(), even, date(2026, 7, 31))
    assert (one.actual, one.through) == (1220, date(2026, 6, 30))


def test_a_stock_moves_from_its_baseline() -> None:
    rising = days("2026-01-01", "2026-04-30", followers=[float(1000 + n) for n in range(120)])
    baseline = {
        "value": 1058,
        "first": date(2026, 2, 28),
        "last": date(2026, 2, 28),
        "source": "IG",
    }
    goal = follows(kpi="followers", target=1180, baseline=baseline)
    (one,) = assess(goal, only("accounts", rising), date(2026, 4, 30))
    assert one.actual == 1119
    assert one.state.progress == pytest.approx(0.5)
    assert one.verdict == "on_track"


def test_growth_is_counted_from_the_eve_of_the_start() -> None:
    """1,058 on 28 February, 1,119 on 30 April."""
    rising = days("2026-01-01", "2026-04-30", followers=[float(1000 + n) for n in range(120)])
    goal = follows(kpi="net_follower_growth", target=122)
    (one,) = assess(goal, only("accounts", rising), date(2026, 4, 30))
    assert one.actual == 61
    assert one.forecast is not None
    assert one.forecast.value == pytest.approx(122, abs=1)


def test_without_earlier_data_the_plan_is_linear_and_says_so() -> None:
    short = only("accounts", days("2026-03-01", "2026-03-21", follows=10.0))
    (one,) = assess(follows(), short, date(2026, 3, 21))
    assert one.expected == Expected(pytest.approx(21 / 122), "linear")  # type: ignore[arg-type]
    assert "spread evenly over the time" in one.sentence


def test_two_currencies_are_never_added() -> None:
    rows = {
        "period_start": pd.to_datetime(["2026-03-01"] * 2),
        "period_end": pd.to_datetime(["2026-03-31"] * 2),
        "channel": "meta_ads", "campaign": "May", "spend": [5.0, 6.0], "currency": ["EUR", "USD"],
    }  # fmt: skip
    goal = follows(kpi="spend", table="ads", target=100)
    (one,) = assess(goal, only("ads", rows), APRIL)
    assert one.verdict == "not_measurable"
    assert one.reason.startswith("there are several currencies (EUR, USD)")
    (euros,) = assess(follows(kpi="spend", table="ads", target=100, filter={"currency": "EUR"}),
                      only("ads", rows), APRIL)  # fmt: skip
    assert euros.actual == 5


def test_the_platform_s_own_figure_of_the_period_is_taken_for_people() -> None:
    rows = {
        "channel": "instagram", "what": "reach", "reach": [900.0, 2000.0, 700.0],
        "period_start": pd.to_datetime(["2026-03-01", "2026-03-01", "2026-04-01"]),
        "period_end": pd.to_datetime(["2026-03-31", "2026-06-30", "2026-04-30"]),
    }  # fmt: skip
    goal = follows(kpi="reach", table="periods", target=1800)
    there = only("periods", rows)
    assert [one.actual for one in assess(goal, there, APRIL)] == [900]
    assert [one.verdict for one in assess(goal, there, APRIL)] == ["too_early_to_tell"]
    assert [one.verdict for one in assess(goal, there, DEADLINE)] == ["reached"]


def test_a_channel_that_reports_late_holds_the_figure_back() -> None:
    punctual, late = (pd.date_range("2026-01-01", last) for last in ("2026-04-15", "2026-04-10"))
    both = {
        "date": [*punctual, *late],
        "channel": ["instagram"] * 105 + ["tiktok"] * 100, "follows": 1.0,
    }  # fmt: skip
    (one,) = assess(follows(target=200), only("accounts", both), APRIL)
    assert one.through == date(2026, 4, 10)
    assert one.actual == 2 * 41


def test_missing_days_at_the_end_leave_the_verdict_open() -> None:
    """Without the last days, nobody can say that the goal was missed."""
    short = only("accounts", days("2026-01-01", "2026-06-25", follows=10.0))
    (one,) = assess(follows(target=1230), short, date(2026, 7, 10))
    assert one.verdict in {"on_track", "at_risk"}
    assert "The exports reach no further than 25 June 2026." in one.text


def test_silence_of_events_is_no_end_of_the_export() -> None:
    ordered = pd.to_datetime([f"2026-{m:02}-{d:02}" for m in (3, 4, 5, 6) for d in (1, 11, 21)])
    rows = {"order_id": [str(n) for n in range(12)], "ordered_on": ordered, "revenue": 10.0}
    (one,) = assess(
        follows(kpi="orders", table="orders", target=13), only("orders", rows), DEADLINE
    )
    assert (one.through, one.actual, one.verdict) == (DEADLINE, 12, "missed")


@pytest.mark.parametrize(
    ("facts", "on", "verdict", "reason"),
    [
        ({"deadline": None}, APRIL, "not_measurable", "its start or deadline is missing"),
        ({}, date(2026, 2, 1), "too_early_to_tell", "its period has not begun yet"),
        ({"filter": {"channel": "x"}}, APRIL, "not_measurable", "hold no row with channel = x"),
        ({"kpi": "likes"}, APRIL, "not_measurable", "no whole row in the period|undefined"),
        ({"kpi": "share_of_voice", "table": ""}, APRIL, "not_measurable", "in no table"),
        ({}, date(2026, 3, 5), "too_early_to_tell", "Only 4% of it is due by now"),
    ],
)
def test_what_cannot_be_judged_says_why(
    facts: dict[str, Any], on: date, verdict: Verdict, reason: str
) -> None:
    even = only("accounts", days("2026-01-01", "2026-04-30", follows=10.0))
    (one,) = assess(follows(**facts), even, on)
    assert one.verdict == verdict
    assert re.search(reason, one.text)
    with labels.speaking("de"):  # a reason follows the reader, not whoever assessed
        (in_german,) = assess(follows(**facts), even, on)
        assert one.text == in_german.text
        assert not re.search(reason, one.text)


def test_a_guardrail_that_cannot_be_told_is_neither_kept_nor_breached() -> None:
    goal = follows(guardrail={"kpi": "unfollows", "limit": 50})
    (one,) = assess(goal, only("accounts", days("2026-03-01", "2026-04-30", follows=10.0)), APRIL)
    assert one.guardrail is not None
    assert one.guardrail.breached is None
    assert "Whether the guardrail holds cannot be told (Unfollows)" in one.text


@pytest.mark.parametrize("start", [date(2025, 4, 1), date(2025, 5, 1)])
def test_a_series_break_between_baseline_and_now_is_told(start: date) -> None:
    """Instagram's views took the place of impressions on 21 April 2025, during or before."""
    rows = days("2025-01-01", "2025-06-30", views=100.0)
    baseline = {"value": 9000, "first": date(2025, 1, 1), "last": date(2025, 3, 31), "source": "IG"}
    goal = follows(kpi="views", start=start, deadline=date(2025, 6, 30), target=9500,
                   baseline=baseline)  # fmt: skip
    (one,) = assess(goal, only("accounts", rows), date(2025, 6, 30))
    assert [found.date for found in one.breaks] == [date(2025, 4, 21)]
    assert "the definition changed on 21 April 2025" in one.text


def test_a_goal_that_fails_stops_no_other(exports: kk.Exports, goals: tuple[Goal, ...]) -> None:
    found = assess([follows(kpi="reach"), goals[3]], exports, APRIL)
    assert [one.verdict for one in found] == ["not_measurable", "not_measurable"]
    assert isinstance(found, Assessments)
    table = found.to_frame()
    assert len(table) == 2
    assert table["verdict"].to_list() == ["not_measurable"] * 2


def test_the_table_and_the_sentence_say_the_same(in_june: dict[str, Assessment]) -> None:
    row = Assessments(in_june.values()).to_frame().set_index("kpi").loc["orders"]
    assert (row["actual"], row["target"], row["verdict"]) == (236, 275, "missed")
    assert row["rows_used"] == 236
    assert (
        "Orders at 236 on 30 June 2026, against a target of at least 275" in in_june["orders"].text
    )


CASES: tuple[tuple[str, str, Any, float, float], ...] = (
    ("orders", "orders", "total", 1200, 1000),
    ("unfollows", "accounts", "total", 120, 150),
    ("followers", "accounts", "stock", 2400, 2000),
    ("follower_growth_rate", "accounts", "growth", 0.08, 0.05),
    ("engagement_rate_by_reach", "posts", "rate", 0.045, 0.043),
    ("median_response_time", "messages", "rate", 39_600, 44_520),
    ("return_on_ad_spend", "ads", "rate", 3.5, 3.2),
    ("cost_per_click", "ads", "rate", 0.5, 0.6),
    ("net_sentiment", "mentions", "rate", 0.3, 0.266),
    ("spend", "ads", "total", 15_500, float("nan")),
    ("reach", "periods", "people", 150_000, 90_000),
)
"""KPI, table, kind, target and baseline: each unit and each direction."""

BETTER = {"reached": 0.06, "on_track": 0.02, "at_risk": -0.2, "missed": -0.1}
"""By which share the figure is better than what was due."""

BASES: tuple[Any, ...] = ("season", "weekday", "linear")
DUE = 0.48


def variants() -> list[Assessment]:
    """Make an assessment of every verdict, unit and direction, all the rest in turn."""
    return [
        _variant(goal, kind, verdict, turn)
        for turn, (goal, kind, verdict) in enumerate(
            (_goal_of(*case), case[2], verdict)
            for case in CASES
            for verdict in (*BETTER, "too_early_to_tell", "not_measurable")
            if not (case[2] == "people" and verdict in {"on_track", "at_risk"})
        )
    ]


def _goal_of(kpi: str, table: str, kind: str, target: float, baseline: float) -> Goal:
    before = {"first": date(2025, 11, 1), "last": date(2026, 2, 28), "source": "Export"}
    return Goal(
        name={"de": "Das Ziel", "en": "The goal"}, kpi=kpi, table=table, target=target,
        start=START, deadline=DEADLINE, tolerance=0.1 if kpi == "spend" else 0.05,
        baseline={"value": baseline, **before} if baseline == baseline else None,
        rule=kind,
        actions={
            verdict: {"de": "Budget neu verteilen", "en": "divide the budget anew"}
            for verdict in ("at_risk", "missed")
        },
    )  # fmt: skip


def _variant(goal: Goal, kind: Any, verdict: Any, turn: int) -> Assessment:
    over = verdict in {"reached", "missed"}
    base = goal.baseline.value if goal.baseline else float("nan")
    sign = -1 if goal.aim == "lower" else 1
    share = 1.0 if over else DUE if verdict != "too_early_to_tell" else 0.04
    blank = State(kind, goal.aim, 0.0, goal.target, base, share)
    off = BETTER.get(verdict, -0.1 if kind == "people" else 0.01)
    way = abs(blank.expected - base) if kind == "stock" else blank.expected
    value = blank.expected + sign * off * way
    if goal.aim == "planned" and verdict == "missed":
        value = goal.target * 1.12
    used = 12 if verdict == "not_measurable" or (kind == "rate" and verdict[0] == "t") else 46
    none = verdict == "not_measurable" and turn // 6 % 2 == 0
    state = State(
        kind, goal.aim, float("nan") if none else value, goal.target, base, share, over,
        used > 30, goal.tolerance, None if none else _coming(blank, value, over=over),
    )  # fmt: skip
    reason = "" if verdict in BETTER else _reason(state, none=none)
    currency = "EUR" if goal.kpi.unit == "money" else None
    on = DEADLINE if over else APRIL
    basis = BASES[(turn // 6 + turn) % 3]
    return Assessment(
        goal=goal, on=on, through=on if over else on - timedelta(days=2 * (turn % 2)),
        measured=Measured(state.actual, used + turn % 2, used, currency, reason), state=state,
        verdict=verdict, why=reason,
        expected=None if kind in {"rate", "people"} else Expected(share, basis),
        guardrail=_guard((None, "kept", "breached", "unknown")[(turn // 6 + turn) % 4]),
        breaks=known()[:1] if turn % 11 == 0 else (),
    )  # fmt: skip


def _coming(state: State, value: float, *, over: bool) -> Estimate | None:
    if state.kind == "people":
        return None
    if state.kind == "rate":
        return Estimate(value, value * 0.9, value * 1.1)
    start = state.baseline if state.kind == "stock" else 0.0
    end = start + (value - start) / state.share
    return None if over else Estimate(end, end - (end - start) / 20, end + (end - start) / 20)


def _reason(state: State, *, none: bool) -> str:
    if none:
        return labels.text("goal.no_rows_in_period")
    if not state.enough:
        return labels.text("goal.small_sample", used="12", least="30")
    if state.kind == "people":
        return labels.text("goal.people_early")
    return labels.text("goal.early", share=formatting.percent(state.share, digits=0))


def _guard(state: str | None) -> GuardrailState | None:
    if state is None:
        return None
    rail = Guardrail(kpi="response_rate", limit=0.93) if state != "breached" else Guardrail(
        kpi="cost_per_acquisition", table="ads", limit=40)  # fmt: skip
    value = {"kept": 0.952, "breached": 47.5, "unknown": float("nan")}[state]
    reason = labels.text("goal.no_rows_in_period") if state == "unknown" else ""
    return GuardrailState(
        rail, Measured(value, 9, 9, "EUR" if state == "breached" else None, reason)
    )


def said() -> str:
    """Say every variant in both languages."""
    spoken = []
    for lang in labels.LANGUAGES:
        with labels.speaking(lang):
            spoken.append([f"{lang}  {one.text}" for one in variants()])
    return "".join(f"{german}\n{english}\n\n" for german, english in zip(*spoken, strict=True))


def test_every_sentence_is_the_one_that_was_read_aloud() -> None:
    """Written anew by `python -m tests.test_assessment`, and then read in both languages."""
    assert said() == SENTENCES.read_text("utf-8")


def test_the_variants_are_cases_that_the_rules_bring() -> None:
    for one in variants():
        if one.verdict != "not_measurable":
            assert judge(one.state) == one.verdict, one.text


def test_the_sentences_show_every_clause() -> None:
    shown = said().replace("\N{NO-BREAK SPACE}", " ")
    words = labels.words()
    for section in ("assessed", "verdict_says"):
        for name, entry in words[section].items():
            for lang in labels.LANGUAGES:
                pieces = pd.Series(entry[lang]).str.split(r"\{\w+\}", regex=True)[0]
                assert all(piece in shown for piece in pieces), (section, name, lang)


if __name__ == "__main__":
    SENTENCES.write_text(said(), "utf-8", newline="\n")
