"""I/O. Turns, so that many digests sent side by side stay within what a platform takes."""

import asyncio
from collections import defaultdict, deque
from datetime import timedelta

from bot.ports import Pace


class Turns:
    """Gives out turns, evenly, as many as the pace allows; in any second never more were taken.

    A turn that was given is kept for whoever asked, so that they need not wait here for it.
    """

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._next: dict[str, float] = {}  # a queue's next turn, on the loop's clock
        self._given: dict[int, float] = {}
        most = max(1, int(min(pace.per_second, 1_000)))
        self._window = most / pace.per_second  # seconds in which so many may be taken
        self._taken: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=most))

    def seconds(self, delivery: int, workspace: str) -> float:
        """How long until the delivery's turn, which it keeps."""
        now = asyncio.get_running_loop().time()
        if delivery not in self._given:
            queue = self._queue(workspace)
            self._given[delivery] = max(self._next.get(queue, 0.0), now)
            self._next[queue] = self._given[delivery] + 1 / self._pace.per_second
        return max(0.0, self._given[delivery] - now)

    async def take(self, delivery: int, workspace: str) -> None:
        """Returns when the delivery's turn has come; it is used up then."""
        clock = asyncio.get_running_loop().time
        await asyncio.sleep(self.seconds(delivery, workspace))
        del self._given[delivery]
        taken = self._taken[self._queue(workspace)]
        moment = clock()
        if len(taken) == taken.maxlen:  # several that were late must not come all at once
            moment = max(moment, taken[0] + self._window)
        taken.append(moment)
        await asyncio.sleep(max(0.0, moment - clock()))

    def _queue(self, workspace: str) -> str:
        return workspace if self._pace.each_workspace else ""


def ahead(pace: Pace, sharing: int, preparation: timedelta) -> timedelta:
    """How long before its moment a digest must be begun, where `sharing` channels share the pace.

    The last of them is still handed over in time, though all are due at once.
    """
    return preparation + pace.lead + timedelta(seconds=sharing / pace.per_second)
