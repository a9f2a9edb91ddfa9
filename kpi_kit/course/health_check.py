"""A health check: whether everything is here that the course needs, and what to do if not."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kpi_kit import formatting
from kpi_kit.course.feedback import LOOKS
from kpi_kit.course.texts import say
from kpi_kit.errors import KpiKitError

OLDEST = (3, 11)
NEEDED = ("pandas", "matplotlib", "jupyterlab", "ipywidgets")


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is well, and what to do if it is not."""

    name: str
    well: bool
    text: str


class Health(list[Finding]):
    """All findings; shows itself in a notebook and in a terminal."""

    def __repr__(self) -> str:
        return "\n".join(f"{_sign(one)} {one.name}: {_state(one)} {one.text}" for one in self)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<li>{_sign(one)} <strong>{escape(one.name)}</strong>: "
            f"{_state(one)} {escape(one.text)}</li>"
            for one in self
        )
        _, ink, paper, line = LOOKS["right" if all(f.well for f in self) else "cannot_check"]
        style = (
            f"color:{ink};background:{paper};border-left:0.4em solid {line};"
            "padding:0.6em 0.9em 0.6em 0.9em;max-width:48em;line-height:1.45"
        )
        return f'<ul role="status" style="{style};list-style:none">{rows}</ul>'


def health() -> Health:
    """Look whether everything is here that the course needs, and say what to do if not.

    Returns
    -------
    Health
        A line per thing: Python, packages, sample data, a place to write, the language.

    Examples
    --------
    >>> all(finding.well for finding in health())
    True
    """
    looks: tuple[Callable[[], Finding], ...] = (
        _python, _packages, _sample, _writable, _language,
    )  # fmt: skip
    return Health(look() for look in looks)


def _finding(name: str, *, well: bool, **facts: object) -> Finding:
    told = say("health", f"{name}_{'well' if well else 'ill'}", **facts)
    return Finding(say("health", name), well, told)


def _sign(finding: Finding) -> str:
    return "✓" if finding.well else "✗"


def _state(finding: Finding) -> str:
    return say("health", "ok" if finding.well else "todo")


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return _finding("python", well=sys.version_info[:2] >= OLDEST, found=found)


def _packages() -> Finding:
    missing = [name for name in NEEDED if not _installed(name)]
    return _finding("packages", well=not missing, missing=", ".join(missing))


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _sample() -> Finding:
    """Read one small part of the sample, as the lesson is about to."""
    import kpi_kit as kk

    try:
        posts = kk.load(kk.sample() / "instagram").posts
    except (KpiKitError, OSError) as error:
        return _finding("sample", well=False, error=error)
    return _finding("sample", well=True, posts=formatting.number(len(posts)))


def _writable() -> Finding:
    """Whether answers can be saved where the notebook lies."""
    try:
        with tempfile.TemporaryFile(dir=Path.cwd()):
            return _finding("writable", well=True)
    except OSError:
        return _finding("writable", well=False)


def _language() -> Finding:
    """Tell the language in use; a wrong one is the line above, not an illness."""
    return _finding("language", well=True)
