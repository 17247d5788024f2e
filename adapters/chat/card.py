"""Pure. What a card is: a brief as it is to be shown, before a platform's markup.

The words of a card are clean and short, and still the web's: a renderer escapes them. It gives the
card its look, and leaves out what there is no room for.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import TypeVar

from adapters.chat.text import Moment
from bot.translation import ENGLISH, Translation, translatable


class Action(StrEnum):
    """What can be pressed."""

    POST = "post"  # a brief to the channel
    MORE = "more"  # the full length
    SOURCES = "sources"
    NEW = "new"  # what is new since the reader was last told
    TIMELINE = "timeline"  # how the story went
    FOLLOW = "follow"
    MUTE = "mute"  # a story that alerts tell of, which is followed no more
    NO_ALERTS = "noalerts"
    LANGUAGE = "language"  # the story as it is told in another language
    USEFUL = "useful"
    WRONG = "wrong"  # opens the form, and is the form
    STORY = "story"  # another story, chosen from a menu
    READ = "read"  # a story of a digest, in full, chosen from its menu
    MENU = "menu"  # what is not in sight
    WHY = "why"  # why these stories are in the digest
    POST_DIGEST = "postdigest"  # one that was previewed
    CHANGE = "change"  # a channel's digest, in a form
    ANOTHER = "another"  # a digest beside it, likewise
    POST_NOW = "postnow"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    ADD_SOURCE = "addsource"  # a feed that was found
    PROPOSE = "propose"  # it, to who may add it


LABELS = {
    Action.POST: translatable("Post to channel"),
    Action.MORE: translatable("More"),
    Action.SOURCES: translatable("Sources"),
    Action.NEW: translatable("What is new"),
    Action.TIMELINE: translatable("How it went"),
    Action.FOLLOW: translatable("Follow"),
    Action.MUTE: translatable("Mute this story"),
    Action.NO_ALERTS: translatable("No more alerts"),
    Action.USEFUL: translatable("Useful"),
    Action.WRONG: translatable("Wrong"),
    Action.READ: translatable("Open a story…"),
    Action.WHY: translatable("Why these?"),
    Action.POST_DIGEST: translatable("Post to channel"),
    Action.CHANGE: translatable("Change"),
    Action.ANOTHER: translatable("Another digest"),
    Action.POST_NOW: translatable("Post now"),
    Action.PAUSE: translatable("Pause"),
    Action.RESUME: translatable("Resume"),
    Action.STOP: translatable("Stop"),
    Action.ADD_SOURCE: translatable("Add"),
    Action.PROPOSE: translatable("Propose it"),
    Action.MENU: "⋯",
}
IN_SIGHT = 2  # buttons under a brief; the rest is in a menu
MOST_BARE = 3  # sentences without a link: who reads on asks for the sources

Draft = TypeVar("Draft")
Listed = TypeVar("Listed", "Card", "NothingCard")


class Links(IntEnum):
    """How closely a card leads to its sources; addresses can be too long for a message."""

    SENTENCE = 2  # to the very sentence
    PAGE = 1  # to the page
    NONE = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the facts in a line: words, a moment in the reader's own zone, or both."""

    words: str
    moment: Moment | None = None
    tr: Translation = ENGLISH


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence as it is shown; `links` lead to it, the closest first."""

    number: int
    text: str
    links: tuple[str, ...]
    speaker: str = ""  # where the sentence itself does not name them
    is_new: bool = False
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under their heading; the news comes first and has none."""

    heading: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class OutletFigure:
    """A figure and the outlet that gives it."""

    figure: str
    outlet: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What outlets count differently."""

    what: str
    figures: tuple[OutletFigure, ...]


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that may be shown: it has its credit."""

    url: str
    alt: str
    caption: str
    credit: str

    @property
    def words(self) -> str:
        """What stands under it."""
        return f"{self.caption} ({self.credit})".strip()


