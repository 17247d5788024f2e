"""Cookies for one chain of redirects: some servers set one and send the reader back.

Each goes to the very host that set it, whatever it says of its domain, and none is kept after the
page has come.
"""

from collections.abc import Iterable

from httpx import URL

_LONGEST = 4096
_MOST = 50  # of one host


class Cookies:
    """What the hosts of one chain have set so far."""

    def __init__(self) -> None:
        self._by_host: dict[bytes, dict[str, tuple[str, bool]]] = {}

    def take(self, url: URL, lines: Iterable[str]) -> None:
        """The Set-Cookie headers of an answer."""
        kept = self._by_host.setdefault(url.raw_host, {})
        for line in lines:
            pair, *attributes = line.split(";")
            name, equals, value = (part.strip() for part in pair.partition("="))
            says = {attribute.strip().lower() for attribute in attributes}
            if not equals or not name or len(pair) > _LONGEST or not pair.isprintable():
                continue
            kept.pop(name, None)
            if "max-age=0" not in says and len(kept) < _MOST:
                kept[name] = (value, "secure" in says)

    def header(self, url: URL) -> str:
        """The Cookie header for an address; empty where there is none for it."""
        kept = self._by_host.get(url.raw_host, {})
        is_secure = url.scheme == "https"
        return "; ".join(
            f"{name}={value}" for name, (value, secure) in kept.items() if is_secure or not secure
        )
