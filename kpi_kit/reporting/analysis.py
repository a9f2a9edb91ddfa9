"""The whole report as plain data: every part computed once, before anything is laid out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.beside import Beside
from kpi_kit.errors import noted
from kpi_kit.exports import Exports
from kpi_kit.goals import Goal
from kpi_kit.reporting.campaigns import Campaigns, campaigns
from kpi_kit.reporting.changed import Changed, changed
from kpi_kit.reporting.channels import Channels, channels
from kpi_kit.reporting.community import Community, community
from kpi_kit.reporting.definitions import Definition, definitions
from kpi_kit.reporting.drawings import Drawings, drawings
from kpi_kit.reporting.figures import FOLLOWERS, Grid, grid
from kpi_kit.reporting.next_steps import Step, next_steps
from kpi_kit.reporting.posts import Ranked, posts
from kpi_kit.reporting.quality import Quality, quality
from kpi_kit.reporting.scope import Scope
from kpi_kit.reporting.summary import Summary, summary
from kpi_kit.tables import PYTHON_TEXTS


@dataclass(frozen=True)
class Analysis:
    """What a report says, in one language; page, workbook and list are laid out from it."""

    lang: str
    title: str
    span: str
    time_zone: str
    summary: Summary
    changed: Changed
    channels: Channels
    posts: tuple[Ranked, ...]
    followers: Grid
    campaigns: Campaigns
    community: Community
    quality: Quality
    drawings: Drawings
    definitions: tuple[Definition, ...]
    next_steps: tuple[Step, ...]
    notes: tuple[str, ...]


@pd.option_context(*PYTHON_TEXTS)
def analyse(
    scope: Scope, *, title: str | None = None, goals: Iterable[Goal] = (),
    beside: Beside | None = None,
) -> Analysis:  # fmt: skip
    """Compute every part of the report, in the language in use; another process may do some."""
    answer = beside.begin(_apart, scope) if beside else partial(_apart, scope)
    with noted() as said:
        parts = _parts(scope, tuple(goals))
    apart, also_said = answer()
    parts |= apart
    notes = tuple(dict.fromkeys([*said, *also_said, *_warned(parts)]))
    return Analysis(
        lang=labels.language(),
        title=title or accounts_named(scope.whole) or labels.text("report.title"),
        span=str(scope.span or ""), time_zone=scope.whole.time_zone,
        definitions=definitions(_names(parts)), next_steps=_next_steps(parts), notes=notes, **parts,
    )  # fmt: skip


def _parts(scope: Scope, goals: tuple[Goal, ...]) -> dict[str, Any]:
    side_by_side, change = channels(scope), changed(scope)
    today = date.today()  # noqa: DTZ011 - the reader's
    return {
        "summary": summary(scope, goals, side_by_side.posts, change, today),
        "changed": change, "channels": side_by_side, "posts": posts(scope),
        "followers": grid(scope.exports.accounts, FOLLOWERS, "channel", "accounts"),
        "campaigns": campaigns(scope), "quality": quality(scope),
    }  # fmt: skip


@pd.option_context(*PYTHON_TEXTS)
def _apart(scope: Scope) -> tuple[dict[str, Any], list[str]]:
    """Compute parts that rest on no other one, some half of the work."""
    with noted() as said:
        parts = {"drawings": drawings(scope), "community": community(scope)}
    return parts, said


def _next_steps(parts: dict[str, Any]) -> tuple[Step, ...]:
    """Draw the conclusions once all parts are there that they rest on."""
    resting_on = ("summary", "changed", "campaigns", "community", "quality")
    return next_steps(*(parts[name] for name in resting_on))


def _names(parts: dict[str, Any]) -> Iterator[str]:
    """Name every figure that is shown."""
    yield from (goal.actual.name for goal in parts["summary"].goals)
    for table in (
        parts["channels"].posts, parts["channels"].stories, parts["channels"].accounts,
        parts["followers"],
        parts["campaigns"].ads, parts["campaigns"].periods, parts["community"].messages,
    ):  # fmt: skip
        yield from table.names
    yield from (line.change.kpi for line in parts["changed"].lines)
    for climb in parts["campaigns"].climbs:
        yield from (step.value.name for step in climb.steps if step.value.reported)


def _warned(parts: dict[str, Any]) -> Iterator[str]:
    """Say what is to be minded of the tables' figures; each trace says it again of its own."""
    side_by_side = parts["channels"]
    tables = (side_by_side.posts, side_by_side.stories, side_by_side.accounts, parts["followers"])
    traces = (cell.trace for table in tables for row in table.rows for cell in row.cells)
    yield from (line for trace in traces if trace for line in trace.warnings)


def accounts_named(exports: Exports) -> str:
    """Name the accounts; a handle that only spells a name in another way is left out."""
    named = pd.concat([exports.posts["account"], exports.accounts["account"]]).dropna()
    told: dict[str, set[str]] = {}
    for name in sorted(named.unique(), key=lambda name: (name == name.casefold(), name)):
        if not any(spellings & _spellings(name) for spellings in told.values()):
            told[name] = _spellings(name)
    return formatting.few(sorted(told), most=3)


_IN_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})  # codespell:ignore


def _spellings(name: str) -> set[str]:
    """Return how a name may be written in a handle: letters and digits, ``ä`` as ``ae`` or ``a``.

    Examples
    --------
    >>> sorted(_spellings("Café Müller & Co."))
    ['cafemuellerco', 'cafemullerco']
    """
    bare = name.casefold()
    written = (bare, bare.translate(_IN_TWO))
    return {re.sub(r"[\W_]", "", unicodedata.normalize("NFKD", each)) or name for each in written}
