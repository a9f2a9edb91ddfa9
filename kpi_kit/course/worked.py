"""A lesson worked through in this process: the figures in its texts, the answers to its exercises.

Nothing is typed in twice. ``{{rate|percent}}`` in a text is what the code above it gave, written
as the language writes it; the right answer to an exercise is what its solution gives; and a
mistake is an expression in the lesson's own variables, such as ``100 * rate``.
"""

import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi_kit import formatting, labels
from kpi_kit.course import source
from kpi_kit.course.exercises import TOLERANCE, same, single
from kpi_kit.errors import KpiKitError, KpiKitWarning

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DIGITS = 12
"""Significant digits that are kept, so that every machine writes the same file."""

LATER = "end: "
"""Before an expression: its figure is known only when the lesson has been worked through."""

Namespace = dict[str, Any]


@dataclass
class Worked:
    """What a lesson gave.

    Attributes
    ----------
    figures : dict
        The value of each expression in a text, by the text's key and the expression.
    exercises : list of dict
        One row per exercise, as :func:`~kpi_kit.course.exercises.exercise` takes them.
    charts : list
        What each cell has drawn, with the cell's key.
    """

    figures: dict[tuple[str, str], Any] = field(default_factory=dict)
    exercises: list[dict[str, Any]] = field(default_factory=list)
    charts: list[tuple[str, "Figure"]] = field(default_factory=list)


def work(script: Path) -> Worked:
    """Run a lesson's solutions and keep what its texts and exercises ask of them.

    Raises
    ------
    KpiKitError
        If a cell fails that is not meant to, or an expression, with its place.
    """
    cells = source.read(script)
    worked, variables = Worked(), {"__name__": "__main__", "display": _unseen, "print": _unseen}
    with _quiet():
        for cell in cells:
            kind, key = source.place(cell)
            if kind == "text":
                _keep_figures(worked, key, cell.source, variables, later=False)
            elif kind == "code":
                _run(script.stem, cell, variables)
                worked.charts += [(key, figure) for figure in _drawn()]
            elif kind == "exercise":
                worked.exercises.append(_exercise(script, cells, cell, variables))
        for cell in cells:
            if source.place(cell)[0] == "text":
                _keep_figures(worked, cell.metadata["key"], cell.source, variables, later=True)
    return worked


def written(text: str, key: str, worked: Worked) -> str:
    """Write the figures into a text, as the language in use writes them."""

    def figure(match: re.Match[str]) -> str:
        value = worked.figures[key, match["expression"]]
        return _format(match["form"] or "text", value)

    return source.FIGURE.sub(figure, text)


def _unseen(*shown: object) -> None:
    """Take what a cell shows: nobody looks while its figures are kept."""


@contextmanager
def _quiet() -> Iterator[None]:
    """Leave language, figures and warnings as they were."""
    import matplotlib as mpl
    from matplotlib import pyplot as plt

    with labels.speaking("en"), mpl.rc_context({"backend": "agg"}), warnings.catch_warnings():
        warnings.simplefilter("ignore", KpiKitWarning)  # said to learners, who see them
        yield
    plt.close("all")


def _drawn() -> list["Figure"]:
    """Take the charts of a cell away, as a notebook does when it has shown them."""
    from matplotlib import pyplot as plt

    figures = [plt.figure(number) for number in plt.get_fignums()]
    plt.close("all")
    return figures


def _run(lesson: str, cell: source.Cell, variables: Namespace) -> None:
    code = source.code(cell.source, "en", solution=True)
    planned = source.FAILS in cell.metadata.get("tags", [])
    try:
        exec(compile(code, f"{lesson}, {cell.metadata['key']}", "exec"), variables)
    except Exception as error:  # whatever a lesson's code can raise
        if not planned:
            msg = f"{lesson}, {cell.metadata['key']}: {type(error).__name__}: {error}"
            raise KpiKitError(msg) from error
    else:
        if planned:
            msg = f"{lesson}, {cell.metadata['key']}: runs, though it is meant to fail"
            raise KpiKitError(msg)


