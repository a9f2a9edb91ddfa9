"""Several files into one table: the same post twice, one day's metrics from many files.

What is dropped here goes back into its reading's ledger: a row is kept once, or set aside.
"""

from collections.abc import Sequence

import pandas as pd

from kpi_kit import labels
from kpi_kit.ledger import Reading
from kpi_kit.tables import TABLES

SEVERAL = " + "
"""Joins the files, and the rows in them, that meet in one row."""

OWNER = ["channel", "account"]


def stack(readings: Sequence[Reading]) -> pd.DataFrame:
    """Put readings below one another; a row that another file holds too is set aside."""
    _leave_out_repeats(readings)
    _warn_of_overlaps(readings)
    frames = [reading.rows for reading in readings if len(reading.rows)]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def merge_posts(readings: Sequence[Reading]) -> pd.DataFrame:
    """Keep each post once, in its newest state.

    An export does not say when it was made, and its name misleads. A post's views only grow, so
    the row with more of them is the newer one.
    """
    rows = _numbered(readings)
    if rows.empty:
        return rows
    seen = rows["views"].fillna(rows["impressions"]).fillna(-1.0)
    newest_first = rows.assign(_seen=seen).sort_values("_seen", ascending=False, kind="stable")
    key = list(TABLES["posts"].key)
    repeated = newest_first.duplicated(key)
    kept = newest_first[~repeated].set_index(key)
    for _, row in newest_first[repeated].iterrows():
        newer = kept.loc[tuple(row[key])]
        same = row["_seen"] == newer["_seen"]
        reason = "reason.same_row" if same else "reason.older_snapshot"
        _return(readings, row, "post_id", row["post_id"], labels.text(reason, other=_place(newer)))
    return rows[~repeated.reindex(rows.index)].sort_values("published_at", ignore_index=True)


def merge_accounts(readings: Sequence[Reading]) -> pd.DataFrame:
    """Lay the series of all files side by side: one row per account and day.

    A second value for the same day and metric is set aside, equal or not: which of two is right
    cannot be known here.
    """
    rows = _numbered(readings)
    if rows.empty:
        return rows
    rows[OWNER] = rows[OWNER].astype("object").where(rows[OWNER].notna(), "")
    key = [*TABLES["accounts"].key, "metric"]
    real_first = rows.assign(_filled=rows["source_row"].eq("")).sort_values("_filled", kind="stable")
    repeated = real_first.duplicated(key)
    kept = real_first[~repeated].set_index(key)
    for _, row in real_first[repeated & ~real_first["_filled"]].iterrows():
        other = kept.loc[tuple(row[key])]
        same = row["value"] == other["value"]
        reason = labels.text("reason.same_row" if same else "reason.other_value", other=_place(other))
        severity = "note" if same else "warning"
        _return(readings, row, row["metric"], labels.number(row["value"]), reason, severity)
    single = real_first[~repeated].sort_index()
    _warn_of_tails(readings, single)
    return _side_by_side(single)


def _side_by_side(rows: pd.DataFrame) -> pd.DataFrame:
    key = list(TABLES["accounts"].key)
    wide = rows.pivot(index=key, columns="metric", values="value")
    told = rows[rows["source_row"].ne("")].groupby(key)[["source_file", "source_row"]]
    wide = wide.join(told.agg(SEVERAL.join)).reset_index()
    wide[OWNER] = wide[OWNER].where(wide[OWNER].ne(""), None)
    return wide


def _numbered(readings: Sequence[Reading]) -> pd.DataFrame:
    """Stack the rows, each with the number of its reading and its place there."""
    frames = [
        reading.rows.assign(_reading=number, _place=range(len(reading.rows)))
        for number, reading in enumerate(readings)
        if len(reading.rows)
    ]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def _return(
    readings: Sequence[Reading], row: "pd.Series[object]", column: object, value: object,
    reason: str, severity: str = "note",
) -> None:  # fmt: skip
    """Set a merged row aside in the ledger of the file it came from."""
    reading = readings[int(str(row["_reading"]))]
    reading.leave_out(int(str(row["source_row"])), str(column), str(value), reason, severity)
    gone = (reading.rows["source_row"] == row["source_row"]) & (
        reading.rows["source_file"] == row["source_file"]
    )
    reading.rows = reading.rows[~gone]


def _place(row: "pd.Series[object]") -> str:
    return labels.text("message.place", file=row["source_file"], row=row["source_row"])


def _leave_out_repeats(readings: Sequence[Reading]) -> None:
    """Set rows aside that stand word for word in an earlier file, as after a second download."""
    first: dict[tuple[object, ...], tuple[int, str]] = {}
    for number, reading in enumerate(readings):
        facts = reading.rows.drop(columns=["source_file", "source_row"]).astype("str")
        repeats = []
        for (_, row), values in zip(
            reading.rows.iterrows(), facts.itertuples(index=False, name=None), strict=True
        ):
            seen_in, place = first.setdefault(values, (number, _place(row)))
            if seen_in != number:
                reason = labels.text("reason.same_row", other=place)
                reading.leave_out(int(row["source_row"]), "", "", reason, "note")
                repeats.append(row.name)
        reading.rows = reading.rows.drop(index=repeats)


def _warn_of_overlaps(readings: Sequence[Reading]) -> None:
    """Warn where two files divide the same days differently: together they count spend twice."""
    spans = [
        (r, _division(r), r.rows["period_start"].min(), r.rows["period_end"].max())
        for r in readings
        if len(r.rows)
    ]
    for at, (reading, division, start, end) in enumerate(spans):
        for other, other_division, other_start, other_end in spans[:at]:
            if division != other_division and start <= other_end and other_start <= end:
                shown = labels.text("problem.overlapping_ads", other=other.file)
                reading.note("warning", shown)


def _division(reading: Reading) -> tuple[object, ...]:
    """Tell what the rows of an ads file are: its level and its breakdown."""
    levels = [name for name in ("campaign", "ad_set", "ad") if reading.rows[name].notna().any()]
    return (*levels, *reading.rows["breakdown"].dropna().unique())


def _warn_of_tails(readings: Sequence[Reading], rows: pd.DataFrame) -> None:
    """Say where a series ends before the others: those days are missing, not 0."""
    last = rows.groupby([*OWNER, "metric"])["date"].max()
    for (channel, account, metric), end in last.items():
        others = last.loc[(channel, account)].max()
        if end < others:
            series = rows[(rows["channel"] == channel) & (rows["metric"] == metric)]
            at = series[series["account"] == account]["_reading"].iloc[-1]
            facts = {"last": labels.day(end), "other": labels.day(others)}
            shown = labels.text("problem.missing_tail", metric=labels.name_of(metric), **facts)
            readings[int(at)].note("note", shown, column=str(metric))
