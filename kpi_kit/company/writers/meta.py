"""Meta's files of posts on Instagram and Facebook, and of the ads."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from kpi_kit.company.ads import months_of
from kpi_kit.company.draws import Ints, different, draw
from kpi_kit.company.facts import Company, Facts, end_of_month
from kpi_kit.company.measured import claims_of
from kpi_kit.company.plan import Post
from kpi_kit.company.seeing import Channel, per_post
from kpi_kit.company.world import World

from . import formats

_CODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_INSTAGRAM_TYPES = {"reel": "IG reel", "image": "IG image", "carousel": "IG carousel"}
_FACEBOOK_TYPES = {"reel": "Reels", "image": "Photos", "link": "Links", "text": "Text"}
_SHORT_ROW = 27
_LATE = 14
"""Days after the end of the last month, when somebody downloaded it once more."""

Files = dict[str, bytes]


def files(world: World) -> Files:
    """Return all of Meta's files."""
    return {**_instagram(world), **_facebook(world), **_ads(world)}


def ranges(company: Company) -> list[tuple[date, date]]:
    """Return the quarters that Meta exports at once, cut where impressions became views."""
    starts = [first for first in months_of(company) if (first.month - 1) % 3 == 0]
    starts = sorted({company.first, *starts})
    change = company.stories["views"]["day"]
    if company.first < change < company.last:
        starts = sorted({*starts, change})
    ends = [following - timedelta(days=1) for following in starts[1:]]
    return list(zip(starts, [*ends, company.last], strict=True))


def _instagram(world: World) -> Files:
    company, channel = world.company, world.channels["instagram"]
    change = company.stories["views"]["day"]
    found = {}
    downloads = [(a, b, b + timedelta(days=5 * (b < company.last))) for a, b in ranges(company)]
    last_month = company.last.replace(day=1)
    downloads.append((last_month, company.last, company.last + timedelta(days=_LATE)))
    for number, (first, last, exported) in enumerate(downloads):
        header = "instagram_reordered" if number % 3 == 1 else "instagram"
        if last < change:
            header = "instagram_impressions"
        rows = _in_files_order(_instagram_rows(company, channel, first, last, exported))
        name = f"instagram/{_named(company, first, last, number)}"
        found[name] = formats.meta(formats.table(formats.HEADERS[header], rows))
    return found


def _named(company: Company, first: date, last: date, number: int) -> str:
    code = draw(10**14, 10**16 - 1, company.seed, "export", first, number)
    return f"{formats.in_name(first)}_{formats.in_name(last)}_{code}.csv"


def _in_files_order(rows: list[Facts]) -> list[Facts]:
    """Put one post out of order on top, the others newest first, as Meta does."""
    return [*rows[:1], *reversed(rows[1:])]


def _instagram_rows(
    company: Company, channel: Channel, first: date, last: date, exported: date
) -> list[Facts]:
    counts = _counts(company, channel, exported)
    rows = []
    for number, post in enumerate(channel.posts):
        if not first <= post.at.date() <= last:
            continue
        key = (company.seed, "instagram", post.at)
        code = "D" + "".join(_CODE[draw(0, 63, *key, "code", place)] for place in range(10))
        row: Facts = {
            "Post ID": f"{draw(17_900, 18_190, *key, 'id')}{draw(0, 10**12 - 1, *key, 'rest'):012}",
            "Account ID": "17841499999990026",
            "Account username": company.handle,
            "Account name": company.name,
            "Description": post.text,
            "Duration (sec)": post.seconds,
            "Publish time": f"{formats.in_pacific(post.at):%m/%d/%Y %H:%M}",
            "Permalink": f"https://www.instagram.com/{'reel' if post.seconds else 'p'}/{code}/",
            "Post type": _INSTAGRAM_TYPES[post.format],
            "Date": "Lifetime",
        }
        row |= {name: int(values[number]) for name, values in counts.items()}
        rows.append(row | {"Reach": "", "Follows": ""} if post.unreported else row)
    return rows


def _counts(company: Company, channel: Channel, exported: date) -> dict[str, Ints]:
    """Return what each post had collected when it was exported."""
    until = (exported - company.first).days
    found = {"Reach": per_post(channel, until)}
    found["Impressions"] = per_post(channel, until, channel.impressions)
    found["Views"] = per_post(channel, until, channel.views)
    for name in ("likes", "comments", "shares", "saves", "clicks", "follows"):
        found[name.capitalize()] = per_post(channel, until, channel.did[name])
    return found


