"""Canonical tables as Parquet: ``folder/<table>/channel=…/year=…/<days>_<account>.parquet``.

DuckDB, Polars, Spark and pandas read a table's folder as one frame, and take ``channel`` and
``year`` from the names of the folders. Moments are written as the account's clock showed them,
without a zone: DuckDB and Spark would otherwise show days and hours in their session's zone.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

from kpi_kit.errors import KpiKitError
from kpi_kit.tables import TABLES

MISSING = "__HIVE_DEFAULT_PARTITION__"
"""The folder's value where there is none; every engine reads it as missing."""
UNDATED = "undated"
SUFFIX = ".parquet"


@dataclass(frozen=True)
class _Part:
    """The rows of one account in one folder."""

    path: Path
    rows: pd.DataFrame

    def overlapping(self) -> list[Path]:
        """Return the files in which days of this account are already."""
        first, last, account = self.path.stem.split("_")
        there = (path for path in self.path.parent.glob(f"*_{account}{SUFFIX}"))
        return [path for path in there if first <= _days(path)[1] and _days(path)[0] <= last]

    def covers(self, path: Path) -> bool:
        """Tell whether these rows reach over all days of a file."""
        (first, last), (begun, ended) = _days(self.path), _days(path)
        return first <= begun and ended <= last


def write_parquet(
    tables: dict[str, pd.DataFrame], folder: Path, time_zone: str, *, replace: bool
) -> list[Path]:
    """Write every table that has rows; :meth:`kpi_kit.Exports.to_parquet` says how."""
    pa = arrow()
    parts = {
        name: _parts(local_times(frame, name, time_zone), name, folder)
        for name, frame in tables.items()
        if len(frame)
    }
    every = [part for of_table in parts.values() for part in of_table]
    old = [(part, path) for part in every for path in part.overlapping()]
    for part, path in old:
        if not (replace and part.covers(path)):
            key = "days_partly_there" if replace else "days_there"
            first, last = _days(part.path)
            raise KpiKitError.saying(key, where=path, first=first, last=last)
    for name, of_table in parts.items():
        columns = schema(name, of_table[0].rows.columns)
        for part in of_table:
            part.path.parent.mkdir(parents=True, exist_ok=True)
            written = part.path.with_name(f".{part.path.name}")  # no engine reads hidden files
            rows = pa.Table.from_pandas(part.rows, schema=columns, preserve_index=False)
            pa.parquet.write_table(rows.replace_schema_metadata(), written)
            written.replace(part.path)
    for path in {path for _, path in old} - {part.path for part in every}:
        path.unlink()
    return [part.path for part in every]


def local_times(frame: pd.DataFrame, table: str, time_zone: str) -> pd.DataFrame:
    """Write moments as the account's clock showed them, and name the clock beside them.

    Examples
    --------
    >>> received = pd.to_datetime(["2026-06-30 21:30"]).tz_localize("UTC")
    >>> local_times(pd.DataFrame({"received_at": received}), "messages", "Europe/Berlin")
              received_at      time_zone
    0 2026-06-30 23:30:00  Europe/Berlin
    """
    times = [name for name in _of_kind(table, "time") if name in frame]
    clocks = {name: frame[name].dt.tz_convert(time_zone).dt.tz_localize(None) for name in times}
    return frame.assign(**clocks, time_zone=time_zone) if times else frame


def _parts(frame: pd.DataFrame, table: str, folder: Path) -> list[_Part]:
    """Divide a table by channel, year and account, as far as it has them."""
    day = _day(frame, table)
    ended = frame["period_end"].fillna(day) if "period_end" in frame else day
    keys = {"year": day.dt.year.astype("Int64").astype("str").where(day.notna(), MISSING)}
    if "channel" in frame:
        keys = {"channel": frame["channel"].fillna(MISSING), **keys}
    account = frame["account"] if "account" in frame else pd.Series("", index=frame.index)
    parts = []
    for (*values, owner), rows in frame.groupby([*keys.values(), account.fillna("")], sort=True):
        names = [f"{key}={_escaped(str(v))}" for key, v in zip(keys, values, strict=True)]
        span = [day[rows.index].min(), ended[rows.index].max()]
        first, last = (UNDATED if pd.isna(one) else f"{one:%Y-%m-%d}" for one in span)
        whose = hashlib.sha256(str(owner).encode()).hexdigest()[:12]
        path = folder.joinpath(table, *names, f"{first}_{last}_{whose}{SUFFIX}")
        parts.append(_Part(path, rows.drop(columns="channel", errors="ignore")))
    return parts


def _escaped(value: str) -> str:
    """Write a value as a folder's name; Spark takes escaped letters beyond ASCII for others."""
    return "".join(one if one > "\x7f" else quote(one, safe="") for one in value)


def _day(frame: pd.DataFrame, table: str) -> pd.Series:
    """Return the day by which a row is filed: the first of the table's days that is there."""
    first, *others = [*_of_kind(table, "date"), *_of_kind(table, "time")]
    day = frame[first]
    for name in others:
        day = day.fillna(frame[name])
    return day


def _of_kind(table: str, wanted: str) -> list[str]:
    return [name for name, kind in TABLES[table].columns.items() if kind == wanted]


def _days(path: Path) -> tuple[str, str]:
    """Return the first and the last day of a file, which its name tells."""
    first, last, _ = path.stem.split("_")
    return first, last


def schema(table: str, columns: Iterable[str]) -> Any:
    """Return the types of a table's columns in Parquet."""
    pa = arrow()
    kinds = {
        "text": pa.string(), "time": pa.timestamp("us"), "date": pa.date32(),
        "count": pa.float64(), "number": pa.float64(), "derived": pa.float64(),
    }  # fmt: skip
    known = {**TABLES[table].columns, "time_zone": "text"}
    return pa.schema([(name, kinds[known[name]]) for name in columns])


def arrow() -> Any:
    """Import PyArrow, which only who writes Parquet needs."""
    try:
        import pyarrow as pa
        import pyarrow.parquet
    except ImportError as error:
        raise KpiKitError.saying("no_arrow", where="to_parquet") from error
    return pa
