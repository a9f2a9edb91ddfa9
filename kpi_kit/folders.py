"""The files of a folder, and what the folder tells of them: by ``exports.toml`` or by its names."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatch
from itertools import islice, takewhile
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from kpi_kit import labels
from kpi_kit.bystanders import SUFFIXES, hidden_part, may_be_export, told_of
from kpi_kit.channels import ChannelSpec
from kpi_kit.errors import ReadingError, SpecError
from kpi_kit.ledger import Told

SETTINGS = "exports.toml"
"""The file in a folder that says what the exports do not say themselves."""

LEVELS = 3
"""How many folders above a root may hold it: that of a channel, a client and a year."""


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


@dataclass(frozen=True)
class Rules:
    """The ``exports.toml`` that counts for a root, or that there is none.

    Attributes
    ----------
    settings : Settings
        What it says; nothing, where there is none.
    base : Path
        The folder that it lies in, from which the paths in its entries start.
    within : str
        Where the root, or the file that is one, lies in there.
    """

    settings: Settings
    base: Path
    within: str = "."

    @property
    def above(self) -> bool:
        """Whether it lies further up than what is read."""
        return self.within != "."


def rules_of(root: Path) -> Rules:
    """Find the ``exports.toml`` of a folder, beside a file, or of the nearest folder above.

    A part of a company's folder is then read as it is when the whole is. At most :data:`LEVELS`
    folders above are looked into, and never one that holds more than a person's own work: the
    home folder and those above it.

    Raises
    ------
    SpecError
        Naming every mistake in it.
    """
    own = (root.parent if root.is_file() else root).resolve()
    home = Path("~").expanduser()
    near = takewhile(lambda folder: folder not in {home, *home.parents}, own.parents)
    for base in (own, *islice(near, LEVELS)):
        if (base / SETTINGS).is_file():
            return Rules(_settings(base / SETTINGS), base, own.relative_to(base).as_posix())
    return Rules(Settings(), own)


def _settings(path: Path) -> Settings:
    try:
        return Settings(**tomllib.loads(path.read_text("utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SpecError.saying("spec_toml", where=path, what=error) from error
    except OSError as error:
        raise SpecError.saying("unreadable", where=path, what=error.strerror) from error
    except ValidationError as error:
        what = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise SpecError.saying("spec_invalid", where=path, what=what) from error


def channels_of(specs: Iterable[ChannelSpec]) -> set[str]:
    """Return the channels after which a folder may be named."""
    told = {channel for spec in specs for channel in spec.channels}
    return {channel for channel in told if channel}


def files_of(root: Path, rules: Rules, channels: set[str]) -> list[Found]:
    """List the files of a root, each with what settings or folder names tell of it.

    Raises
    ------
    ReadingError
        If the root does not exist, or holds no file that could be an export.
    """
    if not root.exists():
        raise ReadingError.saying("no_path", where=root)
    if not root.is_dir():
        return [Found(root, root.name, _told(rules, root.name, channels))]
    paths = [path for path in _files_in(root) if _may_be_export(path, root)]
    if not paths:
        raise ReadingError.saying("no_exports", where=root, suffixes=", ".join(SUFFIXES))
    names = [path.relative_to(root).as_posix() for path in paths]
    return [
        Found(path, name, _told(rules, name, channels))
        for path, name in zip(paths, names, strict=True)
    ]


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


def remarks_on(root: Path, rules: Rules, files: Iterable[Found]) -> list[tuple[str, str]]:
    """Say what of a folder is not heeded: other files, settings further down, idle entries.

    Settings that lie above are named too, for whoever reads a part may not think of them.

    Returns
    -------
    list of tuple of str and str
        Severity and sentence.
    """
    if rules.above:
        shown = labels.text("problem.settings_above", file=f"{rules.base.name}/{SETTINGS}")
        return [("note", shown), *_remarks(root, Settings(), files)]
    return _remarks(root, rules.settings, files)


def _remarks(root: Path, settings: Settings, files: Iterable[Found]) -> list[tuple[str, str]]:
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


def _told(rules: Rules, name: str, channels: set[str]) -> Told:
    """Join what the entries that match say of a file; the first to say a thing counts."""
    within, settings = PurePosixPath(rules.within, name), rules.settings
    folders = [rules.base.name, *within.parts[:-1]]
    named = [folder.lower() for folder in reversed(folders) if folder.lower() in channels]
    facts: dict[str, Any] = {"channel": named[0] if named else None}
    for entry in reversed([e for e in settings.files if fnmatch(str(within), e.match)]):
        facts |= entry.model_dump(exclude={"match"}, exclude_none=True)
    facts.setdefault("currency", settings.currency)
    own = rules.base / str(facts.get("spec"))
    if own.is_file():
        facts["spec"] = str(own)
    return Told(**facts)
