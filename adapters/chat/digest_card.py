"""Pure. A Digest -> a card: title, stories, lines and an honest footer, before any markup."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from adapters.chat import agenda_card, brief_card
from adapters.chat.brief_card import MOST_POINTS, NOTE
from adapters.chat.card import (
    Action,
    Card,
    CardLine,
    Fact,
    Links,
    first,
    first_fitting,
    linked,
    unlinked,
)
from adapters.chat.lines import Line, Listing, TextRun, said
from adapters.chat.text import shown
from bot.models import Counts, Digest, Item
from bot.translation import ENGLISH, Translation, formats, translation

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


NO_DATES = Listing("", ())


@dataclass(frozen=True, slots=True)
class DigestCard:
    """A digest as it is to be shown: the lead in full, the other stories in a sentence each, and
    more in a line; then `dates` to watch. `counts` are the footer's; an alert has `buttons` for its
    story."""

    id: str | None
    title: str
    facts: tuple[Fact, ...]
    note: str
    stories: tuple[DigestStory, ...]
    lines: tuple[CardLine, ...]
    counts: tuple[str, ...]
    tr: Translation = ENGLISH
    dates: Listing = NO_DATES
    buttons: tuple[Action, ...] = ()

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
    """What is shown of a digest, in its own language."""
    tr = spoken_in(digest)
    if digest.is_alert:
        return _alert(digest, tr)
    return DigestCard(
        id=digest.id,
        title=f"{tr('News digest')} · {day(digest)}",
        facts=tuple(_facts(digest, tr)),
        note=shown(digest.note, NOTE) or _silence(digest, tr),
        stories=_stories(digest.items, tr),
        lines=tuple(brief_card.line(one, tr) for one in digest.in_brief[:MOST_LINES]),
        counts=counts(digest.counts, tr),
        tr=tr,
        dates=dates(digest, tr),
    )


def dates(digest: Digest, tr: Translation = ENGLISH) -> Listing:
    """What is announced for the days ahead, and what became of the last ones."""
    today = digest.as_of.astimezone(ZoneInfo(digest.zone)).date()
    return agenda_card.listing(digest.to_watch, today, tr)


def _alert(digest: Digest, tr: Translation) -> DigestCard:
    """One story: what changed first, and why its channel is told."""
    stories = _stories(digest.items, tr)
    return DigestCard(
        id=digest.id,
        title=f"⚠ {tr('Alert')}",
        facts=(Fact("", digest.as_of, tr),),
        note=shown(digest.note, NOTE),
        stories=stories,
        lines=(),
        counts=tuple(one.why for one in stories),
        tr=tr,
        buttons=_of_alert(digest.items[0]) if digest.items[0].brief.id else (),
    )


def _of_alert(item: Item) -> tuple[Action, ...]:
    follow = Action.MUTE if item.followed else Action.FOLLOW
    return (Action.MORE, Action.TIMELINE, follow, Action.NO_ALERTS)


def spoken_in(digest: Digest) -> Translation:
    """Says our own words of a digest."""
    return translation((digest.lang,))


def smaller(card: DigestCard) -> Iterator[DigestCard]:
    """The digest, then with ever less, for where there is no room."""
    return (_measured(card, measure) for measure in _MEASURES)


def fitting(digest: Digest, fits: Callable[[DigestCard], bool]) -> DigestCard:
    """As much of a digest as there is room for."""
    return first_fitting(smaller(of(digest)), fits)


def missing(digest: Digest, shown: DigestCard) -> Line:
    """What there was no room for, in words; nothing where everything is shown."""
    whole = of(digest)
    tr = whole.tr
    stories = len(_places(digest.items)) - len(shown.stories)
    sentences = _sentences(whole) - _sentences(shown)
    lines = (
        len(digest.in_brief) - len(shown.lines) + len(whole.dates.lines) - len(shown.dates.lines)
    )
    named = (
        tr.count("{count} story", "{count} stories", stories) if stories else "",
        tr.count("{count} sentence", "{count} sentences", sentences) if sentences else "",
        tr.count("{count} line", "{count} lines", lines) if lines else "",
    )
    lost = ", ".join(filter(None, named))
    return said(tr("No room for {lost}", lost=lost)) if lost else ()


def why(card: DigestCard) -> Listing:
    """Each story's headline, and why it stands in the digest."""
    told = (
        (TextRun(f"{one.card.headline}: ", is_bold=True), TextRun(one.why)) for one in card.stories
    )
    return Listing(card.tr("Why these stories"), tuple(told))


