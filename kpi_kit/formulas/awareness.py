"""Awareness: how many people, how often, how long."""

from kpi_kit.formulas.ratio import N, ratio, smaller


def net_reach_at_least(largest_reach: N) -> N:
    """The largest single reach: at least so many people were reached.

    Parameters
    ----------
    largest_reach : float, Series or expression
        People. The largest of the single reach figures; there were at least that many people.

    Returns
    -------
    float, Series or expression
        People; missing without any reach.

    Notes
    -----
    Exact only if the parts overlap completely. The truth lies between this and the upper bound.

    Source
    ------
    agma, Glossar, "Brutto-Reichweite", "Netto-Reichweite".

    Examples
    --------
    >>> net_reach_at_least(largest_reach=500.0)
    500.0
    """
    return largest_reach


def net_reach_at_most(gross_reach: N, universe: N) -> N:
    """Gross reach, but never more than the universe: at most so many people were reached.

    Parameters
    ----------
    gross_reach : float, Series or expression
        A count. Single reach figures added up: contacts, not people.
    universe : float, Series or expression
        People. All people who can be reached at all.

    Returns
    -------
    float, Series or expression
        People; missing without reach or universe.

    Notes
    -----
    Exact only if the parts do not overlap at all, which daily figures of one account never do.

    Source
    ------
    agma, Glossar, "Brutto-Reichweite", "Netto-Reichweite".

    Examples
    --------
    >>> net_reach_at_most(gross_reach=1_200.0, universe=1_000.0)
    1000.0
    """
    return smaller(gross_reach, universe)


def reach_if_independent(universe: N, missed_share: N) -> N:
    """Universe × share that at least one part reached, if the parts are independent.

    Parameters
    ----------
    universe : float, Series or expression
        People. All people who can be reached at all.
    missed_share : float, Series or expression
        A share in [0, 1]. Share of the universe that no part reached, if the parts reach people
        independently.

    Returns
    -------
    float, Series or expression
        People, between the two bounds; missing without universe.

    Notes
    -----
    An assumption, not a measurement: followers overlap more than by chance, so the truth is usually
    lower.

    Source
    ------
    Sainsbury; Mediatool; BunkerDB; latinbusinesstoday.com.

    Examples
    --------
    >>> round(reach_if_independent(universe=1_000.0, missed_share=0.999**400))
    330
    """
    return universe * (1 - missed_share)


def reach_rate_by_followers(reach: N, followers: N) -> N:
    """Net reach ÷ followers.

    Parameters
    ----------
    reach : float, Series or expression
        People. Accounts that saw something at least once (net reach).
    followers : float, Series or expression
        People. The stock at the end of the period.

    Returns
    -------
    float, Series or expression
        A share; above 1 if others than followers were reached. Undefined without followers.

    Notes
    -----
    May exceed 100 %: those reached need not follow. Per post, take the followers of the day it was
    published.

    Source
    ------
    Fanpage Karma, "Reichweite auf Instagram" (2018).

    Examples
    --------
    >>> reach_rate_by_followers(reach=500.0, followers=1_000.0)
    0.5
    """
    return ratio(reach, followers)


def frequency(impressions: N, reach: N) -> N:
    """Impressions ÷ net reach: contacts per person reached.

    Parameters
    ----------
    impressions : float, Series or expression
        A count. How often content was displayed, repeats included.
    reach : float, Series or expression
        People. Accounts that saw something at least once (net reach).

    Returns
    -------
    float, Series or expression
        1 or more; undefined without reach.

    Notes
    -----
    Needs the net reach of the whole period. Added-up reach presses the result towards 1.

    Source
    ------
    Klipfolio, MetricHQ, "Frequency".

    Examples
    --------
    >>> frequency(impressions=5_000.0, reach=4_000.0)
    1.25
    """
    return ratio(impressions, reach)


def gross_rating_points(impressions: N, target_population: N) -> N:
    """Contacts per 100 people of the target group: impressions ÷ target population × 100.

    Parameters
    ----------
    impressions : float, Series or expression
        A count. How often content was displayed, repeats included.
    target_population : float, Series or expression
        People. All people of the target group.

    Returns
    -------
    float, Series or expression
        Contacts per head of the target group: 2.0 is shown as 200 points. Undefined without it.

    Notes
    -----
    200 GRP does not mean that everyone was reached: it may be half of the people four times each.

    Source
    ------
    mss-online.de; touchpoints.eu.

    Examples
    --------
    >>> gross_rating_points(impressions=20_000.0, target_population=10_000.0)
    2.0
    """
    return ratio(impressions, target_population)


