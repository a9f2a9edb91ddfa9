"""Those who join of their own: they look on for up to a month before they press Follow.

They do so on days that are busy in the shop, so new followers go with weekday, weather and season
as customers do. Platforms count who has pressed; posts are shown to them before that, too.
"""

import numpy as np

from .almanac import demand
from .draws import counted, uniforms
from .facts import Company


class Newcomers:
    """Who looks on at a channel and does not follow yet, while its days go by."""

    def __init__(self, company: Company, channel: str) -> None:
        self.key = (company.seed, channel, "looks on")
        self.looks_on: int = company.facts["looks_on"]
        busy = demand(company)
        self.busy = np.concatenate([busy, np.resize(busy[-28:], self.looks_on)])
        self.follow = np.zeros(len(self.busy), dtype=np.int64)
        join = company.facts["channels"][channel]["join"]
        for day in range(self.looks_on):  # those who began to look on before the exports begin
            left = join * (self.looks_on - 1 - day) / self.looks_on
            self.follow[day] = counted(left, *self.key, "earlier", day)
        self.waiting = int(self.follow.sum())

    def come(self, day: int, number: int) -> int:
        """Take in how many begin to look on, and return how many press Follow on the day."""
        busy = np.cumsum(self.busy[day : day + self.looks_on])
        chance = uniforms(number, *self.key, day) * busy[-1]
        np.add.at(self.follow, day + np.searchsorted(busy, chance, side="right"), 1)
        follow = int(self.follow[day])
        self.waiting += number - follow
        return follow
