"""Who is talked about, how, and how well we answer; on Emscherrad against the truth."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import dirichlet
from statsmodels.duration.survfunc import SurvfuncRight

import kpi_kit as kk
from kpi_kit.errors import ColumnError, KpiKitError
from kpi_kit.estimates import Estimate
from kpi_kit.listening import (
    Agreement,
    CrisisWatch,
    OpeningHours,
    Response,
    Sentiment,
    ShareOfVoice,
    agreement,
    crises,
    response,
    sentiment,
    share_of_voice,
)
from kpi_kit.listening.crises import Crisis
from kpi_kit.listening.response import _kaplan_meier
from kpi_kit.listening.sentiment import DRAWS, MOODS, _drawn, _kappa
from kpi_kit.runs import Run, Watched
from kpi_kit.spans import Span
from tests.emscherrad import emscherrad
from tests.spoken import assert_written
from tests.test_stories import truth

OWN = "Emscherrad"

SPANS: Any = {"period": "2026-02", "before": ("2026-01-01", "2026-01-28")}


@cache
def coded() -> pd.DataFrame:
    """Return the own mentions with what was really meant, as a person would code them."""
    known = truth("mentions")[["url", "true_sentiment"]]
    mine = emscherrad().mentions.query("about == @OWN").merge(known, on="url")
    return mine.rename(columns={"true_sentiment": "hand_sentiment"})


# Story 10 · share of voice


def test_the_share_falls_because_somebody_else_shouts_and_not_because_of_us() -> None:
    found = share_of_voice(emscherrad().mentions, OWN, period=("2026-01-12", "2026-02-15"))
    assert found.share_before > 0.3
    assert found.share < 0.08
    assert "nobody talks about us" in found.naive
    assert found.movement == "others_louder"
    assert not found.own_change.excludes(1)
    assert found.loudest == "Kettenkauz"
    story = truth("stories").query("story == 'competitor'")
    assert story["first_day"].item() == "2026-01-12"


def voices(before: dict[str, int], now: dict[str, int]) -> pd.DataFrame:
    """Return mentions spread over January (before) and February (now)."""
    rows = [
        (pd.Timestamp(2026, month, 1 + n % 28), name)
        for month, counts in ((1, before), (2, now))
        for name, count in counts.items()
        for n in range(count)
    ]
    return pd.DataFrame(rows, columns=["date", "about"]).astype({"date": "datetime64[us]"})


@pytest.mark.parametrize(
    ("before", "now", "movement"),
    [
        ((80, 80), (80, 300), "others_louder"),
        ((80, 300), (80, 80), "others_quieter"),
        ((80, 80), (240, 80), "own_louder"),
        ((240, 80), (80, 80), "own_quieter"),
        ((80, 240), (240, 80), "both"),
        ((80, 80), (80, 80), "unchanged"),
        ((4, 4), (6, 4), "unclear"),
    ],
)
def test_why_a_share_moves(before: tuple[int, int], now: tuple[int, int], movement: str) -> None:
    mentions = voices(*(dict(zip(("us", "they"), counts, strict=True)) for counts in (before, now)))
    found = share_of_voice(mentions, "us", **SPANS)
    assert found.movement == movement


@given(
    st.lists(st.integers(0, 9), min_size=2, max_size=5),
    st.lists(st.integers(0, 9), min_size=5, max_size=5),
)
def test_shares_add_up_to_one(before: list[int], now: list[int]) -> None:
    names = [f"brand {n}" for n in range(len(before))]
    mentions = voices(dict(zip(names, before, strict=True)), dict(zip(names, now, strict=False)))
    more = pd.DataFrame({"date": [pd.Timestamp("2026-02-03")], "about": ["brand 0"]})
    mentions = pd.concat([mentions, more])
    found = share_of_voice(mentions, "brand 0", **SPANS).mentions
    assert found["share"].sum() == pytest.approx(1)
    if sum(before):
        assert found["share_before"].sum() == pytest.approx(1)


def test_mentions_of_nobody_are_counted_and_in_no_share() -> None:
    mentions = voices({"us": 4, "they": 4}, {"us": 4, "they": 4})
    more = pd.DataFrame({"date": [pd.Timestamp("2026-02-03")], "about": [None]})
    mentions = pd.concat([mentions, more])
    found = share_of_voice(mentions, "us", period="2026-02")
    assert (found.share, found.unassigned) == (0.5, 1)


def test_who_is_never_mentioned_and_overlapping_periods_are_refused() -> None:
    mentions = voices({"us": 4}, {"us": 4})
    with pytest.raises(KpiKitError, match="'them' does not occur in the mentions; available: us"):
        share_of_voice(mentions, "them", period="2026-02")
    with pytest.raises(KpiKitError, match="overlap"):
        share_of_voice(mentions, "us", period="2026-02", before="2026")
    with pytest.raises(ColumnError, match="'about'"):
        share_of_voice(mentions[["date"]], "us", period="2026-02")


# Sentiment


def moods(*counts: int) -> pd.DataFrame:
    return pd.DataFrame({"sentiment": np.repeat(MOODS, counts)})


@pytest.mark.parametrize(
    ("counts", "net", "without"),
    [
        ((80, 100, 20), 0.3, 0.6),  # W36, blackboxintelligence
        ((800, 550, 150), 0.433333, 0.684211),  # W37, japio
    ],
)
def test_both_denominators(counts: tuple[int, int, int], net: float, without: float) -> None:
    found = sentiment(moods(*counts))
    assert found.net.value == pytest.approx(net, abs=1e-6)
    assert found.net_without_neutral.value == pytest.approx(without, abs=1e-6)


@given(*[st.integers(0, 60)] * 3)
def test_sentiment_turns_round_with_its_labels_and_does_not_grow_with_neutral_ones(
    positive: int, neutral: int, negative: int
) -> None:
    found, mirrored = (
        sentiment(moods(positive, neutral, negative)),
        sentiment(moods(negative, neutral, positive)),
    )
    if positive + negative:
        assert found.net.value == pytest.approx(-mirrored.net.value)
        more = sentiment(moods(positive, neutral + 5, negative))
        assert more.net_without_neutral.value == found.net_without_neutral.value
        assert abs(more.net.value) <= abs(found.net.value)
        assert -1 <= found.net.low <= found.net.value <= found.net.high <= 1


@given(st.permutations(range(12)))
def test_the_order_of_mentions_does_not_matter(order: list[int]) -> None:
    mentions = moods(5, 4, 3)
    assert sentiment(mentions.iloc[order]) == sentiment(mentions)


def test_the_correction_finds_what_was_meant_on_emscherrad() -> None:
    meant = coded()["hand_sentiment"].value_counts()
    true = (meant["positive"] - meant["negative"]) / meant.sum()
    covered, tool = 0, sentiment(coded()).net
    for seed in range(40):
        sample = coded().sample(300, random_state=seed)
        corrected = sentiment(coded(), hand_coded=sample).corrected
        assert corrected is not None
        covered += not corrected.excludes(true)
    assert tool.value > true + 0.03  # the tool takes irony for praise
    assert covered >= 32  # 36 of 40 are declared


def test_a_tool_without_mistakes_needs_no_correction() -> None:
    mentions = moods(50, 30, 20)
    found = sentiment(mentions, hand_coded=mentions.assign(hand_sentiment=mentions["sentiment"]))
    assert found.corrected is not None
    assert found.corrected.value == pytest.approx(found.net.value)
    assert found.agreement is not None
    assert found.agreement.kappa.value == 1


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ((10, 10, 10), "30 mentions coded by hand are too few"),
        ((60, 60, 9), "calls negative, 9 mentions are coded by hand; it takes at least 10"),
    ],
)
def test_a_thin_sample_is_refused(counts: tuple[int, int, int], message: str) -> None:
    hand = moods(*counts).assign(hand_sentiment=lambda rows: rows["sentiment"])
    with pytest.raises(KpiKitError, match=message):
        sentiment(moods(50, 50, 50), hand_coded=hand)


def test_a_class_that_no_person_has_used_is_refused() -> None:
    hand = moods(40, 40, 20).assign(hand_sentiment="positive")
    hand.loc[:20, "hand_sentiment"] = "negative"
    with pytest.raises(KpiKitError, match="nothing is coded as neutral by hand"):
        sentiment(moods(50, 50, 50), hand_coded=hand)


def test_an_unknown_label_is_refused_and_a_missing_one_counted() -> None:
    with pytest.raises(KpiKitError, match="unknown sentiment 'angry'"):
        sentiment(pd.DataFrame({"sentiment": ["angry"]}))
    found = sentiment(pd.DataFrame({"sentiment": ["positive", None]}))
    assert (found.net.value, found.unclassified) == (1, 1)


# Cohen's kappa


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        # J. Cohen's coefficient in Wikipedia's "Cohen's kappa", three examples
        ([[20, 5], [10, 15]], 0.4),
        ([[45, 15], [25, 15]], 0.1304),
        ([[25, 35], [5, 35]], 0.2593),
    ],
)
def test_kappa_of_published_tables(table: list[list[int]], kappa: float) -> None:
    assert _kappa(np.array(table, dtype=float), 0.9).value == pytest.approx(kappa, abs=5e-5)


def test_kappa_and_its_interval_are_those_of_sas() -> None:
    """SAS/STAT, PROC FREQ, "Cohen's Kappa Coefficient": 0.3449, 95 % 0.2030 to 0.4868."""
    skin = [[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]]
    found = _kappa(np.array(skin, dtype=float), 0.95)
    assert [found.value, found.low, found.high] == pytest.approx([0.3449, 0.2030, 0.4868], abs=5e-5)


def test_kappa_is_undefined_where_one_side_always_says_the_same() -> None:
    hand = pd.DataFrame(
        {"sentiment": ["positive"] * 9, "hand_sentiment": ["positive"] * 8 + ["negative"]}
    )
    assert agreement(hand).kappa.value != agreement(hand).kappa.value
    with pytest.raises(KpiKitError, match="no mention has both"):
        agreement(hand.assign(hand_sentiment=None))


# Story 7 · the recall


def test_the_recall_is_found_on_its_day_and_called_a_crisis() -> None:
    found = crises(emscherrad().mentions, about=OWN)
    (crisis,) = found.found
    story = truth("stories").query("story == 'recall'")
    assert str(crisis.run.start) == story["first_day"].item() == "2025-06-11"
    about_it = emscherrad().mentions.merge(truth("mentions").query("kind == 'crisis'"), on="url")
    assert abs(crisis.run.end - about_it["date"].max().date()) <= timedelta(days=3)
    assert crisis.run.peak == crisis.run.start + timedelta(days=1)  # when everybody has heard it
    assert crisis.kind == "crisis"
    assert crisis.run.chance < 0.001
    assert "times as many mentions" in crisis.naive
    assert crisis.run.observed - crisis.run.expected == pytest.approx(len(about_it), rel=0.1)


def test_the_prize_draw_is_attention_and_the_third_brand_has_nothing() -> None:
    (draw,) = crises(emscherrad().mentions, about="Kettenkauz").found
    assert (str(draw.run.start), str(draw.run.end)) == ("2026-01-12", "2026-02-15")
    assert draw.kind == "attention"
    assert crises(emscherrad().mentions, about="Radwerk Nordlicht").found == ()


def test_answers_are_slower_in_the_crisis_than_the_answered_ones_say() -> None:
    messages = emscherrad().messages
    inside = Span.of(("2025-06-11", "2025-06-30")).holds(messages["received_at"])
    during, usual = response(messages[inside]), response(messages[~inside])
    assert during.median.low > 2 * usual.median.high
    assert during.median_of_answered < 0.9 * during.median.value
    assert during.rate.high < usual.rate.low
    assert during.within[86_400].high < usual.within[86_400].low


# Answers


END = pd.Timestamp("2026-02-01")


def asked(*waited: float | None, as_of: pd.Timestamp = END) -> Response:
    """Return the response to messages of 5 January, 9 o'clock, answered after so many hours."""
    came = pd.Series(pd.to_datetime(["2026-01-05 09:00"] * len(waited)))
    hours = pd.to_timedelta(
        pd.Series([np.nan if w is None else w for w in waited], dtype=float), "h"
    )
    return response(pd.DataFrame({"received_at": came, "answered_at": came + hours}), as_of=as_of)


