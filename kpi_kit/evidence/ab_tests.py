"""A against B with persons: who was put into which group by lot, and how many succeeded."""

from dataclasses import dataclass

from kpi_kit import formatting, labels
from kpi_kit.errors import KpiKitError
from kpi_kit.estimates import Estimate
from kpi_kit.evidence.intervals import wilson_interval
from kpi_kit.evidence.multiplicity import SURE, level_of_each, spread_over
from kpi_kit.evidence.shown import points
from kpi_kit.evidence.verdicts import Verdict, judged


@dataclass(frozen=True)
class ABTest:
    """What an A/B test of persons shows; all of it is undefined (NaN) without persons.

    Attributes
    ----------
    share_a, share_b : float
        Shares of the persons who succeeded.
    difference : Estimate
        Share of B minus share of A.
    relative_lift : float
        The difference as a share of A's share; undefined if that is 0.
    z, p_value : float
        How many standard errors the difference is from 0, and how often chance alone would bring
        one at least as large in one of the looks and questions (Bonferroni). Undefined if nobody
        or everybody succeeded.
    worth : float
        The smallest difference worth mentioning.
    persons, planned : float
        Persons in the smaller group, and how many each group was to have; 0 if nothing was planned.
    looks, questions : int
        How often is looked at the figures, and how many tests are made together.
    """

    share_a: float
    share_b: float
    difference: Estimate
    relative_lift: float
    z: float
    p_value: float
    worth: float = 0.0
    persons: float = 0.0
    planned: float = 0.0
    looks: int = 1
    questions: int = 1

    @property
    def early(self) -> bool:
        """Whether the planned number of persons is not reached yet."""
        return self.persons < self.planned

    @property
    def verdict(self) -> Verdict:
        """An effect, none worth mentioning, or not to be told.

        Before the planned end it cannot be told, unless several looks were planned.
        """
        if self.early and self.looks == 1:
            return "cannot tell"
        return judged(self.difference, self.worth)

    @property
    def sentence(self) -> str:
        """Both shares, what may be said of their difference, and how often is looked."""
        early = self.early and self.verdict == "cannot tell"
        key = "early" if early else self.verdict.replace(" ", "_")
        if early and self.looks > 1:
            key = "early_look"
        said = labels.text(
            f"ab_test.{key}",
            a=formatting.percent(self.share_a), b=formatting.percent(self.share_b),
            **points(self.difference, self.worth),
            persons=formatting.number(self.persons), planned=formatting.number(self.planned),
        )  # fmt: skip
        return f"{said} {spread_over(self.looks, self.questions, self.difference.level)}".rstrip()


