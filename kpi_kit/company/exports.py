"""Emscherrad's exports: which files there are, and which figures go into which column."""

from datetime import date

from . import formats
from .ads import AdRow, ad_rows
from .days import DAYS, days
from .draws import draw
from .posts import FIRST_DAY, LAST_DAY, Post, figures, posts

_QUARTER = date(2026, 4, 1)
_JUNE = date(2026, 6, 1)

# When somebody clicked on "export": the first quarter in April, the second on its last evening,
# June once more two weeks later, when its posts had collected more.
_EXPORTED = {"Q1": date(2026, 4, 6), "Q2": LAST_DAY, "June": date(2026, 7, 14)}

_CODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_INSTAGRAM_TYPES = {"reel": "IG reel", "image": "IG image", "carousel": "IG carousel"}
_FACEBOOK_TYPES = {"reel": "Reels", "photo": "Photos", "link": "Links", "text": "Text"}
_SHORT_ROW = 27

_INSTAGRAM_DAILY = {
    "Reach": ("Instagram reach", "reach"),
    "Views": ("Views", "views"),
    "Interactions": ("Content interactions", "interactions"),
    "Follows": ("Instagram follows", "follows"),
    "Visits": ("Instagram profile visits", "visits"),
    "Link clicks": ("Instagram link clicks", "link_clicks"),
}
_FACEBOOK_DAILY = {
    "Reach": ("Facebook reach", "reach"),
    "Views": ("Views", "views"),
    "Interactions": ("Content interactions", "interactions"),
    "Follows": ("Facebook follows", "follows"),
    "Visits": ("Facebook visits", "visits"),
}


def files(*, seed: int) -> dict[str, bytes]:
    """Return every export as path -> content, paths relative to the company's folder."""
    ads = formats.sheet([formats.HEADERS["ads"], *map(_ad_cells, ad_rows(seed=seed))])
    return {
        **_instagram_posts(seed),
        **_facebook_posts(seed),
        **_instagram_days(seed),
        **_facebook_days(seed),
        "ads/Emscherrad-Kampagnen-Jan-1-2026-Jun-30-2026.csv": ads,
    }


def _instagram_posts(seed: int) -> dict[str, bytes]:
    """Return the three content exports; the second has its last columns in another order."""
    usual, other = formats.HEADERS["instagram"], formats.HEADERS["instagram_reordered"]
    exports = {
        "Jan-01-2026_Mar-31-2026_1288400713950216": (FIRST_DAY, _QUARTER, "Q1", usual),
        "Apr-01-2026_Jun-30-2026_1431907265083374": (_QUARTER, date.max, "Q2", other),
        "Jun-01-2026_Jun-30-2026_974215860331907": (_JUNE, date.max, "June", usual),
    }
    sheets = {}
    for name, (first, end, export, header) in exports.items():
        chosen = [post for post in posts("instagram") if first <= post.at.date() < end]
        # Meta puts one post out of order on top, the others newest first.
        ordered = [chosen[0], *reversed(chosen[1:])]
        rows = (_instagram_row(post, _EXPORTED[export], seed) for post in ordered)
        cells = [[row.get(column, "") for column in header] for row in rows]
        sheets[f"instagram/{name}.csv"] = formats.sheet([header, *cells])
    return sheets


def _instagram_row(post: Post, until: date, seed: int) -> dict[str, object]:
    """Return one post under Meta's headers."""
    key = (seed, "instagram", post.at)
    code = "D" + "".join(_CODE[draw(0, 63, *key, "code", place)] for place in range(10))
    counted = figures(post, "instagram", until, seed=seed)
    row: dict[str, object] = {
        "Post ID": f"{draw(17_900, 18_190, *key, 'id')}{draw(0, 10**12 - 1, *key, 'rest'):012}",
        "Account ID": "17841499999990026",
        "Account username": "emscherrad",
        "Account name": "Emscherrad",
        "Description": post.text,
        "Duration (sec)": post.seconds,
        "Publish time": formats.publish_time(post.at),
        "Permalink": f"https://www.instagram.com/{'reel' if post.seconds else 'p'}/{code}/",
        "Post type": _INSTAGRAM_TYPES[post.format],
        "Date": "Lifetime",
    } | {metric.capitalize(): count for metric, count in counted.items()}
    return row | {"Reach": "", "Follows": ""} if post.unreported else row


