"""How far a figure strays of its own accord, and so how sure the difference of two periods is.

What strays depends on the figure: the luck of single posts, what comes in on single days, or what
a stock changes by from one day to the next.
"""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from kpi_kit.errors import noted
from kpi_kit.estimates import Estimate
from kpi_kit.evidence.days import change_of_stock, difference_of_days
from kpi_kit.evidence.post_groups import compare_posts_by
from kpi_kit.evidence.resampling import made_of_sums
from kpi_kit.kpis import Figure
from kpi_kit.metrics import Metric
from kpi_kit.periods import WHOLE_DAYS, time_column
from kpi_kit.spans import Span

if TYPE_CHECKING:
    import pandas as pd

Straying = Literal["days", "posts", "rows", ""]

PERIOD = "_period"
"""The column that tells the two periods apart while they are compared."""


def straying(
    rows: "pd.DataFrame", wanted: Mapping[str, Figure], then: Span, now: Span, *, level: float
) -> dict[str, tuple[Estimate, Straying]]:
    """Estimate the differences of figures between two periods of the same weekdays.

    Parameters
    ----------
    rows : DataFrame
        Rows of a canonical table, of any time, as :func:`told_apart` gives them.
    wanted : mapping of str to Kpi or Metric
        The figures, by name.
    then, now : Span
        The earlier and the later days, as many each.
    level : float
        Of the interval.

    Returns
    -------
    dict of str to Estimate and {"days", "posts", "rows", ""}
        Now minus then, and what its interval was learnt from; nothing where there is none: the
        number of one's own posts is decided, and a rate of growth is no sum of rows.
    """
    posts = time_column(rows.columns).startswith("published")
    sources = {name: _source_of(item, posts=posts) for name, item in wanted.items()}
    drawn = [wanted[name] for name, source in sources.items() if source in {"posts", "rows"}]
    found = compare_posts_by(rows, drawn, by=PERIOD, a="then", b="now", level=level)
    differences = {one.kpi: one.difference for one in found}
    for name, item in wanted.items():
        if isinstance(item, Metric) and sources[name] == "days":
            of = _of_stock if item.aggregate == "last" else _of_days
            differences[name] = of(rows, item, then, now, level)
    unknown = Estimate(math.nan, math.nan, math.nan, level)
    return {name: (differences.get(name, unknown), source) for name, source in sources.items()}


def _source_of(wanted: Figure, *, posts: bool) -> Straying:
    """Return what the straying of a figure can be learnt from."""
    summed = {"last"} if posts else {"last", "sum", "rows"}
    if isinstance(wanted, Metric) and wanted.aggregate in summed:
        return "days"
    if made_of_sums(wanted) and getattr(wanted, "aggregate", "") != "rows":
        return "posts" if posts else "rows"
    return ""


def told_apart(rows: "pd.DataFrame", then: Span, now: Span) -> "pd.DataFrame":
    """Add in which of two periods each row lies: then, now, or in neither."""
    days = rows[time_column(rows.columns)]
    period = now.holds(days).map({True: "now", False: None})
    return rows.assign(**{PERIOD: period.mask(then.holds(days), "then")})


def _of_days(rows: "pd.DataFrame", wanted: Metric, then: Span, now: Span, level: float) -> Estimate:
    """Compare what came in day by day; a day without an event is a day with none of it."""
    import pandas as pd

    time = time_column(rows.columns)
    daily = _by_day(rows[rows[PERIOD].notna()], wanted)[wanted.name]
    reported = time in WHOLE_DAYS and wanted.aggregate == "sum"
    sides = (daily.reindex(pd.date_range(span.first, span.last)) for span in (now, then))
    later, earlier = (side if reported else side.fillna(0.0) for side in sides)
    return difference_of_days(later, earlier, counted=wanted.unit == "count", level=level)


def _of_stock(
    rows: "pd.DataFrame", wanted: Metric, then: Span, now: Span, level: float
) -> Estimate:
    """Follow a stock from the end of the earlier days to the end of the later ones."""
    import pandas as pd

    course = Span(then.last, now.last)
    daily = _by_day(rows[course.holds(rows[time_column(rows.columns)])], wanted)
    # A day on which one of several accounts is missing shows no fall.
    whole = daily["rows"] == daily["rows"].max()
    stock = daily.loc[whole, wanted.name].reindex(pd.date_range(course.first, course.last))
    return change_of_stock(stock, level=level)


def _by_day(rows: "pd.DataFrame", wanted: Metric) -> "pd.DataFrame":
    import pandas as pd

    from kpi_kit.values import compute

    with noted():  # what is to be noted was said of the two periods
        values: Any = compute(rows, [wanted], by="day")
    known = values[values["day"].notna()]
    return known.set_axis(pd.DatetimeIndex(known["day"]))  # type: ignore[no-any-return]
