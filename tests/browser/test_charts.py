"""Charts and sliders as a learner meets them in JupyterLab: pictures in words, live sliders."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is a developer's tool")

from playwright.sync_api import Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
PATIENCE = 90_000

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium here")

CELLS = (
    "import kpi_kit as kk\nimport pandas as pd\nkk.use('de')",
    """months = pd.DataFrame({'month': ['2026-04', '2026-05'], 'views': [1200, 900]})
chart = kk.charts.trend(months, 'views')""",
    "kk.show(kk.charts.ranking(months, 'views', by='month'))\nprint('danach')",
    """plan = kk.Scenario(name='Plan', media=1000, hours=10, rate=50, currency='EUR',
                   cost_per_click=0.5, conversion_rate=0.02, order_value=100, margin_rate=0.4)
kk.what_if(plan)""",
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Open a notebook of a learner's own in JupyterLab and run it."""
    folder = tmp_path_factory.mktemp("charts")
    # nbformat has no types for its functions.
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])  # type: ignore[no-untyped-call]
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(book, folder / "own.ipynb")  # type: ignore[no-untyped-call]
    port = 18_000 + os.getpid() % 1000
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
         "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True",
         f"--notebook-dir={folder}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    try:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
            opened = browser.new_page(viewport={"width": 1200, "height": 1600})
            _arrive(opened, f"http://127.0.0.1:{port}/lab/tree/own.ipynb?reset")
            opened.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
            opened.wait_for_selector(".widget-slider, .jupyter-widgets", timeout=PATIENCE)
            yield opened
            opened.screenshot(path=str(folder / "charts.png"))
            browser.close()
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def _arrive(page: Page, address: str) -> None:
    """Wait until the server answers and the notebook has a kernel."""
    for _ in range(120):
        try:
            page.goto(address, timeout=PATIENCE)
            break
        except Exception as error:  # Chromium's own error while nobody listens
            if "ERR_CONNECTION_REFUSED" not in str(error):
                raise
            page.wait_for_timeout(500)
    page.wait_for_function(
        "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status"
        " === 'idle'",
        timeout=PATIENCE,
    )


def test_a_chart_has_its_alternative_text_in_the_page(page: Page) -> None:
    page.wait_for_selector("img[alt^='Balkendiagramm']", timeout=PATIENCE)
    told = [image.get_attribute("alt") or "" for image in page.query_selector_all("img[alt]")]
    shown = [alt for alt in told if "diagramm" in alt]
    assert len(shown) == 2, "each chart once"
    assert shown[0].startswith("Liniendiagramm. Aufrufe: höchster Wert 1.200 (April 2026).")


def test_moving_a_slider_changes_the_figures(page: Page) -> None:
    said = page.locator(".widget-html-content p").first
    said.wait_for(timeout=PATIENCE)
    before = said.inner_text()
    assert "Kosten" in before
    handle = page.locator(".widget-slider [role=slider], .noUi-handle").first
    handle.focus()
    page.keyboard.press("ArrowLeft")
    changed = "was => document.querySelector('.widget-html-content p').innerText !== was"
    page.wait_for_function(changed, arg=before, timeout=PATIENCE)
    assert "Kosten" in said.inner_text()
