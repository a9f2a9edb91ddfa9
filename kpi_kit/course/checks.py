"""Instant feedback on an exercise: right, not yet, not answered yet, cannot check.

A check never raises at a learner, never shows how it checks, and reads the sample only when it
has a number to compare.
"""

import html
import math
import re
from dataclasses import dataclass
from functools import cache
from numbers import Real
from typing import TYPE_CHECKING, Literal

from kpi_kit.course.exercises import EXERCISES, Choice, Number
from kpi_kit.course.texts import say, texts
from kpi_kit.errors import KpiKitError, nearest

if TYPE_CHECKING:
    from kpi_kit.exports import Exports

Outcome = Literal["right", "not_yet", "not_answered", "cannot_check", "hint"]

TOLERANCE = 0.002
"""Relative distance at which two numbers count as the same: a rounded rate passes."""

NEAR = 0.03
"""Relative distance at which somebody has probably rounded too much."""

# shape, text, background, line: each pair reads at 7:1 or better, in dark themes too
LOOKS: dict[Outcome, tuple[str, str, str, str]] = {
    "right": ("✓", "#0b3d1e", "#e6f4ea", "#1e7b34"),
    "not_yet": ("↻", "#4a2e00", "#fff4e0", "#9a5b00"),
    "not_answered": ("○", "#1f2a37", "#eef1f5", "#5b6776"),
    "cannot_check": ("?", "#5c1010", "#fdeaea", "#b3261e"),
    "hint": ("→", "#10305c", "#e8f0fe", "#1f5fbf"),
}


@dataclass(frozen=True)
class Feedback:
    """What a learner sees: a shape, a word and a sentence."""

    outcome: Outcome
    title: str
    text: str

    def __repr__(self) -> str:
        return f"{LOOKS[self.outcome][0]} {self.title} {self.text}"

    def _repr_html_(self) -> str:
        shape, ink, paper, line = LOOKS[self.outcome]
        style = (
            f"color:{ink};background:{paper};border-left:0.4em solid {line};"
            "padding:0.6em 0.9em;max-width:48em;line-height:1.45"
        )
        text = re.sub(
            "`([^`]+)`",
            r'<code style="color:inherit;background:transparent;font-weight:bold">\1</code>',
            html.escape(self.text),
        )
        return (
            f'<div role="status" style="{style}"><strong><span aria-hidden="true">{shape}</span> '
            f"{html.escape(self.title)}</strong> {text}</div>"
        )


def check(exercise: str, /, *unnamed: object, **answers: object) -> Feedback:
    """Say whether the answers to an exercise are right, and if not, what to try.

    Parameters
    ----------
    exercise : str
        The exercise's name, such as ``"00.carousel_rate"``.
    **answers : object
        Each answer under its name; three dots mean "not answered yet".

    Returns
    -------
    Feedback
        Shows itself in a notebook and in a terminal.
    """
    asked = EXERCISES.get(str(exercise))
    if asked is None:
        return _cannot("exercise", name=exercise, hint=nearest(str(exercise), EXERCISES))
    if unnamed or set(answers) != set(asked):
        return _cannot("names", names=", ".join(f"`{name}={name}`" for name in asked))
    if any(answer is Ellipsis for answer in answers.values()):
        return _feedback("not_answered", say("general", "not_answered"))
    try:
        judged = [_judge(exercise, name, asked[name], answers[name]) for name in asked]
    except KpiKitError as error:
        return _cannot("sample", error=error)
    return _together(judged)


def hint(exercise: str, step: int = 1) -> Feedback:
    """Give one hint of several, the gentlest first.

    Parameters
    ----------
    exercise : str
        The exercise's name, such as ``"00.carousel_rate"``.
    step : int
        1 for the first hint; higher ones tell more.
    """
    hints = texts().get(str(exercise), {}).get("hints", [])
    if not hints:
        return _cannot("exercise", name=exercise, hint=nearest(str(exercise), EXERCISES))
    step = min(max(step, 1), len(hints))
    more = f" {say('general', 'more', exercise=exercise, step=step + 1)}"
    title = say("title", "hint", step=step, of=len(hints))
    text = say(str(exercise), "hints", step - 1)
    return Feedback("hint", title, text + (more if step < len(hints) else ""))


@cache
def sample() -> "Exports":
    """Load the sample's exports, once and only when an answer needs them."""
    import kpi_kit as kk

    return kk.load(kk.sample())


def _judge(exercise: str, name: str, question: Number | Choice, answer: object) -> Feedback:
    if isinstance(question, Choice):
        return _judge_choice(exercise, name, question, answer)
    unusable = _unusable(answer)
    if unusable:
        return _cannot(unusable, name=name)
    value = float(answer)  # type: ignore[arg-type]
    if _same(value, question.right(sample())):
        return _feedback("right", say(exercise, name, "right"))
    for mistake, figure in question.mistakes.items():
        if _same(value, figure(sample())):
            return _feedback("not_yet", say(exercise, name, mistake))
    near = math.isclose(value, question.right(sample()), rel_tol=NEAR)
    return _feedback("not_yet", say("general", "near") if near else say(exercise, name, "other"))


def _judge_choice(exercise: str, name: str, question: Choice, answer: object) -> Feedback:
    chosen = answer.strip().lower() if isinstance(answer, str) else None
    if chosen not in question.options:
        options = ", ".join(f'`"{option}"`' for option in question.options)
        return _cannot("choice", name=name, options=options)
    right = chosen == question.right(sample())
    return _feedback("right" if right else "not_yet", say(exercise, name, chosen))


def _unusable(answer: object) -> str:
    """Name the reason why something is no number to compare; "" if it is one."""
    if isinstance(answer, str):
        return "comma" if re.fullmatch(r"\s*-?\d+,\d+\s*%?\s*", answer) else "text"
    if isinstance(answer, tuple):
        return "comma"
    if callable(answer):
        return "brackets"
    if getattr(answer, "ndim", 0):
        return "column"
    if isinstance(answer, bool) or not isinstance(answer, Real):
        return "kind"
    return "nan" if math.isnan(answer) else ""


def _same(value: float, other: float) -> bool:
    return math.isclose(value, other, rel_tol=TOLERANCE)


def _together(judged: list[Feedback]) -> Feedback:
    """Return the first answer that is not right yet, or all that is right."""
    wrong = [feedback for feedback in judged if feedback.outcome != "right"]
    return wrong[0] if wrong else _feedback("right", " ".join(one.text for one in judged))


def _feedback(outcome: Outcome, text: str) -> Feedback:
    return Feedback(outcome, say("title", outcome), text)


def _cannot(reason: str, **facts: object) -> Feedback:
    return _feedback("cannot_check", say("cannot", reason, **facts))
