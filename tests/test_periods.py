"""Periods as keys: the same days, weeks and hours on every engine, and which are complete."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import narwhals as nw
import pandas as pd
import polars as pl
import pytest

from kpi_kit.errors import ColumnError
from kpi_kit.periods import name_of_day
from kpi_kit.values import compute
from tests.conftest import Engine
from tests.test_kpis import rows

BY_HOUR = ["day", "weekday", "hour"]
EVERY_DAY = [date(2015, 1, 1) + timedelta(days=n) for n in range(5844)]
"""2015 to 2030: years of 52 and 53 weeks, leap years, every weekday as 1 January."""


def test_every_day_is_in_the_iso_week_that_python_says(engine: Engine) -> None:
    assert EVERY_DAY[-1] == date(2030, 12, 31)
    found = rows(compute(engine({"date": EVERY_DAY, "views": [1] * 5844}), ["views"], by=["week"]))
    counts: dict[str, int] = {}
    for day in EVERY_DAY:
        year, week, _ = day.isocalendar()
        name = f"{year}-W{week:02}"
        counts[name] = counts.get(name, 0) + 1
    assert {row["week"]: row["rows"] for row in found} == counts
    assert [row["week"] for row in found] == sorted(counts)


def test_every_day_has_the_names_and_the_weekday_that_python_gives(engine: Engine) -> None:
    keys = ["day", "week", "month", "quarter", "weekday"]
    found = rows(compute(engine({"date": EVERY_DAY, "views": [1] * 5844}), ["views"], by=keys))
    assert [tuple(row[key] for key in keys) for row in found] == [
        (*(name_of_day(day, key) for key in keys[:-1]), day.isoweekday()) for day in EVERY_DAY
    ]


@pytest.mark.parametrize("key", ["weekday", "hour"])
def test_one_key_that_has_no_name_is_enough(engine: Engine, key: str) -> None:
    """Monday, 5 January 2026, at 9 and at 23 o'clock; Sunday the 11th at 0."""
    times = [datetime(2026, 1, *at) for at in ((5, 9), (5, 23), (11, 0))]  # noqa: DTZ001
    found = rows(compute(engine({"published_at": times, "likes": [1, 2, 4]}), ["likes"], by=key))
    expected = {"weekday": [(1, 3.0), (7, 4.0)], "hour": [(0, 4.0), (9, 1.0), (23, 2.0)]}
    assert [(row[key], row["likes"]) for row in found] == expected[key]


def test_weekday_and_hour_make_a_grid(engine: Engine) -> None:
    times = [datetime(2026, 1, *at) for at in ((5, 9), (12, 9, 59), (11, 0), (11, 23))]  # noqa: DTZ001
    frame = engine({"published_at": times, "likes": [1, 2, 4, 8]})
    found = rows(compute(frame, ["likes"], by=["weekday", "hour"]))
    grid = [(row["weekday"], row["hour"], row["likes"]) for row in found]
    assert grid == [(1, 9, 3.0), (7, 0, 4.0), (7, 23, 8.0)]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("2026-03-28T22:30Z", [(28, 23), (29, 0), (29, 1), (29, 3), (29, 4)]),
        ("2026-10-24T21:30Z", [(24, 23), (25, 0), (25, 1), (25, 2), (25, 3)]),
    ],
    ids=["spring: no 2 o'clock", "autumn: 2 o'clock twice"],
)
@pytest.mark.parametrize("kind", [pd.DataFrame, pl.from_pandas], ids=["pandas", "polars"])
def test_the_night_of_the_clock_change_follows_the_clock(
    kind: Any, first: str, expected: list[tuple[int, int]]
) -> None:
    """Hour after hour from half past eleven at night, in Berlin."""
    if kind is not pd.DataFrame:
        pytest.importorskip("pyarrow", reason="Polars takes pandas frames by PyArrow")
    hours = 5 if "03" in first[:7] else 6
    moments = pd.date_range(first, periods=hours, freq="h").tz_convert("Europe/Berlin")
    frame = kind(pd.DataFrame({"published_at": moments.as_unit("us"), "likes": 1.0}))
    found = rows(compute(frame, ["likes"], by=["day", "hour"]))
    assert [(int(row["day"][-2:]), row["hour"]) for row in found] == expected
    assert sum(row["likes"] for row in found) == hours
    assert max(row["likes"] for row in found) == hours - 4


