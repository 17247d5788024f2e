"""Pure. A digest's card -> a message of Discord, and why each story is in it.

The lead in full, the next in a few sentences with a button for the rest, others in a line; below,
what was read and what became of it. Too long for a message, it is told with fewer sentences.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.chat import digest_card
from adapters.chat.card import (
    LABELS,
    Action,
    Links,
    first,
    linked,
    unlinked,
)
from adapters.chat.digest_card import DigestCard, DigestStory
from adapters.discord.rendering import components as parts
from adapters.discord.rendering.components import Json
from adapters.discord.rendering.custom_ids import Click
from adapters.discord.rendering.inert import cut, inert
from adapters.discord.rendering.layout import (
    COLOUR,
    fact,
    headline,
    line,
    notice,
    photo_words,
    sentence,
    thumbnail,
)
from bot.models import Digest

TITLE_OF_POST = 100  # of a forum's post


def digest(made: Digest, key: str = "", role: str | None = None) -> Json:
    """The digest as its channel sees it.

    `key` names its delivery, by which `keyed` finds the message again; `role` is the one an admin
    lets be notified.
    """
    why = _button(Action.WHY, made.id or "", key) or _button(Action.WHY, "", key)
    return _fitted(made, parts.rows([why]), role)


def preview(made: Digest, channel: str = "") -> Json:
    """The digest as the one who asked for it now sees it, with a button that posts it there."""
    there = Click(Action.POST_DIGEST, made.id or "", channel)
    post = parts.button(LABELS[Action.POST_DIGEST], there, parts.GREEN)
    return _fitted(made, parts.rows([post, _button(Action.WHY, made.id or "")]), None)


def why(made: Digest) -> Json:
    """Why each story is in the digest."""
    card = digest_card.of(made)
    lines = [
        f"{number}. **{inert(one.card.headline)}**: {inert(one.why)}"
        for number, one in enumerate(card.stories, start=1)
    ]
    return notice("## Why these stories", *lines, _footer(card))


def title(made: Digest) -> str:
    """The name of the digest's post in a forum; never empty."""
    first = made.items[0].brief.headline if made.items else None
    day = digest_card.day(made)
    return cut(f"{day}: {first}" if first else day, TITLE_OF_POST)


@dataclass(frozen=True, slots=True)
class Measure:
    """How much of a digest is told: sentences of the lead and of each other story, and how many
    stories and lines."""

    links: Links
    lead: int
    each: int
    stories: int
    lines: int


_MEASURES = (
    Measure(Links.SENTENCE, 8, 3, 8, 15),
    Measure(Links.PAGE, 8, 3, 8, 15),
    Measure(Links.PAGE, 5, 2, 8, 8),
    Measure(Links.PAGE, 3, 1, 8, 8),
    Measure(Links.NONE, 3, 1, 8, 8),
    Measure(Links.NONE, 1, 1, 3, 3),
    Measure(Links.NONE, 1, 0, 2, 2),
    Measure(Links.NONE, 0, 0, 2, 0),
)


def _fitted(made: Digest, rows: list[Json], role: str | None) -> Json:
    card = digest_card.of(made)
    return parts.first_fitting(_draft(card, rows, role, measure) for measure in _MEASURES)


def _draft(card: DigestCard, rows: list[Json], role: str | None, measure: Measure) -> Json:
    stories = [
        shown
        for at, one in enumerate(card.stories[: measure.stories])
        for shown in _story(one, measure.links, measure.each if at else measure.lead)
    ]
    lines = list(map(line, unlinked(card.lines[: measure.lines], measure.links)))
    boxes = [
        parts.container([parts.text("\n".join(_head(card, role)))]),
        parts.container(stories, COLOUR),
        parts.container([parts.text("\n".join(["### In brief", *lines]))] if lines else []),
        parts.text(_footer(card)),
    ]
    return parts.message([*boxes, *rows], role)


def _head(card: DigestCard, role: str | None) -> Iterator[str]:
    if role:
        yield f"<@&{role}>"
    yield f"# {inert(card.title)}"
    yield f"-# {' · '.join(map(fact, card.facts))}"
    if card.note:
        yield inert(card.note)


def _story(one: DigestStory, links: Links, most: int) -> Iterator[Json | None]:
    """A story with a button for the rest of it; where it has its photo, the button stands below."""
    card = linked(first(one.card, most), links)
    update = [f"**{inert(one.update)}**"] if one.update else []
    facts = f"-# {' · '.join(map(fact, card.facts))}" if card.facts else ""
    points = map(sentence, card.passages)
    shown = "\n".join([f"### {headline(card)}", *update, *points, facts]).rstrip()
    read = _button(Action.READ, card.id) if Action.MORE in card.buttons and card.id else None
    if picture := thumbnail(card):
        yield parts.section(shown, picture)
        yield parts.text(photo_words(card))
        yield from parts.rows([read])
    else:
        yield parts.section(shown, read)


def _button(action: Action, id: str, key: str = "") -> Json | None:
    return parts.button(LABELS[action], Click(action, id, key))


def _footer(card: DigestCard) -> str:
    return f"-# {' · '.join(card.counts)}"
