"""Google Ads by day, in English and in German."""

from datetime import date

import numpy as np

from kpi_kit.company.almanac import days
from kpi_kit.company.draws import draw
from kpi_kit.company.facts import Company
from kpi_kit.company.world import World

from . import formats
from .networks import years

Files = dict[str, bytes]
_GERMAN_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
)  # fmt: skip


def files(world: World) -> Files:
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
