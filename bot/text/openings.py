"""Pure. How a sentence opens: in mid-air, as only an article may, or with a dateline.

A sentence in mid-air points back to what stood before it: "It", "But", "In the capital".
"""

import re
from functools import cache, lru_cache

from bot.text.calendars import MONTH
from bot.text.lexicon import every_language, lexicon
from bot.text.lexicon.notation import ANY_WORD, LONGEST_WORD, any_of, whole_words

_GRAMMAR, _OPENINGS = lexicon("en").grammar, lexicon("en").openings
_THE = f"(?:{any_of(the.capitalize() for the in _GRAMMAR.definite_articles)})"
_CLEAR_IT = rf"(?:{any_of(_OPENINGS.clear_it)})\b(?! \w+ (?:{any_of(_OPENINGS.not_clear_of)})\b)"
# "The company" is named by no sentence that opens with it, but "The company that runs the pier" is.
_COMPANY = (
    rf"(?:['’]s?)?(?! (?:{any_of(_OPENINGS.naming)})\b|, (?:[A-Z]|{any_of(_OPENINGS.renaming)})|"
    rf"[\w-])(?! (?!(?:{any_of(_OPENINGS.unnaming)})\b)[a-z]+ (?:{any_of(_OPENINGS.detailing)})\b)"
)
_UNNAMED = (
    rf"{_THE} (?:{any_of(_OPENINGS.unnamed)}|(?:{any_of(_OPENINGS.second)})"
    rf"(?! (?:{any_of(_OPENINGS.no_second)})\b)){_COMPANY}"
)
# With these an article may open: its headline has told whom it is about.
_DESCRIPTION = re.compile(
    rf"(?:{any_of(_OPENINGS.descriptions)})(?![\w’'-])|"
    rf"{_THE} (?:{any_of(_OPENINGS.unnamed)}){_COMPANY}"
)
_NAMED_SOON = (
    rf"(?:{any_of(_OPENINGS.pairing_names)}) [A-ZÀ-Þ]|"
    rf"(?:{any_of(_OPENINGS.before_speaker)}) [^,“”\"]{{1,120}}, "
    rf"(?:{ANY_WORD} ){{0,3}}[A-ZÀ-Þ][a-z]"
)
_MID_AIR = re.compile(
    rf"(?!{_CLEAR_IT}|(?:{any_of(_OPENINGS.no_mid_air)})\b|{_NAMED_SOON})"
    rf"(?:(?:{any_of(_OPENINGS.mid_air)}|(?:{any_of(_OPENINGS.mid_air_comma)}),|"
    rf"(?:{any_of(_OPENINGS.leading)})\b[^,“”\"]{{1,50}}, (?:{any_of(_OPENINGS.pointing)})|"
    rf"[^,“”\"]{{3,80}}, (?:{any_of(_OPENINGS.examples)}),|\([^()]*\)[.!]?$)(?![\w’'-])|"
    rf"{_UNNAMED})"
)
_QUOTED_MID_AIR = re.compile(rf"[“\"‘'«]\s?(?:{any_of(_OPENINGS.quoted_mid_air)})\b")
_PEOPLE = lexicon("en").people
_LEADING_PRONOUN = re.compile(
    rf"(?:{any_of(word.capitalize() for word in (*_PEOPLE.he, *_PEOPLE.she))})\b"
)
# A post's time ("2.49pm GMT"), "DUBLIN — ", "LA HOLME, Wis. (AP) — ", "Berlin (dpa) - ",
# "New Delhi, Jul 28 (PTI) ", "(AP)", "(Newsline) — ", "Madrid, 28 jul (EFE).- ", or, in capitals,
# "FIRST ON CHANNEL SIX: ", or "Exclusive: "; or a list's bullet.
_AGENCIES = any_of(every_language().page.agencies)
_AGENCY = rf"\((?:[A-Z]{{2,}}[\w /.-]{{0,15}}|(?i:{_AGENCIES})(?:/\w{{2,5}})?)\)"
_PLACES = (
    r"[A-ZÀ-Þ][A-ZÀ-Þ /.,'’-]{1,100}"
    rf"(?:(?:{any_of(lexicon('en').clauses.joining)}) [A-ZÀ-Þ][A-ZÀ-Þ -]{{1,40}})?"
)
_ON_DAY = r"\d{1,2}(?:, \d{4}|\.? [^\W\d]{3,10}\.?)?"
_CAPITALS = rf"{_PLACES}(?:[A-Z][a-z]+\.? ?)?(?:{_ON_DAY})?"
_IN_BRACKETS = r"(?:\([^()]{2,30}\)|/[^/]{2,30}/)"
_CLOCK = r"\d{1,2}[.:]\d\d ?(?:(?i:[ap]\.?m\b)\.?)?"
_ZONE = rf" ?(?:{any_of(zone.upper() for zone in _GRAMMAR.clock_zones)})(?!\w)"
_STAMP = rf"(?:{_CLOCK}{_ZONE}(?: {_CLOCK})?|{_CLOCK}(?= ?[|—–-]))(?: ?[|:—–-])? "
_DATELINE = re.compile(
    rf"(?:{_STAMP}|{_CAPITALS}(?: ?{_IN_BRACKETS})? ?(?:[—–]|--) "
    rf"|{_CAPITALS} ?(?:{_IN_BRACKETS} ?)?- (?=\W?[A-ZÀ-Þ\d]\W?[\da-zà-ÿ])"
    rf"|[^\W\d_][\w .,'’/-]{{1,40}}"
    rf"(?:{_AGENCY}\.? ?[—–-]{{1,2}}|\((?i:{_AGENCIES})\):) (?![^.]{{0,80}} [—–-]{{1,2}} )"
    rf"|[^\W\d_][\w .,'’/-]{{1,60}}{MONTH}\.? \d{{1,2}} \((?i:{_AGENCIES})\) "
    rf"|{_AGENCY}\.?\s?(?:[—–-]{{1,2}}\s?)?"
    r"|\([A-ZÀ-Þ][\w/.-]{1,15}\) ?[—–-]{1,2} "
    rf"|(?=[A-Z])(?i:{any_of(lexicon('en').headlines.labels)}): "
    r"|[A-Z][A-Z’'&-]{1,40}(?: [A-Z0-9’'&-]{1,40}){1,5}: |[•●▪◦‣■►]\s?)"
    r"(?=[“„\"‘'«]?[A-ZÀ-ÞЀ-Я\d])"
)
_QUOTATION = re.compile('«[^«»]*»|»[^«»]*«|„[^„“”]*[“”]|“[^“”]*”|"[^"]*"')


