"""The command line: parse, call, print. German or English, by ``--lang`` or by the system."""

import gettext
import locale
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar, get_args

import click
import pandas as pd

from kpi_kit import company, labels
from kpi_kit.cataloging import entries
from kpi_kit.channels import shipped
from kpi_kit.course.handin import hand_in
from kpi_kit.course.texts import say
from kpi_kit.course.workspace import ROOT, open_course
from kpi_kit.errors import KpiKitError, noted
from kpi_kit.exports import Exports, load
from kpi_kit.inspection import inspection
from kpi_kit.kpis import figure
from kpi_kit.labels import LANGUAGES, Language, text
from kpi_kit.money.costs import Rule, full_costs
from kpi_kit.money.ladder import roi_ladder
from kpi_kit.reporting import ACCOUNTS, ADS, COMPARED, POSTS, report
from kpi_kit.reporting.writing import defused, write_whole
from kpi_kit.values import compute

T = TypeVar("T")

TABLES = {"posts": POSTS, "accounts": ACCOUNTS, "ads": ADS}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``kpi-kit``; the language is chosen first, because the help speaks it too."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not know every character; a mark is better than a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    lang = language_of(arguments)
    labels.use(lang)
    _click_speaks(lang)
    commands()(arguments, prog_name="kpi-kit")


def language_of(arguments: Sequence[str]) -> Language:
    """Return the language asked for with ``--lang``, else the system's, else English."""
    asked = [
        given.removeprefix("--lang=") if given.startswith("--lang=") else following
        for given, following in zip(arguments, [*arguments[1:], ""], strict=True)
        if given == "--lang" or given.startswith("--lang=")
    ]
    if asked and asked[-1] in LANGUAGES:
        return "de" if asked[-1] == "de" else "en"
    wishes = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    system = next((wish for wish in wishes if wish), locale.getlocale()[0] or "")
    return "de" if system.lower().startswith(("de", "german")) else "en"


def commands() -> click.Group:
    """Build the commands, their help in the language in use."""
    group = click.Group(
        help=text("cli.help"), params=[_lang()], callback=_nothing, no_args_is_help=True,
        options_metavar=text("cli.options"), subcommand_metavar=text("cli.command"),
    )  # fmt: skip
    group.add_command(_inspect())
    group.add_command(_kpis())
    group.add_command(_goals())
    group.add_command(_report())
    group.add_command(_money())
    group.add_command(_catalog())
    group.add_command(_channels())
    group.add_command(_course())
    group.add_command(_hand_in())
    group.add_command(_company())
    return group


def _command(name: str, body: Any, *parameters: click.Parameter) -> click.Command:
    """Make a command that speaks the language and turns a user's mistake into one sentence."""

    def call(lang: Language | None, **values: Any) -> None:
        with labels.speaking(lang):
            try:
                body(**values)
            except KpiKitError as error:
                raise click.ClickException(str(error)) from error

    return click.Command(
        name, callback=call, params=[*parameters, _lang()], help=text(f"cli.{name}"),
        options_metavar=text("cli.options"),
    )  # fmt: skip


def _lang() -> click.Option:
    return click.Option(["--lang"], type=click.Choice(LANGUAGES), help=text("cli.lang"))


def _nothing(lang: Language | None) -> None:
    """Take ``--lang`` before the command; :func:`main` has read it already."""


def _exports_argument(*, required: bool = True) -> click.Argument:
    metavar = text("cli.exports") if required else f"[{text('cli.exports')}]"
    return click.Argument(["exports"], nargs=-1, required=required, metavar=metavar)


def _reading_options() -> list[click.Parameter]:
    return [
        click.Option(["--channel"], help=text("cli.format")),
        click.Option(["--year"], type=int, help=text("cli.year")),
        click.Option(["--time-zone"], help=text("cli.time_zone")),
    ]


def _output(help_key: str) -> click.Option:
    return click.Option(
        ["-o", "--output"], type=click.Path(dir_okay=False, path_type=Path), help=text(help_key)
    )


def _inspect() -> click.Command:
    def body(exports: tuple[str, ...], **options: Any) -> None:
        read = _load(exports, options)
        click.echo(inspection(read, width=min(shutil.get_terminal_size().columns, 100)))

    return _command("inspect", body, _exports_argument(), *_reading_options())


