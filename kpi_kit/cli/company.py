"""``kpi-kit company``: the exports of a fictitious company for a cohort or an exam."""

from pathlib import Path

import click

from kpi_kit.cli.command import make, whole_number
from kpi_kit.company.exports import TRUTH, write
from kpi_kit.company.facts import MONTHS, SEED, TRADES, company_of
from kpi_kit.errors import KpiKitError
from kpi_kit.formatting import number
from kpi_kit.labels import text
from kpi_kit.parquet import arrow


def command() -> click.Command:
    """Build the command."""
    return make(
        "company", _company,
        click.Option(["--seed"], type=whole_number(), help=text("cli.seed")),
        click.Option(["--name"], help=text("cli.company_name")),
        click.Option(
            ["--months"], type=whole_number(24, 36), help=text("cli.months", usual=MONTHS)
        ),
        click.Option(["--trade"], type=click.Choice(TRADES), help=text("cli.trade")),
        click.Option(["--rows"], type=whole_number(1), help=text("cli.company_rows")),
        click.Option(
            ["-o", "--output"], type=click.Path(path_type=Path), required=True,
            help=text("cli.company_output"),
        ),
    )  # fmt: skip


def _company(
    seed: int | None, name: str | None, months: int | None, trade: str | None, rows: int | None,
    output: Path,
) -> None:  # fmt: skip
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise KpiKitError.saying("not_empty", where=output)
    try:
        if rows is not None:
            _rows(rows, output, SEED if seed is None else seed, name, months, trade)
        elif seed is None:
            # Whoever forgot it would hand out the sample, whose truth everybody has.
            raise click.MissingParameter(param_hint="'--seed'", param_type="option")
        else:
            if seed == SEED:
                click.echo(text("cli.seed_of_sample", seed=seed), err=True)
            made = company_of(seed=seed, name=name, months=months or MONTHS, trade=trade)
            write(made, output)
            folders = {"exports": output / made.handle, "truth": output / TRUTH}
            click.echo(text("cli.company_written", name=made.name, **folders))
    except OSError as error:
        raise KpiKitError.saying("unwritable", where=output, what=error.strerror) from error


def _rows(rows: int, output: Path, seed: int, *of_company: object) -> None:
    """Write posts in any number; what would describe a company is refused."""
    given = [f"--{name}" for name, one in zip(_OF_COMPANY, of_company, strict=True) if one]
    if given:
        raise KpiKitError.saying("rows_alone", options=", ".join(given))
    arrow()  # or say what to install
    from kpi_kit.scale import write_posts

    paths = write_posts(rows, output, seed)
    facts = {
        "rows": number(rows),
        "files": number(len(paths)),
        "where": (output / "posts").as_posix(),
    }
    click.echo(text("cli.company_rows_written", **facts))


_OF_COMPANY = ("name", "months", "trade")
