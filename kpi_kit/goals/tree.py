"""The tree of goals: company goal, strategic goal, activity goal, goal with its KPI."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kpi_kit import formatting, labels
from kpi_kit.goals.goal import Goal, said
from kpi_kit.goals.smart import place_of

if TYPE_CHECKING:
    import pandas as pd

Rank = Literal["profit", "company", "strategic", "measure", "goal"]


@dataclass(frozen=True)
class Branch:
    """One goal of the tree with all that hangs below it.

    Attributes
    ----------
    rank : str
        How far down it is: ``profit``, ``company``, ``strategic``, ``measure``, ``goal``.
    name : str
        As the reader sees it.
    below : tuple of Branch
        In the order in which the goals were given.
    goal : Goal, or None
        At the ends of the tree.
    """

    rank: Rank
    name: str
    below: tuple["Branch", ...] = ()
    goal: Goal | None = None

    def __str__(self) -> str:
        """Draw the tree with lines."""
        return "\n".join([self.name, *_drawn(self.below)])

    __repr__ = __str__

    def to_frame(self) -> "pd.DataFrame":
        """Return one row per goal: company, strategic, measure, goal, kpi, stage, target."""
        import pandas as pd

        columns = ["company", "strategic", "measure", "goal", "kpi", "stage", "target"]
        return pd.DataFrame(list(_rows(self, ())), columns=columns)


def goal_tree(goals: Iterable[Goal]) -> Branch:
    """Put goals below the goals that they serve, in BVDW's chain.

    Goals that name none hang below "not assigned", so none is lost.

    Examples
    --------
    >>> print(goal_tree([Goal(name="Replies", kpi="response_rate", target=0.95,
    ...     company="raise_revenue", strategic="keep_customers", measure="Answer reliably")]))
    Raise profit
    └─ Raise revenue
       └─ Keep customers
          └─ Answer reliably
             └─ Replies: Response rate at least 95.00% (out-takes)
    """
    paths = [(_path(goal), goal) for goal in goals]
    return Branch("profit", labels.text("company_goal.raise_profit"), _below(paths, 0))


RANKS: tuple[Rank, ...] = ("company", "strategic", "measure")


def _path(goal: Goal) -> tuple[str, ...]:
    nothing = labels.text("goal.unassigned")
    company = labels.text(f"company_goal.{goal.company}") if goal.company else nothing
    strategic = labels.text(f"strategic_goal.{goal.strategic}") if goal.strategic else nothing
    return company, strategic, said(goal.measure) if goal.measure else nothing


def _below(paths: list[tuple[tuple[str, ...], Goal]], depth: int) -> tuple[Branch, ...]:
    if depth == len(RANKS):
        return tuple(Branch("goal", _end(goal), goal=goal) for _, goal in paths)
    names = dict.fromkeys(path[depth] for path, _ in paths)
    return tuple(
        Branch(RANKS[depth], name, _below([p for p in paths if p[0][depth] == name], depth + 1))
        for name in names
    )


def _end(goal: Goal) -> str:
    stage = place_of(goal)[1]
    currency = goal.filter.get("currency")
    target = formatting.shown(
        goal.target, goal.kpi.unit, currency=currency if isinstance(currency, str) else None
    )
    return labels.text(
        "goal.leaf", name=goal.title, kpi=labels.name_of(goal.kpi.name),
        target=labels.text(f"goal.target_{goal.aim}", target=target),
        stage=labels.text(f"stage.{stage}") if stage else labels.NOTHING,
    )  # fmt: skip


def _drawn(branches: tuple[Branch, ...]) -> Iterator[str]:
    for place, branch in enumerate(branches, start=1):
        last = place == len(branches)
        yield f"{'└─' if last else '├─'} {branch.name}"
        yield from (f"{'   ' if last else '│  '}{line}" for line in _drawn(branch.below))


def _rows(branch: Branch, above: tuple[str, ...]) -> Iterator[list[object]]:
    if branch.goal:
        goal = branch.goal
        yield [*above, goal.title, goal.kpi.name, place_of(goal)[1], goal.target]
    names = above if branch.rank == "profit" else (*above, branch.name)
    for below in branch.below:
        yield from _rows(below, names)
