"""Synthetic copies of every quirk that real exports have: each file against what is known of it.

The files lie in ``tests/exports``; ``expected.toml`` beside them says what they hold. Those sums
were worked out by hand. Files that only mean something together are read together (``beside``).
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from kpi_kit.channels import shipped
from kpi_kit.company.writers.workbooks import xls
from kpi_kit.errors import KpiKitError
from kpi_kit.exports import Exports, load
from kpi_kit.tables import TABLES
from tests.test_exports import assert_accounted

FOLDER = Path(__file__).parent / "exports"

TOLD = ("channel", "account", "currency", "year", "title", "spec")


def cases() -> list[tuple[Path, dict[str, Any]]]:
    """Return every file with what is expected of it."""
    return [
        (source.parent / facts["name"], facts)
        for source in sorted(FOLDER.glob("*/expected.toml"))
        for facts in tomllib.loads(source.read_text("utf-8"))["files"]
    ]


def read(path: Path, facts: dict[str, Any], tmp_path: Path) -> Exports:
    """Read a file from a folder of its own, with what ``exports.toml`` says of it."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name in (path.name, *facts.get("beside", [])):
        (folder / name).write_bytes((path.parent / name).read_bytes())
    told = [f"{name} = {facts[name]!r}" for name in TOLD if name in facts]
    if told:
        lines = ["[[files]]", 'match = "*"', *told]
        (folder / "exports.toml").write_text("\n".join(lines), "utf-8")
    return load(folder)


@pytest.mark.parametrize(
    ("path", "facts"), cases(), ids=[f"{path.parent.name}/{path.name}" for path, _ in cases()]
)
def test_a_file_gives_what_is_known_of_it(
    path: Path, facts: dict[str, Any], tmp_path: Path
) -> None:
    if refused := facts.get("refused"):
        with pytest.raises(KpiKitError) as error:
            read(path, facts, tmp_path)
        assert refused["says"] in str(error.value)
        return
    exports = read(path, facts, tmp_path)
    assert_accounted(exports)
    wanted = facts["tables"]
    log = exports.log.to_dict("records")
    assert [(row["table"], row["spec"]) for row in log] == [(t["table"], t["spec"]) for t in wanted]
    for row, known in zip(log, wanted, strict=True):
        counted = ("rows_read", "rows_kept", "rows_total", "rows_set_aside")
        assert [row[name] for name in counted] == [
            known[name] for name in ("read", "kept", "total", "set_aside")
        ]
        for name in ("first", "last"):
            if name in known:
                assert row[f"{name}_date"] == date.fromisoformat(known[name])
        if "currency" in known:
            assert row["currency"] == known["currency"]
        if known["table"] != "none":
            assert_holds(exports, known)
    repairs = "; ".join(filter(None, exports.log["repairs"]))
    for part in facts.get("repairs", []):
        assert part in repairs
    assert bool(repairs) == bool(facts.get("repairs"))
    assert_lists(exports.problems["problem"].tolist(), facts.get("problems", []))


@pytest.mark.parametrize(
    "path", [path for path, facts in cases() if path.suffix == ".xlsx" and "refused" not in facts],
    ids=lambda path: path.name,
)  # fmt: skip
def test_an_old_workbook_says_the_same_as_a_new_one(path: Path, tmp_path: Path) -> None:
    for folder in ("new", "old"):
        (tmp_path / folder).mkdir()
    (tmp_path / "new" / path.name).write_bytes(path.read_bytes())
    workbook = CalamineWorkbook.from_path(path)
    sheets = {name: workbook.get_sheet_by_name(name) for name in workbook.sheet_names}
    cells = {
        name: [list(map(written, row)) for row in sheet.to_python(skip_empty_area=False)]
        for name, sheet in sheets.items()
    }
    (tmp_path / "old" / f"{path.stem}.xls").write_bytes(xls(cells))
    new, old = (load(tmp_path / folder, year=2026) for folder in ("new", "old"))
    assert old.log["spec"].tolist() == new.log["spec"].tolist()
    for table in TABLES:
        there, wanted = (
            getattr(exports, table).drop(columns="source_file") for exports in (old, new)
        )
        pd.testing.assert_frame_equal(there, wanted)


def written(cell: object) -> object:
    """Write a day or time as text; the writer of old workbooks knows text and numbers."""
    return cell.isoformat() if isinstance(cell, date) else cell


def assert_holds(exports: Exports, known: dict[str, Any]) -> None:
    """Compare a table with known sums and rows."""
    table = getattr(exports, known["table"])
    for name, total in known.get("sums", {}).items():
        assert table[name].sum() == pytest.approx(total), name
    for row in known.get("values", []):
        there = [{name: shown(rows[name]) for name in row} for rows in table.to_dict("records")]
        assert {name: shown(value) for name, value in row.items()} in there


def shown(value: object) -> object:
    """Write dates and times as TOML has them; the rest stays."""
    return str(value).removesuffix(" 00:00:00") if hasattr(value, "year") else value


def assert_lists(problems: list[str], parts: list[str]) -> None:
    """Every problem is expected, and every expected one is there."""
    unexpected = [p for p in problems if not any(part in p for part in parts)]
    assert not unexpected
    for part in parts:
        assert any(part in problem for problem in problems), part


def test_every_shipped_format_has_a_file_that_shows_it() -> None:
    seen = {table["spec"] for _, facts in cases() for table in facts.get("tables", [])}
    assert not {*shipped()} - seen
