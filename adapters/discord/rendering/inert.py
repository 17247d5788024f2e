"""Pure. The web's words on Discord, with nothing in them that acts, and the marks that are ours.

Discord reads markdown, mentions (<@1>, <#1>, @everyone), commands (</a:1>), timestamps (<t:1>),
emoji (<:a:1>, :a:) and bare addresses in a text; a backslash before a sign makes it a plain one.
`discord.utils.escape_markdown` leaves most of these as they are.
"""

import re
from datetime import datetime

from adapters.chat.lines import Line, MomentRun, Named, NameRun, Run, TextRun, around_blanks
from adapters.chat.text import MOST_ADDRESS, Moment, address, clean, isolated, spelled
from bot.translation import Translation

# A bracket ends the label of a link of ours before it, escaped or not, if a parenthesis follows.
_ANYWHERE = re.compile(r"[\\*_~`|<>@\[\]]|(?<=\])\(")
_ADDRESS_OR_EMOJI = re.compile(r":(?=//|[\w~+-])")  # what comes after may end an emoji
_NO_BRACKETS = str.maketrans("[]", "［］")
_INVITATION = re.compile(r"(?i)(?<=discord)\.(?=gg\b|com/invite)|(?<=discordapp)\.(?=com/invite)")
_NUMBERED = re.compile(r"(?<!\d)\d++(?=[.)])")
_RAW = 8  # times the length to be shown is read: a page may give a megabyte of blanks as a name


def size(text: str) -> int:
    """How long Discord may find `text`: UTF-16 units, which are never fewer than characters."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, most: int) -> str:
    """`text` made plain, in at most `most` UTF-16 units; a longer one ends in an ellipsis."""
    whole = clean(text[: most * _RAW])
    if size(whole) <= most:
        return whole
    kept = whole[:most]
    while size(kept) > most - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def inert(text: str, most: int | None = None) -> str:
    """`text` as it is to be read, every sign that would act made plain by a backslash.

    With `most`, cut to so many UTF-16 units before the backslashes.
    """
    shown = clean(text) if most is None else cut(text, most)
    marked = _ANYWHERE.sub(r"\\\g<0>", shown)
    marked = _ADDRESS_OR_EMOJI.sub(r"\\:", marked)
    marked = _INVITATION.sub(r"\\.", marked)
    if numbered := _NUMBERED.match(marked):
        return f"{numbered[0]}\\{marked[numbered.end() :]}"
    return f"\\{marked}" if marked.startswith(("#", "+", "-")) else marked


def markdown(line: Line, most_of_a_link: int = MOST_ADDRESS) -> str:
    """A line as Discord reads it: links show no preview, and a moment is in the reader's own zone
    and language. An address that is longer than `most_of_a_link` is not linked."""
    return "".join(_run(one, most_of_a_link) for one in line)


def _run(one: Run, most: int) -> str:
    match one:
        case TextRun(text) if not text.strip():
            return text
        case TextRun(text, is_code=True):
            return f"`{text}`"
        case TextRun(text, links):
            where = next(filter(None, (address(each, most) for each in links)), None)
            plain = inert(text)
            shown = isolated(_link(text, where) if where else plain, is_isolated=one.is_isolated)
            mark = "**" if one.is_bold else "*" if one.is_italic else ""
            return around_blanks(text, f"{mark}{shown}{mark}" if shown else "")
        case MomentRun(moment, tr):
            return _moment(moment, tr)
        case NameRun(what, id):
            return f"<{_SIGNS[what]}{id}>"


_SIGNS = {Named.CHANNEL: "#", Named.PERSON: "@", Named.GROUP: "@&"}


def _moment(at: Moment, tr: Translation) -> str:
    """A date alone has no time to convert."""
    return f"<t:{int(at.timestamp())}:f>" if isinstance(at, datetime) else spelled(at, tr)


def _link(text: str, url: str) -> str:
    """The web's words as a link. Within a link's label Discord counts brackets that are escaped
    too, so there are none: those around it stand outside."""
    if text.startswith("[") and text.endswith("]"):
        return f"\\[{_link(text[1:-1], url)}\\]"
    return f"[{inert(text.translate(_NO_BRACKETS))}](<{url}>)"
