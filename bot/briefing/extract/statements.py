"""Pure. Which sentences state nothing: a question, a label, a caption, a plea, one about "us"."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.briefing.extract.voices.speakers import Said
from bot.models import Article
from bot.text.calendars import MONTH, month_number
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of, key_words, not_behind, whole_words
from bot.text.sentences import Sentence, is_question
from bot.text.stems import content, stems
from bot.text.words import counted

SHORTEST = 5  # words; less is a label or an exclamation
MONTHS = 2  # from the day of a picture to its article, at least
BEHIND = 4  # sentences
LINK = 15  # words that a link to another page has at most

# Of a link the full stop stands apart, outside of it: of 31 in bench/labels, 27 are no sentences.
_PARTED_STOP = re.compile(r"\A(?!.{0,200} [,’']).{0,200}\s\.\Z", re.DOTALL)
_EN = lexicon("en")
_ROLES, _OPENINGS, _PAGE = _EN.roles, _EN.openings, _EN.page
_POINTER = re.compile(
    rf"(?:{any_of(_ROLES.pointers)})\b(?:[^.]{{0,40}}:| (?:{any_of(_ROLES.pointed_to)})\b)"
    rf"|(?:{any_of(_ROLES.appeals)})\b"
)
_PICTURED = any_of((*_PAGE.positions, *_PAGE.file_photos, *_PAGE.pictured))
_CAPTION = re.compile(
    rf":\s*\.\s*$|\([LRC]\)|\b(?:{any_of(_ROLES.captions)})\b|"
    rf"^[A-Z][\w’'-]*(?: [\w’'-]+){{0,3}}: .{{0,200}}\((?:{_PICTURED})\)",
    re.DOTALL,
)
_CAPTION_MARKS = (":", "(", *key_words(_ROLES.captions))  # no caption is without: it is slow
_FIRST_PERSON = re.compile(
    rf"{not_behind(_OPENINGS.no_first_person)}"
    rf"{whole_words(_OPENINGS.first_person_letter)}(?:['’]\w| [a-z])|"
    rf"\A(?:{any_of(_OPENINGS.first_person_opening)})\b|{whole_words(_OPENINGS.first_person)}"
)
_FIRST_PERSON_WORDS = key_words(
    (*_OPENINGS.first_person, *_OPENINGS.first_person_opening, *_OPENINGS.first_person_letter)
)
_SINGLE_QUOTED = re.compile(
    r"(?<!\w)['‘][^'‘’]{0,200}(?:['’]\w[^'‘’]{0,99}){0,4}['’](?!\w)",
)
# "Fire at the quayThe fire broke out": a heading without a blank behind it, and what follows. Of 7
# such sentences in bench/labels none is clear.
_STARTERS = [word.capitalize() for word in _EN.grammar.sentence_starters if word[2:]]
_GLUED = re.compile(rf"[a-z]{{3}}(?:{any_of(_STARTERS)})\b")
_DAY = re.compile(
    rf"\b(?:(?P<month>{MONTH})\.? \d{{1,2}},?|\d{{1,2}} (?P<named>{MONTH})\.?,?) "
    r"(?P<year>\d{4})\b"
)


def is_no_statement(text: str) -> bool:
    """Whether a sentence of any language is a question, a link, or too short to say anything."""
    if counted(text) < SHORTEST or is_question(text):
        return True
    return counted(text) <= LINK and _PARTED_STOP.search(text) is not None


def tells_nothing(said: Said) -> bool:
    """Whether an English sentence points elsewhere, describes a picture, or speaks of "us"."""
    told = said.told
    if _POINTER.match(told) or _is_personal(said) or _GLUED.search(told):
        return True
    return any(mark in told for mark in _CAPTION_MARKS) and _CAPTION.search(told) is not None


def _is_personal(said: Said) -> bool:
    if _FIRST_PERSON_WORDS.isdisjoint(said.words):
        return False
    return _FIRST_PERSON.search(_SINGLE_QUOTED.sub("", said.told)) is not None


def is_caption(article: Article, sentences: Sequence[Sentence], at: int) -> bool:
    """Whether the sentence at this place, one of all of the body's, is a picture's caption that was
    taken for the lede: it gives a day in full, long before the article came out, and says less of
    the headline than what follows.
    """
    if at or article.published is None or not article.headline:
        return False
    day = _DAY.search(sentences[0].text)
    if day is None or not _is_long_before(day, article.published):
        return False
    wanted = content(frozenset(stems(article.headline)), article.lang)
    told = [len(wanted.intersection(stems(one.text))) for one in sentences[:BEHIND]]
    return max(told[1:], default=0) > told[0]


def _is_long_before(day: re.Match[str], published: datetime) -> bool:
    month = month_number(day["month"] or day["named"]) or 1
    passed = 12 * (published.year - int(day["year"])) + published.month - month
    return passed >= MONTHS
