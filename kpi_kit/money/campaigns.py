"""What is known of one campaign: from the platform, from the shop, from the books.

Platform and shop name a campaign differently. Equal names belong together; for others somebody has
to say which is which. Nothing is matched because it looks alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals as nw
import pandas as pd

from kpi_kit.errors import ColumnError, nearest
from kpi_kit.exports import Exports
from kpi_kit.money.costs import Cost, Rule, cost_of, one_currency, within
from kpi_kit.refusals import refuse_counting_anew
from kpi_kit.sentences import Listed, Named, Sentence, Shown

Tags = Mapping[str, str | Iterable[str]]
"""Which ``utm_campaign`` in the shop's orders belong to which campaign of the platform."""


@dataclass(frozen=True)
class Campaign:
    """The figures of one campaign, each of one source.

    Attributes
    ----------
    name : str
        As the platform has it.
    channels : tuple of str
        Where it ran.
    tags : tuple of str
        The ``utm_campaign`` of its orders.
    currency : str or None
        Of all its amounts.
    spend, clicks, claimed_orders, claimed_revenue : float
        What the platform reports. NaN where it does not.
    orders, revenue, contribution_margin : float
        What the shop has under the campaign's tags. NaN where it is not known.
    cost : Cost
        What it cost in full.
    days : int
        From its first to its last day of advertising; 0 without ads.
    missing : dict of str to Sentence
        Why a figure is not known.
    notes : tuple of Sentence
        What a reader must know.
    """

    name: str
    channels: tuple[str, ...]
    tags: tuple[str, ...]
    currency: str | None
    spend: float
    clicks: float
    claimed_orders: float
    claimed_revenue: float
    orders: float
    revenue: float
    contribution_margin: float
    cost: Cost
    days: int
    missing: Mapping[str, Sentence]
    notes: tuple[Sentence, ...]

    @property
    def full_cost(self) -> float:
        """The full cost; NaN where it is not known."""
        return float("nan") if "cost" in self.missing else self.cost.total


def campaign_of(
    exports: Exports, campaign: str, *, utm: Tags | None = None, overhead: Rule | None = None,
    since: Any = None, until: Any = None,
) -> Campaign:  # fmt: skip
    """Collect what platform, shop and books say of one campaign.

    Parameters
    ----------
    exports : Exports
        Its ``ads``, ``costs`` and ``orders``.
    campaign : str
        As the platform names it.
    utm : dict, optional
        Campaign → its ``utm_campaign``, one or several. Equal names need no entry.
    overhead, since, until
        As :func:`kpi_kit.money.costs.full_costs` takes them; orders count by their day.

    Returns
    -------
    Campaign
        What is not known is NaN, and ``missing`` says why.

    Raises
    ------
    ColumnError
        If there is no such campaign, or ``utm`` names a tag that no order carries.
    ComparisonError
        If its amounts are of several currencies.
    AggregationError
        If several breakdowns would be added up, each of which counts everything anew.
    """
    every = _named(exports.ads["campaign"]) | _named(exports.costs["campaign"])
    if campaign not in every:
        raise ColumnError.saying(
            "no_campaign", where="campaign", campaign=campaign, hint=nearest(campaign, every)
        )
    ads = within(exports.ads, ("period_start", "period_end"), since, until)
    ads = ads[ads["campaign"] == campaign]
    if len(ads):
        refuse_counting_anew(nw.from_native(ads), "breakdown", [])
    tags = tags_of(exports, campaign, utm)
    sold = within(exports.orders, ("ordered_on", "ordered_on"), since, until)
    sold = sold[sold["utm_campaign"].isin(tags)]
    booked = exports.costs[exports.costs["campaign"] == campaign]
    cost = cost_of(exports, campaign, overhead=overhead, since=since, until=until)
    missing = {**_unreported(ads), **_unsold(exports, tags, sold), **_uncosted(cost)}
    figures = {
        **{name: float(ads[column].sum(min_count=1)) for name, column in REPORTED.items()},
        "orders": float((sold["revenue"] >= 0).sum()),
        **{name: float(sold[name].sum()) for name in ("revenue", "contribution_margin")},
    }
    known = {name: float("nan") if name in missing else v for name, v in figures.items()}
    return Campaign(
        campaign, tuple(sorted(ads["channel"].dropna().unique())), tags,
        one_currency(campaign, ads, sold, booked), **known, clicks=_clicks(ads),
        cost=cost, days=_days(ads), missing=missing, notes=(*cost.notes, *_notes(ads, sold, cost)),
    )  # fmt: skip


def _named(column: "pd.Series[str]") -> set[str]:
    """Return the names that occur in a column."""
    return {str(name) for name in column.unique() if not pd.isna(name)}


REPORTED = {"spend": "spend", "claimed_orders": "conversions", "claimed_revenue": "revenue"}
"""The platform's figures, and their columns in ``ads``."""


