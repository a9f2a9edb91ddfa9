"""What was read, as a text for people: file by file, with what a person should look at."""

import textwrap
from collections.abc import Iterator
from typing import Any

import click
import pandas as pd

from kpi_kit import labels
from kpi_kit.exports import Exports

COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}
INDENT = "  "


def inspection(exports: Exports, *, width: int = 100) -> str:
    """Describe exports: what each file is, what became of its rows, what is wrong.

    Parameters
    ----------
    exports : Exports
        What was read.
    width : int
        The longest line; lines that are to be copied stay whole.

    Returns
    -------
    str
        With colours, as a terminal understands them; ``click.echo`` drops them elsewhere.
    """
    log, problems = exports.log, exports.problems
    read = log[log["spec"].notna()]
    lines: list[str] = []
    for file in dict.fromkeys(read["file"]):
        lines += [click.style(file, bold=True)]
        lines += _tables(read[read["file"] == file], width)
        lines += _found(problems[problems["file"] == file], width)
        lines.append("")
    across = problems[problems["file"] == ""]
    refused = problems[~problems["file"].isin(["", *read["file"]])]
    for found, heading in ((across, "cli.across"), (refused, "cli.not_read")):
        if len(found):
            lines.append(click.style(labels.text(heading, files=len(found)), bold=True))
            lines += [*_found(found, width), ""]
    return "\n".join([*lines, *_summary(exports)])


def _tables(entries: pd.DataFrame, width: int) -> Iterator[str]:
    """Say of each table that a file fills what it is and where its rows went."""
    repairs = ""
    for entry in _entries(entries):
        yield ", ".join(filter(None, (f"  {entry['export']}", _span(entry))))
        yield "  " + textwrap.shorten(labels.text("cli.by_what", why=entry["why"]), width - 2)
        yield f"  {_rows(entry)}"
        if entry["repairs"] != repairs:
            repairs = entry["repairs"]
            yield from _wrapped(f"{labels.text('column.repairs')}: {repairs}", width)


def _span(entry: dict[Any, Any]) -> str:
    if pd.isna(entry["first_date"]):
        return ""
    first, last = labels.day(entry["first_date"]), labels.day(entry["last_date"])
    span = first if first == last else labels.text("report.span", first=first, last=last)
    return labels.text("cli.published", span=span) if entry["table"] == "posts" else span


def _rows(entry: dict[Any, Any]) -> str:
    rows = {name: labels.number(entry[name]) for name in entry if str(name).startswith("rows_")}
    if not entry["rows_read"]:
        return labels.text("cli.no_rows")
    whole = entry["rows_kept"] == entry["rows_read"]
    return labels.text("cli.all_rows" if whole else "cli.rows", **rows)


def _found(problems: pd.DataFrame, width: int) -> Iterator[str]:
    for found in _entries(problems):
        yield from _shown(found, width)


def _shown(found: dict[Any, Any], width: int) -> Iterator[str]:
    """Write a problem, its severity in front; what is to be copied is not wrapped."""
    severity = str(found["severity"])
    word = labels.value_name("severity", severity)
    first, *copied = str(found["problem"]).split("\n")
    head, *more = _wrapped(f"{word}: {first}", width)
    yield head.replace(word, click.style(word, fg=COLOURS[severity]), 1)
    yield from (*more, *(INDENT * 2 + line for line in copied))


def _wrapped(said: str, width: int) -> list[str]:
    """Break a sentence into lines below its file; names of files and columns stay whole."""
    return textwrap.wrap(
        said, width, initial_indent=INDENT, subsequent_indent=INDENT * 2,
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip


def _summary(exports: Exports) -> Iterator[str]:
    counted = exports.problems["severity"].value_counts()
    found = ", ".join(
        f"{labels.text(f'count.{severity}')}: {labels.number(counted[severity])}"
        for severity in COLOURS
        if severity in counted
    )
    yield repr(exports)
    yield found or labels.text("cli.no_problems")


def _entries(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.to_dict("records")
