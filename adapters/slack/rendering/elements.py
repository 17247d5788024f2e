"""Pure. The few pieces of Block Kit that our messages are made of, each within its limits.

Text from the web goes into `plain_text` and `rich_text` only, which Slack never reads as markup;
`context` takes mrkdwn that its caller has escaped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.chat.text import Moment, clean, shortened, spelled
from adapters.slack.rendering import limits
from adapters.slack.rendering.text import escaped, web_address, when

Json = dict[str, Any]

MOST_NOTICED = 1_000  # characters


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: blocks, and a text that reads well alone in notifications and aloud."""

    text: str
    blocks: tuple[Json, ...]

    def without_images(self) -> "Message":
        """The message for where Slack can't fetch a picture."""
        return Message(self.text, tuple(one for one in self.blocks if one["type"] != "image"))


def notice(text: str, *buttons: Json, at: Moment | None = None) -> Message:
    """A sentence or two of our own, with what can be done about it; `at` is the moment that it
    ends in."""
    words = shortened(clean(text), MOST_NOTICED)
    runs = [run(words)] if at is None else [run(f"{words} "), moment(at), run(".")]
    said = escaped(words) if at is None else f"{escaped(words)} {when(at)}."
    row = [actions(buttons)] if buttons else []
    return Message(said, (rich(section(*runs)), *row))


def placed(before: str, channel: str, after: str, *blocks: Json) -> Message:
    """A sentence of ours about a channel, which Slack names as the reader knows it."""
    start, end = f"{clean(before)} ".lstrip(), shortened(clean(f" {after}"), MOST_NOTICED)
    there: Json = {"type": "channel", "channel_id": channel}
    shown = rich(section(run(start), there, run(f" {end}".rstrip())))
    return Message(f"{escaped(start)} <#{channel}> {escaped(end)}".strip(), (shown, *blocks))


def run(text: str, *, bold: bool = False, italic: bool = False) -> Json:
    """A stretch of text."""
    return _styled({"type": "text", "text": text}, bold=bold, italic=italic)


def link(text: str, url: str | None, *, bold: bool = False, italic: bool = False) -> Json:
    """`text` that leads to `url`, or just `text` where that is no address of the web."""
    address = web_address(url)
    if address is None:
        return run(text, bold=bold, italic=italic)
    return _styled({"type": "link", "url": address, "text": text}, bold=bold, italic=italic)


def moment(at: Moment) -> Json:
    """A moment in the reader's own zone; a date alone has no time to convert."""
    if not isinstance(at, datetime):
        return run(spelled(at))
    form = "{date_short_pretty} at {time}"
    return {"type": "date", "timestamp": int(at.timestamp()), "format": form,
            "fallback": spelled(at)}  # fmt: skip


def _styled(element: Json, **styles: bool) -> Json:
    chosen = {name: True for name, is_on in styles.items() if is_on}
    return {**element, "style": chosen} if chosen else element


def section(*runs: Json) -> Json:
    """A paragraph of rich text."""
    shown = [one for one in runs if one.get("text") != ""]
    return {"type": "rich_text_section", "elements": shown or [run("–")]}


def bullets(items: Iterable[Sequence[Json]]) -> Json:
    """A list of rich text."""
    return {
        "type": "rich_text_list",
        "style": "bullet",
        "elements": [section(*runs) for runs in items],
    }


def rich(*elements: Json) -> Json:
    """A block of rich text."""
    return {"type": "rich_text", "elements": list(elements)}


def header(text: str) -> Json:
    """A large line."""
    return {"type": "header", "text": plain(shortened(clean(text), limits.HEADER))}


def context(facts: Iterable[str]) -> Json:
    """A small line of facts in escaped mrkdwn: as many of them as there is room for."""
    line = ""
    for fact in filter(None, facts):
        longer = f"{line} · {fact}" if line else fact
        line = longer if len(longer) <= limits.CONTEXT else line
    text = {"type": "mrkdwn", "text": line or "–", "verbatim": True}
    return {"type": "context", "elements": [text]}


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


def option(text: str, value: str) -> Json:
    """A choice of a menu."""
    return {"text": plain(shortened(clean(text), limits.OPTION)), "value": value}


def is_choice(value: str) -> bool:
    """Whether a menu can carry `value`."""
    return 0 < len(value) <= limits.OPTION_VALUE and value.isascii() and value.isprintable()


def plain(text: str) -> Json:
    """Text in which not even an emoji's name is read; Slack refuses it empty."""
    return {"type": "plain_text", "text": text or "–", "emoji": False}
