"""Pure. A Discord message, as it is sent, -> the HTML of what a member sees.

The components that our messages are made of; another kind is shown by its number, so that the
preview never hides anything. Headings begin below the page's own.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from adapters.web.clock import Clock, DateForm, picture

Json = Mapping[str, Any]

_TOKEN = re.compile(
    r"\\(?P<kept>[^\w\s])"
    r"|\[(?P<label>(?:\\.|[^\[\]\\])*+)\]\(<?(?P<to>https?://[^\s<>()\[\]]*)>?\)"
    r"|<t:(?P<seconds>-?\d+)(?::(?P<form>\w))?>"
    r"|<(?P<bare>https?://[^\s<>]+)>"
    r"|(?P<mark>\*\*|__|~~|\*|_|`)"
    r"|(?P<mention><(?:@[!&]?|\#|/)[^<>]+>|@everyone|@here)",
    re.DOTALL,
)
_TAGS = {"**": "strong", "__": "u", "~~": "s", "*": "em", "_": "em", "`": "code"}
_LINE = re.compile(r"(?P<start>#{1,3} |-# |> |- |\d+\. )?(?P<rest>.*)", re.DOTALL)
_OPENINGS = {"# ": "h4", "## ": "h4", "### ": "h5", "-# ": "small", "> ": "blockquote"}
_FORMS = {
    "t": DateForm("%H:%M", "", "short"),
    "T": DateForm("%H:%M:%S", "", "medium"),
    "d": DateForm("%d/%m/%Y", "short"),
    "D": DateForm("%-d %B %Y", "long"),
    "f": DateForm("%-d %B %Y %H:%M", "long", "short"),
    "F": DateForm("%A, %-d %B %Y %H:%M", "full", "short"),
}


def message(sent: Json, clock: Clock) -> str:
    """The message's components, with times by `clock`."""
    return "\n".join(_component(one, clock) for one in sent.get("components") or ())


def markdown(text: str, clock: Clock) -> str:
    """Discord's markdown as HTML, a line at a time."""
    lines = []
    for line in text.split("\n"):
        found = _LINE.fullmatch(line)
        start, rest = (found["start"], found["rest"]) if found else (None, line)
        shown = _inline(rest, clock)
        tag = _OPENINGS.get(start or "")
        if tag:
            lines.append(f'<{tag} dir="auto">{shown}</{tag}>')
        elif start:
            lines.append(f'<p class="item" dir="auto">{escape(start.replace("-", "•"))}{shown}</p>')
        else:
            lines.append(f'<p dir="auto">{shown}</p>' if shown else "")
    return "".join(lines)


def _inline(text: str, clock: Clock) -> str:
    pieces: list[str] = []
    opened: list[str] = []
    at = 0
    for token in _TOKEN.finditer(text):
        pieces += [escape(text[at : token.start()]), _token(token, opened, clock)]
        at = token.end()
    pieces.append(escape(text[at:]))
    return "".join(pieces) + "".join(f"</{_TAGS[mark]}>" for mark in reversed(opened))


def _token(token: re.Match[str], opened: list[str], clock: Clock) -> str:
    if token["kept"]:
        return escape(token["kept"])
    if token["to"]:
        return _anchor(token["to"], _inline(token["label"], clock))
    if token["bare"]:
        return _anchor(token["bare"], escape(token["bare"]))
    if token["seconds"]:
        return escape(clock.spelled(int(token["seconds"]), _FORMS.get(token["form"], _FORMS["f"])))
    if token["mention"]:
        return f'<b class="mention">{escape(token["mention"])}</b>'
    return _mark(token["mark"], opened)


def _anchor(to: str, shown: str) -> str:
    return f'<a href="{escape(to)}" rel="noreferrer">{shown}</a>'


def _mark(mark: str, opened: list[str]) -> str:
    if mark in opened:
        closed = ""
        while opened:
            last = opened.pop()
            closed += f"</{_TAGS[last]}>"
            if last == mark:
                break
        return closed
    opened.append(mark)
    return f"<{_TAGS[mark]}>"


def _component(one: Json, clock: Clock) -> str:
    match int(one.get("type", 0)):
        case 1:  # a row
            shown = f'<div class="actions">{_inside(one, clock)}</div>'
        case 2:  # a button
            shown = f'<span class="button">{escape(str(one.get("label", "")))}</span>'
        case 3:  # a menu
            shown = f'<span class="button">{escape(str(one.get("placeholder", "")))} ▾</span>'
        case 9:  # a section
            beside = _component(one["accessory"], clock) if one.get("accessory") else ""
            shown = f'<div class="section"><div>{_inside(one, clock)}</div>{beside}</div>'
        case 10:  # text
            shown = f'<div class="text">{markdown(str(one.get("content", "")), clock)}</div>'
        case 11:  # a thumbnail
            shown = picture(one.get("description"))
        case 14:  # a line across
            shown = "<hr>"
        case 17:  # a container
            shown = f'<div class="embed">{_inside(one, clock)}</div>'
        case _:
            shown = f"<p>(component {one.get('type')})</p>"
    return shown


def _inside(one: Json, clock: Clock) -> str:
    return "".join(_component(each, clock) for each in one.get("components") or ())
