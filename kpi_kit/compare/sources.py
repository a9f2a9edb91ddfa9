"""Two sources of the same quantity: why they differ, and what remains unexplained."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.compare.said import Said, text
from kpi_kit.estimates import LEVEL, Estimate


@dataclass(frozen=True)
class Cause:
    """One known cause of a difference.

    Attributes
    ----------
    name : str
        A cause that ``words/compare.toml`` describes under ``[cause]``, or one's own words.
    amount : Estimate, float or None
        By how much it makes the second source larger than the first (negative: smaller). None
        where it plays a part and the data do not say how large a one.
    """

    name: str
    amount: Estimate | float | None = None

    @property
    def shown(self) -> str:
        """What it is, in the reader's language."""
        return labels.value_name("cause", self.name)

    @property
    def estimate(self) -> Estimate | None:
        """The amount; one that is counted has no width."""
        if self.amount is None or isinstance(self.amount, Estimate):
            return self.amount
        return Estimate(self.amount, self.amount, self.amount)


@dataclass(frozen=True)
class Reconciliation:
    """Two sources of one quantity, bridged as far as the data go.

    Attributes
    ----------
    first, second : str or Said
        The sources.
    first_value, second_value : float
        What they say.
    causes : tuple of Cause
        What is known to make them differ.
    unit : str
        As metrics have it: ``count``, ``money``, …
    currency : str
        Of money.
    unexplained : Estimate
        second − first − all causes with an amount; never forced to 0. Its interval comes from
        those of the amounts, as if their errors were independent.
    """

    first: str | Said
    second: str | Said
    first_value: float
    second_value: float
    causes: tuple[Cause, ...]
    unit: str = "count"
    currency: str = ""

    @property
    def unexplained(self) -> Estimate:
        """What remains of the difference."""
        known = [found for cause in self.causes if (found := cause.estimate) is not None]
        left = self.second_value - self.first_value - sum(found.value for found in known)
        if not known:
            return Estimate(left, left, left)
        # What the causes may be more, the rest may be less.
        down = float(np.sqrt(sum((found.high - found.value) ** 2 for found in known)))
        up = float(np.sqrt(sum((found.value - found.low) ** 2 for found in known)))
        return Estimate(left, left - down, left + up, min(found.level for found in known))

    @property
    def table(self) -> pd.DataFrame:
        """The bridge: what, amount, low, high, kind.

        ``kind`` is source, cause, not_quantified (amount missing) or unexplained. First source,
        amounts and what is unexplained add up to the second source.
        """
        rows: list[tuple[str, float, float, float, str]] = [
            (str(self.first), self.first_value, np.nan, np.nan, "source")
        ]
        for cause in self.causes:
            found = cause.estimate or Estimate(np.nan, np.nan, np.nan)
            kind = "not_quantified" if cause.amount is None else "cause"
            rows.append((cause.shown, found.value, found.low, found.high, kind))
        left = self.unexplained
        rows.append((text("unexplained"), left.value, left.low, left.high, "unexplained"))
        rows.append((str(self.second), self.second_value, np.nan, np.nan, "source"))
        return pd.DataFrame(rows, columns=["what", "amount", "low", "high", "kind"])

    @property
    def naive(self) -> str:
        """The larger of the two figures, taken as it stands."""
        first = self.first_value >= self.second_value
        value, source = (
            (self.first_value, self.first) if first else (self.second_value, self.second)
        )
        return text("reconcile_naive", value=self._shown(value), source=source)

    @property
    def sentence(self) -> str:
        """Both figures, the causes with their amounts, and what remains."""
        away = self.second_value - self.first_value
        key = "reconcile_same" if not away else "reconcile_more" if away > 0 else "reconcile_less"
        said = [
            text(
                key,
                first=self.first,
                second=self.second,
                one=self._shown(self.first_value),
                other=self._shown(self.second_value),
                away=self._shown(abs(away)),
            )
        ]
        known = [(cause, found) for cause in self.causes if (found := cause.estimate) is not None]
        if known:
            amounts = "; ".join(f"{cause.shown}: {self._written(found)}" for cause, found in known)
            said += [text("reconcile_causes", amounts=amounts)]
        unknown = [cause.shown for cause in self.causes if cause.amount is None]
        if unknown:
            said += [text("reconcile_not_quantified", causes="; ".join(unknown))]
        left = self.unexplained
        key = "reconcile_fits"
        if left.excludes(0):
            key = "reconcile_left_open" if unknown else "reconcile_left"
        return " ".join([*said, text(key, left=self._written(left))])

    def _written(self, found: Estimate) -> str:
        if found.low == found.high:
            return self._shown(found.value)
        return found.shown(self.unit, currency=self.currency or None)

    def _shown(self, value: float) -> str:
        return formatting.shown(value, self.unit, currency=self.currency or None)


def reconcile(
    first: tuple[str | Said, float],
    second: tuple[str | Said, float],
    causes: Sequence[Cause] = (),
    *,
    unit: str = "count",
    currency: str = "",
) -> Reconciliation:
    """Bridge two sources of the same quantity.

    Parameters
    ----------
    first, second : tuple of str and float
        Each source's name and figure: platform and shop, native export and tool.
    causes : sequence of Cause
        What is known to make them differ. Only what the data show gets an amount: a cause that is
        made as large as the difference explains nothing.
    unit, currency : str
        How the figures are written.

    Examples
    --------
    A tool counts likes and comments alone, the platform shares and saves as well:

    >>> found = reconcile(("Instagram", 344), ("tool", 300), [Cause("other_parts", -40)])
    >>> found.unexplained.value
    -4.0
    >>> found.table["amount"].tolist()
    [344.0, -40.0, -4.0, 300.0]
    """
    (one, says_one), (other, says_other) = first, second
    return Reconciliation(
        one, other, float(says_one), float(says_other), tuple(causes), unit, currency
    )


def share_of(count: int, hits: int, trials: int, level: float = LEVEL) -> Estimate:
    """Estimate how many of a count succeed, as often as others did.

    Parameters
    ----------
    count : int
        The trials that are asked about.
    hits, trials : int
        Successes among others.

    Examples
    --------
    >>> share_of(100, 600, 1000).value
    60.0
    """
    from scipy.stats import betabinom

    if not trials:
        return Estimate(np.nan, np.nan, np.nan, level)
    low, high = betabinom(count, hits + 0.5, trials - hits + 0.5).interval(level)
    return Estimate(count * hits / trials, float(low), float(high), level)
