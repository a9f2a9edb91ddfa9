"""What a reader of computed values must know: mixed interactions, and changes of definition."""

from collections.abc import Iterable, Iterator, Mapping

from kpi_kit import breaks, labels
from kpi_kit.kpis import Figure, taken_by
from kpi_kit.periods import TIMES, Table
from kpi_kit.tables import INTERACTIONS_OF
from kpi_kit.totals import MIXED


def remarks(
    table: Table, item: Figure, given: Mapping[str, float], kinds: Iterable[str | None],
) -> Iterator[str]:  # fmt: skip
    """Say of one figure of an eager table what a reader must know.

    Parameters
    ----------
    table : Narwhals frame
        The rows.
    item : Kpi or Metric
        The figure.
    given : mapping of str to float
        As :func:`compute` takes it.
    kinds : iterable of str or None
        What the interactions of its groups count, as ``interactions_of`` tells.
    """
    counts = any(metric.column == "interactions" for metric in taken_by(item, given))
    if said := mixed_interactions(table, kinds if counts else ()):
        yield said
    yield from map(str, breaks_of(table, [item], given))


def mixed_interactions(table: Table, told: Iterable[str | None]) -> str:
    """Say of an eager table that interactions of several kinds are added up, if groups tell so."""
    if MIXED not in told:
        return ""
    kinds = sorted(table[INTERACTIONS_OF].drop_nulls().unique().to_list())
    return labels.text("message.mixed_interactions", kinds=labels.counted("; ".join(kinds)))


def breaks_of(
    table: Table, figures: Iterable[Figure], given: Mapping[str, float]
) -> list[breaks.SeriesBreak]:
    """Return the series breaks that the rows of an eager table run across."""
    columns = {metric.column for item in figures for metric in taken_by(item, given)}
    time = next((name for name in TIMES if name in table.columns), None)
    return breaks.crossed(table, columns, time) if time else []
