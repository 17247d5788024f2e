"""Pure. What the core asks of the outside, and what the outside may ask of the core.

Each port has several real implementations: a Platform is Slack or Discord, a LanguageModel speaks
one of two protocols. The Desk is the newsroom as a chat platform sees it, the Archive the newsroom
as pages and programs do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.models import (
    Agenda,
    Answer,
    Brief,
    Channel,
    Delivery,
    Digest,
    Feed,
    FoundFeed,
    Headline,
    Length,
    Outlet,
    Person,
    Post,
    Source,
    Subscription,
    Timeline,
)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where; no channel in a direct message or an App Home. `languages` are the codes
    of those that they read, the one to answer in first."""

    person: Person
    channel: Channel | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed, whether it answers, and when it is asked next."""

    feed: Feed
    health: str
    why: str
    next_poll: datetime
    added_by: str | None = None  # the workspace whose people added it


class Desk(Protocol):
    """What people can ask for on a platform. Every method may raise BriefbotError: say `advice`.

    Nothing here waits for the platform, and all of it can take seconds: acknowledge first.
    """

    async def brief(self, asker: Asker, words: str, length: Length = Length.BRIEF) -> Answer:
        """A topic as people write it ("ukraine 6h -football") or a link, answered."""

    async def top(self, asker: Asker, length: Length = Length.BRIEF) -> Answer:
        """The story that matters most now, and the next ones."""

    async def new(self, asker: Asker) -> Answer:
        """What is new since the asker, or the channel they ask in, was last told."""

    async def story(
        self, asker: Asker, story: str, length: Length = Length.BRIEF, *, only_new: bool = False
    ) -> Answer:
        """One story by its id, whole or what neither the asker nor their channel was told of it."""

    async def about(self, asker: Asker, brief: str, words: str) -> Answer:
        """What the story of a stored brief says of something, in its own sentences; without
        `words`, who says what. What it does not say is asked for as a topic."""

    async def brief_in(self, channel: Channel, thread: str | None) -> Brief | None:
        """The brief that was last posted in a channel, which may itself be a thread; with a
        `thread`, in that, or the one that is the message under which it stands."""

    async def timeline(self, asker: Asker, story: str) -> Timeline:
        """How a story went, by its id."""

    async def ahead(self, asker: Asker, words: str = "") -> Agenda:
        """What is announced for the week ahead, on a topic as people write it or in all news."""

    async def away(self, asker: Asker) -> Digest:
        """What the asker missed since they were last told anything, a week back at most, on what
        their channel's digest or their own is on; stored but not posted."""

    async def stored(self, brief: str) -> Brief:
        """The stored brief with this id, as it is now."""

    async def stored_digest(self, digest: str) -> Digest:
        """The stored digest with this id, as it is now."""

    async def told(self, asker: Asker, brief: Brief) -> None:
        """The asker has seen this brief: what is in it is no longer new to them."""

    async def told_digest(self, asker: Asker, digest: Digest) -> None:
        """The asker has seen this digest: what is in it is no longer new to them."""

    async def posted(self, brief: str, post: Post) -> None:
        """A copy of the stored brief stands in a channel, which is told what is in it; it is edited
        if the brief is corrected."""

    async def posted_digest(self, digest: str, post: Post) -> None:
        """A copy of the stored digest stands in a channel, which is told what is in it."""

    async def follow(self, asker: Asker, story: str) -> bool:
        """Follows a story in the asker's channel, or stops; True where it is followed now."""

    async def unfollow(self, asker: Asker, story: str) -> None:
        """Follows a story no more in the asker's channel, however often that is said."""

    async def wrong(self, asker: Asker, brief: str, reason: str) -> None:
        """A reader says that a brief is wrong or not useful; the operator is told."""

    async def useful(self, asker: Asker, brief: str) -> None:
        """A reader found a brief useful; the operator sees how many do."""

    async def topics(self, start: str = "", limit: int = 25) -> tuple[str, ...]:
        """What the news is about now, the most first; with `start`, those that begin so."""

    async def subscription(self, channel: Channel) -> Subscription | None:
        """The channel's digest, if it has one; the first of several."""

    async def digests(self, channel: Channel) -> tuple[Subscription, ...]:
        """Every digest of a channel, the one without a name first."""

    async def subscriptions(self, workspace: str) -> tuple[Subscription, ...]:
        """Every digest of a workspace."""

    async def own_digests(self, person: Person) -> tuple[Subscription, ...]:
        """What a person gets themselves: in direct messages, by mail."""

    async def own_digest(self, person: Person) -> Subscription | None:
        """Of these the one that comes in direct messages, on the platform that they are on; the
        first of several."""

    async def subscribe(self, subscription: Subscription) -> Subscription:
        """Makes or changes the digest of that channel and name; UsageError says what makes no
        sense in it, or that the channel has too many."""

    async def order_by_mail(self, wanted: Subscription) -> Subscription:
        """Asks the reader of an address whether they want this digest, which waits for that.
        Raises NotAllowedError where mail is not set up here, or was asked for too often."""

    async def pause(self, one: Subscription, *, paused: bool) -> Subscription:
        """Pauses a digest, or goes on with it."""

    async def without_alerts(self, one: Subscription) -> Subscription:
        """Ends the alerts that come beside a digest, which else stays as it is."""

    async def stop(self, one: Subscription) -> None:
        """Ends a digest."""

    async def digest_now(self, asker: Asker, wanted: Subscription | None = None) -> Digest:
        """The digest as the asker's channel would get it now, by its first or by what is `wanted`;
        stored but not posted."""

    async def next_due(self, one: Subscription) -> datetime | None:
        """When a digest comes next."""

    async def still_coming(self, one: Subscription) -> datetime | None:
        """When a digest appears that the platform keeps already, too soon to be taken back: it
        comes though it was just stopped, paused or changed."""

    async def sources(self) -> tuple[FeedState, ...]:
        """The feeds that are read."""

    async def find_source(self, site: str) -> FoundFeed:
        """The feed of a site, by the site's address or its own, with its newest entry; kept under
        an id until it is added. Raises NotAllowedError for one that the operator forbids."""

    async def found_source(self, id: str) -> FoundFeed:
        """What was found under this id."""

    async def add_source(self, id: str, person: Person) -> FoundFeed:
        """Adds a feed that was found, for all who are served here. Who may is the platform's to
        say."""

    async def remove_source(self, name: str, person: Person) -> Feed:
        """Removes a feed, by its name or address, that the person's workspace added."""

    async def outlet(self, name: str) -> Outlet:
        """Who is behind an outlet, by its name or address; raises NotFoundError."""

    async def recent(self, person: Person, limit: int = 5) -> tuple[Brief, ...]:
        """The briefs that a person asked for last."""

    async def left(self, platform: str, workspace: str) -> None:
        """A workspace has removed the bot: nothing of it is kept."""

    async def first_time(self, key: str) -> bool:
        """Whether this event of a platform was never seen before, on any replica."""

    async def undone(self, key: str) -> None:
        """Nothing came of what this names: another `first_time` is the first again."""


