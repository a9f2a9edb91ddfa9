"""``kpi-kit handin``: one learner's work in one file."""

from pathlib import Path

import click

from kpi_kit.cli.command import make, output_option
from kpi_kit.course.handin import hand_in
from kpi_kit.course.texts import say
from kpi_kit.course.workspace import ROOT
from kpi_kit.labels import text


def command() -> click.Command:
    """Build the command."""
    folder = click.Path(file_okay=False, path_type=Path)
    return make(
        "handin", _handin,
        click.Argument(["folder"], type=folder, required=False),
        click.Option(["--name"], default="", help=text("cli.learner")),
        output_option("cli.handin_output"),
    )  # fmt: skip


def _handin(folder: Path | None, name: str, output: Path | None) -> None:
    output = output or Path(say("handin", "file"))
    lessons = hand_in(folder or ROOT / say("workspace", "folder"), output, name=name)
    begun = [one for one in lessons if one.begun]
    right, asked = sum(one.right for one in begun), sum(len(one.answers) for one in begun)
    facts = {"lessons": len(begun), "right": right, "of": asked}
    click.echo(say("handin", "done", output=output.resolve(), **facts))
