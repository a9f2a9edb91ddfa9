"""``kpi-kit catalog``: what each KPI means."""

import click

from kpi_kit.cataloging import entries
from kpi_kit.cli.command import make, width
from kpi_kit.labels import text


def command() -> click.Command:
    """Build the command."""
    kpi = click.Argument(["kpi"], required=False, metavar=text("cli.one_kpi"))
    return make("catalog", _catalog, kpi)


def _catalog(kpi: str | None) -> None:
    click.echo(entries(kpi, width=width()))
