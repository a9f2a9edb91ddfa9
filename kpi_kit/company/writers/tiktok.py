"""TikTok's files: days without a year from Studio, videos and days of UTC from Business Suite."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from kpi_kit.company.almanac import days
from kpi_kit.company.draws import Floats, Ints, draw, rounded, uniforms
from kpi_kit.company.facts import Company, Facts
from kpi_kit.company.seeing import people_per, per_day, per_post
from kpi_kit.company.world import World

from . import formats

Files = dict[str, bytes]


def files(world: World) -> Files:
    """Return TikTok Studio's days, twelve months a file and without a year, and the videos."""
    found = {f"tiktok/{name}": content for name, content in _followers_now(world).items()}
    for first, last in twelve_months(world.company):
        for name, lines in _studio(world, first, last).items():
            found[f"tiktok/{last.year}/{name}.csv"] = _studio_bytes(lines)
    company = world.company
    videos = formats.plain(_business(world)).encode("utf-8-sig")
    found[f"tiktok/Video_{company.first}_{company.last}.csv"] = videos
    first = company.last - timedelta(days=_BUSINESS_DAYS - 1)
    overview = formats.plain(_business_days(world, first)).encode("utf-8-sig")
    return found | {f"tiktok/Overview_{first}_{company.last}.csv": overview}


def twelve_months(company: Company) -> list[tuple[date, date]]:
    """Return periods of at most twelve months that end with the exports, the oldest first."""
    found, last = [], company.last
    while last >= company.first:
        first = max(company.first, last.replace(year=last.year - 1) + timedelta(days=1))
        found.append((first, last))
        last = first - timedelta(days=1)
    return found[::-1]


def _studio_bytes(lines: list[list[object]]) -> bytes:
    return formats.quoted(lines).encode("utf-8-sig")


def _spelled(day: date) -> str:
    return f"{formats.MONTHS[day.month - 1]} {day.day}"


def _studio(world: World, first: date, last: date) -> dict[str, list[list[object]]]:
    everyday, channel = days(world.company), world.channels["tiktok"]
    count = len(everyday)
    counted = [per_day(channel, count, channel.views)]
    counted += [per_day(channel, count, channel.did[w]) for w in _OVERVIEW]
    viewers = people_per(channel.day, channel.person, count)[:count]
    _, at = np.unique(channel.person[np.argsort(channel.day, kind="stable")], return_index=True)
    first_seen = np.sort(channel.day, kind="stable")[at]
    new = np.bincount(first_seen, minlength=count)[:count]
    change = np.diff(channel.followers, prepend=channel.followers[0])
    files: dict[str, list[list[object]]] = {
        "Overview": [[*formats.HEADERS["tiktok_days"]]],
        "FollowerHistory": [[*formats.HEADERS["tiktok_followers"]]],
        "Viewers": [[*formats.HEADERS["tiktok_viewers"]]],
    }
    for n, day in enumerate(everyday):
        if first <= day <= last:
            shown = _spelled(day)
            known = n >= _UNKNOWN
            files["Overview"].append([shown, *(int(column[n]) for column in counted)])
            stock = int(channel.followers[n]) if known else "undefined"
            files["FollowerHistory"].append([shown, stock, int(change[n])])
            people = [int(viewers[n]), int(new[n]), int(viewers[n] - new[n])]
            files["Viewers"].append([shown, *(people if known else ["undefined", 0, 0])])
    return files


_OVERVIEW = ("visits", "likes", "comments", "shares")
_UNKNOWN = 9
"""Of so many days at the beginning TikTok no longer knows people and followers."""


