"""The community: how messages are answered, how people speak, and whether there was a crisis."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pandas as pd

from kpi_kit.errors import KpiKitError
from kpi_kit.listening import Response, crises, response, sentiment
from kpi_kit.listening.crises import Crisis
from kpi_kit.listening.response import HOUR
from kpi_kit.reporting.figures import Grid, Value, explained, grid
from kpi_kit.reporting.scope import Scope
from kpi_kit.spans import Span
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
class Stretch:
    """Days with more mentions of a name than usual, or all days where there were none."""

    name: str
    sentence: str
    counts: tuple[Value, ...]
    crisis: Crisis | None = None


@dataclass(frozen=True)
class Community:
    """What messages and mentions tell."""

    messages: Grid
    response: str
    answered: tuple[Value, ...]
    tone: tuple[Tone, ...]
    crises: tuple[Stretch, ...]
    refused: tuple[str, ...]
    answers: Response | None = None


def community(scope: Scope) -> Community:
    """Evaluate messages and mentions of the period."""
    refused: list[str] = []
    answers = _answers(scope.exports.messages, refused)
    mentions = scope.exports.mentions
    names = list(map(str, mentions["about"].value_counts().index[:NAMES]))
    tone: list[Tone] = []
    loud: list[Stretch] = []
    quiet: list[Stretch] = []
    for name in names or [""] * bool(len(mentions)):
        try:
            said = _about(mentions, name)
            tone.append(Tone(name, sentiment(said).sentence, _net(said)))
            watched = crises(scope.whole.mentions, about=name or None)
            inside = [crisis for crisis in watched.found if _touches(scope, crisis)]
            loud += [_loud(name, crisis, scope.whole.mentions) for crisis in inside]
            if not (inside or scope.month):
                quiet += [Stretch(name, watched.sentence, _counts(name, scope.whole.mentions))]
        except KpiKitError as error:
            refused.append(f"{name}: {error}" if name else str(error))
    return Community(
        _messages(scope.exports.messages), answers.sentence if answers else "",
        _answered(scope.exports.messages, answers) if answers else (), tuple(tone),
        (*loud, *quiet), tuple(refused), answers,
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
    (found,) = explanations(mentions, ["net_sentiment"])
    return explained(found)


def _loud(name: str, crisis: Crisis, mentions: pd.DataFrame) -> Stretch:
    days = Span(crisis.run.start, crisis.run.end)
    counts = _counts(name, mentions[days.holds(mentions["date"])])
    return Stretch(name, crisis.sentence, counts, crisis)


def _counts(name: str, mentions: pd.DataFrame) -> tuple[Value, ...]:
    """Trace what was counted; what else is said of days and tone follows from that."""
    found = explanations(_about(mentions, name), ["classified_mentions", "negative_mentions"])
    return tuple(map(explained, found))


def _about(mentions: pd.DataFrame, name: str) -> pd.DataFrame:
    return mentions[mentions["about"] == name] if name else mentions


def _touches(scope: Scope, crisis: Crisis) -> bool:
    span: Any = scope.span if scope.month else None
    return span is None or (crisis.run.start <= span.last and crisis.run.end >= span.first)
