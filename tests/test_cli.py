"""The command line: every command, both languages, and one sentence for every mistake."""

import os
import subprocess
import sys
from dataclasses import dataclass
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Protocol

import click
import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner

import kpi_kit as kk
from kpi_kit import labels, locale
from kpi_kit.channels import shipped
from kpi_kit.cli import commands, language_of, main
from kpi_kit.cli import company as company_cli
from kpi_kit.errors import KpiKitError
from kpi_kit.kpis import KPIS
from kpi_kit.reporting.writing import defused, write_whole
from tests.test_exports import INSTAGRAM, ads, post, put

HERE = Path(__file__).parents[1]
SAMPLE = str(HERE / "sample_data" / "emscherrad")


@dataclass
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


class Run(Protocol):
    """Run a command in a folder, on a system of a language."""

    def __call__(self, *arguments: str, lang: str = "en") -> Done:
        """Return exit code and output."""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process and in ``tmp_path``."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, lang: str = "en") -> Done:
        monkeypatch.setenv("LC_ALL", f"{lang}_XX.UTF-8")
        monkeypatch.setenv("LANGUAGE", "")
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        code = ended.value.code
        return Done(int(code or 0), *capsys.readouterr())

    return call


def test_python_m_kpi_kit_is_the_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kpi_kit", "channels", "--lang", "de"], cwd=tmp_path, check=True,
        capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(HERE), "PYTHONUTF8": "1", "PYTHONWARNINGS": "error"},
    )  # fmt: skip
    assert "Instagram-Beiträge" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        ("--help", "pandas numpy pydantic babel"),
        ("catalog", "matplotlib scipy jinja2"),
        ("inspect --help", "matplotlib scipy jinja2"),
        ("course --help", "matplotlib scipy jinja2"),
    ],
)
def test_a_command_waits_only_for_what_it_needs(arguments: str, absent: str) -> None:
    script = f"""import sys
from kpi_kit.cli import main
try:
    main({arguments.split()})
except SystemExit:
    print([module for module in {absent.split()} if module in sys.modules], file=sys.stderr)"""
    done = subprocess.run([sys.executable, "-c", script], cwd=HERE, capture_output=True, text=True,
                          check=True)  # fmt: skip
    assert done.stderr.strip() == "[]"


def test_the_help_says_the_same_whether_commands_are_imported_or_not() -> None:
    told = [
        group.get_help(click.Context(group, info_name="kpi-kit"))
        for group in (commands(), commands([]))
    ]
    assert told[0] == told[1]


