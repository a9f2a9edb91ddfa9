"""Emscherrad's exports: reproducible, in Meta's formats, and free of contradictions."""

import csv
import io
import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import mean
from zoneinfo import ZoneInfo

import pytest

from kpi_kit import company
from kpi_kit.company.formats import publish_time
from kpi_kit.company.posts import posts

Rows = list[dict[str, str]]

FILES = company.files(seed=7)
INSTAGRAM_POSTS = [name for name in FILES if name.startswith("instagram/") and "2026" in name]
FACEBOOK_POSTS = [name for name in FILES if name.startswith("facebook/") and "2026" in name]
POSTS = [*INSTAGRAM_POSTS, *FACEBOOK_POSTS]
ADS = [name for name in FILES if name.startswith("ads/")]
DAILY = [name for name in FILES if name not in POSTS + ADS]
FIRST, SECOND, JUNE = INSTAGRAM_POSTS


def cells(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(FILES[name].decode("utf-8-sig"), newline="")))


def rows(name: str) -> Rows:
    header, *body = cells(name)
    return [dict(zip(header, row, strict=False)) for row in body]


def days(name: str) -> dict[date, int]:
    found = re.findall(r'"(\d{4}-\d\d-\d\d)T0[01]:00:00","(\d+)"', FILES[name].decode("utf-16"))
    return {date.fromisoformat(day): int(value) for day, value in found}


def real_posts(name: str) -> Rows:
    return [row for row in rows(name) if row["Post ID"]]


def berlin(row: dict[str, str]) -> datetime:
    pacific = datetime.strptime(row["Publish time"], "%m/%d/%Y %H:%M").replace(
        tzinfo=ZoneInfo("America/Los_Angeles")
    )
    return pacific.astimezone(ZoneInfo("Europe/Berlin"))


def interactions(row: dict[str, str]) -> int:
    return sum(int(row[name]) for name in ("Likes", "Comments", "Shares", "Saves"))


# The same everywhere


def test_the_same_seed_gives_the_same_bytes() -> None:
    code = (
        "import hashlib, kpi_kit.company as c\n"
        "f = c.files(seed=7)\n"
        "print(hashlib.sha256(repr(f).encode()).hexdigest(), f == c.files(seed=7))"
    )
    runs = [
        subprocess.run(  # another process, so that no cache and no hash order can help
            [sys.executable, "-c", code],
            cwd=Path(__file__).parents[1],
            check=True,
            capture_output=True,
        ).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1]
    assert runs[0].split()[1] == b"True"


def test_the_committed_files_are_the_generated_ones() -> None:
    folder = company.CHECKOUT
    committed = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert sorted(committed) == sorted(FILES)
    assert [name for name in FILES if committed[name] != FILES[name]] == []


def test_another_seed_gives_other_figures_in_every_file_of_the_same_name() -> None:
    other = company.files(seed=8)
    assert sorted(other) == sorted(FILES)
    assert [name for name in FILES if other[name] == FILES[name]] == []


def test_the_samples_of_a_checkout_are_used_where_they_lie() -> None:
    assert company.sample() == company.CHECKOUT
    assert company.sample().is_absolute()


def test_without_a_checkout_the_sample_is_written_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(company, "CHECKOUT", tmp_path / "nowhere")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    folder = company.sample()
    assert folder.is_relative_to(tmp_path)
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")} == set(FILES)
    assert list(folder.parent.iterdir()) == [folder]  # no draft is left behind
    before = (folder / FIRST).stat().st_mtime_ns
    assert company.sample() == folder
    assert (folder / FIRST).stat().st_mtime_ns == before


def test_the_command_writes_into_a_given_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kpi_kit.company", str(tmp_path), "--seed", "7"]
    subprocess.run(command, cwd=Path(__file__).parents[1], check=True)
    assert (tmp_path / SECOND).read_bytes() == FILES[SECOND]


def test_all_files_together_are_small() -> None:
    assert sum(map(len, FILES.values())) < 500_000


# Meta's formats


@pytest.mark.parametrize("name", [*POSTS, *ADS])
def test_posts_and_ads_are_utf_8_with_a_mark_and_plain_line_ends(name: str) -> None:
    assert FILES[name].startswith(b"\xef\xbb\xbf")
    assert FILES[name].endswith(b"\n")
    assert b"\r" not in FILES[name]


