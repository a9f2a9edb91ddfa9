"""The canonical tables: what a row is, and its columns in order.

Every table ends with ``source_file`` and ``source_row``, so that each number can be traced. Where
several files meet in one row, both name all of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import pandas as pd

Kind = Literal["text", "time", "date", "count", "number", "derived"]
"""``count`` is a whole number; ``time`` has a time zone, ``date`` has none. A ``derived`` number is
no figure of a platform: it is worked out from the times of its row."""

SOURCE: dict[str, Kind] = {"source_file": "text", "source_row": "text"}

INTERACTIONS_OF = "interactions_of"
"""The column that says what the interactions beside it count, such as likes + comments."""

SEVERAL = " + "
"""Joins the files, and the rows in them, that meet in one row."""


PYTHON_TEXTS = ("mode.string_storage", "python")
"""For ``pd.option_context``: texts as Python holds them.

Where PyArrow is installed, pandas takes its texts, even for the names of columns. That pays for
large columns; for the many small steps of reading and of a report, it is dear.
"""


@dataclass(frozen=True)
class Table:
    """One canonical table.

    Attributes
    ----------
    columns : dict of str to Kind
        The columns in order.
    key : tuple of str
        What makes two rows speak of the same thing; empty where every row stands for itself.
    """

    columns: dict[str, Kind]
    key: tuple[str, ...] = ()


_OWNER: dict[str, Kind] = {"channel": "text", "account": "text"}

_MONEY: dict[str, Kind] = {
    "spend": "number", "currency": "text", "impressions": "count", "reach": "count",
    "clicks": "count", "link_clicks": "count", "conversions": "number", "revenue": "number",
}  # fmt: skip

TABLES: dict[str, Table] = {
    # one row per post; its figures are those of its whole life so far. Where an export gives the
    # day only, ``published_at`` is missing and ``published_on`` is there. ``published_hour``, 0 to
    # 23, is the hour that ``published_at`` shows in the account's zone: engines other than pandas
    # do not keep the zone.
    "posts": Table(
        {
            **_OWNER, "post_id": "text", "published_on": "date", "published_at": "time",
            "published_hour": "derived", "published_raw": "text", "format": "text",
            "text": "text", "url": "text",
            "impressions": "count", "views": "count", "reach": "count", "likes": "count",
            "comments": "count", "shares": "count", "saves": "count", "clicks": "count",
            "link_clicks": "count", "interactions": "count", INTERACTIONS_OF: "text",
            "video_views": "count", "watch_seconds": "number", "follows": "count",
            "net_follows": "count", **SOURCE,
        },
        key=("channel", "post_id"),
    ),
    # one row per post and day
    "post_days": Table(
        {
            **_OWNER, "post_id": "text", "date": "date", "text": "text", "impressions": "count",
            "views": "count", "watch_seconds": "number", **SOURCE,
        },
        key=("channel", "post_id", "date"),
    ),
    # one row per account and day; several files fill it, one metric each
    "accounts": Table(
        {
            **_OWNER, "date": "date", "followers": "count", "follows": "count",
            "unfollows": "count", "net_follows": "count", "impressions": "count", "views": "count",
            "reach": "count", "viewers": "count", "visitors": "count", "interactions": "count",
            INTERACTIONS_OF: "text", "likes": "count", "comments": "count", "shares": "count",
            "saves": "count", "clicks": "count", "video_views": "count", "watch_seconds": "number",
            "profile_visits": "count", "link_clicks": "count", **SOURCE,
        },
        key=("channel", "account", "date"),
    ),
    # one row per campaign, ad set, ad or segment of them, and period
    "ads": Table(
        {
            **_OWNER, "campaign": "text", "ad_set": "text", "ad": "text", "breakdown": "text",
            "segment": "text", "period_start": "date", "period_end": "date", **_MONEY,
            "interactions": "count", INTERACTIONS_OF: "text", "video_views": "count",
            "device": "text", **SOURCE,
        }
    ),
    # the platform's own figure for a whole period: people counted once, never to be added
    "periods": Table(
        {
            **_OWNER, "what": "text", "period_start": "date", "period_end": "date", **_MONEY,
            "interactions": "count", INTERACTIONS_OF: "text", "video_views": "count",
            "views": "count", "watch_seconds": "number", "follows": "count", "net_follows": "count",
            "calls": "count", "directions": "count", **SOURCE,
        }
    ),
    # website visits, per day or period and source; each breakdown counts all visits again
    "web": Table(
        {
            **_OWNER, "date": "date", "period_start": "date", "period_end": "date",
            "breakdown": "text", "segment": "text", "source": "text", "medium": "text",
            "campaign": "text", "device": "text", "sessions": "count",
            "engaged_sessions": "count", "users": "count", "new_users": "count",
            "views": "count", "events": "count", "impressions": "count", "clicks": "count",
            "conversions": "number", "revenue": "number", "currency": "text", **SOURCE,
        }
    ),
    # one row per group of the audience; ``of`` says whose: followers, viewers, visitors
    "audience": Table(
        {
            **_OWNER, "as_of": "date", "of": "text", "dimension": "text", "group": "text",
            "followers": "count", "views": "count", "share": "number", **SOURCE,
        }
    ),
    # one row per competitor and period
    "competitors": Table(
        {
            **_OWNER, "period_start": "date", "period_end": "date", "followers": "count",
            "follows": "count", "posts": "count", "interactions": "count",
            INTERACTIONS_OF: "text", **SOURCE,
        }
    ),
    # the kit's own simple tables, written by hand or by other tools
    "orders": Table(
        {
            "order_id": "text", "ordered_on": "date", "ordered_at": "time", "revenue": "number",
            "refund": "number", "contribution_margin": "number", "currency": "text",
            "utm_source": "text", "utm_medium": "text", "utm_campaign": "text", "region": "text",
            "product_group": "text", **SOURCE,
        }
    ),
    "costs": Table(
        {
            "campaign": "text", "kind": "text", "date": "date", "hours": "number",
            "rate": "number", "amount": "number", "currency": "text", "text": "text", **SOURCE,
        }
    ),
    # ``response_seconds`` lie between the two times; missing where there was no answer
    "messages": Table(
        {
            **_OWNER, "message_id": "text", "received_at": "time", "answered_at": "time",
            "response_seconds": "derived", **SOURCE,
        }
    ),
    "mentions": Table(
        {
            "date": "date", "source": "text", "author": "text", "text": "text", "url": "text",
            "sentiment": "text", "about": "text", **SOURCE,
        }
    ),
}  # fmt: skip


def typed(frame: pd.DataFrame, table: str, time_zone: str = "UTC") -> pd.DataFrame:
    """Give a frame exactly a canonical table's columns and types; what is not there is missing."""
    index = pd.RangeIndex(len(frame))
    columns = {str(name): frame[name].set_axis(index) for name in frame}
    return filled(columns, len(frame), table, time_zone)


