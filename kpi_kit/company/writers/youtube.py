"""YouTube's archives of videos and days."""

from datetime import timedelta

import numpy as np

from kpi_kit.company.almanac import days
from kpi_kit.company.draws import Ints, draw
from kpi_kit.company.facts import Company, Facts
from kpi_kit.company.seeing import NO_POST, Channel, per_day, per_post
from kpi_kit.company.world import World

from . import formats

Files = dict[str, bytes]
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
_TICKED = 3


def files(world: World) -> Files:
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
