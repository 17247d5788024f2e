"""Pages are read again, and what their publishers changed reaches what was posted, once."""

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import pytest

from bot.briefing.extract import compose
from bot.briefing.extract.compose import Shares
from bot.models import Article, Brief, Channel, Length, Post
from bot.newsroom.fetching import WebReader
from bot.newsroom.following import amending, rereading
from bot.newsroom.following.rereading import STEPS, ReadingBudget, loaded
from bot.reading.web.fetch import Request, Session, web
from bot.reading.web.politeness import RateLimits
from bot.store import articles, briefs, corrections, stories, told
from bot.store.articles import FETCHED
from bot.store.engine import Store, open_store
from bot.store.following import amendments, versions
from bot.store.stories import Grouped
from tests.standins.web import Asked, answer, serving

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LEDE = "At least 12 people were killed when a ferry caught fire off Skerry on Monday, police said."
RISEN = LEDE.replace("12", "19")
REST = (
    "The fire began on the car deck, the coast guard said. Divers searched the hold until dark.",
    "Varland sent two ships to help, and the harbour of Skerry was closed to all other traffic.",
)
HERE, THERE = Channel("slack", "T1", "C1"), Channel("discord", "G1", "2")


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@dataclass
class Site:
    """A page whose publisher edits it."""

    paragraphs: tuple[str, ...] = (LEDE, *REST)
    statuses: list[int] = field(default_factory=list)

    @property
    def html(self) -> bytes:
        told = "".join(f"<p>{one}</p>" for one in self.paragraphs)
        return (
            '<html lang="en"><head><title>Ferry fire off Skerry</title></head><body><article>'
            f"<h1>Ferry fire off Skerry</h1>{told}</article></body></html>"
        ).encode()

    async def page(self, asked: Asked, *rest: object) -> None:
        etag = f'"{hash(self.paragraphs)}"'
        if asked.headers.get("if-none-match") == etag:
            self.statuses.append(304)
            await answer("304 Not Modified", ETag=etag)(asked, *rest)  # type: ignore[arg-type]
        else:
            self.statuses.append(200)
            shown = answer("200 OK", self.html, Content_Type="text/html", ETag=etag)
            await shown(asked, *rest)  # type: ignore[arg-type]


@dataclass
class Scene:
    """A page in the store, of a story that a channel was told, and the web it is on."""

    store: Store
    session: Session
    site: Site
    article: str
    clock: datetime = NOW

    @property
    def pages(self) -> WebReader:
        return WebReader(self.session)

    async def later(self, hours: float, limit: int = 5) -> int:
        """Reads again what is due by then; returns how many pages."""
        self.clock = NOW + timedelta(hours=hours)
        since = self.clock - rereading.KEPT_AN_EYE_ON
        versions.plan(self.store, (), since=since, first=STEPS[0])
        return await rereading.read_again(self.store, self.pages, self.clock, limit)

    def amended(self, *, at_once: bool = True) -> int:
        return amending.amend(self.store, self.clock, at_once=at_once)

    def posted(self, *channels: Channel) -> Brief:
        """A brief of the page, as it stands in these channels."""
        article = articles.by_id(self.store, self.article)
        assert article is not None
        made = compose.brief(article, Length.BRIEF, self.clock, Shares(0.9, 0.9))
        kept = briefs.save_brief(self.store, replace(made, story="s1"), now=self.clock)
        for at, channel in enumerate(channels):
            briefs.add_post(self.store, kept.id or "", Post(channel, str(at)), now=self.clock)
        return kept


def played(store: Store, work: object, site: Site | None = None) -> None:
    site = site or Site()

    async def scene() -> None:
        async with (
            serving({"/fire": site.page}) as server,
            web(allow_networks=["127.0.0.0/8"], rates=RateLimits(gap=0)) as session,
        ):
            address = server.url("/fire")
            read = await WebReader(session).read(await session.get(Request(address)), address)
            site.statuses.clear()
            kept = articles.save(
                store, replace(read, published=NOW, outlet="Wire"), FETCHED, now=NOW
            )
            number = kept.article.id
            stories.assign(store, [Grouped(number, "s1", "[]")])
            told.tell(store, str(HERE), {"s1": "{}"}, now=NOW)
            await work(Scene(store, session, site, number))  # type: ignore[operator]

    asyncio.run(scene())