def _kpis() -> click.Command:
    def body(
        exports: tuple[str, ...], table: str | None, kpi: tuple[str, ...], by: str,
        output: Path | None, **options: Any,
    ) -> None:  # fmt: skip
        read = _load(exports, options)
        name = table or next((n for n in TABLES if len(getattr(read, n))), "posts")
        with noted() as notes:
            values = compute(getattr(read, name), kpi or _known(read, name), by=_keys(by))
        for note in notes:
            click.echo(note, err=True)
        if output is None:
            click.echo(_readable(values))
        else:
            write_whole(output, "\ufeff" + defused(values).to_csv(index=False))
            click.echo(text("cli.written", path=output))

    return _command(
        "kpis", body, _exports_argument(), *_reading_options(),
        click.Option(["--table"], type=click.Choice(list(TABLES)), help=text("cli.table")),
        click.Option(["--kpi"], multiple=True, help=text("cli.kpi")),
        click.Option(["--by"], default="channel", help=text("cli.by"), show_default=True),
        _output("cli.kpis_output"),
    )  # fmt: skip


def _keys(by: str) -> list[str]:
    return [key.strip() for key in by.split(",") if key.strip()]


def _known(read: Exports, table: str) -> list[str]:
    """Return the KPIs of a table for which the exports report every input."""
    frame: pd.DataFrame = getattr(read, table)
    total = compute(frame, TABLES[table])
    return [kpi for kpi in TABLES[table] if total[kpi].notna().any()]


def _readable(values: pd.DataFrame) -> str:
    """Write a table of KPIs for the screen: one block per group, names and units spelled out."""
    kpis = [name for name in values.columns if f"{name}_rows" in values.columns]
    keys = list(values.columns[: values.columns.get_loc("rows")])
    width = max(len(labels.name_of(kpi)) for kpi in kpis)
    lines = []
    for _, row in values.iterrows():
        named = [labels.value_name(key, str(row[key])) for key in keys]
        lines.append(" · ".join(named) or text("message.whole"))
        for kpi in kpis:
            shown = labels.shown(row[kpi], figure(kpi).unit, currency=row.get("currency"))
            used, rows = labels.number(row[f"{kpi}_rows"]), labels.number(row["rows"])
            part = "" if used == rows else f"  ({text('report.rows_used', used=used, rows=rows)})"
            lines.append(f"  {labels.name_of(kpi):<{width}}  {shown:>14}{part}")
    return "\n".join(lines)


def _report() -> click.Command:
    def body(
        exports: tuple[str, ...], output: Path | None, title: str | None, goals: Path | None,
        month: str | None, compare: str | None, utm: tuple[str, ...], *, open: bool, **options: Any,
    ) -> None:  # fmt: skip
        from kpi_kit.goals import load_goals

        written = load_goals(goals) if goals else ()
        read = _load(exports or (str(company.sample()),), options)
        page = report(
            read, title=title, goals=written, month=month, compare=compare, utm=_tags(utm)
        )  # fmt: skip
        path = (output or Path(text("cli.report_file"))).resolve()
        write_whole(path, page)
        click.echo(text("cli.report_written", path=path, address=path.as_uri()))
        if open:
            click.launch(path.as_uri())

    return _command(
        "report", body, _exports_argument(required=False), *_reading_options(),
        _output("cli.report_output"),
        click.Option(["--title"], help=text("cli.title")),
        click.Option(["--goals"], type=click.Path(path_type=Path), help=text("cli.goals_file")),
        click.Option(["--month"], help=text("cli.month")),
        click.Option(["--compare"], type=click.Choice(list(COMPARED)), help=text("cli.compare")),
        click.Option(["--utm"], multiple=True, help=text("cli.utm")),
        click.Option(["--open"], is_flag=True, help=text("cli.open")),
    )  # fmt: skip


def _goals() -> click.Command:
    def body(
        exports: tuple[str, ...], goals: Path, on: datetime | None, **options: Any
    ) -> None:  # fmt: skip
        from kpi_kit.goals import assess, goal_tree, load_goals

        written = load_goals(goals)
        read = _load(exports, options)
        found = assess(written, read, (on or datetime.now()).date())  # noqa: DTZ005
        click.echo(f"{goal_tree(written)}\n")
        for one in found:
            click.echo(f"{one.text}\n")
        click.echo(found.table)

    return _command(
        "goals", body, _exports_argument(), *_reading_options(),
        click.Option(
            ["--goals"], required=True, type=click.Path(path_type=Path), help=text("cli.goals_file")
        ),
        click.Option(["--on"], type=click.DateTime(["%Y-%m-%d"]), help=text("cli.on")),
    )  # fmt: skip


def _money() -> click.Command:
    def body(
        exports: tuple[str, ...], campaign: tuple[str, ...], utm: tuple[str, ...],
        overhead: Rule | None, **options: Any,
    ) -> None:  # fmt: skip
        read = _load(exports, options)
        if not campaign:
            click.echo("\n".join(map(str, full_costs(read, overhead=overhead).sentences)))
        for name in campaign:
            click.echo(roi_ladder(read, name, utm=_tags(utm), overhead=overhead))

    return _command(
        "money", body, _exports_argument(), *_reading_options(),
        click.Option(["--campaign"], multiple=True, help=text("cli.campaign")),
        click.Option(["--utm"], multiple=True, help=text("cli.utm")),
        click.Option(["--overhead"], type=click.Choice(get_args(Rule)), help=text("cli.overhead")),
    )  # fmt: skip


