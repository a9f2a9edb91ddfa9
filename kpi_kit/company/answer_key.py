"""The answer key: every story told to the instructor, with its days, figures and where to look."""

from datetime import date
from typing import Any

from . import truth
from .almanac import days
from .facts import Company, Facts, company_of, read
from .world import World

LANGUAGES = ("de", "en")


def answer_key(world: World) -> str:
    """Write the key in both languages, as Markdown."""
    return "\n---\n\n".join(_edition(world, lang) for lang in LANGUAGES)


def _edition(world: World, lang: str) -> str:
    words, company = read("answer_key.toml"), world.company
    head = {name: each[lang] for name, each in words["head"].items()}
    facts = {
        "name": company.name, "months": _months(company), "end": _day(company.last, lang),
        "options": _options(company),
    }  # fmt: skip
    columns, *campaigns = truth.campaigns(world)
    names = list(map(str, columns))
    found = [dict(zip(names, campaign, strict=True)) for campaign in campaigns]
    parts = [
        f"# {head['title'].format(**facts)}", head["made"].format(**facts),
        _table(head["columns"], _stories(world, words, found, lang)), head["reading"],
        f"## {head['campaigns']}",
        _table(head["campaign_columns"], [_campaign(one, lang) for one in found]),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _options(company: Company) -> str:
    """Return the options with which the command makes the same company again."""
    seed, trade, months = company.seed, company.trade_name, _months(company)
    options = f"--seed {seed} --trade {trade} --months {months}"
    drawn = company_of(seed=seed, trade=trade, months=months).name
    return options if company.name == drawn else f'{options} --name "{company.name}"'


def _months(company: Company) -> int:
    return len({day.replace(day=1) for day in days(company)})


def _stories(world: World, words: Facts, campaigns: list[Facts], lang: str) -> list[list[str]]:
    rows = []
    for story, lessons, first, last, _, _ in truth.stories(world)[1:]:
        told, name = words[str(story)], str(story)
        facts = {key: _number(value, lang) for key, value in _facts(world, name, campaigns).items()}
        span = [_day(date.fromisoformat(str(day)), lang) for day in dict.fromkeys((first, last))]
        said = [told[part][lang].format(**facts) for part in ("naive", "true")]
        rows.append([told["title"][lang], str(lessons), " – ".join(span), *said, told["look"]])
    return rows


def _facts(world: World, story: str, campaigns: list[Facts]) -> dict[str, float]:
    """Return a story's sizes, and the figures of its campaign."""
    sizes = {k: v for k, v in world.company.stories.get(story, {}).items() if k != "day"}
    for one in campaigns:
        if one["key"] == story:
            spend, revenue = float(one["spend"]), float(one["claimed_revenue"])
            sizes |= {
                "spend": round(spend), "roas": round(revenue / spend, 1),
                "claimed": one["claimed_orders"], "caused": one["incremental_orders"],
                "margin": round(float(one["incremental_margin"])),
            }  # fmt: skip
    return sizes


def _campaign(one: Facts, lang: str) -> list[str]:
    spend, margin = float(one["spend"]), float(one["incremental_margin"])
    counts = [one[name] for name in ("claimed_orders", "claimed_but_not_caused")]
    revenue = round(float(one["incremental_revenue"]))
    figures: list[Any] = [
        round(spend), *counts, one["incremental_orders"], revenue, round(margin),
        round(margin - spend),
    ]  # fmt: skip
    return [str(one["campaign"]), *(_number(figure, lang) for figure in figures)]


def _table(columns: str, rows: list[list[str]]) -> str:
    line = "|" + "---|" * (columns.count("|") + 1)
    return "\n".join([f"| {columns} |", line, *(f"| {' | '.join(row)} |" for row in rows)])


def _number(value: float, lang: str) -> str:
    written = f"{value:,}".replace("-", "−")
    return written.translate(str.maketrans(",.", ".,")) if lang == "de" else written


def _day(day: date, lang: str) -> str:
    return f"{day:%d.%m.%Y}" if lang == "de" else f"{day:%Y-%m-%d}"
