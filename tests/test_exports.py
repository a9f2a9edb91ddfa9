"""Folders of exports into canonical tables: every row in one place, nothing assumed."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from kpi_kit import labels
from kpi_kit.bookkeeping import Collected, log_of
from kpi_kit.channels import shipped
from kpi_kit.errors import ColumnError, KpiKitError, ReadingError, SpecError
from kpi_kit.exports import Exports, load
from kpi_kit.ledger import Reading
from kpi_kit.tables import INTERACTIONS_OF, PYTHON_TEXTS, TABLES
from tests.emscherrad import emscherrad

INSTAGRAM = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,"
    "Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves"
)


def post(
    number: int, *, views: object = 300, reach: object = 200, time: str = "05/25/2026 09:00",
    kind: str = "IG reel",
) -> str:  # fmt: skip
    return (
        f'1800000000000000{number},17,shop,Shop,"Two\nlines, with a comma",10,{time},'
        f"https://example.org/{number},{kind},,Lifetime,{views},{reach},10,2,1,3,5"
    )


def facebook(*rows: str) -> str:
    header = (
        "Post ID,Page ID,Page name,Title,Description,Publish time,Permalink,Post type,"
        'Data comment,Date,Views,Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares'
    )
    return "\n".join([header, *rows, ""])


def daily(title: str, values: Mapping[str, object], *, value: str = "Primary") -> str:
    days = "".join(f'"{day}T00:00:00","{count}"\n' for day, count in values.items())
    return f'"{title}"\n"Date","{value}"\n{days}\n\n'


def ads(*rows: str, names: str = "Campaign name") -> str:
    header = f"Reporting starts,Reporting ends,{names},Reach,Impressions,Amount spent (EUR)"
    return "\n".join([header, *rows, ""])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def put(folder: Path, name: str, content: str, encoding: str = "utf-8-sig") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode(encoding))
    return path


def put_daily(folder: Path, name: str, *blocks: str) -> Path:
    return put(folder, name, "sep=,\n" + "".join(blocks), "utf-16")


def assert_accounted(exports: Exports) -> None:
    """Every row of every file is in exactly one place, and the tables hold what the log says."""
    log = exports.log
    parts = log["rows_kept"] + log["rows_total"] + log["rows_set_aside"]
    assert parts.tolist() == log["rows_read"].tolist()
    assert log["rows_set_aside"].sum() == len(exports.set_aside)
    kept = log.groupby("table")["rows_kept"].sum()
    for table in {*TABLES} - {"periods"}:
        rows = getattr(exports, table)["source_row"].dropna()
        assert kept.get(table, 0) == sum(len(str(row).split(" + ")) for row in rows)
    assert log["rows_total"].sum() + kept.get("periods", 0) == len(exports.periods)


class TestPosts:
    """Meta's content export."""

    def test_a_post_becomes_a_canonical_row(self, folder: Path) -> None:
        exports = load(put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1)}\n"))
        row = exports.posts.iloc[0]
        assert list(exports.posts.columns) == list(TABLES["posts"].columns)
        assert (row["channel"], row["account"], row["format"]) == ("instagram", "shop", "reel")
        assert row["post_id"] == "18000000000000001"
        assert row["text"] == "Two\nlines, with a comma"
        assert (row["views"], row["reach"], row["saves"]) == (300, 200, 5)
        assert (row["source_file"], row["source_row"]) == ("ig.csv", "2")
        assert_accounted(exports)

    def test_interactions_are_what_the_channel_counts(self, folder: Path) -> None:
        """Likes 10, shares 2, comments 3, saves 5; the one new follower is no interaction."""
        exports = load(put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1)}\n"))
        assert exports.posts["interactions"].tolist() == [20]

    def test_a_missing_part_makes_the_interactions_missing(self, folder: Path) -> None:
        row = post(1).removesuffix("5")
        exports = load(put(folder, "ig.csv", f"{INSTAGRAM}\n{row}\n"))
        assert exports.posts["interactions"].isna().all()

    @pytest.mark.parametrize(
        ("pacific", "berlin"),
        [
            ("05/25/2026 09:00", "2026-05-25 18:00:00+02:00"),
            ("01/15/2026 15:30", "2026-01-16 00:30:00+01:00"),
            ("03/10/2026 09:00", "2026-03-10 17:00:00+01:00"),  # only America has switched
        ],
    )
    def test_times_are_pacific_and_become_the_account_s(
        self, folder: Path, pacific: str, berlin: str
    ) -> None:
        exports = load(put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1, time=pacific)}\n"))
        assert str(exports.posts["published_at"][0]) == berlin
        assert exports.log["time_zone"].tolist() == ["America/Los_Angeles"]

    @pytest.mark.parametrize(
        ("pacific", "hour"),
        [
            ("05/25/2026 09:00", 18),
            ("03/28/2026 17:30", 1),  # the night in which 2 o'clock is left out in Berlin
            ("03/28/2026 18:30", 3),
            ("10/24/2026 17:30", 2),  # the night in which it comes twice
            ("10/24/2026 18:30", 2),
        ],
    )
    def test_the_hour_of_a_post_is_what_the_account_s_clock_showed(
        self, folder: Path, pacific: str, hour: int
    ) -> None:
        exports = load(put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1, time=pacific)}\n"))
        assert exports.posts["published_hour"].tolist() == [hour]

    def test_where_only_the_day_is_known_there_is_no_hour(self, folder: Path) -> None:
        posts = "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements\n"
        posts += '1,"Sun, May 3, 2026",Hello,https://example.org/1,9,1,2\n'
        exports = load(put(folder, "x.csv", posts))
        assert str(exports.posts["published_on"][0].date()) == "2026-05-03"
        assert exports.posts["published_hour"].isna().all()

    def test_another_time_zone_may_be_told(self, folder: Path) -> None:
        path = put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1)}\n")
        assert str(load(path, time_zone="UTC").posts["published_at"][0])[11:16] == "16:00"
        (folder / "exports.toml").write_text('time_zone = "Europe/London"\n', "utf-8")
        assert str(load(folder).posts["published_at"][0])[11:16] == "17:00"

    def test_a_time_that_occurred_twice_is_said(self, folder: Path) -> None:
        path = put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1, time='11/01/2026 01:30')}\n")
        exports = load(path)
        assert str(exports.posts["published_at"][0]) == "2026-11-01 09:30:00+01:00"
        assert (
            "occurred twice because of daylight saving: 1;" in exports.problems["problem"].str.cat()
        )

    def test_a_time_that_never_was_is_set_aside(self, folder: Path) -> None:
        content = f"{INSTAGRAM}\n{post(1, time='03/08/2026 02:30')}\n{post(2)}\n"
        exports = load(put(folder, "ig.csv", content))
        assert exports.set_aside["reason"].tolist() == ["daylight saving skipped this time of day"]
        assert_accounted(exports)

    def test_the_word_lifetime_in_the_date_column_is_no_date(self, folder: Path) -> None:
        exports = load(put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1)}\n"))
        assert len(exports.set_aside) == 0

    @pytest.mark.parametrize(
        ("row", "column", "value", "reason"),
        [
            (post(1, views="1.234"), "Views", "1.234", "not a whole number"),
            (post(1, views="1,5").replace(",1,5,", ',"1,5",'), "Views", "1,5", "rewritten by"),
            (post(1, reach="NAN"), "Reach", "NAN", "not a whole number"),
            (post(1, time="25.05.2026 09:00"), "Publish time", "25.05.2026 09:00", "not a date"),
            (post(1, time=""), "Publish time", "", "Publish time is empty"),
            (post(1) + ",7,8", "", "7", "more cells than columns"),
            (post(1).replace("18000000000000001", ""), "Post ID", "", "Post ID is empty"),
        ],
    )
    def test_a_bad_cell_sets_its_row_aside_and_says_where(
        self, folder: Path, row: str, column: str, value: str, reason: str
    ) -> None:
        exports = load(put(folder, "ig.csv", f"{INSTAGRAM}\n{post(9)}\n{row}\n"))
        (aside,) = exports.set_aside.to_dict("records")
        assert (aside["file"], aside["row"], aside["column"]) == ("ig.csv", 3, column)
        assert aside["value"] == value
        assert reason in aside["reason"]
        assert len(exports.posts) == 1
        assert_accounted(exports)

    def test_missing_reach_stays_missing(self, folder: Path) -> None:
        exports = load(put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1, reach='')}\n"))
        assert exports.posts["reach"].isna().tolist() == [True]

    def test_short_rows_are_padded_and_said(self, folder: Path) -> None:
        exports = load(put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1).rsplit(',', 2)[0]}\n"))
        assert exports.posts[["comments", "saves"]].isna().all(axis=None)
        assert "rows too short: 1" in exports.log["repairs"][0]

    def test_an_error_row_is_set_aside_with_the_platform_s_words(self, folder: Path) -> None:
        row = ",9,Shop,,,,,,No metadata for this content,,,,,,,"
        good = "1,9,Shop,,Text,05/25/2026 09:00,https://x.org,Photos,,Lifetime,50,40,6,3,2,1"
        exports = load(put(folder, "fb.csv", facebook(row, good)))
        assert "No metadata for this content" in exports.set_aside["reason"][0]
        assert exports.posts["interactions"].tolist() == [6]
        assert_accounted(exports)

    def test_a_photo_s_text_stands_in_its_title(self, folder: Path) -> None:
        rows = [
            "1,9,Shop,In the title,,05/25/2026 09:00,https://x.org,Photos,,Lifetime,5,4,0,0,0,0",
            "2,9,Shop,Headline,The text,05/25/2026 09:00,https://x.org,Links,,Lifetime,5,4,0,0,0,0",
        ]
        exports = load(put(folder, "fb.csv", facebook(*rows)))
        assert exports.posts["text"].tolist() == ["In the title", "The text"]

    def test_a_doubled_column_must_say_the_same_twice(self, folder: Path) -> None:
        same = f"{INSTAGRAM},Views\n{post(1)},300\n"
        assert "twice, with equal values" in load(put(folder, "a.csv", same)).log["repairs"][0]
        with pytest.raises(ReadingError, match="'Views' is there twice, with different values"):
            load(put(folder, "b.csv", f"{INSTAGRAM},Views\n{post(1)},7\n"))

    def test_an_unknown_format_is_kept_and_listed(self, folder: Path) -> None:
        exports = load(put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1, kind='IG hologram')}\n"))
        assert exports.posts["format"].tolist() == ["IG hologram"]
        assert "unknown value 'IG hologram'" in exports.problems["problem"][0]

    def test_a_german_header_is_read_and_marked_as_unconfirmed(self, folder: Path) -> None:
        header = INSTAGRAM.replace("Post ID", "Beitrags-ID").replace("Reach", "Reichweite")
        exports = load(put(folder, "ig.csv", f"{header}\n{post(1)}\n"))
        assert exports.posts["reach"].tolist() == [200]
        assert "'Beitrags-ID', 'Reichweite'" in exports.problems["problem"][0]

    def test_what_excel_saved_with_semicolons_is_read(self, folder: Path) -> None:
        content = "\n".join([INSTAGRAM, post(1).replace('"Two\nlines, with a comma"', "Größe")])
        exports = load(put(folder, "ig.csv", content.replace(",", ";") + "\n", "cp1252"))
        assert exports.posts["text"].tolist() == ["Größe"]
        assert "Windows characters" in exports.log["repairs"][0]

    def test_lines_that_were_wrapped_in_quotes_are_unwrapped_and_said(self, folder: Path) -> None:
        lines = f"{INSTAGRAM}\n{post(1)}\n{post(2)}".splitlines()
        wrapped = ['"' + line.replace('"', '""') + '"' for line in lines]
        exports = load(put(folder, "ig.csv", "\n".join(wrapped)))
        assert exports.posts["text"].tolist() == ["Two\nlines, with a comma"] * 2
        assert "whole lines were in quotes" in exports.log["repairs"][0]
        assert_accounted(exports)

    def test_what_cannot_be_unwrapped_with_certainty_is_refused(self, folder: Path) -> None:
        lines = [f'"{INSTAGRAM}"', '"1,2,3"']
        with pytest.raises(ReadingError, match="no table but text"):
            load(put(folder, "ig.csv", "\n".join(lines)))

    def test_of_two_states_of_a_post_the_newer_is_kept_whatever_the_names(
        self, folder: Path
    ) -> None:
        put(folder, "a-newer.csv", f"{INSTAGRAM}\n{post(1, views=500)}\n{post(2)}\n")
        put(folder, "b-older.csv", f"{INSTAGRAM}\n{post(1, views=400)}\n{post(2)}\n")
        exports = load(folder)
        assert sorted(exports.posts["views"]) == [300, 500]
        aside = exports.set_aside.set_index("row")
        assert "older state of the same post; the newer one is in a-newer.csv, row 2" in str(
            aside.loc[2, "reason"]
        )
        duplicate = "duplicate; the same figures are in a-newer.csv, row 3"
        assert duplicate in str(aside.loc[3, "reason"])
        assert_accounted(exports)

    def test_equal_views_but_other_figures_are_not_called_the_same_row(self, folder: Path) -> None:
        put(folder, "a.csv", f"{INSTAGRAM}\n{post(1, reach=200)}\n")
        put(folder, "b.csv", f"{INSTAGRAM}\n{post(1, reach=201)}\n")
        exports = load(folder)
        (aside,) = exports.set_aside.to_dict("records")
        assert "which is newer cannot be told" in aside["reason"]
        assert exports.problems["severity"].tolist() == ["warning"]
        assert_accounted(exports)

    def test_the_same_id_on_two_channels_is_two_posts(self, folder: Path) -> None:
        put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1)}\n")
        row = "18000000000000001,9,Shop,,T,05/25/2026 09:00,https://x.org,Photos,,Lifetime,5,4,0,0,0,0"
        put(folder, "fb.csv", facebook(row))
        assert len(load(folder).posts) == 2


