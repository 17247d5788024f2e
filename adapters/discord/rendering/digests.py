"""Pure. A digest's card -> a message of Discord, and why each story is in it.

The lead in full with its photo, the next in a sentence each, others in a line; below, what was read
and what became of it, and one row of buttons for all. What is previewed is what is sent.
"""

from collections.abc import Iterator

from adapters.chat import digest_card, lines
from adapters.chat.card import LABELS, Action
from adapters.chat.digest_card import DigestCard, DigestStory
from adapters.chat.lines import Line, Named, NameRun, TextRun
from adapters.discord.rendering import components as parts
from adapters.discord.rendering.components import Json
from adapters.discord.rendering.custom_ids import Click
from adapters.discord.rendering.inert import cut, markdown
from adapters.discord.rendering.layout import (
    COLOUR,
    LINE_LINK,
    LINK,
    listing,
    photo_words,
    small,
    thumbnail,
)
from bot.models import Digest

TITLE_OF_POST = 100  # of a forum's post


def digest(made: Digest, key: str = "", role: str | None = None) -> Json:
    """The digest as its channel sees it.

    `key` names its delivery, by which the message is found again; `role` is the one an admin lets
    be notified.
    """
    shown = _fitting(made, role)
    if shown.buttons:
        return parts.message([*_body(shown, role), *_alert_row(shown, key)], role)
    why = _why_button(shown, made.id or "", key) or _why_button(shown, "", key)
    return parts.message([*_body(shown, role), *_rows(shown, key, why)], role)


def preview(made: Digest, channel: str | None = "", role: str | None = None) -> Json:
    """The digest as the one who asked for it now sees it: as it would be sent, what there is no
    room for, and a button that posts it there, unless `channel` is None. It notifies nobody."""
    shown = _fitting(made, role)
    there = Click(Action.POST_DIGEST, made.id or "", channel or "")
    post = parts.button(shown.tr(LABELS[Action.POST_DIGEST]), there, parts.GREEN)
    post = None if channel is None else post
    rows = _rows(shown, "", post, _why_button(shown, made.id or ""))
    missing = parts.text(small(digest_card.missing(made, shown)))
    return parts.message([*_body(shown, role), missing, *rows])


def why(made: Digest) -> Json:
    """Why each story is in the digest."""
    card = digest_card.of(made)
    told = [listing(digest_card.why(card), "## {}"), small(_counts(card))]
    return parts.message([parts.text("\n".join(told))])


def title(made: Digest) -> str:
    """The name of the digest's post in a forum; never empty."""
    first = made.items[0].brief.headline if made.items else None
    day = digest_card.day(made)
    return cut(f"{day}: {first}" if first else day, TITLE_OF_POST)


def _fitting(made: Digest, role: str | None) -> DigestCard:
    """As much of the digest as there is room for, in a preview too, which has a line more."""

    def fits(less: DigestCard) -> bool:
        widest = _rows(less, "", *[_why_button(less, "")] * 2)
        missing = parts.text(small(digest_card.missing(made, less)))
        return parts.fits(parts.message([*_body(less, role), missing, *widest]))

    return digest_card.fitting(made, fits)


def _body(card: DigestCard, role: str | None) -> list[Json | None]:
    in_brief = "\n".join(f"- {markdown(lines.line(one), LINE_LINK)}" for one in card.lines)
    heading = card.tr("In brief")
    return [
        parts.text("\n".join(_head(card, role))),
        parts.container(_stories(card), COLOUR),
        parts.container([parts.text(f"### {heading}\n{in_brief}" if in_brief else "")]),
        parts.container([parts.text(listing(card.dates, "### {}") if card.dates.lines else "")]),
        parts.text(small(_counts(card))),
    ]


def _head(card: DigestCard, role: str | None) -> Iterator[str]:
    if role:
        yield markdown((NameRun(Named.GROUP, role),))
    yield f"# {markdown(lines.said(card.title))}"
    yield small(lines.between(map(lines.fact, card.facts)))
    if card.note:
        yield markdown(lines.said(card.note))


def _stories(card: DigestCard) -> Iterator[Json | None]:
    """Each story; the lead's photo stands beside its headline."""
    for at, one in enumerate(card.stories):
        if at:
            yield parts.separator()
            yield parts.text("\n".join(filter(None, _short(one))))
            continue
        listed = [listing(each, "**{}**") for each in lines.body(one.card)]
        picture = thumbnail(one.card)
        head = "\n".join(filter(None, _head_of(one)))
        if picture:
            yield parts.section(head, picture)
            yield parts.text("\n".join(listed))
        else:
            yield parts.text("\n".join((head, *listed)))
        yield parts.text(small(photo_words(one.card)))


def _head_of(one: DigestStory) -> Iterator[str]:
    """A story's headline and facts, and what has changed."""
    card = one.card
    yield f"### {markdown(lines.headline(card), LINK)}"
    yield markdown(lines.correction(card))
    yield small(lines.between((*map(lines.fact, card.facts), lines.voice(card))))
    yield markdown((TextRun(one.update, is_bold=True),))


def _short(one: DigestStory) -> Iterator[str]:
    """A story after the lead: headline and facts, what has changed, one sentence."""
    card = one.card
    facts = (*map(lines.fact, card.facts), lines.voice(card))
    yield markdown(lines.between((lines.bold(lines.headline(card)), *facts)), LINK)
    yield markdown(lines.correction(card))
    yield markdown((TextRun(one.update, is_bold=True),))
    yield from (markdown(lines.passage(each, card.tr), LINK) for each in card.passages)


def _rows(card: DigestCard, key: str, *buttons: Json | None) -> list[Json]:
    """A menu of the stories, and buttons for the whole digest."""
    menu = parts.menu(card.tr(LABELS[Action.READ]), Click(Action.READ, "", key), card.choices)
    return [*([menu] if menu else []), *parts.rows(buttons)]


def _alert_row(card: DigestCard, key: str) -> list[Json]:
    """What can be done about an alert's story; the first button names the delivery."""
    brief = card.stories[0].card.id or ""
    return parts.rows(
        parts.button(card.tr(LABELS[one]), Click(one, brief, "" if at else key))
        for at, one in enumerate(card.buttons)
    )


def _why_button(card: DigestCard, id: str, key: str = "") -> Json | None:
    return parts.button(card.tr(LABELS[Action.WHY]), Click(Action.WHY, id, key))


def _counts(card: DigestCard) -> Line:
    return lines.between(map(lines.said, card.counts))
