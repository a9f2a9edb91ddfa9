"""to_parquet: what is read back gives the same figures on every engine, and nothing twice."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl
import pytest

from kpi_kit import labels
from kpi_kit.errors import KpiKitError
from kpi_kit.exports import Exports
from kpi_kit.parquet import write_parquet
from kpi_kit.tables import TABLES, typed
from kpi_kit.values import compute
from tests.emscherrad import emscherrad
from tests.test_kpis import rows

arrow = pytest.importorskip("pyarrow", reason="PyArrow is not installed")

# The sample covers two years, and so does what platforms have changed in them.
pytestmark = pytest.mark.filterwarnings("ignore::kpi_kit.errors.SeriesBreakWarning")

Reader = Callable[[Path], Any]
KPIS = ["views", "saves", "gross_reach", "likes"]
BERLIN = "Europe/Berlin"


@pytest.fixture(scope="session")
def exports() -> Exports:
    """Give the sample exports; reach and saves are missing in some rows."""
    return emscherrad()


@pytest.fixture(
    params=["pandas", "polars lazy", "duckdb", pytest.param("pyspark", marks=pytest.mark.spark)]
)
def reader(request: pytest.FixtureRequest) -> Reader:
    """Read a table's folder with each engine, as its users would."""
    match request.param:
        case "pandas":
            return with_pandas
        case "polars lazy":
            return lambda folder: pl.scan_parquet(folder, hive_partitioning=True)
        case "duckdb":
            duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
            return lambda folder: duckdb.read_parquet(
                f"{folder}/**/*.parquet", hive_partitioning=True
            )
    session = request.getfixturevalue("spark")
    return lambda folder: session.read.parquet(str(folder))


def with_pandas(folder: Path) -> pd.DataFrame:
    """Read with pandas, to which a Parquet file's dates are objects.

    Unless told otherwise, PyArrow makes categories of channels, and none where one is missing.
    """
    from pyarrow.dataset import partitioning

    frame = pd.read_parquet(folder, partitioning=partitioning(flavor="hive"))
    days = [name for name, kind in TABLES[folder.name].columns.items() if kind == "date"]
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in days})


def table(name: str, **columns: list[Any]) -> dict[str, pd.DataFrame]:
    """Make one canonical table, in Berlin; days and moments may be given as text."""
    kinds = TABLES[name].columns
    frame = pd.DataFrame(columns)
    for column in columns:
        if kinds[column] == "date":
            frame[column] = pd.to_datetime(frame[column])
        if kinds[column] == "time":
            frame[column] = pd.to_datetime(frame[column], utc=True).dt.tz_convert(BERLIN)
    if "published_at" in columns:
        frame["published_hour"] = frame["published_at"].dt.hour
    return {name: typed(frame, name, BERLIN)}


def days(folder: Path, *dates: str, views: float = 1.0, again: bool = False) -> list[Path]:
    """Write the daily figures of one account."""
    fields = {"channel": "instagram", "account": "a", "views": views}
    columns = {name: [value] * len(dates) for name, value in fields.items()}
    return write_parquet(table("accounts", date=[*dates], **columns), folder, BERLIN, replace=again)


def views(folder: Path) -> float:
    """Add up all views that are in the folder."""
    return float(pd.read_parquet(folder / "accounts")["views"].sum())


@pytest.mark.parametrize(
    "by",
    [["channel", "month"], ["channel", "week"], ["weekday"], ["hour"], ["channel", "format"]],
    ids=",".join,
)
def test_every_engine_computes_from_parquet_what_pandas_does_from_the_exports(
    exports: Exports, reader: Reader, by: list[str], tmp_path: Path
) -> None:
    exports.to_parquet(tmp_path)
    expected = rows(compute(exports.posts, KPIS, by=by))
    found = rows(compute(reader(tmp_path / "posts"), KPIS, by=by))
    assert len(expected) > 3
    assert found == [
        {k: pytest.approx(v, rel=1e-9) if isinstance(v, float) else v for k, v in row.items()}
        for row in expected
    ]


def test_what_is_lazy_stays_lazy(exports: Exports, reader: Reader, tmp_path: Path) -> None:
    exports.to_parquet(tmp_path)
    frame = reader(tmp_path / "posts")
    assert type(compute(frame, ["views"], by="month")) is type(frame)


