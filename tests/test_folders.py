"""What lies in a folder: exports, what is none, and what the folder says of them."""

import io
import zipfile
from pathlib import Path

import click
import pandas as pd
import pytest
from openpyxl import Workbook

from kpi_kit import labels
from kpi_kit.errors import KpiKitError, ReadingError, SpecError
from kpi_kit.exports import Exports, load
from kpi_kit.inspection import inspection
from tests.test_exports import INSTAGRAM, ads, assert_accounted, post, put

REACH = 'sep=,\n"Reach"\n"Date","Primary"\n"2026-05-01T00:00:00","9"\n'
OVERVIEW = "Date,Video Views,Profile Views,Likes,Comments,Shares\nMay 1,9,1,1,0,0\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Hold one sound export, two levels down."""
    put(tmp_path, "clients/north/May.csv", f"{INSTAGRAM}\n{post(1)}\n")
    return tmp_path


def workbook(**sheets: list[list[object]]) -> bytes:
    """Write an XLSX with a sheet per argument."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def table(number: int) -> list[list[object]]:
    """Lay a post into cells, as a workbook has it."""
    address = f"https://example.org/{number}"
    row = [f"1800000000000000{number}", "17", "shop", "Shop", "Text", 10, "05/25/2026 09:00"]
    figures = [address, "IG reel", "", "Lifetime", 300, 200, 10, 2, 1, 3, 5]
    return [[*INSTAGRAM.split(",")], [*row, *figures]]


def said(exports: Exports, severity: str) -> list[str]:
    problems = exports.problems
    return problems.loc[problems["severity"] == severity, "problem"].tolist()


class TestBystanders:
    """Files that are no exports are listed, and alarm nobody."""

    names = (
        ".DS_Store", "._May.csv", "Brief.docx", "Report.pdf", "Thumbs.db", "Umsatz.numbers",
        "clients/Foto.JPG", "clients/north/desktop.ini", "~$Report.xlsx",
    )  # fmt: skip

    def test_they_are_named_in_one_note(self, folder: Path) -> None:
        for name in self.names:
            put(folder, name, "x")
        exports = load(folder)
        assert said(exports, "note") == [
            "not read, as these are no exports (9): " + ", ".join(self.names)
        ]
        assert not said(exports, "error") + said(exports, "warning")
        assert_accounted(exports)
        with labels.speaking("de"):
            assert said(load(folder), "note")[0].startswith(
                "nicht gelesen, denn das sind keine Exporte (9): .DS_Store"
            )

    @pytest.mark.parametrize(
        "name", ["June.csv.crdownload", "June", "June.ods", "June.xlsm", ".June.csv", "June.json"]
    )
    def test_what_could_be_an_export_is_warned_of(self, folder: Path, name: str) -> None:
        put(folder, name, "x")
        (warning,) = said(load(folder), "warning")
        assert warning.startswith(f"not read, though these could be exports (1): {name}; only")
        with labels.speaking("de"):
            assert "obwohl es Exporte sein könnten (1)" in said(load(folder), "warning")[0]

    def test_a_hidden_folder_is_named_once_and_not_looked_into(self, folder: Path) -> None:
        put(folder, ".ipynb_checkpoints/May-checkpoint.csv", f"{INSTAGRAM}\n{post(1)}\n")
        put(folder, ".ipynb_checkpoints/notes.ipynb", "{}")
        put(folder, "__MACOSX/._May.csv", "x")
        exports = load(folder)
        assert said(exports, "note") == [
            "not read, as these are no exports (2): .ipynb_checkpoints, __MACOSX"
        ]
        assert len(exports.posts) == 1

    def test_settings_and_formats_of_one_s_own_are_no_bystanders(self, folder: Path) -> None:
        put(folder, "mine.toml", 'extends = "meta_instagram_posts"', "utf-8")
        put(folder, "exports.toml", "[[files]]\nmatch = '*.csv'\nspec = 'mine.toml'", "utf-8")
        assert load(folder).problems.empty

    def test_in_an_archive_they_are_named_and_the_exports_are_read(self, folder: Path) -> None:
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as archive:
            archive.writestr("June.csv", f"{INSTAGRAM}\n{post(2)}\n")
        with zipfile.ZipFile(folder / "all.zip", "w") as archive:
            archive.writestr("first.zip", inner.getvalue())
            archive.writestr("empty.csv", "")
            archive.writestr("cat.jpg", "x")
            archive.writestr("July.ods", "x")
            archive.writestr("last.csv", f"{INSTAGRAM}\n{post(3)}\n")
        exports = load(folder)
        assert set(exports.posts["source_file"]) == {"clients/north/May.csv", "all.zip/last.csv"}
        errors = exports.problems[exports.problems["severity"] == "error"]
        assert errors["file"].tolist() == ["all.zip/first.zip", "all.zip/empty.csv"]
        assert said(exports, "note") == ["all.zip: not read, as these are no exports (1): cat.jpg"]
        assert "could be exports (1): July.ods" in said(exports, "warning")[0]
        assert exports.log["file"].is_unique
        assert_accounted(exports)


class TestWorkbooks:
    """Excel opens with three sheets, of which two stay empty."""

    def test_an_empty_sheet_is_a_note(self, folder: Path) -> None:
        (folder / "June.xlsx").write_bytes(workbook(Tabelle1=table(2), Tabelle2=[], Tabelle3=[]))
        exports = load(folder)
        assert len(exports.posts) == 2
        assert said(exports, "note") == [
            "June.xlsx/Tabelle2: this sheet is empty",
            "June.xlsx/Tabelle3: this sheet is empty",
        ]
        assert not said(exports, "error")

    @pytest.mark.parametrize("sheets", [{"A": []}, {"A": [], "B": [[""], [None, " "]]}])
    def test_a_workbook_without_anything_is_an_empty_file(
        self, folder: Path, sheets: dict[str, list[list[object]]]
    ) -> None:
        (folder / "June.xlsx").write_bytes(workbook(**sheets))
        with pytest.raises(ReadingError, match=r"June\.xlsx: the file is empty"):
            load(folder / "June.xlsx")

    def test_remarks_beside_an_export_are_no_unknown_platform(self, folder: Path) -> None:
        content = workbook(Data=table(2), Notes=[["until Friday"], ["check"]])
        (folder / "June.xlsx").write_bytes(content)
        (error,) = said(load(folder), "error")
        assert error.startswith("June.xlsx/Notes: this holds no table but text (“until Friday”)")

    @pytest.mark.parametrize(
        ("memo", "told"),
        [
            ("Bitte nicht löschen\nDanke\n", "keine Tabelle, sondern Text („Bitte nicht löschen“)"),
            ("Hallo Anna, bitte nicht löschen\nDanke\n", "keine Tabelle, sondern Text („Hallo"),
            ("", "die Datei ist leer"),
        ],
    )
    def test_a_memo_beside_an_export_is_listed_and_is_no_error(
        self, folder: Path, memo: str, told: str
    ) -> None:
        put(folder / "own", "June.csv", f"{INSTAGRAM}\n{post(1)}\n")
        put(folder / "own", "Notiz.txt", memo)
        with labels.speaking("de"):
            exports = load(folder / "own")
        (note,) = said(exports, "note")
        assert note.startswith("Notiz.txt: ")
        assert told in note
        assert "[columns]" not in note
        assert not said(exports, "error")
        assert exports.log["file"].tolist() == ["June.csv", "Notiz.txt"]

    def test_a_memo_alone_says_why_it_is_not_read(self, folder: Path) -> None:
        put(folder / "own", "Notiz.txt", "Bitte nicht löschen\nDanke\n")
        with pytest.raises(ReadingError, match="holds no table but text"):
            load(folder / "own")

    def test_an_export_that_was_renamed_to_txt_is_read_or_refused_like_any_other(
        self, folder: Path
    ) -> None:
        put(folder / "own", "June.csv.txt", f"{INSTAGRAM}\n{post(1)}\n")
        put(folder / "own", "Damaged.txt", f"{INSTAGRAM.replace('Publish time', 'X')}\n{post(2)}\n")
        put(folder / "own", "Pins.txt", "Date,Pins,Pin clicks\n2026-05-01,4,1\n")
        exports = load(folder / "own")
        assert len(exports.posts) == 1
        assert [one.split(":")[0] for one in said(exports, "error")] == ["Damaged.txt", "Pins.txt"]


def test_copies_under_other_names_count_once(folder: Path) -> None:
    newer = post(1, views=400)
    put(folder, "clients/north/May (1).csv", f"{INSTAGRAM}\n{post(1)}\n")
    put(folder, "clients/north/May - Kopie.csv", f"{INSTAGRAM}\n{newer}\n")
    exports = load(folder)
    assert exports.posts["views"].tolist() == [400]
    assert exports.log["rows_set_aside"].sum() == 2
    assert_accounted(exports)


def test_each_of_many_posts_is_completed_by_its_own_row(folder: Path) -> None:
    """The second file lists the posts the other way round, with saves, which the first lacks."""
    rows = [
        f"18{number:015},17,shop,Shop,Text,10,05/25/2026 09:00,,IG reel,,Lifetime,{number},,,,,,"
        for number in range(1, 301)
    ]
    put(folder / "many", "a.csv", "\n".join([INSTAGRAM, *rows, ""]))
    saved = [f"{row}{number}" for number, row in enumerate(rows, 1)]
    put(folder / "many", "b.csv", "\n".join([INSTAGRAM, *reversed(saved), ""]))
    posts = load(folder / "many").posts
    assert posts["views"].tolist() == posts["saves"].tolist() == [*range(1, 301)]
    assert posts["source_row"].tolist() == [f"{at} + {303 - at}" for at in range(2, 302)]
    assert set(posts["source_file"]) == {"a.csv + b.csv"}


class TestSettings:
    """What exports.toml says counts, or it is said that it does not."""

    def test_one_in_a_subfolder_is_named(self, folder: Path) -> None:
        put(folder, "clients/exports.toml", 'currency = "CHF"', "utf-8")
        (warning,) = said(load(folder), "warning")
        assert warning.startswith("clients/exports.toml: is not heeded")
        assert "match = 'clients/…'" in warning
        with labels.speaking("de"):
            assert "wird nicht beachtet" in click.unstyle(inspection(load(folder)))
        assert load(folder / "clients").problems.empty

    def test_a_part_of_a_folder_is_read_as_it_is_within_the_whole(self, folder: Path) -> None:
        """Currency, account, year of TikTok's days, channel by the folder between, and events."""
        client = folder / "client"
        told = """
            time_zone = "Europe/London"
            currency = "CHF"
            [[files]]
            match = "instagram/2026/*"
            account = "shop"
            [[files]]
            match = "tiktok/*"
            year = 2026
            [[events]]
            date = 2026-05-01
            label = "Fair"
        """
        put(client, "exports.toml", told, "utf-8-sig")  # as Notepad may save it
        put(client, "instagram/2026/Reach.csv", REACH, "utf-16")
        put(client, "tiktok/Overview.csv", OVERVIEW)
        whole = load(client)
        for part in ("instagram", "instagram/2026", "instagram/2026/Reach.csv", "tiktok"):
            exports = load(client / part)
            channel = part.split("/")[0]
            of_channel = whole.accounts[whole.accounts["channel"] == channel]
            known = of_channel.drop(columns="source_file").reset_index(drop=True)
            pd.testing.assert_frame_equal(exports.accounts.drop(columns="source_file"), known)
            assert (exports.time_zone, len(exports.events)) == ("Europe/London", 1)
            assert said(exports, "warning") == []
            (note,) = [n for n in said(exports, "note") if "exports.toml" in n]
            assert note.startswith("client/exports.toml counts here too")
        with labels.speaking("de"):
            shown = click.unstyle(inspection(load(client / "tiktok"), width=500))
        assert "client/exports.toml gilt auch hier, denn sie liegt im nächsten Ordner" in shown

    def test_only_the_nearest_exports_toml_counts_and_none_far_above(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place = folder / "a" / "b" / "c" / "d"
        put(place, "ads.csv", ads("2026-05-01,2026-05-31,Summer,100,300,10"))
        put(folder, "exports.toml", 'time_zone = "Asia/Tokyo"')
        assert load(place).time_zone == "Europe/Berlin"  # four folders above
        put(folder / "a", "exports.toml", 'time_zone = "Europe/London"')
        assert load(place).time_zone == "Europe/London"
        monkeypatch.setenv("HOME", str(folder / "a"))
        monkeypatch.setenv("USERPROFILE", str(folder / "a"))
        assert load(place).time_zone == "Europe/Berlin"  # a home folder holds everything
        put(folder / "a" / "b", "exports.toml", 'time_zone = "Europe/Paris"')
        assert load(place).time_zone == "Europe/Paris"
        put(place, "exports.toml", "")
        assert load(place).time_zone == "Europe/Berlin"

    def test_an_exports_toml_that_is_no_utf_8_is_refused_with_its_path(self, folder: Path) -> None:
        put(folder, "exports.toml", '# für Köln\ntime_zone = "Europe/Berlin"', "cp1252")
        with pytest.raises(SpecError, match=r"exports\.toml: not valid TOML"):
            load(folder)

    def test_an_entry_that_fits_no_file_is_named(self, folder: Path) -> None:
        entries = "[[files]]\nmatch = 'May.csv'\n[[files]]\nmatch = 'clients/*'\n"
        put(folder, "exports.toml", entries, "utf-8")
        (warning,) = said(load(folder), "warning")
        assert warning.startswith("exports.toml: match = 'May.csv' fits no file")
        with labels.speaking("de"):
            assert "match = 'May.csv' passt auf keine Datei" in said(load(folder), "warning")[0]
        # Of one file alone, entries for the others are none of its business.
        put(folder, "clients/north/exports.toml", "[[files]]\nmatch = 'June.csv'", "utf-8")
        assert load(folder / "clients" / "north" / "May.csv").problems.empty

    def test_folders_of_different_time_zones_are_not_mixed(self, folder: Path) -> None:
        put(folder, "clients/south/ads.csv", ads("2026-05-01,2026-05-31,Summer,100,300,10"))
        north, south = folder / "clients" / "north", folder / "clients" / "south"
        put(north, "exports.toml", 'time_zone = "Europe/Berlin"', "utf-8")
        assert load(north, south).time_zone == "Europe/Berlin"
        put(south, "exports.toml", 'time_zone = "Europe/London"', "utf-8")
        with pytest.raises(SpecError, match=r"north \(Europe/Berlin\), .*south \(Europe/London\)"):
            load(north, south)
        with labels.speaking("de"), pytest.raises(KpiKitError, match="verschiedene Zeitzonen"):
            load(north, south)
        assert load(north, south, time_zone="Europe/London").time_zone == "Europe/London"

    def test_two_files_of_a_folder_tell_its_events_once(self, folder: Path) -> None:
        put(folder, "June.csv", f"{INSTAGRAM}\n{post(2)}\n")
        put(folder, "July.csv", f"{INSTAGRAM}\n{post(3)}\n")
        put(folder, "exports.toml", "[[events]]\ndate = 2026-06-01\nlabel = 'Fair'\n", "utf-8")
        assert load(folder / "June.csv", folder / "July.csv").events["label"].tolist() == ["Fair"]