def ab_test(
    successes_a: float,
    trials_a: float,
    successes_b: float,
    trials_b: float,
    *,
    worth: float = 0.0,
    planned: float = 0.0,
    looks: int = 1,
    questions: int = 1,
    level: float = SURE,
) -> ABTest:
    """Compare the shares of two groups of persons: an A/B test.

    Persons must have been put into the groups at random, each into one. Interactions per impression
    are no persons: for posts, take :func:`compare_posts`.

    Parameters
    ----------
    successes_a, trials_a, successes_b, trials_b : float
        Counts of persons; B is the new variant.
    worth : float
        The smallest difference worth mentioning, as a share (0.01 is a percentage point), fixed
        beforehand. Without it, no test can show that there is no difference.
    planned : float
        Persons that each group was to have (:func:`persons_needed`); with fewer, the verdict is
        that it cannot be told yet.
    looks : int
        How often the figures will have been looked at by the end, this time included; fixed
        beforehand. Each look gets its part of the risk (Bonferroni), so the interval is wider,
        and a look before the planned end may find an effect.
    questions : int
        How many tests like this one are made together, such as one per variant.
    level : float
        Of the interval of the difference, between 0 and 1; of all looks and questions together.

    Returns
    -------
    ABTest
        Shares, not percent.

    Raises
    ------
    KpiKitError
        As :func:`~kpi_kit.evidence.intervals.wilson_interval` does; or if there is no look.

    Notes
    -----
    Without ``looks=``, the p value holds for one look, at the end that was fixed beforehand: who
    looks every day and stops at the first p < 0.05 finds an effect far more often than in 5 % of
    the tests without one. And who compares twenty variants expects one such find by chance:
    ``questions=20``, or :func:`~kpi_kit.evidence.multiplicity.corrected` for a list of p values. A
    total may contradict all its parts where the groups are made up differently (Simpson's paradox).

    Source
    ------
    Pooled z test: K. Pearson's chi-squared test without correction, of which z is the signed root
    (``statsmodels`` ``proportions_ztest``); reference value: geratools, 250 and 295 of 5,000:
    z 1.982, p .0474. Interval: R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, method
    10, from two Wilson intervals; near p = 0.05 it may include 0 where the test just does not, or
    the other way round.

    Examples
    --------
    >>> test = ab_test(250, 5_000, 295, 5_000)
    >>> round(test.difference.value, 4), round(test.relative_lift, 2), round(test.p_value, 4)
    (0.009, 0.18, 0.0474)

    Who had planned to look five times has not found anything with that:

    >>> test = ab_test(250, 5_000, 295, 5_000, looks=5)
    >>> test.verdict, round(test.p_value, 3)
    ('cannot tell', 0.237)
    """
    from statsmodels.stats.proportion import proportions_ztest

    each = level_of_each(level, looks * questions)
    low_a, high_a = wilson_interval(successes_a, trials_a, level=each)
    low_b, high_b = wilson_interval(successes_b, trials_b, level=each)
    a, b = _share(successes_a, trials_a), _share(successes_b, trials_b)
    pooled = _share(successes_a + successes_b, trials_a + trials_b)
    z = p_value = float("nan")
    if trials_a and trials_b and 0 < pooled < 1:
        z, p_value = proportions_ztest([successes_b, successes_a], [trials_b, trials_a])
    low = b - a - ((b - low_b) ** 2 + (high_a - a) ** 2) ** 0.5
    high = b - a + ((high_b - b) ** 2 + (a - low_a) ** 2) ** 0.5
    return ABTest(
        a, b, Estimate(b - a, low, high, level), _share(b - a, a), float(z),
        min(1.0, float(p_value) * looks * questions) if p_value == p_value else p_value,
        worth, min(trials_a, trials_b), planned, looks, questions,
    )  # fmt: skip


def persons_needed(share: float, worth: float, *, level: float = SURE, power: float = 0.8) -> int:
    """Return how many persons each group of an A/B test needs, before it begins.

    Parameters
    ----------
    share : float
        The share that A is expected to have, between 0 and 1.
    worth : float
        The smallest difference that the test should find, as a share.
    level : float
        1 minus the risk of finding an effect where there is none.
    power : float
        The chance to find that difference if it is there.

    Returns
    -------
    int
        Persons per group.

    Raises
    ------
    KpiKitError
        If a share does not lie between 0 and 1, or the difference is 0.

    Source
    ------
    ``statsmodels.stats.power.NormalIndPower`` on Cohen's h, two-sided.

    Examples
    --------
    Whoever wants to tell 5 % from 6 % needs more visitors than most campaigns bring:

    >>> persons_needed(0.05, 0.01)
    8143
    """
    from math import ceil

    from statsmodels.stats.power import NormalIndPower
    from statsmodels.stats.proportion import proportion_effectsize

    if not (0 < share < 1 and 0 < share + worth < 1 and worth and 0 < level < 1 and 0 < power < 1):
        raise KpiKitError.saying("no_plan", share=share, worth=worth)
    effect = proportion_effectsize(share + worth, share)
    needed: float = NormalIndPower().solve_power(effect, alpha=1 - level, power=power)
    return ceil(needed)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")
