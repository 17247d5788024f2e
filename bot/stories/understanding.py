"""Pure. How the words of a topic are understood: slips mended, other spellings of names.

What was understood is said to the reader, so that they can ask for the other thing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from bot.stories import background
from bot.stories.expansion import Part, Topic, expand, meant_by, parts_of, term_of
from bot.stories.little_words import LITTLE
from bot.stories.requests import is_literal, is_telling
from bot.stories.senses import names, place_names, spelling
from bot.stories.senses.gazetteer import (
    COMPANY,
    GOVERNMENT,
    PERSON,
    PLACE,
    SUBJECT,
    Gazetteer,
    Sense,
)
from bot.translation import translatable

# What a name of the gazetteer counts, where a slip may also mean a word of so many headlines.
PLACE_COUNTS, NAME_COUNTS, PART_COUNTS = 1_000, 300, 100
_NAMES_KNOWN_IN = 3  # documents of the background table from which on a word is no unknown name
_MOSTLY = 0.5  # of a word's uses begin with a capital
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Vocabulary:
    """The words of the newest headlines, and how many have each."""

    counts: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def folded(self) -> dict[str, int]:
        """The counts of the words in whatever case."""
        found: Counter[str] = Counter()
        for word, count in self.counts.items():
            found[word.casefold()] += count
        return dict(found)

    @cached_property
    def by_sound(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.counts:
            if len(word) >= spelling.SHORTEST_NAME and word[0].isupper():
                found[spelling.sound(word)].append(word)
        return dict(found)

    @cached_property
    def in_other_letters(self) -> dict[str, list[str]]:
        """Names in other letters than Latin, by their sound without an ending."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.counts:
            if not word.isascii() and word[0].isupper():
                found[spelling.without_ending(word)].append(word)
        return dict(found)


def vocabulary(headlines: Iterable[str]) -> Vocabulary:
    """The words of headlines, as they are written."""
    return Vocabulary(Counter(word for line in headlines for word in set(_WORD.findall(line))))


def mended(
    words: Sequence[str],
    gazetteer: Gazetteer,
    vocabulary: Callable[[], Vocabulary],
    occurs: Callable[[str], bool],
) -> tuple[str, ...]:
    """The words of a topic; for those that no article has, what they were most likely meant for."""
    unknown = {part for part in parts_of(words, gazetteer) if isinstance(part, str)}
    return tuple(
        spelling.nearest(word, _known(gazetteer, vocabulary())) or word
        if word in unknown and not is_literal(word) and not occurs(word)
        else word
        for word in words
    )


def _known(gazetteer: Gazetteer, vocabulary: Vocabulary) -> dict[str, int]:
    known = dict(vocabulary.folded)
    names, parts = _worth(gazetteer)
    for part in parts:
        known[part] = max(known.get(part, 0), PART_COUNTS)
    for name, counts in names.items():
        known[name] = known.get(name, 0) + counts
    return known


@lru_cache(maxsize=4)
def _worth(gazetteer: Gazetteer) -> tuple[Mapping[str, int], frozenset[str]]:
    """What each name of a word counts, and the telling words of the longer ones."""
    counts: Counter[str] = Counter()
    parts: set[str] = set()
    for name in gazetteer.names():
        if " " in name:
            parts |= {one for one in name.split() if is_telling(one) and one not in LITTLE}
        else:
            sense = gazetteer.sense(name)
            is_place = sense and sense.kind in (PLACE, GOVERNMENT)
            counts[name] += PLACE_COUNTS if is_place else NAME_COUNTS
    return counts, frozenset(parts)


def in_a_row(words: Sequence[str], gazetteer: Gazetteer) -> Topic | None:
    """The topic that is the words as they stand, where a sense was found among them: "jordan
    hayes" is a person too."""
    senses = [isinstance(part, Sense) for part in parts_of(words, gazetteer)]
    if all(senses) or not any(senses) or any(map(is_literal, words)):
        return None
    joined = " ".join(words)
    return expand((f'"{joined[:1].upper()}{joined[1:]}"',), gazetteer)


