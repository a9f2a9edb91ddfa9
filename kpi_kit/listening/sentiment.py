"""Net sentiment with both of its denominators, and what the tool's mistakes do to it.

A listening tool misreads: it takes irony for praise. How often shows a sample that a person has
coded by hand. From it comes, for each label of the tool, how often a mention so labelled is meant
positive, neutral or negative; applied to all mentions, that gives the corrected sentiment.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.errors import KpiKitError, require
from kpi_kit.estimates import LEVEL, Estimate
from kpi_kit.evidence.intervals import wilson_interval
from kpi_kit.formulas import net_sentiment, net_sentiment_without_neutral

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOODS = ("positive", "neutral", "negative")

TOOL, HAND = "sentiment", "hand_sentiment"
"""The tool's label, and that of the person who read the mention."""

LEAST_CODED, LEAST_OF_LABEL = 60, 10
"""How many mentions must be coded by hand, and how many of each of the tool's labels."""

DRAWS = 4000


@dataclass(frozen=True)
class Agreement:
    """How well the tool agrees with a person.

    Attributes
    ----------
    confusion : DataFrame
        Mentions by the tool's label (down) and the person's (across).
    coded : int
        Mentions coded by hand.
    agreed : Estimate
        The share on which both agree.
    kappa : Estimate
        Cohen's kappa: agreement beyond chance; 1 is perfect, 0 as good as chance. Undefined where
        one of both has only ever said the same.
    """

    confusion: pd.DataFrame = field(repr=False, compare=False)
    coded: int
    agreed: Estimate
    kappa: Estimate

    @property
    def sentence(self) -> str:
        """The agreement, and what the tool confuses most."""
        facts = {"coded": formatting.number(self.coded), "agreed": self.agreed.shown("share")}
        if self.kappa.value != self.kappa.value:
            return labels.text("listening.agreement_one_label", **facts)
        said = labels.text("listening.agreement", kappa=self.kappa.shown("factor"), **facts)
        table = self.confusion.to_numpy(dtype=float)
        np.fill_diagonal(wrong := table.copy(), 0)
        if not wrong.sum():
            return said
        tool, hand = np.unravel_index(int(wrong.argmax()), wrong.shape)
        most = labels.text(
            "listening.most_confused",
            count=formatting.number(wrong[tool, hand]),
            tool=labels.text(f"mood.{MOODS[tool]}"),
            hand=labels.text(f"mood.{MOODS[hand]}"),
        )
        return f"{said} {most}"


@dataclass(frozen=True)
class Sentiment:
    """Net sentiment as the tool sees it, and corrected where a hand-coded sample is given.

    Attributes
    ----------
    positive, neutral, negative, unclassified : int
        Mentions by the tool's label.
    net, net_without_neutral : Estimate
        (positive − negative) ÷ all classified, and ÷ (positive + negative), in [−1, 1]; as if
        the tool made no mistakes. Undefined without mentions to divide by.
    corrected, corrected_without_neutral : Estimate or None
        The same of what people meant; None without a hand-coded sample.
    agreement : Agreement or None
        How well the tool agrees with the person.
    """

    positive: int
    neutral: int
    negative: int
    unclassified: int
    net: Estimate
    net_without_neutral: Estimate
    corrected: Estimate | None = None
    corrected_without_neutral: Estimate | None = None
    agreement: Agreement | None = None

    @property
    def naive(self) -> str:
        """The better-looking of both figures, without saying which it is."""
        best = max(self.net.value, self.net_without_neutral.value)
        return labels.text("listening.sentiment_naive", value=formatting.shown(best, "points"))

    @property
    def sentence(self) -> str:
        """Both figures, what they divide by, and what is left after the tool's mistakes."""
        counted = self.positive + self.neutral + self.negative
        if not counted:
            return labels.text("listening.sentiment_none")
        parts = [
            labels.text(
                "listening.sentiment",
                counted=formatting.number(counted),
                net=self.net.shown("points"),
                without=self.net_without_neutral.shown("points"),
                neutral=formatting.percent(self.neutral / counted, digits=0),
            )
        ]
        if self.unclassified:
            parts += [
                labels.text(
                    "listening.sentiment_unclassified", count=formatting.number(self.unclassified)
                )
            ]
        if self.corrected is None or self.agreement is None:
            return " ".join([*parts, labels.text("listening.sentiment_uncoded")])
        outside = self.corrected.excludes(self.net.value)
        key = "sentiment_corrected_off" if outside else "sentiment_corrected"
        parts += [
            labels.text(
                f"listening.{key}",
                corrected=self.corrected.shown("points"),
                net=formatting.shown(self.net.value, "points"),
            )
        ]
        return " ".join([*parts, self.agreement.sentence])


