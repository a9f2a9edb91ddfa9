"""LinkedIn's workbooks and X's files."""

from calendar import timegm
from datetime import date, datetime, time
from html import escape

import numpy as np

from kpi_kit.company.ads import small
from kpi_kit.company.almanac import days
from kpi_kit.company.draws import Ints, draw
from kpi_kit.company.facts import Company, Facts, end_of_month
from kpi_kit.company.seeing import Channel, people_per, per_day, per_post
from kpi_kit.company.talk import Page, pages
from kpi_kit.company.world import World

from . import formats, workbooks
from .formats import Cells

Files = dict[str, bytes]

_NOTE = (
    "Aggregated engagement metrics for your organic and sponsored posts over time. Date indicates "
    "when your posts were viewed by LinkedIn members. Data is delayed by up to 2 days. All dates "
    "and times are in UTC."
)
_GROUPS = {
    "Location": {"Greater Dortmund Area": 46, "Greater Düsseldorf Area": 17, "Cologne Bonn": 12},
    "Job function": {"Operations": 21, "Sales": 18, "Human Resources": 15, "Engineering": 13},
    "Seniority": {"Senior": 31, "Entry": 27, "Manager": 16, "Owner": 7},
    "Industry": {"Retail": 19, "Manufacturing": 17, "Public Administration": 9},
    "Company size": {"11-50": 24, "51-200": 22, "2-10": 15, "201-500": 13},
}


def years(company: Company) -> list[tuple[int, list[int]]]:
    """Return the years of the exports with the numbers of their days."""
    everyday = days(company)
    return [
        (year, [n for n, day in enumerate(everyday) if day.year == year])
        for year in range(company.first.year, company.last.year + 1)
    ]


def linkedin(world: World) -> Files:
    """Return a workbook of content, followers and visitors per year, and competitors per month."""
    company, channel = world.company, world.channels["linkedin"]
    found = {}
    for year, inside in years(company):
        stamp = _stamp(days(company)[inside[-1]])
        content = {"Metrics": _metrics(world, inside), "All posts": _posts(world, inside)}
        followers = {"New followers": _followers(company, channel, inside)} | _groups(
            channel, inside
        )
        for name, sheets in (
            ("content", content),
            ("followers", followers),
            ("visitors", {"Visitor metrics": _visitors(company, channel, inside)}),
        ):
            path = f"linkedin/{year}/{company.handle}_{name}_{stamp}.xls"
            found[path] = workbooks.xls(sheets)
    for month, rows in pages(company, channel).items():
        path = f"linkedin/competitors/{company.name} _competitor_analytics_{_stamp(month)}.xlsx"
        found[path] = workbooks.xlsx("COMPETITORS", _pages(month, rows), end_of_month(month))
    return found


def _stamp(day: date) -> int:
    return timegm(datetime.combine(day, time(7)).timetuple()) * 1000 + draw(0, 999, day)


def _american(day: date) -> str:
    return f"{day:%m/%d/%Y}"


def _metrics(world: World, inside: list[int]) -> Cells:
    company, channel = world.company, world.channels["linkedin"]
    everyday = days(company)
    count = len(everyday)
    organic = {
        "Impressions": per_day(channel, count, channel.impressions),
        "Clicks": per_day(channel, count, channel.did["clicks"]),
        "Reactions": per_day(channel, count, channel.did["likes"]),
        "Comments": per_day(channel, count, channel.did["comments"]),
        "Reposts": per_day(channel, count, channel.did["shares"]),
    }
    paid = {day: (shown, clicks) for day, _, shown, clicks, _ in small(company, "linkedin")}
    people = people_per(channel.day, channel.person, count)
    rows = []
    for n in inside:
        shown, clicks = paid.get(everyday[n], (0, 0))
        row: Facts = {
            "Date": _american(everyday[n]),
            "Unique impressions (organic)": int(people[n]),
        }
        sponsored = {"Impressions": shown, "Clicks": clicks}
        for name, values in organic.items():
            both = int(values[n]), sponsored.get(name, 0)
            row |= {f"{name} (organic)": both[0], f"{name} (sponsored)": both[1]}
            row[f"{name} (total)"] = sum(both)
        reacted = sum(int(organic[name][n]) for name in organic if name != "Impressions")
        row["Engagement rate (organic)"] = _rate(reacted, int(organic["Impressions"][n]))
        row["Engagement rate (sponsored)"] = _rate(clicks, shown)
        row["Engagement rate (total)"] = _rate(reacted + clicks, row["Impressions (total)"])
        rows.append(row)
    return [[_NOTE], *formats.table(formats.HEADERS["linkedin_days"], rows)]


