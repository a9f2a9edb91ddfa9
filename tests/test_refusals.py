"""What compute refuses: people added up, with the bounds and all that may be said instead."""

import re
from datetime import date
from typing import Any, ClassVar

import narwhals as nw
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_kit import labels
from kpi_kit.errors import AggregationError, AggregationWarning
from kpi_kit.metrics import METRICS
from kpi_kit.values import compute
from tests.conftest import Engine
from tests.test_kpis import rows

GERMAN = """\
Reichweite: hier würden die Menschen aus 3 Zeilen (insgesamt) zusammengezählt, aber dieselben \
Menschen stecken in mehreren davon.
Es waren mindestens 500 Menschen (so viele stehen in der größten einzelnen Zeile) und höchstens \
1.200. Die Summe 1.200 zählt Kontakte, nicht Menschen („Brutto-Reichweite“):
    kk.compute(…, ['largest_reach', 'gross_reach'])
Wie viele es wirklich waren, weiß nur die Plattform. Ob ein Export ihre Zahl für den Zeitraum \
enthält, zeigt:
    exports.platform_figures('reach')"""


class TestOtherRows:
    """Days are no posts and months no days, though all of them can be counted."""

    days: ClassVar[dict[str, list[Any]]] = {
        "date": [date(2026, 5, 1), date(2026, 5, 2)], "interactions": [30.0, 10.0],
        "likes": [6.0, 4.0], "followers": [100.0, 100.0],
    }  # fmt: skip

    @pytest.mark.parametrize(
        "kpi", ["posts", "applause_rate_per_post", "engagement_rate_by_followers"]
    )
    def test_days_are_not_counted_as_posts_on_any_engine(self, engine: Engine, kpi: str) -> None:
        with pytest.raises(AggregationError, match=r"posts.*column 'date'.*exports\.posts"):
            compute(engine(self.days), [kpi])

    @pytest.mark.parametrize("time", ["published_on", "published_at"])
    def test_posts_are(self, time: str) -> None:
        posts = pd.DataFrame(self.days).rename(columns={"date": time})
        values = compute(posts, ["posts", "applause_rate_per_post", "engagement_rate_by_followers"])
        assert values.iloc[0, 1::2].tolist() == [2, 5, 0.2]

    @pytest.mark.parametrize("kpi", ["daily_engagement_rate", "engagement_per_follower_and_day"])
    def test_months_and_posts_are_no_days(self, kpi: str) -> None:
        days = pd.DataFrame(self.days)
        assert compute(days, [kpi])[kpi].tolist() == [0.2]
        for time in ("period_start", "published_on"):
            with pytest.raises(AggregationError, match=f"per day.*column '{time}'"):
                compute(days.rename(columns={"date": time}), [kpi])

    def test_days_of_revenue_are_no_orders(self) -> None:
        orders = pd.DataFrame({"ordered_on": self.days["date"], "revenue": [60.0, 20.0]})
        assert compute(orders, ["median_order_value"])["median_order_value"].tolist() == [40]
        with (
            labels.speaking("de"),
            pytest.raises(AggregationError, match=r"je Bestellung.*'date'.*exports\.orders"),
        ):
            compute(orders.rename(columns={"ordered_on": "date"}), ["median_order_value"])

    def test_rows_of_which_nobody_knows_when_are_taken_for_what_is_needed(self) -> None:
        values = compute(pd.DataFrame({"likes": [6.0, 4.0]}), ["applause_rate_per_post"])
        assert values["applause_rate_per_post"].tolist() == [5]


