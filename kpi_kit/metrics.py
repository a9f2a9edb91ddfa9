"""What platforms count, and how the counts add up.

A *metric* is counted by a platform, a *KPI* is computed by us. Additivity is a fact about a
metric: views add up, followers are a stock of which the last value holds, people reached must
not be added because the same person is in several parts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Additivity = Literal["sum", "last", "unique"]
"""How the rows of a group become one figure; ``unique`` counts people and never adds up."""

Aggregate = Literal[
    "sum", "last", "unique", "first", "mean", "median", "max", "rows", "months", "missed", "given"
]
"""Additivity, and the further ways in which a formula may take a column.

``missed`` multiplies the shares of the universe that no part reached; ``given`` is a figure that
no export holds.
"""

Unit = Literal["count", "people", "share", "factor", "money", "seconds", "months"]


@dataclass(frozen=True)
class Metric:
    """One quantity that formulas take: how it is measured and how it is put together.

    Attributes
    ----------
    name : str
        The field's term, in code, tables and texts alike.
    aggregate : str
        How the rows of a group become one figure.
    unit : str
        What is counted; money needs its currency beside it.
    column : str
        The column it is taken from, where that has another name. Of rows that are counted: those
        in which it is present; all rows where it is empty.
    equals : str
        The value that the column must have for a row to be counted.
    """

    name: str
    aggregate: Aggregate = "sum"
    unit: Unit = "count"
    column: str = ""
    equals: str = ""

    def __post_init__(self) -> None:
        if self.aggregate not in {"rows", "given"}:
            object.__setattr__(self, "column", self.column or self.name)

    @property
    def needed(self) -> bool:
        """Whether a row without the column cannot be used; its absence is what is counted else."""
        return bool(self.column) and (self.aggregate != "rows" or bool(self.equals))

    @property
    def inputs(self) -> tuple[str, ...]:
        """A metric on its own is its only input."""
        return (self.name,)

    @property
    def of(self) -> Literal["totals"]:
        """A metric is a total."""
        return "totals"

    @property
    def constants(self) -> dict[str, float]:
        """A metric has none."""
        return {}

    @property
    def formula(self) -> Callable[..., Any]:
        """A metric on its own is shown as it is."""
        return _itself


def _itself(**inputs: Any) -> Any:
    """Return the one input unchanged."""
    (value,) = inputs.values()
    return value


METRICS = {
    metric.name: metric
    for metric in (
        # counted once per event: they add up over rows, days and channels
        Metric("impressions"),
        Metric("views"),
        Metric("video_views"),
        Metric("watch_seconds", unit="seconds"),
        Metric("interactions"),
        Metric("likes"),
        Metric("comments"),
        Metric("shares"),
        Metric("saves"),
        Metric("clicks"),
        Metric("link_clicks"),
        Metric("profile_visits"),
        Metric("follows"),
        Metric("unfollows"),
        Metric("net_follows"),
        Metric("sessions"),
        Metric("engaged_sessions"),
        Metric("new_users"),
        Metric("events"),
        Metric("calls"),
        Metric("directions"),
        Metric("conversions"),
        Metric("spend", unit="money"),
        Metric("revenue", unit="money"),
        Metric("contribution_margin", unit="money"),
        Metric("cost", unit="money"),
        # people: the same person is in several rows
        Metric("reach", "unique", unit="people"),
        Metric("viewers", "unique", unit="people"),
        Metric("visitors", "unique", unit="people"),
        Metric("users", "unique", unit="people"),
        # a stock: the last value of the period holds
        Metric("followers", "last", unit="people"),
        # what formulas take from those columns, each under a name that says so
        Metric("gross_reach", "sum", column="reach"),
        Metric("largest_reach", "max", unit="people", column="reach"),
        Metric("followers_at_start", "first", unit="people", column="followers"),
        Metric("average_followers", "mean", unit="people", column="followers"),
        Metric("posts", "rows"),
        Metric("months", "months", unit="months", column="followers"),
    )
}
