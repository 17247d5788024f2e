"""The archive over real sockets and the real stages: who may read, and what is not said."""

import asyncio
import base64
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from icalendar import Calendar
from lxml import html

from adapters.archive.server import MOST_MADE
from bot.models import Announcement, Kind, Length, Point, Span
from bot.newsroom.answers import Inquiry, of_story
from bot.newsroom.search import story as listed
from bot.ports import Scope
from bot.store import corrections
from bot.store.access import tokens
from bot.store.following import announcements
from tests.standins.archive import NOW, TellingNews, told


@dataclass
class Got:
    status: int
    headers: Any
    text: str

    def words(self) -> str:
        return " ".join(str(html.document_fromstring(self.text).text_content()).split())


Get = Callable[..., Awaitable[Got]]


@pytest.fixture
def news(tmp_path: Path) -> Iterator[TellingNews]:
    with told(tmp_path) as made:
        yield made


def asked(
    news: TellingNews, ask: Callable[[Get], Awaitable[None]], *, is_open: bool = True
) -> None:
    """Asks the pages over a socket."""

    async def talk() -> None:
        routes = news.pages(is_open=is_open).routes()
        async with news.served(routes) as address, aiohttp.ClientSession() as session:

            async def get(path: str, **headers: str) -> Got:
                named = {name.replace("_", "-"): value for name, value in headers.items()}
                async with session.get(address + path, headers=named) as answer:
                    return Got(answer.status, answer.headers, await answer.text())

            await ask(get)

    asyncio.run(talk())


def test_a_story_is_told_by_the_brief_that_a_channel_was_given(news: TellingNews) -> None:
    story = news.story_of("tolm-bridge")
    found = listed(news.context, story, NOW)
    assert found is not None
    made = of_story(news.context, found, Inquiry(NOW)).answer.brief
    assert made is not None
    sentence = replace(made.points[0], text="As the channel was told.")
    news.keep(replace(made, points=(sentence,), topic="what U1 asked for"))

    async def ask(get: Get) -> None:
        page = (await get(f"/story/{story}")).words()
        assert "As the channel was told. [1]" in page
        assert "U1" not in page
        assert "As the channel was told." in (await get(f"/story/{story}/feed.atom")).text
        full = (await get(f"/story/{story}?length=full")).words()
        assert "As the channel was told." not in full

    asked(news, ask)


@pytest.mark.parametrize("private", ["told_before", "one_article", "outdated"])
def test_what_was_made_for_one_reader_is_nobody_elses(news: TellingNews, private: str) -> None:
    story = news.story_of("tolm-bridge")
    found = listed(news.context, story, NOW)
    assert found is not None
    made = of_story(news.context, found, Inquiry(NOW)).answer.brief
    assert made is not None
    made = replace(made, points=(replace(made.points[0], text="For one reader."),))
    changes: dict[str, Any] = {
        "told_before": {"told_before": NOW},
        "one_article": {"outlets": 1},
        "outdated": {"as_of": NOW.replace(year=2020)},
    }
    news.keep(replace(made, **changes[private]))

    async def ask(get: Get) -> None:
        assert "For one reader." not in (await get(f"/story/{story}")).words()

    asked(news, ask)


def test_a_correction_is_on_the_page_and_in_the_digest_of_the_day(news: TellingNews) -> None:
    news.have_daily()
    day = NOW.date().isoformat()

    async def ask(get: Get) -> None:
        digest = await news.archive.day(NOW.date())
        brief = digest.items[0].brief
        corrections.correct(news.store, brief.id or "", "The toll was 12.", now=NOW)
        assert ": The toll was 12." in (await get(f"/day/{day}")).words()
        assert ": The toll was 12." in (await get(f"/story/{brief.story}")).words()
        assert ": The toll was 12." in (await get("/days/feed.json")).text

    asked(news, ask)


def test_the_days_ahead_are_a_page_and_a_calendar(news: TellingNews) -> None:
    day, number = NOW.date() + timedelta(days=2), news.story_of("tolm-bridge")
    said = Point(Kind.NEXT, "The bridge opens to trams.", (Span(number, 0, 9),))
    with news.store.writing() as connection:
        announcements.put(connection, {int(number): [Announcement(day, said)]})

    async def ask(get: Get) -> None:
        for path in ("/ahead", "/topic/bridge/ahead"):
            assert said.text in (await get(path)).words()
            got = await get(f"{path}/calendar.ics")
            assert got.headers["Content-Type"] == "text/calendar; charset=utf-8"
            events = Calendar.from_ical(got.text).walk("VEVENT")
            assert (day, said.text) in {(e.decoded("DTSTART"), str(e["SUMMARY"])) for e in events}
        assert said.text not in (await get("/topic/earthquake/ahead")).words()

    asked(news, ask)


def test_every_page_is_found(news: TellingNews) -> None:
    news.have_daily()
    day, story = NOW.date().isoformat(), news.story_of("marn-quake")

    async def ask(get: Get) -> None:
        today = html.document_fromstring((await get("/")).text)
        paths = set(today.xpath("//a/@href[starts-with(., '/')] | //link/@href"))
        assert {f"/day/{day}", "/days"} <= paths
        paths |= {
            f"/story/{story}",
            f"/story/{story}/timeline",
            "/topic/earthquake",
            "/search?q=bridge",
            "/search",
        }
        paths |= {"/ahead", "/topic/bridge/ahead"}
        paths |= {"/outlet/The%20Varland%20Courier", "/outlet/Harbour%20Post/feed.json"}
        for path in sorted(paths):
            assert (await get(path)).status == 200, path
        assert "bridge" in (await get("/search?q=bridge")).words()
        for path in ("/story/9", "/story/²", f"/story/{'9' * 40}", "/day/2020-01-01", "/day/x",
                     "/outlet/a%2Fb"):  # fmt: skip
            assert (await get(path)).status == 404, path
        assert (await get("/search?q=-")).status == 400

    asked(news, ask)