def test_the_report_is_written_and_its_place_is_said(run: Run, tmp_path: Path) -> None:
    done = run("report", "--lang", "de")
    path = tmp_path / "bericht.html"
    assert done.returncode == 0, done.stderr
    assert str(path) in done.stdout
    assert path.as_uri() in done.stdout
    assert 'lang="de"' in path.read_text("utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["bericht.html"]


def test_a_report_of_given_files_under_a_given_name(run: Run, tmp_path: Path) -> None:
    file = put(tmp_path, "Übung 1/ig.csv", f"{INSTAGRAM}\n{post(1)}\n")
    done = run("report", str(file), "-o", "r ü.html", "--title", "Mai")
    assert done.returncode == 0, done.stderr
    assert "<h1>Mai</h1>" in (tmp_path / "r ü.html").read_text("utf-8")


def test_inspect_says_what_each_file_is_why_and_what_became_of_its_rows(
    run: Run, tmp_path: Path
) -> None:
    put(tmp_path, "ig.csv", f"{INSTAGRAM}\n{post(1)}\n{post(2, views='x')}\n")
    put(tmp_path, "odd.csv", "a,b\n")
    done = run("inspect", str(tmp_path))
    assert done.returncode == 0, done.stderr
    for told in (
        "Instagram posts (Meta Business Suite) · published 25 May 2026",
        "recognised by: Post ID, Account ID",
        "read 2 = kept 1 + set aside 1",
        "odd.csv\n  error: not recognised",
        "warning: set aside (row 3): not a whole number",
    ):
        assert told in done.stdout


def test_a_description_of_one_s_own_reads_a_file_with_other_headers(
    run: Run, tmp_path: Path
) -> None:
    put(tmp_path, "ig.csv", f"{INSTAGRAM.replace('Views', 'Klicker')}\n{post(1)}\n")
    mine = 'extends = "meta_instagram_posts"\n[columns]\nviews = ["Klicker"]\n'
    put(tmp_path, "my.toml", mine, "utf-8")
    for command in ("inspect", "kpis", "report"):
        done = run(command, "ig.csv", "--channel", "my.toml")
        assert done.returncode == 0, done.stderr
    done = run("kpis", "ig.csv", "--channel", "my.toml", "--kpi", "views")
    assert "300" in done.stdout


def test_kpis_are_shown_with_names_and_units(run: Run) -> None:
    done = run("kpis", SAMPLE, "--by", "channel,quarter", "--lang", "de")
    assert done.returncode == 0, done.stderr
    assert "Instagram · 2026-Q2" in done.stdout
    assert "Interaktionsrate nach Reichweite" in done.stdout
    assert "\N{NO-BREAK SPACE}%" in done.stdout


def test_kpis_go_into_a_file_as_plain_numbers(run: Run, tmp_path: Path) -> None:
    done = run("kpis", SAMPLE, "--table", "ads", "--kpi", "return_on_ad_spend", "--by", "campaign",
               "-o", "out.csv")  # fmt: skip
    assert done.returncode == 0, done.stderr
    written = pd.read_csv(tmp_path / "out.csv", encoding="utf-8-sig")
    known = written.dropna(subset=["return_on_ad_spend"]).set_index("campaign")
    assert known["return_on_ad_spend"].between(0.5, 40).all()
    assert "Dienstrad für Betriebe" not in known.index  # LinkedIn reports no revenue
    assert set(written["currency"]) == {"EUR"}


def test_kpis_go_into_a_workbook_with_number_formats_and_definitions(
    run: Run, tmp_path: Path
) -> None:
    campaigns = ["2026-01-01,2026-01-31,=1+1,600,1500,30.5", "2026-01-01,2026-01-31,May,6,,2"]
    put(tmp_path, "ads.csv", ads(*campaigns))
    done = run("kpis", "ads.csv", "--by", "campaign", "-o", "out.xlsx", "--lang", "de")
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Kennzahlen", "Definitionen"]
    heads, *rows = book["Kennzahlen"].iter_rows()
    evil, may = ({str(h.value): c for h, c in zip(heads, row, strict=True)} for row in rows)
    price = "Tausender-Kontakt-Preis (TKP)"
    assert (evil["Kampagne"].value, evil["Kampagne"].data_type) == ("'=1+1", "s")
    assert evil[price].value == pytest.approx(30.5 / 1.5)
    assert evil[price].number_format == '#,##0.00 "EUR"'
    assert may[price].value is None  # unknown, and no zero
    assert may[f"{price}: genutzte Zeilen"].value == 0
    meant = {row[0].value for row in book["Definitionen"].iter_rows()}
    assert {"Tausender-Kontakt-Preis (TKP)", "Werbeausgaben"} <= meant


@pytest.mark.engines
def test_kpis_go_into_parquet_as_compute_gives_them(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="PyArrow is not installed")
    done = run("kpis", SAMPLE, "--by", "channel,month", "--kpi", "posts", "-o", "out.parquet")
    assert done.returncode == 0, done.stderr
    expected = kk.compute(kk.load(SAMPLE).posts, ["posts"], by=["channel", "month"])
    pd.testing.assert_frame_equal(
        pd.read_parquet(tmp_path / "out.parquet"), expected, check_dtype=False
    )


def test_amounts_without_a_currency_are_listed_without_one(run: Run) -> None:
    (file,) = (HERE / "tests" / "exports" / "ads").glob("*-x-ads.xlsx")
    done = run("kpis", str(file), "--by", "campaign")
    assert done.returncode == 0, done.stderr
    assert "nan" not in done.stdout


def test_an_ending_that_cannot_be_written_is_refused_before_anything_is_read(run: Run) -> None:
    done = run("kpis", "nowhere", "-o", "out.docx")
    assert done.returncode == 1
    assert "out.docx: files with this ending are not written" in done.stderr
    assert ".csv, .xlsx, .parquet" in done.stderr


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    taken = tmp_path / "report.html"
    taken.mkdir()
    with pytest.raises(KpiKitError, match=r"report\.html: cannot be written .*close the file"):
        write_whole(taken, "x")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_progress_is_shown_where_a_person_waits(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    done = run("inspect", SAMPLE, "--lang", "de")
    assert "Dateien lesen" in done.stderr
    assert "100%" in done.stderr
    assert "Dateien lesen" not in done.stdout


def test_a_written_cell_cannot_become_a_formula(run: Run, tmp_path: Path) -> None:
    rows = ["2026-01-01,2026-01-31,=cmd|' /C calc'!A0,6,10,2", "2026-01-01,2026-01-31,+49,6,10,2"]
    put(tmp_path, "ads.csv", ads(*rows))
    run("kpis", "ads.csv", "--by", "campaign", "-o", "out.csv")
    written = pd.read_csv(tmp_path / "out.csv", encoding="utf-8-sig")
    assert written["campaign"].tolist() == ["'+49", "'=cmd|' /C calc'!A0"]
    assert defused(pd.DataFrame({"x": [-5]}))["x"].tolist() == [-5]


def test_reach_is_refused_with_a_sentence_and_no_traceback(run: Run) -> None:
    done = run("kpis", SAMPLE, "--table", "accounts", "--kpi", "reach", "--by", "month")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: Reach: this would add up the people of 93 rows (2024-07)")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("seed", "warned"), [("7", True), ("8", False)])
def test_the_sample_s_seed_is_not_for_an_exam(
    seed: str, warned: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(company_cli, "write", lambda *_: None)  # half a minute of writing files
    with labels.speaking("de"):
        done = CliRunner().invoke(
            company_cli.command(), ["--seed", seed, "-o", str(tmp_path / "exam")]
        )
    assert done.exit_code == 0, done.output
    assert ("dessen Wahrheit öffentlich ist" in done.stderr) == warned


def test_a_company_is_made_once_and_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    making = ("company", "--seed", "9", "--name", "Tüftelei", "--trade", "museum", "-o", "cohort")
    done = run(*making, "--lang", "de")
    assert done.returncode == 0, done.stderr
    assert "Die Exporte von Tüftelei" in done.stdout
    assert {path.name for path in (tmp_path / "cohort").iterdir()} == {"tueftelei", "truth"}
    again = run(*making, "--lang", "de")
    assert again.returncode == 1
    assert "ist nicht leer; nenne einen neuen" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--seed", "abc"), "'--seed': 'abc' ist keine ganze Zahl."),
        (("--seed", "7", "--months", "zwölf"), "'--months': 'zwölf' ist keine ganze Zahl."),
        (("--seed", "7", "--months", "12"), "'--months': 12 liegt nicht im Bereich 24<=x<=36."),
        ((), "Es fehlt die Option '--seed'."),
        (("--rows", "9", "--trade", "museum"), "schreibt Beiträge ohne Firma; lass --trade weg"),
    ],
)
def test_an_instructor_s_slip_is_told_in_german(
    run: Run, arguments: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    done = run("company", *arguments, "-o", "cohort", "--lang", "de")
    assert done.returncode != 0
    assert told in done.stderr
    assert not any(word in done.stderr for word in (" is ", " not ", "Error", "Missing"))
    assert not (tmp_path / "cohort").exists()


@pytest.mark.parametrize("lang", ["de", "en"])
def test_catalog_lists_every_kpi(run: Run, lang: labels.Language) -> None:
    done = run("catalog", "--lang", lang)
    with labels.speaking(lang):
        for name in KPIS:
            assert f"  {labels.name_of(name)}  [{name}]" in done.stdout


def test_catalog_explains_a_name_of_the_trade(run: Run) -> None:
    done = run("catalog", "TKP", lang="de")
    assert done.stdout.startswith("Tausender-Kontakt-Preis (TKP)\n  cost_per_mille(spend, impr")
    assert "Vorsicht: Billige Kontakte" in done.stdout


@pytest.mark.parametrize("lang", ["de", "en"])
def test_channels_lists_every_format_with_the_way_to_it(run: Run, lang: str) -> None:
    done = run("channels", "--lang", lang)
    for spec in shipped().values():
        assert spec.label[lang] in done.stdout  # type: ignore[index]
        assert spec.click_path[lang] in done.stdout  # type: ignore[index]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["report", "nowhere"], "nowhere: there is no such file or folder; check the path"),
        (["kpis", SAMPLE, "--kpi", "engagement_rate"], "ambiguous"),
        (["kpis", SAMPLE, "--by", "planet"], "there is no 'planet'"),
        (["report", SAMPLE, "-o", "no/such/folder/r.html"], "cannot be written"),
        (["catalog", "frequenzy"], "did you mean 'frequency'"),
        (["repot"], "No such command 'repot'"),
    ],
)
def test_every_mistake_gets_one_sentence(run: Run, arguments: list[str], told: str) -> None:
    done = run(*arguments)
    assert done.returncode in {1, 2}
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        *(
            [name, "--help"]
            for name in ("report", "kpis", "inspect", "catalog", "channels", "course")
        ),
        *(["repot"], ["kpis"], ["kpis", "x", "--table", "y"], ["report", "--nope"]),
    ],
)
def test_a_german_reader_meets_no_english(run: Run, arguments: list[str]) -> None:
    done = run(*arguments, lang="de")
    english = {"Usage", "Options", "Commands", "Show this", "Error", "Try", "Missing", "No such",
               "Invalid", "default", "DIRECTORY", "Did you"}  # fmt: skip
    assert not [word for word in english if word in done.stdout + done.stderr]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--lang", "de"], "de"),
        (["x", "--lang=en"], "en"),
        (["--lang", "en", "--lang", "de"], "de"),
    ],
)
def test_the_language_may_stand_anywhere(arguments: list[str], expected: str) -> None:
    assert language_of(arguments) == expected


