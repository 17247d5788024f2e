"""Pure. What is secret in an address or a text is replaced before anybody sees it."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, unquote_plus

MASK = "•••"

_SHORT = 8  # characters; a shorter secret would be found inside other words
_SECRET_NAME = re.compile(r"pass|pwd|secret|token|key|auth|sig", re.IGNORECASE)
_HOST = re.compile(r"\[[^\[\]]*\](?::\d*)?|[^:@]*(?::\d*)?")
_PAIR = re.compile(r"(?<![^?#&;])(?P<name>[^?#&;=]++)(?P<is>=?)(?P<value>[^#&;]*)")
# A setting in a text, as in libpq's `host=db password='a b'` or anybody's `?token=abc`.
_NAMED = re.compile(
    r"(?P<name>(?:pass|pwd|secret|token|key|auth|sig)[\w.-]{0,40})(?P<is>\s{0,9}=\s{0,9})"
    r"(?P<value>'[^']{0,4000}'|\"[^\"]{0,4000}\"|[^\s;&'\"]+)",
    re.IGNORECASE,
)
# Slack's tokens and webhooks, Discord's bot tokens, keys of model vendors, any Bearer or Basic
# header, a password in an address.
_TOKENS = re.compile(
    r"xox[a-z]-[\w-]{8,}|xapp-[\w-]{8,}|\b[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}|\bsk-[\w-]{16,}"
    r"|(?<=Bearer )[^\s\"']+|(?<=Bot )[^\s\"']{20,}|(?<=Basic )[^\s\"']+"
    r"|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"
)


def masked(text: str, secrets: Iterable[str]) -> str:
    """The text with each secret, and whatever looks like one, replaced by MASK."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        if len(secret) >= _SHORT:
            text = text.replace(secret, MASK)
        elif secret in text:
            text = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", MASK, text)
    return _NAMED.sub(_hidden, _TOKENS.sub(MASK, text))


def address(url: str) -> str:
    """The address without its password, however oddly that is written, and without its keys.

    On the web a user's name may be a key too, so it goes with the password.
    """
    scheme, found, rest = url.partition("://")
    if not found:
        return masked(url, filter(None, [_spelt_out(url)]))
    user, host = _user_and_host(scheme, rest)
    if user:
        name, colon, _ = user.partition(":")
        shown = MASK if _is_web(scheme) else name + (f":{MASK}" if colon else "")
        host = f"{shown}@{host}"
    place, query = _place_and_query(host)
    return f"{scheme}://{place}{_PAIR.sub(_shown, query)}"


def secrets_in(url: str) -> Iterator[str]:
    """The password of an address and the keys in it, as they are written and as they are meant."""
    scheme, found, rest = url.partition("://")
    if not found:
        yield from (one["value"].strip("'\"") for one in _NAMED.finditer(url))
        yield from filter(None, [_spelt_out(url)])
        return
    user, host = _user_and_host(scheme, rest)
    named = [
        pair["value"] if pair["is"] else pair["name"]
        for pair in _PAIR.finditer(_place_and_query(host)[1])
        if _SECRET_NAME.search(unquote(pair["name"]))
    ]
    for value in filter(None, (user.partition(":")[2], *named)):
        yield from (value, unquote(value), unquote_plus(value))


def _spelt_out(text: str) -> str:
    """The password in what would be `scheme://user:password@host`, but for a slip."""
    if text.lower().startswith("mailto:"):  # what stands before its `@` is a name
        return ""
    return text.rpartition("@")[0].partition(":")[2]


def _user_and_host(scheme: str, rest: str) -> tuple[str, str]:
    """A password may hold `/`, `@` or `?` that somebody forgot to encode: the last `@` ends it.

    On the web an `@` may also stand in a path, behind a host that looks like one.
    """
    netloc = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if _is_web(scheme) and "@" not in netloc and _HOST.fullmatch(netloc):
        return "", rest
    if _is_web(scheme) and "@" in netloc:
        user, _, host = netloc.rpartition("@")
        return user, host + rest[len(netloc) :]
    user, _, host = rest.rpartition("@")
    return user, host


def _place_and_query(host: str) -> tuple[str, str]:
    start = next((at for at, sign in enumerate(host) if sign in "?#"), len(host))
    return host[:start], host[start:]


def _is_web(scheme: str) -> bool:
    return scheme.lower() in {"http", "https", "feed"}


def _shown(pair: re.Match[str]) -> str:
    name = unquote(pair["name"])
    if not _SECRET_NAME.search(name):
        return pair[0]
    return _hidden(pair) if pair["is"] or "=" not in name else MASK


def _hidden(pair: re.Match[str]) -> str:
    return f"{pair['name']}{pair['is']}{MASK}" if pair["is"] else pair[0]