@lru_cache(maxsize=256)  # asked of a sentence where it is read, judged and edited
def past_dateline(text: str) -> int:
    """Where a sentence begins: behind "DUBLIN —", "(AP)" or the time of a live page's post."""
    dateline = _DATELINE.match(text)
    return dateline.end() if dateline else 0


def points_back(opening: str) -> bool:
    """Whether an English sentence leans on the one before it, other than by "he" or "she"."""
    return bool(_MID_AIR.match(opening) or _QUOTED_MID_AIR.match(opening))


def is_mid_air(text: str, lang: str | None = None) -> bool:
    """Whether `text` starts with a word that points back to what stood before it."""
    if lang is not None and lang != "en":
        elsewhere = _mid_air(lang)
        return elsewhere is not None and elsewhere.match(text) is not None
    opening = text[past_dateline(text) :]
    if points_back(opening):
        return True
    lead = _LEADING_PRONOUN.match(opening)
    return lead is not None and not opening.startswith(" [", lead.end())


def opens_article(text: str) -> bool:
    """Whether `text` starts with "The 68-year-old" or the like, as only an article's first sentence
    may, below its headline."""
    return _DESCRIPTION.match(text, past_dateline(text)) is not None


def speaks_of_us(text: str, lang: str | None) -> bool:
    """Whether a sentence in another language than English says "I" or "we" outside a quotation."""
    return lang not in (None, "en") and speaks_as_writer(text, lang)


def speaks_as_writer(text: str, lang: str | None) -> bool:
    """Whether a sentence says "I" or "we" outside a quotation."""
    return _says(_writer(lang or "en"), text)


def addresses_reader(text: str, lang: str | None) -> bool:
    """Whether a sentence says "you" outside a quotation."""
    return _says(_reader(lang or "en"), text)


def _says(words: re.Pattern[str] | None, text: str) -> bool:
    """Whether a sentence has any of the words outside a quotation."""
    return words is not None and words.search(_QUOTATION.sub(" ", text)) is not None


@cache
def _writer(lang: str) -> re.Pattern[str] | None:
    openings = lexicon(lang).openings
    words = (*openings.first_person, *openings.first_person_letter)
    return re.compile(whole_words(words), 0 if lang == "en" else re.IGNORECASE) if words else None


@cache
def _reader(lang: str) -> re.Pattern[str] | None:
    words = lexicon(lang).openings.second_person
    return re.compile(whole_words(words)) if words else None


@cache
def _mid_air(lang: str) -> re.Pattern[str] | None:
    """How a sentence in another language than English opens in mid-air."""
    words = lexicon(lang).openings
    if not words.mid_air:
        return None
    soon = (
        rf"|(?:{ANY_WORD} ){{1,4}}(?:{any_of(words.soon_pointing)})" if words.soon_pointing else ""
    )
    if words.article_or_pronoun:
        verbs, ending = any_of(words.pronoun_verbs), any_of(words.adjective_ending)
        adjective = rf"(?!(?:{verbs})\b)[^\W\d_]{{1,{LONGEST_WORD}}}(?:{ending})\b"
        soon += rf"|(?:{any_of(words.article_or_pronoun)})(?! (?:[^\Wa-zäöüß_]|{adjective}))"
    return re.compile(rf"[«„“\"]?\s?(?:{any_of(words.mid_air)}{soon})\b")
