"""The files of a folder, and what the folder tells of them: by ``exports.toml`` or by its names."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from kpi_kit import labels
from kpi_kit.bystanders import SUFFIXES, hidden_part, may_be_export, told_of
from kpi_kit.channels import ChannelSpec
from kpi_kit.errors import ReadingError, SpecError
from kpi_kit.ledger import Told

SETTINGS = "exports.toml"
"""The file in a folder that says what the exports do not say themselves."""


class FileFacts(Told):
    """What an entry of ``[[files]]`` says of the files that match."""

    match: str


class Event(BaseModel):
    """What happened on a day, for charts and explanations."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: date
    label: str
    channel: str | None = None


class Settings(BaseModel):
    """What ``exports.toml`` may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    time_zone: str | None = None
    currency: str | None = None
    files: tuple[FileFacts, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass
class Found:
    """A file to read, what it is called, and what is told of it."""

    path: Path
    name: str
    told: Told


def settings_of(root: Path) -> Settings:
    """Read the ``exports.toml`` of a folder, or beside a file; without one, nothing is said.

    Raises
    ------
    SpecError
        Naming every mistake in it.
    """
    path = (root.parent if root.is_file() else root) / SETTINGS
    if not path.is_file():
        return Settings()
    try:
        return Settings(**tomllib.loads(path.read_text("utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise SpecError.saying("spec_toml", where=path, what=error) from error
    except ValidationError as error:
        what = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise SpecError.saying("spec_invalid", where=path, what=what) from error


def channels_of(specs: Iterable[ChannelSpec]) -> set[str]:
    """Return the channels after which a folder may be named."""
    told = {channel for spec in specs for channel in spec.channels}
    return {channel for channel in told if channel}


def files_of(root: Path, settings: Settings, channels: set[str]) -> list[Found]:
    """List the files of a root, each with what settings or folder names tell of it.

    Raises
    ------
    ReadingError
        If the root does not exist, or holds no file that could be an export.
    """
    if not root.exists():
        raise ReadingError.saying("no_path", where=root)
    if not root.is_dir():
        folders = [root.resolve().parent.name]
        return [Found(root, root.name, _told(root.parent, root.name, folders, settings, channels))]
    paths = [path for path in _files_in(root) if _may_be_export(path, root)]
    if not paths:
        raise ReadingError.saying("no_exports", where=root, suffixes=", ".join(SUFFIXES))
    found = []
    for path in paths:
        name = path.relative_to(root).as_posix()
        folders = [root.resolve().name, *name.split("/")[:-1]]
        found.append(Found(path, name, _told(root, name, folders, settings, channels)))
    return found


def told_apart(files: list[Found]) -> list[Found]:
    """Call files by their whole paths where several would have the same name."""
    names = Counter(found.name for found in files)
    return [
        replace(found, name=found.path.as_posix()) if names[found.name] > 1 else found
        for found in files
    ]


def _may_be_export(path: Path, root: Path) -> bool:
    """Tell whether to read a file; links and devices are listed too, to be refused aloud."""
    name = path.relative_to(root).as_posix()
    return may_be_export(name) or (path.is_dir() and not hidden_part(name))


def remarks_on(root: Path, settings: Settings, files: Iterable[Found]) -> list[tuple[str, str]]:
    """Say what of a folder is not heeded: other files, settings further down, idle entries.

    Returns
    -------
    list of tuple of str and str
        Severity and sentence.
    """
    if not root.is_dir():
        return []
    used = {SETTINGS, *(entry.spec for entry in settings.files if entry.spec)}
    paths = [path.relative_to(root).as_posix() for path in _files_in(root)]
    nested = [name for name in paths if name.endswith(f"/{SETTINGS}") and not hidden_part(name)]
    said = [
        labels.text("problem.nested_settings", file=name, folder=name.removesuffix(f"/{SETTINGS}"))
        for name in nested
    ]
    names = [found.path.relative_to(root).as_posix() for found in files]
    said += [
        labels.text("problem.matches_nothing", match=entry.match)
        for entry in settings.files
        if not any(fnmatch(name, entry.match) for name in names)
    ]
    others = [name for name in paths if name not in {*used, *nested, *names}]
    return [*(("warning", text) for text in said), *told_of(others)]


def _files_in(root: Path) -> list[Path]:
    """List the files below a folder; a link to a folder is one too, and is not followed."""
    return sorted(path for path in root.rglob("*") if path.is_symlink() or not path.is_dir())


def _told(
    root: Path, name: str, folders: list[str], settings: Settings, channels: set[str]
) -> Told:
    """Join what the entries that match say of a file; the first to say a thing counts."""
    named = [folder.lower() for folder in reversed(folders) if folder.lower() in channels]
    facts: dict[str, Any] = {"channel": named[0] if named else None}
    for entry in reversed([e for e in settings.files if fnmatch(name, e.match)]):
        facts |= entry.model_dump(exclude={"match"}, exclude_none=True)
    facts.setdefault("currency", settings.currency)
    own = root / str(facts.get("spec"))
    if own.is_file():
        facts["spec"] = str(own)
    return Told(**facts)