class TestSettings:
    """What exports.toml says of files that do not say it themselves."""

    def settings(self, folder: Path, *lines: str) -> None:
        (folder / "exports.toml").write_text("\n".join(lines), "utf-8")

    def test_it_counts_for_a_single_file_too(self, folder: Path) -> None:
        path = put_daily(folder, "Views.csv", daily("Views", {"2026-05-01": 4}))
        self.settings(folder, "[[files]]", 'match = "*.csv"', 'channel = "facebook"')
        assert load(path).accounts["channel"].tolist() == ["facebook"]

    def test_several_entries_may_speak_of_one_file_and_the_first_counts(self, folder: Path) -> None:
        put_daily(folder, "Views.csv", daily("Views", {"2026-05-01": 4}))
        entries = ['channel = "facebook"', 'account = "shop"', 'channel = "instagram"']
        lines = [line for entry in entries for line in ("[[files]]", 'match = "*"', entry)]
        self.settings(folder, *lines)
        (row,) = load(folder).accounts.to_dict("records")
        assert (row["channel"], row["account"]) == ("facebook", "shop")

    def test_the_currency_of_amounts_that_have_none(self, folder: Path) -> None:
        put(folder, "kosten.csv", "Kampagne;Kostenart;Betrag\nMai;Media;12,50\n")
        assert "amounts without a currency" in load(folder).problems["problem"].str.cat()
        self.settings(folder, 'currency = "CHF"')
        exports = load(folder)
        assert exports.costs[["amount", "currency"]].to_numpy().tolist() == [[12.5, "CHF"]]
        assert len(exports.problems) == 0

    def test_the_year_of_days_without_one(self, folder: Path) -> None:
        header = '"Date","Video Views","Profile Views","Likes","Comments","Shares"'
        rows = ['"December 31","5","0","0","0","0"', '"January 1","6","0","0","0","0"']
        path = put(folder, "Overview.csv", "\n".join([header, *rows]))
        with pytest.raises(ReadingError, match=r"^Overview.csv, Date: .*year.*--year 2026"):
            load(path)
        days = ["2025-12-31", "2026-01-01"]
        assert load(path, year=2026).accounts["date"].astype(str).tolist() == days
        self.settings(folder, "[[files]]", 'match = "Overview.csv"', "year = 2026")
        assert load(folder, year=2030).accounts["date"].astype(str).tolist() == days

    def test_a_title_that_was_cut_away(self, folder: Path) -> None:
        path = put(folder, "Follower.csv", '"Data","Primary"\n"2026-05-01T00:00:00","3"\n')
        with pytest.raises(ReadingError, match="without the title line"):
            load(path)
        self.settings(folder, "[[files]]", 'match = "*"', 'title = "Instagram follows"')
        assert load(path).accounts["follows"].tolist() == [3]

    def test_a_format_of_one_s_own(self, folder: Path) -> None:
        header = INSTAGRAM.replace("Post ID", "Nummer")
        put(folder, "ig/ig.csv", f"{header}\n{post(1)}\n")
        put(folder, "other.csv", f"{INSTAGRAM}\n{post(2)}\n")
        own = 'extends = "meta_instagram_posts"\n[columns]\npost_id = ["Nummer"]\n'
        put(folder, "mein.toml", own, "utf-8")
        self.settings(folder, "[[files]]", 'match = "ig/*"', 'spec = "mein.toml"')
        exports = load(folder)
        assert sorted(exports.log["spec"]) == ["mein", "meta_instagram_posts"]
        assert len(exports.posts) == 2

    def test_events_are_kept_for_charts(self, folder: Path) -> None:
        put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1)}\n")
        self.settings(folder, "[[events]]", "date = 2026-05-25", 'label = "Sommerfest"')
        (event,) = load(folder).events.to_dict("records")
        assert (event["date"], event["label"]) == (pd.Timestamp(2026, 5, 25), "Sommerfest")

    def test_what_it_may_not_say_is_refused(self, folder: Path) -> None:
        put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1)}\n")
        self.settings(folder, "[[files]]", 'chanel = "instagram"')
        with pytest.raises(SpecError, match=r"files\.0\.match.*files\.0\.chanel"):
            load(folder)


