"""Pure. A Digest -> a card: title, stories, lines and an honest footer, before any markup."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from adapters.chat import brief_card
from adapters.chat.brief_card import NOTE
from adapters.chat.card import Card, CardLine, Fact
from adapters.chat.text import shown
from bot.models import Counts, Digest, Item

TOPIC = 60  # characters
UPDATE = 160
REASON = 120
MOST_STORIES = 8
MOST_LINES = 15
MOST_TOPICS = 6


@dataclass(frozen=True, slots=True)
class DigestStory:
    """A story of a digest; `place` is its number in the stored one, from 0."""

    card: Card
    place: int
    why: str
    update: str = ""


@dataclass(frozen=True, slots=True)
class DigestCard:
    """A digest as it is to be shown; `counts` are the footer's."""

    id: str | None
    title: str
    facts: tuple[Fact, ...]
    note: str
    stories: tuple[DigestStory, ...]
    lines: tuple[CardLine, ...]
    counts: tuple[str, ...]


def of(digest: Digest) -> DigestCard:
    """What is shown of a digest."""
    return DigestCard(
        id=digest.id,
        title=f"News digest · {day(digest)}",
        facts=tuple(_facts(digest)),
        note=shown(digest.note, NOTE) or _silence(digest),
        stories=tuple(_stories(digest.items))[:MOST_STORIES],
        lines=tuple(brief_card.line(one) for one in digest.in_brief[:MOST_LINES]),
        counts=counts(digest.counts),
    )


def day(digest: Digest) -> str:
    """The day of a digest, as its channel's zone has it: "Tuesday 24 November"."""
    return f"{digest.as_of.astimezone(ZoneInfo(digest.zone)):%A %-d %B}"


def counts(found: Counts) -> tuple[str, ...]:
    """What was read and what became of it; what there is none of is not said."""
    told = (
        (found.shown, "shown"),
        (found.merged, "merged"),
        (found.told, "told before"),
        (found.muted, "muted"),
        (found.unasked, "on other topics"),
        (found.left_out, "left out"),
        (found.feeds_down, "feed down" if found.feeds_down == 1 else "feeds down"),
    )
    read = f"{found.read} article{'' if found.read == 1 else 's'} read"
    return (read, *(f"{number} {what}" for number, what in told if number))


def _facts(digest: Digest) -> Iterator[Fact]:
    yield Fact(topics(digest.topics))
    if digest.since:
        yield Fact("since", digest.since)


def topics(asked: Sequence[str]) -> str:
    """What a digest is on."""
    if not asked:
        return "the top of the news"
    named = [shown(one, TOPIC) for one in asked[:MOST_TOPICS]]
    more = len(asked) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def _silence(digest: Digest) -> str:
    return "" if digest.items or digest.in_brief else "Nothing to tell this time."


def _stories(items: Iterable[Item]) -> Iterator[DigestStory]:
    """Each stored brief once; only the lead has its photo."""
    seen: set[str] = set()
    for place, item in enumerate(items):
        if item.brief.id in seen:
            continue
        seen |= {item.brief.id} if item.brief.id else set()
        story = brief_card.of_story(item.brief)
        shown_card = replace(story, photo=None if place else story.photo)
        yield DigestStory(shown_card, place, shown(item.why, REASON), shown(item.update, UPDATE))
