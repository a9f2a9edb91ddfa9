"""The list of next steps: findings of the other parts, and the written rule that each fires.

The rules are in ``next_steps.toml``; nothing is advised that no finding of this report supports.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from kpi_kit import formatting, labels
from kpi_kit.kpis import KPIS
from kpi_kit.listening.response import HOUR
from kpi_kit.reporting.campaigns import Campaigns
from kpi_kit.reporting.changed import Changed
from kpi_kit.reporting.community import Community
from kpi_kit.reporting.quality import Quality
from kpi_kit.reporting.summary import GoalLine, Summary

FULL = {"margin_roi", "incremental_roi"}
"""The rungs that count all costs."""


@dataclass(frozen=True)
class Step:
    """What to do next, the rule that says so, and where the trace of its figures stands."""

    rule: str
    text: str
    proof: str = ""


class Finding(NamedTuple):
    """A rule that fires, what it is told, and where on the page the figures' trace stands."""

    rule: str
    facts: Mapping[str, object]
    proof: str = ""


@cache
def rules() -> Mapping[str, Mapping[str, Any]]:
    """Return the rules by the finding that fires each."""
    return tomllib.loads(
        files("kpi_kit.reporting").joinpath("next_steps.toml").read_text("utf-8")
    )  # fmt: skip


def next_steps(
    summary: Summary, changed: Changed, campaigns: Campaigns, community: Community,
    quality: Quality,
) -> tuple[Step, ...]:  # fmt: skip
    """Fire the rules for what the other parts have found, in the order of the rules."""
    found = [
        *_of_goals(summary), *_of_changes(changed), *_of_campaigns(campaigns),
        *_of_community(community), *_of_quality(quality),
    ]  # fmt: skip
    order = list(rules())
    found.sort(key=lambda finding: order.index(finding.rule))
    return tuple(
        Step(name, rules()[name][labels.language()].format(**facts), proof)
        for name, facts, proof in found
    )


def _of_goals(summary: Summary) -> Iterator[Finding]:
    """Find goals that are not well, and that none was given."""
    if not summary.goals:
        yield Finding("no_goals", {})
    for at, goal in enumerate(summary.goals, 1):
        yield from _of_goal(goal, f"goal-{at}")


def _of_goal(goal: GoalLine, proof: str) -> Iterator[Finding]:
    one = goal.assessment
    action = one.action or labels.text("report.no_action")
    breached = one.guardrail is not None and one.guardrail.breached
    if breached:
        yield Finding("guardrail_breached", {"goal": goal.name, "action": action}, f"{proof}-guard")
    elif goal.verdict in {"missed", "at_risk"}:
        yield Finding(f"goal_{goal.verdict}", {"goal": goal.name, "action": action}, proof)
    elif goal.verdict == "not_measurable":
        yield Finding("goal_not_measurable", {"goal": goal.name, "reason": one.reason}, "goals")


def _of_changes(changed: Changed) -> Iterator[Finding]:
    """Find rates for which more is better and that fell, the interval leaving out 0."""
    for at, line in enumerate(changed.lines, 1):
        kpi = KPIS.get(line.change.kpi)
        lower = line.change.difference.value < 0
        if kpi and kpi.better == "higher" and lower and line.change.verdict == "effect":
            facts = {"channel": line.channel, "kpi": line.name,
                     "now": line.now.text, "then": line.then.text}  # fmt: skip
            yield Finding("fell", facts, f"now-{at}")


def _of_campaigns(campaigns: Campaigns) -> Iterator[Finding]:
    """Find ladders whose full ROI is a loss, and all that end at the claim of the platform."""
    for climb in campaigns.climbs:
        if climb.verdict == "loss":
            full = [step for step in climb.steps if step.rung in climb.known & FULL][-1]
            facts = {"campaign": climb.campaign, "roi": full.value.text}
            yield Finding("campaign_loss", facts, f"{climb.place}-{full.rung}")
    alone = [climb.campaign for climb in campaigns.climbs if climb.known == {"platform_roas"}]
    if alone:
        yield Finding("campaign_only_platform", {"campaigns": formatting.few(alone)}, "money")


def _of_community(community: Community) -> Iterator[Finding]:
    """Find crises, and a service level of a day below the limit, by all of its interval."""
    for at, found in enumerate(community.crises, 1):
        if found.crisis and found.crisis.kind == "crisis":
            whom = found.name or labels.text("listening.everybody")
            facts = {"name": whom, "start": formatting.day(found.crisis.run.start)}
            yield Finding("crisis", facts, f"crisis-{at}-negative_mentions")
    within = community.answers.within.get(24 * HOUR) if community.answers else None
    if within and within.high < rules()["slow_answers"]["limit"]:
        share = formatting.percent(within.value, digits=0)
        yield Finding("slow_answers", {"share": share}, "answers-service_level")


def _of_quality(quality: Quality) -> Iterator[Finding]:
    """Find files that could not be read, and rows set aside."""
    unread = dict.fromkeys(p["file"] for p in quality.problems if p["severity"] == "error")
    if unread:
        yield Finding("error_in_file", {"files": formatting.few(unread)}, "quality")
    if quality.set_aside:
        rows = formatting.number(len(quality.set_aside))
        yield Finding("rows_set_aside", {"rows": rows}, "quality")
