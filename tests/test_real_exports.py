"""Real files against control facts computed without this library; skipped where they are absent.

The files are no part of the project: their owners gave no licence.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from kpi_kit import labels
from kpi_kit.errors import KpiKitError
from kpi_kit.exports import load
from kpi_kit.kpis import compute
from kpi_kit.report import report
from tests.test_exports import assert_accounted

FOLDER = Path(__file__).parents[2] / "shared" / "real_exports"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the collection of real exports is not beside the checkout"
)

# Header in a real file -> canonical column of posts.
POSTS = {
    "Views": "views", "Reach": "reach", "Impressions": "impressions", "Likes": "likes",
    "Reactions": "likes", "Comments": "comments", "Shares": "shares", "Saves": "saves",
    "Follows": "follows", "Reactions, Comments and Shares": "interactions",
    "Visualizações": "views", "Curtidas": "likes", "Compartilhamentos": "shares",
    "Comentários": "comments", "Salvamentos": "saves", "Alcance": "reach",
    "Seguimentos": "follows", "Visualizzazioni": "views", "Copertura": "reach",
    "Mi piace": "likes", "Condivisioni": "shares", "Follower": "follows", "Commenti": "comments",
    "Salvataggi": "saves",
}  # fmt: skip

SERIES = {
    "Reach": "reach", "Facebook reach": "reach", "Instagram reach": "reach", "Alcance": "reach",
    "Follows": "follows", "Facebook follows": "follows", "Instagram follows": "follows",
    "Views": "views", "Content interactions": "interactions",
    "Instagram link clicks": "link_clicks", "Instagram profile visits": "profile_visits",
}  # fmt: skip


def facts(folder: str) -> Iterator[tuple[str, str, str]]:
    """Yield file, fact and value of one folder."""
    source = FOLDER / "EXPECTED.tsv"
    if source.exists():
        for line in source.read_text("utf-8").splitlines()[1:]:
            file, fact, value = line.split("\t")
            if file.startswith(folder) and (FOLDER / file).exists():
                yield file, fact, value


def sums(folder: str) -> list[tuple[str, str, float, int]]:
    """Return file, header, sum and number of filled cells."""
    found = []
    for file, fact, value in facts(folder):
        header = re.fullmatch(r"sum (.+) \[col \d+\]", fact)
        numbers = re.fullmatch(r"([\d.]+) \(n=(\d+), empty=\d+\)", value)
        if header and numbers and header[1] in POSTS:
            found.append((file, header[1], float(numbers[1]), int(numbers[2])))
    return found


@pytest.mark.parametrize(
    ("file", "header", "total", "filled"), [*sums("facebook_posts"), *sums("instagram_posts")]
)
def test_a_post_column_has_the_known_sum(file: str, header: str, total: float, filled: int) -> None:
    column = load(FOLDER / file).posts[POSTS[header]]
    assert (column.sum(), column.notna().sum()) == (total, filled)


@pytest.mark.parametrize(
    ("file", "rows", "first", "last"),
    [
        (file, value, first, last)
        for folder in ("facebook_posts", "instagram_posts")
        for file, fact, span in facts(folder)
        if fact == "first/last publish time"
        for first, last in [span.split(" .. ")]
        for _, records, value in [next(f for f in facts(file) if f[1] == "records")]
    ],
)
def test_posts_have_the_known_number_and_span(file: str, rows: str, first: str, last: str) -> None:
    exports = load(FOLDER / file)
    assert_accounted(exports)
    assert exports.log["rows_read"].tolist() == [int(rows)]
    pacific = (
        exports.posts["published_at"].dt.tz_convert("America/Los_Angeles").dt.tz_localize(None)
    )
    assert (str(pacific.min()), str(pacific.max())) == (first, last)


# Header in a file of X or TikTok -> canonical column.
COUNTS = {
    "impressions": "impressions", "engagements": "interactions", "likes": "likes",
    "favorites": "likes", "retweets": "shares", "replies": "comments", "follows": "follows",
    "Impressions": "impressions", "Engagements": "interactions", "Likes": "likes",
    "New follows": "follows", "Unfollows": "unfollows", "Reposts": "shares",
    "Replies": "comments", "Video views": "views", "Reached audience": "reach",
    "Profile views": "profile_visits", "Shares": "shares", "Comments": "comments",
    "New followers": "follows", "Lost followers": "unfollows",
}  # fmt: skip


@pytest.mark.parametrize(
    ("file", "header", "total"),
    [
        (file, fact.removeprefix("sum "), float(value.split()[0]))
        for folder in ("x_twitter/01", "x_twitter/03", "x_twitter/05", "x_twitter/08", "tiktok/01")
        for file, fact, value in facts(folder)
        if fact.removeprefix("sum ") in COUNTS
    ],
)
def test_x_and_tiktok_have_the_known_sums(file: str, header: str, total: float) -> None:
    exports = load(FOLDER / file)
    assert_accounted(exports)
    table = exports.posts if len(exports.posts) else exports.accounts
    assert table[COUNTS[header]].sum() == total


def daily_tables() -> list[tuple[str, str, dict[str, str]]]:
    """Return file, title and control facts of each daily table with a title that is known."""
    known = {(file, fact): value for file, fact, value in facts("meta_insights_daily")}
    return [
        (file, title, dict(part.split("=") for part in value.split(" ")[:5]))
        for (file, fact), title in known.items()
        if fact.endswith(" title") and title in SERIES
        for value in [known[(file, fact.removesuffix(" title"))]]
    ]


@pytest.mark.parametrize(("file", "title", "known"), daily_tables())
def test_a_daily_table_has_the_known_days_and_sum(
    file: str, title: str, known: dict[str, str]
) -> None:
    exports = load(FOLDER / file)
    assert_accounted(exports)
    rows = exports.accounts
    named = next((c for c in ("facebook", "instagram") if title.lower().startswith(c)), None)
    rows = rows[rows["channel"].eq(named) if named else rows["channel"].isna()]
    values = rows.set_index("date")[SERIES[title]].dropna()
    assert values.sum() == float(known["sum"])
    assert values.max() == float(known["max"])
    assert (str(values.index.min())[:10], str(values.index.max())[:10]) == (
        known["first"], known["last"],
    )  # fmt: skip
    filled = values.size - int(known["days"])
    told = re.search(r"taken as 0: (\d+)", exports.log["repairs"].str.cat())
    assert filled == (int(told[1]) if told and title.startswith("Instagram") else 0)


@pytest.mark.parametrize(
    ("file", "rows", "column", "total", "own"),
    [
        ("meta_ads/03*", 2, "spend", 2_863_987, None),
        ("meta_ads/03*", 2, "impressions", 139_893, None),
        ("meta_ads/06*", 12, "spend", 21_737_841, 21_737_841),
        ("meta_ads/06*", 12, "reach", 1_402_599, 1_241_190),
        ("meta_ads/06*", 12, "link_clicks", 25_739, 25_739),
        ("meta_ads/01*", 50, "impressions", 3_159_843, 3_159_843),
        ("meta_ads/01*", 50, "reach", 2_166_883, 1_211_188),
    ],
)  # fmt: skip
def test_ads_have_the_known_sums_and_the_platform_s_own_total(
    file: str, rows: int, column: str, total: float, own: float | None
) -> None:
    exports = load(*FOLDER.glob(file))
    assert_accounted(exports)
    assert len(exports.ads) == rows
    assert exports.ads[column].sum() == pytest.approx(total, abs=0.5)
    assert exports.periods[column].tolist() == ([own] if own else [])
    assert not exports.problems["problem"].str.contains("add up to").any()


def test_an_ads_frequency_needs_the_platform_s_net_reach() -> None:
    """1,991,270 impressions on 1,241,190 people: 1.60, as the file itself says."""
    exports = load(*FOLDER.glob("meta_ads/06*"))
    assert compute(exports.periods, ["frequency"])["frequency"][0] == pytest.approx(1.60432327)


def test_the_real_meta_files_together_lose_no_row_and_make_a_report() -> None:
    names = [
        "facebook_posts/01*", "facebook_posts/03*", "instagram_posts/01*", "instagram_posts/05*",
        "meta_insights_daily/0[1-7]*", "meta_insights_daily/1*", "meta_insights_daily/2*",
        "meta_insights_daily/3*", "meta_insights_daily/4*",
    ]  # fmt: skip
    paths = sorted(path for name in names for path in FOLDER.glob(name))
    exports = load(*paths)
    assert_accounted(exports)
    assert len(exports.posts) == 261 + 41 + 21 + 9
    assert exports.log["file"].nunique() == len(paths)
    refused = exports.problems[exports.problems["severity"] == "error"]["file"]
    assert all("udience" in f or "blico" in f or "Pubblico" in f or "46_" in f for f in refused)
    for lang in labels.LANGUAGES:
        page = report(exports, lang=lang)
        for file in exports.log["file"]:
            assert file.replace("'", "&#39;") in page


@pytest.mark.parametrize(
    "path", [p for p in sorted(FOLDER.glob("*/*")) if p.is_file()], ids=lambda p: p.name[:40]
)
def test_no_real_file_brings_a_traceback(path: Path) -> None:
    """Whatever people upload: tables in which every row is in its place, or one sentence."""
    try:
        exports = load(path)
    except KpiKitError as refused:
        sentence = str(refused)
    else:
        assert_accounted(exports)
        assert isinstance(exports.posts, pd.DataFrame)
        return
    assert re.match(r".+: .+", sentence, re.DOTALL)
