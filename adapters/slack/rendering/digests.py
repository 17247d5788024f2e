"""Pure. A digest's card -> the message in its channel: a lead, a sentence of each other story,
lines, a footer, and one row of buttons. What is previewed is what is sent."""

from collections.abc import Iterator, Sequence

from adapters.chat import digest_card, lines
from adapters.chat.card import LABELS, Action
from adapters.chat.digest_card import DigestCard, DigestStory
from adapters.chat.lines import Listing, TextRun
from adapters.chat.managing import naming
from adapters.chat.managing.panel import DigestPanel
from adapters.chat.managing.sources import SourcePanel
from adapters.chat.text import shortened
from adapters.slack.rendering import elements as parts
from adapters.slack.rendering import limits
from adapters.slack.rendering.blocks import NOTIFIED, action_id, body, labelled, summary
from adapters.slack.rendering.elements import Json, Message
from bot.models import Digest
from bot.translation import ENGLISH, Translation


def digest_message(digest: Digest, mention: str | None = None, key: str = "") -> Message:
    """The digest as its channel gets it, with as much as there is room for.

    `mention` is the group or person that an admin of the channel chose to be notified; `key` names
    the first block, by which the message is found again.
    """
    shown = _fitting(digest, mention)
    first, *rest = [*_notified(mention), *_blocks(shown), *_buttons(shown)]
    named = {**first, "block_id": key} if key else first
    return Message(_text(digest_card.of(digest)), (named, *rest))


def preview_message(digest: Digest, channel: str = "", mention: str | None = None) -> Message:
    """As `digest_message`, for who asked to see it: with what there was no room for, and a button
    that posts it in the channel."""
    shown = _fitting(digest, mention)
    blocks = (
        *_notified(mention),
        *_blocks(shown),
        *parts.small(digest_card.missing(digest, shown)),
    )
    return Message(_text(digest_card.of(digest)), (*blocks, *_buttons(shown, channel)))


def why_message(digest: Digest) -> Message:
    """Why each story is in the digest."""
    card = digest_card.of(digest)
    told = parts.listing(digest_card.why(card))
    return Message(
        card.tr("Why these stories"),
        (parts.rich(*told), parts.context(map(lines.said, card.counts))),
    )


def preview_view(digest: Digest, tr: Translation = ENGLISH) -> Json:
    """The digest in a modal, on top of the form that it was asked for from."""
    shown = _fitting(digest, None)
    blocks = [*_blocks(shown), *parts.small(digest_card.missing(digest, shown))]
    return parts.modal(tr("Preview"), blocks, tr("Back"))


def panel_message(*panels: DigestPanel) -> Message:
    """Digests in words, each with what can be done about it."""
    made = [parts.notice(*one.lines, buttons=panel_buttons(one)) for one in panels]
    return Message(made[0].text, tuple(block for one in made for block in one.blocks))


def source_message(panel: SourcePanel) -> Message:
    """Something of the sources in words, with what can be done about it."""
    row = labelled(panel.buttons, panel.target, panel.tr)
    return parts.notice(*panel.lines, buttons=row)


def panel_buttons(panel: DigestPanel) -> list[Json]:
    """What can be done with a digest: each button carries its channel and its mark."""
    key = naming.marked(panel.channel.id, panel.mark)
    return labelled(panel.buttons, key, panel.tr)


def mentioned_in(blocks: Sequence[Json]) -> str | None:
    """The group or person that a message notifies in its first block, as `digest_message` makes
    it."""
    elements = blocks[0].get("elements") or [{}] if blocks else [{}]
    for one in elements[0].get("elements") or ():
        if found := one.get("usergroup_id") or one.get("user_id"):
            return str(found)
    return None


def _fitting(digest: Digest, mention: str | None) -> DigestCard:
    """As much of the digest as there is room for, in a preview too, which has more under it."""

    def fits(less: DigestCard) -> bool:
        widest = (
            *_notified(mention),
            *_blocks(less),
            *parts.small(digest_card.missing(digest, less)),
        )
        return limits.fits((*widest, *_buttons(less, "C" * limits.CHANNEL)))

    return digest_card.fitting(digest, fits)


def _notified(mention: str | None) -> list[Json]:
    whom = lines.notified(mention)
    return [parts.words((whom,))] if whom else []


def _blocks(card: DigestCard) -> Iterator[Json]:
    yield parts.header(card.title)
    yield parts.context(map(lines.fact, card.facts))
    if card.note:
        yield parts.words((TextRun(card.note, is_bold=True),))
    for at, story in enumerate(card.stories):
        yield parts.divider()
        yield from [_short(story)] if at else _lead(story)
    if card.lines:
        yield parts.divider()
        yield parts.listed(Listing(card.tr("In brief"), tuple(map(lines.line, card.lines))))
    if card.dates.lines:
        yield parts.divider()
        yield parts.listed(card.dates)
    footer = parts.context(map(lines.said, card.counts))
    is_named = card.id and len(card.id) < limits.BLOCK_ID - len("digest:")
    yield {**footer, "block_id": block_id(card.id or "")} if is_named else footer


def _lead(story: DigestStory) -> Iterator[Json]:
    if story.update:
        yield parts.words((TextRun(story.update, is_bold=True),))
    yield from body(story.card)
    yield from parts.small(lines.voice(story.card))


def _short(story: DigestStory) -> Json:
    """A story in a block: headline and facts, what has changed, one sentence."""
    card = story.card
    facts = (*map(lines.fact, card.facts), lines.voice(card))
    told = (
        lines.between((lines.bold(lines.headline(card)), *facts)),
        lines.correction(card),
        lines.bold(lines.said(story.update)) if story.update else (),
        *(lines.passage(one, card.tr) for one in card.passages),
    )
    return parts.words(lines.between(told, "\n"))


def _buttons(card: DigestCard, channel: str | None = None) -> list[Json]:
    """One row for the whole digest: a menu of its stories, why they are in it, and in a preview
    what posts it in `channel`; under an alert, what can be done about its story."""
    if card.buttons:
        brief = card.stories[0].card.id or ""
        return [parts.actions(labelled(card.buttons, brief, card.tr))]
    options = [
        parts.option(text, brief) for brief, text in card.choices.items() if parts.is_choice(brief)
    ]
    row: list[Json] = []
    if options:
        row.append(parts.menu(action_id(Action.READ), card.tr(LABELS[Action.READ]), options))
    if card.id and card.stories and len(card.id) <= limits.BUTTON_VALUE:
        row.append(parts.button(card.tr(LABELS[Action.WHY]), action_id(Action.WHY), card.id))
    if channel and card.id:
        value = f"{channel} {card.id}"
        label, action = card.tr(LABELS[Action.POST_DIGEST]), action_id(Action.POST_DIGEST)
        row.insert(0, parts.button(label, action, value, "primary"))
    return [parts.actions(row)] if row else []


def block_id(digest: str) -> str:
    """The name of the footer, by which a posted digest is found again."""
    return f"digest:{digest}"


def _text(card: DigestCard) -> str:
    opening = [summary(card.stories[0].card)] if card.stories else []
    more = len(card.stories) + len(card.lines) - 1
    note = [parts.mrkdwn(lines.said(shortened(card.note, NOTIFIED)))] if card.note else []
    tr = card.tr
    rest = (
        [tr.count("And {count} more story.", "And {count} more stories.", more)] if more > 0 else []
    )
    return " ".join([tr("News digest:"), *note, *opening, *rest])
