"""``kpi-kit report``: one HTML file, from raw exports to what the management sees."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kpi_kit.beside import Beside
from kpi_kit.cli.command import goals_option, make, output_option, tags, utm_option
from kpi_kit.cli.reading import exports_argument, read, reading_options, second_process
from kpi_kit.company.emscherrad import sample
from kpi_kit.labels import text
from kpi_kit.spans import COMPARED

NEEDED = (
    "kpi_kit.reading", "kpi_kit.reporting", "matplotlib.figure", "matplotlib.backends.backend_svg",
    "scipy.special", "babel.numbers",
)  # fmt: skip
"""What a second process imports while it has nothing else to do."""


def command() -> click.Command:
    """Build the command."""
    flags = ("pdf", "xlsx", "notebook", "pseudonymise", "open")
    return make(
        "report", _report, exports_argument(required=False), *reading_options(),
        output_option("cli.report_output"),
        click.Option(["--title"], help=text("cli.title")),
        goals_option(),
        click.Option(["--month"], help=text("cli.month")),
        click.Option(["--compare"], type=click.Choice(list(COMPARED)), help=text("cli.compare")),
        utm_option(),
        click.Option(["--brand"], type=click.Path(path_type=Path), help=text("cli.brand")),
        *(click.Option([f"--{flag}"], is_flag=True, help=text(f"cli.{flag}")) for flag in flags),
    )  # fmt: skip


def _report(exports: tuple[str, ...], **wanted: Any) -> None:
    with second_process(_paths(exports), *NEEDED) as beside:
        _write(exports, beside, **wanted)


def _paths(exports: tuple[str, ...]) -> tuple[str, ...]:
    """Return what to read: the sample company, if nothing is named."""
    return exports or (str(sample()),)


def _write(
    exports: tuple[str, ...], beside: Beside | None, output: Path | None, title: str | None,
    goals: Path | None, month: str | None, compare: str | None, utm: tuple[str, ...],
    brand: Path | None, *, pdf: bool, xlsx: bool, notebook: bool, pseudonymise: bool, open: bool,
    **options: Any,
) -> None:  # fmt: skip
    # Imported while the second process imports it, too.
    from kpi_kit import reporting
    from kpi_kit.goals import load_goals
    from kpi_kit.reporting.writing import write_whole

    # Whatever a user may have mistyped is refused before the exports are read.
    written = load_goals(goals) if goals else ()
    style = reporting.load_brand(brand) if brand else None
    found = read(_paths(exports), options, beside)
    scope = reporting.scope_of(
        reporting.pseudonymised(found) if pseudonymise else found, month, compare, tags(utm)
    )  # fmt: skip
    analysis = reporting.analyse(scope, title=title, goals=written, beside=beside)
    path = (output or Path(text("cli.report_file"))).resolve()
    html = reporting.page(analysis, style)
    write_whole(path, html)
    click.echo(text("cli.report_written", path=path, address=path.as_uri()))
    for remark in style.remarks if style else ():
        click.echo(remark, err=True)
    formats: dict[str, Callable[[Path], None]] = {
        ".xlsx": lambda to: write_whole(to, reporting.workbook(analysis)),
        ".ipynb": lambda to: write_whole(
            to, reporting.as_notebook(analysis, scope, reporting.Call(exports, options, goals))
        ),
        ".pdf": lambda to: reporting.print_pdf(html, to),
    }
    for wanted, (suffix, write) in zip((xlsx, notebook, pdf), formats.items(), strict=True):
        if wanted:
            write(path.with_suffix(suffix))
            click.echo(text("cli.written", path=path.with_suffix(suffix)))
    if open:
        click.launch(path.as_uri())
