"""Pure. Relative dates in languages other than English: the safe words only, outside quotations.

"вчера" -> вчера [2024-11-03]. A weekday, or a "today" that may mean nowadays, is dated only where
the verbs of its clause are all past or all to come: what stands between commas and conjunctions.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of

_LOOK = 400  # characters looked at on either side of a date
_NEAR = 20  # characters, in which another date may stand before one
_BESIDE = re.compile(r"[ ,(]{0,3}(?:\w{1,2} )?")
_QUOTES = frozenset('«„“"»”')


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What a language's lists match; `shifts` is by how many days each day word is off."""

    shifts: dict[str, int]
    weekdays: dict[str, int]
    dates: re.Pattern[str]
    past: re.Pattern[str]
    future: re.Pattern[str]
    led: re.Pattern[str]
    not_led: re.Pattern[str]
    no_day: re.Pattern[str]
    dated: re.Pattern[str]
    not_followed: re.Pattern[str]
    clause: re.Pattern[str]


@cache
def _patterns(lang: str) -> _Patterns | None:
    """The patterns of a language; None where nothing is known of its days."""
    words = lexicon(lang).calendar
    if not words.days:
        return None
    weekdays = {name: day for day, row in enumerate(words.weekdays) for name in row}
    return _Patterns(
        shifts={word: int(shift) for word, shift in words.days.items()},
        weekdays=weekdays,
        dates=_compiled(
            rf"(?<![\w-])(?:(?P<day>{any_of(words.days)})|(?P<weekday>{any_of(weekdays)}))\b(?![’'-])"
        ),
        past=_verbs(words.past, words.before_weekday),
        future=_verbs(words.future, words.before_weekday),
        led=_behind(words.before_weekday) if words.before_weekday else _compiled("$"),
        not_led=_behind(words.not_before_weekday),
        no_day=_behind(words.not_before_day),
        not_followed=_compiled(rf" (?:{any_of(words.not_after_weekday) or '(?!)'})\b"),
        clause=_compiled(rf"[,;:—–،؛]|\s-\s|\b(?:{any_of(words.clause_joints)})\b"),
        dated=_compiled(rf"\d{{4}}|,? (?:(?:{any_of(words.before_date)}) )?\d"),
    )


def _verbs(entries: Iterable[str], others: Iterable[str]) -> re.Pattern[str]:
    """Matches one of `entries`; an ending alone ("*в") is none of the `others` ("в")."""
    return _compiled(rf"\b(?!(?:{any_of(others) or '(?!)'})\b)(?:{any_of(entries)})\b")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _behind(entries: Iterable[str]) -> re.Pattern[str]:
    """Matches the end of a text that one of `entries` ends."""
    return _compiled(rf"\b(?:{any_of(entries)})(?:(?<=['’])| )$") if entries else re.compile("(?!)")


def dates_by_words(sentence: str, days: tuple[date, ...], lang: str) -> Iterator[tuple[int, str]]:
    """Where each relative date of `sentence` ends, and the day it means, as YYYY-MM-DD.

    `days` is from `bot.text.dates.local_days`, `lang` a two-letter code.
    """
    known = _patterns(lang)
    if known is None or len(days) != 1 or not _QUOTES.isdisjoint(sentence):
        return
    for match in known.dates.finditer(sentence):
        before = sentence[max(0, match.start() - _LOOK) : match.start()]
        if known.dated.match(sentence, match.end()) or known.no_day.search(before):
            continue
        word = match[0].casefold().replace("’", "'")
        after = sentence[match.end() : match.end() + _LOOK]
        clause = _clause(before, after, known)
        was, will = (kind.search(clause) is not None for kind in (known.past, known.future))
        if match["day"]:
            shift = known.shifts[word]
            certain = shift != 0 or was != will  # "today" may be "nowadays"
            certain = certain and _is_on(days[0] + timedelta(days=shift), after, known)
        else:
            gap = known.weekdays[word] - days[0].weekday()
            shift = -(-gap % 7) if was else gap % 7
            certain = was != will and bool(known.led.search(before))
            certain = certain and not known.not_led.search(before)
            certain = certain and not known.not_followed.match(after)
        if certain:
            yield match.end(), (days[0] + timedelta(days=shift)).isoformat()


def _clause(before: str, after: str, known: _Patterns) -> str:
    """The clause in which a date stands; of one between commas ("On Sunday, a quake struck"), what
    follows."""
    start, rest = known.clause.split(before)[-1], known.clause.split(after)
    is_alone = not known.led.sub("", start).strip() and not rest[0].strip()
    if known.dates.search(before, max(0, len(before) - _NEAR)):
        is_alone = False  # "yesterday, on Wednesday"
    return rest[1] if is_alone and rest[1:] and after.startswith(",") else f"{start} {rest[0]}"


def _is_on(day: date, after: str, known: _Patterns) -> bool:
    """Whether the weekday right behind "yesterday", if there is one, is that day's."""
    beside = _BESIDE.match(after)
    named = known.dates.match(after, beside.end() if beside else 0)
    if named is None or named["weekday"] is None:
        return True
    return known.weekdays[named[0].casefold().replace("’", "'")] == day.weekday()