def tags_of(exports: Exports, campaign: str, utm: Tags | None) -> tuple[str, ...]:
    """Return the tags of a campaign's orders: those declared, else one of the very same name."""
    there = _named(exports.orders["utm_campaign"])
    declared = (utm or {}).get(campaign, ())
    wanted = (declared,) if isinstance(declared, str) else tuple(declared)
    for tag in wanted:
        if tag not in there:
            raise ColumnError.saying(
                "no_tag", where="utm", campaign=campaign, tag=tag, hint=nearest(tag, there)
            )
    return wanted or ((campaign,) if campaign in there else ())


def campaign_names(exports: Exports, *, utm: Tags | None = None) -> pd.DataFrame:
    """List which names of campaigns belong together, and which stand alone.

    Parameters
    ----------
    exports : Exports
        Its ``ads``, ``costs`` and ``orders``.
    utm : dict, optional
        Campaign → its ``utm_campaign``, one or several.

    Returns
    -------
    DataFrame
        ``campaign`` (missing: only the shop knows the tag), ``in_ads``, ``in_costs``,
        ``utm_campaign`` (missing: no order can be told to be the campaign's), ``orders``.

    Examples
    --------
    >>> from kpi_kit import load, sample
    >>> exports = load(sample() / "ads", sample() / "costs", sample() / "shop")
    >>> names = campaign_names(exports, utm={"Herbst Lichtset": "herbst_lichtset"})
    >>> names.query("campaign == 'Herbst Lichtset'")["orders"].tolist()
    [424]
    """
    orders = exports.orders["utm_campaign"].dropna().value_counts()
    in_ads, in_costs = (_named(frame["campaign"]) for frame in (exports.ads, exports.costs))
    rows: list[tuple[Any, ...]] = []
    for name in sorted(in_ads | in_costs):
        for tag in tags_of(exports, name, utm) or (None,):
            count = int(orders[tag]) if tag else 0
            rows.append((name, name in in_ads, name in in_costs, tag, count))
    used = {row[3] for row in rows}
    alone = [(None, False, False, tag, int(n)) for tag, n in orders.items() if tag not in used]
    columns = ["campaign", "in_ads", "in_costs", "utm_campaign", "orders"]
    return pd.DataFrame(rows + sorted(alone, key=str), columns=columns)


def _unreported(ads: pd.DataFrame) -> dict[str, Sentence]:
    """Say what the platform does not report; a spend that lacks a row is no spend known."""
    if not len(ads):
        return dict.fromkeys(REPORTED, Sentence("money.no_ads"))
    gaps = {name: int(ads[column].isna().sum()) for name, column in REPORTED.items()}
    return {
        name: Sentence("money.not_reported", {"what": Named(f"metric.{REPORTED[name]}")})
        for name, rows in gaps.items()
        if rows == len(ads) or (rows and name == "spend")
    }


def _unsold(exports: Exports, tags: tuple[str, ...], sold: pd.DataFrame) -> dict[str, Sentence]:
    """Say why the shop does not know what came of a campaign."""
    if not len(exports.orders):
        why = Sentence("money.no_orders")
    elif not tags:
        found = sorted(_named(exports.orders["utm_campaign"]))
        why = Sentence("money.no_tags", {"found": Listed(tuple(found))})
    else:
        gaps = {name: int(sold[name].isna().sum()) for name in ("revenue", "contribution_margin")}
        facts = {"orders": Shown(len(sold))}
        return {
            name: Sentence(
                "money.order_gaps",
                {"what": Named(f"metric.{name}"), "rows": Shown(rows), **facts},
            )
            for name, rows in gaps.items()
            if rows
        }
    return dict.fromkeys(("orders", "revenue", "contribution_margin"), why)


def _uncosted(cost: Cost) -> dict[str, Sentence]:
    if not cost.booked:
        return {"cost": Sentence("money.no_costs")}
    if cost.total != cost.total:
        return {"cost": Sentence("money.cost_open")}
    return {}


def _clicks(ads: pd.DataFrame) -> float:
    """Return link clicks where every row has them, else clicks of all kinds."""
    column = "link_clicks" if ads["link_clicks"].notna().all() else "clicks"
    return float(ads[column].sum(min_count=1))


def _days(ads: pd.DataFrame) -> int:
    """Count from the first to the last day with advertising, both included."""
    if not len(ads):
        return 0
    last: date = ads["period_end"].fillna(ads["period_start"]).max()
    return int((last - ads["period_start"].min()).days) + 1


def _notes(ads: pd.DataFrame, sold: pd.DataFrame, cost: Cost) -> list[Sentence]:
    notes = [Sentence("money.no_work")] if cost.booked and not (cost.work or cost.hours) else []
    gaps = int(ads["revenue"].isna().sum())
    if 0 < gaps < len(ads):
        facts = {"rows": Shown(gaps), "all": Shown(len(ads))}
        notes.append(Sentence("money.revenue_gaps", facts))
    refunds = sold["refund"] > 0
    if refunds.any():
        facts = {
            "orders": Shown(int(refunds.sum())),
            "amount": Shown(float(sold.loc[refunds, "refund"].sum()), "money", cost.currency),
        }
        notes.append(Sentence("money.refunds", facts))
    returned = int((sold["revenue"] < 0).sum())
    if returned:
        notes.append(Sentence("money.returns", {"orders": Shown(returned)}))
    return notes
