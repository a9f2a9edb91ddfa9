"""The platform's own totals against the rows that they stand for."""

import numpy as np
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.cells import is_one_of
from kpi_kit.ledger import Reading
from kpi_kit.metrics import METRICS

WHAT = "_what"  # what a total row calls itself

MAY_FALL = {"follows", "net_follows", "revenue"}
"""Figures whose total may be less than its rows: it holds losses that stand in none of them."""

ROUNDING = {"money": 0.01, "seconds": 0.36}
"""By how much each row may be rounded, per unit; hours are written with four digits."""


def compare_totals(rows: pd.DataFrame, totals: pd.DataFrame, reading: Reading) -> None:
    """Compare the platform's totals of a table with its rows, where adding up is allowed.

    Parameters
    ----------
    rows, totals : DataFrame
        Canonical columns; ``totals`` also has :data:`WHAT`. A total of one part of the rows is
        only compared where there is no other, and then all of them together.
    reading : Reading
        Gets a note for each figure that differs by more than rounding explains; a missing figure
        differs from nothing.
    """
    of_part = [is_one_of(str(what), reading.spec.total_parts) for what in totals[WHAT]]
    for name, metric in METRICS.items():
        if metric.aggregate != "sum" or name not in {*totals} & {*rows}:
            continue
        ours = float(rows[name].sum(min_count=1))
        theirs = totals[name][np.invert(of_part)].dropna().unique().tolist()
        together = float(totals[name].sum(min_count=1))
        key = "total_differs" if theirs else "totals_differ"
        slack = ROUNDING.get(metric.unit, 0.0) * (len(rows) + len(totals)) or 0.5
        for total in theirs or [together]:
            if abs(ours - total) > slack:  # a missing figure differs from nothing
                _note_difference(name, ours, total, key, reading)


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
