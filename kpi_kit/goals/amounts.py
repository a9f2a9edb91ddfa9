"""What kind of amount a KPI is, for that decides how a plan for it is judged."""

from typing import Literal

from kpi_kit.kpis import Figure, Kpi

Kind = Literal["total", "stock", "growth", "rate", "people"]
"""A ``total`` comes in day by day. A ``stock`` moves from where it stood. ``growth`` is what a
stock has moved by, beginning at 0. A ``rate`` has its level on any day. ``people`` are never
added up, and nobody knows how they come in."""

GROWTH = ("net_follower_growth", "follower_growth_rate")
TOTALS = ("weighted_engagement",)
"""The KPIs that are no rates."""


def kind_of(item: Figure) -> Kind:
    """Return what kind of amount a KPI or metric is.

    Examples
    --------
    >>> from kpi_kit.kpis import figure
    >>> names = ("orders", "followers", "net_follower_growth", "response_rate", "reach")
    >>> [kind_of(figure(name)) for name in names]
    ['total', 'stock', 'growth', 'rate', 'people']
    """
    if isinstance(item, Kpi):
        if item.name in GROWTH:
            return "growth"
        if item.name in TOTALS:
            return "total"
        return "people" if item.unit == "people" else "rate"
    kinds: dict[str, Kind] = {"sum": "total", "rows": "total", "last": "stock", "unique": "people"}
    return kinds.get(item.aggregate, "rate")