class TestPeriods:
    """Periods whose two ends stand in one cell."""

    def test_both_ends_must_be_dates(self, folder: Path) -> None:
        header = "Time period,Placement,Tweet Text,Campaign ID,Tweet ID,Impressions,Spend\n"
        rows = [
            f'"Apr 1, 2017 - {end}",All,Text,i{end[:3]},7,10,5\n' for end in ("Apr 30, 2017", "now")
        ]
        exports = load(put(folder, "ads.csv", header + "".join(rows)))
        assert exports.ads["period_end"].tolist() == [pd.Timestamp(2017, 4, 30)]
        assert exports.set_aside["value"].tolist() == ["Apr 1, 2017 - now"]
        assert_accounted(exports)


class TestTold:
    """What is mended, or worth knowing, is told."""

    def test_empty_columns_at_the_end_are_left_out_and_told(self, folder: Path) -> None:
        lines = f"{INSTAGRAM}\n{post(1)}".replace("Two\nlines", "Two lines").splitlines()
        path = put(folder, "ig.csv", "".join(f"{line},,,\n" for line in lines))
        exports = load(path)
        assert exports.posts["saves"].tolist() == [5]
        assert exports.log["repairs"].tolist() == ["empty columns at the end left out"]

    def test_whole_numbers_with_a_decimal_are_told(self, folder: Path) -> None:
        exports = load(put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1, views='300.0')}\n"))
        assert exports.posts["views"].tolist() == [300]
        assert "written with a decimal (12.0)" in exports.log["repairs"][0]

    def test_days_of_different_time_zones_are_told(self, folder: Path) -> None:
        put_daily(folder, "Reach.csv", daily("Instagram reach", {"2026-05-01": 4}))
        tiktok = "Date,Video views,Reached audience,New followers,Lost followers\n"
        put(folder, "t.csv", f"{tiktok}2026/05/01,9,8,3,1\n")
        told = "daily figures of different time zones"
        problems = load(folder).problems["problem"]
        assert problems.str.contains(f"{told} (Europe/Berlin, UTC)", regex=False).sum() == 1
        assert not load(folder, time_zone="UTC").problems["problem"].str.contains(told).any()

    @pytest.mark.parametrize("name", ["a.csv", "z.csv"])  # read before the account's own, and after
    def test_days_of_another_time_zone_are_never_merged_though_figures_agree(
        self, folder: Path, name: str
    ) -> None:
        studio = "Date,Video Views,Profile Views,Likes,Comments,Shares\n"
        own = "".join(f"May {day},{day},1,1,0,0\n" for day in (1, 2, 3))
        put(folder, "studio.csv", studio + own)
        business = "Date,Video views,Reached audience,New followers,Lost followers\n"
        views = {1: 7, 2: 2, 3: 9}  # those of 2 May agree by chance
        utc = "".join(f"2026/05/0{day},{seen},8,3,1\n" for day, seen in views.items())
        put(folder, name, business + utc)
        exports = load(folder, year=2026)
        assert exports.accounts["views"].tolist() == [1, 2, 3]
        assert exports.accounts["reach"].isna().all()
        assert set(exports.accounts["source_file"]) == {"studio.csv"}
        assert exports.set_aside["file"].tolist() == [name] * 3
        assert exports.set_aside["reason"].str.contains("begins in another time zone").all()
        assert not exports.problems["problem"].str.contains("the series").any()
        assert_accounted(exports)
        merged = load(folder, year=2026, time_zone="UTC").accounts  # then it is the same day
        assert merged["reach"][1] == 8


class TestMessages:
    """The kit's own table of messages."""

    @pytest.mark.parametrize(
        ("received", "answered", "seconds"),
        [
            ("2026-05-01 09:00", "2026-05-01 09:30", 1800),
            ("2026-03-29 01:30", "2026-03-29 03:30", 3600),  # there is no 2 o'clock
            ("2026-10-25 01:30", "2026-10-25 03:30", 3 * 3600),  # 2 o'clock comes twice
        ],
    )
    def test_the_time_to_an_answer_is_the_time_that_has_passed(
        self, folder: Path, received: str, answered: str, seconds: int
    ) -> None:
        messages = f"received_at,answered_at\n{received},{answered}"
        exports = load(put(folder, "messages.csv", messages))
        assert exports.messages["response_seconds"].tolist() == [seconds]

    def test_without_an_answer_there_is_no_time_to_it(self, folder: Path) -> None:
        exports = load(put(folder, "m.csv", "received_at,answered_at\n2026-05-01 09:00,"))
        assert exports.messages["response_seconds"].isna().tolist() == [True]

    def test_an_answer_before_its_message_is_a_problem(self, folder: Path) -> None:
        messages = "Channel,received_at,answered_at\nX,2026-05-01 09:00,2026-05-01 08:00\n"
        exports = load(put(folder, "messages.csv", messages))
        assert exports.messages["response_seconds"].tolist() == [-3600]
        (problem,) = exports.problems.to_dict("records")
        assert problem["problem"].startswith("messages answered before they came in (rows: 1)")
        assert (problem["row"], problem["severity"]) == (2, "warning")


class TestCompletion:
    """Rows of one post, or one day, that say different things of it."""

    def test_two_exports_of_a_post_that_complete_one_another_become_one(self, folder: Path) -> None:
        put(folder, "a.csv", f"{INSTAGRAM}\n{post(1, reach='')}\n")
        put(folder, "b.csv", f"{INSTAGRAM}\n{post(1, reach=150)}\n")
        (row,) = (exports := load(folder)).posts.to_dict("records")
        assert (row["views"], row["reach"]) == (300, 150)
        assert (row["source_file"], row["source_row"]) == ("a.csv + b.csv", "2 + 2")
        assert_accounted(exports)

    def test_posts_whose_numbers_are_lost_stay_apart(self, folder: Path) -> None:
        rows = [post(n).replace(f"1800000000000000{n}", "1.8E+16") for n in (1, 2)]
        exports = load(put(folder, "ig.csv", "\n".join([INSTAGRAM, *rows, ""])))
        assert len(exports.posts) == 2
        assert exports.posts["post_id"].isna().all()
        assert (
            "identifiers that a spreadsheet has destroyed: 2 (row 2: 1.8E+16)"
            in (exports.problems["problem"][0])
        )

    def test_a_day_that_repeats_one_figure_and_brings_another_is_kept(self, folder: Path) -> None:
        overview = "Date,Video views,Reached audience,New followers,Lost followers\n"
        audience = "Date,New followers,Total followers,Reached audience,Engaged audience\n"
        put(folder, "a.csv", f"{overview}2026/05/01,9,8,3,1\n2026/05/02,9,8,3,1\n")
        put(folder, "b.csv", f"{audience}2026/05/01,3,100,8,1\n2026/05/02,3,--,8,1\n")
        exports = load(folder)
        assert exports.accounts["followers"].tolist()[0] == 100
        assert exports.set_aside[["file", "row"]].to_numpy().tolist() == [["b.csv", 3]]
        assert_accounted(exports)


