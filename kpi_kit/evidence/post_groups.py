"""Two groups of posts beside each other: what is their difference, and what the luck of posts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kpi_kit import formatting, labels
from kpi_kit.errors import ColumnError
from kpi_kit.estimates import Estimate
from kpi_kit.evidence.multiplicity import SURE, level_of_each, spread_over
from kpi_kit.evidence.resampling import (
    complete_rows,
    middle_of,
    refuse_no_sums,
    resampled,
    statistic_of,
)  # fmt: skip
from kpi_kit.evidence.shown import points
from kpi_kit.evidence.verdicts import Verdict, judged
from kpi_kit.kpis import Figure, figure
from kpi_kit.refusals import one_currency

if TYPE_CHECKING:
    import pandas as pd

    from kpi_kit.evidence.resampling import Rows


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
    questions : int
        How many such comparisons are made together.
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
    questions: int = 1

    @property
    def verdict(self) -> Verdict:
        """An effect, none worth mentioning, or not to be told."""
        return judged(self.difference, self.worth)

    @property
    def sentence(self) -> str:
        """Both figures, and what may be said of their difference."""
        said = labels.text(
            f"posts_compared.{self.verdict.replace(' ', '_')}", name=labels.name_of(self.kpi),
            a=labels.value_name("format", self.a), b=labels.value_name("format", self.b),
            value_a=formatting.shown(self.value_a, self.unit),
            value_b=formatting.shown(self.value_b, self.unit),
            posts_a=formatting.number(self.posts_a), posts_b=formatting.number(self.posts_b),
            **(points(self.difference, self.worth) if self.unit == "share" else {
                "difference": self.difference.shown(self.unit),
                "worth": formatting.shown(self.worth, self.unit),
            }),
        )  # fmt: skip
        return f"{said} {spread_over(1, self.questions, self.difference.level)}".rstrip()


def compare_posts(
    posts: "pd.DataFrame",
    kpi: str | Figure | Callable[..., Any],
    *,
    by: str,
    a: str,
    b: str,
    worth: float = 0.0,
    questions: int = 1,
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
    questions : int
        How many such comparisons are made together; each gets its part of the risk (Bonferroni).
    level : float
        Of all of them together.
    resamples, seed
        As :func:`~kpi_kit.evidence.intervals.bootstrap_interval` takes them.

    Returns
    -------
    PostComparison
        Figures, difference and ratio with intervals, verdict and sentence.

    Raises
    ------
    AggregationError, ColumnError, KpiKitError
        As :func:`~kpi_kit.evidence.intervals.bootstrap_interval` does; also if a group has no
        posts.
    ComparisonError
        If amounts are of several currencies.

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
    (found,) = compare_posts_by(
        posts, [kpi], by=by, a=a, b=b, worth=worth, questions=questions, level=level,
        resamples=resamples, seed=seed,
    )  # fmt: skip
    return found


def compare_posts_by(
    posts: "pd.DataFrame", kpis: Iterable[str | Figure | Callable[..., Any]], *, by: str, a: str,
    b: str, worth: float = 0.0, questions: int = 1, level: float = SURE, resamples: int = 4000,
    seed: int = 0,
) -> list[PostComparison]:  # fmt: skip
    """Compare several figures of the same two groups of posts, as :func:`compare_posts` does."""
    import narwhals as nw

    from kpi_kit.values import compute

    if not (wanted := [figure(kpi) for kpi in kpis]):
        return []
    for item in wanted:
        refuse_no_sums(item)
    both = posts[posts[by].isin([a, b])]
    groups = compute(both, wanted, by=by)
    _refuse_other_groups(groups, by, (a, b), wanted)
    rows = complete_rows(nw.from_native(both), wanted, nw.from_native(groups))
    places = [list(groups[by]).index(name) for name in (a, b)]
    return [
        _compared(
            item, (a, b), [float(groups[item.name].iloc[at]) for at in places],
            [rows[item.name][at] for at in places], worth, questions, level, resamples, seed,
        )
        for item in wanted
    ]  # fmt: skip


def _compared(
    item: Figure, names: tuple[str, str], values: Sequence[float], rows: Sequence[list["Rows"]],
    worth: float, questions: int, level: float, resamples: int, seed: int,
) -> PostComparison:  # fmt: skip
    """Hold the draws from the complete rows of both groups against each other."""
    import numpy as np

    each = level_of_each(level, questions)
    draws = [
        resampled(own, statistic_of(item), resamples=resamples, seed=2 * seed + number)
        for number, own in enumerate(rows)
    ]
    with np.errstate(divide="ignore", invalid="ignore"):
        difference = _between(values[1] - values[0], draws[1] - draws[0], each, level)
        ratio = _between(_share(values[1], values[0]), draws[1] / draws[0], each, level)
    return PostComparison(
        item.name, names[0], names[1], values[0], values[1], difference, ratio,
        len(rows[0][0]), len(rows[1][0]), item.unit, worth, questions,
    )  # fmt: skip


def _refuse_other_groups(
    groups: "pd.DataFrame", by: str, names: Sequence[str], wanted: Sequence[Figure]
) -> None:
    """Refuse a group without posts, one of several currencies, and amounts of two."""
    for name in names:
        if name not in set(groups[by]):
            raise ColumnError.missing(name, map(str, groups[by]), where=f"compare_posts({by}=…)")
    if groups[by].duplicated().any() or any(item.unit == "money" for item in wanted):
        one_currency(groups, "compare_posts")


def _between(value: float, drawn: Any, each: float, level: float) -> Estimate:
    """Return a figure with the middle of what the draws brought; nothing if one is undefined."""
    return Estimate(value, *middle_of(drawn, each), level)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")
