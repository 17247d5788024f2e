"""Pure. Who is behind an outlet, as facts with their sources, from readable files.

The head of `bot/reading/feeds/outlets.toml` explains their form; an operator's file adds to ours
and corrects it. What nobody was found to state is not known: nothing is guessed.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from bot.errors import UsageError
from bot.models import Brief, Outlet, OutletFact, OutletKind, Source

COUNTRY, LANGUAGES, OWNER, KIND = FACTS = ("country", "languages", "owner", "kind")

_PARTS = {"name", "hosts", "others", *FACTS}
_FACT_PARTS = {"is", "source", "on"}
_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:/[^/\s]{1,80})?")
_FORMS = {
    COUNTRY: (re.compile(r"[A-Z]{2}"), "a country's code of two capital letters, such as QA"),
    LANGUAGES: (re.compile(r"[a-z]{2,3}"), "a language's code, such as en"),
    OWNER: (re.compile(r"\S.*"), "a name"),
    KIND: (re.compile("|".join(OutletKind)), f"one of {', '.join(OutletKind)}"),
}


@dataclass(frozen=True, slots=True)
class Outlets:
    """Outlets by their names in lower case, and the names by their hosts."""

    by_name: Mapping[str, Outlet] = field(default_factory=dict)
    by_host: Mapping[str, str] = field(default_factory=dict)

    def at(self, address: str) -> Outlet | None:
        """The outlet that an address of a feed, a page or a site belongs to."""
        found = next((key for key in _keys(address) if key in self.by_host), None)
        return self.by_name[self.by_host[found]] if found else None

    def named(self, name: str) -> Outlet | None:
        """The outlet of that name."""
        return self.by_name.get(name.casefold().strip())

    def matching(self, name: str) -> list[Outlet]:
        """The outlet of that name or address, or those whose names have it in them."""
        if one := self.named(name) or self.at(name):
            return [one]
        said = name.casefold().strip()
        return [one for key, one in self.by_name.items() if said and said in key]

    def of(self, source: Source) -> Outlet | None:
        """Whose article a source is, which a site that prints others' does not tell."""
        found = self.at(source.url or "")
        if found is None or found.prints_others:
            return self.named(source.outlet or "")
        return found

    def told(self, source: Source) -> Source:
        """The source with what is known of who is behind it."""
        return replace(source, behind=self.of(source))

    def told_in(self, brief: Brief) -> Brief:
        """The brief with what is known of who is behind its sources."""
        return replace(brief, sources=tuple(map(self.told, brief.sources)))


def parse(text: str, source: str = "outlets.toml") -> Outlets:
    """The outlets of a TOML text; raises UsageError that names what is wrong in `source`."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(source, str(error)) from error
    if unknown := given.keys() - {"outlet"}:
        raise _wrong(source, f"there is no part {min(unknown)}; each outlet begins with [[outlet]]")
    tables = given.get("outlet", [])
    if not isinstance(tables, list):
        raise _wrong(source, "an outlet begins with [[outlet]], in two brackets")
    return _outlets(_outlet(table, source) for table in tables)


def merged(first: Outlets, second: Outlets) -> Outlets:
    """The first with what the second adds, and with its facts in the place of the first's."""
    return _outlets((*first.by_name.values(), *second.by_name.values()))


def _outlets(every: Iterable[Outlet]) -> Outlets:
    """What comes later counts more: its facts, and whose a host is."""
    by_name: dict[str, Outlet] = {}
    by_host: dict[str, str] = {}
    for one in every:
        key = one.name.casefold()
        by_name[key] = _corrected(by_name[key], one) if key in by_name else one
        by_host |= dict.fromkeys(one.hosts, key)
    return Outlets(by_name, by_host)


def _corrected(one: Outlet, other: Outlet) -> Outlet:
    facts: dict[str, Any] = {part: getattr(other, part) or getattr(one, part) for part in FACTS}
    return Outlet(
        one.name,
        tuple(dict.fromkeys((*one.hosts, *other.hosts))),
        **facts,
        prints_others=one.prints_others or other.prints_others,
    )


def _keys(address: str) -> Iterator[str]:
    """What an address may be found by, the closest first: a part of a site, then the site."""
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
    except ValueError:
        return
    labels = (parts.hostname or "").split(".")
    first = parts.path.strip("/").partition("/")[0]
    for at in range(len(labels) - 1):
        host = ".".join(labels[at:])
        if first:
            yield f"{host}/{first}"
        yield host


def _outlet(table: Any, source: str) -> Outlet:  # noqa: ANN401  whatever the file has
    name = table.get("name") if isinstance(table, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise _wrong(source, 'an outlet has no name; write name = "Harbour Post"')
    if unknown := table.keys() - _PARTS:
        raise _wrong(source, f"{name} has a part {min(unknown)}; give {_listed(_PARTS)}")
    if not isinstance(table.get("others", False), bool):
        raise _wrong(source, f"{name}: others is either true or false")
    facts = {part: _fact(table[part], part, name, source) for part in FACTS if part in table}
    hosts = _hosts(table.get("hosts", []), name, source)
    return Outlet(name.strip(), hosts, **facts, prints_others=table.get("others", False))


def _hosts(given: object, name: str, source: str) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(
        isinstance(one, str) and _HOST.fullmatch(one) for one in given
    ):
        raise _wrong(source, f'{name}: write hosts = ["harbourpost.example"], without https://')
    return tuple(one.casefold().removeprefix("www.") for one in given)


def _fact(given: Any, part: str, name: str, source: str) -> OutletFact:  # noqa: ANN401  whatever the file has
    where = f"{name}, {part}"
    if not isinstance(given, dict) or given.keys() != _FACT_PARTS:
        raise _wrong(source, f'{where}: write {{is = …, source = "https://…", on = 2026-11-29}}')
    values, address, on = given["is"], given["source"], given["on"]
    if not isinstance(address, str) or not address.startswith(("https://", "http://")):
        raise _wrong(source, f"{where}: its source is the address of a page that states it")
    if not isinstance(on, date) or isinstance(on, datetime):
        raise _wrong(source, f"{where}: on is the day it was looked up, such as 2026-11-29")
    values = values if isinstance(values, list) else [values]
    form, words = _FORMS[part]
    if not values or not all(isinstance(one, str) and form.fullmatch(one) for one in values):
        raise _wrong(source, f"{where}: it should be {words}")
    return OutletFact(tuple(values), address, on)


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(sorted(parts))


def _wrong(source: str, what: str) -> UsageError:
    return UsageError(
        f"outlets: {source}: {what}", advice=f"Please correct the file of outlets {source}: {what}."
    )
