"""compute: one definition on every engine, wrong sums refused, missing is not zero."""

from dataclasses import FrozenInstanceError
from datetime import date, timedelta
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_kit.errors import ColumnError
from kpi_kit.kpis import KPIS, Kpi, figure
from kpi_kit.metrics import METRICS
from kpi_kit.values import compute
from tests.conftest import Engine


def rows(frame: Any) -> list[dict[str, Any]]:
    """Collect a result of any engine; missing becomes None."""
    collected = nw.from_native(frame).lazy().collect()
    return [
        {k: None if v is None or v != v else v for k, v in row.items()}
        for row in collected.rows(named=True)
    ]


def test_a_rate_is_the_ratio_of_sums(engine: Engine) -> None:
    """1/10 and 90/1000 make 91/1010 = 9.01 %, not the mean 9.5 %."""
    frame = engine({"interactions": [1.0, 90.0], "reach": [10.0, 1000.0]})
    (row,) = rows(compute(frame, ["engagement_rate_by_reach"]))
    assert row["engagement_rate_by_reach"] == pytest.approx(91 / 1010, rel=1e-12)


def test_a_row_without_reach_counts_neither_above_nor_below(engine: Engine) -> None:
    frame = engine({"interactions": [10.0, 50.0], "reach": [100.0, None]})
    (row,) = rows(compute(frame, ["engagement_rate_by_reach"]))
    assert row == {
        "rows": 2, "engagement_rate_by_reach": 0.1, "engagement_rate_by_reach_rows": 1,
    }  # fmt: skip


def test_no_rows_make_no_group(engine: Engine) -> None:
    frame = engine({"likes": [1.0], "channel": ["x"]})
    none = nw.from_native(frame).filter(nw.col("likes") > 1).to_native()
    assert rows(compute(none, ["likes", "posts"])) == []
    assert rows(compute(none, ["likes", "posts"], by="channel")) == []


def test_a_difference_of_what_nobody_reports_is_missing_and_no_zero(engine: Engine) -> None:
    """Sums of nothing are 0 on every engine, and 0 − 0 would look like a figure."""

    def gained(follows: Any, unfollows: Any) -> Any:
        return follows - unfollows

    frame = engine(
        {"channel": ["x", "x", "y"], "follows": [3.0, 4.0, None], "unfollows": [1.0, 6.0, None]}
    )
    found = rows(compute(frame, [gained], by="channel"))
    assert [(row["gained"], row["gained_rows"]) for row in found] == [(0.0, 2), (None, 0)]
    silent = nw.from_native(frame).filter(nw.col("channel") == "y").to_native()
    (row,) = rows(compute(silent, [gained]))
    assert (row["gained"], row["gained_rows"]) == (None, 0)


def test_one_row_is_enough_where_another_group_has_none(engine: Engine) -> None:
    frame = engine({"channel": ["x", "x", "y"], "likes": [7.0, None, None]})
    found = rows(compute(frame, ["likes"], by="channel"))
    assert [(row["likes"], row["likes_rows"]) for row in found] == [(7.0, 1), (None, 0)]


def test_rows_alone_are_counted_where_no_column_is_needed(engine: Engine) -> None:
    frame = engine({"likes": [1.0, 2.0, None]})
    assert rows(compute(frame, ["posts"])) == [{"rows": 3, "posts": 3, "posts_rows": 3}]


@pytest.mark.parametrize("kind", [pl.DataFrame, pl.LazyFrame])
def test_nan_of_polars_is_missing_too(kind: Any) -> None:
    frame = kind({"interactions": [10.0, 50.0], "reach": [100.0, float("nan")]})
    (row,) = rows(compute(frame, ["engagement_rate_by_reach"]))
    assert (row["engagement_rate_by_reach"], row["engagement_rate_by_reach_rows"]) == (0.1, 1)


def test_nan_of_arrow_in_pandas_is_missing_too() -> None:
    """A column read with dtype_backend="pyarrow" keeps the NaN of its file beside null."""
    arrow = pytest.importorskip("pyarrow", reason="PyArrow is not installed")
    reach = pd.Series(pd.arrays.ArrowExtensionArray(arrow.array([100.0, float("nan")])))
    frame = pd.DataFrame({"interactions": [10.0, 50.0], "reach": reach})
    (row,) = rows(compute(frame, ["engagement_rate_by_reach"]))
    assert (row["engagement_rate_by_reach"], row["engagement_rate_by_reach_rows"]) == (0.1, 1)


