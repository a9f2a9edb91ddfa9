"""Every number can be traced: the formula behind a value, its figures, rows and files."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

import narwhals as nw
import pandas as pd

from kpi_kit import labels
from kpi_kit.errors import AggregationError, ColumnError
from kpi_kit.kpis import Figure, figure
from kpi_kit.metrics import Metric
from kpi_kit.notation import Symbol, named, symbol, unfolded, written
from kpi_kit.periods import PERIODS, Table, asked, named_rows
from kpi_kit.tables import INTERACTIONS_OF, SEVERAL
from kpi_kit.totals import MIXED, Totals
from kpi_kit.values import breaks_of, mixed_interactions, taken_by, totalled, value_of

FILE, ROW = "source_file", "source_row"
SPANS = 12
"""How many spans of rows a file is shown with; ``Explanation.rows`` has them all."""


@dataclass(frozen=True)
class Explanation:
    """One value with everything that stands behind it.

    Attributes
    ----------
    name : str
        The KPI or metric.
    value : float
        As :func:`~kpi_kit.compute` gives it; missing where it is undefined.
    formula : Symbol
        The formula in words.
    figures : Symbol, or None
        The formula with the totals that went into it; none where it speaks of single rows.
    shown : str
        The value as the reader sees it.
    rows : DataFrame
        One row per row of data: ``file``, ``row`` (as a spreadsheet counts), ``used``,
        ``missing`` (the columns it lacks), and the columns that the formula takes.
    warnings : tuple of str
        What a reader of the value must know.
    interactions_of : str
        What the interactions in it count; empty where it has none, or nobody says.
    """

    name: str
    value: float
    formula: Symbol
    figures: Symbol | None
    shown: str
    rows: pd.DataFrame
    warnings: tuple[str, ...]
    interactions_of: str = ""

    @property
    def text(self) -> str:
        """The explanation in words, in the language in which it was made."""
        return "\n".join(self._lines)

    @property
    def _lines(self) -> list[str]:
        name = labels.name_of(self.name)
        steps = [step.text for step in (self.formula, self.figures) if step]
        lines = [f"{name} = {steps[0]}"]
        lines += [f"{' ' * len(name)} = {step}" for step in [*steps[1:], self.shown]]
        if self.interactions_of:
            lines.append(labels.text("explain.interactions", kinds=self.interactions_of))
        used = self.rows[self.rows["used"]]
        rows, count = labels.number(len(self.rows)), labels.number(len(used))
        lines.append(labels.text("explain.rows", used=count, rows=rows))
        lines += [f"  {line}" for line in _by_file(used)]
        for missing, left in self.rows[~self.rows["used"]].groupby("missing"):
            reason = labels.text("explain.left_out", rows=labels.number(len(left)), columns=missing)
            lines += [reason, *(f"  {line}" for line in _by_file(left))]
        return lines + [f"! {warning}" for warning in self.warnings]

    @property
    def latex(self) -> str:
        """The formula in words, with its figures and the value, as LaTeX."""
        name = rf"\text{{{labels.name_of(self.name)}}}"
        steps = [step.latex for step in (self.formula, self.figures, written(self.shown)) if step]
        return " = ".join([name, *steps])

    def __str__(self) -> str:
        """Return the text."""
        return self.text

    __repr__ = __str__


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
    Rows left out: 1, for they lack Reach
      posts.csv: 4
    """
    table: Table = nw.from_native(frame)
    if isinstance(table, nw.LazyFrame):
        raise AggregationError.saying("lazy_explanation")
    given, item = given or {}, figure(kpi)
    table = _selected(table, where)
    metrics = taken_by(item, given)
    used, totals, keys = totalled(table, {item.name: item}, (), given)
    told = totals.frame
    currency = _only(told["currency"].to_list(), where) if keys else None
    value = totals.groups.select(value=value_of(item, totals, given))["value"].to_list()[0]
    value = math.nan if value is None else float(value)
    counted = _counted(totals)
    return Explanation(
        name=item.name,
        value=value,
        formula=_formula(item, metrics, given),
        figures=_figures(item, metrics, told, given, currency),
        shown=labels.shown(value, item.unit, currency=currency),
        rows=_rows(used, item, metrics),
        warnings=tuple(_warnings(table, item, given, counted)),
        interactions_of=next((kind for kind in counted if kind and kind != MIXED), ""),
    )


