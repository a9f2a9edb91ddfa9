"""What became of every file and row: the log, and what people should see of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from kpi_kit import labels
from kpi_kit.ledger import Reading
from kpi_kit.sheets import Unreadable

LOG = (
    "file", "table", "spec", "export", "why", "rows_read", "rows_kept", "rows_total",
    "rows_set_aside", "repairs", "time_zone", "currency", "first_date", "last_date",
    "unread",
)  # fmt: skip

SET_ASIDE = ("file", "row", "column", "value", "reason")

DAYS = ("published_on", "date", "period_start", "as_of", "ordered_on", "received_at")

PROBLEMS = ("file", "row", "column", "problem", "severity")


@dataclass
class Collected:
    """What came of all files: readings, refusals, and remarks on their folders."""

    readings: list[Reading] = field(default_factory=list)
    refused: list[Unreadable] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)


def log_of(collected: Collected) -> pd.DataFrame:
    """List every file and table, with what became of its rows."""
    rows = [_log_row(reading) for reading in collected.readings]
    names = dict.fromkeys(one.file for one in collected.refused)
    rows += [dict.fromkeys(LOG) | {"file": name, "rows_read": 0} for name in names]
    log = pd.DataFrame(rows, columns=list(LOG))
    log = log.sort_values("file", kind="stable", ignore_index=True)
    counts = dict.fromkeys((name for name in LOG if name.startswith("rows_")), 0)
    return log.fillna(counts).astype(dict.fromkeys(counts, "int64"))


def _log_row(reading: Reading) -> dict[str, object]:
    kept = reading.rows
    if len(kept) and reading.spec.layout == "blocks":  # a zero that was filled in is no row
        kept = kept[kept["source_row"].ne("")]
    first, last = _span(kept)
    return {
        "file": reading.file,
        "table": reading.table,
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
        "first_date": first,
        "last_date": last,
        "unread": ", ".join(reading.unread),
    }


def _span(kept: pd.DataFrame) -> tuple[date | None, date | None]:
    """Return the first and the last day of some rows, by whatever column tells."""
    for day in DAYS:
        if day in kept and (first := kept[day].min()) is not pd.NaT:
            ends = day == "period_start" and kept["period_end"].notna().any()
            return first.date(), kept["period_end" if ends else day].max().date()
    return None, None


def problems_of(collected: Collected, zone: str) -> pd.DataFrame:
    """List files that could not be read first, then what each file's reading found."""
    refused = [
        {"file": one.file, "row": None, "column": "", "problem": str(one.error)}
        | {"severity": one.severity}
        for one in collected.refused
    ]
    found = [entry for reading in collected.readings for entry in reading.problems]
    aside = [entry for reading in collected.readings for entry in _summed_aside(reading)]
    across = [_across(said, severity) for severity, said in collected.remarks]
    across += [*_cautions(collected.readings), *_several_zones(collected.readings, zone)]
    return pd.DataFrame([*refused, *found, *aside, *across], columns=list(PROBLEMS))


def _several_zones(readings: Sequence[Reading], zone: str) -> list[dict[str, object]]:
    """Say where daily figures are counted by different clocks; ``zone`` is the account's own."""
    days = [reading for reading in readings if reading.table == "accounts" and len(reading.rows)]
    zones = sorted({reading.spec.time_zone or zone for reading in days})
    if len(zones) < 2:
        return []
    shown = labels.text("problem.several_zones", zones=", ".join(zones))
    return [_across(shown)]


def _across(problem: str, severity: str = "note") -> dict[str, object]:
    """Say what concerns several files."""
    return {"file": "", "row": None, "column": "", "problem": problem, "severity": severity}


def _cautions(readings: Sequence[Reading]) -> list[dict[str, object]]:
    """Say once what a reader must know of the figures of some formats."""
    formats: dict[str, dict[str, None]] = {}
    for spec in (reading.spec for reading in readings if len(reading.rows)):
        if spec.caution:
            formats.setdefault(spec.caution, {})[spec.label[labels.language()]] = None
    return [
        _across(f"{'; '.join(of)}: {labels.text(f'caution.{caution}')}")
        for caution, of in formats.items()
    ]


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
