"""The command about who is behind outlets: `outlets`."""

import sys
from typing import TYPE_CHECKING

import click

from bot import masking
from bot.cli import showing, wiring
from bot.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.contract.records import Record
    from bot.models import Outlet, OutletFact
    from bot.reading.feeds.outlets import Outlets


@click.command()
@click.argument("name", nargs=-1)
@showing.as_json_lines
def outlets(name: tuple[str, ...], *, as_json: bool) -> None:
    """Say who is behind the outlets of your feeds; for a NAME or address, where that is stated.

    \b
    briefbot outlets
    briefbot outlets Al Jazeera
    briefbot outlets lemonde.fr --json
    """
    from bot import jsonlines
    from bot.store import feeds as stored

    chosen, asked = wiring.chosen(), " ".join(name)
    known = wiring.outlets(chosen)
    if asked:
        found, unknown = _asked(known, asked), []
    else:
        with wiring.opened(chosen) as store:
            listed = [state.feed for state in stored.states(store)] or wiring.listed(chosen)
        found = list({one.name: one for feed in listed if (one := known.at(feed.url))}.values())
        unknown = [
            feed.title or masking.address(feed.url) for feed in listed if known.at(feed.url) is None
        ]
    if as_json:
        for one in (*found, *map(_nobody, unknown)):
            jsonlines.write(_outlet_record(one), sys.stdout)
        return
    for one in found:
        showing.say("\n".join((_facts_line(one), *(_sources(one) if asked else ()))))
    if unknown:
        showing.say(f"Not known: {', '.join(unknown)}")


def _asked(known: "Outlets", name: str) -> list["Outlet"]:
    """As `matching`; raises NotFoundError where there is none."""
    found = known.matching(name)
    if not found:
        raise NotFoundError(
            f"no such outlet: {name}",
            advice=f"It is not known who is behind {name}. A file of your own can tell it: "
            "BRIEFBOT_OUTLETS; docs/feeds.md explains its form.",
        )
    return found


def _nobody(name: str) -> "Outlet":
    """An outlet of which nothing is known."""
    from bot.models import Outlet

    return Outlet(name)


def _facts_line(one: "Outlet") -> str:
    """Al Jazeera: state-run, Qatar; owned by the Qatari state; in English"""
    from adapters.chat.brief_card import behind
    from bot.translation import ENGLISH
    from bot.translation.formats import language_name

    languages = [language_name(code, ENGLISH) or code for code in _values(one.languages)]
    facts = (
        behind(one),
        f"owned by {_all(_values(one.owner))}" if one.owner else "",
        f"in {_all(languages)}" if languages else "",
    )
    return f"{one.name}: {'; '.join(filter(None, facts)) or 'not known'}"


def _sources(one: "Outlet") -> "Iterator[str]":
    """Which page states which facts, and when it was looked up; what no page was found to state."""
    stated: dict[str, list[str]] = {}
    for part, fact in _facts(one).items():
        where = f"{fact.source} ({fact.on})" if fact else "not known"
        stated.setdefault(where, []).append(part)
    for where, parts in stated.items():
        yield f"  {', '.join(parts)}: {where}"


def _facts(one: "Outlet") -> "dict[str, OutletFact | None]":
    from bot.reading.feeds.outlets import FACTS

    return {part: getattr(one, part) for part in FACTS}


def _all(words: "Sequence[str]") -> str:
    """A, B and C"""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _values(fact: "OutletFact | None") -> tuple[str, ...]:
    return fact.values if fact else ()


def _outlet_record(one: "Outlet") -> "Record":
    facts = {
        part: fact and {"is": list(fact.values), "source": fact.source, "on": str(fact.on)}
        for part, fact in _facts(one).items()
    }
    return {"name": one.name, "hosts": list(one.hosts), **facts}
