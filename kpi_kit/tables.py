"""The canonical tables: what a row is, and its columns in order.

Every table ends with ``source_file`` and ``source_row``, so that each number can be traced. Where
several files meet in one row, both name all of them.
"""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

Kind = Literal["text", "time", "date", "count", "number"]
"""``count`` is a whole number; ``time`` has a time zone, ``date`` has none."""

SOURCE: dict[str, Kind] = {"source_file": "text", "source_row": "text"}


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
    "clicks": "count", "link_clicks": "count", "conversions": "count", "revenue": "number",
}  # fmt: skip

TABLES: dict[str, Table] = {
    # one row per post; its figures are those of its whole life so far
    "posts": Table(
        {
            **_OWNER, "post_id": "text", "published_at": "time", "format": "text", "text": "text",
            "url": "text", "impressions": "count", "views": "count", "reach": "count",
            "likes": "count", "comments": "count", "shares": "count", "saves": "count",
            "link_clicks": "count", "interactions": "count", "video_views": "count",
            "watch_seconds": "number", "follows": "count", **SOURCE,
        },
        key=("channel", "post_id"),
    ),
    # one row per account and day; several files fill it, one metric each
    "accounts": Table(
        {
            **_OWNER, "date": "date", "followers": "count", "follows": "count",
            "unfollows": "count", "impressions": "count", "views": "count", "reach": "count",
            "viewers": "count", "interactions": "count", "likes": "count", "comments": "count",
            "shares": "count", "saves": "count", "video_views": "count", "profile_visits": "count",
            "link_clicks": "count", **SOURCE,
        },
        key=("channel", "account", "date"),
    ),
    # one row per campaign, ad set, ad or segment of them, and period
    "ads": Table(
        {
            **_OWNER, "campaign": "text", "ad_set": "text", "ad": "text", "breakdown": "text",
            "segment": "text", "period_start": "date", "period_end": "date", **_MONEY, **SOURCE,
        }
    ),
    # the platform's own figure for a whole period: people counted once, never to be added
    "periods": Table(
        {
            **_OWNER, "what": "text", "period_start": "date", "period_end": "date",
            **_MONEY, **SOURCE,
        }
    ),
}  # fmt: skip


def typed(frame: pd.DataFrame, table: str, time_zone: str = "UTC") -> pd.DataFrame:
    """Give a frame exactly a canonical table's columns and types; what is not there is missing."""
    types = {
        "text": "str", "count": "float64", "number": "float64",
        "date": "datetime64[us]", "time": f"datetime64[us, {time_zone}]",
    }  # fmt: skip
    kinds = TABLES[table].columns
    full = frame.reindex(columns=list(kinds)).reset_index(drop=True)
    return full.astype({name: types[kind] for name, kind in kinds.items()})
