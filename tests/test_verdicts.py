"""Verdicts and progress: values to check by head, and laws."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_kit.estimates import Estimate
from kpi_kit.goals.goal import Verdict
from kpi_kit.goals.verdicts import EARLY, ORDER, State, judge

KINDS = ("total", "stock", "growth", "rate", "people")
figures = st.integers(-1000, 1000).map(float)
positive = st.integers(1, 1000).map(float)
shares = st.sampled_from([0.0, 0.05, 0.1, 0.25, 0.5, 1.0])


def total(actual: float, **facts: Any) -> State:
    usual: dict[str, Any] = {"kind": "total", "aim": "higher", "target": 1000.0}
    return State(**usual | {"actual": actual} | facts)


def stock(actual: float, **facts: Any) -> State:
    usual: dict[str, Any] = {"kind": "stock", "aim": "higher", "target": 1200.0}
    usual["baseline"] = 1000.0
    return State(**usual | {"actual": actual} | facts)


def estimate(low: float, high: float) -> Estimate:
    return Estimate((low + high) / 2, low, high)


def test_forty_of_sixty_contracts_are_two_thirds() -> None:
    """W90."""
    assert total(40.0, target=60.0).attainment == pytest.approx(0.6667, abs=1e-4)


def test_sixteen_complaints_of_at_most_twenty_four_are_more_than_the_target() -> None:
    """W91."""
    assert total(16.0, target=24.0, aim="lower").attainment == pytest.approx(4 / 3)


def test_a_budget_of_20_000_with_9_500_spent_after_8_of_20_days_is_1_500_ahead() -> None:
    """W93."""
    state = total(9_500.0, target=20_000.0, aim="planned", share=8 / 20)
    assert state.expected == 8_000
    assert state.gap == 1_500
    assert judge(state) == "at_risk"


@pytest.mark.parametrize(("spent", "pace"), [(50.0, 1.0), (75.0, 1.5), (25.0, 0.5)])
def test_the_pace_compares_spend_with_time(spent: float, pace: float) -> None:
    """W94."""
    assert total(spent, target=100.0, aim="planned", share=0.5).pace == pace


def test_churn_from_8_to_6_of_5_is_two_thirds_of_the_way() -> None:
    """W96."""
    churn = State("rate", "lower", actual=6.0, target=5.0, baseline=8.0)
    assert churn.progress == pytest.approx(0.67, abs=0.005)


def test_progress_of_a_running_total_is_held_against_what_is_due() -> None:
    """Half way, 1,000 of last year would have been 500 and the target of 1,200 is 600."""
    half = total(550.0, target=1200.0, baseline=1000.0, share=0.5)
    assert half.progress == pytest.approx(0.5)
    assert total(1100.0, target=1200.0, baseline=1000.0, over=True).progress == pytest.approx(0.5)


def test_the_pace_of_a_stock_is_that_of_its_way() -> None:
    """Half of the way from 1,000 to 1,200 would be 1,100; 1,050 is half of that way."""
    state = stock(1050.0, share=0.5)
    assert state.expected == 1100
    assert state.pace == pytest.approx(0.5)
    assert judge(state) == "at_risk"


VERDICTS: list[tuple[State, Verdict]] = [
    (total(math.nan), "not_measurable"),
    (total(1000.0, share=0.05), "reached"),
    (total(1000.1, aim="lower", share=0.05), "missed"),
    (total(1000.0, aim="lower", share=1.0, over=True), "reached"),
    (total(1050.0, aim="planned", share=0.5), "at_risk"),
    (total(1050.1, aim="planned", share=0.5), "missed"),
    (total(950.0, aim="planned", over=True), "reached"),
    (total(949.0, aim="planned", over=True), "missed"),
    (total(999.0, over=True), "missed"),
    (total(99.0, share=0.099), "too_early_to_tell"),
    (total(95.0, share=0.1), "on_track"),
    (total(94.0, share=0.1), "at_risk"),
    (total(525.0, aim="lower", share=0.5), "on_track"),
    (total(526.0, aim="lower", share=0.5), "at_risk"),
    (total(500.0, share=0.5, forecast=estimate(800, 990)), "at_risk"),
    (total(400.0, share=0.5, forecast=estimate(1000, 1200)), "on_track"),
    (total(500.0, share=0.5, forecast=estimate(900, 1100)), "on_track"),
    (total(400.0, share=0.5, forecast=estimate(900, 1100)), "at_risk"),
    (total(400.0, share=0.5, forecast=estimate(math.nan, math.nan)), "at_risk"),
    (stock(1200.0, share=0.5), "on_track"),
    (stock(1200.0, over=True), "reached"),
    (stock(1199.0, over=True), "missed"),
    (stock(1100.0, baseline=math.nan, share=0.5), "too_early_to_tell"),
    (stock(1100.0, baseline=math.nan, share=0.5, forecast=estimate(1200, 1300)), "on_track"),
    (State("rate", "higher", 0.046, 0.045), "on_track"),
    (State("rate", "higher", 0.043, 0.045), "on_track"),
    (State("rate", "higher", 0.043, 0.045, share=0.0), "on_track"),  # nothing of it is due later
    (State("rate", "higher", 0.0427, 0.045), "at_risk"),
    (State("rate", "higher", 0.046, 0.045, over=True), "reached"),
    (State("rate", "higher", 0.046, 0.045, enough=False), "too_early_to_tell"),
    (State("rate", "higher", 0.046, 0.045, enough=False, over=True), "not_measurable"),
    (State("people", "higher", 90.0, 100.0), "too_early_to_tell"),
    (State("people", "higher", 100.0, 100.0), "reached"),
    (State("people", "higher", 90.0, 100.0, over=True), "missed"),
]


@pytest.mark.parametrize(("state", "verdict"), VERDICTS)
def test_the_first_rule_that_fits_holds(state: State, verdict: Verdict) -> None:
    assert judge(state) == verdict


def test_a_tenth_must_be_due_before_anything_is_said() -> None:
    assert EARLY == 0.1


@st.composite
def states(draw: st.DrawFn, aims: tuple[str, ...] = ("higher", "lower")) -> dict[str, Any]:
    """Draw all that a verdict rests on but the figure itself."""
    rest = draw(st.one_of(st.none(), st.tuples(positive, positive)))
    return {
        "kind": draw(st.sampled_from(KINDS)), "aim": draw(st.sampled_from(aims)),
        "target": draw(positive), "baseline": draw(positive), "share": draw(shares),
        "over": draw(st.booleans()), "enough": draw(st.booleans()),
        "tolerance": draw(st.sampled_from([0.0, 0.05, 0.5])), "rest": rest,
    }  # fmt: skip


def judged(actual: float, facts: dict[str, Any], times: float = 1.0) -> Verdict:
    """Judge a figure, of which the forecast's rest comes on top, in units of any size."""
    known = {key: value for key, value in facts.items() if key != "rest"}
    for name in ("target", "baseline"):
        known[name] *= times
    if facts["rest"]:
        low, high = sorted(facts["rest"])
        known["forecast"] = estimate((actual + low) * times, (actual + high) * times)
    return judge(State(actual=actual * times, **known))