@pytest.mark.parametrize(
    ("night", "hours"),
    [((2026, 3, 29), [0, 1, 3, 4]), ((2026, 10, 25), [0, 1, 2, 2, 3])],
    ids=["spring: no 2 o'clock", "autumn: 2 o'clock twice"],
)
def test_the_clock_s_own_hours_are_kept_by_every_engine(
    engine: Engine, night: tuple[int, int, int], hours: list[int]
) -> None:
    """Local times without a zone, as in Parquet: no session's zone moves or loses an hour."""
    likes = [0.1 * (n + 1) for n in range(len(hours))]
    times = [datetime(*night, hour, 30) for hour in hours]  # noqa: DTZ001 - local times
    found = rows(compute(engine({"published_at": times, "likes": likes}), ["likes"], by=BY_HOUR))
    expected: dict[int, float] = {}
    for hour, count in zip(hours, likes, strict=True):
        expected[hour] = expected.get(hour, 0.0) + count
    assert [(row["day"], row["weekday"], row["hour"]) for row in found] == [
        (date(*night).isoformat(), 7, hour) for hour in expected
    ]
    assert [row["likes"] for row in found] == pytest.approx([*expected.values()], rel=1e-9)


@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25)])
def test_days_of_23_and_25_hours_stay_in_their_week_and_month(engine: Engine, change: date) -> None:
    """Both Sundays end an ISO week; the next day begins another."""
    days = [change + timedelta(days=n) for n in (-6, -1, 0, 1)]
    frame = engine({"date": days, "views": [0.1, 0.2, 0.4, 0.8]})
    found = rows(compute(frame, ["views"], by=["week", "month"]))
    weeks = [name_of_day(day, "week") for day in (change, days[-1])]
    assert [row["week"] for row in found] == weeks
    assert [row["views"] for row in found] == pytest.approx([0.7, 0.8], rel=1e-9)


@pytest.mark.parametrize(
    ("monday", "name"),
    [
        (date(2024, 12, 30), "2025-W01"),
        (date(2026, 12, 28), "2026-W53"),
        (date(2020, 12, 28), "2020-W53"),
    ],
)
def test_a_week_over_the_turn_of_the_year_is_one_and_complete_from_monday_to_sunday(
    engine: Engine, monday: date, name: str
) -> None:
    days = [monday + timedelta(days=n) for n in range(7)]
    assert marked(engine, days, "week") == [(name, "a", True), (name, "b", False),
                                            (name, "c", False)]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "first", "last", "name"),
    [
        ("month", date(2028, 2, 1), date(2028, 2, 29), "2028-02"),
        ("month", date(2026, 12, 1), date(2026, 12, 31), "2026-12"),
        ("quarter", date(2026, 10, 1), date(2026, 12, 31), "2026-Q4"),
    ],
)
def test_a_period_that_lacks_its_first_or_last_day_is_marked(
    engine: Engine, by: str, first: date, last: date, name: str
) -> None:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert marked(engine, days, by) == [(name, "a", True), (name, "b", False), (name, "c", False)]


def marked(engine: Engine, days: list[date], by: str) -> list[tuple[str, str, bool]]:
    """Compute one period of three channels: all days, without the first, without the last."""
    held = {"a": days, "b": days[1:], "c": days[:-1]}
    frame: dict[str, list[Any]] = {
        "channel": [channel for channel in held for _ in held[channel]],
        "date": [day for channel in held for day in held[channel]],
    }
    frame["views"] = [0.1] * len(frame["date"])
    found = rows(compute(engine(frame), ["views"], by=[by, "channel"]))
    sums = [0.1 * len(rows_of) for rows_of in held.values()]
    assert [row["views"] for row in found] == pytest.approx(sums, rel=1e-9)
    return [(row[by], row["channel"], row["complete"]) for row in found]


def test_a_month_of_daily_figures_is_complete_from_its_first_to_its_last_day(
    engine: Engine,
) -> None:
    """From 2 January to 28 February: January lacks a day, February none."""
    days = [date(2026, 1, 2) + timedelta(days=n) for n in range(58)]
    frame = engine({"date": days, "views": [1] * 58})
    found = rows(compute(frame, ["views"], by="month"))
    assert [(row["month"], row["complete"]) for row in found] == [
        ("2026-01", False), ("2026-02", True),
    ]  # fmt: skip
    short = rows(compute(engine({"date": days[:-1], "views": [1] * 57}), ["views"], by="month"))
    assert [row["complete"] for row in short] == [False, False]


