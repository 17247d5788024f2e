"""Pure. A digest's card -> a post of Mattermost's: markdown, with as much as a post takes.

Mattermost looks for mentions, hashtags, channels, emoji and emoticons in what is left once the
markdown is read, so a backslash saves from none of them: they are broken by a blank of no width.
Where a backslash counts, the web client and the mobile one agree on it.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, tzinfo
from functools import partial
from zoneinfo import ZoneInfo

from adapters import outline
from adapters.chat.lines import Line, MomentRun, Run, TextRun, around_blanks
from adapters.chat.text import address, clean, isolated, local, unfound
from adapters.outline import Group, Piece, Style
from bot.models import Brief, Digest
from bot.translation import Translation

MOST = 16_383  # characters of a post
_LOOK = {
    Style.TITLE: "#### {}",
    Style.HEADLINE: "##### {}",
    Style.HEADING: "**{}**",
    Style.STRONG: "**{}**",
    Style.ITEM: "- {}",
}
_MARKS = re.compile(r"[\\`*_\[\]|>!~]")
_TAG_OR_ENTITY = re.compile(r"<(?=\S)|&(?=[#\w])|(?i:\bx)(?=-d\b|-D\b)")
_FORMULA = re.compile(r"\$(?!\w)")  # its end, which nothing else can break
_BEGINS_A_BLOCK = re.compile(r"[#+=-]|\d{1,9}(?=[.)])")
_NO_BRACKETS = str.maketrans("[]", "［］")
_NOTHING = "\u200b"


def digest_post(digest: Digest) -> str:
    """The digest as its channel gets it."""
    return outline.fitting(digest, partial(_post, zone=ZoneInfo(digest.zone)), _fits)


def brief_post(brief: Brief, tr: Translation) -> str:
    """A brief alone."""
    return outline.fitting_brief(brief, tr, partial(_post, zone=UTC), _fits)


def inert(text: str) -> str:
    """The web's words as they are to be read, with nothing in them that acts."""
    marked = _MARKS.sub(_escaped, clean(text))
    plain = _FORMULA.sub("&#36;", _TAG_OR_ENTITY.sub(rf"\g<0>{_NOTHING}", unfound(marked)))
    if begun := _BEGINS_A_BLOCK.match(plain):
        is_number = begun[0].isdecimal()
        return f"{begun[0]}\\{plain[begun.end() :]}" if is_number else f"{_NOTHING}{plain}"
    return plain


def _escaped(mark: re.Match[str]) -> str:
    return "\\" + (_NOTHING if mark[0] == "\\" else mark[0])


def _fits(post: str) -> bool:
    return len(post) <= MOST


def _post(groups: Iterable[Group], zone: tzinfo) -> str:
    return "".join(_parts((part for group in groups for part in group.parts), zone)).strip()


def _parts(parts: Iterable[Piece], zone: tzinfo) -> Iterator[str]:
    """Each a paragraph; the items of a list stand close."""
    before = None
    for part in parts:
        yield "\n" if part.style is before is Style.ITEM else "\n\n"
        yield _LOOK.get(part.style, "{}").format(_line(part.line, zone))
        before = part.style


def _line(line: Line, zone: tzinfo) -> str:
    return "".join(_run(one, zone) for one in line)


def _run(run: Run, zone: tzinfo) -> str:
    if isinstance(run, MomentRun):
        return inert(local(run.moment, zone, run.tr))
    if not isinstance(run, TextRun):
        return inert(run.id)  # a name of another platform's
    where = next(filter(None, map(address, run.links)), None)
    text = isolated(
        _link(run.text, where) if where else inert(run.text), is_isolated=run.is_isolated
    )
    mark = "**" if run.is_bold else "*" if run.is_italic else ""
    return around_blanks(run.text, f"{mark}{text}{mark}" if text else "")


def _link(text: str, url: str) -> str:
    """The web's words as a link. The web client counts brackets in a label that are escaped too, so
    there are none: those around it stand outside."""
    if text.startswith("[") and text.endswith("]"):
        return f"\\[{_link(text[1:-1], url)}\\]"
    return f"[{inert(text.translate(_NO_BRACKETS))}]({url})"
