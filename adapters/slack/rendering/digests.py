"""Pure. A digest's card -> the message in its channel: a lead, short briefs, lines, a footer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from adapters.chat import digest_card
from adapters.chat.card import (
    LABELS,
    Action,
    Card,
    CardLine,
    Links,
    first,
    linked,
    unlinked,
)
from adapters.chat.digest_card import DigestCard, DigestStory
from adapters.chat.text import shortened
from adapters.slack.rendering import limits
from adapters.slack.rendering.blocks import NOTIFIED, action_id, body, fact, line, photo, summary
from adapters.slack.rendering.elements import (
    Json,
    Message,
    actions,
    bullets,
    button,
    context,
    divider,
    header,
    is_choice,
    option,
    rich,
    run,
    section,
)
from adapters.slack.rendering.text import escaped
from bot.models import Digest

MENU, WHY = "digest_menu", "why"
_GROUP, _PERSON = re.compile(r"S[A-Z0-9]+"), re.compile(r"[UW][A-Z0-9]+")
_DETAIL = ((24, 24), (24, 4), (8, 2), (4, 1), (1, 1))  # sentences of the lead, and of the others


def digest_message(digest: Digest, mention: str | None = None) -> Message:
    """The digest as its channel gets it; whole sentences go from the end where there is no room.

    `mention` is the group or person that an admin of the channel chose to be notified.
    """
    card = digest_card.of(digest)
    for smaller in _smaller(card):
        for lead, short in _DETAIL:
            blocks = [*_notified(mention), *_blocks(smaller, lead, short)]
            if limits.fits(blocks):
                return Message(_text(card), tuple(blocks))
    return Message(_text(card), (*_opening(card), *_footer(card)))


def _smaller(card: DigestCard) -> Iterator[DigestCard]:
    """The digest, then with ever less: addresses can be so long that they leave no room for it."""
    yield card
    yield _linked(card, Links.PAGE)
    bare = _linked(card, Links.NONE)
    lines = unlinked(card.lines)
    for most in range(len(lines), -1, -1):
        yield replace(bare, lines=lines[:most])
    for most in range(len(bare.stories) - 1, 0, -1):
        yield replace(bare, stories=bare.stories[:most], lines=())


def _linked(card: DigestCard, level: Links) -> DigestCard:
    stories = tuple(replace(one, card=linked(one.card, level)) for one in card.stories)
    return replace(card, stories=stories)


def _notified(mention: str | None) -> list[Json]:
    if mention and _GROUP.fullmatch(mention):
        return [rich(section({"type": "usergroup", "usergroup_id": mention}))]
    if mention and _PERSON.fullmatch(mention):
        return [rich(section({"type": "user", "user_id": mention}))]
    return []


def _blocks(card: DigestCard, lead: int, short: int) -> list[Json]:
    blocks = _opening(card)
    for at, story in enumerate(card.stories):
        blocks += _story(card.id, story, first(story.card, short if at else lead))
    return [*blocks, *_in_brief(card.lines), *_footer(card)]


def _opening(card: DigestCard) -> list[Json]:
    opening = [header(card.title), context(map(fact, card.facts))]
    if card.note:
        opening.append(rich(section(run(card.note, bold=True))))
    return opening


def _story(digest: str | None, story: DigestStory, shown: Card) -> list[Json]:
    update = [rich(section(run(story.update, bold=True)))] if story.update else []
    buttons = _buttons(digest, story)
    return [divider(), *update, *body(shown), *photo(shown.photo), *buttons]


def _buttons(digest: str | None, story: DigestStory) -> list[Json]:
    """More and sources in sight, the rest in a menu: "why <digest> <number>", or an action and a
    brief."""
    brief = story.card.id or ""
    fits = len(brief) <= limits.BUTTON_VALUE
    row = [one for one in story.card.buttons if fits and one in {Action.MORE, Action.SOURCES}]
    shown = [button(LABELS[one], action_id(one), brief) for one in row]
    menu = [("Why this?", f"{WHY} {digest} {story.place}")] if digest else []
    rest = [one for one in story.card.buttons if one not in row]
    menu += [(LABELS[one], f"{action_id(one)} {brief}") for one in rest]
    options = [option(text, value) for text, value in menu if is_choice(value)]
    if options:
        shown.append({"type": "overflow", "action_id": MENU, "options": options})
    return [actions(shown)] if shown else []


def _in_brief(lines: Sequence[CardLine]) -> list[Json]:
    if not lines:
        return []
    title = section(run("In brief", bold=True))
    return [divider(), rich(title, bullets(map(line, lines)))]


def _footer(card: DigestCard) -> list[Json]:
    footer = context(card.counts)
    if card.id and len(card.id) < limits.BLOCK_ID - len("digest:"):
        footer["block_id"] = block_id(card.id)
    return [footer]


def block_id(digest: str) -> str:
    """The name of the footer, by which a posted digest is found again."""
    return f"digest:{digest}"


def _text(card: DigestCard) -> str:
    opening = [summary(card.stories[0].card)] if card.stories else []
    more = len(card.stories) + len(card.lines) - 1
    note = [escaped(shortened(card.note, NOTIFIED))] if card.note else []
    rest = [f"And {more} more {'story' if more == 1 else 'stories'}."] if more > 0 else []
    return " ".join(["News digest:", *note, *opening, *rest])
