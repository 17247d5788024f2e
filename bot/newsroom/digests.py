"""I/O. The digest of one channel, composed of everything that was read since its last one."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock
from zoneinfo import ZoneInfo

from bot.briefing import digest as composing
from bot.briefing import review
from bot.briefing.digest import JudgedDigest, StoryCandidate
from bot.briefing.timeline import timeline
from bot.delivery.courier import Composed, Skipped
from bot.errors import NothingToBriefError
from bot.models import (
    Article,
    Brief,
    Delivery,
    Digest,
    Headline,
    Item,
    Length,
    Story,
    Subscription,
)
from bot.newsroom import readers, search, snapshot
from bot.newsroom.context import Context, Threaded
from bot.newsroom.drafts import Editor, Translate
from bot.newsroom.following import agenda, alerting
from bot.newsroom.snapshot import Fit, Snapshot
from bot.reading.feeds import polling
from bot.reading.feeds.polling import Health
from bot.store import articles, feeds, outcomes, told
from bot.stories import ranking, topics
from bot.stories.ranking import Ranked
from bot.stories.topics import Match

FIRST = timedelta(hours=24)  # what a channel's first digest looks back on
LATE = timedelta(hours=24)  # what is read longer after it was published is no news
UNGROUPED = timedelta(minutes=10)  # what had no story yet when the last digest was composed
STALE = timedelta(minutes=5)  # a snapshot older than that is taken anew
MOST_SNAPSHOTS = 4
LONGEST = timedelta(days=4)  # what a delivered digest looks back on; what is older is no news
WEEK = timedelta(days=7)  # what one looks back on that comes once a week


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a digest is made of: everything that was read `since` the last one, the best first."""

    subscription: Subscription
    now: datetime
    since: datetime | None
    news: Snapshot
    candidates: Sequence[StoryCandidate]


@dataclass(slots=True)
class Composer:
    """Composes digests; those of the same minute share what was read."""

    context: Context
    _snapshots: dict[tuple[datetime, datetime], Snapshot] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)  # digests are composed on several threads

    def compose(
        self, subscription: Subscription, now: datetime, *, since: datetime | None = None
    ) -> JudgedDigest:
        """The digest that `subscription` asks for, of what was read `since` the last one."""
        return self.made(self.gathered(subscription, now, since=since))

    def gathered(
        self, subscription: Subscription, now: datetime, *, since: datetime | None = None
    ) -> Gathered:
        """What that digest can be made of."""
        languages = subscription.languages or self.context.languages
        subscription = replace(subscription, languages=languages)
        start = (since or now - (WEEK if subscription.is_weekly else FIRST)).replace(
            second=0, microsecond=0
        )
        news = self._snapshot(start - LATE if since else start, start - UNGROUPED, now)
        return Gathered(subscription, now, since, news, _candidates(news, subscription))

    def made(self, found: Gathered) -> JudgedDigest:
        """The digest of what was gathered."""
        subscription, now, news = found.subscription, found.now, found.news

        def summarize(candidate: StoryCandidate, length: Length) -> Brief:
            made = news.brief(
                candidate.story, length, candidate.outlets, candidate.told, subscription.languages
            )
            if subscription.is_weekly and candidate.told is None:
                made = self._reviewed(made, now, subscription)
            return self.context.with_permalink(made)

        made = composing.compose(
            found.candidates,
            subscription,
            summarize,
            as_of=now,
            since=found.since,
            feeds_down=_down(self.context, now),
            teasers=_teasers(news, subscription),
        )
        dates = agenda.for_digest(self.context, subscription, made.digest, now)
        return replace(made, digest=replace(made.digest, to_watch=dates))

    def _reviewed(self, brief: Brief, now: datetime, subscription: Subscription) -> Brief:
        """The brief of a story of the week with how that began."""
        name = brief.story or ""
        members = search.told_by(self.context, name, now)
        story = Story(name, topics.admitted(subscription, members))
        try:
            return review.with_beginning(brief, timeline(story, now, ZoneInfo(subscription.zone)))
        except NothingToBriefError:
            return brief

    def _snapshot(self, published: datetime, read: datetime, now: datetime) -> Snapshot:
        with self._lock:
            kept = self._snapshots.get((published, read))
            if kept is None or not timedelta(0) <= now - kept.now <= STALE:
                while len(self._snapshots) >= MOST_SNAPSHOTS:
                    oldest = min(self._snapshots, key=lambda at: self._snapshots[at].now)
                    del self._snapshots[oldest]
                kept = snapshot.take(self.context, published, read, now)
                self._snapshots[published, read] = kept
        return kept


