"""Dask through Narwhals: what works is what pandas gives, what does not is refused."""

import warnings
from typing import Any

import pandas as pd
import pytest

from kpi_kit.errors import AggregationError, AggregationWarning, ColumnError
from kpi_kit.values import compute

pytestmark = [
    pytest.mark.engines,
    pytest.mark.filterwarnings("ignore:Dask support is moving out of Narwhals:FutureWarning"),
]

DAYS = ["2019-12-29", "2019-12-30", "2020-01-05", "2021-01-03", "2021-01-04"]
FRAME = pd.DataFrame(
    {
        "channel": ["x", "x", "tiktok", "tiktok", "x"],
        "date": pd.to_datetime(DAYS),
        "published_on": pd.to_datetime(DAYS),  # each row is a day and its one post
        "interactions": [1.0, 90.0, 5.0, 0.0, 7.0],
        "interactions_of": ["likes", "likes", "likes", "likes + shares", "likes"],
        "reach": [10.0, 1000.0, None, 0.0, 50.0],
        "views": [1, 2, 3, 4, 5],
        "followers": [10.0, 20.0, 30.0, 40.0, 50.0],
        "response_seconds": [60.0, None, 90.0, 100.0, 3000.0],
        "spend": [1.0, 2.0, 3.0, 4.0, 5.0],
        "currency": ["EUR", "USD", "EUR", "EUR", "EUR"],
    }
)


@pytest.fixture
def frame() -> Any:
    """Give the rows in two partitions."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Dask and PyArrow say of one another
        dask = pytest.importorskip("dask.dataframe", reason="Dask is not installed")
        return dask.from_pandas(FRAME, npartitions=2)


@pytest.mark.parametrize(
    "by", ["day", "week", "month", "quarter", "weekday", "hour", "channel", []]
)
def test_sums_rates_and_periods_are_those_of_pandas(frame: Any, by: str) -> None:
    kpis = ["engagement_rate_by_reach", "views", "largest_reach", "reach_if_independent"]
    kpis += ["engagement_rate_by_followers", "engagement_per_follower_and_day", "spend"]
    given = {"universe": 5000.0}
    found = compute(frame, kpis, by=by, given=given).compute().reset_index(drop=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a lazy frame does not say that interactions are mixed
        expected = compute(FRAME, kpis, by=by, given=given)
    pd.testing.assert_frame_equal(found, expected, check_dtype=False, rtol=1e-9)


def test_nothing_is_computed_on_the_way(frame: Any) -> None:
    import dask

    def never(*_: object, **__: object) -> None:
        msg = "computed"
        raise AssertionError(msg)

    with dask.config.set(scheduler=never):
        compute(frame, ["engagement_rate_by_reach"], by=["channel", "month"])


@pytest.mark.parametrize(
    ("kpi", "what"),
    [
        ("followers", "Followers"),
        ("net_follower_growth", "Followers"),
        ("median_response_time", "median"),
    ],
)
def test_what_needs_an_order_is_refused(frame: Any, kpi: str, what: str) -> None:
    with pytest.raises(AggregationError, match=rf"{what}.* needs rows in order.*\.compute\(\)"):
        compute(frame, [kpi], by="channel")


def test_people_of_several_rows_stay_empty(frame: Any) -> None:
    with pytest.warns(AggregationWarning, match="stays empty"):
        values = compute(frame, ["reach"], by="channel").compute()
    assert values["reach_rows"].tolist() == [1, 3]
    assert values["reach"].isna().tolist() == [False, True]


def test_a_time_zone_is_refused(frame: Any) -> None:
    moments = frame.assign(date=frame["date"].dt.tz_localize("Europe/Berlin"))
    with pytest.raises(ColumnError, match="dask does not keep the time zone"):
        compute(moments, ["views"], by="month")