class TestDaily:
    """Meta's daily figures: blocks under titles."""

    def test_several_files_meet_in_one_row_per_day(self, folder: Path) -> None:
        put_daily(folder, "Reach.csv", daily("Instagram reach", {"2026-05-01": 50}))
        put_daily(folder, "Visits.csv", daily("Instagram profile visits", {"2026-05-01": 7}))
        exports = load(folder)
        (row,) = exports.accounts.to_dict("records")
        assert (row["reach"], row["profile_visits"]) == (50, 7)
        assert row["source_file"] == "Reach.csv + Visits.csv"
        assert row["source_row"] == "3 + 3"
        assert_accounted(exports)

    def test_two_tables_in_one_file_are_two_channels(self, folder: Path) -> None:
        blocks = [
            daily("Facebook reach", {"2026-05-01": 5}),
            daily("Instagram reach", {"2026-05-01": 9}),
        ]
        exports = load(put_daily(folder, "Reach.csv", *blocks))
        assert dict(zip(exports.accounts["channel"], exports.accounts["reach"], strict=True)) == {
            "facebook": 5, "instagram": 9,
        }  # fmt: skip

    def test_the_title_is_trusted_and_not_the_header(self, folder: Path) -> None:
        block = daily("Facebook visits", {"2026-05-01": 4}, value="Facebook Page likes")
        assert load(put_daily(folder, "x.csv", block)).accounts["profile_visits"].tolist() == [4]

    @pytest.mark.parametrize("name", ["instagram/Views.csv", "Instagram/2026/Views.csv"])
    def test_a_folder_s_name_tells_the_channel(self, folder: Path, name: str) -> None:
        put_daily(folder, name, daily("Views", {"2026-05-01": 4}))
        exports = load(folder)
        assert exports.accounts["channel"].tolist() == ["instagram"]
        assert len(exports.problems) == 0

    def test_the_folder_of_a_single_file_counts_too(self, folder: Path) -> None:
        path = put_daily(folder, "facebook/Views.csv", daily("Views", {"2026-05-01": 4}))
        assert load(path).accounts["channel"].tolist() == ["facebook"]

    def test_an_unknown_channel_stays_unknown_and_is_asked_for(self, folder: Path) -> None:
        put_daily(folder, "data/Views.csv", daily("Views", {"2026-05-01": 4}))
        exports = load(folder)
        assert exports.accounts["channel"].isna().all()
        (problem,) = exports.problems["problem"]
        asked = problem[problem.index("[[files]]") :]
        (folder / "exports.toml").write_text(asked, "utf-8")
        again = load(folder)
        assert again.accounts["channel"].tolist() == ["instagram"]
        assert len(again.problems) == 0

    def test_exports_toml_names_accounts(self, folder: Path) -> None:
        put_daily(folder, "a/Reach.csv", daily("Instagram reach", {"2026-05-01": 4}))
        put_daily(folder, "b/Reach.csv", daily("Instagram reach", {"2026-05-01": 6}))
        facts = "".join(f'[[files]]\nmatch = "{x}/*"\naccount = "shop {x}"\n' for x in "ab")
        (folder / "exports.toml").write_text(facts, "utf-8")
        exports = load(folder)
        assert exports.accounts[["account", "reach"]].to_numpy().tolist() == [
            ["shop a", 4], ["shop b", 6],
        ]  # fmt: skip

    @pytest.mark.parametrize("overview", ["account_overview.csv", "z_overview.csv"])
    def test_video_views_of_x_come_from_its_export_of_videos(
        self, folder: Path, overview: str
    ) -> None:
        header = "Date,Impressions,Likes,Engagements,New follows,Unfollows,Video views"
        days = ['"Sat, May 2, 2026",800,20,60,5,1,20', '"Fri, May 1, 2026",50,0,4,1,1,0']
        put(folder, f"x/{overview}", "\n".join([header, *days]), "utf-8")
        views = ["Date,Views,Watch Time (ms),Completion Rate", '"Fri, May 1, 2026",10,20000,5.00']
        put(folder, "x/video_overview.csv", "\n".join(views), "utf-8")
        exports = load(folder)
        assert len(exports.set_aside) == 0
        by_day = exports.accounts.set_index(exports.accounts["date"].dt.day)
        assert by_day["video_views"].to_dict() == {1: 10, 2: 20}
        assert by_day["watch_seconds"].dropna().to_dict() == {1: 20}
        assert by_day["impressions"].to_dict() == {1: 50, 2: 800}
        (said,) = exports.problems.loc[exports.problems["column"].eq("video_views"), "problem"]
        assert "not those in x/video_overview.csv (days: 1; 0 in all instead of 10)" in said
        assert_accounted(exports)

    def test_two_values_for_one_day_are_not_added_and_said(self, folder: Path) -> None:
        put_daily(folder, "a.csv", daily("Instagram reach", {"2026-05-01": 4, "2026-05-02": 1}))
        put_daily(folder, "b.csv", daily("Instagram reach", {"2026-05-01": 6, "2026-05-02": 1}))
        exports = load(folder)
        assert exports.accounts["reach"].tolist() == [4, 1]
        assert exports.set_aside["value"].tolist() == ["6", "1"]
        assert "another value for the same day" in exports.set_aside["reason"][0]
        assert "duplicate" in exports.set_aside["reason"][1]
        assert_accounted(exports)

    def test_instagram_writes_no_zero_so_inner_gaps_are_zero_and_the_tail_is_not(
        self, folder: Path
    ) -> None:
        put_daily(
            folder, "Follows.csv", daily("Instagram follows", {"2026-05-01": 3, "2026-05-03": 2})
        )
        reach = {f"2026-05-0{day}": 10 for day in range(1, 6)}
        put_daily(folder, "Reach.csv", daily("Instagram reach", reach))
        exports = load(folder)
        assert exports.accounts["follows"].fillna(-1).tolist() == [3, 0, 2, -1, -1]
        assert "taken as 0: 1 " in exports.log["repairs"].str.cat()
        assert "“New follows” ends on 3 May 2026" in exports.problems["problem"][0]
        assert_accounted(exports)

    def test_a_filled_zero_gives_way_to_a_value(self, folder: Path) -> None:
        put_daily(folder, "a.csv", daily("Instagram follows", {"2026-05-01": 3, "2026-05-03": 2}))
        put_daily(folder, "b.csv", daily("Instagram follows", {"2026-05-02": 8}))
        exports = load(folder)
        assert exports.accounts["follows"].tolist() == [3, 8, 2]
        assert_accounted(exports)

    def test_facebook_s_gaps_stay_missing(self, folder: Path) -> None:
        block = daily("Facebook follows", {"2026-05-01": 3, "2026-05-03": 2})
        assert len(load(put_daily(folder, "x.csv", block)).accounts) == 2

    def test_the_american_winter_s_hour_is_no_time(self, folder: Path) -> None:
        text = 'sep=,\n"Facebook follows"\n"Date","Primary"\n"2026-01-05T01:00:00","3"\n'
        exports = load(put(folder, "x.csv", text, "utf-16"))
        assert exports.accounts["date"].tolist() == [pd.Timestamp("2026-01-05")]

    def test_blocks_that_are_no_series_are_set_aside_row_by_row(self, folder: Path) -> None:
        audience = '"Top content formats"\n"","Women","Men"\n"18-24","10.6","6.5"\n\n'
        content = [daily("Facebook follows", {"2026-05-01": 3}), audience]
        exports = load(put_daily(folder, "x.csv", *content))
        assert exports.set_aside["reason"].tolist() == ["unknown title 'Top content formats'"] * 2
        assert exports.log["rows_read"].tolist() == [3]
        assert_accounted(exports)

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            ('"2026-05-02T00:00:00","3.4"', "not a whole number"),
            ('"2026-13-02T00:00:00","3"', "not a date"),
        ],
    )
    def test_a_bad_day_is_set_aside(self, folder: Path, row: str, reason: str) -> None:
        block = daily("Facebook follows", {"2026-05-01": 3}).rstrip() + f"\n{row}\n"
        exports = load(put_daily(folder, "x.csv", block))
        assert reason in exports.set_aside["reason"][0]
        assert_accounted(exports)

    def test_a_series_without_its_title_is_refused(self, folder: Path) -> None:
        text = '"Date","Primary"\n"2026-05-01T00:00:00","3"\n'
        with pytest.raises(ReadingError, match="without the title line"):
            load(put(folder, "x.csv", text, "utf-16"))

    def test_an_unknown_series_is_set_aside(self, folder: Path) -> None:
        blocks = [daily("Hugs", {"2026-05-01": 3}), daily("Views", {"2026-05-01": 3})]
        exports = load(put_daily(folder, "facebook/x.csv", *blocks))
        assert exports.set_aside["reason"].tolist() == ["unknown title 'Hugs'"]
        assert_accounted(exports)

    @pytest.mark.parametrize("gap", ["", "\n"], ids=["directly below", "after a blank row"])
    def test_a_header_without_a_title_does_not_take_the_title_above(
        self, folder: Path, gap: str
    ) -> None:
        first = daily("Facebook reach", {"2026-05-01": 3}).rstrip() + "\n" + gap
        second = daily("gone", {"2026-06-01": 9}).removeprefix('"gone"\n')
        exports = load(put_daily(folder, "x.csv", first, second))
        assert exports.accounts["reach"].tolist() == [3]
        assert exports.set_aside["reason"].tolist() == ["without a title line"]
        assert_accounted(exports)

    def test_dates_that_a_spreadsheet_rewrote_are_told_as_such(self, folder: Path) -> None:
        text = "Facebook reach;\nDate;Primary\n01.05.2026;3\n02.05.2026;4\n"
        exports = load(put(folder, "x.csv", text, "cp1252"))
        assert len(exports.accounts) == 0
        assert exports.set_aside["value"].tolist() == ["01.05.2026", "02.05.2026"]
        assert exports.set_aside["reason"].str.startswith("not a date of the form").all()
        assert_accounted(exports)

    def test_folder_and_title_that_disagree_are_told(self, folder: Path) -> None:
        put_daily(folder, "facebook/x.csv", daily("Instagram reach", {"2026-05-01": 3}))
        exports = load(folder)
        assert exports.accounts["channel"].tolist() == ["instagram"]
        assert "says instagram" in exports.problems["problem"][0]


