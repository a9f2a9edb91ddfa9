"""Links without tags: visits and sales of social media that analytics calls "direct"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpi_kit import formatting
from kpi_kit.compare.said import text
from kpi_kit.counts import Counts, rate_ratio
from kpi_kit.errors import require
from kpi_kit.estimates import LEVEL, Estimate
from kpi_kit.runs import Run, Watched, watch
from kpi_kit.spans import Span

SOCIAL = ("social", "paid_social", "organic_social")
DIRECT = "(none)"

AROUND = 14
"""So many days before and after are what a stretch is held against; both, for the season."""

MOVED = 0.5
"""Direct has to gain at least this share of what social lost, for tags to be the reason."""


@dataclass(frozen=True)
class TagLoss:
    """One stretch with far fewer visits from social media than usual.

    Attributes
    ----------
    run : Run
        When, how many sessions, and how many were expected.
    direct, everything : Estimate
        Sessions a day of direct, and of all sources together, as a multiple of the days around.
    direct_gained : float
        Sessions that direct has beyond the days around.
    orders : Estimate or None
        How many orders of social media went elsewhere; None where no orders were given.
    orders_tagged : int
        The orders that still carry a tag of social media.
    """

    run: Run
    direct: Estimate
    everything: Estimate
    direct_gained: float
    orders: Estimate | None
    orders_tagged: int

    @property
    def kind(self) -> Literal["tags_lost", "visits_lost"]:
        """Whether the visits are still there under another name."""
        lost = self.run.expected - self.run.observed
        moved = self.direct.low > 1 and self.direct_gained >= MOVED * lost
        return "tags_lost" if moved else "visits_lost"

    @property
    def naive(self) -> str:
        """What a hasty reader makes of it."""
        return text(
            "tags_naive",
            observed=formatting.number(self.run.observed),
            expected=formatting.number(self.run.expected),
        )

    @property
    def sentence(self) -> str:
        """When, how many visits, where they went, and which orders went with them."""
        facts = {
            "span": Span(self.run.start, self.run.end),
            "observed": formatting.number(self.run.observed),
            "expected": formatting.number(self.run.expected),
            "direct": self.direct.shown("factor"),
            "gained": formatting.number(self.direct_gained),
            "everything": self.everything.shown("factor"),
        }
        said = [text("tags", **facts), text(self.kind, **facts)]
        if self.orders is not None and self.kind == "tags_lost":
            said += [
                text(
                    "tags_orders",
                    orders=self.orders.shown(),
                    tagged=formatting.number(self.orders_tagged),
                )
            ]
        return " ".join(said)


@dataclass(frozen=True)
class TagWatch:
    """The visits from social media, day by day.

    Attributes
    ----------
    span : Span
        The days looked at.
    found : tuple of TagLoss
        In order of time.
    watched : Watched
        The days with what was expected of each.
    """

    span: Span
    found: tuple[TagLoss, ...]
    watched: Watched

    @property
    def sentence(self) -> str:
        """What was found, or that nothing was."""
        if not self.found:
            key = "tags_nothing" if self.watched.looks else "tags_too_short"
            return text(key, span=self.span)
        return " ".join(loss.sentence for loss in self.found)


def lost_tags(
    web: pd.DataFrame,
    orders: pd.DataFrame | None = None,
    *,
    social: Sequence[str] = SOCIAL,
    direct: str = DIRECT,
    level: float = LEVEL,
) -> TagWatch:
    """Find the stretches in which social media vanish from analytics, and say where to.

    If direct gains at the same time what social loses, the links had no tags; if not, the visits
    are really gone. How stretches are found: :mod:`kpi_kit.runs`.

    Parameters
    ----------
    web : DataFrame
        ``exports.web``: date, medium, sessions. Rows without a medium (other breakdowns count
        every session again) are not looked at; a day without a row had no session.
    orders : DataFrame, optional
        ``exports.orders``: ordered_on, utm_medium. Tells how many orders went along.
    social : sequence of str
        The media that are social.
    direct : str
        The medium of visits without a source.
    level : float
        Of all intervals.

    Raises
    ------
    ColumnError
        If a column is missing.
    KpiKitError
        If no row has a medium.

    Examples
    --------
    >>> days = pd.date_range("2026-01-01", periods=70)
    >>> gone = (days >= "2026-02-20") & (days < "2026-02-27")
    >>> web = pd.concat([
    ...     pd.DataFrame({"date": days, "medium": "social", "sessions": np.where(gone, 0, 40)}),
    ...     pd.DataFrame({"date": days, "medium": "(none)", "sessions": np.where(gone, 70, 30)})])
    >>> (loss,) = lost_tags(web).found
    >>> loss.kind, str(loss.run.start), str(loss.run.end), round(loss.direct_gained)
    ('tags_lost', '2026-02-20', '2026-02-26', 280)
    """
    require(("date", "medium", "sessions"), web, "lost_tags")
    rows = web.dropna(subset=["medium", "date"])
    span = Span.over(rows["date"])
    everyday = pd.date_range(span.first, span.last)
    mine = rows["medium"].isin([*social])
    daily = pd.DataFrame(
        {
            name: rows[kept].groupby("date")["sessions"].sum().reindex(everyday).fillna(0)
            for name, kept in (
                ("social", mine),
                ("direct", rows["medium"] == direct),
                ("all", rows["medium"].notna()),
            )
        }
    )
    watched = watch(daily["social"], direction="below")
    bought = None if orders is None else _daily_orders(orders, social, everyday)
    found = tuple(_loss(run, daily, bought, level) for run in watched.runs)
    return TagWatch(span, found, watched)


def _daily_orders(
    orders: pd.DataFrame, social: Sequence[str], everyday: pd.DatetimeIndex
) -> "pd.Series[float]":
    require(("ordered_on", "utm_medium"), orders, "lost_tags")
    mine = orders[orders["utm_medium"].isin([*social])]
    return mine["ordered_on"].value_counts().reindex(everyday, fill_value=0).astype(float)


def _loss(
    run: Run, daily: pd.DataFrame, bought: "pd.Series[float] | None", level: float
) -> TagLoss:
    inside = np.asarray(
        (daily.index >= pd.Timestamp(run.start)) & (daily.index <= pd.Timestamp(run.end))
    )
    places = np.flatnonzero(inside)
    near = np.zeros(len(daily), dtype=bool)
    near[max(places[0] - AROUND, 0) : places[-1] + 1 + AROUND] = True
    near &= ~inside
    direct = daily["direct"].to_numpy(dtype=float)
    everything = daily["all"].to_numpy(dtype=float)
    return TagLoss(
        run,
        rate_ratio(direct[inside], direct[near], level=level),
        rate_ratio(everything[inside], everything[near], level=level),
        float(direct[inside].sum() - direct[near].mean() * inside.sum()),
        None
        if bought is None
        else _gone(np.asarray(bought, dtype=np.float64), inside, near, level),
        0 if bought is None else int(bought.to_numpy()[inside].sum()),
    )


def _gone(
    bought: Counts,
    inside: NDArray[np.bool_],
    near: NDArray[np.bool_],
    level: float,
) -> Estimate:
    """Estimate the orders that would have had a tag: as many as around, and how far that strays."""
    from scipy.stats import nbinom

    seen, days, here = float(bought[near].sum()), int(near.sum()), int(inside.sum())
    # The next days' count, given those around (Jeffreys' prior): the rate's error and chance.
    low, high = nbinom(seen + 0.5, days / (days + here)).interval(level)
    tagged = float(bought[inside].sum())
    ends = (seen / days * here, float(low), float(high))
    value, low, high = (max(end - tagged, 0.0) for end in ends)
    return Estimate(value, low, high, level)
