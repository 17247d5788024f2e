"""What a program may ask, once for HTTP, OpenAPI and MCP: each operation with its parameters."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.contract import archived
from bot.contract.records import Record, agenda_record, headline_record, timeline_record
from bot.errors import UsageError
from bot.models import Length
from bot.ports import Archive, Scope

LONGEST = 300  # characters of what is asked
MOST = 100  # entries of a list at once

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter by its name, as JSON Schema has it; `kind` is string, integer or date."""

    name: str
    description: str
    kind: str = "string"
    is_required: bool = False
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = LONGEST  # of a number, or of characters
    default: str | int | None = None

    def schema(self) -> Record:
        """Its JSON Schema."""
        schema: Record = {"type": self.kind, "description": self.description}
        if self.kind == "date":
            schema |= {"type": "string", "format": "date"}
        elif self.choices:
            schema["enum"] = list(self.choices)
        elif self.kind == "integer":
            schema |= {"minimum": self.least, "maximum": self.most}
        else:
            schema |= {"minLength": 1, "maxLength": self.most}
        return schema if self.default is None else schema | {"default": self.default}

    def read(self, value: object) -> str | int:
        """The value that was given, from an address or from JSON. Raises UsageError."""
        if self.kind == "integer":
            return self._number(value)
        if not isinstance(value, str) or not 0 < len(value.strip()) <= self.most:
            raise self._wrong(f"a text of at most {self.most} characters")
        if self.kind == "date" and not _is_day(value):
            raise self._wrong("a day such as 2026-11-24")
        if self.choices and value not in self.choices:
            raise self._wrong(f"one of {', '.join(self.choices)}")
        return value

    def _number(self, value: object) -> int:
        is_text = isinstance(value, str) and value.isascii() and value.isdecimal()
        if isinstance(value, bool) or not (is_text or isinstance(value, int)):
            raise self._wrong("a whole number")
        text = str(value)
        if len(text) > len(str(self.most)) + 1 or not self.least <= int(text) <= self.most:
            raise self._wrong(f"a number from {self.least} to {self.most}")
        return int(text)

    def _wrong(self, wanted: str) -> UsageError:
        return UsageError(f"bad {self.name}", advice=f"Give {self.name} as {wanted}.")


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that can be asked: `answer` names the schema of what comes, `scope` what a token
    must be for."""

    name: str
    description: str
    answer: str
    run: Callable[[Archive, Given], Awaitable[Record]]
    parameters: tuple[Parameter, ...] = ()
    scope: Scope = Scope.READ

    def read(self, given: Given) -> Given:
        """What was given, each of its kind, with the defaults. Raises UsageError."""
        known = {one.name: one for one in self.parameters}
        for name in given:
            if name not in known:
                names = ", ".join(known) or "none"
                advice = f"{self.name} has no such parameter; it has: {names}."
                raise UsageError(f"{self.name}: unknown parameter", advice=advice)
        for one in self.parameters:
            if one.is_required and one.name not in given:
                raise UsageError(f"{self.name}: no {one.name}", advice=f"Give {one.name}.")
        defaults = {n: one.default for n, one in known.items() if one.default is not None}
        return defaults | {name: known[name].read(value) for name, value in given.items()}


async def _brief(archive: Archive, given: Given) -> Record:
    answer = await archive.brief(given["topic"], Length(given["length"]))
    return archived.told_answer_record(answer)


async def _top(archive: Archive, given: Given) -> Record:
    return archived.told_answer_record(await archive.top(Length(given["length"])))


async def _story(archive: Archive, given: Given) -> Record:
    return archived.story_record(await archive.story(given["story"], Length(given["length"])))


async def _timeline(archive: Archive, given: Given) -> Record:
    return timeline_record(await archive.timeline(given["story"]))


async def _ahead(archive: Archive, given: Given) -> Record:
    return agenda_record(await archive.ahead(given.get("topic", ""), given["days"]))


async def _search(archive: Archive, given: Given) -> Record:
    answer = await archive.search(given["topic"])
    return _page([headline_record(one) for one in answer.others], given) | {"note": answer.note}


async def _outlet(archive: Archive, given: Given) -> Record:
    found = await archive.outlet(given["outlet"])
    return _page([headline_record(one) for one in found], given)


async def _digests(archive: Archive, given: Given) -> Record:
    before = date.fromisoformat(given["before"]) if "before" in given else None
    days = await archive.days(given["limit"] + given["offset"] + 1, before)
    return _page([one.isoformat() for one in days], given)


async def _digest(archive: Archive, given: Given) -> Record:
    if "date" in given:
        return archived.told_digest_record(await archive.day(date.fromisoformat(given["date"])))
    topics = (one.strip() for one in given.get("topics", "").split(","))
    return archived.told_digest_record(await archive.preview(tuple(filter(None, topics))))


async def _feeds(archive: Archive, given: Given) -> Record:
    return _page([archived.feed_state_record(one) for one in await archive.feeds()], given)


async def _subscriptions(archive: Archive, given: Given) -> Record:
    found = await archive.subscriptions()
    return _page([archived.subscription_record(one, due) for one, due in found], given)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _page(records: Sequence[object], given: Given) -> Record:
    """Some of a list, and where the next of it begin."""
    start, end = given["offset"], given["offset"] + given["limit"]
    return {"items": list(records[start:end]), "next": end if len(records) > end else None}


_TOPIC = Parameter(
    "topic",
    'A topic as people write it: ukraine, chad -football from:bbc 6h; "a phrase"; since monday.',
    is_required=True,
)
_STORY = Parameter("story", "Its id, as other answers have it.", is_required=True)
_LENGTH = Parameter(
    "length", "How long the brief is.", choices=tuple(Length), default=Length.BRIEF.value
)
_PAGING = (
    Parameter("limit", "How many at once.", "integer", least=1, most=MOST, default=20),
    Parameter("offset", "How many to leave out first.", "integer", most=10_000, default=0),
)

OPERATIONS = (
    Operation("brief", "A brief on a topic, or on an article that was read, by its address: each "
              "sentence is a source's own, with the characters and the link where it stands.",
              "Answer", _brief, (_TOPIC, _LENGTH)),
    Operation("top", "A brief of the story that matters most now, and the next stories.",
              "Answer", _top, (_LENGTH,)),
    Operation("story", "A story by its id: its brief, every report of it, its corrections.",
              "Story", _story,
              (_STORY, _LENGTH)),
    Operation("timeline", "How a story went, turn by turn, each with the sentence that told it.",
              "Timeline", _timeline, (_STORY,)),
    Operation("ahead", "What is announced for today and the next days, each in a sentence of a "
              "source, on a topic or in all the news.", "Agenda", _ahead,
              (Parameter("topic", "A topic as people write it."),
               Parameter("days", "How many days ahead.", "integer", least=1, most=366, default=7))),
    Operation("search", "The stories on a topic, the most important first, in a line each.",
              "Lines", _search, (_TOPIC, *_PAGING)),
    Operation("outlet", "What an outlet published last, newest first.", "Lines", _outlet,
              (Parameter("outlet", "Its name, as other answers have it.", is_required=True),
               *_PAGING)),
    Operation("digests", "The days that have a digest, the last first.", "Days", _digests,
              (Parameter("before", "Only days before this one: 2026-11-24.", "date"), *_PAGING)),
    Operation("digest", "The digest of a day; without one, the digest that a new channel would get "
              "now.", "Digest", _digest,
              (Parameter("date", "The day: 2026-11-24.", "date"),
               Parameter("topics", "Topics with commas, where no day is given."))),
    Operation("feeds", "The feeds that are read, and whether they answer.", "Feeds", _feeds,
              _PAGING),
    Operation("subscriptions", "Every channel's digest, and when it comes next.", "Subscriptions",
              _subscriptions, _PAGING, Scope.SUBSCRIPTIONS),
)  # fmt: skip
