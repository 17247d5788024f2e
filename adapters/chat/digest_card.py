"""Pure. A Digest -> a card: title, stories, lines and an honest footer, before any markup."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from adapters.chat import brief_card
from adapters.chat.brief_card import MOST_POINTS, NOTE
from adapters.chat.card import Card, CardLine, Fact, Links, first, first_fitting, linked, unlinked
from adapters.chat.lines import Line, Listing, TextRun, said
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
    """A story of a digest, why it is in it, and what has changed since its channel was told."""

    card: Card
    why: str
    update: str = ""


@dataclass(frozen=True, slots=True)
class DigestCard:
    """A digest as it is to be shown: the lead in full, the other stories in a sentence each, and
    more in a line. `counts` are the footer's."""

    id: str | None
    title: str
    facts: tuple[Fact, ...]
    note: str
    stories: tuple[DigestStory, ...]
    lines: tuple[CardLine, ...]
    counts: tuple[str, ...]

    @property
    def choices(self) -> dict[str, str]:
        """The stories that can be opened: their headlines by their briefs' ids."""
        named = {one.card.id: one.card.headline for one in self.stories}
        return {brief: headline for brief, headline in named.items() if brief}


@dataclass(frozen=True, slots=True)
class Measure:
    """How much of a digest is shown: how closely it leads to its sources, how many sentences the
    lead and each other story has, how many stories there are, and how many lines."""

    links: Links
    lead: int
    each: int
    stories: int
    lines: int


_MEASURES = (
    Measure(Links.SENTENCE, MOST_POINTS, 1, MOST_STORIES, MOST_LINES),
    Measure(Links.PAGE, MOST_POINTS, 1, MOST_STORIES, MOST_LINES),
    Measure(Links.PAGE, 8, 1, MOST_STORIES, MOST_LINES),
    Measure(Links.PAGE, 5, 1, MOST_STORIES, MOST_STORIES),
    Measure(Links.PAGE, 3, 1, MOST_STORIES, MOST_STORIES),
    Measure(Links.NONE, 3, 1, MOST_STORIES, MOST_STORIES),
    Measure(Links.NONE, 3, 1, MOST_STORIES, 0),
    *(Measure(Links.NONE, 1, 1, count, 0) for count in range(MOST_STORIES, 1, -1)),
    Measure(Links.NONE, 1, 0, 2, 0),
    Measure(Links.NONE, 0, 0, 2, 0),
)


def of(digest: Digest) -> DigestCard:
    """What is shown of a digest."""
    return DigestCard(
        id=digest.id,
        title=f"News digest · {day(digest)}",
        facts=tuple(_facts(digest)),
        note=shown(digest.note, NOTE) or _silence(digest),
        stories=_stories(digest.items),
        lines=tuple(brief_card.line(one) for one in digest.in_brief[:MOST_LINES]),
        counts=counts(digest.counts),
    )


def smaller(card: DigestCard) -> Iterator[DigestCard]:
    """The digest, then with ever less, for where there is no room."""
    return (_measured(card, measure) for measure in _MEASURES)


def fitting(digest: Digest, fits: Callable[[DigestCard], bool]) -> DigestCard:
    """As much of a digest as there is room for."""
    return first_fitting(smaller(of(digest)), fits)


def missing(digest: Digest, shown: DigestCard) -> Line:
    """What there was no room for, in words; nothing where everything is shown."""
    whole = of(digest)
    lost = (
        (len(_places(digest.items)) - len(shown.stories), "story", "stories"),
        (_sentences(whole) - _sentences(shown), "sentence", "sentences"),
        (len(digest.in_brief) - len(shown.lines), "line", "lines"),
    )
    named = [f"{count} {one if count == 1 else many}" for count, one, many in lost if count]
    return said(f"No room for {', '.join(named)}") if named else ()


def why(card: DigestCard) -> Listing:
    """Each story's headline, and why it stands in the digest."""
    told = (
        (TextRun(f"{one.card.headline}: ", is_bold=True), TextRun(one.why)) for one in card.stories
    )
    return Listing("Why these stories", tuple(told))


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
    told = _stories(digest.items)
    if count := sum(not one.update for one in told):
        yield Fact(f"{count} {'story' if count == 1 else 'stories'}")
    if count := sum(bool(one.update) for one in told):
        yield Fact(f"{count} {'update' if count == 1 else 'updates'}")


def topics(asked: Sequence[str]) -> str:
    """What a digest is on."""
    if not asked:
        return "the top of the news"
    named = [shown(one, TOPIC) for one in asked[:MOST_TOPICS]]
    more = len(asked) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def _silence(digest: Digest) -> str:
    return "" if digest.items or digest.in_brief else "Nothing to tell this time."


def _stories(items: Sequence[Item]) -> tuple[DigestStory, ...]:
    """Each stored brief once: the lead in full with its photo, the others in a sentence."""
    places = _places(items)[:MOST_STORIES]
    return tuple(_story(items[place], is_lead=at == 0) for at, place in enumerate(places))


def _places(items: Sequence[Item]) -> list[int]:
    """Where each stored brief stands first."""
    backwards = reversed(list(enumerate(items)))
    return sorted({item.brief.id or str(at): at for at, item in backwards}.values())


def _story(item: Item, *, is_lead: bool) -> DigestStory:
    card = brief_card.of_story(item.brief)
    if not is_lead:
        card = replace(first(card, 1), photo=None, disagreements=(), left_out=0)
    return DigestStory(card, shown(item.why, REASON), shown(item.update, UPDATE))


def _measured(card: DigestCard, measure: Measure) -> DigestCard:
    stories = tuple(
        replace(one, card=_cut(one.card, measure, is_lead=at == 0))
        for at, one in enumerate(card.stories[: measure.stories])
    )
    lines = unlinked(card.lines[: measure.lines], measure.links)
    return replace(card, stories=stories, lines=lines)


def _cut(card: Card, measure: Measure, *, is_lead: bool) -> Card:
    kept = first(card, measure.lead if is_lead else measure.each)
    return linked(kept if is_lead else replace(kept, left_out=0), measure.links)


def _sentences(card: DigestCard) -> int:
    return sum(len(one.card.passages) for one in card.stories)
