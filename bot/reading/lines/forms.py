"""Pure. What a line looks like, whatever it says: a sentence, names, how it ends."""

import re

from bot.text.lexicon import every_language
from bot.text.lexicon.notation import any_of
from bot.text.words import counted, is_western

QUOTES = '"“”„«»「」'  # straight single quotes and apostrophes are too common to tell
DASHES = "\N{EN DASH}\N{EM DASH}-"  # the hyphen last, so that it makes no range
CAPITALIZED = r"[^\W\d_a-zß-öø-ÿа-яіїєґ][\w.'\N{RIGHT SINGLE QUOTATION MARK}-]{0,80}"

_NAME_LENGTH = 80  # characters
_PAGE = every_language().page

PARTICLES = frozenset((*_PAGE.name_particles, *_PAGE.name_joints))
NAME = re.compile(rf"@?{CAPITALIZED}(?:\s+(?:(?:{any_of(PARTICLES)})(?!\w)|{CAPITALIZED})){{0,7}}")
WORD = re.compile(r"[^\W\d_][\w.'\N{RIGHT SINGLE QUOTATION MARK}-]*")

# Four words, or so many letters in one as only a script without blanks has.
_SENTENCE_WORDS = re.compile(r"(?<!\W)\W*+(?:\w{15}|(?:\w++\W++){3}\w)")
_INNER_END = re.compile(
    r"[.!?…][\"”’»)]*\s+[\"“«‘(]?(?=[^\W\da-z_])|[。！？।؟۔።។။](?=\s*\S)|(?:[։:]|፡፡)\s+(?=[Ա-Ֆሀ-ፚ])"
)
_CLOSING = "\"'”’»“‘)]"
_ENDS = (*".!?…。！？।؟۔።។៕။։", "፡፡")
_STOPS = (*".。।…,;:۔።។៕။։", "፡፡")
# Thai and Lao have no mark at the end of a sentence: there a line as long as a paragraph has one.
_THAI = re.compile(r"[\u0e01-\u0eff]")
_THAI_PARAGRAPH = 10  # words
_LEAST_WORDS = 4


def is_ended(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return line.rstrip(_CLOSING).endswith(_ENDS)


def is_stopped(line: str) -> bool:
    """Whether a line ends in a full stop, comma, semicolon or colon, as no headline does."""
    return line.rstrip(_CLOSING).endswith(_STOPS)


def has_inner_end(line: str) -> bool:
    """Whether one sentence ends and another begins within a line."""
    return bool(_INNER_END.search(line))


def is_sentence(line: str) -> bool:
    """Whether a line has at least one whole sentence of some words."""
    if is_ended(line) or has_inner_end(line):
        return bool(_SENTENCE_WORDS.match(line)) or _has_words(line, _LEAST_WORDS)
    return _THAI.search(line[-1:]) is not None and _has_words(line, _THAI_PARAGRAPH)


def _has_words(line: str, least: int) -> bool:
    """Whether a line in a script that does not part its words has so many."""
    return not is_western(line) and counted(line) >= least


def is_name(line: str) -> bool:
    """Whether a line is nothing but one or more names ("Jess Frampton", "A. Ruiz and B. Sol").

    Such a line is a credit only where a credit stands, right under a caption; elsewhere it may be
    a byline, a section or a heading.
    """
    line = line.strip()
    return " " in line and len(line) <= _NAME_LENGTH and bool(NAME.fullmatch(line))
