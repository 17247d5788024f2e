"""Pure. How often a person may ask: a bucket of asks that fills again at an even pace."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bucket:
    """What is left at a moment, in asks; seconds of any steady clock."""

    left: float
    at: float


def taken(bucket: Bucket | None, *, per_minute: int, now: float) -> Bucket | None:
    """The bucket after one more ask; None where it is empty. Somebody new has a full one."""
    if bucket is None:
        return Bucket(per_minute - 1.0, now)
    filled = min(float(per_minute), bucket.left + (now - bucket.at) * per_minute / 60)
    return Bucket(filled - 1, now) if filled >= 1 else None


def is_full(bucket: Bucket, *, per_minute: int, now: float) -> bool:
    """Whether nothing need be remembered of it."""
    return bucket.left + (now - bucket.at) * per_minute / 60 >= per_minute
