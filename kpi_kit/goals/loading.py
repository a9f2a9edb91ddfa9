"""A file of goals, read: all of them, or every mistake in it."""

import tomllib
from pathlib import Path
from typing import Any

from kpi_kit import labels
from kpi_kit.errors import GoalError
from kpi_kit.goals.goal import Goal


def load_goals(path: str | Path) -> tuple[Goal, ...]:
    """Read goals from a TOML file with a ``[[goal]]`` table for each.

    Parameters
    ----------
    path : str or Path
        Such as ``goals.toml``.

    Returns
    -------
    tuple of Goal
        In the file's order.

    Raises
    ------
    GoalError
        If the file cannot be read, or holds mistakes: then it names every one of them, with the
        goal and the field.

    Examples
    --------
    >>> load_goals("no_goals.toml")
    Traceback (most recent call last):
        ...
    kpi_kit.errors.GoalError: no_goals.toml: there is no such file; check the path
    """
    path = Path(path)
    rows = _rows(path)
    goals: list[Goal] = []
    mistakes: list[str] = []
    for row in rows:
        try:
            goals.append(Goal(**row))
        except GoalError as error:
            mistakes += error.mistakes
    mistakes += _twice(goals)
    if mistakes:
        raise GoalError.listing(mistakes, where=path.name)
    return tuple(goals)


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise GoalError.saying("goal_no_file", where=path.name) from error
    except (OSError, UnicodeDecodeError) as error:
        raise GoalError.saying("goal_unreadable", where=path.name, what=error) from error
    except tomllib.TOMLDecodeError as error:
        raise GoalError.saying("goal_no_toml", where=path.name, what=error) from error
    rows = table.pop("goal", [])
    if table or not isinstance(rows, list) or not rows:
        found = ", ".join(table) or labels.NOTHING
        raise GoalError.saying("goal_no_goals", where=path.name, found=found)
    return rows


def _twice(goals: list[Goal]) -> list[str]:
    """Name goals that cannot be told apart."""
    names = [goal.title for goal in goals]
    return [
        f"{name}, name: {labels.text('goal.mistake_twice')}"
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
