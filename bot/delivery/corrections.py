"""I/O. Posts that no longer say what is stored are edited, however often it breaks off."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.errors import PostDelayedError, PostRefusedError
from bot.models import Digest
from bot.ports import Platform
from bot.store import corrections
from bot.store.corrections import PostEdit
from bot.store.engine import Store

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
SIDE_BY_SIDE = 8
MOST_TRIES = 20  # with the waits below, for most of a day
_LIMIT = 30  # seconds an edit may take


async def edit_posts(
    store: Store, platforms: Mapping[str, Platform], clock: Callable[[], datetime]
) -> int:
    """Edits every post whose brief was corrected, as far as can be now; returns how many were."""
    count = 0
    claim = partial(corrections.claim_edits, limit=SIDE_BY_SIDE, lease=LEASE)
    while edits := await asyncio.to_thread(claim, store, now=clock()):
        done = [
            _edit(store, platforms.get(edit.post.channel.platform), edit, clock) for edit in edits
        ]
        count += sum(await asyncio.gather(*done))
    return count


async def _edit(
    store: Store, platform: Platform | None, edit: PostEdit, clock: Callable[[], datetime]
) -> bool:
    wait: timedelta | None = timedelta(minutes=min(2**edit.failed, 60))
    if platform is None:
        error = "this platform is not connected"
    else:
        try:
            async with asyncio.timeout(_LIMIT):
                await _say_as_stored(platform, edit)
        except PostRefusedError as refused:
            log.warning("%s: a post can't be corrected: %s", edit.post.channel, refused.log)
            error, wait = refused.log, None
        except PostDelayedError as delayed:
            error, wait = delayed.log, delayed.retry_after
        except Exception as failed:
            # Whatever it was, an edit may be made again.
            log.warning("a post could not be corrected", exc_info=failed)
            error = f"{type(failed).__name__}: {failed}"
        else:
            await asyncio.to_thread(corrections.edited, store, edit, now=clock())
            return True
    retry = None if wait is None or edit.failed >= MOST_TRIES else clock() + wait
    await asyncio.to_thread(corrections.edit_failed, store, edit, error, retry=retry)
    return False


async def _say_as_stored(platform: Platform, edit: PostEdit) -> None:
    if isinstance(edit.now, Digest):
        await platform.correct_digest(edit.post, edit.now)
    else:
        await platform.correct(edit.post, edit.now)
