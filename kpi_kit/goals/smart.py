"""What makes a goal SMART, and what it cannot tell without it.

German and English books disagree about A and R. Here A means ambitious and attainable
(anspruchsvoll und erreichbar), R means relevant for the goal above.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kpi_kit import labels
from kpi_kit.goals.amounts import Kind, kind_of
from kpi_kit.goals.chain import chain, direction_of
from kpi_kit.goals.goal import Goal
from kpi_kit.kpis import Kpi
from kpi_kit.sentences import Called, Named, Sentence, Shown

if TYPE_CHECKING:
    import pandas as pd

Letter = Literal["S", "M", "A", "R", "T"]
Finding = Literal["there", "missing", "check"]

AMBITIOUS = 2.0
"""A target is called ambitious from this many times the growth of the period before."""

PERCENT = 2.0
"""A share from here on was probably written in percent: 5 in place of 0.05."""

UNEQUAL = 0.1
"""Periods whose lengths differ by more than this share do not compare as totals."""


@dataclass(frozen=True)
class Point:
    """One thing that a SMART goal has.

    Attributes
    ----------
    letter : str
        S, M, A, R or T.
    finding : {"there", "missing", "check"}
        ``check`` where something is there that a person should look at.
    what : str
        What it is about: the word of ``[smart]`` in ``words/goals.toml``.
    said : Sentence
        What is there, or what is missing and why that matters; :attr:`sentence` says it.
    """

    letter: Letter
    finding: Finding
    what: str
    said: Sentence

    @property
    def sentence(self) -> str:
        """The point in the language of whoever reads it."""
        return str(self.said)


@dataclass(frozen=True)
class Smart:
    """How SMART a goal is.

    Attributes
    ----------
    goal : Goal
        The goal.
    points : tuple of Point
        In the order S, M, A, R, T.
    """

    goal: Goal
    points: tuple[Point, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is missing."""
        return all(point.finding != "missing" for point in self.points)

    def __str__(self) -> str:
        """List what is there, what is missing and what to check."""
        lines = [self.goal.title]
        for letter in ("S", "M", "A", "R", "T"):
            lines.append(f"{letter}  {labels.text(f'smart.{letter}')}")
            lines += [
                f"   {labels.text(f'smart.{point.finding}')} {point.sentence}"
                for point in self.points
                if point.letter == letter
            ]
        return "\n".join(lines)

    __repr__ = __str__

    def to_frame(self) -> "pd.DataFrame":
        """Return the points as a table: letter, finding, what, sentence."""
        import pandas as pd

        names = ["letter", "finding", "what", "sentence"]
        return pd.DataFrame([[getattr(point, name) for name in names] for point in self.points],
                            columns=names)  # fmt: skip


def smart(goal: Goal) -> Smart:
    """Say how specific, measurable, ambitious, relevant and timed a goal is.

    Examples
    --------
    >>> found = smart(Goal(name="More followers", kpi="followers", table="accounts", target=5000))
    >>> found.ok, [point.what for point in found.points if point.finding == "missing"]
    ... # doctest: +NORMALIZE_WHITESPACE
    (False, ['measure', 'filter', 'owner', 'baseline', 'growth', 'chain', 'start', 'deadline',
    'rule'])
    """
    parts = (_specific, _measurable, _attainable, _relevant, _timed)
    return Smart(goal, tuple(point for part in parts for point in part(goal)))


def _named(goal: Goal, letter: Letter, *fields: str) -> Iterator[Point]:
    """Say of each field whether it is there, and what is lost without it."""
    for field in fields:
        finding: Finding = "there" if getattr(goal, field) else "missing"
        yield _point(letter, finding, field)


def _point(letter: Letter, finding: Finding, what: str, **facts: object) -> Point:
    return Point(letter, finding, what, Sentence(f"smart.{what}_{finding}", facts))


def _specific(goal: Goal) -> Iterator[Point]:
    yield from _named(goal, "S", "measure", "filter", "owner")


