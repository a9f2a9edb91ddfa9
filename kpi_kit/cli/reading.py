"""Exports as commands take them: which, how they are read, and how far the reading is."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import click

from kpi_kit.cli.command import whole_number
from kpi_kit.exports import Exports, load
from kpi_kit.labels import text

T = TypeVar("T")


def exports_argument(*, required: bool = True) -> click.Argument:
    """Return the argument that takes any number of files and folders."""
    metavar = text("cli.exports") if required else f"[{text('cli.exports')}]"
    return click.Argument(["exports"], nargs=-1, required=required, metavar=metavar)


def reading_options() -> list[click.Parameter]:
    """Return the options that :func:`read` passes on to :func:`kpi_kit.load`."""
    return [
        click.Option(["--channel"], help=text("cli.format")),
        click.Option(["--year"], type=whole_number(), help=text("cli.year")),
        click.Option(["--time-zone"], help=text("cli.time_zone")),
    ]


def read(paths: Sequence[str], options: dict[str, Any]) -> Exports:
    """Read exports and show how far the reading is, where a person waits at a terminal."""
    return load(*paths, **options, progress=_progress)


def _progress(found: Sequence[T]) -> Iterable[T]:
    if len(found) < 2 or not sys.stderr.isatty():
        return found
    return _with_bar(found)


def _with_bar(found: Sequence[T]) -> Iterator[T]:
    with click.progressbar(found, label=text("cli.reading"), file=sys.stderr) as bar:
        yield from bar
