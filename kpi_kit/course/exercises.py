"""What the lessons ask, as data: each right answer, each typical mistake, each sentence about it.

A lesson's source states them beside the task; :mod:`~kpi_kit.course.builder` works the lesson
through and writes what comes out into ``lessons/NN.json``. So a check needs no data, no file of
the learner's and no second computation: it compares with what the worked lesson gave.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from kpi_kit import labels

Said = Mapping[labels.Language, str]
"""A sentence in both languages."""

Kind = Literal["read", "change", "build", "quiz"]
"""What a learner does: read a result, change a line, build code of one's own, answer a quiz.
The fourth kind of exercise, to decide, is free text, which a person marks."""

FREE_TEXT = "free-text"
"""The tag of a text that the learner writes, for a person to read."""

TOLERANCE = 0.002
"""Relative distance at which two numbers count as the same: a rounded rate passes."""


@dataclass(frozen=True)
class Mistake:
    """A wrong number that comes from a known mistake, and what to say to it."""

    value: float
    said: Said


@dataclass(frozen=True)
class Number:
    """A question whose answer is a number.

    Attributes
    ----------
    right : tuple of float
        What the worked lesson gives, then other numbers that are as right.
    said : mapping
        What to say when it is right.
    wrong : tuple of Mistake
        The typical mistakes.
    other : mapping
        What to say to any other number.
    tolerance : float
        Relative distance at which an answer still counts as right.
    between : tuple of float, optional
        Lowest and highest number that count as right, where the answer is an estimate, such as one
        read off a chart.
    """

    right: tuple[float, ...]
    said: Said
    wrong: tuple[Mistake, ...]
    other: Said
    tolerance: float = TOLERANCE
    between: tuple[float, float] | None = None

    def accepts(self, value: float) -> bool:
        """Whether a number counts as right."""
        if self.between is not None and self.between[0] <= value <= self.between[1]:
            return True
        return any(same(value, right, self.tolerance) for right in self.right)


@dataclass(frozen=True)
class Choice:
    """A question whose answer is one of a few words or letters, each with its sentence.

    Attributes
    ----------
    right : str
        The option that the worked lesson chooses.
    options : mapping
        What to say to each option.
    also : mapping
        Other words for an option, such as ``"nein"`` for ``"no"``, and the option each means.
    """

    right: str
    options: Mapping[str, Said]
    also: Mapping[str, str] = field(default_factory=dict)

    def option(self, answer: str) -> str | None:
        """Return the option that somebody means; None if it is none of them."""
        meant = {option: option for option in self.options} | dict(self.also)
        return {_bare(word): option for word, option in meant.items()}.get(_bare(answer))


@dataclass(frozen=True)
class Exercise:
    """One exercise: its questions by the name of their answer, and the ways to help.

    Attributes
    ----------
    name : str
        Lesson and exercise, such as ``"05.bounds"``.
    kind : str
        What the learner does.
    questions : mapping
        By the name under which the answer is passed.
    hints : tuple
        The gentlest first.
    code : mapping
        The worked solution.
    worked : mapping
        Why it is right.
    """

    name: str
    kind: Kind
    questions: Mapping[str, Number | Choice]
    hints: tuple[Said, ...]
    code: Said
    worked: Said


@cache
def exercises() -> Mapping[str, Exercise]:
    """Return every exercise of every lesson, by name."""
    folder = files("kpi_kit.course").joinpath("lessons")
    lessons = sorted((file for file in folder.iterdir() if file.name.endswith(".json")), key=str)
    found = [row for file in lessons for row in json.loads(file.read_text("utf-8"))]
    return {row["name"]: exercise(row) for row in found}


def exercise(row: Mapping[str, Any]) -> Exercise:
    """Make an exercise of a row of ``lessons/NN.json``."""
    questions = {name: _question(asked) for name, asked in row["questions"].items()}
    return Exercise(**{**row, "questions": questions, "hints": tuple(row["hints"])})


def same(value: float, other: float, tolerance: float) -> bool:
    """Whether two numbers count as the same."""
    return math.isclose(value, other, rel_tol=tolerance)


def single(answer: Any) -> Any:
    """Take the number out of a column or table that holds only one, as a filter leaves it."""
    if getattr(answer, "size", 0) != 1:
        return answer
    return answer.to_numpy().item() if hasattr(answer, "to_numpy") else answer.item()


def _bare(word: str) -> str:
    """Return a word without what does not change its meaning: ``"B)"``, ``"no_effect"``."""
    return re.sub(r"[\W_]+", " ", word.casefold()).strip()


def _question(asked: Mapping[str, Any]) -> Number | Choice:
    if "options" in asked:
        return Choice(**asked)
    wrong = tuple(Mistake(**mistake) for mistake in asked["wrong"])
    tuples = {name: tuple(asked[name]) for name in ("right", "between") if name in asked}
    return Number(**{**asked, **tuples, "wrong": wrong})
