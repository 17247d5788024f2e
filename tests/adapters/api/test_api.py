"""The HTTP API over real sockets and the real stages: what it answers, to whom, and how often."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp
import jsonschema  # type: ignore[import-untyped]  # it has none
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.api import openapi
from adapters.api.operations import OPERATIONS
from bot.errors import UsageError
from bot.models import Feed
from bot.ports import Scope
from bot.store import feeds, subscriptions
from bot.store.access import tokens
from tests.standins import cards
from tests.standins.archive import NOW, TellingNews, told
from tests.standins.digests import subscription

BY_NAME = {one.name: one for one in OPERATIONS}


@dataclass
class Got:
    status: int
    headers: Any
    json: Any


Get = Callable[..., Awaitable[Got]]


@pytest.fixture
def news(tmp_path: Path) -> Iterator[TellingNews]:
    with told(tmp_path) as made:
        yield made


def asked(news: TellingNews, ask: Callable[[Get], Awaitable[None]], per_minute: int = 600) -> None:
    """Asks the API over a socket with a token that may."""
    secret = tokens.add(news.store, "program", [Scope.READ, Scope.SUBSCRIPTIONS], now=NOW)

    async def talk() -> None:
        routes = news.api(per_minute).routes()
        async with news.served(routes) as address, aiohttp.ClientSession() as session:

            async def get(path: str, authorization: str = f"Bearer {secret}", **query: Any) -> Got:  # noqa: ANN401  a query's
                headers = {"Authorization": authorization}
                url = f"{address}/api/v1/{path}"
                async with session.get(url, params=query, headers=headers) as answer:
                    return Got(answer.status, answer.headers, await answer.json(content_type=None))

            await ask(get)

    asyncio.run(talk())


def check(name: str, record: object) -> None:
    """Whether a record is as the document says."""
    document = openapi.document("https://news.example", "0")
    schema = document | {"$ref": f"#/components/schemas/{BY_NAME[name].answer}"}
    checker = jsonschema.FormatChecker()
    sent = json.loads(json.dumps(record))
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(sent)


def test_every_answer_is_as_the_document_says(news: TellingNews) -> None:
    news.have_daily()
    feeds.add(news.store, [Feed("https://user:hush@ex.example/feed?key=hush")], now=NOW)
    subscriptions.save(news.store, subscription())
    given: dict[str, list[dict[str, Any]]] = {
        "brief": [{"topic": "bridge"}, {"topic": "zzzz"}, {"topic": "bridge", "length": "full"}],
        "top": [{}, {"length": "flash"}],
        "story": [{"story": news.story_of("tolm-bridge")}],
        "timeline": [{"story": news.story_of("tolm-bridge")}],
        "ahead": [{}, {"topic": "bridge", "days": 300}],
        "search": [{"topic": "bridge"}, {"topic": "varland", "limit": 1}],
        "outlet": [{"outlet": "Harbour Post"}],
        "digests": [{}, {"before": "2020-01-01"}],
        "digest": [{}, {"topics": "bridge, quake"}, {"date": NOW.date().isoformat()}],
        "feeds": [{}],
        "subscriptions": [{}],
    }
    assert given.keys() == BY_NAME.keys()

    async def ask(get: Get) -> None:
        for name, several in given.items():
            for query in several:
                got = await get(name, **query)
                assert got.status == 200, (name, query, got.json)
                check(name, got.json)
        assert "hush" not in str((await get("feeds")).json)
        assert (await get("subscriptions")).json["items"][0]["channel"] == "slack:T1:C1"

    asked(news, ask)


def test_a_brief_is_the_stored_one_without_what_its_asker_typed(news: TellingNews) -> None:
    story = news.story_of("tolm-bridge")

    async def ask(get: Get) -> None:
        made = (await news.archive.story(story)).brief
        assert made is not None
        kept = news.keep(replace(made, topic="my secret question"))
        record = (await get("story", story=story)).json["brief"]
        assert record["id"] == kept.id
        assert "topic" not in record
        assert [one["text"] for one in record["points"]] == [one.text for one in made.points]
        span = record["points"][0]["spans"][0]
        assert span["article"] in {one["id"] for one in record["sources"]}
        assert (await get("brief", topic="tolm bridge")).json["brief"]["id"] == kept.id

    asked(news, ask)


def test_a_list_comes_in_parts(news: TellingNews) -> None:
    async def ask(get: Get) -> None:
        whole = (await get("outlet", outlet="The Varland Courier")).json["items"]
        assert len(whole) > 2
        found: list[Any] = []
        offset: int | None = 0
        while offset is not None:
            got = await get("outlet", outlet="The Varland Courier", limit=2, offset=offset)
            found += got.json["items"]
            offset = got.json["next"]
            assert (f"offset={offset}" in got.headers.get("Link", "")) == (offset is not None)
        assert found == whole

    asked(news, ask)


def test_who_has_no_token_for_it_reads_nothing(news: TellingNews) -> None:
    other = tokens.add(news.store, "browser", [Scope.ARCHIVE], now=NOW)

    async def ask(get: Get) -> None:
        for wrong in ("", "Bearer", "Bearer x", f"Bearer {other}", "Basic ä"):
            for operation in OPERATIONS:
                got = await get(operation.name, wrong)
                assert got.status == 401, operation.name
                assert got.headers["WWW-Authenticate"].startswith("Bearer")
        assert (await get("openapi.json", "")).status == 200

    asked(news, ask)


def test_who_gets_which_digest_wants_a_token_for_it(news: TellingNews) -> None:
    reading = tokens.add(news.store, "reader", [Scope.READ], now=NOW)

    async def ask(get: Get) -> None:
        refused = await get("subscriptions", f"Bearer {reading}")
        assert (refused.status, "scope subscriptions" in str(refused.json)) == (401, True)
        assert (await get("feeds", f"Bearer {reading}")).status == 200

    asked(news, ask)


def test_a_token_that_asks_too_often_waits(news: TellingNews) -> None:
    async def ask(get: Get) -> None:
        for _ in range(3):
            assert (await get("digests")).status == 200
        got = await get("digests")
        assert got.status == 429
        assert got.headers["Retry-After"] == "20"
        assert got.json["detail"].startswith("That was a lot at once")

    asked(news, ask, per_minute=3)


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("brief", {}, 400), ("brief", {"topic": " "}, 400), ("brief", {"topic": "x" * 301}, 400),
        ("brief", {"topic": "-"}, 400), ("top", {"length": "novel"}, 400),
        ("top", {"lenght": "brief"}, 400), ("search", {"topic": "a", "limit": "0"}, 400),
        ("search", {"topic": "a", "limit": "101"}, 400), ("feeds", {"offset": "²"}, 400),
        ("feeds", {"offset": "9" * 5000}, 400), ("feeds", {"offset": "-1"}, 400),
        ("digest", {"date": "tomorrow"}, 400), ("digest", {"date": "2020-01-01"}, 404),
        ("digests", {"before": "x"}, 400), ("story", {"story": "9" * 40}, 404),
        ("story", {"story": "²"}, 404), ("outlet", {"outlet": "nobody"}, 404),
        ("brief", {"topic": "https://elsewhere.example/1"}, 404),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told_as_a_problem(
    news: TellingNews, path: str, query: dict[str, str], status: int
) -> None:
    async def ask(get: Get) -> None:
        got = await get(path, **query)
        assert (got.status, got.json["status"]) == (status, status)
        assert got.headers["Content-Type"].startswith("application/problem+json")
        assert got.json["detail"].endswith(".")

    asked(news, ask)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.text(max_size=8), st.text(max_size=20) | st.integers() | st.none()))
def test_no_parameter_is_taken_for_what_it_is_not(given: dict[str, Any]) -> None:
    for operation in OPERATIONS:
        try:
            read = operation.read(given)
        except UsageError:
            continue
        schemas = {one.name: one.schema() for one in operation.parameters}
        for name, value in read.items():
            jsonschema.validate(value, schemas[name])


def test_the_document_is_a_document() -> None:
    document = openapi.document("https://news.example", "1.0")
    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) == {f"/{one.name}" for one in OPERATIONS}
    text = str(document)
    for name in document["components"]["schemas"]:
        assert f"#/components/schemas/{name}" in text, name
        jsonschema.Draft202012Validator.check_schema(document["components"]["schemas"][name])


def test_every_brief_of_a_card_is_as_the_document_says() -> None:
    from bot.contract.archived import told_answer_record, told_digest_record  # noqa: PLC0415

    for answer in cards.ANSWERS.values():
        check("brief", told_answer_record(answer))
    for digest in cards.DIGESTS.values():
        check("digest", told_digest_record(digest))
