"""``kpi-kit company``: the exports of a fictitious company for a cohort or an exam."""

from pathlib import Path

import click

from kpi_kit import company
from kpi_kit.cli.command import make
from kpi_kit.errors import KpiKitError
from kpi_kit.labels import text


def command() -> click.Command:
    """Build the command."""
    return make(
        "company", _company,
        click.Option(["--seed"], type=int, required=True, help=text("cli.seed")),
        click.Option(["--name"], help=text("cli.company_name")),
        click.Option(
            ["--months"], type=click.IntRange(24, 36), default=company.MONTHS, show_default=True,
            help=text("cli.months"),
        ),
        click.Option(["--trade"], type=click.Choice(company.TRADES), help=text("cli.trade")),
        click.Option(
            ["-o", "--output"], type=click.Path(path_type=Path), required=True,
            help=text("cli.company_output"),
        ),
    )  # fmt: skip


def _company(seed: int, name: str | None, months: int, trade: str | None, output: Path) -> None:
    made = company.company_of(seed=seed, name=name, months=months, trade=trade)
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise KpiKitError.saying("not_empty", where=output)
    try:
        company.write(made, output)
    except OSError as error:
        raise KpiKitError.saying("unwritable", where=output, what=error.strerror) from error
    folders = {"exports": output / made.handle, "truth": output / company.TRUTH}
    click.echo(text("cli.company_written", name=made.name, **folders))
