"""Pure. The web's words before any platform's markup: on one line, nothing hidden, short; and how
a moment is given.

What comes out is still the web's: a renderer escapes it.
"""

import re
import unicodedata
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache
from urllib.parse import quote, urlsplit

import idna

from bot.translation import ENGLISH, Translation
from bot.translation.formats import short_date

MOST_READ = 4_000  # characters of a text: nothing that is shown is as long
MOST_ADDRESS = 2048  # Discord's for a picture; nothing it takes is longer

_JOINERS = "\u200c\u200d"  # Persian, the scripts of India and emoji are misspelt without them
# Letters that show nothing, though Unicode counts them neither as controls nor as format.
_BLANK = {"\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u2800", "\u3164", "\uffa0"}
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_END = re.compile(r"[.!?…。！？؟][\"”’»)\]]*(?=\s)|[。！？]")

_KEPT_IN_ADDRESS = "/?#@!$&'*+,;=:%-._~"
_NAMED_HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.){1,126}[a-z](?:[a-z0-9-]{0,61}[a-z0-9])"
)
# What clients look for in any text: a mention, a hashtag, an emoji or an address. A time of day is
# none.
_FOUND_BY_CLIENTS = re.compile(
    r"(?i:www\d{0,3})(?=\.)|[@#~](?=\S)|(?<!\d)[:;](?=\S)|[:;](?=[^\s\d])|(?<=\w)\.(?=[^\W\d_]{2})"
)

Moment = datetime | date  # a date where no time of day was known


def clean(text: str | None) -> str:
    """`text` on one line, without controls, zero-width characters and changes of direction."""
    return _cleaned(text[:MOST_READ]) if text else ""


@lru_cache(maxsize=1024)  # a name stands in several places of a card
def _cleaned(text: str) -> str:
    spaced = " ".join(text.split())
    seen = (one for at, one in enumerate(spaced) if not is_hidden(one) or _joins(spaced, at))
    return " ".join("".join(seen).split())


def is_hidden(one: str) -> bool:
    """Whether a character shows nothing, or changes how others are shown."""
    return one in _BLANK or unicodedata.category(one) in _HIDDEN


def _joins(text: str, at: int) -> bool:
    """Whether a joiner stands between two letters of a script that has joiners, or two emoji."""
    if text[at] not in _JOINERS:
        return False
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return len(beside) == len(_JOINERS) and all(
        one > "\u05ff" and unicodedata.category(one)[0] in "LMS" for one in beside
    )


def reads_from_right(text: str) -> bool:
    """Whether any of a text is in a script that is written from the right."""
    return any(unicodedata.bidirectional(one) in {"R", "AL"} for one in text)


def isolated(text: str, *, is_isolated: bool) -> str:
    """A text that is escaped already, between the marks that keep its direction to itself."""
    return f"\u2068{text}\u2069" if is_isolated and text.strip() else text


def shortened(text: str, most: int, mark: str = "…") -> str:
    """At most `most` characters of `text`: to a sentence's end, else a word's, and then `mark`."""
    if len(text) <= most:
        return text
    room = text[: most - len(mark) - 1]
    ends = [end.end() for end in _END.finditer(room + " ") if end.end() > most // 3]
    if ends:
        return f"{room[: ends[-1]]} {mark}"
    words, blank, _ = room.rpartition(" ")
    return (words if blank and len(words) > most // 3 else room).rstrip() + mark


def shown(text: str | None, most: int) -> str:
    """`text` clean and in at most `most` characters."""
    return shortened(clean(text), most)


def known(moment: datetime) -> Moment:
    """The moment, or its date alone where a source gave no more: that has no time to convert."""
    at = moment.astimezone(UTC)
    return at.date() if at.time() == time(0) else moment


def spelled(moment: Moment, tr: Translation = ENGLISH) -> str:
    """A moment in words, for where the reader's zone is not known."""
    if isinstance(moment, datetime):
        there = moment.astimezone(UTC)
        return f"{short_date(there, tr)}, {there:%H:%M} UTC"
    return short_date(moment, tr)


def local(moment: Moment, zone: tzinfo, tr: Translation = ENGLISH) -> str:
    """A moment on the clocks of a zone, or a date as it is."""
    if not isinstance(moment, datetime):
        return spelled(moment, tr)
    here = moment.astimezone(zone)
    return f"{short_date(here, tr)}, {here:%H:%M %Z}"


def unfound(text: str) -> str:
    """`text` as it is, in which no client finds anything by itself: what would be a mention, a
    hashtag, an emoji or an address is broken by a blank of no width."""
    return _FOUND_BY_CLIENTS.sub("\\g<0>\u200b", text)


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
