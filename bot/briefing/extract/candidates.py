"""Pure. The summarizer that needs nothing: an article's own sentences, each ready to stand alone.

Sentences, their roles and speakers, the edits that let each stand alone, and its weight as
`bot.briefing.extract.salience` gives it. Which of them make a brief is decided in
`bot.briefing.extract.compose`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import NamedTuple

from bot.briefing.cuts import cut_clauses
from bot.briefing.edits import apply, ordered, single_spaced, without_dateline
from bot.briefing.extract.clarity import clarities
from bot.briefing.extract.other_languages import clarities_in, roles_in_another_language
from bot.briefing.extract.roles import Tagged, by_rules, hints, is_line, tagged
from bot.briefing.extract.standalone import is_whole, standing
from bot.briefing.extract.statements import is_caption
from bot.briefing.extract.voices.speakers import Said, speech
from bot.briefing.genres.judge import Tags, judged
from bot.briefing.genres.labels import genre_of
from bot.briefing.text_fragments import fragment_link
from bot.models import Article, Change, Edit, Genre, Kind, Point, Span
from bot.text.dates import date_insertions, local_days
from bot.text.injection import addresses_machine, possible_orders
from bot.text.openings import is_mid_air, speaks_of_us
from bot.text.sentences import Sentence, is_ended, split
from bot.text.words import WORD, counted

LONGEST = 900  # characters; more is a list, noise, or a piece of it, not a sentence
# What is tagged as news is so in a piece that argues, too, where opinion is less likely by so much,
# in log-odds, and no label calls the piece one.
PLAIN = -1.5
# In a piece that argues, what will be or is doubtful is its writer's own: of 9 such points in
# unseen briefs, 3 were to come or doubtful.
_WRITERS = frozenset({Kind.NEXT, Kind.DOUBT})
_ARGUED = frozenset({Genre.OPINION, Genre.REVIEW})
_ADVISED = frozenset({Genre.GUIDE, Genre.PAGE})  # all in it is its writer's but what others say
LEARNED = frozenset({"de", "es", "fr"})  # languages that the tagger was shown
# What speaks against the news or is to come may be less clear by so much, in log-odds: it is rare.
SECTIONS = frozenset({Kind.DOUBT, Kind.NEXT, Kind.UNCONFIRMED})
SECTION = 1.3
_PUNCTUATION = 8  # characters by which a headline and its repetition may differ


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may become a point: what it does, who says it, what makes it stand alone.

    `clarity`: how clear it is by itself, in log-odds; infinite where that is not known. `genre` is
    of its article.
    """

    sentence: Sentence
    kind: Kind
    speaker: str | None
    edits: tuple[Edit, ...]
    words: int
    clarity: float = inf
    genre: Genre | None = None


class Heard(NamedTuple):
    """Who says each sentence of an English article, and what it does: by rules, and as tagged."""

    said: Sequence[Said]
    ruled: Sequence[Kind | None]
    tagged: Tagged


def heard(body: str, sentences: Sequence[Sentence]) -> Heard:
    """What `candidates` reads of the sentences of an English body, for who needs it too."""
    said = speech(body, sentences)
    ruled = by_rules(sentences, said)
    return Heard(said, ruled, tagged(sentences, hints(ruled, said), "en"))


def genre_as_written(article: Article) -> Genre:
    """What kind of piece an article is, or the beginning of one."""
    if is_english(article) or article.lang in LEARNED:
        return judged(article, *as_tagged(article))
    return genre_of(article)


def as_tagged(article: Article) -> tuple[Sequence[Sentence], Tags]:
    """The sentences of an article in a language that the tagger knows, and the odds of each tag."""
    sentences = split(article.body, article.lang)
    if is_english(article):
        return sentences, heard(article.body, sentences).tagged.odds
    hinted = hints(roles_in_another_language(sentences))
    return sentences, tagged(sentences, hinted, article.lang or "en").odds


def candidates(
    article: Article,
    sentences: Sequence[Sentence],
    *,
    plain: bool = False,
    known: Heard | None = None,
) -> tuple[Candidate, ...]:
    """The sentences of `article` that can stand in a brief, in the body's order.

    `sentences` are all of the body's, from `bot.text.sentences.split`. A `plain` summary is of the
    writer's opinions too. `known` is what `heard` has read of them.
    """
    if not is_english(article):
        found = _in_another_language(article, sentences, plain=plain)
    elif plain:
        found = _plain_english(article, sentences)
    else:
        found = _english(article, sentences, known or heard(article.body, sentences))
    orders = possible_orders(article.body)
    found = tuple(
        one
        for one in found
        if not addresses_machine(one.sentence.text, orders)
        and not is_caption(article, sentences, one.sentence.index)
    )
    fresh = tuple(one for one in found if not _repeats(article.headline, one)) or found
    return tuple(one for one in fresh if _is_finished(one)) or fresh


