"""What compute refuses: sums that look right and are not, each with the way out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import narwhals as nw

from kpi_kit import formatting, labels
from kpi_kit.errors import AggregationError, ColumnError, ComparisonError
from kpi_kit.kpis import KPIS, Figure
from kpi_kit.metrics import METRICS, Metric
from kpi_kit.periods import TIMES, Table
from kpi_kit.tables import TABLES
from kpi_kit.totals import Totals, total

if TYPE_CHECKING:
    import pandas as pd

Taken = Mapping[str, Sequence[Metric]]

IN_ORDER = {"first", "last", "months", "median"}
"""What needs rows in order, which a frame in partitions does not have."""

PEOPLE = {metric.column for metric in METRICS.values() if metric.aggregate == "unique"}
"""The columns that count people; each row's are part of the universe."""

WHEN = {
    "post": {"published_on", "published_at"},
    "day": {"date"},
    "order": {"ordered_on", "ordered_at"},
}
"""The columns by which rows of posts, days and orders are known."""


def refuse_useless(given: Mapping[str, float], figures: Iterable[Figure], taken: Taken) -> None:
    """Refuse a given figure that nothing takes: it is misspelt, or a column would be ignored."""
    takes = {name for item in figures for name in (*item.inputs, *item.constants)}
    if any(m.aggregate in {"missed", "unique"} for metrics in taken.values() for m in metrics):
        takes.add("universe")
    for name in given:
        if name not in takes:
            raise ColumnError.missing(name, takes, where="given")


def refuse_small_universe(table: Table, taken: Taken, given: Mapping[str, float]) -> None:
    """Refuse a universe in which not even those fit whom a single row has reached.

    A lazy frame is not looked into.
    """
    if "universe" not in given or isinstance(table, nw.LazyFrame):
        return
    people = {m.column for metrics in taken.values() for m in metrics if m.column in PEOPLE}
    for column in sorted(people):
        most = table[column].max()
        if most is not None and most > given["universe"]:
            raise AggregationError.saying(
                "small_universe", where="given", shown=labels.name_of("universe"),
                universe=formatting.number(given["universe"]),
                column=labels.name_of(column), most=formatting.number(most),
            )  # fmt: skip


def one_currency(values: "pd.DataFrame", where: str) -> str | None:
    """Return the currency of amounts that are put side by side; none where nobody tells it.

    Raises
    ------
    ComparisonError
        If there are several, or one and amounts whose currency nobody knows.
    """
    found: Iterable[object] = values.get("currency", ())
    known = {name for name in found if isinstance(name, str)}
    unknown = {labels.NOTHING for name in found if known and not isinstance(name, str)}
    if len(told := sorted(known) + sorted(unknown)) > 1:
        raise ComparisonError.saying("two_currencies", where=where, currencies=", ".join(told))
    return told[0] if told else None


def refuse_other_rows(figures: Mapping[str, Figure], taken: Taken, columns: Iterable[str]) -> None:
    """Refuse figures of single posts, days or orders where a row is something else.

    What a row is shows in the column that says when it happened. Without one nobody knows, and
    the rows are taken for what the figure needs.
    """
    times = {*TIMES, *(time for times in WHEN.values() for time in times)} & set(columns)
    for name, item in figures.items():
        for each in (item.each_row, *(metric.each_row for metric in taken[name])):
            if each and times and not times & WHEN[each]:
                shown = labels.name_of(name)
                message = {"post": "no_post", "day": "no_day", "order": "no_order"}[each]
                raise AggregationError.saying(message, where=shown, column=min(times))


def refuse_unordered(table: Table, totals: Taken) -> None:
    """Refuse on Dask what it has no order for, before it fails in the middle or later."""
    if not table.implementation.is_dask():
        return
    for name, metrics in totals.items():
        for metric in metrics:
            if metric.aggregate in IN_ORDER:
                shown = labels.name_of(metric.name)
                raise AggregationError.saying("unordered", where=labels.name_of(name), name=shown)


def refuse_counting_anew(table: Table, column: str, keys: Sequence[str]) -> None:
    """Refuse to add rows of which each kind counts everything of its channel anew.

    One channel's placements beside another's campaigns without a breakdown count nothing twice.
    """
    whole = ["channel"] if "channel" in table.columns else []
    kinds: dict[tuple[str, ...], list[str]] = {}
    for *channel, kind in table.select(*whole, column).unique().rows():
        name = labels.NOTHING if kind is None or kind != kind else kind
        kinds.setdefault(tuple(channel), []).append(name)
    names = next((sorted(several) for several in kinds.values() if len(several) > 1), None)
    if names is None:
        return
    raise AggregationError.saying(
        "counted_anew", column=column, kinds=formatting.quoted(names), keys=[*keys, column]
    )


