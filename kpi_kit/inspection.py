"""What was read, as a text for people: a summary, then file by file what to look at."""

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import click
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.exports import Exports
from kpi_kit.findings import SEVERITIES, alike, findings, kinds
from kpi_kit.ledger import INSIDE
from kpi_kit.tables import TABLES

COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}
INDENT = "  "

FEW_FILES = 3
"""Of so many files one sees at a glance what to look at first."""

SEVERAL_FILES = 3
"""What so many files have in the same words is told once."""

MOST_KINDS = 10
"""How many kinds of problems the summary names; all are told below it."""

MOST_OF_KIND = 130
"""As much as the summary shows of a sentence."""

MOST_OF_WHY = 60
"""As much as is shown of the headers by which a file was recognised."""

MOST_SHEETS = 8
"""So many sheets of one format are named."""


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
    read = read.assign(of=read["file"].map(_whole))
    refused, own, shared = _sorted(exports.problems, [*dict.fromkeys(read["file"])])
    names = [*dict.fromkeys(read["of"])]
    sound = _sound(read, own) if len(names) > FEW_FILES else []
    lines = [*_summary(exports, width), ""]
    for file in names:
        if file not in sound:
            lines.append(click.style(file, bold=True))
            lines += _in_full(read[read["of"] == file], width)
            lines += [*_found(own[own["of"] == file], file, width), ""]
    if len(shared):
        lines += [_heading("cli.across"), *_shared(shared, width), ""]
    if len(refused):
        files = formatting.number(refused["file"].nunique())
        lines += [_heading("cli.not_read", files=files), *_refused(refused, width)]
    if sound:
        lines += [_heading("cli.sound", files=formatting.number(len(sound)))]
        lines += _in_brief(read[read["of"].isin(sound)], width)
    return "\n".join(lines).rstrip("\n")


def _sorted(problems: pd.DataFrame, read: list[str]) -> tuple[pd.DataFrame, ...]:
    """Part problems by where they are told: with files not read, with their own, or with several.

    What many files have in the same words is told once.
    """
    told = problems.assign(of=problems["file"].map(_whole), alike=alike(problems))
    refused = ~told["file"].isin(["", *read])
    many = told.groupby("alike")["of"].transform("nunique") >= SEVERAL_FILES
    shared = ~refused & ((told["file"] == "") | many)
    return told[refused], told[~refused & ~shared], told[shared]


def _sound(read: pd.DataFrame, own: pd.DataFrame) -> list[str]:
    """Name the files of which there is nothing to say but what they are, and what was mended."""
    accounted = read["rows_set_aside"].eq(0).groupby(read["of"]).transform("all")
    whole = accounted & ~read["of"].isin(own["of"])
    return [*dict.fromkeys(read.loc[whole, "of"])]


def _whole(file: str) -> str:
    """Name the workbook or archive that a sheet or member is in; any other file itself."""
    return INSIDE.sub(r"\1", file)


def _inside(entry: dict[Any, Any]) -> str:
    """Name the sheet or member of a workbook or archive."""
    return str(entry["file"].removeprefix(entry["of"]).removeprefix("/"))


def _in_brief(entries: pd.DataFrame, width: int) -> Iterator[str]:
    """Name files below what they are, those together of which the same is to be said."""
    of_kind: dict[str, dict[str, list[str]]] = {}
    for file, tables in entries.groupby("of", sort=False):
        formats = [*_formats(tables, "cli.rows_brief")]
        for export, inside, facts in formats:
            kind, name, said = export, str(file), f": {facts}"
            if len(formats) > 1:
                kind, name, said = str(file), inside, f": {export} · {facts}"
            of_kind.setdefault(kind, {}).setdefault(said, []).append(name)
    for kind, told in of_kind.items():
        yield from _wrapped(kind, width)
        for said, names in told.items():
            yield from _wrapped(", ".join(names) + said, width, indent=INDENT * 2)


def _in_full(entries: pd.DataFrame, width: int) -> Iterator[str]:
    """Say of each format in a file what it is, where its rows went, and how it is recognised."""
    for export, inside, facts in _formats(entries, "cli.all_rows"):
        why = _joined(entries.loc[entries["export"] == export, "why"])
        by = labels.text("cli.by_what", why=_cut(why, MOST_OF_WHY))
        yield from _wrapped(f"{inside}: {export} · {facts} · {by}".removeprefix(": "), width)


def _formats(entries: pd.DataFrame, all_kept: str) -> Iterator[tuple[str, str, str]]:
    """Say of each format in a file what it is, in which sheets, and what became of the rows."""
    for export, tables in entries.groupby("export", sort=False):
        inside = dict.fromkeys(filter(None, map(_inside, _entries(tables))))
        mended = _joined(tables["repairs"])
        facts = [_span(tables), _rows(tables.filter(like="rows_").sum().to_dict(), all_kept)]
        facts += [labels.text("cli.repaired", what=mended)] if mended else []
        yield str(export), formatting.few(inside, MOST_SHEETS), " · ".join(filter(None, facts))


def _joined(said: pd.Series) -> str:
    return "; ".join(dict.fromkeys(filter(None, said)))


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
        facts = {"read": formatting.number(len(names)), "files": formatting.number(files)}
        yield click.style(labels.text("cli.files", **facts), bold=True)
    yield INDENT + _rows(read.filter(like="rows_").sum().to_dict(), "cli.all_rows")
    yield from _wrapped(" · ".join(_contents(exports)), width)
    counted = problems["severity"].value_counts()
    found = ", ".join(
        f"{labels.text(f'count.{severity}')}: {formatting.number(counted[severity])}"
        for severity in SEVERITIES
        if severity in counted
    )
    yield INDENT + (found or labels.text("cli.no_problems"))
    if files > FEW_FILES:
        yield from _first(kinds(findings(problems[problems["severity"] != "note"])), width)


