"""I/O. How a brief is shown, posted and counted as told, on any platform; `buttons` calls it.

A platform passes what it alone can do: `show` shows an answer to the one who asked, `publish` puts
a brief where everybody sees it. Both raise where the platform did not take it, so a reader counts
as told only after it was shown.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

from adapters.chat.follow_up import FollowUpKind, follow_up
from adapters.chat.lines import Line, Typed, channel, command, filled
from bot.errors import PostUnknownError, UsageError
from bot.models import Answer, Brief, Digest, Length, Post, Timeline
from bot.ports import Asker, Desk
from bot.translation import Translation, translatable, translation

Show = Callable[[Answer], Awaitable[object]]
Publish = Callable[[Brief, Translation], Awaitable[Post | None]]

POSTED = translatable("Posted.")
USED = translatable("This button was used before. To post it again, ask again.")
OUTDATED = translatable(
    "That button is from an older version of me and does nothing now. Please ask again."
)
NOTED = translatable("Thank you. Those who run this bot see what is found useful.")
STOPPING = translatable(
    "I am being restarted, so this was not finished. Please ask again in a minute."
)
THANKS = translatable(
    "Thank you. Those who run this bot will look at it; if it is corrected, every copy is."
)


@asynccontextmanager
async def once(desk: Desk, key: str) -> AsyncIterator[bool]:
    """Gives whether what `key` names is to be done; it is True for the first who asks.

    After a failure it may be done again, but not where it may have been done (PostUnknownError).
    """
    is_first = await desk.first_time(key)
    try:
        yield is_first
    except PostUnknownError:
        raise
    except Exception:
        if is_first:
            await desk.undone(key)
        raise


def reader(asker: Asker) -> Asker:
    """Who reads what they alone see: it is old to them then, and not to their channel."""
    return replace(asker, channel=None)


def anybody(asker: Asker) -> Asker:
    """Who reads what everybody sees: only what their channel was told is old to them."""
    return replace(asker, person=replace(asker.person, id=""))


async def show(desk: Desk, asker: Asker, answer: Answer, shown: Show) -> None:
    """Answers the asker alone."""
    await shown(answer)
    if answer.brief is not None:
        await desk.told(reader(asker), answer.brief)


async def show_missed(
    desk: Desk, asker: Asker, missed: Digest, shown: Callable[[Digest], Awaitable[object]]
) -> None:
    """Shows the asker alone what they missed, which is old to them then."""
    await shown(missed)
    await desk.told_digest(asker, missed)


async def publish(desk: Desk, asker: Asker, brief: Brief, published: Publish) -> None:
    """Puts a brief where everybody sees it, which is then told of it.

    A post that can't be edited is none to remember: then the asker alone counts as told.
    """
    await _note(desk, asker, brief, await published(brief, await everybodys(desk, asker)))


async def everybodys(desk: Desk, asker: Asker) -> Translation:
    """Says what everybody sees where something was asked: in the language of the channel's digest,
    else in the asker's."""
    standing = await desk.subscription(asker.channel) if asker.channel else None
    return translation((*(standing.languages if standing else ()), *asker.languages))


async def share(
    desk: Desk,
    asker: Asker,
    brief: str,
    once: AbstractAsyncContextManager[bool],
    published: Publish,
) -> bool:
    """Publishes a stored brief, unless `once` says that it is published already."""
    async with once as is_first:
        if not is_first:
            return False
        stored = await _for_anybody(desk, asker, await desk.stored(brief))
        post = await published(stored, await everybodys(desk, asker))
    await _note(desk, asker, stored, post)
    return True


async def whole(desk: Desk, asker: Asker, brief: str) -> Answer:
    """A stored brief's story in full; the brief itself where there is no more of it."""
    stored = await desk.stored(brief)
    address = next((one.url for one in stored.sources if one.url), None)
    if stored.story:
        found = await desk.story(asker, stored.story, Length.FULL)
    elif address:
        found = await desk.brief(asker, address, Length.FULL)
    else:
        found = Answer(stored.topic or "", stored.as_of)
    return replace(found, brief=found.brief or stored)


async def new(desk: Desk, asker: Asker, brief: str) -> Answer:
    """What is new in a brief's story since the asker or their channel was told."""
    return await desk.story(asker, await story_of(desk, brief), only_new=True)


async def below(desk: Desk, asker: Asker, brief: Brief, words: str) -> Answer | Timeline:
    """What somebody asks under a brief, answered."""
    asked, under = follow_up(words), brief.id or ""
    match asked.kind:
        case FollowUpKind.MORE:
            return await whole(desk, asker, under)
        case FollowUpKind.WHAT_IS_NEW:
            return await new(desk, asker, under)
        case FollowUpKind.SINCE_WHEN:
            return await desk.timeline(asker, await story_of(desk, under))
        case FollowUpKind.WHO_SAID:
            return await desk.about(asker, under, "")
        case FollowUpKind.ABOUT:
            return await desk.about(asker, under, asked.words)


async def follow(desk: Desk, asker: Asker, brief: str, typed: Typed) -> Line:
    """Follows a brief's story in the asker's channel or for them, or stops; in words."""
    tr = translation(asker.languages)
    follows = await desk.follow(asker, await story_of(desk, brief))
    new, make = command(tr(typed.new)), command(tr(typed.make))
    if asker.channel is None:
        if not follows:
            return filled(tr("You no longer follow this story. Press again to follow it."))
        return filled(
            tr(
                "You follow this story now: what is new in it comes with {new}. Press again to "
                "stop."
            ),
            new=new,
        )
    here = channel(asker.channel.id)
    if not follows:
        text = tr("{channel} no longer follows this story. Press again to follow it.")
    elif await desk.subscription(asker.channel):
        text = tr(
            "{channel} follows this story now: what is new in it comes with its digest and {new}. "
            "Press again to stop."
        )
    else:
        text = tr(
            "{channel} follows this story now: what is new in it comes with its digest and {new}. "
            "Press again to stop. It has no digest yet: {make} makes one."
        )
    return filled(text, channel=here, new=new, make=make)


async def _for_anybody(desk: Desk, asker: Asker, stored: Brief) -> Brief:
    """The brief; whole where it has only what is new to the one who asked for it."""
    is_rest = stored.told_before is not None and all(one.is_new for one in stored.points)
    if not is_rest or stored.story is None:
        return stored
    return (await desk.story(anybody(asker), stored.story, stored.length)).brief or stored


async def _note(desk: Desk, asker: Asker, brief: Brief, post: Post | None) -> None:
    if post is None or brief.id is None:
        await desk.told(reader(asker), brief)
    else:
        await desk.posted(brief.id, post)  # which tells its channel


async def story_of(desk: Desk, brief: str) -> str:
    """The story that a stored brief tells; raises UsageError where it tells none."""
    stored = await desk.stored(brief)
    if stored.story is None:
        raise UsageError("no story", advice="That brief is of a page that belongs to no story yet.")
    return stored.story
