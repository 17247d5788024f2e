"""Pure. A digest's card -> an Adaptive Card, with as much as a workflow takes.

All of the web's words are runs of a RichTextBlock, which knows no markup. What Teams would expand
in any text, `{{DATE(…)}}`, is written by us alone.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from adapters import outline
from adapters.chat import lines
from adapters.chat.brief_card import is_web
from adapters.chat.card import first_fitting
from adapters.chat.lines import Line, MomentRun, Run, TextRun
from adapters.chat.text import Moment, spelled
from adapters.outline import Group, Piece, Style
from bot.models import Brief, Digest
from bot.translation import Translation

MOST_BYTES = 28_000  # of a message, https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors
VERSION = "1.4"
_BOLD = {Style.TITLE, Style.HEADLINE, Style.HEADING, Style.STRONG}

Json = dict[str, Any]


def digest_message(digest: Digest) -> bytes:
    """The digest as its channel gets it."""
    return outline.fitting(digest, _message, _fits)


def correction_message(briefs: Sequence[Brief], tr: Translation) -> bytes | None:
    """What was corrected in a message that stands, each brief as it is now; None for nothing."""
    drafts = map(_message, outline.corrections(briefs, tr))
    return first_fitting(drafts, _fits) if any(one.corrected for one in briefs) else None


def _fits(message: bytes) -> bool:
    return len(message) <= MOST_BYTES


def _message(groups: Iterable[Group]) -> bytes:
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": VERSION,
        "msteams": {"width": "Full"},
        "body": [element for group in groups for element in _elements(group)],
    }
    attachment = {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "contentUrl": None,
        "content": card,
    }
    told = {"type": "message", "attachments": [attachment]}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _elements(group: Group) -> Iterator[Json]:
    blocks = [_part(one) for one in group.parts]
    if group.is_apart:
        yield {"type": "Container", "separator": True, "items": blocks}
    else:
        yield from blocks


def _part(part: Piece) -> Json:
    line = lines.bold(part.line) if part.style in _BOLD else part.line
    match part.style:
        case Style.TITLE:
            return {**_block(line, size="Large"), "style": "heading"}
        case Style.SMALL:
            return _block(line, size="Small", is_subtle=True)
        case Style.ITEM:
            return _block((*lines.said("• "), *line))
        case _:
            return _block(line)


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
