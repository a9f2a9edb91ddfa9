"""What it would have taken to lose nothing, and which assumption moves the result how far."""

from dataclasses import dataclass
from math import ceil

import pandas as pd

from kpi_kit import formulas
from kpi_kit.errors import KpiKitError
from kpi_kit.estimates import Estimate
from kpi_kit.formulas.ratio import positive, ratio
from kpi_kit.money.campaigns import Campaign
from kpi_kit.sentences import Listed, Named, Sentence, Shown, together

Ends = tuple[float, float]
"""The lowest and the highest that something may be."""


@dataclass(frozen=True)
class BreakEven:
    """What it would have taken to lose nothing; NaN where it cannot be told.

    Attributes
    ----------
    margin_rate : float
        The share of revenue that was margin.
    roas : float
        The ROAS at which ad spend alone is paid.
    full_roas : float
        The ROAS at which all costs are paid.
    cost_per_acquisition : float
        What an order may cost at most.
    actual_cost_per_order : float
        What it cost in full.
    margin_rate_needed : float
        The share of revenue that would have had to be margin; above 1 no price would do.
    orders_needed : float
        Orders of the same value that would have paid for everything.
    """

    margin_rate: float
    roas: float
    full_roas: float
    cost_per_acquisition: float
    actual_cost_per_order: float
    margin_rate_needed: float
    orders_needed: float
    currency: str | None

    @classmethod
    def of(cls, known: Campaign) -> "BreakEven":
        """Work it out from what the shop saw and the full cost."""
        cost = known.full_cost
        rate = ratio(known.contribution_margin, known.revenue)
        per_order = ratio(known.contribution_margin, known.orders)
        return cls(
            margin_rate=rate,
            roas=formulas.break_even_return_on_ad_spend(rate),
            full_roas=ratio(formulas.break_even_return_on_ad_spend(rate) * cost, known.spend),
            cost_per_acquisition=formulas.break_even_cost_per_acquisition(
                known.revenue, known.orders, rate
            ),
            actual_cost_per_order=ratio(cost, known.orders),
            margin_rate_needed=ratio(cost, known.revenue),
            orders_needed=ratio(cost, positive(per_order)),
            currency=known.currency,
        )

    @property
    def sentence(self) -> Sentence:
        """The break-even figures in one sentence."""
        units = {"margin_rate": "share", "margin_rate_needed": "share", "orders_needed": "count",
                 "roas": "factor", "full_roas": "factor"}  # fmt: skip
        figures = {name: value for name, value in vars(self).items() if name != "currency"}
        if any(value != value for value in figures.values()):
            return Sentence("money.no_break_even")
        figures["orders_needed"] = ceil(self.orders_needed)  # there is no half order
        shown = {n: Shown(v, units.get(n, "money"), self.currency) for n, v in figures.items()}
        return Sentence("money.break_even", shown)


@dataclass(frozen=True)
class Swing:
    """How far one assumption moves the ROI on margin and full cost.

    Attributes
    ----------
    assumption : str
        ``margin_rate``, ``hours`` or ``attribution`` (the share of the shop's margin that counts).
    low, high : float
        The ends of what may be true of it.
    roi_low, roi_high : float
        The ROI at these ends.
    source : str
        ``experiment``, ``data`` (the platform's claim is one end) or ``guess``.
    """

    assumption: str
    low: float
    high: float
    roi_low: float
    roi_high: float
    source: str

    @property
    def width(self) -> float:
        """The distance of the two ROI."""
        return abs(self.roi_high - self.roi_low)

    @property
    def sentence(self) -> Sentence:
        """The assumption, its ends and what they make of the ROI."""
        unit = "count" if self.assumption == "hours" else "share"
        ends = {"low": Shown(self.low, unit), "high": Shown(self.high, unit)}
        rois = {name: Shown(getattr(self, name), "share") for name in ("roi_low", "roi_high")}
        source = Named(f"lever.{self.source}")
        return Sentence(f"swing.{self.assumption}", {**ends, **rois, "source": source})


