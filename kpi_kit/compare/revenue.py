"""The revenue that a platform claims, that the shop has, and that web analytics sees."""

from datetime import date

import pandas as pd

from kpi_kit.compare.said import said
from kpi_kit.compare.sources import Cause, Reconciliation, reconcile, share_of
from kpi_kit.errors import ComparisonError, require
from kpi_kit.estimates import LEVEL, Estimate
from kpi_kit.spans import Span


def revenue_sources(
    ads: pd.DataFrame,
    orders: pd.DataFrame,
    web: pd.DataFrame,
    *,
    platform: str,
    source: str,
    period: "Span | str | tuple[str | date, str | date]",
    vat: float | None = None,
    level: float = LEVEL,
) -> tuple[Reconciliation, Reconciliation]:
    """Reconcile the revenue of an ad platform, the shop and web analytics.

    Two bridges: from what the platform claims to the shop's orders with its tag, and from those to
    what web analytics gives to it. The shop's revenue is without VAT and after returns; platform
    and analytics count an order when it is placed, as the shop's pixel or tag reports it.

    Parameters
    ----------
    ads, orders, web : DataFrame
        The tables of :class:`~kpi_kit.exports.Exports`. Of ``ads`` count the rows that lie inside
        the period as a whole; of ``web`` those with a source.
    platform : str
        The channel in ``ads``, such as ``"meta_ads"``.
    source : str
        What its links carry as ``utm_source``, such as ``"meta"``.
    period : period
        ``"2025-10"``, or first and last day.
    vat : float, optional
        The rate of VAT that platform and analytics count on top, such as 0.19; 0 where they get
        net amounts. Without it VAT is named and gets no amount, for no export says which it is.
    level : float
        Of all intervals.

    Returns
    -------
    tuple of two Reconciliation
        In money. Returns have an amount where the orders tell of refunds; purchases without
        consent as many as of all other orders. What the data cannot tell is named without one.

    Raises
    ------
    ColumnError
        If a table lacks a column.
    ComparisonError
        If platform or analytics report no revenue in the period, or amounts are of several
        currencies.

    Examples
    --------
    119 € with VAT are 100 € without; 20 € of those were paid back:

    >>> day = pd.to_datetime(["2026-05-04"])
    >>> ads = pd.DataFrame({"channel": "meta_ads", "period_start": day, "period_end": day,
    ...                     "revenue": 119.0, "currency": "EUR"})
    >>> orders = pd.DataFrame({"ordered_on": day, "utm_source": "meta", "revenue": 80.0,
    ...                        "refund": 20.0, "currency": "EUR"})
    >>> web = pd.DataFrame({"date": day, "source": "meta", "conversions": 1.0, "revenue": 119.0,
    ...                     "currency": "EUR"})
    >>> claimed, seen = revenue_sources(ads, orders, web, platform="meta_ads", source="meta",
    ...                                 period="2026-05", vat=0.19)
    >>> [round(bridge.unexplained.value, 2) + 0.0 for bridge in (claimed, seen)]
    [0.0, 0.0]
    """
    require(("channel", "period_start", "period_end", "revenue", "currency"), ads, "ads")
    require(("ordered_on", "utm_source", "revenue", "refund", "currency"), orders, "orders")
    require(("date", "source", "conversions", "revenue", "currency"), web, "web")
    span = Span.of(period)
    inside = span.holds(ads["period_start"]) & span.holds(ads["period_end"])
    claims = ads[(ads["channel"] == platform) & inside]
    sold = orders[span.holds(orders["ordered_on"])]
    seen = web[span.holds(web["date"]) & web["source"].notna()]
    mine, seen_mine = sold[sold["utm_source"] == source], seen[seen["source"] == source]
    for name, rows in ((platform, claims), (source, seen_mine)):
        if not rows["revenue"].notna().any():
            raise ComparisonError.saying("no_revenue", source=name, span=span)
    currency = _one_currency(claims, mine, seen_mine)
    claimed, net, refunds = (
        float(amounts.sum()) for amounts in (claims["revenue"], mine["revenue"], mine["refund"])
    )
    shop = (said("shop_tagged", source=source), net)
    first = reconcile(
        (said("platform", platform=platform), claimed), shop,
        [_vat(vat, -claimed, 1), Cause("returns", -refunds if refunds else None),
         Cause("view_through"), Cause("attribution_window"), Cause("duplicates")],
        unit="money", currency=currency,
    )  # fmt: skip
    placed = net + refunds  # analytics sees an order when it is placed
    unseen = _unseen(placed, mine, sold, seen, vat, level)
    second = reconcile(
        shop, (said("analytics_source", source=source), float(seen_mine["revenue"].sum())),
        [Cause("returns", refunds if refunds else None), unseen, _vat(vat, placed, 0),
         Cause("last_click")],
        unit="money", currency=currency,
    )  # fmt: skip
    return first, second


def _vat(rate: float | None, amount: float, contained: int) -> Cause:
    """Return VAT on an amount that is net of it, or the part of one that contains it."""
    if rate is None:
        return Cause("vat")
    return Cause("vat", amount * rate / (1 + contained * rate))


def _unseen(
    placed: float, mine: pd.DataFrame, sold: pd.DataFrame, seen: pd.DataFrame,
    vat: float | None, level: float,
) -> Cause:  # fmt: skip
    """Say what analytics does not see, if these buyers consent as often as all others.

    Where VAT is known it is missing with the order, too.
    """
    source = mine["utm_source"].iloc[0] if len(mine) else None
    others = len(sold) - len(mine)
    found = int(seen.loc[seen["source"] != source, "conversions"].sum())
    if not len(mine) or not others or found > others:
        return Cause("consent_like_others")
    kept = share_of(len(mine), found, others, level)
    gross = placed * (1 + (vat or 0.0)) / len(mine)
    value, low, high = (
        (orders - len(mine)) * gross for orders in (kept.value, kept.low, kept.high)
    )
    return Cause("consent_like_others", Estimate(value, low, high, level))


def _one_currency(*frames: pd.DataFrame) -> str:
    """Return the currency of all amounts; two are never compared."""
    known = [frame.loc[frame["revenue"].notna(), "currency"] for frame in frames]
    found = sorted({str(name) for names in known for name in names.dropna()})
    if len(found) > 1:
        shown = ", ".join(found)
        raise ComparisonError.saying("two_currencies", where="revenue_sources", currencies=shown)
    return found[0] if found else ""
