"""Which export a sheet is: exactly one format's signature fits, or the sheet is refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kpi_kit import labels
from kpi_kit.channels import ChannelSpec
from kpi_kit.errors import ReadingError
from kpi_kit.sheets import Row, Sheet

HEAD = 12
"""How many rows may stand before a header."""


@dataclass(frozen=True)
class Recognised:
    """A format, where its header is, and what told it."""

    spec: ChannelSpec
    header_at: int
    why: str


def recognise(sheet: Sheet, specs: Mapping[str, ChannelSpec]) -> Recognised:
    """Find the one format whose signature the sheet shows.

    Raises
    ------
    ReadingError
        If no format fits, naming the nearest and what is missing; or if several fit.
    """
    found = [match for spec in specs.values() if (match := _match(sheet, spec))]
    if len(found) > 1:
        names = ", ".join(match.spec.label[labels.language()] for match in found)
        raise ReadingError.saying("several_formats", where=sheet.file, found=names)
    return found[0] if found else _refuse(sheet, specs.values())


def is_daily_header(row: Row, spec: ChannelSpec) -> bool:
    """Tell whether a row is the header of a daily series: a date and one value."""
    # Asked of every row, so the cheap question comes first.
    if len(row[1]) - row[1].count("") != 2:
        return False
    return [spec.column(cell)[0] for cell in row[1] if cell] == ["date", "value"]


def _match(sheet: Sheet, spec: ChannelSpec) -> Recognised | None:
    if spec.layout == "blocks":
        for at, row in enumerate(sheet.rows):
            if is_daily_header(row, spec):
                return Recognised(spec, at, ", ".join(cell for cell in row[1] if cell))
        return None
    for at, (_, cells) in enumerate(sheet.rows[:HEAD]):
        if not _missing(cells, spec):
            told = [cell for cell in cells if spec.column(cell)[0] in spec.signature]
            return Recognised(spec, at, ", ".join(told))
    return None


def _missing(cells: Iterable[str], spec: ChannelSpec) -> list[str]:
    """Return the columns of the signature for which no header is there."""
    there = {spec.column(cell)[0] for cell in cells}
    return [name for name in spec.signature if name not in there]


def _refuse(sheet: Sheet, specs: Iterable[ChannelSpec]) -> Recognised:
    """Say what the sheet is nearest to: the format of whose signature it has the most."""
    head = [cells for _, cells in sheet.rows[:HEAD]]
    likeness = [
        (len(spec.signature) - len(_missing(cells, spec)), _shared(cells, spec), spec, cells)
        for spec in specs
        if spec.layout == "table"
        for cells in head
    ]
    signs, _, near, header = max(likeness, key=lambda like: like[:2], default=(0, 0, None, []))
    if near is None or not signs:
        first = ", ".join(head[0])[:80] if head else ""
        raise ReadingError.saying("not_like_any", where=sheet.file, first=first)
    headers = {**near.marks, **near.columns}
    missing = ", ".join(repr(headers[name][0]) for name in _missing(header, near))
    label = near.label[labels.language()]
    mend = overlay(near, _missing(header, near), header)
    raise ReadingError.saying(
        "not_recognised", where=sheet.file, label=label, missing=missing, mend=mend
    )


def overlay(spec: ChannelSpec, missing: Iterable[str], header: Iterable[str]) -> str:
    """Return a description to complete, with which a file of other headers can be read."""
    lines = [f'extends = "{spec.id}"']
    for section, known in (("marks", spec.marks), ("columns", spec.columns)):
        wanted = [f'{name} = ["…"]  # {known[name][0]}' for name in missing if name in known]
        lines += [f"[{section}]", *wanted] if wanted else []
    free = [repr(cell) for cell in header if cell and spec.column(cell)[0] is None]
    lines += [labels.text("message.free_headers", headers=", ".join(free))] if free else []
    return "\n".join(lines)


def _shared(cells: Iterable[str], spec: ChannelSpec) -> int:
    return sum(spec.column(cell)[0] is not None for cell in cells)
