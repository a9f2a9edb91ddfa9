"""Meta's ads: the campaigns of the company, and the posts that the page itself boosted."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import numpy as np

from kpi_kit.company.ads import months_of
from kpi_kit.company.almanac import days
from kpi_kit.company.boosts import Boost, boosts
from kpi_kit.company.draws import Ints, different, draw
from kpi_kit.company.facts import Facts, end_of_month
from kpi_kit.company.measured import claims_of
from kpi_kit.company.world import World

from . import formats

Files = dict[str, bytes]


def files(world: World) -> Files:
    """Return the exports of both ad accounts."""
    return {**_campaigns(world), **_boosted_posts(world)}


def _campaigns(world: World) -> Files:
    """Return the campaigns by month, one file per half-year, each with its summary row first."""
    company = world.company
    months = months_of(company)
    starts = [m for m in months if m == company.first or m.month in (1, 7)]
    found = {}
    for first, following in pairwise([*starts, date.max]):
        inside = [month for month in months if first <= month < following]
        last = end_of_month(inside[-1])
        rows = [row for month in reversed(inside) for row in _ad_rows(world, month)]
        cells = formats.table(formats.HEADERS["ads"], [_summary(world, rows, first, last), *rows])
        name = f"{company.name}-Kampagnen-{_ad_date(first)}-{_ad_date(last)}.csv"
        found[f"ads/meta/{name}"] = formats.meta(cells)
    return found


def _ad_date(day: date) -> str:
    return formats.short(day).replace(", ", "-").replace(" ", "-")


def _ad_rows(world: World, month: date) -> Iterator[Facts]:
    """Return what each campaign did in a month; purchases are claimed even after its end."""
    company, orders = world.company, world.shop.orders
    first, last = ((day - company.first).days for day in (month, end_of_month(month)))
    for ads in sorted(world.shop.ads, key=lambda ads: ads.campaign.name):
        claimed = claims_of(world.shop, world.measured, ads.campaign.key)
        claimed &= (orders.day >= first) & (orders.day <= last)
        spend = int(ads.campaign.spend[first : last + 1].sum())
        if not (spend or claimed.any()):
            continue
        inside = (ads.day >= first) & (ads.day <= last)
        links = int(inside[ads.clicked].sum())
        others = draw(138, 172, company.seed, ads.campaign.key, "all")
        yield _ad_row(
            month, end_of_month(month), ads.campaign.name, len(different(ads.person[inside])),
            int(inside.sum()), spend, links * others // 100, links, int(claimed.sum()),
            int(orders.revenue[claimed].sum()),
        )  # fmt: skip


def _summary(world: World, rows: list[Facts], first: date, last: date) -> Facts:
    """Return the account's row: everything adds up but for the people, who are counted once."""
    start, end = ((day - world.company.first).days for day in (first, last))
    shown = [ads.person[(ads.day >= start) & (ads.day <= end)] for ads in world.shop.ads]
    names = ("Impressionen", _SPEND, "Klicks (alle)", "Link-Klicks", "Websites-Käufe", _VALUE)
    totals = [sum(row["units"][place] for row in rows) for place in range(len(names))]
    return _ad_row(first, last, "", len(different(np.concatenate(shown))), *totals)


def _ad_row(first: date, last: date, name: str, reach: int, *units: int) -> Facts:
    """Lay a row out; *units* are kept beside the text, so that rows can be added up."""
    shown, spend, clicks, links, bought, value = units
    return {
        "units": units,
        "Berichtsstart": first.isoformat(),
        "Berichtsende": last.isoformat(),
        "Kampagnenname": name,
        "Reichweite": reach,
        "Impressionen": shown,
        "Frequenz": formats.ratio(shown, reach, 8),
        _SPEND: formats.cents(spend),
        "Klicks (alle)": clicks,
        "Link-Klicks": links,
        "Websites-Käufe": bought,
        _VALUE: formats.cents(value),
    }


def _boosted_posts(world: World) -> Files:
    """Return the page's own ad account: a row per boosted post, reported for its month.

    Nobody installed a pixel for it, so purchases are not known there.
    """
    company, channel = world.company, world.channels["facebook"]
    rows, people = [], []
    for boost in reversed(boosts(company, channel.posts)):
        row, reached = _boost_row(world, boost)
        rows.append(row)
        people.append(reached)
    if not rows:
        return {}
    names = ("Impressionen", _SPEND, "Klicks (alle)", "Link-Klicks")
    totals = [sum(row["units"][place] for row in rows) for place in range(len(names))]
    net = len(different(np.concatenate(people)))
    summary = _ad_row(company.first, company.last, "", net, *totals, 0, 0) | _UNKNOWN
    cells = formats.table(formats.HEADERS["ads"], [summary, *rows])
    name = f"Seite-{company.name}-{_ad_date(company.first)}-{_ad_date(company.last)}.csv"
    return {f"ads/boosts/{name}": formats.meta(cells)}


def _boost_row(world: World, boost: Boost) -> tuple[Facts, Ints]:
    """Return a row, and whom it reached: exactly those of the post's own export."""
    company, channel = world.company, world.channels["facebook"]
    paid = (channel.post == boost.post) & (channel.paid > 0)
    links = int((paid & channel.did["clicks"] & (channel.impressions == channel.paid)).sum())
    reacted = sum(int((paid & channel.did[name]).sum()) for name in ("likes", "comments", "shares"))
    month = days(company)[boost.first].replace(day=1)
    row = _ad_row(
        month, end_of_month(month), boost.name, int(paid.sum()), int(channel.paid[paid].sum()),
        boost.spend, links + reacted, links, 0, 0,
    )  # fmt: skip
    return row | _UNKNOWN, channel.person[paid]


_SPEND, _VALUE = "Ausgegebener Betrag (EUR)", "Websites-Käufe – Conversion-Wert"
_UNKNOWN = {"Websites-Käufe": "", _VALUE: ""}
