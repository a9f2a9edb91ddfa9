"""The KPIs: a formula and the facts needed to show and judge its result; and their computation."""

import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import narwhals as nw

from kpi_kit import formulas, labels
from kpi_kit.errors import AggregationError, ColumnError
from kpi_kit.metrics import METRICS, Metric, Unit
from kpi_kit.totals import PERIODS, Table, total

Frame = TypeVar("Frame")
"""Any frame that Narwhals takes: pandas, Polars, lazy or not."""

Better = Literal["higher", "lower", "depends"]
Stage = Literal["inputs", "activities", "outputs", "out-takes", "outcomes", "impact"]
"""The stages of AMEC's Integrated Evaluation Framework."""

Level = Literal["company", "strategic", "measure"]
"""The levels of goals in BVDW's guideline on success measurement (2016)."""


@dataclass(frozen=True)
class Kpi:
    """A formula and the facts needed to show and judge its result.

    Attributes
    ----------
    formula : callable
        A pure function whose parameters are metrics; its name is the KPI's name.
    unit : str
        How the result is shown.
    better : str
        Whether more is better, or less, or it depends on the goal.
    stage : str
        How far along AMEC's chain the figure lies.
    level : str
        The level of goal it can speak for.
    """

    formula: Callable[..., Any]
    unit: Unit = "share"
    better: Better = "higher"
    stage: Stage = "outputs"
    level: Level = "measure"

    @property
    def name(self) -> str:
        """The formula's own name: there is no second spelling."""
        return self.formula.__name__

    @property
    def inputs(self) -> tuple[str, ...]:
        """The metrics that the formula takes, by its parameter names."""
        return tuple(inspect.signature(self.formula).parameters)


KPIS = {
    kpi.name: kpi
    for kpi in (
        Kpi(formulas.frequency, "factor", better="depends"),
        Kpi(formulas.engagement_rate_by_reach, stage="out-takes"),
        Kpi(formulas.engagement_rate_by_impressions, stage="out-takes"),
        Kpi(formulas.engagement_rate_by_views, stage="out-takes"),
        Kpi(formulas.engagement_rate_by_followers, stage="out-takes"),
        Kpi(formulas.net_follower_growth, "people", stage="out-takes", level="strategic"),
        Kpi(formulas.follower_growth_rate, stage="out-takes", level="strategic"),
        Kpi(formulas.compound_monthly_growth_rate, stage="out-takes", level="strategic"),
        Kpi(formulas.cost_per_mille, "money", better="lower"),
        Kpi(formulas.cost_per_click, "money", better="lower", stage="out-takes"),
        Kpi(formulas.cost_per_link_click, "money", better="lower", stage="out-takes"),
        Kpi(formulas.cost_per_acquisition, "money", "lower", stage="outcomes", level="strategic"),
        Kpi(formulas.return_on_ad_spend, "factor", stage="outcomes", level="strategic"),
        Kpi(formulas.return_on_investment, stage="impact", level="company"),
    )
}

Figure = Kpi | Metric
"""What :func:`compute` can show: both have a name, inputs, a formula and a unit."""


def figure(wanted: str | Figure | Callable[..., Any]) -> Figure:
    """Return the KPI or metric that is meant; a function becomes a KPI of one's own.

    Parameters
    ----------
    wanted : str, Kpi, Metric or function
        A name in :data:`KPIS` or :data:`~kpi_kit.metrics.METRICS`, or the thing itself.

    Raises
    ------
    ColumnError
        If no KPI or metric has the name. A bare "engagement_rate" names its variants.
    """
    if isinstance(wanted, Kpi | Metric):
        return wanted
    if not isinstance(wanted, str):
        return Kpi(wanted)
    known: dict[str, Figure] = {**METRICS, **KPIS}
    if wanted in known:
        return known[wanted]
    if wanted == "engagement_rate":
        variants = ", ".join(name for name in KPIS if name.startswith("engagement_rate_by"))
        raise ColumnError.saying("ambiguous_rate", variants=variants)
    raise ColumnError.missing(wanted, known, where="compute")


