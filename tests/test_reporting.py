"""The report: complete, self-contained, safe, in one language, words and values in step."""

import html
import re
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import kpi_kit as kk
from kpi_kit import labels
from kpi_kit.reporting import ACCOUNTS, POSTS, grid, report
from kpi_kit.reporting.analysis import accounts_named
from kpi_kit.reporting.channels import channels
from kpi_kit.reporting.figures import RATES
from kpi_kit.reporting.next_steps import rules
from kpi_kit.reporting.posts import posts as best_and_worst
from kpi_kit.reporting.scope import scope_of, without_stories
from kpi_kit.reporting.summary import results
from tests.test_exports import INSTAGRAM, ads, facebook, post, put

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
        if self.open and self.open[-1] not in {"style", "cite"}:  # works keep their own language
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


@pytest.mark.parametrize("lang", labels.LANGUAGES)
def test_the_figure_in_the_title_of_every_chart_has_its_trace(
    pages: dict[str, str], lang: str
) -> None:
    traces = r'<dt id="\w+-chart-\d+">(.*?)</dt>\s*<dd>.*?<strong>(.*?)</strong>'
    told = re.findall(traces, pages[lang], re.DOTALL)
    assert len(told) == pages[lang].count("<figure") > 4
    assert [title for title, figure in told if figure not in title] == []


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
    posts = without_stories(sample("en").posts)
    reach = kk.compute(posts, ["gross_reach"], by="channel")["gross_reach"]
    for value in reach:
        assert f"{value:,.0f}" in pages["en"]
        assert f"{value:,.0f}".replace(",", ".") in pages["de"]


def test_the_same_exports_give_the_same_bytes() -> None:
    exports = kk.load(kk.sample() / "linkedin")
    assert kk.report(exports, lang="en") == kk.report(exports, lang="en")


class Cells(HTMLParser):
    """Read the figures back: table, its key, group, KPI, the exact value, and the shown text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.table: dict[str, str | None] = {}
        self.row: dict[str, str | None] = {}
        self.cell: dict[str, str | None] = {}
        self.found: list[tuple[dict[str, str | None], dict[str, str | None], str, float, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.table = dict(attrs)
        elif tag == "tr":
            self.row = dict(attrs)
        elif tag == "td":
            self.cell = dict(attrs)
        elif tag == "small":
            self.cell = {}

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self.cell = {}

    def handle_data(self, data: str) -> None:
        if kpi := self.cell.get("data-kpi"):
            value = float(self.cell["data-value"] or "nan")
            self.found.append((self.table, self.row, kpi, value, data))


@pytest.mark.filterwarnings("ignore::kpi_kit.errors.ComparabilityWarning")
def test_every_number_in_a_table_is_the_one_that_compute_gives(pages: dict[str, str]) -> None:
    """Read back from the page; what is shown is that number, written."""
    exports = sample("en")
    seen = 0
    for table, row, kpi, value, shown in Cells(pages["en"]).found:
        name, key, group = table["data-table"], table.get("data-by"), row.get("data-group")
        if name not in {"posts", "stories", "accounts", "ads", "messages"}:
            continue
        assert key is not None
        frame: pd.DataFrame = getattr(exports, "posts" if name == "stories" else name)
        if name in {"posts", "stories"}:
            frame = frame[(frame["format"] == "story") == (name == "stories")]
        rows = frame[frame[key].fillna("") == group]
        (expected,) = kk.compute(rows, [kpi])[kpi]
        # Exact but for the order in which a group's amounts are added.
        assert value == pytest.approx(expected, rel=1e-12, nan_ok=True), (name, group, kpi)
        assert (shown == labels.NOTHING) == (value != value)
        seen += 1
    assert seen > 100


def test_stories_stand_apart_and_are_in_no_rate_of_the_posts() -> None:
    exports = sample("en")
    scope = scope_of(exports)
    with labels.speaking("en"):
        found, ranked = channels(scope), best_and_worst(scope)
    counted = {row.group: row.cells[0].number for row in found.posts.rows}
    instagram = exports.posts[exports.posts["channel"] == "instagram"]
    stories = (instagram["format"] == "story").sum()
    assert stories == 268
    assert counted["instagram"] == len(instagram) - stories
    assert [(row.group, row.cells[0].number) for row in found.stories.rows] == [("instagram", 268)]
    assert not any(
        shown.format == "Story" for one in ranked for shown in (*one.best, *one.worst)
    )  # fmt: skip


def test_the_posts_ranked_have_the_rates_that_compute_gives(pages: dict[str, str]) -> None:
    posts = sample("en").posts
    found = [entry for entry in Cells(pages["en"]).found if entry[0]["data-table"] == "post"]
    assert len(found) > 40
    for _, row, kpi, value, _ in found:
        one = posts[(posts.source_file == row["data-file"]) & (posts.source_row == row["data-row"])]
        assert value == kk.compute(one, [kpi])[kpi].iloc[0]


HERE = Path(__file__).parents[1]
GOALS = HERE / "sample_data" / "goals.toml"
SPRING = "Frühjahr Lastenrad Prospecting"


@pytest.fixture(scope="module")
def may() -> str:
    """Make the English report of one month with goals, last year and a campaign's tag."""
    return kk.report(
        sample("en"), lang="en", goals=kk.load_goals(GOALS), month="2026-05", compare="last-year",
        utm={SPRING: ["fruehjahr_lastenrad"]},
    )  # fmt: skip


