"""What README and the other papers say is what the code does."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import pytest

from kpi_kit import archives, charts, formatting, labels, rows, sheets, workbooks
from kpi_kit.bookkeeping import LOG, PROBLEMS, SET_ASIDE
from kpi_kit.catalog_pages import page
from kpi_kit.cataloging import catalog
from kpi_kit.channels import Audience, ChannelSpec, Series, shipped
from kpi_kit.cli import commands, report
from kpi_kit.errors import ReadingError
from kpi_kit.exports import load
from kpi_kit.folders import SETTINGS, Event, FileFacts, Settings
from kpi_kit.goals import Goal, load_goals
from kpi_kit.goals.verdicts import EARLY
from kpi_kit.inspection import inspection
from kpi_kit.kpis import KPIS
from kpi_kit.tables import SOURCE, TABLES
from tests import formats, printed
from tests.test_exports import INSTAGRAM, assert_accounted, daily, post, put, put_daily

HERE = Path(__file__).parents[1]
READMES = {"en": "README.md", "de": "README.de.md"}
GUIDES = {"en": "docs/exports.en.md", "de": "docs/exports.de.md"}
SCALE = {"en": "docs/scale.en.md", "de": "docs/scale.de.md"}
EVIDENCE = [
    f"docs/{page}.{lang}.md"
    for page in ("intervals", "evidence", "explain")
    for lang in ("en", "de")
]
COMPARED = [f"docs/{what}.{lang}.md" for what in ("compare", "listening") for lang in ("en", "de")]
MONEY = {"en": "docs/money.en.md", "de": "docs/money.de.md"}
PAPERS = [
    "docs/goals.en.md",
    "docs/goals.de.md",
    "docs/charts.en.md",
    "docs/charts.de.md",
    *READMES.values(),
    *GUIDES.values(),
    *EVIDENCE,
    *COMPARED,
    *MONEY.values(),
    *SCALE.values(),
    "CONTRIBUTING.md",
    "DECISIONS.md",
    "CHANGELOG.md",
]
INVENTED = {
    "goals.toml",
    "exports.toml",
    "my.toml",
    "mein.toml",
    "agency.toml",
    "agentur.toml",
    "expected.toml",
}
CATALOGUES = {"en": "docs/kpis.en.md", "de": "docs/kpis.de.md"}


@pytest.fixture(params=labels.LANGUAGES)
def readme(request: pytest.FixtureRequest) -> tuple[str, labels.Language]:
    """Give each README with its language in use."""
    lang: labels.Language = request.param
    labels.use(lang)
    return (HERE / READMES[lang]).read_text("utf-8"), lang


def test_the_example_of_the_readme_is_short(readme: tuple[str, labels.Language]) -> None:
    code, _ = printed.PAIR.findall(readme[0])[0]
    assert len(code.strip().splitlines()) <= 12


@pytest.mark.parametrize("paper", printed.PAPERS, ids=lambda paper: paper.name)
def test_the_code_in_a_paper_prints_what_stands_below_it(paper: Path) -> None:
    """`python -m tests.printed` renews it."""
    assert printed.fresh(paper) == paper.read_text("utf-8")


@pytest.mark.parametrize("paper", [*EVIDENCE, *COMPARED, *MONEY.values()])
def test_no_code_in_a_guide_is_left_untried(paper: str) -> None:
    text = (HERE / paper).read_text("utf-8")
    assert len(printed.PAIR.findall(text)) == text.count("```python") > 0


def test_the_claim_about_missing_reach_is_true(readme: tuple[str, labels.Language]) -> None:
    text, _ = readme
    assert "73" in text
    row = re.search(r"instagram +(\d+) +[\d.]+ +(\d+)", text)
    assert row
    assert (int(row[1]), int(row[1]) - int(row[2])) == (77, 4)


def test_every_platform_is_named(readme: tuple[str, labels.Language]) -> None:
    text, lang = readme
    assert f"{len(shipped())} " in text
    assert f"]({GUIDES[lang]})" in text
    assert f"]({SCALE[lang]})" in text
    for spec in shipped().values():
        if spec.channel:
            assert labels.value_name("channel", spec.channel) in text, spec.id


def test_the_table_of_kpis_says_what_the_catalogue_says(
    readme: tuple[str, labels.Language],
) -> None:
    text, lang = readme
    known = {
        f"| {' | '.join([row['name'], row['meaning'], row['unit']])} |"
        for row in catalog().to_dict("records")
    }
    table = re.search(r"^\| (?:KPI|Kennzahl) \|.*?\n\n", text, re.DOTALL | re.MULTILINE)
    assert table
    rows = table[0].strip().splitlines()[2:]
    assert len(rows) > 5
    assert {*rows} <= known
    assert f"{len(KPIS)} " in text
    assert f"]({CATALOGUES[lang]})" in text


@pytest.mark.parametrize("lang", labels.LANGUAGES)
def test_the_pages_of_the_catalogue_are_the_generated_ones(lang: labels.Language) -> None:
    """`python -m kpi_kit.catalog_pages` renews them."""
    assert (HERE / CATALOGUES[lang]).read_text("utf-8") == page(lang)


def test_every_command_is_listed(readme: tuple[str, labels.Language]) -> None:
    text, _ = readme
    assert set(re.findall(r"^kpi-kit (\w+)", text, re.MULTILINE)) == {*commands().commands}


def test_every_reading_option_is_named(readme: tuple[str, labels.Language]) -> None:
    text, _ = readme
    shared = [{o for p in commands().commands[name].params for o in p.opts if o.startswith("--")}
              for name in ("inspect", "kpis", "report")]  # fmt: skip
    for option in set.intersection(*shared):
        assert f"`{option}" in text, option


@pytest.fixture(params=labels.LANGUAGES)
def guide(request: pytest.FixtureRequest) -> str:
    """Give the guide to reading in each language, which is then in use."""
    lang: labels.Language = request.param
    labels.use(lang)
    return (HERE / GUIDES[lang]).read_text("utf-8")


def blocks(text: str, start: str) -> list[dict[str, Any]]:
    """Return the TOML blocks of a paper that begin in some way, parsed, and their texts."""
    found = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    return [{"text": block, **tomllib.loads(block)} for block in found if block.startswith(start)]


def first_cells(text: str, names: Iterable[str]) -> list[list[str]]:
    """Return the first columns of a paper's tables whose rows begin with one of some names."""
    tables = [re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) for table in text.split("\n\n")]
    return [table for table in tables if table and table[0] in {*names}]


