"""The platform's own totals against the rows that they stand for."""

import json

import numpy as np
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.cells import those_among
from kpi_kit.ledger import Reading
from kpi_kit.metrics import METRICS
from kpi_kit.rows import Array, Rows, is_among

WHAT = "_what"  # what a total row calls itself

MAY_FALL = {"follows", "net_follows", "revenue"}
"""Figures whose total may be less than its rows: it holds losses that stand in none of them."""

ROUNDING = {"money": 0.01, "seconds": 0.36}
"""By how much each row may be rounded, per unit; hours are written with four digits."""


SLACK = 1e-6
"""By what share of it a sum in floating point may be off."""

ADDED = {
    "ads": ("spend", "impressions", "clicks", "link_clicks", "conversions"),
    "posts": ("views", "watch_seconds", "impressions", "likes"),
}
"""Figures by which a total among the rows of a file gives itself away."""

NAMES = ("campaign", "ad_set", "ad", "segment", "post_id", "text")
"""Columns in one of which a total says what it is."""


def compare_totals(rows: Rows, totals: Rows, reading: Reading) -> None:
    """Compare the platform's totals of a table with its rows, where adding up is allowed.

    Parameters
    ----------
    rows, totals : Rows
        Canonical columns; ``totals`` also has :data:`WHAT`. A total of one part of the rows is
        only compared where there is no other, and then all of them together.
    reading : Reading
        Gets a note for each figure that differs by more than rounding explains; a missing figure
        differs from nothing.
    """
    of_part = is_among(
        totals.columns[WHAT], those_among(totals.columns[WHAT], reading.spec.total_parts)
    )
    for name, metric in METRICS.items():
        if metric.aggregate != "sum" or name not in rows.columns:
            continue
        ours, together = (_sum(part.columns[name]) for part in (rows, totals))
        whole = totals.columns[name][~of_part]
        theirs = dict.fromkeys(whole[~np.isnan(whole)].tolist())
        key = "total_differs" if theirs else "totals_differ"
        slack = ROUNDING.get(metric.unit, 0.0) * (len(rows) + len(totals)) or 0.5
        for total in theirs or (together,):
            if abs(ours - total) > slack:  # a missing figure differs from nothing
                _note_difference(name, ours, total, key, reading)


def _sum(figures: Array) -> float:
    """Add what is there up; of nothing, there is no sum."""
    known = figures[~np.isnan(figures)]
    return float(known.sum()) if len(known) else np.nan


def _is_half(figure: float, figures: Array) -> bool:
    """Tell whether a figure is half of what it adds up to together with others."""
    whole = _sum(figures)
    return abs(2 * figure - whole) <= SLACK * abs(whole)


def _note_difference(name: str, ours: float, theirs: float, key: str, reading: Reading) -> None:
    unit, currency = METRICS[name].unit, reading.currency
    shown = labels.text(
        f"problem.{key}", column=labels.name_of(name),
        ours=formatting.shown(ours, unit, currency=currency),
        theirs=formatting.shown(theirs, unit, currency=currency),
    )  # fmt: skip
    known = "masked" if name in reading.masked else reading.spec.total_covers
    if known and theirs < ours and name not in MAY_FALL:
        shown += f"; {labels.text('covers.less')}"
        reading.note("warning", shown, column=name)
        return
    shown += f"; {labels.text(f'covers.{known}')}" if known else ""
    reading.note("note" if known else "warning", shown, column=name)


def warn_of_a_total(rows: pd.DataFrame, reading: Reading) -> None:
    """Say where the first or last row is the sum of all others, so that they would count twice.

    It is a total in words that no description knows, such as those of another language. All its
    figures that add up agree, at least two of them; a post that has a day is none.
    """
    figures = [name for name in ADDED.get(reading.table, ()) if name in rows]
    if len(rows) < 3 or len(figures) < 2 or len(reading.totals):
        return
    columns = {name: rows[name].to_numpy() for name in figures}
    for at in (0, -1):
        own = {name: column for name, column in columns.items() if column[at] > 0}
        if len(own) < 2 or not all(_is_half(column[at], column) for column in own.values()):
            continue
        row = rows.iloc[at].to_dict()
        if pd.isna(row.get("published_on")):
            named = [row[name] for name in NAMES if isinstance(row.get(name), str)]
            words = json.dumps(named[:1] or ["…"], ensure_ascii=False)
            mend = f'extends = "{reading.spec.id}"\ntotals = {words}'
            shown = labels.text("problem.hidden_total", row=row["source_row"], mend=mend)
            reading.note("warning", shown, row=int(row["source_row"]))
