"""What more money brings: a curve per campaign, only where its weeks can carry one.

The curve rises, ever less steep: ``most × spend ÷ (spend + half)``. SciPy's least squares fits it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from kpi_kit.formulas.ratio import ratio
from kpi_kit.sentences import Sentence, Shown

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Weeks = NDArray[np.float64]
    """One row per week: spend, result."""

FEWEST_WEEKS = 26
"""Whole weeks with spend from which a curve is fitted: half a year."""

LEAST_VARIATION = 0.25
"""The standard deviation of spend ÷ its mean below which it was hardly varied."""

SEASON = 0.5
"""The correlation of spend with demand from which the season may be what moves the result."""


@dataclass(frozen=True)
class Curve:
    """What a week brings at what spend: ``most × spend ÷ (spend + half)``.

    Attributes
    ----------
    campaign : str
        Whose it is.
    most : float
        What no spend would exceed, in money.
    half : float
        The spend that brings half of it.
    lowest, highest : float
        The spend per week that was seen.
    weeks : int
        What it was fitted to.
    """

    campaign: str
    most: float
    half: float
    lowest: float
    highest: float
    weeks: int

    def at(self, spend: float) -> float:
        """Return what a week brings at a spend.

        Examples
        --------
        >>> Curve("A", most=1_000, half=200, lowest=0, highest=500, weeks=52).at(200)
        500.0
        """
        return self.most * ratio(spend, spend + self.half) if spend else 0.0


def curve_of(name: str, rows: pd.DataFrame) -> Curve | Sentence:
    """Fit a campaign's curve, or say why its weeks carry none.

    Parameters
    ----------
    name : str
        The campaign.
    rows : DataFrame
        Per week ``spend``, ``result`` and ``demand``, none of them missing.

    Returns
    -------
    Curve or Sentence
        The reason: too few weeks, no result, spend never varied, spend following demand, or no
        bend within the spend that was seen.
    """
    if why := _unfit(name, rows):
        return why
    values = rows[["spend", "result"]].to_numpy(float)
    lowest, highest = float(values[:, 0].min()), float(values[:, 0].max())
    curve = Curve(name, *fit(values), lowest, highest, len(values))
    return Sentence("mix.straight", {"campaign": name}) if _straight(curve) else curve


def _unfit(name: str, rows: pd.DataFrame) -> Sentence | None:
    """Say why the weeks of a campaign carry no curve, if they do not."""
    spend = rows["spend"]
    with_spend = int((spend > 0).sum())
    if with_spend < FEWEST_WEEKS:
        facts = {"weeks": Shown(with_spend), "fewest": Shown(FEWEST_WEEKS)}
        return Sentence("mix.few_weeks", {"campaign": name, **facts})
    if rows["result"].sum() <= 0:
        return Sentence("mix.nothing", {"campaign": name})
    variation = float(ratio(float(spend.std()), float(spend.mean())))
    if variation < LEAST_VARIATION:
        facts = {"variation": Shown(variation, "chance"), "least": Shown(LEAST_VARIATION, "chance")}
        return Sentence("mix.no_variation", {"campaign": name, **facts})
    demand = rows["demand"]
    # A demand that never changes moves nothing, and has no correlation.
    moved = float(spend.corr(demand)) if demand.std() > 0 else 0.0
    if abs(moved) > SEASON:
        facts = {"moved": Shown(moved, "factor"), "most": Shown(SEASON, "factor")}
        return Sentence("mix.season", {"campaign": name, **facts})
    return None


def fit(values: "Weeks", near: Curve | None = None) -> tuple[float, float]:
    """Return ``most`` and ``half`` by least squares, both above 0; the search may start near."""
    import numpy as np
    from scipy.optimize import least_squares

    spend, result = values[:, 0], values[:, 1]
    unit, money = spend.mean(), max(float(np.abs(result).mean()), 1e-9)

    def residuals(logs: Any) -> Any:
        most, half = np.exp(logs)
        return most * (spend / unit) / (spend / unit + half) - result / money

    start = (near.most / money, near.half / unit) if near else (2.0, 1.0)
    ends = ([-12.0, -7.0], [12.0, 7.0])
    found = least_squares(residuals, np.clip(np.log(start), -6.9, 6.9), bounds=ends)
    most, half = np.exp(found.x)
    return float(most * money), float(half * unit)


def _straight(curve: Curve) -> bool:
    """Tell whether the weeks show no bend: it would lie beyond, or below, all spend seen."""
    return not curve.lowest / 20 <= curve.half <= curve.highest