class TestDays:
    """Tables with a row per day and many metrics: X and TikTok."""

    tiktok = (
        "Date,Video views,Reached audience,Profile views,Likes,Shares,Comments,"
        "Phone number clicks ,Net growth,New followers,Lost followers\n"
    )
    x = (
        "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,"
        "Profile visits,Create Post,Video views,Media views\n"
    )

    def test_tiktok_s_day_fills_one_row_and_its_missing_reach_stays_missing(
        self, folder: Path
    ) -> None:
        rows = "2026/05/01,700,NAN,25,26,4,7,0,8,10,2\n2026/05/02,90,80,1,5,0,1,0,-1,0,1\n"
        exports = load(put(folder, "Overview.csv", self.tiktok + rows))
        first, second = exports.accounts.to_dict("records")
        assert first["channel"] == "tiktok"
        assert (first["views"], first["interactions"], first["follows"], first["unfollows"]) == (
            700, 37, 10, 2,
        )  # fmt: skip
        assert pd.isna(first["reach"])
        assert second["reach"] == 80
        assert_accounted(exports)

    def test_tiktok_s_profile_views_and_x_s_visits_are_one_metric(self, folder: Path) -> None:
        put(folder, "t.csv", self.tiktok + "2026/05/01,700,1,25,26,4,7,0,8,10,2\n")
        put(folder, "x.csv", self.x + '"Fri, May 1, 2026",444,4,29,0,0,1,0,6,0,40,0,0,0')
        exports = load(folder)
        assert exports.accounts.set_index("channel")["profile_visits"].to_dict() == {
            "tiktok": 25, "x": 40,
        }  # fmt: skip
        assert_accounted(exports)

    def test_x_s_engagements_are_taken_as_x_counts_them(self, folder: Path) -> None:
        row = '"Fri, May 1, 2026",444,4,29,3,0,1,2,6,5,4,0,0,0'
        exports = load(put(folder, "x.csv", self.x + row))
        day = exports.accounts.iloc[0]
        assert day["date"] == pd.Timestamp("2026-05-01")
        assert day[["interactions", "shares", "saves", "comments"]].tolist() == [29, 5, 3, 6]
        assert day[["follows", "unfollows"]].tolist() == [1, 2]

    def test_an_overlapping_day_is_set_aside_whole_and_once(self, folder: Path) -> None:
        put(folder, "a.csv", self.tiktok + "2026/05/01,700,1,25,26,4,7,0,8,10,2\n")
        put(folder, "b.csv", self.tiktok + "2026/05/01,701,1,25,26,4,7,0,8,10,2\n")
        exports = load(folder)
        assert exports.accounts["views"].tolist() == [700]
        assert exports.set_aside["file"].tolist() == ["b.csv"]
        assert "another value for the same day" in exports.set_aside["reason"][0]
        assert_accounted(exports)

    def test_an_old_tweet_is_a_post_with_the_time_it_states(self, folder: Path) -> None:
        header = (
            '"Tweet id","Tweet permalink","Tweet text","time","impressions","engagements",'
            '"retweets","replies","favorites","url clicks","follows","promoted impressions"\n'
        )
        row = '"812","https://x.org/812","Text","2016-12-23 18:50 +0000","1938.0","18.0","0.0",'
        exports = load(put(folder, "t.csv", header + row + '"1.0","15.0","2.0","0","-"\n'))
        post = exports.posts.iloc[0]
        assert str(post["published_at"]) == "2016-12-23 19:50:00+01:00"
        assert post[["impressions", "interactions", "likes"]].tolist() == [1938, 18, 15]
        assert post["url"] == "https://x.org/812"
        assert_accounted(exports)

    def test_an_old_day_on_twitter_is_an_account_s_day(self, folder: Path) -> None:
        header = '"Date","Tweets published","impressions","engagements","likes","follows"\n'
        exports = load(put(folder, "t.csv", header + '"2021-03-01","1","3084","61","4","-"\n'))
        day = exports.accounts.iloc[0]
        assert day[["impressions", "interactions"]].tolist() == [3084, 61]
        assert pd.isna(day["follows"])
        assert_accounted(exports)


class TestAds:
    """Meta's ads: the total row, the currency, breakdowns."""

    total = "2026-01-01,2026-01-31,,900,1500,30.5"
    rows = ("2026-01-01,2026-01-31,May,600,1000,20.5", "2026-01-01,2026-01-31,June,500,500,10")

    def test_the_first_row_without_a_name_is_the_total_and_never_added(self, folder: Path) -> None:
        exports = load(put(folder, "ads.csv", ads(self.total, *self.rows)))
        assert exports.ads["spend"].sum() == 30.5
        (period,) = exports.periods.to_dict("records")
        assert (period["reach"], period["what"], period["currency"]) == (900, "total", "EUR")
        assert len(exports.problems) == 0
        assert_accounted(exports)

    def test_a_total_that_the_rows_do_not_give_is_told(self, folder: Path) -> None:
        exports = load(put(folder, "ads.csv", ads(self.total, self.rows[0])))
        told = exports.problems["problem"].tolist()
        assert told == [
            "Impressions: 1,000 in the rows, 1,500 in the total row",
            "Ad spend: €20.50 in the rows, €30.50 in the total row",
        ]

    def test_every_total_is_compared_and_those_of_parts_are_not(self, folder: Path) -> None:
        report = (
            "Campaign report\nAll time\nCampaign status,Campaign,Currency code,Impr.,Cost\n"
            "Enabled,May,EUR,60,2.00\nEnabled,June,EUR,40,1.00\nTotal: Campaigns, --,EUR,100,3.00\n"
            "Total: Account,,EUR,130,3.00\nTotal: Search,,EUR,60,2.00\nTotal: Video,,EUR,40,1.00\n"
        )
        exports = load(put(folder, "report.csv", report))
        (told,) = [problem for problem in exports.problems["problem"] if "total row" in problem]
        assert told.startswith("Impressions: 100 in the rows, 130 in the total row; the")

    def test_totals_of_parts_alone_are_compared_together(self, folder: Path) -> None:
        rows = "A,1,9.00,50\nB,2,5.00,30\nSearch total,-,9.00,50\nAudience total,-,5.00,40\n"
        report = f"Campaign,Campaign ID,Spend,Impr.\n{rows}"
        exports = load(put(folder, "bing.csv", report))
        (told,) = [problem for problem in exports.problems["problem"] if "total row" in problem]
        assert told.startswith("Impressions: 80 in the rows, 90 in the total rows together;")
        assert exports.log["rows_total"].tolist() == [2]

    def test_a_campaign_named_like_a_total_is_a_campaign(self, folder: Path) -> None:
        row = "2026-01-01,2026-01-31,Gesamtpaket,600,1000,20.5"
        assert len(load(put(folder, "ads.csv", ads(row))).ads) == 1

    def test_a_report_service_s_words_in_the_total_row_are_known(self, folder: Path) -> None:
        total = "2026-01-01,2026-01-31,Ergebnisse aus 2 Kampagnen,900,1500,30.5"
        exports = load(put(folder, "ads.csv", ads(total, *self.rows)))
        assert (len(exports.ads), len(exports.periods)) == (2, 1)

    def test_a_later_row_without_a_name_is_set_aside(self, folder: Path) -> None:
        exports = load(put(folder, "ads.csv", ads(self.rows[0], self.total)))
        assert exports.set_aside["reason"].tolist() == ["a row without names, but not the first"]
        assert_accounted(exports)

    def test_breakdowns_go_into_two_columns(self, folder: Path) -> None:
        rows = [
            "2026-01-01,2026-01-31,18-24,women,60,100,2",
            "2026-01-01,2026-01-31,18-24,men,6,10,1",
        ]
        exports = load(put(folder, "ads.csv", ads(*rows, names="Age,Gender")))
        assert exports.ads["breakdown"].tolist() == ["Age, Gender"] * 2
        assert exports.ads["segment"].tolist() == ["18-24, women", "18-24, men"]

    def test_files_that_divide_the_same_days_differently_are_told(self, folder: Path) -> None:
        put(folder, "campaigns.csv", ads(*self.rows))
        row = "2026-01-15,2026-02-15,women,60,100,2"
        put(folder, "gender.csv", ads(row, names="Gender"))
        exports = load(folder)
        (problem,) = exports.problems.to_dict("records")
        assert problem["file"] == "gender.csv"
        assert "campaigns.csv too, broken down differently" in problem["problem"]

    def test_a_second_download_counts_once_and_twins_in_one_file_twice(self, folder: Path) -> None:
        put(folder, "ads.csv", ads(self.rows[0], self.rows[0], self.rows[1]))
        put(folder, "ads (1).csv", ads(self.rows[0], self.rows[0], self.rows[1]))
        exports = load(folder)
        assert exports.ads["spend"].sum() == 20.5 + 20.5 + 10
        assert exports.log["rows_set_aside"].tolist() == [0, 3]
        assert_accounted(exports)

    def test_a_day_column_makes_the_period_a_day(self, folder: Path) -> None:
        row = "2026-01-01,2026-01-31,2026-01-07,May,600,1000,20.5"
        exports = load(put(folder, "ads.csv", ads(row, names="Day,Campaign name")))
        assert exports.ads["period_start"].tolist() == [pd.Timestamp("2026-01-07")]
        assert exports.ads["period_end"].tolist() == [pd.Timestamp("2026-01-07")]

    @pytest.mark.parametrize("content", [ads(), ads("No data available.")])
    def test_no_data_is_an_answer_and_no_error(self, folder: Path, content: str) -> None:
        exports = load(put(folder, "ads.csv", content))
        assert len(exports.ads) == 0
        (problem,) = exports.problems.to_dict("records")
        assert "no data in this period" in problem["problem"]
        assert problem["severity"] == "note"
        assert_accounted(exports)

    def test_german_labels_of_real_files_need_no_mark(self, folder: Path) -> None:
        header = "Berichtsstart,Berichtsende,Reichweite,Impressionen,Ausgegebener Betrag (EUR)"
        exports = load(put(folder, "ads.csv", f"{header}\n2026-01-01,2026-01-31,5,7,1.5\n"))
        assert exports.ads[["reach", "spend"]].to_numpy().tolist() == [[5, 1.5]]
        assert len(exports.problems) == 0


