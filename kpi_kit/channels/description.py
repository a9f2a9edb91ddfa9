"""All that a description of an export may say; facts only, no code in them."""

import re
from functools import cached_property, lru_cache
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from kpi_kit.cells import plain
from kpi_kit.labels import Language
from kpi_kit.tables import TABLES

CURRENCY = "{currency}"
"""Stands in a header for a currency's three letters, as in ``Amount spent ({currency})``."""

_CODE = re.compile(r"\b([a-z]{3})\b(?=\)?$)")

NO_TABLE = "none"
"""The table of files of which nothing goes into one."""

NumberStyle = Literal["1234.5", "1,234.5", "1.234,5"]

Forms = Annotated[
    tuple[str, ...], BeforeValidator(lambda given: (given,) if isinstance(given, str) else given)
]
"""One form of a date, or several."""


class _Facts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Series(_Facts):
    """One daily series of a file of blocks, told by the block's title.

    ``gaps = "zero"`` says that the platform leaves out days without events, so that a gap between
    two days is a zero; a missing tail never is.
    """

    metric: str
    titles: tuple[str, ...]
    channel: str | None = None
    gaps: Literal["missing", "zero"] = "missing"


class Audience(_Facts):
    """Blocks of a file that divide an account's audience, told by their titles."""

    dimension: str
    titles: tuple[str, ...]
    channel: str | None = None


