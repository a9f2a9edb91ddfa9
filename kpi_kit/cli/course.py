"""``kpi-kit course``: a learner's own copy of the lessons, opened in JupyterLab."""

from pathlib import Path

import click

from kpi_kit import labels
from kpi_kit.cli.command import make
from kpi_kit.course.workspace import open_course
from kpi_kit.labels import text


def command() -> click.Command:
    """Build the command."""
    folder = click.Path(file_okay=False, path_type=Path)
    return make(
        "course", _course,
        click.Option(["--folder"], type=folder, help=text("cli.folder")),
        click.Option(["--solutions"], is_flag=True, help=text("cli.solutions")),
        click.Option(["--browser/--no-browser"], default=True, help=text("cli.browser")),
    )  # fmt: skip


def _course(folder: Path | None, solutions: bool, browser: bool) -> None:
    open_course(labels.language(), folder=folder, browser=browser, solutions=solutions)
