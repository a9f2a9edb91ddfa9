"""YouTube's archives and TikTok's files."""

from datetime import date, timedelta

import numpy as np

from kpi_kit.company.almanac import days
from kpi_kit.company.draws import Ints, draw
from kpi_kit.company.facts import Company, Facts
from kpi_kit.company.seeing import NO_POST, Channel, people_per, per_day, per_post
from kpi_kit.company.world import World

from . import formats

Files = dict[str, bytes]
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
_TICKED = 3


def youtube(world: World) -> Files:
    """Return the archive of videos (English) and that of days (German)."""
    company = world.company
    until = company.last + timedelta(days=1)  # the name gives the day after the last one
    span = f"{company.first}_{until} {company.name}.zip"
    videos = {
        "Table data.csv": formats.plain(_videos(world)),
        "Chart data.csv": formats.plain(_chart(world)),
        "Totals.csv": formats.plain(_totals(world)),
    }
    return {
        f"youtube/Content {span}": formats.archive(videos, until),
        f"youtube/Datum {span}": formats.archive(
            {"Tabellendaten.csv": formats.plain(_days(world))}, until
        ),
    }


def _video_id(company: Company, number: int) -> str:
    return "".join(
        _LETTERS[draw(0, 62, company.seed, "video", number, place)] for place in range(11)
    )


def _videos(world: World) -> list[list[object]]:
    """Lay out the total, which also has older videos, and then a row per video."""
    company, channel = world.company, world.channels["youtube"]
    count = len(days(company))
    views = per_post(channel, count - 1, channel.views)
    did = {name: per_post(channel, count - 1, flag) for name, flag in channel.did.items()}
    watched = _seconds(world)
    rows = [_total(channel, count, int(watched.sum()))]
    per_video = np.bincount(
        channel.post[(channel.post != NO_POST) & (channel.day < count)],
        watched[(channel.post != NO_POST) & (channel.day < count)],
        len(channel.posts),
    ).astype(np.int64)
    for number in reversed(range(len(channel.posts))):
        post = channel.posts[number]
        rows.append(
            {
                "Content": _video_id(company, number),
                "Video title": post.text,
                "Video publish time": formats.short(post.at.date()),
                "Duration": post.seconds,
                "Likes": did["likes"][number],
                "Comments added": did["comments"][number],
                "Shares": did["shares"][number],
                "Subscribers": did["follows"][number],
                **_shown(int(views[number]), int(per_video[number]), post.format == "short"),
            }
        )
    return formats.table(formats.HEADERS["youtube_videos"], rows)


def _shown(views: int, seconds: int, short: bool) -> Facts:
    """Return views, watch time and the thumbnails that were shown; shorts hardly need them."""
    thumbnails = views * (2 if short else 13)
    return {
        "Views": views,
        "Watch time (hours)": formats.ratio(seconds, 3600, 4),
        "Impressions": thumbnails,
        "Impressions click-through rate (%)": formats.ratio(100 * views * 6 // 10, thumbnails, 2),
    }


def _total(channel: Channel, count: int, seconds: int) -> Facts:
    views = int(per_day(channel, count, channel.views).sum())
    row: Facts = {
        "Content": "Total",
        "Subscribers": channel.follows.sum() - channel.unfollows.sum(),
    }
    for name, title in (("likes", "Likes"), ("comments", "Comments added"), ("shares", "Shares")):
        row[title] = per_day(channel, count, channel.did[name]).sum()
    return row | _shown(views, seconds, short=False)


def _seconds(world: World) -> Ints:
    """Return how many seconds each view event lasted: a share of the video's length."""
    channel = world.channels["youtube"]
    lengths = np.array([post.seconds for post in channel.posts] + [240])  # the last one: older ones
    share = 25 + (channel.person * 7 + channel.day * 13) % 50
    watched: Ints = channel.views * lengths[channel.post] * share // 100
    return np.where(channel.day < len(days(world.company)), watched, 0)


def _chart(world: World) -> list[list[object]]:
    """Lay out the days of the few videos that were ticked."""
    company, channel = world.company, world.channels["youtube"]
    everyday = days(company)
    views = per_post(channel, len(everyday) - 1, channel.views)
    best = np.argsort(-views, kind="stable")[:_TICKED]
    lines: list[list[object]] = [["Date", "Content", "Video title", "Video publish time", "Views"]]
    for number in map(int, best):
        post, mine = channel.posts[number], channel.post == number
        counted = np.bincount(channel.day[mine], channel.views[mine], len(everyday))
        shown = [_video_id(company, number), post.text, formats.short(post.at.date())]
        lines += [
            [day.isoformat(), *shown, int(n)]
            for day, n in zip(everyday, counted[: len(everyday)], strict=True)
        ]
    return lines


def _totals(world: World) -> list[list[object]]:
    everyday, channel = days(world.company), world.channels["youtube"]
    views = per_day(channel, len(everyday), channel.views)
    lines: list[list[object]] = [["Date", "Views"]]
    return lines + [[day.isoformat(), int(n)] for day, n in zip(everyday, views, strict=True)]


def _days(world: World) -> list[list[object]]:
    everyday, channel = days(world.company), world.channels["youtube"]
    count = len(everyday)
    views = per_day(channel, count, channel.views)
    seconds = per_day(channel, count, _seconds(world))
    columns = (views, seconds, channel.follows, channel.unfollows)
    lines: list[list[object]] = [[*formats.HEADERS["youtube_days"]]]
    total = [int(column.sum()) for column in columns]
    for name, values in [
        ("Gesamt", total),
        *zip(everyday, zip(*columns, strict=True), strict=True),
    ]:
        watched, hours, came, gone = map(int, values)
        lines.append([name, watched, formats.ratio(hours, 3600, 4), came, gone])
    return lines


def tiktok(world: World) -> Files:
    """Return TikTok Studio's days, twelve months a file and without a year, and the videos."""
    found = {f"tiktok/{name}": content for name, content in _followers_now(world).items()}
    for first, last in twelve_months(world.company):
        for name, lines in _studio(world, first, last).items():
            found[f"tiktok/{last.year}/{name}.csv"] = _studio_bytes(lines)
    company = world.company
    videos = formats.plain(_business(world)).encode("utf-8-sig")
    return found | {f"tiktok/Video_{company.first}_{company.last}.csv": videos}


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
