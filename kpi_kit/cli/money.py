"""``kpi-kit money``: what campaigns cost in full, and what they earned."""

from typing import Any, get_args

import click

from kpi_kit.cli.command import make, tags, utm_option
from kpi_kit.cli.reading import exports_argument, read, reading_options
from kpi_kit.labels import text
from kpi_kit.money.costs import Rule, full_costs
from kpi_kit.money.ladder import roi_ladder


def command() -> click.Command:
    """Build the command."""
    return make(
        "money", _money, exports_argument(), *reading_options(),
        click.Option(["--campaign"], multiple=True, help=text("cli.campaign")),
        utm_option(),
        click.Option(["--overhead"], type=click.Choice(get_args(Rule)), help=text("cli.overhead")),
    )  # fmt: skip


def _money(
    exports: tuple[str, ...], campaign: tuple[str, ...], utm: tuple[str, ...],
    overhead: Rule | None, **options: Any,
) -> None:  # fmt: skip
    found = read(exports, options)
    if not campaign:
        click.echo("\n".join(map(str, full_costs(found, overhead=overhead).sentences)))
    for name in campaign:
        click.echo(roi_ladder(found, name, utm=tags(utm), overhead=overhead))
