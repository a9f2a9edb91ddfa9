"""Single cells: headers made comparable, text into numbers. Strict: what does not fit is said."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

import numpy as np

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))

GOES_ON = "…"
"""Ends a word that stands for everything that begins with it."""

_STYLES = {
    "1234.5": re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?"),
    "1,234.5": re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?([eE][+-]?\d+)?"),
    "1.234,5": re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?([eE][+-]?\d+)?"),
}

_MONEY = re.compile(r"([+-]?)\s*([A-Z]{0,3}[€$£]?)\s*([+-]?[\d.,]*\d)\s*([€$£]|[A-Z]{3})?")

_CODES = {"€": "EUR", "£": "GBP", "US$": "USD", "A$": "AUD", "CA$": "CAD", "NZ$": "NZD"}

_DATE_OF_A_NUMBER = re.compile(
    r"\d{1,2}[.\- ] ?[^\W\d_]{3,}\.?|[^\W\d_]{3,}[.\- ]\d{1,4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
)

_REWRITTEN_DATE = re.compile(
    r"\d{1,2}([./])\d{1,2}\1\d{2,4}( \d{1,2}:\d\d)?|\d{1,2}(-|\. )[^\W\d_]{3}(-\d\d)?|#+"
)

EXACT = 2.0**53
"""Beyond it not every whole number is a float; no platform counts so far."""


@lru_cache(maxsize=100_000)
def plain(header: str) -> str:
    r"""Make a header comparable: width, case, blanks and invisible characters do not matter.

    Examples
    --------
    >>> plain("\ufeffVideo\u00adauf\u00adrufe  bis 25\u00a0% ")
    'videoaufrufe bis 25 %'
    """
    text = header
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return " ".join(text.split()).casefold()


def visible(text: str) -> str:
    r"""Drop the characters that only guide where a word may break.

    Examples
    --------
    >>> visible("Ge\u00adsamt")
    'Gesamt'
    """
    return text.translate(_INVISIBLE)


def is_one_of(cell: str, words: Collection[str]) -> bool:
    """Tell whether a cell is one of some words; a word that ends in ``…`` may go on.

    Examples
    --------
    >>> is_one_of("Total: Account", ["Total: …"]), is_one_of("Totally new", ["Total"])
    (True, False)
    """
    return bool(those_among([cell], words))


def those_among(cells: Iterable[str], words: Collection[str]) -> set[str]:
    """Return the cells that are one of some words, of which those that end in ``…`` may go on.

    Examples
    --------
    >>> those_among(["3", "--", "< 10 %"], ["--", "< …"]) == {"--", "< 10 %"}
    True
    """
    if not words:
        return set()
    whole, starts = _comparable(tuple(words))
    return {cell for cell in cells if (text := plain(cell)) in whole or text.startswith(starts)}


@lru_cache(maxsize=1000)
def _comparable(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Part words into those that stand for themselves and those that may go on."""
    starts = [word for word in words if word.endswith(GOES_ON)]
    whole = frozenset(plain(word) for word in words if word not in starts)
    return whole, tuple(plain(word.removesuffix(GOES_ON)) for word in starts)


def as_number(cell: str, style: str = "1234.5") -> float:
    """Read a number that is written in one style.

    Parameters
    ----------
    cell : str
        A trimmed cell.
    style : str
        ``1234.5``, ``1,234.5`` or ``1.234,5``.

    Raises
    ------
    ValueError
        For anything else, ``NAN`` among it: a guess could be wrong by 1,000. So it is for numbers
        beyond 2^53, which are rounded identifiers rather than counts.

    Examples
    --------
    >>> as_number("1348535.0"), as_number("1.234,5", "1.234,5")
    (1348535.0, 1234.5)
    """
    if not _STYLES[style].fullmatch(cell):
        raise ValueError(cell)
    value = _value(cell, style)
    if abs(value) >= EXACT:
        raise ValueError(cell)
    return value


def _value(cell: str, style: str) -> float:
    if style == "1.234,5":
        cell = cell.replace(".", "").replace(",", ".")
    return float(cell.replace(",", ""))


def as_count(cell: str, style: str = "1234.5") -> float:
    """Read a whole number; ``1.234`` is none, it may be a German 1,234.

    Raises
    ------
    ValueError
        If the cell is no number or not a whole one.

    Examples
    --------
    >>> as_count("12")
    12.0
    """
    value = as_number(cell, style)
    if not value.is_integer():
        raise ValueError(cell)
    return value


def as_numbers(
    cells: Collection[str], style: str, *, whole: bool = False
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Read many cells as :func:`as_number` reads one, or as :func:`as_count`, if they are *whole*.

    Returns
    -------
    ndarray of float64
        NaN where one of those raises an error.

    Examples
    --------
    >>> as_numbers(["7", "1,5", "x"], "1.234,5"), as_numbers(["7", "1,5"], "1.234,5", whole=True)
    (array([7. , 1.5, nan]), array([ 7., nan]))
    """
    fits, missing = _STYLES[style].fullmatch, float("nan")
    values = np.fromiter(
        (_value(cell, style) if fits(cell) else missing for cell in cells), float, len(cells)
    )
    values[np.abs(values) >= EXACT] = missing
    if whole:
        values[values % 1 != 0] = missing
    return values


@lru_cache(maxsize=100_000)
def without_currency(cell: str) -> tuple[str, str | None]:
    """Split an amount from the currency that stands in the cell.

    A bare ``$`` names no currency: many countries write it. ``Apr 25`` is no amount, but what a
    German spreadsheet makes of 4.25.

    Examples
    --------
    >>> without_currency("US$50.00"), without_currency("12,50 €"), without_currency("7")
    (('50.00', 'USD'), ('12,50', 'EUR'), ('7', None))
    >>> without_currency("Apr 25")
    ('Apr 25', None)
    """
    if cell[:1].isdigit() and cell[-1].isdigit():  # as most do
        return cell, None
    found = _MONEY.fullmatch(cell)
    if not found:
        return cell, None
    sign = found[2] or found[4] or ""
    code = _CODES.get(sign, sign if re.fullmatch("[A-Z]{3}", sign) else None)
    return found[1] + found[3], code


def is_a_date_of_a_number(cell: str) -> bool:
    """Tell whether a spreadsheet has made a date of a number: ``3.4`` into ``3. Apr``.

    Examples
    --------
    >>> [is_a_date_of_a_number(cell) for cell in ("3.апр", "03.04.2026", "3.4", "2.311.471")]
    [True, True, False, False]
    """
    return _DATE_OF_A_NUMBER.fullmatch(cell) is not None


def is_rewritten_number(cell: str, style: str) -> bool:
    """Tell whether a number has points and commas otherwise than its file writes them.

    Examples
    --------
    >>> is_rewritten_number("12,5", "1234.5"), is_rewritten_number("12.5", "1234.5")
    (True, False)
    """
    return not _STYLES[style].fullmatch(cell) and any(
        known.fullmatch(cell) for known in _STYLES.values()
    )


def is_rewritten_date(cell: str) -> bool:
    """Tell whether a date is written as spreadsheets in Germany and in the US save it.

    Examples
    --------
    >>> [is_rewritten_date(cell) for cell in ("25.05.2026 09:56", "5/25/2026", "28-Feb", "#####")]
    [True, True, True, True]
    >>> is_rewritten_date("2026-05-25")
    False
    """
    return _REWRITTEN_DATE.fullmatch(cell) is not None
