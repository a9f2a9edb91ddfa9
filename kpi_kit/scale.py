"""Posts in any number: canonical rows as Parquet, for who wants to try a large amount of data.

The files hold every column of the canonical table ``posts``, and ``time_zone`` as
``Exports.to_parquet`` writes it: days and moments by the account's clock. What a platform does not
report is missing, as in real exports: no reach on X, YouTube and TikTok, no time of day on YouTube
and LinkedIn. These posts are drawn at random and belong to no company; the same number
and seed give the same rows, and memory does not grow with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kpi_kit.parquet import arrow, schema
from kpi_kit.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

CHUNK = 1_000_000
FIRST_DAY = np.datetime64("2024-11-01")
DAYS = 730
ACCOUNTS = 40  # per channel
UNKNOWN_REACH = 0.05  # of the posts of platforms that report it: still counting, or too few people


@dataclass(frozen=True)
class Channel:
    """What a platform's exports hold: ``weight`` is its part of all posts."""

    weight: float
    median_views: float
    formats: tuple[str, ...]
    reports: frozenset[str]
    has_time: bool = True


def _reports(names: str) -> frozenset[str]:
    return frozenset(names.split())


CHANNELS = {
    "facebook": Channel(0.20, 600, ("image", "link", "video", "reel"), _reports(
        "views reach likes comments shares clicks link_clicks interactions")),
    "instagram": Channel(0.28, 1500, ("reel", "image", "carousel", "story"), _reports(
        "views reach likes comments shares saves interactions follows")),
    "linkedin": Channel(0.10, 900, ("image", "document", "video", "text"), _reports(
        "impressions likes comments shares clicks interactions follows"), has_time=False),
    "tiktok": Channel(0.14, 2500, ("video",), _reports(
        "views likes comments shares interactions")),
    "youtube": Channel(0.08, 1200, ("video", "short"), _reports(
        "impressions views likes comments shares interactions watch_seconds net_follows"),
        has_time=False),
    "x": Channel(0.14, 400, ("text", "image", "video"), _reports(
        "impressions likes comments shares saves link_clicks interactions")),
    "threads": Channel(0.06, 300, ("text", "image"), _reports(
        "views likes comments shares interactions")),
}  # fmt: skip
RATES = {"likes": 0.030, "comments": 0.003, "shares": 0.002, "saves": 0.004}
"""Median parts of the views; they vary from post to post."""
WORDS = np.array(["Tour", "Werkstatt", "Rad", "Emscher", "Frühling", "Licht", "Helm", "Kette"])


def chunk(seed: int, number: int, rows: int) -> "pa.Table":
    """Make one file's rows; the number of the file is part of the seed."""
    pa = arrow()
    wanted = schema("posts", [*TABLES["posts"].columns, "time_zone"])
    chance = np.random.default_rng([seed, number])
    weights = np.array([channel.weight for channel in CHANNELS.values()])
    which = chance.choice(len(CHANNELS), rows, p=weights / weights.sum())
    columns: dict[str, Any] = {
        **_words(chance, which, number), **_times(chance, which), **_counts(chance, which)
    }  # fmt: skip
    columns |= {
        field.name: pa.nulls(rows, field.type) for field in wanted if field.name not in columns
    }
    return pa.table({field.name: columns[field.name] for field in wanted}, schema=wanted)


def _words(chance: np.random.Generator, which: np.ndarray, number: int) -> "dict[str, pa.Array]":
    pa = arrow()
    rows = len(which)
    names = np.array([*CHANNELS])
    place = pa.array(np.arange(rows) + number * CHUNK).cast(pa.string())
    formats = [
        name
        for channel in CHANNELS.values()
        for name in (*channel.formats, *(channel.formats[-1:] * 4))[:4]
    ]
    first, second = (WORDS[chance.integers(0, len(WORDS), rows)] for _ in range(2))
    account = chance.zipf(1.4, rows) % ACCOUNTS
    return {
        "channel": pa.array(names[which]),
        "interactions_of": pa.array(names[which]),
        "account": pa.array(np.char.add("account-", np.arange(ACCOUNTS).astype(str))[account]),
        "post_id": place,
        "format": pa.array(np.array(formats)[which * 4 + chance.integers(0, 4, rows)]),
        "text": pa.array(np.char.add(np.char.add(first, " "), second)),
        "source_file": pa.array(np.char.add(names, ".csv")[which]),
        "source_row": place,
        "time_zone": pa.repeat("Europe/Berlin", rows),
    }


