"""A fictitious company whose truth is known, as the raw exports that it would download.

People see, react, follow, visit and buy; platforms count what happened, each in its own way. Facts
are in TOML files, chance comes from a seed: the same seed gives the same bytes on every machine.
"""

import os
import shutil
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .exports import TRUTH, files, write
from .facts import MONTHS, SEED, TRADES, Company, company_of
from .sales import Sales, sales

__all__ = [
    "CHECKOUT", "MONTHS", "SEED", "TRADES", "TRUTH", "Company", "Sales", "company_of", "files",
    "sales", "sample", "write",
]  # fmt: skip

CHECKOUT = Path(__file__).parents[2] / "sample_data"
"""Where the sample company lies in a checkout; an installed package has no such folder."""


def sample() -> Path:
    """Return the folder of Emscherrad's exports; the truth lies beside it, in ``truth``.

    In a checkout that is `sample_data/emscherrad`. An installed package has no such folder: it
    writes the same files once into the user's cache, all or none of them.
    """
    if CHECKOUT.is_dir():
        return CHECKOUT / company_of().handle
    return _made_once(_cache() / f"sample-{_version()}") / company_of().handle


def _made_once(folder: Path) -> Path:
    """Write the files beside *folder* and move them there in one step, unless they are there."""
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix="sample-", dir=folder.parent))
    try:
        write(company_of(), draft)
        draft.replace(folder)
    except OSError:
        # Another process was faster; its files are the same.
        if not folder.is_dir():
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def _cache() -> Path:
    """Return the user's folder for what can be made again."""
    places = (os.environ.get("LOCALAPPDATA"), os.environ.get("XDG_CACHE_HOME"))
    return Path(next(filter(None, places), Path.home() / ".cache")) / "kpi_kit"


def _version() -> str:
    """Return the version, so that a newer package does not find an older one's files."""
    try:
        return version("kpi-kit")
    except PackageNotFoundError:
        return "unversioned"
