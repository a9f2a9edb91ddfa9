"""The learner's own copy: never overwritten; and JupyterLab on it, in the learner's language."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from kpi_kit import labels
from kpi_kit.course import workspace
from kpi_kit.course.texts import say
from kpi_kit.course.workspace import configure, copy_lessons, free_port, open_course
from kpi_kit.errors import KpiKitError

LESSON = "00_welcome.ipynb"


@pytest.fixture
def originals(tmp_path: Path) -> Path:
    folder = tmp_path / "originals"
    folder.mkdir()
    (folder / LESSON).write_text("first edition", "utf-8")
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "mein Kurs"


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.ipynb"))}


def test_the_lessons_are_copied_once(originals: Path, own: Path) -> None:
    assert copy_lessons(originals, own) == []
    assert copy_lessons(originals, own) == []
    assert texts(own) == {LESSON: "first edition"}


def test_what_a_learner_has_written_stays(originals: Path, own: Path) -> None:
    copy_lessons(originals, own)
    (own / LESSON).write_text("my answers", "utf-8")
    assert copy_lessons(originals, own) == []
    assert texts(own) == {LESSON: "my answers"}


def test_an_untouched_lesson_follows_its_original(originals: Path, own: Path) -> None:
    copy_lessons(originals, own)
    (originals / LESSON).write_text("second edition", "utf-8")
    (told,) = copy_lessons(originals, own)
    assert told == f"Renewed: {LESSON}, in which you had not changed anything yet."
    assert texts(own) == {LESSON: "second edition"}


def test_a_lesson_that_has_been_added_is_told(originals: Path, own: Path) -> None:
    copy_lessons(originals, own)
    (originals / "01_new.ipynb").write_text("a lesson", "utf-8")
    assert copy_lessons(originals, own) == ["New in your folder: 01_new.ipynb."]
    assert copy_lessons(originals, own) == []
    assert texts(own) == {LESSON: "first edition", "01_new.ipynb": "a lesson"}


def test_what_running_has_shown_stays_while_nothing_is_new(originals: Path, own: Path) -> None:
    (originals / LESSON).write_text(notebook("x"), "utf-8")
    copy_lessons(originals, own)
    (own / LESSON).write_text(notebook("x", count=3), "utf-8")
    assert copy_lessons(originals, own) == []
    assert texts(own) == {LESSON: notebook("x", count=3)}


def test_a_copy_that_was_broken_off_is_brought_again(
    originals: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path, draft: Path) -> None:
        draft.write_text("first edi", "utf-8")
        msg = "disk full"
        raise OSError(msg)

    with monkeypatch.context() as disk:
        disk.setattr("shutil.copyfile", full)
        with pytest.raises(OSError, match="disk full"):
            copy_lessons(originals, own)
    assert texts(own) == {}
    copy_lessons(originals, own)
    assert texts(own) == {LESSON: "first edition"}


@pytest.mark.parametrize("record", ["", "{", "\xff"])
def test_without_its_record_every_lesson_counts_as_the_learners(
    originals: Path, own: Path, record: str
) -> None:
    copy_lessons(originals, own)
    (own / LESSON).write_text("my answers", "utf-8")
    (own / ".course" / "originals.json").write_text(record, "latin-1")
    copy_lessons(originals, own)
    assert texts(own) == {LESSON: "my answers", "00_welcome_new.ipynb": "first edition"}


def notebook(*sources: str | list[str], count: int | None = None) -> str:
    cells = [
        {"cell_type": "code", "execution_count": count, "source": source} for source in sources
    ]
    return json.dumps({"cells": cells, "metadata": {"run": count}})


def test_running_and_saving_is_no_change_but_writing_is(originals: Path, own: Path) -> None:
    (originals / LESSON).write_text(notebook("x = ...\ncheck(x)"), "utf-8")
    copy_lessons(originals, own)
    (own / LESSON).write_text(notebook(["x = ...\n", "check(x)"], count=3), "utf-8")
    (originals / LESSON).write_text(notebook("y = ..."), "utf-8")
    copy_lessons(originals, own)
    assert texts(own) == {LESSON: notebook("y = ...")}
    (own / LESSON).write_text(notebook("y = 5", count=1), "utf-8")
    (originals / LESSON).write_text(notebook("z = ..."), "utf-8")
    copy_lessons(originals, own)
    assert texts(own)[LESSON] == notebook("y = 5", count=1)


def test_a_new_edition_is_put_beside_a_learners_text_once(originals: Path, own: Path) -> None:
    copy_lessons(originals, own)
    (own / LESSON).write_text("my answers", "utf-8")
    (originals / LESSON).write_text("second edition", "utf-8")
    with labels.speaking("de"):
        (told,) = copy_lessons(originals, own)
        assert copy_lessons(originals, own) == []
    assert told.startswith("Neue Fassung: 00_welcome_neu.ipynb")
    assert texts(own) == {LESSON: "my answers", "00_welcome_neu.ipynb": "second edition"}


def test_a_third_edition_gets_a_name_of_its_own(originals: Path, own: Path) -> None:
    copy_lessons(originals, own)
    (own / LESSON).write_text("my answers", "utf-8")
    for edition in ("second edition", "third edition"):
        (originals / LESSON).write_text(edition, "utf-8")
        copy_lessons(originals, own)
    assert texts(own) == {
        LESSON: "my answers",
        "00_welcome_new.ipynb": "second edition",
        "00_welcome_new_2.ipynb": "third edition",
    }


def test_a_file_of_unknown_origin_is_taken_for_the_learners(originals: Path, own: Path) -> None:
    own.mkdir()
    (own / LESSON).write_text("where does this come from", "utf-8")
    copy_lessons(originals, own)
    assert texts(own)[LESSON] == "where does this come from"


def test_a_renamed_lesson_gets_a_fresh_one_beside_it(originals: Path, own: Path) -> None:
    copy_lessons(originals, own)
    (own / LESSON).rename(own / "my try.ipynb")
    copy_lessons(originals, own)
    assert texts(own) == {LESSON: "first edition", "my try.ipynb": "first edition"}


def test_without_lessons_it_says_where_to_start_from(tmp_path: Path) -> None:
    with pytest.raises(KpiKitError, match=r"no notebooks here .*; start from the complete"):
        copy_lessons(tmp_path, tmp_path / "own")


@pytest.mark.parametrize(("lang", "locale"), [("de", "de_DE"), ("en", "en")])
def test_the_interface_speaks_the_language_and_asks_for_no_news(
    own: Path, lang: labels.Language, locale: str
) -> None:
    configure(own, lang)
    settings = own / ".course/lab/user-settings/@jupyterlab"
    chosen = {
        path.stem: json.loads(path.read_text("utf-8")) for path in settings.rglob("*-settings")
    }
    assert chosen["plugin"] == {"locale": locale}
    assert chosen["notification"] == {"fetchNews": "false", "checkForUpdates": False}


def test_the_interface_follows_when_the_course_is_started_in_the_other_language(own: Path) -> None:
    configure(own, "de")
    configure(own, "en")
    (path,) = own.rglob("plugin.jupyterlab-settings")
    assert json.loads(path.read_text("utf-8")) == {"locale": "en"}


def test_how_sentences_break_comes_with_the_course_and_follows_it(own: Path) -> None:
    configure(own, "de")
    (path,) = own.rglob("custom.css")
    path.write_text("of an older course", "utf-8")
    configure(own, "de")
    assert path.read_text("utf-8") == workspace.STYLE


def test_settings_that_a_learner_has_changed_stay(own: Path) -> None:
    configure(own, "de")
    (path,) = own.rglob("plugin.jupyterlab-settings")
    path.write_text("{}", "utf-8")
    configure(own, "de")
    assert path.read_text("utf-8") == "{}"


def test_a_second_course_finds_a_port_of_its_own() -> None:
    with socket.socket() as taken:
        taken.bind((workspace.HOST, free_port()))
        assert free_port() != taken.getsockname()[1]


def test_a_server_that_does_not_start_is_told_with_its_log(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace, "command", lambda *_: [sys.executable, "-c", "print('why')"])
    with pytest.raises(KpiKitError, match=r"nicht gestartet.*jupyterlab\.log"):
        open_course("de", own, browser=False)
    assert (own / ".course" / "jupyterlab.log").read_text("utf-8").strip() == "why"


@pytest.mark.parametrize("solutions", [False, True])
def test_instructors_get_the_worked_lessons_and_learners_the_open_ones(
    own: Path, monkeypatch: pytest.MonkeyPatch, solutions: bool
) -> None:
    monkeypatch.setattr(workspace, "command", lambda *_: [sys.executable, "-c", "pass"])
    with pytest.raises(KpiKitError, match="did not start"):
        open_course("en", own, browser=False, solutions=solutions)
    lesson = (own / "05_reach.ipynb").read_text("utf-8")
    assert ("at_least = max(" in lesson) == solutions
    assert ("at_least = ..." in lesson) != solutions


@pytest.mark.skipif(sys.platform == "win32", reason="no Ctrl+C to a child process there")
def test_the_course_runs_and_stops_on_ctrl_c(own: Path) -> None:
    start = (
        "import sys, pathlib; from kpi_kit.course import workspace as w; "
        "w.open_course('de', pathlib.Path(sys.argv[1]), browser=False)"
    )
    with labels.speaking("de"):
        goodbye = say("workspace", "running", address="", folder="").splitlines()[-1]
        end = say("workspace", "stopped")
    surroundings = {**os.environ, "PYTHONPATH": str(workspace.ROOT), "PYTHONUNBUFFERED": "1"}
    course = subprocess.Popen(
        [sys.executable, "-c", start, str(own)],
        stdout=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
        env=surroundings,
    )  # fmt: skip
    assert course.stdout is not None
    try:
        told = "".join(iter(course.stdout.readline, f"{goodbye}\n"))
        ((base, token),) = re.findall(r"(http://\S+)/lab/tree/00_welcome\.ipynb\?token=(\w+)", told)
        with urllib.request.urlopen(f"{base}/api/contents?token={token}") as answer:
            assert LESSON in {entry["name"] for entry in json.load(answer)["content"]}
    finally:
        os.killpg(course.pid, signal.SIGINT)
        rest, _ = course.communicate(timeout=20)
    assert rest.strip() == end
    assert course.returncode == 0
