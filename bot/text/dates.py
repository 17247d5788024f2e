"""Pure. "Monday" -> Monday [Nov. 4, 2024]: relative dates made absolute where that is certain.

A wrong date is worse than none, so a word stays as it is when its day could be two days: when the
publication time is unknown, when the hour leaves the local day open, when the verbs around a
weekday do not say whether it is past or to come, or when the sentence tells of another time.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from bot.models import Change, Edit
from bot.text.calendars import MONTH, WEEKDAY, WEEKDAYS, printed_day
from bot.text.dates_by_words import dates_by_words
from bot.text.tense import Tense, tense_of

# Without the page's own offset, a time in UTC was written somewhere between Los Angeles and Moscow.
_WESTMOST, _EASTMOST = timedelta(hours=-8), timedelta(hours=3)
_SATURDAY, _SUNDAY = 5, 6


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
        elsewhere = _absolute(body[paragraph:end])
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


_ABSOLUTE = re.compile(
    rf"\b{MONTH} \d|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}\b|\b(?:1[5-9]|20)\d\d\b"
    r"|\b(?:years?|months?|weeks?|decades?) (?:ago|earlier|later|before|after)\b"
)
_RELATIVE = re.compile(
    rf"\b(?:(?P<weekday>{WEEKDAY})(?P<of>['’]s)?"
    r"(?P<part> (?:morning|afternoon|evening|night|lunchtime))?"
    r"|(?P<day>yesterday|today|tonight|tomorrow|this (?:morning|afternoon|evening)|last night)"
    r"(?P<days>['’]s)?(?P<day_part> (?:morning|afternoon|evening|night))?"
    r"|(?P<which>last|this|next) (?P<unit>week|month|year|weekend)(?P<units>['’]s)?)\b(?!-)",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"\b(?:black|good|holy|bloody|easter|ash|palm|cyber|super|giving|fat|shrove|maundy|ruby|freaky|"
    r"blue|every|each|an?|one|any|most|some|the|that|all|alternate|another|first|second|third|"
    r"fourth|"
    r"last|next|following|previous|his|her|their|our|my|usa|russia|ukraine|israel|india|china|"
    r"\w+day (?:to|through|or)|\w+day[–-])[ -]?$",
    re.IGNORECASE,
)
_NAME_AFTER = re.compile(
    rf"(?:['’]s)?(?:,? ?\(?(?:the )?(?:\d|{MONTH}\b)| [A-Z]| (?:prayers?|sermon|school|roast|best|"
    r"mass|newspaper|show|programme|program|week|last|of last|(?:through|to|or) \w+day|"
    r"mornings|afternoons|evenings|nights|lunchtimes)\b|[–-]|s\b)"
)
_NOT_NOW = re.compile(
    r"\b(?:even|still|until|of|for|from|than|an?|better|brighter|world|usa|russia|europe|history|"
    r"the|"
    r"since|here)\s$",
    re.IGNORECASE,
)
_NOT_NOW_AFTER = re.compile(r" (?:than|as (?:it|they|he|she)|still|show|programme|program)\b")
_EVENT = re.compile(
    r" (?:\w+ ){0,2}(?:announcement|decision|vote|election|meeting|game|match|hearing|ruling|"
    r"verdict|report|attack|summit|session|trading|talks|debate|race|final|strike|protest|"
    r"statement|speech|"
    r"budget|launch|poll|figures|results?)\b"
)
_SAID_ON = re.compile(r"\b(?:said|announced|reported|told reporters)(?: on| late| early)? \Z")
_LATE = (" evening", " night")
_UNTIL = re.compile(
    r"\b(?:before|by|until|till|ahead of|through|from|starting|for)\s$", re.IGNORECASE
)
_DURING = re.compile(r"\b(?:in|at|after|during|following|since)\s$", re.IGNORECASE)
_DETERMINED = re.compile(
    r"\b(?:the|of|over|past|every|each|at this time|same time)\s$", re.IGNORECASE
)

_LOOK = 400  # characters looked at on either side of a date


def _absolute(text: str) -> bool:
    return _ABSOLUTE.search(text) is not None


def _english(sentence: str, days: tuple[date, ...], *, elsewhere: bool) -> Iterator[_Phrase]:
    """The phrases to date; in a sentence about another time, `elsewhere`, only "said Friday"."""
    for match in _RELATIVE.finditer(sentence):
        if elsewhere and not _SAID_ON.search(sentence, 0, match.start()):
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
    word = match[0].split("'")[0].split("’")[0].casefold()
    if match["day"]:
        return None if quoted else _near_day(word, match, before, after)
    if quoted or _DETERMINED.search(before):
        return None
    return _period(match["which"].casefold(), match["unit"].casefold(), tense_of(before, after))


def _weekday(
    sentence: str, match: re.Match[str], before: str, after: str
) -> Callable[[date], str | None] | None:
    if not match["weekday"][0].isupper() or _NAME_BEFORE.search(before):
        return None
    name_end = match.end("weekday")
    if _NAME_AFTER.match(after) or (not match["part"] and _NAME_AFTER.match(sentence, name_end)):
        return None
    tense = _possessive_tense(before, after) if match["of"] else tense_of(before, after)
    if tense is None or (tense is Tense.PAST and _UNTIL.search(before)):
        return None
    wanted = WEEKDAYS.index(match["weekday"].casefold())

    def of(day: date) -> str | None:
        if tense is Tense.PAST:
            ago = (day.weekday() - wanted) % 7
            if not ago and match["part"] in _LATE:
                return None  # tonight cannot be past; nobody says so of a week ago
            return day_text(day - timedelta(days=ago))
        return day_text(day + timedelta(days=(wanted - day.weekday()) % 7))

    return of


def _near_day(
    word: str, match: re.Match[str], before: str, after: str
) -> Callable[[date], str | None] | None:
    if _NOT_NOW.search(before) or _NOT_NOW_AFTER.match(after):
        return None
    if match["days"] and not match["day_part"] and not _EVENT.match(after):
        return None
    if match[0][0].isupper() and before.strip(" “\"'‘"):
        return None  # a name: USA Today
    if word.startswith("today") and tense_of(before, after) is None:
        return None  # "today" may be "nowadays"
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}
    ahead = next((days for start, days in shift.items() if word.startswith(start)), 0)
    return lambda day: day_text(day + timedelta(days=ahead))


def _period(which: str, unit: str, tense: Tense | None) -> Callable[[date], str | None]:
    step = {"last": -1, "this": 0, "next": 1}[which]

    def year(day: date) -> str:
        return str(day.year + step)

    def month(day: date) -> str:
        months = day.year * 12 + day.month - 1 + step
        return date(months // 12, months % 12 + 1, 1).strftime("%B %Y")

    def week(day: date) -> str | None:
        if day.weekday() == _SUNDAY:
            return None  # a week ends today in Europe and begins today in America
        return f"the week of {day_text(day - timedelta(days=day.weekday() - 7 * step))}"

    def weekend(day: date) -> str | None:
        return _weekend(day, step, tense)

    return {"year": year, "month": month, "week": week, "weekend": weekend}[unit]


def _weekend(day: date, step: int, tense: Tense | None) -> str | None:
    """The weekend's two days; None where "this" or "last" could be either of two weekends."""
    saturday = day + timedelta(days=_SATURDAY - day.weekday())
    midweek = 0 < day.weekday() < _SATURDAY
    if step == -1 and day.weekday() < _SATURDAY:
        saturday -= timedelta(days=7)
    elif step != 0 or (midweek and tense is not Tense.FUTURE) or tense is None:
        return None
    elif day.weekday() == 0 and tense is Tense.PAST:
        saturday -= timedelta(days=7)
    sunday = saturday + timedelta(days=1)
    if saturday.month == sunday.month:
        return f"{printed_day(saturday)}-{sunday.day}, {sunday.year}"
    if saturday.year == sunday.year:
        return f"{printed_day(saturday)}-{day_text(sunday)}"
    return f"{day_text(saturday)}-{day_text(sunday)}"


def _possessive_tense(before: str, after: str) -> Tense | None:
    """The tense of "Monday's vote": of the verb before "in Monday's vote", else of its own verb."""
    if _DURING.search(before):
        return Tense.PAST if tense_of(before, "") is Tense.PAST else None
    if before.strip(" “\"'‘"):
        return None
    return tense_of("", after)


def _inside_quotation(before: str) -> bool:
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
