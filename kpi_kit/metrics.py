"""What platforms count, and how the counts add up.

A *metric* is counted by a platform, a *KPI* is computed by us. Additivity is a fact about a
metric: views add up, followers are a stock of which the last value holds, people reached must
not be added because the same person is in several parts. The facts are in ``catalogue.toml``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from kpi_kit import labels

Additivity = Literal["sum", "last", "unique"]
"""How the rows of a group become one figure; ``unique`` counts people and never adds up."""

Aggregate = Literal[
    "sum", "last", "unique", "first", "mean", "median", "max", "rows", "months", "missed", "given"
]
"""Additivity, and the further ways in which a formula may take a column.

``missed`` is the product over the rows of 1 − column ÷ universe: the share of a universe that no
row reached, if they reach people independently. ``given`` is a figure that no export holds: the
user passes it.
"""

Unit = Literal[
    "count", "people", "share", "points", "factor", "number", "money", "seconds", "months"
]
"""``share`` is shown as percent; ``points`` are shown times 100, too: 0.3 is 30 points, and may be
negative (net sentiment) or above 100 (GRP). ``number`` has the unit of what it is made of."""


EachRow = Literal["", "post", "day", "order"]
"""What one row has to be for a figure to mean what its name says; mostly it does not matter."""


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
        The column it is taken from: that of its own name unless another is named. Empty where all
        rows are counted, and for what is given. Where rows are counted and a column is named,
        those count in which it is present.
    equals : str
        Where rows are counted: only those in which the column has this value.
    each_row : str
        What one row has to be: days cannot be counted as posts.
    """

    name: str
    aggregate: Aggregate = "sum"
    unit: Unit = "count"
    column: str = ""
    equals: str = ""
    each_row: EachRow = ""

    def __post_init__(self) -> None:
        if self.aggregate not in {"rows", "given"}:
            object.__setattr__(self, "column", self.column or self.name)

    @property
    def needed(self) -> bool:
        """Whether a row without the column cannot be used; else its absence is what is counted."""
        return bool(self.column) and (self.aggregate != "rows" or bool(self.equals))

    @property
    def of(self) -> Literal["totals"]:
        """A metric is a total."""
        return "totals"

    @property
    def constants(self) -> dict[str, float]:
        """A metric has none."""
        return {}

    @property
    def inputs(self) -> tuple[str, ...]:
        """A metric on its own is its only input."""
        return (self.name,)

    @property
    def formula(self) -> Callable[..., Any]:
        """A metric on its own is shown as it is."""
        return _itself


def _itself(**inputs: Any) -> Any:
    """Return the one input unchanged."""
    (value,) = inputs.values()
    return value


METRICS = {name: Metric(name, **facts) for name, facts in labels.facts("metric").items()}