@pytest.mark.parametrize("by", [["channel", "month"], ["week"], ["channel", "quarter", "weekday"]])
def test_duckdb_reads_the_files_once(exports: Exports, by: list[str], tmp_path: Path) -> None:
    """A minimum over a group without an order becomes a join of the rows with themselves."""
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    exports.to_parquet(tmp_path)
    posts = duckdb.read_parquet(f"{tmp_path}/posts/**/*.parquet", hive_partitioning=True)
    assert compute(posts, KPIS, by=by).explain().upper().count("PARQUET SCAN ") == 1


def test_every_table_with_rows_is_there_with_all_of_them(
    exports: Exports, reader: Reader, tmp_path: Path
) -> None:
    exports.to_parquet(tmp_path)
    wanted = {name: len(getattr(exports, name)) for name in TABLES if len(getattr(exports, name))}
    assert {path.name for path in tmp_path.iterdir()} == {*wanted}
    for name, count in wanted.items():
        frame = nw.from_native(reader(tmp_path / name))
        assert rows(frame.select(nw.len().alias("n")).to_native()) == [{"n": count}]
        assert {*TABLES[name].columns} <= {*frame.collect_schema().names()}


def test_a_post_at_half_past_eleven_at_night_keeps_its_day_and_hour(
    reader: Reader, tmp_path: Path
) -> None:
    """On 31 January 23:30 in Berlin it is 22:30 in UTC, and in Los Angeles still afternoon."""
    moments = {"published_at": ["2026-01-31T22:30Z"], "published_on": ["2026-01-31"]}
    write_parquet(
        table("posts", channel=["x"], likes=[1], **moments), tmp_path, BERLIN, replace=False
    )
    frame = reader(tmp_path / "posts")
    (row,) = rows(compute(frame, ["likes"], by=["day", "hour"]))
    assert (row["day"], row["hour"]) == ("2026-01-31", 23)
    zone = nw.from_native(frame).select("time_zone", "published_at").lazy().collect().row(0)
    assert (zone[0], str(zone[1])) == (BERLIN, "2026-01-31 23:30:00")


@pytest.mark.parametrize(
    ("moments", "hours"),
    [
        (["2026-03-29T00:59Z", "2026-03-29T01:00Z"], [1, 3]),
        (["2026-10-24T23:30Z", "2026-10-25T00:30Z", "2026-10-25T01:30Z"], [1, 2]),
    ],
    ids=["spring", "autumn"],
)
def test_the_night_of_the_clock_change_shows_the_clock(
    reader: Reader, moments: list[str], hours: list[int], tmp_path: Path
) -> None:
    """In spring 2 o'clock is left out; in autumn it comes twice, and is one hour of the clock."""
    data = table("posts", channel=["x"] * len(moments), published_at=moments)
    write_parquet(data, tmp_path, BERLIN, replace=False)
    assert [r["hour"] for r in rows(compute(data["posts"], ["posts"], by="hour"))] == hours
    found = compute(reader(tmp_path / "posts"), ["posts"], by="hour")
    assert [row["hour"] for row in rows(found)] == hours


def test_what_is_missing_is_null_and_not_zero(reader: Reader, tmp_path: Path) -> None:
    data = table("posts", channel=["x", None], published_on=["2026-01-01", None], likes=[0.0, None])
    write_parquet(data, tmp_path, BERLIN, replace=False)
    frame = nw.from_native(reader(tmp_path / "posts")).select("channel", "year", "likes")
    found = [tuple(row.values()) for row in rows(frame.to_native())]
    assert sorted(found, key=str) == [("x", 2026, 0.0), (None, None, None)]


def test_a_channel_of_any_name_comes_back(reader: Reader, tmp_path: Path) -> None:
    data = table("accounts", channel=["Köln / 50 %"], date=["2026-01-01"], views=[1.0])
    write_parquet(data, tmp_path, BERLIN, replace=False)
    (row,) = rows(compute(reader(tmp_path / "accounts"), ["views"], by="channel"))
    assert row["channel"] == "Köln / 50 %"


