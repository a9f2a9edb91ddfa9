"""Share of voice, and why it moved: a share also falls because somebody else gets louder."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.counts import Counts, rate_ratio
from kpi_kit.errors import KpiKitError, require
from kpi_kit.estimates import LEVEL, Estimate
from kpi_kit.spans import Span

Movement = Literal[
    "others_louder", "others_quieter", "own_louder", "own_quieter", "both", "unchanged", "unclear"
]
"""Why the share moved; ``unclear`` where neither side moved by more than chance explains."""


@dataclass(frozen=True)
class ShareOfVoice:
    """Own share of all mentions, now and before.

    Attributes
    ----------
    own : str
        Whose share it is.
    span, before : Span
        The period, and the one it is held against.
    mentions : DataFrame
        about, before, now, share_before, share: counts and shares; shares add up to 1.
    own_change, others_change : Estimate
        Mentions a day, now as a multiple of before: 1 is no change. Undefined where there were
        none in one of the periods.
    unassigned : int
        Mentions of nobody in particular in both periods; they are in no share.
    """

    own: str
    span: Span
    before: Span
    mentions: pd.DataFrame = field(repr=False, compare=False)
    own_change: Estimate
    others_change: Estimate
    unassigned: int

    @property
    def share(self) -> float:
        """The own share now; undefined without any mention."""
        return self._own("share")

    @property
    def share_before(self) -> float:
        """The own share before."""
        return self._own("share_before")

    @property
    def movement(self) -> Movement:
        """Why the share moved."""
        own, others = (_moved(c) for c in (self.own_change, self.others_change))
        match own, others:
            case (0, 0):
                return "unclear" if abs(self.share - self.share_before) > 0.005 else "unchanged"
            case (0, _):
                return "others_louder" if others > 0 else "others_quieter"
            case (_, 0):
                return "own_louder" if own > 0 else "own_quieter"
        return "both"

    @property
    def naive(self) -> str:
        """What a hasty reader makes of it."""
        up, same = self.share > self.share_before, self.share == self.share_before
        key = "voice_naive_same" if same else "voice_naive_up" if up else "voice_naive_down"
        return labels.text(
            f"listening.{key}",
            own=self.own,
            share=formatting.percent(self.share),
            before=formatting.percent(self.share_before),
        )

    @property
    def sentence(self) -> str:
        """The share, why it moved, and what it does not say."""
        now, then = self._own("now"), self._own("before")
        others_now = float(self.mentions["now"].sum()) - now
        others_then = float(self.mentions["before"].sum()) - then
        facts = {
            "own": self.own,
            "span": self.span,
            "share": formatting.percent(self.share),
            "before": formatting.percent(self.share_before),
            "now": formatting.number(now),
            "then": formatting.number(then),
            "change": self.own_change.shown("factor"),
            "others_now": formatting.number(others_now),
            "others_then": formatting.number(others_then),
        }
        parts = [labels.text("listening.voice", **facts)]
        parts += [labels.text(f"listening.voice_{self.movement}", **facts)]
        if self.movement in {"others_louder", "both"} and self.loudest:
            row = self.mentions[self.mentions["about"] == self.loudest]
            parts += [
                labels.text(
                    "listening.voice_loudest",
                    about=self.loudest,
                    now=formatting.number(float(row["now"].item())),
                    then=formatting.number(float(row["before"].item())),
                )
            ]
        if self.unassigned:
            parts += [
                labels.text("listening.voice_unassigned", count=formatting.number(self.unassigned))
            ]
        return " ".join([*parts, labels.text("listening.voice_limits")])

    @property
    def loudest(self) -> str:
        """The competitor whose mentions grew most; nobody if none grew."""
        others = self.mentions[self.mentions["about"] != self.own]
        grown = (others["now"] / self.span.days - others["before"] / self.before.days).tolist()
        if max(grown, default=0) <= 0:
            return ""
        return str(others["about"].tolist()[int(np.argmax(grown))])

    def _own(self, column: str) -> float:
        return float(self.mentions.set_index("about")[column][self.own])


def share_of_voice(
    mentions: pd.DataFrame,
    own: str,
    *,
    period: "Span | str | tuple[str | date, str | date]",
    before: "Span | str | tuple[str | date, str | date] | None" = None,
    level: float = LEVEL,
) -> ShareOfVoice:
    """Compare the own share of all mentions with the one before.

    Parameters
    ----------
    mentions : DataFrame
        ``exports.mentions``: date, about. The set of names in it is the set of competitors.
    own : str
        The own name, as ``about`` has it.
    period : period
        ``"2026-01"``, or first and last day.
    before : period, optional
        What it is held against; as many days right before, unless another is named.
    level : float
        Of the intervals of the changes.

    Raises
    ------
    ColumnError
        If a column is missing.
    KpiKitError
        If nobody of the own name is mentioned at all, a period is none, or the periods overlap.

    Source
    ------
    Share of voice: the Conclave's "item" and "mention" (2013). The changes:
    :func:`kpi_kit.counts.rate_ratio`.

    Examples
    --------
    >>> days = pd.to_datetime(["2026-01-01"] * 4 + ["2026-01-02"] * 8)
    >>> about = ["us", "us", "they", "they", "us", "us", *["they"] * 6]
    >>> found = share_of_voice(
    ...     pd.DataFrame({"date": days, "about": about}), "us", period="2026-01-02"
    ... )
    >>> found.share_before, found.share
    (0.5, 0.25)
    """
    require(("date", "about"), mentions, "share_of_voice")
    if own not in {*mentions["about"]}:
        found = ", ".join(sorted(mentions["about"].dropna().unique()))
        raise KpiKitError.saying("not_mentioned", own=own, found=found or labels.NOTHING)
    now = Span.of(period)
    then = now.before if before is None else Span.of(before)
    if now.first <= then.last and then.first <= now.last:
        raise KpiKitError.saying("spans_overlap", now=now, before=then)
    inside = mentions[now.holds(mentions["date"]) | then.holds(mentions["date"])]
    said = inside.dropna(subset="about")
    mine = said["about"] == own
    return ShareOfVoice(
        own,
        now,
        then,
        _counted(mentions["about"], said, now, then),
        own_change=_change(said[mine]["date"], now, then, level),
        others_change=_change(said[~mine]["date"], now, then, level),
        unassigned=len(inside) - len(said),
    )


def _counted(
    everybody: "pd.Series[str]", said: pd.DataFrame, now: Span, then: Span
) -> pd.DataFrame:
    names = pd.Index(sorted(everybody.dropna().unique()), name="about")
    counts = {
        name: said[span.holds(said["date"])]["about"].value_counts().reindex(names, fill_value=0)
        for name, span in (("before", then), ("now", now))
    }
    table = pd.DataFrame(counts)
    for name, share in (("before", "share_before"), ("now", "share")):
        table[share] = table[name] / (table[name].sum() or np.nan)
    return table.reset_index()


def _change(days: "pd.Series[pd.Timestamp]", now: Span, then: Span, level: float) -> Estimate:
    return rate_ratio(_daily(days, now), _daily(days, then), level=level)


def _daily(days: "pd.Series[pd.Timestamp]", span: Span) -> "Counts":
    there = pd.to_datetime(days[span.holds(days)]).dt.tz_localize(None).dt.normalize()
    everyday = pd.date_range(span.first, span.last)
    counts = there.value_counts().reindex(everyday, fill_value=0)
    return np.asarray(counts, dtype=np.float64)


def _moved(change: Estimate) -> int:
    return 0 if not change.excludes(1) else 1 if change.value > 1 else -1
