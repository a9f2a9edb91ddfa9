"""Engagement: what people did with what they saw."""

from kpi_kit.formulas.ratio import N, ratio


def engagement_rate_by_reach(interactions: N, gross_reach: N) -> N:
    """Interactions ÷ gross reach of the posts (ratio of sums).

    Parameters
    ----------
    interactions : float, Series or expression
        A count. What the channel counts as an interaction; it differs between channels.
    gross_reach : float, Series or expression
        A count. Single reach figures added up: contacts, not people.

    Returns
    -------
    float, Series or expression
        A share; undefined without reach.

    Notes
    -----
    Gross reach, because no export has the net reach of several posts. Not the mean of the posts'
    rates.

    Source
    ------
    Hootsuite, "Engagement rate by reach (ERR)"; Conclave, "Engagement" (2014); luceena.com/de.

    Examples
    --------
    >>> engagement_rate_by_reach(interactions=175.0, gross_reach=2_500.0)
    0.07
    """
    return ratio(interactions, gross_reach)


def engagement_rate_by_impressions(interactions: N, impressions: N) -> N:
    """Interactions ÷ impressions (ratio of sums).

    Parameters
    ----------
    interactions : float, Series or expression
        A count. What the channel counts as an interaction; it differs between channels.
    impressions : float, Series or expression
        A count. How often content was displayed, repeats included.

    Returns
    -------
    float, Series or expression
        A share; undefined without impressions.

    Notes
    -----
    The base of LinkedIn and X, whose interactions include clicks. Impressions are not views.

    Source
    ------
    X Developer Platform; LinkedIn; poaster.io.

    Examples
    --------
    >>> engagement_rate_by_impressions(interactions=50.0, impressions=1_000.0)
    0.05
    """
    return ratio(interactions, impressions)


def engagement_rate_by_views(interactions: N, views: N) -> N:
    """Interactions ÷ views (ratio of sums).

    Parameters
    ----------
    interactions : float, Series or expression
        A count. What the channel counts as an interaction; it differs between channels.
    views : float, Series or expression
        A count. How often content was played or displayed, repeats included.

    Returns
    -------
    float, Series or expression
        A share; undefined without views.

    Notes
    -----
    What Meta's newer exports allow. A series that was by impressions until 2025 has a break here.

    Source
    ------
    Hootsuite, "Engagement rate by views (ER views)".

    Examples
    --------
    >>> engagement_rate_by_views(interactions=30.0, views=600.0)
    0.05
    """
    return ratio(interactions, views)


def engagement_rate_by_video_views(interactions: N, video_views: N) -> N:
    """Interactions ÷ video views (ratio of sums).

    Parameters
    ----------
    interactions : float, Series or expression
        A count. What the channel counts as an interaction; it differs between channels.
    video_views : float, Series or expression
        A count. How often a video ran long enough for the channel to count a view.

    Returns
    -------
    float, Series or expression
        A share; undefined without video views.

    Notes
    -----
    The channel decides after how many seconds a video view counts; the longer, the higher the rate.

    Source
    ------
    Hootsuite, "Engagement rate by views (ER views)".

    Examples
    --------
    >>> engagement_rate_by_video_views(interactions=30.0, video_views=400.0)
    0.075
    """
    return ratio(interactions, video_views)


def engagement_rate_by_followers(interactions: N, posts: N, average_followers: N) -> N:
    """Interactions ÷ posts ÷ average followers.

    Parameters
    ----------
    interactions : float, Series or expression
        A count. What the channel counts as an interaction; it differs between channels.
    posts : float, Series or expression
        A count. Posts in the export.
    average_followers : float, Series or expression
        People. The stock, averaged over the days of the period.

    Returns
    -------
    float, Series or expression
        A share; undefined without posts or followers.

    Notes
    -----
    The base of Rival IQ, quintly and CrowdTangle. Most followers never see a post, so it lies far
    below the rate by reach.

    Source
    ------
    CrowdTangle 1141064; quintly 4412259.

    Examples
    --------
    >>> round(engagement_rate_by_followers(100.0, 7.0, 1_250.0), 4)
    0.0114
    """
    return ratio(interactions, posts * average_followers)


def daily_engagement_rate(interactions: N, follower_days: N) -> N:
    """Interactions ÷ follower days: interactions per follower and day (ratio of sums).

    Parameters
    ----------
    interactions : float, Series or expression
        A count. What the channel counts as an interaction; it differs between channels.
    follower_days : float, Series or expression
        A count. Daily stocks added up: 100 followers on 7 days are 700 follower days.

    Returns
    -------
    float, Series or expression
        A share per day; undefined without followers.

    Notes
    -----
    Interactions with older posts count too. Needs one row per day.

    Source
    ------
    Hootsuite, "Daily engagement rate (Daily ER)".

    Examples
    --------
    >>> daily_engagement_rate(interactions=70.0, follower_days=7_000.0)
    0.01
    """
    return ratio(interactions, follower_days)


