"""Pure. The words after `/brief` -> what is wanted.

/brief digest ukraine, chad at 08:00 Europe/Kyiv on weekdays, full
"""

import difflib
import re
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from bot.errors import UsageError
from bot.models import Length


class Word(StrEnum):
    """A command of one word; anything else is a topic or a link."""

    TOP = "top"
    NEW = "new"
    HELP = "help"
    TOPICS = "topics"
    DIGEST = "digest"


class DigestWord(StrEnum):
    """What can be done to a channel's digest in one word."""

    SHOW = "show"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Ask:
    """A topic or a link; `near` is the command that may have been meant."""

    words: str
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What was said of a digest; None is what was not."""

    topics: tuple[str, ...] = ()
    at: time | None = None
    zone: str | None = None
    days: frozenset[int] | None = None
    length: Length | None = None


@dataclass(frozen=True, slots=True)
class Topics:
    """What the news is about; with `start`, what begins so."""

    start: str = ""


Command = Ask | Word | DigestWord | Wish | Topics

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {
    "weekdays": frozenset(range(5)),
    "weekends": frozenset({5, 6}),
    "every day": frozenset(range(7)),
    "daily": frozenset(range(7)),
}
_AT = re.compile(
    r"(?:^|[\s,])at\s+(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?:\s*(?P<half>am|pm))?\b"
    r"(?:\s+(?P<zone>(?!on\b)[A-Z][A-Za-z_]*(?:/[A-Za-z0-9_+-]+)*))?",
)
_NAMED = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_ON = re.compile(
    r"(?:^|[\s,])(?:on\s+)?(?P<days>every day|daily|weekdays|weekends"
    rf"|(?<=on ){_NAMED}(?:\s*(?:,|-|–|and|to)\s*{_NAMED})*)\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"(?:^|[\s,])(?P<length>flash|brief|full)\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|\band\b)\s*", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|\bto\b)\s*", re.IGNORECASE)
_SHORTEST_DAY = 3
_TYPO = 0.65  # how alike a word is to a command that it was meant to be, by difflib's ratio


def parse(text: str) -> Command:
    """What is wanted; raises UsageError where no sense can be made of a digest's wish."""
    words = " ".join(text.split())
    first, _, rest = words.partition(" ")
    match first.casefold():
        case "":
            return Word.HELP
        case "digest" | "subscribe":
            return _digest(rest)
        case "topics":
            return Topics(rest)
        case "top" | "new" | "help" if not rest:
            return Word(first.casefold())
    return Ask(words, _near(first, Word) if not rest else None)


def _digest(rest: str) -> Command:
    said = rest.casefold()
    if not said:
        return Word.DIGEST
    if said in set(DigestWord):
        return DigestWord(said)
    wish = _wish(rest)
    if wish.at is None and " " not in rest and (near := _near(rest, DigestWord)):
        raise UsageError(
            f"digest: {rest}",
            advice=f"Did you mean /brief digest {near}? For a topic of that name, give a time "
            f"too: /brief digest {rest} at 08:00",
        )
    return wish


def _wish(rest: str) -> Wish:
    length = _LENGTH.search(rest)
    rest = _without(rest, length)
    at = _AT.search(rest)
    rest = _without(rest, at)
    on = _ON.search(rest)
    rest = _without(rest, on)
    topics = (one.strip() for one in re.split(r"[,;]", rest))
    return Wish(
        topics=tuple(dict.fromkeys(one for one in topics if one)),
        at=_time(at) if at else None,
        zone=at["zone"] if at else None,
        days=days(on["days"]) if on else None,
        length=Length(length["length"].casefold()) if length else None,
    )


def _without(text: str, found: re.Match[str] | None) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}" if found else text


def _time(at: re.Match[str]) -> time:
    hour, minute = int(at["hour"]), int(at["minute"] or 0)
    if at["half"]:
        hour = hour % 12 + (12 if at["half"] == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise UsageError(
            f"digest: no time {hour}:{minute}", advice="Please give the time as 08:00 or 17:30."
        ) from error


def days(text: str) -> frozenset[int]:
    """ "mon-fri", "weekends", "tuesday and friday" -> days, Monday being 0; raises UsageError."""
    said = text.strip().casefold()
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


def _near(word: str, among: type[StrEnum]) -> str | None:
    close = difflib.get_close_matches(word.casefold(), list(among), n=1, cutoff=_TYPO)
    return close[0] if close else None
