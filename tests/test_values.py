"""compute beyond sums: what is given, single rows, kinds that count anew, breaks and mixtures."""

import math
import warnings
from datetime import date
from typing import Any, ClassVar

import narwhals as nw
import pandas as pd
import polars as pl
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from kpi_kit import formulas, labels
from kpi_kit.errors import (
    AggregationError,
    AggregationWarning,
    ColumnError,
    ComparabilityWarning,
    SeriesBreakWarning,
)  # fmt: skip
from kpi_kit.kpis import Kpi
from kpi_kit.metrics import Metric
from kpi_kit.values import compute
from tests.conftest import Engine
from tests.test_kpis import rows

MISSED = Metric("missed_share", "missed", unit="share", column="reach")
ANSWERED = Metric("answered", "rows", column="answered_at")
POSITIVE = Metric("positive", "rows", column="sentiment", equals="positive")


class TestGiven:
    """Figures that no export holds are passed, and nothing is assumed in their place."""

    def test_a_given_figure_is_an_input_like_any_other(self, engine: Engine) -> None:
        def return_by_rate(revenue: Any, cost: Any, margin_rate: Any) -> Any:
            return (revenue * margin_rate - cost) / cost

        frame = engine({"revenue": [3000.0, 1000.0], "cost": [600.0, 400.0]})
        (row,) = rows(compute(frame, [return_by_rate], given={"margin_rate": 0.5}))
        assert row["return_by_rate"] == pytest.approx(1.0)  # (4000 × 0.5 − 1000) ÷ 1000

    def test_a_misspelt_given_figure_is_named_with_the_nearest(self) -> None:
        def reached(gross_reach: Any, universe: Any) -> Any:
            return gross_reach / universe

        with pytest.raises(ColumnError, match="did you mean 'universe'"):
            compute(pd.DataFrame({"reach": [1.0]}), [reached], given={"univers": 9, "universe": 9})

    def test_a_constant_of_a_formula_can_be_set(self, engine: Engine) -> None:
        def points(likes: Any, comments: Any, weight: float = 2.0) -> Any:
            return likes + comments * weight

        frame = engine({"likes": [10.0], "comments": [5.0]})
        assert rows(compute(frame, [points]))[0]["points"] == 20
        assert rows(compute(frame, [points], given={"weight": 3.0}))[0]["points"] == 25

    def test_the_universe_bounds_the_net_reach(self) -> None:
        frame = pd.DataFrame({"reach": [500.0, 400.0]})
        with pytest.raises(AggregationError) as refused:
            compute(frame, ["reach"], given={"universe": 600.0})
        assert refused.value.bounds[["at_least", "at_most"]].iloc[0].tolist() == [500, 600]


class TestIndependence:
    """What no part reached is the product of what each part left over."""

    def test_400_spots_of_a_tenth_of_a_percent_reach_a_third(self, engine: Engine) -> None:
        """latinbusinesstoday.com: 1 − 0.999⁴⁰⁰ = 33 %."""
        frame = engine({"reach": [1.0] * 400})
        (row,) = rows(compute(frame, [MISSED], given={"universe": 1000.0}))
        assert 1 - row["missed_share"] == pytest.approx(0.3298140939932599, rel=1e-9)

    def test_whoever_reaches_everybody_leaves_nobody(self, engine: Engine) -> None:
        frame = engine({"reach": [100.0, 50.0, None]})
        (row,) = rows(compute(frame, [MISSED], given={"universe": 100.0}))
        assert (row["missed_share"], row["missed_share_rows"]) == (0, 2)

    def test_the_universe_must_be_given(self) -> None:
        def unreached(missed_share: Any) -> Any:
            return missed_share

        with pytest.raises(ColumnError, match="takes 'universe'"):
            compute(pd.DataFrame({"reach": [1.0]}), [unreached])


class TestCountedRows:
    """Rows are counted by what they hold."""

    def test_an_unanswered_message_counts_below_but_not_above(self, engine: Engine) -> None:
        day = date(2026, 5, 4)
        frame = engine({"answered_at": [day, None, day, day], "n": [1.0] * 4})
        (row,) = rows(compute(frame, [ANSWERED, "posts"]))
        assert (row["answered"], row["posts"]) == (3, 4)

    def test_a_mention_without_a_judgement_is_neither_positive_nor_not(
        self, engine: Engine
    ) -> None:
        frame = engine({"sentiment": ["positive", "negative", None, "positive"]})
        (row,) = rows(compute(frame, [POSITIVE]))
        assert (row["positive"], row["positive_rows"], row["rows"]) == (2, 3, 4)