class Scope(StrEnum):
    """What a token is for."""

    ARCHIVE = "archive"  # the pages and their feeds
    READ = "read"  # the HTTP API and MCP, but for who gets which digest
    SUBSCRIPTIONS = "subscriptions"  # that too


@dataclass(frozen=True, slots=True)
class StoryDetails:
    """A story as everybody may see it: its brief, and each report of it, oldest first.

    `corrected` are its stored briefs that were corrected, the last first; `changed` is when its
    newest report was read, or what was told of it was corrected.
    """

    story: str
    brief: Brief | None
    reports: tuple[Source, ...]
    changed: datetime
    see_also: tuple[Headline, ...] = ()
    corrected: tuple[Brief, ...] = ()


class Archive(Protocol):
    """What was read and told, for pages and programs: it only reads, and knows nobody who asks.

    Every method may raise BriefbotError: say `advice`. What it gives holds nothing of people: no
    asker, nothing that only one of them was told.
    """

    async def identity(self) -> str:
        """What tells this installation from any other, for good."""

    async def brief(self, words: str, length: Length = Length.BRIEF) -> Answer:
        """A topic as people write it, or the address of an article that was read, answered."""

    async def top(self, length: Length = Length.BRIEF) -> Answer:
        """The story that matters most now, and the next ones."""

    async def search(self, words: str) -> Answer:
        """The stories that a request asks for, the most important first, in a line each."""

    async def story(self, story: str, length: Length = Length.BRIEF) -> StoryDetails:
        """One story by its id."""

    async def timeline(self, story: str) -> Timeline:
        """How a story went."""

    async def ahead(self, words: str = "", days: int = 7) -> Agenda:
        """What is announced for today and the next days, on a topic as people write it or in all
        news."""

    async def outlet(self, name: str) -> tuple[Headline, ...]:
        """What an outlet published last, newest first."""

    async def days(self, limit: int, before: date | None = None) -> tuple[date, ...]:
        """The days that have a digest, the last first."""

    async def day(self, day: date) -> Digest:
        """The digest of a day, with its briefs as they are now."""

    async def preview(self, topics: tuple[str, ...] = ()) -> Digest:
        """The digest that a new channel would get now; nothing is stored."""

    async def feeds(self) -> tuple[FeedState, ...]:
        """The feeds that are read."""

    async def subscriptions(self) -> tuple[tuple[Subscription, datetime | None], ...]:
        """Every channel's digest, and when its next one comes."""


