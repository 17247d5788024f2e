"""Pure. Relative dates in languages other than English: the safe words only, outside quotations.

"вчера" -> вчера [2024-11-03]. A weekday, or a "today" that may mean nowadays, is dated only where
the sentence's verbs are all past or all to come.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

_LOOK = 400  # characters looked at on either side of a date


class _Words(NamedTuple):
    days: dict[str, int]
    weekdays: tuple[str, ...]
    weekday_after: str  # what must stand before a weekday
    past: str
    future: str
    not_after: str  # what must not stand before a day word


_LANGUAGES = {
    "de": _Words(
        {"vorgestern": -2, "gestern": -1, "heute": 0, "übermorgen": 2},
        ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
        r"\b(?:am|vom) $",
        r"war(?:en)?|wurden?|hat(?:te)?n?|haben|sagte?n?|erklärten?|teilten?|starb(?:en)?|"
        r"kam(?:en)?",
        r"wird|werden|sollen?|will|wollen|geplant|bevorsteh\w+",
        r"\b(?:bis|von|noch|schon) $",
    ),
    "fr": _Words(
        {"avant-hier": -2, "hier": -1, "aujourd'hui": 0, "aujourd’hui": 0, "demain": 1},
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        r"(?<!\ble )(?<!\bchaque )(?<!\bun )$",
        r"a|ont|était|étaient|avait|avaient|est (?:mort|arrivé)e?",
        r"\w+(?:era|eront|ira|iront)|aura|auront|sera|seront|va|vont|doit|doivent|prévue?",
        r"\b(?:d['’]|de|jusqu['’]|encore) ?$",
    ),
    "es": _Words(
        {"anteayer": -2, "ayer": -1, "hoy": 0},
        ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        r"\b(?:el|este|pasado) $",
        r"\w+(?:ó|aron|ieron)|fue|fueron|había|habían|ha|han|era|eran|dijo|dijeron",
        r"\w+(?:rá|rán)|va|van|previst[ao]s?",
        r"\b(?:de|hasta|hoy en) $",
    ),
    "uk": _Words(
        {"позавчора": -2, "вчора": -1, "учора": -1, "сьогодні": 0, "завтра": 1},
        ("понеділок", "вівторок", "середу", "четвер", "п'ятницю", "суботу", "неділю"),
        r"\b(?:у|в|цієї|цього) $",
        r"\w{2,}(?:в|ла|ло|ли|вся|лася|лося|лися)",
        r"\w+(?:тиме|тимуть)|буде|будуть|має|мають|планує\w*",
        r"\b(?:до|з|від|ще) $",
    ),
    "ru": _Words(
        {"позавчера": -2, "вчера": -1, "сегодня": 0, "завтра": 1},
        ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"),
        r"\b(?:в|во|эту|этот) $",
        r"\w{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)",
        r"будет|будут|должн[аоы]?|план\w+|намерен\w*",
        r"\b(?:до|с|от|ещё|еще) $",
    ),
}
_PATTERNS = {
    lang: (
        re.compile(
            rf"\b(?:(?P<day>{'|'.join(words.days)})|"
            rf"(?P<weekday>{'|'.join(words.weekdays)}))\b(?![’'-])",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{words.past})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{words.future})\b", re.IGNORECASE),
        re.compile(words.weekday_after, re.IGNORECASE),
        re.compile(words.not_after, re.IGNORECASE),
    )
    for lang, words in _LANGUAGES.items()
}
_DATED_ABROAD = re.compile(r"\d{4}|,? (?:de[nrm] |le |el )?\d")
_QUOTED_ABROAD = re.compile(r"[«„“\"»”]")


def dates_abroad(sentence: str, days: tuple[date, ...], lang: str) -> Iterator[tuple[int, str]]:
    """Where each relative date of `sentence` ends, and the day it means, as YYYY-MM-DD.

    `days` is from `bot.text.dates.local_days`, `lang` a two-letter code.
    """
    if lang not in _LANGUAGES or len(days) != 1 or _QUOTED_ABROAD.search(sentence):
        return
    words = _LANGUAGES[lang]
    pattern, past, future, before_weekday, not_before = _PATTERNS[lang]
    was, will = past.search(sentence) is not None, future.search(sentence) is not None
    for match in pattern.finditer(sentence):
        before = sentence[max(0, match.start() - _LOOK) : match.start()]
        if _DATED_ABROAD.match(sentence, match.end()) or not_before.search(before):
            continue
        if match["day"]:
            shift = words.days[match["day"].casefold()]
            certain = shift != 0 or was != will  # "today" may be "nowadays"
        else:
            gap = words.weekdays.index(match["weekday"].casefold()) - days[0].weekday()
            shift = -(-gap % 7) if was else gap % 7
            certain = was != will and before_weekday.search(before) is not None
        if certain:
            yield match.end(), (days[0] + timedelta(days=shift)).isoformat()
