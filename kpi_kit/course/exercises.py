"""What the lessons ask, as data: each right answer, each typical mistake, each figure in a text.

All of them are pure functions of the sample's exports, so nothing is typed in twice. A mistake is
the *wrong number* that a learner gets by it; that is how the check recognises it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kpi_kit import formulas, labels

if TYPE_CHECKING:
    import pandas as pd

    from kpi_kit.exports import Exports

Figure = Callable[["Exports"], float]


@dataclass(frozen=True)
class Number:
    """A question whose answer is a number."""

    right: Figure
    mistakes: Mapping[str, Figure]


@dataclass(frozen=True)
class Choice:
    """A question whose answer is one of a few words or letters."""

    right: Callable[["Exports"], str]
    options: tuple[str, ...] = ("a", "b", "c")


def posts(exports: "Exports", kind: str | None = None) -> "pd.DataFrame":
    """Return the Instagram posts since January 2026, of one format or of all."""
    instagram: pd.DataFrame = exports.posts.query(
        "channel == 'instagram' and published_on >= '2026'"
    )
    return instagram if kind is None else instagram[instagram["format"] == kind]


def measured(exports: "Exports", kind: str | None = None) -> "pd.DataFrame":
    """Return the posts for which Instagram states the reach."""
    return posts(exports, kind).dropna(subset=["reach"])


def count(exports: "Exports", kind: str | None = None) -> float:
    """Return the number of posts."""
    return float(len(posts(exports, kind)))


def count_measured(exports: "Exports", kind: str | None = None) -> float:
    """Return the number of posts with reach."""
    return float(len(measured(exports, kind)))


def count_unmeasured(exports: "Exports", kind: str | None = None) -> float:
    """Return the number of posts without reach."""
    return count(exports, kind) - count_measured(exports, kind)


def total(exports: "Exports", metric: str = "reach", kind: str | None = None) -> float:
    """Return a metric, added up over the posts with reach."""
    return float(measured(exports, kind)[metric].sum())


def rate(
    exports: "Exports", part: str = "interactions", base: str = "reach", kind: str | None = None
) -> float:
    """Return the ratio of two sums, over the posts with reach."""
    return total(exports, part, kind) / total(exports, base, kind)


def mean_of_rates(exports: "Exports", kind: str | None = None) -> float:
    """Return the mean of the posts' own rates: every post counts alike, however small."""
    of_kind = measured(exports, kind)
    rates = formulas.engagement_rate_by_reach(of_kind["interactions"], of_kind["reach"])
    return float(rates.mean())


def unmatched_rate(exports: "Exports", kind: str | None = None) -> float:
    """Return the rate whose numerator also holds the posts without reach."""
    return float(posts(exports, kind)["interactions"].sum()) / total(exports, kind=kind)


def largest_share(exports: "Exports", kind: str | None = None) -> float:
    """Return the share that the largest post has in the gross reach."""
    return float(measured(exports, kind)["reach"].max()) / total(exports, kind=kind)


def percent(exports: "Exports", kind: str | None = None) -> float:
    """Return the rate as somebody writes it who multiplies by 100."""
    return 100 * rate(exports, kind=kind)


def month_of(exports: "Exports", part: str, base: str | None = None) -> float:
    """Return the number of the month with the largest total, or the largest ratio of totals."""
    with_reach = measured(exports)
    months = with_reach["published_at"].dt.month

    def value(month: int) -> float:
        of_month = with_reach[months == month]
        return float(of_month[part].sum()) / (of_month[base].sum() if base else 1)

    return float(max(months.unique().tolist(), key=value))


def best_format(exports: "Exports") -> str:
    """Return the format with the best rate."""
    return max(FORMATS, key=lambda kind: rate(exports, kind=kind))


def _letter(letter: str) -> Choice:
    return Choice(lambda _: letter)


FORMATS = ("reel", "carousel", "image")

EXERCISES: dict[str, dict[str, Number | Choice]] = {
    "00.reel_rate": {
        "rate": Number(
            partial(rate, kind="reel"),
            {
                "not_divided": partial(total, metric="interactions", kind="reel"),
                "only_reach": partial(total, kind="reel"),
                "percent": partial(percent, kind="reel"),
                "upside_down": partial(rate, part="reach", base="interactions", kind="reel"),
                "mean_of_rates": partial(mean_of_rates, kind="reel"),
                "by_views": partial(rate, base="views", kind="reel"),
                "likes_only": partial(rate, part="likes", kind="reel"),
                "unmatched": partial(unmatched_rate, kind="reel"),
                "carousels": partial(rate, kind="carousel"),
                "all_formats": rate,
            },
        )
    },
    "00.table": {
        "best_format": Choice(best_format, FORMATS),
        "reels_used": Number(
            partial(count_measured, kind="reel"),
            {
                "all_reels": partial(count, kind="reel"),
                "left_out": partial(count_unmeasured, kind="reel"),
            },
        ),
    },
    "00.best_month": {
        "month": Number(
            partial(month_of, part="interactions", base="reach"),
            {"most_reach": partial(month_of, part="reach")},
        )
    },
    "00.quiz_base": {"answer": _letter("b")},
    "00.quiz_sum": {"answer": _letter("c")},
    "00.quiz_format": {"answer": _letter("b")},
}

_rate = partial(labels.percent, digits=2)
_share = partial(labels.percent, digits=0)

FACTS: dict[str, tuple[Callable[[float], str], Figure]] = {
    "00.posts": (labels.number, count),
    "00.reels": (labels.number, partial(count, kind="reel")),
    "00.reels_without_reach": (labels.number, partial(count_unmeasured, kind="reel")),
    "00.largest_reel": (_share, partial(largest_share, kind="reel")),
    "00.reel_rate": (_rate, partial(rate, kind="reel")),
    "00.carousel_rate": (_rate, partial(rate, kind="carousel")),
    "00.image_rate": (_rate, partial(rate, kind="image")),
    "00.reel_mean_of_rates": (_rate, partial(mean_of_rates, kind="reel")),
}
"""Figures that a lesson's text names as ``{{00.posts}}``: how they are written and come about."""