def with_spellings(
    topic: Topic, words: Sequence[str], vocabulary: Callable[[], Vocabulary], gazetteer: Gazetteer
) -> Topic:
    """The topic, with other spellings of an unknown name that headlines have."""
    terms, phrases = list(topic.terms), topic.phrases
    for at, part in enumerate(parts_of(words, gazetteer)):
        name = _name_of(part)
        if name:
            others = spelling.variants(name, vocabulary().by_sound)
        else:
            others = _in_other_letters(part, vocabulary)
        if not others:
            continue
        if isinstance(part, Sense):
            part = replace(part, names=(*part.names, *others))  # noqa: PLW2901  the same, spelled out
            terms[at] = term_of(part, gazetteer)
        else:
            terms[at] = replace(terms[at], words=names.plain((part, *others)))
        first = name or part.names[0] if isinstance(part, Sense) else name
        if first and any((form,) in phrases for form in names.forms(first)):
            phrases = (*phrases, *((other,) for other in others))
    return replace(topic, terms=tuple(terms), phrases=phrases)


def _in_other_letters(part: Part, vocabulary: Callable[[], Vocabulary]) -> tuple[str, ...]:
    """A city's names in other letters, as headlines have them."""
    if isinstance(part, str) or part.kind not in (PLACE, GOVERNMENT) or part.people or part.members:
        return ()
    said = {spelling.without_ending(name) for name in part.names}
    return tuple(word for one in said for word in vocabulary().in_other_letters.get(one, ()))


def _name_of(part: Sense | str) -> str | None:
    """The name in a part of a topic that could have other spellings."""
    if isinstance(part, str):
        return part if _is_unknown_name(part) else None
    return part.names[0] if part.kind == PERSON and not part.is_common else None


def _is_unknown_name(word: str) -> bool:
    """Whether a word could be a name that has several spellings."""
    if len(word) < spelling.SHORTEST_NAME or " " in word or not word.isalpha():
        return False
    table, stem = background.of_language("en"), word.casefold()[:6]
    return table.count(stem) < _NAMES_KNOWN_IN or (table.named(stem) or 0) > _MOSTLY


def notes(asked: Sequence[str], meant: Sequence[str], gazetteer: Gazetteer) -> Iterator[str]:
    """What to say of how a topic was understood, where it could be understood otherwise."""
    for typed, word in zip(asked, meant, strict=True):
        if typed != word:
            yield translatable(
                "No article has “{typed}”, so this is about “{word}”.", typed=typed, word=word
            )
    for part in parts_of(meant, gazetteer):
        if isinstance(part, Sense):
            yield from _of_sense(part, " ".join(meant) if len(meant) == 1 else part.name)
        elif (part,) == tuple(meant) and part.islower():
            other = meant_by(part.title(), gazetteer, is_alone=True)
            if other and other.kind != SUBJECT:
                yield translatable(
                    "This is about the word; write {typed} for {meaning}.",
                    typed=part.title(),
                    meaning=_called(other),
                )


def _of_sense(sense: Sense, typed: str) -> Iterator[str]:
    is_open = sense.is_common or sense.in_capitals or sense.rivals
    if sense.kind == SUBJECT or not (
        is_open
        or sense.kind == GOVERNMENT
        or (sense.kind == PLACE and sense.is_person and sense.people)
    ):
        return
    instead = sense.alternatives[0] if sense.alternatives else f'"{typed}"'
    what = translatable("that") if sense.alternatives else translatable("the word itself")
    yield translatable(
        "Understood as {meaning}; write {typed} for {other}.",
        meaning=_called(sense),
        typed=instead,
        other=what,
    )


def _called(sense: Sense) -> str:
    first = sense.names[0]
    if sense.called:
        return sense.called[0]
    if sense.kind == GOVERNMENT:
        return translatable("{name} and the government there", name=first)
    if sense.kind == PLACE:
        is_country = place_names.names(sense.name)
        if is_country:
            return translatable("the country {name}", name=first)
        return translatable("the place {name}", name=first)
    if sense.kind == COMPANY:
        return translatable("the company {name}", name=first)
    whole = next((name for name in sense.names if " " in name), first)
    return whole if sense.kind == PERSON else f"the {whole}"
