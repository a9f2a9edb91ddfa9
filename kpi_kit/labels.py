"""Every word that is shown, in German and English.

The words are in ``words/*.toml``, those for metrics and KPIs beside their facts in
``catalogue.toml``; both languages side by side, neither translated from the other. The language
is one context variable: :func:`use` sets it, :func:`speaking` sets it for a block.
"""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

CATALOGUE = "catalogue.toml"

NOTHING = "–"
"""What stands where there is no number: missing is not zero."""

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
    """Return the shown name of a metric, KPI or column; an own KPI keeps the name it has.

    Examples
    --------
    >>> name_of("cost_per_mille"), name_of("my_own_rate")
    ('Cost per mille (CPM)', 'my own rate')
    """
    for section in ("kpi", "metric", "column"):
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
