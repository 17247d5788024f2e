"""Pure. Whether a line belongs to the page and not to the article, by its wording alone.

The wordings are general ones of news pages; no outlet has a line of its own. They were tried
against the true bodies, captions and credits of the shared pages; `bench/flat_text.py` prints what
gets through.
"""

import re
from functools import lru_cache

from bot.reading.lines.forms import DASHES, QUOTES, WORD, has_inner_end, is_ended
from bot.reading.lines.phrases import Phrases
from bot.reading.lines.stamps import is_byline, is_stamp
from bot.text.lexicon import every_language
from bot.text.lexicon.notation import any_of, is_any_of

# Longest plausible lengths, in characters: the longest heading on the shared pages has 51.
_HEADING_LENGTH = 60
_HEADING_WORDS = 8
_HEADLINE_WORDS = 16
_LINE_LENGTH = 200
_PITCH_LENGTH = 500
_SAYING_WORDS = 6
_REMEMBERED = 2048  # lines: each is asked about several times while its page is read

_PAGE = every_language().page
_RELATED = Phrases((*_PAGE.related_headings, *_PAGE.pointers, *_PAGE.more_from))
_POINTING = (":", "\N{FULLWIDTH COLON}", "|", "»", ">", "→", *DASHES)
_LABELLED = Phrases(_PAGE.labelled_pointers, rf"\s*(?:[:|>]|[{DASHES}]\s)")
_PITCHES = Phrases(_PAGE.pitches)
_SERVICE_LINES = Phrases(_PAGE.service_lines, r"\W*$")
_TAG_LABELS = Phrases(_PAGE.tag_labels, r"\s*:.{0,160}$")
_COMMENTS = re.compile(
    rf"(?<!\W)\W*+(?:\d{{1,9}}\s)?(?:{any_of(_PAGE.comments)})(?:\s?\(?\d*\)?)?\W*", re.IGNORECASE
)
_READING_TIME = re.compile(
    rf"(?<!\W)\W*+(?:(?:{any_of(_PAGE.reading_times)})\b.{{0,30}}$"
    rf"|\d{{1,3}}[ -]?(?:{any_of(_PAGE.minutes)})\.?(?: (?:{any_of(_PAGE.to_read)}))?\W*$)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]++@[^\s@]+\.\w+|#\w+(?:[\s,]+#\w+)*|[\W\d_]+"
)
_SPEECH = every_language().speech
_SAYING = frozenset((*_SPEECH.saying, *_SPEECH.quoting, *_PAGE.attributing))
_is_bar_word = is_any_of(_PAGE.bar_words)


@lru_cache(maxsize=_REMEMBERED)
def is_related_heading(line: str) -> bool:
    """Whether a line announces pointers to other articles ("More from …", "Lesen Sie auch")."""
    line = line.strip().rstrip(":\N{FULLWIDTH COLON}…>»→ ")
    return (
        len(line) <= _HEADING_LENGTH
        and len(line.split()) <= _HEADING_WORDS
        and not line.endswith((".", "!", ",", ";", *QUOTES))
        and ":" not in line
        and bool(_RELATED.match(line))
    )


def is_related_pointer(line: str) -> bool:
    """Whether a line points to one other article in itself ("Read more: Rain in Riga"), or is its
    headline with a full stop set apart, which stood behind a link."""
    if line.endswith((" .", "\N{NO-BREAK SPACE}.")) and not has_inner_end(line[:-2]):
        return len(line.split()) <= _HEADLINE_WORDS
    if len(line) <= _LINE_LENGTH and _LABELLED.match(line) and not is_ended(line):
        return True
    opening = _RELATED.match(line) if len(line) <= _LINE_LENGTH else None
    return opening is not None and line[opening.end() :].lstrip().startswith(_POINTING)


def is_comment_count(line: str) -> bool:
    """Whether a line stands above comments: "Comments", "8 comments", "Comments (8)"."""
    return len(line) <= _HEADING_LENGTH and bool(_COMMENTS.fullmatch(line))


def is_pitch(line: str) -> bool:
    """Whether a line wants something of its reader, or speaks for the outlet."""
    return (
        len(line) <= _PITCH_LENGTH and _PITCHES.match(line) is not None and not is_attributed(line)
    )


def is_attributed(line: str) -> bool:
    """Whether a line's last words say who says so (", the committee heard")."""
    _, comma, last = line.rpartition(", ")
    words = [word.rstrip(".") for word in WORD.findall(last.lower())]
    return bool(comma) and len(words) <= _SAYING_WORDS and not _SAYING.isdisjoint(words)


@lru_cache(maxsize=_REMEMBERED)
def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page and not to the article.

    Bylines, bare dates, reading times, share bars, newsletter pitches, cookie notices, labels of
    advertisements, comment prompts, copyright lines, bare addresses, pointers to other articles.
    """
    line = line.strip()
    if len(line) > _PITCH_LENGTH:
        return False
    if is_pitch(line):
        return True
    return len(line) <= _LINE_LENGTH and bool(
        _SERVICE_LINES.match(line)
        or _TAG_LABELS.match(line)
        or is_comment_count(line)
        or _ADDRESS.fullmatch(line)
        or _READING_TIME.match(line)
        or _is_bar(line)
        or is_byline(line)
        or is_stamp(line)
        or is_related_pointer(line)
    )


def _is_bar(line: str) -> bool:
    """Whether a line holds nothing but the words of a share bar or a menu."""
    return all(_is_bar_word(word.lower()) for word in WORD.findall(line))
