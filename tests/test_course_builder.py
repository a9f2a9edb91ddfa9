"""The notebook builder: four editions of one source, and the sources it refuses."""

import json
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from kpi_kit import labels
from kpi_kit.course import builder
from kpi_kit.course.builder import build, execute, stale
from kpi_kit.course.exercises import Number, exercise
from kpi_kit.course.worked import work
from kpi_kit.errors import KpiKitError

LESSON = """
# %% [markdown] lang="de" key="title"
# # Anfang: {{end: answer / 100|percent:2}}

# %% [markdown] lang="en" key="title"
# # Beginning: {{end: answer / 100|percent:2}}

# %% key="greet"
import kpi_kit as kk

word = "Hallo"  # @de
word = "Hello"  #@en
word

# %% key="task"
# the sum of both
answer = 2 + 3  # solution
print("solved")  # solution
print("dots")  # @learner
kk.check("00.sum", answer=answer)

# %% [raw] key="task"
# kind = "build"
# worked = { de = "Plus.", en = "Plus." }
#
# [answer]
# right = { de = "Genau.", en = "Yes." }
# other = { de = "Zähl zusammen.", en = "Add up." }
# also = ["round(answer)"]
#
# [[answer.wrong]]
# value = "2 * 3 * 2"
# de = "Mal statt plus."
# en = "Times, not plus."
#
# [[hints]]
# de = "Plus."
# en = "Plus."

# %% key="error" tags=["raises-exception"]
nothing
"""

CHECK = 'kk.check("00.sum", answer=answer)'
ALSO = 'also = ["round(answer)"]'


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return lesson(tmp_path, LESSON)


def lesson(folder: Path, text: str) -> Path:
    script = folder / "notebooks" / "src" / "00_try.py"
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(text.lstrip(), "utf-8")
    return script


def edition(script: Path, lang: labels.Language, *, solution: bool = False) -> builder.Notebook:
    return builder.edition(script, work(script), lang, solution=solution)


def code(notebook: builder.Notebook) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def test_each_language_gets_its_own_words_and_the_same_code(script: Path) -> None:
    german, english = (edition(script, lang) for lang in labels.LANGUAGES)
    assert german.cells[0].source.startswith("# Anfang")
    assert english.cells[0].source.startswith("# Beginning")
    assert code(german)[0].endswith('word = "Hallo"\nword')
    assert code(english)[0].endswith('word = "Hello"\nword')


def test_learners_get_a_stub_in_their_language(script: Path) -> None:
    stub = '# the sum of both\nanswer = ...  # ersetze die drei Punkte\nprint("dots")\n'
    assert code(edition(script, "de"))[1] == f"{stub}{CHECK}"
    assert "answer = ...  # replace the three dots" in code(edition(script, "en"))[1]


def test_the_solution_keeps_what_learners_find_out(script: Path) -> None:
    solved = '# the sum of both\nanswer = 2 + 3\nprint("solved")\n'
    assert code(edition(script, "de", solution=True))[1] == f"{solved}{CHECK}"


def test_a_solution_is_shown_with_all_its_lines_those_in_one_language_too(tmp_path: Path) -> None:
    both = 'print("gelöst")  # solution # @de\nprint("solved")  # solution # @en\n'
    text = LESSON.replace('print("solved")  # solution\n', both)
    (row,) = work(lesson(tmp_path, text)).exercises
    assert row["code"]["de"] == 'answer = 2 + 3\nprint("gelöst")'
    assert row["code"]["en"] == 'answer = 2 + 3\nprint("solved")'


def test_figures_in_a_text_come_from_the_code(script: Path) -> None:
    assert edition(script, "de").cells[0].source == "# Anfang: 5,00\N{NO-BREAK SPACE}%"
    assert edition(script, "en").cells[0].source == "# Beginning: 5.00%"


def test_answers_and_mistakes_come_from_the_worked_lesson(script: Path) -> None:
    (row,) = work(script).exercises
    asked = exercise(row)
    question = asked.questions["answer"]
    assert isinstance(question, Number)
    assert question.right == (5.0, 5.0)
    assert [mistake.value for mistake in question.wrong] == [12.0]
    assert (asked.name, asked.code["de"]) == ("00.sum", 'answer = 2 + 3\nprint("solved")')


def test_an_estimate_is_right_between_two_limits(tmp_path: Path) -> None:
    text = LESSON.replace(ALSO, 'between = ["answer - 1", "6"]')
    (row,) = work(lesson(tmp_path, text)).exercises
    question = exercise(json.loads(json.dumps(row))).questions["answer"]
    assert isinstance(question, Number)
    assert question.between == (4.0, 6.0)
    assert [n for n in (3.9, 4, 5.5, 6, 6.1) if question.accepts(n)] == [4, 5.5, 6]


