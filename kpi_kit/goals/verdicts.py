"""The verdict on a goal: pure rules on numbers, with their thresholds in one place.

The order of the rules is the order of :func:`judge`. A better figure never brings a worse
verdict; ``tests/test_verdicts.py`` states that as a law.
"""

from dataclasses import dataclass
from math import isnan

from kpi_kit.estimates import Estimate
from kpi_kit.formulas import (
    progress_from_baseline,
    target_attainment,
    target_attainment_when_lower_is_better,
)
from kpi_kit.goals.amounts import Kind
from kpi_kit.goals.goal import Aim, Verdict

NAN = float("nan")

EARLY = 0.1
"""Before a tenth of the total is due, one good or bad day decides how it looks."""

ORDER: tuple[Verdict, ...] = ("missed", "at_risk", "on_track", "reached")
"""From worst to best; the other verdicts stand outside, for they judge nothing."""


@dataclass(frozen=True)
class State:
    """All that a verdict rests on, as numbers.

    Attributes
    ----------
    kind, aim : str
        What kind of amount it is, and whether the target is a floor, a ceiling or a plan.
    actual, target : float
        In the KPI's unit; NaN where it is not known.
    baseline : float
        Where things stood; NaN where nothing was fixed.
    share : float
        Which part of the total is to be expected by now, in [0, 1].
    over : bool
        Whether the deadline has come and its data is there.
    enough : bool
        Whether the sample is as large as was fixed beforehand.
    tolerance : float
        How far behind still is on track, as a share of what is expected.
    forecast : Estimate, or None
        The figure at the deadline.
    """

    kind: Kind
    aim: Aim
    actual: float
    target: float
    baseline: float = NAN
    share: float = 1.0
    over: bool = False
    enough: bool = True
    tolerance: float = 0.05
    forecast: Estimate | None = None

    @property
    def attainment(self) -> float:
        """Actual ÷ target; mirrored at the target where it is a ceiling (W90, W91)."""
        if self.aim == "lower":
            return target_attainment_when_lower_is_better(self.actual, self.target)
        return target_attainment(self.actual, self.target)

    @property
    def expected(self) -> float:
        """What would be there by now if all went to plan; of a rate, the target itself."""
        if self.kind in {"total", "growth"}:
            return self.target * self.share
        if self.kind == "stock":
            return self.baseline + (self.target - self.baseline) * self.share
        return self.target

    @property
    def progress(self) -> float:
        """How much of the way from baseline to target is covered (W96).

        Of a total or growth, baseline and target are those of whole periods. Before the deadline
        it is held against the part of both that is due by now.
        """
        due = self.share if self.kind in {"total", "growth"} else 1.0
        return progress_from_baseline(self.actual, self.baseline * due, self.target * due)

    @property
    def pace(self) -> float:
        """Actual against what was to be there by now: 1 is on plan (W94).

        Of a stock, it is its way that is compared. A rate has no pace.
        """
        if self.kind == "stock":
            way = self.target - self.baseline
            return target_attainment(self.actual - self.baseline, way * self.share)
        if self.kind in {"total", "growth"}:
            return target_attainment(self.actual, self.expected)
        return NAN

    @property
    def gap(self) -> float:
        """Actual − expected: +1,500 € is 1,500 € more than planned by now (W93)."""
        return self.actual - self.expected


def judge(state: State) -> Verdict:
    """Return the verdict; the first rule that fits holds.

    1. No figure: not measurable.
    2. What cannot be undone: a total (or people) that has reached its floor is reached, one above
       its ceiling, or beyond its plan and tolerance, is missed.
    3. The deadline is over: reached or missed; with too small a sample, not measurable.
    4. Too small a sample, less than :data:`EARLY` of a total is due, or people, of whom nobody
       knows how they come in: too early to tell.
    5. The forecast's whole interval lies on one side of the target: on track, or at risk.
    6. Otherwise the plan so far, give or take the tolerance: on track, or at risk.

    Examples
    --------
    >>> half = {"kind": "total", "aim": "higher", "target": 1000.0, "share": 0.5}
    >>> [judge(State(actual=done, **half)) for done in (480.0, 400.0, 1000.0)]
    ['on_track', 'at_risk', 'reached']
    """
    if isnan(state.actual):
        return "not_measurable"
    met = _met(state, state.actual)
    if state.kind in {"total", "people"} and (settled := _settled(state, met=met)):
        return settled
    if state.over:
        return ("reached" if met else "missed") if state.enough else "not_measurable"
    early = state.kind == "people" or (state.kind != "rate" and state.share < EARLY)
    if early or not state.enough:
        return "too_early_to_tell"
    return _running(state)


def _met(state: State, value: float) -> bool:
    """Whether a final figure meets the target; a plan is met within its tolerance."""
    if state.aim == "higher":
        return value >= state.target
    if state.aim == "lower":
        return value <= state.target
    return abs(value - state.target) <= state.tolerance * abs(state.target)


def _settled(state: State, *, met: bool) -> Verdict | None:
    """Return what more days cannot change: totals and people only grow."""
    if state.aim == "higher" and met:
        return "reached"
    ceiling = state.target * (1 + state.tolerance if state.aim == "planned" else 1)
    if state.aim != "higher" and state.actual > ceiling:
        return "missed"
    return None


def _running(state: State) -> Verdict:
    if (ahead := _ahead(state)) is not None:
        return "on_track" if ahead else "at_risk"
    if isnan(state.expected):  # a stock without a baseline, and no forecast that decides
        return "on_track" if _met(state, state.actual) else "too_early_to_tell"
    slack = state.tolerance * _measure(state)
    behind = {
        "higher": state.gap < -slack,
        "lower": state.gap > slack,
        "planned": abs(state.gap) > slack,
    }
    return "at_risk" if behind[state.aim] else "on_track"


def _measure(state: State) -> float:
    """Return that of which the tolerance is a share: of a stock, the way it was to have made."""
    whole = state.expected - state.baseline if state.kind == "stock" else state.expected
    return abs(whole)


def _ahead(state: State) -> bool | None:
    """Whether the forecast's whole interval meets the target; None if part of it does."""
    if state.forecast is None or isnan(state.forecast.low) or isnan(state.forecast.high):
        return None
    ends = _met(state, state.forecast.low), _met(state, state.forecast.high)
    if all(ends):
        return True
    if state.aim == "planned" and state.forecast.low <= state.target <= state.forecast.high:
        return None
    return None if any(ends) else False
