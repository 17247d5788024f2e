"""Pure. What a person types -> what is asked: topics, what to leave out, since when, from whom.

    ukraine, chad -football from:bbc 6h      "rapid support forces" since monday

Words in a row are all to be found; a comma or "and" begins another topic, of which one is enough.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from bot.errors import UsageError
from bot.text.lexicon import any_of, every_language

LONGEST = 300  # characters; nobody types more, and what is pasted is no topic
MOST_TOPICS = 10
MOST_WORDS = 8  # of a topic

_ASKING = every_language().asking


def _any(entries: Iterable[str]) -> str:
    """Any of the entries, however wide the blanks are that people type."""
    return f"(?:{any_of(entries)})".replace(" ", r"\s+")


_LEAD_IN = re.compile(
    rf"\W*(?:{_any(_ASKING.before_news)}\s+)*{_any(_ASKING.news)}"
    rf"\s+{_any(_ASKING.before_topic)}\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_TOKEN = re.compile(
    r'(?P<minus>(?<!\S)[-−–])?(?:from:(?P<outlet>"[^"]*"|\S+)|["“„](?P<phrase>[^"”“]*)["”“]?'
    rf"|(?P<break>[,;\n]|\b{_any(_ASKING.either)}\b(?=\s))|(?P<word>[^\s,;\"“”„]+))",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?:(?:(?:in|over|for)\s+)?(?:the\s+)?(?:last|past)\s+)?(\d{1,3})\s*(m|min|minutes?|h|hrs?|hours?|d|days?|w|weeks?)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?:since|from|after)\s+(?P<day>yesterday|today|(?:last\s+)?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|"
    r"fri|sat(?:ur)?|sun)(?:day)?|\d{4}-\d{2}-\d{2})?\s*(?P<time>\d{1,2}:\d{2})?(?=\s|,|$)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?P<when>today|yesterday|this week|this morning)(?=\s*$|\s+(?:[-−–]\w|from:))",
    re.IGNORECASE,
)
# Marks nobody sees, that turn the writing's direction or stand between letters: pasted, not typed.
_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LINK = re.compile(r"<?(?P<link>https?://[^\s<>|]+)(?:\|[^>]*)?>?", re.IGNORECASE)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True, slots=True)
class TopicRequest:
    """What is asked. A topic is its words and phrases, all of which are to be found.

    `since` and `until` are aware UTC; `until` is left out. `outlets` are names as people type
    them ("bbc"). `link` is an address to be briefed instead.
    """

    text: str
    topics: tuple[tuple[str, ...], ...] = ()
    unwanted: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    outlets: tuple[str, ...] = ()
    link: str | None = None


def parse(text: str, *, now: datetime, zone: tzinfo) -> TopicRequest:
    """What `text` asks at `now`; days and times of day are those of `zone`.

    Raises UsageError with a sentence that helps, where nothing can be looked for.
    """
    said = _UNSEEN.sub("", text).strip()
    if len(said) > LONGEST:
        raise _unclear(
            f"{len(said)} characters",
            "That is too long for a topic. Give a few words, such as: ukraine grain",
        )
    if link := _LINK.fullmatch(said):
        return TopicRequest(said, link=link["link"])
    rest, since, until = _dated(_bare(said), now, zone)
    topics, unwanted, outlets = _tokens(rest)
    if not (topics or outlets or (since and not unwanted)):
        raise _nothing(said)
    return TopicRequest(said, topics[:MOST_TOPICS], unwanted, since, until, outlets)


def _bare(said: str) -> str:
    """Without "what is the latest news about" and the like before the topic."""
    asked = _LEAD_IN.fullmatch(said)
    return (asked["rest"] if asked else said).rstrip("?!. ")


def _dated(said: str, now: datetime, zone: tzinfo) -> tuple[str, datetime | None, datetime | None]:
    """The text without its time span, and that span."""
    here = now.astimezone(zone)
    if (found := _SINCE.search(said)) and (found["day"] or found["time"]):
        since = _since(found["day"], found["time"], here)
        return _without(said, found), since.astimezone(now.tzinfo), None
    if found := _NAMED.search(said):
        start, end = _named(found["when"].lower(), here)
        until = end.astimezone(now.tzinfo) if end else None
        return _without(said, found), start.astimezone(now.tzinfo), until
    for found in re.finditer(rf"(?<!\S){_SPAN.pattern}(?=\s|,|$)", said, re.IGNORECASE):
        amount, unit = int(found[1]), found[2][0].lower()
        return _without(said, found), now - timedelta(**{_UNITS[unit]: amount}), None
    return said, None, None


def _without(said: str, found: re.Match[str]) -> str:
    return f"{said[: found.start()]} {said[found.end() :]}"


def _since(day: str | None, clock: str | None, here: datetime) -> datetime:
    start = _midnight(here)
    name = (day or "").lower().removeprefix("last").strip()
    if name == "yesterday":
        start -= timedelta(days=1)
    elif name[:3] in _DAYS:
        start -= timedelta(days=(here.weekday() - _DAYS.index(name[:3])) % 7 or 7)
    elif name[:1].isdigit():
        try:
            start = datetime.combine(datetime.fromisoformat(name), time(), here.tzinfo)
        except ValueError as error:
            raise _unclear(name, f"{name} is no date. Write one such as 2026-11-20.") from error
    if not clock:
        return start
    at = start.replace(hour=min(23, int(clock[:-3])), minute=min(59, int(clock[-2:])))
    return at if at <= here else at - timedelta(days=1)


def _named(when: str, here: datetime) -> tuple[datetime, datetime | None]:
    today = _midnight(here)
    if when == "yesterday":
        return today - timedelta(days=1), today
    if when == "this week":
        return today - timedelta(days=here.weekday()), None
    return today, None


def _midnight(here: datetime) -> datetime:
    return here.replace(hour=0, minute=0, second=0, microsecond=0)


def _tokens(
    text: str,
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...], tuple[str, ...]]:
    """The topics, what is not wanted, and the outlets."""
    topics: list[list[str]] = [[]]
    unwanted: list[str] = []
    outlets: list[str] = []
    for token in _TOKEN.finditer(text):
        if token["outlet"]:
            outlets.append(token["outlet"].strip('"'))
        elif token["break"]:
            topics.append([])
        elif words := _words(token["phrase"] or token["word"] or ""):
            (unwanted if token["minus"] else topics[-1]).append(words)
    found = (_topic(words) for words in topics)
    return tuple(topic for topic in found if topic), tuple(unwanted), tuple(filter(None, outlets))


def _topic(words: list[str]) -> tuple[str, ...]:
    """The words, unless they are all such as carry no topic."""
    return tuple(words[:MOST_WORDS]) if any(map(is_telling, words)) else ()


def is_telling(word: str) -> bool:
    """Whether a word carries a topic, as "the" does not."""
    return word.casefold() not in _ASKING.empty


def _words(text: str) -> str:
    """The text without marks around it; empty where it has no letter or digit."""
    bare = text.strip(" \t.:!?()[]{}*/\\|'`^~<>=&%$#@+")
    return bare if any(letter.isalnum() for letter in bare) else ""


def _nothing(said: str) -> UsageError:
    if not said:
        advice = "Say what it should be about: a place, a name or a subject, such as: ukraine"
    elif not any(letter.isalnum() for letter in said):
        advice = "That has no word to look for. Write a place, a name or a subject in letters."
    else:
        advice = "Those words are in every article. Name a place, a person or a subject."
    return _unclear(said[:100], advice)


def _unclear(what: str, advice: str) -> UsageError:
    return UsageError(f"no topic in {what!r}", advice=advice)
