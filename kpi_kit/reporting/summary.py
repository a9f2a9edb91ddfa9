"""The summary: a verdict per goal, each channel's result, and what changed clearly."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kpi_kit import formatting, labels
from kpi_kit.goals import Assessment, Goal, assess
from kpi_kit.kpis import taken_by
from kpi_kit.reporting.changed import Changed
from kpi_kit.reporting.figures import RATES, Grid, Row, Said, Value, explained, traced, written
from kpi_kit.reporting.scope import Scope
from kpi_kit.sentences import Sentence
from kpi_kit.tracing import explanations


@dataclass(frozen=True)
class GoalLine:
    """A goal with its verdict, all of it from one assessment."""

    assessment: Assessment
    actual: Value
    target: Value
    guardrail: Value | None = None
    bounds: tuple[Value, ...] = ()

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


def summary(
    scope: Scope, goals: Iterable[Goal], posts: Grid, changed: Changed, today: date
) -> Summary:  # fmt: skip
    """Assess the goals on the last day of the period; say results and changes of the channels."""
    on = scope.on or today
    said = [*results(posts), Said(changed.said, "changed")]
    return Summary(
        tuple(map(_line, assess(list(goals), scope.whole, on))), formatting.day(on),
        tuple(one for one in said if one.text),
    )  # fmt: skip


def _line(one: Assessment) -> GoalLine:
    kpi, currency = one.goal.kpi.name, one.measured.currency or ""
    trace = traced(one.explain()) if one.window is not None and one.actual == one.actual else None
    actual = written(kpi, one.actual, currency, one.measured.used, one.measured.rows, trace)
    guard = one.guardrail.explain() if one.guardrail else None
    target = written(kpi, one.goal.target, currency)
    guarded = explained(guard) if guard else None
    return GoalLine(one, actual, target, guarded, tuple(_bounds(one)))


def _bounds(one: Assessment) -> Iterator[Value]:
    """Trace the bounds between which the people lie whom nobody may add up."""
    why = one.measured.why
    if isinstance(why, Sentence) and why.key == "goal.people_added":
        taken = taken_by(one.goal.kpi, one.goal.given)
        people = next(metric.name for metric in taken if metric.aggregate == "unique")
        names = [f"largest_{people}", f"gross_{people}"]
        yield from map(explained, explanations(one.window, names))


def results(posts: Grid) -> Iterator[Said]:
    """Say the first rate that each channel reports, from the very values in the table."""
    for at, row in enumerate(posts.rows, 1):
        rates = {cell.name: cell for cell in row.cells if cell.name in RATES and cell.reported}
        for name in [rate for rate in RATES if rate in rates][:1]:
            yield Said(_result(row, rates[name]), f"posts-{at}-{name}")


def _result(row: Row, rate: Value) -> str:
    key = "one_post" if rate.rows == 1 else "all_posts"
    every = labels.text(f"report.{key}", posts=formatting.number(rate.rows))
    some = rate.incomplete and labels.text("report.some_posts", base=rate.incomplete)
    return labels.text("report.result", channel=row.name, kpi=labels.name_of(rate.name),
                       rate=rate.text, base=some or every)  # fmt: skip
