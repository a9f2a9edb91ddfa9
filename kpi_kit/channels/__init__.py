"""What each channel's export looks like: facts in one TOML file per format, no code in them."""

import re
import tomllib
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from kpi_kit.cells import plain
from kpi_kit.errors import SpecError
from kpi_kit.labels import Language
from kpi_kit.tables import TABLES

_FOLDER = Path(str(files("kpi_kit.channels")))

CURRENCY = "{currency}"
"""Stands in a header for a currency's three letters, as in ``Amount spent ({currency})``."""


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


class ChannelSpec(_Facts):
    """One export format, described.

    Attributes
    ----------
    id : str
        The name of the file that holds the facts.
    label, click_path : dict of str to str
        What the export is called and where to click to get it, in German and English.
    seen : str
        When, and in which interface languages, the format was seen.
    table : str
        The canonical table that its rows go to.
    layout : str
        ``table``: a header and rows; ``blocks``: small titled tables one below the other.
    channel : str or None
        Whose figures these are; None where the file does not say.
    signature : tuple of str
        The columns whose headers tell this format from every other.
    required : tuple of str
        Cells that a row cannot do without.
    columns, unconfirmed : dict of str to tuple of str
        Canonical name to every header seen for it, in any language; and headers that are
        expected but that no real file has shown yet.
    breakdowns : tuple of str
        Headers by which the platform splits its figures.
    interactions : tuple of str
        What the channel counts as interactions.
    words : dict
        Canonical value to the words that exports use for it, per column.
    formats, time_zone
        How dates are written, and the zone in which times are meant.
    missing : tuple of str
        Cells that mean "not available".
    marks : dict of str to tuple of str
        Headers that tell the format, or explain a row (``note``), and reach no table.
    first_row_may_be_total : bool
        Whether a first row without names is the platform's own total.
    totals : tuple of str
        How a name begins that stands in a total row in place of nothing.
    empty : tuple of str
        What a file says, in place of rows, when there is no data.
    series : tuple of Series
        The daily series of a file of blocks.
    """

    id: str
    label: dict[Language, str]
    click_path: dict[Language, str]
    seen: str
    table: str
    layout: Literal["table", "blocks"] = "table"
    channel: str | None = None
    signature: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    columns: dict[str, tuple[str, ...]] = {}
    unconfirmed: dict[str, tuple[str, ...]] = {}
    breakdowns: tuple[str, ...] = ()
    interactions: tuple[str, ...] = ()
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    formats: dict[str, str] = {}
    time_zone: str | None = None
    missing: tuple[str, ...] = ()
    marks: dict[str, tuple[str, ...]] = {}
    first_row_may_be_total: bool = False
    totals: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        if self.table not in TABLES:
            msg = f"no table {self.table!r}"
            raise ValueError(msg)
        known = {*TABLES[self.table].columns, *self.marks}
        named = {
            *self.columns, *self.unconfirmed, *self.signature, *self.required,
            *self.interactions, *self.words, *self.formats, *(s.metric for s in self.series),
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

    @property
    def channels(self) -> tuple[str | None, ...]:
        """The channels that the format may speak of."""
        return (self.channel, *(series.channel for series in self.series))

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """Headers, made plain, that no real file has shown yet."""
        return frozenset(plain(h) for headers in self.unconfirmed.values() for h in headers)

    @cached_property
    def _with_currency(self) -> list[tuple[re.Pattern[str], str]]:
        hole = re.escape(plain(CURRENCY))
        return [
            (re.compile(re.escape(alias).replace(hole, "([a-z]{3})")), name)
            for alias, name in self.aliases.items()
            if plain(CURRENCY) in alias
        ]

    def column(self, header: str) -> tuple[str | None, str | None]:
        """Return the canonical name of a header, and the currency that stands in it."""
        alias = plain(header)
        if alias in self.aliases:
            return self.aliases[alias], None
        for pattern, name in self._with_currency:
            if found := pattern.fullmatch(alias):
                return name, found[1].upper()
        return None, None

    def rank(self, header: str) -> int:
        """Return a header's place among the aliases: where two stand for one, the first counts."""
        order = list(self.aliases)
        alias = plain(header)
        return order.index(alias) if alias in order else len(order)

    @classmethod
    def from_toml(cls, path: Path) -> Self:
        """Read a description from a file.

        With ``extends = "meta_instagram_posts"`` it is laid over a shipped one: lists grow, other
        entries take the place of the shipped ones.

        Raises
        ------
        SpecError
            Naming every mistake at once, each with its place.
        """
        try:
            facts = tomllib.loads(path.read_text("utf-8"))
            if base := facts.pop("extends", None):
                facts = _laid_over(_shipped_facts(base, path), facts)
            return cls(id=path.stem, **facts)
        except tomllib.TOMLDecodeError as error:
            raise SpecError.saying("spec_toml", where=path.name, what=error) from error
        except ValidationError as error:
            what = "; ".join(
                f"{'.'.join(map(str, e['loc'])) or 'spec'}: {e['msg']}" for e in error.errors()
            )
            raise SpecError.saying("spec_invalid", where=path.name, what=what) from error


def shipped() -> dict[str, ChannelSpec]:
    """Return the formats that kpi_kit knows, by their ids."""
    return {path.stem: ChannelSpec.from_toml(path) for path in sorted(_FOLDER.glob("*.toml"))}


def load_channel(wanted: str | Path) -> ChannelSpec:
    """Return a format: a shipped one by its id, or one's own by the path of its file.

    Raises
    ------
    SpecError
        If there is neither, or the file is not well formed.
    """
    known = shipped()
    if str(wanted) in known:
        return known[str(wanted)]
    path = Path(wanted)
    if not path.is_file():
        raise SpecError.saying("no_channel", where=wanted, found=", ".join(known))
    return ChannelSpec.from_toml(path)


def _shipped_facts(base: str, path: Path) -> dict[str, Any]:
    source = _FOLDER / f"{base}.toml"
    if base not in {known.stem for known in _FOLDER.glob("*.toml")}:
        found = ", ".join(sorted(known.stem for known in _FOLDER.glob("*.toml")))
        raise SpecError.saying("no_channel", where=f"{path.name}: extends = {base!r}", found=found)
    return tomllib.loads(source.read_text("utf-8"))


def _laid_over(base: Any, facts: Any) -> Any:
    """Lay one's own entries over the shipped ones."""
    if isinstance(base, dict) and isinstance(facts, dict):
        both = {name: _laid_over(base[name], facts[name]) for name in base.keys() & facts.keys()}
        return {**base, **facts, **both}
    return [*base, *facts] if isinstance(base, list) and isinstance(facts, list) else facts
