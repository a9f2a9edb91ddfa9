"""A law of all formats: what is written in a format's dialect is read back as it was."""

from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_kit.channels import ChannelSpec, shipped
from kpi_kit.exports import load
from kpi_kit.tables import TABLES
from tests.dialects import ZONE, columns_of, kind_of, says_something_else, written
from tests.test_exports import assert_accounted

FORMATS = [s for s in shipped().values() if s.layout != "blocks" and s.table in TABLES]

FIRST_DAY = date(2026, 3, 1)  # both ways of reading 13 March differ, so the day decides the form

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z", "Cs"]) | st.sampled_from(" ,;\n\"'"),
    max_size=20,
)


@st.composite
def rows_of(draw: st.DrawFn, spec: ChannelSpec) -> list[dict[str, Any]]:
    """Draw rows that an export of this format may have: one per day from 1 to 31 March 2026."""
    return [_row(draw, spec, number) for number in range(draw(st.sampled_from([14, 20])))]


def _row(draw: st.DrawFn, spec: ChannelSpec, number: int) -> dict[str, Any]:
    row = {name: _value(draw, name, spec, number) for name in columns_of(spec)}
    if spec.id_from:
        row[spec.id_from] = f"https://example.org/video/{10**11 + number}"
    return row


def _value(draw: st.DrawFn, name: str, spec: ChannelSpec, number: int) -> Any:
    day = FIRST_DAY + timedelta(days=number)
    needed = {*spec.required, "period_start", "period_end", "campaign", "ad_set", "ad", "days"}
    if name not in needed and name not in spec.formats and draw(st.booleans()):
        return None
    match kind_of(name, spec):
        case "date":
            return day
        case "time":
            return datetime(day.year, day.month, day.day, 12, number, tzinfo=ZONE)
        case "count":
            return draw(st.integers(0, 10**6))
        case "number":
            return draw(st.integers(0, 10**6)) / 100 * spec.scale.get(name, 1.0)
    return _text(draw, name, spec, number)


def _text(draw: st.DrawFn, name: str, spec: ChannelSpec, number: int) -> str:
    if name == "days":
        return f"{number:04}"
    if name == "range":
        return "Mar 1, 2026 - Mar 31, 2026"
    if name.endswith("_id"):
        return str(10**15 + number)
    if name == "currency":
        return "EUR"
    if name in spec.words:
        return draw(st.sampled_from(sorted(spec.words[name])))
    if name in spec.marks:
        return f"mark {number}"
    text = f"a{draw(TEXTS)}{number}"
    return f"a{number}" if says_something_else(text, spec) else text


@pytest.mark.parametrize("spec", FORMATS, ids=lambda spec: spec.id)
def test_what_is_written_is_read_back(spec: ChannelSpec) -> None:
    @settings(max_examples=8)
    @given(rows_of(spec))
    def holds(rows: list[dict[str, Any]]) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "2026-03-01_2026-03-31.csv"
            path.write_text(written(spec, rows), "utf-8", newline="")
            exports = load(path, year=2026)
        assert_accounted(exports)
        assert exports.log["spec"].tolist() == [spec.id]
        assert len(exports.set_aside) == 0
        table = getattr(exports, spec.table)
        assert len(table) == len(rows)
        for name in spec.columns:
            if name in table and name in columns_of(spec):
                assert_column(table, name, rows, spec)

    holds()


def assert_column(
    table: pd.DataFrame, name: str, rows: list[dict[str, Any]], spec: ChannelSpec
) -> None:
    """Compare a column with what was written, in any order of the rows."""
    kind = kind_of(name, spec)
    wanted = [row[name] for row in rows]
    if kind == "time" and "%H" not in spec.formats[name][0] and "%I" not in spec.formats[name][0]:
        name, kind, wanted = f"{name.removesuffix('_at')}_on", "date", [w.date() for w in wanted]
    found = [None if pd.isna(value) else value for value in table[name]]
    if kind in {"count", "number"}:
        pairs = zip(sorted(map(_known, found)), sorted(map(_known, wanted)), strict=True)
        assert all(one == pytest.approx(two) for one, two in pairs), name
    elif kind in {"date", "time"}:
        stamps = sorted(pd.Timestamp(value) for value in wanted)
        assert sorted(v if kind == "time" else v.normalize() for v in found) == stamps
    else:
        assert sorted(map(str, found)) == sorted(map(str, wanted)), name


def _known(value: float | None) -> float:
    return -1.0 if value is None else float(value)
