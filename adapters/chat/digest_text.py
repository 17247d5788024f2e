"""Pure. What people write about a channel's digest -> what it is to be.

On one line, topics come first, then the time, the zone, the days, the length and the rest, each if
it is to change: "ukraine, chad at 08:00 Europe/Kyiv on weekdays, full, in english".
"""

import re
from dataclasses import replace
from datetime import time
from functools import cache
from typing import Any

from adapters.chat import languages, times
from adapters.chat.digest_options import LISTS, MORNING, DigestAction, DigestOptions
from bot.errors import UsageError
from bot.models import Length, Quiet
from bot.text import zones
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.translation import translatable

ALERTS, MOST_ALERTS = 5, 99  # a day at most, where nobody says how many; and that can be said
_HOURS, _MINUTES, _NOON = 24, 60, 12
EVENING = time(18)
_LONGEST = 4_000  # characters; neither chat sends a longer command
MOST_LISTED = 50  # outlets or words in a list

_QUOTED = re.compile(r'["“„][^"”“]*["”“]?')
_TOPIC = re.compile(rf"(?:{_QUOTED.pattern}|[^,;\n\"“„])+")


def action(text: str) -> DigestAction | None:
    """What is to become of a digest, where that is all that was written."""
    return _actions().get(text.strip().casefold())


def read(text: str) -> DigestOptions:
    """What is said of a digest on one line; raises UsageError where no sense can be made of it."""
    said = times.in_digits(" ".join(text[:_LONGEST].split()))
    options = DigestOptions()
    if found := _alert_me().match(said):
        said, options = said[found.end() :], replace(options, alerts=ALERTS)
    if found := _weekly().search(_without_quotes(said)):
        said = f"{said[: found.start()]}{lexicon('en').asking.on[0]} {said[found.end() :]}"
    rest, options = _last_part(said, options)
    bare = _without_quotes(rest)
    at = next((one for one in _time().finditer(bare) if _is_meant(one, bare)), None)
    before, after = (rest[: at.start()], rest[at.end() :]) if at else (rest, "")
    _require_rhythm(before, after)
    if part := _part_of_day().search(_without_quotes(before).rstrip(" ,;")):
        before = before[: part.start()]
    elif part := _part_of_day().search(after.rstrip(" ,;")):
        after = after[: part.start()]
    before, early_days = _days_behind(before, before_time=at is not None)
    if not before.strip(" ,;"):
        after, before = _split_after(after)
        before, late_days = _days_behind(before)
        early_days = early_days or late_days
    zone, some_days = _after_time(after)
    return replace(
        options,
        topics=topics(before) if before.strip(" ,;") else None,
        at=_on_part(times.clock(at["clock"]) if at else None, part),
        zone=zone,
        days=some_days or early_days or (times.WEEK if part else None),
    )


def _on_part(at: time | None, part: re.Match[str] | None) -> time | None:
    """A time on "every morning" or "every evening", where 6 is 18:00."""
    if part is None or (at and (part["morning"] or at.hour >= _NOON)):
        return at
    if part["morning"]:
        return MORNING
    return at.replace(hour=at.hour + _NOON) if at else EVENING


def _days_behind(said: str, *, before_time: bool = False) -> tuple[str, frozenset[int] | None]:
    """What stands before the days at the end, and these, if there are any; right before a time,
    several are known without a word before them: "mon-fri"."""
    bare = _without_quotes(said).rstrip(" ,;")
    if on := _days_last().search(bare):
        return said[: on.start()], times.days(on["named"] or on["group"])
    if before_time and (several := _days_alone().search(bare)):
        return said[: several.start()], times.days(several[0])
    return said, None


def _require_rhythm(before: str, after: str) -> None:
    """Raises UsageError for a rhythm that no digest has, said before or after its time: it comes
    once a day, on days of the week."""
    if _rhythm_last().search(_without_quotes(before).rstrip(" ,;")) or _rhythm().search(after):
        raise UsageError(
            "digest: a rhythm that there is not",
            advice=translatable(
                "A digest comes every day or on certain days of every week, once a day: name its "
                "days, such as weekdays or mon, thu. For another time of day, add one more digest."
            ),
            about="at",
        )


