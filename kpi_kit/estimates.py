"""A figure that is estimated and not counted, with the interval it may lie in."""

from dataclasses import dataclass

from kpi_kit import formatting, labels

LEVEL = 0.9
"""The share of intervals that contain the true value, where nothing else is said."""


@dataclass(frozen=True)
class Estimate:
    """One estimated figure.

    Attributes
    ----------
    value : float
        The best single figure; NaN where nothing can be said.
    low, high : float
        The ends of its interval, in the figure's unit; NaN where nothing can be said.
    level : float
        The share of such intervals that contain the true value.
    """

    value: float
    low: float
    high: float
    level: float = LEVEL

    def excludes(self, other: float) -> bool:
        """Whether the interval leaves out a value; one that is not known leaves out none.

        Examples
        --------
        >>> Estimate(424, 310, 540).excludes(0), Estimate(20, -35, 75).excludes(0)
        (True, False)
        """
        return other < self.low or other > self.high

    def shown(self, unit: str = "count", *, currency: str | None = None) -> str:
        r"""Write the figure with its interval, as a sentence takes it.

        Examples
        --------
        >>> Estimate(424, 310, 540).shown()
        '424 (90%: 310 to 540)'
        >>> with labels.speaking("de"):
        ...     Estimate(0.031, 0.024, 0.04, level=0.95).shown("share")
        '3,10\xa0% (95\xa0%: 2,40\xa0% bis 4,00\xa0%)'
        """
        value, low, high = (
            formatting.shown(end, unit, currency=currency)
            for end in (self.value, self.low, self.high)
        )
        if labels.NOTHING in {low, high}:
            return value
        level = formatting.percent(self.level, digits=0)
        return labels.text("shown.estimate", value=value, level=level, low=low, high=high)