def test_the_guide_shows_what_inspect_says(guide: str) -> None:
    block = re.search(r"```\nkpi-kit inspect (\S+)\n```\n\n```\n(.*?)\n```", guide, re.DOTALL)
    assert block
    assert click.unstyle(inspection(load(HERE / block[1]), width=80)) == block[2]


def test_every_export_is_in_the_guide(guide: str) -> None:
    lang = labels.language()
    lines = [
        f"| {s.label[lang]} | {labels.text(f'table.{s.table}')} | `{s.id}` |"
        for s in shipped().values()
    ]
    assert "\n".join(lines) in guide
    assert f"\n{len(lines)} " in guide


@pytest.mark.parametrize("lang", labels.LANGUAGES)
def test_the_page_of_formats_names_every_description_and_test_file(lang: labels.Language) -> None:
    text = (HERE / "docs" / f"formats.{lang}.md").read_text("utf-8")
    assert text == formats.page(lang)  # python -m tests.formats writes it anew
    folder = HERE / "tests" / "exports"
    files = [path for path in folder.glob("*/*") if path.name != "expected.toml"]
    assert [f.relative_to(folder).as_posix() for f in files if f"/{f.name}`" not in text] == []
    assert all(f"| `{path.name}` |" in text for path in (HERE / "kpi_kit/channels").glob("*.toml"))


def test_every_table_is_in_the_guide_with_its_columns(guide: str) -> None:
    found = re.findall(r"^\| `(\w+)` \| [^|]+ \| (`.*`) \|$", guide, re.MULTILINE)
    wanted = [
        (name, ", ".join(f"`{column}`" for column in table.columns if column not in SOURCE))
        for name, table in TABLES.items()
    ]
    assert [row for row in found if row[0] in TABLES] == wanted


@pytest.mark.parametrize(
    "columns", [LOG, SET_ASIDE, PROBLEMS], ids=["log", "set_aside", "problems"]
)
def test_every_column_of_the_ledger_is_in_the_guide(columns: tuple[str, ...], guide: str) -> None:
    assert [*columns] in first_cells(guide, {"file"})