def engagement_per_follower_and_day(interactions: N, followers: N) -> N:
    """Interactions ÷ followers of each day, then the mean over all days.

    Parameters
    ----------
    interactions : float, Series or expression
        A count. What the channel counts as an interaction; it differs between channels.
    followers : float, Series or expression
        People. The stock at the end of the period.

    Returns
    -------
    float, Series or expression
        A share per day; undefined without followers.

    Notes
    -----
    A mean of ratios, days without posts included. The same page and week: 0.61 % a day against 0.43
    % per post.

    Source
    ------
    Fanpage Karma, Blog (2014-07-01).

    Examples
    --------
    >>> engagement_per_follower_and_day(interactions=37.0, followers=3_700.0)
    0.01
    """
    return ratio(interactions, followers)


def applause_rate_per_post(likes: N, posts: N) -> N:
    """Likes ÷ posts.

    Parameters
    ----------
    likes : float, Series or expression
        A count. Approval by one click; on Facebook all reactions.
    posts : float, Series or expression
        A count. Posts in the export.

    Returns
    -------
    float, Series or expression
        Likes per post; undefined without posts.

    Notes
    -----
    Kaushik's definition; others divide by followers under the same name. Grows with the account.

    Source
    ------
    Avinash Kaushik, "Best Social Media Metrics" (2011); TrueSocialMetrics.

    Examples
    --------
    >>> applause_rate_per_post(likes=90.0, posts=6.0)
    15.0
    """
    return ratio(likes, posts)


def applause_rate_per_follower(likes: N, average_followers: N) -> N:
    """Likes ÷ average followers.

    Parameters
    ----------
    likes : float, Series or expression
        A count. Approval by one click; on Facebook all reactions.
    average_followers : float, Series or expression
        People. The stock, averaged over the days of the period.

    Returns
    -------
    float, Series or expression
        Likes per follower; undefined without followers.

    Notes
    -----
    Grows with the number of posts: compare only periods with as many posts. Kaushik divides by
    posts.

    Source
    ------
    HSMAI Academy; Hootsuite.

    Examples
    --------
    >>> applause_rate_per_follower(likes=90.0, average_followers=3_000.0)
    0.03
    """
    return ratio(likes, average_followers)


def conversation_rate_per_post(comments: N, posts: N) -> N:
    """Comments ÷ posts.

    Parameters
    ----------
    comments : float, Series or expression
        A count. Comments and replies.
    posts : float, Series or expression
        A count. Posts in the export.

    Returns
    -------
    float, Series or expression
        Comments per post; undefined without posts.

    Notes
    -----
    Kaushik's definition; others divide by followers under the same name. Grows with the account.
    Not the conversion rate.

    Source
    ------
    Avinash Kaushik, "Best Social Media Metrics" (2011); TrueSocialMetrics.

    Examples
    --------
    >>> conversation_rate_per_post(comments=90.0, posts=6.0)
    15.0
    """
    return ratio(comments, posts)


def conversation_rate_per_follower(comments: N, average_followers: N) -> N:
    """Comments ÷ average followers.

    Parameters
    ----------
    comments : float, Series or expression
        A count. Comments and replies.
    average_followers : float, Series or expression
        People. The stock, averaged over the days of the period.

    Returns
    -------
    float, Series or expression
        Comments per follower; undefined without followers.

    Notes
    -----
    Grows with the number of posts: compare only periods with as many posts. Kaushik divides by
    posts. Not the conversion rate.

    Source
    ------
    HSMAI Academy; Hootsuite.

    Examples
    --------
    >>> conversation_rate_per_follower(comments=90.0, average_followers=3_000.0)
    0.03
    """
    return ratio(comments, average_followers)


def amplification_rate_per_post(shares: N, posts: N) -> N:
    """Shares ÷ posts.

    Parameters
    ----------
    shares : float, Series or expression
        A count. How often posts were passed on.
    posts : float, Series or expression
        A count. Posts in the export.

    Returns
    -------
    float, Series or expression
        Shares per post; undefined without posts.

    Notes
    -----
    Kaushik's definition; others divide by followers under the same name. Grows with the account.

    Source
    ------
    Avinash Kaushik, "Best Social Media Metrics" (2011); TrueSocialMetrics.

    Examples
    --------
    >>> amplification_rate_per_post(shares=90.0, posts=6.0)
    15.0
    """
    return ratio(shares, posts)


def amplification_rate_per_follower(shares: N, average_followers: N) -> N:
    """Shares ÷ average followers.

    Parameters
    ----------
    shares : float, Series or expression
        A count. How often posts were passed on.
    average_followers : float, Series or expression
        People. The stock, averaged over the days of the period.

    Returns
    -------
    float, Series or expression
        Shares per follower; undefined without followers.

    Notes
    -----
    Grows with the number of posts: compare only periods with as many posts. Kaushik divides by
    posts.

    Source
    ------
    HSMAI Academy; Hootsuite.

    Examples
    --------
    >>> amplification_rate_per_follower(shares=90.0, average_followers=3_000.0)
    0.03
    """
    return ratio(shares, average_followers)


