"""What a human should look at in the tables: gaps, impossible values, mixed currencies, breaks.

Nothing is changed here. Duplicates and overlapping files are found where files are joined. What
lies in one file is said of that file; what shows only across files, of the table.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.metrics import METRICS
from kpi_kit.tables import TABLES, repeated

COLUMNS = ("file", "row", "column", "problem", "severity")

Finding = dict[str, object]

AT_MOST = {
    "posts": [("reach", "impressions"), ("reach", "views")],
    "accounts": [("reach", "impressions"), ("visitors", "profile_visits")],
    "ads": [("reach", "impressions"), ("link_clicks", "impressions")],
    "periods": [("reach", "impressions")],
    "web": [("engaged_sessions", "sessions"), ("new_users", "users"), ("clicks", "impressions")],
}
"""Pairs of figures of which the first is never larger than the second."""

DATED = {
    "posts": ("published_on",),
    "ads": ("period_start",),
    "web": ("date", "period_start"),
    "orders": ("ordered_on",),
}
"""The columns of which one must say when, so that a row belongs to a month."""

SIGNED = {"net_follows", "contribution_margin", "revenue"}
"""Figures that may well be negative: more left than came, or goods came back."""

STOCKS = {"followers", "reach", "viewers", "visitors", "users"}
"""People, of whom there are never fewer than none."""

OWNER = ["channel", "account"]

ONE_DAY = pd.Timedelta(days=1)

MOST_SPANS = 5
"""How many spans without figures are named; the days of all of them are counted."""


def check(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List what looks wrong in canonical tables.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Canonical tables by name.

    Returns
    -------
    DataFrame
        file, row, column, problem, severity: one row per kind of finding and file, with an
        example. ``file`` is empty where a finding concerns several.

    Examples
    --------
    >>> posts = pd.DataFrame({"channel": ["x"], "reach": [9.0], "views": [4.0],
    ...                       "source_file": ["a.csv"], "source_row": ["2"]})
    >>> check({"posts": posts})["problem"].tolist()
    ['more Reach than Views (rows: 1, the first has 9 and 4); compare with the platform']
    """
    found: list[Finding] = []
    for name, table in tables.items():
        if len(table):
            found += _figures(table, name)
            found += _rows(table, name)
            found += _across(table, name)
    return pd.DataFrame(found, columns=list(COLUMNS))


def _figures(table: pd.DataFrame, name: str) -> Iterator[Finding]:
    """Find figures that cannot be."""
    for part, whole in AT_MOST.get(name, []):
        if {part, whole} <= {*table}:
            for rows in _by_file(table, table[part] > table[whole]):
                facts = {"part": labels.name_of(part), "whole": labels.name_of(whole)}
                facts |= {"one": _first(rows, part), "other": _first(rows, whole)}
                yield _finding(rows, part, "larger", **facts)
    kinds = TABLES[name].columns
    for column in map(str, table):
        if kinds.get(column) in {"count", "number"} and column not in SIGNED:
            for rows in _by_file(table, table[column] < 0):
                facts = {"column": labels.name_of(column), "value": _first(rows, column)}
                if column in STOCKS:
                    yield _finding(rows, column, "negative", **facts)
                else:
                    yield _finding(rows, column, "correction", "note", **facts)
    if "share" in table:
        for rows in _by_file(table, (table["share"] < 0) | (table["share"] > 1)):
            yield _finding(rows, "share", "no_share")


def _rows(table: pd.DataFrame, name: str) -> Iterator[Finding]:
    """Find rows without a day or a currency, and rows that are there twice."""
    dates = [column for column in DATED.get(name, ()) if column in table]
    if dates:
        for rows in _by_file(table, table[dates].isna().all(axis=1)):
            yield _finding(rows, dates[0], "no_day", "note")
    if "currency" in table:
        paid = _paid(table)
        for rows in _by_file(paid, paid["currency"].isna()):
            yield _finding(rows, "currency", "no_currency")
    if "response_seconds" in table:
        for rows in _by_file(table, table["response_seconds"] < 0):
            yield _finding(rows, "answered_at", "answered_before")
    key, facts = list(TABLES[name].key), [n for n in map(str, table) if n != "source_row"]
    if name == "posts":  # joining has left each identifier once
        alike = table[table["post_id"].isna()] if "post_id" in table else table.iloc[:0]
    else:
        alike = table[table.duplicated(key, keep=False)] if key else table
    for rows in _by_file(alike, repeated(alike, facts, keep="first")):
        yield _finding(rows, "", "doubles")