def test_every_fact_of_a_description_is_in_the_guide(guide: str) -> None:
    facts = ["extends", *(name for name in ChannelSpec.model_fields if name != "id")]
    assert first_cells(guide, {"extends"}) == [facts]
    (block,) = first_cells(guide, {"metric"})
    assert {*block} == {*Series.model_fields, *Audience.model_fields}


def test_every_limit_in_the_guide_is_the_code_s(guide: str) -> None:
    gigabytes, megabytes = sheets.MAX_BYTES // 10**9, archives.MAX_HELD // 10**6
    counts = (archives.MAX_MEMBERS, rows.MAX_ROWS, rows.MAX_COLUMNS, workbooks.MAX_CELLS)
    limits = [f"{gigabytes} GB", f"{megabytes} MB", *map(formatting.number, counts)]
    assert re.findall(r"^\| [^|`]+ \| (\d[\d.,]*(?: GB| MB)?) \|$", guide, re.MULTILINE) == limits


def test_the_example_of_exports_toml_says_everything_and_works(guide: str, tmp_path: Path) -> None:
    (said,) = blocks(guide, "time_zone")
    assert {*said} - {"text"} == {*Settings.model_fields}
    assert {name for entry in said["files"] for name in entry} == {*FileFacts.model_fields}
    assert {name for entry in said["events"] for name in entry} == {*Event.model_fields}
    abroad, agency = (
        next(e["match"].removesuffix("*") for e in said["files"] if name in e)
        for name in ("currency", "spec")
    )
    put(tmp_path, SETTINGS, said["text"], "utf-8")
    put_daily(tmp_path, "meta/Views.csv", daily("Views", {"2026-05-01": 4}))
    put(tmp_path, "meta/Follower.csv", '"Data","Primary"\n"2026-05-01T00:00:00","3"\n')
    overview = "Date,Video Views,Profile Views,Likes,Comments,Shares\nMay 1,5,0,0,0,0\n"
    put(tmp_path, "tiktok/Overview.csv", overview)
    for name in ("costs.csv", f"{abroad}costs.csv"):
        put(tmp_path, name, "Campaign,Kind,Amount\nMay,Media,12.50\n")
    put(tmp_path, f"{agency}posts.csv", own_instagram(guide))
    (spec,) = (entry["spec"] for entry in said["files"] if "spec" in entry)
    put(tmp_path, spec, blocks(guide, "extends")[0]["text"], "utf-8")
    exports = load(tmp_path)
    assert exports.problems[["column", "severity"]].to_numpy().tolist() == [["currency", "note"]]
    days = exports.accounts.set_index("channel")[["account", "date", "views", "follows"]].astype(
        str
    )
    instagram, tiktok = days.T["instagram"].tolist(), days.T["tiktok"].tolist()
    assert instagram == ["emscherrad", "2026-05-01", "4.0", "3.0"]
    assert tiktok[1:3] == ["2026-05-01", "5.0"]
    assert sorted(exports.costs["currency"]) == ["CHF", "EUR"]
    assert len(exports.posts) == len(exports.events) == 1
    assert_accounted(exports)


def own_instagram(guide: str) -> str:
    """Write an Instagram export under the headers of the guide's description."""
    (mine,) = blocks(guide, "extends")
    header = INSTAGRAM.split(",")
    for name, (own,) in mine["columns"].items():
        (known,) = {*shipped()[mine["extends"]].columns[name]} & {*header}
        header[header.index(known)] = own
    return f"{','.join(header)}\n{post(1)}\n"


def test_the_description_of_renamed_columns_reads_them(guide: str, tmp_path: Path) -> None:
    path = put(tmp_path, "posts.csv", own_instagram(guide))
    with pytest.raises(ReadingError):
        load(path)
    mine = put(tmp_path, "my.toml", blocks(guide, "extends")[0]["text"], "utf-8")
    exports = load(path, channel=mine)
    assert exports.posts[["post_id", "saves"]].to_numpy().tolist() == [["18000000000000001", 5]]
    assert len(exports.problems) == 0