def test_the_summary_names_what_the_table_calls_more_than_chance(may: str) -> None:
    table = may.split('data-table="changed"')[1].split("</table>")[0]
    clear = [row for row in table.split("<tr") if "more than chance" in row]
    lead = may.split("<section")[1].split("</section>")[0]
    span = "1 May 2026 to 31 May 2026"
    told = re.search(rf"Clearly changed, {span}: (.*?)\. More than chance: (\d+) of ", lead)
    assert told
    assert int(told[2]) == len(clear) > 0
    for row in clear[:5]:  # of more than six, five are named
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        assert f"{cells[1]} on {cells[0]} ({cells[4]})" in told[1]


def test_a_goal_has_the_figure_and_the_verdict_of_its_assessment(may: str) -> None:
    assessed = kk.assess(kk.load_goals(GOALS), sample("en"), on=date(2026, 5, 31))
    found = [entry for entry in Cells(may).found if entry[0]["data-table"] == "goals"]
    assert len(found) == len(assessed)
    for one, (_, row, kpi, value, _) in zip(assessed, found, strict=True):
        assert (kpi, row["data-verdict"]) == (one.goal.kpi.name, one.verdict)
        assert value == one.actual or value != value
        assert one.sentence in html.unescape(may)


@pytest.mark.parametrize(
    ("table", "channel", "kpi", "when"),
    [
        ("posts", "instagram", "reach", "published_on"),
        ("ads", "tiktok_ads", "cost_per_thousand_reached", "period_start"),
    ],
)
def test_the_bounds_of_people_whom_a_goal_must_not_add_up_have_their_traces(
    table: str, channel: str, kpi: str, when: str
) -> None:
    goal = kk.Goal(
        name="Known in the Ruhr area", kpi=kpi, table=table, filter={"channel": channel},
        start=date(2025, 6, 1), deadline=date(2026, 5, 31), target=2,
    )  # fmt: skip
    page = kk.report(sample("en"), lang="en", goals=[goal], month="2026-05")
    rows = getattr(sample("en"), table).query(f"channel == '{channel}'")
    reach = rows[rows[when].between("2025-06-01", "2026-05-31")]["reach"]
    assert len(reach) > 1
    for bound, figure in (("largest", reach.max()), ("gross", reach.sum())):
        trace = page.split(f'id="goal-1-{bound}_reach"')[1].split("</dd>")[0]
        assert f"<strong>{figure:,.0f}</strong>" in trace
        assert f"of {len(reach):,}" in trace
    assert 'href="#goal-1-largest_reach"' in page


def test_a_month_tells_of_its_own_rows_only_and_changes_of_the_year_before(may: str) -> None:
    exports = sample("en")
    tiktok = exports.posts[(exports.posts.channel == "tiktok")]
    inside = tiktok[tiktok["published_on"].dt.strftime("%Y-%m") == "2026-05"]
    views = [
        value
        for table, row, kpi, value, _ in Cells(may).found
        if (table["data-table"], row.get("data-group"), kpi) == ("posts", "tiktok", "views")
    ]
    assert views == [inside["views"].sum()]
    assert "1 May 2026 to 31 May 2026 against 2 May 2025 to 1 June 2025 (last year)" in may


