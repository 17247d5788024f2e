"""Pure. The texts that stand at a picture -> caption and credit, each apart.

Newsrooms print both in one element, in either's element, behind a bar or in brackets, and open them
with labels for screen readers ("Image source, …").
"""

import re
from collections.abc import Iterable, Iterator

from bot.reading.lines.forms import is_name
from bot.reading.lines.furniture import is_pitch, is_related_pointer
from bot.reading.lines.phrases import Phrases
from bot.reading.lines.picture_credits import (
    has_labelled_credit,
    is_credit,
    is_label,
    signed_caption,
    split_credit,
    strip_credit,
)
from bot.text.calendars import MONTH, WEEKDAY
from bot.text.lexicon import every_language
from bot.text.lexicon.notation import any_of

_CAPTION_WORDS = 4  # before a name that follows it in an element marked as a credit
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[.!?][\"”])\s+")

_PAGE = every_language().page
_SOURCE = any_of(_PAGE.spoken_sources)
_CAPTION = any_of(_PAGE.spoken_captions)
_LABEL = re.compile(rf"(?:(?P<source>{_SOURCE})|{_CAPTION})\s*[,:]\s*", re.IGNORECASE)
_LABELS = any_of(label.capitalize() for label in (*_PAGE.spoken_sources, *_PAGE.spoken_captions))
_BEFORE_LABEL = re.compile(rf"(?<=\S)\s*(?=\b(?:{_LABELS})\s*,)")
_UNFOLDING = re.compile(
    rf"(?:(?<!\s)\s++)?\b(?:{any_of(_PAGE.unfolding)})\s*[>»]\s*$", re.IGNORECASE
)
_POINTER = Phrases(_PAGE.labelled_pointers, r"\s*:")
_DATE = re.compile(rf"{WEEKDAY}, {MONTH} \d{{1,2}}, \d{{4}}")  # a byline's, and no credit's


def is_beside(caption: str) -> bool:
    """Whether a caption is a pointer to another article, or the site's word for itself."""
    return is_related_pointer(caption) or bool(_POINTER.match(caption)) or is_pitch(caption)


def in_credit(text: str) -> tuple[str, str]:
    """The caption and the credit in an element that is marked as a credit but may hold both."""
    if is_credit(text):
        return "", text
    for end in _SENTENCE_END.finditer(text):
        caption, name = text[: end.start()], text[end.end() :]
        if len(caption.split()) >= _CAPTION_WORDS and (is_credit(name) or is_name(name)):
            return caption, name
    caption, credit = signed_caption(text) or split_credit(text)
    return (caption, credit) if credit else ("", text)


def in_caption(text: str, alt: str) -> Iterator[tuple[str, str]]:
    """Each caption with its credit in any other element at a picture, whose text for those who
    don't see it is `alt`; "" for what there is not."""
    return (_read(piece, alt) for piece in _BEFORE_LABEL.split(text) if piece)


def _read(line: str, alt: str) -> tuple[str, str]:
    if label := _LABEL.match(line):
        line = line[label.end() :]
        if label["source"]:
            return "", line
    line = _UNFOLDING.sub("", line)
    if line == alt and not has_labelled_credit(line):
        return line, ""
    if is_credit(line):
        return "", line
    caption, bar, credit = line.rpartition(" | ")
    if bar and is_credit(credit):
        return caption, credit
    caption, split_off = _split_off(line)
    rest = line.removeprefix(alt).strip() if alt else line
    if split_off is None and rest != line and is_credit(rest):
        return alt, rest
    return caption, split_off or ""


def _split_off(line: str) -> tuple[str, str | None]:
    """A caption and the credit behind it, also "A barge at dusk. /Bay News"."""
    caption, credit = signed_caption(line) or split_credit(line)
    shown, _, owner = line.rpartition(" /")
    if credit is None and shown.endswith((".", "!", "?")) and is_name(owner):
        return shown, owner
    return caption, credit


def names(credits_: Iterable[str]) -> list[str]:
    """The names in a picture's credits, each once, without one that another holds."""
    stripped = dict.fromkeys(strip_credit(credit) for credit in credits_ if credit)
    named = [name for name in stripped if not is_label(name) and not _DATE.search(name)]
    return [name for name in named if not any(name != other and name in other for other in named)]