class Found(StrEnum):
    """What a look at a platform says of a delivery whose outcome is not known."""

    THERE = "there"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Looked:
    """The look's verdict, and the post where one is there."""

    found: Found
    post: Post | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a platform takes digests, and how long before their moment it wants them.

    `per_second` counts over all workspaces, or in each where `each_workspace`. A platform with a
    `lead` keeps a digest until its moment: it is handed over at least so long before.
    """

    per_second: float
    each_workspace: bool = False
    lead: timedelta = timedelta(0)


class Platform(Protocol):
    """A chat platform as the outbox sees it.

    `publish` raises PostRefusedError (never again: pause the subscription), PostDelayedError (not
    sent; ask again after a time) or PostUnknownError (sent or not: look, never resend blindly). If
    it is cancelled before any of the post has left, the cancellation's cause is a PostDelayedError.
    """

    name: str
    pace: Pace

    async def publish(self, delivery: Delivery, digest: Digest, *, key: str, at: datetime) -> Post:
        """Sends a digest once. `key` names the attempt, `at` is the moment it is to appear."""

    async def look(self, delivery: Delivery, *, key: str, at: datetime) -> Looked:
        """Whether the attempt `key`, to appear at `at`, is on the platform.

        Of several that have not appeared yet, only the first stays there.
        """

    async def withdraw(self, delivery: Delivery, *, at: datetime) -> bool:
        """Takes back what was handed over to appear at `at`; False where it appears all the same.

        Raises PostError where that is to be tried again.
        """

    async def correct(self, post: Post, brief: Brief) -> None:
        """Edits a post of a brief in place; a digest's is edited with `correct_digest`."""

    async def correct_digest(self, post: Post, digest: Digest) -> None:
        """Edits a post of a digest in place."""

    async def tell_stopped(self, subscription: Subscription, reason: str) -> None:
        """Tells a subscription's owner in private that it has stopped, and why; an owner who is not
        known is told nothing."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question to a language model, with all it is to know: no tools, no history, no secrets.

    `schema` is the JSON Schema of the answer, which has at most `most_tokens`.
    """

    system: str
    user: str
    schema: Mapping[str, object]
    most_tokens: int


@dataclass(frozen=True, slots=True)
class Completion:
    """A language model's whole answer, and what it counted for the question and the answer."""

    text: str
    tokens_in: int
    tokens_out: int


class LanguageModel(Protocol):
    """Somebody's language model; `name` tells it from others that might answer otherwise."""

    name: str

    async def complete(self, prompt: Prompt) -> Completion:
        """Its answer; raises ModelError. How long to wait is the caller's to say, by a timeout."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """The state of the service, for monitoring. Moments are aware UTC.

    `unready` says what keeps it from its work; empty when it is ready.
    """

    unready: tuple[str, ...] = ()
    articles: int = 0
    feeds: int = 0
    feeds_failing: int = 0
    last_refresh: datetime | None = None
    deliveries: tuple[tuple[str, int], ...] = ()  # by their state
    last_delivery: datetime | None = None
    last_posts: tuple[tuple[str, datetime], ...] = ()  # of a digest, by platform
    refusals: tuple[tuple[str, str, int], ...] = ()  # of digests, by platform and reason
    lateness: float = 0.0  # seconds that the last digest came after its time
    connections: tuple[tuple[str, int], ...] = ()  # open ones, by platform
    posts_to_edit: int = 0
    complaints: int = 0
    model_tokens_today: int = 0
    model_cost_today: float = 0.0  # in the operator's currency
    model_fallbacks: tuple[tuple[str, int], ...] = ()  # of today's briefs to none, by cause
    points_rejected: int = 0  # of the last days' briefs, for an invariant that they broke


class Watched(Protocol):
    """What can be asked for its state; never slow, never raises."""

    async def vitals(self) -> Vitals:
        """Its state now."""
