"""Pure. A topic -> what to look for, and whether an article is about it, in the sense meant.

A search for the phrases finds candidates; `matches` then reads each and says what was matched and
how much the article is about it.
"""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest

from bot.models import Article
from bot.stories import names
from bot.stories.names import Spellings, Spot
from bot.stories.places import Gazetteer, Place
from bot.stories.requests import TopicRequest, is_telling

# An article is about a topic when it says so in its headline or opening, or keeps coming back to
# it: `python -m bench.topics` prints what other thresholds give on tests/data/topics.
ENOUGH = 1.0
IN_HEADLINE, IN_OPENING, ELSEWHERE = 1.5, 1.0, 0.34
OPENING = 400  # characters of a body: its lede and the sentence after it
MOST_READ = 6_000  # characters of a body; what comes later changes no verdict
MOST_PHRASES = 190
MOST_SHOWN = 4  # names in "matched: Kyiv, Zelensky"

_AMBIGUOUS_WORDS = frozenset({"us", "un", "eu"})  # to an index that knows no capitals
_NOT_PLAIN = re.compile(r"[^\w\s-].*")  # from where a name in another language is a pattern


@dataclass(frozen=True, slots=True)
class Match:
    """What of a topic an article names, the most telling first, and how much it is about it."""

    matched: tuple[str, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to be found: a place by its names, or words by their pattern."""

    spelled: Spellings
    owners: Mapping[str, Place]  # by name; what has none is of the only place, or of no place
    words: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic ready to be looked for; every term is to be found."""

    name: str
    phrases: tuple[tuple[str, ...], ...]
    terms: tuple[Term, ...]


def topics_of(request: TopicRequest, gazetteer: Gazetteer) -> tuple[Topic, ...]:
    """The topics of a request, each expanded."""
    return tuple(expand(words, gazetteer) for words in request.topics)


def expand(words: Sequence[str], gazetteer: Gazetteer) -> Topic:
    """The topic that these words and phrases name."""
    parts = list(_parts(words, gazetteer)) or [tuple(words)]
    # candidates come by the part that fewest articles have, which a place seldom is
    rarest = next((part for part in parts if not isinstance(part, Place)), parts[0])
    terms = tuple(_term(part, gazetteer) for part in parts)
    return Topic(" ".join(words), _phrases(rarest, gazetteer), terms)


def matches(topics: Sequence[Topic], article: Article) -> Match | None:
    """How much an article is about any of the topics; None where it is about none."""
    headline, body = article.headline or "", article.body[:MOST_READ]
    found = [match for topic in topics if (match := _match(topic, headline, body))]
    best = max(found, key=lambda match: match.strength, default=None)
    return best if best and best.strength >= ENOUGH else None


def mentions(words: Iterable[str], article: Article) -> bool:
    """Whether an article has one of these words or phrases, which were not wanted."""
    text = f"{article.headline or ''}\n{article.body[:MOST_READ]}"
    return any(names.plain((word,)).search(text) for word in words)


def suggest(words: Sequence[str], gazetteer: Gazetteer, known: Iterable[str] = ()) -> str | None:
    """The topic that was probably meant, for one that nothing was found for."""
    asked = " ".join(words).casefold()
    candidates = {*gazetteer.topics(), *(one.casefold() for one in known)} - {asked}
    near = difflib.get_close_matches(asked, sorted(candidates), n=1, cutoff=0.75)
    return near[0] if near else None


def named_in(headlines: Iterable[str], gazetteer: Gazetteer) -> tuple[str, ...]:
    """The places that headlines name, as topics, the most named first."""
    places = [place for place in gazetteer.places.values() if not place.members]
    owners = {name: place.name for place in reversed(places) for name in _spelled(place)}
    spelled = names.spellings(owners)
    found = Counter(
        place
        for headline in headlines
        for place in {owners[spot.name] for spot in names.spots(spelled, headline)}
    )
    return tuple(place for place, _ in found.most_common())


Part = Place | tuple[str, ...]  # a place, or the words that a subject goes by


def _parts(words: Sequence[str], gazetteer: Gazetteer) -> Iterator[Part]:
    """The words with the places and subjects among them, the longest first: "south korea" is one.

    What only has a place's name in it is no place: "new england" is a phrase.

    Words that tell nothing are left out, unless they are a part of one: "new zealand".
    """
    at = 0
    while at < len(words):
        for end in range(len(words), at, -1):
            joined = " ".join(words[at:end])
            known = gazetteer.place(joined) or gazetteer.subject(joined)
            if known:
                yield known
            elif gazetteer.is_excluded(joined):
                yield (joined,)
            else:
                continue
            at = end
            break
        else:
            if is_telling(words[at]):
                yield (words[at],)
            at += 1


def _phrases(part: Part, gazetteer: Gazetteer) -> tuple[tuple[str, ...], ...]:
    """What the full-text search looks for; of a region, the first names of each place in it."""
    if isinstance(part, tuple):
        return tuple((form,) for name in part for form in names.forms(name))
    of_each = (list(_searched(place)) for place in gazetteer.all_members(part))
    in_turn = (name for turn in zip_longest(*of_each) for name in turn if name)
    kept = (name for name in dict.fromkeys(in_turn) if name.casefold() not in _AMBIGUOUS_WORDS)
    return tuple((name,) for name in islice(kept, MOST_PHRASES))


def _searched(place: Place) -> Iterator[str]:
    """A place's names, the most used first."""
    people = [f"{name}*" if name[-1:].isalpha() else name for name in place.people]
    of_each = zip_longest(place.names, people, place.cities, place.leaders)
    yield from (name for turn in of_each for name in turn if name)
    yield from (f"{_NOT_PLAIN.sub('', name)}*" for name in place.other_languages)


def _term(part: Part, gazetteer: Gazetteer) -> Term:
    if isinstance(part, tuple):
        return Term(names.spellings(()), {}, names.plain(part))
    places = gazetteer.all_members(part)
    owners = {name: place for place in reversed(places) for name in _spelled(place)}
    others = (name for place in places for name in place.other_languages)
    return Term(names.spellings(owners, others), owners)


def _spelled(place: Place) -> Iterator[str]:
    return chain(place.names, place.people, place.cities, place.leaders)


def _match(topic: Topic, headline: str, body: str) -> Match | None:
    """The weakest term decides, since all are to be found."""
    found = [_find(term, headline, body) for term in topic.terms]
    if not found or not all(found):
        return None
    strength = min(match.strength for match in found if match)
    shown = dict.fromkeys(name for match in found if match for name in match.matched)
    return Match(tuple(shown)[:MOST_SHOWN], strength)


def _find(term: Term, headline: str, body: str) -> Match | None:
    """Where an article names the term, and how often; each place by its own rules."""
    kept = [spot for text in (headline, body) for spot in _spots(term, text, text is headline)]
    of_each: defaultdict[str, list[Spot]] = defaultdict(list)
    for spot in kept:
        if place := term.owners.get(spot.name):
            of_each[place.name].append(spot)
    places = {place.name: place for place in term.owners.values()} if of_each else {}
    for name, found in of_each.items():
        meant = names.meant(places[name], found, headline, body)
        kept = [spot for spot in kept if spot not in found or spot in meant]
    if not kept:
        return None
    shown = dict.fromkeys(spot.name for spot in kept)
    return Match(tuple(shown), sum(map(_weight, kept)))


def _spots(term: Term, text: str, is_headline: bool) -> Iterator[Spot]:  # noqa: FBT001  by place
    if term.words is None:
        return names.spots(term.spelled, text, is_headline=is_headline)
    found = term.words.finditer(text)
    return (Spot(one[0], one.start(), text, is_headline) for one in found)


def _weight(spot: Spot) -> float:
    if spot.is_headline:
        return IN_HEADLINE
    return IN_OPENING if spot.start < OPENING else ELSEWHERE
