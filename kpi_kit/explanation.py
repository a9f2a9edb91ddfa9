"""One value with everything that stands behind it, and how it is told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.notation import Symbol, written
from kpi_kit.tables import SEVERAL

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SPANS = 12
"""How many spans of rows a file is shown with; ``Explanation.rows`` has them all."""

FILES = 12
"""How many files are shown; ``Explanation.rows`` has them all."""


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
    table : DataFrame
        One row per row of data of all groups: ``file``, ``row`` (as a spreadsheet counts),
        ``used``, ``missing`` (the columns it lacks), and the columns that the formula takes.
    places : array of int
        Which of them are its own.
    warnings : tuple of str
        What a reader of the value must know.
    interactions_of : str
        What the interactions in it count; empty where it has none, or nobody says.
    group : mapping
        The keys of its group, such as the month; empty for a whole table.
    """

    name: str
    value: float
    formula: Symbol
    figures: Symbol | None
    shown: str
    table: pd.DataFrame
    places: "NDArray[np.intp]"
    warnings: tuple[str, ...]
    interactions_of: str = ""
    group: Mapping[str, object] = field(default_factory=dict)

    @property
    def rows(self) -> pd.DataFrame:
        """The rows behind the value."""
        return self.table.iloc[self.places]

    @cached_property
    def used(self) -> "NDArray[np.bool_]":
        """Of every row, whether it could be used."""
        return self.table["used"].to_numpy(dtype=bool)[self.places]

    @property
    def sources(self) -> str:
        """The files and rows that were used, such as ``a.csv: 2–3; b.csv: 7``."""
        return self._told(self.used)

    @property
    def left_out(self) -> dict[str, str]:
        """The files and rows that were not used, by what they lack."""
        if self.used.all():
            return {}
        missing = self.table["missing"].to_numpy(dtype=object)[self.places]
        return {
            what: self._told(~self.used & (missing == what))
            for what in sorted({*missing[~self.used]})
        }

    def _told(self, wanted: "NDArray[np.bool_]") -> str:
        at = self.places[wanted]
        files, numbers = (self.table[name].to_numpy(dtype=object)[at] for name in ("file", "row"))
        return "; ".join(_by_file(files, numbers))

    @property
    def text(self) -> str:
        """The explanation in words, in the language in which it was made."""
        return "\n".join(self._lines)

    @property
    def _lines(self) -> list[str]:
        name, used = labels.name_of(self.name), self.rows[self.rows["used"]]
        figures = self.figures if len(used) else None  # a row of dashes tells nothing
        steps = [step.text for step in (self.formula, figures) if step]
        lines = [f"{name} = {steps[0]}"]
        lines += [f"{' ' * len(name)} = {step}" for step in [*steps[1:], self.shown]]
        if self.value != self.value:
            lines.append(labels.text("explain.undefined" if len(used) else "explain.not_reported"))
        if self.interactions_of:
            lines.append(
                labels.text("explain.interactions", kinds=labels.counted(self.interactions_of))
            )
        rows, count = formatting.number(len(self.rows)), formatting.number(len(used))
        lines.append(labels.text("explain.rows", used=count, rows=rows))
        lines += _listed(used)
        for missing, left in self.rows[~self.rows["used"]].groupby("missing"):
            reason = labels.text(
                "explain.left_out", rows=formatting.number(len(left)), columns=missing
            )
            lines += [reason, *_listed(left)]
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


def _listed(rows: pd.DataFrame) -> list[str]:
    """Write the rows of each file on a line of its own, of the first files only."""
    lines = list(_by_file(rows["file"], rows["row"]))
    if len(lines) > FILES + 1:
        rest = formatting.number(len(lines) - FILES)
        lines = [*lines[:FILES], labels.text("explain.further_files", files=rest)]
    return [f"  {line}" for line in lines]


def _by_file(files: Iterable[str], numbers: Iterable[str]) -> Iterator[str]:
    """Write the rows of each file, as a spreadsheet numbers them; one row may be of several."""
    lines: dict[str, list[str]] = defaultdict(list)
    for held, told in zip(files, numbers, strict=True):
        if SEVERAL in held:
            for file, number in zip(held.split(SEVERAL), told.split(SEVERAL), strict=True):
                lines[file].append(number)
        else:
            lines[held].append(told)
    for file in sorted(lines):
        yield (f"{file}: " if file else "") + _spans(lines[file])


def _spans(numbers: list[str]) -> str:
    """Write 2, 3, 4, 7 as 2–4, 7; what is no plain number stays as it is."""
    plain = sorted(map(int, filter(str.isdigit, numbers)))
    spans: list[list[int]] = []
    for number in plain:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    ranges = [str(a) if a == b else f"{a}–{b}" for a, b in spans[:SPANS]]
    ranges += [number for number in numbers if not number.isdigit()]
    if rest := sum(b - a + 1 for a, b in spans[SPANS:]):
        ranges.append(labels.text("explain.further_rows", rows=formatting.number(rest)))
    return ", ".join(ranges)
