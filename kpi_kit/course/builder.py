"""Build each lesson's four notebooks from its one source: German and English, learner and solution.

A source is a percent-format script in ``notebooks/src``. Text cells carry ``lang=`` and a ``key=``
that both languages share; code cells carry a ``key=`` and go into both. Three marks in code and
text: a line ending in ``# @de``, ``# @en`` or ``# @learner`` belongs to that edition alone, a line
ending in ``# solution`` is cut to a stub for learners, and ``{{00.posts}}`` becomes the figure
of that name in :data:`~kpi_kit.course.exercises.FACTS`, written as the language writes it.

Run ``python -m kpi_kit.course.builder`` to build, with ``--check`` to compare only.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import nbformat

from kpi_kit import labels
from kpi_kit.course import checks, source
from kpi_kit.course.exercises import FACTS
from kpi_kit.errors import KpiKitError

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"

Notebook = Any  # nbformat has no types
nbf: Any = nbformat


def edition(script: Path, lang: labels.Language, *, solution: bool = False) -> Notebook:
    """Return one edition of a lesson, without outputs.

    Parameters
    ----------
    script : Path
        The lesson's source.
    lang : {"de", "en"}
        The reader's language.
    solution : bool
        Keep the solutions instead of cutting them to stubs.
    """
    chosen = [cell for cell in source.read(script) if cell.metadata.get("lang", lang) == lang]
    with labels.speaking(lang):
        cells = [_cell(cell, lang, solution=solution) for cell in chosen]
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
    if root in str([cell.get("outputs") for cell in notebook.cells]):
        msg = f"{metadata['kpi_kit']['lesson']}: an output names {root}; show no absolute path"
        raise KpiKitError(msg)
    return notebook


def editions(notebooks: Path) -> Iterator[tuple[Path, Path, labels.Language, bool]]:
    """Give each edition's path, its source, its language and whether it is a solution."""
    for script in sorted((notebooks / "src").glob("[0-9][0-9]_*.py")):
        for lang in labels.LANGUAGES:
            for folder, solution in ((notebooks, False), (notebooks / "solutions", True)):
                yield folder / lang / f"{script.stem}.ipynb", script, lang, solution


def build(notebooks: Path = NOTEBOOKS) -> Iterator[Path]:
    """Write all editions of all lessons; give each path when it is written."""
    for path, script, lang, solution in editions(notebooks):
        built = edition(script, lang, solution=solution)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = nbf.writes(execute(built) if solution else built)
        path.write_text(text + "\n", "utf-8", newline="\n")
        yield path


def stale(notebooks: Path = NOTEBOOKS) -> Iterator[str]:
    """Name each built notebook that does not fit its source; outputs are nbval's to compare."""
    wanted = set()
    for path, script, lang, solution in editions(notebooks):
        wanted.add(path)
        if not path.exists() or _bare(path) != edition(script, lang, solution=solution):
            name = path.relative_to(notebooks).as_posix()
            yield f"{name}: differs from its source; run python -m kpi_kit.course.builder"
    for path in sorted(set(notebooks.rglob("[0-9]*.ipynb")) - wanted):
        yield f"{path.relative_to(notebooks).as_posix()}: has no source; remove it"


def _cell(cell: source.Cell, lang: labels.Language, *, solution: bool) -> source.Cell:
    kind, key = source.place(cell)
    if kind == "code":
        made = nbf.v4.new_code_cell(source.code(cell.source, lang, solution=solution))
    else:
        made = nbf.v4.new_markdown_cell(source.FACT.sub(_figure, cell.source))
    made.id = f"{key}-{kind}"
    if "tags" in cell.metadata:
        made.metadata.tags = cell.metadata.tags
    return made


def _figure(match: re.Match[str]) -> str:
    written, figure = FACTS[match[1]]
    return written(figure(checks.sample()))


def _bare(path: Path) -> Notebook:
    """Read a notebook and leave its outputs out."""
    notebook = nbf.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.update(outputs=[], execution_count=None)
    return notebook


@click.command()
@click.option("--check", is_flag=True, help="Only compare what is built with its source.")
def main(*, check: bool) -> None:
    """Build the course's notebooks."""
    try:
        for path in () if check else build():
            click.echo(path.relative_to(NOTEBOOKS.parent))
        found = list(stale())
    except KpiKitError as error:
        raise click.ClickException(str(error)) from None
    if found:
        raise click.ClickException("\n".join(found))


if __name__ == "__main__":
    main()