def test_weeks_and_quarters_of_daily_figures_can_be_complete(engine: Engine) -> None:
    """1 January 2026 is a Thursday, 31 March a Tuesday."""
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(90)]
    frame: dict[str, list[Any]] = {"date": days, "views": [1] * 90}
    (quarter,) = rows(compute(engine(frame), ["views"], by="quarter"))
    assert (quarter["quarter"], quarter["complete"]) == ("2026-Q1", True)
    weeks = rows(compute(engine(frame), ["views"], by="week"))
    assert [row["complete"] for row in weeks] == [False, *[True] * 12, False]


def test_a_month_that_lacks_a_day_in_the_middle_is_marked(engine: Engine) -> None:
    """January lacks the 10th, February nothing; a day that is there twice makes up for none."""
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(59) if n != 9]
    frame = engine({"date": [*days, days[0]], "views": [1] * 59})
    found = rows(compute(frame, ["views"], by="month"))
    assert [(row["month"], row["views"], row["complete"]) for row in found] == [
        ("2026-01", 31, False), ("2026-02", 28, True),
    ]  # fmt: skip
    (quarter,) = rows(compute(frame, ["views"], by="quarter"))
    assert quarter["complete"] is False
    weeks = {row["week"]: row["complete"] for row in rows(compute(frame, ["views"], by="week"))}
    assert [week for week, whole in weeks.items() if not whole] == [
        "2026-W01", "2026-W02", "2026-W09",
    ]  # fmt: skip


def test_a_day_is_there_if_one_of_the_accounts_has_it(engine: Engine) -> None:
    """Each channel of two is looked at by itself only where it is a key."""
    days = [date(2026, 2, 1) + timedelta(days=n) for n in range(28)]
    held = [("x", day) for day in days] + [("tiktok", day) for day in days if day.day != 14]
    channels, dates = zip(*held, strict=True)
    frame = engine({"channel": [*channels], "date": [*dates], "views": [1] * 55})
    (together,) = rows(compute(frame, ["views"], by="month"))
    assert (together["views"], together["complete"]) == (55, True)
    apart = rows(compute(frame, ["views"], by=["channel", "month"]))
    assert [(row["channel"], row["complete"]) for row in apart] == [("tiktok", False), ("x", True)]


@pytest.mark.parametrize("column", ["source", "kind"])
def test_visits_mentions_and_costs_need_no_row_on_every_day(engine: Engine, column: str) -> None:
    """Their `date` says when something happened: only the edges of the series are in doubt."""
    days = [date(2026, 1, 10), date(2026, 2, 10), date(2026, 3, 10)]
    frame = engine({"date": days, column: ["a"] * 3, "clicks": [1] * 3})
    found = rows(compute(frame, ["clicks"], by="month"))
    assert [row["complete"] for row in found] == [False, True, False]


def test_daily_figures_without_a_day_are_in_no_complete_period(engine: Engine) -> None:
    frame = engine({"date": [date(2026, 1, 5), None], "views": [1, 2]})
    found = {row["month"]: row["complete"] for row in rows(compute(frame, ["views"], by="month"))}
    assert found == {"2026-01": False, None: False}


def test_only_the_first_and_the_last_month_of_posts_can_be_incomplete(engine: Engine) -> None:
    """Nobody posts every day; each channel has its own first and last month."""
    when = [date(2026, 1, 10), date(2026, 2, 10), date(2026, 3, 10), date(2026, 2, 1)]
    channels = ["x", "x", "x", "tiktok"]
    frame = engine({"published_on": when, "likes": [1] * 4, "channel": channels})
    found = rows(compute(frame, ["likes"], by=["channel", "month"]))
    assert [(row["channel"], row["month"], row["complete"]) for row in found] == [
        ("tiktok", "2026-02", False),
        ("x", "2026-01", False), ("x", "2026-02", True), ("x", "2026-03", False),
    ]  # fmt: skip


def test_posts_without_a_channel_are_one_series_and_days_untold_are_no_end_of_it(
    engine: Engine,
) -> None:
    when = [date(2026, 1, 10), date(2026, 2, 10), date(2026, 3, 10), None, date(2026, 2, 1)]
    frame = engine(
        {"published_on": when, "likes": [1] * 5, "channel": [None, None, None, None, "x"]}
    )
    found = rows(compute(frame, ["likes"], by=["channel", "month"]))
    assert {row["month"]: row["complete"] for row in found if row["channel"] is None} == {
        "2026-01": False, "2026-02": True, "2026-03": False, None: False,
    }  # fmt: skip
    assert [row["complete"] for row in found if row["channel"] == "x"] == [False]


