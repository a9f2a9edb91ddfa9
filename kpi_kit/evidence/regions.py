"""Was it the campaign? A region without it knows."""

import warnings
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kpi_kit import formatting, labels
from kpi_kit.errors import ColumnError, KpiKitError
from kpi_kit.estimates import LEVEL, Estimate
from kpi_kit.evidence.shown import signed
from kpi_kit.evidence.verdicts import Verdict, judged
from kpi_kit.formulas.ratio import ratio
from kpi_kit.metrics import METRICS
from kpi_kit.refusals import one_currency

if TYPE_CHECKING:
    import pandas as pd

AFTER = 7
"""Days after a campaign in which it may still sell: as long as Meta credits a click."""

BEFORE = 52
"""Weeks before a campaign that the regions are compared in."""

FEWEST = 4
"""Weeks before a campaign without which nothing is compared."""

SUSPICIOUS = 0.05
"""Below this p value of a trend before the campaign, the regions did not run in parallel."""


@dataclass(frozen=True)
class DifferenceInDifferences:
    """What a campaign caused, by a region in which it did not run.

    Attributes
    ----------
    first, last : date
        The days that count as during the campaign.
    effect : Estimate
        What the campaign caused in the regions with it, in the figure's unit (orders).
    lift : Estimate
        The same as a share of what would have come without it.
    naive : float
        What before and after alone would claim for the regions with the campaign: the difference
        from as many days directly before.
    trend : float
        p value of a trend between the regions before the campaign; small is bad.
    placebos : DataFrame
        Made-up campaigns of the same length before the real one: ``first``, ``last``, ``lift``,
        ``low``, ``high``. About a tenth of the 90 % intervals leaves out 0 if all is well.
    weeks : DataFrame
        Per week its first day ``week``, ``treated``, ``control``, ``expected`` (what the control
        lets expect for the treated), and ``during``. For the plot of the parallel trend.
    worth : float
        The smallest effect worth mentioning.
    of : str, optional
        The column that was added up; without one, orders were counted.
    """

    first: date
    last: date
    effect: Estimate
    lift: Estimate
    naive: float
    trend: float
    placebos: "pd.DataFrame" = field(compare=False, repr=False)
    weeks: "pd.DataFrame" = field(compare=False, repr=False)
    worth: float = 0.0
    of: str | None = None

    @property
    def parallel(self) -> bool:
        """Whether nothing speaks against the regions having run in parallel before."""
        return not self.trend < SUSPICIOUS

    @property
    def verdict(self) -> Verdict:
        """An effect, none worth mentioning, or not to be told; without parallel trends never."""
        return judged(self.effect, self.worth) if self.parallel else "cannot tell"

    @property
    def sentence(self) -> str:
        """What the campaign caused, beside what before and after alone would claim."""
        key = self.verdict.replace(" ", "_") if self.parallel else "not_parallel"
        if key == "effect" and self.effect.value < 0:
            key = "loss"
        what = labels.name_of(self.of) if self.of else labels.text("control.orders")
        return labels.text(
            f"control.{key}", first=formatting.day(self.first), last=formatting.day(self.last),
            effect=self.effect.shown(), lift=signed(self.lift.value), what=what,
            naive=formatting.number(self.naive), worth=formatting.number(self.worth),
        )  # fmt: skip


