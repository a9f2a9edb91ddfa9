"""The community: how messages are answered, how people speak, and whether there was a crisis."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pandas as pd

from kpi_kit.errors import KpiKitError
from kpi_kit.listening import Response, crises, response, sentiment
from kpi_kit.listening.crises import Crisis
from kpi_kit.listening.response import HOUR
from kpi_kit.listening.sentiment import MOODS
from kpi_kit.reporting.figures import Grid, Value, explained, grid
from kpi_kit.reporting.scope import Scope
from kpi_kit.tracing import explanations

ANSWERED = ("messages", "answered_messages", "response_rate", "median_response_time")

DAY = 24 * HOUR

NAMES = 8
"""Who is talked about most, at the most so many."""


@dataclass(frozen=True)
class Tone:
    """How people speak of a name, and the figure that leads to the mentions behind it."""

    name: str
    sentence: str
    net: Value


@dataclass(frozen=True)
class Community:
    """What messages and mentions tell."""

    messages: Grid
    response: str
    answered: tuple[Value, ...]
    tone: tuple[Tone, ...]
    crises: tuple[tuple[str, str], ...]
    refused: tuple[str, ...]
    answers: Response | None = None
    found: tuple[tuple[str, Crisis], ...] = field(default=())

    def place_of(self, name: str) -> str:
        """Say where on the page the trace of a name's mentions stands."""
        return f"tone-{1 + [tone.name for tone in self.tone].index(name)}"


def community(scope: Scope) -> Community:
    """Evaluate messages and mentions of the period."""
    refused: list[str] = []
    answers = _answers(scope.exports.messages, refused)
    mentions = scope.exports.mentions
    names = list(map(str, mentions["about"].value_counts().index[:NAMES]))
    tone: list[Tone] = []
    found: list[tuple[str, Crisis]] = []
    quiet: list[tuple[str, str]] = []
    for name in names or [""] * bool(len(mentions)):
        try:
            said = _about(mentions, name)
            tone.append(Tone(name, sentiment(said).sentence, _net(said)))
            watched = crises(scope.whole.mentions, about=name or None)
            inside = [crisis for crisis in watched.found if _touches(scope, crisis)]
            found += [(name, crisis) for crisis in inside]
            quiet += [] if inside else [(name, watched.sentence)] * (not scope.month)
        except KpiKitError as error:
            refused.append(f"{name}: {error}" if name else str(error))
    loud = [(name, crisis.sentence) for name, crisis in found]
    return Community(
        _messages(scope.exports.messages), answers.sentence if answers else "",
        _answered(scope.exports.messages, answers) if answers else (), tuple(tone),
        (*loud, *quiet), tuple(refused), answers, tuple(found),
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


def _answered(messages: pd.DataFrame, answers: Response) -> tuple[Value, ...]:
    """Trace the figures of all messages; in time is told of those that are a day old."""
    old = messages["received_at"] + timedelta(seconds=DAY) <= pd.Timestamp(answers.as_of)
    in_time = (messages["response_seconds"] <= DAY).astype(float)
    told = messages.assign(answered_in_time=in_time)[old]
    found = [
        *explanations(messages, ["response_rate", "median_response_time"]),
        *explanations(told, ["service_level"]),
    ]
    return tuple(map(explained, found))


def _net(mentions: pd.DataFrame) -> Value:
    """Trace the net sentiment to the mentions that were classified."""
    said, known = mentions["sentiment"], mentions["sentiment"].notna()
    counts = {f"{mood}_mentions": (said == mood).astype(float).where(known) for mood in MOODS}
    counts["classified_mentions"] = known.astype(float).where(known)
    (found,) = explanations(mentions.assign(**counts), ["net_sentiment"])
    return explained(found)


def _about(mentions: pd.DataFrame, name: str) -> pd.DataFrame:
    return mentions[mentions["about"] == name] if name else mentions


def _touches(scope: Scope, crisis: Crisis) -> bool:
    span: Any = scope.span if scope.month else None
    return span is None or (crisis.run.start <= span.last and crisis.run.end >= span.first)