def _rate(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _posts(world: World, inside: list[int]) -> Cells:
    company, channel = world.company, world.channels["linkedin"]
    counted = {"Impressions": per_post(channel, inside[-1] + 3, channel.impressions)}
    titles = {"clicks": "Clicks", "likes": "Likes", "comments": "Comments", "shares": "Reposts"}
    for name, title in (titles | {"follows": "Follows"}).items():
        counted[title] = per_post(channel, inside[-1] + 3, channel.did[name])
    rows = []
    for number in reversed(range(len(channel.posts))):
        post = channel.posts[number]
        if (post.at.date() - company.first).days not in range(inside[0], inside[-1] + 1):
            continue
        serial = 72 * 10**17 + number * 10**14 + draw(0, 10**14 - 1, company.seed, "urn", number)
        row: Facts = {title: int(values[number]) for title, values in counted.items()}
        reacted = sum(row[title] for title in titles.values())
        rows.append(
            row
            | {
                "Post title": post.text,
                "Post link": f"https://www.linkedin.com/feed/update/urn:li:activity:{serial}",
                "Post type": "Organic",
                "Posted by": "",
                "Created date": _american(post.at.date()),
                "Audience": "All followers",
                "Click through rate (CTR)": _rate(row["Clicks"], row["Impressions"]),
                "Engagement rate": _rate(reacted, row["Impressions"]),
                "Content Type": "",
            }
        )
    note = "Engagement metrics for individual posts. All dates and times are in UTC."
    return [[note], *formats.table(formats.HEADERS["linkedin_posts"], rows)]


def _followers(company: Company, channel: Channel, inside: list[int]) -> Cells:
    everyday = days(company)
    rows: list[Facts] = [
        {
            "Date": _american(everyday[n]),
            "Sponsored followers": 0,
            "Organic followers": int(channel.follows[n]),
            "Auto-invited followers": 0,
            "Total followers": int(channel.follows[n]),
        }
        for n in inside
    ]
    return formats.table(formats.HEADERS["linkedin_followers"], rows)


def _groups(channel: Channel, inside: list[int]) -> dict[str, Cells]:
    stock = int(channel.followers[inside[-1]])
    return {
        sheet: [[sheet, "Total followers"], *([g, stock * s // 100] for g, s in groups.items())]
        for sheet, groups in _GROUPS.items()
    }


def _visitors(company: Company, channel: Channel, inside: list[int]) -> Cells:
    everyday = days(company)
    came = per_day(channel, len(everyday), channel.did["visits"])
    rows = []
    for n in inside:
        people = int(came[n])
        views = people + people * draw(20, 90, company.seed, "pages", n) // 100
        row: Facts = {"Date": _american(everyday[n])}
        for kind, value in (("page views", views), ("unique visitors", people)):
            phone = value * 45 // 100
            for part in ("Overview", "Total"):
                row |= {f"{part} {kind} (desktop)": value - phone, f"{part} {kind} (mobile)": phone}
                row[f"{part} {kind} (total)"] = value
        rows.append(row)
    return formats.table(formats.HEADERS["linkedin_visitors"], rows)


def _pages(month: date, rows: list[Page]) -> Cells:
    lines: list[list[object]] = [[_american(month), _american(end_of_month(month))]]
    lines.append([*formats.HEADERS["linkedin_competitors"]])
    return lines + [[p.name, p.followers, p.follows, p.interactions, p.posts] for p in rows]


def x(world: World) -> Files:
    """Return posts and days of each year, newest first, without a final line end."""
    found = {}
    for year, inside in years(world.company):
        first, last = (days(world.company)[inside[end]] for end in (0, -1))
        posts = formats.plain(_x_posts(world, inside), last="")
        overview = formats.plain(_x_days(world, inside), last="")
        found[f"x/{year}/account_analytics_content_{first}_{last}.csv"] = posts.encode()
        found[f"x/{year}/account_overview_analytics.csv"] = overview.encode()
    return found


def x_number(company: Company, number: int) -> int:
    """Return the identifier of a post; later ones are larger."""
    return 18 * 10**17 + number * 10**14 + draw(0, 10**14 - 1, company.seed, "x", number)


def _engaged(columns: dict[str, Ints]) -> Ints:
    """Return all that X counts as engagement, clicks and looks at the profile included."""
    names = (
        "Likes",
        "Bookmarks",
        "Replies",
        "Reposts",
        "Profile visits",
        "URL Clicks",
        "Detail Expands",
    )
    total: Ints = sum((columns[name] for name in names), start=np.zeros_like(columns["Likes"]))
    return total


_X = {
    "Likes": "likes", "Replies": "comments", "Reposts": "shares", "Bookmarks": "saves",
    "URL Clicks": "clicks", "Profile visits": "visits", "New follows": "follows",
}  # fmt: skip


def _x_posts(world: World, inside: list[int]) -> list[list[object]]:
    company, channel = world.company, world.channels["x"]
    until = inside[-1] + 2
    columns = {title: per_post(channel, until, channel.did[name]) for title, name in _X.items()}
    columns["Impressions"] = per_post(channel, until, channel.impressions)
    columns["Detail Expands"] = columns["Impressions"] // 90
    columns["Engagements"] = _engaged(columns)
    rows = []
    for number in reversed(range(len(channel.posts))):
        post = channel.posts[number]
        if (post.at.date() - company.first).days not in range(inside[0], inside[-1] + 1):
            continue
        serial = x_number(company, number)
        row: Facts = {title: int(values[number]) for title, values in columns.items()}
        row |= {"Shares": 0, "Hashtag Clicks": 0, "Permalink Clicks": 0}
        row |= {"Post id": serial, "Date": formats.spelled(post.at.date())}
        row["Post text"] = escape(post.text, quote=False)
        row["Post Link"] = f"https://x.com/{company.handle}/status/{serial}"
        rows.append(row)
    return formats.table(formats.HEADERS["x_posts"], rows)


def _x_days(world: World, inside: list[int]) -> list[list[object]]:
    company, channel = world.company, world.channels["x"]
    everyday = days(company)
    count = len(everyday)
    columns = {title: per_day(channel, count, channel.did[name]) for title, name in _X.items()}
    columns["Impressions"] = per_day(channel, count, channel.impressions)
    columns["Detail Expands"] = columns["Impressions"] // 90
    columns["Engagements"] = _engaged(columns)
    columns |= {"New follows": channel.follows, "Unfollows": channel.unfollows}
    posted = [(post.at.date() - company.first).days for post in channel.posts]
    rows = []
    for n in reversed(inside):
        row: Facts = {title: int(values[n]) for title, values in columns.items()}
        row |= {"Date": formats.spelled(everyday[n]), "Shares": 0, "Create Post": posted.count(n)}
        rows.append(row | {"Video views": 0, "Media views": 0})
    return formats.table(formats.HEADERS["x_days"], rows)