def _times(chance: np.random.Generator, which: np.ndarray) -> "dict[str, pa.Array]":
    """Spread posts over the days, most of them between 7 and 22 o'clock."""
    pa = arrow()
    rows = len(which)
    day = FIRST_DAY + chance.integers(0, DAYS, rows)
    minute = (chance.normal(14.5, 4.0, rows) * 60 % (24 * 60)).astype("timedelta64[m]")
    moment = (day + minute).astype("datetime64[us]")
    has_time = np.array([channel.has_time for channel in CHANNELS.values()])[which]
    return {
        "published_on": pa.array(day),
        "published_at": pa.array(moment, mask=~has_time),
        "published_hour": pa.array(
            minute.astype("timedelta64[h]").astype("float64"), mask=~has_time
        ),
    }


def _counts(chance: np.random.Generator, which: np.ndarray) -> "dict[str, pa.Array]":
    """Draw views, of which everything else is a part; a few posts go far beyond the others."""
    pa = arrow()
    rows = len(which)
    medians = np.array([channel.median_views for channel in CHANNELS.values()])
    views = np.floor(medians[which] * chance.lognormal(0.0, 1.3, rows))
    counts = {name: chance.poisson(views * rate) for name, rate in RATES.items()}
    follows = chance.poisson(views * 0.0005)
    reached = np.ceil(views * chance.beta(8, 3, rows))  # who sees it at all is somebody
    saved = _reported("saves")[which]  # interactions hold the parts that the platform shows
    link_clicks = chance.poisson(views * 0.006)
    values = {
        "views": views, "impressions": views, "reach": reached, **counts,
        "clicks": link_clicks + chance.poisson(views * 0.009), "link_clicks": link_clicks,
        "interactions": sum(counts.values()) - np.where(saved, 0, counts["saves"]),
        "watch_seconds": views * chance.gamma(2.0, 6.0, rows),
        "follows": follows, "net_follows": follows - chance.poisson(views * 0.0002),
    }  # fmt: skip
    unknown = chance.random(rows) < UNKNOWN_REACH
    arrays = {}
    for name, value in values.items():
        missing = ~_reported(name)[which] | (unknown if name == "reach" else False)
        arrays[name] = pa.array(value.astype("float64"), mask=missing)
    return arrays


def _reported(name: str) -> np.ndarray:
    """Tell of each channel whether it reports a figure."""
    return np.array([name in channel.reports for channel in CHANNELS.values()])


def chunks(rows: int, seed: int) -> "Iterator[pa.Table]":
    """Give the rows in tables of at most a million."""
    for number, start in enumerate(range(0, rows, CHUNK)):
        yield chunk(seed, number, min(CHUNK, rows - start))


def write_posts(rows: int, folder: Path, seed: int) -> list[Path]:
    """Write *rows* posts into ``folder/posts/channel=…/year=…``, as ``Exports.to_parquet`` does.

    Returns
    -------
    list of Path
        The files, one per channel, year and million of rows.
    """
    arrow()  # says what to install where it is missing
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    paths = []
    for number, table in enumerate(chunks(rows, seed)):
        year = pc.year(table["published_on"])
        for channel in CHANNELS:
            of_channel = pc.equal(table["channel"], channel)
            for one in sorted(pc.unique(year).to_pylist()):
                part = table.filter(pc.and_(of_channel, pc.equal(year, one))).drop(["channel"])
                path = folder / "posts" / f"channel={channel}" / f"year={one}"
                path.mkdir(parents=True, exist_ok=True)
                paths.append(path / f"{number:04}.parquet")
                pq.write_table(part, paths[-1])
    return paths
