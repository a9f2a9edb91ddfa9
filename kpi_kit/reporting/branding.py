"""Whose report it is: a name, a logo, and a colour that can be read on paper and screen."""

import base64
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kpi_kit import formatting, labels
from kpi_kit.contrast import contrast, luminance, parts_of
from kpi_kit.errors import KpiKitError, nearest

PAPER, NIGHT = "#ffffff", "#14191f"
"""The page in light and in dark; the stylesheet says the same."""

MARK, MARK_AT_NIGHT = "#1b5e9b", "#7db8ee"
"""The colour of lines and links where nobody has asked for another."""

READABLE = 4.5
"""The least contrast of text with its ground (WCAG 2.2, 1.4.3)."""

LARGEST = 300_000
"""Bytes of a logo; a report is meant to be sent by mail."""

PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif",
            b"<svg": "image/svg+xml", b"<?xml": "image/svg+xml"}  # fmt: skip
"""How the files of a logo begin."""

KEYS = ("name", "logo", "colour")


@dataclass(frozen=True)
class Brand:
    """Name, logo and colour of whoever hands the report on.

    Attributes
    ----------
    name : str
        Stands above the headline.
    logo : str
        A picture as a ``data:`` address, so that nothing is loaded; empty for none.
    mark, mark_at_night : str
        The colour of lines and links on white and on dark ground, each readable there.
    remarks : tuple of str
        What was changed so that it can be read, in the reader's language.
    """

    name: str = ""
    logo: str = ""
    mark: str = MARK
    mark_at_night: str = MARK_AT_NIGHT
    remarks: tuple[str, ...] = ()


def load_brand(path: str | Path) -> Brand:
    """Read a brand from a TOML file with any of ``name``, ``logo`` (a file beside it), ``colour``.

    A colour that could not be read on white is darkened until it can, which ``remarks`` tells.

    Raises
    ------
    KpiKitError
        If the file or the logo cannot be read, a key is unknown, or the colour is none.

    Examples
    --------
    >>> load_brand("no_brand.toml")
    Traceback (most recent call last):
        ...
    kpi_kit.errors.KpiKitError: no_brand.toml: cannot be read (No such file or directory); check the path
    """  # noqa: E501 - a doctest's line
    path = Path(path)
    told = _told(path)
    for key, value in told.items():
        if key not in KEYS:
            raise KpiKitError.saying("no_brand_key", where=path, key=key, hint=nearest(key, KEYS))
        if not isinstance(value, str):
            raise KpiKitError.saying("no_brand_text", where=path, key=key)
    logo = _picture(path.parent / told["logo"]) if told.get("logo") else ""
    if not told.get("colour"):
        return Brand(told.get("name", ""), logo)
    wanted = _colour(told["colour"], path)
    mark = readable(wanted, PAPER)
    said = labels.text("report.darkened", asked=wanted, taken=mark,
                       contrast=formatting.number(contrast(wanted, PAPER), digits=1))  # fmt: skip
    return Brand(
        told.get("name", ""), logo, mark, readable(wanted, NIGHT), () if mark == wanted else (said,)
    )


def _told(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise KpiKitError.saying("unreadable_brand", where=path, what=error.strerror) from error
    except ValueError as error:  # no UTF-8, or no TOML
        raise KpiKitError.saying("bad_brand", where=path, what=error) from error


def _colour(given: str, where: Path) -> str:
    """Write ``#abc`` and ``#AABBCC`` as ``#aabbcc``."""
    found = re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", given.strip().lower())
    if not found:
        raise KpiKitError.saying("bad_colour", where=where, given=given)
    digits = found[1]
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def _picture(path: Path) -> str:
    """Put a picture into the page itself."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise KpiKitError.saying("unreadable_brand", where=path, what=error.strerror) from error
    kind = next((kind for begins, kind in PICTURES.items() if content.startswith(begins)), None)
    if kind is None:
        raise KpiKitError.saying("bad_logo", where=path)
    if len(content) > LARGEST:
        size, most = formatting.number(len(content)), formatting.number(LARGEST)
        raise KpiKitError.saying("large_logo", where=path, size=size, most=most)
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def readable(colour: str, ground: str) -> str:
    """Move a colour towards black, on dark ground towards white, until it can be read there.

    Examples
    --------
    >>> readable("#1b5e9b", "#ffffff"), readable("#ffd000", "#ffffff")
    ('#1b5e9b', '#8f7400')
    """
    end = 0 if luminance(ground) > 0.5 else 255
    for step in range(101):
        parts = (round(part + (end - part) * step / 100) for part in parts_of(colour))
        moved = "#" + "".join(f"{part:02x}" for part in parts)
        if contrast(moved, ground) >= READABLE:
            break
    return moved
