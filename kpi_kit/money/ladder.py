"""From ROAS to what was really earned: one ladder per campaign.

Each rung asks a harder question of a better witness: what the platform credits to itself, what the
shop saw, what of it was margin, what was left once everything was paid, and what would not have
been there without the campaign. Each says what it permits to say, and what not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kpi_kit import formulas
from kpi_kit.estimates import Estimate
from kpi_kit.exports import Exports
from kpi_kit.formulas.ratio import ratio
from kpi_kit.kpis import KPIS
from kpi_kit.money.campaigns import Campaign, Tags, campaign_of
from kpi_kit.money.costs import Rule
from kpi_kit.money.levers import BreakEven, Sensitivity, swings
from kpi_kit.money.rungs import RUNGS, Rung, outcome, over, point_of
from kpi_kit.sentences import Named, Sentence, Shown, together

UNKNOWN = float("nan")

MONTH = 365.25 / 12
"""Days of a month, on average."""


@dataclass(frozen=True)
class Ladder:
    """One campaign, from the platform's claim to what it caused.

    Attributes
    ----------
    campaign : Campaign
        The figures behind it.
    rungs : tuple of Rung
        From below, as in :data:`RUNGS`.
    """

    campaign: Campaign
    rungs: tuple[Rung, ...]

    def rung(self, name: str) -> Rung:
        """Return one rung by its name in :data:`RUNGS`."""
        return next(rung for rung in self.rungs if rung.name == name)

    @property
    def top(self) -> Rung | None:
        """The highest return on investment that could be computed, if any."""
        rois = [rung for rung in self.rungs[-2:] if rung.why_not is None]
        return rois[-1] if rois else None

    @property
    def verdict(self) -> str:
        """``profit``, ``loss``, ``even``, ``unclear``, or ``unknown`` without a full ROI."""
        return outcome(self.top.value) if self.top else "unknown"

    @property
    def sentence(self) -> Sentence:
        """The verdict, with the platform's figure beside it."""
        naive, top = self.rungs[0], self.top
        open_rung = self.rung("margin_roi")
        how = top.permits if top else open_rung.permits
        first = Sentence(
            "money.naive" if naive.why_not is None else "money.no_naive",
            {"campaign": self.campaign.name, "roas": Shown(naive.value, "factor")},
        )
        witness = {"margin_roi": "shop_", "incremental_roi": "experiment_"}
        key = f"money.verdict_{witness[top.name] if top else ''}{self.verdict}"
        return Sentence("money.verdict", {"naive": first, "verdict": Sentence(key), "how": how})

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Everything the ladder says: verdict, each rung, break-even, payback, notes."""
        steps = [
            sentence
            for rung in self.rungs
            for sentence in ((rung.permits,) if rung.why_not else (rung.permits, rung.forbids))
        ]
        return (self.sentence, *steps, self.break_even.sentence, self.payback, *self.notes)

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """What holds for all rungs: VAT and returns, and what the exports left open."""
        return (Sentence("money.vat_and_returns"), *self.campaign.notes)

    @property
    def break_even(self) -> BreakEven:
        """What it would have taken to lose nothing."""
        return BreakEven.of(self.campaign)

    @property
    def payback_months(self) -> float:
        """Months until margin has paid the full cost, at the pace of the campaign's own days."""
        known = self.campaign
        pace = ratio(known.contribution_margin, known.days / MONTH)
        return formulas.payback_months(known.full_cost, pace)

    @property
    def payback(self) -> Sentence:
        """When the cost is paid back, beside how long the campaign ran."""
        months = self.payback_months
        if months != months:
            return Sentence("money.no_payback")
        ran = Shown(self.campaign.days / MONTH, "months")
        return Sentence("money.payback", {"months": Shown(months, "months"), "ran": ran})

    def sensitivity(
        self, *, margin_rate: tuple[float, float] | None = None,
        hours: tuple[float, float] | None = None, attribution: tuple[float, float] | None = None,
    ) -> Sensitivity:  # fmt: skip
        """Show which assumption moves the ROI on margin and full cost how far.

        Parameters
        ----------
        margin_rate : (float, float), optional
            The lowest and the highest share of revenue that may be margin; otherwise 10 % less
            and more than in the orders.
        hours : (float, float), optional
            Hours of work; otherwise 25 % less and more than booked.
        attribution : (float, float), optional
            The share of the shop's margin that the campaign brought; otherwise what the experiment
            leaves open, or without one from half of it to as much as the platform claims.

        Returns
        -------
        Sensitivity
            The widest swing first.

        Raises
        ------
        KpiKitError
            If margin or full cost are not known.
        """
        caused = self.rung("incremental_roi").inputs.get("incremental_orders")
        return swings(
            self.campaign, caused=caused if isinstance(caused, Estimate) else None,
            margin_rate=margin_rate, hours=hours, attribution=attribution,
        )  # fmt: skip

    def table(self) -> pd.DataFrame:
        """List the rungs: name, value, interval, what it is made of, whose claim, what it permits.

        ``value`` is a factor or a share, as the KPI of the rung has it.
        """
        rows = [
            {
                "rung": str(Named(f"rung.{rung.name}")),
                "value": rung.point,
                "low": rung.value.low if isinstance(rung.value, Estimate) else UNKNOWN,
                "high": rung.value.high if isinstance(rung.value, Estimate) else UNKNOWN,
                "shown": rung.shown,
                "source": str(rung.source),
                "permits": str(rung.permits),
                "forbids": str(rung.forbids),
            }
            for rung in self.rungs
        ]
        return pd.DataFrame(rows)

    def __str__(self) -> str:
        """Everything the ladder says, a line per sentence."""
        return "\n".join(map(str, self.sentences))


