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
from bot.newsroom.briefing import AnswerDraft
from bot.newsroom.digests import LATE
from bot.newsroom.listing import Listed
from bot.newsroom.room import Room
from bot.store import articles, stories, told
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
class RequestContext:
    """When somebody asks, how much they want, and who they are.

    What any of the `readers` was told, such as a person and the channel they ask in, is known.
    """

    now: datetime
    length: Length = Length.BRIEF
    readers: tuple[str, ...] = ()


def about(room: Room, request: Request, asking: RequestContext) -> AnswerDraft:
    """What is known of a request's topics, as the reader should see it."""
    if not request.topics and not request.outlets:
        return top(room, asking, since=request.since, asked=request.text)
    found = listing.about(room, request, asking.now)
    if not found:
        return AnswerDraft(_nothing(room, request, asking.now))
    return _drafted(room, request.text, found, asking)


def top(
    room: Room, asking: RequestContext, *, since: datetime | None = None, asked: str = "top"
) -> AnswerDraft:
    """The story that matters most, and the next ones."""
    found = listing.top(room, asking.now, since)
    if found:
        return _drafted(room, asked, found, asking)
    count = articles.count(room.store)
    note = f"There is no news of the last hours among {count} articles." if count else UNREAD
    return AnswerDraft(Answer(asked, asking.now, note=note))


def new(room: Room, requests: Sequence[Request], asking: RequestContext) -> AnswerDraft:
    """What the readers were not told: on these topics, and in the stories they follow."""
    now = asking.now
    since = told.last(room.store, asking.readers) or now - SINCE
    fresh = _not_told(room, requests, since, asking)
    for at, one in enumerate(fresh):
        draft = of_story(room, one, asking, only_new=True)
        if draft.answer.brief:
            others = listing.headlines(room, fresh[at + 1 : at + 1 + MOST_OTHERS])
            return replace(draft, answer=replace(draft.answer, asked="new", others=others))
    return AnswerDraft(
        Answer("new", now, note=f"Nothing new since {clock(since, now, room.zone)}.")
    )


def of_story(
    room: Room, listed: Listed, asking: RequestContext, *, only_new: bool = False
) -> AnswerDraft:
    """One story for its reader: whole, or what is new in it. Raises NothingToBriefError."""
    now = asking.now
    knows = _told(room, asking.readers, [listed.story]).get(listed.story)
    story = listing.whole(room, listed)
    if story is None:
        return AnswerDraft(Answer(listed.story, now, note="That story is no longer kept."))
    brief = composing.brief(
        story, asking.length, now, room.shares, outlets=listed.ranked.outlets, told=knows
    )
    if only_new and knows:
        if not novelty.is_new(brief, knows):
            return AnswerDraft(
                Answer(listed.story, now, note=novelty.nothing_new(knows, now, room.zone))
            )
        brief = novelty.only_new(brief)
    return AnswerDraft(Answer(brief.headline or listed.story, now, brief), story.articles)


def _drafted(
    room: Room, asked: str, found: Sequence[Listed], asking: RequestContext
) -> AnswerDraft:
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
    return AnswerDraft(Answer(asked, asking.now, others=lines, note=note))


def _not_told(
    room: Room, requests: Sequence[Request], since: datetime, asking: RequestContext
) -> list[Listed]:
    """The stories followed, then those asked for, or the top: what was read since the readers
    knew of it."""
    now, start = asking.now, since - LATE
    came = stories.touched(room.store, published=start, read=since)
    asked = [
        listed
        for request in requests
        for listed in listing.about(room, replace(request, since=start), now)
    ] or list(listing.top(room, now, start))
    followed = _followed(room, asking)
    new = {one.story: one for one in (*followed, *(one for one in asked if one.story in came))}
    return list(new.values())[:LOOKED_THROUGH]


def _followed(room: Room, asking: RequestContext) -> list[Listed]:
    """The stories followed of which an article was read since a reader was told of them."""
    names = told.followed(room.store, asking.readers)
    knows = _told(room, asking.readers, names)
    members = stories.members(room.store, names)
    came = [
        name
        for name in names
        if (known := knows.get(name)) is None
        or any(novelty.came_since(one, known) for one in members.get(name, ()))
    ]
    return [one for name in came if (one := listing.told(room, name, asking.now))]


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


def _told(room: Room, readers: Sequence[str], names: Sequence[str]) -> dict[str, Told | None]:
    """What all the readers together know of the stories with these names."""
    known: dict[str, Told | None] = {}
    for reader in readers:
        for name, one in told.of(room.store, reader, names).items():
            known[name] = novelty.both(known.get(name), novelty.from_json(json.loads(one.what)))
    return known
