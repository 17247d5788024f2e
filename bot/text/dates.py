"""Pure. "Monday" -> Monday [Nov. 4, 2024]: relative dates made absolute where that is certain.

A wrong date is worse than none, so a word stays as it is when its day could be two days: when the
publication time is unknown, when the hour leaves the local day open, when the verbs around a
weekday do not say whether it is past or to come, or when the sentence tells of another time.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from bot.models import Change, Edit
from bot.text.calendars import DATE_JOINT, DAY_ENDING, MONTH, WEEKDAY, WEEKDAYS, printed_day
from bot.text.dates_by_words import dates_by_words
from bot.text.lexicon import lexicon
from bot.text.lexicon.english import ADVERB_ENDING, THE
from bot.text.lexicon.notation import any_of
from bot.text.names import FUNCTION_WORDS
from bot.text.tense import Tense, tense_of

# Without the page's own offset, a time in UTC was written somewhere between Los Angeles and Moscow.
_WESTMOST, _EASTMOST = timedelta(hours=-8), timedelta(hours=3)
_SUNDAY = 6
_LOOK = 400  # characters looked at on either side of a date


class _Phrase(NamedTuple):
    """A relative date as it stands in a text, and the dates it may mean."""

    end: int
    absolute: str


def local_days(published: datetime | None, offset: timedelta | None) -> tuple[date, ...]:
    """The days it may have been where the article was published: none, one, or two.

    `published` is aware UTC; `offset` is what the page's own clock added to it. Exact midnight in
    UTC without an offset is how a bare date is written, and is that date.
    """
    if published is None:
        return ()
    if offset is not None:
        return ((published + offset).date(),)
    moment = published.astimezone(UTC)
    if moment.time() == time():
        return (moment.date(),)
    return tuple(sorted({(moment + _WESTMOST).date(), (moment + _EASTMOST).date()}))


def date_insertions(
    body: str, start: int, end: int, days: tuple[date, ...], lang: str | None
) -> tuple[Edit, ...]:
    """The brackets that make the relative dates of the sentence body[start:end] absolute.

    `days` is from `local_days`; `lang` a two-letter code, None being read as English.
    """
    if not days:
        return ()
    sentence = body[start:end]
    if lang is None or lang == "en":
        near = max(0, start - _LOOK)
        paragraph = max(near, body.rfind("\n\n", near, start))
        elsewhere = _patterns().absolute.search(body[paragraph:end]) is not None
        found = _english(sentence, days, elsewhere=elsewhere)
    else:
        found = (_Phrase(*one) for one in dates_by_words(sentence, days, lang))
    return tuple(
        Edit(Change.INSERT, start + phrase.end, start + phrase.end, f" [{phrase.absolute}]")
        for phrase in found
    )


def day_text(day: date) -> str:
    """`day` in the style of American newspapers: Nov. 4, 2024."""
    return f"{printed_day(day)}, {day.year}"


class _EnglishDates(NamedTuple):
    """What the words around a date tell of it; `absolute` ones say that another time is told of."""

    absolute: re.Pattern[str]
    relative: re.Pattern[str]
    not_before_weekday: re.Pattern[str]
    not_after_weekday: re.Pattern[str]
    not_before_day: re.Pattern[str]
    not_after_day: re.Pattern[str]
    not_before_period: re.Pattern[str]
    event: re.Pattern[str]
    said_on: re.Pattern[str]
    until: re.Pattern[str]
    during: re.Pattern[str]
    capitalised: re.Pattern[str]
    clause: re.Pattern[str]
    general: re.Pattern[str]


@cache
def _patterns() -> _EnglishDates:
    words = lexicon("en").calendar
    part = f" (?:{any_of(words.day_parts)})"
    return _EnglishDates(
        absolute=re.compile(
            rf"\b{MONTH} \d|\b\d{{1,2}}{DAY_ENDING}?(?: {DATE_JOINT})? {MONTH}\b"
            r"|\b(?:1[5-9]|20)\d\d\b"
            rf"|\b(?:{any_of(words.other_times)})\b"
        ),
        relative=re.compile(
            rf"\b(?:(?P<weekday>{WEEKDAY})(?P<of>['’]s)?(?P<part>{part})?"
            rf"|(?<!-)(?P<day>{any_of(words.days)})(?P<days>['’]s)?(?P<day_part>{part})?"
            rf"|(?P<which>{any_of(words.steps)}) (?P<unit>{any_of(words.spans)})(?P<units>['’]s)?)"
            r"\b(?!-)",
            re.IGNORECASE,
        ),
        not_before_weekday=re.compile(
            rf"\b(?:{any_of(words.not_before_weekday)})[ -]?$", re.IGNORECASE
        ),
        not_after_weekday=re.compile(
            rf"(?:['’]s)?(?:,? ?\(?(?:{THE} )?(?:\d|{MONTH}\b)| [A-Z]"
            rf"| (?:{any_of(words.not_after_weekday)})\b|[–-]|s\b)"
        ),
        not_before_day=_behind(words.not_before_day),
        not_after_day=re.compile(rf" (?:{any_of(words.not_after_day)})\b"),
        not_before_period=_behind(words.not_before_period),
        event=re.compile(rf" (?:\w+ ){{0,2}}(?:{any_of(words.events)})\b"),
        said_on=re.compile(rf"\b(?:{any_of(words.said_on)}) \Z"),
        until=_behind(words.until),
        during=_behind(words.during),
        capitalised=re.compile(r"(?<![^“\"(])(?:[A-Z][\w.’'&-]{0,40} ){1,6}\Z"),
        clause=re.compile(rf"[,;:—–(]|\b(?:{any_of(words.clause_joints)})\b"),
        general=re.compile(
            rf" (?:\w+{ADVERB_ENDING} )?(?:{any_of(words.general)}"
            rf"|(?!{any_of(words.not_general)})[a-z]{{2,}}(?<![isu])s)\b"
        ),
    )


def _behind(entries: Iterable[str]) -> re.Pattern[str]:
    """Matches a text that ends with one of `entries`."""
    return re.compile(rf"\b(?:{any_of(entries)})\s$", re.IGNORECASE)


def _english(sentence: str, days: tuple[date, ...], *, elsewhere: bool) -> Iterator[_Phrase]:
    """The phrases to date; in a sentence about another time, `elsewhere`, only "said Friday"."""
    said_on = _patterns().said_on
    for match in _patterns().relative.finditer(sentence):
        if elsewhere and not said_on.search(sentence, 0, match.start()):
            continue
        meaning = _meaning(sentence, match)
        if meaning is None:
            continue
        texts = {meaning(day) for day in days}
        absolute = texts.pop()
        if not texts and absolute is not None:
            yield _Phrase(match.end(), absolute)


def _meaning(sentence: str, match: re.Match[str]) -> Callable[[date], str | None] | None:
    """How the phrase follows from the day of publication; None when it is not a date at all."""
    before = sentence[max(0, match.start() - _LOOK) : match.start()]
    after = sentence[match.end() : match.end() + _LOOK]
    quoted = _inside_quotation(before)
    if match["weekday"]:
        return _weekday(sentence, match, before, after)
    if match["day"]:
        return None if quoted else _near_day(match, before, after)
    if quoted or _patterns().not_before_period.search(before):
        return None
    return _period(match["which"].casefold(), match["unit"].casefold())


def _weekday(
    sentence: str, match: re.Match[str], before: str, after: str
) -> Callable[[date], str | None] | None:
    words = _patterns()
    if not match["weekday"][0].isupper() or words.not_before_weekday.search(before):
        return None
    name_end, is_name = match.end("weekday"), words.not_after_weekday.match
    if is_name(after) or (not match["part"] and is_name(sentence, name_end)):
        return None
    if _ends_a_name(before):
        return None
    tense = _possessive_tense(before, after) if match["of"] else tense_of(before, after)
    if tense is None or (tense is Tense.PAST and words.until.search(before)):
        return None
    late = {f" {part}" for part in lexicon("en").calendar.late_parts}
    wanted = WEEKDAYS.index(match["weekday"].casefold())

    def of(day: date) -> str | None:
        if tense is Tense.PAST:
            ago = (day.weekday() - wanted) % 7
            if not ago and match["part"] in late:
                return None  # tonight cannot be past; nobody says so of a week ago
            return day_text(day - timedelta(days=ago))
        return day_text(day + timedelta(days=(wanted - day.weekday()) % 7))

    return of


def _ends_a_name(before: str) -> bool:
    """Whether a weekday may be the last word of a subject's name: "Sheffield Wednesday lost"."""
    opening = _patterns().capitalised.search(before)
    return opening is not None and not FUNCTION_WORDS.issuperset(opening[0].split())


