"""``kpi-kit report``: one HTML file, from raw exports to what the management sees."""

from pathlib import Path
from typing import Any

import click

from kpi_kit import company
from kpi_kit.cli.command import goals_option, make, output_option, tags, utm_option
from kpi_kit.cli.reading import exports_argument, read, reading_options
from kpi_kit.labels import text
from kpi_kit.reporting import COMPARED, report
from kpi_kit.reporting.writing import write_whole


def command() -> click.Command:
    """Build the command."""
    return make(
        "report", _report, exports_argument(required=False), *reading_options(),
        output_option("cli.report_output"),
        click.Option(["--title"], help=text("cli.title")),
        goals_option(),
        click.Option(["--month"], help=text("cli.month")),
        click.Option(["--compare"], type=click.Choice(list(COMPARED)), help=text("cli.compare")),
        utm_option(),
        click.Option(["--open"], is_flag=True, help=text("cli.open")),
    )  # fmt: skip


def _report(
    exports: tuple[str, ...], output: Path | None, title: str | None, goals: Path | None,
    month: str | None, compare: str | None, utm: tuple[str, ...], *, open: bool, **options: Any,
) -> None:  # fmt: skip
    from kpi_kit.goals import load_goals  # not needed without goals, and slow to import

    written = load_goals(goals) if goals else ()
    found = read(exports or (str(company.sample()),), options)
    page = report(found, title=title, goals=written, month=month, compare=compare, utm=tags(utm))
    path = (output or Path(text("cli.report_file"))).resolve()
    write_whole(path, page)
    click.echo(text("cli.report_written", path=path, address=path.as_uri()))
    if open:
        click.launch(path.as_uri())
