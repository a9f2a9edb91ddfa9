"""Several files into one table: the same post twice, one day's metrics from many files.

What is dropped here goes back into its reading's ledger: a row is kept once, or set aside.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.ledger import Reading
from kpi_kit.overlaps import warn_of_overlaps
from kpi_kit.tables import SEVERAL, SOURCE, TABLES, repeated

if TYPE_CHECKING:
    from pandas.core.groupby.generic import SeriesGroupBy

OWNER = ["channel", "account"]
DAILY = [n for n, kind in TABLES["accounts"].columns.items() if kind in {"count", "number"}]
COUNTED = [n for n, kind in TABLES["posts"].columns.items() if kind in {"count", "number"}]
ONE_DAY, A_TAIL = pd.Timedelta(days=1), pd.Timedelta(days=31)
READING = "_reading"  # the number of the reading that a row came from


def stack(readings: Sequence[Reading]) -> pd.DataFrame:
    """Put ads below one another; a row that an earlier file holds too is set aside.

    Equal rows within one file stay: an ad without a name may well have a twin.
    """
    rows = _numbered(readings)
    if rows.empty:
        return rows
    if rows[READING].iloc[0] != rows[READING].iloc[-1]:
        rows = _without_repeated(readings, rows)
    warn_of_overlaps(readings)
    return rows


def _without_repeated(readings: Sequence[Reading], rows: pd.DataFrame) -> pd.DataFrame:
    facts = [name for name in map(str, rows) if name not in {*SOURCE, READING}]
    first = _first(rows[repeated(rows, facts, keep=False)], facts)
    again = rows.loc[first.index[first[READING] != rows.loc[first.index, READING]]]
    if again.empty:
        return rows
    for row, other in _pairs(again, first):
        reason = labels.text("reason.same_row", other=_place(other))
        _leave_out(readings, row, "", "", reason, "note")
    return _keep(readings, rows.drop(index=again.index))


def merge_posts(readings: Sequence[Reading]) -> pd.DataFrame:
    """Keep each post once, in its newest state.

    An export does not say when it was made, and its name misleads. A post's views only grow, so
    the row with more of them is the newer one. A post whose identifier is lost stays for itself.
    """
    rows = _numbered(readings)
    if rows.empty:
        return rows
    key = list(TABLES["posts"].key)
    known = rows["post_id"].dropna().to_numpy(dtype=object)
    if len({*known}) == len(known):  # pandas' own search takes over-proportionally long on millions
        return rows
    several = rows[rows.duplicated(key, keep=False) & rows["post_id"].notna()]
    seen = several["views"].fillna(several["impressions"]).fillna(-1.0)
    newest = several.assign(_seen=seen).sort_values("_seen", ascending=False, kind="stable")
    first, again = _first(newest, key), newest.duplicated(key)
    completes = again & _completes(newest, first)
    completes &= ~newest[completes].duplicated(key).reindex(newest.index, fill_value=False)
    repeated = newest[again & ~completes]
    for row, newer in _pairs(repeated, first):
        reason, severity = _which(row, newer)
        told = labels.text(reason, other=_place(newer))
        _leave_out(readings, row, "post_id", row["post_id"], told, severity)
    kept = _keep(readings, rows.drop(index=repeated.index) if len(repeated) else rows)
    return _completed(kept, newest[~again], newest[completes], key)


def _completes(rows: pd.DataFrame, others: pd.DataFrame) -> "pd.Series[bool]":
    """Mark rows that add figures to those of other rows and contradict none of them."""
    figures, known = rows[COUNTED], others.loc[rows.index, COUNTED]
    contradicts = (figures.ne(known) & figures.notna() & known.notna()).any(axis=1)
    return (figures.notna() & known.isna()).any(axis=1) & ~contradicts


def _completed(
    kept: pd.DataFrame, firsts: pd.DataFrame, others: pd.DataFrame, key: list[str]
) -> pd.DataFrame:
    """Lay rows that complete one another side by side, as one post."""
    if others.empty:
        return kept
    places = firsts[key].assign(_at=firsts.index)
    more = others.set_axis(others[key].merge(places, on=key, how="left")["_at"])
    beside = more.reindex(kept.index)
    for name in kept.columns:
        if name in SOURCE:
            kept.loc[more.index, name] = kept[name] + SEVERAL + more[name]
        else:
            kept[name] = kept[name].where(kept[name].notna(), beside[name])
    return kept.drop(index=others.index)


def _which(row: dict[Any, Any], newer: dict[Any, Any]) -> tuple[str, str]:
    """Say what a second row of a post is to the one that is kept."""
    if row["_seen"] != newer["_seen"]:
        return "reason.older_snapshot", "note"
    facts = pd.DataFrame([row, newer]).drop(columns=[*SOURCE, READING])
    return (
        ("reason.same_row", "note") if facts.duplicated().any() else ("reason.no_newer", "warning")
    )


def merge_accounts(readings: Sequence[Reading], *, zone: str) -> pd.DataFrame:
    """Lay the files side by side: one row per account and day.

    A row that gives another value for a metric of the same day is set aside: which of two is
    right cannot be known here. So is a row that says nothing new, and one of the same metric that
    cuts its days in another time zone: the days of ``zone``, the account's own, are kept even where
    the figures agree. A zero that was filled in gives way to one that was read, and a side figure
    to that of the export whose subject it is; the rest of its row stays.
    """
    rows = _numbered(readings)
    if rows.empty:
        return rows
    rows = rows.assign(**{name: rows[name].astype("object").fillna("") for name in OWNER})
    several = rows.duplicated(list(TABLES["accounts"].key), keep=False)
    if several.any():
        rows = _without_side_figures(readings, rows, several)
    kept = _settled(readings, rows, several, zone) if several.any() else rows
    _warn_of_tails(readings, kept)
    return _side_by_side(kept)


def _without_side_figures(
    readings: Sequence[Reading], rows: pd.DataFrame, several: "pd.Series[bool]"
) -> pd.DataFrame:
    """Empty figures that another export measures for the same day, and say where they differ."""
    for metric in sorted({name for reading in readings for name in reading.spec.gives_way}):
        aside = [n for n, reading in enumerate(readings) if metric in reading.spec.gives_way]
        there = rows[several & rows[metric].notna()]
        gives_way = there[READING].isin(aside)
        key = list(TABLES["accounts"].key)
        main = there[~gives_way].drop_duplicates(key)[[*key, metric, "source_file"]]
        beside = there[gives_way].reset_index(names="_row").merge(main, on=key, suffixes=("", "_"))
        rows[metric] = rows[metric].mask(rows.index.isin(beside["_row"]))
        differ = beside[beside[metric].ne(beside[f"{metric}_"])]
        for (number, other), days in differ.groupby([READING, "source_file_"]):
            mine, theirs = (formatting.number(days[name].sum()) for name in (metric, f"{metric}_"))
            facts = {"metric": labels.name_of(metric), "mine": mine, "theirs": theirs}
            facts |= {"days": formatting.number(len(days)), "other": str(other)}
            said = labels.text("problem.gives_way", **facts)
            readings[int(str(number))].note("warning", said, column=metric)
    return rows


def _settled(
    readings: Sequence[Reading], rows: pd.DataFrame, several: "pd.Series[bool]", zone: str
) -> pd.DataFrame:
    """Leave out what repeats or contradicts a figure, where several rows speak of one day."""
    key = [*TABLES["accounts"].key, "metric"]
    clocks = dict(enumerate(reading.spec.time_zone or zone for reading in readings))
    figures = _figures(rows[several].assign(_clock=rows[READING].map(clocks)), zone)
    first = _first(figures, key)
    again = figures.duplicated(key)
    # Days of two clocks are not the same day, though their figures may agree by chance.
    alike = ["value", "_clock"]
    same = figures[alike].eq(first[alike].reindex(figures.index)).all(axis=1)
    figures = figures.assign(_again=again, _same=same, _other=again & ~same)
    by_row = figures.groupby("_row")
    useless = by_row["_again"].min() | by_row["_other"].max()
    repeated = figures[figures["_again"] & figures["_row"].map(useless).astype(bool)]
    # Of several figures in a row, one that differs says more than one that is the same.
    read = repeated[~repeated["_filled"]].sort_values(["_row", "_same"]).drop_duplicates("_row")
    for row, other in _pairs(read, first):
        reading, kept = readings[row[READING]], readings[other[READING]]
        elsewhere = row["_clock"] != other["_clock"]
        reason = "other_day" if elsewhere else "other_value"
        told = labels.text(f"reason.{'same_row' if row['_same'] else reason}", other=_place(other))
        severity = "note" if row["_same"] or elsewhere else "warning"
        _leave_out(readings, row, row["metric"], formatting.number(row["value"]), told, severity)
        if not (row["_same"] or elsewhere):
            _ask_for_accounts(reading, kept)
    return _keep(readings, rows.drop(index=repeated["_row"].unique().tolist()))


def _ask_for_accounts(reading: Reading, other: Reading) -> None:
    """Print the lines that tell two files of different accounts apart."""
    if reading.match != other.match:
        facts = {"other": other.file, "first": other.match, "second": reading.match}
        reading.note("warning", labels.text("problem.two_accounts", **facts))


def _figures(rows: pd.DataFrame, zone: str) -> pd.DataFrame:
    """List every single figure of the days: read before filled in, of ``zone`` before others."""
    named = [*TABLES["accounts"].key, *SOURCE, READING, "_clock", "_row"]
    single = _one_by_one(rows.assign(_row=rows.index), named)
    filled = single["source_row"].eq("")
    single = single.assign(_filled=filled, _elsewhere=single["_clock"].ne(zone))
    return single.sort_values(["_filled", "_elsewhere", "_row"], ignore_index=True)


def _one_by_one(rows: pd.DataFrame, named: Sequence[str]) -> pd.DataFrame:
    """Give each figure that is known a row of its own: metric by metric, with other columns."""
    figures = rows[DAILY].to_numpy().T
    metric, at = np.nonzero(~np.isnan(figures))
    names, values = np.array(DAILY, dtype=object)[metric], figures[metric, at]
    return rows[[*named]].iloc[at].assign(metric=names, value=values)


def _side_by_side(rows: pd.DataFrame) -> pd.DataFrame:
    key = list(TABLES["accounts"].key)
    days = rows.drop(columns=[*SOURCE, READING]).groupby(key).first()
    read = rows[rows["source_row"].ne("")].groupby(key)
    days = days.assign(**{name: _joined(read[name]) for name in SOURCE}).reset_index()
    return days.assign(**{name: days[name].mask(days[name].eq(""), None) for name in OWNER})


def _joined(texts: "SeriesGroupBy[str, Any]") -> "pd.Series[str]":
    """Join the texts of each group; one by one, pandas would make a Series of every group."""
    groups: dict[int, list[str]] = {}
    for group, text in zip(texts.ngroup(), texts.obj.to_numpy(dtype=object), strict=True):
        groups.setdefault(group, []).append(text)
    first = texts.first()
    return pd.Series([SEVERAL.join(groups[at]) for at in range(len(first))], index=first.index)


def _numbered(readings: Sequence[Reading]) -> pd.DataFrame:
    """Put the rows below one another, each with the number of its reading."""
    there = [(number, reading) for number, reading in enumerate(readings) if len(reading.rows)]
    if not there:
        return pd.DataFrame()
    lengths = [len(reading.rows) for _, reading in there]
    rows = pd.concat([reading.rows for _, reading in there], ignore_index=True)
    return rows.assign(**{READING: np.repeat([number for number, _ in there], lengths)})


def _first(rows: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """Return, for every row whose key is there more than once, the first row with it."""
    rows = rows[rows.duplicated(key, keep=False)]
    place = pd.Series(range(len(rows)), index=rows.index)
    firsts = place.groupby([rows[name] for name in key], dropna=False).transform("min")
    return rows.iloc[firsts].set_axis(rows.index)


def _pairs(rows: pd.DataFrame, others: pd.DataFrame) -> list[tuple[dict[Any, Any], dict[Any, Any]]]:
    """Pair each row with the one that stands for it."""
    beside = others.loc[rows.index]
    return list(zip(rows.to_dict("records"), beside.to_dict("records"), strict=True))


def _keep(readings: Sequence[Reading], kept: pd.DataFrame) -> pd.DataFrame:
    """Tell every ledger which of its rows were kept."""
    if len(kept) == sum(len(reading.rows) for reading in readings):
        return kept
    places = kept.groupby(READING).indices
    for number, reading in enumerate(readings):
        if len(reading.rows) != len(places.get(number, ())):
            reading.rows = kept.iloc[places.get(number, [])]
    return kept


def _leave_out(
    readings: Sequence[Reading], row: dict[Any, Any], column: str, value: str, reason: str,
    severity: str,
) -> None:  # fmt: skip
    reading = readings[row[READING]]
    reading.leave_out(int(row["source_row"]), column, value, reason, severity)


def _place(row: dict[Any, Any]) -> str:
    return labels.text("message.place", file=row["source_file"], row=row["source_row"])


def _warn_of_tails(readings: Sequence[Reading], rows: pd.DataFrame) -> None:
    """Say where a series ends before the others: those days are missing, not 0."""
    ends = (
        _one_by_one(rows, [*OWNER, "date", READING])
        .sort_values("date", kind="stable")
        .groupby([*OWNER, "metric"], as_index=False)
        .agg(last=("date", "max"), reading=(READING, "last"))
    )
    ends["other"] = ends.groupby(OWNER)["last"].transform("max")
    late = ends["other"] - ends["last"]
    for end in ends[late.between(ONE_DAY, A_TAIL)].to_dict("records"):
        facts = {name: formatting.day(end[name]) for name in ("last", "other")}
        shown = labels.text("problem.missing_tail", metric=labels.name_of(end["metric"]), **facts)
        readings[end["reading"]].note("note", shown, column=end["metric"])
