"""Google Ads, LinkedIn's ads, and what web analytics counts."""

from collections import defaultdict
from datetime import date

import numpy as np

from kpi_kit.company.ads import SMALL, months_of, small
from kpi_kit.company.almanac import days
from kpi_kit.company.draws import Flags, different, draw, integers
from kpi_kit.company.facts import Company, Facts, end_of_month
from kpi_kit.company.world import World

from . import formats, workbooks
from .networks import years

Files = dict[str, bytes]
_GERMAN_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
)  # fmt: skip


def google(world: World) -> Files:
    """Return the campaigns by day: one file per year, the last one for Excel and in German."""
    company, found = world.company, {}
    for year, inside in years(company):
        rows = google_rows(world, inside)
        first, last = (days(company)[inside[end]] for end in (0, -1))
        if year == company.last.year:
            title = [["Kampagnenbericht"], [f"{_in_german(first)} - {_in_german(last)}"]]
            lines = title + _google_table("google_ads_de", rows, company)
            found[f"ads/google/{year}/Kampagnenbericht.csv"] = formats.tabs(lines)
        else:
            title = [["Campaign report"], [f"{_in_english(first)} - {_in_english(last)}"]]
            lines = title + _google_table("google_ads", rows, company)
            found[f"ads/google/{year}/Campaign report.csv"] = formats.plain(lines).encode()
    return found


def _in_german(day: date) -> str:
    return f"{day.day}. {_GERMAN_MONTHS[day.month - 1]} {day.year}"


def _in_english(day: date) -> str:
    return f"{formats.MONTHS[day.month - 1]} {day.day}, {day.year}"


def google_rows(world: World, inside: list[int]) -> list[tuple[str, date, list[int]]]:
    """Return campaign and day with clicks, impressions, cost, conversions and their value."""
    company, shop = world.company, world.shop
    found = []
    for kind in ("brand", "generic"):
        facts = company.trade["campaigns"][kind]
        ways = [n for n, way in enumerate(shop.ways) if way.campaign == facts["utm"]]
        visits = np.bincount(
            shop.visits.day[np.isin(shop.visits.way, ways)], minlength=inside[-1] + 1
        )
        # Google counts a purchase when the click was some days before, too.
        claimed = np.isin(shop.orders.way, ways) | np.isin(shop.orders.earlier, ways)
        sold = np.bincount(shop.orders.day[claimed], minlength=inside[-1] + 1)
        value = np.bincount(
            shop.orders.day[claimed], shop.orders.revenue[claimed], minlength=inside[-1] + 1
        )
        price = company.facts["ads"][f"{kind}_click"]
        for n in inside:
            day = days(company)[n]
            key = (company.seed, kind, day)
            clicks = int(visits[n]) * 10 // 9
            if not clicks:
                continue
            shown = clicks * draw(*((6, 9) if kind == "brand" else (22, 34)), *key)
            cost = clicks * price * draw(88, 112, *key, "cost") // 100
            found.append((kind, day, [clicks, shown, cost, int(sold[n]), int(value[n])]))
    return found


def _google_table(
    header: str, rows: list[tuple[str, date, list[int]]], company: Company
) -> list[list[object]]:
    """Lay rows and Google's totals out, numbers as the language writes them."""
    german = header.endswith("_de")
    lines = [_google_line(kind, day, counts, company, german) for kind, day, counts in rows]
    sums = [sum(counts[place] for _, _, counts in rows) for place in range(5)]
    for name in (
        ("Gesamt: Kampagnen", "Gesamt: Konto") if german else ("Total: Campaigns", "Total: Account")
    ):
        counted = _google_counts(sums, german)
        lines.append([name, " --", " --", "EUR", " --", *counted])
    return [[*formats.HEADERS[header]], *lines]


def _google_line(
    kind: str, day: date, counts: list[int], company: Company, german: bool
) -> list[object]:
    name = company.trade["campaigns"][kind]["name"]
    status, sort = ("Aktiviert", "Suchnetzwerk") if german else ("Enabled", "Search")
    shown = f"{day:%d.%m.%Y}" if german else day.isoformat()
    return [status, name, shown, "EUR", sort, *_google_counts(counts, german)]


def _google_counts(counts: list[int], german: bool) -> list[object]:
    clicks, shown, cost, sold, value = counts

    def number(units: int, places: int) -> str:
        text = f"{units // 10**places:,}" + (f".{units % 10**places:0{places}}" if places else "")
        return text.translate(str.maketrans(",.", ".,")) if german else text

    share = (20_000 * clicks + shown) // (2 * shown)
    price = (2 * cost + clicks) // (2 * clicks)
    return [
        number(clicks, 0), number(shown, 0), f"{number(share, 2)}{' ' if german else ''}%",
        number(price, 2), number(cost, 2), number(100 * sold, 2), number(value, 2),
    ]  # fmt: skip


def linkedin_ads(world: World) -> Files:
    """Return LinkedIn's ads by day, German, with lines above the header."""
    company = world.company
    facts = company.trade["campaigns"]["leads"]
    rows = small(company, "linkedin")
    lines: list[list[object]] = [
        ["Bericht zur Performance"],
        [f"Startdatum des Berichts: {_dotted(rows[0][0])}"],
        [],
        [*formats.HEADERS["linkedin_ads"]],
    ]
    for day, spend, shown, clicks, leads in rows:
        cost = formats.euros(spend)
        lines.append(
            [
                _dotted(day),
                facts["name"],
                facts["group"],
                "226000001",
                cost,
                shown,
                clicks,
                0,
                leads,
            ]
        )
    return {f"ads/linkedin/{company.handle}_anzeigengruppen_performance.csv": formats.tabs(lines)}


def tiktok_ads(world: World) -> Files:
    """Return TikTok's campaign, a workbook per month: the period stands in its name only."""
    company, found = world.company, {}
    name = company.trade["campaigns"][SMALL["tiktok"]]["name"]
    rows = small(company, "tiktok")
    pool = len(world.people.on["tiktok"])
    for month in sorted({day.replace(day=1) for day, *_ in rows}):
        inside = [row[1:4] for row in rows if row[0].replace(day=1) == month]
        spend, shown, clicks = map(sum, zip(*inside, strict=True))
        seen = different(integers(shown, pool, company.seed, "tiktok_ads", month))
        figures = _tiktok_figures(spend, shown, len(seen), clicks)
        cells = formats.table(
            formats.HEADERS["tiktok_ads"],
            [
                {"Campaign name": name, "Primary status": "Not delivering", **figures},
                {"Campaign name": "Total of 1 results", "Primary status": "-", **figures},
            ],
        )
        last = end_of_month(month)
        path = f"ads/tiktok/{company.handle}-Campaign Report-({month} to {last}).xlsx"
        found[path] = workbooks.xlsx("Sheet1", cells, last)
    return found


def _tiktok_figures(spend: int, shown: int, people: int, clicks: int) -> Facts:
    return {
        "Campaign Budget": "--",
        "Cost": spend / 100,
        "CPC (destination)": float(formats.ratio(spend, 100 * clicks, 2)),
        "CPM": float(formats.ratio(10 * spend, shown, 2)),
        "Impressions": shown,
        "Reach": people,
        "Clicks (destination)": clicks,
        "CTR (destination)": f"{formats.ratio(100 * clicks, shown, 2)}%",
        "Conversions": "--",
        "Currency": "EUR",
    }


def _dotted(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def analytics(world: World) -> Files:
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
