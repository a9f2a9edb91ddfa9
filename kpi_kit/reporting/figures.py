"""Figures as the report shows them: written once, with the rows they rest on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kpi_kit import labels
from kpi_kit.kpis import figure
from kpi_kit.values import compute

POSTS = (
    "posts", "views", "impressions", "gross_reach", "largest_reach", "interactions",
    "engagement_rate_by_reach", "engagement_rate_by_views", "engagement_rate_by_impressions",
)  # fmt: skip
ACCOUNTS = (
    "gross_reach", "largest_reach", "views", "impressions", "interactions", "follows",
    "unfollows", "profile_visits", "link_clicks", "net_follower_growth",
)  # fmt: skip
FOLLOWERS = (
    "followers_at_start", "followers", "net_follower_growth", "follower_growth_rate", "follows",
    "unfollows", "net_follows",
)  # fmt: skip
ADS = (
    "spend", "impressions", "cost_per_mille", "link_clicks", "cost_per_link_click",
    "conversions", "cost_per_acquisition", "revenue", "return_on_ad_spend",
)  # fmt: skip
PERIODS = ("reach", "frequency", "impressions", "spend")
RATES = (
    "engagement_rate_by_reach", "engagement_rate_by_views", "engagement_rate_by_impressions"
)  # fmt: skip
"""Rates of a post, the one to prefer first."""


@dataclass(frozen=True)
class Value:
    """One shown figure: the number, as the reader sees it, and the rows behind it.

    Attributes
    ----------
    name : str
        The KPI or metric.
    text : str
        As it is shown.
    number : float
        As it was computed, unrounded; a share is in [0, 1].
    rows_used, rows : int
        The rows that hold all inputs, and all rows of the group.
    currency : str
        Of an amount of money; else empty.
    """

    name: str
    text: str
    number: float
    rows_used: int = 0
    rows: int = 0
    currency: str = ""

    @property
    def reported(self) -> bool:
        """Whether there is a figure at all; what a platform does not report is no zero."""
        return self.text != labels.NOTHING

    @property
    def incomplete(self) -> str:
        """Say how many rows the figure rests on, where that is not all of them."""
        if self.rows_used in {0, self.rows}:
            return ""
        used, rows = labels.number(self.rows_used), labels.number(self.rows)
        return labels.text("report.rows_used", used=used, rows=rows)


@dataclass(frozen=True)
class Row:
    """A group with its figures; ``group`` is its name in the data, ``name`` the shown one."""

    name: str
    group: str
    cells: tuple[Value, ...]


@dataclass(frozen=True)
class Grid:
    """A table to show.

    Attributes
    ----------
    table : str
        The canonical table whose rows were computed.
    key : str
        The column of groups.
    heads : tuple of str
        Names of the figures, in the reader's language.
    rows : tuple of Row
        One per group.
    """

    table: str = ""
    key: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def names(self) -> Iterator[str]:
        """The figures that have a value somewhere."""
        yield from (value.name for row in self.rows for value in row.cells if value.reported)


def grid(frame: pd.DataFrame, kpis: Sequence[str], key: str, table: str = "") -> Grid:
    """Compute KPIs per group and write each as the reader sees it.

    A figure that no group has is left out: the platform does not report it.
    """
    if frame.empty:
        return Grid()
    known = frame.assign(**{key: frame[key].astype("object").where(frame[key].notna(), "")})
    values = compute(known, list(kpis), by=key)
    rows = [
        Row(
            labels.value_name(key, str(row[key])) or labels.text("report.unknown"),
            str(row[key]),
            tuple(value_of(row, kpi) for kpi in kpis),
        )
        for _, row in values.iterrows()
    ]
    shown = [at for at in range(len(kpis)) if any(row.cells[at].reported for row in rows)]
    return Grid(
        table, key, tuple(labels.name_of(kpis[at]) for at in shown),
        tuple(Row(r.name, r.group, tuple(r.cells[at] for at in shown)) for r in rows),
    )  # fmt: skip


def value_of(row: "pd.Series[Any]", kpi: str) -> Value:
    """Write one computed figure, with the rows it rests on."""
    currency = row.get("currency")
    known = "" if currency is None or currency != currency else str(currency)
    return written(kpi, float(row[kpi]), known, int(row[f"{kpi}_rows"]), int(row["rows"]))


def written(
    kpi: str, number: float, currency: str = "", rows_used: int = 0, rows: int = 0
) -> Value:  # fmt: skip
    """Write a figure that something else has computed."""
    text = labels.shown(number, figure(kpi).unit, currency=currency or None)
    return Value(kpi, text, number, rows_used, rows, currency)
