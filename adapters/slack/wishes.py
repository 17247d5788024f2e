"""Pure. The words after `/brief digest` -> what a channel's digest is to be.

Topics come first, then the time, the zone, the days and the length, each if it is wished:
"ukraine, chad at 08:00 Europe/Kyiv on weekdays, full".
"""

import re
from dataclasses import dataclass
from datetime import time

from bot.errors import UsageError
from bot.models import Length


@dataclass(frozen=True, slots=True)
class Wish:
    """What was said of a digest; None is what was not. No topics is the top of the news."""

    topics: tuple[str, ...] | None = None
    at: time | None = None
    zone: str | None = None
    days: frozenset[int] | None = None
    length: Length | None = None


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {
    "weekdays": frozenset(range(5)),
    "weekends": frozenset({5, 6}),
    "every day": frozenset(range(7)),
    "daily": frozenset(range(7)),
}
_EVERYTHING = {"top", "all", "everything"}  # no topics, but the top of the news
_TIME = re.compile(
    r"(?:^|(?<=[\s,]))(?P<at>at\s+)?(?P<hour>\d{1,2})(?:(?P<colon>:)(?P<minute>\d{2})"
    r"|\.(?P<minutes>\d{2}))?\s*(?P<half>[ap]\.?m\b\.?)?(?=[\s,]|$)",
    re.IGNORECASE,
)
_HALF_DAY, _NO_HOUR = range(1, 13), 24
_NAMED = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_SOME_DAYS = r"every day|daily|weekdays|weekends"
_DAYS_LAST = re.compile(
    rf"(?:^|[\s,])(?:(?:on\s+)?(?P<group>{_SOME_DAYS})"
    rf"|on\s+(?P<named>{_NAMED}(?:\s*(?:,|-|–|and|to)\s*{_NAMED})*))[\s,]*$",
    re.IGNORECASE,
)
_AFTER_TIME = re.compile(
    rf"[\s,]*(?P<zone>(?!(?:on|{_SOME_DAYS})\b)[^\s,](?:(?!\s(?:on|{_SOME_DAYS})\b)[^,])*)?[\s,]*"
    r"(?:on\s+)?(?P<days>.*)",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"(?:^|[\s,])(?P<length>flash|brief|full)\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|\band\b)\s*", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|\bto\b)\s*", re.IGNORECASE)
_SHORTEST_DAY = 3


def wished(rest: str) -> Wish:
    """What is said of a digest; raises UsageError where no sense can be made of it."""
    length = _LENGTH.search(rest)
    rest = rest[: length.start()] if length else rest
    at = next(
        (one for one in _TIME.finditer(rest) if one["at"] or one["colon"] or one["half"]), None
    )
    before = rest[: at.start()] if at else rest
    after = _AFTER_TIME.fullmatch(rest[at.end() :]) if at else None
    on = _DAYS_LAST.search(before)
    named = (after and after["days"]) or (on and (on["group"] or on["named"]))
    return Wish(
        topics=_topics(before[: on.start()] if on else before),
        at=_time(at) if at else None,
        zone=after["zone"].strip() if after and after["zone"] else None,
        days=days(named) if named else None,
        length=Length(length["length"].casefold()) if length else None,
    )


def _topics(text: str) -> tuple[str, ...] | None:
    """The topics between commas; none of them where the top of the news is asked for."""
    said = dict.fromkeys(topic for one in re.split(r"[,;]", text) if (topic := one.strip()))
    if not said:
        return None
    return () if said.keys() <= _EVERYTHING else tuple(said)


def _time(at: re.Match[str]) -> time:
    hour, minute = int(at["hour"]), int(at["minute"] or at["minutes"] or 0)
    if at["half"] and hour in _HALF_DAY:
        hour = hour % 12 + (12 if at["half"].casefold().startswith("p") else 0)
    elif at["half"]:
        hour = _NO_HOUR
    try:
        return time(hour, minute)
    except ValueError as error:
        raise UsageError(
            f"digest: no time {at[0]}", advice="Please give the time as 08:00, 17:30 or 5 pm."
        ) from error


def days(text: str) -> frozenset[int]:
    """ "mon-fri", "weekends", "tuesday and friday" -> days, Monday being 0; raises UsageError."""
    said = text.strip(" ,").casefold()
    if said in _GROUPS:
        return _GROUPS[said]
    found: set[int] = set()
    for part in filter(None, _BETWEEN.split(said)):
        first, *last = (_day(one) for one in _RANGE.split(part))
        end = last[-1] if last else first
        found |= {day % 7 for day in range(first, end + (7 if end < first else 0) + 1)}
    return frozenset(found)


def _day(name: str) -> int:
    for number, day in enumerate(_DAYS):
        if len(name) >= _SHORTEST_DAY and day.startswith(name.removesuffix("s")):
            return number
    raise UsageError(
        f"digest: no day {name}",
        advice="Please give the days as weekdays, weekends, every day, or names such as mon, wed.",
    )
