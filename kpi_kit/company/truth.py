"""The truth that no platform knows: people counted once, and what would have happened anyway."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from .ads import running
from .almanac import days
from .draws import Flags, Ints
from .measured import claims_of
from .seeing import people_per, per_post
from .world import World
from .writers import formats
from .writers.own import order_number

Files = dict[str, bytes]
Lines = list[list[object]]


def files(world: World) -> Files:
    """Return the truth as CSV files, which belong into a folder of their own."""
    tables = {
        "net_reach": _net_reach(world),
        "posts": _posts(world),
        "followers": _followers(world),
        "orders": _orders(world),
        "campaigns": campaigns(world),
        "visits": _visits(world),
        "mentions": _mentions(world),
        "stories": stories(world),
    }
    return {f"{name}.csv": formats.plain(lines).encode() for name, lines in tables.items()}


def _periods(world: World) -> dict[str, list[date]]:
    """Return for each kind of period the first day of the one that each day lies in."""
    everyday = days(world.company)
    return {
        "day": everyday,
        "week": [day - timedelta(days=day.weekday()) for day in everyday],
        "month": [day.replace(day=1) for day in everyday],
    }


def _net_reach(world: World) -> Lines:
    """Count the different people of each channel, of all channels, and of Meta's ads."""
    count = len(days(world.company))
    seen = {
        name: (channel.person[channel.day < count], channel.day[channel.day < count])
        for name, channel in world.channels.items()
    }
    together = [np.concatenate(part) for part in zip(*seen.values(), strict=True)]
    shown = [(ads.person, ads.day) for ads in world.shop.ads]
    seen["all_channels"] = (together[0], together[1])
    paid = [np.concatenate(part) for part in zip(*shown, strict=True)]
    seen["meta_ads"] = (paid[0], paid[1])
    lines: Lines = [["channel", "period", "first_day", "net_reach", "gross_reach"]]
    for name, (person, day) in seen.items():
        daily = people_per(day, person, count)
        for kind, first_days in _periods(world).items():
            if (name, kind) == ("meta_ads", "day"):
                continue
            lines += [[name, kind, *row] for row in _counted(first_days, person, day, daily)]
    return lines


def _counted(
    first_days: Sequence[date], person: Ints, day: Ints, daily: Ints
) -> Iterator[tuple[str, int, int]]:
    starts, place = np.unique([first.toordinal() for first in first_days], return_inverse=True)
    net = people_per(place[day], person, len(starts))
    gross = np.bincount(place, daily[: len(place)], len(starts)).astype(np.int64)
    for start, people, contacts in zip(starts.tolist(), net.tolist(), gross.tolist(), strict=True):
        yield date.fromordinal(start).isoformat(), people, contacts


def _posts(world: World) -> Lines:
    """Count who saw each post until the exports end, and how many of them followed already."""
    until = len(days(world.company)) - 1
    lines: Lines = [["channel", "published_at", "format", "net_reach", "interactions", "viral"]]
    for name, channel in world.channels.items():
        reach = per_post(channel, until)
        did = [per_post(channel, until, channel.did[w]) for w in _INTERACTIONS]
        reacted = np.sum(did, axis=0)
        lines += [
            [name, f"{post.at:%Y-%m-%d %H:%M}", post.format, int(r), int(i), int(post.viral)]
            for post, r, i in zip(channel.posts, reach, reacted, strict=True)
        ]
    return lines


_INTERACTIONS = ("likes", "comments", "shares", "saves")


def _followers(world: World) -> Lines:
    everyday = days(world.company)
    lines: Lines = [["channel", "date", "followers", "follows", "unfollows"]]
    for name, channel in world.channels.items():
        columns = (channel.followers, channel.follows, channel.unfollows)
        lines += [
            [name, day.isoformat(), *map(int, row)]
            for day, *row in zip(everyday, *columns, strict=True)
        ]
    return lines


def _orders(world: World) -> Lines:
    """Say of each order what caused it, how the buyer really came, and who claims it."""
    shop, measured = world.shop, world.measured
    keys = [ads.campaign.key for ads in shop.ads]
    lines: Lines = [["order_id", "cause", "way", "social", "claimed_by_meta", "seen_by_analytics"]]
    for place in range(len(shop.orders.day)):
        way = shop.ways[shop.orders.way[place]]
        claimed = int(measured.claimed[place])
        lines.append(
            [
                order_number(place),
                shop.causes[shop.orders.cause[place]],
                "/".join(filter(None, (way.source, way.medium, way.campaign))),
                int(way.medium in _SOCIAL),
                keys[claimed] if claimed >= 0 else "",
                int(measured.credited[place] >= 0),
            ]
        )
    return lines


