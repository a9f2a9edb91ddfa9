"""The own page beside its competitors, by the figures that anybody can see."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.compare.said import text
from kpi_kit.errors import ComparisonError, require
from kpi_kit.formulas import engagement_rate_by_followers, follower_growth_rate
from kpi_kit.spans import Span

UNKNOWN = ("reach", "impressions", "link_clicks", "revenue", "spend", "unfollows")
"""What cannot be known from outside; above all, what was paid for."""

UNUSUAL = 3.0
"""A figure that is more than so many times its usual value is told."""


@dataclass(frozen=True)
class CompetitorComparison:
    """Public figures of all pages, by one formula over one period.

    Attributes
    ----------
    own : str
        The own page.
    span : Span
        The period.
    pages : DataFrame
        One row per page: account, posts, posts_per_week, interactions, interactions_per_post,
        followers_at_start, followers, follower_growth_rate, engagement_rate_by_followers
        (interactions ÷ posts ÷ average followers); own first, then by name. What is missing
        stays missing. The columns of :data:`UNKNOWN` are there and empty: not 0 but unknowable.
    left_out : tuple of str
        Pages that are not observed over the whole period; their figures would be of another time.
    unusual : tuple of (str, str, float)
        Page, figure, and how many times its own usual value it is: the median of the periods
        before.
    """

    own: str
    span: Span
    pages: pd.DataFrame = field(repr=False, compare=False)
    left_out: tuple[str, ...]
    unusual: tuple[tuple[str, str, float], ...]

    @property
    def naive(self) -> str:
        """Who is ahead, without asking how."""
        rates = self.pages["engagement_rate_by_followers"]
        if rates.isna().all():
            return ""
        best = self.pages.iloc[int(rates.fillna(-1).argmax())]
        return text(
            "competitors_naive",
            account=best["account"],
            rate=formatting.shown(best["engagement_rate_by_followers"], "share"),
        )

    @property
    def sentence(self) -> str:
        """The pages side by side, what is odd about them, and what nobody outside knows."""
        said = [text("competitors", own=self.own, span=self.span)]
        said += [
            text(
                "competitor",
                account=row["account"],
                posts=formatting.number(row["posts"]),
                rate=formatting.shown(row["engagement_rate_by_followers"], "share"),
                growth=formatting.shown(row["follower_growth_rate"], "share"),
                followers=formatting.number(row["followers"]),
            )
            for row in self.pages.to_dict("records")
        ]
        for account in dict.fromkeys(name for name, _, _ in self.unusual):
            odd = [
                text("times", name=text(figure), times=formatting.number(times, digits=1))
                for name, figure, times in self.unusual
                if name == account
            ]
            said += [text("competitor_unusual", account=account, odd=", ".join(odd))]
        if self.left_out:
            said += [text("competitors_left_out", accounts=", ".join(self.left_out))]
        unknown = ", ".join(labels.name_of(name) for name in UNKNOWN)
        return " ".join([*said, text("competitors_unknown", unknown=unknown)])


def competitors(
    frame: pd.DataFrame, own: str, *, period: "Span | str | tuple[str | date, str | date]"
) -> CompetitorComparison:
    """Compare the own page with its competitors by public figures.

    Parameters
    ----------
    frame : DataFrame
        ``exports.competitors``, the own page among them, so that all are counted alike:
        account, period_start, period_end, followers (at the end of the row's period), posts,
        interactions; of one channel.
    own : str
        The own page's account.
    period : period
        Rows that lie inside as a whole count.

    Raises
    ------
    ColumnError
        If a column is missing.
    ComparisonError
        If the rows are of several channels, or the own page has no rows over the whole period.
    KpiKitError
        If the period is none.

    Source
    ------
    Engagement rate per post and follower: Rival IQ, quintly 4412259 (average of the first and the
    last number of followers).

    Examples
    --------
    >>> months = pd.DataFrame({
    ...     "account": ["us", "they"] * 2, "followers": [100.0, 200.0, 110.0, 260.0],
    ...     "period_start": pd.to_datetime(["2026-01-01"] * 2 + ["2026-02-01"] * 2),
    ...     "period_end": pd.to_datetime(["2026-01-31"] * 2 + ["2026-02-28"] * 2),
    ...     "posts": [4.0] * 4, "interactions": [40.0, 40.0, 42.0, 46.0]})
    >>> found = competitors(months, "us", period="2026-02")
    >>> found.pages[["account", "follower_growth_rate", "engagement_rate_by_followers"]].values
    array([['us', 0.1, 0.1],
           ['they', 0.3, 0.05]], dtype=object)
    """
    require(
        ("account", "period_start", "period_end", "followers", "posts", "interactions"),
        frame,
        "competitors",
    )
    if "channel" in frame and len({*frame["channel"].dropna()}) > 1:
        found = ", ".join(sorted(frame["channel"].dropna().unique()))
        raise ComparisonError.saying("several_channels", found=found)
    span = Span.of(period)
    inside = frame[span.holds(frame["period_start"]) & span.holds(frame["period_end"])]
    periods = _periods(inside)
    whole = [str(name) for name, rows in inside.groupby("account") if _periods(rows) == periods]
    if own not in whole:
        raise ComparisonError.saying(
            "own_not_observed", own=own, span=span, found=", ".join(whole) or labels.NOTHING
        )
    order = [own, *sorted({*whole} - {own})]
    rows = [_page(name, frame[frame["account"] == name], span) for name in order]
    pages = pd.DataFrame(rows).assign(**dict.fromkeys(UNKNOWN, np.nan))
    unusual = [
        odd for name in order for odd in _unusual(name, frame[frame["account"] == name], span)
    ]
    left_out = tuple(sorted({*frame["account"].dropna()} - {*whole}))
    return CompetitorComparison(own, span, pages, left_out, tuple(unusual))


def _periods(rows: pd.DataFrame) -> set[tuple[object, ...]]:
    return {tuple(days) for days in rows[["period_start", "period_end"]].to_numpy().tolist()}


def _page(name: str, rows: pd.DataFrame, span: Span) -> dict[str, object]:
    rows = rows.sort_values("period_start")
    inside = rows[span.holds(rows["period_start"]) & span.holds(rows["period_end"])]
    earlier = rows[rows["period_end"] == pd.Timestamp(span.first) - pd.Timedelta(days=1)]
    start = float(earlier["followers"].iloc[-1]) if len(earlier) else np.nan
    end = float(inside["followers"].iloc[-1])
    posts, interactions = (
        float(inside[c].sum(min_count=len(inside))) for c in ("posts", "interactions")
    )
    days = (inside["period_end"] - inside["period_start"]).dt.days.sum() + len(inside)
    return {
        "account": name,
        "posts": posts,
        "posts_per_week": posts / days * 7,
        "interactions": interactions,
        "interactions_per_post": interactions / posts if posts else np.nan,
        "followers_at_start": start,
        "followers": end,
        "follower_growth_rate": follower_growth_rate(end, start),
        "engagement_rate_by_followers": engagement_rate_by_followers(
            interactions, posts, (start + end) / 2
        ),
    }


def _unusual(name: str, rows: pd.DataFrame, span: Span) -> list[tuple[str, str, float]]:
    """Find the figures that are far above the page's own periods before."""
    rows = rows.sort_values("period_start")
    gained = rows["followers"].diff()
    per_row = pd.DataFrame(
        {
            "interactions_per_post": rows["interactions"] / rows["posts"].where(rows["posts"] > 0),
            "followers_gained": gained,
        }
    )
    inside = span.holds(rows["period_start"]) & span.holds(rows["period_end"])
    before = rows["period_end"] < pd.Timestamp(span.first)
    found = []
    for figure in per_row:
        usual = per_row[figure][before].dropna()
        now = float(per_row[figure][inside].mean())
        if len(usual) >= 3 and usual.median() > 0 and now > UNUSUAL * usual.median():
            found.append((name, str(figure), now / float(usual.median())))
    return found
