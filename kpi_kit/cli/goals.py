"""``kpi-kit goals``: the tree of goals, and what the exports say about each."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from kpi_kit.cli.command import goals_option, make
from kpi_kit.cli.reading import exports_argument, read, reading_options
from kpi_kit.goals import assess, goal_tree, load_goals
from kpi_kit.labels import text


def command() -> click.Command:
    """Build the command."""
    return make(
        "goals", _goals, exports_argument(), *reading_options(),
        goals_option(required=True),
        click.Option(["--on"], type=click.DateTime(["%Y-%m-%d"]), help=text("cli.on")),
    )  # fmt: skip


def _goals(exports: tuple[str, ...], goals: Path, on: datetime | None, **options: Any) -> None:
    written = load_goals(goals)
    found = assess(written, read(exports, options), (on or datetime.now()).date())  # noqa: DTZ005
    click.echo(f"{goal_tree(written)}\n")
    for one in found:
        click.echo(f"{one.text}\n")
    click.echo(found.table)
