"""Small named frames, and a clean slate around every test."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pandas as pd
import polars as pl
import pytest
from hypothesis import settings

from kpi_kit import errors, labels

# A law does not depend on how busy the machine is.
settings.register_profile("kpi_kit", deadline=None, max_examples=50)
settings.load_profile("kpi_kit")

Engine = Callable[[dict[str, list[Any]]], Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what runs on every engine, so that .ci/run finds it."""
    for item in items:
        if {"engine", "reader"} & {*getattr(item, "fixturenames", ())}:
            item.add_marker("engines")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins in English and leaves no language behind."""
    with labels.speaking("en"):
        yield
    errors.debug.set(False)


@pytest.fixture(autouse=True)
def _close_figures() -> Iterator[None]:
    yield
    import matplotlib.pyplot as plt

    plt.close("all")


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """Start one Spark for all tests, on this machine."""
    sql = pytest.importorskip("pyspark.sql", reason="PySpark is not installed")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java")
    options = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.session.timeZone": "America/Los_Angeles",  # nothing may depend on it
    }
    session = sql.SparkSession.builder.master("local[1]").config(map=options).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(
    params=[
        "pandas",
        "polars",
        "polars lazy",
        "duckdb",
        pytest.param("pyspark", marks=pytest.mark.spark),
    ]
)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Make a frame of each kind from the same columns."""
    match request.param:
        case "pandas":
            return _pandas
        case "polars":
            return pl.DataFrame
        case "polars lazy":
            return pl.LazyFrame
        case "duckdb":
            return _duckdb
    session = request.getfixturevalue("spark")
    return lambda columns: _pyspark(session, columns)


def _pandas(columns: dict[str, list[Any]]) -> pd.DataFrame:
    """Make a frame as exports have them: days are times at midnight."""
    frame = pd.DataFrame(columns)
    for name, values in columns.items():
        if any(isinstance(value, date) for value in values):
            frame[name] = pd.to_datetime(frame[name]).dt.as_unit("us")
    return frame


def _pyspark(session: Any, columns: dict[str, list[Any]]) -> Any:
    """Make moments without a zone what they are; Spark would give them that of its session."""
    session.conf.set("spark.sql.timestampType", "TIMESTAMP_NTZ")
    try:
        return session.createDataFrame(_arrow(columns))
    finally:
        session.conf.unset("spark.sql.timestampType")


def _duckdb(columns: dict[str, list[Any]]) -> Any:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    return duckdb.from_arrow(_arrow(columns))


def _arrow(columns: dict[str, list[Any]]) -> Any:
    arrow = pytest.importorskip("pyarrow", reason="PyArrow is not installed")
    return arrow.table({name: list(values) for name, values in columns.items()})


@pytest.fixture
def posts() -> pd.DataFrame:
    """Five posts on two channels; one reach is missing, one post reached nobody."""
    return pd.DataFrame(
        {
            "channel": ["instagram", "instagram", "instagram", "facebook", "facebook"],
            "published_at": pd.to_datetime(
                [
                    "2026-01-31 23:30",
                    "2026-02-01 08:00",
                    "2026-02-10 12:00",
                    "2026-02-10 18:00",
                    "2026-03-01 09:00",
                ]
            ).tz_localize("Europe/Berlin"),
            "format": ["reel", "image", "reel", "link", "link"],
            "reach": [1000.0, 10.0, None, 200.0, 0.0],
            "interactions": [90.0, 1.0, 50.0, 4.0, 0.0],
            "views": [1500.0, 20.0, 700.0, 300.0, 0.0],
        }
    )
