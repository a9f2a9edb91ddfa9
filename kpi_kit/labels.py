"""Every word that is shown, in German and English; numbers as each language writes them.

The words are in ``words/*.toml``, those for metrics and KPIs beside their facts in
``catalogue.toml``; both languages side by side, neither translated from the other. The language
is one context variable: :func:`use` sets it, :func:`speaking` sets it for a block.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

CATALOGUE = "catalogue.toml"

NOTHING = "–"
"""What stands where there is no number: missing is not zero."""

DIGITS = {"factor": 2, "number": 2, "seconds": 1, "months": 1}
"""Decimals of the units that are not counted in whole numbers."""

_language: ContextVar[Language] = ContextVar("language", default="en")


def language() -> Language:
    """Return the language in which everything is shown now."""
    return _language.get()


def use(lang: Language) -> None:
    """Show everything from now on in this language.

    Parameters
    ----------
    lang : {"de", "en"}
        German or English.

    Raises
    ------
    ValueError
        For any other language.
    """
    if lang not in LANGUAGES:
        msg = f"use: no language {lang!r}; take 'de' or 'en'"
        raise ValueError(msg)
    _language.set(lang)


@contextmanager
def speaking(lang: Language | None) -> Iterator[None]:
    """Use a language inside a block; ``None`` leaves it as it is."""
    before = _language.get()
    use(lang or before)
    try:
        yield
    finally:
        _language.set(before)


@cache
def catalogue() -> Mapping[str, Mapping[str, Any]]:
    """Return the rows of ``catalogue.toml``, by ``"metric"`` or ``"kpi"`` and name."""
    return _table(CATALOGUE)


def facts(what: Literal["metric", "kpi"]) -> dict[str, dict[str, Any]]:
    """Return what the catalogue says of every metric or KPI beside the words, by name."""
    return {
        name: {fact: value for fact, value in row.items() if fact not in LANGUAGES}
        for name, row in catalogue()[what].items()
    }


@cache
def words() -> Mapping[str, Any]:
    """Return every word: ``words/*.toml``, and names, meanings and pitfalls of the catalogue.

    Raises
    ------
    ValueError
        If two files have the same word.
    """
    shown: dict[str, Any] = {}
    for file in sorted(files("kpi_kit").joinpath("words").iterdir(), key=lambda file: file.name):
        for section, rows in tomllib.loads(file.read_text("utf-8")).items():
            there = shown.setdefault(section, {})
            if twice := there.keys() & rows.keys():
                msg = f"{file.name}: [{section}] has {sorted(twice)} again; keep one"
                raise ValueError(msg)
            there.update(rows)
    for section, rows in catalogue().items():
        shown[section] = _said("name", rows)
        for what in ("meaning", "pitfall"):
            shown.setdefault(what, {}).update(_said(what, rows))
    return shown


def _table(file: str) -> dict[str, Any]:
    return tomllib.loads(files("kpi_kit").joinpath(file).read_text("utf-8"))


def _said(what: str, rows: Mapping[str, Any]) -> dict[str, dict[Language, str]]:
    """Return what the rows say of one thing, by name and language."""
    said = {
        name: {lang: row[lang][what] for lang in LANGUAGES if what in row.get(lang, {})}
        for name, row in rows.items()
    }
    return {name: entry for name, entry in said.items() if entry}


def text(key: str, /, **facts: object) -> str:
    """Return a text in the reader's language.

    Parameters
    ----------
    key : str
        Section and name in ``words/*.toml``, such as ``"metric.reach"``.
    **facts : object
        Fill the places in braces.

    Examples
    --------
    >>> with speaking("de"):
    ...     text("metric.gross_reach")
    'Brutto-Reichweite'
    """
    section, name = key.split(".", 1)
    template: str = words()[section][name][language()]
    return template.format(**facts) if facts else template


def name_of(figure: str) -> str:
    """Return the shown name of a metric or KPI; an own KPI keeps the name it has.

    Examples
    --------
    >>> name_of("cost_per_mille"), name_of("my_own_rate")
    ('Cost per mille (CPM)', 'my own rate')
    """
    for section in ("kpi", "metric"):
        if figure in words()[section]:
            return text(f"{section}.{figure}")
    return figure.replace("_", " ")


def meaning_of(figure: str) -> str:
    """Return what a metric or KPI says, in one sentence; of an own KPI nothing is known.

    Examples
    --------
    >>> meaning_of("cost_per_click")
    'Ad spend ÷ all clicks.'
    """
    return text(f"meaning.{figure}") if figure in words()["meaning"] else ""


def pitfall_of(figure: str) -> str:
    """Return what goes wrong with a KPI; nothing where nothing is known.

    Examples
    --------
    >>> pitfall_of("save_rate_by_reach")
    'The base differs between platforms: Pinterest takes impressions.'
    """
    return text(f"pitfall.{figure}") if figure in words()["pitfall"] else ""


def synonyms_of(figure: str) -> tuple[str, ...]:
    """Return by which other names a KPI goes.

    Examples
    --------
    >>> with speaking("de"):
    ...     synonyms_of("cost_per_mille")
    ('TKP', 'CPM', 'Tausenderpreis')
    """
    row = catalogue()["kpi"].get(figure, {})
    return tuple(row.get(language(), {}).get("also", ()))


def value_name(section: str, value: str) -> str:
    """Return the shown word for a value such as a channel or format; unknown ones as they are.

    Examples
    --------
    >>> value_name("format", "carousel"), value_name("campaign", "May")
    ('Carousel', 'May')
    """
    return text(f"{section}.{value}") if value in words().get(section, {}) else value


def counted(parts: str) -> str:
    """Write what interactions count: figures by their names, a platform by its own rule.

    Parameters
    ----------
    parts : str
        As a table's ``interactions_of`` tells: ``"likes + shares"``, or ``"facebook"`` where the
        platform does not say what it counts; several kinds with ``"; "`` between them.

    Examples
    --------
    >>> counted("likes + shares; facebook")
    'Likes + Shares; whatever Facebook itself counts'
    >>> with speaking("de"):
    ...     counted("likes + shares; facebook")
    'Likes + Mal geteilt; was Facebook selbst dazu zählt'
    """
    return "; ".join(map(_counted, parts.split("; ")))


def _counted(kind: str) -> str:
    parts = kind.split(" + ")
    if len(parts) > 1 or kind in words()["metric"]:
        return " + ".join(map(name_of, parts))
    return text("interactions.own_rule", channel=value_name("channel", kind))


def number(value: float, *, digits: int = 0) -> str:
    """Write a number as the language does; no number is shown as a dash.

    Examples
    --------
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
    >>> percent(0.0564)
    '5.6%'
    >>> with speaking("de"):
    ...     percent(0.0564).replace("\N{NO-BREAK SPACE}", " ")
    '5,6 %'
    """
    from babel.numbers import format_percent

    if _missing(share):
        return NOTHING
    space = "\N{NO-BREAK SPACE}" if language() == "de" else ""
    return _minus(format_percent(share, format=f"{_pattern(digits)}{space}%", locale=language()))


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


def day(value: date) -> str:
    """Write a date as the language does.

    Examples
    --------
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


def _locale() -> str:
    """Name the locale: readers are Europeans, who would read 5/1/2026 as 5 January."""
    return {"de": "de", "en": "en_GB"}[language()]


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
    >>> quoted(["Reach", "Views"])
    "'Reach', 'Views'"
    >>> with speaking("de"):
    ...     quoted(["Reach"])
    '„Reach“'
    """
    return ", ".join(f"„{word}“" if language() == "de" else repr(word) for word in found)


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


def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


def _minus(written: str) -> str:
    """Write the sign as print does: a hyphen before a number reads like a dash between two."""
    return written.replace("-", "−", 1)


def _missing(value: float | None) -> bool:
    return value is None or value != value
