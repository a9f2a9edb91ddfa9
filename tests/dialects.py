"""Writes canonical rows as a channel would export them: the reverse of reading, for tests."""

import csv
import html
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kpi_kit.cells import GOES_ON, plain
from kpi_kit.channels import CURRENCY, ChannelSpec
from kpi_kit.sections import is_figure
from kpi_kit.tables import TABLES

ZONE = ZoneInfo("Europe/Berlin")

SEGMENT = "segment"
"""The column of what divides the figures, where a format has one."""


@dataclass(frozen=True)
class Saved:
    """How a table becomes a file."""

    separator: str = ","
    encoding: str = "utf-8-sig"
    line_end: str = "\n"
    declared: bool = False


SAVED = {
    "as exported": Saved(),
    "without mark": Saved(encoding="utf-8"),
    "semicolons": Saved(";", line_end="\r\n"),
    "tabs": Saved("\t", "utf-8"),
    "Unicode text": Saved("\t", "utf-16", "\r\n"),
}

DECLARED = {**SAVED, "declared": Saved(",", "utf-16", declared=True)}
"""Meta's insights begin with a line that tells a spreadsheet what separates the cells."""


def columns_of(spec: ChannelSpec) -> list[str]:
    """Return the canonical columns and marks that a file of this format is written with."""
    divided = [SEGMENT] if spec.breakdowns else []
    first = [spec.first] if spec.first else []
    marks = [m for m in spec.marks if m in {*spec.signature, *spec.required} and m != "note"]
    marks = [m for m in marks if not (divided and plain(spec.marks[m][0]) == plain(_split(spec)))]
    names = dict.fromkeys([*first, *divided, *marks, *spec.columns, *spec.unconfirmed])
    return [name for name in names if name not in spec.absent]


def _split(spec: ChannelSpec) -> str:
    return "Anything" if spec.breakdowns[0] == "*" else spec.breakdowns[0]


def header_of(spec: ChannelSpec, name: str, currency: str = "EUR") -> str:
    """Return the first header known for a column."""
    if name == SEGMENT:
        return _split(spec)
    known = {**spec.unconfirmed, **spec.columns, **spec.marks}[name][0]
    return known.replace(CURRENCY, currency)


def cell(value: Any, name: str, spec: ChannelSpec, style: str) -> str:
    """Write one value in the format's dialect; None is what it writes for "not available"."""
    if value is None:
        return spec.missing[0] if spec.missing and name not in spec.required else ""
    if name in spec.formats:
        return in_form(value, spec.formats[name][0], spec)
    if name in spec.words and value in spec.words[name]:
        return spec.words[name][value][0]
    if isinstance(value, int | float):
        return number(value / spec.scale.get(name, 1.0), style)
    return html.escape(value) if spec.entities and name == "text" else str(value)


def in_form(value: Any, form: str, spec: ChannelSpec) -> str:
    """Write a day, a time in the zone that the format means, or both ends of a period."""
    if isinstance(value, tuple):
        return " - ".join(in_form(end, form, spec) for end in value)
    if isinstance(value, datetime):
        zone = ZoneInfo("UTC") if "%z" in form else ZoneInfo(spec.time_zone or "Europe/Berlin")
        value = value.astimezone(zone)
    assert isinstance(value, date)
    return value.strftime(form)


def number(value: float, style: str) -> str:
    """Write a number in one style, with separators where the style has them."""
    text = f"{value:,.4f}" if "," in style else f"{value:.4f}"
    text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if style == "1.234,5" else text


