"""The people: where they live, what they care for, which platforms and devices they use."""

from dataclasses import dataclass

import numpy as np

from .draws import Flags, Floats, Ints, integers, uniforms
from .facts import Company

HOME, TEST = 0, 1


@dataclass(frozen=True)
class People:
    """Everybody who may ever see, visit or buy; one entry per person.

    The first ``count`` people are the population; those after them only ever see advertising.

    Attributes
    ----------
    region : array of int
        0 is home, 1 the test region without advertising, others lie elsewhere.
    interest : array of int
        In the trade, from 1 (hardly) to 6 (very much).
    mobile, consents : array of bool
        Uses a phone; agrees to being counted by web analytics.
    active : array of float
        How often somebody looks at platforms; 1 is usual.
    on : dict of str to array of int
        Who uses each platform.
    """

    count: int
    region: Ints
    interest: Ints
    mobile: Flags
    consents: Flags
    active: Floats
    on: dict[str, Ints]

    @property
    def reachable(self) -> Flags:
        """Tell who can be shown Meta's ads: on Instagram or Facebook, not in the test region."""
        on_meta = np.zeros(len(self.region), dtype=bool)
        for platform in ("instagram", "facebook"):
            on_meta[self.on[platform]] = True
        shown: Flags = on_meta & (self.region != TEST)
        return shown


def people(company: Company) -> People:
    """Make the population."""
    facts, seed = company.facts["people"], company.seed
    count = facts["count"]
    everyone = count + facts["outsiders"]

    def chance(what: str) -> Floats:
        return uniforms(everyone, seed, "people", what)

    region = _one_of(facts["regions"], chance("region"))
    region[count:][region[count:] == TEST] = HOME
    return People(
        count=count,
        region=region,
        interest=1 + _one_of(facts["interest"], chance("interest")),
        mobile=chance("mobile") < facts["mobile"] / 1000,
        consents=chance("consent") < facts["consent"] / 1000,
        active=0.4 + 1.2 * chance("active"),
        on={
            platform: np.flatnonzero(chance(platform)[:count] < share / 1000)
            for platform, share in facts["on"].items()
        },
    )


def _one_of(shares: list[int], chance: Floats) -> Ints:
    """Return which of several shares (per mille) each number falls into."""
    return np.searchsorted(np.cumsum(shares) / sum(shares), chance, side="right").astype(np.int64)


def drawn(pool: Ints, everybody: People, count: int, *key: object) -> Ints:
    """Draw people out of a pool, the interested more often; the same person may come twice."""
    tries = pool[integers(8 * count, len(pool), *key, "who")]
    willing = uniforms(8 * count, *key, "willing") * 6 < everybody.interest[tries]
    return tries[willing][:count]
