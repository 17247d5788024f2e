"""Pure. Sentences of the site to its reader, told by what they speak of, whatever their wording.

They speak to the reader or for the outlet ("our app", "tell us"), and of what an outlet has: an
app, a newsletter, comments, this very article. A report of such things quotes or attributes, and
names them again and again.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from bot.reading.lines.forms import QUOTES, is_sentence
from bot.reading.lines.furniture import is_attributed
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.text.lexicon.sections import Words
from bot.text.words import counted

_MOST_WORDS = 25
_LABEL_WORDS = 8
_TOPIC = 2  # other paragraphs
_LONG = 61  # letters of a paragraph
_REMEMBERED = 2048  # lines
_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "uk", "ru", "sv")
_VOICE = 1  # lines; where more speak to the reader it is a guide
_LISTED = 3  # lines that open alike, as items of a list do
_MAIL = re.compile(r"(?<!\S)[^\s@]{1,64}@[\w-]{1,64}\.\w")
_QUOTED = re.compile(r"(?<!\w)[\"'“„«‘][^\"'“”„«»‘’\n]{1,300}[\"'”“»’](?!\w)")
_START = r"(?:^|[.!?…]\s)[\W_]{0,5}"


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    page = lexicon(lang).page
    named = (page.reader_words, page.channels, page.works, page.answers, page.made_by_machine)
    return (
        _whole(r"(?<![\w-])", *named[:1]),
        _whole(_START, page.urgings),
        *(_whole(r"(?<![\w-])", words) for words in named[1:]),
    )


def _whole(before: str, entries: Words) -> re.Pattern[str]:
    """Any of the entries, those with capitals only so."""
    small = [entry for entry in entries if entry == entry.lower()]
    exact = [entry for entry in entries if entry != entry.lower()]
    told = "|".join(filter(None, (f"(?i:{any_of(small)})" if small else "", any_of(exact))))
    return re.compile(rf"{before}(?:{told})(?!\w)")


def without_service(lines: Sequence[str], lang: str | None) -> list[str]:
    """The lines of a body in a language without what the site says to its reader."""
    if lang not in _LANGUAGES:
        return list(lines)
    suspects = [line for line in dict.fromkeys(lines) if is_service(line, lang)]
    openings = Counter(line.split()[0] for line in suspects)
    suspects = [line for line in suspects if openings[line.split()[0]] < _LISTED]
    if not suspects:
        return list(lines)
    long = [line for line in lines if line not in suspects]
    to_reader = _patterns(lang)[0]
    if sum(bool(to_reader.search(_QUOTED.sub("", line))) for line in long) > max(
        _VOICE, len(long) // 10
    ):
        return list(lines)
    long = [line.lower() for line in long if len(line) >= _LONG]
    gone = {line for line in suspects if not _is_topical(line, lang, long)}
    return [line for line in lines if line not in gone] or list(lines)


@lru_cache(maxsize=_REMEMBERED)
def is_service(line: str, lang: str) -> bool:
    """Whether a line speaks to its reader of what outlets have, or says that a machine made it."""
    if counted(line) > _MOST_WORDS or any(quote in line for quote in QUOTES) or is_attributed(line):
        return False
    to_reader, urging, channel, work, answer, machine = _patterns(lang)
    has_work = bool(work.search(line))
    if machine.search(line):
        return has_work
    offers = bool(channel.search(line) or _MAIL.search(line))
    speaks, urges = bool(to_reader.search(line)), bool(urging.search(line))
    if urges and not offers and (speaks or not has_work):
        return speaks and (has_work or "?" in line or bool(answer.search(line)))
    if urges:
        return speaks or offers or counted(line) <= _LABEL_WORDS
    return speaks and is_sentence(line) and (offers or has_work)


def _is_topical(line: str, lang: str, others: Sequence[str]) -> bool:
    """Whether the article itself is about what a line speaks of."""
    about = _patterns(lang)[2:]
    named = {found[0].lower() for one in about for found in one.finditer(line)}
    return any(sum(name in other for other in others) >= _TOPIC for name in named)
