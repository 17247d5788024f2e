"""Pure. The few pieces of Block Kit that our messages are made of, each within its limits.

Text from the web goes into `plain_text` and `rich_text`, which Slack never reads as markup, or is
escaped in `mrkdwn`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.chat.lines import (
    Line,
    Listing,
    MomentRun,
    Named,
    NameRun,
    Run,
    TextRun,
    around_blanks,
    between,
)
from adapters.chat.text import clean, isolated, shortened, spelled
from adapters.slack.rendering import limits
from adapters.slack.rendering.text import date_form, escaped, web_address, when

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: blocks, and a text that reads well alone in notifications and aloud."""

    text: str
    blocks: tuple[Json, ...]

    def plainer(self) -> "Message":
        """The message for where Slack can't fetch a picture, or knows no feedback."""
        kept = (one for one in self.blocks if one["type"] != "context_actions")
        return Message(self.text, tuple(map(_without_picture, kept)))


def _without_picture(block: Json) -> Json:
    return {name: value for name, value in block.items() if name != "accessory"}


def notice(*lines: Line, buttons: Sequence[Json] = ()) -> Message:
    """A few lines of our own, with what can be done about them."""
    text = mrkdwn(between(lines, " "))
    row = [actions(buttons)] if buttons else []
    return Message(text, (words(between(lines, "\n")), *row))


def paragraph(line: Line) -> Json:
    """A line as a paragraph of rich text."""
    return {"type": "rich_text_section", "elements": _elements(line)}


def bullets(lines: Iterable[Line]) -> Json:
    """Lines as a list of rich text."""
    return {
        "type": "rich_text_list",
        "style": "bullet",
        "elements": [paragraph(one) for one in lines],
    }


def listing(one: Listing) -> list[Json]:
    """Lines under their heading."""
    heading = [paragraph((TextRun(one.heading, is_bold=True),))] if one.heading else []
    return [*heading, *([bullets(one.lines)] if one.lines else [])]


def mrkdwn(line: Line) -> str:
    """A line as mrkdwn, in which nothing of the web's acts."""
    return "".join(map(_written, line))


def _written(run: Run) -> str:
    match run:
        case TextRun(text):
            shown = isolated(escaped(text), is_isolated=run.is_isolated)
            return around_blanks(text, shown)
        case MomentRun(moment, tr):
            return when(moment, tr)
        case NameRun(what, id):
            return f"<{_SIGNS[what]}{id}>"


_SIGNS = {Named.CHANNEL: "#", Named.PERSON: "@", Named.GROUP: "!subteam^"}


def _elements(line: Line) -> list[Json]:
    shown = [one for one in line if one != TextRun("")]
    return list(map(_element, shown)) or [{"type": "text", "text": "–"}]


def _element(run: Run) -> Json:
    match run:
        case TextRun():
            return _words(run)
        case MomentRun(moment, tr) if isinstance(moment, datetime):
            return {"type": "date", "timestamp": int(moment.timestamp()), "format": date_form(tr),
                    "fallback": spelled(moment, tr)}  # fmt: skip
        case MomentRun(moment, tr):  # a date alone has no time to convert
            return {"type": "text", "text": spelled(moment, tr)}
        case NameRun(what, id):
            return {"type": what, f"{what}_id": id}


def _words(run: TextRun) -> Json:
    address = next(filter(None, map(web_address, run.links)), None)
    text = isolated(run.text, is_isolated=run.is_isolated)
    made = {"type": "link", "url": address, "text": text} if address else None
    style = {"bold": run.is_bold, "italic": run.is_italic, "code": run.is_code}
    chosen = {name: True for name, is_on in style.items() if is_on}
    element = made or {"type": "text", "text": text}
    return {**element, "style": chosen} if chosen else element


def rich(*elements: Json) -> Json:
    """A block of rich text."""
    return {"type": "rich_text", "elements": list(elements)}


def words(line: Line) -> Json:
    """A line in a block of its own."""
    return rich(paragraph(line))


def listed(one: Listing) -> Json:
    """Lines under their heading in a block of their own."""
    return rich(*listing(one))


def menu(action: str, placeholder: str, options: Sequence[Json]) -> Json:
    """A menu to choose one option from."""
    named = {"type": "static_select", "action_id": action, "placeholder": plain(placeholder)}
    return {**named, "options": list(options)}


def header(text: str) -> Json:
    """A large line."""
    return {"type": "header", "text": plain(shortened(clean(text), limits.HEADER))}


def context(facts: Iterable[Line]) -> Json:
    """A small line of facts: as many of them as there is room for."""
    line = ""
    for fact in filter(None, map(mrkdwn, facts)):
        longer = f"{line} · {fact}" if line else fact
        line = longer if len(longer) <= limits.CONTEXT else line
    text = {"type": "mrkdwn", "text": line or "–", "verbatim": True}
    return {"type": "context", "elements": [text]}


def small(line: Line) -> list[Json]:
    """A small line; one with a link is as large as the rest: in what Slack shows small, our texts
    can't link."""
    if any(isinstance(run, TextRun) and run.links for run in line):
        return [words(line)]
    return [context([line])] if line else []


def divider() -> Json:
    """A line across."""
    return {"type": "divider"}


def image(url: str, alt: str) -> Json:
    """A picture, with words for those who can't see it."""
    return {"type": "image", "image_url": url, "alt_text": shortened(clean(alt), limits.ALT_TEXT)}


def actions(elements: Iterable[Json]) -> Json:
    """A row of buttons."""
    return {"type": "actions", "elements": list(elements)[: limits.ACTIONS]}


def button(text: str, action: str, value: str = "", style: str | None = None) -> Json:
    """A button; `style` is "primary", "danger" or nothing."""
    made = {
        "type": "button",
        "action_id": action,
        "text": plain(shortened(clean(text), limits.BUTTON)),
        **({"value": value} if value else {}),
    }
    return {**made, "style": style} if style else made


def modal(title: str, blocks: Sequence[Json], close: str) -> Json:
    """A window of ours."""
    named = {"type": "modal", "title": plain(title), "close": plain(close)}
    return {**named, "blocks": list(blocks)}


def option(text: str, value: str) -> Json:
    """A choice of a menu."""
    return {"text": plain(shortened(clean(text), limits.OPTION)), "value": value}


def is_choice(value: str) -> bool:
    """Whether a menu can carry `value`."""
    return 0 < len(value) <= limits.OPTION_VALUE and value.isascii() and value.isprintable()


def plain(text: str) -> Json:
    """Text in which not even an emoji's name is read; Slack refuses it empty."""
    return {"type": "plain_text", "text": text or "–", "emoji": False}
