"""Every number can be traced: the formula behind a value, its figures, rows and files."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpi_kit import formatting, labels
from kpi_kit.errors import AggregationError, ColumnError
from kpi_kit.explanation import Explanation
from kpi_kit.kpis import Figure, figure, taken_by
from kpi_kit.metrics import Metric
from kpi_kit.notation import Symbol, named, symbol, unfolded, written
from kpi_kit.periods import PERIODS, Table, asked, named_rows
from kpi_kit.remarks import breaks_of, remarks
from kpi_kit.tables import INTERACTIONS_OF
from kpi_kit.totals import MIXED
from kpi_kit.values import totalled, value_of

FILE, ROW = "source_file", "source_row"

Places = NDArray[np.intp]

Told = Mapping[str, Any]
"""A group's keys and totals, and the value of each figure."""


def explain(
    frame: Any,
    kpi: str | Figure | Callable[..., Any],
    *,
    given: Mapping[str, float] | None = None,
    **where: object,
) -> Explanation:
    """Unfold a value into its formula, the figures in it, rows, files and warnings.

    Parameters
    ----------
    frame : frame
        Rows of a canonical table, or any frame with the metrics' columns; not a lazy one.
    kpi : str, Kpi, Metric or function
        What :func:`~kpi_kit.compute` takes.
    given : mapping of str to float, optional
        Figures that no export holds.
    **where : object
        Which group: ``channel="instagram"``, ``month="2026-05"``; columns and periods as in
        ``by``.

    Returns
    -------
    Explanation
        Shown as text; ``.latex`` is the formula, ``.rows`` a table of the rows.

    Raises
    ------
    AggregationError, ColumnError
        As :func:`~kpi_kit.compute` does; also for a lazy frame and for a group without rows.

    See Also
    --------
    traces : The same for all values of a table at once.

    Examples
    --------
    >>> posts = pd.DataFrame({"interactions": [1, 90, 5], "reach": [10, 1000, None],
    ...                       "source_file": "posts.csv", "source_row": ["2", "3", "4"]})
    >>> print(explain(posts, "engagement_rate_by_reach"))  # doctest: -NORMALIZE_WHITESPACE
    Engagement rate by reach = Interactions ÷ Gross reach
                             = 91 ÷ 1,010
                             = 9.01%
    Rows used: 2 of 3
      posts.csv: 2–3
    Rows left out: 1; missing: Reach
      posts.csv: 4
    """
    table = _selected(_eager(frame), where)
    found = list(_explained(table, [figure(kpi)], list(where), given or {}))
    if not found:
        raise AggregationError.saying("nothing_to_explain")
    if len(found) > 1:
        currencies = [str(one.group["currency"]) for one in found]
        raise AggregationError.saying("several_currencies", found=formatting.quoted(currencies))
    return found[0]


def explanations(
    frame: Any,
    kpis: Iterable[str | Figure | Callable[..., Any]],
    *,
    by: str | Sequence[str] = (),
    given: Mapping[str, float] | None = None,
) -> list[Explanation]:
    """Unfold every value that :func:`~kpi_kit.compute` gives for the same arguments, at once.

    Parameters
    ----------
    frame, kpis, by, given
        As in :func:`~kpi_kit.compute`; the frame must not be a lazy one.

    Returns
    -------
    list of Explanation
        Group by group in the order of compute, and in each the KPIs in the order asked for.
        ``group`` holds the group's keys.
    """
    figures = [figure(kpi) for kpi in kpis]
    return list(_explained(_eager(frame), figures, by, given or {}))


