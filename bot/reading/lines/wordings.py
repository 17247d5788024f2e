"""Pure. The words by which a line gives itself away, of all languages, as patterns for `parts`.

They stand in `bot/text/languages`, section `page`. They are general wordings of news pages; no
outlet has a line of its own. They were tried against the true bodies, captions and credits of the
shared pages; `bench/flat_text.py` prints what gets through.
"""

from collections.abc import Iterable

from bot.reading.lines.phrases import Phrases
from bot.text.lexicon import any_of, every_language, is_any_of

_PAGE = every_language().page


def _group(entries: Iterable[str]) -> str:
    return f"(?:{any_of(entries)})"


def _as_written(entries: Iterable[str]) -> str:
    """A group in which case matters only for an entry that has a capital."""
    small = [entry for entry in entries if entry == entry.lower()]
    capital = [entry for entry in entries if entry != entry.lower()]
    return f"(?:{any_of(capital)}|(?i:{any_of(small)}))"


is_stamp_word = is_any_of(_PAGE.stamp_words)
CREDIT_LABELS = _group(_PAGE.credit_labels)
CREDIT_ROLES = _group(_PAGE.credit_roles)
AGENCIES = _as_written(_PAGE.agencies)
NAME_PARTICLES = _group((*_PAGE.name_particles, *_PAGE.name_joints))
POSITIONS = _group(_PAGE.positions)
SCENE_OPENINGS = Phrases(_PAGE.scene_openings)
_NOTES = _group(_PAGE.file_notes)
_PHOTOS = _group(_PAGE.file_photos)
FILE_PHOTOS = (
    rf"\({_NOTES}\.?\)\.?$|\({_PHOTOS}\)|\b{_PHOTOS}\.?\)?$|\b{_group(_PAGE.picture_phrases)}\b"
    rf"|（[^（）]{{1,30}}{_group(_PAGE.file_credits)}）$"
)

# What every alternative above has, lower case: looked for first, since it is cheap.
PICTURE_WORDS = (
    "file", "photo", "foto", "picture", "image", "imagen", "bild", "archi", "arquivo", "архів",
    "архив", "фото", "seen here", "shown here", "撮影", "提供",
)  # fmt: skip
SCENE_VERBS = _group(_PAGE.scene_verbs)
SAYING_VERBS = (
    r"(?:said|says|told|tells|according|added|reported|sagte|dit|dijo|disse|zei|сказа\w+|заяви\w+)"
)
RELATED_OPENINGS = Phrases((*_PAGE.related_headings, *_PAGE.pointers, *_PAGE.more_from))
BYLINE_OPENINGS = _group(_PAGE.byline_openings)
_MINUTES = _group(_PAGE.minutes)
READING_TIMES = (
    rf"(?:{_group(_PAGE.reading_times)}\b.{{0,30}}$"
    rf"|\d{{1,3}}[ -]?{_MINUTES}\.?(?: {_group(_PAGE.to_read)})?\W*$)"
)
is_bar_word = is_any_of(_PAGE.bar_words)
COMMENTS = rf"(?:\d+\s)?{_group(_PAGE.comments)}(?:\s?\(?\d*\)?)?"
SERVICE_LINES = Phrases(_PAGE.service_lines, r"\W*$")
TAG_LABELS = Phrases(_PAGE.tag_labels, r"\s*:.{0,160}$")
PITCHES = Phrases(_PAGE.pitches)
PAYWALLS = _group(_PAGE.paywalls)
CONSENTS = _group(_PAGE.consents)
CHOICES = _group(_PAGE.choices)
ADDRESSING_WORDS = frozenset(_PAGE.addressing)
SERVICE_WORDS = frozenset(_PAGE.service_words)