class ChannelSpec(_Facts):
    """One export format, described.

    Words that may go on end in ``…``: ``"Total: …"`` stands for every cell that begins so.

    Attributes
    ----------
    id : str
        The name of the file that holds the facts.
    label, click_path : dict of str to str
        What the export is called and where to click to get it, in German and English.
    seen : str
        When, and in which interface languages, the format was seen.
    table : str
        The canonical table that its rows go to; ``none`` where nothing of the file goes into one.
    layout : str
        ``table``: a header and rows; ``sections``: several of them, each below comment lines;
        ``blocks``: small titled tables one below the other.
    side_by_side : bool
        Whether two tables stand side by side, an empty column between them.
    tables_below : bool
        Whether, below the table and a title of its own, another one may follow, of which nothing
        is read.
    transposed : bool
        Whether names stand in the first column and their figures in the second.
    channel : str or None
        Whose figures these are; None where the file does not say.
    signature : tuple of str
        The columns whose headers tell this format from every other.
    absent : tuple of str
        Columns whose headers tell that it is another format after all.
    sheets : tuple of str
        How the sheet of a workbook is called that is read so, though another format has the same
        columns.
    first : str or None
        The column that stands first: it tells formats of few columns, which others have too.
    required : tuple of str
        Cells that a row cannot do without.
    columns, unconfirmed : dict of str to tuple of str
        Canonical name to every header seen for it, in any language; and headers that are
        expected but that no real file has shown yet.
    usual : tuple of str
        Figures without which an export is suspicious: their header may have been renamed. Where
        one of several will do, they are joined by ``or``.
    breakdowns : tuple of str
        Headers by which the platform splits its figures; ``*`` stands for every unknown header
        left of the first figure, and for those right of it whose cells are texts.
    interactions : tuple of str
        What the channel counts as interactions.
    fixed : dict of str to str
        What all rows of the export have in common.
    words : dict
        Canonical value to the words that exports use for it, per column. The header of an
        audience's groups tells its ``dimension``.
    formats : dict of str to tuple of str
        How dates are written, per column; where there are several, the file must decide.
    time_zone : str or None
        The zone in which times are meant; None for the account's own.
    numbers : tuple of str
        How numbers are written: ``1234.5``, ``1,234.5`` or ``1.234,5``; the file must decide.
    scale : dict of str to float
        What a figure is multiplied with: 3600 makes seconds of hours, 0.01 a share of percent.
    missing, masked : tuple of str
        Cells that mean "not available", and those that hide a small figure.
    marks : dict of str to tuple of str
        Headers that tell the format, or explain a row (``note``), and reach no table. ``days``
        counts days from the start of the period, ``range`` holds both ends of a period.
    totals : tuple of str
        How the first cell, or a name, of the platform's own total rows begins.
    unnamed_total : bool
        Whether a first row without names is the platform's own total.
    total_parts : tuple of str
        Those of them that each cover a part of the rows, such as one type of campaign.
    unconfirmed_totals : tuple of str
        Those of them that no real file has shown yet.
    total_covers : str or None
        Why totals may differ from the rows: a key of ``covers`` in ``words/*.toml``.
    footers : tuple of str
        Rows that only say something, such as that the list was cut.
    description_row : bool
        Whether the row below the header explains the columns.
    declared : bool
        Whether the first line says what separates the cells (``sep=,``); a re-save loses it.
    open_end : bool
        Whether the last line has no line end. Elsewhere that is a sign that the file was cut.
    comment : str
        How lines begin that stand around the tables of a file of sections.
    period : tuple of str
        Where the period stands that no column tells: ``above`` the header, or in the ``name``;
        ``name, exclusive`` where the second date in the name is the day after the last.
    above : dict of str to tuple of str
        Figures that stand above the header, and what stands before them. It ends in a day, to
        which the figure belongs: ``Total followers on 5/14/2026``.
    zero_gaps : tuple of str
        Figures of which the platform writes no zero: blank between two figures means 0.
    gives_way : tuple of str
        Figures of a day that count only where no other export of the account holds them.
    id_from : str or None
        The column, a link, whose long number identifies a post.
    nameless : tuple of str
        How the platform's own ids begin that stand in the place of a missing name of a group.
    entities : bool
        Whether texts are written as in HTML (``&amp;``).
    caution : str or None
        What a reader must know of these figures: a key of ``caution`` in ``words/*.toml``.
    empty : tuple of str
        What a file says, in place of rows, when there is no data.
    series, audiences : tuple
        The daily series, and the divisions of the audience, of a file of blocks.
    """

    id: str
    label: dict[Language, str]
    click_path: dict[Language, str] = {}
    seen: str = ""
    table: str
    layout: Literal["table", "sections", "blocks"] = "table"
    side_by_side: bool = False
    tables_below: bool = False
    transposed: bool = False
    channel: str | None = None
    signature: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    first: str | None = None
    required: tuple[str, ...] = ()
    columns: dict[str, tuple[str, ...]] = {}
    unconfirmed: dict[str, tuple[str, ...]] = {}
    usual: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] = ()
    interactions: tuple[str, ...] = ()
    fixed: dict[str, str] = {}
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    formats: dict[str, Forms] = {}
    time_zone: str | None = None
    numbers: tuple[NumberStyle, ...] = ("1234.5",)
    scale: dict[str, float] = {}
    missing: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()
    marks: dict[str, tuple[str, ...]] = {}
    totals: tuple[str, ...] = ()
    unnamed_total: bool = False
    total_parts: tuple[str, ...] = ()
    unconfirmed_totals: tuple[str, ...] = ()
    total_covers: str | None = None
    footers: tuple[str, ...] = ()
    description_row: bool = False
    declared: bool = False
    open_end: bool = False
    comment: str = "#"
    period: tuple[Literal["above", "name", "name, exclusive"], ...] = ()
    above: dict[str, tuple[str, ...]] = {}
    zero_gaps: tuple[str, ...] = ()
    gives_way: tuple[str, ...] = ()
    id_from: str | None = None
    nameless: tuple[str, ...] = ()
    entities: bool = False
    caution: str | None = None
    empty: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    audiences: tuple[Audience, ...] = ()

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        if self.table not in TABLES and self.table != NO_TABLE:
            msg = f"no table {self.table!r}"
            raise ValueError(msg)
        tables = [self.table, *(["audience"] if self.audiences else [])]
        columns = [name for t in tables if t in TABLES for name in TABLES[t].columns]
        known = {*columns, *self.marks, "period"}
        named = {
            *self.columns, *self.unconfirmed, *self.signature, *self.absent, *self.required,
            *self.interactions, *self.fixed, *self.usual_names, *self.zero_gaps, *self.above,
            *self.words, *self.gives_way,
            *self.formats, *self.scale, *(s.metric for s in self.series),
            *filter(None, (self.id_from, self.first)),
        }  # fmt: skip
        if unknown := sorted(named - known):
            msg = f"no column {unknown} in the table {self.table!r}"
            raise ValueError(msg)
        return self

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Header, made plain, to canonical name or mark."""
        return {
            plain(header): name
            for columns in (self.marks, self.columns, self.unconfirmed)
            for name, headers in columns.items()
            for header in headers
        }

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {alias: rank for rank, alias in enumerate(self.aliases)}

    @property
    def channels(self) -> tuple[str | None, ...]:
        """The channels that the format may speak of."""
        return (self.channel, *(series.channel for series in self.series))

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """Headers, made plain, that no real file has shown yet."""
        return frozenset(plain(h) for headers in self.unconfirmed.values() for h in headers)

    def column(self, header: str) -> tuple[str | None, str | None]:
        """Return the canonical name of a header, and the currency that stands in it."""
        alias, currency = any_currency(header)
        if plain(header) in self.aliases:
            return self.aliases[plain(header)], None
        return (self.aliases[alias], currency) if alias in self.aliases else (None, None)

    @property
    def usual_names(self) -> set[str]:
        """The figures in ``usual``, alternatives each by itself."""
        return {name for names in self.usual for name in names.split(" or ")}

    def rank(self, header: str) -> int:
        """Return a header's place among the aliases: where two stand for one, the first counts."""
        return self._ranks.get(plain(header), len(self._ranks))


@lru_cache(maxsize=100_000)
def any_currency(header: str) -> tuple[str, str | None]:
    """Put a hole in the place of the currency at the end of a header.

    Examples
    --------
    >>> any_currency("Amount spent (EUR)")
    ('amount spent ({currency})', 'EUR')
    """
    found = _CODE.search(plain(header))
    if not found:
        return plain(header), None
    header = plain(header)
    return header[: found.start()] + CURRENCY + header[found.end() :], found[1].upper()
