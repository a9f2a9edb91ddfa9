"""Money: what it cost, and what came back."""

from kpi_kit.formulas.ratio import N, positive, ratio


def cost_per_mille(spend: N, impressions: N) -> N:
    """Ad spend ÷ impressions × 1,000.

    Parameters
    ----------
    spend : float, Series or expression
        Money, in one currency. What the platform charges for delivery; work and production are not
        in it.
    impressions : float, Series or expression
        A count. How often content was displayed, repeats included.

    Returns
    -------
    float, Series or expression
        Money; undefined without impressions.

    Notes
    -----
    Cheap contacts need not be the right ones. Per 1,000 people reached is another figure.

    Source
    ------
    adwisely; sistrix.

    Examples
    --------
    >>> cost_per_mille(spend=500.0, impressions=20_000.0)
    25.0
    """
    return ratio(spend, impressions) * 1_000


def cost_per_thousand_reached(spend: N, reach: N) -> N:
    """Ad spend ÷ net reach × 1,000.

    Parameters
    ----------
    spend : float, Series or expression
        Money, in one currency. What the platform charges for delivery; work and production are not
        in it.
    reach : float, Series or expression
        People. Accounts that saw something at least once (net reach).

    Returns
    -------
    float, Series or expression
        Money; undefined without reach.

    Notes
    -----
    Needs the net reach of the whole campaign; added-up reach makes it look cheaper.

    Source
    ------
    Meta Ads Manager, "Cost per 1,000 Accounts Centre accounts reached".

    Examples
    --------
    >>> cost_per_thousand_reached(spend=500.0, reach=10_000.0)
    50.0
    """
    return ratio(spend, reach) * 1_000


def cost_per_click(spend: N, clicks: N) -> N:
    """Ad spend ÷ all clicks.

    Parameters
    ----------
    spend : float, Series or expression
        Money, in one currency. What the platform charges for delivery; work and production are not
        in it.
    clicks : float, Series or expression
        A count. Clicks of any kind, those on names and likes included.

    Returns
    -------
    float, Series or expression
        Money; undefined without clicks.

    Notes
    -----
    All clicks include likes and clicks on the name: compare only with figures of the same kind.

    Source
    ------
    Google Ads, "Cost-per-click (CPC)".

    Examples
    --------
    >>> cost_per_click(spend=10.0, clicks=5.0)
    2.0
    """
    return ratio(spend, clicks)


def cost_per_link_click(spend: N, link_clicks: N) -> N:
    """Ad spend ÷ link clicks.

    Parameters
    ----------
    spend : float, Series or expression
        Money, in one currency. What the platform charges for delivery; work and production are not
        in it.
    link_clicks : float, Series or expression
        A count. Clicks on a link in a post, an ad or the profile.

    Returns
    -------
    float, Series or expression
        Money; undefined without link clicks.

    Notes
    -----
    What most people mean by CPC. A click is no visit yet.

    Source
    ------
    Meta Ads Manager, "CPC (cost per link click)".

    Examples
    --------
    >>> cost_per_link_click(spend=10.0, link_clicks=4.0)
    2.5
    """
    return ratio(spend, link_clicks)


def cost_per_interaction(spend: N, interactions: N) -> N:
    """Ad spend ÷ interactions.

    Parameters
    ----------
    spend : float, Series or expression
        Money, in one currency. What the platform charges for delivery; work and production are not
        in it.
    interactions : float, Series or expression
        A count. What the channel counts as an interaction; it differs between channels.

    Returns
    -------
    float, Series or expression
        Money; undefined without interactions.

    Notes
    -----
    What counts as an interaction differs between platforms. Organic interactions do not belong in
    it.

    Source
    ------
    Klipfolio, MetricHQ.

    Examples
    --------
    >>> cost_per_interaction(spend=60.0, interactions=400.0)
    0.15
    """
    return ratio(spend, interactions)


