"""Pure. A digest's card -> a message of Matrix's, as plain text and as the HTML that it permits.

Nobody is mentioned: `m.mentions` is empty, which clients heed before any words. What some would
find in the words all the same (@room, an address, an alias) is broken by a blank of no width.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, tzinfo
from functools import partial
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from markupsafe import Markup

from adapters import outline
from adapters.chat.lines import Line, MomentRun, Run, TextRun
from adapters.chat.text import address, isolated, local, unfound
from adapters.outline import Group, Piece, Style
from bot.models import Brief, Digest
from bot.translation import Translation

MOST_BYTES = 28_000  # an event has 65,536 at most, and an edit says everything twice
KEY = "org.briefbot.delivery"  # by which a message is found again

_PARAGRAPH = Markup("<p>{}</p>")
_STRONG = Markup("<p><strong>{}</strong></p>")
_ELEMENTS = {
    Style.TITLE: Markup("<h4>{}</h4>"),
    Style.HEADLINE: Markup("<h5>{}</h5>"),
    Style.HEADING: _STRONG,
    Style.STRONG: _STRONG,
    Style.ITEM: Markup("<li>{}</li>"),
}

Json = dict[str, Any]


def digest_message(digest: Digest, key: str = "") -> Json:
    """The digest as its room gets it. An alert may be notified of, as its readers chose; a digest
    is a notice, which is quiet."""
    kind = "m.text" if digest.is_alert else "m.notice"
    draw = partial(_message, zone=ZoneInfo(digest.zone), kind=kind, key=key)
    return outline.fitting(digest, draw, _fits)


def brief_message(brief: Brief, tr: Translation) -> Json:
    """A brief alone."""
    return outline.fitting_brief(brief, tr, partial(_message, zone=UTC), _fits)


def edit(message: Json, event: str) -> Json:
    """A message that takes the place of the event."""
    html = f"* {message['formatted_body']}"
    before = {**message, "body": f"* {message['body']}", "formatted_body": html}
    relation = {"rel_type": "m.replace", "event_id": event}
    return {**before, "m.new_content": message, "m.relates_to": relation}


def _fits(message: Json) -> bool:
    return len(json.dumps(message, ensure_ascii=False).encode("utf-8", "replace")) <= MOST_BYTES


def _message(groups: Iterable[Group], zone: tzinfo, kind: str = "m.notice", key: str = "") -> Json:
    groups = tuple(groups)
    parts = [part for group in groups for part in group.parts]
    return {
        "msgtype": kind,
        "body": "\n\n".join("\n".join(_plain(group.parts, zone)) for group in groups),
        "format": "org.matrix.custom.html",
        "formatted_body": "".join(_html(parts, zone)),
        "m.mentions": {},
        **({KEY: key} if key else {}),
    }


def _html(parts: Iterable[Piece], zone: tzinfo) -> Iterator[str]:
    for style, some in groupby(parts, key=lambda part: part.style):
        element = _ELEMENTS.get(style, _PARAGRAPH)
        shown = Markup().join(element.format(_marked(part.line, zone)) for part in some)
        yield str(Markup("<ul>{}</ul>").format(shown) if style is Style.ITEM else shown)


def _marked(line: Line, zone: tzinfo) -> Markup:
    return Markup().join(_marked_run(run, zone) for run in line)


def _marked_run(run: Run, zone: tzinfo) -> Markup:
    shown = Markup.escape(_words(run, zone))
    if not isinstance(run, TextRun):
        return shown
    if where := _link(run):
        shown = Markup('<a href="{}">{}</a>').format(where, shown)
    for name, wanted in (("strong", run.is_bold), ("em", run.is_italic), ("code", run.is_code)):
        shown = Markup("<{0}>{1}</{0}>").format(name, shown) if wanted and shown else shown
    return shown


def _plain(parts: Iterable[Piece], zone: tzinfo) -> Iterator[str]:
    """Each in a line; a headline is followed by its address."""
    for part in parts:
        words = "".join(_words(run, zone) for run in part.line)
        yield f"• {words}" if part.style is Style.ITEM else words
        if part.style is Style.HEADLINE:
            yield from filter(None, map(_link, part.line))


def _words(run: Run, zone: tzinfo) -> str:
    if isinstance(run, MomentRun):
        return local(run.moment, zone, run.tr)
    if not isinstance(run, TextRun):
        return run.id  # a name of another platform's
    return isolated(unfound(run.text), is_isolated=run.is_isolated)


def _link(run: Run) -> str | None:
    """Where a run leads on the web; nowhere within Matrix, where a link can be a mention."""
    links = map(address, run.links) if isinstance(run, TextRun) else ()
    return next((one for one in links if one and urlsplit(one).hostname != "matrix.to"), None)
