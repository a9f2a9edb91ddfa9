"""What README and the other papers say is what the code does."""

import contextlib
import io
import re
from pathlib import Path

import pytest

from kpi_kit import labels
from kpi_kit.channels import shipped
from kpi_kit.cli import commands
from kpi_kit.kpis import KPIS

HERE = Path(__file__).parents[1]
READMES = {"en": "README.md", "de": "README.de.md"}
UNITS = {
    "share": {"en": "%", "de": "%"},
    "factor": {"en": "×", "de": "×"},
    "money": {"en": "money", "de": "Geld"},
    "people": {"en": "people", "de": "Menschen"},
}


@pytest.fixture(params=labels.LANGUAGES)
def readme(request: pytest.FixtureRequest) -> tuple[str, labels.Language]:
    """Give each README with its language in use."""
    lang: labels.Language = request.param
    labels.use(lang)
    return (HERE / READMES[lang]).read_text("utf-8"), lang


def test_the_ten_lines_print_what_stands_below_them(
    readme: tuple[str, labels.Language],
) -> None:
    text, _ = readme
    block = re.search(r"```python\n(.*?)```\n\n```\n(.*?)```", text, re.DOTALL)
    assert block
    assert len(block[1].strip().splitlines()) <= 12
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(block[1], {})
    assert printed.getvalue() == block[2]


def test_the_claim_about_missing_reach_is_true(readme: tuple[str, labels.Language]) -> None:
    text, _ = readme
    assert "73" in text
    printed = re.search(r"instagram +(\d+) +[\d.]+ +(\d+)", text)
    assert printed
    assert (int(printed[1]), int(printed[1]) - int(printed[2])) == (77, 4)


def test_every_export_is_in_the_table(readme: tuple[str, labels.Language]) -> None:
    text, lang = readme
    rows = [f"| {s.label[lang]} | {labels.text(f'table.{s.table}')} |" for s in shipped().values()]
    assert "\n".join(rows) in text


def test_every_kpi_is_in_the_table(readme: tuple[str, labels.Language]) -> None:
    text, lang = readme
    rows = [
        f"| {labels.name_of(name)} | {labels.text(f'meaning.{name}')} | {UNITS[kpi.unit][lang]} |"
        for name, kpi in KPIS.items()
    ]
    assert "\n".join(rows) in text


def test_every_command_is_listed(readme: tuple[str, labels.Language]) -> None:
    text, _ = readme
    assert set(re.findall(r"^kpi-kit (\w+)", text, re.MULTILINE)) == {*commands().commands}


@pytest.mark.parametrize(
    "paper", ["README.md", "README.de.md", "CONTRIBUTING.md", "DECISIONS.md", "CHANGELOG.md"]
)
def test_every_file_that_a_paper_names_is_there(paper: str) -> None:
    text = (HERE / paper).read_text("utf-8")
    linked = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    named = re.findall(r"`([\w./-]+\.(?:md|py|toml|txt|yml|cfg))`", text)
    for name in {*linked, *named} - {"exports.toml", "my.toml", "mein.toml"}:
        found = [*HERE.glob(name), *(HERE / "kpi_kit").rglob(Path(name).name)]
        assert found, f"{paper} names {name}"


@pytest.mark.parametrize("picture", ["docs/report.en.png", "docs/report.de.png"])
def test_the_pictures_are_there_and_small(picture: str) -> None:
    content = (HERE / picture).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) < 200_000