class TestSingleRows:
    """Some KPIs are a mean or median of rows; a row with 0/0 has no value and does not count."""

    def daily(self, interactions: Any, followers: Any) -> Any:
        return formulas.engagement_rate_by_views(interactions, followers)

    days: ClassVar[dict[str, list[Any]]] = {
        "interactions": [20.0, 0.0, 37.0, 100.0, 0.0, 0.0, 2.0],
        "followers": [3500.0, 3590.0, 3700.0, 3750.0, 3755.0, 3780.0, 3783.0],
        "date": [date(2014, 6, day) for day in range(1, 8)],
    }

    def test_engagement_per_fan_and_day_is_the_mean_of_the_days(self, engine: Engine) -> None:
        """Fanpage Karma's example: exactly 0.613 % a day, published as 0.62 %."""
        (row,) = rows(compute(engine(self.days), [Kpi(self.daily, of="mean")]))
        assert row["daily"] == pytest.approx(0.006129947617429208, rel=1e-12)

    def test_the_median_is_not_ruled_by_one_late_answer(self, engine: Engine) -> None:
        def answer(watch_seconds: Any) -> Any:
            return watch_seconds

        frame = engine({"watch_seconds": [60.0, 120.0, 180.0, 86_400.0, None]})
        (row,) = rows(compute(frame, [Kpi(answer, "seconds", of="median")]))
        assert (row["answer"], row["answer_rows"]) == (150, 4)

    def test_a_row_without_followers_has_no_value(self, engine: Engine) -> None:
        frame = engine({"interactions": [1.0, 5.0], "followers": [10.0, 0.0]})
        (row,) = rows(compute(frame, [Kpi(self.daily, of="mean")]))
        assert (row["daily"], row["daily_rows"]) == (0.1, 1)


class TestCountingAnew:
    """By age and then again by device: each breakdown holds everything."""

    ads: ClassVar[dict[str, list[Any]]] = {
        "breakdown": ["age", "age", "device"], "clicks": [6.0, 4.0, 10.0],
    }  # fmt: skip

    def test_rows_of_several_breakdowns_are_not_added(self) -> None:
        with pytest.raises(AggregationError, match=r"'age', 'device'.*by=\['breakdown'\]"):
            compute(pd.DataFrame(self.ads), ["clicks"])

    def test_apart_they_are_the_same_ten_clicks(self, engine: Engine) -> None:
        values = rows(compute(engine(self.ads), ["clicks"], by="breakdown"))
        assert [(row["breakdown"], row["clicks"]) for row in values] == [
            ("age", 10),
            ("device", 10),
        ]

    def test_a_lazy_frame_keeps_them_apart_by_itself(self) -> None:
        values = rows(compute(pl.LazyFrame(self.ads), ["clicks"]))
        assert [row["clicks"] for row in values] == [10, 10]

    def test_one_breakdown_alone_is_added(self) -> None:
        frame = pd.DataFrame(self.ads).query("breakdown == 'age'")
        assert compute(frame, ["clicks"])["clicks"].tolist() == [10]

    @pytest.mark.parametrize(
        ("column", "other"), [("of", "viewers of the day"), ("dimension", "age")]
    )
    def test_neither_are_audiences_that_hold_the_same_people(self, column: str, other: str) -> None:
        audience = pd.DataFrame(
            {"of": "viewers", "dimension": "country", "views": [6.0, 4.0, 10.0]}
        )
        assert compute(audience, ["views"])["views"].tolist() == [20]
        audience.loc[2, column] = other
        with pytest.raises(AggregationError, match=rf"{other}.*by=\['{column}'\]"):
            compute(audience, ["views"])
        with labels.speaking("de"), pytest.raises(AggregationError, match="zählt alles noch"):
            compute(audience, ["views"])
        assert sorted(compute(audience, ["views"], by=column)["views"]) == [10, 10]


