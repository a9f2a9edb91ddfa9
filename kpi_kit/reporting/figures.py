"""Figures as the report shows them: written once, each with its trace to rows and files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.explanation import Explanation
from kpi_kit.kpis import figure
from kpi_kit.tracing import explanations

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
class Trace:
    """What stands behind a figure, in words.

    Attributes
    ----------
    formula, figures : str
        The formula, and the same with its totals; empty where there is none.
    used : str
        How many of how many rows were used.
    sources : str
        Files and rows that were used.
    left_out : dict of str to str
        Files and rows that were not, by what they lack.
    warnings : tuple of str
        What a reader must know.
    counted : str
        What the interactions in it count; empty where it has none.
    """

    formula: str
    figures: str = ""
    used: str = ""
    sources: str = ""
    left_out: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    counted: str = ""


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
    trace : Trace, or None
        What stands behind it; none where there is no figure.
    """

    name: str
    text: str
    number: float
    rows_used: int = 0
    rows: int = 0
    currency: str = ""
    trace: Trace | None = None

    @property
    def reported(self) -> bool:
        """Whether there is a figure at all; what a platform does not report is no zero."""
        return self.text != labels.NOTHING

    @property
    def incomplete(self) -> str:
        """Say how many rows the figure rests on, where that is not all of them."""
        if self.rows_used in {0, self.rows}:
            return ""
        used, rows = formatting.number(self.rows_used), formatting.number(self.rows)
        return labels.text("report.rows_used", used=used, rows=rows)


@dataclass(frozen=True)
class Said:
    """A sentence with figures, and the place on the page where their trace stands."""

    text: str
    proof: str = ""

    def __str__(self) -> str:
        """Return the sentence."""
        return self.text


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
        The canonical table whose rows were computed; of posts, stories stand apart.
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
    found = explanations(known, list(kpis), by=key)
    rows = [
        Row(
            labels.value_name(key, str(group[key])) or labels.text("report.unknown"),
            str(group[key]), tuple(map(explained, ones)),
        )
        for group, ones in groupby(found, key=lambda one: one.group)
    ]  # fmt: skip
    shown = [at for at in range(len(kpis)) if any(row.cells[at].reported for row in rows)]
    return Grid(
        table, key, tuple(labels.name_of(kpis[at]) for at in shown),
        tuple(Row(r.name, r.group, tuple(r.cells[at] for at in shown)) for r in rows),
    )  # fmt: skip


def explained(one: Explanation) -> Value:
    """Write a figure with what stands behind it."""
    currency = one.group.get("currency")
    known = str(currency) if isinstance(currency, str) else ""
    used, rows = int(one.used.sum()), len(one.used)
    trace = traced(one) if one.value == one.value else None
    return written(one.name, one.value, known, used, rows, trace)


def traced(one: Explanation) -> Trace:
    """Say in words what stands behind a figure."""
    used, rows = formatting.number(one.used.sum()), formatting.number(len(one.used))
    kinds = one.interactions_of
    counted = labels.text("explain.interactions", kinds=labels.counted(kinds)) if kinds else ""
    figures = one.figures.text if one.figures else ""
    return Trace(
        one.formula.text, "" if figures == one.shown else figures,
        labels.text("explain.rows", used=used, rows=rows), one.sources, one.left_out,
        one.warnings, counted,
    )  # fmt: skip


def written(
    kpi: str, number: float, currency: str = "", rows_used: int = 0, rows: int = 0,
    trace: Trace | None = None,
) -> Value:  # fmt: skip
    """Write a figure that something else has computed."""
    text = formatting.shown(number, figure(kpi).unit, currency=currency or None)
    return Value(kpi, text, number, rows_used, rows, currency, trace)
