"""The command line: parse, call, print. German or English, by ``--lang`` or by the system.

Each command is a module of its name with a function ``command()``. What a command needs is
imported when it is asked for, so that ``--help`` is there at once.
"""

import atexit
import gc
import gettext
import locale
import os
import sys
from collections.abc import Collection, Sequence
from importlib import import_module
from importlib.resources import files

import click

from kpi_kit import labels
from kpi_kit.beside import COLLECTED
from kpi_kit.cli.command import lang_option
from kpi_kit.labels import LANGUAGES, Language, text

NAMES = (
    "inspect", "kpis", "goals", "report", "money", "catalog", "channels", "course", "handin",
    "company",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``kpi-kit``; the language is chosen first, because the help speaks it too."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not know every character; a mark is better than a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    gc.set_threshold(*COLLECTED)
    atexit.register(gc.freeze)  # nor need it look for garbage in all that ends with the process
    lang = language_of(arguments)
    labels.use(lang)
    _click_speaks(lang)
    commands(arguments)(arguments, prog_name="kpi-kit")


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


def commands(arguments: Collection[str] = NAMES) -> click.Group:
    """Build the commands, their help in the language in use.

    A command that *arguments* do not name cannot be called; it only says what it is for.
    """
    group = click.Group(
        help=text("cli.help"), params=[lang_option()], callback=_nothing, no_args_is_help=True,
        options_metavar=text("cli.options"), subcommand_metavar=text("cli.command"),
    )  # fmt: skip
    for name in NAMES:
        asked = name in arguments
        group.add_command(
            import_module(f"{__name__}.{name}").command()
            if asked
            else click.Command(name, help=text(f"cli.{name}"))
        )
    return group


def _nothing(lang: Language | None) -> None:
    """Take ``--lang`` before the command; :func:`main` has read it already."""


def _click_speaks(lang: Language) -> None:
    """Let click's own words be German too; it asks gettext for them."""
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain("messages", str(files("kpi_kit").joinpath("locale")))
