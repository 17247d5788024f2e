"""Pure. What a server is told of us beyond what every server is told: a feed's own headers."""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit, urlunsplit

from bot.errors import UsageError

Headers = Mapping[str, str]

SENT_ONWARD = frozenset({"user-agent", "accept", "accept-language"})  # no secrets, by their nature

_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")  # a token of RFC 9110
_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]{1,4000}")
# What we say ourselves, or what would make one request into two.
_OURS = frozenset(
    {"host", "content-length", "transfer-encoding", "connection", "te", "trailer", "upgrade",
     "accept-encoding", "if-none-match", "if-modified-since", "range", "expect", "cookie2"}
)  # fmt: skip


def split(url: str) -> tuple[str, Headers]:
    """The address without a name and password in it, and the header that says them.

    What is no address comes back as it is.
    """
    try:
        parts = urlsplit(url.strip())
        user, password = parts.username, parts.password
    except ValueError:
        return url, {}
    if not user and not password:
        return url, {}
    bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    pair = f"{unquote(user or '')}:{unquote(password or '')}".encode()
    return bare, {"authorization": f"Basic {b64encode(pair).decode()}"}


def read(lines: Iterable[str]) -> Headers:
    """Headers as people write them, `Name: value` a line, by their lower-case names.

    Raises UsageError, which repeats no value.
    """
    found = {}
    for line in filter(str.strip, lines):
        name, colon, value = line.partition(":")
        name, value = name.strip(), value.strip()
        if not (colon and _NAME.fullmatch(name) and _VALUE.fullmatch(value)):
            raise UsageError(
                f"no header: {name[:40]!r}",
                advice="Write a header as Name: value, such as Authorization: Bearer abc.",
            )
        if name.lower() in _OURS:
            raise UsageError(
                f"a header of ours: {name}",
                advice=f"{name} can't be set, since briefbot says it itself. Leave it out.",
            )
        found[name.lower()] = value
    return found


def onward(headers: Headers) -> Headers:
    """Which of a feed's headers another host may see."""
    return {name: value for name, value in headers.items() if name in SENT_ONWARD}
