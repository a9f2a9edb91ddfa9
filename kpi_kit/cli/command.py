"""What commands share: the language, a mistake in one sentence, options that several take."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from kpi_kit import labels
from kpi_kit.errors import KpiKitError
from kpi_kit.labels import LANGUAGES, Language, text


def make(name: str, body: Callable[..., None], *parameters: click.Parameter) -> click.Command:
    """Make a command that speaks the language and turns a user's mistake into one sentence."""

    def call(lang: Language | None, **values: Any) -> None:
        with labels.speaking(lang):
            try:
                body(**values)
            except KpiKitError as error:
                raise click.ClickException(str(error)) from error

    return click.Command(
        name, callback=call, params=[*parameters, lang_option()], help=text(f"cli.{name}"),
        options_metavar=text("cli.options"),
    )  # fmt: skip


def lang_option() -> click.Option:
    """Return ``--lang``, which every command takes."""
    return click.Option(["--lang"], type=click.Choice(LANGUAGES), help=text("cli.lang"))


def whole_number(low: int | None = None, high: int | None = None) -> "click.ParamType[int]":
    """Return the type of an option that takes a whole number, named in the language in use."""
    bounded = low is not None or high is not None
    kind = click.IntRange(low, high) if bounded else click.types.IntParamType()
    kind.name = text("cli.whole_number")
    return kind


def output_option(help_key: str) -> click.Option:
    """Return ``--output``, which takes the file to write."""
    kind = click.Path(dir_okay=False, path_type=Path)
    return click.Option(["-o", "--output"], type=kind, help=text(help_key))


def goals_option(*, required: bool = False) -> click.Option:
    """Return ``--goals``, which takes the file of goals."""
    kind = click.Path(path_type=Path)
    return click.Option(["--goals"], type=kind, help=text("cli.goals_file"), required=required)


def utm_option() -> click.Option:
    """Return ``--utm``, which takes ``campaign=tag`` and may be repeated."""
    return click.Option(["--utm"], multiple=True, help=text("cli.utm"))


def tags(declared: Sequence[str]) -> dict[str, list[str]]:
    """Take each ``campaign=tag`` of ``--utm`` apart; a campaign may have several tags.

    >>> tags(["Spring=spring_26", "Spring=spring_retargeting"])
    {'Spring': ['spring_26', 'spring_retargeting']}
    """
    found: dict[str, list[str]] = {}
    for pair in declared:
        name, sign, tag = pair.rpartition("=")
        if not (sign and name and tag):
            raise KpiKitError.saying("bad_utm", pair=pair)
        found.setdefault(name, []).append(tag)
    return found


def width() -> int:
    """Return how many characters a line of text may have: the terminal's, but not over 100."""
    return min(shutil.get_terminal_size().columns, 100)