def traces(
    frame: Any,
    kpis: Iterable[str | Figure | Callable[..., Any]],
    *,
    by: str | Sequence[str] = (),
    given: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Tell of every value that :func:`~kpi_kit.compute` gives what stands behind it, at once.

    Parameters
    ----------
    frame : frame
        Rows of a canonical table, or any frame with the metrics' columns; not a lazy one.
    kpis, by, given
        As in :func:`~kpi_kit.compute`.

    Returns
    -------
    DataFrame
        One row per value, in the order of compute: the keys, ``kpi``, ``value``, ``shown`` (as
        the reader sees it), ``formula`` in words, ``figures`` (the formula with its totals; empty
        where it speaks of single rows), ``rows_used``, ``rows``, ``sources`` (files and rows that
        were used), ``left_out`` (files and rows that were not, and what they lack),
        ``interactions_of`` and ``warnings``. Texts are in the reader's language.

    Raises
    ------
    AggregationError, ColumnError
        As :func:`~kpi_kit.compute` does; also for a lazy frame.

    See Also
    --------
    explain : One value, as text or LaTeX, with a table of its rows.

    Examples
    --------
    >>> posts = pd.DataFrame({"channel": ["x", "x", "youtube"], "likes": [1, 4, 2],
    ...                       "source_file": "posts.csv", "source_row": ["2", "3", "4"]})
    >>> traces(posts, ["likes"], by="channel")[["channel", "value", "sources"]]
       channel  value         sources
    0        x    5.0  posts.csv: 2–3
    1  youtube    2.0    posts.csv: 4
    """
    found = explanations(frame, kpis, by=by, given=given)
    return pd.DataFrame([_row(one) for one in found])


def _row(one: Explanation) -> dict[str, object]:
    """Write an explanation as the row of a table."""
    left_out = (
        f"{rows} ({labels.text('explain.lacking', columns=columns)})"
        for columns, rows in one.left_out.items()
    )
    return dict(one.group) | {
        "kpi": one.name,
        "value": one.value,
        "shown": one.shown,
        "formula": one.formula.text,
        "figures": one.figures.text if one.figures else "",
        "rows_used": int(one.used.sum()),
        "rows": len(one.used),
        "sources": one.sources,
        "left_out": "; ".join(left_out),
        "interactions_of": one.interactions_of,
        "warnings": "; ".join(one.warnings),
    }


def _eager(frame: Any) -> Table:
    table: Table = nw.from_native(frame)
    if isinstance(table, nw.LazyFrame):
        raise AggregationError.saying("lazy_explanation")
    return table


def _explained(
    table: Table, figures: Sequence[Figure], by: str | Sequence[str], given: Mapping[str, float]
) -> Iterator[Explanation]:
    """Explain every value of every group; what all have in common is worked out once."""
    items = {item.name: item for item in figures}
    used, totals, keys = totalled(table, items, by, given)
    values = {f"{name}__value": value_of(item, totals, given) for name, item in items.items()}
    told = totals.named_keys | totals.columns | values
    groups = totals.groups.select(**told)
    groups = _frame(groups.sort(keys) if keys else groups, groups.columns)
    places = _places(used, groups, keys)
    source = _source(used)
    rows = {name: _rows(used, source, taken_by(item, given)) for name, item in items.items()}
    broken = breaks_of(used, figures, given)
    records: list[dict[str, Any]] = groups.to_dict("records")  # type: ignore[assignment]
    for at, group in enumerate(records):
        key = {key: group[key] for key in keys}
        # No group runs across a series break that the whole table does not run across.
        near = [found for found in broken if key.get("channel", found.channel) == found.channel]
        metrics = {metric for found in near for metric in found.metrics}
        kinds = [group.get(INTERACTIONS_OF)]
        said = metrics | ({"interactions"} if kinds == [MIXED] else set())
        here = used[places[at].tolist(), :] if said else used
        for name, item in items.items():
            concerned = any(metric.column in said for metric in taken_by(item, given))
            warned = tuple(remarks(here, item, given, kinds)) if concerned else ()
            yield _explanation(item, group, key, rows[name], places[at], given, warned)


def _frame(table: Table, columns: Iterable[str]) -> pd.DataFrame:
    """Copy columns into pandas, of whatever engine; Polars would need PyArrow for it."""
    names = list(columns)
    if names and table.implementation.is_pandas():
        return table.select(*names).to_native().reset_index(drop=True)  # type: ignore[no-any-return]
    return pd.DataFrame({name: table[name].to_list() for name in names}, index=range(len(table)))


def _places(used: Table, groups: pd.DataFrame, keys: Sequence[str]) -> dict[int, Places]:
    """Return the places of each group's rows."""
    if not keys:
        return {0: np.arange(len(used))}
    rows = _frame(named_rows(used, asked(keys, used.columns)), keys)
    numbers = groups[list(keys)].assign(_group=range(len(groups)))
    found = rows.merge(numbers, on=list(keys), how="left")["_group"]
    return {at: np.flatnonzero(found == at) for at in range(len(groups))}


def _explanation(
    item: Figure, told: Told, group: Told, rows: pd.DataFrame, places: Places,
    given: Mapping[str, float], warned: tuple[str, ...],
) -> Explanation:  # fmt: skip
    """Put together what is told of one value."""
    value = told[f"{item.name}__value"]
    value = math.nan if value is None else float(value)
    metrics, currency = taken_by(item, given), group.get("currency")
    counts = any(metric.column == "interactions" for metric in metrics)
    kind = told.get(INTERACTIONS_OF) if counts else None
    return Explanation(
        name=item.name,
        value=value,
        formula=_formula(item, metrics, given),
        figures=_figures(item, metrics, told, given, currency),
        shown=formatting.shown(value, item.unit, currency=currency),
        table=rows,
        places=places,
        warnings=warned,
        interactions_of=kind if isinstance(kind, str) and kind != MIXED else "",
        group=group,
    )


def _formula(item: Figure, metrics: Sequence[Metric], given: Mapping[str, float]) -> Symbol:
    """Write the formula in words; of a metric, how its rows become one figure."""
    if isinstance(item, Metric):
        text = _aggregated(item)
        return Symbol(text, rf"\text{{{text}}}")
    formula = _as_shown(item, unfolded(item, {m.name: named(m.name) for m in metrics}, given))
    if item.of == "totals":
        return formula
    lead = labels.text(f"explain.{item.of}", formula="")
    return Symbol(f"{lead}{formula.text}", rf"\text{{{lead}}}{formula.latex}")


def _aggregated(metric: Metric) -> str:
    """Say how the rows become one figure; where they are counted, which of them."""
    if metric.aggregate != "rows":
        return labels.text(f"explain.{metric.aggregate}", formula=labels.name_of(metric.name))
    counted = "equal" if metric.equals else "filled" if metric.column else "counted"
    column, value = (formatting.quoted([part]) for part in (metric.column, metric.equals))
    return labels.text(f"explain.rows_{counted}", column=column, value=value)


def _as_shown(item: Figure, formula: Symbol) -> Symbol:
    """Points are shown times 100; without it the line would not come out."""
    return formula * 100 if item.unit == "points" else formula


def _figures(
    item: Figure, metrics: Sequence[Metric], told: Told, given: Mapping[str, float],
    currency: str | None,
) -> Symbol | None:  # fmt: skip
    """Write the formula with its totals; single rows have none, and a metric is its own."""
    if isinstance(item, Metric) or item.of != "totals":
        return None
    inputs = {}
    for metric in metrics:
        if metric.name in given:
            inputs[metric.name] = symbol(given[metric.name])
        else:
            total = told[f"{item.name}__{metric.name}"] if told[f"{item.name}_rows"] else None
            total = math.nan if total is None else total
            inputs[metric.name] = written(formatting.shown(total, metric.unit, currency=currency))
    return _as_shown(item, unfolded(item, inputs, given))


def _selected(table: Table, where: Mapping[str, object]) -> Table:
    """Return the rows of the group that is meant."""
    columns = table.columns
    for name in where:
        if name not in columns and name not in PERIODS:
            raise ColumnError.missing(name, [*columns, *PERIODS], where="explain")
    rows = named_rows(table, asked(list(where), columns))
    for name, value in where.items():
        rest = rows.filter(nw.col(name) == value)
        if not len(rest):
            known = sorted(map(str, rows[name].drop_nulls().unique().to_list()))
            raise ColumnError.missing(str(value), known, where=f"explain({name}=…)")
        rows = rest
    return rows.select(columns)


def _source(used: Table) -> pd.DataFrame:
    """Say of each row in which file it stands, and where."""
    source = {
        "file": used[FILE].to_list() if FILE in used.columns else "",
        "row": used[ROW].to_list() if ROW in used.columns else map(str, range(1, len(used) + 1)),
    }
    return pd.DataFrame(source, index=range(len(used)))


def _rows(used: Table, source: pd.DataFrame, metrics: Sequence[Metric]) -> pd.DataFrame:
    """List the rows with what they hold and whether they could be used."""
    rows = _frame(used, dict.fromkeys(m.column for m in metrics if m.column))
    needed = list(dict.fromkeys(m.column for m in metrics if m.needed))
    whole, missing = _lacking(rows[needed])
    columns = {str(name): rows[name].array for name in rows}
    return source.assign(used=whole, missing=missing, **columns)


def _lacking(needed: pd.DataFrame) -> tuple[Any, Any]:
    """Return which rows can be used, and the names of what each of them lacks."""
    lacking = needed.isna().to_numpy(dtype=bool)
    powers = 1 << np.arange(len(needed.columns))  # a number for each pattern: faster than rows
    patterns, which = np.unique(lacking @ powers, return_inverse=True)
    names = [labels.name_of(name) for name in needed.columns]
    told = [", ".join(compress(names, pattern & powers)) for pattern in patterns]
    return ~lacking.any(axis=1), np.array(told, dtype=object)[which]
