"""Accounts behind which nobody looks: they follow and leave, and never see a post.

They come in waves: bots that somebody bought are delivered within days, and spam follows many
accounts at once until the platform sweeps it out. Only followers, follows and unfollows know them.
"""

from collections import Counter
from datetime import date

from .draws import draw, rounded
from .facts import Company, Facts


class EmptyAccounts:
    """The empty followers of a channel while its days go by."""

    def __init__(self, company: Company, channel: str) -> None:
        self.facts: Facts = company.facts["empty"]
        self.purge: Facts = company.stories["purge"]
        self.channel = channel
        self.key = (company.seed, channel)
        self.count = 0
        self.bots = 0
        self.swept: Counter[date] = Counter()

    def come_and_go(self, day: date) -> tuple[int, int]:
        """Return how many follow on the day, and how many are gone."""
        came, gone = self._spam(day), self.swept.pop(day, 0)
        if self.channel == "tiktok":
            bots, purged = self._bots(day)
            came, gone = came + bots, gone + purged
        self.count += came - gone
        return came, gone

    def _spam(self, day: date) -> int:
        """Let a wave follow on some days; it is swept out days or weeks later."""
        spam, key = self.facts["spam"].get(self.channel), (*self.key, day, "spam")
        if spam is None or draw(0, 999, *key) >= spam["chance"]:
            return 0
        wave = draw(*spam["size"], *key, "size")
        for account in range(wave):
            after = draw(*self.facts["swept_after"], *key, account // 3)  # a few at a time
            self.swept[date.fromordinal(day.toordinal() + after)] += 1
        return wave

    def _bots(self, day: date) -> tuple[int, int]:
        """Deliver bots in the months before TikTok deletes all of them in one night."""
        left = (self.purge["day"] - day).days
        if left == 0:
            purged, self.bots = self.bots, 0
            return 0, purged
        shares = [
            ordered * self.facts["delivered"][start - left] / 1_000_000
            for start, ordered in self.facts["orders"]
            if 0 <= start - left < len(self.facts["delivered"])
        ]
        bots = rounded(self.purge["bots"] * sum(shares), *self.key, day, "bots")
        self.bots += bots
        return bots, 0
