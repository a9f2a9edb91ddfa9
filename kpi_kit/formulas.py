"""One pure function per KPI: its name is the KPI's, its parameters are metrics.

Every formula takes floats, pandas Series or Narwhals expressions, and gives back the same kind.
A share is a number in [0, 1]; percent is only a way to show it. A zero in the denominator gives
"undefined" (NaN, or null on engines that know it), never 0 and never infinity; so does a missing
input.
"""

from numbers import Real
from typing import TYPE_CHECKING, Any, TypeVar

import narwhals as nw

if TYPE_CHECKING:
    import pandas as pd

    N = TypeVar("N", float, "pd.Series[float]", nw.Expr)
else:
    N = TypeVar("N")


def _ratio(numerator: N, denominator: N) -> N:
    """Divide; the one place that meets a zero."""
    top: Any = numerator
    below: Any = denominator
    if isinstance(below, Real):
        return top / below if below else float("nan")  # type: ignore[return-value]
    if isinstance(below, nw.Expr):
        return top / nw.when(below != 0).then(below)  # type: ignore[no-any-return]
    return top / below.where(below != 0)  # type: ignore[no-any-return]


def frequency(impressions: N, reach: N) -> N:
    """Contacts per person reached.

    Parameters
    ----------
    impressions : float, Series or expression
        Displays in the period.
    reach : float, Series or expression
        People reached in the same period, net. Added-up reach would press the result towards 1.

    Returns
    -------
    float, Series or expression
        1 or more; undefined without reach.

    Source
    ------
    Klipfolio, MetricHQ: "Frequency" (reference value: 5,000 impressions, reach 4,000: 1.25).

    Examples
    --------
    >>> frequency(impressions=5_000.0, reach=4_000.0)
    1.25
    """
    return _ratio(impressions, reach)


def engagement_rate_by_reach(interactions: N, gross_reach: N) -> N:
    """Interactions per contact reached: interactions ÷ gross reach of the posts.

    Parameters
    ----------
    interactions : float, Series or expression
        What the channel counts as interactions; the sets differ between channels.
    gross_reach : float, Series or expression
        The posts' reach, added up. For a single post it is that post's net reach.

    Returns
    -------
    float, Series or expression
        A share; undefined without reach.

    Source
    ------
    Hootsuite, "Engagement rate by reach (ERR)"; reference value: luceena.com/de,
    175 interactions, reach 2,500: 7 %.

    Examples
    --------
    >>> engagement_rate_by_reach(interactions=175.0, gross_reach=2_500.0)
    0.07
    """
    return _ratio(interactions, gross_reach)


def engagement_rate_by_impressions(interactions: N, impressions: N) -> N:
    """Interactions per impression; the base that LinkedIn and X use.

    Parameters
    ----------
    interactions, impressions : float, Series or expression
        Of the same posts. Impressions are not views: platforms count them differently.

    Returns
    -------
    float, Series or expression
        A share; undefined without impressions.

    Source
    ------
    X developer documentation; reference value: poaster.io, 50 engagements, 1,000 impressions: 5 %.

    Examples
    --------
    >>> engagement_rate_by_impressions(interactions=50.0, impressions=1_000.0)
    0.05
    """
    return _ratio(interactions, impressions)


def engagement_rate_by_views(interactions: N, views: N) -> N:
    """Interactions per view; what Meta's newer exports allow, because they count views.

    Parameters
    ----------
    interactions, views : float, Series or expression
        Of the same posts.

    Returns
    -------
    float, Series or expression
        A share; undefined without views.

    Source
    ------
    Hootsuite, "Engagement rate by views (ER views)".

    Examples
    --------
    >>> engagement_rate_by_views(interactions=30.0, views=600.0)
    0.05
    """
    return _ratio(interactions, views)


def engagement_rate_by_followers(interactions: N, posts: N, average_followers: N) -> N:
    """Interactions per post and follower.

    Parameters
    ----------
    interactions : float, Series or expression
        Of all posts together.
    posts : float, Series or expression
        How many posts.
    average_followers : float, Series or expression
        The stock of followers, averaged over the posts' days.

    Returns
    -------
    float, Series or expression
        A share; undefined without posts or followers.

    Source
    ------
    CrowdTangle help 1141064; reference value: 100 interactions, 7 posts, 1,250 followers: 1.14 %.

    Examples
    --------
    >>> round(engagement_rate_by_followers(100.0, 7.0, 1_250.0), 4)
    0.0114
    """
    return _ratio(interactions, posts * average_followers)


def net_follower_growth(followers: N, followers_at_start: N) -> N:
    """Followers gained less followers lost: stock at the end − stock at the start.

    Parameters
    ----------
    followers, followers_at_start : float, Series or expression
        The stock at the end of the period and at the end of the day before it.

    Returns
    -------
    float, Series or expression
        People; negative when more left than came.

    Source
    ------
    Meta, deprecated page metrics (adds and removes ended in November 2025, the stock remains).

    Examples
    --------
    >>> net_follower_growth(followers=1_150.0, followers_at_start=1_000.0)
    150.0
    """
    return followers - followers_at_start


