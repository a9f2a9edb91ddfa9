"""Differences and changes, written as people read them."""

from kpi_kit import formatting, labels
from kpi_kit.estimates import Estimate


def points(difference: Estimate, worth: float) -> dict[str, str]:
    """Write a difference of shares in percentage points, as percent would be ambiguous."""
    ends = (difference.value, difference.low, difference.high)
    value, low, high = (formatting.number(100 * end, digits=2) for end in ends)
    level = formatting.percent(difference.level, digits=0)
    return {
        "difference": labels.text("shown.points", value=value, level=level, low=low, high=high),
        "worth": labels.text("shown.point", value=formatting.number(100 * worth, digits=2)),
    }


def signed(share: float) -> str:
    """Write a change with its sign.

    Examples
    --------
    >>> signed(0.6), signed(-0.05), signed(float("nan"))
    ('+60%', '−5%', '–')
    """
    if share != share:
        return labels.NOTHING
    return f"{'−' if share < 0 else '+'}{formatting.percent(abs(share), digits=0)}"
