"""Charts: one function each, Axes in, Axes out. The title says the finding."""

from kpi_kit.charts.drawing import alt_text
from kpi_kit.charts.evidence import changes, parallel_trends
from kpi_kit.charts.goals import goal_bullet, goal_tree
from kpi_kit.charts.people import follower_flow, funnel, reach_bounds
from kpi_kit.charts.posts import distribution, weekday_hour
from kpi_kit.charts.trends import ranking, trend

__all__ = [
    "alt_text", "changes", "distribution", "follower_flow", "funnel", "goal_bullet", "goal_tree",
    "parallel_trends", "ranking", "reach_bounds", "trend", "weekday_hour",
]  # fmt: skip
