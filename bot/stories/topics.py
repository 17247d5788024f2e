"""Pure. Whether an article is about a topic, in the sense meant, and how much.

A search for the topic's phrases finds candidates; `about` then reads them together and says what
was matched in each: where an article leaves open which sense of a name is meant, the others tell.
"""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.models import Article, Subscription
from bot.stories import compounds
from bot.stories.expansion import Term, Topic, spelled
from bot.stories.senses import disambiguation, names
from bot.stories.senses.gazetteer import Gazetteer, Sense
from bot.stories.senses.names import Spot
from bot.text import detection
from bot.text.visible import host

# An article is about a topic when it says so in its headline or opening, or keeps coming back to
# it: `python -m bench.topics` prints what other thresholds give on tests/data/topics.
ENOUGH = 1.0
IN_HEADLINE, IN_OPENING, ELSEWHERE = 1.5, 1.0, 0.34
OPENING = 400  # characters of a body: its lede and the sentence after it
MOST_READ = 6_000  # characters of a body; what comes later changes no verdict
MOST_SHOWN = 4  # names in "matched: Kyiv, Zelensky"

_UNSPACED = frozenset({"ja", "km", "lo", "my", "th", "zh"})


@dataclass(frozen=True, slots=True)
class Match:
    """What of a topic an article names, the most telling first, and how much it is about it."""

    matched: tuple[str, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What a topic finds in an article; `is_sure` is None where the others are to tell."""

    match: Match
    is_sure: bool | None = True


def about(topics: Sequence[Topic], articles: Sequence[Article]) -> list[Match | None]:
    """How much each article is about any of the topics; None where it is about none."""
    best: list[Match | None] = [None] * len(articles)
    for topic in topics:
        for at, match in enumerate(_of_topic(topic, articles)):
            before = best[at]
            if match and (before is None or match.strength > before.strength):
                best[at] = match
    return best


def matches(topics: Sequence[Topic], article: Article) -> Match | None:
    """How much one article is about any of the topics."""
    return about(topics, [article])[0]


def names_all(topic: Topic, text: str) -> bool:
    """Whether a sentence names everything that a topic asks for, whatever its names mean there."""
    return all(any(_spots(term, text, False)) for term in topic.terms)  # noqa: FBT003  by place


def mentions(words: Iterable[str], article: Article) -> bool:
    """Whether an article has one of these words or phrases, which were not wanted."""
    text = f"{article.headline or ''}\n{article.body[:MOST_READ]}"
    return any(names.plain((word,)).search(text) for word in words)


def is_from(outlets: Iterable[str], article: Article) -> bool:
    """Whether an article is of one of these outlets, as people name them: by a name or a host."""
    own = f"{article.outlet or ''}\n{host(article.url or '') or ''}"
    return any(names.plain((name,)).search(own) for name in outlets)


def admitted(by: Subscription, articles: Iterable[Article]) -> tuple[Article, ...]:
    """The articles of outlets that a channel wants."""
    return tuple(
        one
        for one in articles
        if (not by.only_from or is_from(by.only_from, one)) and not is_from(by.never_from, one)
    )


def wanted(by: Subscription, articles: Sequence[Article]) -> tuple[Article, ...]:
    """Those of a story's articles that a channel wants: none where one has a word that it does not
    want."""
    has_word = any(mentions(by.without, one) for one in articles)
    return () if has_word else admitted(by, articles)


def suggest(words: Sequence[str], gazetteer: Gazetteer, known: Iterable[str] = ()) -> str | None:
    """The topic that was probably meant, for one that nothing was found for."""
    asked = " ".join(words).casefold()
    candidates = {*gazetteer.topics(), *(one.casefold() for one in known)} - {asked}
    near = difflib.get_close_matches(asked, sorted(candidates), n=1, cutoff=0.75)
    return near[0] if near else None


def named_in(headlines: Iterable[str], gazetteer: Gazetteer) -> tuple[str, ...]:
    """The places that headlines name, as topics, the most named first."""
    places = [place for place in gazetteer.places.values() if not place.members]
    owners = {name: place.name for place in reversed(places) for name in spelled(place)}
    known = names.spellings(owners)
    found = Counter(
        place
        for headline in headlines
        for place in {owners[spot.name] for spot in names.spots(known, headline)}
    )
    return tuple(place for place, _ in found.most_common())


def _of_topic(topic: Topic, articles: Sequence[Article]) -> list[Match | None]:
    verdicts = [_verdict(topic, article) for article in articles]
    doubtful = [at for at, one in enumerate(verdicts) if one and one.is_sure is None]
    if doubtful:
        kinds = (True, False)
        meant, others = (
            [_text(articles[at]) for at, one in enumerate(verdicts) if one and one.is_sure is kind]
            for kind in kinds
        )
        told = disambiguation.settled([_text(articles[at]) for at in doubtful], meant, others)
        for at, is_meant in zip(doubtful, told, strict=True):
            verdicts[at] = verdicts[at] if is_meant else None
    found = [
        one.match if one and one.is_sure is not False and one.match.strength >= ENOUGH else None
        for one in verdicts
    ]
    if topic.compound:
        texts = [
            _text(article) if match else "" for article, match in zip(articles, found, strict=True)
        ]
        together = compounds.together(topic.compound, texts)
        found = [match if kept else None for match, kept in zip(found, together, strict=True)]
    return _named_only(topic, articles, found)


def _named_only(
    topic: Topic, articles: Sequence[Article], found: list[Match | None]
) -> list[Match | None]:
    """Without articles that have small what was asked for as a name, if it is one in others; an
    acronym is all capitals."""
    if len(topic.terms) != 1 or not topic.terms[0].is_name or topic.terms[0].words is None:
        return found
    pattern = topic.terms[0].words
    length = None if topic.name.isupper() else 1
    as_name = [
        bool(match) and any(one[0][:length].isupper() for one in pattern.finditer(_text(article)))
        for article, match in zip(articles, found, strict=True)
    ]
    if not any(as_name):
        return found
    return [match if is_name else None for match, is_name in zip(found, as_name, strict=True)]


def _text(article: Article) -> str:
    return f"{article.headline or ''}\n{article.body[:MOST_READ]}"


def _verdict(topic: Topic, article: Article) -> _Verdict | None:
    """The weakest term decides, since all are to be found."""
    verdicts: list[_Verdict] = []
    for term in topic.terms:
        found = _find(term, article)
        if found is None:
            return None
        verdicts.append(found)
    if not verdicts:
        return None
    strength = min(one.match.strength for one in verdicts)
    shown = dict.fromkeys(name for one in verdicts for name in one.match.matched)
    sure = [one.is_sure for one in verdicts]
    is_sure = False if False in sure else None if None in sure else True
    return _Verdict(Match(tuple(shown)[:MOST_SHOWN], strength), is_sure)


def _find(term: Term, article: Article) -> _Verdict | None:
    """Where an article names the term, and how often; each sense by its own rules."""
    headline, body = article.headline or "", article.body[:MOST_READ]
    kept = [spot for text in (headline, body) for spot in _spots(term, text, text is headline)]
    abroad = list(_abroad(term, article.lang, headline, body)) if term.abroad else []
    of_each: defaultdict[str, list[Spot]] = defaultdict(list)
    for spot in kept:
        if sense := term.owners.get(spot.name):
            of_each[sense.name].append(spot)
    senses: dict[str, Sense] = {one.name: one for one in term.owners.values()} if of_each else {}
    doubts: list[bool | None] = []
    for name, found in of_each.items():
        meaning = disambiguation.meaning(senses[name], found, headline, body, term.signs)
        doubts.append(meaning.is_sure)
        kept = [spot for spot in kept if spot not in found or spot in meaning.spots]
    kept += abroad
    if not kept:
        return None
    shown = dict.fromkeys(spot.name for spot in kept)
    is_sure = _any_sure(doubts) if len(doubts) == len(of_each) and not abroad and doubts else True
    return _Verdict(Match(tuple(shown), sum(map(_weight, kept))), is_sure)


def _any_sure(doubts: Sequence[bool | None]) -> bool | None:
    return True if True in doubts else None if None in doubts else False


def _spots(term: Term, text: str, is_headline: bool) -> Iterator[Spot]:  # noqa: FBT001  by place
    if term.words is None:
        yield from names.spots(term.spelled, text, is_headline=is_headline)
        return
    apart = [one.span() for one in term.excluded.finditer(text)] if term.excluded else []
    for found in term.words.finditer(text):
        if not any(start <= found.start() < end for start, end in apart):
            yield Spot(found[0], found.start(), text, is_headline)


def _abroad(term: Term, lang: str | None, headline: str, body: str) -> Iterator[Spot]:
    """The names of another language, in articles in it."""
    start = f"{headline}\n{body[:OPENING]}"
    if lang is None and not start.isascii():
        lang = detection.identify(start)
    said = term.abroad.get(lang or "") if term.abroad else None
    if not said:
        return
    pattern = _in_language(said, lang in _UNSPACED)
    for text in (headline, body):
        for found in pattern.finditer(text):
            yield Spot(found[0], found.start(), text, text is headline)


@lru_cache(maxsize=256)
def _in_language(said: tuple[str, ...], is_unspaced: bool) -> re.Pattern[str]:  # noqa: FBT001  by place
    if is_unspaced:
        return re.compile("|".join(map(re.escape, said)))
    shapes = (
        re.escape(name[:-1]) + r"\w*" if name.endswith("*") else re.escape(name) + r"(?!\w)"
        for name in said
    )
    either = (
        f"(?i:{one})" if name[0].islower() else one for one, name in zip(shapes, said, strict=True)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(either)})")


def _weight(spot: Spot) -> float:
    if spot.is_headline:
        return IN_HEADLINE
    return IN_OPENING if spot.start < OPENING else ELSEWHERE