def test_no_visit_fetches_or_stores_anything(news: TellingNews) -> None:
    async def ask(get: Get) -> None:
        assert (await get("/search?q=https%3A%2F%2Felsewhere.example%2F1")).status == 404
        read = (await news.archive.story(news.story_of("tolm-bridge"))).reports[0]
        line = (await get(f"/search?q={read.url}")).words()
        assert "Tolm" in line

    before = news.store.engine.connect().exec_driver_sql("SELECT count(*) FROM briefs").scalar()
    asked(news, ask)
    after = news.store.engine.connect().exec_driver_sql("SELECT count(*) FROM briefs").scalar()
    assert before == after == 0


def test_a_page_that_is_the_same_is_not_sent_again(news: TellingNews) -> None:
    async def ask(get: Get) -> None:
        first = await get("/")
        assert first.headers["Cache-Control"] == "public, max-age=60"
        again = await get("/", If_None_Match=first.headers["ETag"])
        assert (again.status, again.text) == (304, "")
        assert (await get("/", If_None_Match='"other"')).status == 200

    asked(news, ask)


def test_a_page_may_do_nothing_in_a_browser(news: TellingNews) -> None:
    async def ask(get: Get) -> None:
        for path in ("/", "/story/9", "/feed.atom", "/archive.css"):
            policy = (await get(path)).headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'; style-src 'self'; form-action 'self'")

    asked(news, ask)


@pytest.mark.parametrize(
    ("host", "status"),
    [("news.example", 200), ("NEWS.example:443", 200), ("localhost", 200), ("10.1.2.3:80", 200),
     ("evil.example", 421), ("news.example.evil.example", 421), ("x@news.example", 421)],
)  # fmt: skip
def test_only_our_own_names_are_answered(news: TellingNews, host: str, status: int) -> None:
    async def ask(get: Get) -> None:
        assert (await get("/", Host=host)).status == status

    asked(news, ask)


def test_a_closed_archive_wants_a_token_for_it(news: TellingNews) -> None:
    right = tokens.add(news.store, "desk", [Scope.ARCHIVE], now=NOW)
    other = tokens.add(news.store, "program", [Scope.READ], now=NOW)

    def basic(secret: str) -> str:
        return f"Basic {base64.b64encode(f'any:{secret}'.encode()).decode()}"

    async def ask(get: Get) -> None:
        bare = await get("/")
        assert bare.status == 401
        assert bare.headers["WWW-Authenticate"].startswith("Basic")
        for wrong in (basic(other), basic("x"), f"Bearer {other}", "Basic ä", "Digest x", "Bearer"):
            assert (await get("/feed.atom", Authorization=wrong)).status == 401, wrong
        for good in (basic(right), f"Bearer {right}"):
            page = await get("/", Authorization=good)
            assert page.status == 200
            assert page.headers["Cache-Control"].startswith("private")
            assert page.headers["Vary"] == "Authorization"
        tokens.remove(news.store, "desk")
        assert (await get("/", Authorization=basic(right))).status == 401

    asked(news, ask, is_open=False)


def test_a_length_is_of_the_archives_own_choosing(news: TellingNews) -> None:
    story = news.story_of("tolm-bridge")

    async def ask(get: Get) -> None:
        short = await news.archive.story(story)
        full = await news.archive.story(story, Length.FULL)
        assert short.brief is not None
        assert full.brief is not None
        assert (short.brief.length, full.brief.length) == (Length.BRIEF, Length.FULL)
        assert (await get(f"/story/{story}?length=novel")).status == 200

    asked(news, ask)


def test_visitors_have_few_stories_briefed_anew(news: TellingNews) -> None:
    story, left = news.story_of("tolm-bridge"), [True]
    news.archive = replace(news.archive, may_brief=lambda: bool(left and left.pop()))

    async def ask(get: Get) -> None:
        first = (await get(f"/story/{story}")).text
        later = (await get(f"/story/{story}?length=full")).text
        assert "[1]" in html.document_fromstring(first).text_content()
        assert "[1]" not in html.document_fromstring(later).text_content()
        assert "<h2>Reports</h2>" in later

    asked(news, ask)


def test_a_crowd_is_asked_to_wait(news: TellingNews) -> None:
    pages = news.pages()
    pages._made_now = MOST_MADE  # noqa: SLF001  as many as there may be

    async def ask() -> None:
        async with news.served(pages.routes()) as address, aiohttp.ClientSession() as session:
            for status in (503, 200):
                async with session.get(f"{address}/days") as answer:
                    assert answer.status == status
                pages._made_now = 0  # noqa: SLF001  they went

    asyncio.run(ask())


def test_a_query_of_no_meaning_makes_no_other_page(news: TellingNews) -> None:
    pages = news.pages()

    async def ask() -> None:
        async with news.served(pages.routes()) as address, aiohttp.ClientSession() as session:
            for query in ("", "?x=1", "?x=2&y", "?length=full"):
                await (await session.get(f"{address}/days{query}")).read()

    asyncio.run(ask())
    assert len(pages._kept) == 2  # noqa: SLF001  a length may be another page
