"""The company's own tables: orders, costs, mentions, messages; and what the folder says of all."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from kpi_kit.company.ads import SMALL, months_of, running, small
from kpi_kit.company.almanac import days
from kpi_kit.company.boosts import boosts
from kpi_kit.company.facts import Company, Facts, end_of_month
from kpi_kit.company.world import World

from . import formats
from .google import google_rows
from .networks import years
from .tiktok import twelve_months

Files = dict[str, bytes]


def files(world: World) -> Files:
    """Return all own tables."""
    mentions = formats.german(_mentions(world)).encode("utf-8-sig")
    return {
        **_orders(world),
        "costs/Kosten.csv": formats.german(_costs(world)).encode("utf-8-sig"),
        "community/Erwaehnungen.csv": mentions,
        "community/Nachrichten.csv": formats.german(_messages(world)).encode("utf-8-sig"),
        "exports.toml": _settings(world.company).encode(),
    }


def order_number(place: int) -> str:
    """Return the number of an order by its place."""
    return f"{200_001 + place}"


def _orders(world: World) -> Files:
    """Return the orders of each year, as a spreadsheet saves them; first in old Windows text."""
    company, found = world.company, {}
    for year, inside in years(company):
        rows = _order_rows(world, inside[0], inside[-1])
        text = formats.german(formats.table(formats.HEADERS["orders"], rows))
        encoding = "cp1252" if year == company.first.year else "utf-8-sig"
        found[f"shop/Bestellungen {year}.csv"] = text.encode(encoding)
    return found


def _order_rows(world: World, first: int, last: int) -> list[Facts]:
    company, orders, shop = world.company, world.shop.orders, world.shop
    everyday = days(company)
    states = company.facts["people"]["states"]
    products = company.trade["products"]
    rows = []
    for place, day in enumerate(orders.day.tolist()):
        if not first <= day <= last:
            continue
        minute = int(orders.minute[place])
        row: Facts = {
            "Bestellnummer": order_number(place),
            "Bestellt am": f"{everyday[day]:%d.%m.%Y} {minute // 60:02}:{minute % 60:02}",
            "Umsatz (EUR)": formats.euros(int(orders.revenue[place] - orders.refund[place])),
            "Erstattet (EUR)": formats.euros(int(orders.refund[place])),
            "Deckungsbeitrag (EUR)": formats.euros(int(orders.margin[place])),
            "Bundesland": states[world.people.region[orders.person[place]]],
            "Warengruppe": products[int(orders.product[place])]["name"],
        }
        way = shop.ways[world.measured.order_way[place]]
        if way.medium in ("social", "paid_social", "cpc", "email"):  # others carry no tags
            row |= {
                "utm_source": way.source,
                "utm_medium": way.medium,
                "utm_campaign": way.campaign,
            }
        rows.append(row)
    return rows


def _costs(world: World) -> list[list[object]]:
    """Lay out media, hours, production and tools, month by month."""
    company = world.company
    media = _media(world)
    rows: list[Facts] = []
    for month in months_of(company):
        last = end_of_month(month)
        for key, name in _campaigns(company).items():
            rows += _campaign_costs(company, key, name, month, media[key, month])
        rows += _boost_costs(world, month)
        rows.append(_work(company, "Redaktion", "organic", last))
        rows += [
            _cost("", "Werkzeuge", last, amount=100 * euros, text=name)
            for name, euros in company.facts["tools"].items()
        ]
    return formats.table(formats.HEADERS["costs"], rows)


def _campaigns(company: Company) -> dict[str, str]:
    """Return the names of all campaigns by their keys."""
    return {key: facts["name"] for key, facts in company.trade["campaigns"].items()}


def _media(world: World) -> Counter[tuple[str, date]]:
    """Add up what the platforms charge for each campaign and month, in cents."""
    everyday = days(world.company)
    spent: Counter[tuple[str, date]] = Counter()
    for ads in world.shop.ads:
        for day, cents in zip(everyday, ads.campaign.spend.tolist(), strict=True):
            spent[ads.campaign.key, day.replace(day=1)] += cents
    for platform, key in SMALL.items():
        for day, cents, *_ in small(world.company, platform):
            spent[key, day.replace(day=1)] += cents
    for key, day, (_, _, cents, *_) in google_rows(world, [*range(len(everyday))]):
        spent[key, day.replace(day=1)] += cents
    return spent


def _campaign_costs(
    company: Company, key: str, name: str, month: date, media: int
) -> Iterator[Facts]:
    """Lay out what a campaign costs in a month in which it runs."""
    if not media:
        return
    last = end_of_month(month)
    yield _cost(name, "Media", last, amount=media, text="Anzeigen")
    yield _work(company, name, key, last)
    if key in company.facts["production"] and _begins(company, key, month):
        made = 100 * company.facts["production"][key]
        yield _cost(name, "Produktion", month, amount=made, text="Film und Fotos")


def _boost_costs(world: World, month: date) -> Iterator[Facts]:
    """Lay out what the page paid for boosted posts; the work on them is that on all posts."""
    everyday = days(world.company)
    for boost in boosts(world.company, world.channels["facebook"].posts):
        if everyday[boost.first].replace(day=1) == month:
            paid = everyday[boost.last]
            yield _cost(boost.name, "Media", paid, amount=boost.spend, text="Beworbener Beitrag")


def _begins(company: Company, key: str, month: date) -> bool:
    if key in ("season", "test"):
        return month == running(company, key)[0].replace(day=1)
    for platform, few in SMALL.items():
        if key == few:
            return month == small(company, platform)[0][0].replace(day=1)
    months: list[int] = company.trade["campaigns"][key].get("months", [0])
    return month.month == months[0]


def _work(company: Company, campaign: str, key: str, day: date) -> Facts:
    facts = company.facts["hours"]
    row = _cost(campaign, "Arbeitszeit", day, text="Planung, Texte, Auswertung")
    return row | {"Stunden": facts[key], "Stundensatz (EUR)": formats.euros(facts["rate"])}


def _cost(campaign: str, kind: str, day: date, *, amount: int | None = None, text: str) -> Facts:
    return {
        "Kampagne": campaign,
        "Kostenart": kind,
        "Datum": f"{day:%d.%m.%Y}",
        "Betrag (EUR)": "" if amount is None else formats.euros(amount),
        "Beschreibung": text,
    }


def _mentions(world: World) -> list[list[object]]:
    words = {"positive": "positiv", "neutral": "neutral", "negative": "negativ"}
    rows: list[Facts] = [
        {
            "Datum": f"{each.at:%d.%m.%Y %H:%M}",
            "Quelle": each.source,
            "Autor": each.author,
            "Erwähnung": each.text,
            "Link": each.url,
            "Stimmung": words[each.judged],
            "Marke": each.about,
        }
        for each in world.mentions
    ]
    return formats.table(formats.HEADERS["mentions"], rows)


def _messages(world: World) -> list[list[object]]:
    rows: list[Facts] = [
        {
            "Nachrichten-ID": each.number,
            "Kanal": each.channel,
            "Eingegangen am": f"{each.received:%d.%m.%Y %H:%M}",
            "Beantwortet am": f"{each.answered:%d.%m.%Y %H:%M}" if each.answered else "",
        }
        for each in world.messages
    ]
    return formats.table(formats.HEADERS["messages"], rows)


def _settings(company: Company) -> str:
    """Write what the files do not say themselves: years, currency, and what happened when."""
    lines = ['time_zone = "Europe/Berlin"', 'currency = "EUR"', ""]
    for _, last in twelve_months(company):
        lines += ["[[files]]", f'match = "tiktok/{last.year}/*"', f"year = {last.year}", ""]
    lines += ["[[files]]", 'match = "tiktok/Follower*"', f"year = {company.last.year}", ""]
    for day, label, channel in sorted(_events(company)):
        lines += ["[[events]]", f"date = {day}", f'label = "{label}"']
        lines += [f'channel = "{channel}"', ""] if channel else [""]
    return "\n".join(lines)


def _events(company: Company) -> list[tuple[date, str, str]]:
    """Return what everybody in the company knows; the stories they have to find themselves."""
    change, names = company.stories["views"]["day"], company.trade["campaigns"]
    known = [(company.stories["recall"]["day"], company.trade["crisis"], "")]
    if company.first < change:
        known.append((change, "Instagram zählt Aufrufe statt Impressionen", "instagram"))
    known += [
        (running(company, k)[0], f"Kampagne {names[k]['name']}", "") for k in ("season", "test")
    ]
    return known
