"""Three of the ten stories get their verdict here, the naive figure beside it.

The others have theirs in test_causes (3 and 9), test_money (4), test_compare (6, 8 and 10) and
test_listening (7).
"""

from datetime import date

import pandas as pd

import kpi_kit as kk
from kpi_kit.evidence.post_groups import PostComparison
from tests.emscherrad import emscherrad

REACHED = (date(2026, 5, 12), date(2026, 5, 18))
"""The week of the viral reel."""

PURGED = pd.Timestamp("2025-11-18")


def test_story_1_views_explode_and_orders_change_as_they_do_anyway() -> None:
    accounts = emscherrad().accounts.query("channel == 'instagram'")
    naive = kk.change(accounts, "views", *REACHED)
    sold = kk.change(emscherrad().orders, "orders", *REACHED)
    assert naive.relative > 5  # "+706%": a triumph
    assert abs(sold.relative) < 0.1
    assert "+7%" in sold.sentence
    last_year = kk.change(emscherrad().orders, "orders", *REACHED, against="last year")
    assert abs(last_year.relative) < 0.25


def test_story_2_the_rate_by_followers_leaps_and_the_rate_by_views_does_not() -> None:
    posts = emscherrad().posts_with_followers().query("channel == 'tiktok'")
    days = pd.to_datetime(posts["published_on"])
    near = posts[(days - PURGED).abs() <= pd.Timedelta(days=120)]
    when = (pd.to_datetime(near["published_on"]) < PURGED).map({True: "before", False: "after"})
    near = near.assign(when=when)
    naive = kk.compute(near, ["engagement_rate_by_followers"], by="when").set_index("when")
    rates = naive["engagement_rate_by_followers"]
    assert rates["after"] > 1.2 * rates["before"]  # "the community is livelier"
    found = kk.compare_posts(
        near, "engagement_rate_by_views", by="when", a="before", b="after", worth=0.005
    )
    assert found.verdict != "effect"


def test_story_5_six_o_clock_wins_among_all_posts_and_within_no_format() -> None:
    # what counts as an interaction with a story is another thing
    posts = emscherrad().posts.query("channel == 'instagram' and format != 'story'")
    posts = posts.dropna(subset=["reach"])
    hour = (posts["published_hour"] == 18).map({True: "18", False: "other"})
    posts = posts.assign(hour=hour)

    def found(rows: pd.DataFrame) -> PostComparison:
        return kk.compare_posts(rows, "engagement_rate_by_reach", by="hour", a="other", b="18")

    naive = found(posts)
    assert (naive.verdict, naive.difference.value > 0.005) == ("effect", True)
    within = {kind: found(posts[posts["format"] == kind]) for kind in ("reel", "image", "carousel")}
    assert all(one.difference.value < 0 for one in within.values())
    assert {kind: one.verdict for kind, one in within.items()} == {
        "reel": "cannot tell",  # six reels at another hour are too few
        "image": "effect",
        "carousel": "effect",
    }
