"""What others say: mentions, messages to customer service, competitors."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .ads import months_of
from .almanac import days, demand, holidays
from .draws import draw, pick, rounded
from .facts import Company, end_of_month
from .plan import Words
from .seeing import Channel

CRISIS_DAYS = 24


@dataclass(frozen=True)
class Mention:
    """One mention; ``mood`` is what was meant, ``judged`` what the listening tool made of it."""

    at: datetime
    source: str
    author: str
    text: str
    url: str
    mood: str
    judged: str
    about: str
    kind: str


@dataclass(frozen=True)
class Message:
    """One message to customer service; unanswered where ``answered`` is None."""

    number: str
    channel: str
    received: datetime
    answered: datetime | None


@dataclass(frozen=True)
class Page:
    """What LinkedIn shows of a page for a month."""

    name: str
    followers: int
    follows: int
    interactions: int
    posts: int


def in_crisis(company: Company, day: date) -> float:
    """Return how far a day is in the crisis: 1 at its beginning, 0 outside of it."""
    age = (day - company.stories["recall"]["day"]).days
    return (1 - age / CRISIS_DAYS) if 0 <= age < CRISIS_DAYS else 0.0


def in_draw(company: Company, day: date) -> bool:
    """Tell whether the competitor's prize draw runs."""
    story = company.stories["competitor"]
    runs: bool = 0 <= (day - story["day"]).days < story["days"]
    return runs


def mentions(company: Company) -> list[Mention]:
    """Return all mentions of the company and its competitors, oldest first."""
    facts, words = company.facts["talk"], Words(company)
    rivals = company.trade["competitors"]
    found = []
    for day in days(company):
        wanted = [(company.name, "usual", facts["own"])]
        wanted += [(r, "usual", n) for r, n in zip(rivals, facts["others"], strict=True)]
        # the days of a crisis add up to about half of its length
        share = in_crisis(company, day) * 2 / CRISIS_DAYS
        wanted += [(company.name, "crisis", company.stories["recall"]["mentions"] * share)]
        story = company.stories["competitor"]
        drawn = story["mentions"] / story["days"] if in_draw(company, day) else 0
        wanted += [(rivals[0], "draw", drawn)]
        for about, kind, number in wanted:
            count = rounded(number, company.seed, "mentions", day, about, kind)
            found += [_mention(company, words, day, about, kind, n) for n in range(count)]
    return sorted(found, key=lambda mention: mention.at)


def _mention(
    company: Company, words: Words, day: date, about: str, kind: str, number: int
) -> Mention:
    key = (company.seed, "mention", day, about, kind, number)
    facts, texts = company.facts["talk"], company.trade["mentions"]
    mood = _mood(facts["moods"], key)
    if kind == "crisis":
        negative = draw(0, 999, *key, "crisis") < facts["crisis_negative"]
        mood = "crisis" if negative else "neutral"
    name = "draw" if kind == "draw" else mood
    other = {"other": about, "other_tag": "".join(c for c in about.lower() if c.isalnum())}
    said: str = pick(texts[name], *key)
    if name != "neutral" or said.endswith("?"):
        said = f"{said} {_more(texts['more'], name, key)}".rstrip()
    text = words.filled(said, *key, **other | {"name": about})
    meant = {"crisis": "negative", "ironic": "negative"}.get(mood, mood)
    if kind == "draw":
        meant = "positive" if draw(0, 2, *key, "joy") else "neutral"
    judged = "positive" if mood == "ironic" else meant
    if draw(0, 999, *key, "misread") < facts["misread"]:
        judged = pick(["positive", "neutral", "negative"], *key, "judged")
    source = pick(facts["sources"], *key, "source")
    at = datetime.combine(day, time(draw(7, 22, *key, "h"), draw(0, 59, *key, "m")))
    serial = f"{draw(10**7, 10**8 - 1, *key, 'url')}"
    author = f"nutzer{draw(1, 9_999, *key, 'author'):04}"
    url = f"https://mentions.example/{serial}"
    return Mention(at, source, author, text, url, meant, judged, about, kind)


def _more(more: dict[str, list[str]], name: str, key: tuple[object, ...]) -> str:
    """Return a second sentence, which some mentions have."""
    said: str = pick(["", *more.get(name, [])], *key, "more")
    return said


