"""Pure. Which language a text is in, by its script, its alphabet and its commonest little words.

No model: a hundred words of an article are enough to tell what a newsroom needs to
know, and a page's own declaration settles what they leave open.
"""

import re
from collections import Counter
from collections.abc import Mapping

from bot.text.profiles import profiles

# The numbers below were tried on the bodies of newspapers_a (15 languages, all told right, the
# Xhosa and Zulu pages too, which declare English) and on one sentence in each of 23 languages.

# Characters looked at: a lede and some paragraphs.
SAMPLE = 4000

# What an alphabet costs for each of its letters, in shares of a text's letters outside it: of two
# alphabets that both fit (Bulgarian's is a part of Russian's), the smaller one is taken.
LETTER_COST = 0.001

# Russian's ы, э and ё, which tell it from its neighbours, are 2.2% of its letters.
ALPHABET_MARGIN = 0.01

# English has 40% of little words, Zulu 5%; a sister language shares up to half of them.
LEAST_SHARE = 0.03
LEAST_WORDS = 3
SISTER_SHARE = 0.5

_BY_WORDS = {"Latin", "Devanagari"}
_WORD = re.compile(
    r"(?<![.\w])[^\W\d_]++(?:['’][^\W\d_]++)?[\u0900-\u097f]*+(?!\.?\w)"
)  # no part of "U.S."

_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
    "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy "
    "hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg "
    "li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nd ne ng nl no nr nv ny oc oj om or os pa "
    "pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg "
    "th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
_ISO_639_1 = set(_CODES.split())
# Withdrawn codes, the two Norwegians, and countries that templates take for languages.
_MEANT = {
    "iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", "fil": "tl", "sh": "sr",
    "ua": "uk", "cz": "cs", "jp": "ja", "cn": "zh", "dk": "da", "gr": "el", "vn": "vi", "by": "be",
}  # fmt: skip


def identify(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of the text's language; None where neither text nor declaration tells.

    `declared` is what the page says ("en", "de-AT", "uk_UA"); it is believed unless the text
    contradicts it, as where a template says "en" on a Ukrainian page.
    """
    said = code(declared)
    plausible = _plausible(text[:SAMPLE].lower())
    if not plausible or said in plausible or (said and said not in profiles().known):
        return said
    return plausible[0]


def code(declared: str | None) -> str | None:
    """The ISO 639-1 code in a declaration such as "en-GB"; None where there is none."""
    first = re.split(r"[-_,;\s]", (declared or "").strip().lower(), maxsplit=1)[0]
    meant = _MEANT.get(first, first)
    return meant if meant in _ISO_639_1 else None


def _plausible(sample: str) -> list[str]:
    """The languages the sample may be in, the likeliest first."""
    letters = Counter(filter(str.isalpha, sample))
    script = _script(letters)
    if alphabets := profiles().alphabets.get(script):
        fitting = _by_alphabet(alphabets, letters)
        return [lang for lang in _by_words(_WORD.findall(sample)) if lang in fitting] or fitting
    if script in _BY_WORDS:
        return _by_words(_WORD.findall(sample))
    return [script] if script else []


def _script(letters: Counter[str]) -> str:
    """The commonest script's name; of a script that has one language, the language's code."""
    counts: Counter[str] = Counter()
    for letter, count in letters.items():
        counts[profiles().script(letter)] += count
    if counts["ja"] * 10 > counts["zh"]:  # Japanese is written in both
        counts["ja"] += counts.pop("zh", 0)
    return max(counts, key=counts.__getitem__, default="")


def _by_alphabet(alphabets: Mapping[str, str], letters: Counter[str]) -> list[str]:
    all_letters = letters.total()
    costs = {
        language: LETTER_COST * len(alphabet)
        + sum(count for letter, count in letters.items() if letter not in alphabet) / all_letters
        for language, alphabet in alphabets.items()
    }
    ranked = sorted(costs, key=costs.__getitem__)
    return [name for name in ranked if costs[name] <= costs[ranked[0]] + ALPHABET_MARGIN]


def _by_words(words: list[str]) -> list[str]:
    counts = Counter(
        language for word in words for language in profiles().languages_of.get(word, ())
    )
    if not counts:
        return []
    most = max(counts.values())
    least = max(LEAST_WORDS, LEAST_SHARE * len(words), SISTER_SHARE * most)
    return [language for language, count in counts.most_common() if count >= least]
