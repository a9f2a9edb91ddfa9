"""``kpi-kit inspect``: what exports are, and what is wrong with them."""

from typing import Any

import click

from kpi_kit.cli.command import make, width
from kpi_kit.cli.reading import exports_argument, read, reading_options
from kpi_kit.inspection import inspection


def command() -> click.Command:
    """Build the command."""
    return make("inspect", _inspect, exports_argument(), *reading_options())


def _inspect(exports: tuple[str, ...], **options: Any) -> None:
    click.echo(inspection(read(exports, options), width=width()))