def test_what_no_row_reports_is_missing_not_zero(engine: Engine) -> None:
    frame = engine({"saves": [None, None], "likes": [1.0, 0.0]})
    (row,) = rows(compute(frame, ["saves", "likes"]))
    assert (row["saves"], row["saves_rows"], row["likes"]) == (None, 0, 1)


def test_a_masked_column_is_summed_and_not_the_unmasked_one(engine: Engine) -> None:
    """Narwhals sums derived expressions inside agg wrongly on pandas: 60 in place of 10."""
    frame = engine({"k": ["a", "a"], "interactions": [10.0, 50.0], "views": [100.0, None]})
    (row,) = rows(compute(frame, ["engagement_rate_by_views"], by="k"))
    assert row["engagement_rate_by_views"] == pytest.approx(0.1)


def test_zero_by_zero_is_undefined(engine: Engine) -> None:
    frame = engine({"interactions": [0.0], "reach": [0.0]})
    (row,) = rows(compute(frame, ["engagement_rate_by_reach"]))
    assert (row["engagement_rate_by_reach"], row["engagement_rate_by_reach_rows"]) == (None, 1)


def test_groups_are_sorted_and_numbered_from_zero() -> None:
    frame = pd.DataFrame({"k": ["b", "a"], "views": [1.0, 2.0]})
    values = compute(frame, ["views"], by="k")
    assert values["k"].tolist() == ["a", "b"]
    assert values.index.tolist() == [0, 1]


def test_the_kind_that_comes_in_goes_out() -> None:
    data = {"views": [1, 2]}
    assert isinstance(compute(pd.DataFrame(data), ["views"]), pd.DataFrame)
    assert isinstance(compute(pl.DataFrame(data), ["views"]), pl.DataFrame)
    assert isinstance(compute(pl.LazyFrame(data), ["views"]), pl.LazyFrame)


def test_nothing_is_collected_on_the_way() -> None:
    """A lazy frame that cannot be collected can still be computed with."""

    def never(_: pl.DataFrame) -> pl.DataFrame:
        msg = "collected"
        raise AssertionError(msg)

    lazy = pl.LazyFrame({"views": [1.0], "k": ["a"]}).map_batches(
        never, schema={"views": pl.Float64, "k": pl.String}
    )
    compute(lazy, ["views"], by="k")


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("day", ["2019-12-29", "2019-12-30", "2020-01-05", "2021-01-03"]),
        ("week", ["2019-W52", "2020-W01", "2020-W53"]),
        ("month", ["2019-12", "2020-01", "2021-01"]),
        ("quarter", ["2019-Q4", "2020-Q1", "2021-Q1"]),
    ],
)
def test_periods_are_right_at_year_ends(engine: Engine, by: str, expected: list[str]) -> None:
    days = [date(2019, 12, 29), date(2019, 12, 30), date(2020, 1, 5), date(2021, 1, 3)]
    frame = engine({"date": days, "views": [1.0] * 4})
    assert [row[by] for row in rows(compute(frame, ["views"], by=by))] == expected


def test_months_follow_the_account_clock(posts: pd.DataFrame) -> None:
    """23:30 in Berlin on 31 January is January, whatever UTC says."""
    assert compute(posts, ["posts"], by="month")["month"].tolist() == [
        "2026-01",
        "2026-02",
        "2026-03",
    ]
    utc = posts.assign(published_at=posts["published_at"].dt.tz_convert("Asia/Tokyo"))
    assert compute(utc, ["posts"], by="month")["posts"].tolist() == [4, 1]


def test_a_row_that_lasts_longer_than_a_month_belongs_to_none() -> None:
    ads = pd.DataFrame(
        {
            "period_start": pd.to_datetime(["2026-01-01", "2026-01-30"]),
            "period_end": pd.to_datetime(["2026-01-31", "2026-02-05"]),
            "clicks": [10.0, 7.0],
        }
    )
    values = compute(ads, ["clicks"], by="month").set_index("month")["clicks"]
    assert values["2026-01"] == 10
    assert len(values) == 2


