"""The newsroom as an adapter sees it, in memory: our made-up stories, briefed by the real composer.

    desk = InMemoryDesk()
    answer = await desk.brief(asker, "skerry")

Nothing of it is kept. `pause_before` makes each question take so many seconds, `failing` makes each
question fail; `posts`, `complaints`, `shown` and `asked` are what an adapter told it.
"""

import asyncio
import difflib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

from bot.briefing import digest, novelty, story
from bot.briefing.dates_to_watch import announcements
from bot.briefing.digest import StoryCandidate
from bot.briefing.extract.candidates import Candidate
from bot.briefing.extract.compose import Shares, source_of
from bot.briefing.novelty import Told
from bot.briefing.quoting import quoting
from bot.briefing.timeline import timeline
from bot.delivery import schedule
from bot.delivery.validation import require_room, validate
from bot.errors import BriefbotError, NotAllowedError, NotFoundError, UsageError
from bot.models import (
    Agenda,
    Answer,
    Brief,
    Channel,
    DateToWatch,
    Digest,
    Feed,
    FoundFeed,
    Headline,
    Length,
    Outlet,
    Person,
    Post,
    Story,
    Subscription,
    SubscriptionState,
    Timeline,
)
from bot.ports import Asker, FeedState
from bot.text.mailboxes import UNCONFIRMED
from tests.standins.stories import stories

NOW = datetime(2026, 3, 3, 8, tzinfo=UTC)
_TOPICS = ("skerry", "tolm", "sundria", "earthquake", "ferries", "harbour")