@pytest.mark.parametrize("name", [*POSTS, *ADS])
def test_only_cells_with_a_blank_a_comma_or_a_quote_are_quoted(name: str) -> None:
    def quote(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if set(cell) & set(' ,"\n') else cell

    written = "".join(",".join(map(quote, row)) + "\n" for row in cells(name))
    assert written == FILES[name].decode("utf-8-sig")


@pytest.mark.parametrize("name", DAILY)
def test_daily_files_are_utf_16_with_a_preamble_and_blank_last_lines(name: str) -> None:
    assert FILES[name].startswith(b"\xff\xfe")
    lines = FILES[name].decode("utf-16").split("\n")
    assert lines[0] == "sep=,"
    assert re.fullmatch('"[A-Za-z ]+"', lines[1])
    assert lines[2] == '"Date","Primary"'
    assert lines[-2:] == ["", ""]
    assert all(re.fullmatch(r'"[^"]+","\d+"', line) for line in lines[3:-2])


def test_titles_name_the_channel_only_where_meta_does() -> None:
    titles = {name: FILES[name].decode("utf-16").split("\n")[1].strip('"') for name in DAILY}
    assert titles == {
        "instagram/Reach.csv": "Instagram reach",
        "instagram/Views.csv": "Views",
        "instagram/Interactions.csv": "Content interactions",
        "instagram/Follows.csv": "Instagram follows",
        "instagram/Visits.csv": "Instagram profile visits",
        "instagram/Link clicks.csv": "Instagram link clicks",
        "facebook/Reach.csv": "Facebook reach",
        "facebook/Views.csv": "Views",
        "facebook/Interactions.csv": "Content interactions",
        "facebook/Follows.csv": "Facebook follows",
        "facebook/Visits.csv": "Facebook visits",
    }


def test_facebooks_days_start_at_one_in_the_american_winter() -> None:
    hours = dict(re.findall(r'"(\S{10})T(\d\d):', FILES["facebook/Follows.csv"].decode("utf-16")))
    assert {day for day, hour in hours.items() if hour == "01"} == {
        day for day in hours if day <= "2026-03-08"
    }
    assert "T01" not in FILES["instagram/Reach.csv"].decode("utf-16")


def test_the_second_instagram_file_has_its_columns_in_another_order() -> None:
    headers = [cells(name)[0] for name in INSTAGRAM_POSTS]
    assert headers[0] != headers[1]
    assert headers[0] == headers[2]
    assert sorted(headers[0]) == sorted(headers[1])
    assert len(headers[0]) == 18


def test_date_says_lifetime_and_nothing_else() -> None:
    assert {row["Date"] for name in POSTS for row in rows(name)} == {"Lifetime"}


def test_two_facebook_rows_are_short_and_one_is_an_error() -> None:
    first, second = (cells(name) for name in FACEBOOK_POSTS)
    assert [len(row) for row in first] == [31] * (len(first) - 2) + [27, 27]
    assert {len(row) for row in second} == {31}
    errors = [row for row in rows(FACEBOOK_POSTS[1]) if not row["Post ID"]]
    assert [{name for name, cell in row.items() if cell} for row in errors] == [
        {"Data comment", "Date"}
    ]


def test_some_reels_lack_reach_and_follows_which_is_not_zero() -> None:
    lacking = [row for name in (FIRST, SECOND) for row in rows(name) if row["Reach"] == ""]
    assert len(lacking) == 4
    assert {row["Post type"] for row in lacking} == {"IG reel"}
    assert {row["Follows"] for row in lacking} == {""}
    assert all(int(row["Views"]) > 0 for row in lacking)


def test_instagram_follows_have_gaps_but_no_zeros_and_no_last_two_days() -> None:
    follows = days("instagram/Follows.csv")
    assert 0 not in follows.values()
    assert max(follows) == date(2026, 6, 28)
    assert len(follows) < (max(follows) - min(follows)).days
    assert Counter(days("facebook/Follows.csv").values())[0] > 0


@pytest.mark.parametrize("name", [n for n in DAILY if n != "instagram/Follows.csv"])
def test_all_other_daily_files_have_every_day(name: str) -> None:
    assert list(days(name)) == [date(2026, 1, 1) + timedelta(n) for n in range(181)]


def test_ids_are_long_and_unique() -> None:
    for name in POSTS:
        ids = [row["Post ID"] for row in real_posts(name)]
        assert len(set(ids)) == len(ids)
        assert {len(post_id) for post_id in ids} == {17 if name in INSTAGRAM_POSTS else 15}


# Texts


def test_no_text_is_used_twice() -> None:
    texts = [row["Description"] for name in (FIRST, SECOND) for row in rows(name)]
    assert len(set(texts)) == len(texts) >= 60


@pytest.mark.parametrize("sign", ["-", "@", "="])
def test_some_texts_begin_like_a_formula(sign: str) -> None:
    assert any(row["Description"].startswith(sign) for n in INSTAGRAM_POSTS for row in rows(n))


@pytest.mark.parametrize("sign", ["\n", ",", '"', "„", "#", "🚲"])
def test_some_texts_hold_what_breaks_naive_readers(sign: str) -> None:
    assert any(sign in row["Description"] for row in rows(FIRST) + rows(SECOND))


def test_texts_name_no_handle_but_the_companys_own() -> None:
    texts = (post.text for channel in ("instagram", "facebook") for post in posts(channel))
    assert {handle for text in texts for handle in re.findall(r"@\w+", text)} == {"@emscherrad"}


def test_links_lead_to_a_name_that_nobody_can_own() -> None:
    texts = (post.text for channel in ("instagram", "facebook") for post in posts(channel))
    links = {link for text in texts for link in re.findall(r"\S+\.\w+/\S*", text)}
    assert links
    assert all(link.startswith("emscherrad.example/") for link in links)


def test_facebook_gets_the_texts_without_the_hashtags() -> None:
    shown = [row["Title"] + row["Description"] for n in FACEBOOK_POSTS for row in real_posts(n)]
    assert all(shown)
    assert not any("#" in text for text in shown)


# Time


@pytest.mark.parametrize("name", POSTS)
def test_publish_times_are_us_pacific(name: str) -> None:
    planned = {post.at for post in posts("instagram" if name in INSTAGRAM_POSTS else "facebook")}
    published = [berlin(row).replace(tzinfo=None) for row in real_posts(name)]
    assert set(published) <= planned
    assert all(7 <= moment.hour <= 20 for moment in published)


@pytest.mark.parametrize(
    ("local", "exported"),
    [
        (datetime.fromisoformat("2026-01-06T18:00"), "01/06/2026 09:00"),
        (datetime.fromisoformat("2026-03-10T18:00"), "03/10/2026 10:00"),
        (datetime.fromisoformat("2026-03-28T18:00"), "03/28/2026 10:00"),
        (datetime.fromisoformat("2026-03-29T10:00"), "03/29/2026 01:00"),
        (datetime.fromisoformat("2026-06-30T08:00"), "06/29/2026 23:00"),
    ],
)
def test_the_offset_is_eight_hours_while_only_america_has_switched(
    local: datetime, exported: str
) -> None:
    assert publish_time(local) == exported


@pytest.mark.parametrize("name", POSTS)
def test_posts_lie_in_the_range_that_the_file_name_gives(name: str) -> None:
    first, last = (
        datetime.strptime(f"{part} +0000", "%b-%d-%Y %z").date()
        for part in name.split("/")[1].split("_")[:2]
    )
    assert all(first <= berlin(row).date() <= last for row in real_posts(name))


# Figures that fit together


@pytest.mark.parametrize("name", INSTAGRAM_POSTS)
def test_nobody_likes_what_they_have_not_been_reached_by(name: str) -> None:
    for row in rows(name):
        people = int(row["Reach"] or row["Views"])
        assert max(int(row["Likes"]), int(row["Saves"]), interactions(row)) < people
        assert people <= int(row["Views"])


@pytest.mark.parametrize("name", FACEBOOK_POSTS)
def test_facebooks_sums_are_the_sums_of_their_parts(name: str) -> None:
    for row in real_posts(name):
        parts = sum(int(row[part]) for part in ("Reactions", "Comments", "Shares"))
        clicks = [row[c] for c in row if c.endswith(("Clicks", "(Photo Click)"))]
        assert int(row["Reactions, Comments and Shares"]) == parts
        assert int(row["Total clicks"]) == sum(int(cell or 0) for cell in clicks)
        assert parts < int(row["Reach"]) <= int(row["Views"])


def test_seconds_viewed_are_views_times_the_average() -> None:
    reels = [r for n in FACEBOOK_POSTS for r in real_posts(n) if r["Post type"] == "Reels"]
    assert reels
    for row in reels:
        product = int(row["Views"]) * float(row["Average Seconds viewed"])
        assert float(row["Seconds viewed"]) == pytest.approx(product)
        assert float(row["Average Seconds viewed"]) < int(row["Duration (sec)"])


def test_reach_and_engagement_are_of_a_plausible_size() -> None:
    for row in rows(FIRST) + rows(SECOND):
        if row["Reach"] and int(row["Reach"]) < 100_000:
            assert 1_500 <= int(row["Reach"]) <= 9_000
            assert 0.03 <= interactions(row) / int(row["Reach"]) <= 0.07
    for row in (row for name in FACEBOOK_POSTS for row in real_posts(name)):
        assert 300 <= int(row["Reach"]) <= 2_500
        assert 0.009 <= int(row["Reactions, Comments and Shares"]) / int(row["Reach"]) <= 0.03


def test_one_reel_went_viral_in_may() -> None:
    viral = [row for row in rows(SECOND) if int(row["Reach"] or 0) > 100_000]
    assert [(row["Post type"], berlin(row).month) for row in viral] == [("IG reel", 5)]
    assert int(viral[0]["Reach"]) == pytest.approx(140_000, rel=0.05)


def test_reels_reach_more_and_carousels_are_saved_more() -> None:
    reach, saves = defaultdict[str, list[float]](list), defaultdict[str, list[float]](list)
    for row in rows(FIRST):
        if row["Reach"]:
            reach[row["Post type"]].append(int(row["Reach"]))
            saves[row["Post type"]].append(int(row["Saves"]) / int(row["Reach"]))
    assert max(reach, key=lambda kind: mean(reach[kind])) == "IG reel"
    assert max(saves, key=lambda kind: mean(saves[kind])) == "IG carousel"


def test_the_later_download_has_the_same_posts_with_higher_values() -> None:
    earlier = {row["Post ID"]: row for row in rows(SECOND) if berlin(row).month == 6}
    later = {row["Post ID"]: row for row in rows(JUNE)}
    assert set(earlier) == set(later)
    for post_id, row in later.items():
        assert row["Description"] == earlier[post_id]["Description"]
        assert int(row["Views"]) > int(earlier[post_id]["Views"])
        assert interactions(row) >= interactions(earlier[post_id])
        assert int(row["Reach"] or 0) >= int(earlier[post_id]["Reach"] or 0)


@pytest.mark.parametrize("channel", ["instagram", "facebook"])
def test_a_day_has_at_least_as_many_views_as_people(channel: str) -> None:
    reach, views = days(f"{channel}/Reach.csv"), days(f"{channel}/Views.csv")
    interacted = days(f"{channel}/Interactions.csv")
    assert all(interacted[day] < reach[day] <= views[day] for day in reach)


@pytest.mark.parametrize("channel", ["instagram", "facebook"])
def test_days_add_up_to_at_least_what_their_posts_collected(channel: str) -> None:
    names = (FIRST, SECOND) if channel == "instagram" else FACEBOOK_POSTS
    collected = [row for name in names for row in real_posts(name)]
    assert sum(days(f"{channel}/Views.csv").values()) > sum(int(r["Views"]) for r in collected)
    if channel == "instagram":
        in_posts = sum(map(interactions, collected))
    else:
        in_posts = sum(int(row["Reactions, Comments and Shares"]) for row in collected)
    assert sum(days(f"{channel}/Interactions.csv").values()) > in_posts


def test_reach_peaks_on_days_with_a_post() -> None:
    reach = days("instagram/Reach.csv")
    posted = {post.at.date() for post in posts("instagram")}
    calm = {day: value for day, value in reach.items() if day.month < 5}
    on = [value for day, value in calm.items() if day in posted]
    off = [value for day, value in calm.items() if day not in posted]
    assert mean(on) > 1.3 * mean(off)


def test_the_days_of_may_add_up_to_far_more_than_the_strongest_one() -> None:
    may = [value for day, value in days("instagram/Reach.csv").items() if day.month == 5]
    assert sum(may) > 4 * max(may)


def test_the_first_ad_row_is_the_sum_of_all_but_for_the_people() -> None:
    summary, *campaigns = rows(ADS[0])
    assert summary["Kampagnenname"] == ""
    assert all(row["Kampagnenname"] for row in campaigns)
    assert (summary["Berichtsstart"], summary["Berichtsende"]) == ("2026-01-01", "2026-06-30")
    others = ("Berichtsstart", "Berichtsende", "Kampagnenname", "Reichweite", "Frequenz")
    for column in summary.keys() - set(others):
        total = sum(float(row[column]) for row in campaigns)
        assert float(summary[column]) == pytest.approx(total)
    reaches = [int(row["Reichweite"]) for row in campaigns]
    assert max(reaches) < int(summary["Reichweite"]) < sum(reaches)


def test_every_ad_row_is_consistent_and_plausible() -> None:
    for row in rows(ADS[0]):
        reach, impressions = int(row["Reichweite"]), int(row["Impressionen"])
        spend = float(row["Ausgegebener Betrag (EUR)"])
        assert float(row["Frequenz"]) == pytest.approx(impressions / reach)
        assert 4 <= 1000 * spend / impressions <= 9
        assert int(row["Link-Klicks"]) < int(row["Klicks (alle)"]) < impressions  # codespell:ignore
        assert 1.5 <= float(row["Websites-Käufe – Conversion-Wert"]) / spend <= 6


def test_one_campaign_earns_four_times_what_it_costs() -> None:
    spend, value = Counter[str](), Counter[str]()
    for row in rows(ADS[0]):
        cents = round(100 * float(row["Ausgegebener Betrag (EUR)"]))
        spend[row["Kampagnenname"]] += cents
        value[row["Kampagnenname"]] += round(100 * float(row["Websites-Käufe – Conversion-Wert"]))
    roas = {name: value[name] / spend[name] for name in spend if name}
    assert roas["Frühjahr Lastenrad Prospecting"] == pytest.approx(4, abs=0.2)
    assert len(roas) == 4
