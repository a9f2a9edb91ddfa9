"""What was read, as a text for people: a summary, then file by file what to look at."""

import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import click
import pandas as pd

from kpi_kit import labels
from kpi_kit.exports import Exports
from kpi_kit.findings import SEVERITIES, findings, kinds
from kpi_kit.ledger import INSIDE
from kpi_kit.tables import TABLES

COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}
INDENT = "  "

FEW_FILES = 3
"""Of so many files one sees at a glance what to look at first."""

SEVERAL_FILES = 3
"""What so many files have in the same words is told once."""

MOST_KINDS = 12
"""How many kinds of problems the summary names; all are told below it."""

MOST_OF_KIND = 130
"""As much as the summary shows of a sentence."""


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
    read = exports.log[exports.log["spec"].notna()]
    refused, own, shared = _sorted(exports.problems, [*dict.fromkeys(read["file"])])
    read, own = (frame.assign(of=frame["file"].map(_whole)) for frame in (read, own))
    names = [*dict.fromkeys(read["of"])]
    lines = [*_summary(exports, width), ""]
    sound = _sound(read, own) if len(names) > FEW_FILES else []
    for file in names:
        if file in sound:
            continue
        lines += [click.style(file, bold=True)]
        lines += _tables(read[read["of"] == file], width)
        lines += _found(own[own["of"] == file], width)
        lines.append("")
    if sound:
        lines += [_heading("cli.sound", files=labels.number(len(sound)))]
        lines += [*_in_brief(read[read["of"].isin(sound)], width), ""]
    if len(shared):
        lines += [_heading("cli.across"), *_shared(shared, width), ""]
    if len(refused):
        files = labels.number(refused["file"].nunique())
        lines += [_heading("cli.not_read", files=files), *_refused(refused, width)]
    return "\n".join(lines).rstrip("\n")


def _sorted(problems: pd.DataFrame, read: list[str]) -> tuple[pd.DataFrame, ...]:
    """Part problems by where they are told: with files not read, with their own, or with several.

    What many files have in the same words is told once, unless there is something to copy in it.
    """
    refused = ~problems["file"].isin(["", *read])
    many = problems.groupby("problem")["file"].transform("nunique") >= SEVERAL_FILES
    shared = ~refused & ((problems["file"] == "") | many & ~problems["problem"].str.contains("\n"))
    return problems[refused], problems[~refused & ~shared], problems[shared]


def _sound(read: pd.DataFrame, own: pd.DataFrame) -> list[str]:
    """Name the files of which there is nothing to say but what they are."""
    accounted = read["rows_read"].gt(0) & read["rows_set_aside"].eq(0) & read["repairs"].eq("")
    whole = accounted.groupby(read["of"]).transform("all") & ~read["of"].isin(own["of"])
    return [*dict.fromkeys(read.loc[whole, "of"])]


def _whole(file: str) -> str:
    """Name the workbook or archive that a sheet or member is in; any other file itself."""
    return INSIDE.sub(r"\1", file)


def _inside(entry: dict[Any, Any]) -> str:
    """Name the sheet or member, with the sign that parts it from what is said of it."""
    inside = entry["file"].removeprefix(entry["of"]).removeprefix("/")
    return f"{inside}: " if inside else ""


def _in_brief(entries: pd.DataFrame, width: int) -> Iterator[str]:
    """Say in a line for each file what it is."""
    for file, tables in entries.groupby("of", sort=False):
        of = [_inside(e) + ", ".join(filter(None, _facts(e))) for e in _entries(tables)]
        yield from _wrapped(f"{file}: {'; '.join(of)}", width)


def _facts(entry: dict[Any, Any]) -> tuple[str, ...]:
    return entry["export"], _span(entry), _rows(entry)


def _heading(key: str, **facts: object) -> str:
    return click.style(labels.text(key, **facts), bold=True)


def _summary(exports: Exports, width: int) -> Iterator[str]:
    """Say how much was read, that no row is lost, and what to look at first."""
    log, problems = exports.log, exports.problems
    read = log[log["spec"].notna()]
    names = {INSIDE.sub(r"\1", file) for file in read["file"]}
    files = len(names | {*log["file"]} - {*read["file"]})
    if files == 1:
        yield click.style(labels.text("cli.one_file"), bold=True)
    else:
        facts = {"read": labels.number(len(names)), "files": labels.number(files)}
        yield click.style(labels.text("cli.files", **facts), bold=True)
    yield INDENT + _rows(read.filter(like="rows_").sum().to_dict())
    yield from _wrapped(" · ".join(_contents(exports)), width)
    counted = problems["severity"].value_counts()
    found = ", ".join(
        f"{labels.text(f'count.{severity}')}: {labels.number(counted[severity])}"
        for severity in SEVERITIES
        if severity in counted
    )
    yield INDENT + (found or labels.text("cli.no_problems"))
    if files > FEW_FILES:
        yield from _first(kinds(findings(problems[problems["severity"] != "note"])), width)


