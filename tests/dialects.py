"""Writes canonical rows as a channel would export them: the reverse of reading, for tests."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kpi_kit.cells import GOES_ON
from kpi_kit.channels import CURRENCY, ChannelSpec
from kpi_kit.tables import TABLES

ZONE = ZoneInfo("Europe/Berlin")


def columns_of(spec: ChannelSpec) -> list[str]:
    """Return the canonical columns and marks that a file of this format is written with."""
    told = {"note", "ignored"}
    marks = [m for m in spec.marks if m in {*spec.signature, *spec.required} and m not in told]
    named = {**spec.columns, **{k: v for k, v in spec.unconfirmed.items() if k in spec.required}}
    return [name for name in (*marks, *named) if name not in spec.absent]


def header_of(spec: ChannelSpec, name: str, currency: str = "EUR") -> str:
    """Return the first header known for a column."""
    known = {**spec.unconfirmed, **spec.columns, **spec.marks}[name][0]
    return known.replace(CURRENCY, currency)


def cell(value: Any, name: str, spec: ChannelSpec) -> str:
    """Write one value in the format's dialect; None is what it writes for "not available"."""
    if value is None:
        return spec.missing[0] if spec.missing and name not in spec.required else ""
    if name in spec.formats:
        return in_form(value, spec.formats[name][0], spec)
    if name in spec.words and value in spec.words[name]:
        return spec.words[name][value][0]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value / spec.scale.get(name, 1.0), spec.numbers[-1])
    return str(value)


def in_form(value: date | datetime, form: str, spec: ChannelSpec) -> str:
    """Write a day or a time, in the zone that the format means."""
    if isinstance(value, datetime):
        zone = ZoneInfo("UTC") if "%z" in form else ZoneInfo(spec.time_zone or "Europe/Berlin")
        value = value.astimezone(zone)
    return value.strftime(form)


def number(value: float, style: str) -> str:
    """Write a number in one style, with separators where the style has them."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".") if "," in style else f"{value:.4f}"
    if style == "1234.5":
        return text.rstrip("0").rstrip(".")
    return text if style == "1,234.5" else text.translate(str.maketrans(",.", ".,"))


def written(spec: ChannelSpec, rows: Sequence[dict[str, Any]], *, separator: str = ",") -> str:
    """Write a whole file: header, what stands below it, and the rows."""
    names = columns_of(spec)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    if spec.layout == "sections":
        out.write(f"{spec.comment} Report\n{spec.comment} Start date: 20260501\n")
        out.write(f"{spec.comment} End date: 20260531\n")
    writer.writerow([header_of(spec, name) for name in names])
    if spec.description_row:
        writer.writerow(["", *("What this column says" for _ in names[1:])])
    for row in rows:
        writer.writerow([cell(row.get(name), name, spec) for name in names])
    return out.getvalue()


def says_something_else(text: str, spec: ChannelSpec) -> bool:
    """Tell whether a text would be taken for a total, a remark or a missing cell."""
    words = (*spec.totals, *spec.footers, *spec.empty, *spec.missing, *spec.masked)
    return any(text.casefold().startswith(w.removesuffix(GOES_ON).casefold()) for w in words)


def kind_of(name: str, spec: ChannelSpec) -> str:
    """Return what a column holds; a mark with a form holds a day, other marks hold text."""
    kinds = TABLES[spec.table].columns if spec.table in TABLES else {}
    return kinds.get(name) or ("date" if name in spec.formats else "text")