class TestBreaks:
    """Instagram's impressions became views on 21 April 2025."""

    def posts(self, *days: date) -> pd.DataFrame:
        return pd.DataFrame(
            {"channel": "instagram", "published_on": pd.to_datetime(list(days)), "views": 10.0}
        )

    def test_a_series_across_it_is_flagged_with_date_and_source(self) -> None:
        with pytest.warns(SeriesBreakWarning, match=r"Instagram.*21 April 2025.*source: Meta"):
            compute(self.posts(date(2025, 4, 20), date(2025, 4, 21)), ["views"])

    @pytest.mark.parametrize("days", [(date(2025, 4, 1), date(2025, 4, 20)), (date(2025, 4, 21),)])
    def test_a_series_on_one_side_is_not(self, days: tuple[date, ...]) -> None:
        compute(self.posts(*days), ["views"])

    def test_rows_that_do_not_report_the_metric_do_not_count(self) -> None:
        frame = self.posts(date(2025, 4, 20), date(2025, 4, 21))
        frame.loc[0, "views"] = None
        compute(frame, ["views"])

    def test_one_row_among_thousands_is_enough(self) -> None:
        frame = self.posts(*[date(2025, 4, 21)] * 4999)
        frame.loc[1234, "published_on"] = pd.Timestamp(2025, 4, 20)
        with pytest.warns(SeriesBreakWarning, match="Instagram"):
            compute(frame, ["views"])

    def test_another_channel_has_another_history(self) -> None:
        frame = self.posts(date(2025, 4, 20), date(2025, 4, 21)).assign(channel="tiktok")
        compute(frame, ["views"])


def _as_it_is(interactions: Any) -> Any:
    return interactions


class TestInteractionsOf:
    """What the channels count as interactions differs, and the values say so."""

    frame = pd.DataFrame(
        {
            "channel": ["facebook", "instagram", "instagram"],
            "interactions": [5.0, 7.0, 3.0],
            "interactions_of": ["likes + comments", "likes + saves", "likes + saves"],
        }
    )

    def test_each_channel_s_value_says_what_it_counts(self) -> None:
        values = compute(self.frame, ["interactions"], by="channel")
        assert values["interactions_of"].tolist() == ["likes + comments", "likes + saves"]

    def test_added_up_they_are_mixed_and_warned_of(self) -> None:
        with pytest.warns(ComparabilityWarning, match=r"Likes \+ Comments; Likes \+ Saves"):
            values = compute(self.frame, ["interactions"])
        assert values["interactions_of"].tolist() == ["mixed"]

    def test_the_warning_speaks_the_reader_s_language_and_its_way_out_works(self) -> None:
        with (
            labels.speaking("de"),
            pytest.warns(ComparabilityWarning, match=r"Likes \+ Kommentare;.*by='interactions_of'"),
        ):
            compute(self.frame, ["interactions"])
        values = compute(self.frame, ["interactions"], by="interactions_of")
        assert values[["interactions_of", "interactions"]].to_numpy().tolist() == [
            ["likes + comments", 5], ["likes + saves", 10],
        ]  # fmt: skip

    def test_every_engine_says_the_same(self, engine: Engine) -> None:
        columns: dict[str, list[Any]] = self.frame.to_dict("list")  # type: ignore[assignment]
        values = rows(compute(engine(columns), ["interactions"], by="channel"))
        assert [row["interactions_of"] for row in values] == ["likes + comments", "likes + saves"]

    @pytest.mark.parametrize("further", [[], [Kpi(_as_it_is, of="median")]])
    @pytest.mark.filterwarnings("ignore::kpi_kit.errors.ComparabilityWarning")
    def test_a_group_of_two_kinds_is_mixed_and_the_others_are_not(
        self, engine: Engine, further: list[Kpi]
    ) -> None:
        columns: dict[str, list[Any]] = {
            "channel": ["facebook", "facebook", "facebook", "instagram", "instagram"],
            "interactions": [5.0, 7.0, 3.0, 1.0, 8.0],
            "interactions_of": ["likes", "likes + saves", "likes", None, "likes"],
        }
        values = rows(compute(engine(columns), ["interactions", *further], by="channel"))
        assert [(row["interactions"], row["rows"], row["interactions_of"]) for row in values] == [
            (15, 3, "mixed"), (9, 2, "likes"),
        ]  # fmt: skip
        assert [row[kpi.name] for row in values for kpi in further] == [5, 4.5][: 2 * len(further)]

    @pytest.mark.parametrize("time", ["date", "published_on"])
    @pytest.mark.filterwarnings("ignore::kpi_kit.errors.ComparabilityWarning")
    def test_days_of_two_kinds_are_one_month(self, engine: Engine, time: str) -> None:
        columns: dict[str, list[Any]] = {
            time: [date(2026, 2, day) for day in range(1, 29)], "interactions": [1.0] * 28,
            "interactions_of": ["likes"] * 14 + ["likes + saves"] * 14,
        }  # fmt: skip
        (row,) = rows(compute(engine(columns), ["interactions"], by="month"))
        assert (row["interactions"], row["interactions_of"], row["complete"]) == (28, "mixed", True)

    def test_a_group_that_counts_none_is_not_mixed(self, engine: Engine) -> None:
        columns: dict[str, list[Any]] = {
            "channel": ["facebook", "instagram", "tiktok"], "interactions": [5.0, 7.0, None],
            "interactions_of": ["likes + comments", "likes + saves", None],
        }  # fmt: skip
        values = rows(compute(engine(columns), ["interactions"], by="channel"))
        assert [row["interactions_of"] for row in values][2] is None

    @pytest.mark.parametrize(
        ("kinds", "told"), [([None, None], None), (["likes", "likes"], "likes")]
    )
    def test_where_all_rows_say_the_same_or_nothing_so_do_the_values(
        self, engine: Engine, kinds: list[Any], told: str | None
    ) -> None:
        frame = engine({"interactions": [5.0, 7.0], "interactions_of": kinds})
        (row,) = rows(compute(frame, ["interactions"]))
        assert (row["interactions"], row["interactions_of"]) == (12, told)

    def test_figures_that_take_no_interactions_say_nothing_of_them(self) -> None:
        frame = self.frame.assign(views=1.0)
        assert "interactions_of" not in compute(frame, ["views"])


