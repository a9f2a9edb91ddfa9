"""What past campaigns teach a plan: the range that price, conversion and order value had so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from kpi_kit.errors import AggregationError, KpiKitError
from kpi_kit.exports import Exports
from kpi_kit.formulas.ratio import ratio
from kpi_kit.money.campaigns import Tags, tags_of
from kpi_kit.money.costs import one_currency
from kpi_kit.sentences import Listed, Sentence, Shown

FEWEST = 3
"""Months of advertising from which a range can be told."""

AGAINST = (-0.7, 5)
"""The correlation, and the months, from which two rates count as moving against each other."""


@dataclass(frozen=True)
class Assumption:
    """What is supposed of one quantity: its lowest, likeliest and highest value.

    Attributes
    ----------
    low, likely, high : float
        Money, or a share in [0, 1].
    source : {"data", "guess"}
        Whether past campaigns had this range, or somebody supposes it.
    """

    low: float
    likely: float
    high: float
    source: Literal["data", "guess"] = "guess"


@dataclass(frozen=True)
class PastRates:
    """The ranges of past campaigns, from their months.

    Attributes
    ----------
    cost_per_click, conversion_rate, order_value, margin_rate : Assumption
        The lowest and the highest month; the likeliest value is that of all months together.
    currency : str or None
        Of price and order value.
    months : DataFrame
        The months behind it: campaign, month, the four rates, spend, clicks, orders.
    notes : tuple of Sentence
        What a reader must know.
    """

    cost_per_click: Assumption
    conversion_rate: Assumption
    order_value: Assumption
    margin_rate: Assumption
    currency: str | None
    months: pd.DataFrame = field(repr=False, compare=False)
    notes: tuple[Sentence, ...] = ()


def past_rates(exports: Exports, campaigns: Sequence[str], *, utm: Tags | None = None) -> PastRates:
    """Take the ranges that campaigns had so far, month by month.

    Parameters
    ----------
    exports : Exports
        Its ``ads`` and ``orders``.
    campaigns : sequence of str
        Those that resemble what is planned.
    utm : dict, optional
        Campaign → its ``utm_campaign`` in the shop's orders. Equal names need no entry.

    Returns
    -------
    PastRates
        Never wider than what was seen. Orders count in the month in which they were placed.

    Raises
    ------
    KpiKitError
        If there are fewer than three months with clicks.
    AggregationError
        If a row of ads reaches across months.
    ComparisonError
        If amounts are of several currencies.

    Examples
    --------
    >>> from kpi_kit import load, sample
    >>> exports = load(sample() / "ads", sample() / "shop")
    >>> spring = "Frühjahr Lastenrad Prospecting"
    >>> past = past_rates(exports, [spring], utm={spring: "fruehjahr_lastenrad"})
    >>> round(past.cost_per_click.low, 2), round(past.cost_per_click.high, 2)
    (0.61, 0.63)
    """
    tags = {name: tags_of(exports, name, utm) for name in campaigns}
    ads = exports.ads[exports.ads["campaign"].isin(tags)]
    owner = {tag: name for name, found in tags.items() for tag in found}
    sold = exports.orders[exports.orders["utm_campaign"].isin(owner)]
    months = _months(ads, sold.assign(campaign=sold["utm_campaign"].map(owner)))
    if len(months) < FEWEST:
        raise KpiKitError.saying("few_months", months=len(months), fewest=FEWEST)
    rates = {
        "cost_per_click": ("spend", "clicks"), "conversion_rate": ("orders", "clicks"),
        "order_value": ("revenue", "orders"), "margin_rate": ("contribution_margin", "revenue"),
    }  # fmt: skip
    for name, (top, below) in rates.items():
        months[name] = ratio(months[top], months[below])
    ranges = {
        name: _range(months[name], ratio(float(months[top].sum()), float(months[below].sum())))
        for name, (top, below) in rates.items()
    }
    currency = one_currency("past_rates", ads, sold)
    return PastRates(**ranges, currency=currency, months=months, notes=_notes(months))


def _months(ads: pd.DataFrame, sold: pd.DataFrame) -> pd.DataFrame:
    """Return one row per campaign and month with clicks; a month without orders had none."""
    first, last = ads["period_start"], ads["period_end"].fillna(ads["period_start"])
    month = first.dt.to_period("M")
    across = month != last.dt.to_period("M")
    if across.any():
        row = ads[across].iloc[0]
        raise AggregationError.saying(
            "across_months", file=row["source_file"], row=row["source_row"]
        )
    clicks = ads["link_clicks"].fillna(ads["clicks"])
    bought = ads.assign(month=month, clicks=clicks).groupby(["campaign", "month"])
    placed = sold.assign(month=sold["ordered_on"].dt.to_period("M"), orders=1.0)
    columns = ["orders", "revenue", "contribution_margin"]
    brought = placed.groupby(["campaign", "month"])[columns].sum(min_count=1)
    months = bought[["spend", "clicks"]].sum(min_count=1).join(brought).reset_index()
    months["orders"] = months["orders"].fillna(0.0)
    return months[months["clicks"] > 0].reset_index(drop=True)


def _range(seen: "pd.Series[float]", pooled: float) -> Assumption:
    low, high = float(seen.min()), float(seen.max())
    return Assumption(low, min(max(pooled, low), high), high, source="data")


def _notes(months: pd.DataFrame) -> tuple[Sentence, ...]:
    """Say how many months there are, and whether their rates move against each other."""
    from numpy import log

    facts: dict[str, Any] = {
        "months": Shown(len(months)),
        "campaigns": Listed(tuple(months["campaign"].unique())),
    }
    notes = [Sentence("money.past", facts)]
    # Their logarithms: rates are multiplied, and a thousandth beside a hundredth counts.
    sold = months[months["orders"] > 0]
    together = log(sold["conversion_rate"]).corr(log(sold["order_value"]))
    if together < AGAINST[0] and len(sold) >= AGAINST[1]:
        notes.append(Sentence("money.against"))
    return tuple(notes)
