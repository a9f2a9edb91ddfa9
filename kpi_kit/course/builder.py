"""Build each lesson's four notebooks from its one source: German and English, learner and solution.

A source is a percent-format script in ``notebooks/src``; ``notebooks/README.md`` tells how it is
marked. What its exercises ask and answer goes into ``kpi_kit/course/lessons/NN.json``, where
:func:`kpi_kit.check` finds it.

Run ``python -m kpi_kit.course.builder`` to build, with ``--check`` to compare only.
"""

import json
import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import nbformat

from kpi_kit import labels
from kpi_kit.course import source
from kpi_kit.course.worked import Worked, work, written
from kpi_kit.errors import KpiKitError
from kpi_kit.planning import WIDGET

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
EXERCISES = Path(__file__).parent / "lessons"

Notebook = Any  # nbformat has no types
nbf: Any = nbformat


def edition(
    script: Path, worked: Worked, lang: labels.Language, *, solution: bool = False
) -> Notebook:
    """Return one edition of a lesson, without outputs.

    Parameters
    ----------
    script : Path
        The lesson's source.
    worked : Worked
        What :func:`~kpi_kit.course.worked.work` gave of it.
    lang : {"de", "en"}
        The reader's language.
    solution : bool
        Keep the solutions instead of cutting them to stubs.
    """
    chosen = [cell for cell in source.read(script) if cell.metadata.get("lang", lang) == lang]
    with labels.speaking(lang):
        cells = [made for cell in chosen for made in _cells(cell, worked, solution=solution)]
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "kpi_kit": {"lang": lang, "lesson": script.stem},
        "language_info": {"name": "python"},
    }
    return nbf.v4.new_notebook(cells=cells, metadata=metadata)


def execute(notebook: Notebook) -> Notebook:
    """Run the notebook and keep its outputs, without anything that another run would change."""
    from nbclient import NotebookClient

    metadata = dict(notebook.metadata)
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", record_timing=False, coalesce_streams=True
    )
    root = str(NOTEBOOKS.parent)
    search = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    client.execute(env={**os.environ, "PYTHONPATH": search})
    notebook.metadata = nbf.from_dict(metadata)
    for output in (o for cell in notebook.cells for o in cell.get("outputs", [])):
        output.get("data", {}).pop(WIDGET, None)  # it would ask for a program that has ended
    if root in str([cell.get("outputs") for cell in notebook.cells]):
        msg = f"{metadata['kpi_kit']['lesson']}: an output names {root}; show no absolute path"
        raise KpiKitError(msg)
    return notebook


def scripts(notebooks: Path = NOTEBOOKS, only: tuple[str, ...] = ()) -> list[Path]:
    """Return the lessons' sources, all of them or those of some numbers."""
    found = sorted((notebooks / "src").glob("[0-9][0-9]_*.py"))
    return [script for script in found if not only or script.stem[:2] in only]


def editions(script: Path, notebooks: Path) -> Iterator[tuple[Path, labels.Language, bool]]:
    """Give the path of each edition of a lesson, its language and whether it is a solution."""
    for lang in labels.LANGUAGES:
        for folder, solution in ((notebooks, False), (notebooks / "solutions", True)):
            yield folder / lang / f"{script.stem}.ipynb", lang, solution


def build(
    notebooks: Path = NOTEBOOKS, exercises: Path = EXERCISES, only: tuple[str, ...] = ()
) -> Iterator[Path]:
    """Write all editions of the lessons; give each path when it is written."""
    for script in scripts(notebooks, only):
        worked = work(script)
        # The solutions are checked against it when they run, so it has to be there first.
        yield _write(_exercises(script, exercises), _listed(worked))
        for path, lang, solution in editions(script, notebooks):
            built = edition(script, worked, lang, solution=solution)
            yield _write(path, nbf.writes(execute(built) if solution else built) + "\n")


def stale(
    notebooks: Path = NOTEBOOKS, exercises: Path = EXERCISES, only: tuple[str, ...] = ()
) -> Iterator[str]:
    """Name what does not fit its source; outputs are nbval's to compare."""
    for script in scripts(notebooks, only):
        yield from differences(script, work(script), notebooks, exercises)
    yield from orphans(notebooks)


def differences(
    script: Path, worked: Worked, notebooks: Path = NOTEBOOKS, exercises: Path = EXERCISES
) -> Iterator[str]:
    """Name what was built of one lesson and is not what its source gives now."""
    told = "differs from its source; run python -m kpi_kit.course.builder"
    listed = _exercises(script, exercises)
    if not listed.exists() or not _same(json.loads(listed.read_text("utf-8")), worked.exercises):
        yield f"{listed.name}: {told}"
    for path, lang, solution in editions(script, notebooks):
        if not path.exists() or _bare(path) != edition(script, worked, lang, solution=solution):
            yield f"{path.relative_to(notebooks).as_posix()}: {told}"


def orphans(notebooks: Path = NOTEBOOKS) -> Iterator[str]:
    """Name the notebooks that no source has."""
    wanted = {path for s in scripts(notebooks) for path, _, _ in editions(s, notebooks)}
    for path in sorted(set(notebooks.rglob("[0-9]*.ipynb")) - wanted):
        yield f"{path.relative_to(notebooks).as_posix()}: has no source; remove it"


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    return path


def _exercises(script: Path, folder: Path) -> Path:
    return folder / f"{script.stem[:2]}.json"


def _listed(worked: Worked) -> str:
    return json.dumps(worked.exercises, ensure_ascii=False, indent=1) + "\n"


def _same(one: Any, other: Any) -> bool:
    """Whether two tables say the same; numbers may differ in what machines round differently."""
    match one, other:
        case dict(), dict():
            return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
        case (list() | tuple(), list() | tuple()):
            return len(one) == len(other) and all(map(_same, one, other))
        case float(), float():
            return math.isclose(one, other, rel_tol=1e-9)
    return bool(one == other)


def _cells(cell: source.Cell, worked: Worked, *, solution: bool) -> Iterator[source.Cell]:
    """Make the notebook's cell of a source's; what is said of exercises is none."""
    kind, key = source.place(cell)
    if kind == "exercise":
        return
    if kind == "code":
        text = source.code(cell.source, labels.language(), solution=solution)
        made = nbf.v4.new_code_cell(text)
    else:
        made = nbf.v4.new_markdown_cell(written(cell.source, key, worked))
    made.id = f"{key}-{kind}"
    if "tags" in cell.metadata:
        made.metadata.tags = cell.metadata.tags
    yield made


def _bare(path: Path) -> Notebook:
    """Read a notebook and leave its outputs out."""
    notebook = nbf.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.update(outputs=[], execution_count=None)
    return notebook


@click.command()
@click.argument("lessons", nargs=-1)
@click.option("--check", is_flag=True, help="Only compare what is built with its source.")
def main(lessons: tuple[str, ...], *, check: bool) -> None:
    """Build the course's notebooks: all, or only LESSONS, such as 05."""
    try:
        for path in () if check else build(only=lessons):
            click.echo(path.relative_to(NOTEBOOKS.parent))
        found = list(stale(only=lessons))
    except KpiKitError as error:
        raise click.ClickException(str(error)) from None
    if found:
        raise click.ClickException("\n".join(found))


if __name__ == "__main__":
    main()
