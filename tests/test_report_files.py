"""What the report is handed on as: PDF, workbook, notebook; its brand, and persons in it."""

import json
import re
import shutil
import sys
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import kpi_kit as kk
from kpi_kit import labels
from kpi_kit.contrast import contrast
from kpi_kit.reporting import (
    Brand,
    Call,
    Scope,
    analyse,
    as_notebook,
    load_brand,
    page,
    print_pdf,
    pseudonymised,
    scope_of,
    workbook,
)
from kpi_kit.reporting.analysis import Analysis
from kpi_kit.reporting.branding import MARK, MARK_AT_NIGHT, NIGHT, PAPER, READABLE
from kpi_kit.reporting.printing import browsers
from kpi_kit.reporting.pseudonyms import pseudonym
from kpi_kit.reporting.quality import Quality
from tests.test_exports import INSTAGRAM, ads, post, put

EVIL = "=HYPERLINK(1)<script>alert(1)</script>"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


@cache
def small() -> tuple[Path, Scope, Analysis]:
    """Analyse three posts and two ads, one of which is named like a formula."""
    import tempfile

    folder = Path(tempfile.mkdtemp())
    rows = [post(number).replace("Two\nlines, with a comma", EVIL) for number in (1, 2, 3)]
    put(folder, "ig.csv", "\n".join([INSTAGRAM, *rows]) + "\n")
    put(folder, "ads.csv", ads(f"2026-01-01,2026-01-31,{EVIL},600,1500,30.5"))
    with labels.speaking("en"):
        scope = scope_of(kk.load(folder))
        return folder, scope, analyse(scope, title=EVIL)


@cache
def book() -> openpyxl.Workbook:
    """Write the small report's workbook and read it back."""
    with labels.speaking("en"):
        return openpyxl.load_workbook(BytesIO(workbook(small()[2])))


def test_a_workbook_holds_the_numbers_of_compute_in_their_formats() -> None:
    sheet = book()["Channels, posts"]
    heads = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, heads.index("Engagement rate by reach") + 1)
    rate = "engagement_rate_by_reach"
    assert cell.value == kk.compute(small()[1].exports.posts, [rate])[rate].iloc[0]
    assert cell.number_format == "0.00%"
    money = next(c for c in book()["Campaigns"][2] if "EUR" in c.number_format)
    assert (money.value, money.number_format) == (30.5, '#,##0.00 "EUR"')


