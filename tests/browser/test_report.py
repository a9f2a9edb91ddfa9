"""The report in a browser without a network: no barriers, nothing wider than the screen."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

import kpi_kit as kk

pytestmark = pytest.mark.filterwarnings("ignore::kpi_kit.errors.SeriesBreakWarning")
FOLDERS = ("instagram", "linkedin", "ads", "community")
OPEN = "document.querySelectorAll('details').forEach(one => one.open = true)"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@cache
def html(lang: Literal["de", "en"]) -> str:
    """Make the report of a few of the sample's folders."""
    return kk.report(kk.load(*(kk.sample() / name for name in FOLDERS)), lang=lang)


@pytest.mark.parametrize(
    ("lang", "scheme", "width"),
    [("de", "light", 1280), ("en", "dark", 1280), ("en", "light", 390), ("de", "dark", 390)],
)
def test_the_report_has_no_barriers_and_fits_the_screen(
    chromium: Browser, tmp_path: Path, lang: Literal["de", "en"],
    scheme: Literal["light", "dark"], width: int,
) -> None:  # fmt: skip
    (tmp_path / "r.html").write_text(html(lang), "utf-8")
    viewport = {"width": width, "height": 900}
    # The parameters are plain strings and dicts; Playwright asks for its own literals.
    context = chromium.new_context(color_scheme=scheme, viewport=viewport, offline=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto((tmp_path / "r.html").as_uri())
    page.evaluate(OPEN)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []
    context.close()