def sentiment(
    mentions: pd.DataFrame, *, hand_coded: pd.DataFrame | None = None, level: float = LEVEL
) -> Sentiment:
    """Compute net sentiment, corrected for the tool's mistakes where a sample shows them.

    Parameters
    ----------
    mentions : DataFrame
        ``sentiment``: positive, neutral, negative, or missing.
    hand_coded : DataFrame, optional
        Mentions drawn at random from the same ones, with ``sentiment`` (the tool's) and
        ``hand_sentiment`` (a person's). Drawn from other months, it corrects other mistakes.
    level : float
        Of all intervals.

    Raises
    ------
    ColumnError
        If a column is missing.
    KpiKitError
        If a label is unknown; if fewer than 60 mentions are coded by hand, fewer than 10 of a
        label that occurs, or the person has never used one of the three labels.

    Source
    ------
    A. Tenenbein, "A double sampling scheme for estimating from misclassified multinomial data",
    Technometrics 14 (1972); intervals by drawing the shares with Jeffreys' prior
    (``scipy.stats.dirichlet``).

    Examples
    --------
    >>> mentions = pd.DataFrame(
    ...     {"sentiment": ["positive"] * 80 + ["neutral"] * 100 + ["negative"] * 20}
    ... )
    >>> found = sentiment(mentions)
    >>> found.net.value, found.net_without_neutral.value
    (0.3, 0.6)
    """
    require([TOOL], mentions, "sentiment")
    counts = _counts(mentions[TOOL])
    positive, neutral, negative = (int(count) for count in counts)
    draws = _drawn(counts)
    found = Sentiment(
        positive,
        neutral,
        negative,
        int(mentions[TOOL].isna().sum()),
        *_estimates(counts, draws, level),
    )
    if hand_coded is None:
        return found
    agreed = agreement(hand_coded, level=level)
    table = agreed.confusion.to_numpy(dtype=float)
    _refuse_thin(table, counts)
    meant = counts / counts.sum() @ (table / np.maximum(table.sum(axis=1, keepdims=True), 1))
    rows = np.stack([_drawn(row, seed) for seed, row in enumerate(table, start=1)], axis=1)
    corrected = _estimates(meant, np.einsum("nt,nth->nh", draws, rows), level)
    return Sentiment(
        positive,
        neutral,
        negative,
        found.unclassified,
        found.net,
        found.net_without_neutral,
        *corrected,
        agreed,
    )


def agreement(hand_coded: pd.DataFrame, *, level: float = LEVEL) -> Agreement:
    """Compare the tool's labels with a person's.

    Parameters
    ----------
    hand_coded : DataFrame
        ``sentiment`` (the tool's) and ``hand_sentiment`` (a person's); rows that lack one are left
        out.
    level : float
        Of both intervals.

    Raises
    ------
    ColumnError
        If a column is missing.
    KpiKitError
        If a label is unknown, or no mention has both.

    Source
    ------
    J. Cohen, "A coefficient of agreement for nominal scales" (1960); error: Fleiss, Cohen and
    Everitt (1969), ``statsmodels.stats.inter_rater.cohens_kappa``.

    Examples
    --------
    >>> coded = pd.DataFrame({"sentiment": ["positive"] * 3 + ["negative"] * 3,
    ...                       "hand_sentiment": ["positive"] * 3 + ["negative"] * 2 + ["neutral"]})
    >>> found = agreement(coded)
    >>> round(found.agreed.value, 3), round(found.kappa.value, 3)
    (0.833, 0.714)
    """
    require((TOOL, HAND), hand_coded, "hand_coded")
    both = hand_coded[[TOOL, HAND]].dropna()
    for column in both:
        _counts(both[column])  # refuses unknown labels
    if both.empty:
        raise KpiKitError.saying("nothing_coded")
    table = pd.crosstab(both[TOOL], both[HAND]).reindex(index=MOODS, columns=MOODS, fill_value=0)
    agreed, coded = int(np.trace(table)), len(both)
    low, high = wilson_interval(agreed, coded, level=level)
    return Agreement(
        table,
        coded,
        Estimate(agreed / coded, low, high, level),
        _kappa(table.to_numpy(dtype=float), level),
    )


