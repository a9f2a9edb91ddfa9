"""Everything that happens to a company, put together once: events first, then who counts what."""

from dataclasses import dataclass
from functools import lru_cache

from .books import Shop
from .boosts import boosted
from .facts import Company, company_of
from .measured import Measured, measured
from .people import People, people
from .plan import posts
from .seeing import Channel, seen
from .shop import shop
from .talk import Mention, Message, mentions, messages


@dataclass(frozen=True)
class World:
    """A company and all that has happened."""

    company: Company
    people: People
    channels: dict[str, Channel]
    shop: Shop
    measured: Measured
    mentions: list[Mention]
    messages: list[Message]


def world_of(company: Company) -> World:
    """Let the time of a company go by."""
    everybody = people(company)
    channels = {
        name: seen(company, everybody, name, planned) for name, planned in posts(company).items()
    }
    channels["facebook"] = boosted(company, everybody, channels["facebook"])
    sold = shop(company, everybody, channels)
    return World(
        company, everybody, channels, sold, measured(company, everybody, sold),
        mentions(company), messages(company),
    )  # fmt: skip


@lru_cache(maxsize=1)
def sample_world() -> World:
    """Return what has happened to the sample company; it takes some seconds."""
    return world_of(company_of())
