"""What an order holds, when it is placed, and what comes back; money in cents."""

from dataclasses import dataclass

import numpy as np

from .almanac import clocks_change, days
from .draws import Floats, Ints, hits, integers, uniforms
from .facts import Company


@dataclass(frozen=True)
class Baskets:
    """What orders hold, one entry each.

    Attributes
    ----------
    product : array of int
        Counts in the trade's list of products.
    revenue : array of int
        As ordered, without VAT: what platforms and analytics are told, and never take back.
    refund : array of int
        What was paid back until the exports end.
    margin : array of int
        Contribution margin of what was kept, less the work that a return makes.
    """

    product: Ints
    revenue: Ints
    refund: Ints
    margin: Ints


def baskets(company: Company, day: Ints, key: str) -> Baskets:
    """Draw what is bought: the campaign's product, or anything the trade sells; and returns."""
    count = len(day)
    products = company.trade["products"]
    facts = company.trade["campaigns"].get(key, {})
    shares = np.cumsum([product["share"] for product in products])
    chance = uniforms(count, company.seed, key, "product") * shares[-1]
    product = np.searchsorted(shares, chance, side="right").astype(np.int64)
    low, high = np.array([p["price"] for p in products]).T[:, product].astype(float)
    least, most = np.array([p["margin"] for p in products]).T[:, product].astype(float)
    if "basket" in facts:
        low, high = (np.full(count, float(value)) for value in facts["basket"])
        least, most = (np.full(count, float(value)) for value in facts["margin"])
        product[:] = [p["name"] for p in products].index(facts["sells"])

    def between(start: Floats, end: Floats, what: str) -> Floats:
        return start + (end - start) * uniforms(count, company.seed, key, what)

    revenue = between(low * 100, high * 100, "revenue").astype(np.int64)
    margin = (revenue * between(least, most, "margin") / 100).astype(np.int64)
    refund = _refunds(company, day, product, revenue, key)
    kept = (revenue - refund) / revenue
    handling = np.where(refund > 0, company.facts["shop"]["return_cost"], 0)
    return Baskets(product, revenue, refund, (margin * kept).astype(np.int64) - handling)


def _refunds(company: Company, day: Ints, product: Ints, revenue: Ints, key: str) -> Ints:
    """Draw what comes back within some weeks, as a whole or in part."""
    count, facts = len(day), company.facts["shop"]
    shares = np.array([p["returns"] for p in company.trade["products"]])
    back = hits(shares[product] / 1000, count, company.seed, key, "back")
    least, most = facts["return_days"]
    later = least + integers(count, most - least, company.seed, key, "return")
    back &= day + later < len(days(company))
    whole = hits(facts["return_whole"] / 1000, count, company.seed, key, "whole")
    part = 0.25 + 0.5 * uniforms(count, company.seed, key, "part")
    refund: Ints = np.where(back, np.where(whole, revenue, (revenue * part).astype(np.int64)), 0)
    return refund


def minutes(company: Company, day: Ints, key: str) -> Ints:
    """Draw the minute of the day; the hour that clocks skip or repeat is left out."""
    count = len(day)
    shares = company.facts["shop"]["hours"]
    hours = np.cumsum(shares) / sum(shares)
    hour = np.searchsorted(hours, uniforms(count, company.seed, key, "hour"), side="right")
    changes = np.isin(day, [n for n, d in enumerate(days(company)) if clocks_change(d)])
    hour = np.where(changes & (hour == 2), 3, hour)
    return hour * 60 + integers(count, 60, company.seed, key, "minute")