def day(digest: Digest) -> str:
    """The day of a digest, as its channel's zone has it: "Tuesday 24 November"."""
    there = digest.as_of.astimezone(ZoneInfo(digest.zone))
    return formats.day_and_month(there, spoken_in(digest))


def counts(found: Counts, tr: Translation = ENGLISH) -> tuple[str, ...]:
    """What was read and what became of it; what there is none of is not said."""
    told = (
        tr.count("{count} shown", "{count} shown", found.shown) if found.shown else "",
        tr.count("{count} merged", "{count} merged", found.merged) if found.merged else "",
        tr.count("{count} told before", "{count} told before", found.told) if found.told else "",
        tr.count("{count} muted", "{count} muted", found.muted) if found.muted else "",
        tr("{count} on other topics", count=found.unasked) if found.unasked else "",
        tr.count("{count} left out", "{count} left out", found.left_out) if found.left_out else "",
        tr("{count} in other languages", count=found.other_languages)
        if found.other_languages
        else "",
        tr.count("{count} feed down", "{count} feeds down", found.feeds_down)
        if found.feeds_down
        else "",
    )
    read = tr.count("{count} article read", "{count} articles read", found.read)
    return (read, *filter(None, told))


def _facts(digest: Digest, tr: Translation) -> Iterator[Fact]:
    yield Fact(topics(digest.topics, tr))
    if digest.since:
        yield Fact(tr("since"), digest.since, tr)
    told = _stories(digest.items, tr)
    if count := sum(not one.update for one in told):
        yield Fact(tr.count("{count} story", "{count} stories", count))
    if count := sum(bool(one.update) for one in told):
        yield Fact(tr.count("{count} update", "{count} updates", count))


def topics(asked: Sequence[str], tr: Translation = ENGLISH) -> str:
    """What a digest is on."""
    if not asked:
        return tr("the top of the news")
    named = ", ".join(shown(one, TOPIC) for one in asked[:MOST_TOPICS])
    more = len(asked) - MOST_TOPICS
    return (
        tr.count("{topics} and {count} more", "{topics} and {count} more", more, topics=named)
        if more > 0
        else named
    )


def _silence(digest: Digest, tr: Translation) -> str:
    is_empty = not digest.items and not digest.in_brief and not digest.to_watch
    return "" if not is_empty else tr("Nothing to tell this time.")


def _stories(items: Sequence[Item], tr: Translation) -> tuple[DigestStory, ...]:
    """Each stored brief once: the lead in full with its photo, the others in a sentence."""
    places = _places(items)[:MOST_STORIES]
    return tuple(_story(items[place], tr, is_lead=at == 0) for at, place in enumerate(places))


def _places(items: Sequence[Item]) -> list[int]:
    """Where each stored brief stands first."""
    backwards = reversed(list(enumerate(items)))
    return sorted({item.brief.id or str(at): at for at, item in backwards}.values())


def _story(item: Item, tr: Translation, *, is_lead: bool) -> DigestStory:
    card = brief_card.of_story(item.brief, tr)
    if not is_lead:
        facts = tuple(one for one in card.facts if one.moment is None)  # the digest has its own
        card = replace(first(card, 1), facts=facts, photo=None, disagreements=(), left_out=0)
        card = replace(card, permalink="")
    return DigestStory(card, shown(item.why, REASON), shown(item.update, UPDATE))


def _measured(card: DigestCard, measure: Measure) -> DigestCard:
    stories = tuple(
        replace(one, card=_cut(one.card, measure, is_lead=at == 0))
        for at, one in enumerate(card.stories[: measure.stories])
    )
    lines = unlinked(card.lines[: measure.lines], measure.links)
    dates = replace(card.dates, lines=card.dates.lines if measure.lines else ())
    return replace(card, stories=stories, lines=lines, dates=dates)


def _cut(card: Card, measure: Measure, *, is_lead: bool) -> Card:
    kept = first(card, measure.lead if is_lead else measure.each)
    return linked(kept if is_lead else replace(kept, left_out=0), measure.links)


def _sentences(card: DigestCard) -> int:
    return sum(len(one.card.passages) for one in card.stories)
