"""Pure. How a name sounds, whatever the alphabet it is written in.

A name's skeleton is its consonants in a few classes: "Kharkiv", "Харків" and "Харьков" are all
"krkf", "Zelensky", "Selenskyj" and "Зеленского" begin with "slns". Vowels are left out, for they
are heard and written differently everywhere. What one language writes in a way that others read
otherwise (h, ch) gives two skeletons.
"""

import re
import unicodedata
from functools import lru_cache

# A letter and what it sounds like, "a" for any vowel and "-" for none.
_LETTERS = str.maketrans({
    letter: "" if sound == "-" else sound
    for letter, sound in (
        pair.split(":")
        for pair in """
            а:a б:b в:f г:g ґ:g д:d е:a є:a ж:s з:s и:a і:a к:k л:l м:m н:n о:a п:p р:r с:s т:t у:a
            ў:a ф:f х:h ц:s ч:s ш:s щ:s ъ:- ы:a ь:- э:a ю:a я:a
            α:a β:f γ:g δ:d ε:a ζ:s η:a θ:t ι:a κ:k λ:l μ:m ν:n ξ:ks ο:a π:p ρ:r σ:s ς:s τ:t υ:a
            φ:f χ:h ψ:ps ω:a
            ا:a ب:b ت:t ث:s ج:s ح:h خ:h د:d ذ:d ر:r ز:s س:s ش:s ص:s ض:d ط:t ظ:s ع:a غ:g ف:f ق:k
            ك:k ل:l م:m ن:n ه:h و:a ي:a ة:a ى:a ء:- پ:p چ:s ژ:s ک:k گ:g ی:a
            א:a ב:b ג:g ד:d ה:h ו:f ז:s ח:h ט:t י:a כ:k ך:k ל:l מ:m ם:m נ:n ן:n ס:s ע:a פ:f ף:f
            צ:s ץ:s ק:k ר:r ש:s ת:t
        """.split()
    )
})  # fmt: skip

# Latin spellings of one sound, the longer first; what is left is a letter for itself.
_SPELLED = tuple(
    spelled.split(":")
    for spelled in (
        "tsch:s dsch:s sch:s tch:s kh:h gh:g gn:n ch:H sh:s zh:s th:t ph:f ck:k qu:k ce:s ci:s "
        "cy:s x:ks c:k q:k z:s j:s v:f w:f ß:s"
    ).split()
)
_SOUNDS = str.maketrans(
    {"p": "b", "g": "k", "t": "d", **dict.fromkeys("aeiouyıəøæœ'’ʼ", "")}
)  # the voiced and the voiceless of a pair are one class
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0652ʹʼ'’]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_LATIN = re.compile("[a-z\u00df-\u024f]")
_TWICE = re.compile(r"(.)\1+")
_CASES = re.compile(
    "(?<=[бвгґджзклмнпрстфхцчшщ])(?:ым|им|ім|ом|ем|ем|ого|его|ому|ему|ами|ями|ах|ях)$"
)
_ARTICLES = re.compile("^(?:[وبلفك]?ال|لل)(?=.{3})")


def bare(word: str) -> str:
    """A word in small letters and, if they are Latin, without accents."""
    folded = word.casefold()
    if folded.isascii():
        return folded
    return (
        _ACCENTS.sub("", unicodedata.normalize("NFD", folded)) if _LATIN.match(folded) else folded
    )


@lru_cache(maxsize=16_384)
def skeletons(word: str) -> frozenset[str]:
    """The skeletons of a word in Latin, Cyrillic, Greek, Arabic or Hebrew letters, of two
    consonants and more; none for other scripts."""
    folded = word.casefold()
    written = {folded, _CASES.sub("", folded), _ARTICLES.sub("", folded)}
    heard = {skeleton for one in written for skeleton in _skeletons(one)}
    return frozenset(one for one in heard if len(one) > 1 and one.isascii())


def _skeletons(folded: str) -> tuple[str, ...]:
    unmarked = _MARKS.sub("", unicodedata.normalize("NFKD", folded.translate(_MARKED)))
    latin = unmarked.translate(_LETTERS)
    if latin == unmarked:
        for spelled, sound in _SPELLED:
            latin = latin.replace(spelled, sound)
    hard = latin.replace("H", "k").replace("h", "k")
    soft = latin.replace("H", "s").replace("h", "")
    heard = (one.replace("ts", "s").replace("ds", "s").translate(_SOUNDS) for one in (hard, soft))
    return tuple(_TWICE.sub(r"\1", one) for one in heard)


# Letters that are others with a mark, and what they sound like.
_MARKED = str.maketrans(dict(
    pair.split(":")
    for pair in (
        "й:и ё:е ї:и ç:s ć:s č:s š:s ś:s ş:s ž:s ż:s ź:s ğ:g ł:l ñ:n آ:ا أ:ا إ:ا ؤ:و ئ:ي"
    ).split()
))  # fmt: skip
