"""Which export a sheet is: exactly one format's signature fits, or the sheet is refused."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from kpi_kit import labels
from kpi_kit.bystanders import is_memo
from kpi_kit.cells import is_one_of, plain, visible
from kpi_kit.channels import ChannelSpec, any_currency
from kpi_kit.dates import are_days, period_above
from kpi_kit.errors import NoExportError, ReadingError
from kpi_kit.overlays import cut, overlay, usual_header, whole_format
from kpi_kit.sheets import Row, Sheet
from kpi_kit.tables import TABLES

HEAD = 12
"""How many rows may stand before a header."""


A_DAY = re.compile(r"(?=.{6,40}$).*\b(?:19|20)\d\d\b.*|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*")
A_FIGURE = re.compile(r"[-+]?\d[\d.,' ]*%?")

MOST = 2 / 3
"""Where less of a header is known, the file may well be another platform's."""


@dataclass(frozen=True)
class Recognised:
    """A format, where its header is, and what told it."""

    spec: ChannelSpec
    header_at: int
    why: str


class Formats:
    """The formats to choose from, and in which of them each header stands for a column."""

    def __init__(self, specs: Iterable[ChannelSpec]) -> None:
        self.specs = {spec.id: spec for spec in specs}
        self.tables = [spec for spec in self.specs.values() if spec.layout == "table"]
        self.others = [s for s in self.specs.values() if s.layout != "table" or s.transposed]
        self.index: dict[str, list[tuple[str, str]]] = {}
        for spec in (spec for spec in self.tables if not spec.transposed):
            for alias, name in spec.aliases.items():
                self.index.setdefault(alias, []).append((spec.id, name))
        # Most cells below a header are numbers and texts, of which it is clear at a glance.
        self._longest = 2 * max(map(len, self.index), default=0)

    def recognise(self, sheet: Sheet) -> Recognised:
        """Find the one format whose signature a sheet shows.

        Raises
        ------
        ReadingError
            If no format fits, naming the nearest and what is missing; or if several fit.
        """
        found = [match for spec in self.others if (match := _match(sheet, spec))]
        found = found or self._matches(sheet)
        found = [match for match in found if match.spec.sheets] or found
        if len(found) > 1:
            names = ", ".join(match.spec.label[labels.language()] for match in found)
            raise ReadingError.saying("several_formats", where=sheet.file, found=names)
        return found[0] if found else _refuse(sheet, self.tables)

    def _matches(self, sheet: Sheet) -> list[Recognised]:
        """Recognise tables: the first row that shows the whole signature is the header."""
        found: dict[str, Recognised] = {}
        for at, (_, cells) in enumerate(sheet.head[:HEAD]):
            shown: dict[str, set[str]] = {}
            for cell in cells:
                if len(cell) > self._longest or (cell.isdecimal() and cell not in self.index):
                    continue
                for alias in {plain(cell), any_currency(cell)[0]}:
                    for spec_id, name in self.index.get(alias, ()):
                        shown.setdefault(spec_id, set()).add(name)
            for spec_id, names in shown.items():
                spec = self.specs[spec_id]
                fits = names.issuperset(spec.signature) and names.isdisjoint(spec.absent)
                fits = fits and _may_stand_in(sheet, spec)
                fits = fits and not ("date" in spec.absent and _hides_days(sheet, at, spec))
                if fits and spec.first in {None, spec.column(cells[0])[0]}:
                    told = [cell for cell in cells if spec.column(cell)[0] in spec.signature]
                    found.setdefault(spec_id, Recognised(spec, at, visible(", ".join(told))))
        return list(found.values())


def _hides_days(sheet: Sheet, header_at: int, spec: ChannelSpec) -> bool:
    """Tell whether a column holds days, though its header is not known to stand for them."""
    header, below = sheet.head[header_at][1], [cells for _, cells in sheet.head[header_at + 1 :]]
    unknown = [at for at, head in enumerate(header) if spec.column(head)[0] is None]
    return any(are_days(cells[at] for cells in below if at < len(cells)) for at in unknown)


def is_daily_header(row: Row, spec: ChannelSpec) -> bool:
    """Tell whether a row is the header of a daily series: a date and one value."""
    # Asked of every row, so the cheap question comes first.
    if len(row[1]) - row[1].count("") != 2:
        return False
    return [spec.column(cell)[0] for cell in row[1] if cell] == ["date", "value"]


def is_comment(row: Row, spec: ChannelSpec) -> bool:
    """Tell whether a row stands around the tables of a file of sections."""
    return row[1][0].startswith(spec.comment)


def _may_stand_in(sheet: Sheet, spec: ChannelSpec) -> bool:
    """Tell whether a sheet has the name that a format demands, if it demands one."""
    return not spec.sheets or is_one_of(sheet.file.rpartition("/")[2], spec.sheets)


