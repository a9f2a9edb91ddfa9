"""What web analytics counts of the same visits: GA4's sources and regions."""

from collections import defaultdict
from datetime import date

import numpy as np

from kpi_kit.company.ads import months_of
from kpi_kit.company.almanac import days
from kpi_kit.company.draws import Flags, draw
from kpi_kit.company.facts import Company, Facts, end_of_month
from kpi_kit.company.world import World

from . import formats
from .networks import years

Files = dict[str, bytes]


def files(world: World) -> Files:
    """Return GA4's sources by day and device, a file per month, and its regions per year."""
    company, found = world.company, {}
    for month in months_of(company):
        first, last = ((d - company.first).days for d in (month, end_of_month(month)))
        rows = _sources(world, first, last)
        found[f"web/{month:%Y-%m}/Traffic_acquisition_Session_source_medium.csv"] = _report(
            company, "Traffic acquisition: Session source / medium", "ga4_sources", rows, month,
            end_of_month(month),
        )  # fmt: skip
    for year, inside in years(company):
        ends = [days(company)[inside[end]] for end in (0, -1)]
        rows = _regions(world, inside[0], inside[-1])
        found[f"web/{year}/Demographic_details_Region.csv"] = _report(
            company, "Demographic details: Region", "ga4_regions", rows, *ends
        )
    return found


def _report(
    company: Company, title: str, header: str, rows: list[Facts], first: date, last: date
) -> bytes:
    """Write a report: remarks above the header, no line end below the last row."""
    above: list[list[object]] = [
        [f"# {'-' * 40}"], [f"# {title}"], [f"# Account: {company.name}"],
        [f"# Property: {company.site}"], [f"# {'-' * 40}"], ["# "], ["# All Users"],
        [f"# Start date: {first:%Y%m%d}"], [f"# End date: {last:%Y%m%d}"],
    ]  # fmt: skip
    rows = sorted(rows, key=lambda row: -row["Sessions"])  # largest first, not in order of days
    return formats.plain(above + formats.table(formats.HEADERS[header], rows), last="").encode()


def _sources(world: World, first: int, last: int) -> list[Facts]:
    """Return the counted visits of a period by day, way and device."""
    visits, seen = world.shop.visits, world.measured
    chosen = seen.counted & (visits.day >= first) & (visits.day <= last)
    mobile = world.people.mobile[visits.person]
    orders = world.shop.orders
    credited = (seen.credited >= 0) & (orders.day >= first) & (orders.day <= last)
    by_phone = world.people.mobile[orders.person]
    rows: dict[tuple[int, int, bool], Facts] = {}
    for (day, way, phone), sessions, users in _grouped(
        [visits.day[chosen], seen.visit_way[chosen], mobile[chosen]], visits.person[chosen]
    ):
        rows[day, way, bool(phone)] = _web_row(world, day, sessions, users, (way, phone)) | {
            "Session source": world.shop.ways[way].source,
            "Session medium": world.shop.ways[way].medium,
            "Session campaign": world.shop.ways[way].campaign or "(not set)",
            "Device category": "mobile" if phone else "desktop",
        }
    columns = (orders.day, seen.credited, by_phone, orders.revenue)
    for day, way, phone, revenue in zip(*(c[credited].tolist() for c in columns), strict=True):
        row = rows.get((day, way, phone)) or rows[day, _nearest(rows, day, way, phone), phone]
        row["Key events"] += 1
        row["revenue"] += revenue
    return [row | {"Total revenue": formats.cents(row["revenue"])} for row in rows.values()]


def _nearest(rows: dict[tuple[int, int, bool], Facts], day: int, way: int, phone: bool) -> int:
    """Return a way with visits on that day: what was clicked days before has none of its own."""
    there = [w for d, w, p in rows if (d, p) == (day, phone)]
    return min(there, key=lambda other: (abs(other - way), other))


def _grouped(
    keys: list[np.ndarray], person: np.ndarray
) -> list[tuple[tuple[int, ...], int, int]]:  # fmt: skip
    """Count events and different people for each combination of keys."""
    people: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for *key, who in zip(*(key.tolist() for key in keys), person.tolist(), strict=True):
        people[tuple(map(int, key))].append(who)
    return [(key, len(who), len(set(who))) for key, who in sorted(people.items())]


def _web_row(world: World, day: int, sessions: int, users: int, key: tuple[object, ...]) -> Facts:
    company = world.company
    share = draw(52, 64, company.seed, "engaged", day, *key)
    return {
        "Date": f"{days(company)[day]:%Y%m%d}",
        "Sessions": sessions,
        "Engaged sessions": (sessions * share + 50) // 100,
        "Active users": users,
        "Key events": 0,
        "revenue": 0,
    }


def _regions(world: World, first: int, last: int) -> list[Facts]:
    visits, orders, seen = world.shop.visits, world.shop.orders, world.measured
    chosen = seen.counted & (visits.day >= first) & (visits.day <= last)
    region = world.people.region
    names = world.company.facts["people"]["names"]
    rows: dict[tuple[int, ...], Facts] = {}
    for key, sessions, users in _grouped(
        [visits.day[chosen], region[visits.person[chosen]]], visits.person[chosen]
    ):
        rows[key] = _web_row(world, key[0], sessions, users, key) | {"Region": names[key[1]]}
    credited: Flags = (seen.credited >= 0) & (orders.day >= first) & (orders.day <= last)
    where = region[orders.person]
    columns = (orders.day, where, orders.revenue)
    for day, place, revenue in zip(*(c[credited].tolist() for c in columns), strict=True):
        rows[day, place]["Key events"] += 1
        rows[day, place]["revenue"] += revenue
    return [row | {"Total revenue": formats.cents(row["revenue"])} for row in rows.values()]