def as_clear(ranked: Sequence[Candidate], least: float) -> tuple[Candidate, ...]:
    """Those of `ranked` that have `least` clarity, in log-odds, in their order."""
    return tuple(one for one in ranked if one.clarity + SECTION * (one.kind in SECTIONS) >= least)


def leaning(article: Article, sentences: Sequence[Sentence]) -> tuple[Candidate, ...]:
    """The sentences that can stand in a brief right behind the one that they follow, unedited."""
    kinds = roles_in_another_language(sentences)
    return tuple(
        _candidate(article.body, sentence, Kind.NEWS, None, ())
        for sentence, kind in zip(sentences, kinds, strict=True)
        if kind is not None
        and len(sentence.text) <= LONGEST
        and is_whole(sentence)
        and not addresses_machine(sentence.text)
    )


def shortened(article: Article, candidate: Candidate, most: int) -> Candidate | None:
    """`candidate` in at most `most` words, clauses cut if need be; None when that cannot be."""
    if candidate.words <= most:
        return candidate
    sentence = candidate.sentence
    start = _told(candidate)
    cuts = cut_clauses(article.body, start, sentence.end, most, article.lang or "en")
    if not cuts:
        return None
    if cuts[0].start == start:  # an opening goes with what stands before it
        cuts = (replace(cuts[0], start=sentence.start), *cuts[1:])
    edits = ordered((*candidate.edits, *cuts))
    short = _candidate(article.body, sentence, candidate.kind, candidate.speaker, edits)
    return replace(short, clarity=candidate.clarity, genre=candidate.genre)


def _told(candidate: Candidate) -> int:
    """Where what a sentence tells begins: behind its dateline or connective."""
    first = candidate.edits[0] if candidate.edits else None
    if first is None or first.change is not Change.CONNECTIVE:
        return candidate.sentence.start
    return first.end - 1


def as_point(article: Article, candidate: Candidate) -> Point:
    """The point that `candidate` makes, its relative dates made absolute, with its link."""
    sentence = candidate.sentence
    days = local_days(article.published, article.published_offset)
    span = Span(article.id, sentence.start, sentence.end)
    edits = ordered(
        (
            *candidate.edits,
            *date_insertions(article.body, span.start, span.end, days, article.lang),
            *single_spaced(article.body, span.start, span.end),
        )
    )
    return Point(
        kind=candidate.kind,
        text=apply(article.body, span, edits),
        spans=(span,),
        speaker=candidate.speaker,
        link=fragment_link(article.url, sentence.text),
        edits=edits,
    )


def is_english(article: Article) -> bool:
    """Whether its words are known best: in English, or perhaps."""
    return article.lang in (None, "en")


def _english(
    article: Article, sentences: Sequence[Sentence], known: Heard
) -> tuple[Candidate, ...]:
    def standing_as(kinds: Sequence[Kind | None]) -> tuple[Candidate, ...]:
        return _standing(article, sentences, known, kinds)

    return _as_told(article, sentences, known.tagged, standing_as) or standing_as(known.ruled)


def _plain_english(article: Article, sentences: Sequence[Sentence]) -> tuple[Candidate, ...]:
    said = speech(article.body, sentences)
    ruled = by_rules(sentences, said)
    return _standing(article, sentences, Heard(said, ruled, Tagged(ruled, ruled)), ruled)


def _standing(
    article: Article,
    sentences: Sequence[Sentence],
    known: Heard,
    kinds: Sequence[Kind | None],
) -> tuple[Candidate, ...]:
    """Those that stand alone; where none does, the first, if it opens as only that one may."""
    stated = (kind if rule else None for kind, rule in zip(kinds, known.ruled, strict=True))
    read = tuple(zip(sentences, stated, known.said, strict=True))
    found = [one for each in read if (one := _alone(article, *each))]
    among = {one.sentence.index for one in found}
    clear = clarities(article.headline, sentences, known.said, known.ruled, among)
    first = (_alone(article, *one, is_first=True) for one in read[:1])
    return tuple(replace(one, clarity=clear[one.sentence.index]) for one in found) or tuple(
        one for one in first if one
    )


