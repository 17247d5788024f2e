"""I/O. What is done once, whoever asks for it how often: a post behind a button, for one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import PostUnknownError
from bot.ports import Desk


@asynccontextmanager
async def once(desk: Desk, key: str) -> AsyncIterator[bool]:
    """Whether what `key` names is to be done: only the first who asks is told so.

    Where nothing came of it, it may be done again, but not where nobody knows (PostUnknownError).
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