def _measurable(goal: Goal) -> Iterator[Point]:
    yield _point("M", "there", "kpi", kpi=Called(goal.kpi.name))
    if goal.kpi.unit == "share" and abs(goal.target) >= PERCENT:
        meant = goal.target / 100
        yield _point("M", "check", "percent", target=Shown(goal.target, "percent"), meant=meant)
    if goal.baseline is None and goal.aim != "planned":  # a plan begins at nothing
        yield _point("M", "missing", "baseline")
    elif (lengths := _unequal_lengths(goal)) is not None:
        yield _point("M", "check", "lengths", before=lengths[0], goal=lengths[1])
    elif goal.baseline:
        yield _point("M", "there", "baseline")
    if kind_of(goal.kpi) == "people":
        yield _point("M", "check", "people")
    if kind_of(goal.kpi) == "rate" and not goal.minimum_sample:
        yield _point("M", "check", "sample")


def _unequal_lengths(goal: Goal) -> tuple[int, int] | None:
    """Return the days of baseline and goal where a total of one says nothing of the other."""
    kind: Kind = kind_of(goal.kpi)
    if kind != "total" or not (goal.baseline and goal.start and goal.deadline):
        return None
    before = (goal.baseline.last - goal.baseline.first).days + 1
    planned = (goal.deadline - goal.start).days + 1
    return None if abs(before - planned) <= UNEQUAL * planned else (before, planned)


def _attainable(goal: Goal) -> Iterator[Point]:
    if goal.aim == "planned":
        yield _point("A", "there", "plan")
        return
    if goal.baseline is None:
        yield _point("A", "missing", "growth")
        return
    wanted = goal.target - goal.baseline.value
    if wanted == 0:
        yield _point("A", "check", "standstill")
    elif direction_of(goal.kpi) != "depends" and (wanted > 0) != (goal.aim == "higher"):
        yield _point("A", "check", "backwards")
    elif goal.baseline.before is None:
        yield _point("A", "check", "unknown")
    else:
        usual = goal.baseline.value - goal.baseline.before
        times = wanted / usual if usual else float("inf")
        ambitious = times < 0 or times > AMBITIOUS
        values = (goal.baseline.before, goal.baseline.value, goal.target)
        before, baseline, target = (Shown(value, goal.kpi.unit) for value in values)
        facts = {"before": before, "baseline": baseline, "target": target}
        yield _point("A", "check" if ambitious else "there", "growth", **facts)


def _relevant(goal: Goal) -> Iterator[Point]:
    if not (goal.company and goal.strategic):
        yield _point("R", "missing", "chain")
        return
    section, stage = place_of(goal)
    facts = {
        "kpi": Called(goal.kpi.name),
        "stage": Named(f"stage.{stage}") if stage else "",
        "strategic": Named(f"strategic_goal.{goal.strategic}"),
    }
    if not stage:
        yield _point("R", "check", "unplaced", **facts)
    elif section not in chain()["sections"][goal.strategic]:
        yield _point("R", "check", "elsewhere", **facts)
    elif stage not in chain()["proof"][goal.strategic]:
        yield _point("R", "check", "stage", **facts)
    else:
        yield _point("R", "there", "stage", **facts)


def place_of(goal: Goal) -> tuple[str, str]:
    """Return the part of the catalogue and AMEC's stage of a goal's KPI; empty if unknown.

    Examples
    --------
    >>> place_of(Goal(name="Clicks", kpi="link_clicks", table="posts", target=500))
    ('engagement', 'out-takes')
    """
    if isinstance(goal.kpi, Kpi):
        return goal.kpi.section, goal.kpi.stage
    for section, stages in chain()["metrics"].items():
        for stage, names in stages.items():
            if goal.kpi.name in names:
                return section, stage
    return "", ""


def _timed(goal: Goal) -> Iterator[Point]:
    yield from _named(goal, "T", "start", "deadline")
    finding: Finding = "there" if goal.rule or goal.actions else "missing"
    yield _point("T", finding, "rule")
