"""Learn and do success measurement in social media: from raw exports to KPIs you can defend.

>>> import kpi_kit as kk
>>> exports = kk.load(kk.sample())
>>> posts = exports.posts.query("published_on >= '2026'")
>>> kk.compute(posts, ["engagement_rate_by_reach"], by="channel")["channel"].tolist()
['facebook', 'instagram', 'linkedin', 'tiktok', 'x', 'youtube']
"""

from kpi_kit import charts, errors
from kpi_kit.benchmarks import benchmarks, compare_with_benchmark
from kpi_kit.breaks import series_breaks
from kpi_kit.catalog import catalog
from kpi_kit.company import sample
from kpi_kit.course import check, hint
from kpi_kit.errors import (
    AggregationError,
    ColumnError,
    ComparisonError,
    KpiKitError,
    ReadingError,
    SpecError,
)
from kpi_kit.evidence import bootstrap_interval, wilson_interval
from kpi_kit.exports import Exports, load
from kpi_kit.kpis import KPIS, Kpi
from kpi_kit.metrics import METRICS, Metric
from kpi_kit.notebook import use
from kpi_kit.report import report
from kpi_kit.tracing import Explanation, explain
from kpi_kit.values import compute

__all__ = [
    "KPIS",
    "METRICS",
    "AggregationError",
    "ColumnError",
    "ComparisonError",
    "Explanation",
    "Exports",
    "Kpi",
    "KpiKitError",
    "Metric",
    "ReadingError",
    "SpecError",
    "benchmarks",
    "bootstrap_interval",
    "catalog",
    "charts",
    "check",
    "compare_with_benchmark",
    "compute",
    "errors",
    "explain",
    "hint",
    "load",
    "report",
    "sample",
    "series_breaks",
    "use",
    "wilson_interval",
]
