"""One learner's work in one file: answers, what the checks said, and texts for a person to read.

The notebooks are read as they were saved; none of their code is run. What a check said stands in
its output, where :mod:`~kpi_kit.course.feedback` has put it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from kpi_kit import labels
from kpi_kit.course.exercises import FREE_TEXT, exercises
from kpi_kit.course.feedback import LOOKS, STATE
from kpi_kit.course.texts import say
from kpi_kit.errors import KpiKitError

MARK = re.compile(r"\*(?:Deine Antwort|Your answer):\*")
"""What stands before a free text."""

OURS = "-text"
"""How the ids of a lesson's own texts end; other texts were added by the learner."""

CHECKED = re.compile(r'kk\.check\(\s*"([^"]+)"')
"""The call that checks an exercise, and its name."""

TITLE = re.compile(r"^(?:#+ +|(?=\*\*(?:Frage|Question) ))(.+)", re.MULTILINE)
"""What a task or a question is called in the text above it."""

NOT_RUN = "not_run"


@dataclass(frozen=True)
class Answer:
    """One exercise: what was answered, and what the check said when the notebook was saved.

    The title is empty where the learner has taken the task's text away.
    """

    exercise: str
    title: str
    kind: str
    outcome: str
    answers: dict[str, str]
    code: str


@dataclass(frozen=True)
class FreeText:
    """One text of the learner's own; empty if nothing was written.

    The task is empty where the learner has added a cell, or has written over the task.
    """

    cell: str
    task: str
    text: str

    @property
    def title(self) -> str:
        """What the task is called."""
        return _title(self.task)


@dataclass(frozen=True)
class Lesson:
    """One notebook; without its title where the learner has taken that away.

    It is begun when a cell was run, or something written into it, and it was saved after that.
    """

    lesson: str
    title: str
    file: str
    lang: str
    begun: bool
    answers: list[Answer]
    texts: list[FreeText]

    @property
    def right(self) -> int:
        """How many exercises were right."""
        return sum(answer.outcome == "right" for answer in self.answers)


def collect(folder: Path) -> list[Lesson]:
    """Read the lessons in a learner's folder.

    Raises
    ------
    KpiKitError
        If there is none, or a notebook is damaged.
    """
    found = [lesson for path in sorted(folder.glob("*.ipynb")) for lesson in _lesson(path)]
    if not found:
        raise KpiKitError(say("handin", "no_lessons", folder=folder))
    return found


def hand_in(folder: Path, output: Path, *, name: str = "") -> list[Lesson]:
    """Write a learner's work into one page that needs nothing else to be read.

    Parameters
    ----------
    folder : Path
        The learner's folder.
    output : Path
        The page, an HTML file; what is collected is in it as JSON, too.
    name : str
        Whose work it is, as the learner wants to be called.

    Returns
    -------
    list of Lesson
        What was collected.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    lessons = collect(folder)
    pages = Environment(
        loader=PackageLoader("kpi_kit"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    data = {"name": name, "lessons": [asdict(lesson) for lesson in lessons]}
    page = pages.get_template("handin.html.j2").render(
        say=say, lang=labels.language(), name=name, lessons=lessons, looks=LOOKS, data=data
    )
    draft = output.with_name(f"{output.name}.part")
    try:
        draft.write_text(page, "utf-8")
        draft.replace(output)
    except OSError as error:
        raise KpiKitError.saying("unwritable", where=output, what=error.strerror) from error
    return lessons


def read(page: Path) -> dict[str, Any]:
    """Return what a handed-in page holds, as data."""
    text = page.read_text("utf-8")
    found = re.search(r'<script type="application/json">(.*?)</script>', text, re.DOTALL)
    if found is None:
        raise KpiKitError(say("handin", "no_page", file=page.name))
    data: dict[str, Any] = json.loads(found[1])
    return data


def _lesson(path: Path) -> Iterator[Lesson]:
    """Read one notebook; what is none of the course's is left out."""
    try:
        notebook = json.loads(path.read_text("utf-8"))
        about = notebook["metadata"].get("kpi_kit")
        cells = notebook["cells"]
    except (ValueError, KeyError, TypeError) as error:
        raise KpiKitError(say("handin", "damaged", file=path.name)) from error
    if about:
        titles = dict(_titles(cells))
        said = dict(_states(cells, titles))
        number = about["lesson"][:2]
        answers = [
            said.get(name) or Answer(name, titles.get(name, ""), asked.kind, NOT_RUN, {}, "")
            for name, asked in exercises().items()
            if name.startswith(f"{number}.")
        ]
        texts = list(_texts(cells))
        title = _title("".join(cells[0]["source"]), at=0) if cells else ""
        begun = any(text.text for text in texts) or any(cell.get("outputs") for cell in cells)
        yield Lesson(about["lesson"], title, path.name, about["lang"], begun, answers, texts)


def _titles(cells: list[Any]) -> Iterator[tuple[str, str]]:
    for above, cell in pairwise(cells):
        name = CHECKED.search("".join(cell["source"]))
        if name and above["cell_type"] == "markdown":
            yield name[1], _title("".join(above["source"]))


def _title(text: str, at: int = -1) -> str:
    """Return the last title in a text, without its marks; "" if it has none."""
    found = TITLE.findall(text)
    return re.sub(r"[*`]", "", found[at]) if found else ""


def _states(cells: list[Any], titles: dict[str, str]) -> Iterator[tuple[str, Answer]]:
    for cell in cells:
        for output in cell.get("outputs", []):
            state = output.get("data", {}).get(STATE)
            if state and state.get("exercise") in exercises():
                name, code = state["exercise"], "".join(cell["source"])
                title, kind = titles.get(name, ""), exercises()[name].kind
                yield name, Answer(name, title, kind, state["outcome"], state["answers"], code)


def _texts(cells: list[Any]) -> Iterator[FreeText]:
    for cell in cells:
        if FREE_TEXT in cell.get("metadata", {}).get("tags", []):
            task, written = _parted("".join(cell["source"]))
            yield FreeText(cell.get("id", ""), task, written.strip().strip("…").strip())
        elif cell.get("cell_type") == "markdown" and not cell.get("id", OURS).endswith(OURS):
            yield FreeText(cell["id"], "", "".join(cell["source"]).strip())


def _parted(source: str) -> tuple[str, str]:
    """Part a task from the learner's text; without the mark, all of it may be the learner's."""
    mark = MARK.search(source)
    return (source[: mark.start()].strip(), source[mark.end() :]) if mark else ("", source)
