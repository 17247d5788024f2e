"""Pure. A time zone as people write it -> its IANA name, and that name as it is shown.

People write a city ("Kyiv", "new york"), a name in any case ("europe/kyiv"), an abbreviation
("EST") or an offset. "UTC+2" means two hours east of Greenwich, which IANA calls Etc/GMT-2.
"""

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import UsageError
from bot.text.lexicon import every_language
from bot.text.lexicon.notation import any_of
from bot.translation import translatable

MOST_SHOWN = 3  # names offered where one was not understood
MOST_SUGGESTED = 100
_MOST_READ = 60  # characters; no name is longer

_OFFSET = re.compile(
    r"(?:utc|gmt)?\s{0,9}(?P<sign>[+\-−–])\s{0,9}(?P<hours>\d{1,2}?)(?::?(?P<minutes>\d{2}))?",
    re.IGNORECASE,
)
_ETC = re.compile(r"Etc/GMT(?P<sign>[+-])(?P<hours>[1-9]\d*)")
_FARTHEST = {"+": 14, "-": 12}  # hours east and west for which there is a zone
_ALIKE = 0.75  # difflib's ratio from which a name may be the one that was meant
_A_MONTH = timedelta(days=30)


def read(text: str) -> str:
    """The IANA name of the zone that is meant; raises UsageError where none or several may be."""
    said = _around().sub("", " ".join(text.split())[:_MOST_READ])
    if offset := _OFFSET.fullmatch(said):
        return _at_offset(said, offset)
    folded = _folded(said)
    found = (
        _by_word().get(folded) or _by_name().get(folded) or _differing(_by_city().get(folded, ()))
    )
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"an ambiguous time zone: {said}",
            advice=translatable(
                "{typed} can mean {zones}. Please write the one you mean.",
                typed=said,
                zones=_either(found),
            ),
        )
    raise unknown(said)


def unknown(name: str) -> UsageError:
    """What to say of a name that is no zone's: the nearest ones, else an example."""
    near = nearest(name)
    example = translatable(
        "There is no time zone of that name; write one such as Europe/Kyiv or UTC+2."
    )
    return UsageError(
        f"no time zone: {name[:_MOST_READ]!r}",
        advice=translatable(
            "There is no time zone of that name; did you mean {zones}?", zones=_either(near)
        )
        if near
        else example,
    )


def nearest(name: str) -> tuple[str, ...]:
    """The zones that may be meant by a name which is written otherwise."""
    plain = _folded(name[:_MOST_READ])
    among = {**_by_city(), **_by_name()}
    close = difflib.get_close_matches(plain, among, n=2 * MOST_SHOWN, cutoff=_ALIKE)
    found = among.get(plain) or [zone for one in close for zone in among[one]]
    return _differing(found)[:MOST_SHOWN]


def written(name: str) -> str:
    """A zone as it is shown, which `read` understands: Etc/GMT-2 is UTC+2."""
    if offset := _ETC.fullmatch(name):
        return f"UTC{'+' if offset['sign'] == '-' else '-'}{offset['hours']}"
    return name


def suggested(typed: str, most: int = MOST_SUGGESTED) -> tuple[str, ...]:
    """The zones whose names hold what was typed, those whose city begins so first."""
    part = _folded(typed)
    found = [one for one in sorted(names()) if part in _folded(one)]
    found.sort(key=lambda one: not _folded(_city(one)).startswith(part))
    return tuple(found[:most])


@cache
def names() -> frozenset[str]:
    """Every IANA name of a place, an abbreviation or an offset."""
    return frozenset(available_timezones()) - {"Factory", "localtime"}


@cache
def _around() -> re.Pattern[str]:
    """What people write around a zone: "in Kyiv time"."""
    words = every_language().asking
    before, after = any_of(words.before_zone), any_of(words.after_zone)
    return re.compile(rf"^(?:{before}) | (?:{after})$", re.IGNORECASE)


def _at_offset(said: str, offset: re.Match[str]) -> str:
    sign = "+" if offset["sign"] == "+" else "-"
    hours, minutes = int(offset["hours"]), int(offset["minutes"] or 0)
    if minutes or hours > _FARTHEST[sign]:
        raise UsageError(
            f"no zone at {said}",
            advice=translatable(
                "There is no time zone {typed}. Please name a place, such as Asia/Kolkata.",
                typed=said,
            ),
        )
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"


@cache
def _by_word() -> Mapping[str, tuple[str, ...]]:
    """Abbreviations, and cities in other languages."""
    return {_folded(said): tuple(zones) for said, *zones in every_language().asking.zones}


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    return {_folded(one): (one,) for one in sorted(names())}


@cache
def _by_city() -> Mapping[str, tuple[str, ...]]:
    """The zones by the last part of their names."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in sorted(names(), reverse=True):  # Europe/Istanbul rather than Asia/Istanbul
        if not _ETC.fullmatch(one):  # whose signs are the other way round
            found[_folded(_city(one))].append(one)
    return {city: tuple(zones) for city, zones in found.items()}


def _differing(zones: Iterable[str]) -> tuple[str, ...]:
    """The first of those that show the same time."""
    found: dict[tuple[timedelta | None, ...], str] = {}
    for one in zones:
        found.setdefault(_clock(one), one)
    return tuple(found.values())


@cache
def _clock(name: str) -> tuple[timedelta | None, ...]:
    """A zone's offsets in the months of a year: zones that share them are one to a reader."""
    zone, start = ZoneInfo(name), datetime(2026, 1, 15, tzinfo=UTC)
    return tuple((start + month * _A_MONTH).astimezone(zone).utcoffset() for month in range(12))


def _either(zones: Iterable[str]) -> str:
    *others, last = zones
    if not others:
        return last
    return translatable("{zones} or {last}", zones=", ".join(others), last=last)


def _city(name: str) -> str:
    return name.rpartition("/")[2]


def _folded(name: str) -> str:
    """In small letters, without accents and without what stands between words."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(one for one in plain if one.isalnum() or one in "/+")