def _facebook(world: World) -> Files:
    """Return the content exports: one ends in short rows, one holds an error row."""
    company, channel = world.company, world.channels["facebook"]
    header = formats.HEADERS["facebook"]
    quarters = ranges(company)
    starts = [a for a, _ in quarters if a != company.stories["views"]["day"]]
    ends = [following - timedelta(days=1) for following in starts[1:]]
    found = {}
    for number, (first, last) in enumerate(zip(starts, [*ends, company.last], strict=True)):
        exported = last + timedelta(days=5 * (last < company.last))
        rows = list(reversed(_facebook_rows(company, channel, first, last, exported)))
        cells = formats.table(header, rows)
        if number == len(starts) - 2:
            cells[-2:] = [row[:_SHORT_ROW] for row in cells[-2:]]
        if number == len(starts) - 1:
            cells.insert(9, [_ERROR.get(name, "") for name in header])
        name = f"facebook/{_named(company, first, last, 100 + number)}"
        found[name] = formats.meta(cells)
    return found


_ERROR = {
    "Data comment": "An error occurred: no metadata for the content with ID 948103377265194.",
    "Date": "Lifetime",
}


def _facebook_rows(
    company: Company, channel: Channel, first: date, last: date, exported: date
) -> list[Facts]:
    counts = _counts(company, channel, exported)
    chosen = [n for n, post in enumerate(channel.posts) if first <= post.at.date() <= last]
    return [
        _facebook_row(company, channel.posts[n], {name: int(v[n]) for name, v in counts.items()})
        for n in chosen
    ]


def _facebook_row(company: Company, post: Post, count: dict[str, int]) -> Facts:
    """Return one post under Meta's headers; a reel's text is its description, not its title."""
    key = (company.seed, "facebook", post.at)
    is_reel = post.format == "reel"
    minute = (post.at.date() - company.first).days * 1440 + post.at.hour * 60 + post.at.minute
    post_id = (
        934 * 10**12 + minute * 10**8 + draw(0, 10**8 - 1, *key, "id")
    )  # later ones are larger
    link = count["Clicks"]
    photo = count["Reach"] * draw(9, 20, *key) // 1000 if post.format == "image" else 0
    other = count["Reach"] * draw(7, 14, *key, "other") // 1000
    reacted = count["Likes"] + count["Comments"] + count["Shares"]
    row: Facts = {
        "Post ID": post_id,
        "Page ID": "100099999990026",
        "Page name": company.name,
        "Description" if is_reel else "Title": post.text,
        "Duration (sec)": post.seconds,
        "Publish time": f"{formats.in_pacific(post.at):%m/%d/%Y %H:%M}",
        "Caption type": "uploaded" if is_reel else "N/A",
        "Permalink": "https://www.facebook.com/"
        + (f"reel/{post_id}" if is_reel else f"{company.handle}/posts/{post_id}"),
        "Is crosspost": 0,
        "Is share": 0,
        "Post type": _FACEBOOK_TYPES[post.format],
        "Date": "Lifetime",
        "Views": count["Views"],
        "Reach": count["Reach"],
        "Reactions, Comments and Shares": reacted,
        "Reactions": count["Likes"],
        "Comments": count["Comments"],
        "Shares": count["Shares"],
        "Total clicks": link + other + photo,
        "Link Clicks": link or "",
        "Other Clicks": other or "",
        "Matched Audience Targeting Consumption (Photo Click)": photo or "",
    }
    return row | (_watched(post, count["Views"], key) if is_reel else {})


def _watched(post: Post, views: int, key: tuple[object, ...]) -> Facts:
    """Return what only videos have."""
    average = draw(4_200, 400 * post.seconds, *key, "watched")
    return {
        "Seconds viewed": formats.decimal(views * average, 3),
        "Average Seconds viewed": formats.decimal(average, 3),
        "Estimated earnings (USD)": 0,
        "Ad impressions": 0,
    }


def _ads(world: World) -> Files:
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


_SPEND, _VALUE = "Ausgegebener Betrag (EUR)", "Websites-Käufe – Conversion-Wert"