class TestFollowers:
    """Followers are a stock: the last value holds, the change adds up."""

    days = (date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 31))

    def frame(self, engine: Engine) -> Any:
        stock: dict[str, list[Any]] = {
            "account": ["a"] * 4,
            "followers": [1000.0, 1010.0, 1200.0, 1100.0],
        }
        return engine({**stock, "date": list(self.days)})

    def test_the_last_value_of_the_period_holds(self, engine: Engine) -> None:
        values = rows(compute(self.frame(engine), ["followers"], by="month"))
        assert [row["followers"] for row in values] == [1000, 1200, 1100]

    def test_growth_begins_with_the_close_of_the_day_before(self, engine: Engine) -> None:
        values = rows(compute(self.frame(engine), ["net_follower_growth"], by="month"))
        assert [row["net_follower_growth"] for row in values] == [0, 200, -100]

    def test_growth_of_months_adds_up_to_the_growth_of_all(self, engine: Engine) -> None:
        monthly = rows(compute(self.frame(engine), ["net_follower_growth"], by="month"))
        (whole,) = rows(compute(self.frame(engine), ["net_follower_growth"]))
        assert sum(row["net_follower_growth"] for row in monthly) == whole["net_follower_growth"]

    def test_whole_months_are_counted_exactly(self, engine: Engine) -> None:
        """From the close of 31 January to the close of 31 March it is two months."""
        (row,) = rows(compute(self.frame(engine), ["compound_monthly_growth_rate"]))
        assert row["compound_monthly_growth_rate"] == pytest.approx((1100 / 1000) ** 0.5 - 1)

    def test_thirty_days_are_a_little_less_than_a_month(self, engine: Engine) -> None:
        """A mean month has 365.25 ÷ 12 = 30.4375 days; from 1 to 31 May it is 30 of them."""
        frame = engine(
            {"date": [date(2026, 4, 30), date(2026, 5, 30)], "followers": [1000.0, 1100.0]}
        )
        (row,) = rows(compute(frame, ["compound_monthly_growth_rate"]))
        assert row["compound_monthly_growth_rate"] == pytest.approx(1.1 ** (30.4375 / 30) - 1)

    def test_a_year_has_twelve_months(self, engine: Engine) -> None:
        days = [date(2024, 12, 31), date(2025, 12, 31)]
        (row,) = rows(
            compute(
                engine({"date": days, "followers": [1000.0, 2000.0]}),
                ["compound_monthly_growth_rate"],
            )
        )
        assert row["compound_monthly_growth_rate"] == pytest.approx(2 ** (1 / 12) - 1)

    def test_each_account_s_growth_begins_with_its_own_stock(self, engine: Engine) -> None:
        days = [date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 2)]
        stocks = [100.0, 1000.0, 101.0, 1010.0]
        frame = engine({"account": ["a", "b"] * 2, "date": days, "followers": stocks})
        found = rows(compute(frame, ["net_follower_growth"], by="day"))
        assert [row["net_follower_growth"] for row in found] == [0, 11]

    def test_stocks_of_several_accounts_are_added_on_their_own_last_days(
        self, engine: Engine
    ) -> None:
        days = [date(2026, 1, 1), date(2026, 1, 31), date(2026, 1, 1), date(2026, 1, 20)]
        frame = engine(
            {
                "account": ["a", "a", "b", "b"],
                "date": days,
                "followers": [1.0, 10.0, 2.0, 20.0],
            }
        )
        (row,) = rows(compute(frame, ["followers"]))
        assert row["followers"] == 30

    def test_posts_of_one_day_tell_the_same_stock_and_do_not_add_it_up(
        self, engine: Engine
    ) -> None:
        days = [date(2026, 1, 30), date(2026, 1, 31), date(2026, 1, 31), date(2026, 1, 31)]
        frame = engine(
            {"account": ["a"] * 4, "published_on": days, "followers": [90.0, 100.0, 100.0, None]}
        )
        (row,) = rows(compute(frame, ["followers"], by="month"))
        assert row["followers"] == 100

    def test_an_account_without_a_name_has_followers_too(self, engine: Engine) -> None:
        frame = self.frame(engine)
        frame = nw.from_native(frame).with_columns(account=nw.lit(None, nw.String)).to_native()
        (row,) = rows(compute(frame, ["net_follower_growth", "followers"]))
        assert (row["net_follower_growth"], row["followers"]) == (100, 1100)

    def test_a_day_without_a_value_does_not_hide_the_one_before(self, engine: Engine) -> None:
        days = [date(2026, 1, 30), date(2026, 1, 31), date(2026, 2, 1)]
        frame = engine(
            {
                "account": ["a"] * 3,
                "date": days,
                "followers": [100.0, None, 130.0],
            }
        )
        values = rows(compute(frame, ["net_follower_growth"], by="month"))
        assert [row["net_follower_growth"] for row in values] == [0, 30]

    def test_engagement_by_followers_takes_their_mean(self, engine: Engine) -> None:
        """Fanpage Karma: 30 interactions, 10 posts, 200 fans are 1.5 %."""
        frame = engine({"interactions": [3.0] * 10, "followers": [100.0] * 5 + [300.0] * 5})
        (row,) = rows(compute(frame, ["engagement_rate_by_followers"]))
        assert row["engagement_rate_by_followers"] == pytest.approx(0.015)


