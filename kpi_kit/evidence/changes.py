"""Change against the days before, or against last year, weekday for weekday."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kpi_kit import formatting, labels
from kpi_kit.errors import AggregationError, KpiKitError, noted
from kpi_kit.estimates import Estimate
from kpi_kit.evidence.multiplicity import SURE, level_of_each, spread_over
from kpi_kit.evidence.shown import points, signed
from kpi_kit.evidence.straying import PERIOD, Straying, straying, told_apart
from kpi_kit.evidence.verdicts import Verdict, judged
from kpi_kit.kpis import Figure, figure
from kpi_kit.periods import WHOLE_DAYS, time_column
from kpi_kit.refusals import one_currency
from kpi_kit.spans import Against, Span
from kpi_kit.tables import INTERACTIONS_OF

if TYPE_CHECKING:
    import pandas as pd


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
        Now minus then, with the interval that :attr:`strays` tells of; NaN ends where it has none.
    missing : int
        Days of the two periods that lie before the first or after the last row of the data.
    notes : tuple of str
        What the reader must know, such as a series break between the two.
    unit : str
        The unit of the figure.
    worth : float
        The smallest difference worth mentioning.
    currency : str or None
        Of an amount of money.
    strays : {"days", "posts", "rows", ""}
        What the interval was learnt from: how single days, posts or rows stray; empty where there
        is none, as for the number of one's own posts, which is decided and not left to chance.
    questions : int
        How many such comparisons are made together.
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
    currency: str | None = None
    strays: Straying = "rows"
    questions: int = 1

    @property
    def relative(self) -> float:
        """The change as a share of the earlier figure; undefined unless that is positive."""
        return self.difference.value / self.then if self.then > 0 else float("nan")

    @property
    def verdict(self) -> Verdict:
        """What the interval permits; not to be told if days are missing or something broke."""
        return "cannot tell" if self.missing or self.notes else judged(self.difference, self.worth)

    @property
    def sentence(self) -> str:
        """Both figures, their difference, and what speaks against comparing them."""
        against = labels.text(f"change.{self.against.replace(' ', '_')}")
        facts = {
            "name": labels.name_of(self.kpi), "against": against,
            "first": formatting.day(self.first), "last": formatting.day(self.last),
            "now": self._shown(self.now), "then": self._shown(self.then),
            "relative": signed(self.relative), "days": formatting.number(self.missing),
            "difference": self.difference.shown(self.unit, currency=self.currency),
            "worth": self._shown(self.worth),
        } | (points(self.difference, self.worth) if self.unit == "share" else {})  # fmt: skip
        said = [labels.text("change.figures", **facts)]
        if self.missing:
            said.append(labels.text("change.incomplete", **facts))
        elif not self.notes and self.difference.low == self.difference.low:
            strays = labels.text(f"strays.{self.strays}")
            key = f"change.{self.verdict.replace(' ', '_')}"
            said.append(labels.text(key, strays=strays, **facts))
            said.append(spread_over(1, self.questions, self.difference.level))
        return " ".join(filter(None, [*said, *self.notes]))

    def _shown(self, value: float) -> str:
        return formatting.shown(value, self.unit, currency=self.currency)


def change(
    frame: "pd.DataFrame",
    kpi: str | Figure | Callable[..., object],
    first: date,
    last: date,
    *,
    against: Against = "previous",
    worth: float = 0.0,
    questions: int = 1,
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
    questions : int
        How many such comparisons are made together; each gets its part of the risk (Bonferroni).
    level : float
        Of the interval of the difference; of all questions together.

    Returns
    -------
    Change
        Both figures, difference, relative change, notes and sentence.

    Raises
    ------
    AggregationError, ColumnError
        As :func:`~kpi_kit.values.compute` does: reach of several days is not added up here either.
    ComparisonError
        If amounts are of several currencies.
    KpiKitError
        If the last day lies before the first, or one of the periods has no rows.

    Notes
    -----
    What the interval rests on depends on the figure. Rates, and what posts have brought together:
    rows (posts) are drawn anew, as :func:`~kpi_kit.evidence.post_groups.compare_posts` does; the
    number of posts stays as it was. What comes in day by day (orders, views of an account): each
    day is held against its counterpart, the same weekday, and what these pairs stray by, their
    sum strays by, too. A stock (followers): its changes per day stray. Of what else there is, such
    as rates of growth or the number of posts, the difference has no interval.

    A change is no cause. Between spring and winter lies the season, between two years everything
    else; both comparisons together say more than one.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.date_range("2026-03-02", periods=14)
    >>> views = [100.0, 96, 104, 99, 101, 103, 97, 140, 160, 155, 149, 151, 148, 147]
    >>> accounts = pd.DataFrame({"date": days, "views": views})
    >>> print(change(accounts, "views", date(2026, 3, 9), date(2026, 3, 15)).sentence)
    ... # doctest: +NORMALIZE_WHITESPACE
    Views, 9 March 2026 to 15 March 2026: 1,050 after 700 in the period before (+50%).
    The difference of 350 (95%: 248 to 452) is more than single days go up and down by.
    """
    (found,) = changes(
        frame, [kpi], first, last, against=against, worth=worth, questions=questions, level=level
    )
    return found