# Half-way, with a forecast: where verdicts differ most, and which chance would seldom draw.
running = st.builds(
    lambda facts, rest: facts | {"rest": rest, "share": 0.5, "over": False, "enough": True},
    states(), st.tuples(positive, positive),
)  # fmt: skip


@given(st.one_of(states(), running), positive, positive)
def test_a_better_figure_never_brings_a_worse_verdict(
    facts: dict[str, Any], one: float, other: float
) -> None:
    worse, better = sorted((one, other), reverse=facts["aim"] == "lower")
    verdicts = [judged(figure, facts) for figure in (worse, better)]
    if {*verdicts} <= {*ORDER}:
        assert ORDER.index(verdicts[0]) <= ORDER.index(verdicts[1])


@given(states(("higher", "lower", "planned")), positive, st.sampled_from([2**-20, 0.5, 1024.0]))
def test_another_unit_changes_no_verdict(
    facts: dict[str, Any], actual: float, times: float
) -> None:
    """Cents in place of euros, or millions; powers of two, for which floats are exact."""
    assert judged(actual, facts) == judged(actual, facts, times)


@given(figures, figures, figures, st.sampled_from([0.25, 2.0, 60.0]))
def test_another_unit_changes_no_progress(
    actual: float, baseline: float, target: float, times: float
) -> None:
    one = State("rate", "higher", actual, target, baseline).progress
    other = State("rate", "higher", actual * times, target * times, baseline * times).progress
    assert one == pytest.approx(other, nan_ok=True)


@given(figures, figures, figures, figures)
def test_progress_is_the_same_from_another_zero(
    actual: float, baseline: float, target: float, zero: float
) -> None:
    one = State("stock", "higher", actual, target, baseline).progress
    moved = State("stock", "higher", actual + zero, target + zero, baseline + zero).progress
    assert one == pytest.approx(moved, nan_ok=True)


@given(st.sampled_from(KINDS), shares, figures, figures, figures)
def test_progress_knows_no_direction(
    kind: Any, share: float, actual: float, baseline: float, target: float
) -> None:
    """Losing 5 of 10 complaints is as far as gaining 5 of 10 orders."""
    up = State(kind, "higher", actual, target, baseline, share).progress
    down = State(kind, "lower", -actual, -target, -baseline, share).progress
    assert up == pytest.approx(down, nan_ok=True)


@given(figures, figures)
def test_progress_is_0_at_the_baseline_and_1_at_the_target(baseline: float, target: float) -> None:
    at_start = State("stock", "higher", baseline, target, baseline).progress
    at_end = State("stock", "higher", target, target, baseline).progress
    if baseline == target:
        assert math.isnan(at_start)
        assert math.isnan(at_end)
    else:
        assert at_start == 0
        assert at_end == 1


@given(states(), st.integers(-1000, 1000).map(float))
def test_a_rate_and_its_mirror_get_one_verdict(facts: dict[str, Any], actual: float) -> None:
    """At least 5 of x is at most −5 of −x."""
    facts = facts | {"kind": "rate", "rest": None}
    other = {"higher": "lower", "lower": "higher"}[facts["aim"]]
    mirrored = facts | {"aim": other, "target": -facts["target"], "baseline": -facts["baseline"]}
    assert judged(actual, facts) == judged(-actual, mirrored)


@given(states(("higher", "lower", "planned")), positive)
def test_when_all_is_over_it_is_reached_or_missed_or_cannot_be_told(
    facts: dict[str, Any], actual: float
) -> None:
    verdict = judged(actual, facts | {"over": True})
    assert verdict in {"reached", "missed", "not_measurable"}
