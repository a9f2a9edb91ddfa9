"""Whatever Excel makes of an export, no figure changes silently.

Every text file of ``tests/exports`` is opened and saved again by Excel, as
:mod:`tests.spreadsheet` has it: in Germany and in the US, by a person who tells the import
assistant how the file writes numbers and dates, and by one who just opens it. What must hold, row
by row:

- It is read as before, as exactly as Excel shows it; or it is set aside with its cell; or the file
  is refused.
- An identifier or a text that Excel has destroyed is missing, and a problem names its column.
- A total may be less than it was where its rows were told of, or a problem names its column.
- Where characters are lost, a note says so; but for a single question mark, which people write
  too.
"""

import csv
import re
import tomllib
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kpi_kit import rows
from kpi_kit.channels import load_channel, shipped
from kpi_kit.damage import as_saved
from kpi_kit.exports import Exports, load
from kpi_kit.folders import Found
from kpi_kit.ledger import Reading, Told
from kpi_kit.reading import read_files
from kpi_kit.recognition import Formats
from kpi_kit.sheets import Unreadable
from tests.mutations import Source
from tests.spreadsheet import ENGLISH, GERMANY, US, US_UTF8, Edition, Excel, encoded, numbers_of
from tests.test_exports import INSTAGRAM, assert_accounted, post
from tests.test_mutations import Place, Rows, files, is_missing

WAYS = {
    "Germany, with the assistant": Excel(GERMANY, assisted=True),
    "Germany, just opened": Excel(GERMANY, assisted=False),
    "US, with the assistant, as UTF-8": Excel(US_UTF8, assisted=True),
    "US, just opened": Excel(US, assisted=False),
}


def resaved(source: Source, way: Excel) -> bytes:
    """Open a file of ``tests/exports`` and save it."""
    records = [cells for _, cells in source.records]
    points = numbers_of(cell for cells in records for cell in cells)
    return way.saved(records, source.spec, points)


@dataclass
class Read:
    """What was read of one file."""

    rows: Rows = field(default_factory=dict)
    set_aside: list[dict[str, object]] = field(default_factory=list)
    problems: list[dict[str, object]] = field(default_factory=list)
    refused: bool = False


def read(contents: list[bytes], folder: Path) -> list[Read]:
    """Read the files of ``tests/exports`` with these contents, each for itself."""
    found = []
    for at, (source, content) in enumerate(zip(files(), contents, strict=True)):
        path = folder / str(at) / source.path.name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        told = Told(**tomllib.loads(source.told))
        found.append(Found(path, f"{at}/{source.path.name}", told))
    readings = [Read() for _ in found]
    for one in read_files(found, Formats(shipped().values()), "Europe/Berlin"):
        of = readings[int(one.file.partition("/")[0])]
        if isinstance(one, Unreadable):
            of.refused = True
            continue
        filled_in = int(one.rows["source_row"].eq("").sum()) if len(one.rows) else 0
        parts = len(one.rows) - filled_in + len(one.totals) + len(one.set_aside)
        assert parts == one.rows_read or one.spec.layout == "blocks", one.file
        of.rows |= dict(rows_of(one))
        of.set_aside += one.set_aside
        of.problems += one.problems
    return readings