def _mood(shares: list[int], key: tuple[object, ...]) -> str:
    chance = draw(0, sum(shares) - 1, *key, "mood")
    for name, share in zip(("positive", "neutral", "negative", "ironic"), shares, strict=True):
        if chance < share:
            return name
        chance -= share
    raise AssertionError


def messages(company: Company) -> list[Message]:
    """Return the messages to customer service, oldest first."""
    facts = company.facts["talk"]
    received = []
    for day, usual in zip(days(company), demand(company), strict=True):
        crisis = in_crisis(company, day)
        count = rounded(facts["messages"] * usual + 46 * crisis, company.seed, "messages", day)
        for number in range(count):
            key = (company.seed, "message", day, number)
            at = datetime.combine(day, time(draw(6, 23, *key, "h"), draw(0, 59, *key, "m")))
            received.append((at, pick(facts["channels"], *key, "channel"), crisis, key))
    received.sort(key=lambda one: one[0])
    return [
        Message(f"N{n:05}", channel, at, _answered(company, at, crisis, key))
        for n, (at, channel, crisis, key) in enumerate(received, start=1)
    ]


def _answered(
    company: Company, at: datetime, crisis: float, key: tuple[object, ...]
) -> datetime | None:
    facts = company.facts["talk"]
    chance = facts["crisis_unanswered"] if crisis else facts["unanswered"]
    if draw(0, 999, *key, "unanswered") < chance:
        return None
    minutes = draw(*facts["wait"], *key, "wait")
    answered = _later(company, at, int(minutes * (1 + (facts["crisis_wait"] - 1) * crisis)))
    return answered if answered.date() <= company.last else None


def _later(company: Company, at: datetime, minutes: int) -> datetime:
    """Return the time after so many minutes of opening hours."""
    while True:
        start, end = _opening(company, at.date())
        at = max(at, start)
        if at + timedelta(minutes=minutes) <= end:
            return at + timedelta(minutes=minutes)
        if at < end:
            minutes -= int((end - at).total_seconds() // 60)
        at = datetime.combine(at.date() + timedelta(days=1), time(0))


def _opening(company: Company, day: date) -> tuple[datetime, datetime]:
    facts = company.facts["talk"]
    closed = day.weekday() == 6 or day in holidays(day.year)
    hours = [0, 0] if closed else facts["saturday"] if day.weekday() == 5 else facts["open"]
    first, last = (datetime.combine(day, time(hour)) for hour in hours)
    return first, last


def pages(company: Company, linkedin: Channel) -> dict[date, list[Page]]:
    """Return for each month what LinkedIn shows of the own page and of the competitors."""
    facts = company.facts["rivals"]
    stock = list(facts["followers"])
    everyday = days(company)
    found = {}
    for first in months_of(company):
        inside = [n for n, d in enumerate(everyday) if first <= d <= end_of_month(first)]
        rows = [_own(company, linkedin, inside)]
        for place, name in enumerate(company.trade["competitors"]):
            key = (company.seed, "rival", name, first)
            bought = place == 0 and any(in_draw(company, everyday[n]) for n in inside)
            factor = facts["bought"] / 100 if bought else 1.0
            follows = rounded(facts["new"][place] * factor * draw(80, 120, *key) / 100, *key)
            posts = facts["posts"][place] + draw(-2, 2, *key, "posts")
            per_post = facts["interactions"][place] * factor * draw(75, 130, *key, "i") / 100
            stock[place] += follows
            rows.append(Page(name, stock[place], follows, int(posts * per_post), posts))
        found[first] = rows
    return found


def _own(company: Company, linkedin: Channel, inside: list[int]) -> Page:
    did = [linkedin.did[name] for name in ("clicks", "likes", "comments", "shares")]
    on = (linkedin.day >= inside[0]) & (linkedin.day <= inside[-1])
    posts = [(p.at.date() - company.first).days for p in linkedin.posts]
    return Page(
        company.name,
        int(linkedin.followers[inside[-1]]),
        int(linkedin.follows[inside].sum()),
        int(sum((flag & on).sum() for flag in did)),
        sum(inside[0] <= day <= inside[-1] for day in posts),
    )
