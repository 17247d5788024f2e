"""Pure. A card -> a message of Discord.

A brief is a box: headline and facts with the photo beside them, the sentences under their headings,
what outlets count differently, the photo's caption and credit; under it the buttons. A brief too
long for a message is shown with shorter links first, then without its last sentences.
"""

from collections.abc import Iterable, Iterator

from adapters.chat import agenda_card, brief_card, lines
from adapters.chat.card import (
    LABELS,
    Action,
    Card,
    Links,
    NothingCard,
    Passage,
    SourcesCard,
    first_fitting,
    fitted,
    linked,
    unlinked,
    with_fewer_others,
)
from adapters.chat.lines import Line, Listing, TextRun
from adapters.chat.managing import naming
from adapters.chat.managing.panel import DigestPanel
from adapters.chat.managing.sources import SourcePanel
from adapters.chat.text import address, shortened
from adapters.chat.timeline_card import TimelineCard
from adapters.discord.rendering import components as parts
from adapters.discord.rendering.components import Json
from adapters.discord.rendering.custom_ids import Click
from adapters.discord.rendering.inert import markdown
from bot.models import Agenda, Answer, Brief, Channel, Timeline
from bot.translation import ENGLISH, Translation

COLOUR = 0x2B6CB0
CORRECTED = 0xB7791F
LINK = 1000  # characters of an address; a longer one is not linked
LINE_LINK = 250  # the same, of a line
OWN = "@"  # in the place of a channel: the direct messages of who presses


def answer(given: Answer, tr: Translation = ENGLISH, *, can_post: bool = True) -> Json:
    """What a person sees of an answer: the brief and buttons for it, or why there is none; it can
    be posted where there is a channel to post it to."""
    if given.brief is None:
        found = with_fewer_others(brief_card.nothing(given, tr))
        return first_fitting((notice(*_reasons(one)) for one in found), parts.fits)
    card = brief_card.private(given, given.brief, tr, can_post=can_post)
    return fitted(card, _message, parts.fits)


def posted(brief: Brief, tr: Translation = ENGLISH, key: str = "") -> Json:
    """A brief as it stands in a channel or thread, for everybody.

    `key` names the click that it answers, by which it is found again in its thread.
    """
    return fitted(brief_card.public(brief, tr), lambda card: _message(card, key), parts.fits)


def sources(brief: Brief, tr: Translation = ENGLISH) -> Json:
    """Every source, and each sentence with its link to where it stands."""
    card = brief_card.sources(brief, tr)
    drafts = (*((level, brief_card.MOST_POINTS) for level in (Links.SENTENCE, Links.PAGE)),
              *((Links.NONE, count) for count in range(10, 0, -1)))  # fmt: skip
    return first_fitting((_sources(card, *draft) for draft in drafts), parts.fits)


def turns(given: Timeline | Agenda, tr: Translation = ENGLISH) -> Json:
    """How a story went, a line a turn, or what is announced, a line a date."""
    return first_fitting(map(_turns, agenda_card.drafts(given, tr)), parts.fits)


def _turns(card: TimelineCard) -> Json:
    turns = (f"- {markdown(one, LINK)}" for one in card.turns)
    told = "\n".join((f"## {markdown(card.heading)}", *turns))
    return parts.message([parts.container([parts.text(told)], COLOUR)])


def notice(*some: str) -> Json:
    """A few lines of ours to one person; what is the web's in them is inert already."""
    return parts.message([parts.text("\n".join(filter(None, some)))])


def panel(*shown: DigestPanel) -> Json:
    """Digests in words, each with what can be done about it."""
    return parts.message(one for each in shown for one in _panel(each))


def _panel(shown: DigestPanel) -> list[Json | None]:
    key = naming.marked(key_of(shown.channel), shown.mark)
    buttons = (parts.button(shown.tr(LABELS[one]), Click(one, key=key)) for one in shown.buttons)
    said = parts.text("\n".join(map(markdown, shown.lines)))
    return [said, *parts.rows(buttons)]


def sources_asked(shown: SourcePanel) -> Json:
    """Something of the sources in words, and what can be done about it."""
    buttons = (
        parts.button(shown.tr(LABELS[one]), Click(one, shown.target)) for one in shown.buttons
    )
    said = parts.text("\n".join(markdown(one, LINK) for one in shown.lines))
    return parts.message([said, *parts.rows(buttons)])


