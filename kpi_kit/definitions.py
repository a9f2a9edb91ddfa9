"""The rows of ``catalogue.toml``, checked: each has its facts, and its words in both languages."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from kpi_kit.errors import SpecError
from kpi_kit.labels import CATALOGUE, LANGUAGES

T = TypeVar("T")
Rows = Mapping[str, Mapping[str, Any]]


class Words(BaseModel):
    """What is said of a metric or KPI in one language."""

    model_config = ConfigDict(extra="forbid")

    name: str
    meaning: str
    pitfall: str = ""
    also: tuple[str, ...] = ()


class Row(BaseModel):
    """The words of one row; its facts are left to the class that is built of them."""

    de: Words
    en: Words


def built(what: type[T], rows: Rows, **given: Mapping[str, Any]) -> dict[str, T]:
    """Build a metric or KPI of every row.

    Parameters
    ----------
    what : type
        A dataclass whose fields are the facts.
    rows : mapping
        Name to facts and words, as in ``catalogue.toml``.
    **given : mapping
        Further fields, by the row's name.

    Raises
    ------
    SpecError
        If a fact is unknown or impossible, or a language or word is missing.
    """
    return {name: _built(what, name, row, given) for name, row in rows.items()}


def paired(rows: Rows, formulas: Iterable[str]) -> None:
    """Refuse a row without a formula, and a formula without a row.

    Raises
    ------
    SpecError
        Naming all of them.
    """
    formulas = set(formulas)
    if alone := sorted({*rows} - formulas):
        raise SpecError.saying("no_formula", where=CATALOGUE, names=", ".join(alone))
    if alone := sorted(formulas - {*rows}):
        raise SpecError.saying("no_definition", where=CATALOGUE, names=", ".join(alone))


def _built(what: type[T], name: str, row: Mapping[str, Any], given: Mapping[str, Any]) -> T:
    facts = {key: value for key, value in row.items() if key not in LANGUAGES}
    facts |= {field: values[name] for field, values in given.items()}
    try:
        Row.model_validate({key: value for key, value in row.items() if key in LANGUAGES})
        if unknown := facts.keys() - {field.name for field in fields(what)}:  # type: ignore[arg-type]
            raise SpecError.saying("no_fact", where=f"{CATALOGUE}, {name}", names=sorted(unknown))
        item: T = _checker(what).validate_python(facts)  # type: ignore[arg-type]
    except ValidationError as error:
        mistakes = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise SpecError.saying(
            "spec_invalid", where=f"{CATALOGUE}, {name}", what=mistakes
        ) from error
    return item


@cache
def _checker(what: type[T]) -> "TypeAdapter[T]":
    return TypeAdapter(what)
