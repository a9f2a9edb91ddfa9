"""What others say: mentions, messages to customer service, competitors."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .ads import months_of
from .almanac import days, demand, holidays
from .attention import (
    crisis_counts,
    draw_counts,
    hour_of,
    in_crisis,
    in_draw,
    people_speak,
    usual_mentions,
)
from .draws import draw, pick, rounded, uniforms
from .facts import Company, end_of_month, read
from .plan import Words
from .seeing import Channel


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


def mentions(company: Company) -> list[Mention]:
    """Return all mentions of the company and its competitors, oldest first."""
    facts, words = company.facts["talk"], Words(company)
    rivals = company.trade["competitors"]
    found = []
    means = [(company.name, facts["own"]), *zip(rivals, facts["others"], strict=True)]
    recall = crisis_counts(company, company.stories["recall"]["mentions"], "mentions")
    prizes = draw_counts(company)
    for day in days(company):
        wanted = [
            (about, "usual", people_speak(company, day, usual_mentions(company, day, mean), about))
            for about, mean in means
        ]
        wanted.append((company.name, "crisis", recall.get(day, 0)))
        wanted.append((rivals[0], "draw", prizes.get(day, 0)))
        for about, kind, count in wanted:
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
    said = _prize_draw(texts[name], key) if kind == "draw" else pick(texts[name], *key)
    if kind != "draw" and (name != "neutral" or said.endswith("?")):
        said = f"{said} {_more(texts['more'], name, key)}".rstrip()
    text = words.filled(said, *key, **other | {"name": about})
    meant = {"crisis": "negative", "ironic": "negative"}.get(mood, mood)
    if kind == "draw":
        meant = "positive" if draw(0, 2, *key, "joy") else "neutral"
    judged = "positive" if mood == "ironic" else meant
    if draw(0, 999, *key, "misread") < facts["misread"]:
        judged = pick(["positive", "neutral", "negative"], *key, "judged")
    source = pick(facts["sources"], *key, "source")
    at = _moment(company, day, key)
    serial = f"{draw(10**7, 10**8 - 1, *key, 'url')}"
    author = f"nutzer{draw(1, 9_999, *key, 'author'):04}"
    url = f"https://mentions.example/{serial}"
    return Mention(at, source, author, text, url, meant, judged, about, kind)


def _more(more: dict[str, list[str]], name: str, key: tuple[object, ...]) -> str:
    """Return a second sentence, which some mentions have."""
    said: str = pick(["", *more.get(name, [])], *key, "more")
    return said


def _prize_draw(begun: list[str], key: tuple[object, ...]) -> str:
    """Put together what people write who take part: hardly anybody copies another's words."""
    parts = read("prize_draw.toml")
    first: str = pick([*begun, *parts["first"]], *key, "first")
    rest = [pick(["", *parts[name]], *key, name) for name in ("second", "last")]
    said = " ".join(filter(None, [first, *rest]))
    is_named = any(word in said.lower() for word in ("gewinn", "verlost"))
    return said if is_named else f"{said} {pick(parts['tags'], *key, 'tag')}"


def _moment(company: Company, day: date, key: tuple[object, ...]) -> datetime:
    hour = hour_of(company, uniforms(1, *key, "hour"))
    return datetime.combine(day, time(hour, draw(0, 59, *key, "m")))


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
    recall = crisis_counts(company, facts["crisis_messages"], "messages")
    for day, usual in zip(days(company), demand(company), strict=True):
        crisis = in_crisis(company, day)
        count = people_speak(company, day, facts["messages"] * usual, "messages")
        count += recall.get(day, 0)
        for number in range(count):
            key = (company.seed, "message", day, number)
            at = _moment(company, day, key)
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