def topics(text: str) -> tuple[str, ...]:
    """The topics between commas or on lines; none of them where the top of the news is meant."""
    said = dict.fromkeys(one for part in _TOPIC.findall(text) if (one := part.strip()))
    everything = times.asking("top")
    if times.is_nothing(text) or all(one.casefold() in everything for one in said):
        return ()
    return tuple(said)


def length(text: str) -> Length:
    """How long each brief of a digest is to be; raises UsageError."""
    found = _lengths().get(" ".join(text.casefold().split()))
    if found is None:
        raise UsageError(
            f"no length: {text[:100]!r}", advice="Please give the length as flash, brief or full."
        )
    return found


def when(text: str) -> DigestOptions:
    """What is said of when a digest comes, and that alone; raises UsageError."""
    said = " ".join(text[:_LONGEST].split())
    found = read(said)
    if found.at is None:
        found = read(f"{lexicon('en').asking.at[0]} {said}")
    wanted = DigestOptions(at=found.at, zone=found.zone, days=found.days)
    if found.at is None or found != wanted:
        raise UsageError(
            f"no time: {text[:100]!r}",
            advice=translatable("Please write it so: 08:00 Europe/Kyiv on weekdays"),
        )
    return wanted


def rest(text: str) -> DigestOptions:
    """All that is said of a digest but its topics and when it comes: what is not said is as it is
    in one for which nothing was. Raises UsageError for anything else."""
    found = read(text) if text.strip() else DigestOptions()
    if (found.topics, found.at, found.zone, found.days) != (None,) * 4:
        raise UsageError(
            f"not the rest: {text[:100]!r}",
            advice=translatable(
                "Please write it so: full, in english, quiet 22:00-07:00, alerts 3, never from rt"
            ),
        )
    nothing = DigestOptions(
        length=Length.BRIEF, quiet=Quiet(), skip_if_nothing_new=False, languages=(),
        only_languages=False, alerts=0, only_from=(), never_from=(), without=(),
    )  # fmt: skip
    return replace(nothing, **found.said())


def sources(text: str) -> DigestOptions:
    """What is said of outlets and words alone, and all of it: what is not named is no more. Raises
    UsageError for anything else."""
    said, options = _last_part(" ".join(text[:_LONGEST].split()), DigestOptions())
    if not times.is_nothing(said.strip(" ,;")):
        raise UsageError(
            f"no sources: {text[:100]!r}",
            advice=translatable(
                "Please write it so: only from reuters, bbc; never from rt; without football"
            ),
            about="sources",
        )
    only, never, without = (getattr(options, name) or () for name in LISTS)
    return DigestOptions(only_from=only, never_from=never, without=without)


def _last_part(said: str, options: DigestOptions) -> tuple[str, DigestOptions]:
    """What is left of a line without the length, quiet hours and the rest at its end, and these."""
    while found := _ending().search(_without_quotes(said).rstrip(" ,;")):
        if found["length"] and options.length is None:
            options = replace(options, length=length(found["length"]))
        elif found["quiet"] and options.quiet is None:
            options = replace(options, quiet=times.quiet_hours(found["quiet"]))
        elif (named := found["besides"]) and options.besides is None:
            options = replace(options, besides=_names(named))
        elif found["no_alerts"] and options.alerts is None:
            options = replace(options, alerts=0)
        elif found["alerts"] and options.alerts is None:
            options = replace(options, alerts=int(found["most"] or ALERTS))
        elif found["news"] and options.skip_if_nothing_new is None:
            options = replace(options, skip_if_nothing_new=True)
        elif (named := found["languages"]) and options.languages is None:
            only = languages.is_only(named)
            options = replace(options, languages=languages.read(named), only_languages=only)
        else:
            break
        said = said[: found.start()]
    found = _last_list(said)
    if found and getattr(options, name := found.lastgroup or "") is None:
        chosen: dict[str, Any] = {name: _listed(said[found.end() :])}
        options = replace(options, **chosen)
        return _last_part(said[: found.start()], options)
    return said, options


