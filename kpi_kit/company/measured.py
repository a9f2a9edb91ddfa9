"""What others make of the same events: Meta claims, analytics sees a part, tags get lost."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from .books import Shop, latest
from .draws import Flags, Ints, hits
from .facts import Company
from .people import People

NOT_CLAIMED = -1


@dataclass(frozen=True)
class Measured:
    """The same orders and visits as several systems have them.

    Attributes
    ----------
    order_way, visit_way : array of int
        The way as the link's tags tell it, after some were forgotten.
    claimed : array of int
        Which of Meta's campaigns claims each order, or -1.
    claimed_by_click : array of bool
        Whether after a click; else the ad was only seen.
    counted : array of bool
        Which visits web analytics counts.
    credited : array of int
        The way to which web analytics gives each order, or -1 for an order it does not see.
    """

    order_way: Ints
    visit_way: Ints
    claimed: Ints
    claimed_by_click: Flags
    counted: Flags
    credited: Ints


def measured(company: Company, everybody: People, shop: Shop) -> Measured:
    """Let all systems count."""
    orders, visits = shop.orders, shop.visits
    direct = [way.source for way in shop.ways].index("(direct)")
    order_way = _tagged(company, shop, orders.way, orders.day, direct)
    visit_way = _tagged(company, shop, visits.way, visits.day, direct)
    claimed, by_click = _claims(company, shop)
    consents = everybody.consents[orders.person]
    # the last way that is not "direct" counts, as analytics has it
    not_direct = np.where((order_way == direct) & (orders.earlier >= 0), orders.earlier, order_way)
    return Measured(
        order_way=order_way,
        visit_way=visit_way,
        claimed=claimed,
        claimed_by_click=by_click,
        counted=everybody.consents[visits.person],
        credited=np.where(consents, not_direct, NOT_CLAIMED),
    )


def untagged(company: Company) -> tuple[int, int]:
    """Return the first and last number of the days on which links had no tags."""
    story = company.stories["untagged"]
    first = (story["day"] - company.first).days
    return first, first + story["days"] - 1


def _tagged(company: Company, shop: Shop, way: Ints, day: Ints, direct: int) -> Ints:
    """Return the ways as tags tell them; without tags, social looks direct."""
    first, last = untagged(company)
    social = np.array([w.medium in ("social", "paid_social") for w in shop.ways])
    lost = social[way] & (day >= first) & (day <= last)
    return np.where(lost, direct, way)


def _claims(company: Company, shop: Shop) -> tuple[Ints, Flags]:
    """Let Meta claim what happens within days of a click or, for some, of an impression."""
    facts, orders = company.facts["ads"], shop.orders
    count = (company.last - company.first) // timedelta(days=1) + 1
    claimed = np.full(len(orders.day), NOT_CLAIMED, dtype=np.int64)
    by_click = np.zeros(len(orders.day), dtype=bool)
    for clicks, within in ((True, facts["claim_click"]), (False, facts["claim_view"])):
        best = np.full(len(orders.day), -1, dtype=np.int64)
        which = np.full(len(orders.day), NOT_CLAIMED, dtype=np.int64)
        for place, ads in enumerate(shop.ads):
            chosen = ads.clicked if clicks else np.arange(len(ads.person))
            person, day = ads.person[chosen], ads.day[chosen]
            found = latest(person, day, orders.person, orders.day, within, count)
            when = np.where(found >= 0, day[found], -1)
            which = np.where(when > best, place, which)
            best = np.maximum(when, best)
        if clicks:
            # those who came through a campaign's own link have clicked
            for place, ads in enumerate(shop.ads):
                utm = ads.campaign.utm
                through = [n for n, way in enumerate(shop.ways) if way.campaign == utm]
                which = np.where(np.isin(orders.way, through), place, which)
            by_click = which != NOT_CLAIMED
        else:
            known = hits(facts["matched"] / 1000, len(which), company.seed, "matched")
            which = np.where(known, which, NOT_CLAIMED)
        claimed = np.where(claimed == NOT_CLAIMED, which, claimed)
    return claimed, by_click


def claims_of(shop: Shop, result: Measured, key: str) -> Flags:
    """Return which orders Meta claims for a campaign."""
    place = [ads.campaign.key for ads in shop.ads].index(key)
    claimed: Flags = result.claimed == place
    return claimed