@dataclass(frozen=True, slots=True)
class Correction:
    """That a brief was corrected, when, and what was wrong."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class CardLine:
    """A story or a source in one line; `story` is empty where it can't be asked for, `behind` where
    it is not known who is behind the outlet."""

    text: str
    url: str | None
    facts: tuple[Fact, ...] = ()
    outlet: str = ""
    behind: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A brief as it is to be shown. `id` is the stored brief's, which the buttons carry; `lang` is
    the language that it is told in, and `tr` says our own words around it."""

    id: str | None
    headline: str
    url: str | None
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    disagreements: tuple[Disagreement, ...] = ()
    photo: Photo | None = None
    correction: Correction | None = None
    buttons: tuple[Action, ...] = ()  # the first are in sight
    voice: str = ""  # in whose words it is, where that is not the sources' own
    permalink: str = ""  # to its story's page in our archive
    note: str = ""
    also_found_by: tuple[str, ...] = ()
    see_also: tuple[CardLine, ...] = ()  # stories that have to do with it
    others: tuple[CardLine, ...] = ()  # the next ones on what was asked for
    left_out: int = 0  # sentences for which there was no room
    other_language: str = ""  # in words, of what the button for one opens
    lang: str | None = None
    tr: Translation = ENGLISH

    @property
    def in_sight(self) -> tuple[Action, ...]:
        """The buttons that are shown."""
        return self.buttons[:IN_SIGHT]

    @property
    def in_menu(self) -> tuple[Action, ...]:
        """The rest of them."""
        return self.buttons[IN_SIGHT:]

    @property
    def feedback(self) -> tuple[Action, ...]:
        """What a reader can say of a stored brief."""
        return (Action.USEFUL, Action.WRONG) if self.buttons else ()

    def label(self, action: Action) -> str:
        """What stands on a button."""
        return self.other_language if action is Action.LANGUAGE else self.tr(LABELS[action])

    @property
    def choices(self) -> dict[str, str]:
        """The other stories that can be asked for: their headlines by their ids."""
        return {one.story: one.text for one in (*self.see_also, *self.others) if one.story}

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All its sentences."""
        return tuple(one for section in self.sections for one in section.passages)


@dataclass(frozen=True, slots=True)
class SourcesCard:
    """Where a brief comes from: each article, and the brief with its sentences and their links."""

    sources: tuple[CardLine, ...]
    brief: Card


@dataclass(frozen=True, slots=True)
class NothingCard:
    """Why there is no brief, and what could be asked for instead. Where nothing is new, `since`
    is the moment that what is said leads up to."""

    said: str
    suggestions: tuple[str, ...]
    others: tuple[CardLine, ...]
    since: Moment | None = None
    tr: Translation = ENGLISH

    @property
    def choices(self) -> dict[str, str]:
        """The stories that can be asked for: their headlines by their ids."""
        return {one.story: one.text for one in self.others if one.story}


def first_fitting(drafts: Iterable[Draft], fits: Callable[[Draft], bool]) -> Draft:
    """The first that fits; the last, which the caller made small enough by design."""
    for draft in drafts:
        if fits(draft):
            break
    return draft


def fitted(card: Card, draw: Callable[[Card], Draft], fits: Callable[[Draft], bool]) -> Draft:
    """A message with as much of the card as there is room for."""
    return first_fitting(map(draw, smaller(card)), fits)


def first(card: Card, count: int) -> Card:
    """The card with its first `count` sentences."""
    sections = (
        Section(one.heading, tuple(each for each in one.passages if each.number <= count))
        for one in card.sections
    )
    left = tuple(one for one in sections if one.passages)
    fewer = len(card.passages) - sum(len(one.passages) for one in left)
    return replace(card, sections=left, left_out=card.left_out + fewer)


def linked(card: Card, level: Links) -> Card:
    """The card with links no closer than `level`."""
    if level is Links.SENTENCE:
        return card
    bare = tuple(
        replace(one, figures=tuple(replace(each, url=None) for each in one.figures))
        for one in card.disagreements
    )
    card = replace(card, disagreements=bare)
    if level is Links.PAGE:
        return _relinked(card, slice(-1, None))
    return replace(_relinked(card, slice(0)), url=None)


def smaller(card: Card) -> Iterator[Card]:
    """The card, then with ever less, for where there is no room: other stories go first, then links
    to sentences, sentences from the end, and all links; the least is its headline and first
    sentence."""
    for less in _ever_fewer_sentences(card):
        yield from with_fewer_others(less)
        if less.see_also:
            yield replace(less, see_also=(), others=())


def with_fewer_others(card: Listed) -> Iterator[Listed]:
    """The card with all its other stories, then with one less, and none in the end."""
    return (replace(card, others=card.others[:most]) for most in range(len(card.others), -1, -1))


def _ever_fewer_sentences(card: Card) -> Iterator[Card]:
    whole = max(1, len(card.passages))
    yield card
    yield from (linked(first(card, count), Links.PAGE) for count in range(whole, 0, -1))
    bare = linked(card, Links.NONE)
    yield from (first(bare, count) for count in range(min(whole, MOST_BARE), 0, -1))
    yield replace(first(bare, 1), disagreements=(), photo=None, note="", also_found_by=())


def unlinked(lines: tuple[CardLine, ...], level: Links = Links.NONE) -> tuple[CardLine, ...]:
    """Lines without links, where there is no room for any."""
    return lines if level else tuple(replace(one, url=None) for one in lines)


def _relinked(card: Card, kept: slice) -> Card:
    sections = tuple(
        Section(one.heading, tuple(replace(each, links=each.links[kept]) for each in one.passages))
        for one in card.sections
    )
    return replace(card, sections=sections)
