"""Persons under other names: who writes and whom texts name, each always by the same pseudonym."""

import re
from dataclasses import replace
from hashlib import blake2s
from typing import Any

import pandas as pd

from kpi_kit import labels
from kpi_kit.exports import Exports

WRITES = {"mentions": "author"}
"""The columns that name persons."""

TEXTS = {"posts": "text", "post_days": "text", "mentions": "text"}
"""The columns in whose texts persons may be named."""

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HANDLE = re.compile(r"(?<![\w./@])@(\w[\w.]*\w|\w)")
"""An e-mail address; a handle, without the full stop that ends its sentence."""


def pseudonymised(exports: Exports) -> Exports:
    """Give persons other names: authors, and whoever texts name by handle, address or as an author.

    The same name gets the same pseudonym in every report. The accounts' own handles and names stay,
    and so do names in running text that no author bears: no list of names knows all of them.
    Whoever has the exports can still tell who is who, so this is no anonymity.

    Parameters
    ----------
    exports : Exports
        What :func:`kpi_kit.load` gave; it is not changed.

    Returns
    -------
    Exports
        With other names.
    """
    own = _own(exports)
    authors = {
        name
        for table, column in WRITES.items()
        for name in getattr(exports, table)[column].dropna().unique()
        if name.removeprefix("@").casefold() not in own
    }
    named = _pattern(authors)
    changed: dict[str, Any] = {}
    for table in {*WRITES, *TEXTS}:
        frame: pd.DataFrame = getattr(exports, table)
        columns = {}
        if table in WRITES:
            columns[WRITES[table]] = frame[WRITES[table]].map(
                lambda name: pseudonym(name) if name in authors else name, na_action="ignore"
            )
        if table in TEXTS:
            columns[TEXTS[table]] = frame[TEXTS[table]].map(
                lambda text: _rewritten(text, named, own), na_action="ignore"
            )
        changed[table] = frame.assign(**columns)
    return replace(exports, **changed)


def pseudonym(name: str) -> str:
    """Return the pseudonym of a name, whatever its case and with or without an @.

    Examples
    --------
    >>> pseudonym("@Jo.Doe") == pseudonym("jo.doe"), pseudonym("jo.doe").split()[0]
    (True, 'Person')
    """
    known = name.strip().removeprefix("@").casefold().encode()
    return labels.text("report.person", number=blake2s(known, digest_size=4).hexdigest())


def _own(exports: Exports) -> set[str]:
    names = pd.concat([exports.posts["account"], exports.accounts["account"]]).dropna().unique()
    return {str(name).removeprefix("@").casefold() for name in names}


def _pattern(authors: set[str]) -> re.Pattern[str] | None:
    """Match any author's name as whole words, the longest first."""
    names = sorted((name for name in authors if len(name) > 2), key=len, reverse=True)
    if not names:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")


def _rewritten(text: str, named: re.Pattern[str] | None, own: set[str]) -> str:
    def other(found: re.Match[str]) -> str:
        known = found[0].removeprefix("@").casefold() in own
        return found[0] if known else pseudonym(found[0])

    text = ADDRESS.sub(other, text)
    text = HANDLE.sub(other, text)
    return named.sub(other, text) if named else text
