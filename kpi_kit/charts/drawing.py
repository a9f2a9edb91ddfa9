"""What every chart has: a title that says the finding, units on the axes, a source, words for it.

Colours can be told apart by colour-blind people, and there is a second cue beside the colour. The
alternative text is the Axes' label, where :func:`alt_text` and notebooks find it.
"""

import re
import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.errors import ColumnError, KpiKitError
from kpi_kit.refusals import one_currency

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

NAME = 30
"""Letters of a group's name in a line beside its bar."""

END = 20
"""Letters of a series' name in a line beside its end."""

LABELLED = 8
"""As many lines can be named at their ends; more have a legend beside the axes."""

ROOM = 0.07
"""The part of an axis that the name at a line's end needs."""

LISTED = 350
"""Characters of single values in an alternative text; more are told by their shape."""

LONGEST = 1000
"""Characters of an alternative text: some 150 words, a minute to hear."""

TICKS = 6
"""As many intervals of an axis have room for large numbers."""


def new_axes(height: float = 4.0, *, width: float = 7.5) -> "Axes":
    """Return the Axes of a new figure, as wide as a notebook's text."""
    import matplotlib.pyplot as plt

    _, ax = plt.subplots(figsize=(width, height), layout="constrained")
    return ax


def finish(ax: "Axes", *, title: str, alt: str, source: str | None = None) -> "Axes":
    """Add title, alternative text, source line and calm lines."""
    ax.set_title(title, loc="left", fontsize=11, wrap=True)  # at the figure's edge
    ax.set_label(brief(alt))
    ax.spines[["top", "right"]].set_visible(False)
    # Below the axis label, wherever long or slanted tick labels push that.
    ax.annotate(
        source or labels.text("chart.source"),
        (1, 0), (0, -6), ("axes fraction", ax.xaxis.label), "offset points",
        ha="right", va="top", fontsize=7, color=QUIET, annotation_clip=False,
    )  # fmt: skip
    return ax


