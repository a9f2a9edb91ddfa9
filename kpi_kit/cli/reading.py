"""Exports as commands take them: which, how they are read, and how far the reading is."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kpi_kit.beside import Beside, cores
from kpi_kit.cli.command import whole_number
from kpi_kit.labels import text

if TYPE_CHECKING:
    from kpi_kit.exports import Exports

T = TypeVar("T")

MUCH = 1_000_000
"""Bytes to read from which a second process is worth its start."""


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


def second_process(paths: Sequence[str], *modules: str) -> AbstractContextManager[Beside | None]:
    """Begin a second process, where there is a core for it, and much to read.

    Called before what takes long to import is: it imports the modules meanwhile.
    """
    if cores() > 1 and any(size > MUCH for size in accumulate(_sizes(paths))):
        try:
            return Beside(*modules)
        except OSError:  # the system allows no more of them, and one is enough
            pass
    return nullcontext()


def _sizes(paths: Sequence[str]) -> Iterator[int]:
    """Yield how many bytes each file has; a path that is not there is refused later."""
    for root in map(Path, paths):
        yield from (p.stat().st_size for p in chain([root], root.rglob("*")) if p.is_file())


def read(paths: Sequence[str], options: dict[str, Any], beside: Beside | None = None) -> "Exports":
    """Read exports and show how far the reading is, where a person waits at a terminal."""
    from kpi_kit.exports import load

    return load(*paths, **options, progress=_progress, beside=beside)


def _progress(found: Sequence[T]) -> Iterable[T]:
    if len(found) < 2 or not sys.stderr.isatty():
        return found
    return _with_bar(found)


def _with_bar(found: Sequence[T]) -> Iterator[T]:
    with click.progressbar(found, label=text("cli.reading"), file=sys.stderr) as bar:
        yield from bar
