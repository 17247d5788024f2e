"""I/O. The newsroom as pages and programs see it: `bot.ports.Archive` over the real stages.

A story is shown as it was told: by the stored brief that everybody was given, while nothing came
after it, else by one that is made anew and not stored. Nobody's visit writes anything.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot.briefing.extract.compose import source_of
from bot.delivery import schedule
from bot.errors import NotFoundError, NothingToBriefError
from bot.models import (
    Agenda,
    Answer,
    Brief,
    Channel,
    Digest,
    Headline,
    Length,
    Source,
    Subscription,
    Timeline,
)
from bot.newsroom import answers, fetching, search
from bot.newsroom.answers import Inquiry
from bot.newsroom.context import Context, Threaded
from bot.newsroom.digests import Composer
from bot.newsroom.following import agenda, timelines
from bot.newsroom.sources import in_chat
from bot.ports import FeedState, StoryDetails
from bot.store import articles, briefs, stories, subscriptions
from bot.store.access import installation
from bot.stories import requests

DAILY = Channel("archive", "", "daily")  # where the archive's own digest is posted
NOBODY = Channel("archive", "", "new")  # a channel that was told nothing
MOST_DAYS = 4_000  # more than are kept
MOST_OF_OUTLET = 50
MOST_STORED = 20  # briefs of a story that are looked through
MOST_LINES = 60  # stories that a search lists


@dataclass(frozen=True, slots=True)
class NewsArchive(Threaded):
    """Answers whoever may read; `thread` is where the store and the composing work.

    `may_brief` says whether one more story may be briefed anew for who looks at it; without that,
    a story that was not told yet is shown by its reports alone.
    """

    context: Context
    composer: Composer
    clock: Callable[[], datetime]
    thread: Executor
    may_brief: Callable[[], bool] = lambda: True

    async def identity(self) -> str:
        return await self._do(installation.identity, self.context.store)

    async def brief(self, words: str, length: Length = Length.BRIEF) -> Answer:
        return await self._do(_brief, self.context, words, length, self.clock())

    async def top(self, length: Length = Length.BRIEF) -> Answer:
        return await self._do(_top, self.context, length, self.clock())

    async def search(self, words: str) -> Answer:
        return await self._do(_search, self.context, words, self.clock())

    async def story(self, story: str, length: Length = Length.BRIEF) -> StoryDetails:
        return await self._do(
            _story, self.context, story, length, self.clock(), may_brief=self.may_brief
        )

    async def timeline(self, story: str) -> Timeline:
        return await self._do(timelines.of_story, self.context, story, self.clock())

    async def ahead(self, words: str = "", days: int = agenda.WEEK) -> Agenda:
        return await self._do(agenda.ahead, self.context, words, self.clock(), days=days)

    async def outlet(self, name: str) -> tuple[Headline, ...]:
        return await self._do(_outlet, self.context, name)

    async def days(self, limit: int, before: date | None = None) -> tuple[date, ...]:
        posted = await self._do(briefs.posted_digests, self.context.store, DAILY, limit=MOST_DAYS)
        found = sorted(map(date.fromisoformat, posted), reverse=True)
        return tuple(one for one in found if before is None or one < before)[:limit]

    async def day(self, day: date) -> Digest:
        posted = await self._do(briefs.posted_digests, self.context.store, DAILY, limit=MOST_DAYS)
        digest = posted.get(day.isoformat())
        if digest is None:
            raise NotFoundError(f"no digest of {day}", advice="That day has no digest here.")
        found = await self._do(briefs.digest, self.context.store, digest)
        return replace(found, items=tuple(replace(i, brief=_public(i.brief)) for i in found.items))

    async def preview(self, topics: tuple[str, ...] = ()) -> Digest:
        zone, now = self.context.zone.key, self.clock()
        wanted = Subscription(NOBODY, time(8), zone, now, topics=topics)
        return (await self._do(self.composer.compose, wanted, now)).digest

    async def feeds(self) -> tuple[FeedState, ...]:
        return await self._do(in_chat.states, self.context.store, self.clock())

    async def subscriptions(self) -> tuple[tuple[Subscription, datetime | None], ...]:
        now = self.clock()
        found = await self._do(subscriptions.everything, self.context.store)
        return tuple(
            (one.subscription, schedule.next_due(one.subscription, now=now, last=one.last))
            for one in found
        )


def _brief(context: Context, words: str, length: Length, now: datetime) -> Answer:
    request = requests.parse(words, now=now, zone=context.zone)
    if request.link:
        return _of_address(context, request.link, length, now)
    return _as_told(
        context, answers.on_topic(context, request, _inquiry(context, now, length)).answer
    )


def _of_address(context: Context, address: str, length: Length, now: datetime) -> Answer:
    """Only what was read is known here: no visit makes us fetch a page."""
    kept = articles.by_url(context.store, fetching.canonical(address))
    if kept is None:
        raise NotFoundError(f"not read: {address}", advice="That page was not read here.")
    found = stories.story_of(context.store, kept.article.id) or kept.article.id
    told = _story(context, found, length, now)
    return Answer(address, now, told.brief, see_also=told.see_also)


def _inquiry(context: Context, now: datetime, length: Length = Length.BRIEF) -> Inquiry:
    return Inquiry(now, length, languages=context.languages)


def _top(context: Context, length: Length, now: datetime) -> Answer:
    return _as_told(context, answers.top(context, _inquiry(context, now, length)).answer)


def _search(context: Context, words: str, now: datetime) -> Answer:
    request = requests.parse(words, now=now, zone=context.zone)
    if request.link:
        told = _of_address(context, request.link, Length.BRIEF, now)
        line = _line_of(told.brief) if told.brief else ()
        return replace(told, brief=None, others=line)
    meant, said = search.understood(context, request)
    found = search.stories_on(context, meant, now)
    if not found:
        return answers.on_topic(context, request, _inquiry(context, now)).answer
    lines = _dated(search.headlines(context, found[:MOST_LINES]))
    return Answer(meant.text, now, others=lines, note=" ".join(said) or None)


def _story(
    context: Context,
    story: str,
    length: Length,
    now: datetime,
    *,
    may_brief: Callable[[], bool] = lambda: True,
) -> StoryDetails:
    reports = stories.outlined(context.store, story)
    listed = search.story(context, story, now) or search.of_article(context, story, now)
    if not reports or listed is None:
        raise NotFoundError(f"no story {story!r}", advice="That story is not, or no longer, kept.")
    read = max(one.read for one in reports if one.read)
    stored = briefs.of_story(context.store, story, limit=MOST_STORED)
    brief = _told(stored, length, listed.ranked.outlets, read)
    if brief is None and may_brief():
        try:
            brief = answers.of_story(context, listed, _inquiry(context, now, length)).answer.brief
        except NothingToBriefError:
            brief = None
    corrected = _distinct(one for one in stored if one.corrected)
    return StoryDetails(
        story,
        _public(brief) if brief else None,
        tuple(map(context.outlets().told, map(source_of, reports))),
        max(read, *(one.corrected or read for one in corrected), read),
        answers.see_also(context, listed, _inquiry(context, now)),
        corrected,
    )


def _as_told(context: Context, answer: Answer) -> Answer:
    """The answer with its brief as everybody was given it, if it was, and nothing came since."""
    made, others = answer.brief, _dated(answer.others)
    if made is None or made.story is None:
        return replace(answer, others=others)
    read = max((one.read for one in made.sources if one.read), default=answer.as_of)
    stored = briefs.of_story(context.store, made.story, limit=MOST_STORED)
    told = _told(stored, made.length, made.outlets, read) or made
    return replace(answer, brief=_public(told), others=others)


def _told(stored: Iterable[Brief], length: Length, outlets: int, read: datetime) -> Brief | None:
    """The last brief of a story as it is now that was made for everybody: not of one article
    alone, nor of what was new to a reader, nor to answer a question."""
    return next(
        (
            one
            for one in stored
            if one.length is length
            and one.outlets == outlets
            and one.told_before is None
            and one.question is None
            and one.as_of >= read
        ),
        None,
    )


def _public(brief: Brief) -> Brief:
    """Without what somebody asked in their own words, and what was new to them."""
    points = tuple(replace(one, is_new=False) for one in brief.points)
    return replace(brief, topic=None, told_before=None, points=points)


def _distinct(corrected: Iterable[Brief]) -> tuple[Brief, ...]:
    """One of each correction, as many copies as it had."""
    return tuple({one.correction: one for one in corrected}.values())


def _outlet(context: Context, name: str) -> tuple[Headline, ...]:
    found = stories.of_outlet(context.store, name, limit=MOST_OF_OUTLET)
    if not found:
        raise NotFoundError(f"no outlet {name!r}", advice="Nothing of that outlet is kept.")
    return _dated(
        Headline(story, one.headline or "", one.url, one.outlet, 1, one.published, lang=one.lang)
        for story, one in found
    )


def _line_of(brief: Brief) -> tuple[Headline, ...]:
    first: Source | None = next(iter(brief.sources), None)
    return (
        Headline(
            brief.story or "",
            brief.headline or "",
            first.url if first else None,
            first.outlet if first else None,
            brief.outlets,
            first.published if first else None,
        ),
    )


def _dated(lines: Iterable[Headline]) -> tuple[Headline, ...]:
    """The lines, where no date was given with the moment that the story's number counts from."""
    return tuple(
        one
        if one.published or not one.story.isdecimal()
        else replace(one, published=articles.moment(int(one.story)))
        for one in lines
    )
