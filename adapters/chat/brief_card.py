"""Pure. A Brief or an Answer -> a card.

What a reader sees of a brief is decided here, once for every platform: which facts, whose voice,
whether a photo, which buttons.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from adapters.chat.card import (
    Action,
    Card,
    CardLine,
    Correction,
    Disagreement,
    Fact,
    NothingCard,
    OutletFigure,
    Passage,
    Photo,
    Section,
    SourcesCard,
)
from adapters.chat.languages import language_name
from adapters.chat.text import clean, known, shortened, shown
from bot.models import (
    Answer,
    Brief,
    Difference,
    Genre,
    Headline,
    Image,
    Length,
    Outlet,
    OutletKind,
    Point,
    Source,
)
from bot.text.stems import stems
from bot.translation import ENGLISH, Translation, formats, translatable

HEADLINE = 90  # characters shown
TITLE = 100  # of a story in one line, and of a source
SENTENCE = 700  # far above the 30 words that it should have
NAME = 80  # of an outlet, a speaker or an author
CAPTION = 300
NOTE = 300
MOST_POINTS = 24
MOST_SOURCES = 12
MOST_OTHERS = 5
MOST_SUGGESTIONS = 5
MOST_DIFFERENCES = 4
MOST_REPORTS = 6
MOST_NAMES = 4

_WRITTEN = translatable("written by a language model: not everything is checked")
_TRANSLATED = translatable(
    "translated from {language} by a language model: not everything is checked"
)
_VOICES = {
    "extractive": translatable("in the source's own words"),
    "chosen": translatable("chosen by a language model, in the source's own words"),
}
_GENRES = {
    Genre.ANALYSIS: translatable("Analysis"),
    Genre.OPINION: translatable("Opinion"),
    Genre.INTERVIEW: translatable("Interview"),
    Genre.REVIEW: translatable("Review"),
    Genre.LIVE: translatable("Live blog"),
    Genre.GUIDE: translatable("Guide"),
    Genre.PAGE: translatable("Not an article"),
}
_KINDS = {
    OutletKind.STATE_RUN: translatable("state-run"),
    OutletKind.PUBLIC: translatable("public"),
    OutletKind.NON_PROFIT: translatable("non-profit"),
    OutletKind.PRIVATE: translatable("privately owned"),
}
ONLY_BEGINNING = translatable("only the beginning was readable")
UNTITLED = translatable("(no headline)")
UNNAMED = translatable("unnamed")


def private(
    answer: Answer, brief: Brief, tr: Translation = ENGLISH, *, can_post: bool = True
) -> Card:
    """What the asker alone sees; it can be posted where there is a channel to post it to."""
    card = _card(brief, tr)
    told = [Fact(tr("you were told"), brief.told_before, tr)] if brief.told_before else []
    return replace(
        card,
        facts=(*card.facts, *told),
        buttons=tuple(one for one in card.buttons if can_post or one is not Action.POST),
        note=shown(answer.note, NOTE),
        also_found_by=also_found_by(answer),
        see_also=tuple(line(one, tr) for one in answer.see_also[:MOST_OTHERS]),
        others=tuple(line(one, tr) for one in answer.others[:MOST_OTHERS]),
    )


def public(brief: Brief, tr: Translation = ENGLISH) -> Card:
    """What everybody sees in a channel or thread: nothing of what one person was told before."""
    told_nothing = tuple(replace(one, is_new=False) for one in brief.points)
    card = _card(replace(brief, points=told_nothing), tr)
    return replace(card, buttons=tuple(one for one in card.buttons if one is not Action.POST))


def nothing(answer: Answer, tr: Translation = ENGLISH) -> NothingCard:
    """What is said where nothing was found."""
    asked = shown(answer.asked, NAME)
    said = shown(answer.note, NOTE) or tr("Nothing was found on {topic}.", topic=asked)
    said = tr("Nothing new since") if answer.since else said
    topics = [one for one in map(clean, answer.suggestions) if one and len(one) <= NAME]
    others = tuple(line(one, tr) for one in answer.others[:MOST_OTHERS])
    return NothingCard(said, tuple(topics[:MOST_SUGGESTIONS]), others, answer.since, tr)


def sources(brief: Brief, tr: Translation = ENGLISH) -> SourcesCard:
    """Each article that a brief rests on."""
    listed = tuple(_source(one, tr) for one in brief.sources[:MOST_SOURCES])
    return SourcesCard(listed, _card(brief, tr))


def of_story(brief: Brief, tr: Translation = ENGLISH) -> Card:
    """A brief as a story of a digest, whose buttons are the digest's."""
    return replace(_card(brief, tr), buttons=())


