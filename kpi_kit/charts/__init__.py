"""Charts: one function each, Axes in, Axes out. The title says the finding."""

from kpi_kit.charts.campaigns import campaigns
from kpi_kit.charts.drawing import alt_text
from kpi_kit.charts.evidence import changes, parallel_trends
from kpi_kit.charts.goals import goal_bullet, pacing
from kpi_kit.charts.groups import channels, ranking
from kpi_kit.charts.money import budget_curves, roi_ladder, scenarios, tornado
from kpi_kit.charts.panels import panels
from kpi_kit.charts.people import follower_flow, funnel, reach_bounds
from kpi_kit.charts.posts import distribution, weekday_hour
from kpi_kit.charts.tree import goal_tree
from kpi_kit.charts.trends import trend
from kpi_kit.charts.voices import share_of_voice

__all__ = [
    "alt_text", "budget_curves", "campaigns", "changes", "channels", "distribution",
    "follower_flow", "funnel", "goal_bullet", "goal_tree", "pacing", "panels", "parallel_trends",
    "ranking", "reach_bounds", "roi_ladder", "scenarios", "share_of_voice", "tornado", "trend",
    "weekday_hour",
]  # fmt: skip
