"""Pure. The words of a topic -> what to look for, by all names of what they mean."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest

from bot.stories import background
from bot.stories.little_words import LITTLE
from bot.stories.requests import is_literal, is_telling, unquoted
from bot.stories.senses import names, place_names
from bot.stories.senses.disambiguation import NO_SIGNS, Signs
from bot.stories.senses.gazetteer import GOVERNMENT, PLACE, SUBJECT, Gazetteer, Sense
from bot.stories.senses.names import Spellings, WordPattern

MOST_PHRASES = 190
MOST_ABROAD = 110  # of those, in other languages

_AMBIGUOUS_WORDS = frozenset({"us", "un", "eu"})  # to an index that knows no capitals
_NOT_PLAIN = re.compile(r"[^\w\s-].*")  # from where a name in another language is a pattern
# A word written small means a thing where the news writes it small: at least so many documents of
# the table in which so small a share of its uses begins with a capital.
_SMALL_IN, _SMALL_SHARE = 12, 0.3


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to be found: a sense by its names, or words by their pattern.

    `owners` are senses by name. `abroad` are names by language, for articles in it.
    `is_name`: the word was written as a name is. `words` and `excluded` are patterns.
    """

    spelled: Spellings
    owners: Mapping[str, Sense]
    signs: Signs = NO_SIGNS
    abroad: Mapping[str, tuple[str, ...]] | None = None
    words: WordPattern | None = None
    excluded: re.Pattern[str] | None = None
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic ready to be looked for; every term is to be found.

    An article that has one of `phrases` may be about it; `common` are names that as words are in
    most articles. `compound` are its words that belong together, if they do anywhere.
    """

    name: str
    phrases: tuple[tuple[str, ...], ...]
    terms: tuple[Term, ...]
    common: tuple[tuple[str, ...], ...] = ()
    compound: tuple[str, ...] = ()


Part = Sense | str  # a sense, or a word or phrase that has none


def expand(words: Sequence[str], gazetteer: Gazetteer) -> Topic:
    """The topic that these words and phrases name."""
    parts = list(parts_of(words, gazetteer)) or [unquoted(words[0])]
    # candidates come by the part that fewest articles have, which a place seldom is
    plainest = (one for one in parts if isinstance(one, str))
    rarest = next(chain(plainest, filter(_is_rare, parts)), parts[0])
    phrases = [tuple(one) for one in _phrases(rarest, gazetteer)]
    common = [one for one in phrases if _is_everywhere(rarest, one[0])]
    terms = tuple(term_of(part, gazetteer) for part in parts)
    plain = tuple(part for part in parts if isinstance(part, str))
    return Topic(
        " ".join(words),
        tuple(one for one in phrases if one not in common) if len(common) < len(phrases) else (),
        terms,
        tuple(common),
        plain if len(plain) == len(parts) > 1 else (),
    )


def parts_of(words: Sequence[str], gazetteer: Gazetteer) -> Iterator[Part]:
    """The words with the senses among them, the longest first: "south korea" is one.

    What only has a place's name in it is no place: "new england" is a phrase. Words in quotation
    marks are themselves. Words that tell nothing are left out, unless they are a part of one: "new
    zealand".
    """
    at = 0
    is_typed_loud = len(words) > 1 and all(word.isupper() for word in words)
    while at < len(words):
        if is_literal(words[at]):
            yield unquoted(words[at])
            at += 1
            continue
        for end in range(len(words), at, -1):
            joined = " ".join(words[at:end])
            if any(map(is_literal, words[at:end])):
                continue
            known = meant_by(joined, gazetteer, is_alone=end - at == len(words))
            if is_typed_loud and known and known.in_capitals:
                known = None
            if known:
                yield known
            elif apart := gazetteer.excluded(joined):
                yield from words[at:end] if "," in apart else (joined,)
            else:
                continue
            at = end
            break
        else:
            if is_telling(words[at]):
                yield words[at]
            at += 1


def meant_by(words: str, gazetteer: Gazetteer, *, is_alone: bool) -> Sense | None:
    """The sense of words as written; a word that the news writes small has none if small."""
    found = gazetteer.sense(words) or _abroad(words, gazetteer)
    if found is None or not found.is_common or " " in words or not words.islower():
        return found
    return found if is_alone and not _is_small(words) else None


def _is_small(word: str) -> bool:
    """Whether the news writes the word with a small letter, mostly and often."""
    table = background.of_language("en")
    stem = word[:6]
    return table.count(stem) >= _SMALL_IN and (table.named(stem) or 0) < _SMALL_SHARE


def _abroad(words: str, gazetteer: Gazetteer) -> Sense | None:
    if words.casefold() in LITTLE or len(words) < 2:  # noqa: PLR2004
        return None
    place = place_names.place_called(words)
    return gazetteer.senses.get(place) if place else None


def _is_rare(part: Part) -> bool:
    return isinstance(part, str) or part.kind not in (PLACE, GOVERNMENT)


def _is_everywhere(part: Part, phrase: str) -> bool:
    if not isinstance(part, Sense):
        return False
    if part.kind == SUBJECT:  # the "jobs" of "cut # jobs"
        return any("# " in one and phrase in names.forms(_searched_in(one)) for one in part.names)
    return _is_ambiguous(phrase) or (part.in_capitals and phrase.casefold() in LITTLE)


def _phrases(part: Part, gazetteer: Gazetteer) -> Iterator[tuple[str]]:
    """What the full-text search looks for; of a region, the first names of each place in it."""
    if isinstance(part, str):
        yield from ((form,) for form in names.forms(part))
        return
    if part.kind == SUBJECT:
        searched = map(_searched_in, part.names)
        forms = dict.fromkeys(form for name in searched for form in names.forms(name))
        yield from ((form,) for form in islice(forms, MOST_PHRASES))
        return
    places = gazetteer.all_members(part)
    of_each = (list(_searched(place, is_one=len(places) == 1)) for place in places)
    in_turn = (name for turn in zip_longest(*of_each) for name in turn if name)
    kept = (name for name in dict.fromkeys(in_turn) if len(places) == 1 or not _is_ambiguous(name))
    yield from ((name,) for name in islice(kept, MOST_PHRASES))


def _searched_in(name: str) -> str:
    """What a search can look for of a subject's name: of "cut # jobs" the end."""
    return name.rpartition("# ")[2]


