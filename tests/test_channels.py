"""The formats: well formed, told apart, and strict about mistakes in them."""

from itertools import combinations
from pathlib import Path

import pytest

from kpi_kit.cells import plain
from kpi_kit.channels import ChannelSpec, from_toml, shipped
from kpi_kit.errors import SpecError
from kpi_kit.labels import LANGUAGES
from kpi_kit.tables import TABLES

SHIPPED = shipped()
MINIMAL = """
label = { de = "Mein Export", en = "My export" }
click_path = { de = "dort", en = "there" }
seen = "2026"
table = "posts"
signature = ["post_id"]
"""


@pytest.mark.parametrize("spec", SHIPPED.values(), ids=SHIPPED)
def test_no_header_stands_for_two_columns(spec: ChannelSpec) -> None:
    headers = [
        header
        for columns in (spec.marks, spec.columns, spec.unconfirmed)
        for known in columns.values()
        for header in dict.fromkeys(map(plain, known))
    ]
    assert sorted(headers) == sorted(set(headers))


@pytest.mark.parametrize("spec", SHIPPED.values(), ids=SHIPPED)
def test_every_format_says_in_both_languages_what_it_is_and_where_to_click(
    spec: ChannelSpec,
) -> None:
    for lang in LANGUAGES:
        assert spec.label[lang]
        assert " \u203a " in spec.click_path[lang]
    assert spec.seen


@pytest.mark.parametrize("spec", SHIPPED.values(), ids=SHIPPED)
def test_what_a_row_needs_has_a_header_and_a_date_has_a_form(spec: ChannelSpec) -> None:
    named = {*spec.columns, *spec.unconfirmed, *spec.marks}
    # Where the platform's own sum is read, its parts only say what it counts.
    added = () if "interactions" in named else spec.interactions
    assert {*spec.signature, *spec.required, *added} <= named
    kinds = TABLES[spec.table].columns if spec.table in TABLES else {}
    dates = {name for name in spec.columns if kinds.get(name) in {"date", "time"}}
    assert dates <= {*spec.formats}


def test_signatures_exclude_one_another() -> None:
    """One header row cannot show two formats' signatures without being doubled.

    Where only the name of a sheet tells two formats apart, the one that demands it goes first.
    """
    tables = [spec for spec in SHIPPED.values() if spec.layout == "table" and not spec.sheets]
    for one, two in combinations(tables, 2):
        headers = [{**one.marks, **one.columns}[name][0] for name in one.signature]
        seen_by_two = {two.column(header)[0] for header in headers}
        fits = {*two.signature} <= seen_by_two and seen_by_two.isdisjoint(two.absent)
        assert not fits, (one.id, two.id)


@pytest.mark.parametrize(
    "header", ["VIEWS", " Views ", "Vi\u00adews", "\ufeffViews", "\uff36iews"], ids=repr
)
def test_case_blanks_and_invisible_characters_do_not_matter(header: str) -> None:
    assert SHIPPED["meta_instagram_posts"].column(header) == ("views", None)


def test_the_currency_is_taken_from_the_header() -> None:
    ads = SHIPPED["meta_ads"]
    assert ads.column("Amount Spent (EUR)") == ("spend", "EUR")
    assert ads.column("Ausgegebener Betrag (CHF)") == ("spend", "CHF")
    assert ads.column("Amount spent (Euro)") == (None, None)


def test_all_mistakes_of_a_format_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(MINIMAL + 'seperator = ";"\nlayout = "round"\n[columns]\nreach = 5\n', "utf-8")
    with pytest.raises(SpecError) as refused:
        from_toml(path)
    for told in ("mine.toml", "seperator", "layout", "columns.reach"):
        assert told in str(refused.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (MINIMAL.replace('"posts"', '"poems"'), "no table 'poems'"),
        (MINIMAL + '[columns]\nhugs = ["Hugs"]\n', "no column ['hugs'] in the table 'posts'"),
        ("label = { de =", "not valid TOML"),
    ],
)
def test_what_the_tables_do_not_have_is_refused(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(SpecError) as refused:
        from_toml(path)
    assert told in str(refused.value)
