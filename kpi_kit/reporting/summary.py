"""The summary: a verdict per goal, and each channel's result in a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kpi_kit import formatting, labels
from kpi_kit.goals import Assessment, Goal, assess
from kpi_kit.reporting.figures import Grid, Said, Value, explained, traced, written
from kpi_kit.reporting.scope import Scope


@dataclass(frozen=True)
class GoalLine:
    """A goal with its verdict, all of it from one assessment."""

    assessment: Assessment
    actual: Value
    target: Value
    guardrail: Value | None = None

    @property
    def name(self) -> str:
        """What was to be reached."""
        return self.assessment.goal.title

    @property
    def verdict(self) -> str:
        """The verdict's name in code."""
        return self.assessment.verdict

    @property
    def word(self) -> str:
        """The verdict in the reader's language."""
        return labels.text(f"verdict.{self.verdict}")

    @property
    def text(self) -> str:
        """The verdict's sentence, with forecast, guardrail and what was agreed."""
        return self.assessment.text

    @property
    def progress(self) -> str:
        """How much of the way is done."""
        return formatting.percent(self.assessment.state.progress, digits=0)


@dataclass(frozen=True)
class Summary:
    """What stands first."""

    goals: tuple[GoalLine, ...]
    on: str
    sentences: tuple[Said, ...]

    @property
    def verdicts(self) -> str:
        """How many goals have which verdict."""
        counts: dict[str, int] = {}
        for goal in self.goals:
            counts[goal.word] = counts.get(goal.word, 0) + 1
        return " · ".join(f"{word}: {formatting.number(count)}" for word, count in counts.items())


def summary(scope: Scope, goals: Iterable[Goal], posts: Grid, today: date) -> Summary:
    """Assess the goals on the last day of the period, and say the channels' results."""
    on = scope.on or today
    return Summary(
        tuple(map(_line, assess(list(goals), scope.whole, on))), formatting.day(on),
        tuple(_sentences(posts)),
    )  # fmt: skip


def _line(one: Assessment) -> GoalLine:
    kpi, currency = one.goal.kpi.name, one.measured.currency or ""
    trace = traced(one.explain()) if one.window is not None and one.actual == one.actual else None
    actual = written(kpi, one.actual, currency, one.measured.used, one.measured.rows, trace)
    guard = one.guardrail.explain() if one.guardrail else None
    target = written(kpi, one.goal.target, currency)
    return GoalLine(one, actual, target, explained(guard) if guard else None)


def _sentences(posts: Grid) -> list[Said]:
    """Say each channel's result in a sentence, from the very values in the table."""
    return [
        Said(
            labels.text("report.sentence", channel=row.name, rate=rate.text, base=base),
            f"posts-{at}-{rate.name}",
        )
        for at, row in enumerate(posts.rows, 1)
        for rate in row.cells
        if rate.name == "engagement_rate_by_reach" and rate.reported
        for base in [
            rate.incomplete or labels.text("report.all_rows", rows=formatting.number(rate.rows))
        ]
    ]