def cost_per_view(spend: N, video_views: N) -> N:
    """Ad spend ÷ video views.

    Parameters
    ----------
    spend : float, Series or expression
        Money, in one currency. What the platform charges for delivery; work and production are not
        in it.
    video_views : float, Series or expression
        A count. How often a video ran long enough for the channel to count a view.

    Returns
    -------
    float, Series or expression
        Money; undefined without video views.

    Notes
    -----
    Depends on how long a video must run to count as a view: 2, 3, 15 or 30 seconds.

    Source
    ------
    Morningdough; SplitMetrics.

    Examples
    --------
    >>> cost_per_view(spend=1_500.0, video_views=3_000.0)
    0.5
    """
    return ratio(spend, video_views)


def cost_per_completed_view(spend: N, completed_views: N) -> N:
    """Ad spend ÷ completed views.

    Parameters
    ----------
    spend : float, Series or expression
        Money, in one currency. What the platform charges for delivery; work and production are not
        in it.
    completed_views : float, Series or expression
        A count. How often a video ran to its end.

    Returns
    -------
    float, Series or expression
        Money; undefined without completed views.

    Notes
    -----
    Short videos are completed more often: compare only videos of about the same length.

    Source
    ------
    SplitMetrics; freeonlinecal.com.

    Examples
    --------
    >>> cost_per_completed_view(spend=10_000.0, completed_views=50_000.0)
    0.2
    """
    return ratio(spend, completed_views)


def cost_per_lead(spend: N, leads: N) -> N:
    """Ad spend ÷ leads.

    Parameters
    ----------
    spend : float, Series or expression
        Money, in one currency. What the platform charges for delivery; work and production are not
        in it.
    leads : float, Series or expression
        A count. Contact details of people who are interested.

    Returns
    -------
    float, Series or expression
        Money; undefined without leads.

    Notes
    -----
    Leads differ in worth: look at how many of them become customers.

    Source
    ------
    42medien.de.

    Examples
    --------
    >>> cost_per_lead(spend=300.0, leads=12.0)
    25.0
    """
    return ratio(spend, leads)


def cost_per_acquisition(spend: N, conversions: N) -> N:
    """Ad spend ÷ conversions.

    Parameters
    ----------
    spend : float, Series or expression
        Money, in one currency. What the platform charges for delivery; work and production are not
        in it.
    conversions : float, Series or expression
        A count. Purchases that the platform credits to itself.

    Returns
    -------
    float, Series or expression
        Money; undefined without conversions.

    Notes
    -----
    Platforms credit the same order to themselves. Compare with the break-even CPA, not with other
    companies.

    Source
    ------
    Google Ads, "Cost per conversion"; 42medien.de.

    Examples
    --------
    >>> cost_per_acquisition(spend=100.0, conversions=2.0)
    50.0
    """
    return ratio(spend, conversions)


def break_even_cost_per_acquisition(revenue: N, orders: N, margin_rate: N) -> N:
    """Average order value × contribution margin ratio: what an order may cost at most.

    Parameters
    ----------
    revenue : float, Series or expression
        Money, in one currency. Revenue; of ads, what the platform credits to itself.
    orders : float, Series or expression
        A count. Orders that have a number.
    margin_rate : float, Series or expression
        A share in [0, 1]. Contribution margin ÷ revenue, before ad spend is deducted.

    Returns
    -------
    float, Series or expression
        Money; undefined without orders.

    Notes
    -----
    At this cost nothing is earned, and work and production are not paid yet. Repeat orders are left
    out.

    Source
    ------
    mediabuyer.site.

    Examples
    --------
    >>> break_even_cost_per_acquisition(revenue=890.0, orders=10.0, margin_rate=0.6)
    53.4
    """
    return ratio(revenue, orders) * margin_rate


