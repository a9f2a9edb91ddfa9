"""Which company: its trade, its name, its time, and when which story happens to it."""

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from .draws import draw, pick

Facts = dict[str, Any]

HERE = Path(__file__).parent
SEED = 7
LAST_DAY = date(2026, 6, 30)
MONTHS = 24
TRADES = sorted(path.stem for path in (HERE / "trades").glob("*.toml"))


_ASCII = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}  # codespell:ignore


@dataclass(frozen=True)
class Company:
    """A company, before anything has happened.

    Attributes
    ----------
    trade_name, trade : str, dict
        One of :data:`TRADES`, and its facts.
    stories : dict of str to dict
        For each story its ``day`` and its sizes.
    diary : bool
        Whether posts were written by hand for days on which there are some (Emscherrad only).
    """

    name: str
    seed: int
    first: date
    last: date
    trade_name: str
    trade: Facts
    facts: Facts
    stories: dict[str, Facts]
    diary: bool = False

    @property
    def handle(self) -> str:
        """Return the name as it stands in links and account names."""
        return "".join(_ASCII.get(sign, sign) for sign in self.name.lower() if sign.isalnum())

    @property
    def site(self) -> str:
        """Return the web address, under a name that nobody can own."""
        return f"{self.handle}.example"


@cache
def read(name: str) -> Facts:
    """Read a table of facts that lies beside this module."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def company_of(
    *, seed: int = SEED, name: str | None = None, months: int = MONTHS, trade: str | None = None
) -> Company:
    """Make a company: the sample without arguments, another one for every seed.

    Parameters
    ----------
    seed : int
        What chance begins with.
    name : str, optional
        Else one of the trade's names is drawn.
    months : int
        How many months the exports cover; they end in June 2026.
    trade : str, optional
        One of :data:`TRADES`; else one is drawn.

    Examples
    --------
    >>> company_of().name, company_of().first
    ('Emscherrad', datetime.date(2024, 7, 1))
    """
    sample = seed == SEED and name is None and months == MONTHS and trade in (None, "bicycles")
    trade = "bicycles" if sample else trade or pick(TRADES, seed, "trade")
    facts = read(f"trades/{trade}.toml")
    first = month_before(LAST_DAY, months - 1)
    names = facts["names"] if sample else facts["names"][1:]
    return Company(
        name=name or (names[0] if sample else pick(names, seed, "name")),
        seed=seed,
        first=first,
        last=LAST_DAY,
        trade_name=trade,
        trade=facts,
        facts=read("rates.toml"),
        stories={
            story: told["emscherrad"] if sample else _drawn(told["others"], facts, seed, story)
            for story, told in read("stories.toml").items()
        },
        diary=sample,
    )


def _drawn(ranges: Facts, trade: Facts, seed: int, story: str) -> Facts:
    """Draw a story's day and sizes; a day that a trade or a platform sets is not moved."""
    facts: Facts = {}
    for name, value in ranges.items():
        if name == "day":
            facts[name] = value
        elif name == "months_before_end":
            start = month_before(LAST_DAY, draw(*value, seed, story, "month"))
            facts["day"] = start + timedelta(days=draw(0, 20, seed, story, "day"))
        elif name == "trade_month":  # such as the month in which the trade's season begins
            facts["day"] = last_of_month(trade[value])
        elif name == "spend":
            facts[name] = (
                draw(*value, seed, story, name) * trade["campaigns"][story]["budget"] // 1000
            )
        else:
            facts[name] = draw(*value, seed, story, name)
    return facts


def last_of_month(month: int) -> date:
    """Return the last first-of-*month* before the exports end, so that it is whole in them."""
    year = LAST_DAY.year if month < LAST_DAY.month else LAST_DAY.year - 1
    return date(year, month, 1)


def month_before(day: date, months: int) -> date:
    """Return the first day of the month that lies *months* before the day's.

    Examples
    --------
    >>> month_before(date(2026, 6, 30), 23)
    datetime.date(2024, 7, 1)
    """
    place = day.year * 12 + day.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)


def end_of_month(day: date) -> date:
    """Return the last day of the day's month."""
    return date(day.year, day.month, monthrange(day.year, day.month)[1])
