"""Time as keys: the day, ISO week, month, quarter, weekday or hour in which a row lies.

Rows are grouped by whole numbers, which all engines count alike; the names that people read are
made from each group's first day. The engines' own directives for weeks are not used: Spark calls
30 December 2019 the first week of 2019.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import partial, reduce
from math import inf
from operator import and_
from typing import Any

import narwhals as nw

from kpi_kit.errors import ColumnError

Table = Any
"""A Narwhals DataFrame or LazyFrame; what comes in goes out."""

TIMES = ("date", "published_on", "published_at", "ordered_on", "received_at", "period_start")
"""The columns that say when, in the order in which they are looked for."""

WHOLE_DAYS = {"date", "period_start"}
"""The columns of tables that speak of whole days; the others tell when something happened."""

AS_IT_HAPPENS = {"source", "kind"}
"""Who has one of these columns has rows of those days only on which something happened, although
they are called ``date``: visits from a source, mentions in it, costs of a kind."""

Keys = dict[str, nw.Expr]

HOUR = "published_hour"
"""The hour on the account's clock; posts have it beside the day, which knows none."""

FIRST, LAST, DAYS = "_first", "_last", "_days"
"""The columns of totals with the first and the last moment of each group, and how many there are
where every day has one."""


def columns_of(table: Table) -> list[str]:
    """Return the names of a table's columns, without looking at what an eager one holds.

    Of a lazy one, Narwhals wants to be asked for the types, too: that may take its engine long.
    """
    eager = isinstance(table, nw.DataFrame)
    columns: list[str] = table.columns if eager else table.collect_schema().names()
    return columns


def types_of(table: Table, columns: Sequence[str]) -> nw.Schema:
    """Return the types of some columns: an eager table looks for each that is asked for."""
    eager = isinstance(table, nw.DataFrame)
    schema: nw.Schema = (table.select(*columns) if eager else table).collect_schema()
    return schema


def quick(table: Table) -> bool:
    """Whether a table's engine takes one step more without planning it anew, as SQL does."""
    return isinstance(table, nw.DataFrame) or table.implementation.is_polars()


def time_column(columns: Iterable[str]) -> str:
    """Return the column that says when a row happened."""
    columns = list(columns)
    for time in TIMES:
        if time in columns:
            return time
    raise ColumnError.missing(TIMES[0], columns, where="by")


def asked(by: Sequence[str], columns: Iterable[str]) -> list[str]:
    """Return which of the keys are periods to be made; a column of that name comes first."""
    return [name for name in by if name in PERIODS and name not in set(columns)]


def numbers(table: Table, columns: Sequence[str], periods: Sequence[str]) -> Keys:
    """Return the whole numbers of every period, to be made from the table's rows.

    A row that lasts beyond its period, such as an ad from 30 January to 5 February, belongs to
    no month; it is counted in a group without a name.
    """
    keys = {}
    for name in periods:
        if name == "hour" and HOUR in columns:
            keys[name] = nw.col(HOUR)
            continue
        time = time_column(columns)
        _refuse_no_time(table, time)
        keys[name] = PERIODS[name](nw.col(time))
        if time == "period_start":
            ends = PERIODS[name](nw.col("period_end"))
            keys[name] = nw.when(keys[name] == ends).then(keys[name])
    return keys


def names(periods: Sequence[str]) -> Keys:
    """Return the periods' names, such as 2026-W01, to take the place of their numbers."""
    shown = {period: NAMES[period](nw.col(FIRST)) for period in periods if period in NAMES}
    # A row that belongs to no month has a first day nevertheless, so the number decides.
    return {p: nw.when(~nw.col(p).is_null()).then(name) for p, name in shown.items()}


def named_rows(table: Table, periods: Sequence[str]) -> Table:
    """Add the names of the periods in which each row lies."""
    if not periods:
        return table
    columns = columns_of(table)
    time = nw.col(time_column(columns))
    rows = table.with_columns(**numbers(table, columns, periods), **{FIRST: time})
    rows = with_week(rows) if "week" in periods else rows
    return rows.with_columns(**names(periods))


