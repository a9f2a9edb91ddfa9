"""Figures side by side: channels, competitors, two sources of the same; and what does not compare.

statsmodels and SciPy do the statistics; they are loaded only when they are asked for.
"""

from kpi_kit.compare.channels import ChannelComparison, channels
from kpi_kit.compare.competitors import CompetitorComparison, competitors
from kpi_kit.compare.orders import order_sources
from kpi_kit.compare.revenue import revenue_sources
from kpi_kit.compare.sources import Cause, Reconciliation, reconcile
from kpi_kit.compare.tagging import TagLoss, TagWatch, lost_tags

__all__ = [
    "Cause",
    "ChannelComparison",
    "CompetitorComparison",
    "Reconciliation",
    "TagLoss",
    "TagWatch",
    "channels",
    "competitors",
    "lost_tags",
    "order_sources",
    "reconcile",
    "revenue_sources",
]
