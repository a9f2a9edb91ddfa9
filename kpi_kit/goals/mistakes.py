"""What is wrong with a goal, in our words: one sentence per mistake, in the reader's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from kpi_kit import formatting, labels
from kpi_kit.errors import KpiKitError

KINDS = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "float_type": "number",
    "float_parsing": "number",
    "finite_number": "number",
    "int_type": "whole",
    "int_parsing": "whole",
    "literal_error": "choice",
    "greater_than_equal": "range",
    "less_than": "range",
}
"""What pydantic calls a mistake, and the word of ours that says it; all others say "form"."""


def sentences(error: ValidationError, facts: Mapping[str, Any]) -> list[str]:
    """Say every mistake of one goal, with the goal and the field.

    Parameters
    ----------
    error : ValidationError
        What pydantic found.
    facts : mapping
        What was given, for the goal's name.
    """
    found: dict[str, str] = {}
    for mistake in error.errors():
        field = ".".join(str(part) for part in mistake["loc"] if _is_field(part))
        found.setdefault(field, _said(mistake))
    name = _name(facts)
    return [f"{name}, {field}: {what}" for field, what in found.items()]


def _is_field(part: str | int) -> bool:
    """Whether a part of a place is a name that was written, and no type of pydantic's."""
    return isinstance(part, str) and part.replace("_", "").isalpha() and part not in {"str", "list"}


def _name(facts: Mapping[str, Any]) -> str:
    name = facts.get("name")
    if isinstance(name, Mapping):
        name = name.get(labels.language())
    if isinstance(name, str) and name:
        return name
    kpi = facts.get("kpi")
    known = isinstance(kpi, str) and kpi
    return labels.text("goal.nameless_kpi", kpi=kpi) if known else labels.text("goal.nameless")


def _said(mistake: Any) -> str:
    """Put one mistake into words; those of our own rules have theirs already."""
    own = mistake.get("ctx", {}).get("error")
    if isinstance(own, KpiKitError):
        return str(own).removeprefix("compute: ")
    kind = KINDS.get(mistake["type"], "date" if mistake["type"].startswith("date") else "form")
    facts = {"value": _shown(mistake["input"])}
    context = mistake.get("ctx", {})
    if kind == "choice":
        facts["choices"] = context["expected"].replace("'", "").replace(" or ", ", ")
    if kind == "range":
        facts |= {"bounds": labels.text(f"goal.{mistake['type']}", **context)}
    return labels.text(f"goal.mistake_{kind}", **facts)


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return formatting.quoted([value])
    return formatting.day(value) if isinstance(value, date) else str(value)
