"""The course's terms: what each means, and the lesson that explains it first."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pandas as pd

from kpi_kit import labels
from kpi_kit.errors import ColumnError


@dataclass(frozen=True)
class Term:
    """One term of the trade.

    Attributes
    ----------
    lesson : str
        The number of the lesson that uses it first, and explains it there in **bold**.
    de, en : str
        The term.
    de_meaning, en_meaning : str
        What it means, in a sentence.
    """

    lesson: str
    de: str
    en: str
    de_meaning: str
    en_meaning: str

    def word(self, lang: labels.Language) -> str:
        """Return the term in one language."""
        return {"de": self.de, "en": self.en}[lang]

    def meaning(self, lang: labels.Language) -> str:
        """Return what it means in one language."""
        return {"de": self.de_meaning, "en": self.en_meaning}[lang]


@cache
def terms() -> tuple[Term, ...]:
    """Return all terms, as ``glossary.toml`` holds them."""
    table = tomllib.loads(files("kpi_kit.course").joinpath("glossary.toml").read_text("utf-8"))
    return tuple(Term(**row) for row in table["term"])


def glossary(term: str | None = None) -> pd.DataFrame:
    """List the course's terms in the language in use, or those that contain a word.

    Parameters
    ----------
    term : str, optional
        A term or a part of one, in either language.

    Returns
    -------
    DataFrame
        ``term``, ``meaning``, ``other`` (the term in the other language), ``lesson``; by term.

    Raises
    ------
    ColumnError
        If there is no such term; it names the nearest one.

    Examples
    --------
    >>> glossary("gross")[["term", "other"]].to_numpy().tolist()
    [['gross reach', 'Brutto-Reichweite']]
    """
    lang = labels.language()
    other: labels.Language = "en" if lang == "de" else "de"
    wanted = (term or "").casefold()
    rows = [
        {"term": t.word(lang), "meaning": t.meaning(lang), "other": t.word(other),
         "lesson": t.lesson}
        for t in terms()
        if wanted in t.de.casefold() or wanted in t.en.casefold()
    ]  # fmt: skip
    if not rows:
        raise ColumnError.missing(str(term), [t.word(lang) for t in terms()], where="glossary")
    return pd.DataFrame(rows).sort_values("term", key=lambda words: words.str.casefold(),
                                          ignore_index=True)  # fmt: skip
