"""``kpi-kit kpis``: KPIs of exports, to the screen or into a file."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.cli.command import make, output_option
from kpi_kit.cli.reading import exports_argument, read, reading_options
from kpi_kit.errors import KpiKitError, noted
from kpi_kit.exports import Exports
from kpi_kit.kpis import figure
from kpi_kit.labels import text
from kpi_kit.parquet import arrow
from kpi_kit.reporting import ACCOUNTS, ADS, POSTS
from kpi_kit.reporting.definitions import definitions
from kpi_kit.reporting.figures import Value
from kpi_kit.reporting.spreadsheet import Sheet, meanings, spreadsheet
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
    write = _writer(output)
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
        write_whole(output, write(values))
        click.echo(text("cli.written", path=output))


def _known(found: Exports, table: str) -> list[str]:
    """Return the KPIs of a table for which the exports report every input."""
    frame: pd.DataFrame = getattr(found, table)
    total = compute(frame, TABLES[table])
    return [kpi for kpi in TABLES[table] if total[kpi].notna().any()]


def _csv(values: pd.DataFrame) -> str:
    """Write plain numbers; with the mark at the start, spreadsheets read the letters rightly."""
    return "\ufeff" + defused(values).to_csv(index=False)


def _xlsx(values: pd.DataFrame) -> bytes:
    """Lay out the values with shown names and number formats, and a sheet of what they mean."""
    kpis = _kpis_in(values)
    known = values.astype("object")
    if "currency" in known:
        known["currency"] = known["currency"].fillna("")
    rows = tuple(
        tuple(
            Value(name, "", cell, currency=row.get("currency", "")) if name in kpis else cell
            for name, cell in row.items()
        )
        for row in known.to_dict("records")
    )
    sheet = Sheet(text("report.sheet_kpis"), tuple(map(_head, values.columns)), rows)
    return spreadsheet([sheet, meanings(definitions(kpis))])


def _parquet(values: pd.DataFrame) -> bytes:
    arrow()  # or say what to install
    buffer = io.BytesIO()
    values.to_parquet(buffer, index=False)
    return buffer.getvalue()


def _head(column: str) -> str:
    """Return what a column is called for people."""
    kpi = column.removesuffix("_rows")
    if kpi != column:
        return text("report.rows_of", name=labels.name_of(kpi))
    named = labels.value_name("column", column)
    return labels.name_of(column) if named == column else named


WRITERS: dict[str, Callable[[pd.DataFrame], str | bytes]] = {
    ".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet
}  # fmt: skip


def _writer(output: Path | None) -> Callable[[pd.DataFrame], str | bytes]:
    """Return what writes a file of this name, before any export is read."""
    suffix = output.suffix.lower() if output else ".csv"
    if suffix not in WRITERS:
        raise KpiKitError.saying("bad_suffix", where=output, suffixes=", ".join(WRITERS))
    return WRITERS[suffix]


def _kpis_in(values: pd.DataFrame) -> list[str]:
    return [name for name in values.columns if f"{name}_rows" in values.columns]


def _readable(values: pd.DataFrame) -> str:
    """Write a table of KPIs for the screen: one block per group, names and units spelled out."""
    kpis = _kpis_in(values)
    keys = list(values.columns[: values.columns.get_loc("rows")])
    width = max(len(labels.name_of(kpi)) for kpi in kpis)
    lines = []
    for _, row in values.iterrows():
        named = [labels.value_name(key, str(row[key])) for key in keys if pd.notna(row[key])]
        lines.append(" · ".join(named) or text("message.whole"))
        for kpi in kpis:
            shown = formatting.shown(row[kpi], figure(kpi).unit, currency=row.get("currency"))
            used, rows = formatting.number(row[f"{kpi}_rows"]), formatting.number(row["rows"])
            part = "" if used == rows else f"  ({text('report.rows_used', used=used, rows=rows)})"
            lines.append(f"  {labels.name_of(kpi):<{width}}  {shown:>14}{part}")
    return "\n".join(lines)
