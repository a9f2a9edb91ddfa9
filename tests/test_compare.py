"""Channels, competitors and sources side by side; on Emscherrad against the truth."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_kit.compare import (
    Cause,
    Reconciliation,
    channels,
    competitors,
    lost_tags,
    order_sources,
    reconcile,
)
from kpi_kit.compare.tagging import TagWatch
from kpi_kit.errors import ColumnError, ComparisonError
from kpi_kit.estimates import Estimate
from kpi_kit.runs import Watched
from kpi_kit.spans import Span
from tests.emscherrad import emscherrad
from tests.spoken import assert_written
from tests.test_stories import truth

VIEWS = "engagement_rate_by_views"

# Story 6 · tags are missing


@cache
def watched() -> TagWatch:
    return lost_tags(emscherrad().web, emscherrad().orders)


def test_two_weeks_without_tags_are_found_and_their_orders_estimated() -> None:
    (lost,) = [loss for loss in watched().found if loss.kind == "tags_lost"]
    assert (str(lost.run.start), str(lost.run.end)) == ("2026-02-02", "2026-02-15")
    assert "no longer work" in lost.naive
    assert not lost.everything.excludes(1)
    known = truth("orders").merge(emscherrad().orders, on="order_id")
    inside = Span(lost.run.start, lost.run.end).holds(known["ordered_on"])
    gone = known[inside & (known["social"] == 1) & known["utm_medium"].isna()]
    assert len(gone) > 10
    assert lost.orders is not None
    assert not lost.orders.excludes(len(gone))


def test_the_end_of_a_campaign_is_no_loss_of_tags() -> None:
    ended = [loss for loss in watched().found if str(loss.run.start) == "2025-11-01"]
    assert [loss.kind for loss in ended] == ["visits_lost"]


def visits(*, direct: float = 70, gone: float = 0) -> pd.DataFrame:
    """Return 70 days, on a week of which social falls to ``gone`` and direct is what is given."""
    days = pd.date_range("2026-01-01", periods=70)
    week = (days >= pd.Timestamp("2026-02-20")) & (days < pd.Timestamp("2026-02-27"))
    parts = {"social": np.where(week, gone, 40), "(none)": np.where(week, direct, 30)}
    rows = [
        pd.DataFrame({"date": days, "medium": m, "sessions": s * 1.0}) for m, s in parts.items()
    ]
    return pd.concat(rows)


@pytest.mark.parametrize(
    ("direct", "gone", "kind"),
    [(70, 0, "tags_lost"), (50, 20, "tags_lost"), (30, 0, "visits_lost"), (36, 0, "visits_lost")],
)
def test_direct_has_to_gain_what_social_loses(direct: float, gone: float, kind: str) -> None:
    (loss,) = lost_tags(visits(direct=direct, gone=gone)).found
    assert loss.kind == kind


def test_steady_visits_have_lost_nothing() -> None:
    assert lost_tags(visits(direct=30, gone=40)).found == ()
    with pytest.raises(ColumnError, match="'medium'"):
        lost_tags(visits().drop(columns="medium"))


# Story 10 · competitors


def test_the_bought_reach_is_odd_and_not_called_better() -> None:
    found = competitors(emscherrad().competitors, "Emscherrad", period=("2026-01-01", "2026-02-28"))
    assert "Kettenkauz does best" in found.naive
    assert {name for name, _, _ in found.unusual} == {"Kettenkauz"}
    assert "cannot be seen from outside" in found.sentence
    assert found.pages["account"].iloc[0] == "Emscherrad"
    assert found.pages[["reach", "spend"]].isna().all(axis=None)
    quiet = competitors(emscherrad().competitors, "Emscherrad", period=("2025-09-01", "2025-12-31"))
    assert quiet.unusual == ()


def months(own: int = 2) -> pd.DataFrame:
    rows = [
        (
            "linkedin",
            name,
            pd.Timestamp(2026, m, 1),
            pd.Timestamp(2026, m, 28),
            followers + m,
            4.0,
            40.0,
        )
        for name, followers, until in (("us", 100.0, own), ("they", 200.0, 2))
        for m in range(1, until + 1)
    ]
    columns = [
        "channel",
        "account",
        "period_start",
        "period_end",
        "followers",
        "posts",
        "interactions",
    ]
    return pd.DataFrame(rows, columns=columns)


def test_who_is_not_observed_all_through_is_not_compared() -> None:
    found = competitors(months(), "us", period=("2026-01-01", "2026-02-28"))
    assert found.left_out == ()
    assert np.isnan(found.pages["follower_growth_rate"]).all()  # nobody knows the start
    fewer = pd.concat(
        [months(), months().query("account == 'they'").assign(account="new").iloc[1:]]
    )
    assert competitors(fewer, "us", period=("2026-01-01", "2026-02-28")).left_out == ("new",)
    with pytest.raises(ComparisonError, match="'us' is not observed all through"):
        competitors(months(own=1), "us", period=("2026-01-01", "2026-02-28"))
    with pytest.raises(ComparisonError, match="several channels"):
        competitors(pd.concat([months(), months().assign(channel="x")]), "us", period="2026")


# Channels; story 8 · impressions become views


def test_a_change_of_definition_is_no_success_and_keeps_channels_from_being_ranked() -> None:
    posts = emscherrad().posts
    images = posts[(posts["format"] == "image") | (posts["channel"] == "x")]
    found = channels(images, ["engagement_rate_by_impressions", "engagement_rate_by_views"])
    cells = found.cells.set_index(["kpi", "channel"])
    impressions: dict[Any, Any] = cells.xs(
        ("engagement_rate_by_impressions", "instagram")
    ).to_dict()
    assert impressions["last"] < pd.Timestamp("2025-04-21")
    assert "figures from" in impressions["caveats"]
    assert found.comparable == {
        "engagement_rate_by_impressions": False,
        "engagement_rate_by_views": False,
    }
    assert "X wins" in found.naive
    after = channels(posts, ["engagement_rate_by_impressions"], period="2026").cells
    instagram = after.set_index("channel").loc["instagram"]
    assert np.isnan(instagram["value"])
    assert "what is counted there is Views" in instagram["caveats"]


def posts(**of: str) -> pd.DataFrame:
    rows = [
        {
            "channel": channel,
            "date": pd.Timestamp(2026, 1, day),
            "interactions": 3.0,
            "impressions": 100.0,
            "reach": 80.0,
            "interactions_of": parts,
        }
        for channel, parts in of.items()
        for day in (1, 31)
    ]
    return pd.DataFrame(rows)


def test_the_same_parts_over_the_same_time_may_be_ranked() -> None:
    found = channels(posts(facebook="likes", tiktok="likes"), ["engagement_rate_by_impressions"])
    assert found.comparable == {"engagement_rate_by_impressions": True}
    assert found.notes == ()
    assert "comparable" in found.sentence


def test_a_reason_that_several_kpis_share_is_said_once() -> None:
    rates = ["engagement_rate_by_impressions", "engagement_rate_by_reach"]
    found = channels(posts(facebook="likes", x="comments"), rates)
    both = "Engagement rate by impressions, Engagement rate by reach"
    assert found.notes == (
        f"{both} · Facebook: interactions here: Likes.",
        f"{both} · X: interactions here: Comments.",
    )
    assert found.notes_on("engagement_rate_by_reach") == (
        "Engagement rate by reach · Facebook: interactions here: Likes.",
        "Engagement rate by reach · X: interactions here: Comments.",
    )


def test_days_of_accounts_that_count_other_interactions_are_not_ranked() -> None:
    """Facebook and Instagram do not say what counts by day; LinkedIn and X add clicks."""
    found = channels(emscherrad().accounts, ["interactions"], period="2026-05")
    assert found.comparable == {"interactions": False}
    cells = found.cells.set_index("channel")["caveats"]
    told = {
        "facebook": "whatever Facebook itself counts",
        "instagram": "whatever Instagram itself counts",
        "linkedin": "Clicks (all) + Likes + Comments + Shares",
        "tiktok": "Likes + Comments + Shares",
        "x": "Clicks (all) + Likes + Comments + Shares + New follows",
    }
    for channel, parts in told.items():
        assert f"interactions here: {parts}" in cells[channel].split("; ")
    assert "interactions here" not in cells["youtube"]  # it reports none by day


def test_people_of_several_posts_are_not_added_up_to_compare_channels() -> None:
    found = channels(posts(facebook="likes", tiktok="likes"), ["reach"])
    assert found.cells["value"].isna().all()
    assert found.cells["caveats"].str.contains("must not be added up").all()


def test_amounts_of_several_currencies_are_not_put_side_by_side() -> None:
    spent = pd.DataFrame({
        "channel": ["google_ads", "meta_ads", "meta_ads"], "spend": [10.0, 20.0, 5.0],
        "period_start": pd.Timestamp(2026, 1, 5), "impressions": 1000.0,
        "revenue": [30.0, 40.0, 10.0],
    })  # fmt: skip
    found = channels(spent.assign(currency="EUR"), ["cost_per_mille", "return_on_ad_spend"])
    assert found.table.loc["cost_per_mille"].to_dict() == {"google_ads": 10.0, "meta_ads": 12.5}
    assert "€12.50" in found.sentence
    for currencies, refused in (
        (["CHF", "EUR", "EUR"], "CHF, EUR"),  # each channel in its own
        (["EUR", "EUR", "CHF"], "CHF, EUR"),  # one channel in two
        (["EUR", None, None], "EUR, –"),
    ):
        with pytest.raises(ComparisonError, match=refused):
            channels(spent.assign(currency=pd.Series(currencies)), ["cost_per_mille"])
    # What has no currency compares, if each channel's figure is one figure.
    apart = spent.assign(currency=["CHF", "EUR", "EUR"])
    roas = channels(apart, ["return_on_ad_spend"]).table.loc["return_on_ad_spend"]
    assert roas.to_dict() == {"google_ads": 3.0, "meta_ads": 2.0}
    with pytest.raises(ComparisonError, match="CHF, EUR"):
        channels(spent.assign(currency=["EUR", "EUR", "CHF"]), ["return_on_ad_spend"])


# Sources


def test_the_shop_and_analytics_are_bridged_by_consent_and_the_truth_lies_inside() -> None:
    span = ("2025-09-01", "2025-10-31")
    claimed, seen, everything = order_sources(
        emscherrad().ads,
        emscherrad().orders,
        emscherrad().web,
        platform="meta_ads",
        source="meta",
        period=span,
    )
    known = truth("orders").merge(emscherrad().orders, on="order_id")
    tagged = known[Span.of(span).holds(known["ordered_on"]) & (known["utm_source"] == "meta")]
    assert seen.first_value == len(tagged)
    consent = seen.causes[0].estimate
    assert consent is not None
    assert not consent.excludes(-int((tagged["seen_by_analytics"] == 0).sum()))
    assert not seen.unexplained.excludes(0)
    assert claimed.unexplained.value < -100  # views and windows; nothing is made up to explain them
    assert everything.unexplained.value == everything.second_value - everything.first_value


def test_what_the_consent_tool_says_is_taken_and_what_remains_is_said() -> None:
    *_, everything = order_sources(
        emscherrad().ads,
        emscherrad().orders,
        emscherrad().web,
        platform="meta_ads",
        source="meta",
        period="2026-02",
        consent=0.62,
    )
    amount = everything.causes[0].estimate
    assert amount is not None
    assert amount.value == pytest.approx(-0.38 * everything.first_value)
    with pytest.raises(ComparisonError, match="reports no conversions"):
        order_sources(
            emscherrad().ads,
            emscherrad().orders,
            emscherrad().web,
            platform="meta",
            source="meta",
            period="2026-02",
        )


AMOUNTS = st.lists(st.one_of(st.none(), st.floats(-1e4, 1e4)), max_size=5)


@given(st.floats(0, 1e5), st.floats(0, 1e5), AMOUNTS)
def test_a_bridge_ends_where_the_second_source_is(
    first: float, second: float, amounts: list[float | None]
) -> None:
    found = reconcile(("a", first), ("b", second), [Cause("consent", amount) for amount in amounts])
    table = found.table
    steps = table[table["kind"] != "source"]["amount"].sum()
    assert first + steps == pytest.approx(second, abs=1e-6)
    if all(amount is None for amount in amounts):
        assert found.unexplained.value == second - first


def test_what_a_cause_may_be_more_the_rest_may_be_less() -> None:
    found = reconcile(("a", 100.0), ("b", 60.0), [Cause("consent", Estimate(-30, -34, -29))])
    assert found.unexplained == Estimate(-10, -11, -6)


# Sentences


def _variants() -> dict[str, object]:
    days = pd.date_range("2026-01-01", periods=70)
    bought = pd.DataFrame({"ordered_on": days.repeat(2), "utm_medium": "social"})
    bought = bought[~Span.of(("2026-02-20", "2026-02-26")).holds(bought["ordered_on"])]
    more = months().assign(interactions=lambda rows: rows["interactions"] * (1 + rows.index * 2))
    late = pd.concat([more, more.query("account == 'they'").assign(account="new").iloc[1:]])
    long = pd.concat([posts(facebook="likes", linkedin="likes + clicks", x="x")])
    lone = long.assign(views=5.0, impressions=long["impressions"].where(long["channel"] == "x"))
    early = pd.concat([posts(facebook="likes", tiktok="likes"), posts(youtube="likes").iloc[:1]])
    part = posts(facebook="likes", tiktok="likes")
    part.loc[0, "impressions"] = np.nan
    instagram = posts(instagram="likes", facebook="likes")
    instagram["date"] -= pd.Timedelta(days=280)
    instagram["views"] = 100.0
    none = Watched(pd.DataFrame(), (), 40)
    consent = Cause("consent", Estimate(-157, -175, -139))
    rate = ["engagement_rate_by_impressions"]
    known = ("Meta Ads", 607.0), ("shop", 439.0)
    return {
        "tags, lost, with orders": lost_tags(visits(), bought),
        "tags, lost": lost_tags(visits()).found[0],
        "tags, visits lost": lost_tags(visits(direct=30)).found[0],
        "tags, nothing": TagWatch(Span.of("2026"), (), none),
        "tags, too short": TagWatch(Span.of("2026-01"), (), Watched(pd.DataFrame(), (), 0)),
        "competitors": competitors(months(), "us", period="2026-02"),
        "competitors, one left out": competitors(late, "us", period=("2026-01-01", "2026-02-28")),
        "competitors, odd": competitors(
            emscherrad().competitors, "Emscherrad", period=("2026-01-01", "2026-02-28")
        ),
        "channels, comparable": channels(posts(facebook="likes", tiktok="likes"), rate),
        "channels, other parts": channels(long, rate),
        "channels, alone, other counts": channels(lone, rate),
        "channels, not reported": channels(long.drop(columns="impressions"), rate),
        "channels, other time": channels(early, rate),
        "channels, parts of the rows": channels(part, rate),
        "channels, mixed parts": channels(
            posts(facebook="likes", tiktok="likes").assign(
                interactions_of=["likes", "likes + shares", "likes", "likes"]
            ),
            rate,
        ),
        "channels, people": channels(posts(facebook="likes", tiktok="likes"), ["reach"]),
        "channels, series break": channels(instagram, ["engagement_rate_by_views"]),
        "sources, same": reconcile(("Instagram", 300.0), ("tool", 300.0)),
        "sources, less, nothing known": reconcile(*known),
        "sources, less, no amount": reconcile(
            *known, [Cause("view_through"), Cause("attribution_window"), Cause("duplicates")]
        ),
        "sources, less, explained": reconcile(
            ("shop", 439.0), ("GA4", 285.0), [consent, Cause("last_click")]
        ),
        "sources, more, money": reconcile(
            ("shop", 1000.0),
            ("GA4", 1250.0),
            [Cause("vat", 190.0), Cause("returns", 40.0)],
            unit="money",
            currency="EUR",
        ),
        "sources, other parts": reconcile(
            ("Instagram", 344.0), ("tool", 300.0), [Cause("other_parts", -40.0), Cause("time_zone")]
        ),
        "sources, own words": reconcile(
            ("A", 10.0),
            ("B", 12.0),
            [Cause("two test orders", 2.0), Cause("direct"), Cause("consent_like_others")],
        ),
    }


def test_every_sentence_is_the_one_that_was_read_aloud() -> None:
    assert_written("compare.txt", _variants())


def test_names_of_sources_follow_the_language() -> None:
    found = Reconciliation("a", "b", 1, 2, ())
    assert found.table["what"].tolist() == ["a", "unexplained", "b"]
