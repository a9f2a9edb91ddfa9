"""Numbers and dates: each language's own separators, and a dash where there is nothing."""

from datetime import date

import pytest

from kpi_kit import formatting, labels


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("de", ("12.345,7", "5,6\N{NO-BREAK SPACE}%", "1. Mai 2026", "9,50\N{NO-BREAK SPACE}€")),
        ("en", ("12,345.7", "5.6%", "1 May 2026", "€9.50")),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(
    lang: labels.Language, expected: tuple[str, ...]
) -> None:
    with labels.speaking(lang):
        written = (
            formatting.number(12345.67, digits=1),
            formatting.percent(0.0564),
            formatting.day(date(2026, 5, 1)),
            formatting.money(9.5, "EUR"),
        )
    assert written == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("de", ("−12.345,7", "−5,6\N{NO-BREAK SPACE}%", "−9,50\N{NO-BREAK SPACE}€")),
        ("en", ("−12,345.7", "−5.6%", "−\N{WORD JOINER}€9.50")),
    ],
)
def test_a_minus_is_a_minus_and_stays_with_what_follows(
    lang: labels.Language, expected: tuple[str, ...]
) -> None:
    with labels.speaking(lang):
        written = (
            formatting.number(-12345.67, digits=1),
            formatting.percent(-0.0564),
            formatting.money(-9.5, "EUR"),
        )
    assert written == expected


@pytest.mark.parametrize("unit", ["count", "share", "money", "factor", "seconds"])
def test_a_missing_figure_is_a_dash_in_every_unit(unit: str) -> None:
    assert formatting.shown(float("nan"), unit, currency="EUR") == labels.NOTHING
