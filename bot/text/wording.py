"""Pure. The words a brief may never lose: numbers, negations, hedges, attributions, quotations.

The lists are English first and short in the languages a brief must at least not spoil. They err
towards protecting: a word wrongly guarded costs a cut, a word wrongly unguarded costs the truth.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_SAYING = (
    "say|says|said|saying|tell|tells|told|telling|state|states|stated|stating|announce[sd]?|"
    "announcing|argue[sd]?|arguing|warn(?:s|ed|ing)?|claim(?:s|ed|ing)?|insist(?:s|ed|ing)?|"
    "add(?:s|ed|ing)?|write|writes|wrote|writing|tweet(?:s|ed)?|explain(?:s|ed)?|note[sd]?|noting|"
    "declare[sd]?|admit(?:s|ted)?|acknowledge[sd]?|suggest(?:s|ed|ing)?|concede[sd]?|"
    "stress(?:es|ed)?|predict(?:s|ed|ing)?|believe[sd]?|think|thinks|thought|allege[sd]?|alleging|"
    "report(?:s|ed|ing)?|confirm(?:s|ed|ing)?|testif(?:y|ies|ied)|caution(?:s|ed)?|estimate[sd]?|"
    "accus(?:e|es|ed|ing)|quot(?:es?|ed|ing)|recall(?:s|ed)?|reply|replied|"
    "according|citing|cited|cites"
)
_HEDGING = (
    "alleged|allegedly|reported|reportedly|apparent|apparently|likely|unlikely|possible|possibly|"
    "probable|probably|perhaps|maybe|may|might|could|would|should|can|seems?|seemed|appears?|"
    "appeared|suspected|supposed|supposedly|purported|purportedly|so-called|unconfirmed|unclear|"
    "potential|potentially|presumed|presumably|if|unless|whether|expected|about|around|"
    "approximately|roughly|nearly|almost|some|estimated|at least|more than|less than|up to|"
    "partly|partially|only"
)
_NEGATING = (
    "not|no|never|none|nobody|nothing|neither|nor|nowhere|without|cannot|\\w+n['’]t|den(?:y|ies|ied|ying)|"
    "refus(?:e|es|ed|al|ing)|reject(?:s|ed|ing)?|fail(?:s|ed|ing)?|lack(?:s|ed|ing)?|hardly|barely|"
    "but|however|although|though|despite|except|yet|while|instead|rather|contrary"
)
_ELSEWHERE = (
    # German, French, Spanish
    "nicht|kein\\w*|nie|niemand|nichts|ohne|aber|doch|obwohl|laut|zufolge|sagte?n?|erklärte?n?|"
    "angeblich|mutmaßlich\\w*|vermutlich|vielleicht|möglich\\w*|könnten?|soll(?:en|te|ten)?|wohl|"
    "ne|pas|jamais|aucune?|rien|sans|mais|selon|dit|déclaré|affirmé?|présumée?s?|peut|pourrait|"
    "peut-être|probablement|serait|nunca|ningun[ao]?|nada|sin|pero|aunque|según|dijo|afirmó|"
    "presunt[ao]s?|supuest[ao]s?|quizás?|podría|posible\\w*|probable\\w*|"
    # Ukrainian, Russian
    "не|ні|ніхто|ніщо|без|але|однак|проте|хоча|заяви\\w+|повідоми\\w+|сказа\\w+|каже|начебто|нібито|"
    "ймовірн\\w*|можливо|може|ни|никто|ничего|но|однако|хотя|сообщи\\w+|говорит|якобы|вероятн\\w*|"
    "возможно|может|"
    # Arabic
    "لا|لم|لن|ليس|ليست|غير|دون|لكن|قال|قالت|أكد|أعلن|أعلنت|ربما|قد|وفقا|بحسب|زعم"
)
_COUNTING = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\w+teen|twenty|thirty|forty|"
    "fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|"
    "half|quarter|double|doubled|triple|tripled|percent"
)

GUARDED_LANGUAGES = frozenset({"en", "de", "fr", "es", "uk", "ru", "ar"})

_DIGIT = re.compile(r"[^\W_]*\d[^\W_]*(?:[.,:/]\d+)*")
_COUNTED = re.compile(rf"\b(?:{_COUNTING})\b", re.IGNORECASE)
_ATTRIBUTED = re.compile(rf"\b(?:{_SAYING})\b", re.IGNORECASE)
_HEDGED = re.compile(rf"\b(?:{_HEDGING})\b", re.IGNORECASE)
_NEGATED = re.compile(rf"\b(?:{_NEGATING})\b", re.IGNORECASE)
_OTHER = re.compile(rf"\b(?:{_ELSEWHERE})\b", re.IGNORECASE)
QUOTE_MARKS = frozenset('"“”„«»‹›「」『』‟')
_GUARDS = (_DIGIT, _COUNTED, _ATTRIBUTED, _HEDGED, _NEGATED, _OTHER)
_BRACKETED = re.compile(r"\s?\[[^\[\]]*\]")
_EAST_ASIAN = re.compile(r"[぀-ヿ㐀-鿿가-힯฀-๿]")
_NO_WORD = re.compile(rf"{_EAST_ASIAN.pattern}|…")
_CHARACTERS_A_WORD = 2  # of scripts that do not part their words


class Guarded(NamedTuple):
    """What a stretch of text holds that no edit may drop, in order of appearance, case folded."""

    words: tuple[str, ...]
    quotes: int


def guarded(text: str) -> Guarded:
    """The numbers, negations, hedges, attributions and quotation marks of `text`."""
    found = (match[0].casefold() for guard in _GUARDS for match in guard.finditer(text))
    return Guarded(tuple(sorted(found)), sum(text.count(mark) for mark in QUOTE_MARKS))


def droppable(text: str) -> bool:
    """Whether cutting `text` loses no number, negation, hedge, attribution or quotation."""
    return not any(guard.search(text) for guard in _GUARDS) and QUOTE_MARKS.isdisjoint(text)


@lru_cache(maxsize=256)  # a sentence is counted where it is judged, weighed and placed
def counted(text: str) -> int:
    """The words of `text`, split at white space and ellipses; of scripts that don't part words,
    two characters make one."""
    if text.isascii():
        return len(text.split())
    unparted = len(_EAST_ASIAN.findall(text))
    return len(_NO_WORD.sub(" ", text).split()) + -(-unparted // _CHARACTERS_A_WORD)


def without_brackets(text: str) -> str:
    """`text` without what stands in square brackets."""
    return _BRACKETED.sub("", text)
