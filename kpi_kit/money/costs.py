"""What a campaign cost in full: media once, hours at their rate, production, tools.

Both ``ads`` and ``costs`` may hold the media. Costs without a campaign are shown as what nobody
has assigned; they are spread over campaigns only by a rule that the reader names.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

import pandas as pd

from kpi_kit import labels
from kpi_kit.errors import AggregationError, ComparisonError, KpiKitError
from kpi_kit.exports import Exports
from kpi_kit.sentences import Listed, Sentence, Shown

Rule = Literal["spend", "hours"]
"""By what costs without a campaign may be spread: each month's ad spend, or its hours of work."""

PARTS = ("media", "work", "production", "tools", "other", "overhead")
"""What a full cost is made of. ``other`` are kinds of cost that the kit has no name for."""

NEAR = 0.01
"""How far two records of the same media may differ before it is said."""


@dataclass(frozen=True)
class Cost:
    """What one campaign cost, part by part; or, without a campaign, what none is charged with.

    Attributes
    ----------
    campaign : str or None
        None for costs that no campaign is charged with.
    currency : str or None
        None where the exports name none.
    media, work, production, tools, other, overhead : float
        Money; 0 where nothing was spent, NaN where an item has no amount. ``overhead`` is the
        share in costs without a campaign, 0 unless they are spread.
    hours : float
        Hours of work.
    booked : int
        Rows of ``costs`` behind it; without any, nobody has said what the work cost.
    notes : tuple of Sentence
        What a reader must know.
    """

    campaign: str | None
    currency: str | None
    media: float = 0.0
    work: float = 0.0
    production: float = 0.0
    tools: float = 0.0
    other: float = 0.0
    overhead: float = 0.0
    hours: float = 0.0
    booked: int = 0
    notes: tuple[Sentence, ...] = ()

    @property
    def total(self) -> float:
        """The full cost; undefined if a part of it is."""
        return float(sum(getattr(self, part) for part in PARTS))

    @property
    def sentence(self) -> Sentence:
        """The full cost and its parts."""
        total = Shown(self.total, "money", self.currency)
        if self.campaign is None:
            return Sentence("money.unassigned", {"total": total})
        parts = Listed(tuple(self._part(part) for part in PARTS if getattr(self, part)))
        facts = {"campaign": self.campaign, "total": total, "parts": parts}
        return Sentence("money.full_cost", facts)

    def _part(self, part: str) -> Sentence:
        amount = Shown(getattr(self, part), "money", self.currency)
        return Sentence(f"money.part_{part}", {"amount": amount, "hours": Shown(self.hours)})


@dataclass(frozen=True)
class Costs:
    """The full costs of all campaigns, and what none is charged with."""

    campaigns: tuple[Cost, ...]
    unassigned: Cost

    def of(self, campaign: str) -> Cost:
        """Return one campaign's costs; nothing but zeros where none are booked."""
        found = [cost for cost in self.campaigns if cost.campaign == campaign]
        return found[0] if found else Cost(campaign, None)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """One sentence per campaign, then what nobody has assigned, then the notes."""
        listed = (*self.campaigns, *([self.unassigned] if self.unassigned.booked else []))
        notes = [note for cost in listed for note in cost.notes]
        return (*(cost.sentence for cost in listed), *notes)

    def table(self) -> pd.DataFrame:
        """List campaigns and parts; the last row, without a campaign, is what none is charged with.

        Nothing is added up over campaigns: they may be of several currencies.
        """
        columns = ["campaign", "currency", *PARTS, "total", "hours"]
        listed = (*self.campaigns, self.unassigned)
        return pd.DataFrame([[getattr(c, name) for name in columns] for c in listed], None, columns)


def full_costs(
    exports: Exports, *, overhead: Rule | None = None, since: Any = None, until: Any = None
) -> Costs:
    """Add up what each campaign cost: media, hours × rate, production, tools.

    Parameters
    ----------
    exports : Exports
        Its ``ads`` and ``costs``.
    overhead : {"spend", "hours"}, optional
        Spread costs without a campaign: those of a month over the campaigns of that month, in
        proportion to their ad spend or hours. Otherwise, and in months without any campaign, they
        stay unassigned.
    since, until : date or str, optional
        The first and the last day that count.

    Returns
    -------
    Costs
        Media are counted once: where ``ads`` and ``costs`` both have them, the larger figure
        counts, and a difference above 1 % is noted.

    Raises
    ------
    ComparisonError
        If a campaign's rows have several currencies, or some of them none.
    AggregationError
        If a row of ads reaches across ``since`` or ``until``.

    Examples
    --------
    >>> from kpi_kit import load, sample
    >>> folder = sample()
    >>> costs = full_costs(load(folder / "ads" / "meta", folder / "costs"))
    >>> round(costs.of("Herbst Lichtset").total, 2)
    13278.64
    """
    if overhead is not None and overhead not in get_args(Rule):
        raise KpiKitError.saying("no_cost_rule", rule=overhead, rules=", ".join(get_args(Rule)))
    ads, booked = _rows(exports, since, until)
    names = dict.fromkeys([*ads["campaign"].dropna(), *booked["campaign"].dropna()])
    listed = [
        _cost(name, ads[ads["campaign"] == name], booked[booked["campaign"] == name])
        for name in names
    ]
    left = _cost(None, ads[ads["campaign"].isna()], booked[booked["campaign"].isna()])
    return _spread(listed, left, ads, booked, overhead) if overhead else Costs(tuple(listed), left)