def test_a_page_is_read_again_soon_and_then_ever_less_often(store: Store) -> None:
    async def scene(one: Scene) -> None:
        at = [hours / 4 for hours in range(4 * 48) if await one.later(hours / 4)]
        assert at == [0.5, 1, 2, 4, 8, 16, 32]
        assert one.site.statuses == [200] + [304] * 6
        assert versions.unsettled(one.store, limit=9) == ()

    played(store, scene)


def test_what_no_reader_knows_is_not_read_again_unless_it_is_on_top(store: Store) -> None:
    async def scene(one: Scene) -> None:
        told.prune(one.store, before=NOW + timedelta(days=1))
        assert await one.later(3) == 0
        versions.plan(one.store, ["s1"], since=NOW, first=STEPS[0])
        assert await one.later(3) == 1

    played(store, scene)


def test_what_was_changed_is_known_by_sentence_and_the_article_says_it(store: Store) -> None:
    async def scene(one: Scene) -> None:
        one.site.paragraphs = (RISEN, *REST)
        await one.later(1)
        (version,) = versions.unsettled(one.store, limit=9)
        (change,) = loaded(version.changes)
        assert (change.before, change.after, change.change) == (LEDE, RISEN, "12 → 19")
        now = articles.by_id(one.store, one.article)
        assert now is not None
        assert now.body.startswith(RISEN)
        assert (now.outlet, now.published) == ("Wire", NOW)

    played(store, scene)


def test_every_posted_copy_is_told_of_a_change_once(store: Store) -> None:
    async def scene(one: Scene) -> None:
        brief = one.posted(HERE, THERE, HERE)
        one.site.paragraphs = (RISEN, *REST)
        await one.later(1)
        assert one.amended() == 1
        now = briefs.brief(one.store, brief.id or "")
        assert now.correction == "The publisher changed [1]: 12 → 19"
        assert corrections.owed(one.store) == 3
        assert one.amended() == 0
        edits = corrections.claim_edits(one.store, now=one.clock, limit=9, lease=timedelta(1))
        for edit in edits:
            corrections.edited(one.store, edit, now=one.clock)
        await one.later(2)
        assert (one.amended(), corrections.owed(one.store)) == (0, 0)

    played(store, scene)


def test_a_figure_that_changes_again_shows_all_it_was_and_a_correction_stays(store: Store) -> None:
    async def scene(one: Scene) -> None:
        brief = one.posted(HERE).id or ""
        corrections.correct(one.store, brief, "The port was Tolm.", now=one.clock)
        for hours, toll in ((1, "19"), (2, "31")):
            one.site.paragraphs = (LEDE.replace("12", toll), *REST)
            await one.later(hours)
            assert one.amended() == 1
        said = briefs.brief(one.store, brief).correction
        assert said == "The port was Tolm. The publisher changed [1]: 12 → 19 → 31"

    played(store, scene)


def test_a_change_of_what_was_said_otherwise_meanwhile_is_told(store: Store) -> None:
    reworded = LEDE.replace("a ferry caught fire", "a ferry burned")

    async def scene(one: Scene) -> None:
        brief = one.posted(HERE).id or ""
        one.site.paragraphs = (reworded, *REST)
        await one.later(1)
        assert (one.amended(), corrections.owed(one.store)) == (0, 0)
        assert briefs.brief(one.store, brief).correction is None
        for hours, toll in ((2, "19"), (4, "31")):
            one.site.paragraphs = (reworded.replace("12", toll), *REST)
            await one.later(hours)
            assert one.amended() == 1
        said = briefs.brief(one.store, brief).correction
        assert said == "The publisher changed [1]: 12 → 19 → 31"

    played(store, scene)


def test_what_an_operator_approves_twice_is_told_once(store: Store) -> None:
    async def scene(one: Scene) -> None:
        brief = one.posted(HERE).id or ""
        for hours, toll in ((1, "19"), (2, "31")):
            one.site.paragraphs = (LEDE.replace("12", toll), *REST)
            await one.later(hours)
            one.amended(at_once=False)
            (waiting,) = amendments.waiting(one.store)
            amendments.decide(one.store, waiting.id, approved=True, now=one.clock)
        said = briefs.brief(one.store, brief).correction
        assert said == "The publisher changed [1]: 12 → 19 → 31"

    played(store, scene)


