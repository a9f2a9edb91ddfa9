"""Community: who stays, who gets an answer, and how people speak."""

from kpi_kit.formulas.ratio import N, ratio


def net_follower_growth(followers: N, followers_at_start: N) -> N:
    """Followers at the end − followers at the start.

    Parameters
    ----------
    followers : float, Series or expression
        People. The stock at the end of the period.
    followers_at_start : float, Series or expression
        People. The stock at the end of the day before the period.

    Returns
    -------
    float, Series or expression
        People; negative when more left than came.

    Notes
    -----
    When a platform deletes false accounts, that looks like a loss.

    Source
    ------
    Meta, "Deprecated Metrics" (2025).

    Examples
    --------
    >>> net_follower_growth(followers=1_150.0, followers_at_start=1_000.0)
    150.0
    """
    return followers - followers_at_start


def follower_growth_rate(followers: N, followers_at_start: N) -> N:
    """Net follower growth ÷ followers at the start.

    Parameters
    ----------
    followers : float, Series or expression
        People. The stock at the end of the period.
    followers_at_start : float, Series or expression
        People. The stock at the end of the day before the period.

    Returns
    -------
    float, Series or expression
        0.1 means +10 %; undefined for an account that started with none.

    Notes
    -----
    Never average monthly rates: compute the rate of the whole time, or the CMGR.

    Source
    ------
    thesocialcat; Keyhole.

    Examples
    --------
    >>> follower_growth_rate(followers=1_150.0, followers_at_start=1_000.0)
    0.15
    """
    return ratio(followers - followers_at_start, followers_at_start)


def compound_monthly_growth_rate(followers: N, followers_at_start: N, months: N) -> N:
    """The steady growth per month that leads from the start to the end.

    Parameters
    ----------
    followers : float, Series or expression
        People. The stock at the end of the period.
    followers_at_start : float, Series or expression
        People. The stock at the end of the day before the period.
    months : float, Series or expression
        Months. Length of the time between two stocks: intervals, not values.

    Returns
    -------
    float, Series or expression
        0.1 means +10 % a month; undefined without a start or without time.

    Notes
    -----
    Months are intervals, not values: six month-ends are five months.

    Source
    ------
    marketing-calculator.net, "CMGR".

    Examples
    --------
    >>> round(compound_monthly_growth_rate(3_500.0, 2_000.0, months=5.0), 3)
    0.118
    """
    growth: N = ratio(followers, followers_at_start) ** ratio(1.0, months) - 1.0
    return growth


def unfollow_rate(unfollows: N, followers_at_start: N) -> N:
    """Followers lost ÷ followers at the start.

    Parameters
    ----------
    unfollows : float, Series or expression
        A count. How many left in the period.
    followers_at_start : float, Series or expression
        People. The stock at the end of the day before the period.

    Returns
    -------
    float, Series or expression
        A share; undefined for an account that started with none.

    Notes
    -----
    Gross losses are often not exported; the net change cannot take their place.

    Source
    ------
    Brandwatch; thesocialcat.

    Examples
    --------
    >>> unfollow_rate(unfollows=50.0, followers_at_start=1_000.0)
    0.05
    """
    return ratio(unfollows, followers_at_start)


def response_rate(answered_messages: N, messages: N) -> N:
    """Answered messages ÷ messages.

    Parameters
    ----------
    answered_messages : float, Series or expression
        A count. Messages to which there was an answer.
    messages : float, Series or expression
        A count. Messages that came in and to which somebody expects an answer.

    Returns
    -------
    float, Series or expression
        A share in [0, 1]; undefined without messages.

    Notes
    -----
    Say which messages count: spam and thanks need no answer. Recent ones may still be answered.

    Source
    ------
    Facebook; Fanpage Karma.

    Examples
    --------
    >>> response_rate(answered_messages=9.0, messages=10.0)
    0.9
    """
    return ratio(answered_messages, messages)


