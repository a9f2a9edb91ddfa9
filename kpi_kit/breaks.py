"""Series breaks: dates on which a platform changed what a figure means.

A number needs its platform, its definition and its date. Where a series runs across a break, two
different things are compared; the facts are in ``breaks.toml``, each with its source.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, reduce
from importlib.resources import files
from operator import or_
from typing import TYPE_CHECKING, Any

from kpi_kit import formatting, labels
from kpi_kit.periods import Table

if TYPE_CHECKING:
    import pandas as pd

FEW = 300
"""Of a longer table, so many rows spread over it show nearly every break; else all are asked."""


@dataclass(frozen=True)
class SeriesBreak:
    """One change of a definition.

    Attributes
    ----------
    channel : str
        The channel, as tables name it.
    metrics : tuple of str
        The columns concerned.
    date : date
        The first day of the new definition.
    de, en : str
        What changed.
    source : str
        Who says so.
    """

    channel: str
    metrics: tuple[str, ...]
    date: date
    de: str
    en: str
    source: str

    @property
    def what(self) -> str:
        """What changed, in the reader's language."""
        return {"de": self.de, "en": self.en}[labels.language()]

    def __str__(self) -> str:
        """Say it in one sentence, as warnings, reports and charts do."""
        return labels.text(
            "message.series_break",
            channel=labels.value_name("channel", self.channel),
            metrics=", ".join(labels.name_of(metric) for metric in self.metrics),
            date=formatting.day(self.date), what=self.what, source=self.source,
        )  # fmt: skip


@cache
def known() -> tuple[SeriesBreak, ...]:
    """Return every break that is known, in order of time."""
    table = tomllib.loads(files("kpi_kit").joinpath("breaks.toml").read_text("utf-8"))
    breaks = (SeriesBreak(**row | {"metrics": tuple(row["metrics"])}) for row in table["break"])
    return tuple(sorted(breaks, key=lambda found: found.date))


def series_breaks(
    channel: str | None = None,
    metric: str | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
) -> "pd.DataFrame":
    """List the dates on which platforms changed what a figure means.

    Parameters
    ----------
    channel, metric : str, optional
        Only those of this channel, or of this column.
    since, until : date, optional
        Only those that a series from the one day to the other runs across.

    Returns
    -------
    DataFrame
        channel, metrics, date, what (in the reader's language), source; in order of time.

    Examples
    --------
    >>> series_breaks("instagram", "views")[["date", "what"]].to_numpy().tolist()
    ... # doctest: +ELLIPSIS
    [[datetime.date(2025, 4, 21), 'impressions and plays ended and views took their place; ...']]
    """
    import pandas as pd

    rows = [
        {"channel": b.channel, "metrics": ", ".join(b.metrics), "date": b.date, "what": b.what,
         "source": b.source}
        for b in known()
        if channel in {None, b.channel} and (metric is None or metric in b.metrics)
        if (since is None or since < b.date) and (until is None or b.date <= until)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["channel", "metrics", "date", "what", "source"])


def crossed(table: Table, columns: Iterable[str], time: str) -> list[SeriesBreak]:
    """Return the breaks that the rows of an eager table run across, in any of the columns."""
    if "channel" not in table.columns:
        return []
    columns = set(columns)
    concerned = [found for found in known() if columns & set(found.metrics)]
    if concerned and len(table) <= FEW:  # soon told, and often enough
        channels = {*table["channel"].to_list()}
        concerned = [found for found in concerned if found.channel in channels]
    if not concerned:
        return []
    span = _span(table[time].min(), table[time].max())
    concerned = [found for found in concerned if _divides(span, found)]
    if not concerned:
        return []
    few = table.gather_every(1 + len(table) // FEW)
    shown = _shown_by(few, concerned, columns, time)
    if len(few) == len(table) or len(shown) == len(concerned):
        return shown
    channels = {*table["channel"].unique().to_list()}
    return [
        found
        for found in concerned
        if found in shown
        or (found.channel in channels and _divides(_span_used(table, columns, time, found), found))
    ]


Span = tuple[date, date] | None
"""The first and the last day, if there is any."""


def _divides(span: Span, found: SeriesBreak) -> bool:
    return span is not None and span[0] < found.date <= span[1]


def _shown_by(
    few: Table, concerned: list[SeriesBreak], columns: set[str], time: str
) -> list[SeriesBreak]:
    """Return the breaks that a few rows run across: row by row, which is faster than engines."""
    channels, times = few["channel"].to_list(), few[time].to_list()
    shown = []
    for found in concerned:
        present = (few[column].to_list() for column in sorted(columns & set(found.metrics)))
        days = [
            moment
            for channel, moment, *row in zip(channels, times, *present, strict=True)
            if channel == found.channel and _there(moment) and any(map(_there, row))
        ]
        if days and _divides(_span(min(days), max(days)), found):
            shown.append(found)
    return shown


def _there(value: Any) -> bool:
    """Whether a value is not missing; pandas has NaN and NaT for what is."""
    return value is not None and value == value


def _span_used(table: Table, columns: set[str], time: str, found: SeriesBreak) -> Span:
    """Return the span of the channel's rows that have one of the columns."""
    present = (~table[column].is_null() for column in columns & set(found.metrics))
    used = table[time].filter((table["channel"] == found.channel) & reduce(or_, present))
    return _span(used.min(), used.max())


def _span(first: Any, last: Any) -> Span:
    return None if first is None or first != first else (_date(first), _date(last))


def _date(moment: Any) -> date:
    """Return the day of a date or time, in its own time zone."""
    return date(moment.year, moment.month, moment.day)
