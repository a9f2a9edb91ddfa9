"""The course's own words, in German and English side by side in ``feedback.toml``."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from kpi_kit import labels


@cache
def texts() -> dict[str, Any]:
    """Return the whole table, as ``feedback.toml`` holds it."""
    return tomllib.loads(files("kpi_kit.course").joinpath("feedback.toml").read_text("utf-8"))


def say(*path: str | int, **facts: object) -> str:
    """Return one text in the reader's language, its braces filled.

    Examples
    --------
    >>> with labels.speaking("de"):
    ...     say("title", "not_yet")
    'Noch nicht.'
    """
    found: Any = texts()
    for step in path:
        found = found[step]
    template: str = found[labels.language()]
    return template.format(**facts) if facts else template