def whole_days(columns: Iterable[str]) -> bool:
    """Whether rows speak of whole days or spans of days; else, of what happened on them."""
    columns = {*columns}
    return time_column(columns) in WHOLE_DAYS and not columns & AS_IT_HAPPENS


def every_day(columns: Iterable[str], periods: Sequence[str]) -> bool:
    """Whether periods longer than a day need a row for every day, to be complete."""
    columns = {*columns}
    daily = whole_days(columns) and time_column(columns) == "date"
    return daily and not BEGINS.keys().isdisjoint(periods)


def complete(
    groups: Table, periods: Sequence[str], others: Sequence[str], columns: Iterable[str]
) -> Keys:
    """Return ``complete``: whether a group's rows reach over the whole of its periods.

    Daily figures must begin and end with the period, and have every day between. Events such as
    posts need not fall on its edges, so only the first and the last period of a series can be
    incomplete; they count as incomplete unless something happened on the very edge.
    """
    longer = [name for name in periods if name in BEGINS]
    if not longer:
        return {}
    needed = []
    after = nw.col(LAST) + timedelta(days=1)
    for name in longer:
        begun, ended = BEGINS[name](nw.col(FIRST)), BEGINS[name](after)
        if not whole_days(columns):
            earlier, later = _inside(groups, name, others, alone=len(periods) == 1)
            begun, ended = begun | earlier, ended | later
        needed += [begun, ended, ~nw.col(name).is_null()]
    if every_day(columns, longer):
        needed.append(nw.col(DAYS) > _day(nw.col(LAST)) - _day(nw.col(FIRST)))
    return {"complete": reduce(and_, needed)}


def _inside(groups: Table, period: str, others: Sequence[str], *, alone: bool) -> tuple[Any, Any]:
    """Tell which groups have an earlier, and which a later one in their series.

    In order: for a plain minimum, DuckDB would read the files a second time.
    """
    if isinstance(groups, nw.DataFrame):
        return _inside_eager(groups, period, others)
    key = nw.col(period)
    if alone:  # no two groups are of one period; the neighbours tell, all in one order
        before, after = (key.shift(n).over(*others, order_by=period) for n in (1, -1))
        return ~before.is_null(), ~after.is_null()
    first = key.cum_min().over(*others, order_by=period)
    last = key.cum_max(reverse=True).over(*others, order_by=period)
    return key > first, key < last


def _inside_eager(
    groups: nw.DataFrame[Any], period: str, others: Sequence[str]
) -> tuple[nw.Series[Any], nw.Series[Any]]:
    """Go through the groups, which are few: pandas' windows take ten times as long."""
    numbers = groups[period].to_list()
    keys = ([None if key != key else key for key in groups[name].to_list()] for name in others)
    series = list(zip(*keys, strict=True)) or [()] * len(numbers)
    known: dict[tuple[Any, ...], list[float]] = {}
    for of, number in zip(series, numbers, strict=True):
        known.setdefault(of, [])
        if number is not None and number == number:
            known[of].append(number)
    first = {of: min(found, default=inf) for of, found in known.items()}
    last = {of: max(found, default=-inf) for of, found in known.items()}
    rows = list(zip(numbers, series, strict=True))
    made = partial(nw.new_series, period, dtype=nw.Boolean, backend=groups.implementation)
    earlier = made(values=[number is not None and number > first[of] for number, of in rows])
    later = made(values=[number is not None and number < last[of] for number, of in rows])
    return earlier, later


def _refuse_no_time(table: Table, time: str) -> None:
    """Refuse what is no time, and moments whose time zone the engine does not keep.

    Such an engine would show days and hours by its own clock. As text, or as objects, dates stand
    in frames that were read from CSV, or by pandas from Parquet.
    """
    kind = types_of(table, [time])[time]
    if not kind.is_temporal():
        raise ColumnError.saying("no_time", where=time, kind=kind)
    zone = getattr(kind, "time_zone", None)
    engine = table.implementation
    if zone and not (engine.is_pandas_like() or engine.is_polars() or engine.is_pyarrow()):
        raise ColumnError.saying("forgotten_zone", where=time, engine=engine.name.lower())