def _match(sheet: Sheet, spec: ChannelSpec) -> Recognised | None:
    """Recognise a file of blocks by a title or daily header, one of sections by its comments.

    Where names stand below one another, the first column must show the signature.
    """
    if spec.transposed:
        names = [spec.column(cell)[0] for cell in _header(sheet)]
        fits = {*names}.issuperset(spec.signature) and spec.first in {None, *names[:1]}
        return Recognised(spec, 0, visible(_header(sheet)[0])) if fits else None
    if spec.layout == "sections":
        comments = [row[1][0] for row in takewhile(lambda row: is_comment(row, spec), sheet.head)]
        dates = period_above(comments, spec.formats["period"])
        if dates[0] == dates[0]:
            return Recognised(spec, 0, comments[1] if len(comments) > 1 else comments[0])
        return None
    named = [*(s.titles for s in spec.series), *(a.titles for a in spec.audiences)]
    titles = {plain(title) for titles in named for title in titles}
    for at, row in enumerate(sheet.head):
        if is_daily_header(row, spec):
            return Recognised(spec, at, ", ".join(cell for cell in row[1] if cell))
        if not any(row[1][1:]) and plain(row[1][0]) in titles:
            return Recognised(spec, at, row[1][0])
    return None


def _header(sheet: Sheet) -> list[str]:
    """Return the names that stand below one another."""
    return [cells[0] for _, cells in sheet.head]


def _missing(cells: Iterable[str], spec: ChannelSpec) -> list[str]:
    """Return the columns of the signature for which no header is there."""
    there = {spec.column(cell)[0] for cell in cells}
    return [name for name in spec.signature if name not in there]


def _refuse(sheet: Sheet, specs: Iterable[ChannelSpec]) -> Recognised:
    """Say what the sheet is nearest to: the format that knows most of a row's headers."""
    head = [cells for _, cells in sheet.head[:HEAD]]
    likeness = [
        (_likeness(cells, spec), spec, cells)
        for spec in specs
        if spec.signature
        for cells in ([_header(sheet)] if spec.transposed else head)
    ]
    like, near, header = max(likeness, key=lambda like: like[0], default=(0.0, None, []))
    nothing = near is None or not like
    if max(map(_filled, head), default=0) < 2 or (nothing and is_memo(sheet.file, head)):
        raise NoExportError.saying("no_table", where=sheet.file, first=cut(", ".join(head[0])))
    if near is None or not like:
        raise NoExportError.saying(
            "not_like_any", where=sheet.file, first=cut(", ".join(head[0])), mend=_described(head)
        )
    label, missing = near.label[labels.language()], _missing(header, near)
    wanted = ", ".join(repr(usual_header(near, name, header)) for name in missing)
    mend = overlay(near, missing, header)
    columns = TABLES[near.table].columns if near.table in TABLES else {}
    known = {name: cell for cell in header if (name := near.column(cell)[0] or "") in columns}
    if columns and len(known) < MOST * _filled(header):
        needed = [name for name in near.required if name in columns] or [*known]
        unlisted = [cell for cell in header if near.column(cell)[0] is not None]
        whole = whole_format(near.table, known, needed, unlisted)
        mend += f"\n{labels.text('message.other_platform')}\n{whole}"
    raise ReadingError.saying(
        "not_recognised", where=sheet.file, label=label, missing=wanted, mend=mend
    )


def _described(head: Sequence[list[str]]) -> str:
    """Offer to describe the format, where rows of days and figures stand below a header."""
    at = max(range(len(head)), key=lambda at: _filled(head[at]))
    columns = [[cell for cell in cells if cell] for cells in zip_longest(*head[at + 1 :])]
    if not all(any(_are(form, cells) for cells in columns) for form in (A_DAY, A_FIGURE)):
        return ""
    mend = whole_format("accounts", {}, ["date", "impressions"], head[at])
    return f" {labels.text('message.describe_it', mend=mend)}"


def _are(form: re.Pattern[str], cells: list[str]) -> bool:
    return bool(cells) and all(map(form.fullmatch, cells))


def _filled(cells: Iterable[str]) -> int:
    return sum(map(bool, cells))


def _likeness(cells: Iterable[str], spec: ChannelSpec) -> float:
    """Rate how much of a signature, and of the row, is known; one header alone says nothing."""
    filled = [cell for cell in cells if cell]
    known = sum(spec.column(cell)[0] is not None for cell in filled)
    missing = _missing(filled, spec)
    if known < 2 or not missing:
        return 0.0
    return known / len(filled) + 1 - len(missing) / len(spec.signature)
