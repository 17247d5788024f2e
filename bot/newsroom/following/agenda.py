"""I/O. What is announced for the days ahead, and what became of past days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.briefing import dates_to_watch
from bot.briefing.extract.compose import source_of
from bot.briefing.timeline import timeline
from bot.errors import NothingToBriefError
from bot.models import Agenda, DateToWatch, Digest, Subscription
from bot.newsroom import readers, search
from bot.newsroom.context import Context
from bot.store import told
from bot.store.following import announcements
from bot.store.following.announcements import Announced
from bot.stories import requests, topics
from bot.stories.requests import TopicRequest
from bot.translation import translatable

WEEK = 7  # days
ANNOUNCED = timedelta(days=30)  # what was said of a topic longer ago is not looked for
MOST, MOST_IN_CALENDAR = 20, 500
MOST_IN_DIGEST = 5
MONDAY = 0
NOTHING = translatable("Nothing is announced for the days ahead.")


def ahead(
    context: Context,
    asked: str,
    now: datetime,
    *,
    days: int = WEEK,
    languages: Sequence[str] = (),
) -> Agenda:
    """What is announced for today and the next `days`: by articles on a topic, as people write it,
    or by all of them where none is asked for."""
    first = now.astimezone(context.zone).date()
    last = first + timedelta(days=days)
    text, on = asked.strip(), None
    if text:
        request = requests.parse(text, now=now, zone=context.zone)
        meant, _ = search.understood(context, request)
        text, on = meant.text, _stories_on(context, meant, now)
    found = announcements.between(context.store, first, last, on)
    most = MOST if days == WEEK else MOST_IN_CALENDAR
    dates = dates_to_watch.each_once(_readable(found, languages), most)
    note = None if dates else NOTHING
    return Agenda(text, now, first, last, dates, note)


def for_digest(
    context: Context,
    subscription: Subscription,
    digest: Digest,
    now: datetime,
) -> tuple[DateToWatch, ...]:
    """What became of the days since the last digest, and on Mondays, or where it comes once a week,
    the week ahead: in the stories that the channel knows, follows or is told of now."""
    zone = ZoneInfo(subscription.zone)
    today = now.astimezone(zone).date()
    is_weekly = today.weekday() == MONDAY or subscription.is_weekly
    since = digest.since.astimezone(zone).date() if digest.since else today
    last = today + timedelta(days=WEEK) if is_weekly else today - timedelta(days=1)
    if last < since:
        return ()
    known = told.stories(context.store, readers.of(subscription))
    mine = {*known, *(item.brief.story for item in digest.items if item.brief.story)}
    found = announcements.between(context.store, since, last, mine)
    wanted = (one for one in found if topics.wanted(subscription, (one.article,)))
    dates = list(_readable(wanted, subscription.languages))
    past = dates_to_watch.each_once((one for one in dates if one.day < today), MOST_IN_DIGEST)
    coming = (one for one in dates if one.day >= today)
    return (
        *_with_outcomes(context, past, now, zone),
        *dates_to_watch.each_once(coming, MOST_IN_DIGEST),
    )


def _stories_on(context: Context, request: TopicRequest, now: datetime) -> set[str]:
    meant = request if request.since else replace(request, since=now - ANNOUNCED)
    return {one.story for one in search.stories_on(context, meant, now)}


def _readable(found: Iterable[Announced], languages: Sequence[str]) -> Iterator[DateToWatch]:
    for one in found:
        if not languages or one.article.lang is None or one.article.lang in languages:
            said = one.announcement
            yield DateToWatch(said.day, one.story, said.point, source_of(one.article))


def _with_outcomes(
    context: Context, dates: Sequence[DateToWatch], now: datetime, zone: ZoneInfo
) -> Iterator[DateToWatch]:
    for one in dates:
        listed = search.story(context, one.story, now)
        story = search.with_articles(context, listed) if listed else None
        if story is None:
            continue
        try:
            found = dates_to_watch.outcome(one, timeline(story, now, zone))
        except NothingToBriefError:
            continue
        if found is not None:
            yield found