def _contents(exports: Exports) -> Iterator[str]:
    for table in TABLES:
        if rows := len(getattr(exports, table)):
            yield f"{labels.text(f'count.{table}')}: {labels.number(rows)}"


def _first(of_kind: pd.DataFrame, width: int) -> Iterator[str]:
    """Name the gravest kinds of problems, each with where to find it."""
    if len(of_kind):
        yield from ("", _heading("cli.look_first"))
    for entry in _entries(of_kind.head(MOST_KINDS)):
        kind, places = _cut(entry["kind"], MOST_OF_KIND), entry["places"]
        if not kind.startswith(places[0]):  # it says itself whose figures they are
            key = "cli.places" if len(places) > 1 else "cli.place"
            kind = labels.text(key, kind=kind, first=places[0], count=labels.number(len(places)))
        yield from _said(entry["severity"], kind, width)
    if len(of_kind) > MOST_KINDS:
        yield INDENT + labels.text("cli.more_kinds", more=len(of_kind) - MOST_KINDS)


def _shared(problems: pd.DataFrame, width: int) -> Iterator[str]:
    """Show what concerns several files, and which."""
    found = findings(problems)
    rank = found["severity"].map(SEVERITIES.index)
    for entry in _entries(found.loc[rank.sort_values(kind="stable").index]):
        yield from _said(entry["severity"], entry["said"], width)
        if len(entry["places"]) > 1:
            yield from (f"{INDENT * 2}{place}" for place in entry["places"])


def _refused(problems: pd.DataFrame, width: int) -> Iterator[str]:
    """Show files that could not be read, those of one reason together."""
    for entry in _entries(findings(problems)):
        yield from (click.style(place, bold=True) for place in entry["places"])
        yield from (*_said(entry["severity"], entry["said"], width), "")


def _tables(entries: pd.DataFrame, width: int) -> Iterator[str]:
    """Say of each table that a file fills what it is and where its rows went."""
    repairs = ""
    for entry in _entries(entries):
        what = ", ".join(filter(None, (entry["export"], _span(entry))))
        yield from _wrapped(_inside(entry) + what, width)
        yield "  " + _cut(labels.text("cli.by_what", why=entry["why"]), width)
        yield f"  {_rows(entry)}"
        if entry["repairs"] != repairs:
            repairs = entry["repairs"]
            yield from _wrapped(f"{labels.text('column.repairs')}: {repairs}", width)


def _cut(said: str, width: int) -> str:
    return textwrap.shorten(said, width - len(INDENT), placeholder=" …")


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
    """Show the problems of a file; what several have to say at their end is said once."""
    shown = [((p["severity"], _inside(p)), *_parted(p["problem"])) for p in _entries(problems)]
    for ((severity, inside), end), alike in groupby(shown, lambda one: (one[0], one[2])):
        cases = [case for _, case, _ in alike]
        for said in ["; ".join(cases)] if end else cases:
            yield from _said(severity, inside + said + end, width)


def _parted(problem: str) -> tuple[str, str]:
    """Take a case and what is said at its end apart; what is to be copied stays whole."""
    case, sign, end = problem.partition("; ")
    return (problem, "") if "\n" in problem else (case, sign + end)


def _said(severity: str, problem: str, width: int) -> Iterator[str]:
    """Write a problem, its severity in front; what is to be copied is not wrapped."""
    word = labels.value_name("severity", severity)
    first, *copied = problem.split("\n")
    head, *more = _wrapped(f"{word}: {first}", width)
    yield head.replace(word, click.style(word, fg=COLOURS[severity]), 1)
    yield from (*more, *(INDENT * 2 + line for line in copied))


def _wrapped(said: str, width: int) -> list[str]:
    """Break a sentence into lines below its file; names of files and columns stay whole."""
    return textwrap.wrap(
        said, width, initial_indent=INDENT, subsequent_indent=INDENT * 2,
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip


def _entries(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.to_dict("records")
