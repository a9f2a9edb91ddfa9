"""Numbers, money, dates and lists, written as the reader's language does."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from kpi_kit.labels import NOTHING, language, text, value_name, words

if TYPE_CHECKING:
    from babel.numbers import NumberPattern

DIGITS = {"factor": 2, "number": 2, "seconds": 1, "months": 1}
"""Decimals of the units that are not counted in whole numbers."""


def number(value: float, *, digits: int = 0) -> str:
    """Write a number as the language does; no number is shown as a dash.

    Examples
    --------
    >>> from kpi_kit.labels import speaking
    >>> number(12345.6, digits=1)
    '12,345.6'
    >>> with speaking("de"):
    ...     number(12345.6, digits=1), number(float("nan"))
    ('12.345,6', '–')
    >>> number(-3)
    '−3'
    """
    from babel.numbers import format_decimal

    if _missing(value):
        return NOTHING
    return _minus(format_decimal(value, format=_pattern(digits), locale=language()))


def percent(share: float, *, digits: int = 1) -> str:
    r"""Write a share in [0, 1] as percent.

    Examples
    --------
    >>> from kpi_kit.labels import speaking
    >>> percent(0.0564)
    '5.6%'
    >>> with speaking("de"):
    ...     percent(0.0564).replace("\N{NO-BREAK SPACE}", " ")
    '5,6 %'
    """
    from babel.numbers import format_percent

    if _missing(share):
        return NOTHING
    sign = "\N{NO-BREAK SPACE}%" if language() == "de" else "%"
    return _minus(format_percent(share, format=_pattern(digits, sign), locale=language()))


def money(amount: float, currency: str) -> str:
    r"""Write an amount of money with its currency; no line ends between the two, nor after a minus.

    Examples
    --------
    >>> money(1234.5, "EUR"), money(-1234.5, "EUR")
    ('€1,234.50', '−\u2060€1,234.50')
    """
    from babel.numbers import format_currency

    if _missing(amount):
        return NOTHING
    written = _minus(format_currency(amount, currency, locale=language()))
    # Between two signs a browser may end the line; between a minus and a digit it never does.
    return re.sub(r"^−(?=\D)", "−\N{WORD JOINER}", written)


def shown(value: float, unit: str, *, currency: str | None = None) -> str:
    """Write a figure in its unit: ``count``, ``share``, ``points``, ``money``, ``seconds``.

    Examples
    --------
    >>> shown(0.0564, "share"), shown(1.5, "factor"), shown(9.5, "money", currency="EUR")
    ('5.64%', '1.50', '€9.50')
    >>> shown(5400, "seconds"), shown(54, "seconds"), shown(-0.3, "points")
    ('1.5 h', '54.0', '−30.0')
    """
    if unit == "share":
        return percent(value, digits=2)
    if unit == "seconds" and abs(value) >= 3600:
        return f"{number(value / 3600, digits=1)} h"
    if unit == "money":
        # A frame holds NaN where an export does not tell its currency.
        known = isinstance(currency, str) and currency
        return money(value, known) if known else number(value, digits=2)
    if unit == "points":
        return number(value * 100, digits=1)
    return number(value, digits=DIGITS.get(unit, 0))


def day(value: date) -> str:
    """Write a date as the language does.

    Examples
    --------
    >>> from kpi_kit.labels import speaking
    >>> day(date(2026, 5, 1))
    '1 May 2026'
    >>> with speaking("de"):
    ...     day(date(2026, 5, 1))
    '1. Mai 2026'
    """
    from babel.dates import format_date

    return format_date(value, format="long", locale=_locale())


def days(first: date, last: date) -> str:
    """Write a span of days as the language does; what both ends have in common only once.

    Examples
    --------
    >>> from kpi_kit.labels import speaking
    >>> days(date(2026, 5, 25), date(2026, 6, 21)), days(date(2026, 5, 1), date(2026, 5, 1))
    ('25 May – 21 Jun 2026', '1 May 2026')
    >>> with speaking("de"):
    ...     days(date(2026, 5, 1), date(2026, 5, 31))
    '1.–31. Mai 2026'
    """
    from babel.dates import format_interval

    if first == last:
        return day(first)
    # Thin spaces do not exist in the character sets of older consoles.
    return format_interval(first, last, "yMMMMd", locale=_locale()).replace("\u2009", " ")


def period(by: str, name: str, *, short: bool = False) -> str:
    """Write the name of a day, week, month or quarter; any other value as :func:`value_name` does.

    Parameters
    ----------
    by : str
        What kind of period it is, as ``by`` of :func:`kpi_kit.compute`.
    name : str
        As :func:`kpi_kit.compute` names it.
    short : bool
        As a tick of an axis, without the year.

    Examples
    --------
    >>> from kpi_kit.labels import speaking
    >>> period("month", "2026-05"), period("quarter", "2026-Q2"), period("week", "2026-W21")
    ('May 2026', 'Q2 2026', 'week 21 of 2026')
    >>> with speaking("de"):
    ...     period("month", "2026-05"), period("week", "2026-W21", short=True)
    ('Mai 2026', 'KW 21')
    """
    from babel.dates import format_date

    if by in {"week", "quarter"}:
        year, number = name.split("-")
        return text(f"period.{by}_short" if short else f"period.{by}",
                    number=int(number[1:]), year=year)  # fmt: skip
    if by == "month":
        form = "LLL" if short else "LLLL y"
        return str(format_date(date.fromisoformat(f"{name}-01"), form, locale=language()))
    if by == "day":
        when = date.fromisoformat(name)
        return str(format_date(when, text("period.day_short"), locale=language())) if short else (
            day(when)
        )  # fmt: skip
    return value_name(by, name)


def weekday(number: int) -> str:
    """Write a weekday briefly; Monday is 1, as in ISO 8601.

    Examples
    --------
    >>> weekday(1), weekday(7)
    ('Mon', 'Sun')
    """
    from babel.dates import get_day_names

    return str(get_day_names("abbreviated", locale=language())[number - 1]).rstrip(".")


def date_form(form: str) -> str:
    """Write the form of a date as people do.

    Examples
    --------
    >>> from kpi_kit.labels import speaking
    >>> date_form("%m/%d/%Y %H:%M")
    'MM/DD/YYYY hh:mm'
    >>> with speaking("de"):
    ...     date_form("%d. %B %Y")
    'TT. Monat JJJJ'
    """
    for directive, name in words()["date_form"].items():
        form = form.replace(f"%{directive}", name[language()])
    return form


def few(names: Iterable[str], most: int = 5) -> str:
    """Write names in a line: all of a few, of many the first and how many there are besides.

    Examples
    --------
    >>> few(["a.csv", "b.csv"]), few(["a", "b", "c", "d"], most=2)
    ('a.csv, b.csv', 'a, b and 2 more')
    """
    every = list(names)
    shown = every if len(every) <= most + 1 else every[:most]  # one more name is as short
    line = ", ".join(shown)
    rest = len(every) - len(shown)
    return text("message.and_more", names=line, count=number(rest)) if rest else line


def quoted(found: Iterable[str]) -> str:
    """List words as they stand in a file.

    Examples
    --------
    >>> from kpi_kit.labels import speaking
    >>> quoted(["Reach", "Views"])
    "'Reach', 'Views'"
    >>> with speaking("de"):
    ...     quoted(["Reach"])
    '„Reach“'
    """
    return ", ".join(f"„{word}“" if language() == "de" else repr(word) for word in found)


def _locale() -> str:
    """Name the locale: readers are Europeans, who would read 5/1/2026 as 5 January."""
    return {"de": "de", "en": "en_GB"}[language()]


@lru_cache(maxsize=100)
def _pattern(digits: int, sign: str = "") -> "NumberPattern":
    from babel.numbers import parse_pattern

    return parse_pattern("#,##0" + ("." + "0" * digits if digits else "") + sign)


def _minus(written: str) -> str:
    """Write the sign as print does: a hyphen before a number reads like a dash between two."""
    return written.replace("-", "−", 1)


def _missing(value: float | None) -> bool:
    return value is None or value != value
