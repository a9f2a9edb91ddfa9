"""A goal's figures from the exports: which rows count, through which day, and what came before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import narwhals as nw

from kpi_kit.breaks import SeriesBreak
from kpi_kit.errors import AggregationError, GoalError, KpiKitError, noted
from kpi_kit.estimates import LEVEL, Estimate
from kpi_kit.evidence.forecasts import forecast
from kpi_kit.evidence.intervals import bootstrap_interval
from kpi_kit.evidence.seasons import Expected, expected_share
from kpi_kit.exports import Exports
from kpi_kit.goals.amounts import Kind, kind_of
from kpi_kit.goals.goal import Goal
from kpi_kit.kpis import Figure
from kpi_kit.metrics import METRICS
from kpi_kit.periods import time_column
from kpi_kit.remarks import breaks_of
from kpi_kit.sentences import Called, Listed, Named, Sentence, Shown
from kpi_kit.values import compute

if TYPE_CHECKING:
    import pandas as pd

EVENTS = {"posts", "orders", "messages", "mentions", "costs"}
"""Tables of what happened: a day without a row is a day without an event, and no missing day."""

UNKNOWN = Estimate(float("nan"), float("nan"), float("nan"))


@dataclass(frozen=True)
class Rows:
    """The rows that count for a figure.

    Attributes
    ----------
    all : DataFrame
        Those that the filter selects, of any time.
    window : DataFrame
        Of these, the ones that lie in the period, up to *through*.
    time : str
        The column that says when.
    through : date, or None
        The last day the exports tell of, at most the day asked for; None if there is none.
    """

    all: "pd.DataFrame"
    window: "pd.DataFrame"
    time: str
    through: date | None

    def between(self, first: date, last: date) -> "pd.DataFrame":
        """Return the rows that begin within some days, of the period or before it."""
        days = _days(self.all[self.time])
        return self.all[(days >= _moment(first)) & (days <= _moment(last))]


@dataclass(frozen=True)
class Measured:
    """A figure over some rows.

    Attributes
    ----------
    value : float
        NaN where it cannot be told.
    rows, used : int
        Rows in the period, and those in which nothing was missing.
    currency : str, or None
        That of the rows, where the figure counts money.
    why : Sentence, or str
        Why there is no value; empty where there is one.
    notes : tuple of str
        What compute warned of, but for series breaks, which the assessment lists.
    """

    value: float
    rows: int = 0
    used: int = 0
    currency: str | None = None
    why: Sentence | str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def reason(self) -> str:
        """Why there is no value, in the language of whoever reads it."""
        return str(self.why)


def rows_of(
    exports: Exports, table: str, chosen: Mapping[str, str | list[str]], item: Figure,
    start: date, end: date,
) -> Rows:  # fmt: skip
    """Select the rows that count from a day through another.

    Raises
    ------
    GoalError
        If no table holds the figure, or the exports have no row of the filter at all.
    """
    if not table:
        raise GoalError.saying("goal_nowhere", kpi=Called(item.name))
    whole: pd.DataFrame = getattr(exports, table)
    selected = whole
    for column, wanted in chosen.items():
        selected = selected[selected[column].isin([wanted] if isinstance(wanted, str) else wanted)]
    if not len(selected):
        named = Listed(tuple(f"{column} = {value}" for column, value in chosen.items()))
        raise GoalError.saying("goal_no_rows", table=Named(f"table.{table}"), filter=named)
    time = time_column(selected.columns)
    through = _through(_owned(whole, selected), item, time, end, events=table in EVENTS)
    first = _before(start) if kind_of(item) == "growth" else start  # from where it grew
    begun = _days(selected[time]) >= _moment(first)
    window = selected[begun & (_ends(selected, time) <= _moment(through or start))]
    if table == "periods":  # the platform's own figure: the longest that begins with the goal
        window = window[window[time] == _moment(start)].nlargest(1, "period_end")
    return Rows(selected, window if through else window.iloc[:0], time, through)


def _owned(whole: "pd.DataFrame", selected: "pd.DataFrame") -> "pd.DataFrame":
    """Return all rows of the channels of some rows: a campaign may end before the export does."""
    if "channel" not in selected:
        return whole
    return whole[whole["channel"].isin(selected["channel"].unique())]


def _days(times: "pd.Series[Any]") -> "pd.Series[Any]":
    """Return the days of dates or times, each by the account's own clock."""
    local = times.dt.tz_localize(None) if times.dt.tz is not None else times
    days: pd.Series[Any] = local.dt.normalize()
    return days


def _ends(rows: "pd.DataFrame", time: str) -> "pd.Series[Any]":
    """Return the last day of each row."""
    return _days(rows["period_end"].fillna(rows[time]) if time == "period_start" else rows[time])


def _before(day: date) -> date:
    return day - timedelta(days=1)


def _known(rows: "pd.DataFrame", item: Figure) -> "pd.DataFrame":
    """Return the rows that hold all that the figure takes; with none, all of them."""
    metrics = [METRICS[name] for name in item.inputs if name in METRICS]
    needed = [m.column for m in metrics if m.needed and m.column in rows.columns]
    known = rows.dropna(subset=needed)
    return known if len(known) else rows


def _through(
    owned: "pd.DataFrame", item: Figure, time: str, end: date, *, events: bool
) -> date | None:
    """Return the last day that the rows of every channel tell of.

    Of events, silence is no end of the data, as long as there were longer silences before.
    """
    known = _known(owned, item)
    ends = _ends(known, time)
    ends = ends[ends <= _moment(end)]
    if not len(ends):
        return None
    last = ends.max()
    if "channel" in known:
        last = ends.groupby(known["channel"].reindex(ends.index).fillna("")).max().min()
    silence = ends.drop_duplicates().sort_values().diff().max()
    return end if events and _moment(end) - last <= silence else last.date()


