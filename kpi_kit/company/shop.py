"""The shop: who visits, who buys, and who would have bought anyway."""

from itertools import pairwise

import numpy as np

from .ads import META, SMALL, Shown, campaigns, reminded, running, shown, small
from .almanac import days, demand
from .baskets import baskets, minutes
from .books import Orders, Shop, Visits, Way, latest
from .draws import Ints, hits, integers, rounded, uniforms
from .facts import Company
from .people import TEST, People, drawn
from .plan import CHANNELS
from .seeing import Channel

BASELINE = "baseline"
SOCIAL_WEIGHTS = {"instagram": 0.5, "facebook": 0.2, "tiktok": 0.15, "youtube": 0.1, "x": 0.05}


def shop(company: Company, everybody: People, channels: dict[str, Channel]) -> Shop:
    """Let people visit and buy, first of their own, then because of posts and campaigns."""
    return _Selling(company, everybody, channels).shop()


class _Selling:
    """The books of the shop while they are written."""

    def __init__(self, company: Company, everybody: People, channels: dict[str, Channel]) -> None:
        self.company, self.everybody, self.channels = company, everybody, channels
        self.facts = company.facts["shop"]
        self.seed = company.seed
        self.count = len(days(company))
        self.demand = demand(company)
        trade = company.trade["campaigns"]
        self.ways = [
            *(Way(*source.split("/")) for source in self.facts["sources"]),
            Way("google", "cpc", trade["brand"]["utm"]),
            Way("google", "cpc", trade["generic"]["utm"]),
            *(Way(name, "social") for name in CHANNELS),
            *(Way("meta", "paid_social", trade[key]["utm"]) for key in META),
            *(Way(name, "paid_social", trade[key]["utm"]) for name, key in SMALL.items()),
        ]
        self.causes = [BASELINE, *CHANNELS, *META]
        self.orders: list[tuple[Ints, ...]] = []
        self.visits: list[tuple[Ints, Ints, Ints]] = []

    def way(self, source: str, medium: str, campaign: str = "") -> int:
        return self.ways.index(Way(source, medium, campaign))

    def shop(self) -> Shop:
        buyers, when = self._buyers()
        earlier = self._research(buyers, when)
        self._lookers()
        ads = self._ads()
        way = self._own_ways(len(buyers))
        way = self._through_reminder(ads, buyers, when, way)
        buyers = self._social_buyers(buyers, way)
        self._sell(buyers, when, way, np.zeros(len(buyers), dtype=np.int64), earlier)
        self._from_posts()
        self._from_ads(ads)
        orders = self._in_order()
        return Shop(self.ways, self.causes, orders, self._all_visits(orders), list(ads.values()))

    def _buyers(self) -> tuple[Ints, Ints]:
        """Draw who buys on each day without being moved to it."""
        expected = self.demand * self.facts["orders"] * self.company.trade["orders"] / 1000
        tries = 240
        chance = np.repeat(expected / tries, tries)
        bought = hits(chance, len(chance), self.seed, "baseline").reshape(self.count, tries)
        when = np.repeat(np.arange(self.count), bought.sum(axis=1))
        return self._anybody(len(when), "buyers"), when

    def _anybody(self, count: int, *key: object) -> Ints:
        return drawn(np.arange(self.everybody.count), self.everybody, count, self.seed, *key)

    def _own_ways(self, count: int, *key: object, social: bool = True) -> Ints:
        """Draw how people come of their own; search ads show the own name more often."""
        shares = dict(self.facts["sources"])
        if not social:
            shares["social/organic_social"] = 0
        table = np.cumsum(list(shares.values())) / sum(shares.values())
        way = np.searchsorted(table, uniforms(count, self.seed, *key, "way"), side="right")
        paid = way == [*shares].index("google/cpc")
        first = len(shares)
        generic = hits(0.34, count, self.seed, *key, "generic")
        return np.where(paid, first + generic, way).astype(np.int64)

    def _research(self, buyers: Ints, when: Ints) -> Ints:
        """Let buyers look around some days before, some of them in another way."""
        looks = hits(0.55, len(buyers), self.seed, "research")
        before = when - 1 - integers(len(buyers), 9, self.seed, "before")
        way = self._own_ways(len(buyers), "research", social=False)
        kept = looks & (before >= 0)
        self._visit(buyers[kept], before[kept], way[kept])
        return np.where(kept, way, -1)

    def _lookers(self) -> None:
        """Let people visit who buy nothing."""
        scale = self.facts["sessions"] * self.company.trade["orders"] / 1000
        counts = [rounded(day * scale, self.seed, "look", n) for n, day in enumerate(self.demand)]
        when = np.repeat(np.arange(self.count), counts)
        way = self._own_ways(len(when), "look", social=False)
        self._visit(self._anybody(len(when), "lookers"), when, way)

    def _visit(self, person: Ints, day: Ints, way: Ints | int) -> None:
        self.visits.append((person, day, np.broadcast_to(np.asarray(way), person.shape)))

    def _ads(self) -> dict[str, Shown]:
        found = {}
        for campaign in campaigns(self.company):
            if campaign.key == "reminder":
                found["reminder"] = reminded(self.company, campaign, self._visitors())
            else:
                found[campaign.key] = shown(self.company, self.everybody, campaign)
        for key, ads in found.items():
            landed = self._landed(len(ads.clicked), key)
            person, day = ads.person[ads.clicked][landed], ads.day[ads.clicked][landed]
            self._visit(person, day, self.way("meta", "paid_social", ads.campaign.utm))
        for platform, key in SMALL.items():
            self._through_small(platform, key)
        return found

    def _through_small(self, platform: str, key: str) -> None:
        """Let those visit who click on the ads of LinkedIn or TikTok; they look around."""
        rows = [(day, clicks) for day, _, _, clicks, _ in small(self.company, platform)]
        when = [(day - self.company.first).days for day, clicks in rows for _ in range(clicks)]
        landed = self._landed(len(when), key)
        pool = self.everybody.on[platform]
        person = pool[integers(len(when), len(pool), self.seed, key)]
        utm = self.company.trade["campaigns"][key]["utm"]
        day = np.array(when, dtype=np.int64)
        self._visit(person[landed], day[landed], self.way(platform, "paid_social", utm))

    def _landed(self, count: int, *key: object) -> Ints:
        return np.flatnonzero(hits(self.facts["landed"] / 1000, count, self.seed, *key, "landed"))

    def _visitors(self) -> list[Ints]:
        """Return for each day which visitors can be reminded: seen by Meta's pixel, in reach."""
        person, day, _ = (np.concatenate(part) for part in zip(*self.visits, strict=True))
        known = (self.everybody.reachable & self.everybody.consents)[person]
        order = np.argsort(day[known], kind="stable")
        ends = np.searchsorted(day[known][order], np.arange(self.count + 1))
        visitor = person[known][order]
        return [visitor[first:end] for first, end in pairwise(ends)]

    def _through_reminder(self, ads: dict[str, Shown], buyers: Ints, when: Ints, way: Ints) -> Ints:
        """Let some who were reminded come through the reminder; they would have bought anyway."""
        seen = latest(ads["reminder"].person, ads["reminder"].day, buyers, when, 7, self.count)
        comes = hits(self.facts["retargeted"] / 1000, len(buyers), self.seed, "reminded")
        utm = ads["reminder"].campaign.utm
        return np.where((seen >= 0) & comes, self.way("meta", "paid_social", utm), way)

    def _social_buyers(self, buyers: Ints, way: Ints) -> Ints:
        """Let those who come from posts of their own use the platform, and care for the trade."""
        place = [*self.facts["sources"]].index("social/organic_social")
        social = np.flatnonzero(way == place)
        table = np.cumsum(list(SOCIAL_WEIGHTS.values()))
        which = np.searchsorted(table, uniforms(len(social), self.seed, "channel"), side="right")
        for number, name in enumerate(SOCIAL_WEIGHTS):
            chosen = social[which == number]
            pool = self.everybody.on[name]
            buyers[chosen] = drawn(pool, self.everybody, len(chosen), self.seed, "fans", name)
            way[chosen] = self.way(name, "social")
        return buyers

    def _from_posts(self) -> None:
        """Let clicks on posts become visits, and a few of them purchases."""
        for name, channel in self.channels.items():
            clicked = (channel.did["clicks"] | channel.did["bio"]) & (channel.day < self.count)
            person, day, paid = (
                column[clicked] for column in (channel.person, channel.day, channel.paid)
            )
            landed = self._landed(len(person), name)
            person, day, paid = person[landed], day[landed], paid[landed]
            way = self.way(name, "social")
            self._visit(person, day, way)
            buys = hits(self.facts["social_buys"] / 1000, len(person), self.seed, name, "buys")
            buys &= paid == 0  # a boosted post entertains, and sells nothing
            self._caused(name, person[buys], day[buys], way)

    def _from_ads(self, ads: dict[str, Shown]) -> None:
        """Let campaigns move some of those who click; how many is what the stories say."""
        for key, each in ads.items():
            if key == "reminder":
                continue  # it only reaches those who have made up their minds
            inside = each.clicked[each.person[each.clicked] < self.everybody.count]
            wanted = self._effect(key, each)
            order = np.argsort(uniforms(len(inside), self.seed, key, "moved"), kind="stable")
            inside = inside[order]
            moved = np.concatenate(
                [inside[each.day[inside] == d][: wanted[d]] for d in np.flatnonzero(wanted)]
            )
            later = integers(len(moved), self.company.facts["ads"]["consider"], self.seed, key)
            way = self.way("meta", "paid_social", each.campaign.utm)
            self._caused(key, each.person[moved], each.day[moved] + later, way)

    def _effect(self, key: str, each: Shown) -> Ints:
        """Return how many orders of each day a campaign really causes."""
        if key == "test":
            first, last = running(self.company, key)
            runs = np.array([first <= day <= last for day in days(self.company)])
            usual = self.demand * self.facts["orders"] * self.company.trade["orders"] / 1000
            regions = self.company.facts["people"]["regions"]
            reach = 1 - regions[TEST] / sum(regions)
            wanted = usual * runs * reach * self.company.stories[key]["lift"] / 1000
        else:
            low, high = each.campaign.facts["basket"]
            worth = each.campaign.facts["worth"] / 100
            wanted = each.campaign.spend / 100 * worth / ((low + high) / 2)
        running_sum = np.floor(np.cumsum(np.round(wanted * 1_000_000)) / 1_000_000)
        return np.diff(running_sum, prepend=0).astype(np.int64)

    def _caused(self, key: str, person: Ints, day: Ints, way: int) -> None:
        kept = day < self.count
        person, day = person[kept], day[kept]
        cause = np.full(len(person), self.causes.index(key))
        nothing = np.full(len(person), -1)
        self._sell(person, day, np.full(len(person), way), cause, nothing, key)

    def _sell(
        self, person: Ints, day: Ints, way: Ints, cause: Ints, earlier: Ints, key: str = BASELINE
    ) -> None:
        held = baskets(self.company, day, key)
        self.orders.append(
            (
                person, day, minutes(self.company, day, key), held.product, held.revenue,
                held.refund, held.margin, way, cause, earlier,
            )
        )  # fmt: skip

    def _in_order(self) -> Orders:
        columns = [np.concatenate(part) for part in zip(*self.orders, strict=True)]
        order = np.argsort(columns[1] * 1440 + columns[2], kind="stable")
        return Orders(*(column[order] for column in columns))

    def _all_visits(self, orders: Orders) -> Visits:
        person, day, way = (np.concatenate(part) for part in zip(*self.visits, strict=True))
        none = np.full(len(person), -1)
        return Visits(
            np.concatenate([person, orders.person]),
            np.concatenate([day, orders.day]),
            np.concatenate([way, orders.way]),
            np.concatenate([none, np.arange(len(orders.person))]),
        )
