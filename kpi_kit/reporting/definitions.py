"""What every figure of the report means, by which formula, and who says so."""

from collections.abc import Iterable
from dataclasses import dataclass

from kpi_kit import labels
from kpi_kit.cataloging import part_of
from kpi_kit.kpis import Kpi, figure, taken_by
from kpi_kit.notation import named, unfolded


@dataclass(frozen=True)
class Definition:
    """One KPI or metric."""

    kpi: str
    name: str
    unit: str
    meaning: str
    formula: str = ""
    pitfall: str = ""
    source: str = ""


def definitions(names: Iterable[str]) -> tuple[Definition, ...]:
    """Define every figure, each once, in the order in which the report first shows it."""
    return tuple(map(_defined, dict.fromkeys(names)))


def _defined(name: str) -> Definition:
    item = figure(name)
    unit = labels.text(f"unit.{item.unit}")
    if not isinstance(item, Kpi):
        return Definition(name, labels.name_of(name), unit, labels.meaning_of(name))
    inputs = {metric.name: named(metric.name) for metric in taken_by(item, {})}
    return Definition(
        name, labels.name_of(name), unit, labels.meaning_of(name),
        unfolded(item, inputs, {}).text, labels.pitfall_of(name),
        " ".join(part_of(item, "Source").split()),
    )  # fmt: skip
