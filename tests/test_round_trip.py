"""A law of all formats: what is written in a format's dialect is read back as it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kpi_kit import labels
from kpi_kit.channels import ChannelSpec, Series, load_channel, shipped
from kpi_kit.exports import Exports, load
from kpi_kit.sections import is_figure
from kpi_kit.tables import TABLES
from tests.dialects import (
    DECLARED,
    SAVED,
    SEGMENT,
    ZONE,
    Saved,
    as_bytes,
    beside,
    cells_of,
    columns_of,
    crossed_block,
    daily_block,
    kind_of,
    list_block,
    number,
    one_block,
    row_block,
    says_something_else,
)
from tests.test_exports import assert_accounted

FORMATS = [
    spec
    for spec in shipped().values()
    if spec.layout in {"table", "sections"} and spec.table in TABLES and not spec.side_by_side
]

BESIDE = [spec for spec in shipped().values() if spec.side_by_side]

META = load_channel("meta_insights_daily")
"""Titled blocks: daily series and audiences."""

FIRST_DAY = date(2026, 3, 1)
DAYS = 14  # both ways of writing 13 March differ, so the 13th decides the form

NAME = "2026-03-01_2026-03-31.csv"

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from(" ,;\n\"'&"),
    max_size=12,
)

a_law = settings(max_examples=2, phases=(Phase.explicit, Phase.generate))
"""Few examples of many cells each: a shorter one would say no more, so none is searched."""


@dataclass(frozen=True)
class Drawn:
    """A few values, of which the cells of a whole file are made."""

    counts: list[int]
    cents: list[int]
    texts: list[str]
    gaps: int

    def value(self, name: str, at: int, number: int, spec: ChannelSpec) -> Any:
        """Make the value of a column in a row; None where the export has none."""
        place, day = at + number, FIRST_DAY + timedelta(days=number)
        kind = kind_of(name, spec)
        needed = {*spec.required, *spec.zero_gaps}
        optional = number and kind in {"count", "number"} and name not in needed
        if optional and (place + self.gaps) % 4 == 0:
            return None
        match kind:
            case "date":
                return day
            case "time":
                return datetime(day.year, day.month, day.day, 12, number, tzinfo=ZONE)
            case "range":
                return day, day + timedelta(days=20)
            case "count":
                return self.counts[place % len(self.counts)] + number
            case "number":
                # Two decimals decide how the numbers of a file are written.
                cents = self.cents[place % len(self.cents)] * 100 + 25
                return cents / 100 * spec.scale.get(name, 1.0)
        return self._text(name, place, number, spec)

    def rows(self, names: Sequence[str], spec: ChannelSpec) -> list[dict[str, Any]]:
        """Return the rows of a file; a sheet turned over holds one."""
        return [
            {name: self.value(name, place, number, spec) for place, name in enumerate(names)}
            for number in range(1 if spec.transposed else DAYS)
        ]

    def _text(self, name: str, place: int, number: int, spec: ChannelSpec) -> str | None:
        if name == "days":
            return f"{number:04}"
        if name == spec.id_from:
            return f"https://example.org/video/{10**11 + number}"
        if name.endswith("_id"):
            return str(10**15 + number)
        if name == "currency":
            return "EUR"
        if name in spec.words:
            values = sorted(spec.words[name])
            return values[place % len(values)]
        needed = {*spec.required, SEGMENT, "campaign", "ad_set", "ad", "account", *spec.marks}
        if name not in needed and (place + self.gaps) % 5 == 0:
            return None
        text = f"a{self.texts[place % len(self.texts)]}{number}"
        return f"a{number}" if says_something_else(text, spec) else text


drawn = st.builds(
    Drawn,
    st.lists(st.integers(0, 10**7), min_size=3, max_size=3),
    st.lists(st.integers(1000, 10**6), min_size=3, max_size=3),
    st.lists(TEXTS, min_size=2, max_size=2),
    st.integers(0, 3),
)


def read(lines: Sequence[Sequence[str]], saved: Saved, told: str = "") -> Exports:
    """Write a file, and read it."""
    with TemporaryDirectory() as folder:
        (Path(folder) / NAME).write_bytes(as_bytes(lines, saved))
        if told:
            (Path(folder) / "exports.toml").write_text(f'[[files]]\nmatch = "*"\n{told}', "utf-8")
        exports = load(folder, year=2026)
    assert_accounted(exports)
    if saved.separator != ";":  # which tells of a spreadsheet
        lost = load_channel(exports.log["spec"][0]).declared and not saved.declared
        told_of = labels.text("repair.no_declaration") if lost else ""
        assert exports.log["repairs"].eq(told_of).all()
    assert len(exports.set_aside) == 0
    return exports


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
@pytest.mark.parametrize("spec", FORMATS, ids=lambda spec: spec.id)
def test_what_is_written_is_read_back(spec: ChannelSpec, saved: Saved) -> None:
    @a_law
    @given(drawn, st.sampled_from(spec.numbers))
    def holds(drawn: Drawn, style: str) -> None:
        names = columns_of(spec)
        rows = drawn.rows(names, spec)
        lines, first = cells_of(spec, rows, style)
        exports = read(lines, saved)
        assert exports.log["spec"].tolist() == [spec.id]
        table = getattr(exports, spec.table)
        table = table.set_axis(table["source_row"].astype(int)).sort_index()
        assert table.index.tolist() == list(range(first, first + len(rows)))
        for name in names:
            assert_column(table, name, [row[name] for row in rows], spec)

    holds()


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
@pytest.mark.parametrize("spec", BESIDE, ids=lambda spec: spec.id)
def test_lists_side_by_side_are_read_back_as_one(spec: ChannelSpec, saved: Saved) -> None:
    @a_law
    @given(drawn, st.sampled_from(spec.numbers))
    def holds(drawn: Drawn, style: str) -> None:
        names = columns_of(spec)
        rows = drawn.rows(names, spec)
        (key,) = spec.required
        exports = read(beside(spec, rows, style), saved)
        table = getattr(exports, spec.table).sort_values(key)
        told = sorted((row for row in rows if _has_a_figure(row, spec)), key=lambda row: row[key])
        assert exports.log["spec"].eq(spec.id).all()
        for name in names:
            assert_column(table, name, [row[name] for row in told], spec)

    holds()


def _has_a_figure(row: dict[str, Any], spec: ChannelSpec) -> bool:
    return any(row[name] is not None for name in row if is_figure(name, spec))


def test_every_format_that_fills_a_table_is_written_and_read_back() -> None:
    """A format of a new layout needs a writer here; one that fills no table has nothing to give."""
    filling = {spec.id for spec in shipped().values() if spec.table in TABLES}
    assert {spec.id for spec in (*FORMATS, *BESIDE, META)} == filling
    nothing = {"search_console_filters", "facebook_insights_old_people"}
    assert {spec.id for spec in shipped().values()} - filling == nothing


def assert_column(table: pd.DataFrame, name: str, wanted: list[Any], spec: ChannelSpec) -> None:
    """Compare a column with what was written; a mark reaches no table."""
    kind = kind_of(name, spec)
    if kind == "range":
        for end, of in enumerate(("period_start", "period_end")):
            assert_same(table[of], [pd.Timestamp(value[end]) for value in wanted])
    elif name == "days":
        assert_same(table["date"], list(pd.date_range(FIRST_DAY, periods=DAYS)))
    elif name == "day":
        assert_same(table["period_start"], [pd.Timestamp(value) for value in wanted])
    elif kind == "time":
        form = spec.formats[name][0]
        if "%H" in form or "%I" in form:
            assert_same(table[name], [pd.Timestamp(value) for value in wanted])
        elif f"{name.removesuffix('_at')}_on" in table:
            days = table[f"{name.removesuffix('_at')}_on"]
            assert_same(days, [pd.Timestamp(value.date()) for value in wanted])
    elif name in table:
        same = [pd.Timestamp(value) for value in wanted] if kind == "date" else wanted
        assert_same(table[name], same)


def assert_same(column: "pd.Series[Any]", wanted: list[Any]) -> None:
    """Compare values one by one; None is missing."""
    for found, value in zip(column, wanted, strict=True):
        if value is None:
            assert pd.isna(found), column.name
        elif isinstance(value, float):
            assert found == pytest.approx(value, rel=1e-12), column.name
        else:
            assert found == value, column.name


Layout = Callable[[str, dict[str, str]], list[list[str]]]


@pytest.mark.parametrize("saved", DECLARED.values(), ids=DECLARED)
def test_daily_series_are_read_back(saved: Saved) -> None:
    @a_law
    @given(drawn)
    def holds(drawn: Drawn) -> None:
        series = [(at, one, _days(drawn, at, one)) for at, one in enumerate(META.series)]
        titles = [one.titles[at % len(one.titles)] for at, one, _ in series]
        lines = [
            daily_block(title, days) for title, (_, _, days) in zip(titles, series, strict=True)
        ]
        accounts = read([line for block in lines for line in block], saved).accounts
        for _, one, days in series:
            of = accounts["channel"].eq(one.channel) if one.channel else accounts["channel"].isna()
            found = accounts[of].set_index("date")[one.metric].dropna()
            assert found.to_dict() == {pd.Timestamp(day): days[day] for day in days}

    holds()


def _days(drawn: Drawn, at: int, series: Series) -> dict[date, int]:
    """Make a series; gaps only where the platform does not leave out zeros, never a value of 0."""
    numbers = list(range(DAYS - at % 3))
    if series.gaps != "zero":
        numbers = [number for number in numbers if (number + at + drawn.gaps) % 6]
    return {FIRST_DAY + timedelta(days=n): drawn.counts[(at + n) % 3] + n for n in numbers}


@pytest.mark.parametrize("style", META.numbers)
@pytest.mark.parametrize("saved", DECLARED.values(), ids=DECLARED)
def test_audiences_are_read_back(saved: Saved, style: str) -> None:
    @a_law
    @given(drawn, st.sampled_from([list_block, row_block]), st.sampled_from(["", "%"]))
    def holds(drawn: Drawn, listed: Layout, sign: str) -> None:
        layouts: dict[str, Layout] = {"all": one_block, "age_gender": crossed_block}
        lines, wanted = [], []
        for at, audience in enumerate(META.audiences):
            figures = _figures(drawn, at, audience.dimension)
            cells = {group: str(figure) for group, figure in figures.items()}
            if audience.dimension != "all":
                cells = {group: number(f, style) + sign for group, f in figures.items()}
                figures = {group: f / 100 for group, f in figures.items()}
            title = audience.titles[at % len(audience.titles)]
            lines += layouts.get(audience.dimension, listed)(title, cells)
            whose = (audience.channel or "", audience.dimension)
            wanted += [(*whose, group, pytest.approx(f)) for group, f in figures.items()]
        table = read(lines, saved).audience
        found = table["share"].fillna(table["followers"])
        names = [table[name].fillna("") for name in ("channel", "dimension", "group")]
        assert list(zip(*names, found, strict=True)) == wanted

    holds()


def _figures(drawn: Drawn, at: int, dimension: str) -> dict[str, float]:
    """Make an audience: people for all, percents with two decimals for groups."""
    if dimension == "all":
        return {"all": drawn.counts[at % 3]}
    groups = [f"a{text}{number}" for number, text in enumerate(drawn.texts)]
    if dimension == "age_gender":
        groups = [f"{age}, {gender}" for age in ("13-17", "65+") for gender in ("Women", "Men")]
    return {group: drawn.cents[(at + n) % 3] % 9999 + 0.25 for n, group in enumerate(groups)}
