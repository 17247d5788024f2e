"""Pure. A card -> a message of Discord.

A brief is a box: headline, facts, the sentences under their headings with the photo beside the
first, what outlets count differently, the photo's caption and credit; under it the buttons. A brief
too long for a message is shown with shorter links first, then without its last sentences.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from adapters.chat import brief_card
from adapters.chat.card import (
    LABELS,
    Action,
    Card,
    CardLine,
    Disagreement,
    Fact,
    Links,
    NothingCard,
    Passage,
    SourcesCard,
    linked,
    smaller,
    unlinked,
)
from adapters.chat.text import shortened
from adapters.discord.rendering import components as parts
from adapters.discord.rendering.components import Json
from adapters.discord.rendering.custom_ids import Click
from adapters.discord.rendering.inert import address, inert, link, moment
from bot.models import Answer, Brief

COLOUR = 0x2B6CB0
CORRECTED = 0xB7791F
LINK = 1000  # characters of an address; a longer one is not linked
LINE_LINK = 250  # the same, of a line


def answer(given: Answer) -> Json:
    """What a person sees of an answer: the brief and buttons for it, or why there is none."""
    if given.brief is None:
        found = brief_card.nothing(given)
        fewer = range(len(found.others), -1, -1)
        return parts.first_fitting(notice(*_reasons(found, most)) for most in fewer)
    card = brief_card.private(given, given.brief)
    names = ", ".join(map(inert, card.also_found_by))
    under = [f"-# Also found by: {names}" if names else "", inert(card.note)]
    others = parts.menu(
        "Other stories",
        Click(Action.STORY),
        {one.story: one.text for one in card.others if one.story},
    )
    return _fitted(card, under, [*buttons(card), *([others] if others else [])])


def posted(brief: Brief, key: str = "") -> Json:
    """A brief as it stands in a channel or thread, for everybody.

    `key` names the click that it answers, by which it is found again in its thread.
    """
    card = brief_card.public(brief)
    return _fitted(card, (), buttons(card, key))


def sources(brief: Brief) -> Json:
    """Every source, and each sentence with its link to where it stands."""
    card = brief_card.sources(brief)
    drafts = (*((level, brief_card.MOST_POINTS) for level in (Links.SENTENCE, Links.PAGE)),
              *((Links.NONE, count) for count in range(10, 0, -1)))  # fmt: skip
    return parts.first_fitting(_sources(card, level, count) for level, count in drafts)


def notice(*lines: str) -> Json:
    """A few sentences of ours to one person; what is the web's in them is inert already."""
    return parts.message([parts.text("\n".join(line for line in lines if line))])


def buttons(card: Card, key: str = "") -> list[Json]:
    """The row of buttons under a brief, the last of which shows the rest."""
    rest = (Action.MENU,) if card.in_menu else ()
    return _row((*card.in_sight, *rest), card.id or "", key)


def rest(brief: Brief, *, is_private: bool) -> Json:
    """The buttons that are not in sight under a brief."""
    card = brief_card.private(Answer("", brief.as_of), brief)
    if not is_private:
        card = brief_card.public(brief)
    said = parts.text(f"-# {headline(card)}")
    return parts.message([said, *_row(card.in_menu, card.id or "")])


def _row(actions: Iterable[Action], brief: str, key: str = "") -> list[Json]:
    return parts.rows(
        parts.button(
            LABELS[one], Click(one, brief, key), parts.GREEN if one is Action.POST else parts.GREY
        )
        for one in actions
    )


def sentence(one: Passage) -> str:
    """A sentence: who speaks, what is said, and the link to where it stands."""
    new = "**New:** " if one.is_new else ""
    speaker = f"**{inert(one.speaker)}:** " if one.speaker else ""
    return f"{new}{speaker}{inert(one.text)} {_mark(one)}"


def headline(card: Card) -> str:
    """The publisher's headline, linked to its page."""
    return link(card.headline, address(card.url, LINK))


