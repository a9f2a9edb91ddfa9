"""A folder with every fault that the checks know, planted: each is listed, in both languages."""

from pathlib import Path

import pytest

from kpi_kit import labels
from kpi_kit.exports import Exports, load
from tests.test_exports import (
    INSTAGRAM,
    ads,
    assert_accounted,
    facebook,
    post,
    put,
    put_daily,
)  # fmt: skip
from tests.test_exports import daily as block

OLD_FACEBOOK = (
    "Post ID,Page ID,Page name,Title,Publish time,Permalink,Post type,Date,Impressions,Reach,"
    "Reactions,Comments,Shares\n1,9,Shop,Alt,12/20/2023 09:00,https://x.example/1,Photo,Lifetime,"
    "700,500,20,6,4\n"
)
NEW_FACEBOOK = facebook(
    '2,9,Shop,Neu,,01/20/2026 09:00,https://x.example/2,Photo,,Lifetime,80,60,9,5,2,2'
)  # fmt: skip
TIKTOK = "Date,Video views,Reached audience,New followers,Lost followers\n2026/05/01,9,8,3,1\n"
FOLLOWERS = "Date,Followers,Difference in followers from previous day\nMay 1,-5,0\n"
MOVED = (
    "# ----\n# Report CSV Export\n# ----\n# Start date: 20260501\n# End date: 20260531\n"
    "Country,Sessions,Hour\nGermany,40,9\nGermany,30,10\nAustria,5,9\n"
)
"""An export of GA4 whose hours, which divide the sessions, were moved right of them."""

FAULTS = {
    "a gap": ("keine Werte (Tage: 2;", "no figures at all (days: 2;"),
    "a row twice": ("Zeilen, die noch einmal genau so", "rows that are in the same file once more"),
    "overlapping files": ("anders aufgeschlüsselt, auch in ads/a", "in ads/a.csv too, broken down"),
    "a part above its whole": ("mehr Reichweite als Aufrufe", "more Reach than Views"),
    "a negative stock": ("negative Werte, die es nicht geben kann", "which cannot be"),
    "a series break": ("ältere Beiträge haben nur Impressionen", "older posts have impressions"),
    "two currencies": ("mehrere Währungen: EUR, USD", "several currencies: EUR, USD"),
    "two zones": ("verschiedenen Zeitzonen (Europe/Berlin, UTC)", "zones (Europe/Berlin, UTC)"),
    "a second download": ("älterer Stand desselben Beitrags", "older state of the same post"),
    "a lost segment": (
        "nur in den Werten unterscheiden: 2. Nicht gelesen sind „Hour“",
        "rows that differ in figures only: 2. Not read are 'Hour'",
    ),
    "two accounts": ("Sind es zwei Konten", "If these are two accounts"),
}
"""What a fault is, and what must be said of it in German and English."""


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """Write the folder, as downloads would lie in it."""
    put(tmp_path, "instagram/posts.csv", f"{INSTAGRAM}\n{post(1, views=100, reach=200)}\n")
    put(tmp_path, "instagram/again.csv", f"{INSTAGRAM}\n{post(1, views=90, reach=80)}\n")
    put(tmp_path, "facebook/old.csv", OLD_FACEBOOK)
    put(tmp_path, "facebook/new.csv", NEW_FACEBOOK)
    put_daily(
        tmp_path, "north/Reach.csv", block("Instagram reach", {"2026-05-01": 4, "2026-05-04": 5})
    )
    put_daily(tmp_path, "south/Reach.csv", block("Instagram reach", {"2026-05-01": 7}))
    put(tmp_path, "tiktok/days.csv", TIKTOK)
    put(tmp_path, "tiktok/FollowerHistory.csv", FOLLOWERS)
    put(tmp_path, "ads/a.csv", ads(*["2026-05-01,2026-05-31,Frühling,100,300,10"] * 2))
    by_age = ads("2026-05-01,2026-05-31,Frühling,18-24,90,300,10", names="Campaign name,Age")
    put(tmp_path, "ads/b.csv", by_age)
    dollars = ads("2026-05-01,2026-05-31,Spring,100,300,10").replace("EUR", "USD")
    put(tmp_path, "ads/c.csv", dollars)
    put(tmp_path, "web/hours.csv", MOVED)
    return tmp_path


def said(exports: Exports) -> str:
    """Return all that is listed."""
    return "\n".join([*exports.problems["problem"], *exports.set_aside["reason"]])


@pytest.mark.parametrize("lang", ["de", "en"])
def test_each_planted_fault_is_listed(planted: Path, lang: labels.Language) -> None:
    with labels.speaking(lang):
        exports = load(planted, year=2026)
    assert_accounted(exports)
    listed = said(exports)
    missing = [fault for fault, words in FAULTS.items() if words[lang == "en"] not in listed]
    assert not missing, listed


def test_a_folder_without_faults_lists_none_of_them(planted: Path) -> None:
    for name in ("instagram/posts", "facebook/old", "south/Reach", "tiktok/FollowerHistory"):
        (planted / f"{name}.csv").unlink()
    put(planted, "web/hours.csv", MOVED.replace("Germany,30", "Italy,30"))
    for name in ("tiktok/days", "ads/a", "ads/b", "north/Reach"):
        (planted / f"{name}.csv").unlink()
    listed = said(load(planted))
    assert not [fault for fault, words in FAULTS.items() if words[True] in listed]


def test_the_lines_that_are_printed_tell_two_accounts_apart(planted: Path) -> None:
    problems = load(planted, year=2026).problems
    (asked,) = [p for p in problems["problem"] if "If these are two accounts" in p]
    lines = asked.partition("\n")[2]
    named = lines.replace("…", "Nord", 1).replace("…", "Süd", 1)
    put(planted, "exports.toml", named, "utf-8")
    exports = load(planted, year=2026)
    assert_accounted(exports)
    days = exports.accounts[exports.accounts["reach"].notna()].set_index("account")["reach"]
    assert days["Nord"].tolist() == [4, 5]
    assert days["Süd"] == 7
    assert "two accounts" not in said(exports)


def test_days_that_begin_elsewhere_are_set_aside_without_a_warning(tmp_path: Path) -> None:
    studio = '"Date","Video Views","Profile Views","Likes","Comments","Shares"\n'
    put(tmp_path, "studio/Overview.csv", f'{studio}"June 29","90","1","2","0","0"\n')
    business = (
        "Date,Video views,Reached audience,Profile views,Likes,Shares,Comments,"
        "Phone number clicks ,Leads submission,Net growth,New followers,Lost followers\n"
    )
    put(tmp_path, "utc.csv", f"{business}2026/06/29,88,70,1,2,0,0,0,0,1,2,1\n")
    exports = load(tmp_path, year=2026)
    assert exports.accounts["views"].tolist() == [90]
    assert exports.set_aside["reason"].str.contains("begins in another time zone").tolist() == [
        True
    ]
    assert set(exports.problems["severity"]) == {"note"}
    assert not exports.problems["problem"].str.contains("two accounts").any()
