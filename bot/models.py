"""Pure. The nouns of the house, as frozen values that know nothing of storage, markup or the web.

Every moment is timezone-aware UTC; a `time` is the local time of the zone beside it. What a page
did not say is None: nothing is guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.translation import translatable


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of entries at an address; `category` and `region` are the operator's own words.

    `headers` are for its server alone, and shown nowhere.
    """

    url: str
    title: str | None = None
    site: str | None = None
    category: str | None = None
    region: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)


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
    `read` is when it came into the store, which may be long after it was published. `standfirst` is
    the publisher's own line under the headline. `complete` is False where the rest was not given to
    read: a paywall, or what only a feed said of it.
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
    read: datetime | None = None
    standfirst: str | None = None
    complete: bool = True

    @property
    def at(self) -> datetime:
        """When it was published; before everything else where it does not say."""
        return self.published or datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a feed: a pointer to an article, and what the feed says of it.

    `id` is the feed's own identifier (GUID), or else the canonical address; where several entries
    share one, it is told apart by link and title. `url` is canonical, without tracking parameters.
    `outlet` is whom an aggregator has the entry from. `published` is None where the feed gives no
    date it can have; `updated` is when the entry was last changed, where the feed says so.
    """

    id: str
    url: str | None
    title: str | None = None
    summary: str | None = None
    author: str | None = None
    published: datetime | None = None
    image: Image | None = None
    lang: str | None = None
    updated: datetime | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that somebody found at a site, with its newest entry, until it is added; `id` is the
    stored copy's."""

    url: str
    title: str | None
    entries: int
    newest: Entry | None = None
    id: str | None = None


class Genre(StrEnum):
    """What kind of piece an article is; what is no news is told as what it is."""

    NEWS = "news"
    ANALYSIS = "analysis"
    OPINION = "opinion"
    INTERVIEW = "interview"
    REVIEW = "review"
    LIVE = "live blog"
    GUIDE = "guide"
    PAGE = "page"  # no article: a shop's, a forum's, documentation, a list of links


class Kind(StrEnum):
    """What a point does in a brief; an opinion is its writer's, in a piece that argues."""

    NEWS = "news"
    OPINION = "opinion"
    VOICE = "voice"
    DOUBT = "doubt"
    NEXT = "next"
    UNCONFIRMED = "unconfirmed"
    BACKGROUND = "background"

    @property
    def place(self) -> int:
        """Where its section stands in a brief: as they are listed."""
        return list(Kind).index(self)

    @property
    def heading(self) -> str | None:
        """What a reader sees above such points; news comes first and needs no heading."""
        return _HEADINGS.get(self)


_HEADINGS = {
    Kind.VOICE: translatable("Who says what"),
    Kind.DOUBT: translatable("Reasons for doubt"),
    Kind.NEXT: translatable("What to watch"),
    Kind.UNCONFIRMED: translatable("Not confirmed"),
    Kind.BACKGROUND: translatable("Background"),
    Kind.OPINION: translatable("The writer argues"),
}
# Of what is no column, all that its writer says stands under these.
_WRITERS = {
    Genre.GUIDE: translatable("In this guide"),
    Genre.PAGE: translatable("On this page"),
}


class Length(StrEnum):
    """How long a brief may be; the numbers stand in `bot.briefing.extract.compose`."""

    FLASH = "flash"
    BRIEF = "brief"
    FULL = "full"


