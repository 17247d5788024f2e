"""Pure. What a person types -> what is asked: topics, what to leave out, since when, from whom.

    ukraine, chad -football from:bbc lang:uk 6h      "rapid support forces" since monday

Words in a row are all to be found; a comma or "and" begins another topic, of which one is enough.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from bot.errors import UsageError
from bot.text.lexicon import every_language, lexicon
from bot.text.lexicon.notation import any_of
from bot.translation import ENGLISH, code, formats, translatable

LONGEST = 300  # characters; nobody types more, and what is pasted is no topic
MOST_TOPICS = 10
MOST_WORDS = 8  # of a topic
_WEEK = timedelta(weeks=1)

_ASKING = every_language().asking
_WEEKDAYS = {
    name: number for number, row in enumerate(lexicon("en").calendar.weekdays) for name in row
}


def _any(entries: Iterable[str]) -> str:
    """Any of the entries, however wide the blanks are that people type."""
    return f"(?:{any_of(entries)})".replace(" ", r"\s+")


# The languages that articles are to be in: "ukraine in german".
_LANGUAGES = {name.casefold(): lang for lang, *names in _ASKING.languages for name in names}
_IN_LANGUAGE = re.compile(
    rf"\s(?:{_any(_ASKING.in_language)})\s(?P<language>{_any(_LANGUAGES)})$", re.IGNORECASE
)
_MOST_BEFORE = 12  # words before those for news: "could you please show me all the latest"
_LEAD_IN = re.compile(
    rf"(?<!\W)\W*+(?:{_any(_ASKING.before_news)}\s++){{0,{_MOST_BEFORE}}}{_any(_ASKING.news)}"
    rf"\s+{_any(_ASKING.before_topic)}\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ONLY_NEWS = re.compile(
    rf"(?:{_any(_ASKING.before_news)}\s++){{0,{_MOST_BEFORE}}}{_any(_ASKING.news)}[?!.\s]*",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r'(?P<minus>(?<!\S)[-−–])?(?:from:(?P<outlet>"[^"]*"|\S+)|lang:(?P<lang>[\w-]+)|["“„](?P<phrase>[^"”“]*)["”“]?'
    rf"|(?P<break>[,;\n]|\b{_any(_ASKING.either)}\b(?=\s))|(?P<word>[^\s,;\"“”„]+))",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"(?<!\S)(?:{_any(_ASKING.before_span)}\s+)?(?P<amount>\d{{1,3}})\s*"
    rf"(?P<unit>{_any(_ASKING.span_minutes)})(?=\s|,|$)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"{_any(_ASKING.starting)}\s+"
    rf"(?P<day>{_any(_ASKING.past_days)}|(?:{_any(_ASKING.last)}\s+)?(?P<weekday>{_any(_WEEKDAYS)})"
    r"|(?P<date>\d{4}-\d{2}-\d{2}))?\s*(?P<time>\d{1,2}:\d{2})?(?=\s|,|$)",
    re.IGNORECASE,
)
_SPANS = _any((*_ASKING.past_days, *_ASKING.this_week, *_ASKING.last_week))
_NAMED = re.compile(
    rf"^(?P<first>{_SPANS})(?=\s+[^\W\d_])(?:\s+{_any(_ASKING.before_topic)}(?=\s))?"
    rf"|\b(?P<last>{_SPANS})(?=\s*$|\s+(?:[-−–]\w|from:|lang:|{_any(_ASKING.before_topic)}\s))",
    re.IGNORECASE,
)
# Marks nobody sees, that turn the writing's direction or stand between letters: pasted, not typed.
_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LINK = re.compile(r"(?<![\w:])(?P<link>https?://[^\s<>|\"“”]+)(?:\|[^>]*)?>?", re.IGNORECASE)
# An address of a page as it is copied without its beginning, or with a slip in that.
_NEARLY = re.compile(
    r"(?P<scheme>(?!https?://)h\w{2,5}:/{1,3})?"
    r"(?P<rest>(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}(?P<path>/\S*)?)",
    re.IGNORECASE,
)
_AFTER_LINK = ".,;:!?…*_"
# A flag as it is typed: two letters of a country's code, each a character of its own.
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_FLAG_A = 0x1F1E6


@dataclass(frozen=True, slots=True)
class TopicRequest:
    """What is asked. A topic is its words and phrases, all of which are to be found; what was
    written in quotation marks keeps them.

    `since` and `until` are aware UTC; `until` is left out. `outlets` are names as people type
    them ("bbc"), `languages` the codes of those that articles are to be in. `link` is an address to
    be briefed instead.
    """

    text: str
    topics: tuple[tuple[str, ...], ...] = ()
    unwanted: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    outlets: tuple[str, ...] = ()
    link: str | None = None
    languages: tuple[str, ...] = ()


def parse(text: str, *, now: datetime, zone: tzinfo) -> TopicRequest:
    """What `text` asks at `now`; days and times of day are those of `zone`.

    Raises UsageError with a sentence that helps, where nothing can be looked for.
    """
    said = _FLAG.sub(_country, _UNSEEN.sub("", text)).strip()
    if link := _linked(said):
        return TopicRequest(said, link=link)
    if len(said) > LONGEST:
        raise _unclear(
            f"{len(said)} characters",
            translatable("That is too long for a topic. Give a few words, such as: ukraine grain"),
        )
    if _ONLY_NEWS.fullmatch(said):
        return TopicRequest(said)
    rest, since, until = _dated(_bare(said), now, zone)
    rest = _bare(rest)
    told = _IN_LANGUAGE.search(rest)
    topics, unwanted, outlets, languages = _tokens(rest[: told.start()] if told else rest)
    if told:
        languages = (*languages, _LANGUAGES[_spaced(told["language"])])
    if not (topics or outlets or languages or (since and not unwanted)):
        raise _nothing(said)
    return TopicRequest(
        said, topics[:MOST_TOPICS], unwanted, since, until, outlets, languages=languages
    )


def _linked(said: str) -> str | None:
    """The address that is to be briefed, whatever stands around it. Raises UsageError for
    several."""
    nearly = _NEARLY.fullmatch(said)
    if nearly and (nearly["scheme"] or nearly["path"]):
        return f"https://{nearly['rest']}"
    links = dict.fromkeys(filter(None, map(_address, _LINK.finditer(said))))
    if len(links) > 1:
        advice = translatable("I brief one article at a time. Please give me one link.")
        raise _unclear(f"{len(links)} links", advice)
    return next(iter(links), None)


def _address(found: re.Match[str]) -> str:
    """An address without the signs of the sentence, or the brackets, that it stands in."""
    opened = 0
    for at, sign in enumerate(found["link"]):
        opened += (sign in "([") - (sign in ")]")
        if opened < 0:
            return found["link"][:at].rstrip(_AFTER_LINK)
    return found["link"].rstrip(_AFTER_LINK)


def _country(flag: re.Match[str]) -> str:
    """The country of a flag; the flag where there is none of it."""
    code = "".join(chr(ord(one) - _FLAG_A + ord("A")) for one in flag[0])
    return f" {formats.country_name(code, ENGLISH) or flag[0]} "


def _bare(said: str) -> str:
    """Without "what is the latest news about" and the like before the topic."""
    asked = _LEAD_IN.fullmatch(said)
    return (asked["rest"] if asked else said).rstrip("?!. ")


def _dated(said: str, now: datetime, zone: tzinfo) -> tuple[str, datetime | None, datetime | None]:
    """The text without its time span, and that span."""
    here = now.astimezone(zone)
    if (found := _SINCE.search(said)) and (found["day"] or found["time"]):
        return _without(said, found), _since(found, here).astimezone(now.tzinfo), None
    if found := _NAMED.search(said):
        start, end = _named(_spaced(found["first"] or found["last"]), here)
        until = end.astimezone(now.tzinfo) if end else None
        return _without(said, found), start.astimezone(now.tzinfo), until
    if found := _SPAN.search(said):
        minutes = int(found["amount"]) * _ASKING.span_minutes[found["unit"].lower()]
        return _without(said, found), now - timedelta(minutes=minutes), None
    return said, None, None


def _without(said: str, found: re.Match[str]) -> str:
    return f"{said[: found.start()]} {said[found.end() :]}"


def _since(found: re.Match[str], here: datetime) -> datetime:
    start = _midnight(here)
    if found["date"]:
        try:
            start = datetime.combine(datetime.fromisoformat(found["date"]), time(), here.tzinfo)
        except ValueError as error:
            raise _unclear(
                found["date"],
                translatable(
                    "{typed} is no date. Write one such as 2026-11-20.", typed=found["date"]
                ),
            ) from error
    elif found["weekday"]:
        weekday = _WEEKDAYS[found["weekday"].lower()]
        start -= timedelta(days=(here.weekday() - weekday) % 7 or 7)
    elif found["day"]:
        start += timedelta(days=_ASKING.past_days[_spaced(found["day"])])
    if not (clock := found["time"]):
        return start
    at = start.replace(hour=min(23, int(clock[:-3])), minute=min(59, int(clock[-2:])))
    return at if at <= here else at - timedelta(days=1)


def _named(when: str, here: datetime) -> tuple[datetime, datetime | None]:
    today = _midnight(here)
    monday = today - timedelta(days=here.weekday())
    if when in _ASKING.this_week:
        return monday, None
    if when in _ASKING.last_week:
        return monday - _WEEK, monday
    start = today + timedelta(days=_ASKING.past_days[when])
    return start, today if start < today else None


def _spaced(words: str) -> str:
    """As an entry of the lexicon has it."""
    return " ".join(words.lower().split())


def _midnight(here: datetime) -> datetime:
    return here.replace(hour=0, minute=0, second=0, microsecond=0)


def _tokens(
    text: str,
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The topics, what is not wanted, the outlets, and the languages."""
    topics: list[list[str]] = [[]]
    unwanted: list[str] = []
    outlets: list[str] = []
    languages: list[str] = []
    for token in _TOKEN.finditer(text):
        if token["outlet"]:
            outlets.append(token["outlet"].strip('"'))
        elif token["lang"]:
            languages.append(code(token["lang"]))
        elif token["break"]:
            topics.append([])
        elif words := _words(token["phrase"] or token["word"] or ""):
            if token["minus"]:
                unwanted.append(words)
            else:
                topics[-1].append(f'"{words}"' if token["phrase"] else words)
    found = (_topic(words) for words in topics)
    return (
        tuple(topic for topic in found if topic),
        tuple(unwanted),
        tuple(filter(None, outlets)),
        tuple(filter(None, languages)),
    )