def _is_ambiguous(name: str) -> bool:
    return name.casefold() in _AMBIGUOUS_WORDS


def _searched(sense: Sense, *, is_one: bool) -> Iterator[str]:
    """A sense's names, the most used first."""
    people = [f"{name}*" if name[-1:].isalpha() else name for name in sense.people]
    of_each = zip_longest(sense.names, people, sense.cities, sense.leaders, sense.sure)
    yield from (name for turn in of_each for name in turn if name)
    yield from (f"{_NOT_PLAIN.sub('', name)}*" for name in sense.other_languages)
    if is_one:
        said = (name for some in place_names.names(sense.name).values() for name in some)
        yield from islice(dict.fromkeys(said), MOST_ABROAD)


def term_of(part: Part, gazetteer: Gazetteer) -> Term:
    """What is to be found of a part of a topic."""
    if isinstance(part, str):
        return Term(names.spellings(()), {}, words=names.plain((part,)), is_name=part[:1].isupper())
    if part.kind == SUBJECT:
        excluded = names.any_case(part.excluded) if part.excluded else None
        return Term(names.spellings(()), {}, words=names.subject(part.names), excluded=excluded)
    places = gazetteer.all_members(part)
    owners = {name: place for place in reversed(places) for name in spelled(place)}
    others = (name for place in places for name in place.other_languages)
    signs = Signs(gazetteer.context.get(part.kind, ()), gazetteer.goods)
    abroad = _by_language(place.name for place in places)
    return Term(names.spellings(owners, others), owners, signs, abroad)


def _by_language(places: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for place in places:
        for lang, said in place_names.names(place).items():
            found[lang] = (*found.get(lang, ()), *said)
    return found


def spelled(sense: Sense) -> Iterator[str]:
    """All names of a sense in English."""
    return chain(sense.names, sense.people, sense.cities, sense.leaders, sense.sure)
