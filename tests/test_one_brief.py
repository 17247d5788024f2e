"""One stored brief, every desk: the sentences are the same, byte for byte, wherever it is read."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from lxml import etree, html
from rich.console import Console

from adapters import terminal
from adapters.api import mcp
from adapters.discord.rendering import layout
from adapters.mail import letters
from adapters.mail.letters import Envelope
from adapters.matrix import rendering as matrix
from adapters.mattermost import rendering as mattermost
from adapters.slack.rendering.blocks import answer_message
from adapters.teams import rendering as teams
from adapters.webhook import events
from bot.models import Answer, Brief, Counts, Digest, Item, Kind
from bot.ports import Scope
from bot.store import corrections
from bot.store.access import tokens
from tests.standins import digests
from tests.standins.archive import NOW, TellingNews, told

NOTE = "The toll was 12, not 21."
SENTENCES = (
    (Kind.NEWS, "At least 12 people died after a fire on a ferry off Skerry on Tuesday [Nov. 24]."),
    (Kind.VOICE, "“We saw smoke … then we ran,” Jon Vale, a passenger, said."),
    (Kind.DOUBT, "The owner, AT&T Ferries <Ltd>, denied that it was *overloaded*."),
    (Kind.NEXT, "Результаты ожидаются в пятницу [27 ноября], says the Lloyd’s list."),
)  # fmt: skip


@pytest.fixture
def news(tmp_path: Path) -> Iterator[TellingNews]:
    with told(tmp_path) as made:
        yield made


def kept(news: TellingNews) -> Brief:
    """A brief as a channel was given it, and as it was corrected since."""
    story = news.story_of("tolm-bridge")

    async def made() -> Brief:
        brief = (await news.archive.story(story)).brief
        assert brief is not None
        first = brief.points[0]
        points = tuple(
            replace(first, kind=kind, text=text, speaker=None) for kind, text in SENTENCES
        )
        return news.keep(replace(brief, points=points))

    return corrections.correct(news.store, asyncio.run(made()).id or "", NOTE, now=NOW)


def on_the_terminal(brief: Brief) -> str:
    written = StringIO()
    terminal.show(brief, Console(file=written, width=10_000), ZoneInfo("UTC"))
    return written.getvalue()


def in_slack(brief: Brief) -> str:
    return "".join(_texts(answer_message(Answer("", NOW, brief)).blocks))


def in_discord(brief: Brief) -> str:
    """Its markdown as Discord reads it: a backslash before a sign is not shown."""
    markdown = "".join(_texts(layout.answer(Answer("", NOW, brief)), ("content",)))
    return _read(markdown)


def in_a_digest(brief: Brief) -> dict[str, str]:
    """What is posted of a digest that has only this brief."""
    digest = Digest(NOW, "UTC", (), (Item(brief, ""),), (), Counts(1, shown=1), id="d1")
    event = json.loads(events.digest(digests.delivery(), digest, NOW))
    envelope = Envelope("a@b.example", "c@d.example", "<1@b.example>", NOW, "https://b.example/")
    letter = letters.digest(digest, envelope)
    plain, marked = (letter.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert marked is not None
    return {
        "mail": plain.get_content(),
        "mail, HTML": _shown(marked.get_content()),
        "webhook": "\n".join(_texts(event, ("text", "correction"))),
        "Teams": "".join(_texts(json.loads(teams.digest_message(digest)))),
        "Mattermost": _read(mattermost.digest_post(digest)),
        "Matrix": _read(matrix.digest_message(digest)["body"]),
        "Matrix, HTML": _read(_shown(matrix.digest_message(digest)["formatted_body"])),
    }


def _read(markdown: str) -> str:
    return re.sub(r"\\([^\w\s])", r"\1", re.sub(r"\u200b|\u2060", "", markdown))


def _texts(part: Any, names: tuple[str, ...] = ("text",)) -> Iterator[str]:  # noqa: ANN401  JSON
    if isinstance(part, dict):
        for name, value in part.items():
            if name in names and isinstance(value, str):
                yield value
            else:
                yield from _texts(value, names)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _texts(one, names)


def _shown(page: str) -> str:
    return str(html.document_fromstring(page).text_content())


async def served(news: TellingNews, story: str) -> dict[str, str]:
    """What a browser, a feed reader, a program and an assistant get of the story."""
    secret = tokens.add(news.store, "program", [Scope.READ], now=NOW)
    routes = [
        *news.pages().routes(), *news.api().routes(), *mcp.routes(news.api(), news.mcp()),
    ]  # fmt: skip
    headers = {"Authorization": f"Bearer {secret}"}
    async with news.served(routes) as address, aiohttp.ClientSession(headers=headers) as session:

        async def text(get: Callable[..., Any], path: str, **given: Any) -> str:  # noqa: ANN401  aiohttp's
            async with get(address + path, **given) as answer:
                found: str = await answer.text()
                return found

        call = {
            "jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": {"name": "story", "arguments": {"story": story}},
        }  # fmt: skip
        atom = etree.fromstring((await text(session.get, f"/story/{story}/feed.atom")).encode())
        feed = json.loads(await text(session.get, f"/story/{story}/feed.json"))
        api = json.loads(await text(session.get, f"/api/v1/story?story={story}"))
        assistant = json.loads(await text(session.post, "/mcp", json=call))
        material = assistant["result"]["structuredContent"]["material"]
        content = atom.find("{*}entry/{*}content")
        assert content is not None
        return {
            "page": _shown(await text(session.get, f"/story/{story}")),
            "Atom": _shown(content.text or ""),
            "JSON Feed": _shown(feed["items"][0]["content_html"]),
            "API": _said(api["brief"]),
            "MCP": _said(material["brief"]),
        }


def _said(record: dict[str, Any]) -> str:
    return "\n".join([*(one["text"] for one in record["points"]), record["correction"]])


def test_every_desk_says_the_same_sentences(news: TellingNews) -> None:
    brief = kept(news)
    faces = {
        "terminal": on_the_terminal(brief),
        "Slack": in_slack(brief),
        "Discord": in_discord(brief),
        **in_a_digest(brief),
        **asyncio.run(served(news, brief.story or "")),
    }
    for face, words in faces.items():
        flat = " ".join(words.split())
        places = [flat.find(text) for _, text in SENTENCES]
        assert -1 not in places, (face, flat)
        assert places == sorted(places), face
        assert NOTE in flat or face == "terminal", face