@dataclass(frozen=True, slots=True)
class DigestDelivery(Threaded):
    """Composes what is due: `bot.delivery.courier.Compose`."""

    composer: Composer
    editor: Editor
    clock: Callable[[], datetime]
    thread: Executor

    async def compose(self, subscription: Subscription, delivery: Delivery) -> Composed | Skipped:
        """The digest for a channel's local date, or an alert; or why there is none."""
        context = self.composer.context
        if delivery.alert:
            return await self._do(alerting.compose, context, subscription, delivery, self.clock())
        found = await self._do(self._gathered, subscription)
        left = delivery.due - self.clock()
        arranged = await self.editor.arrange(found.candidates, found.subscription, left)
        found = replace(found, candidates=arranged)
        composed = await self._do(self.composer.made, found)
        made = composed.digest
        is_empty = not made.items and not made.in_brief and not made.to_watch
        if subscription.skip_if_nothing_new and is_empty:
            return Skipped("nothing new")
        digest, translations = await asyncio.gather(
            self._rewritten(made, subscription), self._translations(made, found)
        )
        digest = composing.with_translations(digest, translations)
        channel = str(subscription.channel)
        news = await self._do(readers.told_by, context.store, channel, digest, self.clock())
        return Composed(digest, news)

    def _gathered(self, subscription: Subscription) -> Gathered:
        store, now = self.composer.context.store, self.clock()
        before = outcomes.last_digest(store, subscription)
        longest = WEEK if subscription.is_weekly else LONGEST
        since = max(before, now - longest) if before else None
        return self.composer.gathered(subscription, now, since=since)

    async def _rewritten(self, digest: Digest, subscription: Subscription) -> Digest:
        """Each brief in the model's words, side by side; those it can't write stay as they are."""
        items = await asyncio.gather(*(self._item(one, subscription) for one in digest.items))
        return replace(digest, items=tuple(items))

    async def _translations(self, digest: Digest, found: Gathered) -> Mapping[str, Item]:
        """By story, what is told in none of the channel's languages and was translated."""
        if self.editor.translate is None:
            return {}
        lines = composing.lines_elsewhere(digest, found.subscription.languages)
        made = await asyncio.gather(
            *(self._translation(self.editor.translate, line, found) for line in lines)
        )
        return {
            line.story: Item(brief, composing.only_elsewhere(line, digest.lang))
            for line, brief in zip(lines, made, strict=True)
            if brief
        }

    async def _translation(
        self, translate: Translate, line: Headline, found: Gathered
    ) -> Brief | None:
        story = next(one.story for one in found.candidates if one.story.id == line.story)
        given = (story, Length.FLASH, line.outlets, None)
        try:
            brief = await self._do(found.news.brief, *given)
        except NothingToBriefError:
            return None
        linked = self.composer.context.with_permalink(brief)
        return await translate(linked, story.articles, found.subscription.languages[0])

    async def _item(self, item: Item, subscription: Subscription) -> Item:
        given = (self.composer.context, item.brief.story or "", self.clock())
        members = await asyncio.to_thread(search.told_by, *given)
        wanted = topics.admitted(subscription, members)
        better = await self.editor.rewrite(item.brief, wanted, item.brief.length)
        return replace(item, brief=composing.trimmed(better, item.brief.words))


Fits = Mapping[str, tuple[str | None, Fit]]  # by story: the topic that it fits best, and how