def compute(
    frame: Frame,
    kpis: Iterable[str | Figure | Callable[..., Any]],
    *,
    by: str | Sequence[str] = (),
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
        Columns, or ``"day"``, ``"week"`` (ISO), ``"month"``, ``"quarter"``; none for one row.

    Returns
    -------
    frame
        The kind that came in, lazy if it was lazy. One row per group, sorted: the keys, ``rows``,
        and per KPI its value and ``<kpi>_rows``, the rows it could use. Undefined values are
        missing.

    Raises
    ------
    AggregationError
        If people (reach) would have to be added up; ``bounds`` holds what is true instead.
    ColumnError
        If the frame lacks a column, or a name is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> posts = pd.DataFrame({"interactions": [1, 90], "reach": [10, 1000]})
    >>> compute(posts, ["engagement_rate_by_reach"]).round(4)
       rows  engagement_rate_by_reach  engagement_rate_by_reach_rows
    0     2                    0.0901                              2
    """
    table: Table = nw.from_native(frame)
    figures = {item.name: item for item in map(figure, kpis)}
    taken = {name: [_metric(i, name) for i in item.inputs] for name, item in figures.items()}
    columns = table.collect_schema().names()
    keys = _keys(by, taken, columns)
    _require(taken, keys, columns)
    table = table.with_columns(*_as_floats(taken))
    _refuse_lazy_people(table, taken)
    totals = total(table, taken, keys)
    _refuse_added_people(totals, taken, keys)
    values = totals.with_columns(*(_value(item).alias(name) for name, item in figures.items()))
    shown = [*keys, "rows", *(column for name in figures for column in (name, f"{name}_rows"))]
    counts = [name for name in shown if name == "rows" or name.endswith("_rows")]
    values = values.with_columns(nw.col(*counts).cast(nw.Int64)).select(shown)
    values = values.sort(keys) if keys else values
    if isinstance(values, nw.DataFrame):
        values = nw.maybe_reset_index(values)  # pandas would keep the order before sorting
    return values.to_native()  # type: ignore[no-any-return]


def _metric(name: str, wanted_by: str) -> Metric:
    if name not in METRICS:
        raise ColumnError.missing(name, METRICS, where=wanted_by)
    return METRICS[name]


def _keys(
    by: str | Sequence[str], taken: dict[str, list[Metric]], columns: Sequence[str]
) -> list[str]:
    """Return the keys, with the currency among them where money is counted."""
    keys = [by] if isinstance(by, str) else list(by)
    money = any(metric.unit == "money" for metrics in taken.values() for metric in metrics)
    if money and "currency" in columns and "currency" not in keys:
        keys.append("currency")
    return keys


def _require(taken: dict[str, list[Metric]], keys: Sequence[str], columns: Sequence[str]) -> None:
    for key in keys:
        if key not in columns and key not in PERIODS:
            raise ColumnError.missing(key, [*columns, *PERIODS], where="by")
    for name, metrics in taken.items():
        for metric in metrics:
            if metric.column and metric.column not in columns:
                raise ColumnError.missing(metric.column, columns, where=labels.name_of(name))


def _as_floats(taken: dict[str, list[Metric]]) -> list[nw.Expr]:
    """Make every input a float whose missing values are null on every engine."""
    needed = sorted({m.column for metrics in taken.values() for m in metrics if m.column})
    return [nw.col(column).cast(nw.Float64).fill_nan(None) for column in needed]


def _value(item: Figure) -> nw.Expr:
    """Call the formula with its own totals."""
    value: nw.Expr = item.formula(**{i: nw.col(f"{item.name}__{i}") for i in item.inputs})
    return value


def _people(taken: dict[str, list[Metric]]) -> list[tuple[str, Metric]]:
    return [
        (name, m) for name, metrics in taken.items() for m in metrics if m.aggregate == "unique"
    ]


def _refuse_lazy_people(table: Table, taken: dict[str, list[Metric]]) -> None:
    """Refuse people on a lazy frame: whether they add up shows only once it is collected."""
    for name, metric in _people(taken):
        if isinstance(table, nw.LazyFrame):
            raise AggregationError.saying("lazy_people", where=name, metric=metric.name)


def _refuse_added_people(totals: Table, taken: dict[str, list[Metric]], keys: list[str]) -> None:
    for name, metric in _people(taken):
        added = totals.filter(nw.col(f"{name}_rows") > 1)
        if len(added):
            raise _added_people(added.sort(keys) if keys else added, name, metric, keys)


def _added_people(added: Table, name: str, metric: Metric, keys: list[str]) -> AggregationError:
    """Say why people cannot be added up, and what is true instead."""
    low, high = f"{name}__{metric.name}", f"{name}__{metric.name}_sum"
    bounds = added.select(
        *keys,
        nw.col(f"{name}_rows").cast(nw.Int64).alias("rows"),
        nw.col(low).alias("at_least"),
        nw.col(high).alias("at_most"),
    )
    first = bounds.row(0)
    at_least, at_most = (labels.number(value) for value in first[-2:])
    group = ", ".join(str(value) for value in first[: len(keys)]) or labels.text("message.whole")
    error = AggregationError.saying(
        "added_people", where=labels.name_of(name),
        rows=labels.number(first[len(keys)]), group=group, at_least=at_least, at_most=at_most,
    )  # fmt: skip
    error.bounds = nw.maybe_reset_index(bounds).to_native()
    return error
