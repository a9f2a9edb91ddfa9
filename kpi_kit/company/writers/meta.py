"""Meta's files of posts and stories on Instagram and of posts on Facebook."""

from datetime import date, datetime, time, timedelta

from kpi_kit.company.ads import months_of
from kpi_kit.company.almanac import days
from kpi_kit.company.boosts import boosts
from kpi_kit.company.day_stories import DayStory, day_stories
from kpi_kit.company.draws import Ints, draw
from kpi_kit.company.facts import Company, Facts, end_of_month
from kpi_kit.company.plan import Post
from kpi_kit.company.seeing import Channel, per_post
from kpi_kit.company.world import World

from . import formats

_CODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_INSTAGRAM_TYPES = {"reel": "IG reel", "image": "IG image", "carousel": "IG carousel"}
_FACEBOOK_TYPES = {"reel": "Reels", "image": "Photos", "link": "Links", "text": "Text"}
_LOST = 4
"""So many cells are missing at the end of short rows."""
_LATE = 14
"""Days after the end of the last month, when somebody downloaded it once more."""

Files = dict[str, bytes]


def files(world: World) -> Files:
    """Return all of Meta's files."""
    return {**_instagram(world), **_stories(world), **_facebook(world)}


def ranges(company: Company) -> list[tuple[date, date]]:
    """Return the months, each an export of its own, cut where impressions became views."""
    change = company.stories["views"]["day"]
    starts = months_of(company)
    if company.first < change < company.last:
        starts = sorted({*starts, change})
    ends = [following - timedelta(days=1) for following in starts[1:]]
    return list(zip(starts, [*ends, company.last], strict=True))


def _downloaded(company: Company, last: date) -> date:
    """Return when a month was exported: every quarter somebody downloads its three months.

    When impressions ended, they did it at once, to have them until the day before.
    """
    quarters = {m for m in months_of(company) if (m.month - 1) % 3 == 0}
    following = sorted(m for m in quarters | {company.stories["views"]["day"]} if m > last)
    return following[0] + timedelta(days=4) if following else company.last


def _instagram(world: World) -> Files:
    company, channel = world.company, world.channels["instagram"]
    change = company.stories["views"]["day"]
    found = {}
    downloads = [(first, last, _downloaded(company, last)) for first, last in ranges(company)]
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


def _stories(world: World) -> Files:
    """Return the exports of stories, which have other columns; half a year each."""
    company = world.company
    told = day_stories(company, world.channels["instagram"])
    change, found = company.stories["views"]["day"], {}
    starts = {m for m in months_of(company) if m.month in (1, 7)} | {company.first}
    starts |= {change} & {*days(company)[1:]}
    begins = sorted(starts)
    ends = [following - timedelta(days=1) for following in begins[1:]]
    for number, (first, last) in enumerate(zip(begins, [*ends, company.last], strict=True)):
        header = [
            "Impressions" if last < change and name == "Views" else name
            for name in formats.HEADERS["instagram_stories"]
        ]
        rows = [_story_row(company, one) for one in told if first <= one.at.date() <= last]
        name = f"stories/{_named(company, first, last, 200 + number)}"
        found[name] = formats.meta(formats.table(header, reversed(rows)))
    return found


def _story_row(company: Company, story: DayStory) -> Facts:
    number = draw(10**18, 4 * 10**18, company.seed, "story", story.at)
    return _instagram_facts(company, story.at, "stories", 15) | {
        "Permalink": f"https://www.instagram.com/stories/{company.handle}/{number}",
        "Post type": "IG story",
        "Views": story.views,
        "Impressions": story.impressions,
        "Reach": story.people,
        "Likes": story.likes,
        "Shares": 0,
        "Follows": 0,
        "Replies": story.replies,
        "Navigation": story.moves,
        "Profile visits": story.visits,
        "Sticker taps": story.taps,
        "Link clicks": story.link_clicks,
    }


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
        row = _instagram_facts(company, post.at, "instagram", post.seconds) | {
            "Description": post.text,
            "Permalink": f"https://www.instagram.com/{'reel' if post.seconds else 'p'}/{code}/",
            "Post type": _INSTAGRAM_TYPES[post.format],
        }
        row |= {name: int(values[number]) for name, values in counts.items()}
        rows.append(row | {"Reach": "", "Follows": ""} if post.unreported else row)
    return rows


