"""Pure. A digest's card as parts in their order, for platforms that take a post and no click: each
gives a part its look.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from adapters.chat import brief_card, digest_card, lines
from adapters.chat.card import Card, Draft, first, first_fitting
from adapters.chat.digest_card import DigestCard, DigestStory
from adapters.chat.lines import Line, Listing, TextRun
from bot.models import Brief, Digest
from bot.translation import Translation

FEWER_POINTS = (24, 8, 3, 1, 0)  # of each brief, for where there is no room


class Style(Enum):
    """What a part is."""

    TITLE = auto()
    HEADLINE = auto()
    HEADING = auto()  # of lines
    STRONG = auto()
    TEXT = auto()
    ITEM = auto()  # one of the lines under a heading
    SMALL = auto()  # beside the news itself


@dataclass(frozen=True, slots=True)
class Piece:
    """A line and what it is."""

    style: Style
    line: Line


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that belong together; one that `is_apart` is set off from what stands before it."""

    parts: tuple[Piece, ...]
    is_apart: bool = True


def fitting(
    made: Digest, draw: Callable[[Iterable[Group]], Draft], fits: Callable[[Draft], bool]
) -> Draft:
    """A digest with as much of it as there is room for."""
    cards = digest_card.smaller(digest_card.of(made))
    return first_fitting((draw(digest(card)) for card in cards), fits)


def fitting_brief(
    one: Brief,
    tr: Translation,
    draw: Callable[[Iterable[Group]], Draft],
    fits: Callable[[Draft], bool],
) -> Draft:
    """A brief alone, likewise."""
    card = brief_card.of_story(one, tr)
    drafts = (draw([brief(first(card, points))]) for points in FEWER_POINTS)
    return first_fitting(drafts, fits)


def digest(card: DigestCard) -> Iterator[Group]:
    """The head, each story, what is told in a line, the dates to watch, and what was read."""
    yield _group(_head(card), is_apart=False)
    for story in card.stories:
        yield _group(_story(story))
    if card.lines:
        yield _group(_listing(Listing(card.tr("In brief"), tuple(map(lines.line, card.lines)))))
    if card.dates.lines:
        yield _group(_listing(card.dates))
    yield _group((_small(map(lines.said, card.counts)),), is_apart=False)


def corrections(briefs: Iterable[Brief], tr: Translation) -> Iterator[tuple[Group, ...]]:
    """What was corrected in a digest that stands, each brief as it is now; then with ever less, for
    where there is no room. Nothing where nothing was."""
    corrected = [brief_card.of_story(one, tr) for one in briefs if one.corrected]
    for count in range(len(corrected), 0, -1):
        for points in FEWER_POINTS:
            cards = (first(card, points) for card in corrected[:count])
            title = Piece(Style.STRONG, lines.said(tr("A digest posted here was corrected")))
            yield (_group((title,), is_apart=False), *map(brief, cards))


def brief(card: Card) -> Group:
    """A brief alone."""
    return _group(_brief(card))


def _group(parts: Iterable[Piece], *, is_apart: bool = True) -> Group:
    return Group(tuple(part for part in parts if part.line), is_apart)


def _head(card: DigestCard) -> Iterator[Piece]:
    yield Piece(Style.TITLE, lines.said(card.title))
    yield _small(map(lines.fact, card.facts))
    if card.note:
        yield Piece(Style.STRONG, lines.said(card.note))


def _story(story: DigestStory) -> Iterator[Piece]:
    headline, *rest = _brief(story.card)
    yield headline
    if story.update:
        yield Piece(Style.STRONG, lines.said(story.update))
    yield from rest


def _brief(card: Card) -> Iterator[Piece]:
    yield Piece(Style.HEADLINE, lines.headline(card))
    yield Piece(Style.SMALL, lines.correction(card))
    yield _small(map(lines.fact, card.facts))
    for listing in lines.body(card):
        yield from _listing(listing)
    yield _small((lines.rest(card), lines.voice(card)))


def _listing(listing: Listing) -> Iterator[Piece]:
    if listing.heading:
        yield Piece(Style.HEADING, (TextRun(listing.heading),))
    style = Style.ITEM if listing.heading else Style.TEXT
    yield from (Piece(style, line) for line in listing.lines)


def _small(some: Iterable[Line]) -> Piece:
    return Piece(Style.SMALL, lines.between(some))
