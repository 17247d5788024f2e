"""Pure. The web's words on Discord, with nothing in them that acts, and the marks that are ours.

Discord reads markdown, mentions (<@1>, <#1>, @everyone), commands (</a:1>), timestamps (<t:1>),
emoji (<:a:1>, :a:) and bare addresses in a text; a backslash before a sign makes it a plain one.
`discord.utils.escape_markdown` leaves most of these as they are.
"""

import re
import unicodedata
from datetime import datetime
from urllib.parse import quote, urlsplit

import idna

_ANYWHERE = re.compile(r"[\\*_~`|<>@\[\]]")
_ADDRESS_OR_EMOJI = re.compile(r":(?=//|[\w~+-])")  # what comes after may end an emoji
_INVITATION = re.compile(r"(?i)(?<=discord)\.(?=gg\b|com/invite)|(?<=discordapp)\.(?=com/invite)")
_NUMBERED = re.compile(r"\d+(?=[.)])")
_JOINERS = "\u200c\u200d"  # Persian and the scripts of India are misspelt without them
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters that show nothing
_KEPT_IN_ADDRESS = "/?#@!$&'*+,;=:%-._~[]"
_NAMED_HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])"
)
_RAW = 8  # times the length to be shown is read: a page may give a megabyte of blanks as a name
MOST_ADDRESS = 2048  # Discord's for a picture; nothing it takes is longer


def plain(text: str) -> str:
    """`text` on one line, without control, zero-width, direction and private characters."""
    spaced = " ".join(text.split())
    return " ".join("".join(_visible(spaced)).split())


def size(text: str) -> int:
    """How long Discord may find `text`: UTF-16 units, which are never fewer than characters."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, most: int) -> str:
    """`text` made plain, in at most `most` UTF-16 units; a longer one ends in an ellipsis."""
    whole = plain(text[: most * _RAW])
    if size(whole) <= most:
        return whole
    kept = whole[: most - 1]
    while size(kept) > most - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def inert(text: str, most: int | None = None) -> str:
    """`text` as it is to be read, every sign that would act made plain by a backslash.

    With `most`, cut to so many UTF-16 units before the backslashes.
    """
    shown = plain(text) if most is None else cut(text, most)
    marked = _ANYWHERE.sub(r"\\\g<0>", shown)
    marked = _ADDRESS_OR_EMOJI.sub(r"\\:", marked)
    marked = _INVITATION.sub(r"\\.", marked)
    if numbered := _NUMBERED.match(marked):
        return f"{numbered[0]}\\{marked[numbered.end() :]}"
    return f"\\{marked}" if marked.startswith(("#", "+", "-")) else marked


def address(url: str | None, most: int = MOST_ADDRESS) -> str | None:
    """`url` in plain ASCII, or None unless it leads to a named host on the web.

    Nobody's name may stand before the host ("https://bank.example@evil.example").
    """
    if not url or len(url) > most:
        return None
    try:
        parts = urlsplit(url.strip())
        named = parts.hostname or ""
        host = named if named.isascii() else idna.encode(named, uts46=True).decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # and UnicodeError, which is one
        return None
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc:
        return None
    if not _NAMED_HOST.fullmatch(host):
        return None
    rest = parts._replace(scheme="", netloc="").geturl()
    found = f"{parts.scheme}://{host}{port}{quote(rest, safe=_KEPT_IN_ADDRESS, errors='replace')}"
    return found if len(found) <= most else None


def link(label: str, url: str | None) -> str:
    """Our label, already inert, as a link that shows no preview; the label where `url` is none."""
    return f"[{label}](<{url}>)" if url else label


def moment(when: datetime, form: str = "f") -> str:
    """A moment in the reader's own zone and language, as Discord writes it."""
    return f"<t:{int(when.timestamp())}:{form}>"


def _visible(text: str) -> list[str]:
    return [
        character
        for at, character in enumerate(text)
        if (character in _JOINERS and _joins(text, at))
        or (character not in _BLANK_LETTERS and unicodedata.category(character) not in _DROPPED)
    ]


def _joins(text: str, at: int) -> bool:
    """Whether the joiner stands between two letters of a script that has joiners."""
    beside = text[at - 1 : at] + text[at + 1 : at + 2]
    return len(beside) == len(_JOINERS) and all(
        one > "\u05ff" and unicodedata.category(one)[0] in "LM" for one in beside
    )
