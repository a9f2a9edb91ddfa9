"""Rows drawn anew, and the figure computed from them each time (bootstrap)."""

import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import narwhals as nw

from kpi_kit import labels
from kpi_kit.errors import AggregationError, SeriesBreakWarning
from kpi_kit.kpis import Figure, taken_by
from kpi_kit.metrics import Metric
from kpi_kit.periods import Table
from kpi_kit.values import compute

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]
    """One number per post, or an array of them whose last axis runs over posts."""

ROW = "_row"
"""The key that makes every row a group of its own."""

HELD = 1_000_000
"""How many drawn posts are held in memory at a time; some 8 MB per input of the formula."""


def made_of_sums(wanted: Figure) -> bool:
    """Whether a row is a part of the figure: no stock, and no people who are in several rows."""
    return not any(_no_sums(wanted))


def refuse_no_sums(wanted: Figure) -> None:
    """Refuse figures of which a row is no part."""
    for metric in _no_sums(wanted):
        raise AggregationError.saying(
            "not_resampled", where=labels.name_of(wanted.name),
            name=metric.name, shown=labels.name_of(metric.name),
        )  # fmt: skip


def _no_sums(wanted: Figure) -> Iterator[Metric]:
    """Yield the inputs that are no sums over rows."""
    if wanted.of == "totals":
        yield from (m for m in taken_by(wanted, {}) if m.aggregate not in {"sum", "rows"})


def complete_rows(
    table: Table, figures: Sequence[Figure], values: Table
) -> dict[str, list[list["Rows"]]]:
    """Give for each figure and group what the formula takes from its complete rows.

    Every row is made a group of its own, so ``compute`` decides here as everywhere what a row
    holds and in which group it lies. Sorted by the same keys, the groups follow one another.
    """
    taken = {item.name: _of_rows(item) for item in figures}
    wanted = {item.name: item for items in taken.values() for item in items}
    keys = values.columns[: values.columns.index("rows")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SeriesBreakWarning)  # said when the value was computed
        singles = compute(table.with_row_index(ROW).to_native(), wanted.values(), by=[*keys, ROW])
    told = nw.from_native(singles)
    counts = values["rows"].to_list()
    return {
        name: [*_divided([told[item.name].to_numpy() for item in items], counts)]
        for name, items in taken.items()
    }


def _of_rows(wanted: Figure) -> Sequence[Figure]:
    """Return what a row tells of a figure: its inputs, or the figure itself."""
    return [wanted] if wanted.of != "totals" else taken_by(wanted, {})


def _divided(columns: Sequence[Any], counts: Sequence[int]) -> Iterator[list["Rows"]]:
    """Divide rows into groups that follow one another, and leave out what is not complete."""
    import numpy as np

    inputs = np.array(columns, dtype=float).reshape(len(columns), -1)
    for group in np.split(inputs, np.cumsum(counts)[:-1], axis=1) if counts else ():
        yield list(group[:, ~np.isnan(group).any(axis=0)])


def statistic_of(wanted: Figure) -> Callable[..., Any]:
    """Return the figure as a function of drawn rows, which lie along an axis."""
    import numpy as np
    import pandas as pd

    if wanted.of != "totals":
        return np.mean if wanted.of == "mean" else np.median

    def drawn(*inputs: "Rows", axis: int) -> "Rows":
        sums = [rows.sum(axis=axis) for rows in inputs]
        columns = (pd.Series(total.ravel()) for total in sums)
        value = wanted.formula(**dict(zip(wanted.inputs, columns, strict=True)))
        return np.asarray(value, dtype=float).reshape(sums[0].shape)

    return drawn


def resampled(
    rows: list["Rows"], statistic: Callable[..., Any], *, resamples: int, seed: int
) -> "Rows":
    """Return the figure of every draw from the rows of one group; NaN for fewer than two rows.

    The draws are those of ``scipy.stats.bootstrap``, paired, whose import alone takes longer. They
    come in portions that fit into memory.
    """
    import numpy as np

    count = len(rows[0])
    if count < 2:
        return np.full(resamples, np.nan)
    generator, portion = np.random.default_rng(seed), max(1, HELD // count)
    sizes = (min(portion, resamples - done) for done in range(0, resamples, portion))
    draws = (generator.integers(0, count, (size, count)) for size in sizes)
    figures = [statistic(*(column[drawn] for column in rows), axis=-1) for drawn in draws]
    return np.concatenate(figures)


def middle_of(figures: "Rows", level: float) -> tuple[float, float]:
    """Return the ends of the middle of what the draws brought; NaN if one of them is undefined."""
    import numpy as np

    low, high = np.quantile(figures, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
