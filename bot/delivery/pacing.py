"""I/O. Turns, so that many digests sent side by side stay within what a platform takes."""

import asyncio
from datetime import timedelta

from bot.ports import Pace

_GRACE = 0.5  # seconds of turns missed that may be made up for, so that a hiccup costs none


class Turns:
    """Gives out turns, as many a second as the pace allows."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._next: dict[str, float] = {}  # a workspace's next turn, on the loop's clock

    async def wait(self, workspace: str) -> None:
        """Returns when it is the workspace's turn, first come first served."""
        queue = workspace if self._pace.each_workspace else ""
        clock = asyncio.get_running_loop().time
        turn = max(self._next.get(queue, 0.0), clock() - _GRACE)
        self._next[queue] = turn + 1 / self._pace.per_second
        await asyncio.sleep(max(0.0, turn - clock()))


def ahead(pace: Pace, sharing: int, preparation: timedelta) -> timedelta:
    """How long before its moment a digest must be begun, where `sharing` channels share the pace.

    The last of them is still handed over in time, though all are due at once.
    """
    return preparation + pace.lead + timedelta(seconds=sharing / pace.per_second)