def test_counts_are_whole_numbers_of_64_bits(engine: Engine) -> None:
    frame = engine({"interactions": [1.0, None, 3.0], "interactions_of": ["likes", None, "likes"]})
    types = nw.from_native(compute(frame, ["posts", "interactions"])).collect_schema()
    counts = ("rows", "posts", "posts_rows", "interactions_rows")
    assert [types[name] for name in counts] == [nw.Int64] * 4


def test_totals_of_whole_numbers_are_floats(engine: Engine) -> None:
    values = nw.from_native(compute(engine({"views": [1, 2]}), ["views"]))
    assert values.collect_schema()["views"] == nw.Float64


def test_nan_of_duckdb_leaves_its_group_undefined_and_never_counts_as_zero() -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    table = duckdb.sql("select * from (values (1.0::double), ('nan'::double)) as t(views)")
    (row,) = rows(compute(table, ["views"]))
    assert row["views"] is None


def test_dates_as_python_objects_are_days(engine: Engine) -> None:
    frame = engine({"date": [date(2026, 5, 1), date(2026, 5, 31)], "views": [1.0, 2.0]})
    (row,) = rows(compute(frame, ["views"], by="month"))
    assert (row["month"], row["views"], row["complete"]) == ("2026-05", 3, False)


@drawn(st.lists(st.floats(1, 99), min_size=1, max_size=6))
def test_independent_reach_lies_within_the_bounds(reached: list[float]) -> None:
    frame = pd.DataFrame({"reach": reached})
    values = compute(frame, [MISSED], given={"universe": 100.0})
    net = 100 * (1 - values["missed_share"].iloc[0])
    assert max(reached) - 1e-6 <= net <= min(math.fsum(reached), 100) + 1e-6


def test_a_lazy_result_of_duckdb_is_not_collected() -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    table = duckdb.sql("select 1.0::double as views, 'a' as k")
    assert isinstance(nw.from_native(compute(table, ["views"], by="k")), nw.LazyFrame)


def test_breakdowns_of_different_channels_count_nothing_twice() -> None:
    frame = pd.DataFrame({"channel": ["x_ads", "google_ads"], "clicks": [2.0, 3.0],
                          "breakdown": ["Placement", None]})  # fmt: skip
    assert compute(frame, ["clicks"])["clicks"].tolist() == [5.0]
    again = pd.concat([frame, frame.assign(breakdown="Age")])
    with pytest.raises(AggregationError, match="'Age', 'Placement'"):
        compute(again, ["clicks"])


def test_every_warning_points_at_the_line_that_asked() -> None:
    """A learner sees a line of their own code, and not one of the library."""
    posts = pd.DataFrame(
        {
            "channel": "instagram", "views": 10.0, "interactions": 5.0,
            "published_on": pd.to_datetime(["2025-04-20", "2025-04-21"]),
            "interactions_of": ["likes + comments", "likes + saves"],
        }
    )  # fmt: skip
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compute(posts, ["views", "interactions"])
        compute(pl.LazyFrame({"reach": [5.0]}), ["reach"])
    assert [warning.category for warning in caught] == [
        ComparabilityWarning, SeriesBreakWarning, AggregationWarning,
    ]  # fmt: skip
    assert {warning.filename for warning in caught} == {__file__}