def cells_of(
    spec: ChannelSpec, rows: Iterable[Mapping[str, Any]], style: str
) -> tuple[list[list[str]], int]:
    """Lay a whole file out: what stands above and below the header, and the rows.

    Returns
    -------
    tuple of list and int
        The cells, and the number of the first record as a spreadsheet counts.
    """
    names = columns_of(spec)
    above = [["# Report"], ["# Start date: 20260301"], ["# End date: 20260331"]]
    lines = above if spec.layout == "sections" else []
    lines = [*lines, [header_of(spec, name) for name in names]]
    if spec.description_row:
        lines.append(["", *("What this column says" for _ in names[1:])])
    records = [[cell(row.get(name), name, spec, style) for name in names] for row in rows]
    whole, first = [*lines, *records], len(lines) + 1
    return ([list(row) for row in zip(*whole, strict=True)] if spec.transposed else whole), first


def beside(spec: ChannelSpec, rows: Sequence[Mapping[str, Any]], style: str) -> list[list[str]]:
    """Lay out a list per figure, side by side: of the rows that have it, each in another order."""
    names = columns_of(spec)
    figures = [name for name in names if is_figure(name, spec)]
    lists = []
    for at, figure in enumerate(figures):
        of = [name for name in names if name not in figures or name == figure]
        has = [row for row in rows if row[figure] is not None][:: -1 if at % 2 else 1]
        cells = [[cell(row[name], name, spec, style) for name in of] for row in has]
        lists.append([[header_of(spec, name) for name in of], *cells])
    longest = max(map(len, lists))
    padded = [part + [[""] * len(part[0])] * (longest - len(part)) for part in lists]
    return [[c for part in parts for c in (*part, "")][:-1] for parts in zip(*padded, strict=True)]


def daily_block(title: str, days: Mapping[date, int]) -> list[list[str]]:
    """Lay out a titled daily series, as Meta's insights have it."""
    rows = [[f"{day}T00:00:00", str(value)] for day, value in days.items()]
    return [[title], ["Date", "Primary"], *rows, []]


def one_block(title: str, groups: Mapping[str, str]) -> list[list[str]]:
    """Lay out the one figure for all, below a name that only machines read."""
    return [[title], ["FB_PAGE,FOLLOW,UNIQUE_USERS"], [*groups.values()], []]


def list_block(title: str, groups: Mapping[str, str]) -> list[list[str]]:
    """Lay out groups of an audience, one per row, as until 2024."""
    return [[title], [title, "Value"], *([name, cell] for name, cell in groups.items()), []]


def row_block(title: str, groups: Mapping[str, str]) -> list[list[str]]:
    """Lay out groups of an audience side by side, as since 2025."""
    return [[title], [*groups], [*groups.values()], []]


def crossed_block(title: str, groups: Mapping[str, str]) -> list[list[str]]:
    """Lay out ages by gender; each group is named ``18-24, Women``."""
    ages, genders = (
        list(dict.fromkeys(part)) for part in zip(*(g.split(", ") for g in groups), strict=True)
    )
    rows = [[age, *(groups[f"{age}, {gender}"] for gender in genders)] for age in ages]
    return [[title], ["", *genders], *rows, []]


def as_bytes(lines: Iterable[Sequence[str]], saved: Saved) -> bytes:
    """Write cells as a file."""
    out = io.StringIO()
    out.write(f"sep={saved.separator}{saved.line_end}" * saved.declared)
    csv.writer(out, delimiter=saved.separator, lineterminator=saved.line_end).writerows(lines)
    return out.getvalue().encode(saved.encoding)


def says_something_else(text: str, spec: ChannelSpec) -> bool:
    """Tell whether a text would be taken for a total, a remark or a missing cell."""
    words = (*spec.totals, *spec.footers, *spec.empty, *spec.missing, *spec.masked)
    return any(text.casefold().startswith(w.removesuffix(GOES_ON).casefold()) for w in words)


def kind_of(name: str, spec: ChannelSpec) -> str:
    """Return what a column holds; a mark with a form holds a day, other marks hold text."""
    if is_figure(name, spec):
        return TABLES[spec.table].columns[name]
    if name == "range":
        return "range"
    kind = TABLES[spec.table].columns.get(name)
    return kind if kind in {"date", "time"} else "date" if name in spec.formats else "text"
