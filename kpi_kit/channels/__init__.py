"""What each channel's export looks like: facts in one TOML file per format, no code in them."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kpi_kit.channels.description import (
    CURRENCY,
    NO_TABLE,
    Audience,
    ChannelSpec,
    Series,
    any_currency,
)
from kpi_kit.errors import SpecError
from kpi_kit.labels import LANGUAGES

__all__ = [
    "CURRENCY", "NO_TABLE", "Audience", "ChannelSpec", "Series", "any_currency",
    "from_toml", "load_channel", "shipped",
]  # fmt: skip

_FOLDER = Path(str(files("kpi_kit.channels")))


@lru_cache(maxsize=1)
def shipped() -> dict[str, ChannelSpec]:
    """Return the formats that kpi_kit knows, by their ids."""
    return {path.stem: from_toml(path) for path in sorted(_FOLDER.glob("*.toml"))}


def load_channel(wanted: str | Path) -> ChannelSpec:
    """Return a format: a shipped one by its id, or one's own by the path of its file.

    Raises
    ------
    SpecError
        If there is neither, or the file is not well formed.
    """
    known = shipped()
    if str(wanted) in known:
        return known[str(wanted)]
    path = Path(wanted)
    if not path.is_file():
        raise SpecError.saying("no_channel", where=wanted, found=", ".join(known))
    return from_toml(path)


def from_toml(path: Path) -> ChannelSpec:
    """Read a description from a file.

    With ``extends = "meta_instagram_posts"`` it is laid over a shipped one: lists grow, other
    entries take the place of the shipped ones.

    Raises
    ------
    SpecError
        Naming every mistake at once, each with its place.
    """
    try:
        facts = tomllib.loads(path.read_text("utf-8-sig"))
        if base := facts.pop("extends", None):
            facts = _laid_over(_shipped_facts(base, path), facts)
        named = {"label": dict.fromkeys(LANGUAGES, path.stem), **facts}
        return ChannelSpec(id=path.stem, **named)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SpecError.saying("spec_toml", where=path.name, what=error) from error
    except ValidationError as error:
        what = "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'spec'}: {e['msg']}" for e in error.errors()
        )
        raise SpecError.saying("spec_invalid", where=path.name, what=what) from error


def _shipped_facts(base: str, path: Path) -> dict[str, Any]:
    source = _FOLDER / f"{base}.toml"
    if base not in {known.stem for known in _FOLDER.glob("*.toml")}:
        found = ", ".join(sorted(known.stem for known in _FOLDER.glob("*.toml")))
        raise SpecError.saying("no_channel", where=f"{path.name}: extends = {base!r}", found=found)
    return tomllib.loads(source.read_text("utf-8"))


def _laid_over(base: Any, facts: Any) -> Any:
    """Lay one's own entries over the shipped ones."""
    if isinstance(base, dict) and isinstance(facts, dict):
        both = {name: _laid_over(base[name], facts[name]) for name in base.keys() & facts.keys()}
        return {**base, **facts, **both}
    return [*base, *facts] if isinstance(base, list) and isinstance(facts, list) else facts
