"""The community: how messages are answered, how people speak, and whether there was a crisis."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from kpi_kit.errors import KpiKitError
from kpi_kit.listening import Response, crises, response, sentiment
from kpi_kit.listening.crises import Crisis
from kpi_kit.reporting.figures import Grid, grid
from kpi_kit.reporting.scope import Scope

ANSWERED = ("messages", "answered_messages", "response_rate", "median_response_time")

NAMES = 8
"""Who is talked about most, at the most so many."""


@dataclass(frozen=True)
class Community:
    """What messages and mentions tell."""

    messages: Grid
    response: str
    tone: tuple[tuple[str, str], ...]
    crises: tuple[tuple[str, str], ...]
    refused: tuple[str, ...]
    answers: Response | None = None
    found: tuple[tuple[str, Crisis], ...] = field(default=())


def community(scope: Scope) -> Community:
    """Evaluate messages and mentions of the period."""
    refused: list[str] = []
    answers = _answers(scope.exports.messages, refused)
    mentions = scope.exports.mentions
    names = list(map(str, mentions["about"].value_counts().index[:NAMES]))
    tone: list[tuple[str, str]] = []
    found: list[tuple[str, Crisis]] = []
    quiet: list[tuple[str, str]] = []
    for name in names or [""] * bool(len(mentions)):
        try:
            tone.append((name, sentiment(_about(mentions, name)).sentence))
            watched = crises(scope.whole.mentions, about=name or None)
            inside = [crisis for crisis in watched.found if _touches(scope, crisis)]
            found += [(name, crisis) for crisis in inside]
            quiet += [] if inside else [(name, watched.sentence)] * (not scope.month)
        except KpiKitError as error:
            refused.append(f"{name}: {error}" if name else str(error))
    said = [(name, crisis.sentence) for name, crisis in found]
    return Community(
        _messages(scope.exports.messages), answers.sentence if answers else "", tuple(tone),
        (*said, *quiet), tuple(refused), answers, tuple(found),
    )  # fmt: skip


def _answers(messages: pd.DataFrame, refused: list[str]) -> Response | None:
    if messages.empty:
        return None
    try:
        return response(messages)
    except KpiKitError as error:
        refused.append(str(error))
        return None


def _messages(messages: pd.DataFrame) -> Grid:
    return grid(messages, ANSWERED, "channel", "messages")


def _about(mentions: pd.DataFrame, name: str) -> pd.DataFrame:
    return mentions[mentions["about"] == name] if name else mentions


def _touches(scope: Scope, crisis: Crisis) -> bool:
    span: Any = scope.span if scope.month else None
    return span is None or (crisis.run.start <= span.last and crisis.run.end >= span.first)
