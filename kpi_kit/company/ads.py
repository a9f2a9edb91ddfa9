"""Emscherrad's campaigns: what each of them cost and brought in each month."""

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .draws import draw
from .posts import FIRST_DAY, LAST_DAY

_CAMPAIGNS = Path(__file__).with_name("campaigns.toml")


@dataclass(frozen=True)
class AdRow:
    """One row of the report; money in cents. A row without a campaign is the summary."""

    start: date
    end: date
    campaign: str
    reach: int
    impressions: int
    spend: int
    clicks: int
    link_clicks: int
    purchases: int
    value: int


def ad_rows(*, seed: int) -> list[AdRow]:
    """Return the summary, then one row per campaign and month, the newest month first."""
    campaigns = tomllib.loads(_CAMPAIGNS.read_text(encoding="utf-8"))["campaign"]
    rows = [
        _month(campaign, number, seed)
        for campaign in campaigns
        for number in range(len(campaign["spend"]))
    ]
    rows.sort(key=lambda row: (-row.start.month, row.campaign))
    return [_summary(rows), *rows]


def _month(campaign: dict[str, Any], number: int, seed: int) -> AdRow:
    """Return one campaign's month, a few percent off the plan."""
    month = campaign["first_month"] + number

    def about(value: int, percent: int, what: str) -> int:
        return value * draw(1000 - 10 * percent, 1000 + 10 * percent, *key, what) // 1000

    key = (seed, campaign["name"], month)
    spend = about(campaign["spend"][number] * 100, 3, "spend")
    impressions = spend * 1000 // about(campaign["cpm"], 8, "cpm")
    link_clicks = impressions * about(campaign["link_clicks"], 12, "link clicks") // 10_000
    value = spend * about(campaign["roas"], 6, "roas") // 100
    return AdRow(
        start=date(FIRST_DAY.year, month, 1),
        end=date(FIRST_DAY.year, month, monthrange(FIRST_DAY.year, month)[1]),
        campaign=campaign["name"],
        reach=impressions * 10_000 // about(campaign["frequency"] * 100, 8, "frequency"),
        impressions=impressions,
        spend=spend,
        clicks=link_clicks * draw(140, 190, *key, "clicks") // 100,
        link_clicks=link_clicks,
        purchases=max(1, value // (campaign["basket"] * 100)),
        value=value,
    )


def _summary(rows: list[AdRow]) -> AdRow:
    """Return the account's row: everything adds up except the people, who are counted once."""
    reaches = [row.reach for row in rows]
    largest = max(reaches)
    return AdRow(
        start=FIRST_DAY,
        end=LAST_DAY,
        campaign="",
        reach=largest + (sum(reaches) - largest) * 45 // 100,
        impressions=sum(row.impressions for row in rows),
        spend=sum(row.spend for row in rows),
        clicks=sum(row.clicks for row in rows),
        link_clicks=sum(row.link_clicks for row in rows),
        purchases=sum(row.purchases for row in rows),
        value=sum(row.value for row in rows),
    )
