"""Pure. A Slack message, as it is sent, -> the HTML of what a member sees.

The blocks that our messages are made of; another kind is shown by its name, so that the preview
never hides anything.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape, unescape
from typing import Any

from adapters.web.clock import Clock, DateForm, picture

Json = Mapping[str, Any]

_LINK = re.compile(r"<(?P<to>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")
_DATE = re.compile(r"!date\^(?P<seconds>\d+)\^(?P<form>[^^]*)(?:\^(?P<to>.*))?")


def _between(sign: str) -> re.Pattern[str]:
    """A mark inside a word marks nothing, nor does one with a blank on its inner side."""
    return re.compile(
        rf"(?<![\w{sign}])[{sign}](?=\S)((?:[^{sign}\n]|(?<=\w)[{sign}](?=\w))++)"
        rf"(?<=\S)[{sign}](?![\w{sign}])"
    )


_MARKS = (
    (_between("*"), r"<strong>\1</strong>"),
    (_between("_"), r"<em>\1</em>"),
    (_between("~"), r"<s>\1</s>"),
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
)
_DATE_FORMS = {
    "{date_num}": DateForm("%Y-%m-%d", "short"),
    "{date}": DateForm("%B %-d, %Y", "long"),
    "{date_short}": DateForm("%b %-d, %Y", "medium"),
    "{date_long}": DateForm("%A, %B %-d, %Y", "full"),
    "{date_pretty}": DateForm("%B %-d, %Y", "long"),
    "{date_short_pretty}": DateForm("%b %-d, %Y", "medium"),
    "{date_long_pretty}": DateForm("%A, %B %-d, %Y", "full"),
    "{time}": DateForm("%H:%M", "", "short"),
    "{time_secs}": DateForm("%H:%M:%S", "", "medium"),
}
_STYLES = {"bold": "strong", "italic": "em", "strike": "s", "code": "code"}


def message(sent: Json, clock: Clock) -> str:
    """The message's blocks, or its text where it has none, with times by `clock`."""
    blocks = sent.get("blocks") or ()
    if not blocks:
        return f"<p>{mrkdwn(str(sent.get('text', '')), clock)}</p>"
    return "\n".join(_block(block, clock) for block in blocks)


def mrkdwn(text: str, clock: Clock) -> str:
    """Slack's markup as HTML; what Slack would show as it is stays as it is."""
    pieces, at = [], 0
    for link in _LINK.finditer(text):
        pieces += [_marked(text[at : link.start()]), _link(link, clock)]
        at = link.end()
    return "".join([*pieces, _marked(text[at:])])


def _marked(text: str) -> str:
    shown = escape(unescape(text))
    for mark, replacement in _MARKS:
        shown = mark.sub(replacement, shown)
    return shown.replace("\n", "<br>")


def _link(link: re.Match[str], clock: Clock) -> str:
    to, label = unescape(link["to"]), unescape(link["label"] or "")
    if date := _DATE.fullmatch(to):
        return _dated(date["form"], int(date["seconds"]), clock)
    if to.startswith(("@", "#", "!")):
        return f'<b class="mention">{escape(to)}</b>'
    return _anchor(to, label or to)


def _dated(form: str, seconds: int, clock: Clock) -> str:
    for name, spelled in _DATE_FORMS.items():
        if name in form:
            form = form.replace(name, clock.spelled(seconds, spelled))
    return escape(form)


def _anchor(to: str, label: str) -> str:
    if not to.startswith(("http://", "https://", "mailto:")):
        return escape(label)
    return f'<a href="{escape(to)}" rel="noreferrer">{escape(label)}</a>'


def _text(text: Json, clock: Clock) -> str:
    words = str(text.get("text", ""))
    return mrkdwn(words, clock) if text.get("type") == "mrkdwn" else escape(words)


def _block(block: Json, clock: Clock) -> str:
    kind = str(block.get("type"))
    inside = block.get("elements", ())
    match kind:
        case "header":
            shown = f'<h4 dir="auto">{_text(block["text"], clock)}</h4>'
        case "section":
            beside = _element(block["accessory"], clock) if block.get("accessory") else ""
            text = f'<p class="context" dir="auto">{_text(block["text"], clock)}</p>'
            shown = f'<div class="section"><div>{text}</div>{beside}</div>'
        case "context":
            parts = " ".join(_element(one, clock) for one in inside)
            shown = f'<p class="context" dir="auto">{parts}</p>'
        case "divider":
            shown = "<hr>"
        case "image":
            shown = f"<figure>{picture(block.get('alt_text'))}</figure>"
        case "actions":
            parts = "".join(_element(one, clock) for one in inside)
            shown = f'<div class="actions">{parts}</div>'
        case "context_actions":
            shown = _feedback(inside)
        case "rich_text":
            shown = "".join(_rich(one, clock) for one in inside)
        case _:
            shown = f"<p>({escape(kind)})</p>"
    return shown


def _feedback(inside: Sequence[Json]) -> str:
    """A thumb up and one down, with their names for who can't see them."""
    shown = "".join(
        f'<span class="button" title="{escape(one[name]["text"]["text"])}">{sign}</span>'
        for one in inside
        for name, sign in (("positive_button", "👍"), ("negative_button", "👎"))
    )
    return f'<div class="actions">{shown}</div>'


def _element(element: Json, clock: Clock) -> str:
    kind = str(element.get("type"))
    if kind in {"mrkdwn", "plain_text"}:
        return f"<span>{_text(element, clock)}</span>"
    if kind == "image":
        return picture(element.get("alt_text"))
    if kind == "button":
        style = escape(str(element.get("style", "")))
        return f'<span class="button {style}">{_text(element["text"], clock)}</span>'
    if kind == "overflow":
        return '<span class="button" title="More actions">⋯</span>'
    label = element.get("placeholder", {}).get("text", kind)
    return f'<span class="button">{escape(str(label))} ▾</span>'


def _rich(element: Json, clock: Clock) -> str:
    inner = element.get("elements", ())
    if element.get("type") == "rich_text_list":
        return (
            "<ul>" + "".join(f'<li dir="auto">{_rich(one, clock)}</li>' for one in inner) + "</ul>"
        )
    return '<div class="text" dir="auto">' + "".join(_run(one, clock) for one in inner) + "</div>"


def _run(run: Json, clock: Clock) -> str:
    match run.get("type"):
        case "link":
            shown = _anchor(str(run.get("url")), str(run.get("text") or run.get("url")))
        case "date":
            shown = _dated(str(run.get("format", "")), int(run.get("timestamp", 0)), clock)
        case "user" | "channel" | "usergroup" as kind:
            shown = f'<b class="mention">{escape(str(run.get(f"{kind}_id")))}</b>'
        case _:
            shown = escape(str(run.get("text", ""))).replace("\n", "<br>")
    for style, tag in _STYLES.items():
        if run.get("style", {}).get(style):
            shown = f"<{tag}>{shown}</{tag}>"
    return shown