def _keep_figures(
    worked: Worked, key: str, text: str, variables: Namespace, *, later: bool
) -> None:
    for match in source.FIGURE.finditer(text):
        expression = match["expression"]
        if expression.startswith(LATER) is later:
            bare = expression.removeprefix(LATER)
            worked.figures[key, expression] = _value(bare, variables, key)


def _value(expression: str, variables: Namespace, where: str) -> Any:
    try:
        return eval(expression, variables)
    except Exception as error:  # whatever an expression can raise
        msg = f"{where}: {expression}: {type(error).__name__}: {error}"
        raise KpiKitError(msg) from error


def _exercise(
    script: Path, cells: list[source.Cell], cell: source.Cell, variables: Namespace
) -> dict[str, Any]:
    """Join what the source says of an exercise with what its solution gave."""
    key = cell.metadata["key"]
    task = next(c for c in cells if source.place(c) == ("code", key))
    name, answers = source.asked(task)
    said = source.said(cell)
    where = f"{script.stem}, {key}"
    return {
        "name": name,
        "kind": said.get("kind", "quiz"),
        "questions": {
            answer: _question(said[answer], _value(expression, variables, where), variables, where)
            for answer, expression in answers.items()
        },
        "hints": said.get("hints", []),
        "code": {lang: source.solution(task, lang) for lang in labels.LANGUAGES},
        "worked": said.get("worked", {}),
    }


def _question(said: Mapping[str, Any], right: Any, variables: Namespace, where: str) -> Any:
    if "right" not in said:
        return _choice(said, right)
    number = partial(_number, variables=variables, where=where)
    wrong = [
        {"value": number(row["value"]), "said": {lang: row[lang] for lang in labels.LANGUAGES}}
        for row in said.get("wrong", [])
    ]
    rights = [_rounded(right), *map(number, said.get("also", []))]
    question = {"right": rights, "said": said["right"], "wrong": wrong, "other": said["other"]}
    if "between" in said:
        low, high = question["between"] = [number(limit) for limit in said["between"]]
        if not low <= rights[0] <= high:
            msg = f"{where}: the solution {rights[0]} does not lie between {low} and {high}"
            raise KpiKitError(msg)
    question |= {"tolerance": said["tolerance"]} if "tolerance" in said else {}
    _refuse_strangers(question, where)
    return question


def _refuse_strangers(question: Mapping[str, Any], where: str) -> None:
    """Refuse a number listed as right that is not, as when the data has changed; signs may."""
    solution, *others = question["right"]
    low, high = question.get("between", (solution, solution))
    tolerance = question.get("tolerance", TOLERANCE)
    for other in others:
        if not (low <= other <= high or same(abs(other), abs(solution), tolerance)):
            msg = f"{where}: {other} is listed as right, but the solution gives {solution}"
            raise KpiKitError(msg)


def _choice(said: Mapping[str, Any], right: Any) -> dict[str, Any]:
    """Part each option's sentence from the other words for it."""
    options = {
        option: {lang: row[lang] for lang in labels.LANGUAGES} for option, row in said.items()
    }
    also = {word: option for option, row in said.items() for word in row.get("also", [])}
    return {"right": right, "options": options} | ({"also": also} if also else {})


def _number(expression: str, variables: Namespace, where: str) -> float:
    return _rounded(_value(expression, variables, where))


def _rounded(value: Any) -> float:
    return float(f"{float(single(value)):.{DIGITS}g}")


def _format(form: str, value: Any) -> str:
    """Write a figure: ``percent`` and ``number`` with digits after a colon, ``money``, ``day``."""
    name, _, digits = form.partition(":")
    match name:
        case "percent":
            return formatting.percent(float(value), digits=int(digits or 1))
        case "number":
            return formatting.number(float(value), digits=int(digits or 0))
        case "money":
            return formatting.money(float(value), digits or "EUR")
        case "round":  # an amount as people say it: 48,000 for 48,210
            return formatting.number(float(f"{float(value):.{int(digits or 2)}g}"))
        case "day":
            return formatting.day(value)
        case "text":
            return str(value)
    msg = f"no form {form!r} to write a figure; take percent, number, money, round, day or text"
    raise KpiKitError(msg)