def test_every_command_explains_itself_in_both_languages() -> None:
    group = commands()
    for command in group.commands.values():
        assert command.help
        for parameter in command.params:
            assert isinstance(parameter, click.Argument) or getattr(parameter, "help", None)


def test_the_compiled_catalogue_is_the_edited_one() -> None:
    committed = GNUTranslations(BytesIO((locale.FOLDER / "messages.mo").read_bytes()))
    compiled = GNUTranslations(BytesIO(locale.compiled()))
    told = [{k: v for k, v in t._catalog.items() if k} for t in (committed, compiled)]  # type: ignore[attr-defined]
    assert told[0] == told[1] != {}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["└─ Keep customers", "“Answer faster” has been missed", "Verdict"]),
        ("de", ["└─ Kunden binden", "„Schneller antworten“ ist verfehlt", "Urteil", "Fortschritt"]),
    ],
)
def test_goals_are_held_against_exports(run: Run, lang: str, said: list[str]) -> None:
    goals = str(HERE / "sample_data" / "goals.toml")
    community = f"{SAMPLE}/community"
    done = run("goals", community, "--goals", goals, "--on", "2026-06-30", "--lang", lang)
    assert done.returncode == 0
    assert all(words in done.stdout for words in said)


def test_mistakes_in_a_file_of_goals_are_all_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "goals.toml").write_text('[[goal]]\nname = "A"\nkpi = "er"\ntarget = "5"\n')
    done = run("goals", SAMPLE, "--goals", "goals.toml")
    assert done.returncode == 1
    assert "2 mistakes" in done.stderr
    assert "Traceback" not in done.stderr


