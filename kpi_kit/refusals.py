"""What compute refuses: sums that look right and are not, each with the way out."""

from collections.abc import Iterable, Mapping, Sequence

import narwhals as nw

from kpi_kit import labels
from kpi_kit.errors import AggregationError, ColumnError
from kpi_kit.kpis import Figure
from kpi_kit.metrics import Metric
from kpi_kit.periods import Table

Taken = Mapping[str, Sequence[Metric]]


def refuse_useless(given: Mapping[str, float], figures: Iterable[Figure], taken: Taken) -> None:
    """Refuse a given figure that nothing takes: it is misspelt, or a column would be ignored."""
    takes = {name for item in figures for name in (*item.inputs, *item.constants)}
    if any(m.aggregate in {"missed", "unique"} for metrics in taken.values() for m in metrics):
        takes.add("universe")
    for name in given:
        if name not in takes:
            raise ColumnError.missing(name, takes, where="given")


def refuse_counting_anew(table: Table, column: str, keys: Sequence[str]) -> None:
    """Refuse to add rows of which each kind counts everything anew."""
    kinds = table[column].unique().to_list()
    if len(kinds) < 2:
        return
    names = sorted(labels.NOTHING if kind is None or kind != kind else kind for kind in kinds)
    raise AggregationError.saying(
        "counted_anew", column=column, kinds=labels.quoted(names), keys=[*keys, column]
    )


def refuse_lazy_people(table: Table, taken: Taken) -> None:
    """Refuse people on a lazy frame: whether they add up shows only once it is collected."""
    for name, metric in _people(taken):
        if isinstance(table, nw.LazyFrame):
            raise AggregationError.saying("lazy_people", where=name, metric=metric.name)


def refuse_added_people(
    totals: Table, taken: Taken, keys: Sequence[str], given: Mapping[str, float]
) -> None:
    """Refuse people added up over rows, and hold out the bounds of what is true."""
    for name, metric in _people(taken):
        added = totals.filter(nw.col(f"{name}_rows") > 1)
        if len(added):
            raise _added_people(added.sort(keys) if keys else added, name, metric, keys, given)


def _people(taken: Taken) -> list[tuple[str, Metric]]:
    return [
        (name, m) for name, metrics in taken.items() for m in metrics if m.aggregate == "unique"
    ]


def _added_people(
    added: Table, name: str, metric: Metric, keys: Sequence[str], given: Mapping[str, float]
) -> AggregationError:
    """Say why people cannot be added up, and what is true instead."""
    low, high = nw.col(f"{name}__{metric.name}"), nw.col(f"{name}__{metric.name}_sum")
    # No more people can be reached than there are.
    most = nw.min_horizontal(high, nw.lit(given["universe"])) if "universe" in given else high
    bounds = added.select(
        *keys,
        nw.col(f"{name}_rows").cast(nw.Int64).alias("rows"),
        low.alias("at_least"),
        most.alias("at_most"),
    )
    first = bounds.row(0)
    at_least, at_most = (labels.number(value) for value in first[-2:])
    group = ", ".join(str(value) for value in first[: len(keys)]) or labels.text("message.whole")
    error = AggregationError.saying(
        "added_people", where=labels.name_of(name), rows=labels.number(first[len(keys)]),
        group=group, at_least=at_least, at_most=at_most, by=list(keys),
    )  # fmt: skip
    error.bounds = nw.maybe_reset_index(bounds).to_native()
    return error
