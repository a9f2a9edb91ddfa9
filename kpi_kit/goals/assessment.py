"""Goals held against the exports: figure, pace, forecast, guardrail, verdict and its sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kpi_kit import formatting, labels
from kpi_kit.breaks import SeriesBreak
from kpi_kit.errors import GoalError, KpiKitError
from kpi_kit.estimates import Estimate
from kpi_kit.evidence.seasons import Expected
from kpi_kit.explanation import Explanation
from kpi_kit.exports import Exports
from kpi_kit.goals import measuring
from kpi_kit.goals.amounts import kind_of
from kpi_kit.goals.goal import Goal, Guardrail, Verdict, said
from kpi_kit.goals.measuring import Measured, Rows
from kpi_kit.goals.sentences import paragraph, sentence
from kpi_kit.goals.verdicts import NAN, State, judge
from kpi_kit.sentences import Sentence, Shown
from kpi_kit.tracing import explain

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class GuardrailState:
    """A guardrail and what became of it.

    Attributes
    ----------
    guardrail : Guardrail
        As it was fixed.
    measured : Measured
        Its figure in the goal's period so far.
    window : DataFrame, or None
        The rows behind it; None where they cannot be chosen.
    given : mapping of str to float
        Figures of the goal that no export holds.
    """

    guardrail: Guardrail
    measured: Measured
    window: "pd.DataFrame | None" = field(default=None, repr=False, compare=False)
    given: Mapping[str, float] = field(default_factory=dict)

    def explain(self) -> Explanation | None:
        """Trace the figure to its rows and files; None where there is none."""
        if self.window is None or self.measured.value != self.measured.value:
            return None
        kpi = self.guardrail.kpi
        return explain(self.window, kpi, given=measuring.taken(kpi, self.given))

    @property
    def breached(self) -> bool | None:
        """Whether the limit is passed; None if that cannot be told."""
        value = self.measured.value
        if value != value:
            return None
        limit = self.guardrail.limit
        return value < limit if self.guardrail.aim == "higher" else value > limit


@dataclass(frozen=True)
class Assessment:
    """One goal on one day.

    Attributes
    ----------
    goal : Goal
        What was to be reached.
    on : date
        The day of the assessment.
    through : date, or None
        The last day of which the exports tell; every figure speaks of the time up to it.
    measured : Measured
        The figure, the rows it could use, its currency, and why it may be missing.
    state : State
        All numbers that the verdict rests on: actual, target, baseline, expected, progress,
        attainment, pace, gap, forecast.
    verdict : str
        ``reached``, ``on_track``, ``at_risk``, ``missed``, ``too_early_to_tell`` or
        ``not_measurable``.
    why : Sentence, or str
        Why it is too early or not measurable; else empty. :attr:`reason` says it.
    expected : Expected, or None
        Which part of the period is due by now, and what that was learnt from.
    guardrail : GuardrailState, or None
        Where the goal has one.
    breaks : tuple of SeriesBreak
        Changes of definition between baseline and now.
    window : DataFrame
        The rows behind the figure.
    """

    goal: Goal
    on: date
    through: date | None
    measured: Measured
    state: State
    verdict: Verdict
    why: Sentence | str = ""
    expected: Expected | None = None
    guardrail: GuardrailState | None = None
    breaks: tuple[SeriesBreak, ...] = ()
    window: "pd.DataFrame | None" = field(default=None, repr=False, compare=False)

    @property
    def actual(self) -> float:
        """The figure so far; NaN where it cannot be told."""
        return self.state.actual

    @property
    def reason(self) -> str:
        """Why it is too early or not measurable, in the language of whoever reads it."""
        return str(self.why)

    @property
    def forecast(self) -> Estimate | None:
        """The figure at the deadline; of a rate, how sure its present level is."""
        return self.state.forecast

    @property
    def action(self) -> str:
        """What was agreed for this case; a breached guardrail comes first. Empty if nothing was."""
        actions = self.goal.actions
        if self.guardrail and self.guardrail.breached and "guardrail_breached" in actions:
            return said(actions["guardrail_breached"])
        return said(actions[self.verdict]) if self.verdict in actions else ""

    @property
    def sentence(self) -> str:
        """The verdict and what it rests on, in one sentence of the reader's language."""
        return sentence(self)

    @property
    def text(self) -> str:
        """The sentence, with forecast, guardrail, series breaks and what was agreed."""
        return paragraph(self)

    def explain(self) -> Explanation:
        """Trace the figure to its rows and files.

        Raises
        ------
        GoalError
            If there is no figure.
        """
        if self.window is None or self.actual != self.actual:
            raise GoalError.saying("goal_no_figure", name=self.goal.title, reason=self.reason)
        kpi = self.goal.kpi
        return explain(self.window, kpi, given=measuring.taken(kpi, self.goal.given))

    def __str__(self) -> str:
        """Say all of it."""
        return self.text