def _followers_now(world: World) -> Files:
    """Return who the followers are at the end, and when they are active."""
    channel = world.channels["tiktok"]
    hours = world.company.facts["shop"]["hours"]
    lines: list[list[object]] = [[*formats.HEADERS["tiktok_activity"]]]
    for day in days(world.company)[-7:]:
        for hour, share in enumerate(hours):
            active = int(channel.followers[-1]) * share * draw(7, 9, day, hour) // 10_000
            lines.append([_spelled(day), hour, active])
    gender = [["Gender", "Distribution"], ["Female", "0.44"], ["Male", "0.55"], ["Other", "0.01"]]
    abroad = draw(4, 9, world.company.seed, "abroad")
    land = [["Top territories", "Distribution"], ["DE", f"0.{96 - abroad}"], ["AT", "0.02"]]
    land += [["NL", "0.02"], ["Others", f"0.0{abroad}"]]
    return {
        "FollowerActivity.csv": _studio_bytes(lines),
        "FollowerGender.csv": _studio_bytes([[*line] for line in gender]),
        "FollowerTopTerritories.csv": _studio_bytes([[*line] for line in land]),
    }


def _business(world: World) -> list[list[object]]:
    """Lay out the videos as Business Suite does, in UTC."""
    company, channel = world.company, world.channels["tiktok"]
    until = len(days(company)) - 1
    views = per_post(channel, until, channel.views)
    did = {name: per_post(channel, until, flag) for name, flag in channel.did.items()}
    rows = []
    for number in reversed(range(len(channel.posts))):
        post = channel.posts[number]
        second = draw(0, 59, company.seed, post.at, "second")
        serial = 75 * 10**17 + number * 10**14 + draw(0, 10**14 - 1, company.seed, "id", number)
        rows.append(
            {
                "Video title": post.text,
                "Video link": f"https://www.tiktok.com/@{company.handle}/video/{serial}",
                "Post time": f"{formats.in_utc(post.at):%Y/%m/%d %H:%M}:{second:02}",
                "Video views": views[number],
                "Likes": did["likes"][number],
                "Comments": did["comments"][number],
                "Shares": did["shares"][number],
                "Add to Favorites": did["saves"][number],
            }
        )
    return formats.table(formats.HEADERS["tiktok_videos"], rows)


_BUSINESS_DAYS = 60
"""So many days somebody also downloaded in Business Suite, which cuts them at midnight UTC."""


def _business_days(world: World, first: date) -> list[list[object]]:
    """Lay out days of UTC: the first hours of a German day belong to the day before."""
    company, channel = world.company, world.channels["tiktok"]
    everyday = days(company)
    count = len(everyday)
    shares = company.facts["night"]["until"]
    night = np.array([shares[formats.hours_ahead(day)] for day in everyday]) / 1000
    inside = np.minimum(channel.day, count - 1)
    early = uniforms(len(channel.day), company.seed, "tiktok", "hour") < night[inside]
    moved = replace(channel, day=channel.day - early)
    on_time = moved.day >= 0
    people = people_per(moved.day[on_time], moved.person[on_time], count)
    came, gone = (_moved(company, values, night) for values in (channel.follows, channel.unfollows))
    counted = {
        "Video views": moved.views,
        **{title: moved.did[n] for title, n in _BUSINESS.items()},
    }
    columns = {
        title: np.bincount(moved.day[on_time], values[on_time], count).astype(np.int64)
        for title, values in counted.items()
    }
    columns |= {"Reached audience": people, "New followers": came, "Lost followers": gone}
    rows = []
    for n in range((first - company.first).days, count):
        row: Facts = {title: int(values[n]) for title, values in columns.items()}
        row |= {"Date": f"{everyday[n]:%Y/%m/%d}", "Phone number clicks ": 0, "Leads submission": 0}
        rows.append(row | {"Net growth": row["New followers"] - row["Lost followers"]})
    rows[0]["Reached audience"] = "NAN"  # the first day, and the last ones, are not complete
    return formats.table(formats.HEADERS["tiktok_business_days"], rows)


_BUSINESS = {
    "Profile views": "visits", "Likes": "likes", "Shares": "shares", "Comments": "comments",
}  # fmt: skip


def _moved(company: Company, values: Ints, night: Floats) -> Ints:
    """Give what happened after midnight in Germany to the day before."""
    early = [
        rounded(number * share, company.seed, "tiktok", "night", place, number)
        for place, (number, share) in enumerate(zip(values.tolist(), night.tolist(), strict=True))
    ]
    moved: Ints = values - np.array(early) + np.array([*early[1:], 0])
    return moved