def speaker(point: Point) -> str:
    """Who says it, where the sentence does not name them."""
    said = shown(point.speaker, NAME)
    name = said.partition(",")[0].strip()
    return said if name and name.casefold() not in clean(point.text).casefold() else ""


def photo(brief: Brief, tr: Translation = ENGLISH) -> Photo | None:
    """The picture of a brief; one without a credit or an address on the web is not shown."""
    found = credited(brief, tr)
    return found if found and is_web(found.url) else None


def credited(brief: Brief, tr: Translation = ENGLISH) -> Photo | None:
    """What is said of a brief's picture, for where it can't be shown itself."""
    image = brief.image or Image()
    credit = shown(image.credit, NAME)
    if not credit:
        return None
    caption = shown(image.caption, CAPTION)
    alt = clean(image.alt) or caption or clean(brief.headline) or tr("Photo")
    return Photo(image.url or "", alt, caption, credit)


def also_found_by(answer: Answer) -> tuple[str, ...]:
    """The names that a topic was found by, where they tell more than was asked."""
    asked = set(stems(clean(answer.asked)))
    names = dict.fromkeys(shown(one, NAME) for one in answer.matched)
    told = [one for one in names if not set(stems(one)) <= asked]
    return tuple(told[:MOST_NAMES])


def line(one: Headline, tr: Translation = ENGLISH) -> CardLine:
    """A story in one line: its headline, linked, and who reports it."""
    facts = tuple(map(Fact, line_facts(one, tr)))
    url = one.url if is_web(one.url) else None
    return CardLine(shown(one.text, TITLE) or tr(UNTITLED), url, facts, story=one.story)


def line_facts(one: Headline, tr: Translation = ENGLISH) -> tuple[str, ...]:
    """Who reports a story in a line, and in which language where that is not the reader's."""
    outlet = reported_by(one.outlet, one.outlets, tr)
    is_foreign = one.lang is not None and one.lang != tr.lang
    language = tr("in {language}", language=language_name(one.lang or "", tr)) if is_foreign else ""
    return tuple(filter(None, (outlet, language)))


def reported_by(outlet: str | None, outlets: int, tr: Translation = ENGLISH) -> str:
    """Who reports a story: one outlet by its name, and how many others do."""
    name = shown(outlet, NAME)
    if outlets <= 1:
        return name
    if not name:
        return tr.count("{count} outlet", "{count} outlets", outlets)
    return tr.count("{name} and {count} other", "{name} and {count} others", outlets - 1, name=name)


def is_web(url: str | None) -> bool:
    """Whether `url` may lead to the web at all; a platform may be stricter."""
    return bool(url and url.startswith(("https://", "http://")))


def _card(brief: Brief, tr: Translation) -> Card:
    return Card(
        id=brief.id,
        headline=shown(brief.headline, HEADLINE) or tr(UNTITLED),
        url=next((one.url for one in brief.sources if is_web(one.url)), None),
        facts=tuple(_origin(brief, tr)),
        sections=tuple(_sections(brief, tr)),
        disagreements=tuple(_disagreements(brief, tr)),
        photo=photo(brief, tr),
        correction=_correction(brief),
        buttons=tuple(_offered(brief)),
        voice="" if brief.summarizer == "extractive" else voice(brief, tr),
        permalink=brief.permalink or "",
        left_out=max(0, len(brief.points) - MOST_POINTS),
        other_language=_in_language(next_language(brief), tr),
        lang=told_in(brief),
        tr=tr,
    )


def _offered(brief: Brief) -> Iterator[Action]:
    """The buttons of a stored brief; what is full already has no more."""
    if not brief.id:
        return
    yield Action.POST
    if brief.length is not Length.FULL:
        yield Action.MORE
    yield Action.SOURCES
    if brief.story is not None:
        yield from (Action.NEW, Action.TIMELINE, Action.FOLLOW)
        if brief.also_in:
            yield Action.LANGUAGE


def next_language(brief: Brief) -> str:
    """The language that its story is told in after this one, so that each is reached in turn; empty
    where there is no other."""
    later = (one for one in brief.also_in if one > (told_in(brief) or ""))
    return next(later, next(iter(brief.also_in), ""))


def _in_language(lang: str, tr: Translation) -> str:
    said = tr("in {language}", language=language_name(lang, tr)) if lang else ""
    return f"{said[:1].upper()}{said[1:]}"


