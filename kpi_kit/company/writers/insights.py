"""What Meta's Insights show of an account: its days, and who follows."""

from datetime import date

import numpy as np

from kpi_kit.company.almanac import days
from kpi_kit.company.draws import around
from kpi_kit.company.facts import Company
from kpi_kit.company.seeing import people_per, per_day
from kpi_kit.company.world import World

from . import formats

Files = dict[str, bytes]


def files(world: World) -> Files:
    """Return the daily figures and the audiences."""
    return {**_daily(world), **_audiences(world.company)}


def _daily(world: World) -> Files:
    """Return the daily figures, a folder per year; one file was downloaded twice."""
    company = world.company
    found = {}
    for channel, titles in _TITLES.items():
        for name, values in _series(world, channel).items():
            for year in sorted({day.year for day in values}):
                chosen = {day: value for day, value in values.items() if day.year == year}
                content = formats.daily(titles[name], chosen, facebook=channel == "facebook")
                found[f"{channel}/{year}/{name}.csv"] = content
    again = f"instagram/{company.last.year}/Reach"
    found[f"{again} (1).csv"] = found[f"{again}.csv"]
    return found


_TITLES = {
    "instagram": {
        "Reach": "Instagram reach", "Views": "Views", "Interactions": "Content interactions",
        "Follows": "Instagram follows", "Visits": "Instagram profile visits",
        "Link clicks": "Instagram link clicks",
    },
    "facebook": {
        "Reach": "Facebook reach", "Views": "Views", "Interactions": "Content interactions",
        "Follows": "Facebook follows", "Visits": "Facebook visits",
    },
}  # fmt: skip


def _series(world: World, name: str) -> dict[str, dict[date, int]]:
    company, channel = world.company, world.channels[name]
    everyday = days(company)
    count = len(everyday)
    reacted = sum(per_day(channel, count, channel.did[w]) for w in _REACTIONS[name])
    columns = {
        "Reach": people_per(channel.day, channel.person, count),
        "Views": per_day(channel, count, channel.views),
        "Interactions": np.asarray(reacted),
        "Follows": channel.follows,
        "Visits": per_day(channel, count, channel.did["visits"]),
        "Link clicks": per_day(channel, count, channel.did["bio"]),
    }
    found = {
        title: dict(zip(everyday, map(int, values[:count]), strict=True))
        for title, values in columns.items()
        if title in _TITLES[name]
    }
    if name == "instagram":
        change, young = company.stories["views"]["day"], everyday[-2:]
        found["Views"] = {day: value for day, value in found["Views"].items() if day >= change}
        # Days without new followers are left out, and the last two are not known yet.
        found["Follows"] = {d: v for d, v in found["Follows"].items() if v and d not in young}
    return found


_REACTIONS = {
    "instagram": ("likes", "comments", "shares", "saves"),
    "facebook": ("likes", "comments", "shares"),
}


def _audiences(company: Company) -> Files:
    """Return who follows, in percent: age and gender, and the largest cities."""
    return {f"{name}/Audience.csv": _audience(company, name) for name in _TITLES}


def _audience(company: Company, name: str) -> bytes:
    facts, key = company.facts["audience"], (company.seed, "audience", name)
    groups = [*zip(facts["ages"], facts[name]["women"], facts[name]["men"], strict=True)]
    drawn = [
        [around(share, 12, *key, age, kind) for kind, share in (("women", women), ("men", men))]
        for age, women, men in groups
    ]
    per = sum(map(sum, drawn))
    lines = ["sep=,", '"Age & gender"', '"","Women","Men"']
    for (age, *_), shares in zip(groups, drawn, strict=True):
        lines.append(",".join(f'"{cell}"' for cell in (age, *(_percent(s, per) for s in shares))))
    cities = {city: around(share, 15, *key, city) for city, share in facts["cities"].items()}
    order = sorted(cities, key=lambda city: -cities[city])
    lines += ["", '"Top cities"', ",".join(f'"{city}, NW"' for city in order)]
    lines.append(",".join(f'"{_percent(cities[city], 1000)}"' for city in order))
    return b"\xff\xfe" + "\n".join([*lines, ""]).encode("utf-16-le")


def _percent(part: float, whole: float) -> str:
    return formats.decimal(int(1000 * part / whole + 0.5), 1)
