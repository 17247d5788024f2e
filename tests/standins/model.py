"""A language model's server as a script has it, over real sockets, in both protocols."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from aiohttp import web

from bot.briefing.model.spending import Spent
from bot.briefing.model.summarizer import Cause


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it came in."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def user(self) -> str:
        """What the user's message says."""
        text: str = self.body["messages"][-1]["content"]
        return text


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answers: a text of the model's, or a status and body of its own."""

    text: str = ""
    status: int = 200
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    stop: str | None = None  # the protocol's own word for why the model stopped
    seconds: float = 0.0  # until it answers


Script = Callable[[Asked], Answer]


@dataclass(slots=True)
class Standin:
    """A server that runs; `asked` is every question so far, `at_once` the most it had together."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    at_once: int = 0


def points(*written: tuple[str, Sequence[int]]) -> str:
    """A model's answer with these points, each with the numbers of its sentences."""
    return json.dumps({"points": [{"text": t, "sentences": list(n)} for t, n in written]})


NUMBERED = re.compile(r"^(\d+) \(\d+\) (.*)$", re.MULTILINE)
_WORD = re.compile(r"\w{4,}")


def reader(asked: Asked) -> Answer:
    """Chooses the sentence that has most of the headline's words, and the one after it."""
    headline = asked.user.split("\n")[1]
    wanted = {word[:5].casefold() for word in _WORD.findall(headline)}
    sentences = {int(number): text for number, text in NUMBERED.findall(asked.user)}

    def told(number: int) -> int:
        return len(wanted & {word[:5].casefold() for word in _WORD.findall(sentences[number])})

    main = max(sentences, key=told)
    points = [{"s": one, "cut": 0, "kind": 1, "who": 0} for one in (main, main + 1)]
    return Answer(json.dumps({"main": main, "points": points, "debris": [], "foreign": []}))


def parrot(_: Asked) -> Answer:
    """Answers with the same numbers whatever it is asked."""
    return Answer('{"main":2,"points":[{"s":2,"cut":0,"kind":1,"who":0}],"debris":[],"foreign":[]}')


@asynccontextmanager
async def serving(script: Script) -> AsyncIterator[Standin]:
    """A server on loopback that answers as the script says."""
    standin, under_way = Standin(""), [0]

    async def answer(request: web.Request) -> web.Response:
        asked = Asked(request.path, dict(request.headers), await request.json())
        standin.asked.append(asked)
        under_way[0] += 1
        standin.at_once = max(standin.at_once, under_way[0])
        said = script(asked)
        await asyncio.sleep(said.seconds)
        under_way[0] -= 1
        body = said.body if said.body is not None else _wrapped(asked.path, said)
        return web.Response(status=said.status, body=body, headers=said.headers)

    app = web.Application()
    app.router.add_post("/{path:.*}", answer)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        standin.url = f"http://{host}:{port}"
        yield standin
    finally:
        await runner.cleanup()


def _wrapped(path: str, said: Answer) -> bytes:
    if path.endswith("/messages"):
        answer: dict[str, Any] = {
            "content": [{"type": "text", "text": said.text}],
            "stop_reason": said.stop or "end_turn",
            "usage": {"input_tokens": 700, "output_tokens": 90},
        }
    else:
        answer = {
            "choices": [{"message": {"content": said.text}, "finish_reason": said.stop or "stop"}],
            "usage": {"prompt_tokens": 700, "completion_tokens": 90},
        }
    return json.dumps(answer).encode()


@dataclass(slots=True)
class MemoryCache:
    """A Cache for one process."""

    answers: dict[str, str] = field(default_factory=dict)

    async def get(self, key: str) -> str | None:
        return self.answers.get(key)

    async def put(self, key: str, answer: str) -> None:
        self.answers[key] = answer


@dataclass(slots=True)
class MemoryLedger:
    """A Ledger for one process."""

    days: dict[date, Spent] = field(default_factory=dict)
    fallbacks: Counter[tuple[date, Cause]] = field(default_factory=Counter)

    async def add(self, day: date, spent: Spent) -> Spent:
        self.days[day] = self.days.get(day, Spent()) + spent
        return self.days[day]

    async def fell_back(self, day: date, cause: Cause) -> None:
        self.fallbacks[day, cause] += 1