def _moment(day: date) -> "pd.Timestamp":
    import pandas as pd

    return pd.Timestamp(day)


def measured(rows: "pd.DataFrame", item: Figure, given: Mapping[str, float]) -> Measured:
    """Compute a figure from rows; what is refused becomes a reason."""
    count = len(rows)
    if not count:
        return Measured(float("nan"), why=Sentence("goal.no_rows_in_period"))
    try:
        with noted() as notes:
            values = compute(rows, [item], given=taken(item, given))
    except AggregationError as error:
        return Measured(float("nan"), count, why=_people_added(error))
    except KpiKitError as error:
        return Measured(float("nan"), count, why=error.said or str(error))
    if len(values) > 1:
        found = Sentence("goal.several_currencies", {"found": ", ".join(values["currency"])})
        return Measured(float("nan"), count, why=found)
    value = float(values[item.name].iloc[0])
    used = int(values[f"{item.name}_rows"].iloc[0])
    currency = values["currency"].iloc[0] if "currency" in values else None
    why = "" if value == value else Sentence("goal.undefined")
    broken = {str(found) for found in breaks_in(rows, item, given)}
    kept = tuple(note for note in notes if note not in broken)
    return Measured(value, count, used, currency, why, kept)


def _people_added(error: AggregationError) -> Sentence | str:
    """Say in a sentence what may be said of people; other sums that are refused say it at length.

    The alternatives are columns for programmers; a goal needs the platform's own figure.
    """
    if error.bounds is None:
        return error.said or str(error)
    bounds = nw.from_native(error.bounds, eager_only=True).rows(named=True)[0]
    shown = {name: Shown(bounds[name]) for name in ("rows", "at_least", "at_most")}
    return Sentence("goal.people_added", shown)


def taken(item: Figure, given: Mapping[str, float]) -> dict[str, float]:
    """Leave out what is given for the goal's other figures."""
    constants = getattr(item, "constants", {})
    return {k: v for k, v in given.items() if k in {*item.inputs, *constants, "universe"}}


def breaks_in(
    rows: "pd.DataFrame", item: Figure, given: Mapping[str, float]
) -> tuple[SeriesBreak, ...]:
    """Return the changes of definition that rows run across."""
    try:
        return tuple(breaks_of(nw.from_native(rows), [item], taken(item, given)))
    except KpiKitError:
        return ()


def daily(rows: Rows, goal: Goal, through: date, currency: str | None) -> "pd.Series[Any]":
    """Return the figure day by day, before the period and in it; empty if rows last longer.

    A day on which one of several channels is missing is missing.
    """
    import pandas as pd

    frame = rows.all.dropna(subset=[rows.time])
    if (_ends(frame, rows.time) > _days(frame[rows.time])).any():
        return pd.Series(dtype=float, index=pd.DatetimeIndex([]))
    if currency:
        frame = frame[frame["currency"] == currency]
    item = METRICS["followers"] if kind_of(goal.kpi) == "growth" else goal.kpi
    events = goal.table in EVENTS
    by = ["day"] if events or "channel" not in frame else ["day", "channel"]
    with noted():
        values = compute(frame, [item], by=by, given=taken(item, goal.given))
    figures = values.set_index(by)[item.name].astype(float)
    if len(by) > 1:
        table = figures.reset_index().pivot_table(
            index="day", columns="channel", values=item.name, dropna=False
        )
        figures = table.sum(axis=1, skipna=False)
    series = figures.set_axis(pd.DatetimeIndex(figures.index))[: _moment(through)]
    if events and len(series):
        series = series.reindex(pd.date_range(series.index[0], through), fill_value=0.0)
    return series


def expected_of(
    days: "pd.Series[Any]", kind: Kind, start: date, deadline: date, through: date
) -> Expected:
    """Return which part of a total, or of a stock's way, is to be expected by a day."""
    history = days.diff() if kind in {"stock", "growth"} else days
    return expected_share(history, start, deadline, through)


def forecast_of(
    days: "pd.Series[Any]", goal: Goal, start: date, deadline: date, value: float
) -> Estimate:
    """Estimate the figure at the deadline, if all goes on as before."""
    kind = kind_of(goal.kpi)
    if not len(days):
        return UNKNOWN
    coming = forecast(days, deadline, stock=kind in {"stock", "growth"})
    if kind == "total":
        low, high = value + coming.low, value + coming.high
        return Estimate(value + coming.value, low, high, level=coming.level)
    return _grown(coming, days, goal.kpi, start) if kind == "growth" else coming


def _grown(coming: Estimate, days: "pd.Series[Any]", item: Figure, start: date) -> Estimate:
    """Turn a stock at the deadline into what it will have grown by."""
    opening = days[: _moment(_before(start))].dropna()
    if not len(opening):
        return UNKNOWN
    value, low, high = (
        float(item.formula(followers=end, followers_at_start=float(opening.iloc[-1])))
        for end in (coming.value, coming.low, coming.high)
    )
    return Estimate(value, low, high, level=coming.level)


def range_of(rows: "pd.DataFrame", goal: Goal) -> Estimate:
    """Estimate how far a rate may lie from what it would be with other rows of the kind."""
    try:
        with noted():
            found = bootstrap_interval(rows, goal.kpi, level=LEVEL)
    except AggregationError:
        return UNKNOWN
    first = found.iloc[0]
    value, low, high = (float(first[name]) for name in (goal.kpi.name, "low", "high"))
    return Estimate(value, low, high, level=LEVEL)