def cost_of(
    exports: Exports, campaign: str, *, overhead: Rule | None = None, since: Any = None,
    until: Any = None,
) -> Cost:  # fmt: skip
    """Return the full cost of one campaign; what is wrong with others does not matter to it.

    Parameters
    ----------
    exports : Exports
        Its ``ads`` and ``costs``.
    campaign : str
        As the platform names it.
    overhead, since, until
        As :func:`full_costs` takes them.

    Returns
    -------
    Cost
        Nothing but zeros where none are known.
    """
    if overhead:
        return full_costs(exports, overhead=overhead, since=since, until=until).of(campaign)
    ads, booked = _rows(exports, since, until)
    return _cost(campaign, ads[ads["campaign"] == campaign], booked[booked["campaign"] == campaign])


def _rows(exports: Exports, since: Any, until: Any) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the ads and the booked items of a period; each item's amount, or hours × rate."""
    booked = within(exports.costs, ("date", "date"), since, until)
    amounts = booked["amount"].fillna(booked["hours"] * booked["rate"])
    ads = within(exports.ads, ("period_start", "period_end"), since, until)
    return ads, booked.assign(cost=amounts)


def within(frame: pd.DataFrame, days: tuple[str, str], since: Any, until: Any) -> pd.DataFrame:
    """Return the rows of a period; a row that reaches across its border cannot be divided."""
    if since is None and until is None:
        return frame
    first, last = frame[days[0]], frame[days[1]].fillna(frame[days[0]])
    if first.isna().any():
        row = frame[first.isna()].iloc[0]
        raise AggregationError.saying("undated", file=row["source_file"], row=row["source_row"])
    begin, end = pd.Timestamp(since or date.min), pd.Timestamp(until or date.max)
    inside = (first >= begin) & (last <= end)
    cut = ~inside & (last >= begin) & (first <= end)
    if cut.any():
        row = frame[cut].iloc[0]
        raise AggregationError.saying(
            "cut_row", file=row["source_file"], row=row["source_row"],
            first=first[cut].iloc[0].date(), last=last[cut].iloc[0].date(),
        )  # fmt: skip
    return frame[inside]


def one_currency(where: str, *frames: pd.DataFrame) -> str | None:
    """Return the currency of all rows; two are never added, and none is not one of them."""
    columns = [frame["currency"] for frame in frames if len(frame)]
    found = sorted({str(name) for column in columns for name in column.dropna()})
    if len(found) > 1:
        raise ComparisonError.saying("two_currencies", where=where, currencies=", ".join(found))
    unknown = sum(int(column.isna().sum()) for column in columns)
    if found and unknown:
        raise ComparisonError.saying(
            "currency_unknown", where=where, rows=unknown, currency=found[0]
        )
    return found[0] if found else None


def _cost(campaign: str | None, ads: pd.DataFrame, booked: pd.DataFrame) -> Cost:
    currency = one_currency(campaign or "full_costs", ads, booked)
    kinds = booked["kind"].where(booked["kind"].isin(PARTS[:4]), "other")
    sums = booked["cost"].groupby(kinds).sum(skipna=False)
    parts = {str(kind): float(amount) for kind, amount in sums.items()}
    billed, media = parts.pop("media", 0.0), float(ads["spend"].sum(skipna=False))
    notes = _media_notes(campaign, currency, media, billed) if len(ads) else []
    open_items = int(booked["cost"].isna().sum())
    if open_items:
        where = campaign or labels.NOTHING
        notes.append(Sentence("money.no_amount", {"where": where, "rows": Shown(open_items)}))
    return Cost(
        campaign, currency, media=_once(media, billed), **parts,
        hours=float(booked["hours"].sum()), booked=len(booked), notes=tuple(notes),
    )  # fmt: skip


def _once(reported: float, billed: float) -> float:
    """Return the larger of two records of the same media; unknown where either is."""
    return max(reported, billed) if reported == reported and billed == billed else float("nan")


def _media_notes(
    campaign: str | None, currency: str | None, reported: float, billed: float
) -> list[Sentence]:
    if not billed or abs(reported - billed) <= NEAR * max(reported, billed):
        return []
    amounts = {"ads": reported, "costs": billed, "taken": max(reported, billed)}
    shown = {name: Shown(amount, "money", currency) for name, amount in amounts.items()}
    return [Sentence("money.media_differ", {"campaign": campaign, **shown})]


def _spread(
    listed: list[Cost], left: Cost, ads: pd.DataFrame, booked: pd.DataFrame, rule: Rule
) -> Costs:
    """Give each campaign of a month its share in that month's costs without a campaign."""
    by = (ads, "period_start", "spend") if rule == "spend" else (booked, "date", "hours")
    frame, day, weight = by
    known = frame[frame["campaign"].notna()].assign(month=frame[day].dt.to_period("M"))
    weights = known.pivot_table(weight, "month", "campaign", aggfunc="sum", fill_value=0.0)
    weights = weights[weights.sum(axis=1) > 0]
    shared = booked[
        booked["campaign"].isna() & booked["date"].dt.to_period("M").isin(weights.index)
    ]
    one_currency("overhead", shared, *([ads] if len(shared) else []), booked)
    by_month = shared["cost"].groupby(shared["date"].dt.to_period("M")).sum(skipna=False)
    shares = weights.div(weights.sum(axis=1), axis=0).mul(by_month, axis=0).sum()
    note = Sentence("money.spread", {"rule": Sentence(f"money.by_{rule}")})
    given = [
        replace(cost, overhead=float(shares.get(cost.campaign, 0.0)), notes=(*cost.notes, note))
        if shares.get(cost.campaign, 0.0) else cost
        for cost in listed
    ]  # fmt: skip
    rest = booked[booked["campaign"].isna()].drop(shared.index)
    return Costs(tuple(given), _cost(None, ads[ads["campaign"].isna()], rest))
