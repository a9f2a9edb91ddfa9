"""What inspect shows: every file, every problem, in both languages."""

from pathlib import Path

import click
import pytest

from kpi_kit import labels
from kpi_kit.exports import load
from kpi_kit.inspection import inspection
from tests.test_exports import INSTAGRAM, daily, post, put, put_daily


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three files: one sound, one with a row set aside and no channel, one unknown."""
    put(tmp_path, "sound.csv", f"{INSTAGRAM}\n{post(1)}\n{post(2)}\n")
    put(tmp_path, "broken.csv", f"{INSTAGRAM}\n{post(3)}\n{post(4, views='3.Apr')}\n")
    put_daily(tmp_path, "views.csv", daily("Views", {"2026-05-01": 4}))
    put(tmp_path, "strange.csv", "Store,Clicks\nA,1\n")
    return tmp_path


def test_every_file_is_shown_with_what_is_wrong(folder: Path) -> None:
    text = click.unstyle(inspection(load(folder)))
    sound = text[text.index("sound.csv") :].split("\n\n")[0]
    assert sound.splitlines()[1:] == [
        "  Instagram posts (Meta Business Suite), published 25 May 2026",
        "  recognised by: Post ID, Account ID",
        "  rows read: 2, all kept",
    ]
    broken = text[text.index("broken.csv") :].split("\n\n")[0]
    assert "read 2 = kept 1 + totals 0 + set aside 1" in broken
    assert "a spreadsheet has made a date of this number" in " ".join(broken.split())
    assert "Not read (1)" in text
    assert text.index("Not read") < text.index("strange.csv: not recognised")
    assert text.endswith("errors: 1, warnings: 2")


def test_lines_to_copy_are_not_wrapped(folder: Path) -> None:
    text = click.unstyle(inspection(load(folder), width=40))
    assert "    [[files]]\n    match = 'views.csv'\n    channel = \"instagram\"" in text
    prose = [line for line in text.splitlines() if "'" not in line and '"' not in line]
    assert all(len(line) <= 80 for line in prose)


def test_long_lines_on_repairs_are_wrapped(tmp_path: Path) -> None:
    rows = daily("Instagram follows", {"2026-05-01": 4, "2026-05-09": 5}).replace(",", ";")
    put(tmp_path, "follows.csv", rows)
    words: dict[labels.Language, str] = {"de": "Repariert", "en": "Repaired"}
    for lang, word in words.items():
        with labels.speaking(lang):
            lines = click.unstyle(inspection(load(tmp_path), width=60)).splitlines()
        at = next(n for n, line in enumerate(lines) if line.startswith(f"  {word}: "))
        assert lines[at + 1].startswith("    ")
        assert all(len(line) <= 60 for line in lines[at : at + 3])


def test_figures_of_nobody_known_say_so(tmp_path: Path) -> None:
    put_daily(tmp_path, "views.csv", daily("Views", {"2026-05-01": 4, "2026-05-09": 5}))
    texts: dict[labels.Language, str] = {
        "de": "Tageswerte der Konten · Kanal unbekannt: vom 2. Mai 2026",
        "en": "Daily account figures · channel unknown: ",
    }
    for lang, text in texts.items():
        with labels.speaking(lang):
            assert text in " ".join(inspection(load(tmp_path)).split())


def test_german_is_german(folder: Path) -> None:
    with labels.speaking("de"):
        text = click.unstyle(inspection(load(folder)))
    assert "gelesene Zeilen: 2, alle behalten" in text
    assert "Nicht gelesen (1)" in text
    assert text.endswith("Fehler: 1, Warnungen: 2")


def test_nothing_to_object_to(folder: Path) -> None:
    assert inspection(load(folder / "sound.csv")).endswith("Nothing to object to.")
