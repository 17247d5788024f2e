"""Pure. Does a sentence tell of what is to come?"""

import re

from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of, whole_words

_EN = lexicon("en")
_ROLES, _DAYS = _EN.roles, (*_EN.calendar.days, *_EN.calendar.spans)
_AHEAD = re.compile(whole_words(_ROLES.ahead))
CLAUSE = re.compile(r"[,;:—–]|--")  # where one ends
SUBORDINATE = re.compile(whole_words(_ROLES.subordinating))
_BESIDE = re.compile(rf"{whole_words(_ROLES.beside)}|\b(?:{any_of(_ROLES.testators)})\s$|['’]s\s$")
_NO_EVENT = re.compile(rf"(?:{any_of(_ROLES.no_event)})\b")
_IS_TO = re.compile(rf"(?:{any_of(_ROLES.is_to)})\b")
_AIM_BEFORE = re.compile(rf"\b(?:{any_of(_ROLES.aims)})\s$")
# "A bus that is late will cost its riders a meal": none in particular.
_GENERAL = re.compile(rf"(?:{any_of(_ROLES.general)}) ")
_CERTAIN = re.compile(rf"(?<=\S )[A-ZÀ-Þ]|\d|\b(?:{any_of(_DAYS)})\b")
_LOOK = 200  # characters of a clause before what is to come


def looks_ahead(told: str) -> bool:
    """Whether the sentence's own clause tells of what is to come, whatever else happens."""
    if not any(_is_to_come(told, match) for match in _AHEAD.finditer(told)):
        return False
    return _GENERAL.match(told) is None or _CERTAIN.search(told) is not None


def _is_to_come(told: str, match: re.Match[str]) -> bool:
    before = told[max(0, match.start() - _LOOK) : match.start()]
    clause = CLAUSE.split(before)[-1]
    if _NO_EVENT.match(told, match.start()) or _BESIDE.search(clause) or SUBORDINATE.search(clause):
        return False
    return not (_IS_TO.match(told, match.start()) and _AIM_BEFORE.search(before))
