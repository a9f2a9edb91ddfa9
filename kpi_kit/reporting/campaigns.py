"""Campaigns and money: what the platform says, and the ladder to what was really earned."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.errors import AggregationError, KpiKitError
from kpi_kit.kpis import KPIS
from kpi_kit.money.ladder import Ladder, roi_ladder
from kpi_kit.money.rungs import RUNGS, Rung, unit_of
from kpi_kit.notation import named, unfolded, written
from kpi_kit.reporting.figures import ADS, PERIODS, Grid, Trace, Value, grid
from kpi_kit.reporting.scope import Scope
from kpi_kit.sentences import Shown

LADDERS = 12
"""Campaigns with a ladder, those with the highest spend."""


@dataclass(frozen=True)
class Step:
    """One rung: what it is, its figure, whose claim it is, what it permits to say and what not."""

    rung: str
    name: str
    value: Value
    source: str
    permits: str
    forbids: str


@dataclass(frozen=True)
class Climb:
    """One campaign's ladder, and its place on the page."""

    place: str
    campaign: str
    verdict: str
    sentence: str
    steps: tuple[Step, ...]
    more: tuple[str, ...]
    known: frozenset[str]

    @property
    def claimed_only(self) -> bool:
        """Whether nothing but the platform's own word is known of it, or not even that."""
        return self.known <= {"platform_roas"}


@dataclass(frozen=True)
class Campaigns:
    """The platforms' figures and the ladders."""

    ads: Grid
    periods: Grid
    climbs: tuple[Climb, ...]
    without: int
    refused: tuple[str, ...]

    @property
    def claimed_only(self) -> str:
        """Name the campaigns whose ladder would end where it begins."""
        return formatting.few(climb.campaign for climb in self.climbs if climb.claimed_only)


def campaigns(scope: Scope) -> Campaigns:
    """Compute the ads' figures, and climb the ladder of every campaign."""
    ads, periods = scope.exports.ads, _by_total(scope.exports.periods)
    periods = periods.dropna(subset=["reach", "impressions", "spend"], how="all")
    spent = ads.groupby("campaign")["spend"].sum().sort_values(ascending=False, kind="stable")
    climbs: list[Climb] = []
    refused: list[str] = []
    tags = _known_tags(scope)
    for at, name in enumerate(map(str, spent.index[:LADDERS]), 1):
        try:
            ladder = roi_ladder(scope.exports, name, utm=tags)
            climbs.append(_climb(ladder, f"ladder-{at}"))
        except KpiKitError as error:
            refused.append(f"{name}: {error}")
    tables = (
        _grid(ads, ADS, ads_key(ads), "ads", refused),
        _grid(periods, PERIODS, "source_file", "periods", refused),
    )
    return Campaigns(
        *tables, tuple(climbs), max(0, len(spent) - LADDERS), tuple(refused),
    )  # fmt: skip


def _grid(
    frame: pd.DataFrame, kpis: Sequence[str], key: str, table: str, refused: list[str]
) -> Grid:  # fmt: skip
    """Compute a table; one of several breakdowns, each of which counts anew, is refused."""
    try:
        return grid(frame, kpis, key, table)
    except AggregationError as error:
        refused.append(str(error))
        return Grid()


def ads_key(ads: pd.DataFrame) -> str:
    """Divide ads by what the export divides them by: campaigns, else ads, else segments."""
    return next((k for k in ("campaign", "ad", "segment") if ads[k].notna().any()), "channel")


def _known_tags(scope: Scope) -> dict[str, list[str]]:
    """Keep the declared tags that the orders of the period carry; a quiet month may lack some."""
    there = {*scope.exports.orders["utm_campaign"].dropna().unique()}
    return {name: [tag for tag in tags if tag in there] for name, tags in scope.utm.items()}


def _climb(ladder: Ladder, place: str) -> Climb:
    steps = tuple(
        Step(
            rung.name, labels.value_name("rung", rung.name),
            Value(rung.kpi, rung.shown, rung.point, trace=_trace(rung)),
            str(rung.source), str(rung.permits),
            "" if rung.why_not else str(rung.forbids),
        )
        for rung in ladder.rungs
    )  # fmt: skip
    more = (str(ladder.break_even.sentence), str(ladder.payback), *map(str, ladder.notes))
    known = frozenset(rung.name for rung in ladder.rungs if rung.why_not is None)
    name, said = ladder.campaign.name, str(ladder.sentence)
    return Climb(place, name, ladder.verdict, said, steps, more, known)


def _trace(rung: Rung) -> Trace | None:
    """Write the rung's formula, and what went into it."""
    if rung.why_not is not None:
        return None
    item = KPIS[rung.kpi]
    formula = unfolded(item, {name: named(name) for name in item.inputs}, {})
    figures = {
        name: written(str(Shown(rung.inputs[taken], *unit_of(taken, rung.currency))))
        for name, taken in zip(item.inputs, RUNGS[rung.name][1], strict=True)
    }
    return Trace(formula.text, unfolded(item, figures, {}).text, str(rung.source))


def _by_total(periods: pd.DataFrame) -> pd.DataFrame:
    """Name each total of a file that has several, for each of them counts everything anew."""
    several = periods.groupby("source_file")["what"].transform("nunique") > 1
    named = periods["source_file"].where(~several, periods["source_file"] + ", " + periods["what"])
    return periods.assign(source_file=named).drop(columns="what")