def test_kaplan_meier_is_that_of_the_textbook() -> None:
    """Freireich et al. (1963), 6-MP in acute leukaemia; D. Cox and D. Oakes (1984), table 1.1."""
    weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    seen = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    end = pd.Timestamp("2026-01-01")
    came = pd.Series(end - pd.to_timedelta(weeks, "D"))
    left = pd.Series([end if one else pd.NaT for one in seen], dtype=came.dtype)
    found = response(
        pd.DataFrame({"received_at": came, "answered_at": left}),
        as_of=pd.Timestamp("2026-01-01"),
        level=0.95,
    )
    curve = found.curve.assign(day=found.curve["seconds"] / 86_400).set_index("day")["waiting"]
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert curve[list(published)].tolist() == pytest.approx(list(published.values()), abs=5e-4)
    assert found.median.value / 86_400 == 23
    assert found.median.low / 86_400 == 13  # R, survival: survfit(…, conf.type = "log-log")
    assert np.isinf(found.median.high) or found.median.high != found.median.high


@given(
    st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=1, max_size=40),
    st.sampled_from([0.8, 0.9, 0.95]),
)
def test_kaplan_meier_is_that_of_statsmodels(
    messages: list[tuple[int, bool]], level: float
) -> None:
    waited = np.array([hours * 3600.0 for hours, _ in messages])
    done = np.array([answered for _, answered in messages])
    assume(done.any())
    theirs = SurvfuncRight(waited, done.astype(int))
    # A curve that stands at one half to the last bit is a matter of rounding, not of method.
    assume(not np.isclose(theirs.surv_prob, 0.5, rtol=1e-9, atol=0).any())
    median, curve = _kaplan_meier(waited, done, level)
    with np.errstate(all="ignore"):
        bounds = theirs.quantile_ci(0.5, alpha=1 - level, method="cloglog")
    assert curve["seconds"].tolist() == theirs.surv_times.tolist()
    assert curve["waiting"].tolist() == pytest.approx(theirs.surv_prob.tolist(), abs=1e-12)
    np.testing.assert_equal(
        (median.value, median.low, median.high), (theirs.quantile(0.5), *bounds)
    )


