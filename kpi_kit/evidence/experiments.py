"""Experiments: what chance alone would bring, and what was really different."""

from dataclasses import dataclass

from kpi_kit.evidence.intervals import wilson_interval


@dataclass(frozen=True)
class ProportionTest:
    """What an A/B test of persons shows; all of it is undefined (NaN) without persons.

    Attributes
    ----------
    difference : float
        Share of B minus share of A.
    relative_lift : float
        The difference as a share of A's share; undefined if that is 0.
    z, p_value : float
        How many standard errors the difference is from 0, and how often chance alone would bring
        one at least as large. Undefined if nobody or everybody succeeded.
    low, high : float
        Interval of the difference.
    """

    difference: float
    relative_lift: float
    z: float
    p_value: float
    low: float
    high: float


def two_proportion_test(
    successes_a: float,
    trials_a: float,
    successes_b: float,
    trials_b: float,
    *,
    level: float = 0.95,
) -> ProportionTest:
    """Compare the shares of two groups of persons: an A/B test.

    Two warnings. The p value holds for one look, at the end that was fixed beforehand: who looks
    every day and stops at the first p < 0.05 finds an effect far more often than in 5 % of the
    tests without one. And who compares twenty variants or figures expects one such find by chance.
    Persons must have been put into the groups at random, each into one; interactions per impression
    are no persons.

    Parameters
    ----------
    successes_a, trials_a, successes_b, trials_b : float
        Counts of persons; B is the new variant.
    level : float
        Of the interval of the difference, between 0 and 1.

    Returns
    -------
    ProportionTest
        Shares, not percent.

    Raises
    ------
    KpiKitError
        As :func:`wilson_interval` does.

    Source
    ------
    Pooled z test: K. Pearson's chi-squared test without correction, of which z is the signed root;
    reference value: geratools, 250 and 295 of 5,000: z 1.982, p .0474. Interval: R. G. Newcombe,
    Statistics in Medicine 17 (1998), 873-890, method 10, from two Wilson intervals; near p = 0.05
    it may include 0 where the test just does not, or the other way round.

    Examples
    --------
    >>> test = two_proportion_test(250, 5_000, 295, 5_000)
    >>> round(test.difference, 4), round(test.relative_lift, 2), round(test.p_value, 4)
    (0.009, 0.18, 0.0474)
    """
    from scipy.stats import norm

    low_a, high_a = wilson_interval(successes_a, trials_a, level=level)
    low_b, high_b = wilson_interval(successes_b, trials_b, level=level)
    a, b = _share(successes_a, trials_a), _share(successes_b, trials_b)
    pooled = _share(successes_a + successes_b, trials_a + trials_b)
    error = (pooled * (1 - pooled) * (_share(1, trials_a) + _share(1, trials_b))) ** 0.5
    z = _share(b - a, error)
    return ProportionTest(
        difference=b - a,
        relative_lift=_share(b - a, a),
        z=z,
        p_value=float(2 * norm.sf(abs(z))),
        low=b - a - ((b - low_b) ** 2 + (high_a - a) ** 2) ** 0.5,
        high=b - a + ((high_b - b) ** 2 + (a - low_a) ** 2) ** 0.5,
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")
