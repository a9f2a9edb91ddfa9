"""The report: complete, self-contained, safe, in one language, words and values in step."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import kpi_kit as kk
from kpi_kit import labels
from kpi_kit.reporting import ACCOUNTS, POSTS, grid, report
from tests.test_exports import INSTAGRAM, ads, post, put

# The sample covers two years, and so does what platforms have changed in them; the page says it.
pytestmark = pytest.mark.filterwarnings("ignore::kpi_kit.errors.SeriesBreakWarning")


@cache
def sample(lang: labels.Language) -> kk.Exports:
    """Read the sample once per language; its problems are sentences in it."""
    with labels.speaking(lang):
        return kk.load(kk.sample())


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Make the sample's report in both languages."""
    return {lang: kk.report(sample(lang), lang=lang) for lang in labels.LANGUAGES}


class Reader(HTMLParser):
    """Collect tags, attributes and the shown text; complain about what is left open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "link", "img"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text.append(data)


@pytest.mark.parametrize("lang", labels.LANGUAGES)
def test_the_page_is_well_formed_and_needs_nothing_from_the_net(
    pages: dict[str, str], lang: str
) -> None:
    reader = Reader(pages[lang])
    assert reader.open == []
    assert ("html", {"lang": lang}) in reader.tags
    assert not {"script", "link", "iframe", "img"} & {tag for tag, _ in reader.tags}
    loaded = [attrs.get("src") for _, attrs in reader.tags] + re.findall(
        r"url\((.*?)\)", pages[lang]
    )
    assert all(address is None or address.startswith("#") for address in loaded)
    assert "@import" not in pages[lang]


@pytest.mark.parametrize("lang", labels.LANGUAGES)
def test_every_chart_has_an_alternative_text(pages: dict[str, str], lang: str) -> None:
    figures = [attrs for tag, attrs in Reader(pages[lang]).tags if tag == "figure"]
    assert len(figures) >= 5
    assert all(attrs["role"] == "img" and len(attrs["aria-label"] or "") > 40 for attrs in figures)


def test_a_german_reader_meets_no_english_and_an_english_one_no_german(
    pages: dict[str, str],
) -> None:
    for lang, other in (("de", "en"), ("en", "de")):
        shown = " ".join(Reader(pages[lang]).text)
        for section in ("report", "meaning", "column", "kpi"):
            for name, words in labels.words()[section].items():
                fixed = [part for part in re.split(r"{.*?}", words[other]) if len(part) > 11]
                if words["de"] != words["en"]:
                    assert not any(part in shown for part in fixed), f"{section}.{name}"


def test_numbers_are_written_in_the_language(pages: dict[str, str]) -> None:
    exports = sample("en")
    reach = kk.compute(exports.posts, ["gross_reach"], by="channel")["gross_reach"]
    for value in reach:
        assert f"{value:,.0f}" in pages["en"]
        assert f"{value:,.0f}".replace(",", ".") in pages["de"]


def test_the_same_exports_give_the_same_bytes(pages: dict[str, str]) -> None:
    assert kk.report(sample("en"), lang="en") == pages["en"]


def test_the_sentence_and_the_table_say_the_same(pages: dict[str, str]) -> None:
    values = grid(sample("en").posts, POSTS, "channel")
    for channel, row in values.rows:
        rate = next(value for value in row if value.name == "engagement_rate_by_reach")
        # A channel that reports no reach has a dash in the table and no sentence.
        sentence = f"{channel}: engagement rate by reach {rate.text} ("
        assert (sentence in pages["en"]) == rate.reported
        assert f">{rate.text}<" in pages["en"]


def test_every_file_and_its_rows_are_listed(pages: dict[str, str]) -> None:
    for entry in sample("en").log.to_dict("records"):
        cells = [entry[f"rows_{name}"] for name in ("read", "kept", "total", "set_aside")]
        row = "".join(f'<td class="number">{cell}</td>' for cell in cells)
        assert entry["file"] in pages["en"]
        assert row in pages["en"]


def test_what_a_channel_does_not_report_is_a_dash_and_what_none_reports_is_left_out() -> None:
    accounts = sample("en").accounts.query("channel in ('instagram', 'facebook')")
    values = grid(accounts, ACCOUNTS, "channel")
    facebook = dict(values.rows)["Facebook"]
    assert [value.text for value in facebook if value.name == "link_clicks"] == ["–"]
    assert "Net follower growth" not in values.heads


def test_a_figure_from_fewer_rows_says_so() -> None:
    posts = sample("en").posts
    instagram = dict(grid(posts, POSTS, "channel").rows)["Instagram"]
    reach = next(value for value in instagram if value.name == "gross_reach")
    assert (
        reach.incomplete
        == f"from {posts['reach'].notna()[posts.channel == 'instagram'].sum()} of 339"
    )


def test_texts_from_exports_cannot_become_markup(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    row = post(1).replace("Two\nlines, with a comma", evil)
    row = row.replace("https://example.org/1", "javascript:alert(1)")
    page = report(kk.load(put(tmp_path, "ig.csv", f"{INSTAGRAM}\n{row}\n")), title=evil)
    assert "<script" not in page
    assert "onerror=alert(1)&gt;" in page
    assert "javascript:" not in page


def test_ads_alone_make_a_report(tmp_path: Path) -> None:
    rows = ("2026-01-01,2026-01-31,,900,1500,30.5", "2026-01-01,2026-01-31,May,600,1500,30.5")
    page = report(kk.load(put(tmp_path, "ads.csv", ads(*rows))))
    assert "€30.50" in page
    assert "Posts with the most interactions" not in page


def test_two_currencies_stay_apart(tmp_path: Path) -> None:
    row = "2026-01-01,2026-01-31,May,600,1500,30.5"
    put(tmp_path, "a.csv", ads(row))
    put(tmp_path, "b.csv", ads(row).replace("EUR", "CHF"))
    page = report(kk.load(tmp_path))
    assert "€30.50" in page
    assert "CHF" in page
    assert "61.00" not in page


def test_a_report_of_nothing_says_so(tmp_path: Path) -> None:
    page = report(kk.load(put(tmp_path, "ads.csv", ads())))
    assert "no data in this period" in page


def test_an_unknown_channel_is_shown_as_unknown() -> None:
    frame = pd.DataFrame({"channel": [None], "views": [5.0]})
    assert grid(frame, ["views"], "channel").rows[0][0] == "not known"


def test_totals_of_one_file_are_not_added_to_one_another(pages: dict[str, str]) -> None:
    """Google Ads closes with a total of the campaigns and one of the account, of the same money."""
    for what in ("Total: Account", "Total: Campaigns"):
        row = re.search(rf"Campaign report.csv, {what}</th>(.*?)</tr>", pages["en"], re.DOTALL)
        assert row
        assert "€7,870.38" in row[1]
