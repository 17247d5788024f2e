"""I/O. What is done once, however often a button is pressed: a post to the channel, for one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import PostUnknownError
from bot.ports import Desk


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
