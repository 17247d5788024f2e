"""Pure. Which sentences state nothing: a question, a label, a caption, a plea, one about "us"."""

import re

from bot.briefing.extract.speakers import Said
from bot.text.lexicon import any_of, key_words, lexicon, not_behind, whole_words
from bot.text.sentences import is_question
from bot.text.words import counted

SHORTEST = 5  # words; less is a label or an exclamation

_EN = lexicon("en")
_ROLES, _OPENINGS, _PAGE = _EN.roles, _EN.openings, _EN.page
_POINTER = re.compile(
    rf"(?:{any_of(_ROLES.pointers)})\b(?:[^.]{{0,40}}:| (?:{any_of(_ROLES.pointed_to)})\b)"
    rf"|(?:{any_of(_ROLES.appeals)})\b"
)
_PICTURED = any_of((*_PAGE.positions, *_PAGE.file_photos, "pictured"))
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


def is_no_statement(text: str) -> bool:
    """Whether a sentence of any language is a question or too short to say anything."""
    return counted(text) < SHORTEST or is_question(text)


def tells_nothing(said: Said) -> bool:
    """Whether an English sentence points elsewhere, describes a picture, or speaks of "us"."""
    told = said.told
    if _POINTER.match(told) or _is_personal(said):
        return True
    return any(mark in told for mark in _CAPTION_MARKS) and _CAPTION.search(told) is not None


def _is_personal(said: Said) -> bool:
    if _FIRST_PERSON_WORDS.isdisjoint(said.words):
        return False
    return _FIRST_PERSON.search(_SINGLE_QUOTED.sub("", said.told)) is not None