@given(st.lists(st.floats(0.1, 200), min_size=1, max_size=30), st.integers(0, 10))
def test_an_unanswered_message_never_shortens_the_median(waited: list[float], open_: int) -> None:
    without, with_ = asked(*waited), asked(*waited, *[None] * open_)
    assert with_.rate.value <= without.rate.value
    assert with_.median_of_answered == without.median_of_answered  # which is the naive mistake
    if with_.median.value == with_.median.value:
        assert with_.median.value >= without.median.value


def test_the_median_is_not_reached_while_half_still_wait() -> None:
    found = asked(1, 2, None, None, None)
    assert found.median.value != found.median.value
    assert "not reached" in found.sentence
    assert asked(None, None).median_of_answered != asked(None, None).median_of_answered


def test_the_service_level_counts_those_old_enough_to_tell() -> None:
    found = asked(0.5, 3, None, as_of=pd.Timestamp("2026-01-05 12:00"))
    assert found.within[3600].value == pytest.approx(1 / 3)
    assert found.within[86_400].value != found.within[86_400].value  # nobody is a day old
    assert found.within[3600].low == pytest.approx(kk.wilson_interval(1, 3, level=0.9)[0])


def test_an_answer_after_the_end_was_still_missing_then() -> None:
    found = asked(1, 30, as_of=pd.Timestamp("2026-01-05 12:00"))
    assert (found.messages, found.answered) == (2, 1)