class TestPeople:
    """Reach does not add up."""

    frame = pd.DataFrame({"month": ["m"] * 3, "reach": [500.0, 300.0, 400.0]})

    def test_added_reach_is_refused_with_the_bounds(self) -> None:
        with pytest.raises(AggregationError, match=r"least 500 people .* most 1,200") as refused:
            compute(self.frame, ["reach"], by="month")
        bounds = refused.value.bounds
        assert bounds[["month", "rows", "at_least", "at_most"]].to_numpy().tolist() == [
            ["m", 3, 500.0, 1200.0]
        ]

    def test_the_bounds_stand_beside_the_months_made_from_days(self) -> None:
        """500 and 300 people in January; February's only day needs no bounds."""
        days = pd.to_datetime(["2026-01-05", "2026-01-06", "2026-02-01"])
        with pytest.raises(AggregationError) as refused:
            compute(self.frame.drop(columns="month").assign(date=days), ["reach"], by="month")
        bounds = refused.value.bounds
        assert bounds[["month", "rows", "at_least", "at_most"]].to_numpy().tolist() == [
            ["2026-01", 2, 500.0, 800.0]
        ]

    def test_the_published_net_reach_lies_within_the_bounds(self) -> None:
        """jetmetrics.io: 500 + (300 − 100) + (400 − 150) = 950 people in three days."""
        with pytest.raises(AggregationError) as refused:
            compute(self.frame, ["reach"])
        (low, high) = refused.value.bounds[["at_least", "at_most"]].iloc[0]
        assert low <= 500 + (300 - 100) + (400 - 150) <= high

    def test_the_refusal_says_what_to_take_in_the_reader_s_language(self) -> None:
        with labels.speaking("de"), pytest.raises(AggregationError) as refused:
            compute(self.frame, ["reach"])
        assert str(refused.value) == GERMAN

    @pytest.mark.parametrize("metric", ["reach", "viewers", "visitors", "users"])
    @pytest.mark.parametrize("figures", [{}, {"universe": 600}])
    def test_the_call_in_the_refusal_gives_the_alternatives(
        self, metric: str, figures: dict[str, float]
    ) -> None:
        frame = pd.DataFrame({"k": ["a", "a", "b"], metric: [500.0, 300.0, 7.0]})
        with pytest.raises(AggregationError) as refused:
            compute(frame, [metric], by="k", given=figures)
        (call,) = re.findall(r"    kk\.compute\((.*)\)", str(refused.value))
        values = eval(f"compute({call.replace('…', 'frame')})")
        found = refused.value.alternatives
        assert found["k"].tolist() == ["a"]
        names = [name for name in found if name not in {"k", "rows"}]
        assert found[names].iloc[0].tolist() == values[names].iloc[0].tolist()
        assert found.iloc[0, 1:4].tolist() == [2, 500, 800]

    def test_the_estimate_needs_a_universe_and_is_called_an_assumption(self) -> None:
        """Of 1,000 people 500, 300 and 400 leave out 0.5 × 0.7 × 0.6 = 0.21."""
        with pytest.raises(AggregationError, match="about 790; that is an assumption") as refused:
            compute(self.frame, ["reach"], given={"universe": 1000})
        assert refused.value.alternatives["reach_if_independent"].iloc[0] == pytest.approx(790)

    def test_only_what_a_table_of_platform_figures_can_hold_is_looked_for_there(self) -> None:
        with pytest.raises(AggregationError) as refused:
            compute(pd.DataFrame({"users": [1.0, 2.0]}), ["users"])
        assert "platform_figures" not in str(refused.value)
        assert "'Users, counted repeatedly'" in str(refused.value)

    def test_a_group_is_named_by_the_keys_that_it_has(self) -> None:
        frame = pd.DataFrame({"k": "a", "breakdown": [None, None], "reach": [1.0, 2.0]})
        with pytest.raises(AggregationError, match=r"2 rows \(a\)"):
            compute(frame, ["reach"], by=["k", "breakdown"])
        polars = pl.DataFrame({"k": ["a"] * 2, "breakdown": ["age"] * 2, "reach": [1.0, 2.0]})
        with pytest.raises(AggregationError, match=r"2 rows \(a, age\)"):
            compute(polars, ["reach"], by=["k", "breakdown"])

    def test_the_refusal_shows_one_group_and_says_how_many_there_are(self) -> None:
        frame = pd.DataFrame({"k": list("bbaac"), "reach": [1.0, 2.0, 30.0, 40.0, 5.0]})
        with pytest.raises(AggregationError, match=r"2 rows \(a\)[^$]*at most 70") as refused:
            compute(frame, ["reach"], by="k")
        assert "The same holds for 2 groups" in str(refused.value)
        assert refused.value.bounds["k"].tolist() == ["a", "b"]
        assert refused.value.bounds["at_most"].tolist() == [70, 3]
        with pytest.raises(AggregationError) as refused:
            compute(frame.query("k != 'b'"), ["reach"], by="k")
        assert "The same holds" not in str(refused.value)

    def test_whoever_counts_people_has_a_sum_and_a_largest_value_of_its_own(self) -> None:
        people = [metric for metric in METRICS.values() if metric.aggregate == "unique"]
        assert len(people) == 4
        for metric in people:
            assert METRICS[f"gross_{metric.name}"].aggregate == "sum"
            assert METRICS[f"largest_{metric.name}"].aggregate == "max"
            assert METRICS[f"gross_{metric.name}"].column == metric.name
            assert METRICS[f"largest_{metric.name}"].column == metric.name

    def test_a_lazy_frame_has_people_where_one_row_tells_them_and_nothing_elsewhere(
        self, engine: Engine
    ) -> None:
        frame = engine({"k": ["a", "a", "b", "c"], "reach": [5.0, 3.0, 7.0, None]})
        if isinstance(nw.from_native(frame), nw.DataFrame):
            with pytest.raises(AggregationError):
                compute(frame, ["reach"], by="k")
            return
        with pytest.warns(AggregationWarning, match="'reach' stays empty there and 'reach_rows'"):
            values = compute(frame, ["reach"], by="k")
        assert [(row["k"], row["reach"], row["reach_rows"]) for row in rows(values)] == [
            ("a", None, 2), ("b", 7, 1), ("c", None, 0),
        ]  # fmt: skip

    def test_a_rate_of_people_is_empty_too_where_a_lazy_frame_has_several_rows(
        self, engine: Engine
    ) -> None:
        frame = engine({"k": ["a", "a", "b"], "reach": [5.0, 3.0, 7.0], "impressions": [14.0] * 3})
        if isinstance(nw.from_native(frame), nw.LazyFrame):
            with pytest.warns(AggregationWarning):
                values = compute(frame, ["frequency"], by="k")
            assert [row["frequency"] for row in rows(values)] == [None, 2]

    def test_the_bounds_are_there_on_every_engine(self, engine: Engine) -> None:
        frame = engine({"reach": [500.0, 300.0, None, 400.0]})
        kpis = ["largest_reach", "gross_reach", "reach_if_independent"]
        (row,) = rows(compute(frame, kpis, given={"universe": 1000}))
        assert [row[kpi] for kpi in kpis] == pytest.approx([500, 1200, 790])

    @pytest.mark.parametrize("kpi", ["reach", "reach_if_independent", "net_reach_at_most"])
    def test_a_universe_must_hold_everybody_whom_one_row_has_reached(
        self, engine: Engine, kpi: str
    ) -> None:
        frame = engine({"reach": [500.0, 300.0, None, 400.0]})
        if isinstance(nw.from_native(frame), nw.LazyFrame):
            return  # it is not looked into
        with pytest.raises(
            AggregationError, match=r"Universe 499 is smaller than Reach .* \(500\)"
        ):
            compute(frame, [kpi], given={"universe": 499})
        (row,) = rows(compute(frame, ["net_reach_at_most"], given={"universe": 500}))
        assert row["net_reach_at_most"] == 500

    @pytest.mark.parametrize("kpi", ["reach", "frequency"])
    def test_whatever_needs_net_reach_is_refused(self, kpi: str) -> None:
        frame = self.frame.assign(impressions=1.0)
        with pytest.raises(AggregationError):
            compute(frame, [kpi], by="month")

    def test_a_single_row_has_a_reach(self) -> None:
        values = compute(self.frame.assign(day=list("abc")), ["reach"], by="day")
        assert values["reach"].tolist() == [500, 300, 400]

    def test_rows_without_reach_do_not_make_it_a_sum(self) -> None:
        frame = pd.DataFrame({"reach": [500.0, None]})
        assert compute(frame, ["reach"])["reach"].tolist() == [500]

    def test_gross_reach_and_the_lower_bound_have_their_own_names(self) -> None:
        values = compute(self.frame, ["gross_reach", "largest_reach"])
        assert values[["gross_reach", "largest_reach"]].iloc[0].tolist() == [1200, 500]

    def test_eager_polars_is_refused_with_polars_bounds(self) -> None:
        with pytest.raises(AggregationError) as refused:
            compute(pl.from_dict({"reach": [1.0, 2.0]}), ["reach"])
        assert isinstance(refused.value.bounds, pl.DataFrame)

    @given(st.lists(st.integers(0, 10**6), min_size=2, max_size=30))
    def test_bounds_hold_whatever_the_overlap(self, reached: list[int]) -> None:
        """Net reach of disjoint people is the sum, of one crowd the largest part."""
        with pytest.raises(AggregationError) as refused:
            compute(pd.DataFrame({"reach": reached}), ["reach"])
        low, high = refused.value.bounds[["at_least", "at_most"]].iloc[0]
        assert (low, high) == (max(reached), sum(reached))
