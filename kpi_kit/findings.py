"""Problems as people read them: what many files share is said once, the gravest first."""

import re
from collections.abc import Iterable

import pandas as pd

SEVERITIES = ("error", "warning", "note")
"""From grave to light."""

_QUOTED = re.compile(r"(?<!\w)'[^']*'|„[^“]*“|“[^”]*”")
_PARTICULAR = re.compile(r"\s?\([^()]*\)|(?<=: )\d[\d.,]*")
"""What tells one case from another of its kind: what stands in brackets or quotes, a number."""

_SENTENCE_ENDS = r"(?<!\d)\.\s|\n"


def findings(problems: pd.DataFrame) -> pd.DataFrame:
    """Say each problem once, with all places that have it.

    Parameters
    ----------
    problems : DataFrame
        As in ``Exports.problems``: file, problem, severity.

    Returns
    -------
    DataFrame
        severity, said, kind, places: the sentence without the place at its beginning; what is
        left of it for all problems of its kind; and a list of the files, or of whose figures are
        concerned where there is no file. In the order of first appearance.

    Examples
    --------
    >>> severity, odd = "error", "the days are written without a year; say which it is"
    >>> found = findings(pd.DataFrame({
    ...     "file": ["a.csv", "b.csv"], "severity": severity,
    ...     "problem": [f"a.csv: {odd}", f"b.csv, date: {odd}"],
    ... }))
    >>> found["kind"].tolist(), found["places"].tolist()
    (['the days are written without a year'], [['a.csv', 'b.csv (date)']])
    """
    told = problems[["file", "severity"]].copy()
    parts = [
        apart(file, problem)
        for file, problem in zip(problems["file"], problems["problem"], strict=True)
    ]
    told["place"] = [place for place, _ in parts]
    told["said"] = [said for _, said in parts]
    # Of figures that are no file's, whose they are belongs to the sentence.
    told["told"] = problems["problem"].where(told["file"] == "", told["said"])
    once = told.groupby(["severity", "told"], sort=False)
    found = once.agg(said=("said", "first"), places=("place", lambda s: [*dict.fromkeys(s)]))
    found = found.reset_index().rename(columns={"said": "kind", "told": "said"})
    found["kind"] = [_kind(said) for said in found["kind"]]
    return found[["severity", "said", "kind", "places"]]


def kinds(found: pd.DataFrame) -> pd.DataFrame:
    """Bring findings of one kind together: the gravest first, then what most places have.

    Parameters
    ----------
    found : DataFrame
        As :func:`findings` returns it.

    Returns
    -------
    DataFrame
        severity, kind, places; a kind of one finding is told by that finding's first sentence.
    """
    groups = found.groupby(["severity", "kind"], sort=False)
    of_kind = groups.agg(
        places=("places", _joined), said=("said", "first"), of=("said", "size")
    ).reset_index()
    sentence = of_kind["said"].str.split(_SENTENCE_ENDS, regex=True).str[0]
    of_kind["kind"] = of_kind["kind"].where(of_kind["of"] > 1, sentence)
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
