"""Whatever happens to a file on its way here, no figure changes silently.

Every text file of ``tests/exports`` is damaged in one of the ways of
:data:`tests.mutations.KINDS`, at random but reproducibly, and read. What must hold:

- A row that was not touched is read as before, cell by cell; only its number may differ. The one
  exception are columns that the damage took away: they are missing, never another figure; an
  internal id may stand in place of a name, which is told.
- A row that was touched says what its cells say now, or is told of: it is set aside, named by a
  problem, or the file is refused with a sentence.
- A row that is no longer read is told of, unless it is no longer in the file: a file that ends
  after a whole row is a legitimate shorter export. A row that is cut is told of too, unless all of
  it that is read was there. This cannot be seen inside of the last cell where a platform ends its
  files without a line end (``open_end``): such a file looks whole.
- A column that is gone is told of where its format cannot do without it, or usually has it;
  otherwise it is a legitimate export without that column.
- Other encodings, separators, blank lines and empty cells at the end change nothing at all.
- A file without years is told the year of its newest row, so it is never cut below that.

``KPI_KIT_MUTATIONS`` says how many mutations are tried.
"""

import os
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest

from kpi_kit.cells import as_number, is_one_of, without_currency
from kpi_kit.errors import KpiKitError
from kpi_kit.exports import Exports, load
from kpi_kit.tables import SEVERAL, TABLES
from tests.mutations import KINDS, Mutant, Source, mutant, sources
from tests.test_exports import assert_accounted

MUTATIONS = int(os.environ.get("KPI_KIT_MUTATIONS", "200"))

Place = tuple[str, object]
"""A table, and the row of the file it comes from, or what it says of whom and when."""

Rows = dict[Place, dict[str, Any]]

DIVIDES = {"segment", "breakdown"}

FOLLOWS = {*DIVIDES, "period_start", "period_end"}
"""What follows from the columns that are there: what divides the figures, and a row's days."""


@lru_cache(maxsize=1)
def files() -> list[Source]:
    return sources()


@lru_cache(maxsize=200)
def before(number: int) -> Exports:
    source = files()[number]
    return read(source, source.path.read_bytes())


def read(source: Source, content: bytes) -> Exports:
    """Read a file from a folder of its own, with what ``exports.toml`` says of it."""
    with TemporaryDirectory() as folder:
        (Path(folder) / source.path.name).write_bytes(content)
        if source.told:
            toml = f'[[files]]\nmatch = "*"\n{source.told}'
            (Path(folder) / "exports.toml").write_text(toml, "utf-8")
        return load(folder)


@pytest.mark.parametrize("kind", KINDS)
def test_no_figure_changes_silently(kind: str) -> None:
    tried, number = 0, 0
    wrong: dict[str, list[str]] = {}
    while tried < MUTATIONS / len(KINDS):
        number += 1
        dice = Random(f"{kind} {number}")
        at = dice.randrange(len(files()))
        made = KINDS[kind](files()[at], dice)
        if made is None:
            continue
        tried += 1
        for complaint in complaints(at, made):
            wrong.setdefault(f"{files()[at].path.name}: {made.what}", []).append(complaint)
    assert not wrong


def complaints(at: int, made: Mutant) -> list[str]:
    """Say what a damaged file changes silently."""
    source, known = files()[at], before(at)
    try:
        exports = read(source, made.content())
    except KpiKitError as error:
        return [f"refused: {error}"[:300]] if made.same else []
    assert_accounted(exports)
    origins = {number: origin for number, (origin, _) in enumerate(made.records, 1)}
    if source.spec.layout == "blocks":
        old, new = dict(figures(known)), dict(figures(exports))
    else:
        old, new = dict(rows(known, None)), dict(rows(exports, origins))
    told = Told(known, exports, origins)
    found = [*compared(old, new, source, made, told)]
    if made.usual and new and not told.has("is not in this file"):
        found.append("a usual column is gone, and nothing says so")
    return found