def _near_day(match: re.Match[str], before: str, after: str) -> Callable[[date], str | None] | None:
    words, word = _patterns(), match["day"].casefold()
    if words.not_before_day.search(before) or words.not_after_day.match(after):
        return None
    if match["days"] and not match["day_part"] and not words.event.match(after):
        return None
    if match[0][0].isupper() and before.strip(" “\"'‘"):
        return None  # a name: USA Today
    if word.startswith("today") and not _is_this_day(before, after):
        return None
    ahead = timedelta(days=lexicon("en").calendar.days[word])
    return lambda day: day_text(day + ahead)


def _is_this_day(before: str, after: str) -> bool:
    """Whether "today" is no "nowadays": the verb of its own clause is past or to come."""
    words = _patterns()
    is_first = not before.strip()
    ahead = (after.removeprefix(",") if is_first else after).partition(",")[0]
    if words.general.match(ahead):
        return False
    return tense_of(words.clause.split(before)[-1], ahead) is not None


def _period(which: str, unit: str) -> Callable[[date], str | None] | None:
    """A week, month or year; which weekend is meant is seldom certain."""
    step = int(lexicon("en").calendar.steps[which])

    def year(day: date) -> str:
        return str(day.year + step)

    def month(day: date) -> str:
        months = day.year * 12 + day.month - 1 + step
        return date(months // 12, months % 12 + 1, 1).strftime("%B %Y")

    def week(day: date) -> str | None:
        if day.weekday() == _SUNDAY:
            return None  # a week ends today in Europe and begins today in America
        return f"the week of {day_text(day - timedelta(days=day.weekday() - 7 * step))}"

    return {"year": year, "month": month, "week": week}.get(unit)


def _possessive_tense(before: str, after: str) -> Tense | None:
    """The tense of "Monday's vote": of the verb before "in Monday's vote", else of its own verb."""
    if _patterns().during.search(before):
        return Tense.PAST if tense_of(before, "") is Tense.PAST else None
    if before.strip(" “\"'‘"):
        return None
    return tense_of("", after)


def _inside_quotation(before: str) -> bool:
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
