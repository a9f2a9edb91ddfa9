"""Change against the days before, or against last year, weekday for weekday."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from kpi_kit import labels
from kpi_kit.errors import KpiKitError, noted
from kpi_kit.estimates import Estimate
from kpi_kit.evidence.causes import signed
from kpi_kit.evidence.experiments import SURE, compare_posts, points
from kpi_kit.evidence.verdicts import Verdict, judged
from kpi_kit.kpis import Figure, Kpi, figure
from kpi_kit.periods import time_column

if TYPE_CHECKING:
    import pandas as pd

Against = Literal["previous", "last year"]

PERIOD = "_period"
"""The column that tells the two periods apart while they are compared."""


@dataclass(frozen=True)
class Change:
    """A figure of some days beside the same figure of earlier days.

    Attributes
    ----------
    kpi : str
        The figure.
    against : {"previous", "last year"}
        What it is compared with.
    first, last, first_then, last_then : date
        The days, and the earlier days; both begin on the same weekday and are as many.
    now, then : float
        The figure of both.
    difference : Estimate
        Now minus then. Rates have an interval, from drawing rows anew; what is counted has none.
    missing : int
        Days of the two periods that lie before the first or after the last row of the data.
    notes : tuple of str
        What the reader must know, such as a series break between the two.
    unit : str
        The unit of the figure.
    worth : float
        The smallest difference worth mentioning.
    """

    kpi: str
    against: Against
    first: date
    last: date
    first_then: date
    last_then: date
    now: float
    then: float
    difference: Estimate
    missing: int = 0
    notes: tuple[str, ...] = ()
    unit: str = "share"
    worth: float = 0.0

    @property
    def relative(self) -> float:
        """The change as a share of the earlier figure; undefined unless that is positive."""
        return self.difference.value / self.then if self.then > 0 else float("nan")

    @property
    def verdict(self) -> Verdict:
        """For rates what the interval permits; not to be told if days are missing."""
        return "cannot tell" if self.missing or self.notes else judged(self.difference, self.worth)

    @property
    def sentence(self) -> str:
        """Both figures, their difference, and what speaks against comparing them."""
        against = labels.text(f"change.{self.against.replace(' ', '_')}")
        share = self.unit == "share"
        facts = {
            "name": labels.name_of(self.kpi), "against": against,
            "first": labels.day(self.first), "last": labels.day(self.last),
            "now": labels.shown(self.now, self.unit), "then": labels.shown(self.then, self.unit),
            "relative": signed(self.relative), "days": labels.number(self.missing),
            "difference": self.difference.shown(self.unit),
            "worth": labels.shown(self.worth, self.unit),
        } | (points(self.difference, self.worth) if share else {})  # fmt: skip
        said = [labels.text("change.figures", **facts)]
        if self.missing:
            said.append(labels.text("change.incomplete", **facts))
        elif not self.notes and self.difference.low == self.difference.low:
            said.append(labels.text(f"change.{self.verdict.replace(' ', '_')}", **facts))
        return " ".join([*said, *self.notes])


def change(
    frame: "pd.DataFrame",
    kpi: str | Figure | Callable[..., object],
    first: date,
    last: date,
    *,
    against: Against = "previous",
    worth: float = 0.0,
    level: float = SURE,
) -> Change:
    """Compare a figure with the same one of the days before, or of last year.

    Both periods have the same weekdays: last year's begins 364 days before, the previous one as
    many whole weeks before as the period is long, begun ones included. A month is therefore not
    compared with the calendar month before, which has other weekends.

    Parameters
    ----------
    frame : DataFrame
        Rows of a canonical table; select one channel where they do not compare.
    kpi : str, Kpi or function
        One figure.
    first, last : date
        The days, both included.
    against : {"previous", "last year"}
        What to compare with.
    worth : float
        The smallest difference worth mentioning, in the figure's unit.
    level : float
        Of the interval of a rate's difference.

    Returns
    -------
    Change
        Both figures, difference, relative change, notes and sentence.

    Raises
    ------
    AggregationError, ColumnError
        As :func:`~kpi_kit.values.compute` does: reach of several days is not added up here either.
    KpiKitError
        If the last day lies before the first, or one of the periods has no rows.

    Notes
    -----
    A change is no cause. Between spring and winter lies the season, between two years everything
    else; both comparisons together say more than one.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.date_range("2026-03-02", periods=14)
    >>> accounts = pd.DataFrame({"date": days, "views": [100.0] * 7 + [150.0] * 7})
    >>> print(change(accounts, "views", date(2026, 3, 9), date(2026, 3, 15)).sentence)
    Views, 9 March 2026 to 15 March 2026: 1,050 after 700 in the period before (+50%).
    """
    import pandas as pd

    from kpi_kit.values import compute

    if last < first:
        ends = {"first": labels.day(first), "last": labels.day(last)}
        raise KpiKitError.saying("period_ends_first", **ends)
    wanted = figure(kpi)
    back = _back((last - first).days + 1, against)
    days = frame[time_column(frame.columns)].dt.tz_localize(None).dt.normalize()
    spans = {"then": (first - back, last - back), "now": (first, last)}
    period = pd.Series(pd.NA, frame.index, dtype="object")
    for name, (start, end) in spans.items():
        period = period.mask(days.between(pd.Timestamp(start), pd.Timestamp(end)), name)
    both = frame.assign(**{PERIOD: period})[period.notna()]
    with noted() as notes:
        compute(both, [wanted])  # for what it says of the two together
        values = {name: compute(both[both[PERIOD] == name], [wanted]) for name in spans}
    if any(found.empty for found in values.values()):
        raise KpiKitError.saying("no_rows_then_or_now")
    now, then = (float(values[name][wanted.name].iloc[0]) for name in ("now", "then"))
    difference = Estimate(now - then, float("nan"), float("nan"), level)
    if isinstance(wanted, Kpi):
        difference = compare_posts(both, wanted, by=PERIOD, a="then", b="now",
                                   level=level).difference  # fmt: skip
    missing = sum(_missing(days, start, end) for start, end in spans.values())
    return Change(
        wanted.name, against, first, last, *spans["then"], now, then, difference, missing,
        tuple(notes), wanted.unit, worth,
    )  # fmt: skip


def _back(length: int, against: Against) -> timedelta:
    """Return how far back a period of the same weekdays lies that does not overlap."""
    whole = 364 if against == "last year" else 7
    return timedelta(days=-(-length // whole) * whole)


def _missing(days: "pd.Series[pd.Timestamp]", first: date, last: date) -> int:
    """Count the days of a period that lie outside of the data's own."""
    import pandas as pd

    known = days.dropna()
    every = pd.date_range(first, last)
    if not len(known):
        return len(every)
    return int(((every < known.min()) | (every > known.max())).sum())
