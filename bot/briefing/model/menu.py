"""Pure. Articles -> the sentences, cuts and names that a language model may choose from.

All that it can choose is the source's own: a sentence that may be shown, a clause of it that may be
cut, a name of the article for who speaks or for a bracket. Sentences that the rules refuse to let
stand alone are on the menu too, since whoever chooses may show what they lean on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.briefing.cuts import clause_cuts
from bot.briefing.edits import without_connective
from bot.briefing.extract.candidates import LONGEST, Candidate, candidates, heard, leaning
from bot.briefing.extract.standalone import bracket, in_case, is_whole, unresolved
from bot.briefing.extract.voices.pronouns import gender
from bot.briefing.extract.voices.speakers import Said
from bot.models import Article, Edit, Kind
from bot.text.injection import addresses_machine, possible_orders
from bot.text.lexicon import lexicon
from bot.text.names import People, introduced, mentions, persons
from bot.text.openings import past_dateline
from bot.text.sentences import Sentence, split

MOST_ARTICLES = 4
MOST_CHARACTERS = 4_100  # of all sentences: some 1,000 tokens, so that a question stays small
MOST_NAMES = 16
_NEAR = 3  # sentences back, in which the person that a "he" means must be named
_HE = frozenset(lexicon("en").people.he)


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence that may be chosen, as our rules edit it.

    `cuts` are clauses that can be left out, none overlapping. `speakers` are the names that may be
    shown as its speaker's. `brackets` are those that its "he" or "she" may mean, each with the
    bracket that says so; None where nobody has to be named.
    """

    article: Article
    candidate: Candidate
    cuts: tuple[Edit, ...] = ()
    speakers: frozenset[str] = frozenset()
    brackets: Mapping[str, Edit] | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """What can be chosen: `names` and the offers of each report are numbered from 1 when shown."""

    headline: str | None
    names: tuple[str, ...]
    reports: tuple[tuple[Offer, ...], ...]

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Those of all reports, in the order of their numbers."""
        return tuple(offer for report in self.reports for offer in report)


def menu(headline: str | None, articles: Sequence[Article]) -> Menu:
    """The menu of the first articles; the first has half of the room, and long ones lose their
    ends."""
    shown = articles[:MOST_ARTICLES]
    rooms = [MOST_CHARACTERS]
    if len(shown) > 1:
        half = MOST_CHARACTERS // 2
        rooms = [half, *[half // (len(shown) - 1)] * (len(shown) - 1)]
    reports = tuple(
        tuple(_bounded(_offers(article), room)) for article, room in zip(shown, rooms, strict=False)
    )
    named = (name for report in reports for offer in report for name in _names_of(offer))
    return Menu(headline, tuple(dict.fromkeys(named))[:MOST_NAMES], reports)


def _names_of(offer: Offer) -> Iterator[str]:
    yield from sorted(offer.speakers)
    yield from sorted(offer.brackets or ())


def _bounded(offers: Sequence[Offer], room: int) -> Iterator[Offer]:
    for offer in offers:
        room -= len(offer.candidate.sentence.text)
        if room < 0:
            return
        yield offer


def _offers(article: Article) -> list[Offer]:
    sentences = split(article.body, article.lang)
    if article.lang not in (None, "en"):
        ruled = {one.sentence.index: one for one in candidates(article, sentences)}
        behind = {one.sentence.index: one for one in leaning(article, sentences)}
        return [Offer(article, one) for _, one in sorted((behind | ruled).items())]
    known = heard(article.body, sentences)
    ruled = {one.sentence.index: one for one in candidates(article, sentences, known=known)}
    orders = possible_orders(article.body)
    cast = _cast(known.said)
    found = []
    for sentence, speaks, kind, place in zip(
        sentences, known.said, known.tagged.kinds, cast, strict=True
    ):
        if addresses_machine(sentence.text, orders):
            continue
        offered = ruled.get(sentence.index)
        if offered is not None:
            found.append(_ruled(article, offered, speaks, place))
        elif kind is not None and _may_be_shown(sentence, speaks):
            found.append(_leaning(article, sentence, speaks, kind, place))
    return found


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who is named in a sentence, and who shortly before it, as they are labelled; the pronouns of
    those whose title or office tells."""

    here: frozenset[str]
    before: frozenset[str]
    genders: Mapping[str, str]


def _cast(said: Sequence[Said]) -> Iterator[_Cast]:
    people = People()
    genders: dict[str, str] = {}
    recent: list[frozenset[str]] = []
    for one in said:
        named = mentions(one.told)
        people = introduced(people, named)
        genders |= {
            _label(mention.name, people): known
            for mention in named
            if (known := gender(one.told, mention)) is not None
        }
        here = frozenset(_label(name, people) for name in persons(one.told, named, people))
        yield _Cast(here, frozenset[str]().union(*recent[-_NEAR:]) - here, dict(genders))
        recent.append(here)


def _label(name: str, people: People) -> str:
    office = people.offices.get(name)
    return f"{name}, {office}" if office else name


def _may_be_shown(sentence: Sentence, said: Said) -> bool:
    """Whether a sentence that can't stand alone may be shown behind the one before it."""
    unattributed = said.quoted and not said.attributed
    return len(sentence.text) <= LONGEST and is_whole(sentence) and not unattributed


def _ruled(article: Article, candidate: Candidate, said: Said, cast: _Cast) -> Offer:
    known = _named(candidate.speaker, said.speaker) | cast.here
    return Offer(article, candidate, _cuts(article, candidate), known)


def _leaning(article: Article, sentence: Sentence, said: Said, kind: Kind, cast: _Cast) -> Offer:
    connective = without_connective(article.body, sentence.start, sentence.end)
    skipped = connective.end - 1 - sentence.start if connective else past_dateline(sentence.text)
    candidate = Candidate(sentence, kind, None, (connective,) if connective else (), 0)
    known = _named(said.speaker) | cast.here
    brackets = _brackets(sentence, said.told[skipped:], skipped, cast)
    return Offer(article, candidate, _cuts(article, candidate), known, brackets)


def _brackets(
    sentence: Sentence, told: str, skipped: int, cast: _Cast
) -> Mapping[str, Edit] | None:
    pronoun = unresolved(told)
    if pronoun is None:
        return None
    other = "she" if pronoun["word"].casefold() in _HE else "he"
    at = sentence.start + skipped + pronoun.end()
    return {
        label: bracket(at, in_case(pronoun, told, label.partition(",")[0]))
        for label in sorted(cast.before)
        if cast.genders.get(label) != other
    }


def _named(*speakers: str | None) -> frozenset[str]:
    return frozenset(one for one in speakers if one is not None)


def _cuts(article: Article, candidate: Candidate) -> tuple[Edit, ...]:
    sentence = candidate.sentence
    return clause_cuts(article.body, sentence.start, sentence.end, article.lang or "en")
