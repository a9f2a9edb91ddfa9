"""What a report speaks of: the exports of a period, and all of them for what lies before."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.errors import KpiKitError
from kpi_kit.exports import Exports
from kpi_kit.periods import time_column
from kpi_kit.spans import COMPARED, Against, Span

DATED = ("posts", "post_days", "accounts", "ads", "periods", "web", "orders", "costs", "messages",
         "mentions")  # fmt: skip
"""The tables that a month narrows; what tells of no time stays whole."""


@dataclass(frozen=True)
class Scope:
    """The exports that a report speaks of.

    Attributes
    ----------
    whole : Exports
        Everything that was read; the days before, and the course over time, come from here.
    exports : Exports
        The rows of the month, if one was asked for; else everything.
    span : Span, or None
        The month, else from the first to the last day of posts, accounts and ads; none where no
        row has a day.
    month : str
        ``"2026-05"``; empty for everything.
    against : {"previous", "last year"}
        What changes are held against.
    utm : dict of str to list of str
        Campaign → its tags in the shop's orders.
    left_out : dict of str to int
        Per table, the rows with a day inside the month that begin before it or end after it, and
        those without a day.
    """

    whole: Exports
    exports: Exports
    span: Span | None
    month: str = ""
    against: Against = "previous"
    utm: dict[str, list[str]] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)

    @property
    def posts(self) -> pd.DataFrame:
        """The period's posts without stories, whose rates are of another kind."""
        return without_stories(self.exports.posts)

    @property
    def stories(self) -> pd.DataFrame:
        """The period's stories."""
        posts = self.exports.posts
        return posts[posts["format"] == "story"]

    @property
    def on(self) -> date | None:
        """The day on which goals are assessed: the last of the span."""
        return self.span.last if self.span else None

    @property
    def compared(self) -> Span | None:
        """The days whose change is told: the month, else the last whole one of the exports."""
        if self.month or self.span is None:
            return self.span
        last = pd.Period(self.span.last, "M")
        whole = last if last.end_time.date() == self.span.last else last - 1
        return Span.of(str(whole))


def without_stories(posts: pd.DataFrame) -> pd.DataFrame:
    """Leave stories out: shown to followers for a day, with replies in place of comments."""
    return posts[posts["format"] != "story"]


def scope_of(
    exports: Exports, month: str | None = None, compare: str | None = None,
    utm: dict[str, list[str]] | None = None,
) -> Scope:  # fmt: skip
    """Choose the rows that a report speaks of.

    Raises
    ------
    KpiKitError
        If the month is none, no row lies in it, or ``compare`` is neither ``"previous"`` nor
        ``"last-year"``.
    """
    if compare is not None and compare not in COMPARED:
        raise KpiKitError.saying("bad_compare", given=compare, known=formatting.quoted(COMPARED))
    against = COMPARED[compare or "previous"]
    utm = utm or {}
    if not month:
        return Scope(exports, exports, _all_days(exports), against=against, utm=utm)
    span = _month(month)
    parts = {name: _within(getattr(exports, name), span) for name in DATED}
    if not any(len(rows) for rows, _ in parts.values()):
        found = _all_days(exports)
        raise KpiKitError.saying("empty_month", month=month, found=found or labels.NOTHING)
    inside: dict[str, Any] = {name: rows for name, (rows, _) in parts.items()}
    narrowed = replace(exports, **inside)
    left_out = {name: left for name, (_, left) in parts.items() if left}
    return Scope(exports, narrowed, span, month, against, utm, left_out)


def _month(given: str) -> Span:
    if len(given) != len("2026-05") or not given[:4].isdigit() or given[4] != "-":
        raise KpiKitError.saying("bad_month", given=given)
    try:
        return Span.of(given)
    except KpiKitError as error:
        raise KpiKitError.saying("bad_month", given=given) from error


def _within(frame: pd.DataFrame, span: Span) -> tuple[pd.DataFrame, int]:
    """Return the rows that lie wholly in the span, and how many do so only in part or untold."""
    first = frame[time_column(frame.columns)]
    last = frame["period_end"].fillna(first) if "period_end" in frame else first
    inside = span.holds(first) & span.holds(last)
    start, end = (moment.dt.tz_localize(None) for moment in (first, last))
    touching = (start <= pd.Timestamp(span.last)) & (end >= pd.Timestamp(span.first))
    return frame[inside], int((~inside & (touching | first.isna())).sum())


def _all_days(exports: Exports) -> Span | None:
    days = pd.concat([*_days(exports), pd.Series(dtype="datetime64[us]")]).dropna()
    return Span.over(days) if len(days) else None


def _days(exports: Exports) -> Iterator["pd.Series[Any]"]:
    for frame in (exports.posts, exports.accounts, exports.ads):
        for column in (time_column(frame.columns), "period_end"):
            if column in frame and frame[column].notna().any():
                yield frame[column].dropna().dt.tz_localize(None)