def test_exercises_are_written_where_checks_find_them_and_go_stale(script: Path) -> None:
    notebooks, exercises = script.parents[1], script.parents[2] / "lessons"
    names = [path.name for path in build(notebooks, exercises)]
    assert names[0] == "00.json"
    assert list(stale(notebooks, exercises)) == []
    script.write_text(script.read_text("utf-8").replace("2 + 3", "2 + 4"), "utf-8")
    assert next(stale(notebooks, exercises)).startswith("00.json: differs from its source")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("word = ", "word = nothing or ", "00_try, greet: NameError"),
        ("\nnothing\n", "\n1\n", "00_try, error: runs, though it is meant to fail"),
        ("{{end: answer / 100", "{{answer / 100", "title: answer / 100: NameError"),
        ("2 * 3 * 2", "2 * three", "00_try, task: 2 \\* three: NameError"),
        ("|percent:2", "|dozen", "no form 'dozen'"),
        (ALSO, 'between = ["6", "7"]', "the solution 5.0 does not lie between 6.0 and"),
        (ALSO, 'also = ["answer + 1"]', "6.0 is listed as right, but the solution gives 5.0"),
    ],
)
def test_what_does_not_work_in_a_lesson_is_named(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    assert before in LESSON
    with pytest.raises(KpiKitError, match=told):
        edition(lesson(tmp_path, LESSON.replace(before, after)), "de")


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


TASK = '# %% key="t"\nkk.check("00.t", x=1)\n\n'
RAW = '# %% [raw] key="t"\n'
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
        (TITLE.replace("# A", "# {{a|b c}}"), "a figure is not closed"),
        (TITLE.replace("# A", "# {{1}}", 1), "a: the languages show different figures"),
        (TASK, "a check that nothing is said of"),
        (TASK + RAW.replace('"t"', '"u"'), "u: an exercise without a task"),
        (TASK + RAW + "# x =\n", "t: no valid TOML"),
        (TASK + RAW + '# kind = "play"\n', "t: no kind 'play'; take one of read, change"),
        (TASK + RAW + "# [y]\n", r"t: \[y\] is no answer of its check"),
        (TASK + RAW, r"t: no \[x\]; say what to answer"),
        (TASK + RAW + '# [x]\n# a = { de = "A" }\n', "t: x.a: no 'en'; write it"),
        (TASK + RAW + '# [x]\n# right = { de = "A", en = "A" }\n', "lacks 'other'"),
        (TASK + RAW + '# [x]\n# between = ["1"]\n', r"t: \[x\] between: give two, the lowest"),
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
    notebooks, worked = script.parents[1], work(script)
    for path, lang, solution in builder.editions(script, notebooks):
        path.parent.mkdir(parents=True, exist_ok=True)
        built = builder.edition(script, worked, lang, solution=solution)
        path.write_text(nbformat.writes(built), "utf-8")  # type: ignore[no-untyped-call]
    folder = notebooks.parent / "lessons"
    folder.mkdir()
    (folder / "00.json").write_text(json.dumps(worked.exercises), "utf-8")
    return notebooks


def found_stale(notebooks: Path) -> list[str]:
    return list(stale(notebooks, notebooks.parent / "lessons"))


def test_what_is_built_from_its_source_is_not_stale(script: Path) -> None:
    assert found_stale(written(script)) == []


def test_a_notebook_edited_by_hand_is_stale(script: Path) -> None:
    notebooks = written(script)
    path = notebooks / "solutions" / "en" / "00_try.ipynb"
    path.write_text(path.read_text("utf-8").replace("Hello", "Hi"), "utf-8")
    (told,) = found_stale(notebooks)
    assert told.startswith("solutions/en/00_try.ipynb: differs from its source; run python -m")


def test_a_missing_and_an_orphaned_notebook_are_stale(script: Path) -> None:
    notebooks = written(script)
    (notebooks / "de" / "00_try.ipynb").rename(notebooks / "de" / "99_old.ipynb")
    assert [line.split(";")[0] for line in found_stale(notebooks)] == [
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
    assert found_stale(notebooks) == []


def test_the_command_says_what_is_stale(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "stale", lambda only: iter(["de/00_try.ipynb: differs"]))
    told = CliRunner().invoke(builder.main, ["--check"])
    assert told.exit_code == 1
    assert "Error: de/00_try.ipynb: differs" in told.output