@dataclass(frozen=True)
class Sensitivity:
    """The ROI on margin and full cost, and what each assumption makes of it, the widest first."""

    roi: float
    swings: tuple[Swing, ...]

    @property
    def sentence(self) -> Sentence:
        """Which assumption moves the result most, and whether any turns it round."""
        turning = [s for s in self.swings if (s.roi_low < 0) != (s.roi_high < 0)]
        names = Listed(tuple(Named(f"lever.{swing.assumption}") for swing in turning))
        widest = Named(f"lever.{self.swings[0].assumption}")
        key = "money.turns" if turning else "money.holds"
        return Sentence(key, {"roi": Shown(self.roi, "share"), "widest": widest, "turning": names})

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The whole in words."""
        return (self.sentence, *(swing.sentence for swing in self.swings))

    def table(self) -> pd.DataFrame:
        """List the assumptions, the widest first: what a tornado chart draws."""
        columns = ["assumption", "low", "high", "roi_low", "roi_high", "source", "width"]
        rows = [[getattr(swing, name) for name in columns] for swing in self.swings]
        return pd.DataFrame(rows, columns=columns).assign(roi=self.roi)

    def __str__(self) -> str:
        """Everything it says, a line per sentence."""
        return "\n".join(map(str, self.sentences))


def swings(
    known: Campaign, *, caused: Estimate | None, margin_rate: Ends | None, hours: Ends | None,
    attribution: Ends | None,
) -> Sensitivity:  # fmt: skip
    """Move one assumption at a time, the others held.

    Parameters
    ----------
    known : Campaign
        With margin and full cost.
    caused : Estimate or None
        Its incremental orders, from an experiment.
    margin_rate, hours, attribution
        As :meth:`kpi_kit.money.Ladder.sensitivity` takes them.

    Returns
    -------
    Sensitivity
        The widest swing first.

    Raises
    ------
    KpiKitError
        If margin or full cost are not known.
    """
    needs = ("revenue", "contribution_margin", "cost")
    gaps = [known.missing[need] for need in needs if need in known.missing]
    if gaps:
        raise KpiKitError.saying("no_sensitivity", campaign=known.name, why=together(gaps))
    rate = ratio(known.contribution_margin, known.revenue)
    share, source = _attributed(known, caused)
    tried = [
        ("margin_rate", margin_rate or (0.9 * rate, 1.1 * rate), "guess"),
        ("hours", hours or (0.75 * known.cost.hours, 1.25 * known.cost.hours), "guess"),
        ("attribution", attribution or share, "guess" if attribution else source),
    ]
    found = [
        Swing(name, low, high, _roi(known, name, low), _roi(known, name, high), source)
        for name, (low, high), source in tried
    ]
    found.sort(key=lambda swing: -swing.width)
    return Sensitivity(_roi(known, "attribution", 1.0), tuple(found))


def _attributed(known: Campaign, caused: Estimate | None) -> tuple[Ends, str]:
    """Return the share of the shop's margin that may be the campaign's, and who says so."""
    if caused:
        return (ratio(caused.low, known.orders), ratio(caused.high, known.orders)), "experiment"
    claimed = ratio(known.claimed_revenue, known.revenue)
    return ((0.5, claimed), "data") if claimed > 1 else ((0.5, 1.0), "guess")


def _roi(known: Campaign, assumption: str, at: float) -> float:
    """Return the ROI on margin and full cost with one assumption moved."""
    margin, cost, work = known.contribution_margin, known.cost.total, known.cost.work
    if assumption == "margin_rate":
        return formulas.return_on_investment_by_margin_rate(known.revenue, at, cost)
    if assumption == "hours":
        hours = known.cost.hours
        return formulas.return_on_investment(
            margin, cost - work + (at * work / hours if hours else 0)
        )
    return formulas.return_on_investment(margin * at, cost)