def test_currencies_are_never_added(engine: Engine) -> None:
    frame = engine({"spend": [10.0, 20.0], "currency": ["EUR", "USD"], "clicks": [5.0, 5.0]})
    values = rows(compute(frame, ["spend", "cost_per_click"]))
    assert [(row["currency"], row["spend"], row["cost_per_click"]) for row in values] == [
        ("EUR", 10, 2), ("USD", 20, 4),
    ]  # fmt: skip


def test_money_alone_is_parted_by_currency_and_counts_are_not(engine: Engine) -> None:
    frame = engine({"spend": [10.0, 20.0], "currency": ["EUR", "USD"], "clicks": [5.0, 5.0]})
    assert [row["spend"] for row in rows(compute(frame, ["spend"]))] == [10, 20]
    assert [row["clicks"] for row in rows(compute(frame, ["clicks"]))] == [10]


def test_ads_become_every_money_figure(engine: Engine) -> None:
    frame = engine(
        {
            "spend": [100.0], "impressions": [20_000.0], "clicks": [200.0], "link_clicks": [100.0],
            "conversions": [4.0], "revenue": [400.0], "contribution_margin": [160.0],
            "cost": [128.0],
        }
    )  # fmt: skip
    expected = {
        "cost_per_mille": 5, "cost_per_click": 0.5, "cost_per_link_click": 1,
        "cost_per_acquisition": 25, "return_on_ad_spend": 4, "return_on_investment": 0.25,
    }  # fmt: skip
    (row,) = rows(compute(frame, list(expected)))
    assert {name: row[name] for name in expected} == pytest.approx(expected)


def test_a_function_of_one_s_own_is_a_kpi() -> None:
    def saves_per_like(saves: Any, likes: Any) -> Any:
        return saves / likes

    frame = pd.DataFrame({"saves": [1.0, 2.0], "likes": [10.0, 20.0]})
    assert compute(frame, [saves_per_like])["saves_per_like"].tolist() == [0.1]
    assert compute(frame, [Kpi(saves_per_like, "factor")])["saves_per_like"].tolist() == [0.1]


def test_nobody_changes_a_kpi_of_the_catalogue_for_everybody() -> None:
    with pytest.raises(FrozenInstanceError):
        KPIS["cost_per_click"].unit = "share"  # type: ignore[misc]  # frozen is the point


def test_a_missing_column_is_named_with_the_nearest() -> None:
    frame = pd.DataFrame({"interactons": [1.0], "reach": [1.0]})
    with pytest.raises(ColumnError, match="no 'interactions'; did you mean 'interactons'"):
        compute(frame, ["engagement_rate_by_reach"])


def test_an_unknown_kpi_is_named_with_the_nearest() -> None:
    with pytest.raises(ColumnError, match="did you mean 'cost_per_mille'"):
        compute(pd.DataFrame({"spend": [1.0]}), ["cost_per_mile"])


def test_engagement_rate_alone_lists_every_variant() -> None:
    with pytest.raises(ColumnError) as refused:
        figure("engagement_rate")
    for name in KPIS:
        if name.startswith("engagement_rate"):
            assert name in str(refused.value)