def test_a_ladder_has_the_rungs_of_the_campaign(may: str) -> None:
    ads = sample("en").ads
    inside = ads[ads["period_start"].dt.strftime("%Y-%m") == "2026-05"]
    rungs = {
        (table["data-campaign"], row["data-group"]): value
        for table, row, _, value, _ in Cells(may).found
        if table["data-table"] == "ladder"
    }
    spring = inside[inside["campaign"] == SPRING]
    roas = kk.compute(spring, ["return_on_ad_spend"])["return_on_ad_spend"].iloc[0]
    assert rungs[SPRING, "platform_roas"] == pytest.approx(roas, rel=1e-12)
    assert rungs[SPRING, "margin_roi"] == rungs[SPRING, "margin_roi"]


def test_every_next_step_has_a_rule_and_a_finding(may: str) -> None:
    fired = set(re.findall(r'<span class="rule">\((\w+)\)</span>', may))
    assert fired <= {*rules()}
    assert "no_goals" not in fired
    assert {"guardrail_breached", "campaign_only_platform"} <= fired
    assert all({*labels.LANGUAGES} <= {*rule} for rule in rules().values())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"month": "May 2026"}, "'May 2026' is no month; write it like 2026-05"),
        ({"month": "2026-13"}, "'2026-13' is no month"),
        ({"month": "2019-05"}, "no row lies in 2019-05; the exports reach from"),
        ({"compare": "yesterday"}, "there is no 'yesterday'; take 'previous', 'last-year'"),
    ],
)
def test_a_month_or_comparison_that_is_none_is_refused(options: dict[str, str], said: str) -> None:
    with pytest.raises(kk.KpiKitError, match=re.escape(said)):
        kk.report(
            sample("en"), lang="en", month=options.get("month"), compare=options.get("compare")
        )


def test_the_summary_says_each_channels_first_rate_as_the_table_has_it(
    pages: dict[str, str],
) -> None:
    values = grid(without_stories(sample("en").posts), POSTS, "channel")
    lead = pages["en"].split("<section")[1].split("</section>")[0]
    for row in values.rows:
        known = {value.name: value for value in row.cells if value.reported}
        first = next(name for name in RATES if name in known)
        assert f"{row.name}: {labels.name_of(first)} {known[first].text} (" in lead
        assert f">{known[first].text}<" in pages["en"]
    assert lead.count("posts).") == len(values.rows) == 6


def test_the_rate_of_a_single_post_is_from_one_post() -> None:
    posts = sample("en").posts
    one = posts[posts["channel"] == "youtube"].head(1)
    with labels.speaking("de"):
        (said,) = results(grid(one, POSTS, "channel"))
    assert said.text.endswith("Interaktionsrate nach Aufrufen (aus einem Beitrag).")
    assert said.proof == "posts-1-engagement_rate_by_views"


def test_every_file_and_its_rows_are_listed(pages: dict[str, str]) -> None:
    for entry in sample("en").log.to_dict("records"):
        cells = [entry[f"rows_{name}"] for name in ("read", "kept", "total", "set_aside")]
        row = "".join(f'<td class="number">{cell}</td>' for cell in cells)
        assert entry["file"] in pages["en"]
        assert row in pages["en"]


def test_what_a_channel_does_not_report_is_a_dash_and_what_none_reports_is_left_out() -> None:
    accounts = sample("en").accounts.query("channel in ('instagram', 'facebook')")
    values = grid(accounts, ACCOUNTS, "channel")
    (facebook,) = (row for row in values.rows if row.name == "Facebook")
    assert [value.text for value in facebook.cells if value.name == "link_clicks"] == ["–"]
    assert "Net follower growth" not in values.heads


def test_a_figure_from_fewer_rows_says_so() -> None:
    posts = sample("en").posts
    (instagram,) = (
        row for row in grid(posts, POSTS, "channel").rows if row.name == "Instagram"
    )  # fmt: skip
    reach = next(value for value in instagram.cells if value.name == "gross_reach")
    assert (
        reach.incomplete
        == f"from {posts['reach'].notna()[posts.channel == 'instagram'].sum()} of 607"
    )


