"""Traffic and conversion: what happens on the website, and what customers are worth."""

from kpi_kit.formulas.ratio import N, positive, ratio


def engaged_session_rate(engaged_sessions: N, sessions: N) -> N:
    """Engaged sessions ÷ sessions.

    Parameters
    ----------
    engaged_sessions : float, Series or expression
        A count. Visits of over 10 seconds, with a key event, or with two page views or more.
    sessions : float, Series or expression
        A count. Visits to the website.

    Returns
    -------
    float, Series or expression
        A share in [0, 1]; undefined without sessions.

    Notes
    -----
    GA4 calls it "engagement rate"; it has nothing to do with likes and comments.

    Source
    ------
    Google Analytics 4, "Engagement rate"; nicelookingdata.

    Examples
    --------
    >>> engaged_session_rate(engaged_sessions=1_300.0, sessions=2_000.0)
    0.65
    """
    return ratio(engaged_sessions, sessions)


def bounce_rate(engaged_sessions: N, sessions: N) -> N:
    """1 − engaged sessions ÷ sessions.

    Parameters
    ----------
    engaged_sessions : float, Series or expression
        A count. Visits of over 10 seconds, with a key event, or with two page views or more.
    sessions : float, Series or expression
        A count. Visits to the website.

    Returns
    -------
    float, Series or expression
        A share in [0, 1]; undefined without sessions.

    Notes
    -----
    Universal Analytics counted bounces otherwise: 46 % then against 64 % now, from the same visits.

    Source
    ------
    Google Analytics 4, "Bounce rate"; nicelookingdata.

    Examples
    --------
    >>> bounce_rate(engaged_sessions=1_300.0, sessions=2_000.0)
    0.35
    """
    return 1 - ratio(engaged_sessions, sessions)


def conversion_rate_by_clicks(conversions: N, clicks: N) -> N:
    """Conversions ÷ all clicks.

    Parameters
    ----------
    conversions : float, Series or expression
        A count. Purchases that the platform credits to itself.
    clicks : float, Series or expression
        A count. Clicks of any kind, those on names and likes included.

    Returns
    -------
    float, Series or expression
        A share; undefined without clicks.

    Notes
    -----
    Conversions arrive days after the click: the last days always look weak.

    Source
    ------
    Google Ads, "Conversion rate"; TikTok Ads 10000166, "CVR, clicks".

    Examples
    --------
    >>> conversion_rate_by_clicks(conversions=50.0, clicks=1_000.0)
    0.05
    """
    return ratio(conversions, clicks)


def conversion_rate_by_link_clicks(conversions: N, link_clicks: N) -> N:
    """Conversions ÷ link clicks.

    Parameters
    ----------
    conversions : float, Series or expression
        A count. Purchases that the platform credits to itself.
    link_clicks : float, Series or expression
        A count. Clicks on a link in a post, an ad or the profile.

    Returns
    -------
    float, Series or expression
        A share; undefined without link clicks.

    Notes
    -----
    Conversions after mere views are above the line too, unless the attribution leaves them out.

    Source
    ------
    Meta Ads Manager.

    Examples
    --------
    >>> conversion_rate_by_link_clicks(conversions=2.0, link_clicks=80.0)
    0.025
    """
    return ratio(conversions, link_clicks)


def conversion_rate_by_sessions(conversions: N, sessions: N) -> N:
    """Conversions ÷ sessions.

    Parameters
    ----------
    conversions : float, Series or expression
        A count. Purchases that the platform credits to itself.
    sessions : float, Series or expression
        A count. Visits to the website.

    Returns
    -------
    float, Series or expression
        A share; undefined without sessions.

    Notes
    -----
    Links without UTM parameters become direct traffic and are missing here.

    Source
    ------
    Google Analytics 4, "Session key event rate".

    Examples
    --------
    >>> conversion_rate_by_sessions(conversions=30.0, sessions=1_500.0)
    0.02
    """
    return ratio(conversions, sessions)


def conversion_rate_by_impressions(conversions: N, impressions: N) -> N:
    """Conversions ÷ impressions.

    Parameters
    ----------
    conversions : float, Series or expression
        A count. Purchases that the platform credits to itself.
    impressions : float, Series or expression
        A count. How often content was displayed, repeats included.

    Returns
    -------
    float, Series or expression
        A share; undefined without impressions.

    Notes
    -----
    What TikTok Ads calls CVR. A hundredth of the rate by clicks is nothing unusual.

    Source
    ------
    TikTok Ads 10000166, "CVR".

    Examples
    --------
    >>> conversion_rate_by_impressions(conversions=5.0, impressions=20_000.0)
    0.00025
    """
    return ratio(conversions, impressions)


