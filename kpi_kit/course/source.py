"""A lesson's source: percent-format cells in two languages, and the code in them."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext

from kpi_kit import labels
from kpi_kit.course.exercises import FACTS
from kpi_kit.course.texts import say
from kpi_kit.errors import KpiKitError

LONGEST = 12
"""Lines of code in a cell; what is longer belongs into the library."""

FACT = re.compile(r"\{\{(\S+)\}\}")

_KEY = re.compile(r"[a-z0-9-]+")
_MARK = re.compile(r"\s*# ?@(de|en|learner)\s*$")
_SOLUTION = re.compile(r"\s*# solution\s*$")
_ASSIGNMENT = re.compile(r"\s*\w+ = ")

Cell = Any  # nbformat's untyped dictionary


def read(source: Path) -> list[Cell]:
    """Return a lesson's cells; refuse a source with which the editions would drift apart.

    Raises
    ------
    KpiKitError
        With every problem of the file, a line each.
    """
    cells: list[Cell] = jupytext.reads(source.read_text("utf-8"), fmt="py:percent").cells
    problems = [f"{source.name}: {problem}" for problem in _problems(cells)]
    if problems:
        raise KpiKitError("\n".join(problems))
    return cells


def place(cell: Cell) -> tuple[str, str]:
    """Return whether a cell is code or text, and its key: its place in the lesson."""
    kind = "code" if cell.cell_type == "code" else "text"
    return kind, cell.metadata.get("key", "")


def code(source: str, lang: str, *, solution: bool) -> str:
    """Return a cell's code for one language, with its solution or with a stub."""
    wanted = {lang} if solution else {lang, "learner"}
    lines = [
        _stub(_MARK.sub("", line), solution=solution)
        for line in source.splitlines()
        if wanted.issuperset(_MARK.findall(line))
    ]
    return "\n".join(line for line in lines if line is not None)


def _stub(line: str, *, solution: bool) -> str | None:
    """Cut a line of a solution: an assignment keeps its name, any other line goes."""
    bare = _SOLUTION.sub("", line)
    if solution or bare == line:
        return bare
    target = _ASSIGNMENT.match(line)
    return f"{target[0]}...  {say('builder', 'stub')}" if target else None


def _problems(cells: list[Cell]) -> Iterator[str]:
    for number, cell in enumerate(cells, start=1):
        yield from _cell_problems(cell, f"cell {number} ({cell.metadata.get('key', 'no key')})")
    names = Counter((*place(cell), cell.metadata.get("lang", "both")) for cell in cells)
    yield from (f"{' '.join(name)}: key repeated; rename one" for name in names if names[name] > 1)
    yield from _differences(
        {
            lang: [place(cell) for cell in cells if cell.metadata.get("lang", lang) == lang]
            for lang in labels.LANGUAGES
        }
    )


def _differences(order: dict[labels.Language, list[tuple[str, str]]]) -> Iterator[str]:
    """Name what one language has and the other lacks, or has elsewhere."""
    everything = dict.fromkeys(spot for spots in order.values() for spot in spots)
    for kind, key in everything:
        missing = [lang for lang in order if (kind, key) not in order[lang]]
        yield from (f"{key}: no {kind} in {lang!r}; write it beside the other" for lang in missing)
    if sorted(order["de"]) == sorted(order["en"]) and order["de"] != order["en"]:
        yield "the languages differ in the order of their cells; put each pair side by side"


def _cell_problems(cell: Cell, where: str) -> Iterator[str]:
    if not _KEY.fullmatch(cell.metadata.get("key", "")):
        yield f'{where}: no key; add key="short-name" in small letters'
    if cell.cell_type == "code":
        yield from _code_problems(cell, where)
    elif cell.metadata.get("lang") not in labels.LANGUAGES:
        yield f'{where}: text without a language; add lang="de" or lang="en"'
    for name in FACT.findall(cell.source):
        if name not in FACTS:
            yield f"{where}: no figure {name!r}; add it to FACTS in kpi_kit/course/exercises.py"


def _code_problems(cell: Cell, where: str) -> Iterator[str]:
    if "lang" in cell.metadata:
        yield f"{where}: code for one language; end the lines that differ in # @de and # @en"
    editions = [code(cell.source, lang, solution=True) for lang in labels.LANGUAGES]
    if len(editions[0].splitlines()) > LONGEST:
        yield f"{where}: more than {LONGEST} lines of code; split the cell"
    if len({_shape(edition) for edition in editions}) > 1:
        yield f"{where}: the languages differ in more than words; pair each # @de with an # @en"


def _shape(edition: str) -> str:
    """Return the code's structure, without the words in it."""
    tree = ast.parse(edition)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)
