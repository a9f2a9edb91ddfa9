"""Groups of rows put together, each column as its metric allows.

One rule of Narwhals shapes this file: inside ``agg`` only plain columns are right on every
engine. So everything that is masked or derived becomes a column first, plain columns are
aggregated, and arithmetic on the totals comes last. Columns that are aggregated alike are named
together: pandas then goes over them once.

A figure counts only the rows in which all its columns are present. Two figures that need the same
columns share what is made for them, and a column known to be complete needs no mask at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import and_

import narwhals as nw

from kpi_kit.metrics import Metric
from kpi_kit.periods import (
    DAYS,
    FIRST,
    LAST,
    Table,
    asked,
    columns_of,
    complete,
    every_day,
    names,
    numbers,
    quick,
    time_column,
    with_week,
)  # fmt: skip
from kpi_kit.stocks import owner_of, with_opening

Figures = Mapping[str, Sequence[Metric]]
Columns = dict[str, nw.Expr]

MIXED = "mixed"  # a group whose rows are of several kinds
NOBODY_LEFT = -1e9  # the logarithm of a share of which nothing is left

MISSING_BY_ITSELF = {"mean", "median", "max", "months"}
"""What is missing on every engine where nothing is there; a sum is 0 then, and has to be hidden."""


AGAIN = {"sum": "sum", "count": "sum", "min": "min", "max": "max"}
"""How totals of parts of a group are put together, by what they are; a median cannot be."""


@dataclass(frozen=True)
class Totals:
    """The groups, and what can be told of them: nothing is worked out that nobody asks for.

    Attributes
    ----------
    groups : Narwhals frame
        One row per group: the keys and plain aggregations.
    keys : list of str
        What divides the groups.
    columns : dict of str to Narwhals expression
        What is made from the aggregations, by name. Where a figure has no rows, its sums are 0.
    known : dict of str to Narwhals expression
        Of each figure that some group has no value of: whether it has one.
    """

    groups: Table
    keys: list[str]
    columns: Columns
    known: Columns

    @property
    def named_keys(self) -> Columns:
        """The keys, periods by the names that people read."""
        return {key: self.columns.get(key, nw.col(key)) for key in self.keys}

    def where_known(self, figure: str, value: nw.Expr) -> nw.Expr:
        """Leave a figure's value out of the groups that have no rows for it.

        Once, for the value: pandas takes longer for one such choice than for a whole formula.
        """
        return nw.when(self.known[figure]).then(value) if figure in self.known else value


def total(
    table: Table,
    figures: Figures,
    by: Sequence[str],
    *,
    given: Mapping[str, float] | None = None,
    kinds: Sequence[str] = (),
) -> Totals:
    """Put the rows of each group together, figure by figure.

    A figure uses only the rows in which all its metrics are present, in numerator and
    denominator alike. Where it has none, its value is missing, not zero. People are not added
    up: their figure is missing unless one row alone tells it.

    Parameters
    ----------
    table : Narwhals frame
        Rows with the metrics' columns: floats whose missing values are null.
    figures : mapping of str to sequence of Metric
        What each figure takes.
    by : sequence of str
        Columns, or names of :data:`~kpi_kit.periods.PERIODS`; none for the whole table.
    given : mapping of str to float, optional
        Figures that no export holds, such as the universe.
    kinds : sequence of str, optional
        Columns of text of which each group should have one value: that value is told, or
        :data:`MIXED`.

    Returns
    -------
    Totals
        One row per group, none without rows: the keys, ``rows``, ``complete`` where the keys are
        periods longer than a day, and per figure ``<figure>_rows`` (rows used) and
        ``<figure>__<metric>`` (the total).
    """
    columns = columns_of(table)
    periods, keys = asked(by, columns), list(by)
    every = [metric for metrics in figures.values() for metric in metrics]
    stocks = {metric.column for metric in every if metric.aggregate in {"first", "months"}}
    made = numbers(table, columns, periods)
    plan = _Plan(with_opening(table, columns, stocks), columns, keys, made, given or {})
    for figure, metrics in figures.items():
        plan.add(figure, metrics)
    for kind in kinds:
        plan.add_kind(kind)
    if not periods:
        groups = plan.grouped()
        return Totals(groups, keys, plan.totals, plan.known_in(groups))
    time = time_column(columns)
    ends = "period_end" if time == "period_start" else time
    moments = {"first": time, "last": ends}
    if every_day(columns, periods):
        moments["days"] = time
    groups = plan.grouped(**moments)
    known = plan.known_in(groups)
    groups = with_week(groups) if "week" in periods else groups
    others = [key for key in keys if key not in periods]
    marks = complete(groups, periods, others, columns) | names(periods)
    return Totals(groups, keys, plan.totals | marks, known)


class _Plan:
    """What has to be made before, in and after the one aggregation, each thing once."""

    def __init__(
        self, table: Table, columns: list[str], keys: list[str], made: Columns,
        given: Mapping[str, float],
    ) -> None:  # fmt: skip
        self.table, self.columns, self.keys, self.given = table, columns, keys, given
        self.missing: dict[str, int] = {}
        """How many values each column of an eager table lacks."""
        self.parts = dict(made)
        """Columns to make from the rows, first of all the keys that are periods."""
        self.edges: Columns = {}
        """Columns to make after them, for they look at the other rows with the same keys."""
        self.sums: dict[str, dict[str, None]] = defaultdict(dict)
        """Columns to aggregate, by how."""
        self.kinds: list[str] = []
        """Columns of which it is told whether a group has one value."""
        self.totals: Columns = {}
        """What each figure takes, made from the aggregations."""
        self.known: dict[str, tuple[str, nw.Expr]] = {}
        """Of figures that a group may not have: what counts its rows, and whether it has one."""

    def grouped(self, **moments: str) -> Table:
        """Aggregate what is planned, and the first and last of moments, once per group.

        The engine gets the columns that are aggregated and no others: each takes time to plan.
        """
        again = self.sums.keys() <= AGAIN.keys() and "days" not in moments
        apart = self.kinds if again and quick(self.table) else []
        if not apart:
            for kind in self.kinds:
                for edge in ("min", "max"):
                    self._sum(kind, edge)
        aggregated = [column for columns in self.sums.values() for column in columns]
        taken = dict.fromkeys([*self.keys, *apart, *aggregated, *moments.values()])
        table = self.table
        if self.edges:
            table = table.with_columns(**self.parts) if self.parts else table
            table, self.parts = table.with_columns(**self.edges), {}
        if taken:
            made = {column: self.parts[column] for column in taken if column in self.parts}
            plain = [column for column in taken if column not in made]
            table = table.select(*([nw.col(*plain)] if plain else []), **made)
        sums = [
            getattr(nw.col(*columns), how)().name.suffix(f"__{how}")
            for how, columns in self.sums.items()
        ]
        if moments:
            sums.append(nw.col(moments["first"]).min().alias(FIRST))
            sums.append(nw.col(moments["last"]).max().alias(LAST))
        if "days" in moments:
            sums.append(nw.col(moments["days"]).n_unique().alias(DAYS))
        rows = nw.len().alias("rows")
        if apart:
            table = table.group_by([*self.keys, *apart]).agg(rows, *sums)
            rows, sums = nw.col("rows").sum(), [*self._again(apart, moments)]
        if self.keys:
            return self._counted_whole(table.group_by(self.keys).agg(rows, *sums))
        whole = self._counted_whole(table.select(rows, *sums))
        some = isinstance(table, nw.DataFrame) and len(table)
        return whole if some else whole.filter(nw.col("rows") > 0)

    def _counted_whole(self, groups: Table) -> Table:
        """Make every count a whole number of 64 bits; Polars counts in fewer."""
        if not groups.implementation.is_polars():
            return groups
        counts = [f"{column}__count" for column in self.sums.get("count", ())]
        return groups.with_columns(nw.col("rows", *counts).cast(nw.Int64))

    def _again(self, apart: Iterable[str], moments: Iterable[str]) -> Iterator[nw.Expr]:
        """Put the totals of each kind together: so texts are compared by kind, not by row."""
        for how, columns in self.sums.items():
            yield getattr(nw.col(*(f"{column}__{how}" for column in columns)), AGAIN[how])()
        if moments:
            yield from (nw.col(FIRST).min(), nw.col(LAST).max())
        for how in ("min", "max"):
            yield getattr(nw.col(*apart), how)().name.suffix(f"__{how}")

    def known_in(self, groups: Table) -> Columns:
        """Return whether a figure is known, for those that some group may not have."""
        counts = {count for count, _ in self.known.values()}
        if counts and isinstance(groups, nw.DataFrame):
            (fewest,) = groups.select(nw.col(*sorted(counts)).min()).rows(named=True)
            counts = {count for count in counts if not fewest[count]}
        return {figure: known for figure, (count, known) in self.known.items() if count in counts}

    def add(self, figure: str, metrics: Sequence[Metric]) -> None:
        """Plan the totals of one figure."""
        needed = sorted({metric.column for metric in metrics if metric.needed})
        gaps = self._gaps(needed)
        count = self._count(gaps)
        used = self.totals[f"{figure}_rows"] = nw.col(count)
        ways = {metric.aggregate for metric in metrics} - {"given"}
        if "unique" in ways:
            self.known[figure] = count, used == 1
        elif gaps and ways - MISSING_BY_ITSELF:
            self.known[figure] = count, used > 0
        for metric in metrics:
            if metric.aggregate != "given":
                self.totals[f"{figure}__{metric.name}"] = self._total(metric, gaps)

    def add_kind(self, column: str) -> None:
        """Plan to tell of which kind the rows of a group are."""
        if isinstance(self.table, nw.DataFrame):
            found = self.table[column].drop_nulls().unique().to_list()
            if len(found) < 2 or not self.keys:  # nothing has to be looked for in every group
                one = MIXED if len(found) > 1 else found[0] if found else None
                self.totals[column] = nw.lit(one, dtype=nw.String)
                return
        self.kinds.append(column)
        one, other = (nw.col(f"{column}__{edge}") for edge in ("min", "max"))
        several = ~one.is_null() & (one != other)  # to pandas, one missing value is unlike another
        self.totals[column] = nw.when(several).then(nw.lit(MIXED)).otherwise(one)

    def _total(self, metric: Metric, gaps: list[str]) -> nw.Expr:
        """Return a metric's total, as made from aggregations."""
        match metric.aggregate:
            case "sum":
                return self._sum(self._masked(metric.column, gaps))
            case "mean" | "median" | "max":
                return self._sum(self._masked(metric.column, gaps), metric.aggregate)
            case "unique":
                return self._sum(self._masked(metric.column, gaps), "max")
            case "rows" if not metric.column:
                return nw.col(self._count(gaps))
            case "rows":
                return self._sum(self._counted(metric, gaps))
            case "missed":
                return self._sum(self._missed(metric, gaps)).exp()
            case "first" | "last":
                return self._sum(self._at_edge(metric, gaps))
            case _:
                return self._months(gaps)

    def _count(self, gaps: list[str]) -> str:
        """Count the rows in which nothing is missing."""
        if not gaps:
            return "rows"
        column = self._masked(gaps[0], gaps)
        self.sums["count"][column] = None
        return f"{column}__count"

    def _gaps(self, columns: list[str]) -> list[str]:
        """Return the columns in which values are missing; a lazy frame may miss them anywhere."""
        if isinstance(self.table, nw.LazyFrame):
            return columns
        for name in columns:
            if name not in self.missing:
                self.missing[name] = self.table[name].null_count()
        return [name for name in columns if self.missing[name]]

    def _sum(self, column: str, how: str = "sum") -> nw.Expr:
        """Aggregate a column, once."""
        self.sums[how][column] = None
        return nw.col(f"{column}__{how}")

    def _part(self, name: str, value: nw.Expr) -> str:
        self.parts[name] = value
        return name

    def _masked(self, column: str, gaps: list[str]) -> str:
        """Return a column that is empty where another one of the figure's is."""
        others = [gap for gap in gaps if gap != column]
        if not others:
            return column
        name = f"_{column}_where_{'_and_'.join(others)}"
        return self._part(name, nw.when(_present(others)).then(nw.col(column)))

    def _counted(self, metric: Metric, gaps: list[str]) -> str:
        """Make a column of ones, and zeros where the row is not of the wanted kind."""
        if metric.equals:
            wanted = nw.col(metric.column) == metric.equals
        else:
            wanted = ~nw.col(metric.column).is_null()
        one = nw.when(wanted).then(nw.lit(1.0)).otherwise(nw.lit(0.0))
        name = f"_{metric.name}_where_{'_and_'.join(gaps)}"
        return self._part(name, nw.when(_present(gaps)).then(one) if gaps else one)

    def _missed(self, metric: Metric, gaps: list[str]) -> str:
        """Make a column of the logarithm of the share that was not reached: sums are products."""
        left = 1 - nw.col(metric.column) / self.given["universe"]
        some = nw.when(left > 0).then(left).otherwise(nw.lit(1.0))
        logarithm = nw.when(left > 0).then(some.log()).otherwise(nw.lit(NOBODY_LEFT))
        present = _present([*gaps, metric.column])
        missed = nw.when(present).then(logarithm)
        return self._part(f"_{metric.name}_where_{'_and_'.join(gaps)}", missed)

    def _at_edge(self, metric: Metric, gaps: list[str]) -> str:
        """Make a column that is empty but on the first or last day of each owner and group.

        Several rows of that day, such as its posts, tell the same stock and share it.
        """
        day = time_column(self.columns)
        time = nw.col(day)
        present = _present([*gaps, metric.column])
        seen = nw.when(present).then(time)
        edge = seen.min() if metric.aggregate == "first" else seen.max()
        group = dict.fromkeys([*self.keys, *owner_of(self.columns)])
        source = f"_opening_{metric.column}" if metric.aggregate == "first" else metric.column
        stock = nw.col(source) / seen.count().over(*group, day)
        edge = edge.over(*group) if group else edge
        at_edge = nw.when(present & (time == edge)).then(stock)
        name = f"_{metric.name}_where_{'_and_'.join(gaps)}"
        self.edges[name] = at_edge
        return name

    def _months(self, gaps: list[str]) -> nw.Expr:
        """Count the months between two closing days, whole months exactly.

        The close of 31 January is the opening of 1 February, so both days are moved by one: from
        there to 1 July it is five months, whatever their lengths.
        """
        opened, closed = nw.col("_opened"), nw.col(time_column(self.columns))
        if gaps:
            opened, closed = (nw.when(_present(gaps)).then(day) for day in (opened, closed))
        stem = f"_{{}}_where_{'_and_'.join(gaps)}"
        first = self._sum(self._part(stem.format("opened"), opened), "min")
        last = self._sum(self._part(stem.format("closed"), closed), "max")
        start, end = (day + timedelta(days=1) for day in (first, last))
        years, days = end.dt.year() - start.dt.year(), end.dt.day() - start.dt.day()
        return years * 12.0 + (end.dt.month() - start.dt.month()) + days / (365.25 / 12)


def _present(columns: Iterable[str]) -> nw.Expr:
    return reduce(and_, (~nw.col(column).is_null() for column in columns))
