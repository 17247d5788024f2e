"""I/O. A request becomes a draft of its answer: a brief, further stories, or why there is none."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from bot.briefing import novelty
from bot.briefing import story as composing
from bot.briefing.moments import clock
from bot.briefing.novelty import Told
from bot.errors import NothingToBriefError
from bot.models import Answer, Length
from bot.newsroom import listing
from bot.newsroom.briefing import Draft
from bot.newsroom.listing import Listed
from bot.newsroom.room import Room
from bot.store import articles, told
from bot.stories import topics
from bot.stories.requests import Request

MOST_OTHERS = 5
TRIED = 3  # stories, until one can be briefed
LOOKED_THROUGH = 40  # stories that something new is looked for in
MOST_MATCHED = 4  # names in "matched: Kyiv, Zelensky"
MOST_NEAR = 3
SINCE = timedelta(hours=24)  # what is new to somebody who never asked
UNREAD = "No article was read yet: `briefbot refresh` reads what is new."


@dataclass(frozen=True, slots=True)
class Asking:
    """When somebody asks, how much they want, and who: a `reader` was told things before."""

    now: datetime
    length: Length = Length.BRIEF
    reader: str | None = None


def about(room: Room, request: Request, asking: Asking) -> Draft:
    """What is known of a request's topics, as the reader should see it."""
    if not request.topics and not request.outlets:
        return top(room, asking, since=request.since, asked=request.text)
    found = listing.about(room, request, asking.now)
    if not found:
        return Draft(_nothing(room, request, asking.now))
    return _drafted(room, request.text, found, asking)


def top(room: Room, asking: Asking, *, since: datetime | None = None, asked: str = "top") -> Draft:
    """The story that matters most, and the next ones."""
    found = listing.top(room, asking.now, since)
    if found:
        return _drafted(room, asked, found, asking)
    count = articles.count(room.store)
    note = f"There is no news of the last hours among {count} articles." if count else UNREAD
    return Draft(Answer(asked, asking.now, note=note))


def new(room: Room, requests: Sequence[Request], asking: Asking) -> Draft:
    """What the reader was not told: on these topics, and in the stories they follow."""
    now, reader = asking.now, asking.reader or ""
    since = told.last(room.store, reader) or now - SINCE
    fresh = _not_told(room, requests, since, asking)
    for at, one in enumerate(fresh):
        draft = of_story(room, one, asking, only_new=True)
        if draft.answer.brief:
            others = listing.headlines(room, fresh[at + 1 : at + 1 + MOST_OTHERS])
            return replace(draft, answer=replace(draft.answer, asked="new", others=others))
    return Draft(Answer("new", now, note=f"Nothing new since {clock(since, now, room.zone)}."))


def of_story(room: Room, listed: Listed, asking: Asking, *, only_new: bool = False) -> Draft:
    """One story for its reader: whole, or what is new in it. Raises NothingToBriefError."""
    now = asking.now
    knows = _told(room, asking.reader, [listed.story]).get(listed.story)
    story = listing.whole(room, listed)
    if story is None:
        return Draft(Answer(listed.story, now, note="That story is no longer kept."))
    brief = composing.brief(
        story, asking.length, now, room.shares, outlets=listed.ranked.outlets, told=knows
    )
    if only_new and knows:
        if not novelty.is_new(brief, knows):
            return Draft(Answer(listed.story, now, note=novelty.nothing_new(knows, now, room.zone)))
        brief = novelty.only_new(brief)
    return Draft(Answer(brief.headline or listed.story, now, brief), story.articles)


def _drafted(room: Room, asked: str, found: Sequence[Listed], asking: Asking) -> Draft:
    """The first story that can be briefed, and the ones after it in a line each."""
    reason: NothingToBriefError | None = None
    for one in found[:TRIED]:
        try:
            draft = of_story(room, one, asking)
        except NothingToBriefError as error:
            reason = error
            continue
        rest = [other for other in found[: MOST_OTHERS + 1] if other is not one]
        brief = replace(draft.answer.brief, topic=asked) if draft.answer.brief else None
        answer = replace(
            draft.answer,
            asked=asked,
            brief=brief,
            matched=one.matched[:MOST_MATCHED],
            others=listing.headlines(room, rest[:MOST_OTHERS]),
        )
        return replace(draft, answer=answer)
    lines = listing.headlines(room, found[: MOST_OTHERS + 1])
    note = reason.advice if reason else None
    return Draft(Answer(asked, asking.now, others=lines, note=note))


def _not_told(
    room: Room, requests: Sequence[Request], since: datetime, asking: Asking
) -> list[Listed]:
    """The stories followed, then those asked for, or the top: what came since the reader knows."""
    now, reader = asking.now, asking.reader or ""
    asked = [
        listed
        for request in requests
        for listed in listing.about(room, replace(request, since=since), now)
    ] or list(listing.top(room, now, since))
    followed = [listing.told(room, one, now) for one in told.followed(room.store, reader)]
    wanted = [*(one for one in followed if one), *asked][:LOOKED_THROUGH]
    knows = _told(room, reader, [one.story for one in wanted])
    return [one for one in wanted if _came_since(one, knows.get(one.story))]


def _nothing(room: Room, request: Request, now: datetime) -> Answer:
    """What to say where nothing was found: how much was read, what was meant, what is near."""
    count = articles.count(room.store)
    if not count:
        return Answer(request.text, now, note=UNREAD)
    guesses = (topics.suggest(words, room.gazetteer) for words in request.topics)
    meant = [guess for guess in guesses if guess]
    near = _near(room, request, now)
    span = f" since {clock(request.since, now, room.zone)}" if request.since else ""
    note = f"Nothing on “{request.text}”{span}: none of {count} articles is about it."
    if meant:
        note += f" Did you mean {meant[0]}?"
    elif near:
        note += f" There is news on {', '.join(near)}."
    return Answer(request.text, now, note=note, suggestions=tuple(dict.fromkeys((*meant, *near))))


def _near(room: Room, request: Request, now: datetime) -> list[str]:
    """Parts of the request that there is news on: a word alone, or any time and any outlet."""
    is_limited = request.since or request.outlets
    words = (word for words in request.topics for word in words if len(words) > 1 or is_limited)
    wider = (Request(word, topics=((word,),)) for word in islice(words, MOST_NEAR))
    return [one.text for one in wider if listing.about(room, one, now)]


def _told(room: Room, reader: str | None, stories: Sequence[str]) -> dict[str, Told]:
    if reader is None:
        return {}
    found = told.of(room.store, reader, stories)
    return {story: novelty.from_json(json.loads(one.what)) for story, one in found.items()}


def _came_since(listed: Listed, knows: Told | None) -> bool:
    latest = listed.ranked.latest
    return knows is None or (latest is not None and latest > knows.at)