def _kappa(table: "NDArray[np.float64]", level: float) -> Estimate:
    from statsmodels.stats.inter_rater import cohens_kappa

    if max(table.sum(axis=0).max(), table.sum(axis=1).max()) == table.sum():
        return Estimate(np.nan, np.nan, np.nan, level)
    with np.errstate(invalid="ignore"):  # perfect agreement has no error; rounding makes it −0
        found: Any = cohens_kappa(table)
    low, high = found.kappa + np.array([-1, 1]) * found.std_kappa * _normal(level)
    return Estimate(float(found.kappa), float(max(low, -1)), float(min(high, 1)), level)


def _normal(level: float) -> float:
    from scipy.special import ndtri

    return float(ndtri((1 + level) / 2))


def _counts(found: "pd.Series[str]") -> "NDArray[np.float64]":
    unknown = sorted({*found.dropna()} - {*MOODS})
    if unknown:
        raise KpiKitError.saying(
            "unknown_mood", found=formatting.quoted(unknown), known=", ".join(MOODS)
        )
    return np.asarray(found.value_counts().reindex(MOODS, fill_value=0), dtype=np.float64)


def _drawn(counts: "NDArray[np.float64]", seed: int = 0) -> "NDArray[np.float64]":
    """Draw the shares that may be behind some counts.

    The draws are those of ``scipy.stats.dirichlet``, whose import alone takes far longer.
    """
    return np.random.RandomState(seed).dirichlet(counts + 0.5, size=DRAWS)


def _estimates(
    counts: "NDArray[np.float64]", draws: "NDArray[np.float64]", level: float
) -> tuple[Estimate, Estimate]:
    """Return net sentiment by both denominators, from counts (or shares) and drawn shares."""
    positive, _, negative = draws.T
    ends = [(1 - level) / 2, (1 + level) / 2]
    total = float(counts.sum())
    values = (
        net_sentiment(float(counts[0]), float(counts[2]), total),
        net_sentiment_without_neutral(float(counts[0]), float(counts[2])),
    )
    drawn = (positive - negative, (positive - negative) / (positive + negative))
    of_all, of_loud = (np.quantile(draw, ends).tolist() for draw in drawn)
    return _estimate(values[0], of_all, level), _estimate(values[1], of_loud, level)


def _estimate(value: float, ends: Sequence[float], level: float) -> Estimate:
    """Keep the counted figure inside its interval, also where nobody or everybody is pleased."""
    if value != value:
        return Estimate(value, value, value, level)
    low, high = ends
    return Estimate(value, float(min(low, value)), float(max(high, value)), level)


def _refuse_thin(table: "NDArray[np.float64]", counts: "NDArray[np.float64]") -> None:
    """Refuse a sample that cannot tell how often each label is wrong."""
    if table.sum() < LEAST_CODED:
        raise KpiKitError.saying(
            "few_coded", coded=formatting.number(table.sum()), least=formatting.number(LEAST_CODED)
        )
    for mood, of_label, of_hand, occurs in zip(
        MOODS, table.sum(axis=1), table.sum(axis=0), counts, strict=True
    ):
        shown = labels.text(f"mood.{mood}")
        if occurs and of_label < LEAST_OF_LABEL:
            raise KpiKitError.saying(
                "few_of_label",
                mood=shown,
                coded=formatting.number(of_label),
                least=formatting.number(LEAST_OF_LABEL),
            )
        if not of_hand:
            raise KpiKitError.saying("class_missing", mood=shown)