def return_on_ad_spend(revenue: N, spend: N) -> N:
    """Revenue ÷ ad spend; it says nothing about profit.

    Parameters
    ----------
    revenue : float, Series or expression
        Money, in one currency. Revenue; of ads, what the platform credits to itself.
    spend : float, Series or expression
        Money, in one currency. What the platform charges for delivery; work and production are not
        in it.

    Returns
    -------
    float, Series or expression
        4 means four of revenue per one of spend; undefined without spend.

    Notes
    -----
    Revenue, not profit. The platform credits itself with orders that would have come anyway.

    Source
    ------
    ficilcom; 42medien.de.

    Examples
    --------
    >>> return_on_ad_spend(revenue=40_000.0, spend=10_000.0)
    4.0
    """
    return ratio(revenue, spend)


def profit_on_ad_spend(contribution_margin: N, spend: N) -> N:
    """Contribution margin ÷ ad spend.

    Parameters
    ----------
    contribution_margin : float, Series or expression
        Money, in one currency. What is left of revenue once the variable cost of the goods is paid.
    spend : float, Series or expression
        Money, in one currency. What the platform charges for delivery; work and production are not
        in it.

    Returns
    -------
    float, Series or expression
        Above 1 the ads earn more than they cost; undefined without spend.

    Notes
    -----
    Work, production and tools are not paid yet: that is what ROI is for.

    Source
    ------
    42medien.de.

    Examples
    --------
    >>> profit_on_ad_spend(contribution_margin=12_000.0, spend=10_000.0)
    1.2
    """
    return ratio(contribution_margin, spend)


def break_even_return_on_ad_spend(margin_rate: N) -> N:
    """1 ÷ contribution margin ratio: the ROAS at which the ads pay for themselves.

    Parameters
    ----------
    margin_rate : float, Series or expression
        A share in [0, 1]. Contribution margin ÷ revenue, before ad spend is deducted.

    Returns
    -------
    float, Series or expression
        1 or more; undefined where every sale loses money.

    Notes
    -----
    The ratio is before ad spend: who deducts it first counts it twice.

    Source
    ------
    metricrig; numberconvert.

    Examples
    --------
    >>> break_even_return_on_ad_spend(margin_rate=0.25)
    4.0
    """
    return ratio(1.0, positive(margin_rate))


def return_on_investment(contribution_margin: N, cost: N) -> N:
    """(Contribution margin − full cost) ÷ full cost.

    Parameters
    ----------
    contribution_margin : float, Series or expression
        Money, in one currency. What is left of revenue once the variable cost of the goods is paid.
    cost : float, Series or expression
        Money, in one currency. All that the campaign cost: media, work, production, tools.

    Returns
    -------
    float, Series or expression
        0.5 means +50 %; −1 means that all of it was lost; undefined without cost.

    Notes
    -----
    Revenue in place of the margin is the usual mistake, work left out of the cost the second.

    Source
    ------
    hadba.net; 42medien.de.

    Examples
    --------
    >>> return_on_investment(contribution_margin=12_000.0, cost=10_000.0)
    0.2
    """
    return ratio(contribution_margin - cost, cost)


def return_on_investment_by_margin_rate(revenue: N, margin_rate: N, cost: N) -> N:
    """(Revenue × contribution margin ratio − full cost) ÷ full cost.

    Parameters
    ----------
    revenue : float, Series or expression
        Money, in one currency. Revenue; of ads, what the platform credits to itself.
    margin_rate : float, Series or expression
        A share in [0, 1]. Contribution margin ÷ revenue, before ad spend is deducted.
    cost : float, Series or expression
        Money, in one currency. All that the campaign cost: media, work, production, tools.

    Returns
    -------
    float, Series or expression
        0.5 means +50 %; −1 means that all of it was lost; undefined without cost.

    Notes
    -----
    One ratio for all goods: wrong as soon as campaigns sell what earns more or less than the
    average.

    Source
    ------
    hadba.net.

    Examples
    --------
    >>> return_on_investment_by_margin_rate(revenue=30_000.0, margin_rate=0.4, cost=10_000.0)
    0.2
    """
    return ratio(revenue * margin_rate - cost, cost)


