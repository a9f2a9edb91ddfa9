"""The orders that a platform claims, that the shop has, and that web analytics sees."""

from datetime import date

import numpy as np
import pandas as pd

from kpi_kit.compare.said import said
from kpi_kit.compare.sources import Cause, Reconciliation, reconcile, share_of
from kpi_kit.compare.tagging import lost_tags
from kpi_kit.errors import ComparisonError, require
from kpi_kit.estimates import LEVEL, Estimate
from kpi_kit.spans import Span


def order_sources(
    ads: pd.DataFrame,
    orders: pd.DataFrame,
    web: pd.DataFrame,
    *,
    platform: str,
    source: str,
    period: "Span | str | tuple[str | date, str | date]",
    consent: float | None = None,
    hours_apart: float = 0,
    level: float = LEVEL,
) -> tuple[Reconciliation, Reconciliation, Reconciliation]:
    """Reconcile the orders of an ad platform, the shop and web analytics.

    Three bridges. From what the platform claims to the shop's orders with its tag; from those to
    the orders that web analytics gives to it; and from all orders of the shop to all of web
    analytics. Amounts come from the data: orders without a tag from stretches in which tags were
    lost, orders without consent from how many of all *other* orders analytics sees. What the
    data cannot tell apart is named without an amount: views, longer attribution windows, orders
    that two platforms claim.

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
    consent : float, optional
        The share of visitors that accept being measured, as the consent tool says; without it the
        third bridge names the cause and does not say how large it is.
    hours_apart : float
        By how many hours the clock of web analytics is behind the shop's.
    level : float
        Of all intervals.

    Raises
    ------
    ColumnError
        If a table lacks a column.
    ComparisonError
        If the platform reports no conversions in the period.
    """
    require(("channel", "period_start", "period_end", "conversions"), ads, "order_sources")
    require(("ordered_on", "ordered_at", "utm_source", "utm_medium"), orders, "order_sources")
    require(("date", "source", "medium", "conversions", "sessions"), web, "order_sources")
    span = Span.of(period)
    claims = ads[
        (ads["channel"] == platform)
        & span.holds(ads["period_start"])
        & span.holds(ads["period_end"])
    ]
    if not claims["conversions"].notna().any():
        raise ComparisonError.saying("no_claims", platform=platform, span=span)
    sold = orders[span.holds(orders["ordered_on"])]
    mine = sold[sold["utm_source"] == source]
    seen = web[span.holds(web["date"]) & web["source"].notna()]
    seen_mine, seen_all = (
        int(rows["conversions"].sum()) for rows in (seen[seen["source"] == source], seen)
    )
    tagged, everything = len(mine), len(sold)
    shown = said("platform", platform=platform)
    shop_mine = (said("shop_tagged", source=source), float(tagged))
    others = (seen_all - seen_mine, everything - tagged)
    clock = _moved_over(orders, span, hours_apart)
    return (
        reconcile(
            (shown, float(claims["conversions"].sum())),
            shop_mine,
            [
                *_untagged(web, orders, source, span, level),
                Cause("view_through"),
                Cause("attribution_window"),
                Cause("duplicates"),
            ],
        ),
        reconcile(
            shop_mine,
            (said("analytics_source", source=source), seen_mine),
            [_unseen(tagged, *others, level), Cause("last_click")],
        ),
        reconcile(
            (said("shop_all"), everything),
            (said("analytics_all"), seen_all),
            [
                Cause(
                    "consent", None if consent is None else share_minus(everything, consent, level)
                ),
                Cause("time_zone", clock),
            ],
        ),
    )


def share_minus(count: int, share: float, level: float) -> Estimate:
    """Estimate by how much a count shrinks if each of it stays with some chance.

    Examples
    --------
    >>> share_minus(1000, 0.6, 0.9)
    Estimate(value=-400.0, low=-426.0, high=-375.0, level=0.9)
    """
    from scipy.stats import binom

    low, high = binom(count, share).interval(level)
    return Estimate(count * (share - 1), float(low) - count, float(high) - count, level)


def _unseen(tagged: int, seen: int, sold: int, level: float) -> Cause:
    """Say how many orders analytics does not see, if it sees as many as of all other orders."""
    if not sold or seen > sold:
        return Cause("consent_like_others")
    kept = share_of(tagged, seen, sold, level)
    return Cause(
        "consent_like_others",
        Estimate(kept.value - tagged, kept.low - tagged, kept.high - tagged, level),
    )


def _untagged(
    web: pd.DataFrame, orders: pd.DataFrame, source: str, span: Span, level: float
) -> list[Cause]:
    """Say how many orders lost this source's tag, where tags were lost inside the period."""
    mine = orders[orders["utm_source"] == source]
    media = sorted({*mine["utm_medium"].dropna()})
    losses = [
        loss
        for loss in lost_tags(web, mine, level=level).found
        if loss.kind == "tags_lost" and span.first <= loss.run.start and loss.run.end <= span.last
    ]
    if not losses or not media:
        return [] if not losses else [Cause("direct")]
    found = [loss.orders for loss in losses if loss.orders is not None]
    value = sum(one.value for one in found)
    down = float(np.sqrt(sum((one.value - one.low) ** 2 for one in found)))
    up = float(np.sqrt(sum((one.high - one.value) ** 2 for one in found)))
    return [Cause("direct", Estimate(-value, -value - up, -value + down, level))]


def _moved_over(orders: pd.DataFrame, span: Span, hours: float) -> float | None:
    """Count the orders that leave and enter the period on the other clock."""
    times = orders["ordered_at"].dropna()
    if times.empty:
        return None
    local = times.dt.tz_localize(None)
    there = span.holds(local - pd.Timedelta(hours=hours)).sum()
    return float(there - span.holds(local).sum())
