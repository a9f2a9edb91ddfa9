"""The best and the worst posts of every channel, by the rate that the channel reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.reporting.changed import rate_of
from kpi_kit.reporting.figures import Value, explained
from kpi_kit.reporting.scope import Scope
from kpi_kit.tracing import explanations
from kpi_kit.values import compute

SHOWN = 3
"""How many posts are shown at each end."""

LEAST = 0.1
"""Posts whose base is below this share of the channel's median are not ranked."""

KEY = ["source_file", "source_row"]
"""What tells a post from every other."""

WRITTEN = 120
"""Letters of a post's text."""


@dataclass(frozen=True)
class Post:
    """A post with the figure it is ranked by."""

    day: str
    format: str
    text: str
    url: str
    rate: Value
    interactions: Value
    file: str
    row: str


@dataclass(frozen=True)
class Ranked:
    """The best and the worst posts of one channel; ``group`` is its name in the data."""

    channel: str
    group: str
    rate: str
    best: tuple[Post, ...]
    worst: tuple[Post, ...]
    ranked: int
    left_out: int

    @property
    def rate_name(self) -> str:
        """The rate's name."""
        return labels.name_of(self.rate)

    @property
    def text(self) -> str:
        """How many posts are ranked, by what, and why not all of them."""
        said = labels.text(
            "report.ranked", ranked=formatting.number(self.ranked), rate=self.rate_name,
            posts=formatting.number(self.ranked + self.left_out),
        )  # fmt: skip
        return f"{said} {labels.text('report.not_ranked')}" if self.left_out else said

    @property
    def formats(self) -> bool:
        """Whether the channel tells the format of any post that is shown."""
        return any(post.format for post in (*self.best, *self.worst))


def posts(scope: Scope) -> tuple[Ranked, ...]:
    """Rank the posts of every channel; channels are not mixed, for they count differently."""
    found = scope.posts.groupby("channel")
    ranked = [_ranked(str(channel), rows) for channel, rows in found]
    return tuple(one for one in ranked if one)


def _ranked(channel: str, rows: pd.DataFrame) -> Ranked | None:
    for rate in rate_of(rows):
        base = rows[rate.removeprefix("engagement_rate_by_")]
        enough = rows[base >= LEAST * base.median()]
        values = compute(enough, [rate, "interactions"], by=KEY)
        values = values.dropna(subset=[rate])
        merged = values.merge(
            enough[[*KEY, "published_on", "format", "text", "url"]].assign(_at=enough.index),
            on=KEY,
        ).sort_values([rate, *KEY], ascending=False)  # fmt: skip
        half = min(SHOWN, len(merged) // 2) if len(merged) > 1 else len(merged)
        lowest = merged.iloc[::-1].head(half) if len(merged) > 1 else merged.iloc[:0]
        best, worst = _listed((merged.head(half), lowest), enough, rate)
        return Ranked(
            labels.value_name("channel", channel), channel, rate, best, worst,
            len(merged), len(rows) - len(merged),
        )  # fmt: skip
    return None


def _listed(
    ends: tuple[pd.DataFrame, pd.DataFrame], posts: pd.DataFrame, rate: str
) -> Iterator[tuple[Post, ...]]:
    """Write the posts of both ends, in their order, each figure with what stands behind it."""
    shown = posts.loc[posts.index.isin([*ends[0]["_at"], *ends[1]["_at"]])]
    found = explanations(shown, [rate, "interactions"], by=KEY)
    values = {(one.name, *(one.group[key] for key in KEY)): explained(one) for one in found}
    for rows in ends:
        yield tuple(_post(row, rate, values) for _, row in rows.iterrows())


def _post(row: "pd.Series[Any]", rate: str, values: dict[tuple[Any, ...], Value]) -> Post:
    text, address = row["text"], str(row["url"])
    return Post(
        formatting.day(row["published_on"]) if pd.notna(row["published_on"]) else labels.NOTHING,
        labels.value_name("format", str(row["format"])) if pd.notna(row["format"]) else "",
        shorten(str(text), WRITTEN, placeholder=" …") if pd.notna(text) else "",
        # Only a web address becomes a link: an export could hold a script in its place.
        address if address.startswith(("https://", "http://")) else "",
        values[rate, row["source_file"], row["source_row"]],
        values["interactions", row["source_file"], row["source_row"]],
        str(row["source_file"]), str(row["source_row"]),
    )  # fmt: skip