def roi_ladder(
    exports: Exports, campaign: str, *, incremental: Estimate | None = None,
    utm: Tags | None = None, overhead: Rule | None = None, since: Any = None, until: Any = None,
) -> Ladder:  # fmt: skip
    """Climb from the platform's ROAS to what a campaign really earned.

    Parameters
    ----------
    exports : Exports
        Its ``ads``, ``costs`` and ``orders``.
    campaign : str
        As the platform names it.
    incremental : Estimate, optional
        The orders that there would not have been without the campaign, from an experiment.
    utm : dict, optional
        Campaign → its ``utm_campaign`` in the shop's orders. Equal names need no entry.
    overhead : {"spend", "hours"}, optional
        By what costs without a campaign are spread; otherwise they are left out.
    since, until : date or str, optional
        The first and the last day that count.

    Returns
    -------
    Ladder
        Rungs that cannot be computed are NaN and say why.

    Raises
    ------
    ColumnError
        If there is no such campaign, or ``utm`` names a tag that no order carries.
    ComparisonError
        If amounts are of several currencies.

    Notes
    -----
    Incremental margin is incremental orders × the mean margin of the campaign's orders in the
    shop. Its interval is that of the orders; what the mean may be off is not in it.

    Examples
    --------
    >>> from kpi_kit import load, sample
    >>> exports = load(sample() / "ads", sample() / "costs", sample() / "shop")
    >>> spring = "Frühjahr Lastenrad Prospecting"
    >>> ladder = roi_ladder(exports, spring, utm={spring: "fruehjahr_lastenrad"})
    >>> ladder.verdict, [round(rung.point, 2) for rung in ladder.rungs]
    ('loss', [3.92, 3.55, 0.78, -0.55, nan])
    """
    known = campaign_of(
        exports, campaign, utm=utm, overhead=overhead, since=since, until=until
    )  # fmt: skip
    figures: dict[str, float | Estimate] = {
        "claimed_revenue": known.claimed_revenue, "spend": known.spend, "revenue": known.revenue,
        "contribution_margin": known.contribution_margin, "cost": known.full_cost,
        "orders": known.orders,
    }  # fmt: skip
    missing = dict(known.missing)
    if incremental is None:
        missing["incremental_margin"] = Sentence("money.no_experiment")
    elif incremental.value != incremental.value:
        missing["incremental_margin"] = Sentence("money.no_estimate")
    else:
        per_order = ratio(known.contribution_margin, known.orders)
        figures["incremental_orders"] = incremental
        figures["incremental_margin"] = over(incremental, lambda orders: orders * per_order)
    return Ladder(known, tuple(_rung(name, figures, missing, known) for name in RUNGS))


def _rung(
    name: str, figures: Mapping[str, float | Estimate], missing: Mapping[str, Sentence],
    known: Campaign,
) -> Rung:  # fmt: skip
    kpi, takes = RUNGS[name]
    needs = ("contribution_margin", *takes) if name == "incremental_roi" else takes
    gaps = [missing[need] for need in needs if need in missing]
    if gaps:
        return Rung(name, kpi, UNKNOWN, {}, known.currency, together(gaps))
    first, second = figures[takes[0]], point_of(figures[takes[1]])
    formula = KPIS[kpi].formula
    value = over(first, lambda amount: formula(amount, second))
    if point_of(value) != point_of(value):
        why = Sentence("money.undefined", {"what": Named(f"metric.{takes[1]}")})
        return Rung(name, kpi, UNKNOWN, {}, known.currency, why)
    extra = {"shop_roas": ("orders",), "incremental_roi": ("incremental_orders",)}.get(name, ())
    return Rung(
        name, kpi, value, {need: figures[need] for need in (*takes, *extra)}, known.currency
    )
