"""Pure. What a language model chose, by number -> a brief in the source's own words.

The model can only point: every word that is shown is a source's, or a bracket of ours. Each pick
is held to the invariants of any brief; a cut or a bracket that does not hold is left out, and with
it the sentence where it cannot be shown without. So no answer, however hostile, puts a word of its
own before a reader.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.briefing.edits import ordered
from bot.briefing.extract.candidates import as_point
from bot.briefing.extract.compose import own_words
from bot.briefing.extract.grounding import Violation, violated
from bot.briefing.model.assembly import assembled
from bot.briefing.model.choose_prompt import KINDS, Pick, Ranking
from bot.briefing.model.menu import Menu, Offer
from bot.briefing.novelty import is_told, key
from bot.models import Brief, Edit, Kind, Length, Point, Source

_GAP = 2  # characters between sentences: a blank, or the empty line that parts paragraphs


@dataclass(frozen=True, slots=True)
class ChosenBrief:
    """A brief, and how many of the model's picks could not be shown."""

    brief: Brief
    refused: int


def chosen(
    base: Brief, ranking: Ranking, menu: Menu, length: Length, quotable: Mapping[str, int]
) -> ChosenBrief | None:
    """`base` with the points that were chosen instead of its own, in at most as many words as the
    most `quotable` article has; of each article, by its id, no more than its own.

    None where no pick can be shown.
    """
    most = max(quotable.values())
    foreign = _foreign(ranking, menu)
    shown: list[Point] = []
    refused = 0
    for pick in _picks(ranking):
        offer = _offered(pick, ranking, menu)
        if offer is None or offer.article.id in foreign:
            refused += 1
            continue
        own = sum(own_words(one) for one in shown if one.spans[0].article == offer.article.id)
        room = min(most - sum(map(own_words, shown)), quotable.get(offer.article.id, 0) - own)
        point = _point(offer, pick, menu, shown, room)
        if point is None or _is_shown(point, shown, offer.article.lang):
            refused += 1
        else:
            shown.insert(_place(point, shown), point)
        if shown and length is Length.FLASH:
            break
    if not shown:
        return None
    articles = {offer.article.id: offer.article for offer in menu.offers}
    brief = assembled(base, shown, articles.values(), most, "chosen")
    return ChosenBrief(_without(brief, foreign), refused)


def _picks(ranking: Ranking) -> Iterator[Pick]:
    """The main news first, and as news; each sentence once."""
    given = {pick.sentence: pick for pick in reversed(ranking.picks)}
    if ranking.main:
        main = given.pop(ranking.main, Pick(ranking.main))
        yield replace(main, kind=KINDS.index(Kind.NEWS) + 1)
    yield from (pick for pick in ranking.picks if given.pop(pick.sentence, None) is not None)


def _foreign(ranking: Ranking, menu: Menu) -> frozenset[str]:
    """The articles of another event; never the first, which the brief is of."""
    reports = menu.reports[1:]
    return frozenset(
        report[0].article.id
        for number, report in enumerate(reports, start=2)
        if report and number in ranking.foreign
    )


def _offered(pick: Pick, ranking: Ranking, menu: Menu) -> Offer | None:
    offers = menu.offers
    if not 1 <= pick.sentence <= len(offers) or pick.sentence in ranking.debris:
        return None
    return offers[pick.sentence - 1]


def _point(offer: Offer, pick: Pick, menu: Menu, shown: Sequence[Point], room: int) -> Point | None:
    """The point that a pick makes in at most `room` words: as chosen, without its cut, or with
    whichever cut makes it fit."""
    name = menu.names[pick.who - 1] if 1 <= pick.who <= len(menu.names) else None
    kind = KINDS[pick.kind - 1] if 1 <= pick.kind <= len(KINDS) else offer.candidate.kind
    for cut in _cuts(offer, pick.cut):
        point = _edited(offer, kind, name, cut)
        if own_words(point) > room:
            continue
        if _stands_alone(point, offer, name):
            return point
        before = _leant_on(point, shown)
        if before is not None and violated(point, offer.article) in {None, Violation.MID_AIR}:
            return replace(point, kind=before.kind)
    return None


def _is_shown(point: Point, shown: Sequence[Point], lang: str | None) -> bool:
    """Whether others say the same already."""
    return is_told(key(point.text, lang), [key(one.text, lang) for one in shown])


def _cuts(offer: Offer, number: int) -> Iterator[Edit | None]:
    if 1 <= number <= len(offer.cuts):
        yield offer.cuts[number - 1]
    yield None
    yield from offer.cuts


def _edited(offer: Offer, kind: Kind, name: str | None, cut: Edit | None) -> Point:
    bracket = (offer.brackets or {}).get(name) if name else None
    edits = ordered(tuple(edit for edit in (*offer.candidate.edits, bracket, cut) if edit))
    own = offer.candidate.speaker
    speaker = name if name is not None and (name in offer.speakers or bracket) else own
    if kind is Kind.OPINION:
        speaker = offer.article.byline
    if kind is Kind.VOICE and speaker is None:
        kind = offer.candidate.kind

    candidate = replace(offer.candidate, kind=kind, speaker=speaker, edits=edits)
    return as_point(offer.article, candidate)


def _stands_alone(point: Point, offer: Offer, name: str | None) -> bool:
    if violated(point, offer.article) is not None:
        return False
    return offer.brackets is None or name in offer.brackets


def _leant_on(point: Point, shown: Sequence[Point]) -> Point | None:
    """The point whose sentence stands right before this one's in the article."""
    return next((one for one in shown if _follows(one, point)), None)


def _place(point: Point, shown: Sequence[Point]) -> int:
    """Where a point goes: right behind the one that it follows in its article and its section, else
    last."""
    before = _leant_on(point, shown)
    if before is None or before.kind is not point.kind:
        return len(shown)
    return shown.index(before) + 1


def _follows(one: Point, point: Point) -> bool:
    (before,), (span,) = one.spans, point.spans
    return before.article == span.article and 0 <= span.start - before.end <= _GAP


def _without(brief: Brief, foreign: frozenset[str]) -> Brief:
    """The brief without the sources of another event, and without their outlets and figures."""
    if not foreign:
        return brief
    kept = tuple(one for one in brief.sources if one.id not in foreign)
    gone = _outlets(brief.sources) - _outlets(kept)
    differences = (
        replace(one, reports=tuple(r for r in one.reports if r.source not in foreign))
        for one in brief.differences
    )
    return replace(
        brief,
        sources=kept,
        outlets=max(1, brief.outlets - len(gone)),
        differences=tuple(one for one in differences if len(one.reports) > 1),
    )


def _outlets(sources: Sequence[Source]) -> frozenset[str]:
    return frozenset(one.outlet for one in sources if one.outlet)
