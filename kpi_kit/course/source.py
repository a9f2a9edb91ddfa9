"""A lesson's source: percent-format cells in two languages, the code in them, what exercises say.

Text cells carry ``lang=`` and a ``key=`` that both languages share; code cells carry a ``key=`` and
go into both. A raw cell with the key of a task's code says, in TOML, what the exercise answers.
"""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import jupytext

from kpi_kit import labels
from kpi_kit.course.exercises import Kind
from kpi_kit.course.texts import say
from kpi_kit.errors import KpiKitError

LONGEST = 12
"""Lines of code in a cell; what is longer belongs into the library."""

FIGURE = re.compile(r"\{\{(?P<expression>[^{}|]+?)(?:\|(?P<form>[a-z]+(?::\w+)?))?\}\}")
"""A figure in a text: ``{{rate|percent:2}}``."""

FAILS = "raises-exception"
"""The tag of a cell that fails on purpose."""

GIVEN = "given"
"""Metadata of a text: the numbers in it that no cell computes, such as what an agency claims."""

_KINDS = {"code": "code", "markdown": "text", "raw": "exercise"}
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
    """Return whether a cell is code, text or an exercise, and its key: its place in the lesson."""
    return _KINDS[cell.cell_type], cell.metadata.get("key", "")


def code(source: str, lang: str, *, solution: bool) -> str:
    """Return a cell's code for one language, with its solution or with a stub."""
    wanted = {lang} if solution else {lang, "learner"}
    lines = [
        _stub(_MARK.sub("", line), solution=solution)
        for line in source.splitlines()
        if wanted.issuperset(_MARK.findall(line))
    ]
    return "\n".join(line for line in lines if line is not None)


def solution(cell: Cell, lang: str) -> str:
    """Return the lines of a task that a learner has to find."""
    lines = [line for line in cell.source.splitlines() if _SOLUTION.search(_MARK.sub("", line))]
    return code("\n".join(lines), lang, solution=True)


def asked(cell: Cell) -> tuple[str, Mapping[str, str]]:
    """Return the name of the exercise that a cell checks, and the expression of each answer."""
    call = _check(code(cell.source, "en", solution=True))
    if call is None or not call.args:
        return "", {}
    answers = {k.arg: ast.unparse(k.value) for k in call.keywords if k.arg}
    return str(ast.literal_eval(call.args[0])), answers


def said(cell: Cell) -> dict[str, Any]:
    """Return what a raw cell says of its exercise."""
    return tomllib.loads(cell.source)


def _check(edition: str) -> ast.Call | None:
    calls = (node for node in ast.walk(ast.parse(edition)) if isinstance(node, ast.Call))
    return next((call for call in calls if ast.unparse(call.func) == "kk.check"), None)


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
    yield from _figure_problems(cells)
    yield from _exercise_problems(cells)


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
    match place(cell)[0]:
        case "code":
            yield from _code_problems(cell, where)
        case "text":
            if cell.metadata.get("lang") not in labels.LANGUAGES:
                yield f'{where}: text without a language; add lang="de" or lang="en"'
            if "{{" in FIGURE.sub("", cell.source):
                yield f"{where}: a figure is not closed; write {{{{expression|form}}}}"


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


def _figure_problems(cells: list[Cell]) -> Iterator[str]:
    """Name the texts whose two languages show different figures."""
    shown: dict[str, list[Counter[str]]] = {}
    for cell in cells:
        if place(cell)[0] == "text":
            figures = Counter(match["expression"] for match in FIGURE.finditer(cell.source))
            shown.setdefault(cell.metadata.get("key", ""), []).append(figures)
    for key, both in shown.items():
        if both[0].keys() != both[-1].keys():
            yield f"{key}: the languages show different figures; write the same in both"


def _exercise_problems(cells: list[Cell]) -> Iterator[str]:
    """Name what an exercise lacks: its task, a sentence, a language."""
    tasks = {c.metadata.get("key"): c for c in cells if place(c)[0] == "code" and asked(c)[0]}
    raws = {c.metadata.get("key"): c for c in cells if place(c)[0] == "exercise"}
    for key in tasks.keys() - raws.keys():
        yield f"{key}: a check that nothing is said of; add # %% [raw] key={key!r} below it"
    for key, raw in raws.items():
        if key not in tasks:
            yield f"{key}: an exercise without a task; give it the key of the code that checks it"
            continue
        try:
            table = said(raw)
        except tomllib.TOMLDecodeError as error:
            yield f"{key}: no valid TOML: {error}"
            continue
        yield from _said_problems(key, table, asked(tasks[key])[1])


def _said_problems(key: str, table: Mapping[str, Any], answers: Mapping[str, str]) -> Iterator[str]:
    if table.get("kind", "quiz") not in get_args(Kind):
        yield f"{key}: no kind {table['kind']!r}; take one of {', '.join(get_args(Kind))}"
    unknown = table.keys() - answers.keys() - {"kind", "hints", "worked"}
    yield from (f"{key}: [{name}] is no answer of its check; rename it" for name in sorted(unknown))
    yield from (f"{key}: no [{name}]; say what to answer" for name in answers.keys() - table.keys())
    for name in answers.keys() & table.keys():
        if "right" in table[name] and "other" not in table[name]:
            yield f"{key}: [{name}] lacks 'other'; say what any other number gets"
        if len(table[name].get("between", "..")) != 2:
            yield f"{key}: [{name}] between: give two, the lowest and the highest number"
    for path, sentence in _sentences(table):
        missing = {*labels.LANGUAGES} - sentence.keys()
        yield from (f"{key}: {path}: no {lang!r}; write it" for lang in sorted(missing))


def _sentences(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give every place where something is said in a language."""
    for name, row in table.items():
        rows = row if isinstance(row, list) else [row]
        for one in (found for found in rows if isinstance(found, dict)):
            where = f"{path}{name}"
            if one.keys() & {*labels.LANGUAGES}:
                yield where, one
            else:
                yield from _sentences(one, f"{where}.")
