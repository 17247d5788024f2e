"""Pure. Discord's components as they are sent, and the limits of a message of them.

Components V2 and not embeds: a photo has its alternative text, a story of a digest its own button
beside it, text has the full width of a telephone, and a message of them shows no preview of any
link. The price is 4000 characters over all instead of 6000; `fits` tells.

Limits: https://docs.discord.com/developers/components/reference, and `total` counts text as
Discord might at most.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from adapters.chat.text import address
from adapters.discord.rendering.custom_ids import Click, packed
from adapters.discord.rendering.inert import cut, size

Json = dict[str, Any]

MOST_TEXT = 4000  # UTF-16 units over all text displays of a message
MOST_COMPONENTS = 40  # nested ones included
MOST_LABEL = 80
MOST_ALT = 1024
MOST_OPTIONS = 25
MOST_OPTION = 100
IN_A_ROW = 5

EPHEMERAL = 1 << 6
COMPONENTS_V2 = 1 << 15
GREY, GREEN = 2, 3  # a button's style
NOBODY: Json = {"parse": []}

_ROW, _BUTTON, _SELECT, _SECTION, _TEXT, _THUMBNAIL, _SEPARATOR, _CONTAINER = (
    1, 2, 3, 9, 10, 11, 14, 17,
)  # fmt: skip


def message(components: Iterable[Json | None], role: str | None = None) -> Json:
    """A message of these components that notifies nobody, or the one role that an admin set."""
    return {
        "flags": COMPONENTS_V2,
        "components": [one for one in components if one],
        "allowed_mentions": {"parse": [], "roles": [role]} if role else NOBODY,
    }


def private(sent: Json) -> Json:
    """A message that one person alone sees."""
    return {**sent, "flags": sent["flags"] | EPHEMERAL}


def text(content: str) -> Json | None:
    """A text display; None for no text."""
    return {"type": _TEXT, "content": content} if content.strip() else None


def separator() -> Json:
    return {"type": _SEPARATOR, "divider": True, "spacing": 1}


def section(content: str, accessory: Json | None) -> Json | None:
    """Text with a button or picture beside it; the text alone where there is neither."""
    shown = text(content)
    if shown is None or accessory is None:
        return shown
    return {"type": _SECTION, "components": [shown], "accessory": accessory}


def thumbnail(url: str | None, alt: str | None) -> Json | None:
    """A picture and its alternative text; None where `url` is no address on the web."""
    found = address(url)
    if found is None:
        return None
    picture: Json = {"type": _THUMBNAIL, "media": {"url": found}}
    if alt and (description := cut(alt, MOST_ALT)):
        picture["description"] = description
    return picture


def button(label: str, click: Click, style: int = GREY) -> Json | None:
    """A button; None where what it does can't be written in its custom_id."""
    custom_id = packed(click)
    if custom_id is None:
        return None
    return {
        "type": _BUTTON,
        "style": style,
        "label": cut(label, MOST_LABEL),
        "custom_id": custom_id,
    }


def rows(buttons: Iterable[Json | None]) -> list[Json]:
    """Action rows of five buttons each."""
    there = [one for one in buttons if one]
    return [
        {"type": _ROW, "components": there[at : at + IN_A_ROW]}
        for at in range(0, len(there), IN_A_ROW)
    ]


def menu(placeholder: str, click: Click, options: Mapping[str, str]) -> Json | None:
    """A menu of labels by their values; values that Discord can't take are left out."""
    custom_id = packed(click)
    taken = [
        {"label": shown, "value": value}
        for value, label in options.items()
        if 0 < len(value) <= MOST_OPTION and value.strip() and (shown := cut(label, MOST_OPTION))
    ][:MOST_OPTIONS]
    if custom_id is None or not taken:
        return None
    select = {
        "type": _SELECT,
        "custom_id": custom_id,
        "placeholder": placeholder,
        "options": taken,
    }
    return {"type": _ROW, "components": [select]}


def container(components: Iterable[Json | None], colour: int | None = None) -> Json | None:
    """A box around components; None where there are none."""
    inside = [one for one in components if one]
    if not inside:
        return None
    box: Json = {"type": _CONTAINER, "components": inside}
    return box if colour is None else {**box, "accent_color": colour}


def walk(component: Json) -> Iterator[Json]:
    """A component and everything in it."""
    yield component
    for one in component.get("components", ()):
        yield from walk(one)
    if "accessory" in component:
        yield from walk(component["accessory"])


def total(sent: Json) -> int:
    """The UTF-16 units of text in a message."""
    return sum(size(one.get("content", "")) for each in sent["components"] for one in walk(each))


def fits(sent: Json) -> bool:
    """Whether a message keeps to the limits on text and on the number of components."""
    count = sum(1 for each in sent["components"] for _ in walk(each))
    return total(sent) <= MOST_TEXT and count <= MOST_COMPONENTS