def _facebook_posts(seed: int) -> dict[str, bytes]:
    """Return the two content exports: one ends in short rows, one holds an error row."""
    header = formats.HEADERS["facebook"]
    rows: dict[str, list[list[object]]] = {"Q1": [], "Q2": []}
    for post in reversed(posts("facebook")):
        export = "Q1" if post.at.date() < _QUARTER else "Q2"
        row = _facebook_row(post, _EXPORTED[export], seed)
        rows[export].append([row.get(column, "") for column in header])
    rows["Q1"][-2:] = [row[:_SHORT_ROW] for row in rows["Q1"][-2:]]
    rows["Q2"].insert(9, [_ERROR.get(column, "") for column in header])
    names = {
        "Q1": "Jan-01-2026_Mar-31-2026_1102653894417720",
        "Q2": "Apr-01-2026_Jun-30-2026_1567340928116053",
    }
    return {
        f"facebook/{name}.csv": formats.sheet([header, *rows[export]])
        for export, name in names.items()
    }


_ERROR = {
    "Data comment": "An error occurred: no metadata for the content with ID 948103377265194.",
    "Date": "Lifetime",
}


def _facebook_row(post: Post, until: date, seed: int) -> dict[str, object]:
    """Return one post under Meta's headers; a reel's text is its description, not its title."""
    key = (seed, "facebook", post.at)
    is_reel = post.format == "reel"
    minute = (post.at.date() - FIRST_DAY).days * 1440 + post.at.hour * 60 + post.at.minute
    # Later posts have larger ids.
    post_id = 934 * 10**12 + minute * 10**8 + draw(0, 10**8 - 1, *key, "id")
    counted = figures(post, "facebook", until, seed=seed)
    row: dict[str, object] = {
        "Post ID": post_id,
        "Page ID": "100099999990026",
        "Page name": "Emscherrad",
        "Description" if is_reel else "Title": post.text,
        "Duration (sec)": post.seconds,
        "Publish time": formats.publish_time(post.at),
        "Caption type": "uploaded" if is_reel else "N/A",
        "Permalink": "https://www.facebook.com/"
        + (f"reel/{post_id}" if is_reel else f"emscherrad/posts/{post_id}"),
        "Is crosspost": 0,
        "Is share": 0,
        "Post type": _FACEBOOK_TYPES[post.format],
        "Date": "Lifetime",
    }
    return row | _facebook_counts(counted) | (_watched(post, counted, seed) if is_reel else {})


def _facebook_counts(counted: dict[str, int]) -> dict[str, object]:
    """Return the counts under Meta's headers; a kind of click that never happened stays empty."""
    reactions, comments, shares = (counted[m] for m in ("reactions", "comments", "shares"))
    link, other, photo = (counted[m] for m in ("link_clicks", "other_clicks", "photo_clicks"))
    return {
        "Views": counted["views"],
        "Reach": counted["reach"],
        "Reactions, Comments and Shares": reactions + comments + shares,
        "Reactions": reactions,
        "Comments": comments,
        "Shares": shares,
        "Total clicks": link + other + photo,
        "Link Clicks": link or "",
        "Other Clicks": other or "",
        "Matched Audience Targeting Consumption (Photo Click)": photo or "",
    }


def _watched(post: Post, counted: dict[str, int], seed: int) -> dict[str, object]:
    """Return what only videos have."""
    average = draw(4_200, 400 * post.seconds, seed, "facebook", post.at, "watched")
    return {
        "Seconds viewed": formats.decimal(counted["views"] * average, 3),
        "Average Seconds viewed": formats.decimal(average, 3),
        "Estimated earnings (USD)": 0,
        "Ad impressions": 0,
    }


def _instagram_days(seed: int) -> dict[str, bytes]:
    """Return Instagram's daily files. Its follows lack the days without any, and the last two."""
    series = days("instagram", seed=seed)
    series["follows"] = {
        day: value for day, value in series["follows"].items() if value and day not in DAYS[-2:]
    }
    return {
        f"instagram/{name}.csv": formats.daily(title, series[metric])
        for name, (title, metric) in _INSTAGRAM_DAILY.items()
    }


def _facebook_days(seed: int) -> dict[str, bytes]:
    """Return Facebook's daily files, whose winter days begin at one o'clock."""
    series = days("facebook", seed=seed)
    return {
        f"facebook/{name}.csv": formats.daily(title, series[metric], winter_hour=1)
        for name, (title, metric) in _FACEBOOK_DAILY.items()
    }


def _ad_cells(row: AdRow) -> list[object]:
    """Return one campaign's month under the German headers."""
    # Rounded half up in integers: no machine's floats decide the last digit.
    frequency = (2 * row.impressions * 10**8 + row.reach) // (2 * row.reach)
    return [
        row.start.isoformat(),
        row.end.isoformat(),
        row.campaign,
        row.reach,
        row.impressions,
        formats.decimal(frequency, 8),
        formats.decimal(row.spend, 2),
        row.clicks,
        row.link_clicks,
        row.purchases,
        formats.decimal(row.value, 2),
    ]
