"""The page as a PDF, by the browser that is there: Chrome, Chromium or Edge, without a window."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from kpi_kit import labels
from kpi_kit.errors import KpiKitError
from kpi_kit.reporting.writing import write_whole

COMMANDS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge",
)  # fmt: skip
"""What the browsers are called where they are on the path."""

ON_WINDOWS = (
    "Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)  # fmt: skip
"""Where they are below the folders of programs."""

ON_MACOS = tuple(
    f"/Applications/{name}.app/Contents/MacOS/{name}"
    for name in ("Google Chrome", "Chromium", "Microsoft Edge")
)

OPTIONS = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
    "--disable-extensions", "--disable-background-networking", "--no-pdf-header-footer",
    "--export-tagged-pdf", "--generate-pdf-document-outline",
)  # fmt: skip

SECONDS = 180
"""How long a browser may take."""


def print_pdf(page: str, path: Path) -> None:
    """Print a page into a PDF with tags and an outline, whole or not at all.

    Raises
    ------
    KpiKitError
        If no browser is installed, it does not make a PDF, or the file cannot be written.
    """
    browser = next(browsers(), None)
    if browser is None:
        raise KpiKitError.saying("no_browser")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(page, "utf-8")
        options = [*OPTIONS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        # As root, in a container, Chromium starts only without its sandbox; the page is our own.
        options += ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        said = _run([browser, *options, source.as_uri()])
        if not target.exists():
            raise KpiKitError.saying("no_pdf", browser=browser, said=said)
        write_whole(path, target.read_bytes())


def browsers() -> Iterator[str]:
    """Find the browsers that can print, the one to take first."""
    yield from filter(None, map(shutil.which, COMMANDS))
    found = [Path(place) for place in ON_MACOS] if sys.platform == "darwin" else []
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            found += [Path(folder, place) for place in ON_WINDOWS]
    yield from (str(path) for path in found if path.exists())


def _run(command: list[str]) -> str:
    """Run a browser and return the end of what it says, for it says why it failed."""
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=SECONDS, check=False, text=True, errors="replace"
        )
    except subprocess.TimeoutExpired:
        return labels.text("report.too_slow", seconds=SECONDS)
    except OSError as error:
        return str(error.strerror)
    return done.stderr.strip()[-300:]