def test_impossible_times_are_left_out_and_counted() -> None:
    found = asked(1, -1)
    assert (found.messages, found.impossible) == (1, 1)
    assert "impossible" in found.sentence


def test_only_opening_hours_count_where_they_are_declared() -> None:
    came = pd.to_datetime(["2026-01-09 17:00"])  # a Friday
    left = pd.to_datetime(["2026-01-12 10:00"])
    frame = pd.DataFrame({"received_at": came, "answered_at": left})
    hours = OpeningHours(9, 18)
    assert response(frame, opening=hours).median_of_answered == 2 * 3600
    closed = OpeningHours(9, 18, closed_on=(date(2026, 1, 12),))
    assert response(frame, opening=closed).median_of_answered == 1 * 3600
    assert "9:00 to 18:00" in response(frame, opening=hours).sentence
    with pytest.raises(KpiKitError, match="no opening hours"):
        OpeningHours(18, 9)


# Sentences


def _run(*, ended: bool = True, chance: float = 1e-9) -> Run:
    days = (date(2025, 6, 11), date(2025, 6, 12), date(2025, 7, 3))
    return Run(*days, ended, 681, 38, 53, 1.6, chance)


def _variants() -> dict[str, object]:
    def voice(before: tuple[int, int], now: tuple[int, int]) -> ShareOfVoice:
        rows = voices(
            *(dict(zip(("Emscherrad", "Kettenkauz"), c, strict=True)) for c in (before, now))
        )
        return share_of_voice(rows, OWN, **SPANS)

    def crisis(negative: float, **how: object) -> Crisis:
        usual = Estimate(0.18, 0.16, 0.2)
        return Crisis(_run(**how), Estimate(negative, negative - 0.03, negative + 0.03), usual)  # type: ignore[arg-type]

    span = Span.of("2025")
    none = pd.DataFrame()
    unknown = Estimate(np.nan, np.nan, np.nan)
    partly = pd.DataFrame({"sentiment": ["positive", "negative", None]})
    hand = moods(60, 40, 20).assign(hand_sentiment=lambda rows: rows["sentiment"])
    wrong = hand.copy()
    wrong.loc[:14, "hand_sentiment"] = "negative"
    same = pd.DataFrame({"sentiment": ["positive"] * 9, "hand_sentiment": ["positive"] * 9})
    unassigned = pd.concat(
        [
            voices({OWN: 9}, {OWN: 9}),
            pd.DataFrame({"date": [pd.Timestamp("2026-02-02")], "about": [None]}),
        ]
    )
    came = pd.DataFrame(
        {
            "received_at": pd.to_datetime(["2026-01-09 17:00"] * 3),
            "answered_at": pd.to_datetime(
                ["2026-01-12 10:00", "2026-01-12 11:00", "2026-01-01 00:00"]
            ),
        }
    )
    return {
        "voice, others louder": voice((80, 80), (80, 300)),
        "voice, others quieter": voice((80, 300), (80, 80)),
        "voice, own louder": voice((80, 80), (240, 80)),
        "voice, own quieter": voice((240, 80), (80, 80)),
        "voice, both": voice((80, 80), (240, 400)),
        "voice, unchanged": voice((80, 80), (80, 80)),
        "voice, unclear": voice((4, 4), (6, 4)),
        "voice, unassigned": share_of_voice(unassigned, OWN, **SPANS),
        "sentiment, not coded": sentiment(moods(80, 100, 20)),
        "sentiment, corrected, fits": sentiment(moods(80, 100, 20), hand_coded=hand),
        "sentiment, corrected, off": sentiment(moods(800, 100, 200), hand_coded=wrong),
        "sentiment, not all classified": sentiment(partly),
        "sentiment, none": sentiment(moods(0, 0, 0)),
        "agreement": agreement(wrong),
        "agreement, one label": agreement(same),
        "crisis": crisis(0.77),
        "crisis, goes on": crisis(0.77, ended=False),
        "crisis, attention, small chance": crisis(0.04, chance=0.021),
        "crisis, unclear": Crisis(_run(), unknown, unknown),
        "crises": CrisisWatch(OWN, span, (crisis(0.77),), Watched(none, (_run(),), 337)),
        "crises, nothing": CrisisWatch("", span, (), Watched(none, (), 337)),
        "crises, too short": CrisisWatch(OWN, Span.of("2026-01"), (), Watched(none, (), 0)),
        "response": asked(1, 2, 3, 4, 5, 6, 7, 8, 9, None),
        "response, upper end open": asked(1, 2, 30, None),
        "response, not reached, low known": asked(*[float(n) for n in range(1, 41)], *[None] * 60),
        "response, not reached": asked(1, None, None),
        "response, opening hours, impossible times": response(came, opening=OpeningHours(9, 18.5)),
        "response, none": asked(),
    }


def test_every_sentence_is_the_one_that_was_read_aloud() -> None:
    assert_written("listening.txt", _variants())


@pytest.mark.parametrize("found", [Agreement, CrisisWatch, Response, Sentiment, ShareOfVoice])
def test_results_are_frozen(found: Any) -> None:
    assert found.__dataclass_params__.frozen


def test_the_shares_behind_counts_are_drawn_as_scipy_draws_them() -> None:
    counts = np.array([80.0, 100.0, 0.0])
    drawn = dirichlet.rvs(counts + 0.5, size=DRAWS, random_state=3)
    np.testing.assert_array_equal(_drawn(counts, 3), drawn)
