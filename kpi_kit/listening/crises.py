"""Crises: many more mentions than usual, and many more of them negative."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.errors import KpiKitError, require
from kpi_kit.estimates import LEVEL, Estimate
from kpi_kit.evidence.intervals import wilson_interval
from kpi_kit.runs import LEAST_WEEKS, Run, Watched, watch
from kpi_kit.spans import Span

NEGATIVE = "negative"


@dataclass(frozen=True)
class Crisis:
    """One stretch of days with more mentions than usual.

    Attributes
    ----------
    run : Run
        When, how many, how many were expected, and how sure that is.
    negative, negative_usual : Estimate
        The share of negative mentions, among those with a label, in it and on all usual days.
    kind : {"crisis", "attention", "unclear"}
        A crisis if the share is above the usual one by more than chance explains; attention if it
        is not; unclear without labels.
    """

    run: Run
    negative: Estimate
    negative_usual: Estimate

    @property
    def kind(self) -> Literal["crisis", "attention", "unclear"]:
        """What the mentions were about, by their tone."""
        lows = (self.negative.low, self.negative_usual.low)
        if any(low != low for low in lows):
            return "unclear"
        return "crisis" if self.negative.low > self.negative_usual.high else "attention"

    @property
    def naive(self) -> str:
        """What a hasty reader makes of it."""
        times = self.run.observed / max(self.run.expected, 1)
        return labels.text("listening.crisis_naive", times=formatting.number(times))

    @property
    def sentence(self) -> str:
        """When it began and ended, how large it was, its tone, and how sure that is."""
        run = self.run
        facts = {
            "start": formatting.day(run.start),
            "end": formatting.day(run.end),
            "days": formatting.number((run.end - run.start).days + 1),
            "observed": formatting.number(run.observed),
            "expected": formatting.number(run.expected),
            "peak": formatting.day(run.peak),
            "peak_observed": formatting.number(run.peak_observed),
            "peak_expected": formatting.number(run.peak_expected, digits=1),
            "negative": self.negative.shown("share"),
            "usual": self.negative_usual.shown("share"),
        }
        when = "crisis_ended" if run.ended else "crisis_goes_on"
        sure = "chance_tiny" if run.chance < 0.001 else "chance_small"
        return " ".join(
            [
                labels.text(f"listening.{when}", **facts),
                labels.text("listening.crisis_size", **facts),
                labels.text(f"listening.kind_{self.kind}", **facts),
                labels.text(f"listening.{sure}", chance=formatting.percent(run.chance)),
            ]
        )


@dataclass(frozen=True)
class CrisisWatch:
    """Every day of a span held against what was usual before it.

    Attributes
    ----------
    about : str
        Who is talked about; empty for all.
    span : Span
        The days looked at.
    found : tuple of Crisis
        In order of time.
    watched : Watched
        The days with what was expected of each.
    """

    about: str
    span: Span
    found: tuple[Crisis, ...]
    watched: Watched

    @property
    def sentence(self) -> str:
        """What was found; or that nothing was, or that the span is too short to tell."""
        facts = {
            "about": self.about or labels.text("listening.everybody"),
            "span": self.span,
            "weeks": formatting.number(LEAST_WEEKS),
            "looks": formatting.number(self.watched.looks),
        }
        if not self.watched.looks:
            return labels.text("listening.watch_too_short", **facts)
        if not self.found:
            return labels.text("listening.watch_nothing", **facts)
        return " ".join(
            [labels.text("listening.watch_looks", **facts), *(c.sentence for c in self.found)]
        )


def crises(
    mentions: pd.DataFrame,
    *,
    about: str | None = None,
    period: "Span | str | tuple[str | date, str | date] | None" = None,
    level: float = LEVEL,
) -> CrisisWatch:
    """Find the days on which many more mentions came than usual, and judge their tone.

    How it is found: :mod:`kpi_kit.runs`. In 5 % of two years without any event, something is
    found all the same.

    Parameters
    ----------
    mentions : DataFrame
        ``exports.mentions``: date, about, sentiment. Days without a mention count as 0.
    about : str, optional
        Who is talked about; all mentions, unless a name is given.
    period : period, optional
        The days looked at; from the first to the last mention in the table, of whomever.
    level : float
        Of the intervals of the negative shares.

    Raises
    ------
    ColumnError
        If a column is missing.
    KpiKitError
        If nobody of that name is mentioned, or the table has no rows.

    Examples
    --------
    >>> days = [*pd.date_range("2026-01-01", periods=60), *[pd.Timestamp("2026-02-20")] * 20]
    >>> tone = ["positive"] * 60 + ["negative"] * 20
    >>> (crisis,) = crises(pd.DataFrame({"date": days, "sentiment": tone})).found
    >>> crisis.kind, str(crisis.run.start), crisis.run.peak_observed
    ('crisis', '2026-02-20', 21.0)
    """
    require(["date", "sentiment", *(["about"] if about else [])], mentions, "crises")
    span = Span.of(period) if period is not None else Span.over(mentions["date"])
    said = mentions[span.holds(mentions["date"])]
    if about:
        said = said[said["about"] == about]
        if said.empty:
            found = ", ".join(sorted(mentions["about"].dropna().unique()))
            raise KpiKitError.saying("not_mentioned", own=about, found=found or labels.NOTHING)
    day = said["date"].dt.tz_localize(None).dt.normalize()
    counts = day.value_counts().reindex(pd.date_range(span.first, span.last), fill_value=0)
    watched = watch(counts.astype(float))
    inside = [Span(run.start, run.end).holds(day) for run in watched.runs]
    usual = ~np.logical_or.reduce(inside) if inside else np.ones(len(day), dtype=bool)
    return CrisisWatch(
        about or "",
        span,
        tuple(
            Crisis(run, _negative(said[there], level), _negative(said[usual], level))
            for run, there in zip(watched.runs, inside, strict=True)
        ),
        watched,
    )


def _negative(said: pd.DataFrame, level: float) -> Estimate:
    labelled = said["sentiment"].dropna()
    hits, tried = int((labelled == NEGATIVE).sum()), len(labelled)
    low, high = wilson_interval(hits, tried, level=level)
    return Estimate(hits / tried if tried else np.nan, low, high, level)
