"""Pure. A digest's card -> the message in its channel: a lead, a sentence of each other story,
lines, a footer, and one row of buttons."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from adapters.chat import digest_card
from adapters.chat.card import LABELS, Action, CardLine
from adapters.chat.digest_card import DigestCard, DigestStory
from adapters.chat.text import shortened
from adapters.slack.rendering import limits
from adapters.slack.rendering.blocks import (
    NOTIFIED,
    action_id,
    body,
    fact,
    line,
    passage,
    photo,
    summary,
)
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
    link,
    moment,
    option,
    plain,
    rich,
    run,
    section,
)
from adapters.slack.rendering.text import escaped
from bot.models import Digest

_GROUP, _PERSON = re.compile(r"S[A-Z0-9]+"), re.compile(r"[UW][A-Z0-9]+")


def digest_message(digest: Digest, mention: str | None = None) -> Message:
    """The digest as its channel gets it, with as much as there is room for.

    `mention` is the group or person that an admin of the channel chose to be notified.
    """
    return _message(digest, mention, is_preview=False)


def preview_message(digest: Digest, mention: str | None = None) -> Message:
    """As `digest_message`, for who asked to see it: with what there was no room for."""
    return _message(digest, mention, is_preview=True)


def why_message(digest: Digest) -> Message:
    """Why each story is in the digest."""
    card = digest_card.of(digest)
    lines = [[run(f"{headline}: ", bold=True), run(why)] for headline, why in digest_card.why(card)]
    title = section(run("Why these stories", bold=True))
    told = rich(title, bullets(lines)) if lines else rich(title)
    return Message("Why these stories", (told, context(map(escaped, card.counts))))


def _message(digest: Digest, mention: str | None, *, is_preview: bool) -> Message:
    card = digest_card.of(digest)
    blocks: list[Json] = []
    for less in digest_card.smaller(card):
        blocks = [*_notified(mention), *_blocks(less)]
        if limits.fits([*blocks, divider()]):  # the preview's own line
            missing = digest_card.missing(digest, less) if is_preview else ""
            cut = [context([escaped(missing)])] if missing else []
            return Message(_text(card), (*blocks, *cut))
    return Message(_text(card), (*_opening(card), *_footer(card)))


def _notified(mention: str | None) -> list[Json]:
    if mention and _GROUP.fullmatch(mention):
        return [rich(section({"type": "usergroup", "usergroup_id": mention}))]
    if mention and _PERSON.fullmatch(mention):
        return [rich(section({"type": "user", "user_id": mention}))]
    return []


def _blocks(card: DigestCard) -> list[Json]:
    blocks = _opening(card)
    for at, story in enumerate(card.stories):
        blocks += _short(story) if at else _lead(story)
    return [*blocks, *_in_brief(card.lines), *_footer(card), *_buttons(card)]


def _opening(card: DigestCard) -> list[Json]:
    opening = [header(card.title), context(map(fact, card.facts))]
    if card.note:
        opening.append(rich(section(run(card.note, bold=True))))
    return opening


def _lead(story: DigestStory) -> list[Json]:
    update = [rich(section(run(story.update, bold=True)))] if story.update else []
    voice = [context([escaped(story.card.voice)])] if story.card.voice else []
    return [divider(), *update, *body(story.card), *photo(story.card.photo), *voice]


def _short(story: DigestStory) -> list[Json]:
    """A story in a block: headline and facts, what has changed, one sentence."""
    card = story.card
    told = [
        [link(card.headline, card.url, bold=True), *_facts(story)],
        *([[run(story.update, bold=True)]] if story.update else []),
        *map(passage, card.passages),
    ]
    lines = [[*one, run("\n")] for one in told]
    return [divider(), rich(section(*chain(*lines[:-1]), *lines[-1][:-1]))]


def _facts(story: DigestStory) -> Iterator[Json]:
    for one in story.card.facts:
        yield run(f" · {one.words}")
        if one.moment:
            yield moment(one.moment)
    if story.card.correction:
        yield run(" (corrected)", italic=True)
    if story.card.voice:
        yield run(f" · {story.card.voice}")


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


def _buttons(card: DigestCard) -> list[Json]:
    """One row for the whole digest: a menu of its stories, and why they are in it."""
    options = [option(text, brief) for brief, text in card.choices.items() if is_choice(brief)]
    row: list[Json] = []
    if options:
        words = plain(LABELS[Action.READ])
        row.append({"type": "static_select", "action_id": action_id(Action.READ),
                    "placeholder": words, "options": options})  # fmt: skip
    if card.id and card.stories and len(card.id) <= limits.BUTTON_VALUE:
        row.append(button(LABELS[Action.WHY], action_id(Action.WHY), card.id))
    return [actions(row)] if row else []


def block_id(digest: str) -> str:
    """The name of the footer, by which a posted digest is found again."""
    return f"digest:{digest}"


def _text(card: DigestCard) -> str:
    opening = [summary(card.stories[0].card)] if card.stories else []
    more = len(card.stories) + len(card.lines) - 1
    note = [escaped(shortened(card.note, NOTIFIED))] if card.note else []
    rest = [f"And {more} more {'story' if more == 1 else 'stories'}."] if more > 0 else []
    return " ".join(["News digest:", *note, *opening, *rest])
