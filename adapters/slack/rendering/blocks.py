"""Pure. A card -> the message that Slack shows."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from adapters.chat import agenda_card, brief_card, lines
from adapters.chat.card import (
    LABELS,
    Action,
    Card,
    NothingCard,
    first_fitting,
    fitted,
    with_fewer_others,
)
from adapters.chat.lines import TextRun
from adapters.chat.text import shortened
from adapters.chat.timeline_card import TimelineCard
from adapters.slack.rendering import elements as parts
from adapters.slack.rendering import limits
from adapters.slack.rendering.elements import Json, Message
from adapters.slack.rendering.text import web_address
from bot.models import Agenda, Answer, Brief, Timeline
from bot.translation import ENGLISH, Translation

NOTIFIED = 300  # characters of a sentence in a notification
ASK, STORY, MENU, FEEDBACK = "ask", "story", "brief_menu", "brief_feedback"


def action_id(action: Action) -> str:
    """The name of a button that does `action`."""
    return f"brief_{action}"


def labelled(some: Iterable[Action], value: str, tr: Translation) -> list[Json]:
    """Buttons that each carry `value`."""
    return [parts.button(tr(LABELS[one]), action_id(one), value) for one in some]


def answer_message(
    answer: Answer, tr: Translation = ENGLISH, near: str | None = None, *, can_post: bool = True
) -> Message:
    """What the asker alone sees; `near` is the command that they may have meant.

    It can be posted where there is a channel to post it to.
    """
    if answer.brief is None:
        found = with_fewer_others(brief_card.nothing(answer, tr))
        return first_fitting((_nothing(one, near) for one in found), _fits)
    card = brief_card.private(answer, answer.brief, tr, can_post=can_post)
    return fitted(card, _shown, _fits)


def posted_message(brief: Brief, tr: Translation = ENGLISH) -> Message:
    """What everybody sees in the channel or the thread."""
    return fitted(brief_card.public(brief, tr), _shown, _fits)


def sources_message(brief: Brief, tr: Translation = ENGLISH) -> Message:
    """Every source with its link, its moment and its length, and the photo's credit."""
    card = brief_card.sources(brief, tr)
    names = ", ".join(dict.fromkeys(one.outlet for one in card.sources))
    text = tr("Sources: {names}", names=parts.mrkdwn(lines.said(names)))
    picture = lines.photo(card.brief)
    below = [parts.context([picture])] if picture else []
    shown = lines.Listing(tr("Sources"), tuple(map(lines.source, card.sources)))
    drafts = (
        Message(text, (parts.listed(replace(shown, lines=shown.lines[:most])), *below))
        for most in range(len(shown.lines), -1, -1)
    )
    return first_fitting(drafts, _fits)


def turns_message(made: Timeline | Agenda, tr: Translation = ENGLISH) -> Message:
    """How a story went, a line a turn, or what is announced, a line a date."""
    return first_fitting(map(_turns, agenda_card.drafts(made, tr)), _fits)


def _turns(card: TimelineCard) -> Message:
    told = parts.listing(lines.Listing("", card.turns))
    return Message(
        parts.mrkdwn(card.heading), (parts.rich(parts.paragraph(lines.bold(card.heading)), *told),)
    )


def body(card: Card) -> list[Json]:
    """Headline, facts beside the photo, the sentences and what outlets count differently, and what
    stands under the photo."""
    rest, picture = lines.rest(card), _picture(card)
    said = [element for one in lines.body(card) for element in parts.listing(one)]
    shown = [*said, *([parts.paragraph(rest)] if rest else [])]
    words = [parts.context([lines.photo(card)])] if picture else []
    return [heading(card), _facts(card, picture), *([parts.rich(*shown)] if shown else []), *words]


def heading(card: Card) -> Json:
    """The publisher's own headline, and that the brief was corrected."""
    headline = lines.bold(lines.headline(card))
    return parts.words(lines.between((headline, lines.correction(card)), "\n"))


def summary(card: Card) -> str:
    """The brief as one short text, for a notification."""
    news = [shortened(one.text, NOTIFIED) for one in card.passages[:1]]
    return " — ".join(parts.mrkdwn(lines.said(one)) for one in (card.headline, *news))


def _shown(card: Card) -> Message:
    return Message(summary(card), tuple(_blocks(card)))


def _fits(message: Message) -> bool:
    return limits.fits(message.blocks)


def _blocks(card: Card) -> Iterator[Json]:
    if card.note:
        yield parts.words((TextRun(card.note, is_italic=True),))
    yield from body(card)
    yield from parts.small(lines.voice(card))
    yield from _buttons(card)
    if found := lines.found_by(card):
        yield parts.context([found])
    yield from _others(card)


def _facts(card: Card, picture: Json | None) -> Json:
    """The line of facts, with the photo at its side: above the text it would take a screen."""
    line = parts.context(map(lines.fact, card.facts))
    if picture is None:
        return line
    return {"type": "section", "text": line["elements"][0], "accessory": picture}


def _picture(card: Card) -> Json | None:
    address = web_address(card.photo.url) if card.photo else None
    return parts.image(address, card.photo.alt) if card.photo and address else None


def _buttons(card: Card) -> list[Json]:
    """Those in sight, a menu of the rest, and what a reader can say of it: each choice is an action
    and the brief."""
    brief = card.id
    if not brief or len(brief) > limits.BUTTON_VALUE:
        return []
    row = [
        parts.button(
            card.label(one), action_id(one), brief, "primary" if one is Action.POST else None
        )
        for one in card.in_sight
    ]
    rest = [(card.label(one), f"{action_id(one)} {brief}") for one in card.in_menu]
    options = [parts.option(text, value) for text, value in rest if parts.is_choice(value)]
    menu = [{"type": "overflow", "action_id": MENU, "options": options}] if options else []
    shown = [parts.actions([*row, *menu])] if row or menu else []
    said = [parts.option(card.label(one), f"{action_id(one)} {brief}") for one in card.feedback]
    if not shown or not all(parts.is_choice(one["value"]) for one in said):
        return shown
    buttons = {"type": "feedback_buttons", "action_id": FEEDBACK,
               "positive_button": said[0], "negative_button": said[1]}  # fmt: skip
    return [*shown, {"type": "context_actions", "elements": [buttons]}]


def _nothing(card: NothingCard, near: str | None) -> Message:
    asked = [parts.button(one, f"{ASK}_{at}", one) for at, one in enumerate(card.suggestions)]
    hints = [card.tr("Did you mean {command}?", command=f"/brief {near}")] if near else []
    hints += [card.tr("You could ask for:")] if asked else []
    shown = parts.notice(
        lines.between((lines.nothing(card), *map(lines.said, hints)), " "), buttons=asked
    )
    return Message(shown.text, (*shown.blocks, *_others(card)))


def _others(card: Card | NothingCard) -> Iterator[Json]:
    """Stories in a line each, and a menu of those that can be asked for."""
    see_also = card.see_also if isinstance(card, Card) else ()
    yield from (parts.listed(one) for one in lines.around(see_also, card.others, card.tr))
    options = [
        parts.option(text, story) for story, text in card.choices.items() if parts.is_choice(story)
    ]
    if options:
        yield parts.actions([parts.menu(STORY, card.tr("Brief another…"), options)])
