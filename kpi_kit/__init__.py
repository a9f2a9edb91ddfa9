"""Learn and do success measurement in social media: from raw exports to KPIs you can defend.

>>> import kpi_kit as kk
>>> exports = kk.load(kk.sample())
>>> posts = exports.posts.query("published_on >= '2026' and format != 'story'")
>>> kk.compute(posts, ["engagement_rate_by_reach"], by="channel")["channel"].tolist()
['facebook', 'instagram', 'linkedin', 'tiktok', 'x', 'youtube']
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

_HOMES = {
    "KPIS": "kpis",
    "METRICS": "metrics",
    "AggregationError": "errors",
    "ColumnError": "errors",
    "ComparisonError": "errors",
    "Estimate": "estimates",
    "Explanation": "explanation",
    "Exports": "exports",
    "Goal": "goals",
    "GoalError": "errors",
    "Kpi": "kpis",
    "KpiKitError": "errors",
    "Metric": "metrics",
    "ReadingError": "errors",
    "Scenario": "money.scenarios",
    "SpecError": "errors",
    "ab_test": "evidence.ab_tests",
    "assess": "goals",
    "before_after": "evidence.before_after",
    "benchmarks": "benchmarking",
    "bootstrap_interval": "evidence.intervals",
    "budget_mix": "money.budget",
    "campaign_names": "money.campaigns",
    "campaign_weeks": "money.budget",
    "catalog": "cataloging",
    "change": "evidence.changes",
    "charts": "charts",
    "check": "course",
    "compare": "compare",
    "compare_posts": "evidence.post_groups",
    "compare_scenarios": "money.outcomes",
    "compare_with_benchmark": "benchmarking",
    "compute": "values",
    "corrected": "evidence.multiplicity",
    "difference_in_differences": "evidence.regions",
    "errors": "errors",
    "expected_share": "evidence.seasons",
    "explain": "tracing",
    "explain_errors": "course",
    "forecast": "evidence.forecasts",
    "full_costs": "money.costs",
    "glossary": "course",
    "goal_tree": "goals",
    "health": "course",
    "hint": "course",
    "listening": "listening",
    "load": "exports",
    "load_goals": "goals",
    "past_rates": "money.past",
    "persons_needed": "evidence.ab_tests",
    "report": "reporting",
    "roi_ladder": "money.ladder",
    "sample": "company.emscherrad",
    "series_breaks": "breaks",
    "show": "notebook",
    "solution": "course",
    "traces": "tracing",
    "use": "notebook",
    "what_if": "planning",
    "wilson_interval": "evidence.intervals",
}
"""The module of every public name."""

__all__ = [*_HOMES]


if TYPE_CHECKING:  # what editors and mypy see
    from kpi_kit import charts as charts
    from kpi_kit import compare as compare
    from kpi_kit import errors as errors
    from kpi_kit import listening as listening
    from kpi_kit.benchmarking import benchmarks as benchmarks
    from kpi_kit.benchmarking import compare_with_benchmark as compare_with_benchmark
    from kpi_kit.breaks import series_breaks as series_breaks
    from kpi_kit.cataloging import catalog as catalog
    from kpi_kit.company.emscherrad import sample as sample
    from kpi_kit.course import check as check
    from kpi_kit.course import explain_errors as explain_errors
    from kpi_kit.course import glossary as glossary
    from kpi_kit.course import health as health
    from kpi_kit.course import hint as hint
    from kpi_kit.course import solution as solution
    from kpi_kit.errors import AggregationError as AggregationError
    from kpi_kit.errors import ColumnError as ColumnError
    from kpi_kit.errors import ComparisonError as ComparisonError
    from kpi_kit.errors import GoalError as GoalError
    from kpi_kit.errors import KpiKitError as KpiKitError
    from kpi_kit.errors import ReadingError as ReadingError
    from kpi_kit.errors import SpecError as SpecError
    from kpi_kit.estimates import Estimate as Estimate
    from kpi_kit.evidence.ab_tests import ab_test as ab_test
    from kpi_kit.evidence.ab_tests import persons_needed as persons_needed
    from kpi_kit.evidence.before_after import before_after as before_after
    from kpi_kit.evidence.changes import change as change
    from kpi_kit.evidence.forecasts import forecast as forecast
    from kpi_kit.evidence.intervals import bootstrap_interval as bootstrap_interval
    from kpi_kit.evidence.intervals import wilson_interval as wilson_interval
    from kpi_kit.evidence.multiplicity import corrected as corrected
    from kpi_kit.evidence.post_groups import compare_posts as compare_posts
    from kpi_kit.evidence.regions import difference_in_differences as difference_in_differences
    from kpi_kit.evidence.seasons import expected_share as expected_share
    from kpi_kit.explanation import Explanation as Explanation
    from kpi_kit.exports import Exports as Exports
    from kpi_kit.exports import load as load
    from kpi_kit.goals import Goal as Goal
    from kpi_kit.goals import assess as assess
    from kpi_kit.goals import goal_tree as goal_tree
    from kpi_kit.goals import load_goals as load_goals
    from kpi_kit.kpis import KPIS as KPIS
    from kpi_kit.kpis import Kpi as Kpi
    from kpi_kit.metrics import METRICS as METRICS
    from kpi_kit.metrics import Metric as Metric
    from kpi_kit.money.budget import budget_mix as budget_mix
    from kpi_kit.money.budget import campaign_weeks as campaign_weeks
    from kpi_kit.money.campaigns import campaign_names as campaign_names
    from kpi_kit.money.costs import full_costs as full_costs
    from kpi_kit.money.ladder import roi_ladder as roi_ladder
    from kpi_kit.money.outcomes import compare_scenarios as compare_scenarios
    from kpi_kit.money.past import past_rates as past_rates
    from kpi_kit.money.scenarios import Scenario as Scenario
    from kpi_kit.notebook import show as show
    from kpi_kit.notebook import use as use
    from kpi_kit.planning import what_if as what_if
    from kpi_kit.reporting import report as report
    from kpi_kit.tracing import explain as explain
    from kpi_kit.tracing import traces as traces
    from kpi_kit.values import compute as compute
else:

    def __getattr__(name: str) -> Any:
        """Import what is used for the first time: each lesson and command takes but a part."""
        if name not in _HOMES:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        home = import_module(f"{__name__}.{_HOMES[name]}")
        globals()[name] = value = home if name == _HOMES[name] else getattr(home, name)
        return value


def __dir__() -> list[str]:
    """List the names that can be used, imported already or not."""
    return __all__