def _topic(words: list[str]) -> tuple[str, ...]:
    """The words, unless they are all such as carry no topic."""
    return tuple(words[:MOST_WORDS]) if any(map(is_telling, words)) else ()


def is_telling(word: str) -> bool:
    """Whether a word carries a topic, as "the" does not; an acronym always does: WHO."""
    return word.casefold() not in _ASKING.empty or (len(word) > 1 and word.isupper())


def is_literal(word: str) -> bool:
    """Whether a word or phrase was written in quotation marks: it means itself."""
    return word.startswith('"')


def unquoted(word: str) -> str:
    """A word or phrase without its quotation marks."""
    return word.strip('"')


def _words(text: str) -> str:
    """The text without marks around it; empty where it has no letter or digit."""
    bare = text.strip(" \t.:!?()[]{}*/\\|'`^~<>=&%$#@+")
    return bare if any(letter.isalnum() for letter in bare) else ""


def _nothing(said: str) -> UsageError:
    if not said:
        advice = translatable(
            "Say what it should be about: a place, a name or a subject, such as: ukraine"
        )
    elif not any(letter.isalnum() for letter in said):
        advice = translatable(
            "That has no word to look for. Write a place, a name or a subject in letters."
        )
    else:
        advice = translatable(
            "Those words are in every article. Name a place, a person or a subject."
        )
    return _unclear(said[:100], advice)


def _unclear(what: str, advice: str) -> UsageError:
    return UsageError(f"no topic in {what!r}", advice=advice)
