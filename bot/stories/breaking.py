"""Pure. Whether a story is being reported for the first time, by several outlets at once.

What counts is when each article was first known to be published: a page that is dated anew, or that
gives no date, is no news. Copies of one text are one outlet's.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.stories import copies
from bot.stories.features import Features

WITHIN = timedelta(hours=1)  # of the first report
FRESH = timedelta(hours=3)  # from the first report on; feeds are asked every hour at the latest


def outlets(
    reports: Sequence[tuple[datetime, Features]], *, now: datetime, known: datetime | None = None
) -> int:
    """How many outlets independently reported a story within an hour of its first report; none
    where that is too long ago.

    `reports` are all of the story's, each with the moment that it is known to be from. A reader
    knows of the story since `known`.
    """
    dated = [(at, one) for at, one in reports if one.published is not None]
    first = min((at for at, _ in reports), default=None)
    if known is not None or first is None or not timedelta(0) <= now - first <= FRESH:
        return 0
    early = [one for at, one in dated if at - first <= WITHIN]
    return len(copies.voices(early))