def units(axis: "Axis", unit: str, name: str, *, currency: str | None = None) -> None:
    """Write an axis in its unit and in the language of now, and what it shows."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    lang = labels.language()

    def write(value: float, _: object = None) -> str:
        with labels.speaking(lang):  # ticks are written when the figure is, perhaps much later
            return tick(unit, value, among=axis.get_majorticklocs().tolist())

    axis.set_major_formatter(FuncFormatter(write))
    axis.set_major_locator(MaxNLocator(TICKS, steps=[1, 2, 2.5, 5, 10], integer=unit == "count"))
    shown = {"money": currency or "", "seconds": "s", "months": labels.text("unit.months")}
    axis.set_label_text(f"{name} ({shown[unit]})" if shown.get(unit) else name)


def ticks(by: str, periods: Sequence[str]) -> list[str]:
    r"""Write periods briefly, the year below where it begins.

    Examples
    --------
    >>> ticks("month", ["2025-11", "2025-12", "2026-01"])
    ['Nov\n2025', 'Dec', 'Jan\n2026']
    """
    years = ["", *(period[:4] for period in periods)]
    return [
        formatting.period(by, period, short=True) + (f"\n{year}" if year != before else "")
        for period, before, year in zip(periods, years, years[1:], strict=False)
    ]


def tick(unit: str, value: float, among: Sequence[float] = ()) -> str:
    """Write a tick with as many digits as tell all of them apart.

    Examples
    --------
    >>> tick("share", 0.05), tick("share", 0.05, [0.05, 0.0525]), tick("count", -1200.0)
    ('5%', '5.00%', '−1,200')
    """
    percent = unit in {"share", "points"}
    digits = max(map(_digits, [at * (100 if percent else 1) for at in (value, *among)]))
    if unit == "share":
        return formatting.percent(value, digits=digits)
    return formatting.number(value * (100 if unit == "points" else 1), digits=digits)


def _digits(value: float) -> int:
    """Return how many decimals a number has, seven at most."""
    return next((n for n in range(7) if abs(round(value, n) - value) <= 1e-9 * abs(value)), 7)


def cues(number: int) -> tuple[str, str, str]:
    """Return colour, marker and dashes of a series: no two of the first 60 are alike."""
    turn = number + number // len(COLOURS)
    return (
        COLOURS[number % len(COLOURS)], MARKERS[turn % len(MARKERS)], DASHES[turn % len(DASHES)],
    )  # fmt: skip


def name_ends(ax: "Axes", ends: Sequence[tuple[str, float, float]]) -> None:
    """Name lines at their ends, none over another; many, or unknown ends, in a legend beside.

    Parameters
    ----------
    ax : Axes
        Whose lines have the names as their labels.
    ends : sequence of (str, float, float)
        Name, and where the line ends: x and y, which may be NaN.
    """
    if len(ends) > LABELLED or any(y != y for *_, y in ends):
        ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1), fontsize=8)
        return
    low, high = ax.get_ylim()
    line, above = ROOM * (high - low) / 2, float("-inf")
    for name, x, y in sorted(ends, key=lambda end: end[2]):
        written = textwrap.fill(name, END)
        half = line * (1 + written.count("\n"))
        height = max(y, above + half)
        above = height + half
        ax.annotate(written, (x, height), (7, 0), textcoords="offset points", va="center",
                    fontsize=8.5, annotation_clip=False)  # fmt: skip


def signed(value: float, unit: str = "count") -> str:
    """Write a movement with its sign.

    Examples
    --------
    >>> signed(-1200), signed(0.052, "share")
    ('−1,200', '+5.20%')
    """
    written = formatting.shown(value, unit)
    return written if value < 0 else f"{'+' if value > 0 else '±'}{written}"


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


def listed(table: pd.DataFrame, line: Callable[["pd.Series[Any]"], str], value: str) -> str:
    """Write every row of a table into an alternative text; of many rows, the shape by *value*."""
    lines = [line(row) for _, row in table.iterrows()]
    told = "; ".join(lines)
    if len(told) <= LISTED:
        return told
    values = table[value].to_numpy(float)
    ends = {"first": 0, "last": -1, "high": int(values.argmax()), "low": int(values.argmin())}
    shape = {name: lines[at] for name, at in ends.items()}
    return labels.text("chart.shape", number=formatting.number(len(lines)), **shape)


def brief(alt: str) -> str:
    """Cut an alternative text behind a whole statement where it would take minutes to hear.

    Examples
    --------
    >>> with labels.speaking("en"):
    ...     brief("Goal tree. " + "; ".join(["Raise profit"] * 100))[-45:]
    'Raise profit; Raise profit; Raise profit; ...'
    """
    if len(alt) <= LONGEST:
        return alt
    ends = [found.end() for found in re.finditer(r"[;.] ", alt[: LONGEST - 3])]
    return f"{alt[: ends[-1] if ends else LONGEST - 3]}..."


def shown_in(item: "KpiFigure", row: "pd.Series[Any]") -> str:
    """Write a row's figure in its unit and currency."""
    return formatting.shown(float(row[item.name]), item.unit, currency=row.get("currency"))


def currency_of(table: pd.DataFrame, item: "KpiFigure", keys: Sequence[str]) -> str | None:
    """Return the currency of amounts, for their axis; nothing where they are none.

    Raises
    ------
    ComparisonError
        If there are several.
    KpiKitError
        If a group has several rows, which would be drawn over one another.
    """
    twice = table.duplicated(list(keys))
    currency = one_currency(table, "charts") if item.unit == "money" or twice.any() else None
    if twice.any():
        group = table.loc[twice, list(keys)].iloc[0]
        raise KpiKitError.saying(
            "drawn_twice", group=formatting.quoted(map(str, group)), keys=formatting.quoted(keys)
        )
    return currency if item.unit == "money" else None


def place(row: "pd.Series[Any]", by: str, series: str | None = None) -> str:
    """Say which group of which series a row is."""
    at = formatting.period(by, str(row[by]))
    return f"{labels.value_name(series, str(row[series]))}, {at}" if series else at


def alt_text(figure: "Figure") -> str:
    """Return a figure's alternative text: what its Axes say of themselves."""
    return " ".join(str(ax.get_label()) for ax in figure.axes if ax.get_label())
