"""Emscherrad GmbH, the fictitious company of the course, as the raw exports it would download.

Facts (texts, rates, campaigns) are in TOML files, chance comes from a seed, and the bytes are
Meta's: the same seed gives the same files on every machine.
"""

import os
import shutil
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .exports import files

__all__ = ["CHECKOUT", "files", "sample", "write"]

CHECKOUT = Path(__file__).parents[2] / "sample_data" / "emscherrad"
"""Where the exports lie in a checkout; an installed package has no such folder."""


def sample() -> Path:
    """Return the folder of Emscherrad's exports.

    In a checkout that is `sample_data/emscherrad`. An installed package has no such folder: it
    writes the same files once into the user's cache, all or none of them.
    """
    return CHECKOUT if CHECKOUT.is_dir() else _made_once(_cache() / f"emscherrad-{_version()}")


def write(folder: Path, *, seed: int = 7) -> None:
    """Write all exports into *folder*; the same seed gives the same bytes everywhere."""
    for name, content in files(seed=seed).items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _made_once(folder: Path) -> Path:
    """Write the files beside *folder* and move them there in one step, unless they are there."""
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix="emscherrad-", dir=folder.parent))
    try:
        write(draft)
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
