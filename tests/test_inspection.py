"""What inspect shows: every file, every problem, in both languages."""

import csv
import re
import tomllib
from pathlib import Path

import click
import pandas as pd
import pytest

from kpi_kit import labels
from kpi_kit.errors import ReadingError
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
    assert " ".join(sound.split()) == (
        "sound.csv Instagram posts (Meta Business Suite) · published 25 May 2026 · "
        "rows: 2, all kept · recognised by: Post ID, Account ID"
    )
    broken = text[text.index("\nbroken.csv") + 1 :].split("\n\n")[0]
    assert "read 2 = kept 1 + set aside 1" in " ".join(broken.split())
    assert "a spreadsheet has made a date of this number" in " ".join(broken.split())
    assert "Not read (1)" in text
    assert text.index("Not read") < text.index("strange.csv\n  error: not recognised")
    assert "errors: 1, warnings: 2" in text


def test_lines_to_copy_are_not_wrapped(folder: Path) -> None:
    text = click.unstyle(inspection(load(folder), width=40))
    assert "  Instagram posts (Meta Business Suite)\n    · published 25 May 2026" in text
    assert "    [[files]]\n    match = 'views.csv'  # 'Views'\n    channel = \"instagram\"" in text
    prose = [line for line in text.splitlines() if "'" not in line and '"' not in line]
    assert all(len(line) <= 80 for line in prose)


def test_long_lines_on_repairs_are_wrapped(tmp_path: Path) -> None:
    rows = daily("Instagram follows", {"2026-05-01": 4, "2026-05-09": 5}).replace(",", ";")
    put(tmp_path, "follows.csv", rows)
    words: dict[labels.Language, str] = {"de": "repariert", "en": "repaired"}
    for lang, word in words.items():
        with labels.speaking(lang):
            lines = click.unstyle(inspection(load(tmp_path), width=60)).splitlines()
        at = next(n for n, line in enumerate(lines) if f"{word}:" in line)
        assert lines[at + 1].startswith("    ")
        assert all(len(line) <= 60 for line in lines[at : at + 3])


def test_figures_of_nobody_known_say_so(tmp_path: Path) -> None:
    put_daily(tmp_path, "views.csv", daily("Views", {"2026-05-01": 4, "2026-05-09": 5}))
    texts: dict[labels.Language, str] = {
        "de": "Tageswerte der Konten · Kanal unbekannt: gar keine Werte (Tage: 7;",
        "en": "Daily account figures · channel unknown: ",
    }
    for lang, text in texts.items():
        with labels.speaking(lang):
            assert text in " ".join(inspection(load(tmp_path)).split())


def test_german_is_german(folder: Path) -> None:
    with labels.speaking("de"):
        text = click.unstyle(inspection(load(folder)))
    assert "Zeilen: 2, alle behalten" in text
    assert "Nicht gelesen (1)" in text
    assert "Fehler: 1, Warnungen: 2" in text


def test_nothing_to_object_to(folder: Path) -> None:
    text = click.unstyle(inspection(load(folder / "sound.csv")))
    summary = ["one file read", "  rows: 2, all kept", "  posts: 2"]
    assert text.splitlines()[:4] == [*summary, "  Nothing to object to."]


def test_the_summary_stands_first_and_its_sum_holds(folder: Path) -> None:
    words: dict[labels.Language, list[str]] = {
        "en": [
            "3 of 4 files read",
            "  read 5 = kept 4 + set aside 1",
            "  posts: 3 · account days: 1",
            "  errors: 1, warnings: 2",
            "What to look at first",
        ],
        "de": [
            "3 von 4 Dateien gelesen",
            "  gelesen 5 = behalten 4 + beiseitegelegt 1",
            "  Beiträge: 3 · Kontotage: 1",
            "  Fehler: 1, Warnungen: 2",
            "Was du dir zuerst ansehen solltest",
        ],
    }
    for lang, first in words.items():
        with labels.speaking(lang):
            lines = click.unstyle(inspection(load(folder))).splitlines()
        assert [*lines[:4], lines[5]] == first
        severities = [line.split(":")[0].strip() for line in lines[6:11] if line[2:3].strip()]
        error, *warnings = ["error", "warning"] if lang == "en" else ["Fehler", "Warnung"]
        assert severities == [error, *warnings * 2]


