"""How to split a budget, only where past weeks show what more money brings.

Campaigns with a curve share the budget so that the last euro brings the same everywhere; those
without are named with the reason. The split never goes beyond the spend that was seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from kpi_kit.errors import ColumnError, KpiKitError
from kpi_kit.estimates import LEVEL, Estimate
from kpi_kit.exports import Exports
from kpi_kit.money.campaigns import Tags, tags_of
from kpi_kit.money.costs import one_currency
from kpi_kit.money.curves import Curve, curve_of, fit
from kpi_kit.sentences import Sentence, Shown

if TYPE_CHECKING:
    from kpi_kit.money.curves import Weeks

RESAMPLES = 200

COLUMNS = ("campaign", "week", "spend", "result", "demand")


@dataclass(frozen=True)
class Share:
    """One campaign's part of the weekly budget.

    Attributes
    ----------
    curve : Curve
        On which it rests.
    spend : Estimate
        Money per week, and its range when weeks are drawn anew.
    result : float
        What the curve expects of it per week, in money.
    """

    curve: Curve
    spend: Estimate
    result: float


@dataclass(frozen=True)
class Mix:
    """A weekly budget, split over the campaigns whose weeks show what more money brings.

    Attributes
    ----------
    budget : float
        Money per week.
    currency : str or None
        Of all amounts.
    shares : tuple of Share
        Of campaigns with a curve.
    refused : tuple of Sentence
        Why others have none.
    left : float
        What of the budget would go beyond the spend that was seen, and is not split.
    """

    budget: float
    currency: str | None
    shares: tuple[Share, ...]
    refused: tuple[Sentence, ...]
    left: float

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The split, what is left, and why campaigns have no curve."""
        said = [
            Sentence("mix.share", {
                "campaign": share.curve.campaign, "spend": self._money(share.spend),
                "result": self._money(share.result), "weeks": Shown(share.curve.weeks),
                "lowest": self._money(share.curve.lowest),
                "highest": self._money(share.curve.highest),
            })
            for share in self.shares
        ]  # fmt: skip
        if not said:
            said = [Sentence("mix.none", {"budget": self._money(self.budget)})]
        elif self.left > 0.005:
            said.append(Sentence("mix.left", {"left": self._money(self.left)}))
        return (*said, *self.refused, *([Sentence("mix.method")] if self.shares else []))

    def _money(self, amount: float | Estimate) -> Shown:
        """Write an amount; a range without width is none."""
        if isinstance(amount, Estimate) and amount.low == amount.high:
            amount = amount.value
        return Shown(amount, "money", self.currency)

    def table(self) -> pd.DataFrame:
        """List the split: spend per week with its range, what is expected, what was seen."""
        columns = ["campaign", "spend", "low", "high", "result", "lowest_seen", "highest_seen"]
        rows = [
            [s.curve.campaign, s.spend.value, s.spend.low, s.spend.high, s.result,
             s.curve.lowest, s.curve.highest]
            for s in self.shares
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=columns)

    def __str__(self) -> str:
        """Everything it says, a line per sentence."""
        return "\n".join(map(str, self.sentences))


def campaign_weeks(exports: Exports, campaigns: Sequence[str], *, utm: Tags) -> pd.DataFrame:
    """Lay each week's ad spend beside the margin that the shop attributes, and the demand.

    Parameters
    ----------
    exports : Exports
        Its ``ads``, by day, and ``orders``.
    campaigns : sequence of str
        As the platform names them. Those whose ads are not by day have no rows.
    utm : dict
        Campaign → its ``utm_campaign`` in the shop's orders.

    Returns
    -------
    DataFrame
        ``campaign``, ``week`` (its Monday), ``spend``, ``result`` (contribution margin),
        ``demand`` (orders without any ``utm_campaign``). Weeks cut by the ends of the data are
        left out.

    Raises
    ------
    ComparisonError
        If amounts are of several currencies.
    """
    ads = exports.ads[exports.ads["campaign"].isin([*campaigns])]
    daily = ads[ads["period_end"].fillna(ads["period_start"]) == ads["period_start"]]
    orders = exports.orders.assign(week=_monday(exports.orders["ordered_on"]))
    one_currency("campaign_weeks", daily, orders)
    demand = orders[orders["utm_campaign"].isna()].groupby("week").size()
    found = []
    for name in campaigns:
        rows = daily[daily["campaign"] == name]
        spend = rows["spend"].groupby(_monday(rows["period_start"])).sum(skipna=False)
        days = rows["period_start"].groupby(_monday(rows["period_start"])).nunique()
        sold = orders[orders["utm_campaign"].isin(tags_of(exports, name, utm))]
        brought = sold["contribution_margin"].groupby(sold["week"]).sum(skipna=False)
        weeks = pd.DataFrame({"spend": spend[days == 7]})
        weeks["result"] = brought.reindex(weeks.index, fill_value=0.0)
        weeks["demand"] = demand.reindex(weeks.index, fill_value=0).astype(float)
        found.append(weeks.rename_axis("week").reset_index().assign(campaign=name))
    weeks = pd.concat(found)[list(COLUMNS)].reset_index(drop=True)
    return weeks.astype({"campaign": pd.CategoricalDtype([*campaigns])})


