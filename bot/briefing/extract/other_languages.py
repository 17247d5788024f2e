"""Pure. What a sentence does where its language's words are not known as well as the English ones.

A quotation with words around it is a voice, the rest is news.
"""

import re
from collections.abc import Sequence

from bot.briefing.extract.speakers import QUOTATION_WORDS
from bot.briefing.extract.statements import is_no_statement
from bot.models import Kind
from bot.text.lexicon import any_of, every_language, lexicon
from bot.text.sentences import Sentence
from bot.text.words import counted

SPEAKER_WORDS = 2  # beside a quotation; fewer name nobody

_QUOTATION = re.compile(r"[«„“\"「”](?P<words>[^«„“”\"»「」]+)[»“”\"」]")
_ENDS_QUOTED = tuple(",.!?…،؟。！？，")
_COLONS = (":", "：")
_SPEECH, _GERMAN_SPEECH = every_language().speech, lexicon("de").speech
_AS_SAID = rf"(?:{any_of(_SPEECH.as_said)}) [A-ZÄÖÜ]\w*"  # "so Ruiz", who said it
_SAYS = re.compile(
    rf"\b(?:{any_of(_SPEECH.quoting)}|(?-i:{_AS_SAID}))\b|{any_of(_SPEECH.quoting_signs)}",
    re.IGNORECASE,
)
# In German, a verb in this mood is what somebody says, and this sentence does not tell who.
_REPORTED_GERMAN = re.compile(rf"\b(?:{any_of(_GERMAN_SPEECH.reported)})\b")
_GERMAN = re.compile(rf"\b(?:{any_of(_GERMAN_SPEECH.common)})\b")
_GERMAN_TELLS = re.compile(rf"\b(?:{any_of(_GERMAN_SPEECH.telling_sign)}|{_AS_SAID})\b")
_GERMAN_WORDS = 2  # different ones, which show that a sentence is German


def roles_in_another_language(sentences: Sequence[Sentence]) -> tuple[Kind | None, ...]:
    """The kind of each sentence; None for what is no statement."""
    return tuple(_kind(sentence) for sentence in sentences)


def _kind(sentence: Sentence) -> Kind | None:
    """A voice where quoted words are a statement with words around them; alone they are nothing."""
    text = sentence.text
    quotations = tuple(_QUOTATION.finditer(text))
    quoted = sum(counted(match[0]) for match in quotations)
    if is_no_statement(text) or (quoted and counted(text) - quoted < SPEAKER_WORDS):
        return None
    told = _QUOTATION.sub(" ", text)
    if _is_reported_by_nobody(told):
        return None
    verb = _SAYS.search(told) is not None
    said = any(
        counted(match["words"]) >= QUOTATION_WORDS and (verb or _is_statement(text, match))
        for match in quotations
    )
    return Kind.VOICE if said else Kind.NEWS


def _is_statement(text: str, quotation: re.Match[str]) -> bool:
    """Whether marks show that a quotation is what somebody said, and not a title or a term."""
    start, end = quotation.span()
    if start == 0 and text.startswith((",", "，"), end):
        return True  # the words around it come after it
    colon = text[max(0, start - 3) : start].rstrip().endswith(_COLONS)
    return colon or quotation["words"].rstrip().endswith(_ENDS_QUOTED)


def _is_reported_by_nobody(told: str) -> bool:
    """Whether a German sentence tells what somebody said, but not who."""
    if _REPORTED_GERMAN.search(told) is None or _GERMAN_TELLS.search(told) is not None:
        return False
    return len(set(_GERMAN.findall(told))) >= _GERMAN_WORDS