def save_rate_by_reach(saves: N, gross_reach: N) -> N:
    """Saves ÷ gross reach of the posts (ratio of sums).

    Parameters
    ----------
    saves : float, Series or expression
        A count. How often posts were saved for later.
    gross_reach : float, Series or expression
        A count. Single reach figures added up: contacts, not people.

    Returns
    -------
    float, Series or expression
        A share in [0, 1]; undefined without reach.

    Notes
    -----
    The base differs between platforms: Pinterest takes impressions.

    Source
    ------
    redaquest.

    Examples
    --------
    >>> save_rate_by_reach(saves=20.0, gross_reach=1_000.0)
    0.02
    """
    return ratio(saves, gross_reach)


def save_rate_by_impressions(saves: N, impressions: N) -> N:
    """Saves ÷ impressions (ratio of sums).

    Parameters
    ----------
    saves : float, Series or expression
        A count. How often posts were saved for later.
    impressions : float, Series or expression
        A count. How often content was displayed, repeats included.

    Returns
    -------
    float, Series or expression
        A share in [0, 1]; undefined without impressions.

    Notes
    -----
    Pinterest's definition. Lower than the rate by reach for the same posts.

    Source
    ------
    Pinterest API, "SAVE_RATE".

    Examples
    --------
    >>> save_rate_by_impressions(saves=20.0, impressions=1_600.0)
    0.0125
    """
    return ratio(saves, impressions)


def click_through_rate(clicks: N, impressions: N) -> N:
    """All clicks ÷ impressions.

    Parameters
    ----------
    clicks : float, Series or expression
        A count. Clicks of any kind, those on names and likes included.
    impressions : float, Series or expression
        A count. How often content was displayed, repeats included.

    Returns
    -------
    float, Series or expression
        A share; undefined without impressions.

    Notes
    -----
    Meta's and TikTok's "clicks (all)" include likes and clicks on the name; few of them leave the
    platform.

    Source
    ------
    Google Ads, "Clickthrough rate (CTR)".

    Examples
    --------
    >>> click_through_rate(clicks=5.0, impressions=100.0)
    0.05
    """
    return ratio(clicks, impressions)


def link_click_through_rate(link_clicks: N, impressions: N) -> N:
    """Link clicks ÷ impressions.

    Parameters
    ----------
    link_clicks : float, Series or expression
        A count. Clicks on a link in a post, an ad or the profile.
    impressions : float, Series or expression
        A count. How often content was displayed, repeats included.

    Returns
    -------
    float, Series or expression
        A share; undefined without impressions.

    Notes
    -----
    A click is no visit yet: pages that load slowly lose people between the click and the session.

    Source
    ------
    Meta Ads Manager, "CTR (link click-through rate)"; TikTok Ads, "CTR (destination)".

    Examples
    --------
    >>> link_click_through_rate(link_clicks=4.0, impressions=200.0)
    0.02
    """
    return ratio(link_clicks, impressions)


def click_rate_by_reach(clicks: N, gross_reach: N) -> N:
    """All clicks ÷ gross reach of the posts (ratio of sums).

    Parameters
    ----------
    clicks : float, Series or expression
        A count. Clicks of any kind, those on names and likes included.
    gross_reach : float, Series or expression
        A count. Single reach figures added up: contacts, not people.

    Returns
    -------
    float, Series or expression
        A share; undefined without reach.

    Notes
    -----
    Another figure than CTR, and higher, for people see a post more than once.

    Source
    ------
    TikTok Ads 10000166 (CTR: ÷ impressions).

    Examples
    --------
    >>> click_rate_by_reach(clicks=6.0, gross_reach=120.0)
    0.05
    """
    return ratio(clicks, gross_reach)


def weighted_engagement(
    likes: N,
    comments: N,
    shares: N,
    like_weight: float = 1.0,
    comment_weight: float = 2.0,
    share_weight: float = 3.0,
) -> N:
    """Likes × 1 + comments × 2 + shares × 3.

    Parameters
    ----------
    likes : float, Series or expression
        A count. Approval by one click; on Facebook all reactions.
    comments : float, Series or expression
        A count. Comments and replies.
    shares : float, Series or expression
        A count. How often posts were passed on.
    like_weight : float
        What a like counts.
    comment_weight : float
        What a comment counts.
    share_weight : float
        What a share counts.

    Returns
    -------
    float, Series or expression
        Weighted interactions; missing if one of the three is.

    Notes
    -----
    The weights are opinions: name them wherever the figure is shown, and never change them within a
    series.

    Source
    ------
    Fanpage Karma (1, 2, 3); Conclave, "Engagement" (2014).

    Examples
    --------
    >>> weighted_engagement(likes=10.0, comments=5.0, shares=2.0)
    26.0
    """
    return likes * like_weight + comments * comment_weight + shares * share_weight