class Told:
    """What is said of a damaged file that was not said before."""

    def __init__(self, known: Exports, exports: Exports, origins: dict[int, int | None]) -> None:
        aside = exports.set_aside["row"].map(lambda row: origins.get(row))
        self.rows = {int(row) for row in aside.dropna()}
        self.problems = list(
            (Counter(exports.problems["problem"]) - Counter(known.problems["problem"])).elements()
        )
        said = "; ".join(known.log["repairs"])
        self.repairs = [r for r in exports.log["repairs"] if r and r not in said]
        named = exports.problems.loc[exports.problems["problem"].isin(self.problems), "row"]
        self.rows |= {o for row in named.dropna() if (o := origins.get(int(row))) is not None}

    def has(self, part: str) -> bool:
        return any(part in problem for problem in self.problems)

    def anything(self) -> bool:
        return bool(self.problems or self.repairs)

    def of(self, origin: object) -> bool:
        return origin in self.rows or self.anything()


def rows(exports: Exports, origins: dict[int, int | None] | None) -> Iterator[tuple[Place, Any]]:
    """Yield the rows of all tables by where they stood in the file as it was."""
    for table in TABLES:
        for row in getattr(exports, table).to_dict("records"):
            number = int(row.pop("source_row").split(SEVERAL)[0])
            row.pop("source_file")
            origin = number if origins is None else origins.get(number)
            yield (table, origin if origin is not None else f"new {number}"), row


def figures(exports: Exports) -> Iterator[tuple[Place, Any]]:
    """Yield the single figures of a file of blocks, by what they say of whom and when."""
    for row in exports.accounts.to_dict("records"):
        for name in set(row) - {"source_file", "source_row", "channel", "account", "date"}:
            if not is_missing(row[name]):
                yield ("accounts", (row["channel"], row["date"], name)), {name: row[name]}
    for row in exports.audience.to_dict("records"):
        whose = (row["channel"], row["dimension"], row["group"])
        yield ("audience", whose), {name: row[name] for name in ("followers", "share")}


def compared(old: Rows, new: Rows, source: Source, made: Mutant, told: Told) -> Iterator[str]:
    """Compare every row with what it was."""
    there = {origin for origin, _ in made.records}
    blocks = source.spec.layout == "blocks"
    for place in old.keys() - new.keys():
        gone = place[1] not in there and not blocks
        if (
            not gone
            and not told.of(place[1])
            and not (blocks and made.says is None and not made.same)
        ):
            yield f"lost {place}"
    for place in new.keys() - old.keys():
        if not told.anything():
            yield f"new {place}"
    for place in old.keys() & new.keys():
        for name, value in new[place].items():
            was = old[place][name]
            if value == was or (is_missing(value) and is_missing(was)):
                continue
            if name in DIVIDES and sorted(str(value).split(", ")) == sorted(str(was).split(", ")):
                continue
            instead = name in FOLLOWS or told.has("in place of a name")
            if name in made.gone and (is_missing(value) or instead):
                continue
            touched = place[1] in made.touched or blocks
            named = told.of(place[1]) or made.unseen
            if touched and (named or says(made.says, value, name, source)):
                continue
            yield f"{place} {name}: {was} became {value}"


def is_missing(value: object) -> bool:
    # A cell is never a list, which is what the stubs fear.
    return bool(pd.isna(value))  # type: ignore[call-overload]


def says(cell: str | None, value: Any, name: str, source: Source) -> bool:
    """Tell whether a value is what a damaged cell says, in a way in which the format writes."""
    spec = source.spec
    if cell is None:
        return False
    if is_missing(value):
        return is_one_of(cell, (*spec.missing, *spec.masked))
    for style in spec.numbers:
        try:
            number = as_number(without_currency(cell)[0], style) * spec.scale.get(name, 1.0)
        except ValueError:
            continue
        if number == pytest.approx(value):
            return True
    return False


def test_a_file_is_first_read_as_it_is() -> None:
    """Writing the cells anew, as the kinds do, changes nothing by itself."""
    for at, source in enumerate(files()):
        assert not complaints(at, mutant(source, what="as it is", same=True)), source.path.name
