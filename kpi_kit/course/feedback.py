"""What a learner sees: a sign, a word and a sentence, in a box that reads well in any theme."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Outcome = Literal["right", "not_yet", "not_answered", "cannot_check", "hint", "solution", "error"]

# sign, ink, paper, line: each pair of ink and paper reads at 7:1 or better, in dark themes too
LOOKS: dict[Outcome, tuple[str, str, str, str]] = {
    "right": ("✓", "#0b3d1e", "#e6f4ea", "#1e7b34"),
    "not_yet": ("↻", "#4a2e00", "#fff4e0", "#9a5b00"),
    "not_answered": ("○", "#1f2a37", "#eef1f5", "#5b6776"),
    "cannot_check": ("?", "#5c1010", "#fdeaea", "#b3261e"),
    "hint": ("→", "#10305c", "#e8f0fe", "#1f5fbf"),
    "error": ("!", "#5c1010", "#fdeaea", "#b3261e"),
    "solution": ("=", "#1f2a37", "#eef1f5", "#5b6776"),
}

MARKED = re.compile(r"`(?P<code>[^`]+)`|\*(?P<stressed>\w[^*`]*)\*")

STATE = "application/vnd.kpi-kit.state+json"
"""The kind of output that tells the hand-in what a check said; notebooks keep it and show none."""


@dataclass(frozen=True)
class Feedback:
    """What a learner sees.

    Attributes
    ----------
    outcome : str
        One of :data:`Outcome`; it decides sign and colour.
    title, text : str
        The word and the sentence. Code stands in `backticks`, what is stressed in *asterisks*.
    code : str
        Lines of a worked solution, shown as they are.
    state : mapping
        What the saved notebook keeps for whoever collects it: exercise, outcome and answers.
    """

    outcome: Outcome
    title: str
    text: str
    code: str = ""
    state: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        lines = [f"{LOOKS[self.outcome][0]} {self.title} {self.text}".rstrip(), self.code]
        return "\n".join(filter(None, lines))

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/plain": repr(self), "text/html": box(self)}
        return bundle | ({STATE: dict(self.state)} if self.state else {})


def box(feedback: Feedback) -> str:
    """Return the box as HTML, in which everything is escaped but the marks of code and stress."""
    sign, ink, paper, line = LOOKS[feedback.outcome]
    style = (
        f"color:{ink};background:{paper};border-left:0.4em solid {line};"
        "padding:0.6em 0.9em;max-width:48em;line-height:1.45"
    )
    plain = "color:inherit;background:transparent;padding:0"  # over JupyterLab's own
    text = MARKED.sub(
        lambda found: (
            f'<code style="{plain};font-weight:bold">{found["code"]}</code>'
            if found["code"]
            else f"<em>{found['stressed']}</em>"
        ),
        html.escape(feedback.text),
    )
    code = f'<pre style="{plain}">{html.escape(feedback.code)}</pre>' if feedback.code else ""
    return (
        f'<div role="status" style="{style}"><strong><span aria-hidden="true">{sign}</span> '
        f"{html.escape(feedback.title)}</strong> {text}{code}</div>"
    )
