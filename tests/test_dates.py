"""Dates: one form per column, month names in any language, years that nobody wrote."""

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpi_kit.dates import MANY, days_before, period_above, period_in_name, read_dates
from kpi_kit.errors import ReadingError
from kpi_kit.rows import Array

US, GERMAN = "%m/%d/%Y", "%d.%m.%Y"
BRITISH = "%d/%m/%Y"


def column(cells: Iterable[str]) -> Array:
    return np.array([*cells], dtype=object)


def read(cells: list[str], *forms: str, year: int | None = None) -> list[str | None]:
    found, _ = read_dates(column(cells), forms, where="a.csv", year=year)
    return [day if isinstance(day, str) else None for day in found.strftime("%Y-%m-%d")]


def test_the_form_that_fits_all_cells_is_taken() -> None:
    assert read(["05/01/2026", "05/13/2026"], US, BRITISH) == ["2026-05-01", "2026-05-13"]
    assert read(["05/01/2026", "13/01/2026"], US, BRITISH) == ["2026-01-05", "2026-01-13"]


def test_where_the_column_does_not_decide_the_file_is_refused() -> None:
    with pytest.raises(
        ReadingError, match=r"'05/01/2026' can be read as MM/DD/YYYY and as DD/MM/YYYY"
    ):
        read(["05/01/2026", "05/05/2026"], US, BRITISH)


def test_what_both_forms_read_alike_is_not_ambiguous() -> None:
    assert read(["05/05/2026"], US, BRITISH) == ["2026-05-05"]


def test_a_cell_that_fits_no_form_is_missing_and_the_others_stay() -> None:
    assert read(["13.05.2026", "soon"], GERMAN, US) == ["2026-05-13", None]


@pytest.mark.parametrize("word", ["now", "today", "NaT", "nan"])
def test_words_that_pandas_knows_are_no_dates(word: str) -> None:
    assert read(["13.05.2026", word], GERMAN) == ["2026-05-13", None]
    assert pd.isna(period_above([f"13.05.2026 - {word}"], [GERMAN])[0])


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        ("8. März", "%d. %B"), ("8 de marzo", "%d de %B"), ("March 8", "%B %d"),
        ("8 mars", "%d %B"), ("8. mrt.", "%d. %b"),
    ],
)  # fmt: skip
def test_months_have_names_in_many_languages(cell: str, form: str) -> None:
    assert read([cell], form, year=2026) == ["2026-03-08"]


def test_days_without_a_year_turn_back_at_new_year() -> None:
    cells = ["December 30", "December 31", "January 1", "January 2"]
    wanted = ["2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02"]
    assert read(cells, "%B %d", year=2026) == wanted
    assert read(cells[::-1], "%B %d", year=2026) == wanted[::-1]


def test_the_year_must_be_told_and_29_february_verifies_it() -> None:
    with pytest.raises(ReadingError, match="--year 2026"):
        read(["March 1"], "%B %d")
    cells = ["February 28", "February 29", "March 1"]
    assert read(cells, "%B %d", year=2024)[1] == "2024-02-29"
    with pytest.raises(ReadingError, match="there was no 29 February 2026"):
        read(cells, "%B %d", year=2026)


@example(date(2025, 12, 31), 2)
@given(st.dates(date(1904, 1, 1), date(2200, 1, 1)), st.integers(2, 365))
def test_a_year_of_days_comes_back_whole(start: date, days: int) -> None:
    """Consecutive days of at most a year are found again from their last year alone."""
    span = pd.date_range(start, periods=days)
    cells = [f"{day:%B} {day.day}" for day in span]
    assert read(cells, "%B %d", year=span[-1].year) == [f"{day:%Y-%m-%d}" for day in span]


def test_a_post_s_day_is_the_last_one_before_the_export() -> None:
    cells = column(["July 16", "February 28", "March 1", "February 29"])
    exported = pd.DatetimeIndex(["2026-02-28"] * 4)
    found = days_before(cells, "%B %d", exported)
    assert [f"{day:%Y-%m-%d}" for day in found] == [
        "2025-07-16", "2026-02-28", "2025-03-01", "2024-02-29",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "form"),
    [
        (["Campaign report", "July 8, 2025 - July 31, 2025"], "%B %d, %Y"),
        (["Kampagnenbericht", "8. Juli 2025 - 31. Juli 2025"], "%d. %B %Y"),
        (["07/08/2025", "07/31/2025"], "%m/%d/%Y"),
        (["# Start date: 20250708", "# End date: 20250731"], "%Y%m%d"),
        (["# Fecha de inicio: 20250708", "# Fecha de finalización: 20250731"], "%Y%m%d"),
    ],
)
def test_a_period_stands_above(lines: list[str], form: str) -> None:
    start, end = period_above(lines, [form])
    assert (start, end) == (pd.Timestamp(2025, 7, 8), pd.Timestamp(2025, 7, 31))


def test_no_period_is_made_of_one_date_or_of_three() -> None:
    assert pd.isna(period_above(["All time"], ["%Y%m%d"])[0])
    assert pd.isna(period_above(["20250708"], ["%Y%m%d"])[0])
    assert pd.isna(period_in_name("report 2025-01-01 2025-02-01 2025-03-01.csv")[0])
    assert pd.isna(period_in_name("1493633672508178.csv")[0])


@pytest.mark.parametrize("form", ["%m/%d/%Y %H:%M", "%Y/%m/%d", "%d.%m.%Y %H:%M:%S", "%Y-%m-%d"])
def test_many_dates_at_once_are_the_same_as_one_by_one(form: str) -> None:
    times = pd.date_range("1999-12-28 23:59:58", periods=MANY + 5, freq="31h7min3s")
    cells = times.strftime(form)
    wanted = pd.to_datetime(cells, format=form)
    found, _ = read_dates(column(cells), [form], where="a.csv")
    assert found.tolist() == wanted.tolist()


@pytest.mark.parametrize("cell", ["02/30/2026", "13/01/2026", "", "1/2/2026", "01-02-2026", "soon"])
def test_many_dates_with_a_wrong_one_are_read_one_by_one(cell: str) -> None:
    cells = ["01/02/2026"] * MANY + [cell]
    found, _ = read_dates(column(cells), [US], where="a.csv")
    one_by_one = pd.to_datetime(cells, format=US, errors="coerce")
    assert found.tolist()[:-1] == one_by_one.tolist()[:-1]
    assert pd.isna(found).sum() == pd.isna(one_by_one).sum() == (cell != "1/2/2026")
