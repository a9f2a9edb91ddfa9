"""The books of the shop: on which way people came, what they ordered, which ads were shown."""

from dataclasses import dataclass

import numpy as np

from .ads import Shown
from .draws import Ints


@dataclass(frozen=True)
class Way:
    """How somebody came to the shop, as the link's tags say; ``untagged`` if they were lost."""

    source: str
    medium: str
    campaign: str = ""


@dataclass(frozen=True)
class Visits:
    """Visits of the shop, one entry each.

    ``way`` counts in the shop's list of ways; ``order`` is the order it ends in, or -1.
    """

    person: Ints
    day: Ints
    way: Ints
    order: Ints


@dataclass(frozen=True)
class Orders:
    """Orders, by day and minute; money in cents.

    ``revenue`` is what was ordered, ``margin`` what is left after returns. ``cause`` counts in the
    shop's list of causes: 0 would have been bought anyway. ``earlier`` is the way of an earlier
    visit, or -1.
    """

    person: Ints
    day: Ints
    minute: Ints
    product: Ints
    revenue: Ints
    refund: Ints
    margin: Ints
    way: Ints
    cause: Ints
    earlier: Ints


@dataclass(frozen=True)
class Shop:
    """All that happened in the shop, and the ads that were shown."""

    ways: list[Way]
    causes: list[str]
    orders: Orders
    visits: Visits
    ads: list[Shown]


def latest(person: Ints, day: Ints, who: Ints, when: Ints, within: int, count: int) -> Ints:
    """Find for each of *who* the latest event in the days up to *when*; -1 if there is none.

    Examples
    --------
    >>> latest(np.array([5, 5]), np.array([1, 3]), np.array([5, 6]), np.array([4, 4]), 7, 30)
    array([ 1, -1])
    """
    keys = person * count + day
    order = np.argsort(keys, kind="stable")
    place = np.searchsorted(keys[order], who * count + when, side="right") - 1
    found = np.where(place >= 0, order[place] if len(order) else -1, -1)
    same = found >= 0
    same[same] = (person[found[same]] == who[same]) & (when[same] - day[found[same]] <= within)
    return np.where(same, found, -1)