def told_in(brief: Brief) -> str | None:
    """The language of a brief's own sentences; that of the reader where they are translated."""
    if not brief.sources or brief.summarizer == "translated":
        return None
    return brief.sources[0].lang


def _origin(brief: Brief, tr: Translation) -> Iterator[Fact]:
    """What it is, where it is no news; who reports it; when its newest article was published;
    whether nobody gave more than the beginning to read."""
    if genre := _GENRES.get(brief.genre):
        yield Fact(tr(genre))
    named = next((one.outlet for one in brief.sources if clean(one.outlet)), None)
    if outlets := reported_by(named, brief.outlets, tr):
        yield Fact(outlets)
    if published := [one.published for one in brief.sources if one.published]:
        yield Fact("", known(max(published)), tr)
    if languages := also_in(brief, tr):
        yield Fact(languages)
    if brief.sources and not any(one.complete for one in brief.sources):
        yield Fact(tr(ONLY_BEGINNING))


def also_in(brief: Brief, tr: Translation = ENGLISH) -> str:
    """In which other languages the story is told."""
    told = [shown(language_name(lang, tr), NAME) for lang in brief.also_in[:MOST_NAMES]]
    return tr("also reported in {languages}", languages=", ".join(told)) if told else ""


def behind(outlet: Outlet | None, tr: Translation = ENGLISH) -> str:
    """Who is behind an outlet, as far as it is known: state-run, Qatar."""
    kinds = outlet.kind.values if outlet and outlet.kind else ()
    countries = outlet.country.values if outlet and outlet.country else ()
    known_kinds = (tr(_KINDS[OutletKind(one)]) for one in kinds)
    return ", ".join((*known_kinds, *(formats.country_name(one, tr) or one for one in countries)))


def voice(brief: Brief, tr: Translation = ENGLISH) -> str:
    """In whose words a brief is."""
    if brief.summarizer == "translated":
        lang = language_name(brief.sources[0].lang or "", tr)
        return tr(_TRANSLATED, language=lang)
    return tr(_VOICES.get(brief.summarizer, _WRITTEN))


def _sections(brief: Brief, tr: Translation) -> Iterator[Section]:
    pages = {one.id: one.url for one in brief.sources if one.url}
    numbered = enumerate(brief.points[:MOST_POINTS], start=1)
    for kind, points in groupby(numbered, key=lambda one: one[1].kind):
        passages = tuple(_passage(number, point, pages) for number, point in points)
        yield Section(tr(brief.heading(kind) or ""), passages)


def _passage(number: int, point: Point, pages: dict[str, str]) -> Passage:
    whole = clean(point.text)
    text = shortened(whole, SENTENCE)
    article = point.spans[0].article if point.spans else ""
    page = pages.get(article) or (point.link or "").partition("#")[0]
    links = dict.fromkeys(one for one in (point.link, page) if one and is_web(one))
    return Passage(number, text, tuple(links), speaker(point), point.is_new, is_cut=text != whole)


def _disagreements(brief: Brief, tr: Translation) -> Iterator[Disagreement]:
    by_id = {one.id: one for one in brief.sources}
    for one in brief.differences[:MOST_DIFFERENCES]:
        yield Disagreement(shown(one.what, NAME), tuple(_figures(one, by_id, tr)))


def _figures(one: Difference, by_id: dict[str, Source], tr: Translation) -> Iterator[OutletFigure]:
    for report in one.reports[:MOST_REPORTS]:
        source = by_id.get(report.source)
        outlet = shown(source.outlet if source else None, NAME) or tr(UNNAMED)
        yield OutletFigure(shown(report.figure, NAME), outlet, source.url if source else None)


def _correction(brief: Brief) -> Correction | None:
    if brief.corrected is None:
        return None
    return Correction(brief.corrected, shown(brief.correction, CAPTION))


def _source(one: Source, tr: Translation) -> CardLine:
    facts = (
        Fact("", known(one.published), tr) if one.published else None,
        Fact(shown(one.byline, NAME)) if clean(one.byline) else None,
        Fact(tr.count("{count} word", "{count} words", one.words)) if one.words else None,
        None if one.complete else Fact(tr(ONLY_BEGINNING)),
    )
    return CardLine(
        shown(one.title, TITLE) or tr(UNTITLED),
        one.url,
        tuple(filter(None, facts)),
        outlet=shown(one.outlet, NAME) or tr(UNNAMED).capitalize(),
        behind=behind(one.behind, tr),
    )
