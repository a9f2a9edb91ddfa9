"""What every chart has: a title that says the finding, units on the axes, a source, words for it.

Colours can be told apart by colour-blind people, and there is a second cue beside the colour. The
alternative text is the Axes' label, where :func:`alt_text` and notebooks find it.
"""

import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from kpi_kit import labels
from kpi_kit.errors import ColumnError, KpiKitError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

    from kpi_kit.kpis import Figure as KpiFigure

# Petroff's sequence, made for colour-vision deficiency; a series keeps its place and its marker.
COLOURS = ("#3f90da", "#ffa90e", "#bd1f01", "#94a4a2", "#832db6", "#a96b59", "#e76300", "#b9ac70")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
DASHES = ("-", "--", "-.", ":")
HATCHES = ("", "//", "..", "xx", "\\\\", "--", "++", "oo")

INK = "#222222"
"""Words and marks that carry the finding."""

QUIET = "#555555"
"""Words beside it; 7:1 on white."""

PALE = "#d7dde3"
"""What is only there to compare with."""

WRAPPED = 58
"""Characters of a title's line."""


def new_axes(height: float = 4.0, *, width: float = 7.5) -> "Axes":
    """Return the Axes of a new figure, as wide as a notebook's text."""
    import matplotlib.pyplot as plt

    _, ax = plt.subplots(figsize=(width, height), layout="constrained")
    return ax


def finish(ax: "Axes", *, title: str, alt: str, source: str | None = None) -> "Axes":
    """Add title, alternative text, source line and calm lines."""
    ax.set_title(textwrap.fill(title, WRAPPED), loc="left")
    ax.set_label(alt)
    ax.spines[["top", "right"]].set_visible(False)
    # Below the axis label, wherever long or slanted tick labels push that.
    ax.annotate(
        source or labels.text("chart.source"),
        (1, 0), (0, -6), ("axes fraction", ax.xaxis.label), "offset points",
        ha="right", va="top", fontsize=7, color=QUIET, annotation_clip=False,
    )  # fmt: skip
    return ax


def units(axis: "Axis", unit: str, name: str, *, currency: str | None = None) -> None:
    """Write an axis in its unit, and what it shows."""
    axis.set_major_formatter(lambda value, _: tick(unit, value))
    shown = {"money": currency or "", "seconds": "s", "months": labels.text("unit.months")}
    axis.set_label_text(f"{name} ({shown[unit]})" if shown.get(unit) else name)


def tick(unit: str, value: float) -> str:
    """Write a tick: percent without needless digits, other numbers as they come."""
    if unit == "share":
        return labels.percent(value, digits=0 if round(value * 100, 6).is_integer() else 1)
    if unit == "points":
        return labels.number(value * 100, digits=0 if round(value * 100, 6).is_integer() else 1)
    return labels.number(value, digits=0 if float(value).is_integer() else 2)


def signed(value: float, unit: str = "count", *, currency: str | None = None) -> str:
    """Write a movement with its sign.

    Examples
    --------
    >>> signed(-1200), signed(0.052, "share")
    ('−1,200', '+5.20%')
    """
    sign = "−" if value < 0 else "+"
    return sign + labels.shown(abs(value), unit, currency=currency)


def present(values: pd.DataFrame, needed: Sequence[str], what: str) -> pd.DataFrame:
    """Return the rows in which all columns are present; refuse a table that has none.

    Raises
    ------
    ColumnError
        If a column is not in ``values``.
    KpiKitError
        If no value is there to draw.
    """
    for column in needed:
        if column not in values:
            raise ColumnError.missing(column, map(str, values.columns), where="charts")
    table = values.dropna(subset=list(needed))
    if table.empty:
        raise KpiKitError.saying("nothing_to_draw", where="charts", kpi=what)
    return table


def listed(table: pd.DataFrame, line: Callable[["pd.Series[Any]"], str]) -> str:
    """Write every row of a table into an alternative text."""
    return "; ".join(line(row) for _, row in table.iterrows())


def shown_in(item: "KpiFigure", row: "pd.Series[Any]") -> str:
    """Write a row's figure in its unit and currency."""
    return labels.shown(float(row[item.name]), item.unit, currency=row.get("currency"))


def place(row: "pd.Series[Any]", by: str, series: str | None = None) -> str:
    """Say which group of which series a row is."""
    at = labels.value_name(by, str(row[by]))
    return f"{labels.value_name(series, str(row[series]))}, {at}" if series else at


def alt_text(figure: "Figure") -> str:
    """Return a figure's alternative text: what its Axes say of themselves."""
    return " ".join(str(ax.get_label()) for ax in figure.axes if ax.get_label())