def _listed(text: str) -> tuple[str, ...]:
    """Outlets or words with commas between them; none of them for none any more."""
    some = dict.fromkeys(one.strip() for one in re.split("[,;]", text))
    return () if times.is_nothing(text) else tuple(filter(None, some))[:MOST_LISTED]


def _last_list(said: str) -> re.Match[str] | None:
    """Where the last list of outlets or words begins."""
    return max(_list().finditer(_without_quotes(said)), key=re.Match.start, default=None)


@cache
def _list() -> re.Pattern[str]:
    kinds = "|".join(rf"(?P<{name}>{any_of(times.asking(name))})" for name in LISTS)
    return re.compile(rf"(?:^|[,;]) ?(?:{kinds}) (?=\S)", re.IGNORECASE)


def _names(text: str) -> tuple[str, ...]:
    """Names of channels with "and" between them; none of them for none any more."""
    if times.is_nothing(text):
        return ()
    return tuple(
        re.split(rf" (?:{any_of(times.asking('also'))}) ", text.strip(), flags=re.IGNORECASE)
    )


def _is_meant(found: re.Match[str], said: str) -> bool:
    """Whether it can only be a time: "at 9" or "9:30", but neither "covid 19" nor "6h"."""
    if digits := found["digits"]:  # a year has as many: "at 2030" is a time, "at 1984" is none
        is_time = (
            len(digits) == len("0830") and int(digits[:2]) < _HOURS and int(digits[2:]) < _MINUTES
        )
        is_behind_days = _days_alone().search(said[: found.start()].rstrip(" ,;"))
        return bool(found["at"] or is_behind_days) and is_time
    marks = (found["at"], found["sharp"], found["rest"], found["before"], found["after"])
    return ":" in found["clock"] or any(marks)


def _split_after(text: str) -> tuple[str, str]:
    """What follows a time, and the topics behind the comma after that: "at 7, ukraine, grain"."""
    try:
        _after_time(text)
    except UsageError:
        first, comma, topics = text.partition(",")
        if comma:
            return first, topics
        is_topic = not (_on_something().search(text) or zones.nearest(text))
        return ("", text) if is_topic else (text, "")
    return text, ""


def _after_time(text: str) -> tuple[str | None, frozenset[int] | None]:
    """The zone and the days that follow a time, each if it is there."""
    rest = text.strip(" ,;")
    if found := _days_first().search(rest):
        zone, some_days = (
            rest[: found.start()].strip(" ,;"),
            times.days(rest[found.start("days") :]),
        )
        return zones.read(zone) if zone else None, some_days
    try:
        return zones.read(rest) if rest else None, None
    except UsageError:
        if found := _on_something().search(rest):
            times.days(found["days"])  # which says what is wrong with them
        raise


@cache
def _time() -> re.Pattern[str]:
    at = any_of(times.asking("at"))
    return re.compile(
        rf"(?:^|(?<=[\s,;]))(?P<at>(?:{at})\s+)?(?P<clock>{times.clock_pattern()})(?=[\s,;]|$)",
        re.IGNORECASE,
    )


@cache
def _on() -> str:
    return any_of(times.asking("on"))


@cache
def _on_something() -> re.Pattern[str]:
    return re.compile(rf"(?:^| )(?:{_on()}) (?P<days>.+)", re.IGNORECASE)


@cache
def _days_last() -> re.Pattern[str]:
    """Days at the end of what has no time: groups of them, and names after a word such as on."""
    return re.compile(
        rf"(?:^|(?<=[ ,;]))(?:(?:{_on()}) (?P<named>{times.days_pattern()})"
        rf"|(?P<group>{times.groups_pattern()}))$",
        re.IGNORECASE,
    )