def median_response_time(response_seconds: N) -> N:
    """The time to the first answer that half of the answered messages did not exceed.

    Parameters
    ----------
    response_seconds : float, Series or expression
        Seconds. Time from the arrival of a message to the first answer.

    Returns
    -------
    float, Series or expression
        Seconds; missing without an answer.

    Notes
    -----
    Messages without an answer are not in it: show the response rate beside it. The mean is ruled by
    few late answers.

    Source
    ------
    Fanpage Karma; Facebook.

    Examples
    --------
    >>> median_response_time(response_seconds=1_800.0)
    1800.0
    """
    return response_seconds


def service_level(answered_in_time: N, messages: N) -> N:
    """Messages answered in time ÷ messages.

    Parameters
    ----------
    answered_in_time : float, Series or expression
        A count. Messages answered within the time that was promised.
    messages : float, Series or expression
        A count. Messages that came in and to which somebody expects an answer.

    Returns
    -------
    float, Series or expression
        A share in [0, 1]; undefined without messages.

    Notes
    -----
    The time limit belongs beside the figure, and whether it runs in business hours or around the
    clock.

    Source
    ------
    Fanpage Karma Academy.

    Examples
    --------
    >>> service_level(answered_in_time=11.0, messages=20.0)
    0.55
    """
    return ratio(answered_in_time, messages)


def net_sentiment(positive_mentions: N, negative_mentions: N, classified_mentions: N) -> N:
    """(Positive − negative mentions) ÷ all classified mentions, neutral ones included.

    Parameters
    ----------
    positive_mentions : float, Series or expression
        A count. Mentions with positive sentiment.
    negative_mentions : float, Series or expression
        A count. Mentions with negative sentiment.
    classified_mentions : float, Series or expression
        A count. Mentions whose sentiment is known: positive, neutral or negative.

    Returns
    -------
    float, Series or expression
        A number in [-1, 1], shown as −100 to 100 points. Undefined without classified mentions.

    Notes
    -----
    With or without the neutral ones makes 30 or 60 points of the same mentions. Irony is often
    classified wrongly.

    Source
    ------
    Black Box Intelligence; japio.

    Examples
    --------
    >>> net_sentiment(positive_mentions=80.0, negative_mentions=20.0, classified_mentions=200.0)
    0.3
    """
    return ratio(positive_mentions - negative_mentions, classified_mentions)


def net_sentiment_without_neutral(positive_mentions: N, negative_mentions: N) -> N:
    """(Positive − negative mentions) ÷ (positive + negative mentions).

    Parameters
    ----------
    positive_mentions : float, Series or expression
        A count. Mentions with positive sentiment.
    negative_mentions : float, Series or expression
        A count. Mentions with negative sentiment.

    Returns
    -------
    float, Series or expression
        A number in [-1, 1], shown as −100 to 100 points. Undefined if all mentions are neutral.

    Notes
    -----
    Swings strongly where most mentions are neutral: name the number of mentions beside it.

    Source
    ------
    Black Box Intelligence.

    Examples
    --------
    >>> net_sentiment_without_neutral(positive_mentions=80.0, negative_mentions=20.0)
    0.6
    """
    return ratio(positive_mentions - negative_mentions, positive_mentions + negative_mentions)


def positive_share(positive_mentions: N, classified_mentions: N) -> N:
    """Positive mentions ÷ all classified mentions.

    Parameters
    ----------
    positive_mentions : float, Series or expression
        A count. Mentions with positive sentiment.
    classified_mentions : float, Series or expression
        A count. Mentions whose sentiment is known: positive, neutral or negative.

    Returns
    -------
    float, Series or expression
        A share in [0, 1]; undefined without classified mentions.

    Notes
    -----
    Says nothing of the negative ones: 40 % positive may go with 0 % or with 60 % negative.

    Source
    ------
    Conclave, Social Media Standards.

    Examples
    --------
    >>> positive_share(positive_mentions=80.0, classified_mentions=200.0)
    0.4
    """
    return ratio(positive_mentions, classified_mentions)
