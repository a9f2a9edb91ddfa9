"""The tree of goals: which serves which, with a verdict in each box."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kpi_kit import formatting, labels
from kpi_kit.charts.drawing import INK, QUIET, finish, new_axes
from kpi_kit.charts.goals import VERDICTS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from kpi_kit.goals import Assessment, Branch

COLUMNS = {"profit": (0.0, 1.0), "company": (1.15, 1.2), "strategic": (2.5, 1.35),
           "measure": (4.0, 1.5), "goal": (5.65, 2.1)}  # fmt: skip
"""Where the boxes of a rank begin, and how wide they are, in inches."""

LETTERS = 17
"""Letters of a box's text to an inch."""

LINE, GAP = 0.135, 0.24
"""Height of a line in a box, and what lies around its lines, in inches."""


def goal_tree(
    tree: "Branch", assessments: "Iterable[Assessment]" = (), *, ax: "Axes | None" = None
) -> "Axes":
    """Draw which goal serves which: company goal, strategic goal, measure, goal with its KPI.

    Parameters
    ----------
    tree : Branch
        What :func:`kpi_kit.goal_tree` made of the goals.
    assessments : iterable of Assessment, optional
        What :func:`kpi_kit.assess` found; their verdicts stand in the boxes.
    ax : Axes, optional
        Where to draw; a new figure otherwise. Its text is sized for a figure as wide as that.

    Returns
    -------
    Axes
        Its label is the alternative text.
    """
    said = {one.goal.title: one for one in assessments}
    height = _height(tree, said)
    width = sum(COLUMNS["goal"])
    ax = ax or new_axes(height + 1.0, width=width + 0.2)
    ax.set(xlim=(-0.03, width + 0.03), ylim=(height, -0.3), xticks=[], yticks=[])
    for rank, (left, _) in COLUMNS.items():
        ax.text(left, -0.12, labels.text(f"chart_rank.{rank}"), fontsize=7.5, color=QUIET)
    _branch(ax, tree, 0.0, said)
    leaves = list(_leaves(tree, ()))
    told = "; ".join(_paths(leaves, said))
    title = _tree_title(leaves, said)
    finish(ax, title=title, alt=labels.text("chart.goal_tree_alt", title=title, values=told))
    ax.spines[:].set_visible(False)
    return ax


def _branch(ax: "Axes", branch: "Branch", top: float, said: "dict[str, Assessment]") -> float:
    """Draw a box with all below it from a height downwards, and return the middle of the box."""
    left, width = COLUMNS[branch.rank]
    middles, under = [], top
    for below in branch.below:
        middles.append(_branch(ax, below, under, said))
        under += _height(below, said)
    middle = (middles[0] + middles[-1]) / 2 if middles else top + _height(branch, said) / 2
    text = _text(branch, said)
    tall = LINE * (text.count("\n") + 1) + GAP / 2
    colour, weight = QUIET, 0.8
    if branch.goal and branch.goal.title in said:
        colour, weight = VERDICTS[said[branch.goal.title].verdict][0], 2.5
    from matplotlib.patches import Rectangle

    ax.add_patch(
        Rectangle((left, middle - tall / 2), width, tall, facecolor="white", edgecolor=colour,
                  linewidth=weight, zorder=2)
    )  # fmt: skip
    ax.text(left + 0.05, middle, text, fontsize=7, va="center", color=INK, zorder=3)
    for below, at in zip(branch.below, middles, strict=True):
        turn, end = COLUMNS[below.rank][0] - 0.08, COLUMNS[below.rank][0]
        ax.plot([left + width, turn, turn, end], [middle, middle, at, at], color=QUIET,
                linewidth=0.8, zorder=1)  # fmt: skip
    return middle


def _text(branch: "Branch", said: "dict[str, Assessment]") -> str:
    name = textwrap.fill(branch.name, int(COLUMNS[branch.rank][1] * LETTERS))
    return f"{name}{_verdict(branch.goal.title, said, chr(10) + '{}')}" if branch.goal else name


def _verdict(title: str, said: "dict[str, Assessment]", form: str) -> str:
    """Write the sign and the word of a goal's verdict; nothing without one."""
    if title not in said:
        return ""
    verdict = said[title].verdict
    return form.format(f"{VERDICTS[verdict][1]} {labels.text(f'verdict.{verdict}')}")


def _height(branch: "Branch", said: "dict[str, Assessment]") -> float:
    """Return the height that a box needs with all below it."""
    own = LINE * (_text(branch, said).count("\n") + 1) + GAP
    return max(own, sum(_height(below, said) for below in branch.below))


def _leaves(branch: "Branch", above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    path = (*above, branch.name)
    if branch.goal:
        yield path, branch.goal.title
    for below in branch.below:
        yield from _leaves(below, path)


def _paths(
    leaves: list[tuple[tuple[str, ...], str]], said: "dict[str, Assessment]"
) -> Iterator[str]:
    """Write the way to each goal; what it shares with the goal before is not said again."""
    before: tuple[str, ...] = ()
    for path, name in leaves:
        shared = 0
        while shared < min(len(before), len(path)) and before[shared] == path[shared]:
            shared += 1
        rest = " → ".join([*(["…"] if shared else []), *path[shared:]])
        yield f"{rest}{_verdict(name, said, ': {}')}"
        before = path


def _tree_title(leaves: list[tuple[tuple[str, ...], str]], said: "dict[str, Assessment]") -> str:
    number = formatting.number(len(leaves))
    verdicts = [said[name].verdict for _, name in leaves if name in said]
    if verdicts:
        counted = ", ".join(
            f"{verdicts.count(key)} {labels.text(f'verdict.{key}')}"
            for key in VERDICTS if key in verdicts
        )  # fmt: skip
        return labels.text("chart.goal_tree_title", goals=number, verdicts=counted)
    loose = sum(labels.text("goal.unassigned") in path for path, _ in leaves)
    key = "goal_tree_loose" if loose else "goal_tree_whole"
    return labels.text(f"chart.{key}", goals=number, loose=formatting.number(loose))
