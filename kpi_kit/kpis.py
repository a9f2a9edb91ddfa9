"""The KPIs: a formula and the facts needed to show and judge its result."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from kpi_kit import formulas
from kpi_kit.errors import ColumnError
from kpi_kit.metrics import METRICS, Metric, Unit

Better = Literal["higher", "lower", "depends"]
Stage = Literal["inputs", "activities", "outputs", "out-takes", "outcomes", "impact"]
"""The stages of AMEC's Integrated Evaluation Framework."""

Level = Literal["company", "strategic", "measure"]
"""The levels of goals in BVDW's guideline on success measurement (2016)."""


@dataclass(frozen=True)
class Kpi:
    """A formula and the facts needed to show and judge its result.

    Attributes
    ----------
    formula : callable
        A pure function whose parameters are metrics; its name is the KPI's name.
    unit : str
        How the result is shown.
    better : str
        Whether more is better, or less, or it depends on the goal.
    stage : str
        How far along AMEC's chain the figure lies.
    level : str
        The level of goal it can speak for.
    of : {"totals", "mean", "median"}
        Whether the formula gets the totals of a group, or is applied to every row, of which the
        mean or median is taken.
    """

    formula: Callable[..., Any]
    unit: Unit = "share"
    better: Better = "higher"
    stage: Stage = "outputs"
    level: Level = "measure"
    of: Literal["totals", "mean", "median"] = "totals"

    @property
    def name(self) -> str:
        """The formula's own name: there is no second spelling."""
        return self.formula.__name__

    @property
    def inputs(self) -> tuple[str, ...]:
        """The metrics that the formula takes: its parameters that have no value yet."""
        parameters = inspect.signature(self.formula).parameters.values()
        return tuple(p.name for p in parameters if p.default is p.empty)

    @property
    def constants(self) -> dict[str, float]:
        """The parameters that have a value, such as weights."""
        parameters = inspect.signature(self.formula).parameters.values()
        return {p.name: p.default for p in parameters if p.default is not p.empty}


KPIS = {
    kpi.name: kpi
    for kpi in (
        Kpi(formulas.frequency, "factor", better="depends"),
        Kpi(formulas.engagement_rate_by_reach, stage="out-takes"),
        Kpi(formulas.engagement_rate_by_impressions, stage="out-takes"),
        Kpi(formulas.engagement_rate_by_views, stage="out-takes"),
        Kpi(formulas.engagement_rate_by_followers, stage="out-takes"),
        Kpi(formulas.net_follower_growth, "people", stage="out-takes", level="strategic"),
        Kpi(formulas.follower_growth_rate, stage="out-takes", level="strategic"),
        Kpi(formulas.compound_monthly_growth_rate, stage="out-takes", level="strategic"),
        Kpi(formulas.cost_per_mille, "money", better="lower"),
        Kpi(formulas.cost_per_click, "money", better="lower", stage="out-takes"),
        Kpi(formulas.cost_per_link_click, "money", better="lower", stage="out-takes"),
        Kpi(formulas.cost_per_acquisition, "money", "lower", stage="outcomes", level="strategic"),
        Kpi(formulas.return_on_ad_spend, "factor", stage="outcomes", level="strategic"),
        Kpi(formulas.return_on_investment, stage="impact", level="company"),
    )
}

Figure = Kpi | Metric
"""What :func:`compute` can show: both have a name, inputs, a formula and a unit."""


def figure(wanted: str | Figure | Callable[..., Any]) -> Figure:
    """Return the KPI or metric that is meant; a function becomes a KPI of one's own.

    Parameters
    ----------
    wanted : str, Kpi, Metric or function
        A name in :data:`KPIS` or :data:`~kpi_kit.metrics.METRICS`, or the thing itself.

    Raises
    ------
    ColumnError
        If no KPI or metric has the name. A bare "engagement_rate" names its variants.
    """
    if isinstance(wanted, Kpi | Metric):
        return wanted
    if not isinstance(wanted, str):
        return Kpi(wanted)
    known: dict[str, Figure] = {**METRICS, **KPIS}
    if wanted in known:
        return known[wanted]
    if wanted == "engagement_rate":
        variants = ", ".join(name for name in KPIS if name.startswith("engagement_rate_by"))
        raise ColumnError.saying("ambiguous_rate", variants=variants)
    raise ColumnError.missing(wanted, known, where="compute")