TEN_MISTAKES = """
[[goal]]
name = "A"
company = "raise_revenue"
strategic = "freedom_of_action"
kpi = "respond_rate"
target = "5 %"
start = 2026-06-30
deadline = 2026-03-01
tolerance = 5
minimum_sample = 2.5
[[goal]]
name = "B"
kpi = "followers"
table = "orders"
target = 10
[goal.actions]
won = "celebrate"
[[goal]]
kpi = "orders"
target = 10
deadline = "soon"
"""


@pytest.mark.parametrize(
    ("lang", "count", "fields"),
    [
        ("en", "10 mistakes", "did you mean 'response_rate'?"),
        ("de", "10 Fehler", "response_rate"),
    ],
)
def test_ten_mistakes_get_ten_messages_in_one_go(
    run: Run, tmp_path: Path, lang: str, count: str, fields: str
) -> None:
    (tmp_path / "goals.toml").write_text(TEN_MISTAKES)
    done = run("goals", SAMPLE, "--goals", "goals.toml", "--lang", lang)
    assert done.returncode == 1
    said = [line for line in done.stderr.splitlines() if line.startswith("- ")]
    assert count in done.stderr
    assert len(set(said)) == 10
    assert fields in done.stderr
    assert all(", " in line and ": " in line for line in said)  # goal, field, what and what to do


@pytest.mark.parametrize(
    ("lang", "said", "costs"),
    [
        ("en", "the campaign lost money", "assigned to no campaign"),
        ("de", "Geld verloren", "Keiner Kampagne zugeordnet"),
    ],
)
def test_money_says_what_a_campaign_cost_and_brought(
    run: Run, lang: str, said: str, costs: str
) -> None:
    folders = [f"{SAMPLE}/{name}" for name in ("ads/meta", "costs", "shop")]
    spring = "Frühjahr Lastenrad Prospecting"
    asked = ["--campaign", spring, "--utm", f"{spring}=fruehjahr_lastenrad"]
    done = run("money", *folders, *asked, "--lang", lang)
    assert (done.returncode, done.stderr) == (0, "")
    assert said in done.stdout
    listed = run("money", *folders[:2], "--lang", lang)
    assert costs in listed.stdout


@pytest.mark.parametrize("asked", [["--campaign", "Frühling"], ["--campaign", "X", "--utm", "X"]])
def test_money_turns_a_wrong_name_into_one_sentence(run: Run, asked: list[str]) -> None:
    done = run("money", f"{SAMPLE}/costs", *asked)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
