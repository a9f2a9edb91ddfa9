"""Exports damaged at random, in the ways in which files are damaged on their way here."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, BinaryIO

from kpi_kit.channels import ChannelSpec, shipped
from kpi_kit.delimited import delimited
from kpi_kit.encodings import text_of
from kpi_kit.recognition import Formats
from kpi_kit.sections import is_figure, sections
from tests.test_channel_files import TOLD, cases
from tests.test_sheets import sound

DAMAGE = ("1.234", "1,5", "3.Apr", "NAN", "-", "#REF!", "1.2E+17")

A_NUMBER = re.compile(r"[+-]?[\d.,]*\d ?%?")

Record = tuple[int | None, list[str]]
"""The number of a record in the file as it was, None if it is new; and its cells."""


@dataclass(frozen=True)
class Part:
    """A table within a file: the numbers of its header and of its last record."""

    header: int
    last: int


@dataclass(frozen=True)
class Source:
    """A file of ``tests/exports``, and what is read from it."""

    path: Path
    told: str
    spec: ChannelSpec
    separator: str
    declared: bool
    records: list[Record]
    parts: list[Part]

    def header(self, part: Part) -> list[str]:
        """Return the cells of a part's header."""
        return self.records[part.header - 1][1]

    def figures(self, part: Part) -> list[int]:
        """Return where a part's figures stand."""
        header = self.header(part)
        return [
            at for at, h in enumerate(header) if is_figure(self.spec.column(h)[0] or "", self.spec)
        ]


@dataclass(frozen=True)
class Mutant:
    """A damaged file, and what may differ."""

    records: list[Record]
    separator: str
    declared: bool
    encoding: str = "utf-8-sig"
    line_end: str = "\r\n"
    what: str = ""
    text: str | None = None
    touched: frozenset[int] = frozenset()
    says: str | None = None
    gone: frozenset[str] = frozenset()
    usual: bool = False
    unseen: bool = False
    same: bool = False

    def content(self) -> bytes:
        """Return the file's bytes."""
        text = self.text if self.text is not None else written(self.records, self)
        return text.encode(self.encoding)


def written(records: Iterable[Record], how: "Mutant | Source") -> str:
    """Write records as text."""
    end = how.line_end if isinstance(how, Mutant) else "\n"
    out = io.StringIO()
    out.write(f"sep={how.separator}{end}" * how.declared)
    writer = csv.writer(out, delimiter=how.separator, lineterminator=end)
    for _, cells in records:
        writer.writerow(cells) if cells else out.write(end)
    return out.getvalue()


def mutant(source: Source, records: list[Record] | None = None, **facts: Any) -> Mutant:
    """Begin with the file as it is."""
    given = {"separator": source.separator, "declared": source.declared, **facts}
    return Mutant(source.records if records is None else records, **given)


def pick_part(source: Source, dice: Random) -> Part | None:
    """Choose a table that has rows and figures."""
    parts = [p for p in source.parts if p.last > p.header and source.figures(p)]
    return dice.choice(parts) if parts else None


Kind = Callable[[Source, Random], Mutant | None]


def cut_at_a_row_s_end(source: Source, dice: Random) -> Mutant | None:
    first = source.parts[0].header if source.parts else 1
    if len(source.records) <= first or _newest_must_stay(source):
        return None
    end = dice.randrange(first, len(source.records))
    return mutant(source, source.records[:end], what=f"cut after row {end}")


def cut_in_a_row(source: Source, dice: Random) -> Mutant | None:
    first = source.parts[0].header if source.parts else 1
    if len(source.records) <= first or _newest_must_stay(source):
        return None
    at = dice.randrange(first, len(source.records))
    number, cells = source.records[at]
    line = written([(number, cells)], replace(source, declared=False)).removesuffix("\n")
    if len(line) < 2:
        return None
    before, rest = source.records[:at], line[: dice.randrange(1, len(line))]
    text = written(before, source) + rest
    left = next(csv.reader(io.StringIO(rest, newline=""), delimiter=source.separator), [])
    return mutant(
        source, [*before, (number, left)], text=text, touched=frozenset({at + 1}),
        unseen=source.spec.open_end and len(left) == len(cells),
        what=f"cut in row {at + 1}: …{rest[-30:]!r}",
    )  # fmt: skip


