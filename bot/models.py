"""Pure. The nouns of the house, as frozen values that know nothing of storage, markup or the web.

Every time is timezone-aware UTC. What a page did not say is None: nothing is guessed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of entries at an address; `category` and `region` are the operator's own words."""

    url: str
    title: str | None = None
    site: str | None = None
    category: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of an article or a teaser; its caption and credit never belong to a body."""

    caption: str | None = None
    credit: str | None = None
    alt: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Teaser:
    """A pointer to another article, printed beside this one ("More from …")."""

    headline: str | None = None
    text: str | None = None
    url: str | None = None
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What one page says, its parts kept apart.

    `body` is the paragraphs joined by a blank line; every span counts its characters.
    `published_offset` is the offset from UTC that the page's own clock had, which is what its
    "Monday" and "tomorrow" are read on; None where only a UTC time or a bare date was given.
    """

    id: str
    headline: str | None
    body: str
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: datetime | None = None
    published_offset: timedelta | None = None
    lang: str | None = None
    images: tuple[Image, ...] = ()
    related: tuple[Teaser, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a feed: a pointer to an article, and what the feed says of it.

    `id` is the feed's own identifier (GUID), or else the canonical address; `url` is canonical,
    without tracking parameters. `published` is None where the feed gives no date it can have.
    """

    id: str
    url: str | None
    title: str | None = None
    summary: str | None = None
    author: str | None = None
    published: datetime | None = None
    image: Image | None = None
    lang: str | None = None


class Kind(StrEnum):
    """What a point does in a brief, in the order the sections are shown."""

    NEWS = "news"
    VOICE = "voice"
    DOUBT = "doubt"
    NEXT = "next"
    UNCONFIRMED = "unconfirmed"
    BACKGROUND = "background"

    @property
    def heading(self) -> str | None:
        """What a reader sees above such points; news comes first and needs no heading."""
        return _HEADINGS.get(self)


_HEADINGS = {
    Kind.VOICE: "Who says what",
    Kind.DOUBT: "Reasons for doubt",
    Kind.NEXT: "What to watch",
    Kind.UNCONFIRMED: "Not confirmed",
    Kind.BACKGROUND: "Background",
}


class Length(StrEnum):
    """How long a brief may be; the numbers stand in `bot.briefing.compose`."""

    FLASH = "flash"
    BRIEF = "brief"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of an article's body."""

    article: str
    start: int
    end: int


class Change(StrEnum):
    """The edits an extracted sentence may have."""

    SPACE = "space"  # white space made one blank
    CUT = "cut"  # a clause replaced by an ellipsis
    INSERT = "insert"  # an editor's words in square brackets
    CONNECTIVE = "connective"  # a leading connective dropped, the next letter raised


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: the characters [start, end) of the article's body now read `text`."""

    change: Change
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence of a brief and what it rests on."""

    kind: Kind
    text: str
    spans: tuple[Span, ...]
    speaker: str | None = None
    by: str = "source"  # or "model"
    link: str | None = None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet's article that a point rests on."""

    id: str
    outlet: str | None
    title: str | None
    url: str | None
    published: datetime | None
    lang: str | None
    byline: str | None = None
    words: int = 0  # of the body


@dataclass(frozen=True, slots=True)
class Brief:
    """One story or topic, shortened; structured, never markup.

    `words` counts the points' words without the brackets we add.
    """

    headline: str | None
    topic: str | None
    as_of: datetime
    words: int
    summarizer: str  # "extractive" or "model"
    points: tuple[Point, ...]
    image: Image | None
    sources: tuple[Source, ...]
