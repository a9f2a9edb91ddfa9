"""A folder of exports, read: the canonical tables, and what became of every row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from kpi_kit import labels
from kpi_kit.channels import ChannelSpec, load_channel, shipped
from kpi_kit.errors import KpiKitError, ReadingError
from kpi_kit.folders import Found, channels_of, files_of, settings_of, told_apart
from kpi_kit.ledger import Reading
from kpi_kit.merging import merge_accounts, merge_posts, stack
from kpi_kit.reading import read
from kpi_kit.sheets import sheets
from kpi_kit.tables import TABLES, typed

LOG = (
    "file", "table", "spec", "export", "why", "rows_read", "rows_kept", "rows_total",
    "rows_set_aside", "repairs", "time_zone", "currency", "first_date", "last_date",
)  # fmt: skip
SET_ASIDE = ("file", "row", "column", "value", "reason")
PROBLEMS = ("file", "row", "column", "problem", "severity")


@dataclass(frozen=True)
class Exports:
    """What the channels exported, as canonical tables.

    Attributes
    ----------
    posts, accounts, ads, periods : DataFrame
        The tables that :data:`kpi_kit.tables.TABLES` describes; empty where nothing was exported.
    log : DataFrame
        One row per sheet: what it was taken for and why, and its rows, of which
        ``rows_kept + rows_total + rows_set_aside == rows_read``.
    set_aside : DataFrame
        One row per row left out: file, row as a spreadsheet counts, column, value, reason.
    problems : DataFrame
        What a person should look at: file, row, column, problem, severity.
    time_zone : str
        The account's zone, in which all times are.
    """

    posts: pd.DataFrame
    accounts: pd.DataFrame
    ads: pd.DataFrame
    periods: pd.DataFrame
    log: pd.DataFrame
    set_aside: pd.DataFrame
    problems: pd.DataFrame
    time_zone: str

    def __repr__(self) -> str:
        """Say in a sentence what is here."""
        counts = {name: labels.number(len(getattr(self, name))) for name in TABLES}
        files = labels.number(self.log["file"].nunique())
        aside = labels.number(len(self.set_aside))
        return labels.text("message.exports", files=files, set_aside=aside, **counts)


@dataclass
class _Collected:
    readings: list[Reading] = field(default_factory=list)
    refused: dict[str, KpiKitError] = field(default_factory=dict)


def load(
    *paths: str | Path,
    channel: str | Path | None = None,
    time_zone: str | None = None,
    progress: Callable[[Sequence[Found]], Iterable[Found]] = iter,
) -> Exports:
    """Read exports: files, or folders of any mix of platforms.

    A folder may hold an ``exports.toml`` with ``time_zone`` and ``[[files]]`` entries (``match``,
    ``channel``, ``account``). Without it, folders named after a channel count. What neither says
    stays unknown and becomes a problem entry.

    Parameters
    ----------
    *paths : str or Path
        Files (CSV, TSV, XLS, XLSX, ZIP) or folders of them.
    channel : str or Path, optional
        Read every file as this format, instead of recognising it: a shipped format's id, or the
        path of one's own description (TOML).
    time_zone : str, optional
        The account's zone; else the one in ``exports.toml``, else Europe/Berlin.
    progress : callable, optional
        Wraps the files while they are read, to show how far it is.

    Returns
    -------
    Exports
        A file among several that cannot be read becomes a problem of severity ``error``.

    Raises
    ------
    ReadingError
        If a path does not exist, a folder holds no exports, or no file could be read; then
        every reason is listed at once.
    SpecError
        If a description of a format, or ``exports.toml``, is not well formed.

    Examples
    --------
    >>> load("no/such/folder")
    Traceback (most recent call last):
        ...
    kpi_kit.errors.ReadingError: no/such/folder: there is no such file or folder; check the path
    """
    specs = {spec.id: spec for spec in [load_channel(channel)]} if channel else shipped()
    roots = [Path(path) for path in paths]
    settings = [settings_of(root) for root in roots]
    zone = time_zone or next((s.time_zone for s in settings if s.time_zone), "Europe/Berlin")
    _require_zone(zone)
    channels = channels_of({**shipped(), **specs}.values())
    files = told_apart(
        [f for r, s in zip(roots, settings, strict=True) for f in files_of(r, s, channels)]
    )
    collected = _Collected()
    for found in progress(files):
        _read_file(found, specs, zone, collected)
    if not collected.readings:
        reasons = list(collected.refused.values())
        if len(reasons) == 1:
            raise reasons[0]
        raise ReadingError.saying("nothing_read", problems="\n".join(f"- {r}" for r in reasons))
    return _assembled(collected, zone)


def _require_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise KpiKitError.saying("no_time_zone", zone=zone) from error


def _read_file(
    found: Found, specs: Mapping[str, ChannelSpec], zone: str, collected: _Collected
) -> None:
    """Read a file's sheets; what is wrong with one does not keep the others from being read."""
    try:
        found_sheets = list(sheets(found.path, found.name))
    except KpiKitError as error:
        collected.refused[found.name] = error
        return
    for sheet in found_sheets:
        try:
            collected.readings.append(read(sheet, specs, found.told, zone))
        except KpiKitError as error:
            collected.refused[sheet.file] = error


