"""The lessons as a learner meets them: JupyterLab in a real browser, in German and in English.

Needs Playwright and Debian's Chromium; ``.ci/run browser`` sees to both. ``--basetemp=FOLDER``
keeps the screenshots.
"""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from kpi_kit import labels
from kpi_kit.course.builder import scripts
from kpi_kit.course.texts import say
from kpi_kit.course.workspace import ROOT

pytest.importorskip("playwright.sync_api", reason="Playwright is a developer's tool")

from playwright.sync_api import Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
SOLUTION = 'rate = sum(reels["interactions"]) / sum(reels["reach"])'
PATIENCE = 90_000

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium here")

NOTEBOOK = "window.jupyterapp.shell.currentWidget.content"
CELLS = f"""() => [...{NOTEBOOK}.model.cells].map(cell => ({{
  id: cell.id, type: cell.type, source: cell.sharedModel.getSource(),
  tags: cell.getMetadata("tags") || [], count: cell.executionCount,
  outputs: cell.outputs ? cell.outputs.toJSON() : []
}}))"""
READY = """() => {
  const panel = window.jupyterapp?.shell.currentWidget;
  return panel?.content?.model?.cells.length > 20
    && panel.sessionContext?.session?.kernel?.status === "idle";
}"""
DONE = f"""() => [...{NOTEBOOK}.model.cells].every(
  cell => cell.type !== "code" || Number.isInteger(cell.executionCount))
  && window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === "idle" """
SHOW = f"""async id => {{
  const notebook = {NOTEBOOK};
  const place = [...notebook.model.cells].findIndex(cell => cell.id === id);
  notebook.activeCellIndex = place;
  await notebook.scrollToItem(place, "center");
}}"""


TORN = f"""async () => {{
  const notebook = {NOTEBOOK}, torn = [];
  for (let place = 0; place < notebook.model.cells.length; place++) {{
    if (!notebook.widgets[place].outputArea?.model.length) continue;
    await notebook.scrollToItem(place, "center");
    for (const pre of notebook.widgets[place].node.querySelectorAll(".jp-OutputArea pre")) {{
      const texts = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode())
        for (const word of text.data.matchAll(/[\\p{{L}}\\p{{N}}]{{2,}}/gu)) {{
          const range = document.createRange();
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          const lines = new Set([...range.getClientRects()].map(line => line.top));
          if (lines.size > 1) torn.push(word[0]);
        }}
      if (pre.scrollWidth > pre.clientWidth + 1) torn.push(`too wide: ${{pre.textContent}}`);
    }}
  }}
  return torn;
}}"""
"""Names the words that JupyterLab breaks in two in what cells have printed, and lines it cuts."""

OTHERS = [script.stem for script in scripts() if not script.stem.startswith("00")]
OPENED = """path => {
  const panel = window.jupyterapp?.shell.currentWidget;
  return panel?.context?.path === path && panel.content.model?.cells.length > 20
    && panel.sessionContext?.session?.kernel?.status === "idle";
}"""


@dataclass
class Lesson:
    """A lesson open in the browser."""

    lang: labels.Language
    page: Page
    shots: Path
    requests: list[str] = field(default_factory=list)

    def open(self, name: str) -> None:
        """Open another lesson, as a double click in the list does, and run it to its end."""
        path = f"{name}.ipynb"
        commands = "window.jupyterapp.commands.execute"
        self.page.evaluate(f"path => {{ {commands}('docmanager:open', {{path}}) }}", path)
        self.page.wait_for_function(OPENED, arg=path, timeout=PATIENCE)
        self.page.evaluate(f"() => {commands}('notebook:run-all-cells')")
        self.page.wait_for_function(DONE, timeout=PATIENCE)
        self.page.screenshot(path=self.shots / f"{self.lang}_{name}.png")

    def cells(self) -> dict[str, Any]:
        """Return the code cells by id, as the notebook holds them now."""
        return {cell["id"]: cell for cell in self.page.evaluate(CELLS) if cell["type"] == "code"}

    def source(self, cell: str) -> str:
        """Return what is written in a cell."""
        sources = {found["id"]: str(found["source"]) for found in self.page.evaluate(CELLS)}
        return sources[cell]

    def text(self, cell: str) -> str:
        """Return what a cell shows as plain text."""
        shown = (
            output.get("data", {}).get("text/plain", "") for output in self.cells()[cell]["outputs"]
        )
        return "\n".join(shown)

    def show(self, cell: str) -> None:
        """Scroll to a cell and keep a picture of it."""
        self.page.evaluate(SHOW, cell)
        self.page.wait_for_timeout(500)
        self.page.screenshot(path=self.shots / f"{self.lang}_{cell}.png")


def start(lang: str, folder: Path) -> "subprocess.Popen[str]":
    """Start the course as a learner does; the app is exposed for this test alone."""
    (folder / ".course").mkdir(parents=True)
    config = {"LabApp": {"expose_app_in_browser": True}}
    (folder / ".course" / "jupyter_lab_config.json").write_text(json.dumps(config), "utf-8")
    arguments = ["course", "--lang", lang, "--folder", str(folder), "--no-browser"]
    return subprocess.Popen(
        [sys.executable, "-m", "kpi_kit", *arguments], stdout=subprocess.PIPE, text=True,
        encoding="utf-8", cwd=ROOT, start_new_session=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"},
    )  # fmt: skip


