"""I/O. How a stored story went: one by its id, or the first that a request finds."""

from datetime import datetime

from bot.briefing.timeline import timeline
from bot.errors import NotFoundError
from bot.models import Timeline
from bot.newsroom import search
from bot.newsroom.context import Context
from bot.newsroom.search import FoundStory
from bot.stories import requests
from bot.translation import translatable

_GONE = "That story is no longer kept. Please ask for the topic again."


def of_story(context: Context, story: str, now: datetime) -> Timeline:
    """How a story went; raises NotFoundError where it is not kept, NothingToBriefError where no
    dated sentence of it can be shown."""
    found = search.story(context, story, now) or search.of_article(context, story, now)
    if found is None:
        raise NotFoundError(f"no story {story!r}", advice=_GONE)
    return _told(context, found, now)


def on(context: Context, words: str, now: datetime) -> Timeline:
    """As `of_story`, for a story's id or words as they are written for a brief."""
    if found := search.story(context, words, now):
        return _told(context, found, now)
    request = requests.parse(words, now=now, zone=context.zone)
    meant, _ = search.understood(context, request)
    listed = search.stories_on(context, meant, now) if meant.topics or meant.outlets else ()
    if not listed:
        advice = translatable("Nothing was found on {topic}.", topic=words)
        raise NotFoundError(f"no story on {words!r}", advice=advice)
    return _told(context, listed[0], now)


def _told(context: Context, found: FoundStory, now: datetime) -> Timeline:
    story = search.with_articles(context, found)
    if story is None:
        raise NotFoundError(f"no story {found.story!r}", advice=_GONE)
    return timeline(story, now, context.zone)