def changes(
    frame: "pd.DataFrame",
    kpis: Iterable[str | Figure | Callable[..., object]],
    first: date,
    last: date,
    *,
    against: Against = "previous",
    worth: float = 0.0,
    questions: int = 1,
    level: float = SURE,
) -> list[Change]:
    """Compare several figures with the same ones of the days before, or of last year, at once.

    Parameters
    ----------
    frame, first, last, against, worth, questions, level
        As :func:`change` takes them.
    kpis : iterable of str, Kpi or function
        The figures.

    Returns
    -------
    list of Change
        One per figure, in the order asked for.

    Raises
    ------
    AggregationError, ColumnError, ComparisonError, KpiKitError
        As :func:`change` does, if one of the figures is refused.
    """
    if last < first:
        ends = {"first": formatting.day(first), "last": formatting.day(last)}
        raise KpiKitError.saying("period_ends_first", **ends)
    wanted = {item.name: item for item in map(figure, kpis)}
    back = _back((last - first).days + 1, against)
    days = frame[time_column(frame.columns)]
    then, now = Span(first - back, last - back), Span(first, last)
    rows = told_apart(frame, then, now)
    both = rows[rows[PERIOD].notna()]
    for name, span in (("then", then), ("now", now)):
        _refuse_cut(both[both[PERIOD] == name], span)
    notes = _notes(both, wanted)
    before, after, currency = _before_and_after(both, wanted)
    missing = sum(_missing(days, span) for span in (then, now))
    each = level_of_each(level, questions)
    strays = straying(rows, wanted, then, now, level=each)
    return [
        Change(
            name, against, first, last, then.first, then.last,
            after[name], before[name],
            Estimate(after[name] - before[name], found.low, found.high, level), missing,
            notes[name], wanted[name].unit, worth, currency, how, questions,
        )
        for name, (found, how) in strays.items()
    ]  # fmt: skip


def _refuse_cut(part: "pd.DataFrame", span: Span) -> None:
    """Refuse rows that reach across the end of their period; they cannot be divided."""
    import pandas as pd

    if "period_end" not in part:
        return
    cut = part[part["period_end"] > pd.Timestamp(span.last)]
    if len(cut):
        row = cut.iloc[0]
        of_row = Span(row["period_start"].date(), row["period_end"].date())
        raise AggregationError.saying("cut_by_period", row=of_row, span=span)


def _notes(both: "pd.DataFrame", wanted: Mapping[str, Figure]) -> dict[str, tuple[str, ...]]:
    """Compute of both periods together what neither may add up, and say what is to be noted."""
    import narwhals as nw

    from kpi_kit.remarks import remarks
    from kpi_kit.values import compute

    with noted():  # of each figure on its own, below
        together = compute(both, wanted.values())
    kinds = [*together[INTERACTIONS_OF]] if INTERACTIONS_OF in together else []
    rows = nw.from_native(both)
    return {name: tuple(remarks(rows, item, {}, kinds)) for name, item in wanted.items()}


def _before_and_after(
    both: "pd.DataFrame", wanted: Mapping[str, Figure]
) -> tuple[dict[str, float], dict[str, float], str | None]:
    """Compute the figures of either period, and tell their currency."""
    from kpi_kit.values import compute

    with noted():  # was said of the two together
        values = compute(both, wanted.values(), by=PERIOD)
    if {*values[PERIOD]} != {"then", "now"}:
        raise KpiKitError.saying("no_rows_then_or_now")
    currency = one_currency(values, "change")
    told = values.set_index(PERIOD)[[*wanted]].astype(float)
    figures: dict[Any, dict[str, float]] = told.to_dict("index")  # type: ignore[assignment]
    return figures["then"], figures["now"], currency


def _back(length: int, against: Against) -> timedelta:
    """Return how far back a period of the same weekdays lies that does not overlap."""
    whole = 364 if against == "last year" else 7
    return timedelta(days=-(-length // whole) * whole)


def _missing(days: "pd.Series[pd.Timestamp]", span: Span) -> int:
    """Count the days of a period that lie outside of the data's own.

    Of events (posts, orders), silence is no end of the data, as long as there were longer ones.
    """
    import pandas as pd

    known = days.dropna().dt.tz_localize(None).dt.normalize().drop_duplicates().sort_values()
    every = pd.date_range(span.first, span.last)
    if not len(known):
        return len(every)
    first, last = known.iloc[0], known.iloc[-1]
    if days.name not in WHOLE_DAYS and len(known) > 1:
        silence = known.diff().max()
        first, last = first - silence, last + silence
    return int(((every < first) | (every > last)).sum())