@dataclass(slots=True)
class InMemoryDesk:
    """A Desk over `all_stories`, whose time of day is `now`."""

    now: datetime = NOW
    all_stories: tuple[Story, ...] = field(default_factory=stories)
    pause_before: float = 0.0
    failing: BriefbotError | None = None
    asked: list[tuple[Asker, str]] = field(default_factory=list)
    shown: list[tuple[Asker, Brief]] = field(default_factory=list)
    posts: list[tuple[str, Post]] = field(default_factory=list)
    complaints: list[tuple[Person, str, str]] = field(default_factory=list)
    praised: list[tuple[Person, str]] = field(default_factory=list)
    followed: set[tuple[str, str]] = field(default_factory=set)
    coming: dict[Channel, datetime] = field(default_factory=dict)
    gone: list[tuple[str, str]] = field(default_factory=list)
    has_mail: bool = False
    sites: dict[str, FoundFeed] = field(default_factory=dict)
    forbidden: set[str] = field(default_factory=set)
    feeds: dict[Feed, str | None] = field(default_factory=dict)
    outlets: dict[str, Outlet] = field(default_factory=dict)
    _found: dict[str, FoundFeed] = field(default_factory=dict)
    _briefs: dict[str, Brief] = field(default_factory=dict)
    _digests: dict[str, Digest] = field(default_factory=dict)
    _told: dict[tuple[str, str], Told] = field(default_factory=dict)
    _subscriptions: dict[str, Subscription] = field(default_factory=dict)
    _recent: dict[Person, list[Brief]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    async def brief(self, asker: Asker, words: str, length: Length = Length.BRIEF) -> Answer:
        await self._asked(asker, words)
        found = [one for one in self.all_stories if _is_about(one, words)]
        if not found:
            near = tuple(difflib.get_close_matches(words.casefold(), _TOPICS, n=3))
            note = f"Nothing on {words} in the last days."
            return Answer(words, self.now, note=note, suggestions=near or _TOPICS[:3])
        return self._answer(asker, words, found, length)

    async def top(self, asker: Asker, length: Length = Length.BRIEF) -> Answer:
        await self._asked(asker, "top")
        return self._answer(asker, "top", self.all_stories, length)

    async def new(self, asker: Asker) -> Answer:
        await self._asked(asker, "new")
        unread = [one for one in self.all_stories if self._known(asker, one.id) is None]
        if not unread:
            return self._nothing_new("new", self.now)
        return self._answer(asker, "new", unread, Length.BRIEF)

    async def story(
        self, asker: Asker, story: str, length: Length = Length.BRIEF, *, only_new: bool = False
    ) -> Answer:
        await self._asked(asker, story)
        whole = self._story(story)
        told = self._known(asker, story)
        fresh = self._composed(whole, length, told)
        if only_new and told is not None:
            if not novelty.is_new(fresh, told):
                return self._nothing_new(story, told.at)
            fresh = novelty.only_new(fresh)
        return Answer(story, self.now, brief=self._kept(asker, fresh))

    async def about(self, asker: Asker, brief: str, words: str) -> Answer:
        await self._asked(asker, f"{brief}: {words}")
        base = await self.stored(brief)

        def is_wanted(one: Candidate) -> bool:
            return words in one.sentence.text if words else one.speaker is not None

        whole = self._story(base.story or "")
        made = quoting(base, whole, is_wanted, Shares(), words)
        if made is None:
            return await self.brief(asker, words)
        return Answer(words, self.now, brief=self._kept(asker, made))

    async def brief_in(self, channel: Channel, thread: str | None) -> Brief | None:
        for brief, post in reversed(self.posts):
            is_there = channel.id in {post.channel.id, post.thread}
            if is_there and thread in {None, post.thread, post.message}:
                return self._briefs.get(brief)
        return None

    async def timeline(self, asker: Asker, story: str) -> Timeline:
        await self._asked(asker, story)
        return timeline(self._story(story), self.now, UTC)

    async def ahead(self, asker: Asker, words: str = "") -> Agenda:
        await self._asked(asker, words)
        today = self.now.date()
        found = (
            DateToWatch(said.day, one.id, said.point, source_of(article))
            for one in self.all_stories
            if not words or _is_about(one, words)
            for article in one.articles
            for said in announcements(article)
        )
        dates = tuple(one for one in found if today <= one.day)
        note = None if dates else "Nothing is announced for the days ahead."
        return Agenda(words, self.now, today, today + timedelta(days=7), dates, note)

    async def stored(self, brief: str) -> Brief:
        await self._pause()
        if brief not in self._briefs:
            raise NotFoundError(f"no brief {brief}", advice="That brief is no longer kept.")
        return self._briefs[brief]

    async def stored_digest(self, digest: str) -> Digest:
        await self._pause()
        if digest not in self._digests:
            raise NotFoundError(f"no digest {digest}", advice="That digest is no longer kept.")
        return self._digests[digest]

    async def told(self, asker: Asker, brief: Brief) -> None:
        self.shown.append((asker, brief))
        self._tell(_reader(asker), brief)

    async def posted(self, brief: str, post: Post) -> None:
        self.posts.append((brief, post))
        self._tell(str(post.channel), self._briefs[brief])

    async def posted_digest(self, digest: str, post: Post) -> None:
        self.posts.append((digest, post))

    async def follow(self, asker: Asker, story: str) -> bool:
        key = (_reader(asker), self._story(story).id)
        self.followed ^= {key}
        return key in self.followed

    async def unfollow(self, asker: Asker, story: str) -> None:
        self.followed.discard((str(asker.channel or asker.person), story))

    async def wrong(self, asker: Asker, brief: str, reason: str) -> None:
        self.complaints.append((asker.person, (await self.stored(brief)).id or "", reason))

    async def useful(self, asker: Asker, brief: str) -> None:
        self.praised.append((asker.person, (await self.stored(brief)).id or ""))

    async def topics(self, start: str = "", limit: int = 25) -> tuple[str, ...]:
        return tuple(one for one in _TOPICS if one.startswith(start.casefold()))[:limit]

    async def subscription(self, channel: Channel) -> Subscription | None:
        return next(iter(await self.digests(channel)), None)

    async def digests(self, channel: Channel) -> tuple[Subscription, ...]:
        mine = (one for one in self._subscriptions.values() if one.channel == channel)
        return tuple(sorted(mine, key=lambda one: one.name))

    def put(self, subscription: Subscription) -> None:
        """A subscription that was made elsewhere, in whatever state."""
        self._subscriptions[subscription.key] = subscription

    async def subscriptions(self, workspace: str) -> tuple[Subscription, ...]:
        return tuple(
            one for one in self._subscriptions.values() if one.channel.workspace == workspace
        )

    async def own_digests(self, person: Person) -> tuple[Subscription, ...]:
        return tuple(
            one for one in self._subscriptions.values() if one.personal and one.owner == person
        )

    async def own_digest(self, person: Person) -> Subscription | None:
        found = await self.own_digests(person)
        return next((one for one in found if one.channel.platform == person.platform), None)

    async def subscribe(self, subscription: Subscription) -> Subscription:
        await self._pause()
        if self.failing is not None:
            raise self.failing
        validate(subscription)
        if any("://" in topic for topic in subscription.topics):
            raise UsageError("no topic", advice="A digest's topics are words.", about="topics")
        require_room(subscription, await self.digests(subscription.channel))
        self.put(subscription)
        return subscription

    async def order_by_mail(self, wanted: Subscription) -> Subscription:
        if not self.has_mail:
            raise NotAllowedError("no mail", advice="Mail is not set up.")
        kept = replace(wanted, state=SubscriptionState.PAUSED, reason=UNCONFIRMED)
        return await self.subscribe(kept)

    async def pause(self, one: Subscription, *, paused: bool) -> Subscription:
        state = SubscriptionState.PAUSED if paused else SubscriptionState.ACTIVE
        changed = replace(self._subscription(one.key), state=state, since=self.now)
        self.put(changed)
        return changed

    async def without_alerts(self, one: Subscription) -> Subscription:
        self.put(changed := replace(self._subscription(one.key), alerts=0))
        return changed

    async def stop(self, one: Subscription) -> None:
        del self._subscriptions[self._subscription(one.key).key]

    async def digest_now(self, asker: Asker, wanted: Subscription | None = None) -> Digest:
        await self._asked(asker, "digest")
        if asker.channel is None:
            raise UsageError("no channel", advice="Ask for a digest in the channel it is for.")
        made = self.digest(wanted or self._subscription(str(asker.channel)))
        self._digests[made.id or ""] = made
        return made

    async def away(self, asker: Asker) -> Digest:
        await self._asked(asker, "away")
        own = Channel("x", "", asker.person.id)
        made = self.digest(Subscription(own, time(8), "UTC", self.now))
        unread = [one for one in made.items if self._known(asker, one.brief.story or "") is None]
        self._digests[made.id or ""] = made = replace(made, items=tuple(unread))
        return made

    async def told_digest(self, asker: Asker, digest: Digest) -> None:
        for one in digest.items:
            self._tell(str(asker.person), one.brief)

    async def next_due(self, one: Subscription) -> datetime | None:
        return schedule.next_due(self._subscription(one.key), now=self.now)

    async def still_coming(self, one: Subscription) -> datetime | None:
        return self.coming.get(one.channel)

    async def sources(self) -> tuple[FeedState, ...]:
        return tuple(FeedState(one, "ok", "", self.now, by) for one, by in self.feeds.items())

    async def find_source(self, site: str) -> FoundFeed:
        await self._pause()
        if site in self.forbidden:
            raise NotAllowedError(f"forbidden: {site}", advice=f"{site} is not allowed.")
        if site not in self.sites:
            raise NotFoundError(f"no feed: {site}", advice="No feed was found there.")
        found = replace(self.sites[site], id=f"found-{len(self._found) + 1}")
        self._found[found.id or ""] = found
        return found

    async def found_source(self, id: str) -> FoundFeed:
        return self._found[id]

    async def add_source(self, id: str, person: Person) -> FoundFeed:
        found = self._found[id]
        self.feeds[Feed(found.url, found.title)] = f"{person.platform}:{person.workspace}"
        return found

    async def remove_source(self, name: str, person: Person) -> Feed:
        for one, by in self.feeds.items():
            if name == one.title and by == f"{person.platform}:{person.workspace}":
                del self.feeds[one]
                return one
        raise NotFoundError(f"no feed {name}", advice="There is no source of that name.")

    async def outlet(self, name: str) -> Outlet:
        if name not in self.outlets:
            raise NotFoundError(
                f"no outlet {name}", advice=f"It is not known who is behind {name}."
            )
        return self.outlets[name]

    async def recent(self, person: Person, limit: int = 5) -> tuple[Brief, ...]:
        return tuple(reversed(self._recent.get(person, [])))[:limit]

    async def left(self, platform: str, workspace: str) -> None:
        self.gone.append((platform, workspace))
        for one in list(self._subscriptions.values()):
            if (one.channel.platform, one.channel.workspace) == (platform, workspace):
                del self._subscriptions[one.key]

    async def first_time(self, key: str) -> bool:
        is_first = key not in self._seen
        self._seen.add(key)
        return is_first

    async def undone(self, key: str) -> None:
        self._seen.discard(key)

    def keep(self, brief: Brief, **changes: object) -> str:
        """Stores a changed copy of a brief, and gives its id."""
        return self._stored(replace(brief, **changes)).id or ""  # type: ignore[arg-type]  # any field

    def digest(self, subscription: Subscription) -> Digest:
        """The digest of `subscription` as it would be made now."""
        candidates = [
            StoryCandidate(one, outlets=len({article.outlet for article in one.articles}))
            for one in self.all_stories
        ]
        made = digest.compose(
            candidates, subscription, self._summarized, as_of=self.now, feeds_down=2
        )
        return replace(made.digest, id=f"digest-{len(self._digests) + 1}")

    def _tell(self, reader: str, brief: Brief) -> None:
        key = (reader, brief.story or "")
        self._told[key] = novelty.told(brief, self._told.get(key))

    def _summarized(self, candidate: StoryCandidate, length: Length) -> Brief:
        made = self._composed(candidate.story, length, candidate.told)
        return self._stored(made)

    def _answer(
        self, asker: Asker, words: str, found: list[Story] | tuple[Story, ...], length: Length
    ) -> Answer:
        first, *rest = found
        told = self._told.get((str(asker.person), first.id))
        made = replace(self._composed(first, length, told), topic=words)
        return Answer(
            asked=words,
            as_of=self.now,
            brief=self._kept(asker, made),
            matched=(words,),
            others=tuple(_headline(one) for one in rest),
        )

    def _nothing_new(self, asked: str, since: datetime) -> Answer:
        note = f"Nothing new since {since:%H:%M} UTC."
        return Answer(asked, self.now, note=note, since=since)

    def _known(self, asker: Asker, story: str) -> Told | None:
        """What the asker and their channel were told."""
        mine = self._told.get((str(asker.person), story))
        theirs = self._told.get((_reader(asker), story))
        return novelty.both(mine, theirs) if mine and theirs else mine or theirs

    def _composed(self, whole: Story, length: Length, told: Told | None) -> Brief:
        outlets = len({one.outlet for one in whole.articles})
        return story.brief(whole, length, self.now, Shares(), outlets=outlets, told=told)

    def _kept(self, asker: Asker, brief: Brief) -> Brief:
        stored = self._stored(brief)
        self._recent.setdefault(asker.person, []).append(stored)
        return stored

    def _stored(self, brief: Brief) -> Brief:
        stored = replace(brief, id=f"brief-{len(self._briefs) + 1}")
        self._briefs[stored.id or ""] = stored
        return stored

    def _story(self, id: str) -> Story:
        for one in self.all_stories:
            if one.id == id:
                return one
        raise NotFoundError(f"no story {id}", advice="That story is no longer kept.")

    def _subscription(self, key: str) -> Subscription:
        if key not in self._subscriptions:
            raise NotFoundError(
                f"no digest in {key}",
                advice="There is no digest here. Make one with /brief digest.",
            )
        return self._subscriptions[key]

    async def _asked(self, asker: Asker, words: str) -> None:
        self.asked.append((asker, words))
        await self._pause()
        if self.failing is not None:
            raise self.failing

    async def _pause(self) -> None:
        await asyncio.sleep(self.pause_before)


def later(desk: InMemoryDesk, hours: float) -> None:
    """Moves the desk's time of day."""
    desk.now += timedelta(hours=hours)


def _reader(asker: Asker) -> str:
    return str(asker.channel or asker.person)


def _is_about(one: Story, words: str) -> bool:
    if words.startswith(("http://", "https://")):
        return any(article.url == words for article in one.articles)
    text = " ".join(f"{article.headline} {article.body}" for article in one.articles).casefold()
    return all(word in text for word in words.casefold().split())


def _headline(one: Story) -> Headline:
    last = one.articles[-1]
    outlets = len({article.outlet for article in one.articles})
    text = last.headline or "(no headline)"
    return Headline(one.id, text, last.url, last.outlet, outlets, last.published)
