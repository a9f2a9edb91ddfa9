"""KPIs computed from rows: the one way from a table to values, on every engine alike."""

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import narwhals as nw
import numpy as np

from kpi_kit import labels
from kpi_kit.errors import (
    AggregationWarning,
    ColumnError,
    ComparabilityWarning,
    SeriesBreakWarning,
)  # fmt: skip
from kpi_kit.kpis import Figure, Kpi, figure, taken_by
from kpi_kit.metrics import Metric
from kpi_kit.periods import PERIODS, Table, columns_of, quick, types_of
from kpi_kit.refusals import (
    people,
    refuse_added_people,
    refuse_counting_anew,
    refuse_other_rows,
    refuse_small_universe,
    refuse_unordered,
    refuse_useless,
)  # fmt: skip
from kpi_kit.remarks import breaks_of, mixed_interactions
from kpi_kit.tables import INTERACTIONS_OF
from kpi_kit.totals import Totals, total

Frame = TypeVar("Frame")
"""Any frame that Narwhals takes: pandas, Polars, DuckDB, PySpark; lazy or not."""

Taken = dict[str, list[Metric]]
"""What each figure takes."""

ANEW = ("breakdown", "what", "of", "dimension")
"""Columns each value of which counts everything anew: by age, and then again by device."""


def compute(
    frame: Frame,
    kpis: Iterable[str | Figure | Callable[..., Any]],
    *,
    by: str | Sequence[str] = (),
    given: Mapping[str, float] | None = None,
) -> Frame:
    """Compute KPIs from rows, each from the totals of its group.

    A rate is the ratio of sums, over the rows in which all its inputs are present. Money is never
    added across currencies: where the table has a ``currency``, it becomes a key.

    Parameters
    ----------
    frame : frame
        Rows of a canonical table, or any frame with the metrics' columns.
    kpis : iterable of str, Kpi or function
        KPIs and metrics by name, or functions whose parameters are metrics.
    by : str or sequence of str
        Columns, or ``"day"``, ``"week"`` (ISO), ``"month"``, ``"quarter"``, ``"weekday"`` (Monday
        is 1), ``"hour"``; none for one row.
    given : mapping of str to float, optional
        Figures that no export holds, such as ``{"universe": 600_000}``; also other values for the
        constants of a formula.

    Returns
    -------
    frame
        The kind that came in, lazy if it was lazy. One row per group, sorted: the keys, ``rows``,
        ``complete`` for weeks, months and quarters (whether the rows reach over all of it; daily
        figures with every day), per KPI its value and ``<kpi>_rows``, the rows it could use, and
        ``interactions_of`` where the table says what its interactions count. Undefined values are
        missing.

    Raises
    ------
    AggregationError
        If people (reach) would have to be added up; ``bounds`` and ``alternatives`` hold what is
        true instead. Or if rows of several breakdowns of one channel would be, each of which
        counts everything anew. Or if a figure speaks of single posts, days or orders and a row
        of the table is something else. Or if a row has more people than the universe given.
    ColumnError
        If the frame lacks a column, a name is unknown, or a figure has to be given.

    Warns
    -----
    SeriesBreakWarning
        If the rows run across a date on which the platform changed what a figure means.
    ComparabilityWarning
        If interactions of different kinds are added up in one group.
        A lazy frame is not looked into, so it brings neither warning.
    AggregationWarning
        If people are asked of a lazy frame: groups of several rows have no value.

    Examples
    --------
    >>> import pandas as pd
    >>> posts = pd.DataFrame({"interactions": [1, 90], "reach": [10, 1000]})
    >>> compute(posts, ["engagement_rate_by_reach"]).round(4)
       rows  engagement_rate_by_reach  engagement_rate_by_reach_rows
    0     2                    0.0901                              2
    """
    given = given or {}
    figures = {item.name: item for item in map(figure, kpis)}
    table, totals, keys = totalled(nw.from_native(frame), figures, by, given)
    told = totals.columns
    shown = [key.alias(name) for name, key in totals.named_keys.items()]
    shown.append(nw.col("rows"))
    shown += [told["complete"].alias("complete")] if "complete" in told else []
    for name, item in figures.items():
        used = told[f"{name}_rows"].alias(f"{name}_rows")
        shown += [value_of(item, totals, given).alias(name), used]
    shown += [told[INTERACTIONS_OF].alias(INTERACTIONS_OF)] if INTERACTIONS_OF in told else []
    values = totals.groups.select(*shown)
    values = values.sort(keys) if keys else values
    _warn(table, values, figures, given)
    if isinstance(values, nw.DataFrame):
        values = nw.maybe_reset_index(values)  # pandas would keep the order before sorting
    return values.to_native()  # type: ignore[no-any-return]


def totalled(
    table: Table, figures: Mapping[str, Figure], by: str | Sequence[str], given: Mapping[str, float]
) -> tuple[Table, Totals, list[str]]:
    """Check what is asked for and put the rows together.

    Returns
    -------
    tuple of Narwhals frame, Totals and list of str
        The rows as they were used, the totals as :func:`~kpi_kit.totals.total` gives them, and
        the keys.
    """
    taken = {name: taken_by(item, given) for name, item in figures.items()}
    refuse_useless(given, figures.values(), taken)
    columns = columns_of(table)
    refuse_other_rows(figures, taken, columns)
    keys = _keys(by, taken, table, columns)
    _require(figures, taken, keys, columns)
    table = _with_values_per_row(_with_floats(table, taken), figures, given)
    refuse_small_universe(table, taken, given)
    counts = any(m.column == "interactions" for metrics in taken.values() for m in metrics)
    kinds = [INTERACTIONS_OF] if counts and INTERACTIONS_OF in {*columns} - {*keys} else []
    wanted = _aggregated(figures, taken)
    refuse_unordered(table, wanted)
    totals = total(table, wanted, keys, given=given, kinds=kinds)
    refuse_added_people(table, totals, taken, keys, given)
    return table, totals, keys