def difference_in_differences(
    rows: "pd.DataFrame",
    first: date,
    last: date,
    *,
    control: str | Collection[str],
    by: str = "region",
    value: str | None = None,
    time: str = "ordered_on",
    after: int = AFTER,
    before: int = BEFORE,
    worth: float = 0.0,
    level: float = LEVEL,
) -> DifferenceInDifferences:
    """Estimate what a campaign caused, by a region in which it did not run.

    Season, weather, price and everything else that all regions share act by a factor: in December
    every region sells half as much again, whatever its size. So what would have come without the
    campaign is what came before, times what the control changed by. Week for week, the treated
    regions' part of all orders is compared before and during the campaign.

    Parameters
    ----------
    rows : DataFrame
        One row per order, or per day and region.
    first, last : date
        The campaign's days.
    control : str or collection of str
        The region or regions without the campaign; all others count as having had it.
    by : str
        The column of the regions. Rows without a region are left out.
    value : str, optional
        The column to add up; without it, rows are counted.
    time : str
        The column of the day.
    after : int
        Days after the last one in which the campaign may still sell.
    before : int
        Weeks before the first day in which the regions are compared; as many as there are.
    worth : float
        The smallest effect worth mentioning, fixed before looking; 0 if there is none.
    level : float
        The share of such intervals that contain what was really caused.

    Returns
    -------
    DifferenceInDifferences
        Effect with interval, verdict, sentence, and what the check of the trend rests on.

    Raises
    ------
    ColumnError, KpiKitError
        If a column or the control is missing, what is to be added up is missing in a row, or fewer
        than four weeks lie before the campaign.
    ComparisonError
        If amounts are of several currencies.

    Notes
    -----
    It stands and falls with parallel trends: without the campaign, the regions would have changed
    by the same factor. A second campaign, a new shop or a holiday in one region only breaks that,
    and no check of the time before can show it. Choose the control by lot, before the campaign.

    Source
    ------
    Card and Krueger, American Economic Review 84 (1994), for the idea; a Poisson regression with a
    level of its own for each week and region, which is a logistic regression of the treated
    regions' part (``statsmodels`` GLM). Its errors are widened as much as the weeks vary more than
    by chance. Coverage over 200 companies: ``benchmarks/coverage.py``.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.date_range("2026-01-05", periods=140)
    >>> sold = pd.DataFrame({"ordered_on": [*days, *days], "region": ["A"] * 140 + ["B"] * 140})
    >>> sold["orders"] = [20.0] * 112 + [30.0] * 28 + [10.0] * 140
    >>> test = difference_in_differences(sold, date(2026, 4, 27), date(2026, 5, 24), control="B",
    ...                                  value="orders", after=0)
    >>> round(test.effect.value), test.verdict
    (280, 'effect')
    """
    if not 0 < level < 1:
        raise KpiKitError.saying("bad_level", level=level)
    end = last + timedelta(days=after)
    weeks = _weeks(rows, first, end, control=control, by=by, value=value, time=time, before=before)
    earlier = weeks[~weeks["during"]]
    if len(earlier) < FEWEST:
        raise KpiKitError.saying("too_few_weeks", weeks=len(earlier), least=FEWEST)
    coefficient = _compared(weeks, weeks["during"], level)
    sold = float(weeks.loc[weeks["during"], "treated"].sum())
    usual = ratio(float(earlier["treated"].sum()), float(earlier["control"].sum()))
    return DifferenceInDifferences(
        first, end, _incremental(coefficient, sold), _lift(coefficient), _naive(weeks),
        _trend(earlier), _placebos(earlier, int(weeks["during"].sum()), level),
        weeks.assign(expected=weeks["control"] * usual), worth, value,
    )  # fmt: skip