def _monday(days: "pd.Series[Any]") -> "pd.Series[Any]":
    mondays: pd.Series[Any] = days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    return mondays.rename("week")


def budget_mix(
    weeks: pd.DataFrame, budget: float, *, currency: str | None = None, seed: int = 1
) -> Mix:
    """Split a weekly budget so that the last euro brings the same everywhere.

    Parameters
    ----------
    weeks : DataFrame
        ``campaign``, ``week``, ``spend``, ``result`` (in money), ``demand``: what would move the
        result without ads; :func:`campaign_weeks` makes it.
    budget : float
        Money per week.
    currency : str, optional
        Of all amounts.
    seed : int
        From where the drawing of weeks starts, which gives the ranges.

    Returns
    -------
    Mix
        Campaigns without a curve are named with the reason and get nothing.

    Raises
    ------
    KpiKitError
        If the budget is not above 0.
    ColumnError
        If a column is missing.
    """
    for column in COLUMNS:
        if column not in weeks:
            raise ColumnError.missing(column, weeks.columns, where="budget_mix")
    if not budget > 0:
        raise KpiKitError.saying("no_budget", budget=budget)
    known = weeks.dropna(subset=["spend", "result", "demand"])
    # A campaign that was asked for and has no week is a category without rows.
    by_name = {str(n): rows for n, rows in known.groupby("campaign", sort=True, observed=False)}
    found = {name: curve_of(name, rows) for name, rows in by_name.items()}
    curves = [curve for curve in found.values() if isinstance(curve, Curve)]
    refused = tuple(why for why in found.values() if isinstance(why, Sentence))
    data = [by_name[curve.campaign][["spend", "result"]].to_numpy(float) for curve in curves]
    split = _split(curves, budget)
    ranges = _ranges(data, curves, budget, seed)
    shares = tuple(
        Share(curve, Estimate(spend, *ends, LEVEL), curve.at(spend))
        for curve, spend, ends in zip(curves, split, ranges, strict=True)
    )
    return Mix(budget, currency, shares, refused, budget - sum(split))


def _split(curves: Sequence[Curve], budget: float) -> list[float]:
    """Spend where the next euro brings most, up to the most that was seen."""
    from scipy.optimize import brentq

    if sum(curve.highest for curve in curves) <= budget:
        return [curve.highest for curve in curves]

    def spends(price: float) -> list[float]:
        # The slope most × half ÷ (spend + half)² equals the price of the last euro.
        wanted = [(c.most * c.half / price) ** 0.5 - c.half for c in curves]
        return [min(max(s, 0.0), c.highest) for s, c in zip(wanted, curves, strict=True)]

    dearest = max(curve.most / curve.half for curve in curves)
    cheapest = min(c.most * c.half / (c.highest + c.half) ** 2 for c in curves)
    price = brentq(lambda p: sum(spends(p)) - budget, cheapest, dearest, xtol=1e-14, rtol=1e-12)
    return spends(price)


def _ranges(
    data: "Sequence[Weeks]", curves: Sequence[Curve], budget: float, seed: int
) -> list[tuple[float, float]]:
    """Draw weeks anew, fit and split again: how far each campaign's part may be off."""
    import numpy as np

    if not curves:
        return []
    chance = np.random.default_rng(seed)
    splits = []
    for _ in range(RESAMPLES):
        drawn = [v[chance.integers(0, len(v), len(v))] for v in data]
        again = [
            Curve(c.campaign, *fit(values, near=c), c.lowest, c.highest, c.weeks)
            for c, values in zip(curves, drawn, strict=True)
        ]
        splits.append(_split(again, budget))
    edge = (1 - LEVEL) / 2
    ends = np.quantile(np.array(splits), [edge, 1 - edge], axis=0)
    return [(float(low), float(high)) for low, high in ends.T]
