"""Where the sample company's files are: in the checkout, or made once for an installed package."""

import os
import shutil
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

CHECKOUT = Path(__file__).parents[2] / "sample_data"
"""Where the sample company lies in a checkout; an installed package has no such folder."""

HANDLE = "emscherrad"
"""What the folder of its exports is called: its name, as it stands in links."""


def sample() -> Path:
    """Return the folder of Emscherrad's exports; the truth lies beside it, in ``truth``.

    In a checkout that is `sample_data/emscherrad`. An installed package has no such folder: it
    writes the same files once into the user's cache, all or none of them.
    """
    if CHECKOUT.is_dir():
        return CHECKOUT / HANDLE
    return _made_once(_cache() / f"sample-{_version()}") / HANDLE


def _made_once(folder: Path) -> Path:
    """Write the files beside *folder* and move them there in one step, unless they are there."""
    if folder.is_dir():
        return folder
    from kpi_kit.company.exports import write  # not needed once the files are there
    from kpi_kit.company.facts import company_of

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
