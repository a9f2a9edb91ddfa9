"""Descriptions to complete, which are offered for a file whose headers are not known."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from kpi_kit import formatting, labels
from kpi_kit.cells import plain
from kpi_kit.channels import CURRENCY, ChannelSpec, any_currency
from kpi_kit.tables import TABLES

CUT = 70
"""As much as messages show of a header or a first line."""

MOST_HEADERS = 20
"""How many headers without a meaning are listed."""

MANY = 4
"""A column of more names than two languages have is called differently on several levels."""


def usual_header(spec: ChannelSpec, name: str, header: Iterable[str]) -> str:
    """Return what a column is called in the language of a file's other headers.

    A description lists the headers of all columns in one order of languages, the unconfirmed ones
    by themselves. So the places of those that are there, from either end, tell the language. Of
    names for several levels, the lowest that the file has a column of is meant: a list of
    campaigns has a campaign's status, no keyword's.
    """
    cells = {alias for cell in header for alias in (plain(cell), any_currency(cell)[0])}
    known = [(False, spec.columns), (False, spec.marks), (True, spec.unconfirmed)]
    there = [
        ((doubtful, at), (doubtful, at - len(heads)), column, head)
        for doubtful, columns in known
        for column, heads in columns.items()
        for at, head in enumerate(heads)
    ]
    votes = Counter(at for *places, _, head in there if plain(head) in cells for at in places)
    offered = [(votes[one] + votes[other], head) for one, other, of, head in there if of == name]
    levels = [head for _, head in offered if plain(head).startswith(tuple(cells - {""}))]
    if len(offered) > MANY and levels:
        return levels[-1]
    return max(offered, key=lambda offer: offer[0])[1].replace(CURRENCY, "EUR")


def overlay(spec: ChannelSpec, missing: Iterable[str], header: list[str]) -> str:
    """Return a description to complete, with which a file of other headers can be read."""
    lines = [f'extends = "{spec.id}"']
    columns = {*spec.unconfirmed, *spec.columns} - {*spec.marks}
    for section, known in (("marks", {*spec.marks}), ("columns", columns)):
        wanted = [_to_complete(spec, name, header) for name in missing if name in known]
        lines += [f"[{section}]", *wanted] if wanted else []
    return "\n".join([*lines, *_free(cell for cell in header if spec.column(cell)[0] is None)])


def whole_format(
    table: str, known: Mapping[str, str], needed: Iterable[str], header: Iterable[str]
) -> str:
    """Return a whole description to complete, for the export of another platform.

    Parameters
    ----------
    table : str
        The canonical table that its rows are likely to go to.
    known : mapping of str to str
        Canonical name to the header that probably stands for it.
    needed : iterable of str
        The columns that a row cannot do without.
    header : iterable of str
        The headers of the file.
    """
    needed, kinds = [*needed], TABLES[table].columns
    names, listed = dict.fromkeys([*needed, *known]), json.dumps(needed)
    columns = [
        f"{name} = {json.dumps([known.get(name, '…')], ensure_ascii=False)}" for name in names
    ]
    dated = [f'{name} = "%Y-%m-%d"' for name in names if kinds[name] in {"date", "time"}]
    lines = [f'table = "{table}"', labels.text("message.table_rows")]
    lines += ['channel = "…"', f"signature = {listed}", f"required = {listed}"]
    lines += ["[columns]", *columns]
    lines += ["[formats]", labels.text("message.date_forms"), *dated] if dated else []
    return "\n".join([*lines, *_free(cell for cell in header if cell not in known.values())])


def _to_complete(spec: ChannelSpec, name: str, header: Iterable[str]) -> str:
    """Return the line that gives a column its header; what looks like it is said beside it."""
    usual = usual_header(spec, name, header)
    return f'{name} = ["…"]  # {usual}{alike(spec, usual, header)}'


def alike(spec: ChannelSpec, wanted: str, header: Iterable[str]) -> str:
    """Name the header without a meaning that looks most like one that is wanted, if one does."""
    free = [cell for cell in header if cell and spec.column(cell)[0] is None]
    near = get_close_matches(wanted, free, n=1, cutoff=0.8)
    return labels.text("message.alike", header=near[0]) if near else ""


def _free(cells: Iterable[str]) -> list[str]:
    """List headers that mean nothing so far, as comments; of very many only the first."""
    heads = [cell for cell in dict.fromkeys(cells) if cell]
    if not heads:
        return []
    shown, more = [repr(cut(head)) for head in heads[:MOST_HEADERS]], len(heads) - MOST_HEADERS
    if more > 0:
        shown.append(labels.text("message.more_headers", more=formatting.number(more)))
    is_cut = any(cut(head) != head for head in heads[:MOST_HEADERS])
    note = f" {labels.text('message.cut_headers')}" if is_cut else ""
    return [labels.text("message.free_headers", cut=note), *_packed(shown)]


def _packed(parts: Iterable[str]) -> list[str]:
    """Lay parts into lines of comment; none is broken, for it may be copied."""
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + len(part) < CUT:
            lines[-1] += f", {part}"
        else:
            lines.append(f"#   {part}")
    return lines


def cut(said: str) -> str:
    """Shorten what a file says to one line; the mark shows that it is not whole.

    >>> cut("Views"), len(cut("Views " * 100))
    ('Views', 70)
    """
    return said if len(said) <= CUT else f"{said[: CUT - 1].rstrip()}…"