def _day(time: nw.Expr) -> nw.Expr:
    """Count the days since 1 January of the year 1, a Monday, which is day 1."""
    return _days_before(time.dt.year()) + time.dt.ordinal_day()


def _days_before(year: nw.Expr) -> nw.Expr:
    """Count the days before 1 January of a year of the Gregorian calendar."""
    past = year - 1
    return past * 365 + past // 4 - past // 100 + past // 400


def _weekday(time: nw.Expr) -> nw.Expr:
    """Return 1 for Monday to 7 for Sunday; Spark's own numbering begins on Sunday."""
    days = _day(time) - 1
    return days - days // 7 * 7 + 1  # pandas has no remainder of PyArrow's whole numbers


def with_week(totals: Table) -> Table:
    """Add the parts of an ISO week's name: it belongs to the year in which its Thursday lies.

    One step after the other, because an engine repeats an expression wherever it is used.
    """
    near = nw.col(FIRST).dt.year()
    totals = totals.with_columns(
        _thursday=(_day(nw.col(FIRST)) - 1) // 7 * 7 + 4,
        _this=_days_before(near), _next=_days_before(near + 1), _year=near,
    )  # fmt: skip
    thursday, year = nw.col("_thursday"), nw.col("_year")
    early, late = thursday <= nw.col("_this"), thursday > nw.col("_next")
    totals = totals.with_columns(
        _year=nw.when(early).then(year - 1).when(late).then(year + 1).otherwise(year)
    )
    return totals.with_columns(_week=(thursday - _days_before(year) - 1) // 7 + 1)


def _week_name(time: nw.Expr) -> nw.Expr:
    week = nw.col("_week")
    between = nw.when(week < 10).then(nw.lit("-W0")).otherwise(nw.lit("-W"))
    return nw.concat_str(_written(nw.col("_year")), between, _written(week))


def _quarter_name(time: nw.Expr) -> nw.Expr:
    quarter = (time.dt.month() - 1) // 3 + 1
    return nw.concat_str(time.dt.to_string("%Y"), nw.lit("-Q"), _written(quarter))


def _written(number: nw.Expr) -> nw.Expr:
    """Write a whole number; pandas cannot write the missing ones, whose names are left out."""
    return number.fill_null(0).cast(nw.Int64).cast(nw.String)


def name_of_day(day: date, period: str) -> str:
    """Name the period in which one day lies.

    Examples
    --------
    >>> name_of_day(date(2019, 12, 30), "week"), name_of_day(date(2019, 12, 30), "quarter")
    ('2020-W01', '2019-Q4')
    """
    forms = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m"}
    return day.strftime(forms[period]) if period in forms else f"{day:%Y}-Q{(day.month + 2) // 3}"


Makers = dict[str, Callable[[nw.Expr], nw.Expr]]

PERIODS: Makers = {
    "day": _day,
    "week": lambda time: (_day(time) - 1) // 7,
    "month": lambda time: time.dt.year() * 12 + time.dt.month(),
    "quarter": lambda time: time.dt.year() * 4 + (time.dt.month() - 1) // 3,
    "weekday": _weekday,
    "hour": lambda time: time.dt.hour(),
}
"""What ``by`` may name: the number of the period in which a time lies. Monday is weekday 1."""

NAMES: Makers = {
    "day": lambda time: time.dt.to_string("%Y-%m-%d"),
    "week": _week_name,
    "month": lambda time: time.dt.to_string("%Y-%m"),
    "quarter": _quarter_name,
}
"""The names of periods, made from any time in them; weekdays and hours stay numbers."""

BEGINS: Makers = {
    "week": lambda time: _weekday(time) == 1,
    "month": lambda time: time.dt.day() == 1,
    "quarter": lambda time: (time.dt.day() == 1) & time.dt.month().is_in([1, 4, 7, 10]),
}
"""Whether a period begins on a day; only these periods are longer than one."""
