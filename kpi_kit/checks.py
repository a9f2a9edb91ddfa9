"""What a human should look at in the tables: gaps, impossible values, mixed currencies, breaks.

Nothing is changed here. Duplicates and overlapping files are found where files are joined.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from kpi_kit import labels
from kpi_kit.metrics import METRICS
from kpi_kit.tables import TABLES

COLUMNS = ("file", "row", "column", "problem", "severity")

AT_MOST = {
    "posts": [("reach", "impressions"), ("reach", "views")],
    "accounts": [("reach", "impressions"), ("visitors", "profile_visits")],
    "ads": [("reach", "impressions"), ("link_clicks", "impressions")],
    "periods": [("reach", "impressions")],
    "web": [("engaged_sessions", "sessions"), ("new_users", "users"), ("clicks", "impressions")],
}
"""Pairs of figures of which the first is never larger than the second."""

CORRECTED = {"follows", "unfollows", "net_follows"}
"""What may be negative: platforms take back what they had counted."""

OWNER = ["channel", "account"]


def check(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List what looks wrong in canonical tables.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Canonical tables by name.

    Returns
    -------
    DataFrame
        file, row, column, problem, severity: one row per kind of finding, with an example.

    Examples
    --------
    >>> posts = pd.DataFrame({"channel": ["x"], "reach": [9.0], "views": [4.0],
    ...                       "source_file": ["a.csv"], "source_row": ["2"]})
    >>> check({"posts": posts})["problem"].tolist()
    ['Reach is larger than Views (rows: 1, the first has 9 and 4); one of the two is wrong']
    """
    found = [
        finding
        for name, table in tables.items()
        if len(table)
        for finding in (
            *_larger(table, name),
            *_negative(table, name),
            *_fractions(table),
            *_money(table, name),
            *_doubles(table, name),
            *_gaps(table, name),
            *_breaks(table, name),
        )
    ]
    return pd.DataFrame(found, columns=list(COLUMNS))


def _finding(
    rows: pd.DataFrame, column: str, problem: str, severity: str = "warning"
) -> dict[str, object]:
    """Point at the first of the rows."""
    file, row = rows["source_file"].iloc[0], str(rows["source_row"].iloc[0])
    at = int(row) if row.isdigit() else None
    return dict(zip(COLUMNS, (file, at, column, problem, severity), strict=True))


def _across(name: str, column: str, problem: str, severity: str) -> dict[str, object]:
    """Say what concerns several files: their table."""
    shown = f"{labels.text(f'table.{name}')}: {problem}"
    return dict(zip(COLUMNS, ("", None, column, shown, severity), strict=True))


def _larger(table: pd.DataFrame, name: str) -> Iterator[dict[str, object]]:
    for part, whole in AT_MOST.get(name, []):
        if part in table and whole in table:
            rows = table[table[part] > table[whole]]
            if len(rows):
                values = {"one": rows[part].iloc[0], "other": rows[whole].iloc[0]}
                facts = {key: labels.number(value) for key, value in values.items()}
                names = {"part": labels.name_of(part), "whole": labels.name_of(whole)}
                shown = labels.text("problem.larger", rows=len(rows), **names, **facts)
                yield _finding(rows, part, shown)


def _negative(table: pd.DataFrame, name: str) -> Iterator[dict[str, object]]:
    kinds = TABLES[name].columns
    for column in [c for c in table if kinds.get(c) in {"count", "number"}]:
        rows = table[table[column] < 0]
        if len(rows):
            corrected = column in CORRECTED or column not in {"followers", "reach"}
            key = "problem.correction" if corrected else "problem.negative"
            facts = {"column": labels.name_of(column), "value": labels.number(rows[column].iloc[0])}
            shown = labels.text(key, rows=len(rows), **facts)
            yield _finding(rows, column, shown, "note" if corrected else "warning")


def _fractions(table: pd.DataFrame) -> Iterator[dict[str, object]]:
    if "share" in table:
        rows = table[(table["share"] < 0) | (table["share"] > 1)]
        if len(rows):
            shown = labels.text("problem.no_share", rows=len(rows))
            yield _finding(rows, "share", shown)


def _money(table: pd.DataFrame, name: str) -> Iterator[dict[str, object]]:
    """Find amounts in several currencies, or without any."""
    if "currency" not in table:
        return
    amounts = [c for c in map(str, table) if c in {"amount", "rate"} or _is_money(c)]
    paid = table[table[amounts].fillna(0).ne(0).any(axis=1)]
    found = sorted(paid["currency"].dropna().unique())
    if len(found) > 1:
        shown = labels.text("problem.several_currencies", found=", ".join(found))
        yield _across(name, "currency", shown, "note")
    unknown = paid[paid["currency"].isna()]
    if len(unknown):
        shown = labels.text("problem.no_currency", rows=len(unknown))
        yield _finding(unknown, "currency", shown)


def _is_money(column: str) -> bool:
    return column in METRICS and METRICS[column].unit == "money"


def _doubles(table: pd.DataFrame, name: str) -> Iterator[dict[str, object]]:
    """Find rows of one file that say the same; an ad without a name may well have a twin."""
    if TABLES[name].key:
        return
    facts = [column for column in map(str, table) if column != "source_row"]
    again = table[table.duplicated(facts)]
    if len(again):
        yield _finding(again, "", labels.text("problem.doubles", rows=len(again)))


def _gaps(table: pd.DataFrame, name: str) -> Iterator[dict[str, object]]:
    """Find days that lie between others of the same account and have no figure."""
    if name != "accounts":
        return
    for _, rows in table.groupby(OWNER, dropna=False, sort=False):
        days = rows["date"].sort_values()
        away = (days.diff().dt.days - 1).fillna(0)
        for at in away.index[away > 0]:
            before, after = days.loc[at] - pd.Timedelta(days=away[at]), days.loc[at]
            span = {"first": labels.day(before), "last": labels.day(after - pd.Timedelta(days=1))}
            shown = labels.text("problem.gap", days=int(away[at]), **span)
            yield _finding(rows.loc[[at]], "date", shown)
        yield from _missing(rows)


def _missing(rows: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Find figures that lack on days on which the account has others."""
    rows = rows.sort_values("date")
    for metric in [n for n, kind in TABLES["accounts"].columns.items() if kind == "count"]:
        known = rows[metric].notna().to_numpy()
        if not known.any():
            continue
        first, last = known.argmax(), len(known) - known[::-1].argmax()
        lacking = rows.iloc[first:last][~known[first:last]]
        if len(lacking):
            facts = {"metric": labels.name_of(metric), "days": len(lacking)}
            facts["first"] = labels.day(lacking["date"].iloc[0])
            yield _finding(lacking, metric, labels.text("problem.missing_days", **facts))


def _breaks(table: pd.DataFrame, name: str) -> Iterator[dict[str, object]]:
    """Find posts of one channel of which older ones have impressions and newer ones views."""
    if name != "posts" or "impressions" not in table:
        return
    for _, rows in table.groupby("channel", dropna=False, sort=False):
        older = rows["impressions"].notna() & rows["views"].isna()
        newer = rows["views"].notna() & rows["impressions"].isna()
        if older.any() and newer.any():
            facts = {"older": int(older.sum()), "newer": int(newer.sum())}
            shown = labels.text("problem.series_break", **facts)
            yield _across(name, "views", shown, "warning")
