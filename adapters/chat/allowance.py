"""Pure. How often a person may ask: a token bucket each, kept by this process."""

import math
from dataclasses import dataclass, field

from bot.errors import NotAllowedError
from bot.translation import translatable_count

MOST_PEOPLE = 10_000  # buckets kept; a full one says nothing and is forgotten first


@dataclass(slots=True)
class Allowance:
    """So many requests at once, and as many a minute after that, at an even pace."""

    per_minute: int = 20
    _used: dict[str, tuple[float, float]] = field(default_factory=dict)  # tokens, and when

    @property
    def people(self) -> int:
        """How many buckets are kept."""
        return len(self._used)

    def take(self, person: str, now: float) -> None:
        """Takes a token at `now`, in seconds of any clock that never goes back.

        Raises NotAllowedError, which says how long to wait, where none is left; nothing is taken.
        """
        tokens = self._tokens(person, now)
        if tokens < 1:
            seconds = math.ceil((1 - tokens) * 60 / self.per_minute)
            raise NotAllowedError(
                f"{person} asks too often",
                advice=translatable_count(
                    "That was a lot at once: please ask again in {count} second.",
                    "That was a lot at once: please ask again in {count} seconds.",
                    seconds,
                ),
            )
        self._forget(now)
        self._used[person] = (tokens - 1, now)

    def _tokens(self, person: str, now: float) -> float:
        tokens, since = self._used.get(person, (float(self.per_minute), now))
        return min(float(self.per_minute), tokens + (now - since) * self.per_minute / 60)

    def _forget(self, now: float) -> None:
        if len(self._used) >= MOST_PEOPLE:
            full = [one for one in self._used if self._tokens(one, now) >= self.per_minute]
            for one in full or [next(iter(self._used))]:
                del self._used[one]
