"""The notebook builder: four editions of one source, and the sources it refuses."""

import json
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from kpi_kit import labels
from kpi_kit.course import builder
from kpi_kit.course.builder import edition, execute, stale
from kpi_kit.errors import KpiKitError

LESSON = """
# %% [markdown] lang="de" key="title"
# # Anfang: {{00.reel_rate}}

# %% [markdown] lang="en" key="title"
# # Beginning: {{00.reel_rate}}

# %% key="greet"
word = "Hallo"  # @de
word = "Hello"  #@en
word

# %% key="task"
# the sum of both
answer = 2 + 3  # solution
print("solved")  # solution
print("dots")  # @learner
answer

# %% key="error" tags=["raises-exception"]
nothing
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return lesson(tmp_path, LESSON)


def lesson(folder: Path, text: str) -> Path:
    script = folder / "notebooks" / "src" / "00_try.py"
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(text.lstrip(), "utf-8")
    return script


def code(notebook: builder.Notebook) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def test_each_language_gets_its_own_words_and_the_same_code(script: Path) -> None:
    german, english = (edition(script, lang) for lang in labels.LANGUAGES)
    assert german.cells[0].source.startswith("# Anfang")
    assert english.cells[0].source.startswith("# Beginning")
    assert code(german)[0] == 'word = "Hallo"\nword'
    assert code(english)[0] == 'word = "Hello"\nword'


def test_learners_get_a_stub_in_their_language(script: Path) -> None:
    stub = '# the sum of both\nanswer = ...  # ersetze die drei Punkte\nprint("dots")\nanswer'
    assert code(edition(script, "de"))[1] == stub
    assert "answer = ...  # replace the three dots" in code(edition(script, "en"))[1]


def test_the_solution_keeps_what_learners_find_out(script: Path) -> None:
    solved = '# the sum of both\nanswer = 2 + 3\nprint("solved")\nanswer'
    assert code(edition(script, "de", solution=True))[1] == solved


def test_figures_in_a_text_come_from_the_data(script: Path) -> None:
    assert edition(script, "de").cells[0].source == "# Anfang: 4,72\N{NO-BREAK SPACE}%"
    assert edition(script, "en").cells[0].source == "# Beginning: 4.72%"


def test_notebooks_are_valid_and_say_their_language(script: Path) -> None:
    notebook = edition(script, "de")
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.kpi_kit == {"lang": "de", "lesson": "00_try"}


def test_cells_are_named_by_their_keys_and_carry_nothing_but_tags(script: Path) -> None:
    cells = edition(script, "de").cells
    assert [cell.id for cell in cells] == ["title-text", "greet-code", "task-code", "error-code"]
    assert [dict(cell.metadata) for cell in cells] == [{}, {}, {}, {"tags": ["raises-exception"]}]


def test_two_runs_give_the_same_notebook(script: Path) -> None:
    one, other = (execute(edition(script, "de", solution=True)) for _ in range(2))
    assert nbformat.writes(one) == nbformat.writes(other)  # type: ignore[no-untyped-call]
    assert [cell.execution_count for cell in one.cells[1:]] == [1, 2, 3]
    assert one.cells[3].outputs[0].ename == "NameError"
    assert one.metadata == edition(script, "de").metadata


def test_an_output_must_not_name_a_folder_of_this_computer(tmp_path: Path) -> None:
    text = '# %% key="where"\nimport kpi_kit\n\nkpi_kit.__file__\n'
    with pytest.raises(KpiKitError, match=r"00_try: an output names .*; show no absolute path"):
        execute(edition(lesson(tmp_path, text), "de"))


TITLE = '# %% [markdown] lang="de" key="a"\n# A\n\n# %% [markdown] lang="en" key="a"\n# A\n\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('# %% [markdown] lang="de" key="a"\n# A\n', "a: no text in 'en'; write it beside"),
        (TITLE + TITLE, "text a de: key repeated; rename one"),
        ('# %% key="a"\n1\n\n# %% key="a"\n2\n', "code a both: key repeated"),
        ('# %% [markdown] key="a"\n# A\n', "cell 1 .a.: text without a language"),
        ('# %% [markdown] lang="fr" key="a"\n# A\n', "text without a language"),
        ("# %%\n1\n", "cell 1 .no key.: no key; add key="),
        ('# %% key="Ä b"\n1\n', "no key; add key="),
        ('# %% key="a" lang="de"\n1\n', "code for one language"),
        ('# %% key="a"\n1  # @de\n', "the languages differ in more than words"),
        ('# %% key="a"\nx = 1  # @de\nx = 2  # @en\n', "the languages differ in more than words"),
        ('# %% key="a"\n' + "1\n" * 13, "more than 12 lines of code; split the cell"),
        (TITLE.replace("# A", "# {{00.nothing}}"), "no figure '00.nothing'; add it to FACTS"),
        (
            TITLE
            + '# %% [markdown] lang="en" key="c"\n# C\n\n# %% [markdown] lang="en" key="b"\n# B\n\n'
            + '# %% [markdown] lang="de" key="b"\n# B\n\n# %% [markdown] lang="de" key="c"\n# C\n',
            "the languages differ in the order of their cells",
        ),
    ],
)
def test_a_source_that_would_drift_apart_is_refused(
    tmp_path: Path, text: str, problem: str
) -> None:
    with pytest.raises(KpiKitError, match=rf"(?m)^00_try\.py: .*{problem}"):
        edition(lesson(tmp_path, text), "de")


def test_all_problems_of_a_source_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(KpiKitError) as told:
        edition(lesson(tmp_path, '# %% [markdown]\n# A\n\n# %% key="b" lang="de"\n1\n'), "de")
    assert len(str(told.value).splitlines()) >= 3


def written(script: Path) -> Path:
    """Write all editions, without running them."""
    notebooks = script.parents[1]
    for path, source, lang, solution in builder.editions(notebooks):
        path.parent.mkdir(parents=True, exist_ok=True)
        built = edition(source, lang, solution=solution)
        path.write_text(nbformat.writes(built), "utf-8")  # type: ignore[no-untyped-call]
    return notebooks


def test_what_is_built_from_its_source_is_not_stale(script: Path) -> None:
    assert list(stale(written(script))) == []


def test_a_notebook_edited_by_hand_is_stale(script: Path) -> None:
    notebooks = written(script)
    path = notebooks / "solutions" / "en" / "00_try.ipynb"
    path.write_text(path.read_text("utf-8").replace("Hello", "Hi"), "utf-8")
    (told,) = stale(notebooks)
    assert told.startswith("solutions/en/00_try.ipynb: differs from its source; run python -m")


def test_a_missing_and_an_orphaned_notebook_are_stale(script: Path) -> None:
    notebooks = written(script)
    (notebooks / "de" / "00_try.ipynb").rename(notebooks / "de" / "99_old.ipynb")
    assert [line.split(";")[0] for line in stale(notebooks)] == [
        "de/00_try.ipynb: differs from its source",
        "de/99_old.ipynb: has no source",
    ]


def test_outputs_do_not_make_a_solution_stale(script: Path) -> None:
    notebooks = written(script)
    path = notebooks / "solutions" / "de" / "00_try.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    output = {"name": "stdout", "output_type": "stream", "text": "5\n"}
    notebook["cells"][1].update(execution_count=1, outputs=[output])
    path.write_text(json.dumps(notebook), "utf-8")
    assert list(stale(notebooks)) == []


def test_the_command_says_what_is_stale(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "stale", lambda: iter(["de/00_try.ipynb: differs"]))
    told = CliRunner().invoke(builder.main, ["--check"])
    assert told.exit_code == 1
    assert "Error: de/00_try.ipynb: differs" in told.output