class TestWhatIsWrong:
    """Bad input gets a sentence that says what to do."""

    def test_no_path_at_all(self) -> None:
        with pytest.raises(ReadingError, match="load: no path given; name a folder or a file"):
            load()

    def test_a_path_that_does_not_exist(self, folder: Path) -> None:
        with pytest.raises(ReadingError, match="there is no such file or folder; check the path"):
            load(folder / "nowhere")

    def test_a_folder_without_exports(self, folder: Path) -> None:
        put(folder, "notes.pdf", "x")
        put(folder, ".hidden.csv", "x")
        put(folder, "~$open.xlsx", "x")
        with pytest.raises(
            ReadingError, match=r"holds no exports \(\.csv.*put the downloaded files"
        ):
            load(folder)

    def test_an_unknown_table(self, folder: Path) -> None:
        path = put(folder, "x.csv", "Store,Clicks\nA,1\n")
        with pytest.raises(
            ReadingError, match=r"x\.csv: not recognised.*first line: “Store, Clicks”"
        ):
            load(path)

    def test_a_table_that_is_nearly_known_is_told_what_is_missing(self, folder: Path) -> None:
        path = put(folder, "ig.csv", INSTAGRAM.replace("Post ID,", "Post,") + f"\n{post(1)}\n")
        with pytest.raises(
            ReadingError, match=r"nearest is “Instagram posts .*”, which also has 'Post ID'"
        ):
            load(path)

    @pytest.mark.parametrize(
        ("renamed", "written"),
        [("Post ID", "Beitragsnummer"), ("Account ID", "Kontonummer"), ("Publish time", "Wann")],
    )
    def test_the_description_that_the_error_prints_reads_the_file_once_completed(
        self, folder: Path, renamed: str, written: str
    ) -> None:
        header = INSTAGRAM.replace(renamed, written)
        path = put(folder, "ig.csv", f"{header}\n{post(1)}\n")
        with pytest.raises(KpiKitError, match="write this into a file such as my") as refused:
            load(path)
        printed = str(refused.value)
        overlay = printed[printed.index("extends =") :]
        assert f"'{written}'" in overlay.splitlines()[-1]
        mine = put(folder, "my.toml", overlay.replace("…", written), "utf-8")
        exports = load(path, channel=mine)
        assert exports.posts["post_id"].tolist() == ["18000000000000001"]
        assert exports.log["spec"].tolist() == ["my"]
        assert_accounted(exports)

    def test_a_format_may_be_told_by_its_name(self, folder: Path) -> None:
        path = put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1)}\n")
        assert len(load(path, channel="meta_instagram_posts").posts) == 1
        with pytest.raises(ReadingError, match="nearest is “Facebook posts"):
            load(path, channel="meta_facebook_posts")
        with pytest.raises(SpecError, match="myspace: there is no such format; take costs"):
            load(path, channel="myspace")

    def test_a_description_may_only_extend_what_is_shipped(self, folder: Path) -> None:
        path = put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1)}\n")
        mine = put(folder, "my.toml", 'extends = "myspace"\n', "utf-8")
        with pytest.raises(SpecError, match=r"my\.toml: extends = 'myspace': there is no such"):
            load(path, channel=mine)

    def test_a_missing_column_names_the_nearest(self, folder: Path) -> None:
        path = put(
            folder, "ig.csv", INSTAGRAM.replace("Publish time", "Publish tme") + f"\n{post(1)}\n"
        )
        with pytest.raises(
            ColumnError, match="lacks the column 'Publish time'; similar: 'Publish tme'"
        ):
            load(path)

    @pytest.mark.parametrize(
        ("header", "lacks"),
        [
            ("Post ID,Account ID,Publish tme,Views,Reach,Likes", "Publish time"),
            ("ID del post,ID dell'account,Ora,Copertura", "Orario di pubblicazione"),
            ("Beitrags-ID,Account ID,Uhrzeit,Aufrufe,Reichweite", "Veröffentlichungszeit"),
        ],
    )
    def test_a_missing_column_is_named_in_the_language_of_the_others(
        self, folder: Path, header: str, lacks: str
    ) -> None:
        path = put(folder, "ig.csv", f"{header}\n1,2,05/25/2026 09:00,3,4,5\n")
        with pytest.raises(ColumnError) as error:
            load(path)
        assert f"lacks the column '{lacks}'" in str(error.value)
        assert f'published_at = ["…"]  # {lacks}' in str(error.value)

    def test_one_bad_file_does_not_keep_the_others_from_being_read(self, folder: Path) -> None:
        put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1)}\n")
        put(folder, "empty.csv", "")
        put(folder, "odd.csv", "a,b\n1,2\n")
        exports = load(folder)
        assert len(exports.posts) == 1
        errors = exports.problems[exports.problems["severity"] == "error"]
        assert errors["file"].tolist() == ["empty.csv", "odd.csv"]
        assert exports.log["rows_read"].tolist() == [0, 1, 0]
        assert_accounted(exports)

    def test_if_none_can_be_read_all_reasons_are_told_at_once(self, folder: Path) -> None:
        put(folder, "empty.csv", "")
        put(folder, "odd.csv", "a,b\n1,2\n")
        with pytest.raises(ReadingError) as refused:
            load(folder)
        assert "empty.csv: the file is empty" in str(refused.value)
        assert "odd.csv: not recognised" in str(refused.value)

    def test_files_of_one_name_from_two_folders_are_told_apart(self, folder: Path) -> None:
        kept = [put(folder, f"{x}/ig.csv", f"{INSTAGRAM}\n{post(n)}\n") for n, x in enumerate("ab")]
        lost = [put(folder, f"{x}/odd.csv", "a,b\n1,2\n") for x in "ab"]
        exports = load(*kept, *lost)
        assert set(exports.posts["source_file"]) == {path.as_posix() for path in kept}
        errors = exports.problems[exports.problems["severity"] == "error"]
        assert set(errors["file"]) == {path.as_posix() for path in lost}
        assert len(exports.log) == 4
        assert_accounted(exports)

    def test_an_archive_without_exports_does_not_vanish(self, folder: Path) -> None:
        put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1)}\n")
        with zipfile.ZipFile(folder / "photos.zip", "w") as archive:
            archive.writestr("cat.jpg", "x")
        with zipfile.ZipFile(folder / "loud.zip", "w") as archive:
            archive.writestr("IG.CSV", f"{INSTAGRAM}\n{post(2)}\n")
        exports = load(folder)
        assert "photos.zip: this archive holds no exports" in exports.problems["problem"].iloc[0]
        assert set(exports.posts["source_file"]) == {"ig.csv", "loud.zip/IG.CSV"}
        assert_accounted(exports)

    def test_mistakes_in_exports_toml_are_told(self, folder: Path) -> None:
        put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1)}\n")
        (folder / "exports.toml").write_text('timezone = "UTC"\n[[files]]\nchanel = "x"\n', "utf-8")
        with pytest.raises(SpecError) as refused:
            load(folder)
        assert "timezone" in str(refused.value)
        assert "chanel" in str(refused.value)
        (folder / "exports.toml").write_text("[[files", "utf-8")
        with pytest.raises(SpecError, match="not valid TOML"):
            load(folder)

    def test_a_time_zone_that_does_not_exist_is_told(self, folder: Path) -> None:
        path = put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1)}\n")
        with pytest.raises(KpiKitError, match="Europe/Dortmund"):
            load(path, time_zone="Europe/Dortmund")

    def test_every_sentence_is_german_for_a_german_reader(self, folder: Path) -> None:
        with (
            labels.speaking("de"),
            pytest.raises(ReadingError, match="die Datei ist leer; lade den"),
        ):
            load(put(folder, "leer.csv", ""))