@pytest.mark.parametrize(
    ("edited", "is_old"),
    [
        ((LEDE.replace("caught", "cuaght"), *REST), True),
        ((LEDE.replace("12", "twelve"), *REST), True),
        ((LEDE, *REST, "A hearing begins in a month, and the ship was towed away."), False),
        ((LEDE, REST[1], REST[0]), False),
    ],
    ids=["a typo", "a spelling", "what was added", "another order"],
)
def test_what_does_not_matter_amends_nothing(
    store: Store, edited: tuple[str, ...], *, is_old: bool
) -> None:
    """What is only spelt otherwise doesn't count as read anew, or its story would be told anew."""

    async def scene(one: Scene) -> None:
        brief = one.posted(HERE)
        one.site.paragraphs = edited
        await one.later(1)
        assert (one.amended(), corrections.owed(one.store)) == (0, 0)
        assert briefs.brief(one.store, brief.id or "").corrected is None
        read = articles.by_id(one.store, one.article)
        assert read is not None
        assert (read.read == NOW) is is_old

    played(store, scene)


def test_a_withdrawn_sentence_is_told(store: Store) -> None:
    async def scene(one: Scene) -> None:
        brief = one.posted(HERE)
        assert brief.points[0].text.startswith("At least 12 people")
        one.site.paragraphs = REST
        await one.later(1)
        one.amended()
        said = briefs.brief(one.store, brief.id or "").correction
        assert said == "The publisher withdrew [1]."

    played(store, scene)


def test_the_operator_decides_where_they_want_to(store: Store) -> None:
    async def scene(one: Scene) -> None:
        brief = one.posted(HERE).id or ""
        one.site.paragraphs = (RISEN, *REST)
        await one.later(1)
        assert one.amended(at_once=False) == 1
        assert corrections.owed(one.store) == 0
        (waiting,) = amendments.waiting(one.store)
        amendments.decide(one.store, waiting.id, approved=True, now=one.clock)
        assert corrections.owed(one.store) == 1
        assert briefs.brief(one.store, brief).correction == waiting.note
        one.site.paragraphs = (RISEN.replace("19", "20"), *REST)
        await one.later(2)
        one.amended(at_once=False)
        (again,) = amendments.waiting(one.store)
        amendments.decide(one.store, again.id, approved=False, now=one.clock)
        assert amendments.waiting(one.store) == ()
        assert briefs.brief(one.store, brief).correction == waiting.note

    played(store, scene)


def test_what_was_passed_over_is_not_told_later(store: Store) -> None:
    async def scene(one: Scene) -> None:
        one.posted(HERE)
        one.site.paragraphs = (RISEN, *REST)
        await one.later(1)
        versions.pass_over(one.store)
        assert (one.amended(), corrections.owed(one.store)) == (0, 0)

    played(store, scene)


def test_a_page_that_fails_changes_nothing_and_its_time_comes_again(store: Store) -> None:
    async def gone(asked: Asked, *rest: object) -> None:
        await answer(f"{HTTPStatus.BAD_GATEWAY} Bad Gateway")(asked, *rest)  # type: ignore[arg-type]

    async def scene(one: Scene) -> None:
        before = articles.by_id(one.store, one.article)
        one.site.page = gone  # type: ignore[method-assign]
        assert await one.later(0.5) == 1
        assert articles.by_id(one.store, one.article) == before
        assert await one.later(1) == 1

    played(store, scene)


def test_no_more_is_read_again_than_a_share_of_the_polls() -> None:
    budget, read = ReadingBudget(0.05), 0
    chance = random.Random(3)  # noqa: S311  reproducible, no secret
    polls = 0
    for _ in range(500):
        polled = chance.randrange(0, 12)
        polls += polled
        asked = min(budget.earn(polled), chance.randrange(0, 4))
        budget.spend(asked)
        read += asked
    assert 0 < read <= 0.05 * polls
    assert ReadingBudget(0).earn(100) == 0


def test_a_host_is_asked_for_few_pages_a_round(store: Store) -> None:
    for at in range(6):
        article = replace(_plain(at), url=f"https://wire.example/{at}")
        number = articles.save(store, article, FETCHED, now=NOW).article.id
        stories.assign(store, [Grouped(number, "s1", "[]")])
    told.tell(store, "reader", {"s1": "{}"}, now=NOW)
    versions.plan(store, (), since=NOW, first=STEPS[0])
    later = NOW + timedelta(hours=1)
    claimed = [
        len(versions.claim(store, now=later, limit=9, per_host=2, lease=timedelta(hours=1)))
        for _ in range(4)
    ]
    assert claimed == [2, 2, 2, 0]


def _plain(at: int) -> Article:
    return Article(str(at), f"Report {at}", f"Body {at} " * 30, published=NOW, lang="en")
