"""What the company says when and where: by hand where there are such posts, else by plan."""

import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache

from .almanac import days
from .draws import draw, pick
from .facts import HERE, Company, Facts

CHANNELS = ("instagram", "facebook", "tiktok", "youtube", "linkedin", "x")


@dataclass(frozen=True)
class Post:
    """One post on one channel; ``at`` is Berlin time."""

    at: datetime
    format: str
    text: str
    on: str = "instagram"
    seconds: int = 0
    appeal: int = 100
    viral: bool = False
    unreported: bool = False
    """Whether the platform leaves reach and follows empty, as it does for some reels."""


@dataclass
class Words:
    """Fills the trade's sentences, and uses no text twice."""

    company: Company
    used: set[str] = field(default_factory=set)

    def text(self, hooks: list[str], bodies: list[str], *key: object) -> str:
        """Return a sentence or two that have not been said in this way before."""
        closings: list[str] = self.company.trade["texts"]["closings"]
        for attempt in range(400):
            parts = [pick(hooks, *key, attempt, "hook"), pick(bodies, *key, attempt, "body")]
            if attempt > 3 or draw(0, 1, *key, "closing"):
                parts.append(pick(closings, *key, attempt, "closing"))
            said = self.filled("\n\n".join(filter(None, parts)), *key, attempt)
            if said not in self.used:
                self.used.add(said)
                return said
        msg = f"{self.company.trade['noun']}: too few texts"
        raise ValueError(msg)

    def filled(self, text: str, *key: object, **names: str) -> str:
        """Put words into the gaps of a sentence; at its beginning they are capitalised."""
        slots: Facts = self.company.trade["texts"]["slots"]
        known = {"name": self.company.name, "handle": self.company.handle} | names
        known |= {"site": self.company.site}

        def word(found: re.Match[str]) -> str:
            name = found[1]
            chosen: str = known.get(name) or pick(slots[name], *key, name, found.start())
            starts = found.start() == 0 or text[found.start() - 2 : found.start()] in {". ", "\n\n"}
            return chosen[0].upper() + chosen[1:] if starts else chosen

        return re.sub(r"\{(\w+)\}", word, text)


def posts(company: Company) -> dict[str, list[Post]]:
    """Return the posts of every channel, oldest first."""
    words = Words(company)
    written = _diary() if company.diary else []
    by_hand = {post.at.date().replace(day=1) for post in written}
    found: dict[str, list[Post]] = {"instagram": [], "facebook": []}
    for post in written:
        if post.on in ("instagram", "both"):
            found["instagram"].append(post)
        if post.on in ("facebook", "both"):
            found["facebook"].append(_for_facebook(post))
    for channel in CHANNELS:
        planned = _planned(company, channel, words, by_hand)
        found.setdefault(channel, []).extend(planned)
        if channel == "instagram":
            half = [post for post in planned if draw(0, 99, company.seed, "both", post.at) < 42]
            found["facebook"] += [_for_facebook(post) for post in half]
    if not company.diary:
        found["instagram"] = _with_viral(company, found["instagram"])
    return {channel: sorted(found[channel], key=lambda post: post.at) for channel in CHANNELS}


@cache
def _diary() -> list[Post]:
    """Return the posts that were written by hand."""
    tables = (
        tomllib.loads(path.read_text(encoding="utf-8"))["post"]
        for path in sorted((HERE / "diary").glob("*.toml"))
    )
    return [Post(**fields) for table in tables for fields in table]


def _for_facebook(post: Post) -> Post:
    """Return the post as it goes to Facebook: a little later, and without the hashtags."""
    if post.on == "facebook":
        return replace(post, format={"photo": "image"}.get(post.format, post.format))
    lines = post.text.split("\n")
    return replace(
        post,
        at=post.at + timedelta(minutes=draw(4, 38, post.at)),
        format="reel" if post.format == "reel" else "image",
        text="\n".join(line for line in lines if not line.startswith("#")).strip(),
        viral=False,
        unreported=False,
    )


def _planned(company: Company, channel: str, words: Words, by_hand: set[date]) -> list[Post]:
    """Follow the weekly plan on all days for which nothing was written by hand."""
    planned = []
    for day in days(company):
        taken = channel in ("instagram", "facebook") and day.replace(day=1) in by_hand
        for weekday, hour, kind, share in company.facts["plans"][channel]:
            key = (company.seed, channel, day, hour, kind)
            if taken or day.weekday() != weekday or draw(0, 999, *key) >= share:
                continue
            at = datetime.combine(day, time(hour)) + timedelta(minutes=draw(0, 3, *key) * 15)
            planned.append(
                Post(
                    at=at,
                    format=kind,
                    text=_said(company, channel, kind, words, at),
                    on=channel,
                    seconds=_seconds(kind, key),
                    unreported=kind == "reel" and draw(0, 99, *key, "unreported") < 9,
                )
            )
    return planned


def _seconds(kind: str, key: tuple[object, ...]) -> int:
    lengths = {"reel": (18, 62), "short": (16, 58), "video": (24, 58)}
    if key[1] == "youtube" and kind == "video":
        lengths["video"] = (260, 900)
    return draw(*lengths[kind], *key, "seconds") if kind in lengths else 0


def _said(company: Company, channel: str, kind: str, words: Words, at: datetime) -> str:
    """Write the text of a post in the manner of its channel."""
    key = (company.seed, channel, at, kind)
    trade = company.trade
    if channel == "youtube" or (channel == "tiktok" and draw(0, 1, *key)):
        titles = trade["video"]["titles"]
        said = words.text([f"{title}{_number(at)}" for title in titles], [""], *key)
        said = said.split("\n")[0]
        return said if channel == "youtube" else f"{said} {_tags(company, words, key)}"
    if channel == "linkedin":
        return words.text(trade["professional"]["hooks"], trade["professional"]["bodies"], *key)
    topics = [t for t in trade["texts"]["topics"] if at.month in t.get("months", [at.month])]
    topic = pick(topics, *key, "topic")
    said = words.text(topic["hooks"], topic["bodies"], *key)
    if channel == "x":
        return said.replace("\n\n", " ")
    if channel == "tiktok":
        return f"{said.split(chr(10))[0]} {_tags(company, words, key)}"
    if kind == "link":
        return f"{said}\n\n{company.site}/{at:%Y}/{at:%j}"
    return said if channel == "facebook" else f"{said}\n\n{_tags(company, words, key)}"


def _number(at: datetime) -> str:
    return f" · Folge {(at.year - 2020) * 52 + at.isocalendar().week}"


def _tags(company: Company, words: Words, key: tuple[object, ...]) -> str:
    tags = company.trade["texts"]["tags"]
    chosen = dict.fromkeys(pick(tags, *key, "tag", number) for number in range(4))
    return words.filled(" ".join(chosen), *key)


def _with_viral(company: Company, found: list[Post]) -> list[Post]:
    """Let the reel that comes next after the story's day go viral."""
    day = company.stories["viral"]["day"]
    place = next(n for n, p in enumerate(found) if p.format == "reel" and p.at.date() >= day)
    viral = replace(found[place], viral=True, unreported=False)
    return [*found[:place], viral, *found[place + 1 :]]