def test_a_month_is_one_of_its_series_however_many_groups_it_has(engine: Engine) -> None:
    days = [
        date(2026, month, day) for month, mon in ((1, 5), (2, 2), (3, 2)) for day in (mon, mon + 1)
    ]
    frame = engine({"published_on": days, "views": [1.0] * 6})
    found = rows(compute(frame, ["views"], by=["month", "weekday"]))
    assert [(row["month"], row["weekday"], row["complete"]) for row in found] == [
        ("2026-01", 1, False), ("2026-01", 2, False), ("2026-02", 1, True), ("2026-02", 2, True),
        ("2026-03", 1, False), ("2026-03", 2, False),
    ]  # fmt: skip


def test_a_month_with_posts_on_both_edges_is_complete(engine: Engine) -> None:
    frame = engine({"published_on": [date(2026, 1, 1), date(2026, 1, 31)], "likes": [1, 1]})
    (row,) = rows(compute(frame, ["likes"], by="month"))
    assert row["complete"] is True


def test_days_need_no_mark(engine: Engine) -> None:
    frame = engine({"date": [date(2026, 1, 1)], "views": [1]})
    (row,) = rows(compute(frame, ["views"], by=["day", "weekday"]))
    assert "complete" not in row


@pytest.mark.parametrize("key", ["day", "week", "month", "quarter", "weekday", "hour"])
def test_rows_without_a_day_form_a_group_without_a_name(engine: Engine, key: str) -> None:
    when = [datetime(2026, 1, 5, 9), None, None]  # noqa: DTZ001
    frame = engine({"published_at": when, "likes": [1, 2, 4]})
    found = rows(compute(frame, ["likes"], by=key))
    assert {row[key]: row["likes"] for row in found if row[key] is None} == {None: 6.0}
    assert len(found) == 2
    assert [row["complete"] for row in found if row[key] is None and "complete" in row] == [
        False for _ in range(key in {"week", "month", "quarter"})
    ]


def test_a_row_that_reaches_into_the_next_month_belongs_to_none(engine: Engine) -> None:
    frame = engine(
        {
            "period_start": [date(2026, 1, 1), date(2026, 1, 30), date(2026, 1, 1)],
            "period_end": [date(2026, 1, 31), date(2026, 2, 5), date(2026, 3, 31)],
            "clicks": [1, 2, 4],
        }
    )
    months = {r["month"]: r["clicks"] for r in rows(compute(frame, ["clicks"], by="month"))}
    assert months == {"2026-01": 1.0, None: 6.0}
    (quarter,) = rows(compute(frame, ["clicks"], by="quarter"))
    assert (quarter["quarter"], quarter["clicks"], quarter["complete"]) == ("2026-Q1", 7.0, True)


def test_an_ad_over_a_whole_month_completes_it(engine: Engine) -> None:
    starts, ends = [date(2026, 1, 1), date(2026, 2, 2)], [date(2026, 1, 31), date(2026, 2, 28)]
    frame = engine({"period_start": starts, "period_end": ends, "clicks": [1, 2]})
    found = rows(compute(frame, ["clicks"], by="month"))
    assert [row["complete"] for row in found] == [True, False]


def test_a_column_of_a_period_s_name_comes_first(engine: Engine) -> None:
    frame = engine({"month": ["May", "May"], "date": [date(2026, 1, 1), None], "views": [1, 2]})
    (row,) = rows(compute(frame, ["views"], by="month"))
    assert (row["month"], row["views"]) == ("May", 3.0)


def test_an_engine_that_forgets_the_time_zone_is_refused(engine: Engine) -> None:
    """DuckDB and Spark would show the hour of their session; pandas and Polars keep the zone."""
    moment = datetime(2026, 1, 31, 23, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    frame = engine({"published_at": [moment], "likes": [1]})
    if nw.from_native(frame).implementation.name in {"DUCKDB", "PYSPARK"}:
        with pytest.raises(ColumnError, match=r"published_at: .* does not keep the time zone"):
            compute(frame, ["likes"], by="month")
    else:
        (row,) = rows(compute(frame, ["likes"], by=["month", "hour"]))
        assert (row["month"], row["hour"]) == ("2026-01", 23)


def test_text_is_no_date_and_is_refused(engine: Engine) -> None:
    frame = engine({"date": ["2026-01-31"], "views": [1]})
    with pytest.raises(ColumnError, match=r"date: .* holds no dates"):
        compute(frame, ["views"], by="month")


def test_dates_that_pandas_holds_as_objects_are_refused() -> None:
    """`pd.read_parquet` gives such a column where a file holds dates."""
    frame = pd.DataFrame({"date": [date(2026, 1, 31)], "views": [1.0]})
    with pytest.raises(ColumnError, match=r"date: .* pd\.to_datetime"):
        compute(frame, ["views"], by="month")
