"""What all formulas share: the kinds of input, and the one place that divides.

Not re-exported: a formula is made with these, but none of them is a KPI.
"""

from numbers import Real
from typing import TYPE_CHECKING, Any, TypeVar

import narwhals as nw

if TYPE_CHECKING:
    import pandas as pd

    N = TypeVar("N", float, "pd.Series[float]", nw.Expr)
else:
    N = TypeVar("N")

UNDEFINED = float("nan")


def ratio(numerator: N | float, denominator: N) -> N:
    """Divide; the one place that meets a zero.

    Parameters
    ----------
    numerator, denominator : float, Series or expression
        Of one kind, or one of them a number.

    Returns
    -------
    float, Series or expression
        Undefined where the denominator is 0.

    Examples
    --------
    >>> ratio(1.0, 4.0), ratio(1.0, 0.0)
    (0.25, nan)
    """
    top: Any = numerator
    below: Any = denominator
    if isinstance(below, Real):
        return top / below if below else top * UNDEFINED  # type: ignore[no-any-return]
    if isinstance(below, nw.Expr):
        return top / nw.when(below != 0).then(below)  # type: ignore[no-any-return]
    return top / below.where(below != 0)  # type: ignore[no-any-return]


def positive(value: N) -> N:
    """Return the value where it is above 0; elsewhere it is undefined.

    Examples
    --------
    >>> positive(2.0), positive(-2.0), positive(0.0)
    (2.0, nan, nan)
    """
    given: Any = value
    above: Any = given > 0
    if isinstance(given, Real):
        return given if above else UNDEFINED  # type: ignore[return-value]
    if isinstance(given, nw.Expr):
        return nw.when(above).then(given)  # type: ignore[return-value]
    return given.where(above)  # type: ignore[no-any-return]


def smaller(one: N, other: N) -> N:
    """Return the smaller of two; undefined where either is missing.

    Examples
    --------
    >>> smaller(3.0, 5.0), smaller(5.0, 3.0), smaller(5.0, UNDEFINED)
    (3.0, 3.0, nan)
    """
    # A minimum would take the one that is there for an answer; a difference needs both.
    excess: Any = one - other
    excess = max(excess, 0.0) if isinstance(excess, Real) else excess.clip(0.0)
    return one - excess  # type: ignore[no-any-return]