def _as_told(
    article: Article,
    sentences: Sequence[Sentence],
    tags: Tagged,
    standing_as: Callable[[Sequence[Kind | None]], tuple[Candidate, ...]],
) -> tuple[Candidate, ...]:
    """What stands with these kinds: its writer's opinion in a piece that argues, and only there."""
    genre = judged(article, sentences, tags.odds)
    is_labelled = genre_of(article) in _ARGUED
    told, argued = [*tags.shown], [*tags.shown]
    for at, (kind, lean) in enumerate(zip(tags.kinds, tags.leans, strict=True)):
        if kind is Kind.OPINION:
            told[at] = None if at else Kind.NEWS  # an opening that colours what it tells
        elif _is_the_writers(
            kind, plain=lean <= PLAIN and not is_labelled, advises=genre in _ADVISED
        ):
            argued[at] = Kind.OPINION
    if genre in _ARGUED | _ADVISED:
        found = standing_as(argued)
    else:
        found = standing_as(told) or standing_as(argued)
    return tuple(replace(one, genre=genre) for one in found)


def _is_the_writers(kind: Kind | None, *, plain: bool, advises: bool) -> bool:
    """Whether a sentence of this kind is its writer's own in a piece that argues, or in a guide,
    which `advises`; `plain` news is none but there."""
    if advises:
        return kind not in (None, Kind.VOICE)
    return kind in _WRITERS or (kind is Kind.NEWS and not plain)


def _alone(
    article: Article,
    sentence: Sentence,
    kind: Kind | None,
    said: Said,
    *,
    is_first: bool = False,
) -> Candidate | None:
    unattributed = said.quoted and not (said.speaker or said.source)
    if kind is None or len(sentence.text) > LONGEST or unattributed:
        return None
    edits = standing(article.body, sentence, said, is_first=is_first)
    if edits is None:
        return None
    if kind is Kind.VOICE and not (said.speaker or said.source):
        kind = Kind.NEWS  # of somebody unknown
    speaker = said.speaker or (said.source if kind is Kind.VOICE else None)
    if kind is Kind.OPINION:
        speaker = article.byline
    return _candidate(article.body, sentence, kind, speaker, edits)


def _in_another_language(
    article: Article, sentences: Sequence[Sentence], *, plain: bool
) -> tuple[Candidate, ...]:
    clear = clarities_in(article.lang, article.headline, sentences)

    def standing_as(kinds: Sequence[Kind | None]) -> tuple[Candidate, ...]:
        return tuple(
            replace(
                _candidate(
                    article.body,
                    sentence,
                    kind,
                    article.byline if kind is Kind.OPINION else None,
                    _without_dateline(article, sentence),
                ),
                clarity=odds,
            )
            for sentence, kind, odds in zip(sentences, kinds, clear, strict=True)
            if kind is not None
            and len(sentence.text) <= LONGEST
            and is_whole(sentence)
            and not is_mid_air(sentence.text, article.lang)
            and not speaks_of_us(sentence.text, article.lang)
        )

    kinds = roles_in_another_language(sentences)
    if plain or article.lang not in LEARNED:
        return standing_as(kinds)
    tags = tagged(sentences, hints(kinds), article.lang)
    stated = (tag if kind else None for tag, kind in zip(tags.shown, kinds, strict=True))
    told = tags._replace(shown=tuple(stated))
    return _as_told(article, sentences, told, standing_as) or standing_as(kinds)


def _without_dateline(article: Article, sentence: Sentence) -> tuple[Edit, ...]:
    dateline = without_dateline(article.body, sentence.start, sentence.end)
    return (dateline,) if dateline else ()


def _candidate(
    body: str, sentence: Sentence, kind: Kind, speaker: str | None, edits: tuple[Edit, ...]
) -> Candidate:
    taken = tuple(edit for edit in edits if edit.change is not Change.INSERT)
    span = Span("", sentence.start, sentence.end)
    return Candidate(sentence, kind, speaker, edits, counted(apply(body, span, ordered(taken))))


def _is_finished(one: Candidate) -> bool:
    """Whether it ends as a sentence does, or is a standfirst above the body, which need not."""
    return is_ended(one.sentence.text) or is_line(one.sentence)


def _repeats(headline: str | None, candidate: Candidate) -> bool:
    """Whether the sentence is the headline once more."""
    text = candidate.sentence.text
    if headline is None or abs(len(headline) - len(text)) > _PUNCTUATION:
        return False
    return WORD.findall(text.casefold()) == WORD.findall(headline.casefold())
