"""I/O. The newsroom as the chat platforms see it: `bot.ports.Desk` over the real stages.

The store and the composing work in a thread, so that no question holds up the others.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.briefing import story as composing
from bot.delivery import schedule
from bot.delivery.validation import require_room
from bot.errors import BriefbotError, NotAllowedError, NotFoundError
from bot.models import (
    Agenda,
    Answer,
    Article,
    Brief,
    Channel,
    Digest,
    Feed,
    FoundFeed,
    Length,
    Outlet,
    Person,
    Post,
    Story,
    Subscription,
    SubscriptionState,
    Timeline,
)
from bot.newsroom import answers, digests, fetching, ordering, readers, search
from bot.newsroom.answers import Inquiry
from bot.newsroom.context import Context, Threaded
from bot.newsroom.digests import Composer
from bot.newsroom.drafts import AnswerDraft, Rewrite
from bot.newsroom.fetching import ReadPage, WebReader
from bot.newsroom.following import agenda, timelines
from bot.newsroom.ordering import AskReader, checked
from bot.newsroom.sources import in_chat
from bot.ports import Asker, FeedState
from bot.reading.web.fetch import Session
from bot.store import (
    briefs,
    corrections,
    deliveries,
    seen,
    stories,
    subscriptions,
    told,
    workspaces,
)
from bot.store.access import proposals
from bot.store.engine import Store
from bot.stories import requests, topics
from bot.translation import translatable

# A tick of the outbox, until it asks, and the minute in which Slack takes nothing back.
TAKEN_BACK_IN = timedelta(seconds=90)
LETTERS = 3  # that a person may have sent to addresses a day
TOPICS_LOOKED_AT = 200  # stories whose names are offered as topics


@dataclass(frozen=True, slots=True)
class NewsDesk(Threaded):
    """Answers people. `web` opens the web for links; `read` reads
    what comes of them; `rewrite` may be a language model's."""

    context: Context
    web: Callable[[], AbstractAsyncContextManager[Session]]
    rewrite: Rewrite
    clock: Callable[[], datetime]
    thread: Executor
    read: ReadPage = fetching.in_thread
    ask_reader: AskReader | None = None  # where mail is set up

    @property
    def _store(self) -> Store:
        return self.context.store

    async def brief(self, asker: Asker, words: str, length: Length = Length.BRIEF) -> Answer:
        now = self.clock()
        request = requests.parse(words, now=now, zone=self.context.zone)
        inquiry = self._inquiry(asker, length, (str(asker.person),))
        if request.link:
            draft = await self._of_link(request.link, inquiry)
        else:
            draft = await self._do(answers.on_topic, self.context, request, inquiry)
        return await self._finished(draft, asker, length)

    async def top(self, asker: Asker, length: Length = Length.BRIEF) -> Answer:
        inquiry = self._inquiry(asker, length, (str(asker.person),))
        draft = await self._do(answers.top, self.context, inquiry)
        return await self._finished(draft, asker, length)

    async def new(self, asker: Asker) -> Answer:
        now = self.clock()
        subscription = await self._standing_of(asker)
        asked = [
            requests.parse(topic, now=now, zone=self.context.zone)
            for topic in (subscription.topics if subscription else ())
        ]
        knowing = readers.of(subscription) if subscription else ()
        everyone = tuple(dict.fromkeys((*_readers(asker), *knowing)))
        inquiry = self._inquiry(asker, Length.BRIEF, everyone)
        draft = await self._do(answers.new, self.context, asked, inquiry)
        return await self._finished(draft, asker, Length.BRIEF)

    async def story(
        self, asker: Asker, story: str, length: Length = Length.BRIEF, *, only_new: bool = False
    ) -> Answer:
        inquiry = self._inquiry(asker, length, _readers(asker) if only_new else ())
        draft = await self._do(_of_story, self.context, story, inquiry, only_new)
        return await self._finished(draft, asker, length)

    async def about(self, asker: Asker, brief: str, words: str) -> Answer:
        inquiry = self._inquiry(asker, Length.BRIEF, (str(asker.person),))
        base = await self.stored(brief)
        quoted = await self._do(answers.on_story, self.context, base, words, inquiry)
        if quoted is not None:
            return await self._kept(quoted, asker)
        return await self.brief(asker, words)

    async def brief_in(self, channel: Channel, thread: str | None) -> Brief | None:
        return await self._do(briefs.posted_in, self._store, channel, thread)

    async def timeline(self, asker: Asker, story: str) -> Timeline:  # noqa: ARG002  the same for all
        return await self._do(timelines.of_story, self.context, story, self.clock())

    async def ahead(self, asker: Asker, words: str = "") -> Agenda:
        inquiry = self._inquiry(asker, Length.BRIEF, ())
        return await self._do(
            agenda.ahead,
            self.context,
            words,
            inquiry.now,
            languages=inquiry.languages,
        )

    async def away(self, asker: Asker) -> Digest:
        now, who = self.clock(), asker.person
        standing = await self._standing_of(asker) or _anyone(asker, self.context.zone.key, now)
        alone = Channel(who.platform, who.workspace, who.id)  # knows nothing of what others saw
        own = replace(
            standing,
            channel=standing.channel if standing.personal else alone,
            personal=True,
            owner=who,
            languages=asker.languages or standing.languages,
        )
        last = await self._do(told.last, self._store, readers.own(own))
        since = max(last or now - digests.FIRST, now - digests.WEEK)
        compose = Composer(self.context).compose
        composed = await self._do(compose, own, now, since=since)
        return await self._do(briefs.save_digest, self._store, composed.digest, now=now)

    async def stored(self, brief: str) -> Brief:
        return await self._do(_stored, self.context, brief)

    async def stored_digest(self, digest: str) -> Digest:
        return await self._do(briefs.digest, self._store, digest)

    async def told(self, asker: Asker, brief: Brief) -> None:
        await self._do(readers.tell, self._store, _reader(asker), brief, self.clock())

    async def told_digest(self, asker: Asker, digest: Digest) -> None:
        now, who = self.clock(), str(asker.person)
        news = await self._do(readers.told_by, self._store, who, digest, now)
        await self._do(told.tell, self._store, who, news, now=now)

    async def posted(self, brief: str, post: Post) -> None:
        now = self.clock()
        await self._do(briefs.add_post, self._store, brief, post, now=now)
        shown = await self.stored(brief)
        await self._do(readers.tell, self._store, str(post.channel), shown, now)

    async def posted_digest(self, digest: str, post: Post) -> None:
        now = self.clock()
        await self._do(briefs.add_digest_post, self._store, digest, post, now=now)
        await self._do(_tell_digest, self._store, str(post.channel), digest, now)

    async def follow(self, asker: Asker, story: str) -> bool:
        now = self.clock()
        return await self._do(told.follow, self._store, _reader(asker), story, now=now)

    async def unfollow(self, asker: Asker, story: str) -> None:
        await self._do(told.unfollow, self._store, _reader(asker), story)

    async def wrong(self, asker: Asker, brief: str, reason: str) -> None:
        reader, now = str(asker.person), self.clock()
        await self._do(corrections.complain, self._store, brief, reader, reason, now=now)

    async def useful(self, asker: Asker, brief: str) -> None:
        reader, now = str(asker.person), self.clock()
        await self._do(corrections.praise, self._store, brief, reader, now=now)

    async def topics(self, start: str = "", limit: int = 25) -> tuple[str, ...]:
        return await self._do(_topics, self.context, start, limit, self.clock())

    async def subscription(self, channel: Channel) -> Subscription | None:
        return next(iter(await self.digests(channel)), None)

    async def digests(self, channel: Channel) -> tuple[Subscription, ...]:
        found = await self._do(subscriptions.of_channel, self._store, channel)
        return tuple(one.subscription for one in found)

    async def subscriptions(self, workspace: str) -> tuple[Subscription, ...]:
        found = await self._do(subscriptions.of_workspace, self._store, workspace)
        return tuple(one.subscription for one in found)

    async def own_digests(self, person: Person) -> tuple[Subscription, ...]:
        found = await self._do(subscriptions.own, self._store, person)
        return tuple(one.subscription for one in found)

    async def own_digest(self, person: Person) -> Subscription | None:
        found = await self.own_digests(person)
        return next((one for one in found if one.channel.platform == person.platform), None)

    async def subscribe(self, subscription: Subscription) -> Subscription:
        made = checked(subscription, self.clock(), self.context.zone)
        require_room(made, await self.digests(made.channel))
        await self._do(subscriptions.save, self._store, made)
        return made

    async def order_by_mail(self, wanted: Subscription) -> Subscription:
        if self.ask_reader is None:
            advice = translatable(
                "Digests can't be sent by mail here, as no mail server is set up. Please ask those "
                "who run this bot: its documentation on mail says how."
            )
            raise NotAllowedError("mail is not set up", advice=advice)
        await self._require_few_letters(wanted)
        now = self.clock()
        waiting = await self._do(ordering.put, self._store, wanted, now, self.context.zone)
        try:
            await self.ask_reader(waiting)
        except BriefbotError:
            await self._do(subscriptions.remove, self._store, wanted.channel)
            raise
        return waiting

    async def pause(self, one: Subscription, *, paused: bool) -> Subscription:
        standing = await self._standing(one)
        if not paused:
            return await self.subscribe(replace(standing, state=SubscriptionState.ACTIVE))
        await self._do(subscriptions.set_state, self._store, standing, SubscriptionState.PAUSED)
        return replace(standing, state=SubscriptionState.PAUSED)

    async def without_alerts(self, one: Subscription) -> Subscription:
        silent = replace(await self._standing(one), alerts=0)
        await self._do(subscriptions.save, self._store, silent)
        return silent

    async def stop(self, one: Subscription) -> None:
        if not await self._do(subscriptions.remove, self._store, one.channel, one.name):
            raise _no_digest(one)

    async def digest_now(self, asker: Asker, wanted: Subscription | None = None) -> Digest:
        now = self.clock()
        standing = await self.subscription(asker.channel) if asker.channel else None
        subscription = wanted or standing or _anyone(asker, self.context.zone.key, now)
        composed = await self._do(Composer(self.context).compose, subscription, now)
        return await self._do(briefs.save_digest, self._store, composed.digest, now=now)

    async def next_due(self, one: Subscription) -> datetime | None:
        standing = await self._do(subscriptions.find, self._store, one.channel, one.name)
        if standing is None or standing.subscription.state is not SubscriptionState.ACTIVE:
            return None
        return schedule.next_due(standing.subscription, now=self.clock())

    async def still_coming(self, one: Subscription) -> datetime | None:
        now = self.clock()
        kept = await self._do(deliveries.handed_over, self._store, one.channel.platform, now=now)
        mine = (each.at for each in kept if each.delivery.subscription.key == one.key)
        return next((at for at in mine if at - now < TAKEN_BACK_IN), None)

    async def sources(self) -> tuple[FeedState, ...]:
        return await self._do(in_chat.states, self._store, self.clock())

    async def find_source(self, site: str) -> FoundFeed:
        now = self.clock()
        async with self.web() as session:
            found = await in_chat.found(session, site, now, self.context.forbidden)
        return await self._do(proposals.put, self._store, found, now=now)

    async def found_source(self, id: str) -> FoundFeed:
        return await self._do(proposals.find, self._store, id)

    async def add_source(self, id: str, person: Person) -> FoundFeed:
        now, forbidden = self.clock(), self.context.forbidden
        return await self._do(in_chat.add, self._store, id, person, now, forbidden)

    async def remove_source(self, name: str, person: Person) -> Feed:
        return await self._do(in_chat.remove, self._store, name, person)

    async def outlet(self, name: str) -> Outlet:
        found = self.context.outlets().matching(name)
        if not found:
            advice = translatable(
                "It is not known who is behind {name}. Those who run this bot can add it, with a "
                "source for each fact.",
                name=name[:100],
            )
            raise NotFoundError(f"no such outlet: {name[:100]}", advice=advice)
        return found[0]

    async def recent(self, person: Person, limit: int = 5) -> tuple[Brief, ...]:
        return await self._do(briefs.recent, self._store, str(person), limit=limit)

    async def left(self, platform: str, workspace: str) -> None:
        await self._do(workspaces.forget, self._store, platform, workspace)

    async def first_time(self, key: str) -> bool:
        return await self._do(seen.first_time, self._store, key, now=self.clock())

    async def undone(self, key: str) -> None:
        await self._do(seen.forget, self._store, key)

    def _inquiry(self, asker: Asker, length: Length, readers: tuple[str, ...]) -> Inquiry:
        languages = asker.languages or self.context.languages
        return Inquiry(self.clock(), length, readers, languages)

    async def _of_link(self, address: str, inquiry: Inquiry) -> AnswerDraft:
        async with self.web() as session:
            article = await fetching.article_at(
                self._store, WebReader(session, self.read), address, inquiry.now
            )
        return await self._do(_of_article, self.context, article, inquiry)

    async def _finished(self, draft: AnswerDraft, asker: Asker, length: Length) -> Answer:
        """The answer with its brief in the model's words, if there is one, and stored."""
        if draft.answer.brief is None:
            return draft.answer
        written = await self.rewrite(draft.answer.brief, draft.articles, length)
        better = self.context.with_permalink(written)
        return await self._kept(replace(draft.answer, brief=better), asker)

    async def _kept(self, answer: Answer, asker: Asker) -> Answer:
        if answer.brief is None:
            return answer
        now, person = self.clock(), str(asker.person)
        kept = await self._do(briefs.save_brief, self._store, answer.brief, asker=person, now=now)
        return replace(answer, brief=kept)

    async def _require_few_letters(self, wanted: Subscription) -> None:
        """Nobody writes to strangers through us: a day, an address gets one question, and a person
        has it asked of a few."""
        day, to = self.clock().date(), wanted.channel.workspace
        for nth in range(LETTERS):
            if await self.first_time(f"mail:{wanted.owner}:{day}:{nth}"):
                if await self.first_time(f"mail:{to}:{day}"):
                    return
                break
        advice = translatable("That was asked often enough today. Please try again tomorrow.")
        raise NotAllowedError(f"too many letters for {wanted.owner}", advice=advice)

    async def _standing_of(self, asker: Asker) -> Subscription | None:
        """The digest of the asker's channel; their own where they ask in none."""
        if asker.channel:
            return await self.subscription(asker.channel)
        return await self.own_digest(asker.person)

    async def _standing(self, one: Subscription) -> Subscription:
        found = await self._do(subscriptions.find, self._store, one.channel, one.name)
        if found is None:
            raise _no_digest(one)
        return found.subscription