def _counted(totals: Totals) -> list[str | None]:
    """Return what the interactions count."""
    if INTERACTIONS_OF not in totals.columns:
        return []
    kinds: list[str | None] = totals.groups.select(kind=totals.columns[INTERACTIONS_OF])[
        "kind"
    ].to_list()
    return kinds


def _warnings(
    table: Table, item: Figure, given: Mapping[str, float], counted: list[str | None]
) -> Iterator[str]:
    """Say what compute would warn of."""
    if said := mixed_interactions(table, counted):
        yield said
    yield from map(str, breaks_of(table, [item], given))


def _formula(item: Figure, metrics: Sequence[Metric], given: Mapping[str, float]) -> Symbol:
    """Write the formula in words; of a metric, how its rows become one figure."""
    if isinstance(item, Metric):
        how = "rows_counted" if item.aggregate == "rows" else item.aggregate
        text = labels.text(f"explain.{how}", formula=labels.name_of(item.name))
        return Symbol(text, rf"\text{{{text}}}")
    formula = unfolded(item, {m.name: named(m.name) for m in metrics}, given)
    if item.of == "totals":
        return formula
    return Symbol(labels.text(f"explain.{item.of}", formula=formula.text), formula.latex)


def _figures(
    item: Figure, metrics: Sequence[Metric], totals: Table, given: Mapping[str, float],
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
            (total,) = totals[f"{item.name}__{metric.name}"].to_list()
            total = math.nan if total is None else total
            inputs[metric.name] = written(labels.shown(total, metric.unit, currency=currency))
    return unfolded(item, inputs, given)


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


def _only(currencies: list[Any], where: Mapping[str, object]) -> str | None:
    """Return the currency of a value; two of them are two values."""
    if len(currencies) > 1:
        raise AggregationError.saying("several_currencies", found=labels.quoted(currencies))
    return currencies[0] if currencies else None


def _rows(used: Table, item: Figure, metrics: Sequence[Metric]) -> pd.DataFrame:
    """List the rows with what they hold and whether they could be used."""
    columns = list(dict.fromkeys(m.column for m in metrics if m.column))
    held = {name: used[name].to_list() for name in columns}
    rows = pd.DataFrame(held, columns=columns)
    needed = list(dict.fromkeys(m.column for m in metrics if m.needed))
    lacking = rows[needed].isna()
    names = [labels.name_of(name) for name in needed]
    missing = [", ".join(compress(names, row)) for row in lacking.to_numpy()] if needed else ""
    source = {
        "file": used[FILE].to_list() if FILE in used.columns else "",
        "row": used[ROW].to_list() if ROW in used.columns else map(str, range(1, len(rows) + 1)),
    }
    lead = pd.DataFrame(source, index=rows.index)
    lead["used"], lead["missing"] = ~lacking.any(axis=1), missing
    return pd.concat([lead, rows], axis=1)


def _by_file(rows: pd.DataFrame) -> Iterator[str]:
    """Write the rows of each file, as a spreadsheet numbers them; one row may come from several."""
    lines: dict[str, list[str]] = {}
    for files, numbers in zip(rows["file"], rows["row"], strict=True):
        for file, number in zip(files.split(SEVERAL), numbers.split(SEVERAL), strict=True):
            lines.setdefault(file, []).append(number)
    for file in sorted(lines):
        yield (f"{file}: " if file else "") + _spans(lines[file])


def _spans(numbers: list[str]) -> str:
    """Write 2, 3, 4, 7 as 2–4, 7; what is no plain number stays as it is."""
    plain = sorted(int(number) for number in numbers if number.isdigit())
    spans: list[list[int]] = []
    for number in plain:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    ranges = [str(a) if a == b else f"{a}–{b}" for a, b in spans[:SPANS]]
    ranges += [number for number in numbers if not number.isdigit()]
    if rest := sum(b - a + 1 for a, b in spans[SPANS:]):
        ranges.append(labels.text("explain.further_rows", rows=labels.number(rest)))
    return ", ".join(ranges)
