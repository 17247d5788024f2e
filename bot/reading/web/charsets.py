"""Pure. The charset of bytes that name none, by the letters and the words that they spell.

Statistics tell scripts apart, but hardly the charsets of Latin letters, which differ in a few of
their bytes. There the right one is that in which all letters belong to one language's alphabet.
"""

import re
from itertools import islice

from bot.text import detection

_SAMPLE = 65_536  # bytes
_MOST = 3_000  # letters beyond ASCII that are looked at
_LATIN = 0.7  # of the letters are ASCII's in every language that writes Latin ones
# Below so many bytes beyond ASCII statistics say nothing: they read "caf\xe9" as Chinese.
_TOO_FEW = 8

# The letters beyond ASCII of the languages that a charset was made for; the web's default first.
_ALPHABETS = {
    "cp1252": (
        "ãáàâçéêíóôõúü", "áéíñóúü", "àâçéèêëîïôùûüÿœæ", "äöüß", "àèéìíîòóù", "åäöé", "æøåéóòô",
        "äöåé", "áðéíóúýþæö", "éëïöüèáóí", "àçèéíïòóúü", "áéíóúàèìòù", "âêîôûŵŷ",
    ),
    "cp1250": (
        "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž", "ëç",
    ),
    "iso8859-2": (
        "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž",
    ),
    "cp1254": ("çğıöşüâîûi̇",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž"),
}  # fmt: skip
_LANGUAGES = {
    "cp1252": frozenset("pt es fr de it sv da nb no fi is nl ca en ga gd cy".split()),
    "cp1250": frozenset("pl cs sk hu ro hr bs sl sr sq".split()),
    "iso8859-2": frozenset("pl cs sk hu ro hr bs sl".split()),
    "cp1254": frozenset({"tr", "az"}),
    "cp1257": frozenset({"lt", "lv", "et"}),
}
_SIGNS = frozenset("«»“”„‘’‚‹›–—…·•§©®°€£¡¿ªº²³½¼¾×´\xa0\xad")
_OTHER_SCRIPTS = [
    "cp1251", "cp1253", "cp1255", "cp1256", "koi8_r", "koi8_u", "cp932", "euc_jp", "gb18030",
    "big5hkscs", "cp949", "cp874", "cp866",
]  # fmt: skip
_UNSEEN = re.compile(
    rb"<(?:script|style)\b[^<>]{0,500}>[^<]*|<[^<>]{0,2000}>|&#?\w{1,32};", re.IGNORECASE
)
_ASCII_LETTERS = re.compile(rb"[A-Za-z]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


def guess(raw: bytes) -> str | None:
    """The name of the charset; None where it is no text of any that the web uses."""
    sample = _UNSEEN.sub(b" ", raw[:_SAMPLE])
    beyond = len(_BEYOND_ASCII.findall(sample))
    ascii_letters = len(_ASCII_LETTERS.findall(sample))
    if beyond <= _TOO_FEW or ascii_letters >= _LATIN * (ascii_letters + beyond):
        return _latin(sample)
    return _of_other_scripts(sample)


def _latin(sample: bytes) -> str:
    """The charset that leaves the fewest letters outside one alphabet, and then by the words."""
    return max(
        _ALPHABETS, key=lambda charset: _spelling(charset, sample.decode(charset, "replace"))
    )


def _spelling(charset: str, text: str) -> tuple[float, bool]:
    beyond = (letter for letter in text.lower() if letter > "\x7f" and letter not in _SIGNS)
    strange = list(islice(beyond, _MOST))
    outside = min(
        sum(letter not in alphabet for letter in strange) for alphabet in _ALPHABETS[charset]
    )
    return -outside / (len(strange) or 1), detection.identify(text) in _LANGUAGES[charset]


def _of_other_scripts(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  70 ms, and hardly a page needs it

    found = list(from_bytes(sample, cp_isolation=_OTHER_SCRIPTS))
    likely = (one for one in found if not str(one).isupper())  # Hebrew, read as Russian, is so
    best = next(likely, found[0] if found else None)
    return best.encoding if best else None