_SOCIAL = ("social", "paid_social")


def campaigns(world: World) -> Lines:
    """Hold what Meta claims for a campaign against what it caused."""
    orders = world.shop.orders
    lines: Lines = [[*_CAMPAIGN]]
    for ads in world.shop.ads:
        key = ads.campaign.key
        claimed = claims_of(world.shop, world.measured, key)
        caused = orders.cause == world.shop.causes.index(key)
        lines.append(
            [
                ads.campaign.name, key, formats.cents(int(ads.campaign.spend.sum())),
                int(claimed.sum()), _money(orders.revenue, claimed),
                int((claimed & ~caused).sum()), int(caused.sum()),
                _money(orders.revenue - orders.refund, caused), _money(orders.margin, caused),
            ]
        )  # fmt: skip
    return lines


_CAMPAIGN = (
    "campaign", "key", "spend", "claimed_orders", "claimed_revenue", "claimed_but_not_caused",
    "incremental_orders", "incremental_revenue", "incremental_margin",
)  # fmt: skip


def _money(amounts: Ints, chosen: Flags) -> str:
    return formats.cents(int(amounts[chosen].sum()))


def _visits(world: World) -> Lines:
    """Count all visits of each month by the way they really came, counted by analytics or not."""
    visits, shop = world.shop.visits, world.shop
    firsts = _periods(world)["month"]
    months, place = np.unique([first.toordinal() for first in firsts], return_inverse=True)
    key = place[visits.day] * len(shop.ways) + visits.way
    size = len(months) * len(shop.ways)
    every, counted = (
        np.bincount(key, minlength=size),
        np.bincount(key, world.measured.counted, size),
    )
    lines: Lines = [["month", "source", "medium", "campaign", "visits", "counted_by_analytics"]]
    for at in np.flatnonzero(every):
        way = shop.ways[at % len(shop.ways)]
        month = date.fromordinal(int(months[at // len(shop.ways)]))
        row = [month.isoformat(), way.source, way.medium, way.campaign]
        lines.append([*row, int(every[at]), int(counted[at])])
    return lines


def _mentions(world: World) -> Lines:
    lines: Lines = [["url", "about", "true_sentiment", "judged_sentiment", "kind"]]
    lines += [[m.url, m.about, m.mood, m.judged, m.kind] for m in world.mentions]
    return lines


def stories(world: World) -> Lines:
    """Say when which story happens, how large it is, and which lessons tell it."""
    lines: Lines = [["story", "lessons", "first_day", "last_day", "size", "what"]]
    for story, facts in world.company.stories.items():
        first, last = facts["day"], facts["day"]
        if story in ("season", "test"):
            first, last = running(world.company, story)
        elif "days" in facts:
            last = first + timedelta(days=facts["days"] - 1)
        sizes = {name: value for name, value in facts.items() if name != "day"}
        size = "; ".join(f"{name} {value}" for name, value in sizes.items())
        lesson, what = _LESSONS[story]
        lines.append([story, lesson, first.isoformat(), last.isoformat(), size, what])
    best = "at 18:00 people react less within every format, more on the whole: reels go out then"
    first, last = world.company.first.isoformat(), world.company.last.isoformat()
    return [*lines, ["evening", "06", first, last, "", best]]


_LESSONS = {
    "viral": ("01 05", "a reel explodes, sales do not move"),
    "purge": ("07", "TikTok deletes bots: followers fall overnight, the rate improves"),
    "season": ("09 11", "the high season's campaign: ROAS 4, hardly a cause, and a loss"),
    "untagged": ("10", "links without UTM tags: social sales show up as direct"),
    "recall": ("08", "a recall fills mentions and messages with criticism"),
    "views": ("04 05", "Instagram replaces impressions by views"),
    "test": ("11", "a campaign in all regions but Lower Saxony"),
    "competitor": ("02", "the competitor buys attention with a prize draw"),
}
