"""``kpi-kit channels``: the exports that can be read, and the way to each."""

import click

from kpi_kit import labels
from kpi_kit.channels import shipped
from kpi_kit.cli.command import make
from kpi_kit.labels import text


def command() -> click.Command:
    """Build the command."""
    return make("channels", _channels)


def _channels() -> None:
    lang = labels.language()
    for spec in shipped().values():
        click.secho(spec.label[lang], bold=True)
        click.echo(f"  {text('cli.click_path')}: {spec.click_path[lang]}")
        click.echo(f"  {text('cli.goes_to')}: {text(f'table.{spec.table}')} ({spec.table})")
