"""Pure. A digest's card -> an Adaptive Card, with as much as a workflow takes.

All of the web's words are runs of a RichTextBlock, which knows no markup. What Teams would expand
in any text, `{{DATE(…)}}`, is written by us alone.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from adapters.chat import brief_card, digest_card, lines
from adapters.chat.brief_card import is_web
from adapters.chat.card import Card, first, first_fitting
from adapters.chat.digest_card import DigestCard, DigestStory
from adapters.chat.lines import Line, Listing, MomentRun, Run, TextRun
from adapters.chat.text import Moment, spelled
from bot.models import Brief, Digest
from bot.translation import Translation

MOST_BYTES = 28_000  # of a message, https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors
VERSION = "1.4"
_FEWER_POINTS = (24, 8, 3, 1, 0)

Json = dict[str, Any]


def digest_message(digest: Digest) -> bytes:
    """The digest as its channel gets it."""
    card = digest_card.fitting(digest, lambda less: _fits(_digest(less)))
    return _message(_digest(card))


def correction_message(briefs: Iterable[Brief], tr: Translation) -> bytes | None:
    """What was corrected in a message that stands, each brief as it is now; None for nothing."""
    corrected = [brief_card.of_story(one, tr) for one in briefs if one.corrected]
    if not corrected:
        return None
    drafts = (
        [first(card, points) for card in corrected[:count]]
        for count in range(len(corrected), 0, -1)
        for points in _FEWER_POINTS
    )
    return first_fitting((_message(_correction(cards, tr)) for cards in drafts), _fit)


def _fit(message: bytes) -> bool:
    return len(message) <= MOST_BYTES


def _fits(body: Iterable[Json]) -> bool:
    return _fit(_message(body))


def _message(body: Iterable[Json]) -> bytes:
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": VERSION,
        "msteams": {"width": "Full"},
        "body": list(body),
    }
    attachment = {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "contentUrl": None,
        "content": card,
    }
    told = {"type": "message", "attachments": [attachment]}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _digest(card: DigestCard) -> Iterator[Json]:
    yield {**_block((TextRun(card.title, is_bold=True),), size="Large"), "style": "heading"}
    yield _small(lines.between(map(lines.fact, card.facts)))
    if card.note:
        yield _block((TextRun(card.note, is_bold=True),))
    for story in card.stories:
        yield {"type": "Container", "separator": True, "items": list(_story(story))}
    if card.lines:
        found = _listing(Listing(card.tr("In brief"), tuple(map(lines.line, card.lines))))
        yield {"type": "Container", "separator": True, "items": list(found)}
    if card.dates.lines:
        yield {"type": "Container", "separator": True, "items": list(_listing(card.dates))}
    yield _small(lines.between(map(lines.said, card.counts)))


def _correction(cards: Iterable[Card], tr: Translation) -> Iterator[Json]:
    yield _block((TextRun(tr("A digest posted here was corrected"), is_bold=True),))
    for card in cards:
        yield {"type": "Container", "separator": True, "items": list(_brief(card))}


def _story(story: DigestStory) -> Iterator[Json]:
    if story.update:
        yield _block((TextRun(story.update, is_bold=True),))
    yield from _brief(story.card)


def _brief(card: Card) -> Iterator[Json]:
    yield _block(lines.bold(lines.headline(card)))
    for line in (lines.correction(card), lines.between(map(lines.fact, card.facts))):
        if line:
            yield _small(line)
    for listing in lines.body(card):
        yield from _listing(listing)
    if small := lines.between((lines.rest(card), lines.voice(card))):
        yield _small(small)


def _listing(listing: Listing) -> Iterator[Json]:
    """Lines under their heading, each on its own."""
    if listing.heading:
        yield _block((TextRun(listing.heading, is_bold=True),))
    mark = lines.said("• ") if listing.heading else ()
    for line in listing.lines:
        yield _block((*mark, *line))


def _small(line: Line) -> Json:
    return _block(line, size="Small", is_subtle=True)


def _block(line: Line, size: str = "Default", *, is_subtle: bool = False) -> Json:
    return {
        "type": "RichTextBlock",
        "inlines": [_run(one, size, is_subtle=is_subtle) for one in line if one != TextRun("")],
    }


def _run(run: Run, size: str, *, is_subtle: bool) -> Json:
    look: Json = {"type": "TextRun", "size": size, "isSubtle": is_subtle}
    if isinstance(run, MomentRun):
        return {**look, "text": _moment(run.moment, run.tr)}
    if not isinstance(run, TextRun):  # a name of another platform's
        return {**look, "text": run.id}
    look |= {"text": run.text.replace("{{", "{\u200b{")}
    look |= {"weight": "Bolder"} if run.is_bold else {}
    look |= {"italic": True} if run.is_italic else {}
    link = next(filter(is_web, run.links), None)
    return {**look, "selectAction": {"type": "Action.OpenUrl", "url": link}} if link else look


def _moment(moment: Moment, tr: Translation) -> str:
    """A moment on the reader's own clock, which Teams knows."""
    if not isinstance(moment, datetime):
        return spelled(moment, tr)
    at = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return f"{{{{DATE({at},SHORT)}}}} {{{{TIME({at})}}}}"