class Assessments(tuple[Assessment, ...]):
    """Assessments in the order of their goals; a tuple that can be shown as a table."""

    __slots__ = ()

    def to_frame(self) -> "pd.DataFrame":
        """Return one row per goal, numbers unrounded, what is not known missing."""
        import pandas as pd

        return pd.DataFrame([_row(one) for one in self])

    @property
    def table(self) -> str:
        """The assessments as lines of text: goal, verdict, figure, target, progress, pace."""
        columns = ("goal", "verdict", "actual", "target", "progress", "pace")
        rows = [[labels.text(f"goal_column.{name}") for name in columns], *map(_cells, self)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        return "\n".join(
            "  ".join(
                cell.ljust(width) if place < 2 else cell.rjust(width)
                for place, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in rows
        )


def assess(goals: Iterable[Goal] | Goal, exports: Exports, on: date) -> Assessments:
    """Hold goals against the exports on a day.

    Parameters
    ----------
    goals : Goal or iterable of Goal
        As written beforehand.
    exports : Exports
        What was exported.
    on : date
        The day of the assessment; nothing after it is looked at.

    Returns
    -------
    Assessments
        One :class:`Assessment` per goal. A figure that is refused, such as people added up over
        days, makes its goal not measurable, with the reason; it stops no other.

    Examples
    --------
    >>> from kpi_kit.company.emscherrad import sample
    >>> from kpi_kit.exports import load
    >>> goal = Goal(name="Replies", kpi="response_rate", target=0.9,
    ...             start=date(2026, 3, 1), deadline=date(2026, 6, 30))
    >>> exports = load(sample() / "community")
    >>> print(assess(goal, exports, on=date(2026, 6, 30))[0].sentence)
    ... # doctest: +NORMALIZE_WHITESPACE
    “Replies” has been reached: Response rate at 95.82% on 30 June 2026,
    against a target of at least 90.00%.
    """
    goals = [goals] if isinstance(goals, Goal) else list(goals)
    return Assessments(_assessed(goal, exports, on) for goal in goals)


def _assessed(goal: Goal, exports: Exports, on: date) -> Assessment:
    if goal.start is None or goal.deadline is None:
        return _without(goal, on, Sentence("goal.no_period"))
    if on < goal.start:
        return _without(goal, on, Sentence("goal.not_begun"), "too_early_to_tell")
    end = min(on, goal.deadline)
    try:
        rows = measuring.rows_of(exports, goal.table, goal.filter, goal.kpi, goal.start, end)
    except KpiKitError as error:
        return _without(goal, on, error.said or str(error))
    found = measuring.measured(rows.window, goal.kpi, goal.given)
    expected, coming = _course(goal, rows, found, goal.start, goal.deadline)
    state = State(
        kind=kind_of(goal.kpi), aim=goal.aim, actual=found.value, target=goal.target,
        baseline=goal.baseline.value if goal.baseline else NAN,
        share=expected.share if expected else 0.0,
        over=rows.through == goal.deadline, enough=found.used >= goal.minimum_sample,
        tolerance=goal.tolerance, forecast=coming,
    )  # fmt: skip
    verdict = judge(state)
    return Assessment(
        goal, on, rows.through, found, state, verdict, _reason(goal, found, state, verdict),
        expected, _guarded(goal, exports, end), _broken(goal, rows), rows.window,
    )  # fmt: skip


def _without(
    goal: Goal, on: date, why: Sentence | str, verdict: Verdict = "not_measurable"
) -> Assessment:
    """Assess a goal of which there is no figure."""
    state = State(kind_of(goal.kpi), goal.aim, NAN, goal.target, share=0.0)
    return Assessment(goal, on, None, Measured(NAN, why=why), state, verdict, why)


def _course(
    goal: Goal, rows: Rows, found: Measured, start: date, deadline: date
) -> tuple[Expected | None, Estimate | None]:
    """Return what is due by now, and what will have come by the deadline.

    A rate has its level on any day, so nothing of it is due later; how sure it is stands in place
    of a forecast. Of people nobody knows how they come in.
    """
    kind = kind_of(goal.kpi)
    if rows.through is None or found.value != found.value or kind == "people":
        return None, None
    if kind == "rate":
        return None, measuring.range_of(rows.window, goal)
    days = measuring.daily(rows, goal, rows.through, found.currency)
    expected = measuring.expected_of(days, kind, start, deadline, rows.through)
    if rows.through >= deadline:
        return expected, None
    return expected, measuring.forecast_of(days, goal, start, deadline, found.value)


def _reason(goal: Goal, found: Measured, state: State, verdict: Verdict) -> Sentence | str:
    """Say why there is no judgement."""
    if verdict not in {"too_early_to_tell", "not_measurable"}:
        return ""
    if found.why:
        return found.why
    if not state.enough:
        counts = {"used": Shown(found.used), "least": Shown(goal.minimum_sample)}
        return Sentence("goal.small_sample", counts)
    if state.kind == "people":
        return Sentence("goal.people_early")
    if state.kind == "stock" and state.baseline != state.baseline:
        return Sentence("goal.no_baseline")
    return Sentence("goal.early", {"share": Shown(state.share, "percent")})


def _guarded(goal: Goal, exports: Exports, end: date) -> GuardrailState | None:
    guardrail = goal.guardrail
    if guardrail is None or goal.start is None:
        return None
    chosen = goal.filter if guardrail.filter is None else guardrail.filter
    try:
        rows = measuring.rows_of(exports, guardrail.table, chosen, guardrail.kpi, goal.start, end)
    except KpiKitError as error:
        return GuardrailState(guardrail, Measured(NAN, why=error.said or str(error)))
    found = measuring.measured(rows.window, guardrail.kpi, goal.given)
    return GuardrailState(guardrail, found, rows.window, goal.given)


def _broken(goal: Goal, rows: Rows) -> tuple[SeriesBreak, ...]:
    """Return the breaks between the baseline, where there is one, and now."""
    since = goal.baseline.first if goal.baseline else goal.start
    if since is None or rows.through is None:
        return ()
    return measuring.breaks_in(rows.between(since, rows.through), goal.kpi, goal.given)


def _cells(one: Assessment) -> list[str]:
    unit, currency = one.goal.kpi.unit, one.measured.currency
    return [
        one.goal.title, labels.text(f"verdict.{one.verdict}"),
        formatting.shown(one.actual, unit, currency=currency),
        formatting.shown(one.goal.target, unit, currency=currency),
        formatting.percent(one.state.progress, digits=0),
        formatting.percent(one.state.pace, digits=0),
    ]  # fmt: skip


def _row(one: Assessment) -> dict[str, object]:
    state, guard = one.state, one.guardrail
    coming = one.forecast or measuring.UNKNOWN
    return {
        "goal": one.goal.title, "verdict": one.verdict, "kpi": one.goal.kpi.name,
        "actual": state.actual, "target": state.target, "baseline": state.baseline,
        "unit": one.goal.kpi.unit, "currency": one.measured.currency,
        "attainment": state.attainment, "progress": state.progress,
        "share": state.share, "basis": one.expected.basis if one.expected else None,
        "expected": state.expected, "pace": state.pace,
        "forecast": coming.value, "low": coming.low, "high": coming.high,
        "guardrail_breached": guard.breached if guard else None,
        "rows": one.measured.rows, "rows_used": one.measured.used,
        "through": one.through, "deadline": one.goal.deadline, "owner": one.goal.owner and said(
            one.goal.owner), "action": one.action, "reason": one.reason,
    }  # fmt: skip
