"""Pure. Names in a text: how they are spelled, and where they stand."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

SHORTEST_STEM = 4  # letters; a shorter word has no ending to leave out
BEGINNING = 4  # letters of a word, which a text is looked through for

# The capital comes first, and then what must not be before it: that is three times as fast.
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-ÞĀĆČĐŁŃŐŚŞŠŽİ](?<![\w-].)\w*")
_PATTERN = re.compile(r"[^\w\s-].*")  # from where a name in another language is a pattern
_MARKED = {
    one[0]: f"[{one}]"
    for one in (
        "aáàâäãåāăą cçćč dďđ eéèêëēěę gğ iíìîïī lł nñńň oóòôöõøō rř sśšş tťţ uúùûüūů yýÿ zźżž"
    ).split()
}
_NUMBER = r"(?:\S{1,15} ){0,2}\d\S{0,15}(?: \S{1,15})?"
_ENDS = re.compile(r"s?(?!\w)(?!\.\w)")


@dataclass(frozen=True, slots=True)
class Spot:
    """A name at a place of a text."""

    name: str
    start: int
    text: str
    is_headline: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.name)


@dataclass(frozen=True, slots=True)
class Spellings:
    """Names ready to be looked for, as they are spelled, their case too.

    "Turkey" is no bird then, and "US" no pronoun. Those in Latin capitals are looked up by their
    first word; a pattern looks for the others, if one of their beginnings is in the text at all.
    Both are there for speed: one pattern of all names is ten times slower.
    """

    by_first_word: Mapping[str, tuple[str, ...]]
    beginnings: tuple[str, ...]
    others: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class WordPattern:
    """Words as a pattern that is tried only where one of them may begin: four times as fast.

    `beginnings` are in lower case; without any, or in a text of more than ASCII, where letters have
    several forms, it is tried everywhere.
    """

    pattern: re.Pattern[str]
    beginnings: tuple[str, ...] = ()

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As the pattern does."""
        if not self.beginnings or not text.isascii():
            yield from self.pattern.finditer(text)
            return
        end = 0
        for at in sorted(_places(text.lower(), self.beginnings)):
            if at >= end and (found := self.pattern.match(text, at)):
                yield found
                end = found.end()

    def search(self, text: str) -> re.Match[str] | None:
        """As the pattern does."""
        return next(self.finditer(text), None)


def _places(text: str, beginnings: Iterable[str]) -> Iterator[int]:
    for beginning in beginnings:
        at = text.find(beginning)
        while at >= 0:
            yield at
            at = text.find(beginning, at + 1)


def spellings(names: Iterable[str], beginnings: Iterable[str] = ()) -> Spellings:
    """Of names as they are spelled, and of patterns of how names in other languages begin."""
    firsts: defaultdict[str, list[str]] = defaultdict(list)
    others = {_PATTERN.sub("", name): rf"{name}\w*" for name in beginnings}
    for name in sorted(names, key=len, reverse=True):
        if first := _CAPITALISED.match(name):
            firsts[first[0]].append(name)
            firsts[f"{first[0]}s"].append(name)
        else:
            others[name] = re.escape(name) + r"s?(?!\w)"
    by_first_word = {first: tuple(some) for first, some in firsts.items()}
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(others.values())})")
    return Spellings(by_first_word, tuple(others), pattern)


def spots(spelled: Spellings, text: str, *, is_headline: bool = False) -> Iterator[Spot]:
    """Where the text has the names, the longest where several begin; "Danes" counts as "Dane"."""
    for word in _CAPITALISED.finditer(text):
        for name in spelled.by_first_word.get(word[0], ()):
            if text.startswith(name, word.start()) and _ENDS.match(text, word.start() + len(name)):
                yield Spot(name, word.start(), text, is_headline)
                break
    if any(beginning in text for beginning in spelled.beginnings):
        for found in spelled.others.finditer(text):
            yield Spot(found[0], found.start(), text, is_headline)


def forms(word: str) -> tuple[str, ...]:
    """A plain word in the singular and plural; in other scripts, as it begins, for its endings."""
    bare = re.sub(r"['’]s$", "", word)
    if not bare.isascii():
        return (f"{bare[:-1]}*",) if len(bare) > SHORTEST_STEM else (bare,)
    if re.search(r"[^aeiou\W]ies$", bare):
        one = f"{bare[:-3]}y"
    elif re.fullmatch(r"[\w -]{3,}[^su\W]s", bare):
        one = bare[:-1]
    else:
        one = bare
    many = f"{one[:-1]}ies" if re.search(r"[^aeiou\W]y$", one) else f"{one}s"
    return tuple(dict.fromkeys((bare, one, many)))


@lru_cache(maxsize=512)
def plain(words: tuple[str, ...]) -> WordPattern:
    """Any of the words in any case and number."""
    every = dict.fromkeys(one for word in words for one in forms(word))
    return WordPattern(_words("|".join(map(_spelled, every)), every), _beginnings(every))


@lru_cache(maxsize=512)
def subject(words: tuple[str, ...]) -> WordPattern:
    """As `plain`, but what is written with a capital only so: AI, Brent. "#" is a
    number and a few words beside it, as in "cut # jobs": 5,000, up to 300."""
    pattern = _words(
        "|".join(
            f"(?-i:{re.escape(word)}s?)"
            if word != word.lower()
            else "|".join(map(_spelled, forms(word))).replace(r"\#", _NUMBER)
            for word in words
        ),
        words,
    )
    every = [form for word in words for form in (word, *forms(word))]
    has_number = any("#" in word for word in words)
    return WordPattern(pattern, () if has_number else _beginnings(every))


@lru_cache(maxsize=512)
def any_case(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the names, in any case, one or many."""
    return _words(rf"(?:{_longest_first(names)})s?", names)


@lru_cache(maxsize=512)
def as_written(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the names in their own case."""
    return re.compile(rf"(?<!\w)(?:{_longest_first(names)})(?!\w)")


def _beginnings(words: Collection[str]) -> tuple[str, ...]:
    """How the words begin; none where some are not in ASCII, whose letters may be other letters'
    forms."""
    if not all(map(str.isascii, words)):
        return ()
    return tuple(dict.fromkeys(word[:BEGINNING].lower() for word in words))


def _words(alternatives: str, words: Collection[str]) -> re.Pattern[str]:
    """The words as a pattern, which for speed looks at the first letter before anything else."""
    letters = dict.fromkeys(word[0] for word in words)
    firsts = "".join(_MARKED.get(one, "")[1:-1] or re.escape(one) for one in letters)
    begins = "" if "#" in letters else f"(?=[{firsts}])"
    return re.compile(rf"(?<!\w){begins}(?:{alternatives})(?!\w)", re.IGNORECASE)


def _spelled(form: str) -> str:
    """As a pattern; a letter without a mark may have one, as it may in the index: Márquez."""
    if form.endswith("*"):
        return re.escape(form[:-1]) + r"\w{0,4}"
    return "".join(_MARKED.get(letter, letter) for letter in re.escape(form))


def _longest_first(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
