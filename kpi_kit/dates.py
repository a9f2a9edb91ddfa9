"""Text into dates: in the forms that a format states, month names in any language, and no guess.

Where a format states several forms, the whole column must decide between them; where it cannot,
the file is refused. A form without a year needs to be told the year of the newest row.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from kpi_kit import formatting
from kpi_kit.errors import ReadingError
from kpi_kit.rows import Array, distinct

LEAP_YEAR = 2000

CLOCK = ("now", "today")
"""Words that pandas takes for the present moment, whatever the form."""

ONE_DAY = np.timedelta64(1, "D")

MANY = 10_000  # from here on it pays to prepare

LANGUAGES = ("en", "de", "es", "pt", "it", "fr", "nl", "sv")

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+\.?")
_BETWEEN = re.compile(r"\s[-–—]\s|:\s|\s(?:to|bis|a)\s")
_A_DAY = re.compile(
    r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d)?)?|\d{1,2}[./]\d{1,2}[./]\d{4}|(19|20)\d{6}"
)
_IN_A_NAME = re.compile(r"(?<!\d)(\d{4})[-.](\d{1,2})[-.](\d{1,2})(?!\d)")


def read_dates(
    cells: Array, forms: Iterable[str], *, where: str, year: int | None = None
) -> tuple[pd.DatetimeIndex, str]:
    """Read a column of dates in the one form that fits it.

    Parameters
    ----------
    cells : ndarray of str
        Trimmed cells; an empty one is missing.
    forms : iterable of str
        How the dates may be written, for ``strptime``.
    where : str
        The file and the column, for messages.
    year : int, optional
        The year of the newest row, where the form has none.

    Returns
    -------
    tuple of DatetimeIndex and str
        The dates, missing where a cell does not fit, and the form. Without ``%z`` they have no
        zone, with it they are in UTC.

    Raises
    ------
    ReadingError
        If two forms fit and say different days, or the year is not known.
    """
    filled, forms = cells != "", list(forms)
    if len(forms) == 1:
        return _parsed(cells, forms[0], where, year), forms[0]
    one = cells[filled][:1]  # what does not fit this cell does not fit all, and takes long
    likely = [form for form in forms if pd.notna(_parsed(one, form, where, year)).all()]
    readings = [(_parsed(cells, form, where, year), form) for form in likely]
    fitting = [(dates, form) for dates, form in readings if pd.notna(dates[filled]).all()]
    for dates, form in fitting[1:]:
        first, first_form = fitting[0]
        differ = (first != dates) & pd.notna(first)
        if differ.any():
            raise ReadingError.saying(
                "ambiguous_dates", where=where, cell=cells[differ][0],
                one=formatting.date_form(first_form), other=formatting.date_form(form),
            )  # fmt: skip
    if fitting:
        return fitting[0]
    readings = [(_parsed(cells, form, where, year), form) for form in forms]
    return max(readings, key=lambda read: int(pd.notna(read[0]).sum()))


def _parsed(cells: Array, form: str, where: str, year: int | None) -> pd.DatetimeIndex:
    if (dates := _at_once(cells, form)) is not None:
        return dates
    known, places = distinct(cells)
    if has_year(form):
        return _of_form(known, form)[places]
    days = _in_a_leap_year(known, form)[places]
    if pd.notna(days).any() and year is None:
        raise ReadingError.saying("no_year", where=where)
    return _with_years(days, year or LEAP_YEAR, where)


def _of_form(cells: Iterable[str], form: str) -> pd.DatetimeIndex:
    """Read each cell for itself; missing where it has another form."""
    if re.search("%[aAbB]", form):
        cells = (in_english(cell, form) for cell in cells)
    texts = np.array(["" if cell in CLOCK else cell for cell in cells], dtype=object)
    utc = "%z" in form
    dates = pd.to_datetime(texts, format=form, errors="coerce", utc=utc, cache=False)
    return dates.as_unit("us")


def _at_once(cells: Array, form: str) -> pd.DatetimeIndex | None:
    """Read many dates of fixed width: put into ISO order, they are read ten times as fast.

    None where the form or a cell does not allow it.
    """
    width = {"%Y": 4, "%m": 2, "%d": 2, "%H": 2, "%M": 2, "%S": 2}
    parts = re.findall(r"%[a-zA-Z]|.", form)
    if len(cells) < MANY or not {p for p in parts if len(p) > 1} <= {*width}:
        return None
    starts, at = dict[str, int](), 0
    for part in parts:
        starts[part] = at
        at += width.get(part, 1)
    letters = cells.astype(f"U{at + 1}").view("U1").reshape(len(cells), at + 1)
    fitting = (letters[:, at] == "").all() and (letters[:, at - 1] != "").all()
    if not fitting or not {"%Y", "%m", "%d"} <= {*starts}:
        return None
    iso = np.full((len(cells), 19), list("2000-01-01T00:00:00"), dtype="U1")
    for part, place in zip(
        ("%Y", "%m", "%d", "%H", "%M", "%S"), (0, 5, 8, 11, 14, 17), strict=True
    ):
        if part in starts:
            iso[:, place : place + width[part]] = letters[:, starts[part] :][:, : width[part]]
    for part, start in starts.items():
        if part not in width and (letters[:, start] != part).any():
            return None
    try:
        dates = iso.view("U19").ravel().astype("datetime64[s]")
    except ValueError:  # some cell is no date; one by one it will show which
        return None
    return pd.DatetimeIndex(dates).as_unit("us")


def _in_a_leap_year(cells: Iterable[str], form: str) -> pd.DatetimeIndex:
    """Read days without a year, so that 29 February is one."""
    return _of_form((f"{LEAP_YEAR} {cell}" for cell in cells), f"%Y {form}")


def _with_years(days: pd.DatetimeIndex, year: int, where: str) -> pd.DatetimeIndex:
    """Give days without a year their years: from the newest row back, one less at each new year."""
    known = days[pd.notna(days)]
    steps = (np.diff(known) // ONE_DAY + 183) % 366 - 183  # 31 December to 1 January is one
    newest_last = np.count_nonzero(steps > 0) >= np.count_nonzero(steps < 0)
    order = known[::-1] if newest_last else known
    turns = np.cumsum(np.diff(order, prepend=order[:1]) // ONE_DAY > 0)
    dates = _in_years(order, year - turns)
    if pd.isna(dates).any():
        wrong = int((year - turns)[pd.isna(dates)][0])
        raise ReadingError.saying("no_leap_year", where=where, year=wrong)
    found = np.full(len(days), np.datetime64("NaT", "us"))
    found[pd.notna(days)] = dates[::-1] if newest_last else dates
    return pd.DatetimeIndex(found)


def _in_years(days: pd.DatetimeIndex, years: Array) -> pd.DatetimeIndex:
    """Put days into other years; missing where one has no such day."""
    months = (years - 1970).astype("datetime64[Y]").astype("datetime64[M]")
    months += days.month.to_numpy() - 1
    dates = months.astype("datetime64[D]") + (days.day.to_numpy() - 1)
    there = (dates.astype("datetime64[M]") == months) & (years > 999) & (years < 10_000)
    return pd.DatetimeIndex(np.where(there, dates, np.datetime64("NaT"))).as_unit("us")


def are_days(cells: Iterable[str]) -> bool:
    """Tell whether cells hold days and nothing else, in some form that needs no words.

    Examples
    --------
    >>> are_days(["2026-05-01", "", "2026-05-02"]), are_days(["20260501"]), are_days(["1", "2"])
    (True, True, False)
    """
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(_A_DAY.fullmatch(cell) for cell in filled)


def has_year(form: str) -> bool:
    """Tell whether dates of a form say their year.

    Examples
    --------
    >>> has_year("%Y-%m-%d"), has_year("%B %d")
    (True, False)
    """
    return "%Y" in form or "%y" in form


def days_before(cells: Array, form: str, reference: pd.DatetimeIndex) -> pd.DatetimeIndex:
    """Move days without a year to the last one on or before a reference day."""
    found = np.full(len(cells), np.datetime64("NaT", "us"))
    days = _in_a_leap_year(cells, form)
    both = pd.notna(days) & pd.notna(reference)
    days, last = days[both], reference[both]
    moved = found[both]
    for back in range(9):  # 29 February may be as far away as from 1896 to 1904
        dates = _in_years(days, last.year.to_numpy() - back)
        moved = np.where(np.isnat(moved) & (dates <= last), dates, moved)
    found[both] = moved
    return pd.DatetimeIndex(found)


@lru_cache(maxsize=100_000)
def in_english(text: str, form: str) -> str:
    """Put English names in the place of months and weekdays, short or long as the form has them.

    Examples
    --------
    >>> in_english("8 de marzo", "%d de %B"), in_english("Sa., 15. Aug. 2026", "%a, %d. %b %Y")
    ('8 de March', 'Sat, 15. Aug 2026')
    """
    place = {"month": 1 if "%b" in form else 0, "weekday": 1 if "%a" in form else 0}

    def translated(found: re.Match[str]) -> str:
        word = found[0].casefold()
        known = _english(word) or _english(word.rstrip("."))
        return known[1][place[known[0]]] if known else found[0]

    return _WORD.sub(translated, text)


Named = tuple[str, tuple[str, str]]
"""Whether a word names a month or a weekday, and its English name, long and short."""


def _english(word: str) -> Named | None:
    """Look a name up in one language after the other, for each costs time to load."""
    return next((names[word] for names in map(_names, LANGUAGES) if word in names), None)


@lru_cache(maxsize=len(LANGUAGES))
def _names(language: str) -> dict[str, Named]:
    """Map the names of months and weekdays in a language to the English ones."""
    from babel import Locale

    locale, english = Locale(language), Locale("en")
    names = {"sept": ("month", ("September", "Sep"))} if language == "en" else {}
    for kind, own, theirs in (
        ("month", locale.months["format"], english.months["format"]),
        ("weekday", locale.days["format"], english.days["format"]),
    ):
        for width in ("wide", "abbreviated"):
            for number, name in own[width].items():
                word = name.rstrip(".").casefold()
                names.setdefault(
                    word, (kind, (theirs["wide"][number], theirs["abbreviated"][number]))
                )
    return names


def period_above(texts: Iterable[str], forms: Iterable[str]) -> tuple[Any, Any]:
    """Find the period in the lines above a header; missing where there are not two dates.

    Examples
    --------
    >>> period_above(["Campaign report", "July 8, 2025 - July 31, 2025"], ["%B %d, %Y"])
    (Timestamp('2025-07-08 00:00:00'), Timestamp('2025-07-31 00:00:00'))
    """
    forms = tuple(forms)
    pieces = [piece.strip() for text in texts for piece in _BETWEEN.split(text)]
    dated = filter(_DIGIT.search, pieces)
    found = [date for piece in dated if (date := _date(piece, forms)) is not pd.NaT]
    return (found[0], found[1]) if len(found) == 2 else (pd.NaT, pd.NaT)


def period_in_name(name: str) -> tuple[Any, Any]:
    """Find the period in a file's name; missing where there are not two dates.

    Examples
    --------
    >>> period_in_name("Time_series(2026.02.05-2026.02.10).csv")[1]
    Timestamp('2026-02-10 00:00:00')
    """
    found = [
        pd.to_datetime("-".join(parts), format="%Y-%m-%d", errors="coerce")
        for parts in _IN_A_NAME.findall(name)
    ]
    return (found[0], found[1]) if len(found) == 2 else (pd.NaT, pd.NaT)


@lru_cache(maxsize=1000)
def _date(text: str, forms: tuple[str, ...]) -> Any:
    """Return the day that a text is; many files have the same lines above their headers."""
    for form in forms:
        words = in_english(text, form) if re.search("%[aAbB]", form) else text
        date = pd.to_datetime("" if words in CLOCK else words, format=form, errors="coerce")
        if date is not pd.NaT:
            return date
    return pd.NaT
