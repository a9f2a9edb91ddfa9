"""Orders and what really caused them, as two frames: a company without its files, in a second.

For studies over many companies: how often does an interval hold the truth? Writing and reading a
company's exports takes half a minute, this a second.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .ads import Shown
from .almanac import days
from .books import Shop
from .facts import Company
from .people import TEST, People, people
from .shop import shop


@dataclass(frozen=True)
class Sales:
    """Every order of a company, and what its campaigns caused.

    Attributes
    ----------
    orders : DataFrame
        One row per order: ``date``; ``region`` (a German state); ``advertised``, whether Meta's
        campaigns may run there (all but one region); ``cause`` (``baseline`` would have been bought
        anyway, else the ``key`` of a campaign); ``utm_campaign``, the tag it came with, if any;
        ``product_group``; ``revenue`` after returns and ``contribution_margin``, in euros.
    campaigns : DataFrame
        The truth, one row per campaign on Meta: ``key`` (``test`` is the one that ran everywhere
        but in the region without advertising, ``season`` that of the high season), ``campaign``,
        ``utm_campaign``, ``first_day``, ``last_day``, ``spend``, and ``incremental_orders``,
        ``_revenue`` and ``_margin``.
    """

    orders: pd.DataFrame
    campaigns: pd.DataFrame


def sales(company: Company) -> Sales:
    """Let people buy, and nothing else: no posts, no platforms, no files.

    The orders are those of the company's shop export, but for the few (below one in a hundred) that
    posts cause.

    Examples
    --------
    >>> from kpi_kit.company.facts import company_of
    >>> sold = sales(company_of(seed=8, months=12))
    >>> sold.orders.groupby("advertised").size().gt(1_000).tolist()
    [True, True]
    >>> test = sold.campaigns.set_index("key").loc["test"]
    >>> int(test["incremental_orders"]) == int((sold.orders["cause"] == "test").sum())
    True
    """
    everybody = people(company)
    sold = shop(company, everybody, {})
    orders = _orders(company, everybody, sold)
    return Sales(orders, pd.DataFrame([_campaign(company, ads, orders) for ads in sold.ads]))


def _orders(company: Company, everybody: People, sold: Shop) -> pd.DataFrame:
    orders = sold.orders
    region = everybody.region[orders.person]
    tags = np.array([way.campaign or None for way in sold.ways], dtype=object)
    groups = np.array([product["name"] for product in company.trade["products"]])
    return pd.DataFrame(
        {
            "date": pd.DatetimeIndex(days(company))[orders.day],
            "region": np.array(company.facts["people"]["states"])[region],
            "advertised": region != TEST,
            "cause": np.array(sold.causes)[orders.cause],
            "utm_campaign": tags[orders.way],
            "product_group": groups[orders.product],
            "revenue": (orders.revenue - orders.refund) / 100,
            "contribution_margin": orders.margin / 100,
        }
    )


def _campaign(company: Company, ads: Shown, orders: pd.DataFrame) -> dict[str, object]:
    spend = ads.campaign.spend
    caused = orders[orders["cause"] == ads.campaign.key]
    paid = pd.DatetimeIndex(days(company))[np.flatnonzero(spend)]
    return {
        "key": ads.campaign.key,
        "campaign": ads.campaign.name,
        "utm_campaign": ads.campaign.utm,
        "first_day": paid.min(),
        "last_day": paid.max(),
        "spend": spend.sum() / 100,
        "incremental_orders": len(caused),
        "incremental_revenue": caused["revenue"].sum(),
        "incremental_margin": caused["contribution_margin"].sum(),
    }
