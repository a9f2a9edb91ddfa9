"""Instant feedback on an exercise: right, not yet, not answered yet, cannot be checked.

A check never raises at a learner, never shows how it checks, and needs nothing but the answer.
"""

import math
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from numbers import Real
from typing import Any

from kpi_kit import labels
from kpi_kit.course.exercises import Choice, Exercise, Number, Said, exercises, same, single
from kpi_kit.course.feedback import Feedback, Outcome
from kpi_kit.course.texts import say
from kpi_kit.errors import nearest

NEAR = 0.03
"""Relative distance at which somebody has probably rounded too much."""

GENERAL = {"percent": 100, "hundredth": 0.01, "thousands": 0.001, "sign": -1}
"""How many times the right number a mistake gives that anybody can make anywhere."""

TEXTS = {r"-?\d+,\d+\s*%?": "comma", r"-?[\d.]+": "text", r".*[%€$].*": "unit", r"[\s\S]*": "words"}
"""What is wrong with a text where a number is asked for, by its form; the first that fits."""

KEPT = 200
"""Characters of an answer that the saved notebook keeps."""


def check(exercise: str, /, *unnamed: object, **answers: object) -> Feedback:
    """Say whether the answers to an exercise are right, and if not, what to try.

    Parameters
    ----------
    exercise : str
        The exercise's name, such as ``"00.reel_rate"``.
    **answers : object
        Each answer under its name; three dots mean "not answered yet".

    Returns
    -------
    Feedback
        Shows itself in a notebook and in a terminal.

    Examples
    --------
    >>> check("00.quiz_base", answer=...)
    ○ Not answered yet. Replace the three dots `...` with your answer and run the cell again.
    """
    asked = exercises().get(str(exercise))
    if asked is None:
        return _unknown(exercise)
    judged = _judged(asked, unnamed, answers)
    given = {name: answer for name, answer in answers.items() if answer is not ...}
    kept = {name: repr(single(answer))[:KEPT] for name, answer in given.items()}
    state = {"exercise": asked.name, "outcome": judged.outcome, "answers": kept}
    return Feedback(judged.outcome, judged.title, judged.text, state=state)


def hint(exercise: str, step: int = 1) -> Feedback:
    """Give one hint of several, the gentlest first.

    Parameters
    ----------
    exercise : str
        The exercise's name, such as ``"00.reel_rate"``.
    step : int
        1 for the first hint; higher ones tell more.
    """
    asked = exercises().get(str(exercise))
    if asked is None:
        return _unknown(exercise)
    if not asked.hints:
        return _cannot("no_hint", name=exercise)
    step = min(max(step, 1), len(asked.hints))
    more = say("general", "more", exercise=exercise, step=step + 1)
    last = say("general", "no_more", exercise=exercise) if asked.kind != "quiz" else ""
    title = say("title", "hint", step=step, of=len(asked.hints))
    ends = more if step < len(asked.hints) else last
    return Feedback("hint", title, f"{_in_words(asked.hints[step - 1])} {ends}".rstrip())


def solution(exercise: str) -> Feedback:
    """Show the worked solution of an exercise, and why it is right.

    Parameters
    ----------
    exercise : str
        The exercise's name, such as ``"00.reel_rate"``.
    """
    asked = exercises().get(str(exercise))
    if asked is None:
        return _unknown(exercise)
    title = say("title", "solution")
    return Feedback("solution", title, _explanation(asked), code=_in_words(asked.code))


def _explanation(asked: Exercise) -> str:
    """Return why a solution is right; of a question with choices, its right choice says it."""
    if asked.worked:
        return _in_words(asked.worked)
    choices = [q for q in asked.questions.values() if isinstance(q, Choice)]
    return " ".join(_in_words(choice.options[choice.right]) for choice in choices)


def _judged(
    asked: Exercise, unnamed: tuple[object, ...], answers: Mapping[str, object]
) -> Feedback:
    if unnamed or set(answers) != set(asked.questions):
        return _cannot("names", names=", ".join(f"`{name}={name}`" for name in asked.questions))
    if any(answer is Ellipsis for answer in answers.values()):
        return _feedback("not_answered", say("general", "not_answered"))
    return _together([_judge(name, asked.questions[name], answers[name]) for name in answers])


def _judge(name: str, question: Number | Choice, answer: object) -> Feedback:
    if isinstance(question, Choice):
        return _judge_choice(name, question, answer)
    value = single(answer)
    unusable = _unusable(value)
    if unusable:
        return _cannot(unusable, name=name)
    value = float(value)
    if question.accepts(value):
        return _feedback("right", _in_words(question.said))
    for mistake in question.wrong:
        if same(value, mistake.value, question.tolerance):
            return _feedback("not_yet", _in_words(mistake.said))
    return _feedback("not_yet", _general(value, question) or _in_words(question.other))


def _general(value: float, question: Number) -> str:
    """Name a mistake that anybody can make anywhere; "" if it is none of them."""
    for name, off in GENERAL.items():
        if value and question.accepts(value / off):
            return say("general", name)
    rounded = question.between is None and same(value, question.right[0], NEAR)
    return say("general", "near") if rounded else ""


def _judge_choice(name: str, question: Choice, answer: object) -> Feedback:
    given = answer.isoformat() if isinstance(answer, date) else answer
    chosen = question.option(given) if isinstance(given, str) else None
    if chosen is None:
        options = ", ".join(f'`"{option}"`' for option in question.options)
        return _cannot("choice", name=name, options=options)
    outcome: Outcome = "right" if chosen == question.right else "not_yet"
    return _feedback(outcome, _in_words(question.options[chosen]))


def _unusable(answer: Any) -> str:
    """Name the reason why something is no number to compare; "" if it is one."""
    if isinstance(answer, str):
        return next(reason for form, reason in TEXTS.items() if re.fullmatch(form, answer.strip()))
    for kind, reason in ((tuple, "comma"), (list, "list"), (type(None), "nothing")):
        if isinstance(answer, kind):
            return reason
    if callable(answer):
        return "brackets"
    if getattr(answer, "ndim", 0):
        # Often of a day: pandas' query finds none with == (its issue 35595).
        return "column" if answer.size else "empty"
    if repr(answer) == "<NA>":  # pandas stays out of a check
        return "nan"
    if isinstance(answer, bool) or not isinstance(answer, Real | Decimal):
        return "kind"
    try:
        return "nan" if math.isnan(answer) else ""
    except OverflowError:  # a whole number beyond every float
        return "kind"


def _together(judged: list[Feedback]) -> Feedback:
    """Return the first answer that is not right yet, or all that is right."""
    wrong = [feedback for feedback in judged if feedback.outcome != "right"]
    return wrong[0] if wrong else _feedback("right", " ".join(one.text for one in judged))


def _in_words(said: Said) -> str:
    return said[labels.language()]


def _feedback(outcome: Outcome, text: str) -> Feedback:
    return Feedback(outcome, say("title", outcome), text)


def _unknown(exercise: object) -> Feedback:
    return _cannot("exercise", name=exercise, hint=nearest(str(exercise), exercises()))


def _cannot(reason: str, **facts: object) -> Feedback:
    return _feedback("cannot_check", say("cannot", reason, **facts))
