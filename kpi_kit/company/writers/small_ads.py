"""The few ads on LinkedIn, TikTok and X."""

from datetime import date
from html import escape

from kpi_kit.company.ads import SMALL, small
from kpi_kit.company.draws import different, draw, integers
from kpi_kit.company.facts import Facts, end_of_month
from kpi_kit.company.plan import Post
from kpi_kit.company.world import World

from . import formats, workbooks
from .networks import x_number

Files = dict[str, bytes]


def files(world: World) -> Files:
    """Return the exports of all three."""
    return {**_linkedin(world), **_tiktok(world), **_x(world)}


def _linkedin(world: World) -> Files:
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


def _tiktok(world: World) -> Files:
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


_PROMOTED = 2
"""So many posts are promoted at a time."""


def _x(world: World) -> Files:
    """Return X's promoted posts, a workbook per month; campaigns are told by their number only."""
    company, found = world.company, {}
    rows = small(company, "x")
    for month in sorted({day.replace(day=1) for day, *_ in rows}):
        last = end_of_month(month)
        inside = [row[1:4] for row in rows if row[0].replace(day=1) == month]
        spend, shown, clicks = map(sum, zip(*inside, strict=True))
        posts = [post for post in world.channels["x"].posts if post.at.date() <= last]
        lines = [
            _x_row(world, post, (month, last), [_part(n, place) for n in (spend, shown, clicks)])
            for place, post in enumerate(posts[-_PROMOTED:])
        ]
        code = "".join(_LETTERS[draw(0, 35, company.seed, "x", month, n)] for n in range(12))
        cells = formats.table(formats.HEADERS["x_ads"], lines)
        found[f"ads/x/{month}-to-{last}-{code}.xlsx"] = workbooks.xlsx("results", cells, last)
    return found


_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def _part(total: int, place: int) -> int:
    """Divide a total among the promoted posts; the first one gets most."""
    first = total * 58 // 100
    return first if place == 0 else total - first


def _x_row(world: World, post: Post, month: tuple[date, date], units: list[int]) -> Facts:
    company, (spend, shown, clicks) = world.company, units
    number = world.channels["x"].posts.index(post)
    key = (company.seed, "promoted", month[0], number)
    liked = shown * draw(9, 22, *key) // 10_000
    return {
        "Time period": " - ".join(formats.short(day) for day in month),
        "Placement": "All",
        "Tweet Text": escape(post.text, quote=False),
        "Campaign ID": company.trade["campaigns"][SMALL["x"]]["name"],
        "Ad Group ID": f"i{draw(14_100_000, 14_180_000, *key, 'group')}",
        "Tweet status": "Running",
        "Tweet ID": str(x_number(company, number)),
        "Tweet publish date": f"{formats.in_utc(post.at):%Y-%m-%d %H:%M:%S}",
        "Impressions": shown,
        "Spend": spend / 100,
        "Likes": liked,
        "Retweets": liked // 9 or "-",
        "Replies": liked // 14 or "-",
        "Link clicks": clicks,
    }
