"""Goals from the company down to the KPI, as BVDW's guideline and AMEC's framework link them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from kpi_kit.kpis import Figure, Kpi


@cache
def chain() -> Mapping[str, Any]:
    """Return the facts of ``chain.toml``."""
    return tomllib.loads(files("kpi_kit.goals").joinpath("chain.toml").read_text("utf-8"))


def goals_below(company: str) -> list[str]:
    """Return the strategic goals that serve a company goal.

    Examples
    --------
    >>> goals_below("cut_costs")
    ['cost_and_productivity']
    """
    return list(chain()["company"][company])


def direction_of(item: Figure) -> Literal["higher", "lower", "planned", "depends"]:
    """Return which way a KPI or metric is better.

    Examples
    --------
    >>> from kpi_kit.kpis import figure
    >>> [direction_of(figure(name)) for name in ("followers", "cost_per_click", "spend")]
    ['higher', 'lower', 'planned']
    """
    if isinstance(item, Kpi):
        return item.better
    directions = chain()["direction"]
    if item.name in directions["planned"]:
        return "planned"
    return "lower" if item.name in directions["lower"] else "higher"
