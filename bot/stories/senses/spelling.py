"""Pure. Names that are one in other letters, Zelensky and Зеленський, and words nearly alike.

What two spellings share is their sound, as a reader of English would write it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

SHORTEST_NAME = 5  # letters; shorter ones are alike by chance
SHORTEST_TYPO = 4
_SKY = ("ky", "kyy", "kiy", "kyi", "kyj")
_TWO_SLIPS = 8  # letters of a word from which two slips in it are believed

# Cyrillic as it is usually written in Latin letters; Ukrainian and Russian differ in few of them.
_CYRILLIC = dict(zip(
    "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя",
    "a b v g g d e e e zh z i i i i k l m n o p r s t u f kh ts ch sh shch - i - e u a".split(),
    strict=True,
))  # fmt: skip
_GREEK = dict(zip(
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    "a v g d e z i th i k l m n x o p r s s t i f ch ps o".split(),
    strict=True,
))  # fmt: skip
_LETTERS = str.maketrans({
    letter: said.replace("-", "") for letter, said in {**_CYRILLIC, **_GREEK, "ł": "l", "ø": "o",
    "đ": "d", "ß": "ss", "æ": "ae", "ı": "i", "ð": "d", "þ": "th"}.items()
})  # fmt: skip

# Ways to write one sound, the longest first.
_SOUNDS = (
    (r"shch|schtsch|tsch|tch|cz", "c"),
    (r"sch|sh", "s"),
    (r"ch", "c"),
    (r"zh", "s"),
    (r"kh", "h"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"gh", "g"),
    (r"tz|ts", "c"),
    (r"ck|q", "k"),
    (r"x", "ks"),
    (r"w", "v"),
    (r"z", "s"),
    (r"ou|oo", "u"),
    (r"[iyj]{1,4}e", "e"),
    (r"[iyj]{1,4}a", "a"),
    (r"[iyj]{1,4}o", "o"),
    (r"[iyj]{1,4}u", "u"),
    (r"[iyj]{1,4}", "i"),
    (r"(.)\1+", r"\1"),
)
_WRITTEN = [(re.compile(pattern), sound) for pattern, sound in _SOUNDS]


@lru_cache(maxsize=50_000)
def sound(name: str) -> str:
    """The same for a name's spellings in Latin, Cyrillic and Greek letters."""
    folded = name.casefold()
    if not folded.isascii():
        plain = unicodedata.normalize("NFC", folded).translate(_LETTERS)
        parts = unicodedata.normalize("NFKD", plain)
        bare = "".join(one for one in parts if not unicodedata.combining(one))
        folded = bare.translate(_LETTERS)
    folded = re.sub(r"['’ʼ-]", "", folded)
    for pattern, written in _WRITTEN:
        folded = pattern.sub(written, folded)
    return folded


def without_ending(name: str) -> str:
    """The sound of a name in any case of a language that declines it: Одеса, Одесі."""
    return sound(name).rstrip("aeiou")


def variants(name: str, words: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Other spellings of a name among words that are kept by their sound."""
    if len(name) < SHORTEST_NAME or not name.isalpha():
        return ()
    same = sound(name)
    found = [*words.get(same, ()), *_romanised(same)]
    return tuple(one for one in dict.fromkeys(found) if one.casefold() != name.casefold())


def _romanised(same: str) -> Iterator[str]:
    """Usual spellings of a Slavic surname, whether or not a headline has them."""
    stem = same.removesuffix("ski")
    if stem != same:
        first = ("Z", "S") if stem.startswith("s") else (stem[0].upper(),)
        yield from (f"{one}{stem[1:]}s{end}" for one in first for end in _SKY)


def nearest(word: str, known: Mapping[str, int]) -> str | None:
    """The known word that one was most likely meant for, in lower case; `known` is with its worth.

    A slip is a letter that is missing, too much or another, or two that changed places. None where
    no word is near.
    """
    asked = word.casefold()
    if len(asked) < SHORTEST_TYPO or not any(map(str.isalpha, asked)):
        return None
    most = 1 if len(asked) < _TWO_SLIPS else 2
    found = [
        (slips, one[0] != asked[0], -worth, one)
        for one, worth in known.items()
        if abs(len(one) - len(asked)) <= most
        and one != asked
        and (slips := distance(asked, one, most)) <= most
    ]
    return min(found)[3] if found else None


def distance(one: str, other: str, most: int) -> int:
    """How many slips lie between two words; anything over `most` where there are more."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        now = [at]
        for to, another in enumerate(other, 1):
            slips = min(last[to] + 1, now[-1] + 1, last[to - 1] + (letter != another))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == another:
                slips = min(slips, before[to - 2] + 1)
            now.append(slips)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return last[-1]
