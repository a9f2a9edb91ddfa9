"""Advertising: who is shown which campaign on which day, and who clicks."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from .almanac import days
from .draws import Ints, around, hits, integers, rounded
from .facts import Company, Facts, end_of_month, month_before
from .people import People

META = ("season", "test", "reminder", "reach")
SMALL = {"linkedin": "leads", "tiktok": "clips", "x": "promoted"}
"""The one campaign on each platform whose ads are few."""


@dataclass(frozen=True)
class Campaign:
    """A campaign on Meta: its names, its facts, and what it spends on each day, in cents."""

    key: str
    name: str
    utm: str
    facts: Facts
    spend: Ints


@dataclass(frozen=True)
class Shown:
    """Impressions of one campaign, one entry each; and which of them were clicked."""

    campaign: Campaign
    person: Ints
    day: Ints
    clicked: Ints


def campaigns(company: Company) -> list[Campaign]:
    """Return Meta's campaigns with what they spend."""
    found = []
    for key in META:
        facts = company.trade["campaigns"][key]
        found.append(Campaign(key, facts["name"], facts["utm"], facts, _spend(company, key, facts)))
    return found


def months_of(company: Company) -> list[date]:
    """Return the first day of every month."""
    count = (company.last.year - company.first.year) * 12 + company.last.month
    return [month_before(company.last, n) for n in reversed(range(count - company.first.month + 1))]


def running(company: Company, key: str) -> tuple[date, date]:
    """Return first and last day of a campaign that runs once."""
    first = company.stories[key]["day"]
    months = company.trade["peak_months"] if key == "season" else 2
    last = first
    for _ in range(months):
        last = end_of_month(last)
        following = date.fromordinal(last.toordinal() + 1)
        first, last = (first, following)
    return company.stories[key]["day"], date.fromordinal(last.toordinal() - 1)


def _spend(company: Company, key: str, facts: Facts) -> Ints:
    """Return the spend of each day in cents: the budget, a few percent off."""
    everyday = days(company)
    if key in ("season", "test"):
        first, last = running(company, key)
        length = (last - first).days + 1
        budget = company.stories[key]["spend"] * 100 / length
        running_on = [first <= day <= last for day in everyday]
    else:
        budget = facts["spend"] * 100 * 12 / 365
        running_on = [day.month in facts.get("months", [day.month]) for day in everyday]
    spent = [
        around(budget, 14, company.seed, key, day) if on else 0
        for day, on in zip(everyday, running_on, strict=True)
    ]
    return np.array(spent).astype(np.int64)


def shown(company: Company, everybody: People, campaign: Campaign) -> Shown:
    """Show a campaign to people within reach, some of them of the population."""
    counts = campaign.spend * 1000 // campaign.facts["cpm"]
    day = np.repeat(np.arange(len(counts)), counts)
    key = (company.seed, "ads", campaign.key)
    total = len(day)
    pool = np.flatnonzero(everybody.reachable)
    person = pool[integers(total, len(pool), *key, "who")]
    outside = ~hits(company.facts["ads"]["insiders"] / 1000, total, *key, "inside")
    outsiders = len(everybody.region) - everybody.count
    person[outside] = everybody.count + integers(total, outsiders, *key, "else")[outside]
    return Shown(campaign, person, day, _clicked(campaign, total, key))


def reminded(company: Company, campaign: Campaign, visitors: list[Ints]) -> Shown:
    """Show the reminder to those who visited the shop within the last days."""
    counts = campaign.spend * 1000 // campaign.facts["cpm"]
    window = company.facts["ads"]["window"]
    key = (company.seed, "ads", campaign.key)
    person = []
    for today, count in enumerate(counts):
        pool = np.concatenate(visitors[max(0, today - window) : today + 1])
        person.append(pool[integers(int(count), len(pool), *key, today)])
    day = np.repeat(np.arange(len(counts)), counts)
    return Shown(campaign, np.concatenate(person), day, _clicked(campaign, len(day), key))


def small(company: Company, platform: str) -> list[tuple[date, int, int, int, int]]:
    """Return a small platform's ads by day: spend in cents, impressions, clicks, leads."""
    facts = company.facts["ads"][platform]
    first = month_before(company.last, facts["months"] + facts["before"] - 1)
    last = end_of_month(month_before(company.last, facts["before"]))
    running_on = 30.4 if facts["weekends"] else 21.5
    found = []
    for day in days(company):
        key = (company.seed, platform, day)
        if not first <= day <= last or (day.weekday() > 4 and not facts["weekends"]):
            continue
        spend = int(around(facts["spend"] * 100 / running_on, 18, *key))
        impressions = int(around(spend * 1000 / facts["cpm"], 12, *key, "cpm"))
        clicks = rounded(impressions * facts["clicks"] / 10_000, *key, "clicks")
        leads = rounded(clicks * facts["leads"] / 1000, *key, "leads")
        found.append((day, spend, impressions, clicks, min(leads, clicks)))
    return found


def _clicked(campaign: Campaign, count: int, key: tuple[object, ...]) -> Ints:
    """Return which of the impressions led to a click on the link."""
    return np.flatnonzero(hits(campaign.facts["clicks"] / 10_000, count, *key, "click"))