def share_of_voice(own_mentions: N, competitor_mentions: N) -> N:
    """Own mentions ÷ (own + competitors' mentions).

    Parameters
    ----------
    own_mentions : float, Series or expression
        A count. Mentions of one's own brand.
    competitor_mentions : float, Series or expression
        A count. Mentions of the competitors, for a fixed set of brands.

    Returns
    -------
    float, Series or expression
        A share in [0, 1]; undefined without any mention.

    Notes
    -----
    Depends on the search query and on which competitors count. Volume ignores sentiment. Others
    take impressions or ad spend.

    Source
    ------
    Conclave, Social Media Standards (2013).

    Examples
    --------
    >>> share_of_voice(own_mentions=30.0, competitor_mentions=90.0)
    0.25
    """
    return ratio(own_mentions, own_mentions + competitor_mentions)


def view_rate(video_views: N, impressions: N) -> N:
    """Video views ÷ impressions.

    Parameters
    ----------
    video_views : float, Series or expression
        A count. How often a video ran long enough for the channel to count a view.
    impressions : float, Series or expression
        A count. How often content was displayed, repeats included.

    Returns
    -------
    float, Series or expression
        A share; undefined without impressions.

    Notes
    -----
    Depends on how long a video must run to count: 2, 3, 15 or 30 seconds. Often called VTR, like
    two other rates.

    Source
    ------
    Airbridge, "View rate".

    Examples
    --------
    >>> view_rate(video_views=20.0, impressions=100.0)
    0.2
    """
    return ratio(video_views, impressions)


def completion_rate_by_impressions(completed_views: N, impressions: N) -> N:
    """Completed views ÷ impressions.

    Parameters
    ----------
    completed_views : float, Series or expression
        A count. How often a video ran to its end.
    impressions : float, Series or expression
        A count. How often content was displayed, repeats included.

    Returns
    -------
    float, Series or expression
        A share in [0, 1]; undefined without impressions.

    Notes
    -----
    Short videos win. Not to be mixed with the rate by starts, which is much higher.

    Source
    ------
    calculator.academy, "VTR".

    Examples
    --------
    >>> completion_rate_by_impressions(completed_views=15_000.0, impressions=1_000_000.0)
    0.015
    """
    return ratio(completed_views, impressions)


def completion_rate_by_starts(completed_views: N, video_starts: N) -> N:
    """Completed views ÷ video starts.

    Parameters
    ----------
    completed_views : float, Series or expression
        A count. How often a video ran to its end.
    video_starts : float, Series or expression
        A count. How often a video began to play.

    Returns
    -------
    float, Series or expression
        A share in [0, 1]; undefined without starts.

    Notes
    -----
    Short videos win. Autoplay counts as a start; so the rate depends on where the video is placed.

    Source
    ------
    smartclip.

    Examples
    --------
    >>> completion_rate_by_starts(completed_views=300.0, video_starts=1_000.0)
    0.3
    """
    return ratio(completed_views, video_starts)


def view_through_conversion_rate(view_through_conversions: N, impressions: N) -> N:
    """View-through conversions ÷ impressions.

    Parameters
    ----------
    view_through_conversions : float, Series or expression
        A count. Conversions of people who saw the ad and did not click.
    impressions : float, Series or expression
        A count. How often content was displayed, repeats included.

    Returns
    -------
    float, Series or expression
        A share in [0, 1]; undefined without impressions.

    Notes
    -----
    Saw the ad, did not click, bought later: whether the ad was the reason is an assumption of the
    platform.

    Source
    ------
    Mercury; varbex.

    Examples
    --------
    >>> view_through_conversion_rate(view_through_conversions=5.0, impressions=10_000.0)
    0.0005
    """
    return ratio(view_through_conversions, impressions)


def average_view_duration(watch_seconds: N, views: N) -> N:
    """Watch time ÷ views.

    Parameters
    ----------
    watch_seconds : float, Series or expression
        Seconds. How long videos ran, in total.
    views : float, Series or expression
        A count. How often content was played or displayed, repeats included.

    Returns
    -------
    float, Series or expression
        Seconds; undefined without views.

    Notes
    -----
    Never average the averages of videos. Only where views are plays, as on YouTube and TikTok.

    Source
    ------
    YouTube Analytics API, "averageViewDuration".

    Examples
    --------
    >>> average_view_duration(watch_seconds=5_400.0, views=100.0)
    54.0
    """
    return ratio(watch_seconds, views)


def average_view_duration_by_video_views(watch_seconds: N, video_views: N) -> N:
    """Watch time ÷ video views that reached the channel's threshold.

    Parameters
    ----------
    watch_seconds : float, Series or expression
        Seconds. How long videos ran, in total.
    video_views : float, Series or expression
        A count. How often a video ran long enough for the channel to count a view.

    Returns
    -------
    float, Series or expression
        Seconds; undefined without video views.

    Notes
    -----
    Shorter plays are in the watch time but not below the line, so the figure is higher than per
    play.

    Source
    ------
    Meta Business Suite, "Seconds viewed", "3-second video views".

    Examples
    --------
    >>> average_view_duration_by_video_views(watch_seconds=900.0, video_views=60.0)
    15.0
    """
    return ratio(watch_seconds, video_views)