def _contents(exports: Exports) -> Iterator[str]:
    for table in TABLES:
        if rows := len(getattr(exports, table)):
            yield f"{labels.text(f'count.{table}')}: {formatting.number(rows)}"


def _first(of_kind: pd.DataFrame, width: int) -> Iterator[str]:
    """Name the gravest kinds of problems, each with where to find it."""
    if len(of_kind):
        yield from ("", _heading("cli.look_first"))
    for entry in _entries(of_kind.head(MOST_KINDS)):
        kind, places = _cut(entry["kind"], MOST_OF_KIND), entry["places"]
        if not kind.startswith(places[0]):  # it says itself whose figures they are
            key = "cli.places" if len(places) > 1 else "cli.place"
            kind = labels.text(
                key, kind=kind, first=places[0], count=formatting.number(len(places))
            )
        yield from _said(entry["severity"], kind, width)
    if len(of_kind) > MOST_KINDS:
        yield INDENT + labels.text("cli.more_kinds", more=len(of_kind) - MOST_KINDS)


def _shared(problems: pd.DataFrame, width: int) -> Iterator[str]:
    """Show what concerns several files, and which."""
    found = findings(problems)
    rank = found["severity"].map(SEVERITIES.index)
    for entry in _entries(found.loc[rank.sort_values(kind="stable").index]):
        places = zip(entry["places"], entry["details"], strict=True)
        cases = [f"{place} ({detail})" if detail else place for place, detail in places]
        named = "\n" in entry["said"] and not any(entry["details"])
        listed = cases if len(cases) > 1 and not named else ()
        yield from _said(entry["severity"], entry["said"], width, listed)


def _refused(problems: pd.DataFrame, width: int) -> Iterator[str]:
    """Show files that could not be read, those of one reason together."""
    for entry in _entries(findings(problems)):
        for place, detail in zip(entry["places"], entry["details"], strict=True):
            first, *more = _wrapped(f"{place} ({detail})" if detail else place, width, indent="")
            yield from (click.style(line, bold=True) for line in (first, *more))
        yield from (*_said(entry["severity"], entry["said"], width), "")


def _cut(said: str, most: int) -> str:
    return textwrap.shorten(said, most, placeholder=" …")


def _span(tables: pd.DataFrame) -> str:
    """Name the first and last day of tables of one kind."""
    dated = tables.dropna(subset="first_date")
    if dated.empty:
        return ""
    span = formatting.days(dated["first_date"].min(), dated["last_date"].max())
    return labels.text("cli.published", span=span) if tables["table"].iloc[0] == "posts" else span


def _rows(rows: dict[Any, Any], all_kept: str) -> str:
    """Say where the rows went, so that their sum can be seen to hold."""
    if not rows["rows_read"]:
        return labels.text("cli.no_rows")
    read = formatting.number(rows["rows_read"])
    if rows["rows_kept"] == rows["rows_read"]:
        return labels.text(all_kept, read=read)
    parts = [
        labels.text(f"cli.{part}", rows=formatting.number(rows[part]))
        for part in ("rows_kept", "rows_total", "rows_set_aside")
        if rows[part]
    ]
    return labels.text("cli.rows", read=read, parts=" + ".join(parts))


def _found(problems: pd.DataFrame, file: str, width: int) -> Iterator[str]:
    """Show the problems of a file; what several have in common is said once."""
    told = [_case(entry, file) for entry in _entries(findings(problems))]
    for (severity, inside, end, cases), several in groupby(told, lambda one: one[1:]):
        heads = [head for head, *_ in several]
        for said in ["; ".join(heads)] if end else heads:
            yield from _said(severity, f"{inside}: {said}{end}".removeprefix(": "), width, cases)


def _case(entry: dict[Any, Any], file: str) -> tuple[str, str, str, str, tuple[str, ...]]:
    """Part a finding: what is said, severity, the sheet, how the sentence ends, single cases."""
    inside = [place.removeprefix(file).strip("/ ") for place in entry["places"]]
    head, end = _parted(entry["said"])
    cases = [
        f"{i}: {d}".removeprefix(": ") for i, d in zip(inside, entry["details"], strict=True) if d
    ]
    if cases:
        return entry["said"], entry["severity"], "", "", (*cases,)
    return head, entry["severity"], ", ".join(dict.fromkeys(filter(None, inside))), end, ()


def _parted(problem: str) -> tuple[str, str]:
    """Take a case and what is said at its end apart; what is to be copied stays whole."""
    case, sign, end = problem.partition("; ")
    return (problem, "") if "\n" in problem else (case, sign + end)


def _said(severity: str, problem: str, width: int, cases: Iterable[str] = ()) -> Iterator[str]:
    """Write a problem, its severity in front, cases below; what is to be copied is not wrapped."""
    word = labels.value_name("severity", severity)
    first, *copied = problem.split("\n")
    head, *more = _wrapped(f"{word}: {first}", width)
    yield head.replace(word, click.style(word, fg=COLOURS[severity]), 1)
    yield from more
    for case in cases:
        yield from _wrapped(case, width, indent=INDENT * 2)
    yield from (INDENT * 2 + line for line in copied)


def _wrapped(said: str, width: int, *, indent: str = INDENT) -> list[str]:
    """Break a sentence into lines below its file; names of files and columns stay whole."""
    return textwrap.wrap(
        said, width, initial_indent=indent, subsequent_indent=indent + INDENT,
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip


def _entries(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.to_dict("records")
