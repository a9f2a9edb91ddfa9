"""The KPIs: a formula and the facts needed to show and judge its result."""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from kpi_kit import formulas, labels
from kpi_kit.errors import ColumnError
from kpi_kit.metrics import METRICS, EachRow, Metric, Unit

Section = Literal["", "awareness", "engagement", "community", "conversion", "money", "targets"]
"""The parts of the catalogue; a KPI of one's own belongs to none."""

Better = Literal["higher", "lower", "depends"]
Stage = Literal["inputs", "activities", "outputs", "out-takes", "outcomes", "impact"]
"""The stages of AMEC's Integrated Evaluation Framework."""

Level = Literal["company", "strategic", "measure"]
"""The levels of goals in BVDW's guideline on success measurement (2016)."""

Of = Literal["totals", "mean", "median"]
"""What the formula gets: the totals of a group; or each row, of whose results the mean or median
is taken."""


@dataclass(frozen=True)
class Kpi:
    """A formula and the facts needed to show and judge its result.

    Attributes
    ----------
    formula : callable
        A pure function whose parameters are metrics; its name is the KPI's name. A parameter with
        a default is a constant.
    unit : str
        How the result is shown.
    better : str
        Whether more is better, or less, or it depends on the goal.
    stage : str
        How far along AMEC's chain the figure lies.
    level : str
        The level of goal it can speak for.
    section : str
        The part of the catalogue.
    of : str
        Whether the formula gets the totals of a group, or each row, of whose results the mean or
        median is taken.
    each_row : str
        What one row has to be, as for a metric.
    call : str
        The function that puts its inputs together, if no table holds them.
    """

    formula: Callable[..., Any]
    unit: Unit = "share"
    better: Better = "higher"
    stage: Stage = "outputs"
    level: Level = "measure"
    section: Section = ""
    of: Of = "totals"
    each_row: EachRow = ""
    call: str = ""

    @property
    def name(self) -> str:
        """The formula's own name: there is no second spelling."""
        return self.formula.__name__

    @property
    def inputs(self) -> tuple[str, ...]:
        """The metrics that the formula takes, by its parameter names; constants are none."""
        return tuple(p.name for p in _parameters(self.formula) if p.default is p.empty)

    @property
    def constants(self) -> dict[str, float]:
        """The parameters that have a value, such as weights."""
        return {p.name: p.default for p in _parameters(self.formula) if p.default is not p.empty}


@lru_cache(maxsize=1000)
def _parameters(formula: Callable[..., Any]) -> tuple[inspect.Parameter, ...]:
    """Return the parameters of a formula; each is asked for hundreds of times in a report."""
    return tuple(inspect.signature(formula).parameters.values())


KPIS = {name: Kpi(getattr(formulas, name), **facts) for name, facts in labels.facts("kpi").items()}

Figure = Kpi | Metric
"""What :func:`compute` can show: both have a name, inputs, a formula and a unit."""


def figure(wanted: str | Figure | Callable[..., Any]) -> Figure:
    """Return the KPI or metric that is meant; a function becomes a KPI of one's own.

    Parameters
    ----------
    wanted : str, Kpi, Metric or function
        A name in :data:`KPIS` or :data:`~kpi_kit.metrics.METRICS`, or the thing itself.

    Raises
    ------
    ColumnError
        If no KPI or metric has the name. If it is what the trade calls one, such as "CPM", the
        error names the KPI; if several go by it, such as "ROI", it says what tells them apart.
    """
    if isinstance(wanted, Kpi | Metric):
        return wanted
    if not isinstance(wanted, str):
        return Kpi(wanted)
    known: dict[str, Figure] = {**METRICS, **KPIS}
    if wanted in known:
        return known[wanted]
    meant = meant_by(wanted)
    if len(meant) == 1:
        raise ColumnError.saying("synonym", wanted=wanted, meant=_told(meant[0]))
    if meant:
        variants = "".join(f"\n  {_told(name)}" for name in meant)
        raise ColumnError.saying("ambiguous_kpi", wanted=wanted, variants=variants)
    raise ColumnError.missing(wanted, known, where="compute")


def meant_by(term: str) -> list[str]:
    """Return the KPIs that go by a name in the trade, in either language.

    Examples
    --------
    >>> meant_by("TKP"), meant_by("applause rate")
    (['cost_per_mille'], ['applause_rate_per_post', 'applause_rate_per_follower'])
    """
    return [name for name in KPIS if _plain(term) in _names(name)]


def _names(kpi: str) -> set[str]:
    rows = [labels.catalogue()["kpi"][kpi][lang] for lang in labels.LANGUAGES]
    return {_plain(term) for row in rows for term in (row["name"], *row["also"])} | {_plain(kpi)}


def _plain(term: str) -> str:
    """Write a term without the differences that do not matter."""
    return re.sub(r"[\W_]+", " ", term).strip().casefold()


def _told(kpi: str) -> str:
    return f"{kpi!r} ({labels.name_of(kpi)}): {labels.meaning_of(kpi)}"


def taken_by(item: Figure, given: Mapping[str, float]) -> list[Metric]:
    """Return the metrics that a figure takes; a metric takes itself."""
    if isinstance(item, Metric):
        return [item]
    return [_metric(name, item.name, given) for name in item.inputs]


def _metric(name: str, wanted_by: str, given: Mapping[str, float]) -> Metric:
    """Return the metric of an input; what is given need not be one."""
    if name in given:
        return Metric(name, "given")
    if name not in METRICS:
        raise ColumnError.missing(name, METRICS, where=wanted_by)
    metric = METRICS[name]
    if metric.aggregate == "given":
        shown = labels.name_of(name)
        raise ColumnError.saying("not_given", where=wanted_by, name=name, shown=shown)
    if metric.aggregate == "missed" and "universe" not in given:
        shown = labels.name_of("universe")
        raise ColumnError.saying("not_given", where=wanted_by, name="universe", shown=shown)
    return metric