def _keys(by: str | Sequence[str], taken: Taken, table: Table, columns: Sequence[str]) -> list[str]:
    """Return the keys, with the currency among them where money is counted."""
    keys = [by] if isinstance(by, str) else list(by)
    money = any(metric.unit == "money" for metrics in taken.values() for metric in metrics)
    if money and "currency" in columns and "currency" not in keys:
        keys.append("currency")
    for column in ANEW:
        if column in columns and column not in keys:
            # A lazy frame cannot be looked into, so there each kind stays apart.
            if isinstance(table, nw.LazyFrame):
                keys.append(column)
            else:
                refuse_counting_anew(table, column, keys)
    return keys


def _require(
    figures: Mapping[str, Figure], taken: Taken, keys: Sequence[str], columns: Sequence[str]
) -> None:
    """Refuse keys and figures whose columns are not there; name the call that has them, if any."""
    for key in keys:
        if key not in columns and key not in PERIODS:
            raise ColumnError.missing(key, [*columns, *PERIODS], where="by")
    for name, metrics in taken.items():
        for metric in metrics:
            if metric.column and metric.column not in columns:
                where, wanted = labels.name_of(name), metric.column
                if isinstance(item := figures[name], Kpi) and item.call:
                    key = "put_together"
                    raise ColumnError.saying(key, where=where, wanted=wanted, call=item.call)
                raise ColumnError.missing(wanted, columns, where=where)


def _with_floats(table: Table, taken: Taken) -> Table:
    """Make every counted column a float whose missing values are null on every engine."""
    counted = {m.column for ms in taken.values() for m in ms if m.column and m.aggregate != "rows"}
    if table.implementation.is_pandas():
        counted = {column for column in counted if not _plain_floats(table[column].to_native())}
    if not counted:
        return table
    types = types_of(table, sorted(counted))
    floats = [column for column in sorted(counted) if types[column].is_float()]
    others = sorted(counted.difference(floats))
    # DuckDB's sum of whole numbers would be a number of 128 bits.
    made = [nw.col(*others).cast(nw.Float64)] if others else []
    # DuckDB and Spark are not asked: it takes them a tenth of the whole time. They read files and
    # pandas frames with null for what is missing; a NaN of their own leaves its group undefined.
    if floats and quick(table):
        made.append(nw.col(*floats).fill_nan(None))
    return table.with_columns(*made) if made else table


def _plain_floats(column: Any) -> bool:
    """Whether a pandas column is of NumPy's floats, whose NaN is what is missing."""
    return isinstance(column.dtype, np.dtype) and column.dtype.kind == "f"


def _with_values_per_row(
    table: Table, figures: Mapping[str, Figure], given: Mapping[str, float]
) -> Table:
    """Apply the formulas that speak of single rows, of which a mean or median is taken."""
    values = {}
    for name, item in figures.items():
        if item.of != "totals":
            inputs = {m.name: given.get(m.name, nw.col(m.column)) for m in taken_by(item, given)}
            values[f"_{name}"] = item.formula(**inputs, **_changed(item, given))
    return table.with_columns(**values) if values else table


def _aggregated(figures: Mapping[str, Figure], taken: Taken) -> Taken:
    """Return what is to be totalled: for values per row, their mean or median."""
    return {
        name: [Metric(item.of, item.of, column=f"_{name}")] if item.of != "totals" else taken[name]
        for name, item in figures.items()
    }


def value_of(item: Figure, totals: Totals, given: Mapping[str, float]) -> nw.Expr:
    """Call the formula with its own totals."""
    if item.of != "totals":
        return totals.where_known(item.name, totals.columns[f"{item.name}__{item.of}"])
    told = {i: totals.columns.get(f"{item.name}__{i}") for i in item.inputs}
    inputs = told | {i: given[i] for i in item.inputs if i in given}
    value = item.formula(**inputs, **_changed(item, given))
    value = value if isinstance(value, nw.Expr) else nw.lit(float(value))
    return totals.where_known(item.name, value)


def _changed(item: Figure, given: Mapping[str, float]) -> dict[str, float]:
    """Return the constants of a formula that the user has set."""
    return {name: given[name] for name in item.constants if name in given}


def _warn(
    table: Table, values: Table, figures: Mapping[str, Figure], given: Mapping[str, float]
) -> None:
    """Say what a reader of the values must know."""
    if isinstance(table, nw.LazyFrame):
        taken = {name: taken_by(item, given) for name, item in figures.items()}
        for name, metric in people(taken):
            said = labels.text("message.lazy_people", where=name, metric=metric.name)
            warnings.warn(said, AggregationWarning, stacklevel=3)
        return
    kinds = values[INTERACTIONS_OF].to_list() if INTERACTIONS_OF in values.columns else []
    if said := mixed_interactions(table, kinds):
        warnings.warn(said, ComparabilityWarning, stacklevel=3)
    for found in breaks_of(table, figures.values(), given):
        warnings.warn(str(found), SeriesBreakWarning, stacklevel=3)
