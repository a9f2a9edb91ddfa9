"""Experiments: A against B, with persons or with posts, and what several looks do to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kpi_kit import labels
from kpi_kit.errors import KpiKitError
from kpi_kit.estimates import Estimate
from kpi_kit.evidence.intervals import (
    complete_rows,
    refuse_no_sums,
    resampled,
    statistic_of,
    wilson_interval,
)
from kpi_kit.evidence.verdicts import Verdict, judged
from kpi_kit.kpis import Figure, figure

if TYPE_CHECKING:
    import pandas as pd

SURE = 0.95
"""The level of intervals of experiments, as the trade has it."""


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
        one at least as large. Undefined if nobody or everybody succeeded.
    worth : float
        The smallest difference worth mentioning.
    persons, planned : float
        Persons in the smaller group, and how many each group was to have; 0 if nothing was planned.
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

    @property
    def early(self) -> bool:
        """Whether somebody looks before the planned number of persons is reached."""
        return self.persons < self.planned

    @property
    def verdict(self) -> Verdict:
        """An effect, none worth mentioning, or not to be told; before the planned end never."""
        return "cannot tell" if self.early else judged(self.difference, self.worth)

    @property
    def sentence(self) -> str:
        """Both shares, and what may be said of their difference."""
        key = "early" if self.early else self.verdict.replace(" ", "_")
        return labels.text(
            f"ab_test.{key}", a=labels.percent(self.share_a), b=labels.percent(self.share_b),
            **points(self.difference, self.worth),
            persons=labels.number(self.persons), planned=labels.number(self.planned),
        )  # fmt: skip


def ab_test(
    successes_a: float,
    trials_a: float,
    successes_b: float,
    trials_b: float,
    *,
    worth: float = 0.0,
    planned: float = 0.0,
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
    level : float
        Of the interval of the difference, between 0 and 1.

    Returns
    -------
    ABTest
        Shares, not percent.

    Raises
    ------
    KpiKitError
        As :func:`~kpi_kit.evidence.intervals.wilson_interval` does.

    Notes
    -----
    The p value holds for one look, at the end that was fixed beforehand: who looks every day and
    stops at the first p < 0.05 finds an effect far more often than in 5 % of the tests without one.
    And who compares twenty variants expects one such find by chance: :func:`corrected`. A total may
    contradict all its parts where the groups are made up differently (Simpson's paradox).

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
    """
    from statsmodels.stats.proportion import proportions_ztest

    low_a, high_a = wilson_interval(successes_a, trials_a, level=level)
    low_b, high_b = wilson_interval(successes_b, trials_b, level=level)
    a, b = _share(successes_a, trials_a), _share(successes_b, trials_b)
    pooled = _share(successes_a + successes_b, trials_a + trials_b)
    z = p_value = float("nan")
    if trials_a and trials_b and 0 < pooled < 1:
        z, p_value = proportions_ztest([successes_b, successes_a], [trials_b, trials_a])
    low = b - a - ((b - low_b) ** 2 + (high_a - a) ** 2) ** 0.5
    high = b - a + ((high_b - b) ** 2 + (a - low_a) ** 2) ** 0.5
    return ABTest(
        a, b, Estimate(b - a, low, high, level), _share(b - a, a), float(z), float(p_value),
        worth, min(trials_a, trials_b), planned,
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


@dataclass(frozen=True)
class PostComparison:
    """Two groups of posts beside each other.

    Attributes
    ----------
    kpi, a, b : str
        The figure, and the names of the groups.
    value_a, value_b : float
        The figure of each group.
    difference : Estimate
        B minus A; NaN ends with fewer than two posts in a group.
    ratio : Estimate
        B as a multiple of A.
    posts_a, posts_b : int
        Posts that hold all inputs.
    unit : str
        The unit of the figure.
    worth : float
        The smallest difference worth mentioning.
    """

    kpi: str
    a: str
    b: str
    value_a: float
    value_b: float
    difference: Estimate
    ratio: Estimate
    posts_a: int
    posts_b: int
    unit: str
    worth: float = 0.0

    @property
    def verdict(self) -> Verdict:
        """An effect, none worth mentioning, or not to be told."""
        return judged(self.difference, self.worth)

    @property
    def sentence(self) -> str:
        """Both figures, and what may be said of their difference."""
        return labels.text(
            f"posts_compared.{self.verdict.replace(' ', '_')}", name=labels.name_of(self.kpi),
            a=labels.value_name("format", self.a), b=labels.value_name("format", self.b),
            value_a=labels.shown(self.value_a, self.unit),
            value_b=labels.shown(self.value_b, self.unit),
            posts_a=labels.number(self.posts_a), posts_b=labels.number(self.posts_b),
            **(points(self.difference, self.worth) if self.unit == "share" else {
                "difference": self.difference.shown(self.unit),
                "worth": labels.shown(self.worth, self.unit),
            }),
        )  # fmt: skip


def compare_posts(
    posts: "pd.DataFrame",
    kpi: str | Figure | Callable[..., Any],
    *,
    by: str,
    a: str,
    b: str,
    worth: float = 0.0,
    level: float = SURE,
    resamples: int = 4000,
    seed: int = 0,
) -> PostComparison:
    """Compare a figure of two groups of posts, such as two formats.

    The posts of both groups are drawn anew, each group from its own, and the difference of their
    pooled rates is computed each time: the interval holds the middle of what comes out.

    Parameters
    ----------
    posts : DataFrame
        Rows of a canonical table.
    kpi : str, Kpi or function
        One figure whose inputs are sums over rows, or that is a mean or median of rows.
    by : str
        The column of the groups.
    a, b : str
        Its values; the difference is B minus A.
    worth : float
        The smallest difference worth mentioning, in the figure's unit, fixed beforehand.
    level, resamples, seed
        As :func:`~kpi_kit.evidence.intervals.bootstrap_interval` takes them.

    Returns
    -------
    PostComparison
        Figures, difference and ratio with intervals, verdict and sentence.

    Raises
    ------
    AggregationError, ColumnError, KpiKitError
        As :func:`~kpi_kit.evidence.intervals.bootstrap_interval` does.

    Notes
    -----
    Nobody drew lots over which post becomes a reel. A difference between groups may come from what
    else they differ in: the hour, the topic, the season. Only posts whose variant was drawn by lot
    show a cause.

    Examples
    --------
    >>> import pandas as pd
    >>> posts = pd.DataFrame({"format": ["reel", "image"] * 30, "reach": 1000.0,
    ...                       "interactions": [40.0 + n % 7 for n in range(60)]})
    >>> posts.loc[posts["format"] == "reel", "interactions"] += 20
    >>> found = compare_posts(posts, "engagement_rate_by_reach", by="format", a="image", b="reel")
    >>> found.verdict, round(found.difference.value, 3)
    ('effect', 0.02)
    """
    import narwhals as nw
    import numpy as np

    from kpi_kit.values import compute

    wanted = figure(kpi)
    refuse_no_sums(wanted)
    values, draws, counts = [], [], []
    for number, name in enumerate((a, b)):
        table = posts[posts[by] == name]
        single = compute(table, [wanted])
        (rows,) = complete_rows(nw.from_native(table), wanted, nw.from_native(single))
        found = resampled(rows, statistic_of(wanted), level=level, resamples=resamples,
                          seed=2 * seed + number)  # fmt: skip
        values.append(float(single[wanted.name].iloc[0]))
        draws.append(np.full(resamples, np.nan) if found is None else found.bootstrap_distribution)
        counts.append(len(rows[0]))
    with np.errstate(divide="ignore", invalid="ignore"):
        difference = _between(values[1] - values[0], draws[1] - draws[0], level)
        ratio = _between(_share(values[1], values[0]), draws[1] / draws[0], level)
    return PostComparison(
        wanted.name, a, b, values[0], values[1], difference, ratio, counts[0], counts[1],
        getattr(wanted, "unit", "number"), worth,
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


def _between(value: float, drawn: Any, level: float) -> Estimate:
    """Return a figure with the middle of what the draws brought; nothing if one is undefined."""
    import numpy as np

    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Estimate(value, float(low), float(high), level)


def points(difference: Estimate, worth: float) -> dict[str, str]:
    """Write a difference of shares in percentage points, as percent would be ambiguous."""
    ends = (difference.value, difference.low, difference.high)
    value, low, high = (labels.number(100 * end, digits=2) for end in ends)
    level = labels.percent(difference.level, digits=0)
    return {
        "difference": labels.text("shown.points", value=value, level=level, low=low, high=high),
        "worth": labels.text("shown.point", value=labels.number(100 * worth, digits=2)),
    }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")