def _assembled(collected: _Collected, zone: str) -> Exports:
    by_table = {table: [r for r in collected.readings if r.spec.table == table] for table in TABLES}
    posts = typed(merge_posts(by_table["posts"]), "posts", zone)
    accounts = typed(merge_accounts(by_table["accounts"]), "accounts")
    ads = typed(stack(by_table["ads"]), "ads")
    periods = [reading.totals for reading in collected.readings if len(reading.totals)]
    tables = {
        "posts": posts,
        "accounts": accounts,
        "ads": ads,
        "periods": typed(pd.concat(periods) if periods else pd.DataFrame(), "periods"),
    }
    aside = [entry for reading in collected.readings for entry in reading.set_aside]
    return Exports(
        **tables,
        log=_log(collected),
        set_aside=pd.DataFrame(aside, columns=list(SET_ASIDE)),
        problems=_problems(collected),
        time_zone=zone,
    )


def _log(collected: _Collected) -> pd.DataFrame:
    rows = [_log_row(reading) for reading in collected.readings]
    rows += [dict.fromkeys(LOG) | {"file": name, "rows_read": 0} for name in collected.refused]
    log = pd.DataFrame(rows, columns=list(LOG)).sort_values("file", ignore_index=True)
    counts = dict.fromkeys((name for name in LOG if name.startswith("rows_")), 0)
    return log.fillna(counts).astype(dict.fromkeys(counts, "int64"))


def _log_row(reading: Reading) -> dict[str, object]:
    kept = reading.rows[reading.rows["source_row"].ne("")] if len(reading.rows) else reading.rows
    times = next((t for t in ("published_at", "date", "period_start") if t in kept), None)
    ends = "period_end" if "period_end" in kept else times
    return {
        "file": reading.file,
        "table": reading.spec.table,
        "spec": reading.spec.id,
        "export": reading.spec.label[labels.language()],
        "why": reading.why,
        "rows_read": reading.rows_read,
        "rows_kept": len(kept),
        "rows_total": len(reading.totals),
        "rows_set_aside": len(reading.set_aside),
        "repairs": "; ".join(reading.repairs),
        "time_zone": reading.spec.time_zone,
        "currency": reading.currency,
        "first_date": kept[times].min().date() if times and len(kept) else None,
        "last_date": kept[ends].max().date() if ends and len(kept) else None,
    }


def _problems(collected: _Collected) -> pd.DataFrame:
    """List files that could not be read first, then what each file's reading found."""
    refused = [
        {"file": name, "row": None, "column": "", "problem": str(why), "severity": "error"}
        for name, why in collected.refused.items()
    ]
    found = [entry for reading in collected.readings for entry in reading.problems]
    aside = [entry for reading in collected.readings for entry in _summed_aside(reading)]
    return pd.DataFrame([*refused, *found, *aside], columns=list(PROBLEMS))


def _summed_aside(reading: Reading) -> list[dict[str, object]]:
    """Say once per kind of reason how many rows were set aside, with the first as the example."""
    kinds: dict[str, list[dict[str, object]]] = {}
    for entry in reading.set_aside:
        kinds.setdefault(str(entry["reason"]).split(";")[0], []).append(entry)
    return [_summed(reading.file, entries) for entries in kinds.values()]


def _summed(file: str, entries: list[dict[str, object]]) -> dict[str, object]:
    first = entries[0]
    key = "problem.set_aside_many" if len(entries) > 1 else "problem.set_aside"
    facts = {"rows": len(entries), "row": first["row"], "reason": first["reason"]}
    told = {name: first[name] for name in ("row", "column", "severity")}
    return {"file": file, "problem": labels.text(key, **facts), **told}