def follower_growth_rate(followers: N, followers_at_start: N) -> N:
    """Net follower growth per follower at the start.

    Parameters
    ----------
    followers, followers_at_start : float, Series or expression
        The stock at the end of the period and at the end of the day before it.

    Returns
    -------
    float, Series or expression
        0.1 means +10 %; undefined for an account that started with none.

    Source
    ------
    thesocialcat, "Net follower growth rate" (reference value: +200 −50 on 1,000: 15 %).

    Examples
    --------
    >>> follower_growth_rate(followers=1_150.0, followers_at_start=1_000.0)
    0.15
    """
    return _ratio(followers - followers_at_start, followers_at_start)


def compound_monthly_growth_rate(followers: N, followers_at_start: N, months: N) -> N:
    """Growth per month that, compounded, leads from the start to the end (CMGR).

    Parameters
    ----------
    followers, followers_at_start : float, Series or expression
        The stock at the end and at the start.
    months : float, Series or expression
        The length between the two: intervals, not values. Six month-ends are five intervals.

    Returns
    -------
    float, Series or expression
        0.1 means +10 % a month; undefined without a start or without time.

    Source
    ------
    marketing-calculator.net, "CMGR" (reference value: 2,000 to 3,500 in 5 months: 11.8 %).

    Examples
    --------
    >>> round(compound_monthly_growth_rate(3_500.0, 2_000.0, months=5.0), 3)
    0.118
    """
    one: Any = 1.0  # a float divides an expression too, which its type does not say
    growth: N = _ratio(followers, followers_at_start) ** _ratio(one, months) - one
    return growth


def cost_per_mille(spend: N, impressions: N) -> N:
    """Ad spend per thousand impressions (CPM; German: TKP).

    Parameters
    ----------
    spend, impressions : float, Series or expression
        Money in one currency, and the displays it bought.

    Returns
    -------
    float, Series or expression
        Money; undefined without impressions.

    Source
    ------
    adwisely (reference values: 200 for 100,000: 2; 500 for 20,000: 25).

    Examples
    --------
    >>> cost_per_mille(spend=500.0, impressions=20_000.0)
    25.0
    """
    return _ratio(spend, impressions) * 1_000


def cost_per_click(spend: N, clicks: N) -> N:
    """Ad spend per click of any kind (CPC, all clicks).

    Parameters
    ----------
    spend, clicks : float, Series or expression
        Money in one currency; all clicks, those on names and likes included.

    Returns
    -------
    float, Series or expression
        Money; undefined without clicks.

    Source
    ------
    Google Ads help (reference value: 10 for 5 clicks: 2).

    Examples
    --------
    >>> cost_per_click(spend=10.0, clicks=5.0)
    2.0
    """
    return _ratio(spend, clicks)


def cost_per_link_click(spend: N, link_clicks: N) -> N:
    """Ad spend per click on the link; what most people mean by CPC.

    Parameters
    ----------
    spend, link_clicks : float, Series or expression
        Money in one currency; clicks that lead out of the ad.

    Returns
    -------
    float, Series or expression
        Money; undefined without link clicks.

    Source
    ------
    Meta Ads Manager, "CPC (cost per link click)".

    Examples
    --------
    >>> cost_per_link_click(spend=10.0, link_clicks=4.0)
    2.5
    """
    return _ratio(spend, link_clicks)


def cost_per_acquisition(spend: N, conversions: N) -> N:
    """Ad spend per purchase or other conversion (CPA).

    Parameters
    ----------
    spend, conversions : float, Series or expression
        Money in one currency; conversions of one kind and one attribution.

    Returns
    -------
    float, Series or expression
        Money; undefined without conversions.

    Source
    ------
    Google Ads help (reference value: 100 for 2 conversions: 50).

    Examples
    --------
    >>> cost_per_acquisition(spend=100.0, conversions=2.0)
    50.0
    """
    return _ratio(spend, conversions)


def return_on_ad_spend(revenue: N, spend: N) -> N:
    """Revenue per unit of ad spend (ROAS); revenue, not profit.

    Parameters
    ----------
    revenue, spend : float, Series or expression
        Money in one currency. The revenue is what the platform claims for itself.

    Returns
    -------
    float, Series or expression
        4 means four euros of revenue per euro spent; undefined without spend.

    Source
    ------
    ficilcom (reference value: 2.0 million on 0.5 million: 4).

    Examples
    --------
    >>> return_on_ad_spend(revenue=40_000.0, spend=10_000.0)
    4.0
    """
    return _ratio(revenue, spend)


def return_on_investment(contribution_margin: N, cost: N) -> N:
    """Profit per unit of cost (ROI): (contribution margin − cost) ÷ cost.

    Parameters
    ----------
    contribution_margin : float, Series or expression
        What the sales earned after the goods' own cost; revenue in its place is the usual mistake.
    cost : float, Series or expression
        Everything the campaign cost: media, work, production, tools.

    Returns
    -------
    float, Series or expression
        0.5 means +50 %; −1 means that all of it was lost; undefined without cost.

    Source
    ------
    hadba.net, margin-based ROI; 42medien.de (margin 12,000 on 10,000 of cost: 1.2 back, so 20 %).

    Examples
    --------
    >>> return_on_investment(contribution_margin=12_000.0, cost=10_000.0)
    0.2
    """
    return _ratio(contribution_margin - cost, cost)
