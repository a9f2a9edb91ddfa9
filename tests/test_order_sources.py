"""What a platform claims, the shop has and analytics sees, in figures one can check by head."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import betabinom, binom

from kpi_kit.compare import Cause, Reconciliation, order_sources
from kpi_kit.errors import ColumnError
from kpi_kit.estimates import Estimate

DAYS = pd.date_range("2026-01-01", periods=70)
GONE = (pd.Timestamp("2026-02-20") <= DAYS) & (pd.Timestamp("2026-02-26") >= DAYS)

ADS = pd.DataFrame({
    "channel": ["meta_ads", "meta_ads", "meta_ads", "meta_ads", "google_ads"],
    "period_start": ["2026-02-01", "2026-02-20", "2026-02-27", "2026-01-25", "2026-02-01"],
    "period_end": ["2026-02-19", "2026-02-26", "2026-02-28", "2026-02-05", "2026-02-28"],
    "conversions": [200.0, 60.0, 40.0, 50.0, 70.0],
}).astype({"period_start": "datetime64[us]", "period_end": "datetime64[us]"})  # fmt: skip


def orders(*, week: int = 5) -> pd.DataFrame:
    """Return ten orders a day: five at noon with Meta's tag, five at 23:30 without any.

    In the week from 20 February there are as many with a tag as is said.
    """
    tagged = DAYS.repeat([week if gone else 5 for gone in GONE])
    other = DAYS.repeat(5)
    times = [*(tagged + pd.Timedelta(hours=12)), *(other + pd.Timedelta(hours=23.5))]
    return pd.DataFrame({
        "ordered_on": [*tagged, *other],
        "ordered_at": pd.DatetimeIndex(times).tz_localize("Europe/Berlin"),
        "utm_source": ["meta"] * len(tagged) + [None] * len(other),
        "utm_medium": ["paid_social"] * len(tagged) + [None] * len(other),
    })  # fmt: skip


def web(*, lost: bool = False) -> pd.DataFrame:
    """Return what analytics sees: of five orders three with Meta's tag, and two of the others.

    If tags are lost, all visits of the week from 20 February have no source.
    """
    from_meta = np.where(GONE & lost, 0.0, 40.0)
    sources = [
        ("meta", "paid_social", from_meta, 3.0),
        ("(direct)", "(none)", 70 - from_meta, 2.0),
        (None, None, 70.0, 5.0),  # another breakdown counts everything once more
    ]
    parts = [
        pd.DataFrame(
            {"date": DAYS, "source": source, "medium": medium, "sessions": sessions,
             "conversions": conversions}
        )
        for source, medium, sessions, conversions in sources
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def bridges(
    sold: pd.DataFrame | None = None, seen: pd.DataFrame | None = None, **options: Any
) -> tuple[Reconciliation, Reconciliation, Reconciliation]:
    asked: dict[str, Any] = {"platform": "meta_ads", "source": "meta", "period": "2026-02"}
    return order_sources(
        ADS, orders() if sold is None else sold, web() if seen is None else seen, **asked | options
    )


def amount(found: Reconciliation, cause: str) -> Estimate:
    (told,) = [one.estimate for one in found.causes if one.name == cause]
    assert told is not None
    return told


def test_claims_reach_from_the_ads_of_the_period_to_the_orders_with_the_tag() -> None:
    claimed, seen, everything = bridges()
    assert (claimed.first_value, claimed.second_value) == (300, 5 * 28)
    assert (seen.first_value, seen.second_value) == (5 * 28, 3 * 28)
    assert (everything.first_value, everything.second_value) == (10 * 28, 5 * 28)
    names = [cause.name for cause in claimed.causes]
    assert names == ["view_through", "attribution_window", "duplicates"]
    assert all(cause.amount is None for cause in claimed.causes)


def test_analytics_sees_of_the_tagged_orders_as_many_as_of_all_others() -> None:
    """Two of five of the others, so 56 of 140: 84 are not seen."""
    unseen = amount(bridges()[1], "consent_like_others")
    low, high = betabinom(140, 56.5, 84.5).interval(0.9)
    assert (unseen.value, unseen.low, unseen.high) == (-84, low - 140, high - 140)


def test_without_other_orders_or_with_more_seen_than_sold_nothing_is_estimated() -> None:
    only_meta = orders().dropna(subset=["utm_source"])
    (cause, _) = bridges(sold=only_meta)[1].causes
    assert cause == Cause("consent_like_others")
    all_seen = web().assign(conversions=5.0)
    assert bridges(seen=all_seen)[1].causes[0].amount is not None
    assert bridges(seen=all_seen.assign(conversions=6.0))[1].causes[0] == Cause(
        "consent_like_others"
    )


def test_what_the_consent_tool_says_shrinks_all_orders() -> None:
    """Three of five of 280 accept: 112 are not seen."""
    unseen = amount(bridges(consent=0.6)[2], "consent")
    low, high = binom(280, 0.6).interval(0.9)
    assert unseen.value == pytest.approx(-112)
    assert (unseen.low, unseen.high) == (low - 280, high - 280)


@pytest.mark.parametrize(("hours", "moved"), [(0, 0), (1, 0), (-1, 0), (24, 0)])
def test_as_many_orders_enter_as_leave_where_every_day_is_alike(hours: float, moved: int) -> None:
    assert amount(bridges(hours_apart=hours)[2], "time_zone").value == moved


def test_a_clock_that_is_behind_moves_the_orders_of_midnight() -> None:
    """Half past eleven at night of 31 January is 1 February where it is an hour later."""
    last = orders()
    late = last["utm_source"].isna() & (last["ordered_on"] == "2026-02-28")
    sold = last[~late]  # 5 enter from January, none leaves at the end
    assert amount(bridges(sold=sold, hours_apart=-1)[2], "time_zone").value == 5
    early = last["utm_source"].isna() & (last["ordered_on"] == "2026-01-31")
    # The same at 0:30 for a clock that is an hour behind: 5 of 1 March enter, none leaves.
    morning = last[~early].assign(ordered_at=last["ordered_at"] + pd.Timedelta(hours=1))
    assert amount(bridges(sold=morning, hours_apart=1)[2], "time_zone").value == 5


def test_orders_without_any_time_leave_the_clock_open() -> None:
    sold = orders()
    timeless = sold.assign(ordered_at=sold["ordered_at"].where(sold["ordered_on"].isna()))
    assert bridges(sold=timeless)[2].causes[1] == Cause("time_zone")


def test_orders_whose_tags_were_lost_are_estimated_with_an_interval_around_them() -> None:
    """Five a day are usual and none carries its tag in seven days: 35."""
    claimed, *_ = bridges(sold=orders(week=0), seen=web(lost=True))
    direct = amount(claimed, "direct")
    assert direct.value == pytest.approx(-35)
    assert direct.low < direct.value < direct.high < 0
    assert direct.high - direct.low < 35


def test_lost_tags_outside_the_period_or_visits_that_are_really_gone_explain_nothing() -> None:
    sold, seen = orders(week=0), web(lost=True)
    for options in (
        {"period": ("2026-02-01", "2026-02-24")},
        {"period": ("2026-02-22", "2026-02-28")},
    ):
        assert "direct" not in [cause.name for cause in bridges(sold, seen, **options)[0].causes]
    none = seen.assign(sessions=seen["sessions"].where(seen["sessions"] != 70, 30.0))
    assert "direct" not in [cause.name for cause in bridges(sold, none)[0].causes]


def test_where_tags_were_lost_and_no_order_has_a_medium_the_cause_has_no_amount() -> None:
    sold = orders(week=0).assign(utm_medium=None)
    assert bridges(sold, web(lost=True))[0].causes[0] == Cause("direct")


@pytest.mark.parametrize("table", ["ads", "orders", "web"])
def test_a_missing_column_is_named_with_the_call(table: str) -> None:
    tables = {"ads": ADS, "orders": orders(), "web": web()}
    gone = {"ads": "conversions", "orders": "ordered_at", "web": "conversions"}[table]
    tables[table] = tables[table].drop(columns=gone)
    with pytest.raises(ColumnError, match=f"order_sources: there is no '{gone}'"):
        order_sources(
            tables["ads"], tables["orders"], tables["web"],
            platform="meta_ads", source="meta", period="2026-02",
        )  # fmt: skip
