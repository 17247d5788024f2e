"""Pure. Times of day, days of the week and quiet hours: as people write them, and written back.

People write in any of the languages whose words are in `bot/text/languages`. What is written back
is read again as the same value.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import time
from functools import cache

from bot.errors import UsageError
from bot.models import Quiet
from bot.text.lexicon import every_language, languages, lexicon
from bot.text.lexicon.notation import any_of
from bot.translation import ENGLISH, Translation, formats

WEEK = frozenset(range(7))
WORKDAYS = frozenset(range(5))
WEEKEND = WEEK - WORKDAYS

_SHORTEST = 3  # letters of a day's name that say which is meant
_MOST_READ = 200  # characters
_MOST_DAYS = 20  # named one after another; a week has fewer
_NOON = range(1, 13)  # the hours of half a day
_HALF_DAY = 12
_NO_HOUR = 24


def clock(text: str) -> time:
    """ "8", "17h30", "0830", "5 pm", "20 Uhr" or "noon" as a time; raises UsageError."""
    found = _clock().fullmatch(in_digits(_plain(text), is_alone=True))
    try:
        return time(*_hour_and_minute(found) if found else (_NO_HOUR, 0))
    except ValueError as error:
        raise UsageError(
            f"no time: {text[:_MOST_READ]!r}",
            advice="Please give the time as 08:00, 17:30 or 5 pm.",
        ) from error


def in_digits(text: str, *, is_alone: bool = False) -> str:
    """A line in which times in words are in digits: "at half past seven" is "at 7:30". A time that
    stands alone needs no word before it."""
    return (_alone() if is_alone else _spoken()).sub(_in_digits, text)


def days(text: str) -> frozenset[int]:
    """ "mon-fri", "weekends", "tuesday and friday" -> days, Monday being 0; raises UsageError."""
    found: set[int] = set()
    for part in _parts(_plain(text)):
        ends = [part] if part in _groups() else _span().split(part)  # "week-end" is no span
        first, *last = map(_day, ends)
        if not last:
            found |= first
        else:
            start, end = min(first), min(last[-1])
            found |= {day % 7 for day in range(start, end + (7 if end < start else 0) + 1)}
    return frozenset(found) or _day("")


def quiet_hours(text: str) -> Quiet:
    """ "22-7", "22:00 to 07:00" or "none" -> quiet hours; raises UsageError."""
    said = _plain(text)
    if is_nothing(said):
        return Quiet()
    said = re.sub(rf"^(?:{_words('since')})\s+", "", said)
    start, *end = _span().split(said) if _span().search(said) else _also().split(said)
    try:
        (last,) = end
        return Quiet(clock(start), clock(last))
    except (ValueError, UsageError) as error:
        raise UsageError(
            f"no quiet hours: {text[:_MOST_READ]!r}",
            advice="Please write quiet hours as 22:00-07:00, or none.",
        ) from error


def is_nothing(text: str) -> bool:
    """Whether that is what people write for none at all."""
    bare = text.strip(" .-`'\"«»„“”").casefold()
    return not bare or bare in asking("nothing")


def asking(idea: str) -> tuple[str, ...]:
    """The words that people have for an idea of `bot.text.lexicon.Asking`, in every language."""
    words: tuple[str, ...] = getattr(every_language().asking, idea)
    return words


def clock_words(at: time) -> str:
    """A time as it is shown."""
    return f"{at:%H:%M}"


def days_words(some: frozenset[int], tr: Translation = ENGLISH) -> str:
    """Days as they are shown: "every day", "weekdays", "Mon, Wed"."""
    words = lexicon(tr.lang).asking
    named = {WEEK: words.every_day, WORKDAYS: words.workdays, WEEKEND: words.weekend}
    if some in named:
        return named[some][0]
    return ", ".join(name for day, name in enumerate(formats.short_weekdays(tr)) if day in some)


def quiet_words(quiet: Quiet, tr: Translation = ENGLISH) -> str:
    """Quiet hours as they are shown: "22:00-07:00"; "none" where there are none."""
    if quiet.start is None or quiet.end is None:
        return lexicon(tr.lang).asking.nothing[0]
    return f"{clock_words(quiet.start)}-{clock_words(quiet.end)}"


@cache
def clock_pattern() -> str:
    """The text of a pattern for a time, without a word before it."""
    before, after = _words("before_noon"), _words("after_noon")
    sharp, hour = _words("sharp"), _words("hour")
    return (
        rf"(?:(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?"
        rf"(?:\s?(?:(?P<sharp>{sharp})|{hour})(?:\s?(?P<rest>\d\d))?)?"
        rf"|(?P<digits>\d{{3,4}})(?:\s?(?:{sharp}|{hour}))?)"
        rf"(?:\s?(?:(?P<before>{before})|(?P<after>{after}))\.?)?"
        rf"|(?P<noon>{_words('noon')})|(?P<midnight>{_words('midnight')})"
    )


@cache
def groups_pattern() -> str:
    """The text of a pattern for days that have a name together, such as weekdays."""
    return any_of(_groups())


@cache
def days_pattern() -> str:
    """The text of a pattern for days on a line with single blanks, without a word before them."""
    one = rf"(?:{any_of([*_days(), *_groups()])})\b\.?"
    between = rf"(?: ?(?:[,;&+–—-]|\b(?:{_words('also')}|{_words('to')})\b) ?| )"
    return rf"{one}(?:{between}{one}){{0,{_MOST_DAYS}}}"


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{_words('at')})\s+)?(?:{clock_pattern()})")


@cache
def _spoken() -> re.Pattern[str]:
    return re.compile(rf"(?P<lead>\b(?:{_words('at')})\s+){_spoken_clock()}", re.IGNORECASE)


@cache
def _alone() -> re.Pattern[str]:
    at = rf"(?P<lead>^(?:(?:{_words('at')})\s+)?)"
    return re.compile(rf"{at}{_spoken_clock()}", re.IGNORECASE)


def _spoken_clock() -> str:
    """The text of a pattern for an hour in words, or with a part of one."""
    words = every_language().asking
    before, behind = any_of(words.parts_before), any_of(words.parts_behind)
    hour, unit = any_of(_hours()), rf"(?:\s+(?:{_words('hour')}|{_words('sharp')}))?"
    half_day = rf"{_words('before_noon')}|{_words('after_noon')}"
    ends = rf"(?=[,;]|$|\s+(?:{half_day})(?:\W|$))"  # "at one point" is no time
    return (
        rf"(?:(?P<before>{before})\s+(?P<of>{hour}|\d{{1,2}}){unit}(?=[\s,;]|$)"
        rf"|(?P<hour>{hour}|\d{{1,2}}){unit}\s+(?P<behind>{behind})(?=[\s,;]|$)"
        rf"|(?P<whole>{hour}){unit}{ends})"
    )


@cache
def _hours() -> Mapping[str, int]:
    """Hours in words, in every language."""
    named = (enumerate(lexicon(lang).numbers.cardinals) for lang in languages())
    return {
        word: number
        for row in named
        for number, words in row
        for word in words.split("/")
        if number in _NOON
    }


def _in_digits(found: re.Match[str]) -> str:
    said = (found["of"] or found["hour"] or found["whole"]).casefold()
    hour = int(said) if said.isdecimal() else _hours()[said]
    parts = every_language().asking
    minutes = parts.parts_before.get((found["before"] or "").casefold(), 0)
    minutes += parts.parts_behind.get((found["behind"] or "").casefold(), 0)
    if minutes < 0:
        hour, minutes = hour - 1 or _HALF_DAY, minutes + 60
    return f"{found['lead']}{hour}:{minutes:02}"


def _hour_and_minute(found: re.Match[str]) -> tuple[int, int]:
    """What was found, whether or not there is such a time."""
    if found["noon"] or found["midnight"]:
        return (_HALF_DAY if found["noon"] else 0), 0
    if digits := found["digits"]:
        hour, minute = int(digits[:-2]), int(digits[-2:])
    else:
        minutes = [one for one in (found["minute"], found["rest"]) if one]
        hour, minute = int(found["hour"]), int("".join(minutes) or 0)  # 8:30 Uhr 15 is no time
    if found["before"] or found["after"]:
        hour = hour % _HALF_DAY if hour in _NOON else _NO_HOUR
        hour += _HALF_DAY if found["after"] else 0
    return hour, minute


def _parts(said: str) -> Iterator[str]:
    """What names a day, some days, or a span of them."""
    on = re.compile(rf"(?:{_words('on')})\s+")
    for part in re.split(rf" ?[,;&+] ?| (?:{_words('also')}) ", said):
        if part in _groups() or _span().search(part):
            yield part
        else:
            yield from (part.removeprefix(found[0]) if (found := on.match(part)) else part).split()


def _day(name: str) -> frozenset[int]:
    bare = name.rstrip(".")
    found = _groups().get(bare) or _days().get(bare)
    if found is None:
        raise UsageError(
            f"no day: {name[:_MOST_READ]!r}",
            advice=(
                "Please give the days as weekdays, weekends, every day, or names such as mon, wed."
            ),
        )
    return found


@cache
def _groups() -> Mapping[str, frozenset[int]]:
    some = {WEEK: "every_day", WORKDAYS: "workdays", WEEKEND: "weekend"}
    return {word: days for days, idea in some.items() for word in asking(idea)}


@cache
def _days() -> Mapping[str, frozenset[int]]:
    """Each form of a day's name, and what it begins with where that can be no other day's."""
    found: dict[str, set[int]] = {}
    whole: dict[str, frozenset[int]] = {}
    for lang in languages():
        words = lexicon(lang)
        rows = (*enumerate(words.calendar.weekdays), *enumerate(words.asking.weekdays))
        for day, forms in rows:
            for word in (*forms, *map(_unaccented, forms)):
                whole[word] = whole[f"{word}s"] = frozenset({day})
                for end in range(_SHORTEST, len(word) + 1):
                    found.setdefault(word[:end], set()).add(day)
    begun = {start: frozenset(some) for start, some in found.items() if len(some) == 1}
    return begun | whole


@cache
def _span() -> re.Pattern[str]:
    return re.compile(rf" ?[-–—−] ?| (?:{_words('to')}) ")


@cache
def _also() -> re.Pattern[str]:
    return re.compile(rf" (?:{_words('also')}) ")


@cache
def _words(idea: str) -> str:
    """The text of a pattern for the words of an idea, in every language."""
    return any_of(asking(idea))


def _unaccented(word: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", word) if one.isalnum())


def _plain(text: str) -> str:
    """In small letters, on one line, without marks around it."""
    return " ".join(text[:_MOST_READ].casefold().replace("’", "'").split()).strip(" ,;")