def _instagram_facts(company: Company, at: datetime, kind: str, seconds: int) -> Facts:
    key = (company.seed, kind, at)
    return {
        "Post ID": f"{draw(17_900, 18_190, *key, 'id')}{draw(0, 10**12 - 1, *key, 'rest'):012}",
        "Account ID": "17841499999990026",
        "Account username": company.handle,
        "Account name": company.name,
        "Duration (sec)": seconds,
        "Publish time": f"{formats.in_pacific(at):%m/%d/%Y %H:%M}",
        "Date": "Lifetime",
    }


def _counts(company: Company, channel: Channel, exported: date) -> dict[str, Ints]:
    """Return what each post had collected when it was exported."""
    until = (exported - company.first).days
    found = {"Reach": per_post(channel, until)}
    found["Organic"] = per_post(channel, until, channel.impressions > channel.paid)
    found["Boosted"] = per_post(channel, until, channel.paid > 0)
    found["Impressions"] = per_post(channel, until, channel.impressions)
    found["Views"] = per_post(channel, until, channel.views)
    for name in ("likes", "comments", "shares", "saves", "clicks", "follows"):
        found[name.capitalize()] = per_post(channel, until, channel.did[name])
    return found


def _facebook(world: World) -> Files:
    """Return the content exports: one ends in short rows, one holds an error row."""
    company, channel = world.company, world.channels["facebook"]
    with_boost = {channel.posts[boost.post].at for boost in boosts(company, channel.posts)}
    months, found = months_of(company), {}
    for number, first in enumerate(months):
        last = end_of_month(first)
        is_boosted = any(first <= at.date() <= last for at in with_boost)
        header = formats.HEADERS["facebook_boosted" if is_boosted else "facebook"]
        rows = _facebook_rows(company, channel, first, last, _downloaded(company, last))
        cells = formats.table(header, reversed(rows))
        if number == len(months) - 4:
            cells[-2:] = [row[:-_LOST] for row in cells[-2:]]
        if number == len(months) - 1:
            cells.insert(9, _error_row(company, last, header))
        name = f"facebook/{_named(company, first, last, 100 + number)}"
        found[name] = formats.meta(cells)
    return found


def _error_row(company: Company, day: date, header: list[str]) -> list[object]:
    """Return the row of a post of that day of which nothing is left but its ID."""
    lost = _facebook_id(company, datetime.combine(day, time(12)))
    comment = f"An error occurred: no metadata for the content with ID {lost}."
    return [{"Data comment": comment, "Date": "Lifetime"}.get(name, "") for name in header]


def _facebook_rows(
    company: Company, channel: Channel, first: date, last: date, exported: date
) -> list[Facts]:
    counts = _counts(company, channel, exported)
    chosen = [n for n, post in enumerate(channel.posts) if first <= post.at.date() <= last]
    return [
        _facebook_row(company, channel.posts[n], {name: int(v[n]) for name, v in counts.items()})
        for n in chosen
    ]


def _facebook_id(company: Company, at: datetime) -> int:
    """Return a number that no other post has; later ones are larger."""
    minute = (at.date() - company.first).days * 1440 + at.hour * 60 + at.minute
    return 934 * 10**12 + minute * 10**8 + draw(0, 10**8 - 1, company.seed, "facebook", at, "id")


def _facebook_row(company: Company, post: Post, count: dict[str, int]) -> Facts:
    """Return one post under Meta's headers; a reel's text is its description, not its title."""
    key = (company.seed, "facebook", post.at)
    is_reel = post.format == "reel"
    post_id = _facebook_id(company, post.at)
    link = count["Clicks"]
    photo = count["Organic"] * draw(9, 20, *key) // 1000 if post.format == "image" else 0
    other = count["Organic"] * draw(7, 14, *key, "other") // 1000
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
        "Reach from Organic posts": count["Organic"],
        "Reach from Boosted posts": count["Boosted"],
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
