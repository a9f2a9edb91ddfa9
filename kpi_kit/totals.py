"""Groups of rows put together, each column as its metric allows.

One rule of Narwhals shapes this file: inside ``agg`` only plain columns are right on every
engine. So everything that is masked or derived becomes a column first, plain columns are
aggregated, and arithmetic on the totals comes last.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import narwhals as nw

from kpi_kit.errors import ColumnError
from kpi_kit.metrics import Metric

Table = Any
"""A Narwhals DataFrame or LazyFrame; what comes in goes out."""

PERIODS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "quarter": "%Y-Q"}
"""The periods that a ``by`` may name; a week is an ISO week, in the year of its Thursday."""

TIMES = ("date", "published_on", "published_at", "ordered_on", "period_start")
"""The columns that say when, in the order in which they are looked for."""

WHOLE = "_whole"  # the key of a table that is not divided


def total(table: Table, figures: Mapping[str, Sequence[Metric]], by: Sequence[str]) -> Table:
    """Put the rows of each group together, figure by figure.

    A figure uses only the rows in which all its metrics are present, in numerator and
    denominator alike. Where it has none, its totals are missing, not zero.

    Parameters
    ----------
    table : Narwhals frame
        Rows with the metrics' columns.
    figures : mapping of str to sequence of Metric
        What each figure takes.
    by : sequence of str
        Columns, or names of :data:`PERIODS`; none for the whole table.

    Returns
    -------
    Narwhals frame
        One row per group: the keys, ``rows``, and per figure ``<figure>_rows`` (rows used) and
        ``<figure>__<metric>`` (the total).
    """
    keys = list(by) or [WHOLE]
    table = _with_keys(table, by)
    table = _with_opening(table, figures)
    table = table.with_columns(_rows=nw.lit(1.0))
    table = table.with_columns(*_complete(figures))
    table = table.with_columns(*_masked(table, figures, keys))
    totals = table.group_by(keys).agg(nw.col("_rows").sum().alias("rows"), *_sums(figures))
    return totals.with_columns(*_undefined_without_rows(figures), *_months(figures))


def time_column(columns: Iterable[str]) -> str:
    """Return the column that says when a row happened."""
    columns = list(columns)
    for time in TIMES:
        if time in columns:
            return time
    raise ColumnError.missing(TIMES[0], columns, where="by")


def _with_keys(table: Table, by: Sequence[str]) -> Table:
    """Add the key columns: group_by on expressions does not work everywhere."""
    columns = table.collect_schema().names()
    periods = [name for name in by if name in PERIODS and name not in columns]
    if not by:
        return table.with_columns(nw.lit("").alias(WHOLE))
    if not periods:
        return table
    time = time_column(columns)
    table = table.with_columns(*(_period(time, name).alias(name) for name in periods))
    if time != "period_start":
        return table
    # A row that lasts beyond its month belongs to none; it shows as a group without a name.
    return table.with_columns(
        *(
            nw.when(nw.col(name) == _period("period_end", name)).then(nw.col(name)).alias(name)
            for name in periods
        )
    )


def _period(time: str, name: str) -> nw.Expr:
    """Name the period in which a time lies, such as 2026-W01."""
    label = nw.col(time).dt.to_string(PERIODS[name])
    if name != "quarter":
        return label
    quarter = (nw.col(time).dt.month() - 1) // 3 + 1
    return nw.concat_str(label, quarter.cast(nw.Int64).cast(nw.String))


def _with_opening(table: Table, figures: Mapping[str, Sequence[Metric]]) -> Table:
    """Add the stock with which each row began: the one at the end of the day before.

    The first row of an account has no day before; it begins with its own stock.
    """
    metrics = [metric for wanted in figures.values() for metric in wanted]
    stocks = {m.column for m in metrics if m.aggregate in {"first", "months"}}
    if not stocks:
        return table
    columns = table.collect_schema().names()
    time, owner = time_column(columns), _owner(columns)
    if not owner:
        table, owner = table.with_columns(nw.lit("").alias("_owner")), ["_owner"]
    known = [nw.col(c).fill_null(strategy="forward").over(*owner, order_by=time) for c in stocks]
    table = table.with_columns(
        *(k.alias(f"_known_{c}") for k, c in zip(known, stocks, strict=True))
    )
    shifted = {f"_opening_{c}": nw.col(f"_known_{c}") for c in stocks} | {"_opened": nw.col(time)}
    table = table.with_columns(
        *(c.shift(1).over(*owner, order_by=time).alias(n) for n, c in shifted.items())
    )
    return table.with_columns(
        *(nw.coalesce(nw.col(f"_opening_{c}"), nw.col(c)).alias(f"_opening_{c}") for c in stocks),
        nw.coalesce(nw.col("_opened"), nw.col(time)).alias("_opened"),
    )


def _owner(columns: Iterable[str]) -> list[str]:
    """Return the columns that tell whose stock it is."""
    return [name for name in ("channel", "account") if name in set(columns)]


def _complete(figures: Mapping[str, Sequence[Metric]]) -> list[nw.Expr]:
    """Mark the rows that have everything a figure needs."""
    marks = []
    for figure, metrics in figures.items():
        needed = sorted({metric.column for metric in metrics if metric.column})
        complete = nw.lit(value=True)
        for column in needed:
            complete &= ~nw.col(column).is_null()
        mark = nw.when(complete).then(nw.lit(1.0)).otherwise(nw.lit(0.0))
        marks.append(mark.alias(f"{figure}_rows"))
    return marks


def _masked(
    table: Table, figures: Mapping[str, Sequence[Metric]], keys: Sequence[str]
) -> list[nw.Expr]:
    """Build a column per figure and metric that is empty where the row does not count."""
    columns = table.collect_schema().names()
    masked = []
    for figure, metrics in figures.items():
        used = nw.col(f"{figure}_rows") == 1
        for metric in metrics:
            masked += _masked_metric(metric, f"{figure}__{metric.name}", used, columns, keys)
    return masked


def _masked_metric(
    metric: Metric, name: str, used: nw.Expr, columns: Sequence[str], keys: Sequence[str]
) -> list[nw.Expr]:
    match metric.aggregate:
        case "rows":
            return [nw.when(used).then(nw.lit(1.0)).alias(name)]
        case "months":
            closed = nw.col(time_column(columns))
            return [
                nw.when(used).then(nw.col("_opened")).alias(f"{name}_from"),
                nw.when(used).then(closed).alias(f"{name}_to"),
            ]
        case "first" | "last":
            time = nw.col(time_column(columns))
            seen = nw.when(used).then(time)
            edge = seen.min() if metric.aggregate == "first" else seen.max()
            at_edge = used & (time == edge.over(*dict.fromkeys([*keys, *_owner(columns)])))
            source = f"_opening_{metric.column}" if metric.aggregate == "first" else metric.column
            return [nw.when(at_edge).then(nw.col(source)).alias(name)]
        case "unique":
            value = nw.when(used).then(nw.col(metric.column))
            return [value.alias(name), value.alias(f"{name}_sum")]
        case _:
            return [nw.when(used).then(nw.col(metric.column)).alias(name)]


def _sums(figures: Mapping[str, Sequence[Metric]]) -> list[nw.Expr]:
    """Aggregate plain columns, and nothing but plain columns."""
    sums = [nw.col(f"{figure}_rows").sum() for figure in figures]
    for figure, metrics in figures.items():
        for metric in metrics:
            column = nw.col(f"{figure}__{metric.name}")
            match metric.aggregate:
                case "unique":
                    sums += [column.max(), nw.col(f"{figure}__{metric.name}_sum").sum()]
                case "max":
                    sums.append(column.max())
                case "mean":
                    sums.append(column.mean())
                case "months":
                    sums += [
                        nw.col(f"{figure}__{metric.name}_from").min(),
                        nw.col(f"{figure}__{metric.name}_to").max(),
                    ]
                case _:
                    sums.append(column.sum())
    return sums


def _undefined_without_rows(figures: Mapping[str, Sequence[Metric]]) -> list[nw.Expr]:
    """Turn the sum of nothing, which every engine calls 0, into nothing."""
    return [
        nw.when(nw.col(f"{figure}_rows") > 0).then(nw.col(name)).alias(name)
        for figure, metrics in figures.items()
        for metric in metrics
        if metric.aggregate != "months"
        for name in [f"{figure}__{metric.name}"]
    ]


def _months(figures: Mapping[str, Sequence[Metric]]) -> list[nw.Expr]:
    """Count the months between two closing days, whole months exactly.

    The close of 31 January is the opening of 1 February, so both days are moved by one: from
    there to 1 July it is five months, whatever their lengths.
    """
    expressions = []
    for figure, metrics in figures.items():
        for metric in metrics:
            if metric.aggregate == "months":
                name = f"{figure}__{metric.name}"
                start = nw.col(f"{name}_from") + timedelta(days=1)
                end = nw.col(f"{name}_to") + timedelta(days=1)
                years, days = end.dt.year() - start.dt.year(), end.dt.day() - start.dt.day()
                months = end.dt.month() - start.dt.month()
                expressions.append((years * 12.0 + months + days / (365.25 / 12)).alias(name))
    return expressions
