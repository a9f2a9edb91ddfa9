"""One learner's work in one file, read from notebooks as they were saved."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from kpi_kit import labels
from kpi_kit.cli import commands
from kpi_kit.course.builder import NOTEBOOKS
from kpi_kit.course.checks import check
from kpi_kit.course.handin import NOT_RUN, collect, hand_in, read
from kpi_kit.course.texts import say
from kpi_kit.errors import KpiKitError

LESSON = {"kpi_kit": {"lang": "de", "lesson": "00_welcome"}}


def code(source: str, feedback: Any = None) -> dict[str, Any]:
    data = feedback._repr_mimebundle_() if feedback is not None else {}
    outputs = [{"output_type": "execute_result", "data": data}] if data else []
    return {"cell_type": "code", "source": source, "outputs": outputs, "metadata": {}}


def text(source: str, cell: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": cell, "source": source, "metadata": {}}


def free(text: str) -> dict[str, Any]:
    return {
        "cell_type": "markdown",
        "id": "transfer-text",
        "source": f"### Aufgabe 4\n\n*Deine Antwort:* {text}",
        "metadata": {"tags": ["free-text"]},
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "mein Kurs"


def saved(
    folder: Path, *cells: dict[str, Any], name: str = "00_welcome", about: Any = None
) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.ipynb"
    metadata = LESSON if about is None else about
    path.write_text(json.dumps({"cells": cells, "metadata": metadata}), "utf-8")
    return path


def test_what_the_checks_said_is_collected_without_running_anything(folder: Path) -> None:
    saved(folder, code("raise SystemExit", check("00.reel_rate", rate=4.6)))
    (lesson,) = collect(folder)
    found = {answer.exercise: answer for answer in lesson.answers}
    assert found["00.reel_rate"].outcome == "not_yet"
    assert found["00.reel_rate"].answers == {"rate": "4.6"}
    assert found["00.reel_rate"].code == "raise SystemExit"
    assert found["00.table"].outcome == NOT_RUN
    assert lesson.right == 0


def test_answers_and_texts_stand_under_what_their_task_is_called(folder: Path) -> None:
    task = "Text davor.\n\n### Aufgabe 1 · Rechnen: die `Rate`\n\nWie hoch?"
    question = "### Quiz\n\n**Frage 1.** Was fragst du *zuerst*?\n\n- **a** Nichts"
    saved(
        folder, text("# 00 · Willkommen\n\n## Heute", "title-text"),
        text(task, "task-text"), code('kk.check("00.reel_rate", rate=rate)'),
        text(question, "quiz-text"),
        code('kk.check("00.quiz_base", answer=answer)', check("00.quiz_base", answer="b")),
        free("So."),
    )  # fmt: skip
    (lesson,) = collect(folder)
    titles = {answer.exercise: answer.title for answer in lesson.answers}
    assert titles["00.reel_rate"] == "Aufgabe 1 · Rechnen: die Rate"
    assert titles["00.quiz_base"] == "Frage 1. Was fragst du zuerst?"
    assert titles["00.table"] == ""
    assert [text.title for text in lesson.texts] == ["Aufgabe 4"]
    assert lesson.title == "00 · Willkommen"


def test_numbers_are_kept_as_people_write_them() -> None:
    state = check("00.reel_rate", rate=np.float64(0.25)).state
    assert state["answers"] == {"rate": "0.25"}


def test_the_last_answer_counts(folder: Path) -> None:
    wrong, right = check("00.quiz_base", answer="a"), check("00.quiz_base", answer="b")
    saved(folder, code("first", wrong), code("second", right))
    (lesson,) = collect(folder)
    assert lesson.right == 1


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("…", ""),
        ("", ""),
        ("Nach Reichweite.", "Nach Reichweite."),
        ("…\n\nNach Reichweite.", "Nach Reichweite."),
        ("Ja. …", "Ja."),
        ("A\n\n# Mein Titel\n\n- B", "A\n\n# Mein Titel\n\n- B"),
    ],
)
def test_free_texts_are_what_the_learner_wrote(folder: Path, written: str, expected: str) -> None:
    saved(folder, free(written))
    (lesson,) = collect(folder)
    assert [text.text for text in lesson.texts] == [expected]


def test_a_text_that_was_written_over_its_task_is_not_lost(folder: Path) -> None:
    saved(folder, {**free(""), "source": "Nach Reichweite."})
    (lesson,) = collect(folder)
    assert [(text.task, text.text) for text in lesson.texts] == [("", "Nach Reichweite.")]


def test_a_cell_that_the_learner_has_added_is_handed_in_and_the_lessons_own_are_not(
    folder: Path,
) -> None:
    saved(folder, text("Lies das.", "reading-text"), text("Nach Reichweite.", "5cf0a9f2"))
    (lesson,) = collect(folder)
    assert [text.text for text in lesson.texts] == ["Nach Reichweite."]


@pytest.mark.parametrize("lang", labels.LANGUAGES)
def test_untouched_lessons_hold_nothing_that_a_learner_wrote(lang: str) -> None:
    for lesson in collect(NOTEBOOKS / lang):
        assert lesson.texts
        assert not lesson.begun
        assert [text.text for text in lesson.texts if text.text] == [], lesson.file
        assert {answer.outcome for answer in lesson.answers} == {NOT_RUN}


def shown(folder: Path, lang: labels.Language) -> str:
    page = folder / "page.html"
    with labels.speaking(lang):
        hand_in(folder, page)
    return page.read_text("utf-8")


@pytest.mark.parametrize(("lang", "said"), [("de", "nicht begonnen"), ("en", "not begun")])
def test_a_lesson_that_was_never_touched_takes_one_line(
    folder: Path, lang: labels.Language, said: str
) -> None:
    saved(folder, text("# 00 · Hallo", "title-text"), code('kk.check("00.reel_rate")'), free("…"))
    page = shown(folder, lang)
    (line,) = [line for line in page.splitlines() if "00_welcome.ipynb" in line and "<p" in line]
    assert "00 · Hallo" in line
    assert said in line
    assert "<table" not in page
    assert "<h3" not in page


@pytest.mark.parametrize(
    "cell",
    [code("x", check("00.quiz_base", answer=...)), free("So."), text("Notiz.", "5cf0a9f2")],
    ids=["a cell that was run", "a text", "a cell that was added"],
)
def test_a_lesson_of_which_anything_was_run_or_written_is_shown_in_full(
    folder: Path, cell: dict[str, Any]
) -> None:
    saved(folder, cell)
    page = shown(folder, "en")
    assert "not begun" not in page
    assert "<table" in page


def test_a_renamed_notebook_is_still_the_lesson_and_a_foreign_one_is_not(folder: Path) -> None:
    saved(folder, name="meine Kopie (2)")
    saved(folder, name="99_own", about={"kernelspec": {}})
    assert [lesson.file for lesson in collect(folder)] == ["meine Kopie (2).ipynb"]


def test_the_page_can_be_read_by_people_and_programs_and_runs_nothing(folder: Path) -> None:
    saved(folder, code("x", check("00.quiz_base", answer="<script>alert(1)</script>")),
          free("</script><script>alert(2)"))  # fmt: skip
    page = folder / "abgabe.html"
    hand_in(folder, page, name="Ö <b>")
    text = page.read_text("utf-8")
    assert text.count("<script") == 1
    assert "alert(1)&lt;/script" in text
    data = read(page)
    assert data["name"] == "Ö <b>"
    assert data["lessons"][0]["texts"][0]["text"] == "</script><script>alert(2)"


def test_a_folder_without_lessons_and_a_damaged_notebook_are_told(folder: Path) -> None:
    folder.mkdir()
    with pytest.raises(KpiKitError, match=r"there are no lessons in .*; name the folder"):
        collect(folder)
    (folder / "00_welcome.ipynb").write_text("{", "utf-8")
    with pytest.raises(KpiKitError, match=r"00_welcome\.ipynb is damaged"):
        collect(folder)


def test_a_page_that_is_no_hand_in_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<p>", "utf-8")
    with pytest.raises(KpiKitError, match=r"x\.html is no hand-in"):
        read(tmp_path / "x.html")


@pytest.mark.parametrize(
    ("lang", "said"), [("de", "Deine Abgabe liegt hier"), ("en", "Your hand-in")]
)
def test_the_command_writes_the_page_and_says_where(folder: Path, lang: str, said: str) -> None:
    saved(folder, code("x", check("00.quiz_base", answer="b")))
    saved(folder, name="00_never_begun")
    page = folder / "page.html"
    done = CliRunner().invoke(commands(), ["handin", str(folder), "-o", str(page), "--lang", lang])
    assert done.exit_code == 0, done.output
    assert said in done.output
    assert re.search(r"(Lektionen|Lessons): 1[,;]", done.output), "only what was begun counts"
    assert f'lang="{lang}"' in page.read_text("utf-8")


@pytest.mark.parametrize("lang", labels.LANGUAGES)
@pytest.mark.parametrize("lesson", ["00_welcome", "11_evaluating"])
def test_lessons_tell_the_command_and_the_file_of_the_hand_in(lesson: str, lang: str) -> None:
    notebook = (NOTEBOOKS / lang / f"{lesson}.ipynb").read_text("utf-8")
    (command,) = set(re.findall(r"python start\.py (\w+)`", notebook))
    assert command in commands().commands
    start = (NOTEBOOKS.parent / "start.py").read_text("utf-8")
    assert f'"{command}"' in start, "the starter does not pass it on"
    with labels.speaking(lang):  # type: ignore[arg-type]  # "de" or "en"
        assert f"`{say('handin', 'file')}`" in notebook


def test_a_page_that_cannot_be_written_leaves_nothing(folder: Path) -> None:
    saved(folder)
    with pytest.raises(KpiKitError, match="cannot be written"):
        hand_in(folder, folder / "no" / "page.html")