def _tags(declared: Sequence[str]) -> dict[str, list[str]]:
    """Take ``campaign=tag`` apart; a campaign may have several tags."""
    tags: dict[str, list[str]] = {}
    for pair in declared:
        name, sign, tag = pair.rpartition("=")
        if not (sign and name and tag):
            raise KpiKitError.saying("bad_utm", pair=pair)
        tags.setdefault(name, []).append(tag)
    return tags


def _catalog() -> click.Command:
    def body(kpi: str | None) -> None:
        click.echo(entries(kpi, width=min(shutil.get_terminal_size().columns, 100)))

    argument = click.Argument(["kpi"], required=False, metavar=text("cli.one_kpi"))
    return _command("catalog", body, argument)


def _channels() -> click.Command:
    def body() -> None:
        lang = labels.language()
        for spec in shipped().values():
            click.secho(spec.label[lang], bold=True)
            click.echo(f"  {text('cli.click_path')}: {spec.click_path[lang]}")
            click.echo(f"  {text('cli.goes_to')}: {text(f'table.{spec.table}')} ({spec.table})")

    return _command("channels", body)


def _course() -> click.Command:
    def body(folder: Path | None, browser: bool) -> None:
        open_course(labels.language(), folder=folder, browser=browser)

    return _command(
        "course", body,
        click.Option(
            ["--folder"], type=click.Path(file_okay=False, path_type=Path), help=text("cli.folder")
        ),
        click.Option(["--browser/--no-browser"], default=True, help=text("cli.browser")),
    )  # fmt: skip


def _hand_in() -> click.Command:
    def body(folder: Path | None, name: str, output: Path | None) -> None:
        output = output or Path(say("handin", "file"))
        lessons = hand_in(folder or ROOT / say("workspace", "folder"), output, name=name)
        right, asked = sum(one.right for one in lessons), sum(len(one.answers) for one in lessons)
        facts = {"lessons": len(lessons), "right": right, "of": asked}
        click.echo(say("handin", "done", output=output.resolve(), **facts))

    return _command(
        "handin", body,
        click.Argument(
            ["folder"], type=click.Path(file_okay=False, path_type=Path), required=False
        ),
        click.Option(["--name"], default="", help=text("cli.learner")),
        click.Option(
            ["-o", "--output"], type=click.Path(path_type=Path), help=text("cli.handin_output")
        ),
    )  # fmt: skip


def _company() -> click.Command:
    def body(
        seed: int, name: str | None, months: int, trade: str | None, output: Path
    ) -> None:  # fmt: skip
        made = company.company_of(seed=seed, name=name, months=months, trade=trade)
        if output.exists() and (not output.is_dir() or any(output.iterdir())):
            raise KpiKitError.saying("not_empty", where=output)
        try:
            company.write(made, output)
        except OSError as error:
            raise KpiKitError.saying("unwritable", where=output, what=error.strerror) from error
        folders = {"exports": output / made.handle, "truth": output / company.TRUTH}
        click.echo(text("cli.company_written", name=made.name, **folders))

    months = click.IntRange(24, 36)
    return _command(
        "company", body,
        click.Option(["--seed"], type=int, required=True, help=text("cli.seed")),
        click.Option(["--name"], help=text("cli.company_name")),
        click.Option(
            ["--months"], type=months, default=company.MONTHS, show_default=True,
            help=text("cli.months"),
        ),
        click.Option(["--trade"], type=click.Choice(company.TRADES), help=text("cli.trade")),
        click.Option(
            ["-o", "--output"], type=click.Path(path_type=Path), required=True,
            help=text("cli.company_output"),
        ),
    )  # fmt: skip


def _load(paths: tuple[str, ...], options: dict[str, Any]) -> Exports:
    return load(*paths, **options, progress=_progress)


def _progress(found: Sequence[T]) -> Iterable[T]:
    """Show how far the reading is, where a person waits at a terminal."""
    if len(found) < 2 or not sys.stderr.isatty():
        return found
    return _with_bar(found)


def _with_bar(found: Sequence[T]) -> Iterator[T]:
    with click.progressbar(found, label=text("cli.reading"), file=sys.stderr) as bar:
        yield from bar


def _click_speaks(lang: Language) -> None:
    """Let click's own words be German too; it asks gettext for them."""
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain("messages", str(files("kpi_kit").joinpath("locale")))