def address(course: "subprocess.Popen[str]") -> str:
    assert course.stdout is not None
    for line in course.stdout:
        if found := re.search(r"http://\S+", line):
            return found[0]
    pytest.fail("the course ended without naming its address")


@pytest.fixture(scope="module", params=labels.LANGUAGES)
def lesson(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Lesson]:
    lang: labels.Language = request.param
    folder = tmp_path_factory.mktemp(f"kurs {lang}")
    course = start(lang, folder / "mein Kurs")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            opened = Lesson(lang, page, folder)
            page.on("request", lambda asked: opened.requests.append(asked.url))
            page.goto(address(course))
            page.wait_for_function(READY, timeout=PATIENCE)
            page.screenshot(path=folder / f"{lang}_opened.png")
            page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
            page.wait_for_function(DONE, timeout=PATIENCE)
            yield opened
            browser.close()
    finally:
        os.killpg(course.pid, signal.SIGINT)
        course.communicate(timeout=30)


def test_the_interface_speaks_the_learners_language(lesson: Lesson) -> None:
    menus = lesson.page.locator(".lm-MenuBar-itemLabel").all_inner_texts()
    assert {"de": "Datei", "en": "File"}[lesson.lang] in menus
    assert {"de": "Ausführen", "en": "Run"}[lesson.lang] in menus


def test_the_menu_item_that_the_lesson_names_exists(lesson: Lesson) -> None:
    lesson.show("undo-text")
    item = re.search(r"\*([^*]+…)\*", lesson.source("undo-text"))
    assert item is not None
    lesson.page.locator(".lm-MenuBar-itemLabel", has_text="Kernel").click()
    labelled = lesson.page.locator(".lm-Menu-itemLabel", has_text=item[1])
    labelled.wait_for()
    lesson.page.keyboard.press("Escape")


def test_nothing_pops_up_and_nothing_is_fetched_from_elsewhere(lesson: Lesson) -> None:
    assert lesson.page.locator(".jp-Dialog, .Toastify__toast").count() == 0
    hosts = {urlsplit(url).hostname for url in lesson.requests if url.startswith("http")}
    assert hosts == {"127.0.0.1"}


def test_only_the_planned_errors_happen(lesson: Lesson) -> None:
    for name, cell in lesson.cells().items():
        failed = any(output["output_type"] == "error" for output in cell["outputs"])
        assert failed == ("raises-exception" in cell["tags"]), name
    lesson.show("error-code")
    lesson.show("refused-code")


def test_the_refusal_speaks_the_learners_language(lesson: Lesson) -> None:
    (output,) = lesson.cells()["refused-code"]["outputs"]
    assert {"de": "mehrdeutig", "en": "ambiguous"}[lesson.lang] in "".join(output["traceback"])


def test_printed_sentences_break_between_words(lesson: Lesson) -> None:
    lesson.show("refused-code")
    assert lesson.page.evaluate(TORN) == []


def test_pictures_can_be_read_aloud(lesson: Lesson) -> None:
    lesson.show("chart-code")
    pictures = lesson.page.locator(".jp-OutputArea img").all()
    assert pictures
    for picture in pictures:
        assert len(picture.get_attribute("alt") or "") > 20


def test_an_exercise_waits_and_then_says_right(lesson: Lesson) -> None:
    with labels.speaking(lesson.lang):
        waiting, right = (say("title", outcome) for outcome in ("not_answered", "right"))
    lesson.show("task-rate-code")
    assert waiting in lesson.text("task-rate-code")
    line = lesson.page.locator(".jp-mod-active .cm-line", has_text="rate = ...")
    line.click()
    lesson.page.keyboard.press("End")
    lesson.page.keyboard.press("Shift+Home")
    lesson.page.keyboard.type(SOLUTION)
    lesson.page.keyboard.press("Shift+Enter")
    lesson.page.get_by_text(right).first.wait_for()
    lesson.show("task-rate-code")
    assert right in lesson.text("task-rate-code")


@pytest.mark.parametrize("name", OTHERS)
def test_every_other_lesson_runs_to_its_end_and_waits_for_answers(
    lesson: Lesson, name: str
) -> None:
    """After all others, because it leaves lesson 00."""
    lesson.open(name)
    with labels.speaking(lesson.lang):
        waiting = say("title", "not_answered")
    for cell, held in lesson.cells().items():
        failed = any(output["output_type"] == "error" for output in held["outputs"])
        assert failed == ("raises-exception" in held["tags"]), cell
        assert ("kk.check(" in held["source"]) == (waiting in lesson.text(cell)), cell
    assert lesson.page.evaluate(TORN) == []
    alts = [i.get_attribute("alt") for i in lesson.page.locator(".jp-OutputArea img").all()]
    assert all(len(alt or "") > 20 for alt in alts)