def fact(one: Fact) -> str:
    """One of a line's facts."""
    return " ".join(filter(None, (inert(one.words), moment(one.moment) if one.moment else "")))


def photo_words(card: Card) -> str:
    """What stands under the photo, where there is one."""
    shown = card.photo if card.photo and address(card.photo.url) else None
    return f"-# Photo: {inert(shown.words)}" if shown else ""


def thumbnail(card: Card) -> Json | None:
    """The photo, where there is one."""
    return parts.thumbnail(card.photo.url, card.photo.alt) if card.photo else None


def line(one: CardLine) -> str:
    """A story in one line: its headline, linked, and who reports it."""
    title = link(one.text, address(one.url, LINE_LINK))
    return f"- {' · '.join((title, *map(fact, one.facts)))}"


def _fitted(card: Card, under: Iterable[str], rows: list[Json]) -> Json:
    notes = parts.text("\n".join(filter(None, under)))
    *most, least = smaller(card)
    drafts = chain(((one, notes) for one in most), [(least, None)])
    return parts.first_fitting(parts.message([_box(*draft), *rows]) for draft in drafts)


def _box(card: Card, notes: Json | None) -> Json | None:
    """A brief in its box."""
    return parts.container(
        [parts.text("\n".join(_head(card))), *_body(card), *_foot(card), notes],
        CORRECTED if card.correction else COLOUR,
    )


def _head(card: Card) -> Iterator[str]:
    yield f"## {headline(card)}"
    if card.correction:
        reason = inert(card.correction.reason)
        yield f"**Corrected** {moment(card.correction.at)}: {reason}".rstrip(": ")
    if card.facts:
        yield f"-# {' · '.join(map(fact, card.facts))}"


def _body(card: Card) -> Iterator[Json | None]:
    """A text for each section, the photo beside the first; the news comes without bullets."""
    photo = thumbnail(card)
    for one in card.sections:
        bullet = "- " if one.heading else ""
        lines = [f"{bullet}{sentence(each)}" for each in one.passages]
        heading = [f"### {one.heading}"] if one.heading else []
        yield parts.section("\n".join([*heading, *lines]), photo)
        photo = None


def _foot(card: Card) -> Iterator[Json | None]:
    if card.disagreements:
        yield parts.text("\n".join(["### Figures differ", *map(disagreement, card.disagreements)]))
    yield parts.text(photo_words(card))
    yield parts.text(f"-# {inert(card.voice)}" if card.voice else "")


def _mark(one: Passage) -> str:
    """The sentence's number in brackets, linked."""
    where = next(filter(None, (address(each, LINK) for each in one.links)), None)
    return f"\\[{link(str(one.number), where)}\\]"


def disagreement(one: Disagreement) -> str:
    """What outlets count differently, each figure with its outlet."""
    figures = ", ".join(f"{inert(each.figure)} ({inert(each.outlet)})" for each in one.figures)
    return f"- {inert(one.what)}: {figures}"


def _sources(card: SourcesCard, level: Links, count: int) -> Json:
    brief = linked(card.brief, level)
    listed = [_source(one) for one in unlinked(card.sources[:count], level)]
    sentences = [
        f"{_mark(one)} {inert(shortened(one.text, brief_card.TITLE))}"
        for one in brief.passages[:count]
    ]
    stands = ["**Where each sentence stands**", *sentences] if sentences else []
    shown = ["## Sources", *listed, photo_words(brief), *stands]
    return parts.message([parts.container([parts.text("\n".join(shown))], COLOUR)])


def _source(one: CardLine) -> str:
    title = link(one.text, address(one.url, LINK))
    return " · ".join((inert(one.outlet), title, *map(fact, one.facts)))


def _reasons(card: NothingCard, most: int) -> Iterator[str]:
    yield f"{inert(card.said)} {moment(card.since)}." if card.since else inert(card.said)
    if card.suggestions:
        yield f"You could ask for: {', '.join(map(inert, card.suggestions))}."
    for one in card.others[:most]:
        yield line(one)
