"""Sentences made from figures: kept as figures, put into words when somebody reads them.

So one object speaks German and English, and its sentence cannot differ from its figures.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kpi_kit import formatting, labels
from kpi_kit.estimates import Estimate


@dataclass(frozen=True)
class Shown:
    """A figure that is written in the language of whoever reads it.

    Attributes
    ----------
    value : float or Estimate
        The figure; a share is in [0, 1]. Of an estimate, the interval is written, too.
    unit : str
        As :func:`kpi_kit.formatting.shown` takes it; ``chance``, a probability in whole
        percent; or ``percent``, any share in whole percent.
    currency : str, optional
        Of an amount of money.

    Examples
    --------
    >>> str(Shown(1234.5, "money", "EUR")), str(Shown(Estimate(24, 18, 31), "count"))
    ('€1,234.50', '24 (90%: 18 to 31)')
    """

    value: float | Estimate
    unit: str = "count"
    currency: str | None = None

    def __str__(self) -> str:
        if isinstance(self.value, Estimate):
            return self.value.shown(self.unit, currency=self.currency)
        if self.unit == "chance":
            return _chance(self.value)
        if self.unit == "percent":
            return formatting.percent(self.value, digits=0)
        return formatting.shown(self.value, self.unit, currency=self.currency)


def _chance(share: float) -> str:
    """Write a probability; what was drawn always, or never, is not certain for that."""
    if share < 0.01:
        return labels.text("shown.hardly")
    return labels.text("shown.nearly") if share > 0.99 else formatting.percent(share, digits=0)


@dataclass(frozen=True)
class Named:
    """A word that is said in the reader's language.

    Examples
    --------
    >>> with labels.speaking("de"):
    ...     str(Named("metric.spend"))
    'Werbeausgaben'
    """

    key: str

    def __str__(self) -> str:
        section, name = self.key.split(".", 1)
        return labels.value_name(section, name)


@dataclass(frozen=True)
class Called:
    """A KPI or metric, by its name in the reader's language.

    Examples
    --------
    >>> with labels.speaking("de"):
    ...     str(Called("response_rate"))
    'Antwortquote'
    """

    name: str

    def __str__(self) -> str:
        return labels.name_of(self.name)


@dataclass(frozen=True)
class Sentence:
    """A sentence from ``words/*.toml`` and the figures it speaks of.

    Examples
    --------
    >>> str(Sentence("shown.estimate", {"value": 1, "level": "90%", "low": 0, "high": 2}))
    '1 (90%: 0 to 2)'
    """

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return labels.text(self.key, **self.facts)


@dataclass(frozen=True)
class Listed:
    """Several things one after the other, such as words with commas; a dash where there are none.

    Examples
    --------
    >>> str(Listed((Shown(1), Shown(2)))), str(Listed(()))
    ('1, 2', '–')
    """

    items: tuple[object, ...]
    between: str = ", "

    def __str__(self) -> str:
        return self.between.join(map(str, self.items)) or labels.NOTHING


def together(sentences: Iterable[Sentence]) -> Listed:
    """Put sentences one after the other, each once.

    Examples
    --------
    >>> len(together([Sentence("money.no_ads"), Sentence("money.no_ads")]).items)
    1
    """
    once: list[Sentence] = []
    for sentence in sentences:
        if sentence not in once:
            once.append(sentence)
    return Listed(tuple(once), between=" ")
