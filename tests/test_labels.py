"""Words in two languages: complete on both sides, and every one used."""

import re
from pathlib import Path
from typing import get_args

import pytest

import kpi_kit
from kpi_kit import labels
from kpi_kit.channels import shipped
from kpi_kit.kpis import KPIS
from kpi_kit.metrics import METRICS, Aggregate, Unit
from kpi_kit.reporting import ACCOUNTS, ADS, PERIODS, POSTS
from kpi_kit.tables import TABLES

WORDS = labels.words()
ENTRIES = [(f"{s}.{n}", entry) for s, names in WORDS.items() for n, entry in names.items()]
PACKAGE = Path(kpi_kit.__file__).parent
CODE = "\n".join(
    path.read_text("utf-8") for path in PACKAGE.rglob("*") if path.suffix in {".py", ".j2"}
)


@pytest.mark.parametrize(("key", "entry"), ENTRIES, ids=[key for key, _ in ENTRIES])
def test_every_word_is_there_in_both_languages_with_the_same_places_to_fill(
    key: str, entry: dict[str, str]
) -> None:
    assert {*entry} == {*labels.LANGUAGES}, key
    places = [sorted(set(re.findall(r"{(\w+)", text))) for text in entry.values()]
    assert places[0] == places[1]
    assert all(text.strip() == text and text for text in entry.values())


@pytest.mark.parametrize("name", [*KPIS, *METRICS])
def test_every_metric_and_kpi_has_a_name(name: str) -> None:
    assert name in WORDS["kpi"] or name in WORDS["metric"]


@pytest.mark.parametrize("name", sorted({*KPIS, *METRICS, *POSTS, *ACCOUNTS, *ADS, *PERIODS}))
def test_every_figure_is_explained(name: str) -> None:
    assert name in WORDS["meaning"]


@pytest.mark.parametrize("lang", labels.LANGUAGES)
def test_every_kpi_has_a_pitfall_and_no_figure_is_named_twice(lang: labels.Language) -> None:
    with labels.speaking(lang):
        assert all(labels.pitfall_of(name) for name in KPIS)
        for section in (KPIS, METRICS):
            names = [labels.name_of(name) for name in section]
            assert len(names) == len(set(names))


def test_every_fact_of_the_catalogue_has_a_word() -> None:
    for fact in ("section", "unit", "better", "stage", "level"):
        assert {getattr(kpi, fact) for kpi in KPIS.values()} <= {*WORDS[fact]}
    assert {*get_args(Unit)} == {*WORDS["unit"]}
    assert {*get_args(Aggregate)} == {*WORDS["aggregate"]}


def test_what_nobody_has_described_has_no_words() -> None:
    assert (labels.meaning_of("mine"), labels.pitfall_of("mine")) == ("", "")
    assert labels.synonyms_of("mine") == ()


def test_every_channel_format_and_table_has_a_word() -> None:
    specs = shipped().values()
    assert {c for spec in specs for c in spec.channels if c} <= {*WORDS["channel"]}
    assert {f for spec in specs for f in spec.words.get("format", {})} <= {*WORDS["format"]}
    assert {*TABLES} <= {*WORDS["table"]}


@pytest.mark.parametrize("section", ["message", "repair", "reason", "problem", "report", "chart"])
def test_no_word_lies_about_unused(section: str) -> None:
    for name in WORDS[section]:
        assert re.search(rf"\b{name}\b", CODE), f"{section}.{name}"


def test_every_key_in_the_code_has_a_word() -> None:
    keys = set(re.findall(r'(?:text|t)\(\s*["\'](\w+)\.(\w+)["\']', CODE))
    keys |= {("message", key) for key in re.findall(r'\.saying\(\s*"(\w+)"', CODE)}
    assert len(keys) > 60
    assert [key for key in sorted(keys) if key[1] not in WORDS[key[0]]] == []


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no language 'fr'; take 'de' or 'en'"):
        labels.use("fr")  # type: ignore[arg-type]


def test_a_block_leaves_the_language_as_it_was() -> None:
    with labels.speaking("de"):
        assert labels.language() == "de"
        with labels.speaking(None):
            assert labels.language() == "de"
    assert labels.language() == "en"