def rows_of(reading: Reading) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Yield rows by where they stand; those of a file of blocks by what they are about."""
    for table, frame in ((reading.table, reading.rows), ("periods", reading.totals)):
        for row in frame.to_dict("records"):
            number = row.pop("source_row")
            if reading.spec.layout == "blocks":
                about = ("channel", "date", "dimension", "group")
                number = tuple(row.get(name) for name in about)
            yield (table, number), {str(name): cell for name, cell in row.items()}


@pytest.fixture(scope="module")
def as_exported(tmp_path_factory: pytest.TempPathFactory) -> list[Read]:
    """Read the files as they are."""
    return read([source.path.read_bytes() for source in files()], tmp_path_factory.mktemp("x"))


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_no_figure_changes_silently_when_excel_saves_a_folder(
    way: Excel, as_exported: list[Read], tmp_path: Path
) -> None:
    contents = [resaved(source, way) for source in files()]
    wrong = {
        source.path.name: told
        for source, known, found in zip(files(), as_exported, read(contents, tmp_path), strict=True)
        if not found.refused and (told := [*complaints(known, found, way.edition)])
    }
    assert not wrong


def complaints(known: Read, found: Read, edition: Edition) -> Iterator[str]:
    """Say what a file that Excel has saved changes silently."""
    aside = {str(entry["row"]) for entry in found.set_aside}
    for place in known.rows.keys() - found.rows.keys():
        in_blocks = isinstance(place[1], tuple)
        if place[1] not in aside and not (in_blocks and found.set_aside):
            yield f"lost {place}"
    for place in found.rows.keys() - known.rows.keys():
        yield f"new {place}"
    problems = [problem for problem in found.problems if problem not in known.problems]
    columns = {str(problem["column"]) for problem in problems}
    rewritten = any("spreadsheet" in str(entry["reason"]) for entry in found.set_aside)
    for place in known.rows.keys() & found.rows.keys():
        for name, value in found.rows[place].items():
            was = known.rows[place][name]
            if (
                name.endswith("_raw")
                or is_same(value, was)
                or (is_missing(value) and name in columns)
                or (place[0] == "periods" and (name in columns or rewritten))
                or (isinstance(was, str) and is_poorer(value, was, edition, told=name in columns))
            ):
                continue
            yield f"{place} {name}: {was!r} became {value!r}"


def is_same(value: object, was: object) -> bool:
    """Tell whether a value is what it was, as exactly as a cell shows it."""
    if isinstance(value, float) and isinstance(was, float) and not is_missing(was):
        return value == pytest.approx(was, rel=5e-5, abs=5e-5)
    return value == was or (is_missing(value) and is_missing(was))


def is_poorer(value: object, was: str, edition: Edition, *, told: bool) -> bool:
    """Tell whether a text lacks nothing but characters that the encoding lacks, and that is told.

    A single question mark is no sign of anything.
    """
    saved = encoded(was, edition.encoding).decode(edition.encoding)
    return value == saved and (told or re.search(r"(?<!\S)\?\?", saved) is None)


def test_a_folder_saved_by_excel_is_accounted_for(tmp_path: Path) -> None:
    for at, source in enumerate(files()):
        (tmp_path / str(at)).mkdir()
        content = resaved(source, WAYS["Germany, just opened"])
        (tmp_path / str(at) / source.path.name).write_bytes(content)
    exports = load(tmp_path, year=2026)
    assert_accounted(exports)
    assert set(exports.log["file"]) == {f"{at}/{s.path.name}" for at, s in enumerate(files())}


def instagram(folder: Path, way: Excel, *posts: str) -> Exports:
    """Read an export of Instagram that Excel has saved."""
    records = list(csv.reader([INSTAGRAM, *posts]))
    (folder / "May.csv").write_bytes(
        way.saved(records, load_channel("meta_instagram_posts"), ENGLISH)
    )
    return load(folder)


def of_text(text: str) -> str:
    """Return a post with this text."""
    return post(1).replace("Two\nlines, with a comma", text)


def test_a_destroyed_identifier_is_missing_and_said(tmp_path: Path) -> None:
    exports = instagram(tmp_path, WAYS["US, just opened"], post(1))
    assert exports.posts["post_id"].isna().all()
    assert "identifiers that a spreadsheet has destroyed: 1 (row 2: 1.8E+16)" in said_of(exports)


def test_dates_of_a_country_are_set_aside_with_their_cell(tmp_path: Path) -> None:
    exports = instagram(tmp_path, WAYS["Germany, with the assistant"], post(1))
    (aside,) = exports.set_aside.to_dict("records")
    assert (aside["row"], aside["column"]) == (2, "Publish time")
    assert aside["value"] == "25.05.2026 09:00"
    assert "probably rewritten by a spreadsheet; download the export again" in aside["reason"]


@pytest.mark.parametrize(
    ("text", "encoding", "rows"),
    [
        ("Neu 🚲", "cp1252", 1),
        ("🚲 Neu", "cp1252", 1),
        ("Привет мир", "cp1252", 1),
        ("Wirklich??", "cp1252", 0),
        ("Wirklich ?? 🚲", "utf-8-sig", 0),  # here emoji are kept
        ("https://example.org/?a=1??", "cp1252", 0),
    ],
)
def test_lost_characters_are_noted_where_it_is_certain_enough(
    tmp_path: Path, text: str, encoding: str, rows: int
) -> None:
    content = f"{INSTAGRAM}\n{of_text(text)}\n"
    (tmp_path / "May.csv").write_bytes(encoded(content, encoding))
    assert (
        said_of(load(tmp_path)).count(f"letters of another script: {rows} (first in row 2)") == rows
    )


def test_looking_for_what_was_lost_makes_no_copy_of_a_long_column() -> None:
    cells = np.full(40_000, "Es ist Sommer 🎉 Kommt vorbei. " * 10, dtype=object)
    whole = 4 * sum(map(len, cells))  # one emoji makes four bytes of every character
    table = rows.Rows(np.arange(len(cells)), {"text": cells})
    reading = Reading("long.csv", shipped()["meta_instagram_posts"], "")
    tracemalloc.start()
    assert as_saved(table, "text", reading) is cells
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 0.6 * whole


def test_a_text_taken_for_a_formula_is_missing_and_said(tmp_path: Path) -> None:
    exports = instagram(tmp_path, WAYS["US, just opened"], of_text("-30 % auf alles"))
    assert exports.posts["text"].tolist() == ["-30 % auf alles"]
    exports = instagram(tmp_path, WAYS["US, just opened"], of_text("=Neu"))
    assert exports.posts["text"].isna().all()
    assert "taken for formulas (#NAME?): 1 (first in row 2)" in said_of(exports)


def test_an_amount_that_became_a_month_is_no_amount(tmp_path: Path) -> None:
    lines = "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR),Impressions\n"
    lines += "2026-05-01,2026-05-31,Werkstatt,Apr 25,100\n"
    (tmp_path / "ads.csv").write_text(lines, "utf-8")
    (aside,) = load(tmp_path).set_aside.to_dict("records")
    assert (aside["value"], aside["row"]) == ("Apr 25", 2)
    assert "a spreadsheet has made a date of this number" in aside["reason"]


def test_a_total_below_its_rows_is_a_warning_whatever_it_covers(tmp_path: Path) -> None:
    lines = (
        "Campaign report\n1 May 2026 - 31 May 2026\nCampaign status,Campaign,Clicks,Impr.,Cost\n"
    )
    lines += "Enabled,Werkstatt,40,620,34.78\nTotal: Campaigns,,40,{},34.78\n"
    (tmp_path / "google.csv").write_text(lines.format(10), "utf-8")
    assert "a total cannot cover less than its rows" in said_of(load(tmp_path))
    (tmp_path / "google.csv").write_text(lines.format(900), "utf-8")
    assert "the total also covers what is not listed" in said_of(load(tmp_path))


def said_of(exports: Exports) -> str:
    return "\n".join(exports.problems["problem"])