def key_of(where: Channel) -> str:
    """What a button names a channel by; direct messages are those of who presses it."""
    return where.id if where.workspace else OWN


def rest(brief: Brief, tr: Translation = ENGLISH, *, is_private: bool) -> Json:
    """The buttons that are not in sight under a brief."""
    card = brief_card.private(Answer("", brief.as_of), brief, tr)
    if not is_private:
        card = brief_card.public(brief, tr)
    said = parts.text(small(lines.headline(card)))
    return parts.message([said, *_row(card, (*card.in_menu, *card.feedback))])


def small(line: Line) -> str:
    """A line in small letters."""
    return f"-# {markdown(line, LINK)}" if line else ""


def listing(one: Listing, heading: str = "### {}", bullet: str = "- ") -> str:
    """Lines under their heading; the news comes without bullets."""
    above = [heading.format(one.heading)] if one.heading else []
    before = bullet if one.heading else ""
    return "\n".join([*above, *(f"{before}{markdown(line, LINK)}" for line in one.lines)])


def photo_words(card: Card) -> Line:
    """What stands under the photo, where it can be shown."""
    return lines.photo(card) if card.photo and address(card.photo.url) else ()


def thumbnail(card: Card) -> Json | None:
    """The photo, where there is one."""
    return parts.thumbnail(card.photo.url, card.photo.alt) if card.photo else None


def _message(card: Card, key: str = "") -> Json:
    rest = (Action.MENU,) if card.in_menu else ()
    row = _row(card, (*card.in_sight, *rest), key)
    others = parts.menu(card.tr("Other stories"), Click(Action.STORY), card.choices)
    return parts.message([_box(card), *row, others])


def _row(card: Card, actions: Iterable[Action], key: str = "") -> list[Json]:
    return parts.rows(
        parts.button(
            card.label(one),
            Click(one, card.id or "", key),
            parts.GREEN if one is Action.POST else parts.GREY,
        )
        for one in actions
    )


def _box(card: Card) -> Json | None:
    """A brief in its box: the photo stands beside its headline, and narrows no sentence."""
    colour = CORRECTED if card.correction else COLOUR
    told = (parts.text(listing(one)) for one in lines.body(card))
    head = parts.section(_head(card), thumbnail(card))
    return parts.container([head, *told, *_foot(card)], colour)


def _head(card: Card) -> str:
    facts = lines.between(map(lines.fact, card.facts))
    head = (f"## {markdown(lines.headline(card), LINK)}", markdown(lines.correction(card)))
    return "\n".join(filter(None, (*head, small(facts))))


def _foot(card: Card) -> Iterator[Json | None]:
    under = (photo_words(card), lines.voice(card), lines.found_by(card))
    yield from (parts.text(small(one)) for one in under)
    yield parts.text(markdown(lines.said(card.note)))
    yield from (parts.text(listing(one)) for one in lines.around(card.see_also, (), card.tr))


def _sources(card: SourcesCard, level: Links, count: int) -> Json:
    brief = linked(card.brief, level)
    shown = unlinked(card.sources[:count], level)
    stands = tuple(_stands(one) for one in brief.passages[:count])
    tr = brief.tr
    where = tr("Where each sentence stands")
    listed = [
        listing(Listing(tr("Sources"), tuple(map(lines.source, shown))), "## {}", ""),
        small(photo_words(brief)),
        *([listing(Listing(where, stands), bullet="")] if stands else []),
    ]
    return parts.message([parts.container(map(parts.text, listed), COLOUR)])


def _stands(one: Passage) -> Line:
    return (
        TextRun(f"[{one.number}]", one.links),
        TextRun(f" {shortened(one.text, brief_card.TITLE)}"),
    )


def _reasons(card: NothingCard) -> Iterator[str]:
    yield markdown(lines.nothing(card))
    if card.suggestions:
        some = ", ".join(card.suggestions)
        yield markdown(lines.said(card.tr("You could ask for: {topics}.", topics=some)))
    for one in card.others:
        yield f"- {markdown(lines.line(one), LINE_LINK)}"
