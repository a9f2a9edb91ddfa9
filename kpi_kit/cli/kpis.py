"""``kpi-kit kpis``: KPIs of exports, to the screen or into a file."""

from pathlib import Path
from typing import Any

import click
import pandas as pd

from kpi_kit import labels
from kpi_kit.cli.command import make, output_option
from kpi_kit.cli.reading import exports_argument, read, reading_options
from kpi_kit.errors import noted
from kpi_kit.exports import Exports
from kpi_kit.kpis import figure
from kpi_kit.labels import text
from kpi_kit.reporting import ACCOUNTS, ADS, POSTS
from kpi_kit.reporting.writing import defused, write_whole
from kpi_kit.values import compute

TABLES = {"posts": POSTS, "accounts": ACCOUNTS, "ads": ADS}


def command() -> click.Command:
    """Build the command."""
    return make(
        "kpis", _kpis, exports_argument(), *reading_options(),
        click.Option(["--table"], type=click.Choice(list(TABLES)), help=text("cli.table")),
        click.Option(["--kpi"], multiple=True, help=text("cli.kpi")),
        click.Option(["--by"], default="channel", help=text("cli.by"), show_default=True),
        output_option("cli.kpis_output"),
    )  # fmt: skip


def _kpis(
    exports: tuple[str, ...], table: str | None, kpi: tuple[str, ...], by: str,
    output: Path | None, **options: Any,
) -> None:  # fmt: skip
    found = read(exports, options)
    name = table or next((n for n in TABLES if len(getattr(found, n))), "posts")
    keys = [key.strip() for key in by.split(",") if key.strip()]
    with noted() as notes:
        values = compute(getattr(found, name), kpi or _known(found, name), by=keys)
    for note in notes:
        click.echo(note, err=True)
    if output is None:
        click.echo(_readable(values))
    else:
        write_whole(output, "\ufeff" + defused(values).to_csv(index=False))
        click.echo(text("cli.written", path=output))


def _known(found: Exports, table: str) -> list[str]:
    """Return the KPIs of a table for which the exports report every input."""
    frame: pd.DataFrame = getattr(found, table)
    total = compute(frame, TABLES[table])
    return [kpi for kpi in TABLES[table] if total[kpi].notna().any()]


def _readable(values: pd.DataFrame) -> str:
    """Write a table of KPIs for the screen: one block per group, names and units spelled out."""
    kpis = [name for name in values.columns if f"{name}_rows" in values.columns]
    keys = list(values.columns[: values.columns.get_loc("rows")])
    width = max(len(labels.name_of(kpi)) for kpi in kpis)
    lines = []
    for _, row in values.iterrows():
        named = [labels.value_name(key, str(row[key])) for key in keys]
        lines.append(" · ".join(named) or text("message.whole"))
        for kpi in kpis:
            shown = labels.shown(row[kpi], figure(kpi).unit, currency=row.get("currency"))
            used, rows = labels.number(row[f"{kpi}_rows"]), labels.number(row["rows"])
            part = "" if used == rows else f"  ({text('report.rows_used', used=used, rows=rows)})"
            lines.append(f"  {labels.name_of(kpi):<{width}}  {shown:>14}{part}")
    return "\n".join(lines)