def _weeks(
    rows: "pd.DataFrame", first: date, end: date, *, control: str | Collection[str], by: str,
    value: str | None, time: str, before: int,
) -> "pd.DataFrame":  # fmt: skip
    """Add up treated and control regions in spells of seven days, counted from the first day."""
    import pandas as pd

    for column in (by, time, *([value] if value else [])):
        if column not in rows.columns:
            raise ColumnError.missing(column, rows.columns, "difference_in_differences")
    without = {control} if isinstance(control, str) else {*control}
    known = rows[rows[by].notna() & rows[time].notna()].reset_index(drop=True)
    if missing := without - {*known[by]}:
        regions = formatting.quoted(sorted(map(str, known[by].unique())))
        raise KpiKitError.saying("no_control", control=formatting.quoted(missing), regions=regions)
    day = known[time].dt.tz_localize(None).dt.normalize()
    start, stop = pd.Timestamp(first), pd.Timestamp(end)
    spell = (day - start).dt.days // 7
    # A spell that begins before the data do would be a week with less than all its days.
    whole = max(-before, -((start - day.min()).days // 7)) if len(day) else 0
    inside = (spell >= whole) & (day <= stop)
    amount = _amounts(known[inside], value) if value else pd.Series(1.0, known.index)
    spells = range(whole, (stop - start).days // 7 + 1)
    sides = {"treated": ~known[by].isin(without), "control": known[by].isin(without)}
    sums = {
        name: amount[inside & side].groupby(spell).sum().reindex(spells, fill_value=0.0).to_numpy()
        for name, side in sides.items()
    }
    begins = start + pd.to_timedelta([7 * number for number in spells], unit="D")
    days = [min(7, (stop - begin).days + 1) for begin in begins]
    return pd.DataFrame({"week": begins, "days": days, "during": begins >= start} | sums)


def _amounts(rows: "pd.DataFrame", value: str) -> "pd.Series[float]":
    """Return what is to be added up; nothing may be missing in it, and money is of one currency."""
    if missing := int(rows[value].isna().sum()):
        raise KpiKitError.saying(
            "value_missing", column=labels.name_of(value),
            missing=formatting.number(missing), rows=formatting.number(len(rows)),
        )  # fmt: skip
    if value in {metric.column for metric in METRICS.values() if metric.unit == "money"}:
        one_currency(rows, "difference_in_differences")
    return rows[value].astype(float)


def _compared(weeks: "pd.DataFrame", marked: "pd.Series[Any]", level: float) -> Estimate:
    """Return by how much the logarithm of treated ÷ control is larger in the marked weeks."""
    from scipy.stats import t

    fitted = _fitted(weeks, marked.astype(float))
    if fitted is None:
        return Estimate(float("nan"), float("nan"), float("nan"), level)
    value, error, free = fitted
    reach = float(t.ppf((1 + level) / 2, free)) * error
    return Estimate(value, value - reach, value + reach, level)


def _fitted(weeks: "pd.DataFrame", by: "pd.Series[Any]") -> tuple[float, float, int] | None:
    """Return slope, error and degrees of freedom of the treated part's logit; None if undefined."""
    # Not statsmodels.api, whose import takes twice as long.
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

    counted = (weeks["treated"] + weeks["control"]) > 0
    both, by = weeks.loc[counted, ["treated", "control"]], by[counted]
    free = len(both) - 2
    # One side that is empty before or during makes the ratio 0 or infinite.
    if free < 1 or by.nunique() < 2 or (both.groupby(by > by.min()).sum() == 0).any(axis=None):
        return None
    model = GLM(both, by.to_frame("by").assign(constant=1.0), family=Binomial())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PerfectSeparationWarning)  # weeks without any chance
        fitted = model.fit()
    # Counts vary by chance at least; what they vary more by is seen from week to week.
    spread = max(1.0, float(fitted.pearson_chi2) / free)
    return float(fitted.params["by"]), float(fitted.bse["by"]) * spread**0.5, free


def _naive(weeks: "pd.DataFrame") -> float:
    """Return what the treated regions sold more than in as many days directly before."""
    now, earlier = weeks[weeks["during"]], weeks[~weeks["during"]]
    just_before = earlier[-len(now) :]
    per_day = just_before["treated"].sum() / just_before["days"].sum()
    return float(now["treated"].sum() - per_day * now["days"].sum())


def _incremental(coefficient: Estimate, sold: float) -> Estimate:
    """Return what is beyond what would have come anyway, of all that was sold."""
    from math import exp

    value, low, high = (
        sold * (1 - exp(-end)) for end in (coefficient.value, coefficient.low, coefficient.high)
    )
    return Estimate(value, low, high, coefficient.level)


def _lift(coefficient: Estimate) -> Estimate:
    from math import expm1

    value, low, high = map(expm1, (coefficient.value, coefficient.low, coefficient.high))
    return Estimate(value, low, high, coefficient.level)


def _trend(earlier: "pd.DataFrame") -> float:
    """Return the p value of a trend between the regions, per week, before the campaign."""
    import pandas as pd
    from scipy.stats import t

    number = pd.Series(range(len(earlier)), earlier.index, dtype=float)
    fitted = _fitted(earlier, number)
    return (
        float("nan") if fitted is None else float(2 * t.sf(abs(fitted[0] / fitted[1]), fitted[2]))
    )


def _placebos(earlier: "pd.DataFrame", length: int, level: float) -> "pd.DataFrame":
    """Pretend that campaigns ran before the real one, one after the other."""
    import pandas as pd

    rows = []
    for end in range(len(earlier), 2 * length, -length):
        chosen = earlier.iloc[end - length : end]
        marked = earlier.index.to_series().isin(chosen.index)
        lift = _lift(_compared(earlier, marked, level))
        last = chosen["week"].iloc[-1] + pd.Timedelta(days=6)
        rows.append([chosen["week"].iloc[0], last, lift.value, lift.low, lift.high])
    return pd.DataFrame(rows[::-1], columns=["first", "last", "lift", "low", "high"])