@pytest.mark.parametrize("table", TABLES)
def test_whatever_counts_interactions_says_what_they_are(table: str) -> None:
    columns = TABLES[table].columns
    assert ("interactions" in columns) == (INTERACTIONS_OF in columns)
    frame = getattr(emscherrad(), table)
    if INTERACTIONS_OF in columns:
        assert (frame["interactions"].notna() == frame[INTERACTIONS_OF].notna()).all()


def test_each_channel_has_its_own_set_of_interactions_by_day() -> None:
    """YouTube reports none by day, Meta does not say what it counts."""
    told = emscherrad().accounts.groupby("channel")[INTERACTIONS_OF].unique().map(list)
    assert told.drop("youtube").to_dict() == {
        "facebook": ["facebook"],
        "instagram": ["instagram"],
        "linkedin": ["clicks + likes + comments + shares"],
        "tiktok": ["likes + comments + shares"],
        "x": ["clicks + likes + comments + shares + follows"],
    }
    competitors = emscherrad().competitors[INTERACTIONS_OF]
    assert competitors.unique().tolist() == ["linkedin"]


def test_nothing_exported_gives_empty_typed_tables(folder: Path) -> None:
    exports = load(put(folder, "ads.csv", ads()))
    for name, table in TABLES.items():
        frame = getattr(exports, name)
        assert list(frame.columns) == list(table.columns)
        assert len(frame) == 0


def test_an_export_says_what_it_holds_in_the_reader_s_language(folder: Path) -> None:
    path = put(folder, "ig.csv", f"{INSTAGRAM}\n{post(1)}\n")
    with labels.speaking("de"):
        assert repr(load(path)).startswith("Exporte · Dateien: 1 · Beiträge: 1")


def test_progress_sees_every_file(folder: Path) -> None:
    put(folder, "a.csv", f"{INSTAGRAM}\n{post(1)}\n")
    put(folder, "b.csv", f"{INSTAGRAM}\n{post(2)}\n")
    seen: list[int] = []

    def watch(found: Sequence[Any]) -> Sequence[Any]:
        seen.append(len(found))
        return found

    load(folder, progress=watch)
    assert seen == [2]


class TestUnknownTotals:
    """A total in words that no description knows would count everything twice."""

    KOREAN = (
        "캠페인 이름,비용,노출수,클릭수(목적지),통화\n"
        "자전거,120.5,24000,240,EUR\n수리,79.5,16000,110,EUR\n"
    )

    def test_a_last_row_that_is_the_sum_of_all_others_is_told(self, folder: Path) -> None:
        path = put(folder, "ads.csv", f"{self.KOREAN}총 2개 결과,200,40000,350,EUR\n")
        told = load(path).problems.query("severity == 'warning'")
        assert told[["row"]].to_numpy().tolist() == [[4]]
        problem = told["problem"].iloc[0]
        assert problem.startswith("row 4 is the sum of all others: probably a total")
        own = put(folder, "own.toml", problem.partition("\n")[2], "utf-8")
        exports = load(path, channel=own)  # what it prints is the cure
        assert exports.ads["spend"].sum() == exports.periods["spend"].sum() == 200
        assert exports.problems.query("severity == 'warning'").empty

    @pytest.mark.parametrize(
        "last",
        [
            "합계,200,40001,350,EUR",  # one figure differs
            "합계,200,,,EUR",  # one figure may agree by chance
            "총,1,900,3,EUR",
        ],
    )
    def test_other_rows_are_none(self, folder: Path, last: str) -> None:
        exports = load(put(folder, "ads.csv", f"{self.KOREAN}{last}\n"))
        assert exports.problems.query("severity == 'warning'").empty

    def test_the_first_row_of_videos_may_be_one_and_a_dated_post_is_none(
        self, folder: Path
    ) -> None:
        header = "Content,Video title,Video publish time,Views,Watch time (hours),Impressions\n"
        rows = 'a,A,"Aug 1, 2025",20,1,200\nb,B,"Aug 2, 2025",10,1,100\n'
        total = put(folder, "Table data.csv", f"{header}Totale,,,30,2,300\n{rows}", "utf-8")
        (told,) = load(total).problems.query("severity == 'warning'")["problem"]
        assert 'totals = ["Totale"]' in told
        post = put(folder, "post.csv", f'{header}c,C,"Aug 3, 2025",30,2,300\n{rows}', "utf-8")
        assert load(post).problems.query("severity == 'warning'").empty