def _newest_must_stay(source: Source) -> bool:
    return "year = " in source.told


def row_twice(source: Source, dice: Random) -> Mutant | None:
    part = pick_part(source, dice)
    if part is None:
        return None
    at = dice.randrange(part.header, part.last)
    copy = (None, source.records[at][1])
    records = [*source.records[: at + 1], copy, *source.records[at + 1 :]]
    return mutant(source, records, what=f"row {at + 1} twice")


def body_twice(source: Source, dice: Random) -> Mutant | None:
    part = pick_part(source, dice)
    if part is None or "year = " in source.told:
        return None
    copy = [(None, cells) for _, cells in source.records[part.header : part.last]]
    records = [*source.records[: part.last], *copy, *source.records[part.last :]]
    return mutant(source, records, what=f"rows {part.header + 1} to {part.last} twice")


def other_encoding(source: Source, dice: Random) -> Mutant | None:
    encoding = dice.choice(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    made = mutant(source, encoding=encoding, what=encoding, same=True)
    try:
        made.content()
    except UnicodeEncodeError:
        return None
    return made


def other_separator(source: Source, dice: Random) -> Mutant | None:
    separator, declared = dice.choice([(";", True), (";", False), ("\t", False), ("\t", True)])
    facts: dict[str, Any] = {"separator": separator, "declared": declared, "same": True}
    return mutant(source, **facts, what=f"separated by {separator!r}, declared: {declared}")


def _without(source: Source, part: Part, at: int, header: str | None) -> list[Record]:
    """Drop a column, or rename its header."""
    records = list(source.records)
    for number in range(part.header, part.last + 1):
        origin, cells = records[number - 1]
        if header is not None and number == part.header:
            records[number - 1] = (origin, [*cells[:at], header, *cells[at + 1 :]])
        elif header is None:
            records[number - 1] = (origin, cells[:at] + cells[at + 1 :])
    return records


def column_dropped(source: Source, dice: Random) -> Mutant | None:
    return _without_column(source, dice, renamed=False)


def column_renamed(source: Source, dice: Random) -> Mutant | None:
    return _without_column(source, dice, renamed=True)


def _without_column(source: Source, dice: Random, *, renamed: bool) -> Mutant | None:
    part = pick_part(source, dice)
    if part is None or len(source.header(part)) < 2:
        return None
    header = source.header(part)
    at = dice.randrange(len(header))
    records = _without(source, part, at, f"Qx {header[at]}" if renamed else None)
    left = [cell for place, cell in enumerate(header) if place != at]
    name, still = source.spec.column(header[at])[0], {source.spec.column(h)[0] for h in left}
    wanted = [names.split(" or ") for names in source.spec.usual]
    usual = any(name in names and not still & {*names} for names in wanted)
    return mutant(
        source, records, gone=frozenset(_gone(source.spec, header[at])), usual=usual,
        what=f"column {header[at]!r} {'renamed' if renamed else 'dropped'}",
    )  # fmt: skip


def _gone(spec: ChannelSpec, header: str) -> Iterator[str]:
    """Name the canonical columns that a header gives."""
    name, currency = spec.column(header)
    if name:
        yield name
        if name in {*spec.interactions, "interactions"}:
            yield from ("interactions", "interactions_of")
        if name == spec.id_from:
            yield "post_id"
        if name.endswith("_at"):
            yield from (f"{name.removesuffix('_at')}_{end}" for end in ("on", "hour", "raw"))
        if name == "answered_at":
            yield "response_seconds"
        if name in {"range", "day", "days", "date"}:
            yield from ("date", "period_start", "period_end")
    if currency or name == "currency" or is_figure(name or "", spec):
        yield "currency"
    if spec.breakdowns:
        yield from ("segment", "breakdown")


def columns_swapped(source: Source, dice: Random) -> Mutant | None:
    part = pick_part(source, dice)
    if part is None or len(source.header(part)) < 2:
        return None
    header = source.header(part)
    one, two = sorted(dice.sample(range(len(header)), 2))
    # Where anything may divide the figures, a figure that nobody knows does so left of them.
    first = source.figures(part)[0] if "*" in source.spec.breakdowns else 0
    if one <= first <= two and source.spec.column(header[two])[0] is None:
        return None
    records = list(source.records)
    for number in range(part.header, part.last + 1):
        origin, cells = records[number - 1]
        if len(cells) > one:
            cells = [*cells, *[""] * (two + 1 - len(cells))]  # Meta leaves out empty ends
            cells[one], cells[two] = cells[two], cells[one]
            records[number - 1] = (origin, cells)
    same = one > 0 or source.spec.first is None
    return mutant(source, records, what=f"columns {one} and {two} swapped", same=same)


def blank_lines(source: Source, dice: Random) -> Mutant | None:
    records = list(source.records)
    for _ in range(dice.randrange(1, 4)):
        records.insert(dice.randrange(len(records) + 1), (None, []))
    same = source.spec.layout != "blocks"  # there a blank line divides
    return mutant(source, records, what="blank lines", same=same)


def padded(source: Source, dice: Random) -> Mutant | None:
    width = max(len(cells) for _, cells in source.records) + dice.randrange(3)
    records = [(n, [*cells, *[""] * (width - len(cells))]) for n, cells in source.records]
    return mutant(source, records, separator=";", declared=False, what="padded", same=True)


def cell_damaged(source: Source, dice: Random) -> Mutant | None:
    part = pick_part(source, dice)
    if part is not None:
        row = dice.randrange(part.header + 1, part.last + 1)
        at = dice.choice(source.figures(part))
    else:
        cells = [
            (number, at)
            for number, (_, cells) in enumerate(source.records, 1)
            for at, cell in enumerate(cells)
            if at and A_NUMBER.fullmatch(cell)
        ]
        if not cells:
            return None
        row, at = dice.choice(cells)
    origin, cells_of_row = source.records[row - 1]
    if at >= len(cells_of_row):
        return None
    damage = dice.choice(DAMAGE)
    records = list(source.records)
    records[row - 1] = (origin, [*cells_of_row[:at], damage, *cells_of_row[at + 1 :]])
    return mutant(
        source, records, what=f"row {row}, column {at}: {damage}", touched=frozenset({row}),
        says=damage,
    )  # fmt: skip


def decimal_commas(source: Source, dice: Random) -> Mutant | None:
    part = pick_part(source, dice)
    if part is None:
        return None
    records, touched = list(source.records), set()
    swap = str.maketrans(",.", ".,")
    for number in range(part.header + 1, part.last + 1):
        origin, cells = records[number - 1]
        cells = list(cells)
        for at in source.figures(part):
            if at < len(cells) and A_NUMBER.fullmatch(cells[at]) and "." in cells[at]:
                cells[at] = cells[at].translate(swap)
                touched.add(number)
        records[number - 1] = (origin, cells)
    return mutant(source, records, what="decimal commas", touched=frozenset(touched))


KINDS: dict[str, Kind] = {
    kind.__name__: kind
    for kind in (
        cut_at_a_row_s_end, cut_in_a_row, row_twice, body_twice, other_encoding, other_separator,
        column_dropped, column_renamed, columns_swapped, blank_lines, padded, cell_damaged,
        decimal_commas,
    )
}  # fmt: skip


def open_bytes(path: Path) -> BinaryIO:
    return path.open("rb")


def sources() -> list[Source]:
    """Return the text files of ``tests/exports`` that are read, and are one table of cells each."""
    formats, found = Formats(shipped().values()), []
    for path, facts in cases():
        if path.suffix != ".csv" or "refused" in facts or "spec" in facts:
            continue
        (sheet,) = sound(path, path.name)
        text = delimited(text_of(partial(open_bytes, path), path.name))
        if list(text.rows()) != sheet.rows:
            continue  # it had to be mended, so its cells are not those that it is made of
        with text.text.characters() as characters:
            rows = list(csv.reader(characters, delimiter=text.separator))[text.declared :]
        told = [f"{name} = {facts[name]!r}" for name in TOLD if name in facts]
        recognised, parts = formats.recognise(sheet), list[Part]()
        if recognised.spec.layout != "blocks":
            numbers = [number for number, _ in sheet.rows]
            for part in sections(sheet, recognised):
                last = numbers[part.end - 1] if part.end else numbers[-1]
                parts.append(Part(numbers[part.header_at], last))
        found.append(
            Source(
                path, "\n".join(told), recognised.spec, text.separator, text.declared,
                list(enumerate(rows, 1)), parts,
            )
        )  # fmt: skip
    return found