def test_texts_from_exports_cannot_become_markup(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    row = post(1).replace("Two\nlines, with a comma", evil)
    row = row.replace("https://example.org/1", "javascript:alert(1)")
    page = report(kk.load(put(tmp_path, "ig.csv", f"{INSTAGRAM}\n{row}\n")), title=evil)
    assert "<script" not in page
    assert "onerror=alert(1)&gt;" in page
    assert "javascript:" not in page


def test_names_of_files_goals_campaigns_and_people_cannot_become_markup() -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
    found = kk.load(*(kk.sample() / name for name in ("instagram", "ads", "community")))
    texts = {
        "posts": ["text", "account", "url"], "ads": ["campaign", "ad"],
        "mentions": ["text", "author", "source"], "log": ["file"], "problems": ["file", "problem"],
        "set_aside": ["file", "column", "value", "reason"],
    }  # fmt: skip
    spoilt = {
        name: (frame := getattr(found, name)).assign(
            **{c: frame[c].where(frame[c].isna(), evil + frame[c].astype("str")) for c in columns}
        )
        for name, columns in texts.items()
    }
    goals = [
        one.model_copy(update={"name": evil, "rule": evil, "owner": evil})
        for one in kk.load_goals(GOALS)
        if one.table in {"ads", "messages"}
    ]
    assert goals
    page = report(replace(found, **spoilt), title=evil, goals=goals, month="2026-05")
    reader = Reader(page)
    assert page.count("onerror=alert(1)&gt;") > 100  # the texts are there, as texts
    assert not {"script", "img"} & {tag for tag, _ in reader.tags}
    assert not [tag for tag, given in reader.tags if any(name.startswith("on") for name in given)]


@pytest.mark.parametrize(
    ("handle", "page_name", "title"),
    [
        ("museumraederwerk", "Museum Räderwerk", "Museum Räderwerk"),
        ("cafe.mueller_co", "Café Müller & Co.", "Café Müller & Co."),
        ("emscherrad", "Emscherrad", "Emscherrad"),
        ("baur", "Bauer", "Bauer, baur"),  # two names
        ("emscherrad_jobs", "Emscherrad", "Emscherrad, emscherrad_jobs"),
    ],
)
def test_the_report_is_named_after_the_page_and_not_once_more_after_its_handle(
    tmp_path: Path, handle: str, page_name: str, title: str
) -> None:
    row = post(1).replace("shop,Shop", f"{handle},{page_name}")
    put(tmp_path, "instagram.csv", f"{INSTAGRAM}\n{row}\n")
    row = f"2,9,{page_name},Neu,,05/20/2026 09:00,https://x.example/2,Photo,,Lifetime,80,60,9,5,2,2"
    put(tmp_path, "facebook.csv", facebook(row))
    assert accounts_named(kk.load(tmp_path)) == title


def test_ads_alone_make_a_report(tmp_path: Path) -> None:
    rows = ("2026-01-01,2026-01-31,,900,1500,30.5", "2026-01-01,2026-01-31,May,600,1500,30.5")
    page = report(kk.load(put(tmp_path, "ads.csv", ads(*rows))))
    assert "€30.50" in page
    assert "Best and weakest posts" not in page


def test_amounts_whose_currency_no_export_tells_are_shown_without_one() -> None:
    (file,) = (HERE / "tests" / "exports" / "ads").glob("*-x-ads.xlsx")
    found = kk.load(file)
    assert found.ads["currency"].isna().all()
    page = report(found, lang="en")
    assert 'data-kpi="spend"' in page
    assert not re.search(r">\s*nan|nan\s*<", page)


def test_campaigns_of_which_only_the_platform_speaks_have_no_ladder_of_their_own(
    tmp_path: Path,
) -> None:
    rows = [f"2026-01-01,2026-01-31,C{number},600,1500,30.5" for number in range(8)]
    page = report(kk.load(put(tmp_path, "ads.csv", ads(*rows))))
    assert "From ROAS to ROI" not in page
    assert "known of them: C0, C1, C2, C3, C4 and 3 more. Only the platform speaks" in page


def test_files_that_were_not_read_are_one_next_step(tmp_path: Path) -> None:
    for number in range(3):
        put(tmp_path, f"odd{number}.csv", "a,b\n1,2\n")
    put(tmp_path, "ads.csv", ads("2026-01-01,2026-01-31,May,600,1500,30.5"))
    page = report(kk.load(tmp_path))
    assert "Not read: odd0.csv, odd1.csv, odd2.csv. Export again" in page
    assert page.count("(error_in_file)") == 1


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


def test_what_was_read_and_has_no_section_is_named() -> None:
    page = report(kk.load(HERE / "sample_data" / "emscherrad" / "web"), lang="en")
    web = len(kk.load(HERE / "sample_data" / "emscherrad" / "web").web)
    assert f"Website visits (rows: {web:,}, exports.web)" in page
    assert "Daily post figures" not in page


def test_an_unknown_channel_is_shown_as_unknown() -> None:
    frame = pd.DataFrame({"channel": [None], "views": [5.0]})
    assert grid(frame, ["views"], "channel").rows[0].name == "not known"


def test_totals_of_one_file_are_not_added_to_one_another(pages: dict[str, str]) -> None:
    """Google Ads closes with a total of the campaigns and one of the account, of the same money."""
    for what in ("Total: Account", "Total: Campaigns"):
        row = re.search(rf"Campaign report.csv, {what}</th>(.*?)</tr>", pages["en"], re.DOTALL)
        assert row
        assert "€7,870.38" in row[1]


class Proofs(HTMLParser):
    """Collect each paragraph, item and caption that leads to a trace, and what the trace says."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []
        self.shown: dict[str, str] = {}
        self.places: set[str] = set()
        self.text, self.to, self.place, self.strong, self.traced = "", "", "", False, False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.places.add(held.get("id") or "")
        if tag in {"p", "li", "caption"}:
            self.text, self.to = "", ""
        if held.get("class") == "proof":
            self.to = (held["href"] or "").removeprefix("#")
        if tag == "dt":
            self.place = held.get("id") or ""
        self.traced |= tag == "dl"
        self.strong = tag == "strong"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "li", "caption"} and not self.traced:
            self.said.append((self.text, self.to))
            self.text, self.to = "", ""
        self.traced &= tag != "dl"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.strong and self.place:
            self.shown.setdefault(self.place, data)
            self.strong = False


def _figure(shown: str) -> str:
    return shown.replace("−", "-").split()[0]


NOTE = " · "
"""What parts the figures of a note on comparing channels from its channels."""


def test_what_stands_against_comparing_leads_to_the_figures_that_it_speaks_of(
    pages: dict[str, str],
) -> None:
    page = pages["en"]
    found = Proofs(page[page.index("<main>") :])
    notes = [(text, to) for text, to in found.said if NOTE in text]
    assert len(notes) > 15
    assert all(to in found.shown for _, to in notes)
    counted = 0
    for text, to in notes:
        trace = page[page.index(f'<dt id="{to}">') :].split("</dd>")[0]
        if rows := re.search(r"only ([\d,]+) of ([\d,]+) rows", text):
            counted += 1
            assert f"{rows[1]} of {rows[2]}" in trace
        if "not reported" not in text:
            named = text.split(NOTE)[0].split(", ")[0].strip()
            assert trace.split(">")[1].startswith(named)
    assert counted >= 3


@pytest.mark.parametrize("which", ["whole", "may"])
def test_every_sentence_with_figures_leads_to_a_trace_that_has_its_figure(
    pages: dict[str, str], may: str, which: str
) -> None:
    """Goals that are missed repeat no figure, nor do days without a crisis."""
    page = pages["en"] if which == "whole" else may
    found = Proofs(page[page.index("<main>") : page.index('id="quality"')])
    assert {to for _, to in found.said} <= found.places | {"", "quality"}
    proven = [(text, to) for text, to in found.said if to and NOTE not in text]
    figures = ("posts-", "now-", "answers-", "tone-", "crisis-", "ladder-", "goal-")
    checked = [(text, to) for text, to in proven if to.startswith(figures) and to in found.shown]
    silent = [
        text for text, to in checked if _figure(found.shown[to]) not in text.replace("−", "-")
    ]
    assert all(re.search("was a crisis|no more mentions|missed|at risk|guard|a day", text)
               for text in silent), silent  # fmt: skip
    assert len(checked) - len(silent) > 20
    assert (which == "whole") == any(to.startswith("crisis-") for _, to in checked)
    alone = [text for text, to in found.said if not to and re.search(r"\d", text)]
    # Facts about definitions and days, and what stands in one fold with the ladder's traces.
    about = (
        "definition changed|against|cannot be measured|reported|24 hours"
        "|is contribution margin|paid back|ladder"
    )
    assert all(re.search(about, text) for text in alone), alone
    if "answers-service_level" in found.shown:  # the same figure, from the times themselves
        assert any(found.shown["answers-service_level"] in text for text, _ in found.said)