class TestDamagedFiles:
    """What random damage has shown (see ``test_mutations.py``)."""

    def test_a_header_without_rows_may_divide_by_two_columns(self, folder: Path) -> None:
        exports = load(put(folder, "ads.csv", ads(names="Age,Gender")))
        assert exports.log["rows_read"].tolist() == [0]

    def test_a_total_is_one_wherever_its_column_stands(self, folder: Path) -> None:
        header = "Video title,Content,Video publish time,Views,Impressions"
        rows = ',Total,,30,300\nChain,abc,"Apr 7, 2026",20,200\n'
        exports = load(put(folder, "videos.csv", f"{header}\n{rows}"))
        assert exports.posts["views"].tolist() == [20]
        assert exports.periods["what"].tolist() == ["Total"]

    def test_a_post_s_day_that_is_there_twice_is_told_of(self, folder: Path) -> None:
        rows = "2026-05-01,abc,Chain,5\n" * 2
        exports = load(put(folder, "chart.csv", f"Date,Content,Video title,Views\n{rows}"))
        assert len(exports.post_days) == 2
        assert exports.problems["problem"].str.contains("1").any()

    def test_a_file_that_ends_inside_of_a_line_may_be_cut(self, folder: Path) -> None:
        exports = load(put(folder, "ads.csv", ads("2026-05-01,2026-05-31,A,1,2,3.50")[:-2]))
        (told,) = exports.problems["problem"]
        assert told == (
            "the last line has no line end: the end of the file may be missing; "
            "compare the last row with the platform"
        )
        assert exports.log["repairs"].tolist() == [""]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_so_may_one_that_ends_after_a_line_s_first_character(
        self, folder: Path, encoding: str
    ) -> None:
        """Of 700 followers 7 are left."""
        content = 'sep=,\n"Instagram followers"\n"IG_ACCOUNT,FOLLOW,UNIQUE_USERS"\n7'
        (told,) = load(put(folder, "Audience.csv", content, encoding)).problems["problem"]
        assert told.startswith("the last line has no line end")
        assert load(put(folder, "Audience.csv", content + "00\n", encoding)).problems.empty

    def test_so_may_a_padded_one_even_where_no_line_end_is_the_custom(self, folder: Path) -> None:
        """Google Analytics ends without one; a spreadsheet gives every row the same cells."""
        head = "# Report CSV Export\n# Start date: 20260501\n# End date: 20260502\n"
        rows = f"{head}Nth day,Users,,\n0000,3,,\n0001,"
        said = "the last line has no line end"
        cut = load(put(folder, "users.csv", rows)).problems["problem"]
        assert cut.str.startswith(said).sum() == 1
        whole = load(put(folder, "users.csv", f"{rows}4,,")).problems["problem"]
        assert not whole.str.startswith(said).any()

    def test_a_lost_first_line_is_told_where_the_platform_writes_one(self, folder: Path) -> None:
        block = daily("Instagram follows", {"2026-05-01": 5})
        lost = "the first line (sep=,) is gone: probably saved again by a spreadsheet"
        put(folder, "there.csv", f"sep=,\n{block}")
        put(folder, "lost.csv", daily("Instagram reach", {"2026-05-01": 9}))
        put(folder, "ads.csv", ads("2026-05-01,2026-05-31,A,1,2,3.50"))
        repairs = load(folder).log.set_index("file")["repairs"]
        assert repairs.to_dict() == {"ads.csv": "", "lost.csv": lost, "there.csv": ""}

    @pytest.mark.parametrize(
        ("above", "followers", "unread"),
        [
            ("Total followers on 5/14/2026:,101", [None, 101], ""),
            ("Total followers on 5/13/2026,101", [101, None], ""),
            ("Total followers on 5/1/2026,101", [None, None], "Total followers on 5/1/2026"),
            ("Total followers on 5/14/2026,n/a", [None, None], "Total followers on 5/14/2026"),
        ],
    )
    def test_a_stock_above_the_header_belongs_to_its_day(
        self, folder: Path, above: str, followers: list[float | None], unread: str
    ) -> None:
        sheet = f"{above}\n\nDate,New followers\n5/13/2026,1\n5/14/2026,2\n"
        exports = load(put(folder, "followers.csv", sheet))
        found = exports.accounts["followers"]
        assert [None if pd.isna(one) else one for one in found] == followers
        assert exports.log["unread"].tolist() == [unread]

    def test_the_tables_of_a_report_stay_apart(self, folder: Path) -> None:
        """Six visits, counted by day and once more by channel, are not twelve of one kind."""
        comments = "# ----\n# Snapshot\n# Start date: 20260501\n# End date: 20260502\n"
        days = "Nth day,Sessions\n0000,4\n0001,2\n"
        channels = "Channel group,Sessions\nPaid Social,5\nEmail,1\n"
        exports = load(put(folder, "report.csv", f"{comments}{days}{comments}{channels}"))
        by_day = exports.web[exports.web["date"].notna()]
        by_channel = exports.web[exports.web["breakdown"].eq("Channel group")]
        assert len(exports.web) == len(by_day) + len(by_channel) == 4
        assert by_day["sessions"].sum() == by_channel["sessions"].sum() == 6
        assert len(exports.periods) == 0
        (caution,) = exports.problems["problem"]
        assert caution.endswith("counts all visits again; do not add different breakdowns")

    def test_what_divides_the_figures_may_stand_right_of_them(self, folder: Path) -> None:
        report = "# ----\n# Pages\n# Start date: 20260501\n# End date: 20260531\n"
        report += "Sessions,Page path,Engagement rate,Hour\n40,/start,0.5,9\n2,404,0.25,10\n"
        exports = load(put(folder, "pages.csv", report))
        assert exports.web["breakdown"].tolist() == ["Page path"] * 2
        assert exports.web["segment"].tolist() == ["/start", "404"]
        assert exports.log["unread"].tolist() == ["Engagement rate, Hour"]

    def test_days_under_an_unknown_header_are_no_search_terms(self, folder: Path) -> None:
        """Chart.csv in a language never seen: its days must not become undated segments."""
        report = "Päivä,Clicks,Impressions,CTR,Position\n2026-05-01,12,900,1%,8\n"
        path = put(folder, "Chart.csv", report)
        with pytest.raises(ReadingError, match=r"Google Search, daily figures .*'Date'") as refused:
            load(path)
        assert "alike" not in str(refused.value)
        own = 'extends = "search_console_days"\n[columns]\ndate = ["Päivä"]\n'
        exports = load(path, channel=put(folder, "own.toml", own))
        assert exports.web["date"].tolist() == [pd.Timestamp("2026-05-01")]
        queries = put(folder, "Queries.csv", report.replace("2026-05-01", "rad kaufen"))
        assert load(queries).web["segment"].tolist() == ["rad kaufen"]

    def test_days_that_divide_a_report_under_an_unknown_header_are_told(self, folder: Path) -> None:
        report = "# ----\n# Report\n# Start date: 20260501\n# End date: 20260531\n"
        report += "Päivä,Sessions\n20260501,40\n20260502,30\n"
        path = put(folder, "report.csv", report)
        (warning,) = load(path).problems.query("severity == 'warning'")["problem"]
        assert warning.startswith("“Päivä” holds nothing but days")
        mend = warning.partition("\n")[2]
        exports = load(path, channel=put(folder, "own.toml", mend, "utf-8-sig"))
        assert exports.web["date"].dt.day.tolist() == [1, 2]
        assert exports.problems.query("severity == 'warning'").empty

    def test_stories_without_a_column_are_not_taken_for_posts(self, folder: Path) -> None:
        header = "Post ID,Account ID,Publish time,Views,Reach,Likes,Shares,Replies,Follows"
        row = "1,17,05/25/2026 09:00,9,8,1,1,1,0\n"
        with pytest.raises(ReadingError, match=r"Instagram stories .*'Navigation'"):
            load(put(folder, "stories.csv", f"{header}\n{row}"))

    def test_some_platforms_end_their_files_so(self, folder: Path) -> None:
        rows = "2026/05/01,1,2,3,4,5,6,7,8,9"
        header = (
            "Date,Video views,Reached audience,Profile views,Likes,Shares,Comments,Net growth,"
            "New followers,Lost followers"
        )
        assert load(put(folder, "days.csv", f"{header}\n{rows}")).log["repairs"][0] == ""

    def test_a_row_that_is_cut_short_is_told_of(self, folder: Path) -> None:
        exports = load(put(folder, "ads.csv", ads(*["2026-05-01,2026-05-31,A,1,2"] * 2)))
        assert exports.log["repairs"][0].startswith("rows too short: 2")

    def test_a_zero_is_filled_in_between_days_not_between_rows(self, folder: Path) -> None:
        header = (
            "Date,Lifetime Total Likes,Daily New Likes,Daily Unlikes,Daily Total Reach,"
            "Daily Total Impressions"
        )
        rows = [f"2018-03-0{day},9,1,{gone},1,1" for day, gone in ((1, ""), (2, 2), (1, ""))]
        exports = load(put(folder, "days.csv", "\n".join([header, *rows, ""])))
        assert exports.accounts["unfollows"].isna().tolist() == [True, False]

    def test_names_of_our_own_tables_are_said_in_the_reader_s_words(self, folder: Path) -> None:
        content = f"{INSTAGRAM}\n{post(1, kind='IG hologram')}\n".replace("Account username", "x")
        path = put(folder, "ig.csv", content)
        with labels.speaking("de"):
            told = load(path).problems["problem"].tolist()
        assert any(said.startswith("Konto fehlt in dieser Datei.") for said in told)
        assert "unbekannter Wert „IG hologram“ in Format, unverändert übernommen" in told

    def test_a_usual_column_that_is_missing_is_named(self, folder: Path) -> None:
        content = f"{INSTAGRAM}\n{post(1)}\n".replace("Reach", "Accounts reached")
        problems = load(put(folder, "ig.csv", content)).problems
        told = problems.loc[problems["column"].eq("reach"), "problem"].tolist()
        assert told[0].startswith("Reach is not in this file")
        assert 'reach = ["…"]  # Reach' in told[0]

    def test_a_column_that_no_real_file_has_shown_can_be_named(self, folder: Path) -> None:
        content = "Ad Set ID,Start Date (in UTC),Campaign Name,Costs\n1,05/13/2026,A,2\n"
        problems = load(put(folder, "linkedin.csv", content)).problems
        told = problems.loc[problems["column"].eq("spend"), "problem"].iloc[0]
        assert '[columns]\nspend = ["…"]' in told

    def test_a_report_without_rows_lacks_nothing(self, folder: Path) -> None:
        content = "Campaign report\nAll time\nCampaign status,Campaign\n"
        problems = load(put(folder, "report.csv", content)).problems["problem"]
        assert not problems.str.contains("is not in this file").any()

    def test_texts_of_several_lines_and_decimal_commas_hide_no_separator(
        self, folder: Path
    ) -> None:
        row = 'A;"two\nlines";1;1,50;"more\nlines"\n'
        header = "Campaign;Ad group;Campaign ID;Spend;Ad title\n"
        exports = load(put(folder, "ads.csv", header + row * 3))
        assert exports.ads["spend"].tolist() == [1.5, 1.5, 1.5]


def test_tables_are_of_the_same_types_with_and_without_pyarrow(tmp_path: Path) -> None:
    put(tmp_path, "posts.csv", f"{INSTAGRAM}\n{post(1)}\n{post(2, views='many')}\n")
    exports = load(tmp_path)
    for frame in (exports.posts, exports.log, exports.problems, exports.set_aside):
        kinds = [*frame.dtypes, frame.columns.dtype]
        texts = [kind for kind in kinds if isinstance(kind, pd.StringDtype)]
        assert texts
        assert {kind.storage for kind in texts} == {"python"}


def test_the_log_lists_the_tables_of_a_file_in_the_order_in_which_they_were_read() -> None:
    spec = shipped()["meta_instagram_posts"]
    readings = [Reading(file, spec, str(at)) for at in range(50) for file in ("b.xlsx", "a.xlsx")]
    with pd.option_context(*PYTHON_TEXTS):  # as load has it; PyArrow's texts sort alike anyway
        log = log_of(Collected(readings))
    assert log["file"].tolist() == ["a.xlsx"] * 50 + ["b.xlsx"] * 50
    assert log["why"].tolist() == [*map(str, range(50))] * 2


def test_the_log_has_a_row_per_file_and_table_with_the_columns_agreed_on() -> None:
    log = load(Path(__file__).parent / "exports" / "meta").log
    agreed = [
        "file", "table", "spec", "why", "rows_read", "rows_kept", "rows_total", "rows_set_aside",
        "repairs", "time_zone", "currency", "first_date", "last_date",
    ]  # fmt: skip
    assert [name for name in log if name in agreed] == agreed
    assert {*log} - {*agreed} == {"export", "unread"}
    assert not log.duplicated(["file", "table"]).any()
    assert log.groupby("file")["table"].nunique().max() == 2
    parts = log["rows_kept"] + log["rows_total"] + log["rows_set_aside"]
    assert (log["rows_read"] == parts).all()