def _stored(context: Context, brief: str) -> Brief:
    """A stored brief, with who is behind its sources."""
    return context.outlets().told_in(briefs.brief(context.store, brief))


def _reader(asker: Asker) -> str:
    """Who is told: a channel that sees it, or the person who alone does."""
    return str(asker.channel or asker.person)


def _readers(asker: Asker) -> tuple[str, ...]:
    """Whose knowledge counts where somebody asks for what is new: theirs and their channel's."""
    return (str(asker.person), *([str(asker.channel)] if asker.channel else []))


def _of_story(context: Context, story: str, inquiry: Inquiry, only_new: bool) -> AnswerDraft:  # noqa: FBT001  by place, through a thread
    now = inquiry.now
    listed = search.story(context, story, now) or search.of_article(context, story, now)
    if listed is None:
        raise NotFoundError(
            f"no story {story!r}",
            advice="That story is no longer kept. Please ask for the topic again.",
        )
    return answers.of_story(context, listed, inquiry, only_new=only_new)


def _of_article(context: Context, article: Article, inquiry: Inquiry) -> AnswerDraft:
    """A link's answer is that article alone, though its story may have others."""
    story = Story(stories.story_of(context.store, article.id) or article.id, (article,))
    brief = composing.brief(story, inquiry.length, inquiry.now, context.shares, outlets=1)
    return AnswerDraft(Answer(article.url or "", inquiry.now, brief), (article,))


def _tell_digest(store: Store, channel: str, digest: str, now: datetime) -> None:
    news = readers.told_by(store, channel, briefs.digest(store, digest), now)
    told.tell(store, channel, news, now=now)


def _topics(context: Context, start: str, limit: int, now: datetime) -> tuple[str, ...]:
    """Places in the headlines of the top stories, the most first; then what begins so at all."""
    begins = start.strip().casefold()
    listed = search.headlines(context, search.top_stories(context, now)[:TOPICS_LOOKED_AT])
    named = topics.named_in((line.text for line in listed), context.gazetteer)
    known = sorted(context.gazetteer.topics()) if begins else ()
    found = dict.fromkeys(name for name in (*named, *known) if name.startswith(begins))
    return tuple(found)[:limit]


def _anyone(asker: Asker, zone: str, now: datetime) -> Subscription:
    """The digest of a channel that has none: the top of the news."""
    person = asker.person
    channel = asker.channel or Channel(person.platform, person.workspace, person.id)
    return Subscription(channel, at=now.time(), zone=zone, since=now)


def _no_digest(one: Subscription) -> NotFoundError:
    return NotFoundError(
        f"no digest {one.key}",
        advice="This channel has no digest.",
    )
