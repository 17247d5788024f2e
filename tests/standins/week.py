"""Ten days of invented news: sixty events, each told by several outlets in words of their own.

The texts are in tests/data/week. A report takes some facts of its story in one of their phrasings
and an order of its own; a later one begins with what is known since; one in four is a copy of an
earlier report, as outlets print an agency's, with light edits. Every outlet adds its notices.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.models import Article

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)
DATA = Path(__file__).parent.parent / "data" / "week"
COPIED = 0.25  # of the reports
REPORTS = range(5, 11)  # of a story
NEXT_DAY = timedelta(hours=20)  # after the event

_NAMES = (
    "Morning Ledger", "Harbour Post", "Daily Compass", "The Observer of Aldby", "Metro Nine",
    "Northern Echo Wire", "Capital Gazette", "The Weekly Lantern", "Channel Six", "Courier & Mail",
    "Globe Dispatch", "City Herald", "The Plain Speaker", "Union Times", "Vox Radio", "Tribune",
)  # fmt: skip
_NOTICES = (
    "Sign up for our newsletter and get the top stories of the day.",
    "Follow us for the latest news from around the world.",
    "Read more: five things to know before you start your day.",
    "This report was produced with material from news agencies.",
    "Support independent journalism for the price of a coffee.",
    "Download our app to get breaking news alerts first.",
)
_FILLERS = (
    "Officials were not immediately available for comment.",
    "It was not clear on the day what would follow.",
    "Many people followed the news at home and abroad.",
    "Experts had warned of this for years.",
    "More details are expected in the coming hours.",
    "The government said it was watching closely.",
    "Witnesses spoke of confusion in the first hours.",
    "",
)
_EDITS = (
    (" said", " has said"), (" killed", " left dead"), ("At least ", "No fewer than "),
    (" after ", " following "), ("a third", "one third"), (" are ", " were "),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """An article, the event it tells, and the article it is a copy of."""

    article: Article
    event: str
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    name: str
    start: datetime
    days: int
    lang: str
    headlines: tuple[str, ...]
    facts: tuple[tuple[str, ...], ...]
    later: tuple[tuple[str, ...], ...]


def reports(*, seed: int = 11) -> list[Report]:
    """The week's reports, in the order they were published; `seed` chooses other ones."""
    chance = random.Random(seed)  # noqa: S311  reproducible, no secret
    found = [report for event in _events() for report in _told(event, chance)]
    return sorted(found, key=lambda report: (report.article.published or MONDAY, report.article.id))


def _events() -> Iterator[_Event]:
    for path in sorted(DATA.glob("*.txt")):
        for part in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            yield _event(part)


def _event(part: str) -> _Event:
    top, facts, *later = re.split(r"^--.*\n", part, flags=re.MULTILINE)
    opening, *headlines = top.strip().splitlines()
    name, day, clock, days, *lang = opening.split()
    hour, minute = map(int, clock.split(":"))
    return _Event(
        name=name,
        start=MONDAY + timedelta(days=int(day), hours=hour, minutes=minute),
        days=int(days),
        lang=lang[0] if lang else "en",
        headlines=tuple(headlines),
        facts=_phrasings(facts),
        later=_phrasings(later[0]) if later else (),
    )


def _phrasings(lines: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split(" | ")) for line in lines.strip().splitlines())


def _told(event: _Event, chance: random.Random) -> list[Report]:
    found: list[Report] = []
    outlets = chance.sample(_NAMES, k=chance.choice(REPORTS))
    for number, outlet in enumerate(outlets):
        span = event.days * 24 - 10
        after = timedelta(hours=chance.uniform(0.2, 6) if number < 2 else chance.uniform(1, span))
        earlier = [one for one in found if one.copy_of is None and one.article.lang == event.lang]
        given = Article(
            id=f"{event.name}-{number}",
            headline=chance.choice(event.headlines),
            body="",
            outlet=outlet,
            published=event.start + after,
            lang=event.lang,
        )
        if earlier and chance.random() < COPIED:
            found.append(_copied(given, event, chance.choice(earlier), chance))
        else:
            body = _body(event, after, chance)
            found.append(Report(replace(given, body=_noticed(body, given, chance)), event.name))
    return found


def _body(event: _Event, after: timedelta, chance: random.Random) -> list[str]:
    first, *rest = event.facts
    chance.shuffle(rest)
    told = [first, *rest[: chance.randint(2, len(rest))]]
    if chance.random() < 0.3:  # another angle: what others begin with comes second
        told[0], told[1] = told[1], told[0]
    if after > NEXT_DAY and event.later:
        new = list(event.later)
        chance.shuffle(new)
        told = [*new, *told[: chance.randint(2, 4)]]
    filler = chance.choice(_FILLERS) if event.lang == "en" else ""
    return [*(chance.choice(fact) for fact in told), filler]


def _noticed(body: Sequence[str], article: Article, chance: random.Random) -> str:
    notice = _NOTICES[_NAMES.index(article.outlet or "") % len(_NOTICES)]
    half = chance.randint(1, len(body))
    return "\n\n".join([" ".join(body[:half]), " ".join(body[half:]), notice]).strip()


def _copied(given: Article, event: _Event, source: Report, chance: random.Random) -> Report:
    """An agency's text in another outlet: a sentence less, words changed, notices of its own."""
    sentences = re.split(r"(?<=[.!?])\s+", source.article.body.rpartition("\n\n")[0])
    if len(sentences) > 4 and chance.random() < 0.5:
        del sentences[chance.randrange(2, len(sentences))]
    text = " ".join(sentences)
    for old, new in chance.sample(_EDITS, k=2):
        text = text.replace(old, new, 1)
    body = _noticed([text], given, chance)
    published = (source.article.published or MONDAY) + timedelta(hours=chance.uniform(0.2, 5))
    headline = source.article.headline if chance.random() < 0.5 else given.headline
    copied = replace(given, body=body, published=published, headline=headline)
    return Report(copied, event.name, source.article.id)
