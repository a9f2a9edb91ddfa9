"""A text that is written when it is shown, in the language of that moment."""

from dataclasses import dataclass
from typing import Any

from kpi_kit import formatting, labels


@dataclass(frozen=True)
class Said:
    """One of the texts of ``words/compare.toml``, with its facts.

    Attributes
    ----------
    key : str
        Its name under ``[compare]``.
    facts : tuple of (str, object)
        What fills its places. ``metric`` and ``instead`` are metrics, ``platform`` is a channel,
        numbers are counts.
    """

    key: str
    facts: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        """Write it."""
        return labels.text(f"compare.{self.key}", **{n: _written(n, v) for n, v in self.facts})


def said(key: str, **facts: Any) -> Said:
    """Keep a text for later."""
    return Said(key, tuple(facts.items()))


def text(key: str, **facts: object) -> str:
    """Write a text now."""
    return labels.text(f"compare.{key}", **facts)


def _written(name: str, value: Any) -> str:
    if name in {"metric", "instead"}:
        return labels.name_of(value)
    if name == "platform":
        return labels.value_name("channel", value)
    if name == "parts" and isinstance(value, str):
        return labels.counted(value)
    return formatting.number(value) if isinstance(value, int | float) else str(value)