def test_a_workbook_defines_every_figure_and_runs_no_text() -> None:
    meanings = {row[0].value for row in book()["Definitions"].iter_rows(min_row=2)}
    assert {"Engagement rate by reach", "Ad spend"} <= meanings
    cells = [cell for sheet in book() for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    texts = [cell.value for cell in cells if "HYPERLINK" in str(cell.value)]
    assert texts
    assert all(str(text)[0] not in "=+-@\t\r" for text in texts)


@pytest.mark.parametrize("lang", labels.LANGUAGES)
def test_a_notebook_is_whole_in_the_language_and_its_code_is_valid(lang: labels.Language) -> None:
    folder, scope, _ = small()
    with labels.speaking(lang):
        made = json.loads(as_notebook(analyse(scope, title=EVIL), scope, Call((str(folder),))))
    sources = {kind: ["".join(c["source"]) for c in made["cells"] if c["cell_type"] == kind]
               for kind in ("code", "markdown")}  # fmt: skip
    assert ("Beiträge der Kanäle" in "".join(sources["markdown"])) == (lang == "de")
    assert "<script>" not in "".join(sources["markdown"])
    for source in sources["code"]:
        compile(source, "cell", "exec")


@pytest.mark.filterwarnings("ignore")  # those of the kernel's own libraries
def test_a_notebook_runs_from_top_to_bottom(tmp_path: Path) -> None:
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    folder, scope, analysis = small()
    with labels.speaking("en"):
        text = as_notebook(analysis, scope, Call((str(folder),), {"year": None}))
    book = nbformat.reads(text, as_version=4)
    nbformat.validate(book)
    client = nbclient.NotebookClient(
        book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    )
    client.execute()
    shown = [o for cell in book.cells if cell.cell_type == "code" for o in cell.outputs]
    assert any("engagement_rate_by_reach" in str(output) for output in shown)
    assert not [output for output in shown if output.output_type == "error"]


def test_a_pdf_has_tags_and_is_whole(tmp_path: Path) -> None:
    if not list(browsers()):
        pytest.skip("no Chrome, Chromium or Edge is installed")
    print_pdf(page(small()[2]), tmp_path / "r.pdf")
    content = (tmp_path / "r.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert content.rstrip().endswith(b"%%EOF")
    assert b"/StructTreeRoot" in content
    assert b"/MarkInfo" in content
    assert [path.name for path in tmp_path.iterdir()] == ["r.pdf"]


def test_without_a_browser_the_message_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("kpi_kit.reporting.printing.ON_MACOS", ())
    with labels.speaking("en"), pytest.raises(kk.KpiKitError, match="install one of them, or open"):
        print_pdf("", tmp_path / "r.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell script as a program")
def test_a_browser_that_prints_nothing_is_named_with_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "chromium"
    program.write_text(f"#!{shutil.which('sh')}\necho no display >&2\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with labels.speaking("en"), pytest.raises(kk.KpiKitError, match=r"wrote no PDF \(no display\)"):
        print_pdf("", tmp_path / "r.pdf")
    assert not (tmp_path / "r.pdf").exists()


def brand(folder: Path, text: str) -> Brand:
    """Write a brand's file and read it."""
    (folder / "brand.toml").write_text(text, "utf-8")
    with labels.speaking("en"):
        return load_brand(folder / "brand.toml")


@pytest.mark.parametrize("colour", ["#ffd000", "#fff", "#000", "#1B5E9B", "#00ff00"])
def test_every_colour_can_be_read_on_both_grounds(tmp_path: Path, colour: str) -> None:
    made = brand(tmp_path, f'colour = "{colour}"')
    assert contrast(made.mark, PAPER) >= READABLE
    assert contrast(made.mark_at_night, NIGHT) >= READABLE
    assert bool(made.remarks) == (made.mark != colour.lower().replace("#000", "#000000"))


def test_the_page_s_own_colours_can_be_read() -> None:
    assert contrast(MARK, PAPER) >= READABLE
    assert contrast(MARK_AT_NIGHT, NIGHT) >= READABLE


def test_name_and_logo_stand_in_the_page_and_stay_text(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PNG)
    made = brand(tmp_path, 'name = "<b>Agency</b>"\nlogo = "logo.png"\ncolour = "#ffd000"')
    shown = page(small()[2], made)
    assert "&lt;b&gt;Agency&lt;/b&gt;" in shown
    assert re.findall(r'<img[^>]* src="data:image/png;base64,[^"]+"', shown)
    assert f"--mark: {made.mark};" in shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('color = "#fff"', "no 'color' here; did you mean 'colour'"),
        ('colour = "red;}"', "'red;}' is no colour; write it like #1b5e9b"),
        ("name = 3", "'name' is no text"),
        ("name = ", "is no valid TOML file"),
        ('logo = "none.png"', r"none\.png: cannot be read"),
        ('logo = "brand.toml"', "is no PNG, JPEG, GIF or SVG"),
    ],
)
def test_a_brand_that_is_none_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(kk.KpiKitError, match=said):
        brand(tmp_path, text)


def test_persons_get_the_same_other_name_everywhere_and_accounts_keep_theirs(
    tmp_path: Path,
) -> None:
    exports = kk.load(small()[0])
    texts = ["Hi @jo.k, I am Jo Doe. jo@x.org", "@emscherrad well done"]
    said = pd.DataFrame({"author": ["Jo Doe", None], "text": texts})
    mentions = said.reindex(columns=exports.mentions.columns)
    own = exports.posts.assign(account="emscherrad", text="Thanks, Jo Doe and @jo.k!")
    with labels.speaking("en"):
        made = pseudonymised(replace(exports, mentions=mentions, posts=own))
        assert made.mentions["author"].iloc[0] == pseudonym("Jo Doe")
        assert pd.isna(made.mentions["author"].iloc[1])
        assert (
            made.posts["text"].iloc[0] == f"Thanks, {pseudonym('Jo Doe')} and {pseudonym('jo.k')}!"
        )
        first, second = made.mentions["text"]
    assert not [name for name in ("Jo Doe", "jo.k", "jo@x.org") if name in first]
    assert second == "@emscherrad well done"
    assert mentions["author"].iloc[0] == "Jo Doe"


def test_every_figure_in_a_table_leads_to_its_trace() -> None:
    with labels.speaking("en"):
        shown = page(small()[2])
    links = re.findall(r'<a href="#([\w-]+)">[^<]+</a>(?:<small>[^<]*</small>)?</td>', shown)
    assert len(links) == 14
    assert set(links) <= set(re.findall(r'<dt id="([\w-]+)"', shown))
    assert len(set(links)) == len(links)
    trace = shown[shown.index('<dt id="posts-1-engagement_rate_by_reach"') :][:900]
    assert "Interactions ÷ Gross reach" in trace
    assert "ig.csv: 2–4" in trace
    assert "Rows used: 3 of 3" in trace


def test_a_problem_of_many_files_is_one_line_with_its_files() -> None:
    same = [
        {"severity": "note", "word": "note", "file": name, "problem": "New headers"}
        for name in ("a.csv", "b.csv", "b.csv")
    ]
    other = {"severity": "error", "word": "error", "file": "a.csv", "problem": "Not read"}
    found = Quality((), (other, *same), (), ()).findings
    assert [(one.said, one.files) for one in found] == [
        ("Not read", ("a.csv",)),
        ("New headers", ("a.csv", "b.csv")),
    ]


def test_a_problem_does_not_repeat_its_file_and_folds_the_lines_to_copy() -> None:
    said = [
        {"severity": "error", "word": "error", "file": name, "problem": f"{name}: odd:\nx = 1"}
        for name in ("a.csv", "b.csv")
    ]
    (found,) = Quality((), tuple(said), (), ()).findings
    assert (found.said, found.to_write) == ("odd:", "x = 1")
    assert found.files == ("a.csv", "b.csv")
