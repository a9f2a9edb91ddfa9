"""Single cells: headers made comparable, text into numbers. Strict: what does not fit is said."""

import re
import unicodedata

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def plain(header: str) -> str:
    r"""Make a header comparable: width, case, blanks and invisible characters do not matter.

    Examples
    --------
    >>> plain("\ufeffVideo\u00adauf\u00adrufe  bis 25\u00a0% ")
    'videoaufrufe bis 25 %'
    """
    text = unicodedata.normalize("NFKC", header).translate(_INVISIBLE)
    return " ".join(text.split()).casefold()


def as_number(cell: str) -> float:
    """Read a number with a decimal point and without thousands separators.

    Raises
    ------
    ValueError
        For anything else, ``1,5`` and ``NAN`` among it: a guess could be wrong by 1,000.

    Examples
    --------
    >>> as_number("1348535.0")
    1348535.0
    """
    if not _NUMBER.fullmatch(cell):
        raise ValueError(cell)
    return float(cell)


def as_count(cell: str) -> float:
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
    value = as_number(cell)
    if not value.is_integer():
        raise ValueError(cell)
    return value