def _across(table: pd.DataFrame, name: str) -> Iterator[Finding]:
    """Find what shows only when all files are seen together."""
    if "currency" in table:
        found = sorted(_paid(table)["currency"].dropna().unique())
        if len(found) > 1:
            yield _of_table(
                name, (), "currency", "several_currencies", "note", found=", ".join(found)
            )
    if name == "posts" and "impressions" in table:
        for channel, rows in table.groupby("channel", dropna=False, sort=False):
            older = int((rows["impressions"].notna() & rows["views"].isna()).sum())
            newer = int((rows["views"].notna() & rows["impressions"].isna()).sum())
            if older and newer:
                facts = {"older": formatting.number(older), "newer": formatting.number(newer)}
                yield _of_table(name, (channel,), "views", "series_break", **facts)
    if name == "accounts":
        for owner, rows in table.groupby(OWNER, dropna=False, sort=False):
            older = rows.loc[rows["impressions"].notna() & rows["views"].isna(), "date"].max()
            newer = rows.loc[rows["views"].notna() & rows["impressions"].isna(), "date"].min()
            if older < newer:
                facts = {"older": formatting.day(older), "newer": formatting.day(newer)}
                yield _of_table(name, owner, "views", "series_break_days", **facts)
            yield from _gaps(rows.sort_values("date"), owner)


def _gaps(rows: pd.DataFrame, owner: tuple[object, ...]) -> Iterator[Finding]:
    """Find days between others that have no figure at all, and those that lack one."""
    days = rows["date"]
    away = days.diff().dt.days
    if (away > 1).any():
        ends = zip(days.shift()[away > 1] + ONE_DAY, days[away > 1] - ONE_DAY, strict=True)
        spans = [formatting.days(first, last) for first, last in ends]
        facts = {"days": formatting.number((away[away > 1] - 1).sum()), "spans": _listed(spans)}
        yield _of_table("accounts", owner, "date", "gap", **facts)
    for metric, kind in TABLES["accounts"].columns.items():
        if kind in {"count", "number"} and rows[metric].notna().any():
            known = rows[metric].notna().to_numpy()
            between = slice(known.argmax(), len(known) - known[::-1].argmax())
            lacking = days[between][~known[between]]
            if len(lacking):
                facts = {"metric": labels.name_of(metric), "days": formatting.number(len(lacking))}
                facts["first"] = formatting.day(lacking.iloc[0])
                yield _of_table("accounts", owner, metric, "missing_days", **facts)


def _listed(spans: list[str]) -> str:
    shown, more = ", ".join(spans[:MOST_SPANS]), len(spans) - MOST_SPANS
    if more <= 0:
        return shown
    return labels.text("problem.and_more_spans", spans=shown, more=formatting.number(more))


def _paid(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with an amount of money."""
    amounts = [name for name in map(str, table) if name in {"amount", "rate"} or _is_money(name)]
    return table[table[amounts].fillna(0).ne(0).any(axis=1)]


def _is_money(column: str) -> bool:
    return column in METRICS and METRICS[column].unit == "money"


def _by_file(table: pd.DataFrame, found: "pd.Series[bool]") -> Iterator[pd.DataFrame]:
    """Yield the rows that are marked, file by file; mostly there are none, which is told fast."""
    if found.any():
        for _, own in table[found].groupby("source_file", sort=False):
            yield own


def _first(rows: pd.DataFrame, column: str) -> str:
    metric = METRICS.get(column)
    value = float(rows[column].iloc[0])
    currency = rows["currency"].iloc[0] if "currency" in rows else None
    return formatting.shown(value, metric.unit if metric else "count", currency=currency or None)


def _finding(
    rows: pd.DataFrame, at: str, key: str, severity: str = "warning", /, **facts: str
) -> Finding:
    """Say how many rows of a file are concerned, and point at the first."""
    file, row = rows["source_file"].iloc[0], str(rows["source_row"].iloc[0])
    shown = labels.text(f"problem.{key}", rows=formatting.number(len(rows)), **facts)
    if not row.isdigit():  # several files meet in this row
        shown = f"{file}: {shown}"
        return dict(zip(COLUMNS, ("", None, at, shown, severity), strict=True))
    return dict(zip(COLUMNS, (file, int(row), at, shown, severity), strict=True))


def _of_table(
    name: str, owner: tuple[object, ...], at: str, key: str, severity: str = "warning", /,
    **facts: str,
) -> Finding:  # fmt: skip
    """Say whose figures are concerned, for no single file is."""
    known = [labels.value_name("channel", str(part)) for part in owner if isinstance(part, str)]
    if owner and not isinstance(owner[0], str):
        known.insert(0, labels.text("problem.channel_unknown"))
    whose = " · ".join([labels.text(f"table.{name}"), *known])
    shown = f"{whose}: {labels.text(f'problem.{key}', **facts)}"
    return dict(zip(COLUMNS, ("", None, at, shown, severity), strict=True))
