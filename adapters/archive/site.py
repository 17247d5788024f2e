"""Pure. Where things stand in the archive, and what is on one of its pages."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, tzinfo
from urllib.parse import quote, urlencode

from markupsafe import Markup

from bot.models import Agenda
from bot.translation import ENGLISH, Translation


@dataclass(frozen=True, slots=True)
class ArchiveSite:
    """The archive of one installation: its address without a slash, whose clock it shows, and in
    which language it speaks."""

    address: str
    identity: str
    zone: tzinfo
    tr: Translation = ENGLISH

    def entry_id(self, *parts: str) -> str:
        """A name for an entry that no other installation has (RFC 9562, version 8)."""
        said = "\0".join((self.identity, *parts)).encode("utf-8", "replace")
        one = hashlib.blake2b(said, digest_size=16).hexdigest()
        return f"urn:uuid:{one[:8]}-{one[8:12]}-8{one[13:16]}-a{one[17:20]}-{one[20:]}"


@dataclass(frozen=True, slots=True)
class SiteEntry:
    """What a feed says of one thing: `name` is what makes its id, `path` where it is read."""

    name: tuple[str, ...]
    title: str
    path: str
    updated: datetime
    content: Markup
    published: datetime | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A page: its title, where it stands, what is on it, and the entries of its feed.

    `updated` is for a feed without entries; `query` is what was searched for. `agenda` is what a
    calendar of it has.
    """

    title: str
    path: str
    main: Markup
    updated: datetime
    entries: tuple[SiteEntry, ...] = ()
    has_feed: bool = True
    query: str = ""
    agenda: Agenda | None = None

    def feed(self, form: str) -> str:
        """Where its feed of that form stands."""
        path, mark, query = self.path.partition("?")
        return f"{path.rstrip('/')}/feed.{form}{mark}{query}"


def story(id: str) -> str:
    return f"/story/{quote(id, safe='')}"


def outlet(name: str) -> str:
    return f"/outlet/{quote(name, safe='')}"


def topic(words: str) -> str:
    return f"/topic/{quote(words, safe='')}"


def ahead(words: str) -> str:
    return f"{topic(words)}/ahead" if words else "/ahead"


def search(words: str) -> str:
    return f"/search?{urlencode({'q': words})}"


def day(date: str) -> str:
    return f"/day/{date}"
