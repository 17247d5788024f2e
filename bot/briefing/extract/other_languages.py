"""Pure. What a sentence does, and how clear it is, where its language's words are not known as well
as the English ones.

A quotation with words around it is a voice, the rest is news. How clear a sentence is by itself is
told by a linear score of what any language shows: its place, its names, what it shares with the
headline, and words that point to something told. The weights in `clarity_elsewhere_weights.json`
are written by `bench/train_clarity.py`, with the figures of unseen articles beside them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from math import inf

from bot.briefing.extract import weights
from bot.briefing.extract.statements import is_no_statement
from bot.briefing.extract.voices.speakers import QUOTATION_WORDS
from bot.models import Kind
from bot.text.lexicon import every_language, lexicon
from bot.text.lexicon.notation import any_of, whole_words
from bot.text.sentences import Sentence
from bot.text.stems import content, stems
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
_QUOTES = '«„“"'
_CAPITALISED = r"[A-ZÀ-Þ][\w’-]{1,40}"
_NAME = re.compile(
    rf"(?<=\w ){_CAPITALISED} (?:(?:{'|'.join(lexicon('en').people.particles)}) )?[A-ZÀ-Þ]\w"
)
_NAMED = re.compile(rf"(?:(?<=\w )|\A){_CAPITALISED} [A-ZÀ-Þ]")
_EARLY = 5  # sentences
_SOON = 4  # words
_MOST = 40  # words


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


def clarities_in(
    lang: str | None, headline: str | None, sentences: Sequence[Sentence]
) -> tuple[float, ...]:
    """How clear each sentence is by itself: log-odds, all of the body's in order; infinite in a
    language whose pointing words are not known."""
    if lang is None or _pointing(lang) is None:
        return (inf,) * len(sentences)
    learned = weights.clarity_elsewhere()
    return tuple(
        sum(learned.get(name, 0.0) * value for name, value in each.items())
        for each in features(lang, headline, sentences)
    )


def features(
    lang: str, headline: str | None, sentences: Sequence[Sentence]
) -> Iterator[dict[str, float]]:
    """What tells of each sentence whether it is clear, by name."""
    head = content(frozenset(stems(headline or "")), lang)
    paragraph = -1
    for sentence in sentences:
        words = content(frozenset(stems(sentence.text)), lang)
        yield {
            "always": 1.0,
            "first": float(sentence.index == 0),
            "early": float(sentence.index < _EARLY),
            "opens paragraph": float(sentence.paragraph != paragraph),
            "words": min(counted(sentence.text), _MOST) / 20,
            "of headline": min(len(words & head), 3),
            "nothing of headline": float(words.isdisjoint(head)),
            "opens quoted": float(sentence.text.startswith(tuple(_QUOTES))),
            "name": float(_NAME.search(sentence.text) is not None),
            **_pointers(lang, _QUOTATION.sub(" ", sentence.text)),
        }
        paragraph = sentence.paragraph


def _pointers(lang: str, told: str) -> dict[str, float]:
    pointing = _pointing(lang)
    match = pointing.search(told) if pointing else None
    before = told[: match.start()] if match else ""
    return {
        "points": float(match is not None),
        "points before any name": float(match is not None and not _NAMED.search(before)),
        "points soon": float(match is not None and counted(before) < _SOON),
    }


@cache
def _pointing(lang: str) -> re.Pattern[str] | None:
    words = lexicon(lang).openings.pointing_words
    return re.compile(whole_words(words)) if words else None