def test_the_description_of_a_format_of_one_s_own_reads_it(guide: str, tmp_path: Path) -> None:
    mine = put(tmp_path, "mastodon.toml", blocks(guide, "label")[0]["text"], "utf-8")
    header = "id,created_at,url,replies_count,reblogs_count,favourites_count"
    path = put(tmp_path, "toots.csv", f"{header}\n1,2026-05-12T09:30:00Z,https://e.org/1,1,2,3\n")
    exports = load(path, channel=mine)
    (row,) = exports.posts.to_dict("records")
    assert (row["channel"], row["interactions"]) == ("mastodon", 6)
    assert str(row["published_at"]) == "2026-05-12 11:30:00+02:00"
    assert len(exports.problems) == 0


@pytest.mark.parametrize("paper", [*READMES.values(), *GUIDES.values()])
def test_links_within_a_paper_lead_somewhere(paper: str) -> None:
    text = (HERE / paper).read_text("utf-8")
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    there = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert {*re.findall(r"\]\(#([^)]+)\)", text)} <= there


def test_decisions_are_numbered_and_complete() -> None:
    entries = (HERE / "DECISIONS.md").read_text("utf-8").split("\n## ")[1:]
    assert [int(entry.split(".")[0]) for entry in entries] == [*range(1, len(entries) + 1)]
    for entry in entries:
        if "Dependencies" not in entry.splitlines()[0]:
            parts = re.findall(r"^(Context|Decision|Consequence):", entry, re.MULTILINE)
            assert parts == ["Context", "Decision", "Consequence"], entry.splitlines()[0]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_that_a_paper_names_is_there(paper: str) -> None:
    text = (HERE / paper).read_text("utf-8")
    folder = (HERE / paper).parent
    for link in re.findall(r"\]\((?!http|#)([^)#]+)\)", text):
        assert (folder / link).exists(), f"{paper} links to {link}"
    for name in set(re.findall(r"`([\w./-]+\.(?:md|py|toml|txt|yml|cfg))`", text)) - INVENTED:
        found = [*HERE.glob(name), *(HERE / "kpi_kit").rglob(Path(name).name)]
        assert found, f"{paper} names {name}"


@pytest.mark.parametrize("paper", ["docs/report.en.md", "docs/report.de.md"])
def test_the_guide_to_the_report_names_every_option(paper: str) -> None:
    rows = re.findall(r"^\| (`.*?) \|", (HERE / paper).read_text("utf-8"), re.MULTILINE)
    named = {option for row in rows for option in re.findall(r"`(--[\w-]+)", row)}
    options = {option for one in report.command().params for option in one.opts}
    assert named == {option for option in options if option.startswith("--")} | {"--lang"}


@pytest.mark.parametrize("paper", ["docs/charts.en.md", "docs/charts.de.md"])
def test_the_guide_to_charts_names_every_chart(paper: str) -> None:
    named = re.findall(r"^\| `(\w+)` \|", (HERE / paper).read_text("utf-8"), re.MULTILINE)
    assert sorted(named) == sorted({*charts.__all__} - {"alt_text"})


@pytest.mark.parametrize("picture", ["docs/report.en.png", "docs/report.de.png"])
def test_the_pictures_are_there_and_small(picture: str) -> None:
    content = (HERE / picture).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) < 200_000


@pytest.mark.parametrize("paper", ["docs/goals.en.md", "docs/goals.de.md"])
def test_the_guide_to_goals_says_what_the_code_does(paper: str, tmp_path: Path) -> None:
    text = (HERE / paper).read_text("utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    path = tmp_path / "goals.toml"
    path.write_text(example, "utf-8")
    (goal,) = load_goals(path)
    assert goal.smart().ok
    named = {name for row in re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
             for name in re.findall(r"`(\w+)`", row)}  # fmt: skip
    assert named == {*Goal.model_fields}
    assert f"{EARLY:.0%}" in text.replace("10 %", "10%")
    assert f"{Goal.model_fields['tolerance'].default}" in text
    for words in ("company_goal", "strategic_goal"):
        assert all(f"`{key}`" in text for key in {*labels.words()[words]} - {"raise_profit"})
    verdicts = labels.words()["verdict"].values()
    lang = "de" if ".de." in paper else "en"
    assert all(verdict[lang] in text for verdict in verdicts)
