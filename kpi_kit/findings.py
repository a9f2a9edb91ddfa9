"""Problems as people read them: what many files share is said once, the gravest first."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

SEVERITIES = ("error", "warning", "note")
"""From grave to light."""

ENTRY = "[[files]]\n"
"""What begins an entry of exports.toml; entries for several files may stand below each other."""

_QUOTED = re.compile(r"(?<!\w)'[^']*'|„[^“]*“|“[^”]*”")
_PARTICULAR = re.compile(r"(\s?\((?:[^()]|\([^()]*\))*\)|: \d+(?:[.,]\d+)*(?=[;,.]|$))")
"""What tells one case from another of its kind: what stands in brackets, a number at the end."""

_SENTENCE_ENDS = r"(?<!\d)\.\s|\n"


class _Case(NamedTuple):
    """A problem, taken apart: where it is, what is said of all of its kind and of it alone."""

    place: str
    common: tuple[str, ...]
    particulars: tuple[str, ...]
    copied: str
    whole: str


def findings(problems: pd.DataFrame) -> pd.DataFrame:
    """Say each problem once, with all places that have it.

    Parameters
    ----------
    problems : DataFrame
        As in ``Exports.problems``: file, problem, severity.

    Returns
    -------
    DataFrame
        severity, said, kind, places, details: the sentence without the place at its beginning;
        what is left of it for all problems of its kind; a list of the files, or of whose figures
        are concerned where there is no file; and a list of what is said of each place alone. In
        the order of first appearance.

    Examples
    --------
    >>> odd = "no year (row {row}); say which"
    >>> found = findings(pd.DataFrame({
    ...     "file": ["a.csv", "b.csv"], "severity": "error",
    ...     "problem": ["a.csv: " + odd.format(row=2), "b.csv, date: " + odd.format(row=9)],
    ... }))
    >>> found["said"].tolist(), found["kind"].tolist()
    (['no year; say which'], ['no year'])
    >>> found["places"].tolist(), found["details"].tolist()
    ([['a.csv', 'b.csv (date)']], [['row 2', 'row 9']])
    """
    cases = [*map(_case, problems["file"], problems["problem"])]
    groups: dict[tuple[object, ...], dict[_Case, None]] = {}
    for severity, case in zip(problems["severity"], cases, strict=True):
        groups.setdefault((severity, *_likeness(case)), {})[case] = None
    told = [(severity, *_told([*of])) for (severity, *_), of in groups.items()]
    return pd.DataFrame(told, columns=["severity", "said", "kind", "places", "details"])


def alike(problems: pd.DataFrame) -> pd.Series:
    """Give those problems one number that :func:`findings` tells together."""
    numbers: dict[tuple[object, ...], int] = {}
    cases = map(_case, problems["file"], problems["problem"])
    told = [numbers.setdefault(_likeness(case), len(numbers)) for case in cases]
    return pd.Series(told, problems.index, dtype="int64")


def _case(file: str, problem: str) -> _Case:
    place, said = apart(file, problem)
    head, _, copied = said.partition("\n")
    parts = _PARTICULAR.split(head) if place else [head]
    # Of figures that are no file's, whose they are belongs to the sentence.
    return _Case(place, (*parts[::2],), (*parts[1::2],), copied, said if file else problem)


def _likeness(case: _Case) -> tuple[object, ...]:
    return case.common, "" if case.copied.startswith(ENTRY) else case.copied


def _told(cases: Sequence[_Case]) -> tuple[str, str, list[str], list[str]]:
    """Say what cases have in common, and what each has for itself."""
    first, places = cases[0], [case.place for case in cases]
    if len(cases) == 1:
        return first.whole, _kind(first.whole), places, [""]
    own = [len({*every}) > 1 for every in zip(*(c.particulars for c in cases), strict=True)]
    shared = ["" if alone else part for part, alone in zip(first.particulars, own, strict=True)]
    head = "".join(c + s for c, s in zip(first.common, [*shared, ""], strict=True))
    entries = dict.fromkeys(e for c in cases for e in _entries(c.copied))
    said = "\n".join([head, *entries])
    return said, _kind(said), places, [_detail(case, own) for case in cases]


def _entries(copied: str) -> list[str]:
    """Take apart what is to be copied, so that no file has two entries."""
    if not copied.startswith(ENTRY):
        return [copied] if copied else []
    return [ENTRY + entry.strip("\n") for entry in copied.split(ENTRY)[1:]]


def _detail(case: _Case, own: Sequence[bool]) -> str:
    parts = [part for part, alone in zip(case.particulars, own, strict=True) if alone]
    return "; ".join(p.strip()[1:-1] if p.endswith(")") else p.removeprefix(": ") for p in parts)


def kinds(found: pd.DataFrame) -> pd.DataFrame:
    """Bring findings of one kind together: the gravest first, then what most places have.

    Parameters
    ----------
    found : DataFrame
        As :func:`findings` returns it.

    Returns
    -------
    DataFrame
        severity, kind, places; a kind of one finding is told by that finding's first words.
    """
    groups = found.groupby(["severity", "kind"], sort=False)
    of_kind = groups.agg(
        places=("places", _joined), said=("said", "first"), of=("said", "size")
    ).reset_index()
    words = of_kind["said"].str.split(rf";\s|{_SENTENCE_ENDS}", regex=True).str[0]
    of_kind["kind"] = of_kind["kind"].where(of_kind["of"] > 1, words)
    rank = of_kind["severity"].map(SEVERITIES.index)
    order = pd.DataFrame({"rank": rank, "many": -of_kind["places"].map(len)})
    ordered = order.sort_values(["rank", "many"], kind="stable").index
    return of_kind.loc[ordered, ["severity", "kind", "places"]]


def _joined(places: Iterable[list[str]]) -> list[str]:
    return [*dict.fromkeys(place for some in places for place in some)]


def apart(file: str, problem: str) -> tuple[str, str]:
    """Take the place at a sentence's beginning, and what is said of it, apart."""
    if not file:
        place, sign, said = problem.partition(": ")
        return (place, said) if sign and " · " in place else ("", problem)
    rest = problem.removeprefix(file)
    if rest != problem and (column := re.match(r"(?:, ([^:;.\n]*))?: ", rest)):
        return file + (f" ({column[1]})" if column[1] else ""), rest[column.end() :]
    return file, problem


def _kind(said: str) -> str:
    """Cut a sentence down to what all of its kind have in common."""
    common = _PARTICULAR.sub("", _QUOTED.sub("", said))
    return re.split(rf";\s|{_SENTENCE_ENDS}", common, maxsplit=1)[0].rstrip(" ,:")
