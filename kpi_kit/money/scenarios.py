"""A plan in figures: what it costs, and what is supposed of its result."""

from collections.abc import Mapping
from dataclasses import dataclass

from kpi_kit import labels
from kpi_kit.errors import KpiKitError
from kpi_kit.money.past import Assumption, PastRates

Range = float | tuple[float, float, float] | Assumption
"""What is supposed: a fixed value, or (lowest, likeliest, highest)."""

ASSUMED = {
    "cost_per_click": "money", "conversion_rate": "share", "order_value": "money",
    "margin_rate": "share", "additional_share": "share",
}  # fmt: skip
"""The assumptions of a scenario and their units, in the order in which they are multiplied."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A campaign that may be run: what it costs, and what is supposed of its result.

    Parameters
    ----------
    name : str
        What it is called.
    media, production, tools : float
        Money.
    hours, rate : float
        Work: hours and what an hour costs.
    cost_per_click, conversion_rate, order_value, margin_rate : float or tuple, optional
        A fixed value or (lowest, likeliest, highest). A conversion rate is orders ÷ clicks, a
        share in [0, 1]. What is not given is taken from ``past``.
    additional_share : float or tuple
        The share of these orders that there would not be without the campaign; 1 takes the
        attribution at its word.
    past : PastRates, optional
        What :func:`kpi_kit.past_rates` found.
    currency : str, optional
        Otherwise that of ``past``.

    Raises
    ------
    KpiKitError
        With every mistake at once: amounts below 0, ranges out of order, shares outside [0, 1],
        assumptions that nobody has given.

    Examples
    --------
    >>> plan = Scenario(name="Spring", media=1_000, hours=10, rate=50, cost_per_click=0.5,
    ...                 conversion_rate=(0.01, 0.02, 0.03), order_value=100, margin_rate=0.4)
    >>> plan.cost
    1500.0
    """

    name: str
    media: float = 0.0
    hours: float = 0.0
    rate: float = 0.0
    production: float = 0.0
    tools: float = 0.0
    cost_per_click: Range | None = None
    conversion_rate: Range | None = None
    order_value: Range | None = None
    margin_rate: Range | None = None
    additional_share: Range = 1.0
    past: PastRates | None = None
    currency: str | None = None

    def __post_init__(self) -> None:
        mistakes = [*self._amounts_below_zero(), *self._bad_ranges()]
        if mistakes:
            shown = "; ".join(mistakes)
            raise KpiKitError.saying("bad_scenario", name=self.name, mistakes=shown)

    @property
    def cost(self) -> float:
        """The full cost."""
        return float(self.media + self.hours * self.rate + self.production + self.tools)

    @property
    def money(self) -> str | None:
        """The currency of all its amounts."""
        return self.currency or (self.past.currency if self.past else None)

    @property
    def assumptions(self) -> Mapping[str, Assumption]:
        """What is supposed, in the order in which it is multiplied; nothing without media."""
        if not self.media:
            return {}
        given = {name: getattr(self, name) for name in ASSUMED}
        return {
            name: assumption(getattr(self.past, name) if value is None else value)
            for name, value in given.items()
        }

    def _amounts_below_zero(self) -> list[str]:
        names = ("media", "hours", "rate", "production", "tools")
        below = [name for name in names if not getattr(self, name) >= 0]
        return [labels.text("scenario.below_zero", what=name) for name in below]

    def _bad_ranges(self) -> list[str]:
        mistakes = []
        for name, unit in ASSUMED.items():
            value = getattr(self, name)
            if value is None and self.past is None and self.media:
                mistakes.append(labels.text("scenario.not_given", what=name))
            if value is None:
                continue
            supposed = assumption(value)
            least, most = 0.0, 1.0 if unit == "share" else float("inf")
            if not least <= supposed.low <= supposed.likely <= supposed.high <= most:
                mistakes.append(labels.text(f"scenario.bad_{unit}", what=name))
            elif name == "cost_per_click" and not supposed.low:
                mistakes.append(labels.text("scenario.no_price", what=name))
        return mistakes


def assumption(value: Range) -> Assumption:
    """Take a fixed value, or three, as what is supposed.

    Examples
    --------
    >>> assumption((1, 2, 4))
    Assumption(low=1.0, likely=2.0, high=4.0, source='guess')
    """
    if isinstance(value, Assumption):
        return value
    ends = value if isinstance(value, tuple) else (value, value, value)
    low, likely, high = (float(end) for end in ends)
    return Assumption(low, likely, high)
