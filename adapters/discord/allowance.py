"""Pure. How much one person may ask: a token bucket each, kept by this process."""

from dataclasses import dataclass, field

MOST_PEOPLE = 10_000  # buckets kept; a full one says nothing and is forgotten first


@dataclass(slots=True)
class Allowance:
    """`burst` requests at once, then one each `refill` seconds."""

    burst: int = 12
    refill: float = 5.0
    _used: dict[str, tuple[float, float]] = field(default_factory=dict)  # tokens, and when

    @property
    def people(self) -> int:
        """How many buckets are kept."""
        return len(self._used)

    def wait(self, person: str, now: float) -> float:
        """Takes a token at `now` (seconds of any clock that never goes back).

        0 where there was one; else the seconds until there is, and nothing is taken.
        """
        tokens = self._tokens(person, now)
        if tokens < 1:
            return (1 - tokens) * self.refill
        self._forget(now)
        self._used[person] = (tokens - 1, now)
        return 0.0

    def _tokens(self, person: str, now: float) -> float:
        tokens, since = self._used.get(person, (float(self.burst), now))
        return min(float(self.burst), tokens + (now - since) / self.refill)

    def _forget(self, now: float) -> None:
        if len(self._used) >= MOST_PEOPLE:
            full = [one for one in self._used if self._tokens(one, now) >= self.burst]
            for one in full or [next(iter(self._used))]:
                del self._used[one]
