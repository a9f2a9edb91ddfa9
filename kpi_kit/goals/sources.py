"""Where a goal is measured: the table that holds its KPI, and the columns that choose its rows."""

from collections.abc import Mapping
from typing import Any

from kpi_kit import labels
from kpi_kit.errors import GoalError
from kpi_kit.kpis import Figure
from kpi_kit.metrics import METRICS
from kpi_kit.tables import TABLES

SOURCES = ("posts", "accounts", "ads", "periods", "web", "orders", "costs", "messages", "mentions")
"""The tables from which a goal can be measured."""


def source_of(item: Figure | None, table: str) -> str:
    """Return the table that holds what a KPI takes; refuse a wrong or an open choice."""
    if item is None:  # the KPI has its own mistake
        return table
    if table and table not in SOURCES:
        raise GoalError.saying("goal_table", table=table, tables=", ".join(SOURCES))
    columns = {METRICS[name].column for name in item.inputs if name in METRICS} - {""}
    holding = [name for name in SOURCES if columns <= {*TABLES[name].columns}]
    if table:
        if table not in holding:
            lacking = ", ".join(sorted(columns - {*TABLES[table].columns}))
            there = ", ".join(holding) or labels.NOTHING
            raise GoalError.saying(
                "goal_source", kpi=item.name, table=table, lacking=lacking, tables=there
            )
        return table
    if item.name in holding:  # posts are counted in the table of posts
        return item.name
    rows = [name for name in holding if name != "periods"]  # totals; wanted only by name
    if len(rows) > 1:
        raise GoalError.saying("goal_sources", kpi=item.name, tables=", ".join(holding))
    return next(iter(rows or holding), "")


def refuse_unknown_columns(rows: Mapping[str, Any], table: str | None) -> None:
    """Refuse a filter by a column that the table does not have."""
    if not table or table not in TABLES:
        return
    columns = [name for name, kind in TABLES[table].columns.items() if kind == "text"]
    unknown = [name for name in rows if name not in columns]
    if unknown:
        raise GoalError.saying(
            "goal_filter", columns=", ".join(unknown), table=table, there=", ".join(columns)
        )
