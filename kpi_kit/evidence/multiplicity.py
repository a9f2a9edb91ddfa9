"""Who looks often, or asks much, finds something by chance: how to look and ask all the same."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kpi_kit import formatting, labels
from kpi_kit.errors import KpiKitError

if TYPE_CHECKING:
    import pandas as pd

SURE = 0.95
"""The level of intervals of experiments, as the trade has it."""


def level_of_each(level: float, times: int) -> float:
    """Return the level of each of several intervals that are to hold together at a level.

    Parameters
    ----------
    level : float
        The chance that all of them hold the truth, between 0 and 1.
    times : int
        How many there are.

    Raises
    ------
    KpiKitError
        If the level is no share, or there are fewer than one.

    Source
    ------
    C. E. Bonferroni (1936): the risk is split evenly. It holds however the looks hang together,
    and costs some width.

    Examples
    --------
    >>> round(level_of_each(0.95, 5), 4)
    0.99
    """
    if not 0 < level < 1:
        raise KpiKitError.saying("bad_level", level=level)
    if times < 1 or times != int(times):
        raise KpiKitError.saying("no_times", times=times)
    return 1 - (1 - level) / times


def spread_over(looks: int, questions: int, level: float) -> str:
    """Say how often is looked and how much is asked, and what that does to the interval.

    Examples
    --------
    >>> spread_over(1, 1, 0.95)
    ''
    >>> print(spread_over(5, 1, 0.95))
    5 looks are planned; the interval is so wide that all 5 together err in 5% of tests at most.
    """
    key = {(True, False): "looks", (False, True): "questions", (True, True): "both"}.get(
        (looks > 1, questions > 1)
    )
    if key is None:
        return ""
    return labels.text(
        f"multiplicity.{key}",
        looks=formatting.number(looks), questions=formatting.number(questions),
        all=formatting.number(looks * questions), risk=formatting.percent(1 - level, digits=0),
    )  # fmt: skip


def found_by_chance(found: int, questions: int, *, level: float = SURE) -> str:
    """Say how many of several finds chance alone would bring.

    Parameters
    ----------
    found, questions : int
        How many of how many intervals left out 0.
    level : float
        Of each of them.

    Examples
    --------
    >>> print(found_by_chance(3, 20))  # doctest: +NORMALIZE_WHITESPACE
    More than chance: 3 of 20 differences. Even if nothing had changed, 1 would be found on the
    average.
    """
    usual = questions * (1 - level)
    expected = formatting.number(usual, digits=0 if usual >= 1 else 1)
    return labels.text(
        "multiplicity.by_chance",
        found=formatting.number(found), questions=formatting.number(questions),
        expected=expected,
    )  # fmt: skip


def corrected(p_values: "Mapping[str, float] | pd.Series[Any]") -> "pd.Series[Any]":
    """Correct p values for how many comparisons were made.

    Who asks twenty questions of data without any effect finds one p < 0.05 on the average. After
    Holm's correction, one or more such finds among all questions have a chance of 5 % together.
    Every comparison that was looked at belongs in it, also those that showed nothing.

    Parameters
    ----------
    p_values : mapping or Series
        One p value per comparison, by name.

    Returns
    -------
    Series
        The corrected p values, by name.

    Source
    ------
    S. Holm, Scandinavian Journal of Statistics 6 (1979); ``statsmodels`` ``multipletests``.

    Examples
    --------
    >>> corrected({"reel": 0.01, "carousel": 0.04, "image": 0.03}).round(2).to_dict()
    {'reel': 0.03, 'carousel': 0.06, 'image': 0.06}
    """
    import pandas as pd
    from statsmodels.stats.multitest import multipletests

    given = pd.Series(p_values, dtype=float)
    known = given.dropna()
    if len(known):
        known = pd.Series(multipletests(known.to_numpy(), method="holm")[1], known.index)
    return known.reindex(given.index)
