"""The report's analysis as a notebook that can be run and changed: the same calls, in the open."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from kpi_kit import labels
from kpi_kit.reporting.analysis import Analysis
from kpi_kit.reporting.figures import Grid
from kpi_kit.reporting.scope import Scope

PLACE = re.compile(r"<(\w+)>")
"""Where a fact goes into a cell."""

FEW = 5
"""How many figures of a table the notebook begins with; a reader adds what else is wanted."""


@dataclass(frozen=True)
class Call:
    """How the report was asked for: what ``load`` and ``load_goals`` take."""

    paths: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    goals: Path | None = None


def as_notebook(analysis: Analysis, scope: Scope, call: Call) -> str:
    """Write the notebook, in the language in use; its outputs come when it is run."""
    facts = _facts(analysis, scope, call)
    cells = [
        _cell(number, cell, facts)
        for number, cell in enumerate(_cells())
        if cell.get("when", "lang") in facts
    ]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    whole = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _cells() -> Sequence[Mapping[str, str]]:
    told = files("kpi_kit.reporting").joinpath("notebook.toml").read_text("utf-8")
    cells: Sequence[Mapping[str, str]] = tomllib.loads(told)["cell"]
    return cells


def _cell(number: int, cell: Mapping[str, str], facts: Mapping[str, str]) -> dict[str, Any]:
    source = cell.get("code") or cell[labels.language()]
    filled = PLACE.sub(lambda place: facts[place[1]], source)
    made: dict[str, Any] = {
        "cell_type": "code" if "code" in cell else "markdown", "id": f"cell-{number:02}",
        "metadata": {}, "source": filled.splitlines(keepends=True),
    }  # fmt: skip
    return made | ({"execution_count": None, "outputs": []} if "code" in cell else {})


def _facts(analysis: Analysis, scope: Scope, call: Call) -> dict[str, str]:
    """Gather what goes into the cells, as code; and, empty, which parts there are."""
    paths = [repr(str(Path(path).resolve())) for path in call.paths] or ["kk.sample()"]
    options = [f"{name}={value!r}" for name, value in call.options.items() if value is not None]
    facts = {"title": _plain(analysis.title), "lang": repr(analysis.lang),
             "exports": ", ".join([*paths, *options])}  # fmt: skip
    facts |= _of_posts(analysis, scope)
    facts |= _of_grid("followers", analysis.followers) | _of_grid("ads", analysis.campaigns.ads)
    if climbs := analysis.campaigns.climbs:
        facts |= {"ladder": "", "campaign": repr(climbs[0].campaign), "utm": repr(scope.utm)}
    if analysis.community.response:
        facts["messages"] = ""
    if call.goals and analysis.summary.goals:
        facts |= {"goals": repr(str(call.goals.resolve())), "on": _day(scope.on)}
    return facts


def _of_posts(analysis: Analysis, scope: Scope) -> dict[str, str]:
    ranked = next(iter(analysis.posts), None)
    if ranked is None:
        return {}
    facts = _of_grid("posts", analysis.channels.posts)
    facts |= {"rate": repr(ranked.rate), "channel": repr(ranked.group)}
    told = [line.group for line in analysis.changed.lines if line.change.kpi == ranked.rate]
    if ranked.group in told and scope.compared:
        days = {"first": _day(scope.compared.first), "last": _day(scope.compared.last)}
        facts |= {"changed": "", "against": repr(scope.against), **days}
    return facts


def _of_grid(name: str, grid: Grid) -> dict[str, str]:
    if not grid.rows:
        return {}
    kpis = [value.name for value in grid.rows[0].cells]
    return {name: "", f"{name}_kpis": json.dumps(kpis[:FEW]), f"{name}_key": repr(grid.key)}


def _day(day: Any) -> str:
    return f"date({day.year}, {day.month}, {day.day})" if day else "None"


def _plain(title: str) -> str:
    """Keep a headline from becoming markup: it may come from an export."""
    return re.sub(r"([\\`*_{}\[\]()#<>!|~$])", r"\\\1", " ".join(title.split()))