def filled(
    columns: Mapping[str, Any], rows: int, table: str, time_zone: str = "UTC"
) -> pd.DataFrame:
    """Make a canonical table of columns of equal length; what is not there is missing."""
    if not rows:
        return _empty(table, time_zone).copy()
    data: dict[str, Any] = {}
    for name, kind in TABLES[table].columns.items():
        wanted = _type(kind, time_zone)
        if name not in columns:
            data[name] = _missing(kind, time_zone).repeat(rows)
        elif (column := columns[name]).dtype == wanted:
            data[name] = column
        elif isinstance(column, pd.Series):
            data[name] = column.astype(wanted)
        else:
            data[name] = pd.array(column, dtype=wanted, copy=False)
    return pd.DataFrame(data, index=pd.RangeIndex(rows), copy=False)


@lru_cache(maxsize=100)
def _type(kind: Kind, time_zone: str) -> Any:
    match kind:
        case "text":
            return pd.StringDtype("python", na_value=float("nan"))
        case "time":
            return pd.DatetimeTZDtype("us", time_zone)
        case "date":
            return np.dtype("datetime64[us]")
    return np.dtype("float64")


@lru_cache(maxsize=100)
def _missing(kind: Kind, time_zone: str) -> Any:
    """Return one missing value, as an array of the kind's type."""
    return pd.Series([None], dtype=_type(kind, time_zone)).array


@lru_cache(maxsize=100)
def _empty(table: str, time_zone: str) -> pd.DataFrame:
    kinds = TABLES[table].columns.items()
    return pd.DataFrame({n: pd.Series(dtype=_type(kind, time_zone)) for n, kind in kinds})


def repeated(
    table: pd.DataFrame, names: Sequence[str], *, keep: Literal["first", False]
) -> "pd.Series[bool]":
    """Mark rows that repeat others, as ``duplicated`` does.

    Texts are compared only where all figures agree: with them, rows are told apart fast.

    Examples
    --------
    >>> repeated(pd.DataFrame({"a": ["x", "x", "y"], "n": [1.0, 1.0, 1.0]}), ["a", "n"],
    ...          keep="first").tolist()
    [False, True, False]
    """
    figures = [name for name in names if table[name].dtype == "float64"]
    alike = table[table.duplicated(figures, keep=False)] if figures else table
    return alike.duplicated(names, keep=keep).reindex(table.index, fill_value=False)