def average_order_value(revenue: N, orders: N) -> N:
    """Revenue ÷ orders.

    Parameters
    ----------
    revenue : float, Series or expression
        Money, in one currency. Revenue; of ads, what the platform credits to itself.
    orders : float, Series or expression
        A count. Orders that have a number.

    Returns
    -------
    float, Series or expression
        Money per order; undefined without orders.

    Notes
    -----
    A few large orders pull it up: look at the median beside it. Without VAT and after returns.

    Source
    ------
    E-commerce e-book, 43.

    Examples
    --------
    >>> average_order_value(revenue=10_000.0, orders=25.0)
    400.0
    """
    return ratio(revenue, orders)


def median_order_value(order_value: N) -> N:
    """The order value that half of the orders do not exceed.

    Parameters
    ----------
    order_value : float, Series or expression
        Money, in one currency. Revenue of a single order.

    Returns
    -------
    float, Series or expression
        Money per order; missing without orders.

    Notes
    -----
    Cannot be multiplied back to revenue; that only the average can.

    Source
    ------
    E-commerce e-book, 43.

    Examples
    --------
    >>> median_order_value(order_value=320.0)
    320.0
    """
    return order_value


def customer_lifetime_value(
    revenue_per_order: N, orders_per_year: N, customer_years: N, margin_rate: N
) -> N:
    """Revenue per order × orders per year × years × margin ratio, then the mean of customers.

    Parameters
    ----------
    revenue_per_order : float, Series or expression
        Money, in one currency. What a customer spends per order.
    orders_per_year : float, Series or expression
        A number. How often a customer orders in a year.
    customer_years : float, Series or expression
        A number. How many years somebody remains a customer.
    margin_rate : float, Series or expression
        A share in [0, 1]. Contribution margin ÷ revenue, before ad spend is deducted.

    Returns
    -------
    float, Series or expression
        Money per customer; missing if one input is.

    Notes
    -----
    The product of the means is another figure. A margin ratio of 1 gives revenue, not value.

    Source
    ------
    Starbucks, slidetodoc.

    Examples
    --------
    >>> customer_lifetime_value(50.0, 4.0, customer_years=3.0, margin_rate=0.4)
    240.0
    """
    return revenue_per_order * orders_per_year * customer_years * margin_rate


def customer_lifetime_value_with_retention(
    margin_per_period: N, retention_rate: N, discount_rate: N
) -> N:
    """Margin × retention ÷ (1 + interest − retention).

    Parameters
    ----------
    margin_per_period : float, Series or expression
        Money, in one currency. Contribution margin that a customer brings in one period, usually a
        year.
    retention_rate : float, Series or expression
        A share in [0, 1]. Share of customers who are still customers in the next period.
    discount_rate : float, Series or expression
        A share in [0, 1]. Interest per period at which later amounts are discounted.

    Returns
    -------
    float, Series or expression
        Money per customer; undefined if customers never leave and nothing is discounted.

    Notes
    -----
    The margin of the first period is not in it; some authors add it. Small changes of retention
    change much.

    Source
    ------
    Gupta, Lehmann, "Customers as assets" (2003); papersdude.

    Examples
    --------
    >>> round(customer_lifetime_value_with_retention(5_241.6, 0.75, 0.1), 2)
    11232.0
    """
    return ratio(margin_per_period * retention_rate, positive(1 + discount_rate - retention_rate))


def economic_value(revenue: N, long_term_revenue: N, cost_savings: N) -> N:
    """Revenue + long-term revenue + cost savings.

    Parameters
    ----------
    revenue : float, Series or expression
        Money, in one currency. Revenue; of ads, what the platform credits to itself.
    long_term_revenue : float, Series or expression
        Money, in one currency. Estimated later revenue, for example out of leads and subscriptions.
    cost_savings : float, Series or expression
        Money, in one currency. Cost that would have arisen without social media, for example in
        customer service.

    Returns
    -------
    float, Series or expression
        Money; missing if one of the three is.

    Notes
    -----
    Two of the three are estimates: state how they were made. It is revenue, not profit.

    Source
    ------
    Avinash Kaushik, "Best Social Media Metrics" (2011).

    Examples
    --------
    >>> economic_value(revenue=8_000.0, long_term_revenue=3_000.0, cost_savings=1_000.0)
    12000.0
    """
    return revenue + long_term_revenue + cost_savings