class Part(StrEnum):
    """Where in an article a sentence stands."""

    BODY = "body"
    STANDFIRST = "standfirst"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a part of an article."""

    article: str
    start: int
    end: int
    part: Part = Part.BODY


class Change(StrEnum):
    """The edits an extracted sentence may have."""

    SPACE = "space"  # white space made one blank
    CUT = "cut"  # a clause replaced by an ellipsis
    INSERT = "insert"  # an editor's words in square brackets
    CONNECTIVE = "connective"  # a leading connective dropped, the next letter raised


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: the characters [start, end) of a part of the article now read `text`."""

    change: Change
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event, in the order they were published; never empty."""

    id: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence of a brief and what it rests on.

    `is_new` where its reader was told of the story before, and not of this.
    """

    kind: Kind
    text: str
    spans: tuple[Span, ...]
    speaker: str | None = None
    by: str = "source"  # or "model"
    link: str | None = None
    edits: tuple[Edit, ...] = ()
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure as one outlet gives it."""

    figure: str
    source: str  # the id of a Source


@dataclass(frozen=True, slots=True)
class Difference:
    """What outlets count differently, side by side and never blended: "killed": 12 and 19."""

    what: str
    reports: tuple[Reported, ...]


class OutletKind(StrEnum):
    """Who an outlet belongs to; the head of `bot/reading/feeds/outlets.toml` tells them apart."""

    STATE_RUN = "state-run"
    PUBLIC = "public"
    NON_PROFIT = "non-profit"
    PRIVATE = "privately owned"


@dataclass(frozen=True, slots=True)
class OutletFact:
    """What is so of an outlet, the address that states it, and the day when it was looked up."""

    values: tuple[str, ...]
    source: str
    on: date


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who is behind an outlet, as far as it is known; `country` and `languages` are codes.

    `prints_others` is said of a site whose articles are mostly other outlets'.
    """

    name: str
    hosts: tuple[str, ...] = ()
    country: OutletFact | None = None
    languages: OutletFact | None = None
    owner: OutletFact | None = None
    kind: OutletFact | None = None
    prints_others: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet's article that a point rests on; `complete` is False where only its beginning was
    given to read. Who is `behind` it is looked up when it is shown."""

    id: str
    outlet: str | None
    title: str | None
    url: str | None
    published: datetime | None
    lang: str | None
    byline: str | None = None
    words: int = 0  # of the body
    read: datetime | None = None  # when it came into the store
    complete: bool = True
    behind: Outlet | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """One story or topic, shortened; structured, never markup.

    `words` counts the points' words without the brackets we add. `id` is the stored copy's, from
    which every post of it is made and corrected; `outlets` counts those that report the story
    independently. `rejected` says which invariants points broke that were left out; a summarizer
    that only extracts never does, so the operator is shown how many there were. `also_in` are the
    codes of the other languages that the story is told in. `permalink` leads to its story's page in
    our archive, where there is one. With a `question`, its points answer that, and don't tell the
    story.
    """

    headline: str | None
    topic: str | None
    as_of: datetime
    words: int
    summarizer: str  # "extractive", "chosen", "written" or "translated"
    points: tuple[Point, ...]
    image: Image | None
    sources: tuple[Source, ...]
    id: str | None = None
    story: str | None = None
    length: Length = Length.BRIEF
    outlets: int = 1
    differences: tuple[Difference, ...] = ()
    told_before: datetime | None = None  # when its reader was last told of the story
    corrected: datetime | None = None
    correction: str | None = None  # what was wrong, in the operator's words
    rejected: tuple[str, ...] = ()
    genre: Genre = Genre.NEWS  # of the article that the news is from
    also_in: tuple[str, ...] = ()
    permalink: str | None = None
    question: str | None = None

    def heading(self, kind: Kind) -> str | None:
        """What a reader sees above the points of a kind."""
        own = _WRITERS.get(self.genre) if kind is Kind.OPINION else None
        return own or kind.heading


class Turn(StrEnum):
    """What a line of a timeline tells."""

    FIRST = "first"  # the first report
    NEWS = "news"  # what a later day's reports tell first
    FIGURE = "figure"  # a figure that is another than before
    DENIAL = "denial"
    ANNOUNCED = "announced"  # for a day


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """A turn of a story: the sentence that told it first, and when that was published.

    `change` is a figure's: "12 → 19 killed". What was announced has its `day`; `came` is the
    sentence that tells that it happened, where one does.
    """

    at: datetime
    turn: Turn
    point: Point
    change: str | None = None
    day: date | None = None
    came: Point | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """How a story went, in the order of its turns; `sources` are the articles of its lines."""

    story: str
    headline: str | None
    as_of: datetime
    lines: tuple[TimelineLine, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Announcement:
    """A sentence that announces something for a `day`."""

    day: date
    point: Point


@dataclass(frozen=True, slots=True)
class DateToWatch:
    """What a story's article announces for a `day`.

    Once that is past, `came` is the sentence of `told_by` that tells what became of it, where there
    is one. `outlets` is how many announce the same.
    """

    day: date
    story: str
    point: Point
    source: Source
    outlets: int = 1
    came: Point | None = None
    told_by: Source | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is announced for the days from `first` to `last`, in their order; `asked` is the topic,
    or empty for all the news, and `note` says why there is nothing."""

    asked: str
    as_of: datetime
    first: date
    last: date
    dates: tuple[DateToWatch, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """A story in one line, that can be asked for.

    A teaser, which belongs to no story (`story` is empty), can be asked for by its link; `credit`
    is its own picture's.
    """

    story: str
    text: str
    url: str | None
    outlet: str | None
    outlets: int
    published: datetime | None
    credit: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the newsroom says to a request: a brief, further stories, or why there is none.

    `matched` are the names that a topic was found by ("Kyiv", "Zelensky"); `note` is a sentence for
    the reader ("Nothing new since 08:00 UTC."); `suggestions` are topics that can be asked for.
    Where nothing is new, `since` is the moment that the note names, for who shows moments.
    `see_also` are stories that have to do with the brief's.
    """

    asked: str
    as_of: datetime
    brief: Brief | None = None
    matched: tuple[str, ...] = ()
    others: tuple[Headline, ...] = ()
    note: str | None = None
    suggestions: tuple[str, ...] = ()
    since: datetime | None = None
    see_also: tuple[Headline, ...] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """A place on a platform that briefs are posted to; `workspace` is Discord's server id."""

    platform: str  # "slack" or "discord"
    workspace: str
    id: str

    def __str__(self) -> str:
        return f"{self.platform}:{self.workspace}:{self.id}"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a platform."""

    platform: str
    workspace: str
    id: str

    def __str__(self) -> str:
        return f"{self.home}:@{self.id}"

    @property
    def home(self) -> str:
        """Their workspace or server, among those of all platforms."""
        return f"{self.platform}:{self.workspace}"


@dataclass(frozen=True, slots=True)
class Post:
    """A message on a platform; `thread` is the message or thread it hangs under, `lang` the
    language of our own words in it."""

    channel: Channel
    message: str
    thread: str | None = None
    lang: str = "en"


class SubscriptionState(StrEnum):
    """Whether a channel gets its digest."""

    ACTIVE = "active"
    PAUSED = "paused"  # by a person
    BROKEN = "broken"  # by us, since the platform refuses for good; `reason` says why


@dataclass(frozen=True, slots=True)
class Quiet:
    """When a channel wants no post: daily from `start` to `end` (past midnight too), and on dates.

    A digest due then is held until it is over, or dropped.
    """

    start: time | None = None
    end: time | None = None
    dates: frozenset[date] = frozenset()
    hold: bool = True


MOST_DIGESTS = 5  # of a channel
MOST_NAME = 30  # characters of a digest's name


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a channel gets: a digest `at` this local time of `zone` on `days` (Monday is 0).

    A channel may get several, each by its `name`: its first has none. A `personal` one is its
    owner's own: its channel is where they are written to in person.

    `topics` are as people write them; without any, the top of the news. `since` is when it was
    made or last changed: what was due before then is never posted.
    """

    channel: Channel
    at: time
    zone: str  # an IANA name
    since: datetime
    days: frozenset[int] = frozenset(range(7))
    topics: tuple[str, ...] = ()
    length: Length = Length.BRIEF
    skip_if_nothing_new: bool = False
    quiet: Quiet = Quiet()
    mention: str | None = None  # a role or group to notify, as an admin set it
    owner: Person | None = None
    state: SubscriptionState = SubscriptionState.ACTIVE
    reason: str | None = None
    place: str = ""  # what people call the channel: it may be gone when its owner is told
    languages: tuple[str, ...] = ()  # their codes, the one that the bot speaks first; or any
    only_languages: bool = False  # what is told in no other is left out, not shown in a line
    alerts: int = 0  # at most so many a day, on its topics and the stories it follows
    personal: bool = False
    besides: tuple[Channel, ...] = ()  # what was told there is not told again
    only_from: tuple[str, ...] = ()  # outlets as people name them; none of them for any
    never_from: tuple[str, ...] = ()
    without: tuple[str, ...] = ()  # words; no story that has one is told
    name: str = ""

    @property
    def key(self) -> str:
        """What tells it from all others: its channel and its name."""
        return f"{self.channel}/{self.name}" if self.name else str(self.channel)

    @property
    def is_weekly(self) -> bool:
        return len(self.days) == 1


@dataclass(frozen=True, slots=True)
class Item:
    """A story of a digest: its brief, what changed since the channel was told, and why it is in."""

    brief: Brief
    why: str
    update: str | None = None  # "Update: 12 → 19 killed"
    followed: bool = False  # told because its story is followed; known of alerts


@dataclass(frozen=True, slots=True)
class Counts:
    """An honest footer, which adds up: read = merged + muted + told + unasked + left out + in other
    languages + shown.

    All but `feeds_down` count articles; `merged` are further articles of stories counted elsewhere.
    """

    read: int
    merged: int = 0
    muted: int = 0
    told: int = 0
    unasked: int = 0  # about none of the channel's topics
    left_out: int = 0  # for want of room
    shown: int = 0
    feeds_down: int = 0
    other_languages: int = 0  # told only in such as the channel does not read


@dataclass(frozen=True, slots=True)
class Digest:
    """Many briefs for one channel: the lead in full, a few in brief, the rest in a line each.

    `id` is the stored copy's. `note` says why it is empty, or that it is late. `lang` is the
    language of our own words.
    """

    as_of: datetime
    zone: str
    topics: tuple[str, ...]
    items: tuple[Item, ...]
    in_brief: tuple[Headline, ...]
    counts: Counts
    since: datetime | None = None  # the digest before it
    note: str | None = None
    id: str | None = None
    lang: str = "en"
    is_alert: bool = False  # one story, told when it happened
    to_watch: tuple[DateToWatch, ...] = ()  # what became of days that are past, and days ahead


@dataclass(frozen=True, slots=True)
class Delivery:
    """One digest to one channel on one local date; with the digest's name, the date is what makes
    it the only one.

    An `alert` is named by its story and, behind a blank, by what of it is told; on one date a
    channel is told that once.
    """

    subscription: Subscription
    date: date
    due: datetime
    alert: str = ""