def refuse_added_people(
    table: Table, totals: Totals, taken: Taken, keys: Sequence[str], given: Mapping[str, float]
) -> None:
    """Refuse people added up over the rows of an eager table, and hold out what is true instead.

    Whether a lazy frame would add people up shows only once it is collected; there the totals
    leave such groups empty.
    """
    if isinstance(table, nw.LazyFrame):
        return
    for name, metric in people(taken):
        if len(totals.groups.filter(totals.columns[f"{name}_rows"] > 1)):
            raise _added_people(table, name, metric.name, keys, given)


def people(taken: Taken) -> list[tuple[str, Metric]]:
    """Return the metrics that count people, each with the figure that takes it."""
    return [
        (name, m) for name, metrics in taken.items() for m in metrics if m.aggregate == "unique"
    ]


def _added_people(
    table: Table, name: str, metric: str, keys: Sequence[str], given: Mapping[str, float]
) -> AggregationError:
    """Say why people cannot be added up, and what is true instead."""
    figures = _alternatives(table, metric, keys, given)
    largest, gross = f"largest_{metric}", f"gross_{metric}"
    at_most = nw.col(gross)
    if "universe" in given:  # no more people can be reached than there are
        at_most = nw.min_horizontal(at_most, nw.lit(float(given["universe"])))
    bounds = figures.select(*keys, "rows", at_least=nw.col(largest), at_most=at_most)
    first = figures.rows(named=True)[0] | bounds.rows(named=True)[0]
    shown = {column: formatting.number(first[column]) for column in first if column not in keys}
    error = AggregationError.saying(
        "added_people", where=labels.name_of(name), metric=metric,
        group=", ".join(_known(first, keys)) or labels.text("message.whole"),
        gross=shown[gross], gross_name=labels.name_of(gross), call=_call(figures, keys, given),
        **{part: shown[part] for part in ("rows", "at_least", "at_most")},
        more="".join(f"\n{line}" for line in _more(shown, metric, len(figures))),
    )  # fmt: skip
    error.bounds, error.alternatives = bounds.to_native(), figures.to_native()
    return error


def _known(group: Mapping[str, object], keys: Sequence[str]) -> Iterator[str]:
    """Name a group by what it has in its keys; a row without a breakdown has none to name."""
    for key in keys:
        value = group[key]
        if value is not None and value == value:  # pandas has NaN for what is missing
            yield str(value)


def _alternatives(
    table: Table, metric: str, keys: Sequence[str], given: Mapping[str, float]
) -> Table:
    """Compute what may be said of each group of several rows, under the names it has."""
    wanted: dict[str, Figure] = {n: METRICS[n] for n in (f"largest_{metric}", f"gross_{metric}")}
    if metric == "reach" and "universe" in given:
        wanted["reach_if_independent"] = KPIS["reach_if_independent"]
    taken = {name: [METRICS[i] for i in item.inputs] for name, item in wanted.items()}
    totals = total(table, taken, keys, given=given)
    told = totals.columns
    values = {
        name: item.formula(**{i: told.get(f"{name}__{i}", given.get(i)) for i in item.inputs})
        for name, item in wanted.items()
    }
    rows = told[f"gross_{metric}_rows"]
    several = totals.groups.filter(rows > 1).select(**totals.named_keys, rows=rows, **values)
    return nw.maybe_reset_index(several.sort(keys) if keys else several)


def _call(figures: Table, keys: Sequence[str], given: Mapping[str, float]) -> str:
    """Write the call that gives the alternatives."""
    wanted = [name for name in figures.columns if name not in {*keys, "rows"}]
    options = f", by={list(keys)}" if keys else ""
    if "reach_if_independent" in wanted:
        options += f", given={{'universe': {given['universe']}}}"
    return f"kk.compute(…, {wanted}{options})"


def _more(shown: Mapping[str, str], metric: str, groups: int) -> Iterator[str]:
    """Say what can be said of some groups only."""
    if "reach_if_independent" in shown:
        yield labels.text("message.independent_people", estimate=shown["reach_if_independent"])
    if metric in TABLES["periods"].columns:
        yield labels.text("message.platform_figure", metric=metric)
    if groups > 1:
        yield labels.text("message.further_groups", groups=formatting.number(groups))