def test_columns_have_the_same_types_in_every_file(tmp_path: Path) -> None:
    """A file in which a figure is missing throughout fits to one in which it is there."""
    data = table(
        "messages", channel=["x", "y"], received_at=["2026-01-01T09:00Z", "2027-01-01T09:00Z"],
        answered_at=["2026-01-01T10:00Z", None],
    )  # fmt: skip
    one, two = (
        arrow.parquet.read_schema(path)
        for path in write_parquet(data, tmp_path, BERLIN, replace=False)
    )
    assert one == two
    assert one.field("received_at").type == arrow.timestamp("us")  # local, so without a zone
    (path,) = days(tmp_path, "2026-01-01")
    schema = arrow.parquet.read_schema(path)
    kinds = [str(schema.field(name).type) for name in ("date", "views", "account")]
    assert kinds == ["date32[day]", "double", "string"]


def test_a_table_grows_by_days_that_are_not_there(tmp_path: Path) -> None:
    (path,) = days(tmp_path, "2026-01-01", "2026-01-31", views=1.0)
    days(tmp_path, "2026-02-01", "2026-02-28", views=10.0)
    days(tmp_path, "2025-01-15", views=100.0)
    assert views(tmp_path) == 122.0
    folder = path.parent.relative_to(tmp_path)
    assert folder == Path("accounts", "channel=instagram", "year=2026")
    assert path.name.startswith("2026-01-01_2026-01-31_")


def test_days_that_are_there_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    days(tmp_path, "2026-01-01", "2026-01-31")
    with pytest.raises(KpiKitError, match=r"from 2026-01-31 to 2026-02-28 .* replace=True"):
        days(tmp_path, "2027-01-01", "2026-01-31", "2026-02-28")
    assert views(tmp_path) == 2.0


def test_rows_replace_those_of_files_whose_days_they_cover(tmp_path: Path) -> None:
    days(tmp_path, "2026-01-01", "2026-01-31")
    days(tmp_path, "2026-01-01", "2026-01-31", "2026-02-28", views=10.0, again=True)
    assert views(tmp_path) == 30.0
    days(tmp_path, "2026-01-01", "2026-02-28", views=100.0, again=True)
    assert views(tmp_path) == 200.0


def test_no_day_is_lost_in_replacing(tmp_path: Path) -> None:
    days(tmp_path, "2026-01-01", "2026-01-31")
    with pytest.raises(KpiKitError, match="reaches beyond 2026-01-31 to 2026-02-28"):
        days(tmp_path, "2026-01-31", "2026-02-28", again=True)
    assert views(tmp_path) == 2.0


def test_another_account_s_days_do_not_overlap(tmp_path: Path) -> None:
    for account in ("a", "b", None):
        data = table("accounts", channel=["x"], account=[account], date=["2026-01-01"], views=[1.0])
        write_parquet(data, tmp_path, BERLIN, replace=False)
    assert views(tmp_path) == 3.0


def test_periods_overlap_by_their_ends(tmp_path: Path) -> None:
    """An ad that ran from 1 January to 10 February is in February's figures too."""

    def ads(start: str, end: str) -> dict[str, pd.DataFrame]:
        return table("ads", channel=["x"], period_start=[start], period_end=[end], spend=[1.0])

    write_parquet(ads("2026-01-01", "2026-02-10"), tmp_path, BERLIN, replace=False)
    with pytest.raises(KpiKitError, match="2026-01-01_2026-02-10"):
        write_parquet(ads("2026-02-01", "2026-02-28"), tmp_path, BERLIN, replace=False)


def test_costs_without_channel_are_filed_by_year_and_undated_ones_apart(tmp_path: Path) -> None:
    data = table("costs", date=["2026-01-01", None], amount=[1.0, 2.0])
    write_parquet(data, tmp_path, BERLIN, replace=False)
    folders = sorted(path.name for path in (tmp_path / "costs").iterdir())
    assert folders == ["year=2026", "year=__HIVE_DEFAULT_PARTITION__"]
    with pytest.raises(KpiKitError, match="undated"):
        write_parquet(table("costs", date=[None], amount=[2.0]), tmp_path, BERLIN, replace=False)


def test_exports_without_rows_write_nothing(exports: Exports, tmp_path: Path) -> None:
    empty = {name: getattr(exports, name).iloc[:0] for name in TABLES}
    assert replace(exports, **empty).to_parquet(tmp_path / "new") == []


@pytest.mark.parametrize("lang", labels.LANGUAGES)
def test_without_pyarrow_the_error_says_what_to_install(
    exports: Exports, lang: labels.Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)  # as if it were not there
    labels.use(lang)
    with pytest.raises(KpiKitError, match=r'pip install "kpi-kit\[duckdb\]"'):
        exports.to_parquet(tmp_path)