def _fits(news: Snapshot, subscription: Subscription) -> Fits:
    """Without topics every story fits alike."""
    if not subscription.topics:
        return dict.fromkeys(news.stories, (None, Fit(Match((), 1.0))))
    best: dict[str, tuple[str | None, Fit]] = {}
    for topic in subscription.topics:
        for name, fit in news.on(topic).fits.items():
            known = best.get(name)
            if known is None or fit.match.strength > known[1].match.strength:
                best[name] = (topic, fit)
    return best


def _ranked(news: Snapshot, fits: Mapping[str, Fit]) -> list[Ranked]:
    """All stories, those asked for first; the others only count."""
    strengths = {name: fit.match.strength for name, fit in fits.items()}
    others = {name: found for name, found in news.reports.items() if name not in fits}
    return [*news.ranked(strengths), *ranking.rank(others, news.now)]


def _candidates(news: Snapshot, subscription: Subscription) -> list[StoryCandidate]:
    fits = _fits(news, subscription)
    knows = readers.expecting(news.context.store, readers.of(subscription), list(news.stories))
    followed = told.followed(news.context.store, readers.own(subscription))
    ranked = _ranked(news, {name: fit for name, (_, fit) in fits.items()})
    return [
        _wished(
            _candidate(
                _told_surely(
                    StoryCandidate(
                        news.stories[one.story],
                        one.outlets,
                        told=knows.get(one.story),
                        subjects=ranking.subjects(news.reports[one.story]),
                        related=news.related.get(one.story, frozenset()),
                    ),
                    one.loose,
                    fits.get(one.story),
                ),
                fits.get(one.story),
                is_followed=one.story in followed,
            ),
            subscription,
        )
        for one in ranked
    ]


def _told_surely(
    found: StoryCandidate, loose: AbstractSet[str], fit: tuple[str | None, Fit] | None
) -> StoryCandidate:
    """A story without the articles that may be of another event, unless only they were asked for or
    came."""
    articles = found.story.articles
    sure = tuple(one for one in articles if one.id not in loose)
    if not sure or (fit and fit[1].articles and fit[1].articles <= loose):
        return found
    beside = tuple(one for one in articles if one.id in loose)
    return replace(found, story=replace(found.story, articles=sure), beside=beside)


def _wished(found: StoryCandidate, subscription: Subscription) -> StoryCandidate:
    """A story told by the outlets that the channel wants; muted where none of them tells it, or it
    has a word that the channel does not want."""
    if not (subscription.only_from or subscription.never_from or subscription.without):
        return found
    wanted = topics.wanted(subscription, found.story.articles)
    if not wanted:
        return replace(found, muted=True)
    outlets = min(found.outlets, len({one.outlet for one in wanted}))
    return replace(found, story=replace(found.story, articles=wanted), outlets=outlets)


def _teasers(news: Snapshot, subscription: Subscription) -> list[Headline]:
    """Teasers about the channel's topics that it was not told, and whose page was not read."""
    found = {
        line.url: line
        for topic in subscription.topics
        for line in news.on(topic).teasers
        if line.url and articles.by_url(news.context.store, line.url) is None
        if _is_wanted(line, subscription)
    }
    known = readers.expecting(news.context.store, readers.of(subscription), list(found))
    return [line for url, line in found.items() if url not in known]


def _is_wanted(line: Headline, subscription: Subscription) -> bool:
    alike = Article(line.story, line.text, "", url=line.url, outlet=line.outlet)
    return bool(topics.wanted(subscription, (alike,)))


def _candidate(
    story: StoryCandidate, fit: tuple[str | None, Fit] | None, *, is_followed: bool
) -> StoryCandidate:
    """`story` with why it is asked for, if it is."""
    topic, how = fit or (None, None)
    return replace(
        story,
        topic=topic,
        matched=how.match.matched if how else (),
        asked=is_followed or how is not None,
        muted=not is_followed and how is not None and how.muted,
        followed=is_followed,
    )


def _down(context: Context, now: datetime) -> int:
    states = feeds.states(context.store)
    return sum(
        polling.health(now, failing_since=state.failing_since, gone=state.gone)[0] is not Health.OK
        for state in states
    )
