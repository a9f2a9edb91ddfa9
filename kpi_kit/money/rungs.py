"""The rungs from ROAS to ROI: each a figure, a witness, and what it permits to say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kpi_kit.estimates import Estimate
from kpi_kit.kpis import KPIS
from kpi_kit.sentences import Listed, Named, Sentence, Shown

RUNGS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "platform_roas": ("return_on_ad_spend", ("claimed_revenue", "spend")),
    "shop_roas": ("return_on_ad_spend", ("revenue", "spend")),
    "poas": ("profit_on_ad_spend", ("contribution_margin", "spend")),
    "margin_roi": ("return_on_investment", ("contribution_margin", "cost")),
    "incremental_roi": ("incremental_return_on_investment", ("incremental_margin", "cost")),
}
"""The rungs from below: the KPI of each, and the figures it takes in the order of its formula."""


@dataclass(frozen=True)
class Rung:
    """One step of the ladder.

    Attributes
    ----------
    name : str
        One of :data:`RUNGS`.
    kpi : str
        Its definition in the catalogue.
    value : float or Estimate
        A factor or a share, as the KPI has it; NaN where it cannot be computed.
    inputs : dict of str to float or Estimate
        What it was computed from.
    currency : str or None
        Of the inputs.
    why_not : Sentence, Listed or None
        Why it cannot be computed.
    """

    name: str
    kpi: str
    value: float | Estimate
    inputs: Mapping[str, float | Estimate]
    currency: str | None
    why_not: Sentence | Listed | None = None

    @property
    def point(self) -> float:
        """The single figure, without its interval."""
        return point_of(self.value)

    @property
    def shown(self) -> str:
        """The figure in the reader's language."""
        return str(Shown(self.value, KPIS[self.kpi].unit))

    @property
    def source(self) -> Named:
        """Whose claim it is."""
        return Named(f"rung_source.{self.name}")

    @property
    def permits(self) -> Sentence:
        """What may be said; where the rung cannot be computed, why."""
        if self.why_not:
            facts = {"rung": Named(f"rung.{self.name}"), "why": self.why_not}
            return Sentence("money.rung_open", facts)
        return Sentence(f"rung_permits.{self._said()}", self._facts())

    @property
    def forbids(self) -> Sentence:
        """What may not be said."""
        return Sentence(f"rung_forbids.{self.name}")

    def _said(self) -> str:
        """Name the sentence: of a return on investment, there is one for loss and for profit."""
        if self.name not in {"margin_roi", "incremental_roi"}:
            return self.name
        return f"{self.name}_{outcome(self.value)}"

    def _facts(self) -> dict[str, object]:
        result = {name: Shown(v, *unit_of(name, self.currency)) for name, v in self.inputs.items()}
        margin = self.inputs.get("incremental_margin", self.inputs.get("contribution_margin"))
        if margin is not None and "cost" in self.inputs:
            cost = point_of(self.inputs["cost"])
            profit = over(margin, lambda amount: amount - cost)
            result["profit"] = Shown(profit, "money", self.currency)
            result["loss"] = Shown(abs(point_of(profit)), "money", self.currency)
        return {**result, "value": Shown(self.value, KPIS[self.kpi].unit)}


def unit_of(name: str, currency: str | None) -> tuple[str, str | None]:
    """Return in which unit an input of a rung is shown, and its currency."""
    return ("count", None) if name.endswith("orders") else ("money", currency)


def over(amount: float | Estimate, change: Callable[[float], float]) -> float | Estimate:
    """Apply a monotone function to a figure, or to an estimate and both ends of its interval.

    Examples
    --------
    >>> over(Estimate(2, 1, 4), lambda value: -value)
    Estimate(value=-2, low=-4, high=-1, level=0.9)
    """
    if not isinstance(amount, Estimate):
        return change(amount)
    ends = (change(amount.low), change(amount.high))
    return Estimate(change(amount.value), min(ends), max(ends), level=amount.level)


def point_of(amount: float | Estimate) -> float:
    """Return the single figure, without its interval."""
    return amount.value if isinstance(amount, Estimate) else amount


def outcome(roi: float | Estimate) -> str:
    """Say whether something was earned: ``profit``, ``loss``, ``even`` or, if unsure, ``unclear``.

    Examples
    --------
    >>> outcome(-0.53), outcome(Estimate(0.32, -0.1, 0.8))
    ('loss', 'unclear')
    """
    if isinstance(roi, Estimate) and not roi.excludes(0):
        return "unclear"
    point = point_of(roi)
    return "even" if point == 0 else "profit" if point > 0 else "loss"