def margin_per_cost(contribution_margin: N, cost: N) -> N:
    """Contribution margin ÷ full cost.

    Parameters
    ----------
    contribution_margin : float, Series or expression
        Money, in one currency. What is left of revenue once the variable cost of the goods is paid.
    cost : float, Series or expression
        Money, in one currency. All that the campaign cost: media, work, production, tools.

    Returns
    -------
    float, Series or expression
        1 means that the cost came back; undefined without cost.

    Notes
    -----
    Some tools call this ROI: 1.2 here is an ROI of 20 %, and 1.0 is an ROI of nothing.

    Source
    ------
    Google Meridian, "ROI".

    Examples
    --------
    >>> margin_per_cost(contribution_margin=12_000.0, cost=10_000.0)
    1.2
    """
    return ratio(contribution_margin, cost)


def incremental_conversions(
    test_conversions: N, control_conversions: N, test_people: N, control_people: N
) -> N:
    """Conversions of the test group − those of the control group, scaled to its size.

    Parameters
    ----------
    test_conversions : float, Series or expression
        A count. Conversions in the group that could see the ads.
    control_conversions : float, Series or expression
        A count. Conversions in the group from which the ads were withheld.
    test_people : float, Series or expression
        People. People in the group that could see the ads.
    control_people : float, Series or expression
        People. People in the group from which the ads were withheld.

    Returns
    -------
    float, Series or expression
        Conversions; negative if the control group did better. Undefined without control.

    Notes
    -----
    Needs a control group chosen by chance. It is an estimate: show its interval.

    Source
    ------
    metrickittools.

    Examples
    --------
    >>> incremental_conversions(1_200.0, 900.0, test_people=100_000.0, control_people=100_000.0)
    300.0
    """
    return test_conversions - control_conversions * ratio(test_people, control_people)


def incremental_return_on_ad_spend(incremental_revenue: N, spend: N) -> N:
    """Incremental revenue ÷ ad spend.

    Parameters
    ----------
    incremental_revenue : float, Series or expression
        Money, in one currency. Revenue that there would not have been without the ads.
    spend : float, Series or expression
        Money, in one currency. What the platform charges for delivery; work and production are not
        in it.

    Returns
    -------
    float, Series or expression
        1 means one of additional revenue per one of spend; undefined without spend.

    Notes
    -----
    Usually far below the platform's ROAS: 0.48 against 1.92 in the published example.

    Source
    ------
    metrickittools; Google Meridian.

    Examples
    --------
    >>> incremental_return_on_ad_spend(incremental_revenue=24_000.0, spend=50_000.0)
    0.48
    """
    return ratio(incremental_revenue, spend)


def incremental_return_on_investment(incremental_margin: N, cost: N) -> N:
    """(Incremental contribution margin − full cost) ÷ full cost.

    Parameters
    ----------
    incremental_margin : float, Series or expression
        Money, in one currency. Contribution margin that there would not have been without the ads.
    cost : float, Series or expression
        Money, in one currency. All that the campaign cost: media, work, production, tools.

    Returns
    -------
    float, Series or expression
        0.5 means +50 %; −1 means that all of it was lost; undefined without cost.

    Notes
    -----
    The only ROI that says what the campaign caused, and only as good as its control group.

    Source
    ------
    metrickittools; Google Meridian.

    Examples
    --------
    >>> incremental_return_on_investment(incremental_margin=9_600.0, cost=50_000.0)
    -0.808
    """
    return ratio(incremental_margin - cost, cost)


def payback_months(cost: N, monthly_margin: N) -> N:
    """Full cost ÷ contribution margin per month.

    Parameters
    ----------
    cost : float, Series or expression
        Money, in one currency. All that the campaign cost: media, work, production, tools.
    monthly_margin : float, Series or expression
        Money, in one currency. Contribution margin that comes back every month.

    Returns
    -------
    float, Series or expression
        Months; undefined if nothing comes back.

    Notes
    -----
    Supposes that every month brings as much; who leaves earlier never pays back.

    Source
    ------
    metrickittools; calcmastery; scoutmytool.

    Examples
    --------
    >>> payback_months(cost=6_000.0, monthly_margin=400.0)
    15.0
    """
    return ratio(cost, positive(monthly_margin))