def test_few_files_need_no_list_of_what_to_look_at_first(folder: Path) -> None:
    (folder / "strange.csv").unlink()
    assert "What to look at first" not in inspection(load(folder))


UNDATED = "Date,Video Views,Profile Views,Likes,Comments,Shares\nMay 1,4,1,1,0,0\n"


def test_files_refused_for_one_reason_are_told_together(folder: Path) -> None:
    for name in ("a.csv", "b.csv", "c.csv"):
        put(folder, name, UNDATED)
    text = click.unstyle(inspection(load(folder)))
    assert "a.csv (Date)\nb.csv (Date)\nc.csv (Date)\n  error: the days are written" in text
    assert "– first in: a.csv (Date), 3 times in all" in " ".join(text.split())
    assert text.count("are written without a year") == 2  # in the summary, and where they are


def test_where_nothing_is_read_one_reason_is_told_once(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        put(tmp_path, name, UNDATED)
    put(tmp_path, "strange.csv", "Store,Clicks\nA,1\n")
    with pytest.raises(ReadingError) as refused:
        load(tmp_path)
    first, undated, strange = str(refused.value).splitlines()
    assert first == "No file could be read:"
    assert undated.startswith("- a.csv (Date), b.csv (Date): the days are written without a year")
    assert strange.startswith("- strange.csv: not recognised")


def test_what_many_files_share_is_told_once_with_every_file(tmp_path: Path) -> None:
    ads = "Campaign status,Campaign,Currency code,Cost,Impr.\nEnabled,{name},,4.50,900\n"
    for name in ("Mai", "Juni", "Juli"):
        put(tmp_path, f"{name}.csv", f"Report\n{name}\n{ads.format(name=name)}")
    put(tmp_path, "own.csv", f"{INSTAGRAM}\n{post(1)}\n{post(1)}\n")
    text = click.unstyle(inspection(load(tmp_path)))
    across = text[text.index("What concerns several files") :]
    told = "warning: amounts without a currency (rows: 1)"
    assert (text.count(told), across.count(told)) == (2, 1)  # in the summary, too
    assert "\n    Juli.csv\n    Juni.csv\n    Mai.csv\n" in across + "\n"


HOOTSUITE = "Page Reactions by Type - {kind} (Daily aggregated values for Facebook pages: {pages})"


def test_long_headers_are_cut_in_what_is_said_but_never_in_what_is_pasted(tmp_path: Path) -> None:
    pages = ", ".join(f"Eine Seite mit langem Namen Nummer {n}" for n in range(12))
    heads = [HOOTSUITE.format(kind=kind, pages=pages) for kind in range(30)]
    header = ",".join(["Datum (GMT)", *(f'"{head}"' for head in heads)])
    put(tmp_path, "long.csv", f"{header}\n2018-07-01{',1' * 30}\n")
    put(tmp_path, "sound.csv", f"{INSTAGRAM}\n{post(1)}\n")
    text = click.unstyle(inspection(load(tmp_path), width=80))
    assert max(map(len, text.splitlines())) < 120
    assert "long ones end in … here" in text
    assert "and 11 more" in text
    block = re.findall(r"^    .*", text[text.index("    table =") :], re.MULTILINE)
    pasted = tomllib.loads("\n".join(block))
    assert pasted["columns"] == {"date": ["…"], "impressions": ["…"]}


def test_a_table_without_days_and_figures_is_no_export_and_gets_no_description(
    folder: Path,
) -> None:
    text = click.unstyle(inspection(load(folder)))
    told = text[text.index("Not read") :]
    assert "strange.csv" in told
    assert "[columns]" not in told
    put(folder, "strange.csv", "Tag der Woche,Klicker\n2026-05-01,4\n")
    assert "[columns]" in inspection(load(folder))


def test_sound_files_among_many_have_one_line_each(tmp_path: Path) -> None:
    for number in range(1, 5):
        put(tmp_path, f"sound{number}.csv", f"{INSTAGRAM}\n{post(number)}\n")
    put(tmp_path, "whole.csv", f"{INSTAGRAM}\n{post(7)}\n".replace(",", ";"))
    put(tmp_path, "broken.csv", f"{INSTAGRAM}\n{post(5)}\n{post(6, views='3.Apr')}\n")
    text = click.unstyle(inspection(load(tmp_path)))
    whole = "whole.csv: published 25 May 2026 · rows: 1 · repaired: semicolons instead of commas:"
    brief = text[text.index("Nothing else to object to (5); every row is kept or a total") :]
    assert brief.splitlines()[1:] == [
        "  Instagram posts (Meta Business Suite)",
        "    sound1.csv, sound2.csv, sound3.csv, sound4.csv: published 25 May 2026 · rows: 1",
        f"    {whole} saved again",
        "      by a spreadsheet",
    ]
    assert text.index("broken.csv\n") < text.index("Nothing else to object to")


def test_sheets_stand_under_the_name_of_their_workbook(tmp_path: Path) -> None:
    with pd.ExcelWriter(tmp_path / "book.xlsx") as book:
        for sheet, row in {"May": post(1), "June": post(2, views="3.Apr")}.items():
            rows = list(csv.reader(f"{INSTAGRAM}\n{row}\n".splitlines(keepends=True)))
            pd.DataFrame(rows).to_excel(book, sheet_name=sheet, header=False, index=False)
    text = click.unstyle(inspection(load(tmp_path)))
    assert text.count("book.xlsx\n") == 1
    told = " ".join(text[text.index("book.xlsx\n") :].split())
    assert (
        "book.xlsx June, May: Instagram posts (Meta Business Suite) · published 25 May 2026 · "
        "read 2 = kept 1 + set aside 1 · recognised by: Post ID, Account ID"
    ) in told
    assert "\n  warning: June: set aside (row 2)" in text


TOTALS = "Content,Video title,Video publish time,Views,Impressions\nTotal,,,9,90\n"


def test_totals_that_differ_for_one_reason_are_told_together(tmp_path: Path) -> None:
    put(tmp_path, "Table data.csv", f'{TOTALS}abcdefghijk,A,"May 1, 2026",4,40\n')
    text = " ".join(click.unstyle(inspection(load(tmp_path))).split())
    cases = [
        f"{of}: {ours} in the rows, {theirs} in the total row"
        for of, ours, theirs in (("Impressions", 40, 90), ("Views", 4, 9))
    ]
    told = f"note: {'; '.join(cases)}; the total also covers what is not listed"
    assert told in text


def test_what_a_file_has_several_times_is_told_once_with_each_case(tmp_path: Path) -> None:
    blocks = "".join(
        f'"{title}"\n"","Women","Men"\n"18-24","{cell}","1.6"\n\n'
        for title, cell in {"Age & gender": "3.Apr", "Top countries": "4.Apr"}.items()
    )
    put(tmp_path / "instagram", "Audience.csv", f"sep=,\n{blocks}", "utf-16")
    text = click.unstyle(inspection(load(tmp_path)))
    told = "a spreadsheet has turned numbers of this table into dates"
    assert text.count(told) == 1
    assert "Excel before\n    rows: 2, the first is row 3; 3.Apr\n    rows: 2" in text


def test_files_without_a_channel_are_told_once_with_all_there_is_to_copy(tmp_path: Path) -> None:
    for title in ("Views", "Reach", "Follows"):
        put_daily(tmp_path, f"{title}.csv", daily(title, {"2026-05-01": 4}))
    text = click.unstyle(inspection(load(tmp_path)))
    across = text[text.index("What concerns several files") :]
    assert text.count("no channel in the title; put the file into a folder") == 1
    copied = "\n".join(re.findall(r"^    (.*[\]=].*)", across, re.MULTILINE))
    assert {(file["match"], file["channel"]) for file in tomllib.loads(copied)["files"]} == {
        (f"{title}.csv", "instagram") for title in ("Views", "Reach", "Follows")
    }
    assert "# 'Views'" in across


def test_files_of_two_accounts_have_one_entry_each_to_fill_in(tmp_path: Path) -> None:
    for name, views in {"a": 4, "b": 5, "c": 6, "d": 7}.items():
        put_daily(tmp_path / "instagram", f"{name}.csv", daily("Views", {"2026-05-01": views}))
    text = click.unstyle(inspection(load(tmp_path)))
    across = text[text.index("What concerns several files") :]
    told = "there are other figures for the same days (those kept are in instagram/a.csv). If"
    assert " ".join(across.split()).count(told) == 1
    assert "\n    instagram/b.csv\n    instagram/c.csv\n    instagram/d.csv\n" in across
    for name in "abcd":
        assert text.count(f"match = 'instagram/{name}.csv'") == 1
