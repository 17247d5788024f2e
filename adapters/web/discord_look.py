"""Pure. A Discord message, as it is sent, -> the HTML of what a member sees.

The components that our messages are made of; another kind is shown by its number, so that the
preview never hides anything. Headings begin below the page's own.
"""

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from adapters.web.clock import Clock, DateForm

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
_ROW, _BUTTON, _SELECT = 1, 2, 3


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
        return (
            f'<a href="{escape(token["to"])}" rel="noreferrer">{_inline(token["label"], clock)}</a>'
        )
    if token["bare"]:
        return f'<a href="{escape(token["bare"])}" rel="noreferrer">{escape(token["bare"])}</a>'
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


def _component(component: Json, clock: Clock) -> str:
    show = _COMPONENTS.get(int(component.get("type", 0)))
    return show(component, clock) if show else f"<p>(component {component.get('type')})</p>"


def _inside(component: Json, clock: Clock) -> str:
    return "".join(_component(one, clock) for one in component.get("components") or ())


def _row(component: Json, clock: Clock) -> str:
    return f'<div class="actions">{_inside(component, clock)}</div>'


def _button(component: Json, _clock: Clock) -> str:
    return f'<span class="button">{escape(str(component.get("label", "")))}</span>'


def _select(component: Json, _clock: Clock) -> str:
    return f'<span class="button">{escape(str(component.get("placeholder", "")))} ▾</span>'


def _section(component: Json, clock: Clock) -> str:
    accessory = _component(component["accessory"], clock) if component.get("accessory") else ""
    return f'<div class="section"><div>{_inside(component, clock)}</div>{accessory}</div>'


def _words(component: Json, clock: Clock) -> str:
    return f'<div class="text">{markdown(str(component.get("content", "")), clock)}</div>'


def _thumbnail(component: Json, _clock: Clock) -> str:
    return _picture(str(component.get("description") or ""))


def _separator(_component: Json, _clock: Clock) -> str:
    return "<hr>"


def _container(component: Json, clock: Clock) -> str:
    return f'<div class="embed">{_inside(component, clock)}</div>'


def _picture(words: str) -> str:
    """The picture's place and its words: a preview asks no other site for anything."""
    shown = escape(words or "A picture")
    return f'<span class="picture" role="img" aria-label="{shown}">{shown}</span>'


_COMPONENTS: dict[int, Callable[[Json, Clock], str]] = {
    _ROW: _row,
    _BUTTON: _button,
    _SELECT: _select,
    9: _section,
    10: _words,
    11: _thumbnail,
    14: _separator,
    17: _container,
}