@cache
def _days_first() -> re.Pattern[str]:
    """Where days begin after a time and a zone."""
    return re.compile(
        rf"(?:^|(?<=[ ,;]))(?:(?:{_on()}) )?(?P<days>{times.days_pattern()})", re.IGNORECASE
    )


@cache
def _days_alone() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[ ,;]))(?=\w+ ?[-–—,&]){times.days_pattern()}$", re.IGNORECASE)


@cache
def _part_of_day() -> re.Pattern[str]:
    morning, evening = any_of(times.asking("each_morning")), any_of(times.asking("each_evening"))
    return re.compile(
        rf"(?:^|(?<=[ ,;]))(?:(?P<morning>{morning})|(?P<evening>{evening}))$", re.IGNORECASE
    )


@cache
def _rhythm() -> re.Pattern[str]:
    """A rhythm that no digest has, or a second time of day: "on the 1st monday", "and 18"."""
    also, at = any_of(times.asking("also")), any_of(times.asking("at"))
    again = rf"^ ?(?:,|(?:{also})) ?(?:(?:{at}) )?(?:{times.clock_pattern()})$"
    return re.compile(rf"{_rare()}(?=[ ,;]|$)|{again}", re.IGNORECASE)


@cache
def _rhythm_last() -> re.Pattern[str]:
    return re.compile(f"{_rare()}$", re.IGNORECASE)


def _rare() -> str:
    ordinals, of_month = any_of(times.asking("ordinals")), any_of(times.asking("of_month"))
    return (
        rf"(?:^|(?<=[ ,;]))(?:(?:{any_of(times.asking('rhythms'))})(?: (?:{_on()}) "
        rf"{times.days_pattern()})?|(?:{ordinals}) {times.days_pattern()}(?: (?:{of_month}))?)"
    )


@cache
def _weekly() -> re.Pattern[str]:
    """What is said before the days of a digest, and says no more than they do: "weekly on"."""
    return re.compile(
        rf"(?:^|(?<=[ ,;]))(?:{any_of(times.asking('weekly'))}),? (?:(?:{_on()}) )?"
        rf"(?={times.days_pattern()})",
        re.IGNORECASE,
    )


@cache
def _ending() -> re.Pattern[str]:
    lengths, news = any_of(_lengths()), any_of(times.asking("only_news"))
    alerts, no_alerts = any_of(times.asking("alerts")), any_of(times.asking("no_alerts"))
    quiet = any_of(times.asking("quiet"))
    nothing = any_of(times.asking("nothing"))
    besides, told = any_of(times.asking("not_what")), any_of(times.asking("told_me"))
    return re.compile(
        rf"(?:^|[ ,;] ?)(?:(?P<length>{lengths})|(?P<news>{news})"
        rf"|(?P<languages>{languages.pattern()}))$"
        rf"|(?:^|[,;]) ?(?:(?P<no_alerts>{no_alerts})"
        rf"|(?P<alerts>{alerts})(?: (?P<most>\d{{1,2}}))?)$"
        rf"|(?:^|[,;]) ?(?:{besides}) (?P<besides>[^,;]{{1,200}}?)(?: (?:{told}))?$"
        rf"|(?:^|[,;]) ?(?:{quiet}) (?P<quiet>(?:{nothing})|[^,;\d]*\d[^,;]*)$",
        re.IGNORECASE,
    )


@cache
def _alert_me() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(times.asking('alert_me'))}) ", re.IGNORECASE)


@cache
def _lengths() -> dict[str, Length]:
    return {word: one for one in Length for word in times.asking(one)}


@cache
def _actions() -> dict[str, DigestAction]:
    return {word: one for one in DigestAction for word in times.asking(one)}


def _without_quotes(text: str) -> str:
    """As long a text, in which nothing that was quoted can be taken for a time or a day."""
    return _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), text)
