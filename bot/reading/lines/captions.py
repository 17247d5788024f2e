"""Pure. Whether a line describes a picture, by its wording alone."""

import re
from functools import lru_cache

from bot.reading.lines.forms import DASHES, NAME, QUOTES
from bot.reading.lines.phrases import Phrases
from bot.reading.lines.picture_credits import is_agency, split_credit
from bot.reading.lines.stamps import ends_with_date
from bot.text.lexicon import every_language
from bot.text.lexicon.notation import any_of, is_any_of
from bot.text.words import words_in

_WORDS = 90
_SIGNS = 3
_SCENE_REACH = 25  # words: an agency's caption has its verb early
_REMEMBERED = 2048  # lines: each is asked about several times while its page is read

_PAGE = every_language().page
_OPENINGS = Phrases(_PAGE.scene_openings)
_NOTES = any_of(_PAGE.file_notes)
_PHOTOS = f"(?:{any_of(_PAGE.file_photos)})"
_OF_PICTURE = re.compile(
    rf"\((?:{_NOTES})\.?\)\.?$|\({_PHOTOS}\)|\b{_PHOTOS}\.?\)?$"
    rf"|\b(?:{any_of(_PAGE.picture_phrases)})\b|（[^（）]{{1,30}}(?:{any_of(_PAGE.file_credits)})）$",
    re.IGNORECASE,
)
_FILED = re.compile(
    rf"(?P<open>\()?(?:{any_of([one.upper() for one in (*_PAGE.file_notes, *_PAGE.file_photos)])})"
    rf"(?(open)\)|\s{{0,3}}[:{DASHES}])"
)
# A caption that its credit opens, "Photo by Ana Ruiz" and a colon.
_CREDITED = re.compile(
    rf"(?:{any_of(_PAGE.sure_labels)})\s(?i:{any_of(_PAGE.made_by)})\s{NAME.pattern}\s?[:|{DASHES}]\s"
)
_SPOKEN = Phrases((*_PAGE.spoken_captions, *_PAGE.spoken_sources), r"\s*[,:]")
_POSITION = re.compile(rf"(?:,\s?|[(（])(?:{any_of(_PAGE.positions)})\.?[,)）]", re.IGNORECASE)
_SCENE_VERB = re.compile(rf"\b(?:{any_of(_PAGE.scene_verbs)})\b")
_SPEECH = every_language().speech
_is_saying = is_any_of((*_SPEECH.saying, *_SPEECH.reporting, *_SPEECH.quoting))


@lru_cache(maxsize=_REMEMBERED)
def is_caption(line: str) -> bool:
    """Whether a line describes a picture, sure from its wording alone.

    Sure signs are a credit at its end, "In this file photo", "FILE -", "(Archivbild)", or a scene
    in the present tense that ends with its full date; "(left)" with nobody quoted. An agency alone
    behind what somebody said signs a paragraph instead.
    """
    line = line.strip()
    words = line.split()
    if not line or len(words) > _WORDS:
        return False
    credit = split_credit(line)[1]
    if credit and not (is_agency(credit) and _tells_what_was_said(line)):
        return True
    if _OF_PICTURE.search(line) or _FILED.match(line) or _CREDITED.match(line):
        return True
    if _SPOKEN.match(line):
        return True
    positions = [found[0] for found in _POSITION.finditer(line)]
    apart = sum(1 for one in positions if one[0] == one[-1] == ",")
    signs = (
        3 * bool(_OPENINGS.match(line))
        + 2 * ends_with_date(line)
        + 2 * min(2, apart)
        + 3 * any(one[0] in "(（" and one[-1] in ")）" for one in positions)
        - 2 * any(mark in line for mark in QUOTES)
    )
    if signs < _SIGNS - 1 or _tells_what_was_said(line):
        return False
    scene = _SCENE_VERB.search(" ".join(words[:_SCENE_REACH]))
    return signs + bool(scene) >= _SIGNS


def _tells_what_was_said(line: str) -> bool:
    return any(map(_is_saying, words_in(line)))