def test_an_unknown_metric_in_a_function_is_refused() -> None:
    def mine(likes: Any, hugs: Any) -> Any:
        return likes / hugs

    with pytest.raises(ColumnError, match="mine: there is no 'hugs'"):
        compute(pd.DataFrame({"likes": [1.0], "hugs": [1.0]}), [mine])


def test_no_rows_give_no_groups(engine: Engine) -> None:
    empty = nw.from_native(engine({"views": [1.0], "k": ["a"]})).filter(nw.col("views") < 0)
    assert rows(compute(empty.to_native(), ["views"], by="k")) == []


def test_names_of_metrics_and_kpis_do_not_meet() -> None:
    assert not {*KPIS} & {*METRICS}


pairs = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 5000)), min_size=2, max_size=20)


@given(pairs)
def test_a_pooled_rate_lies_between_the_parts(parts: list[tuple[int, int]]) -> None:
    frame = pd.DataFrame(parts, columns=["interactions", "reach"])
    pooled = compute(frame, ["engagement_rate_by_reach"])["engagement_rate_by_reach"][0]
    rates = frame["interactions"] / frame["reach"]
    assert rates.min() - 1e-12 <= pooled <= rates.max() + 1e-12


@given(pairs, st.randoms())
def test_the_order_of_rows_does_not_matter(parts: list[tuple[int, int]], chance: Any) -> None:
    frame = pd.DataFrame(parts, columns=["interactions", "reach"]).assign(
        date=[date(2026, 1, 1) + timedelta(days=n) for n in range(len(parts))], account="a",
        followers=lambda table: table["reach"],
    )  # fmt: skip
    frame["date"] = pd.to_datetime(frame["date"])
    shuffled = frame.sample(frac=1, random_state=chance.randrange(1000))
    kpis = ["engagement_rate_by_reach", "net_follower_growth", "followers"]
    pd.testing.assert_frame_equal(compute(frame, kpis), compute(shuffled, kpis))


@given(pairs, st.integers(2, 1_000))
def test_as_many_more_of_everything_leave_rates_and_multiply_totals(
    parts: list[tuple[int, int]], factor: int
) -> None:
    frame = pd.DataFrame(parts, columns=["interactions", "reach"])
    names = ["engagement_rate_by_reach", "interactions", "gross_reach", "posts"]
    before, after = (compute(table, names).iloc[0] for table in (frame, frame * factor))
    assert after["engagement_rate_by_reach"] == pytest.approx(before["engagement_rate_by_reach"])
    for total in ("interactions", "gross_reach"):
        assert after[total] == before[total] * factor
    assert after["posts"] == before["posts"]


@given(pairs, st.sampled_from([0.01, 0.5, 1.17, 100.0]))
def test_money_in_another_currency_leaves_ratios_of_money_and_converts_prices(
    parts: list[tuple[int, int]], rate: float
) -> None:
    """One euro may be 1.17 dollars: ROAS does not change, and the CPM is that many dollars."""
    ads = pd.DataFrame(parts, columns=["spend", "impressions"]).astype(float)
    ads = ads.assign(spend=ads["spend"] + 1, revenue=ads["impressions"] * 2.0)
    paid = ads.assign(spend=ads["spend"] * rate, revenue=ads["revenue"] * rate)
    names = ["return_on_ad_spend", "cost_per_mille", "spend"]
    before, after = (compute(table, names).iloc[0] for table in (ads, paid))
    assert after["return_on_ad_spend"] == pytest.approx(before["return_on_ad_spend"])
    for amount in ("cost_per_mille", "spend"):
        assert after[amount] == pytest.approx(before[amount] * rate)


@given(pairs, pairs)
def test_totals_of_a_whole_are_the_sums_of_its_parts(
    one: list[tuple[int, int]], two: list[tuple[int, int]]
) -> None:
    frames = [pd.DataFrame(part, columns=["interactions", "reach"]) for part in (one, two)]
    names = ["interactions", "gross_reach", "posts"]
    parts = [compute(frame, names)[names] for frame in frames]
    whole = compute(pd.concat(frames), names)[names]
    assert (parts[0] + parts[1]).iloc[0].tolist() == whole.iloc[0].tolist()
