"""The archive over the real stages and our made-up stories, served on this machine.

    with told(tmp_path) as news:
        async with news.served() as address: ...

The stories happened so that the last was read an hour before `news.now`.
"""

from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

from adapters.api.mcp import McpServer
from adapters.api.server import Api
from adapters.archive.server import ArchivePages
from adapters.archive.site import ArchiveSite
from adapters.chat.allowance import Allowance
from adapters.web import hosts
from adapters.web.door import Door
from bot.briefing.extract.compose import Shares
from bot.cli.wiring import bundled_gazetteer
from bot.models import Brief, Post, Subscription
from bot.newsroom.archive import DAILY, NewsArchive
from bot.newsroom.context import Context
from bot.newsroom.digests import Composer
from bot.newsroom.grouping import Grouper
from bot.ports import Scope
from bot.store import articles, briefs
from bot.store.access import tokens
from bot.store.articles import FETCHED
from bot.store.engine import Store, open_store
from tests.standins.stories import stories

ALL = stories()
NEWEST = max(one.published for story in ALL for one in story.articles if one.published)
NOW = NEWEST + timedelta(hours=1)


@dataclass
class TellingNews:
    """What was read, and the archive of it."""

    store: Store
    context: Context
    archive: NewsArchive
    now: datetime = NOW

    def story_of(self, name: str) -> str:
        """The id in the store of the story in the file `name`.json."""
        url = next(one.articles[0].url for one in ALL if one.id == name)
        kept = articles.by_url(self.store, url or "")
        assert kept is not None
        return kept.article.id

    def have_daily(self) -> str:
        """Posts the archive's digest of today; its id."""
        wanted = Subscription(DAILY, time(6), "UTC", self.now)
        made = self.archive.composer.compose(wanted, self.now).digest
        made = briefs.save_digest(self.store, made, now=self.now)
        post = Post(DAILY, self.now.date().isoformat())
        briefs.add_digest_post(self.store, made.id or "", post, now=self.now)
        return made.id or ""

    def keep(self, brief: Brief) -> Brief:
        """The brief as it is stored."""
        return briefs.save_brief(self.store, brief, asker="slack:T1:@U1", now=self.now)

    def door(self) -> Door:
        async def admit(secret: str, scope: Scope) -> str | None:
            return tokens.admitted(self.store, secret, scope)

        return Door(frozenset({"news.example"}), admit)

    def pages(self, *, is_open: bool = True) -> ArchivePages:
        home = ArchiveSite("https://news.example", "one", ZoneInfo("UTC"))
        return ArchivePages(self.archive, self.door(), home, lambda: self.now, is_open)

    def api(self, per_minute: int = 600) -> Api:
        address = "https://news.example"
        return Api(self.archive, self.door(), Allowance(per_minute), address, "0.0")

    def mcp(self) -> McpServer:
        return McpServer(self.archive, "0.0")

    @asynccontextmanager
    async def served(self, routes: list[web.RouteDef] | None = None) -> AsyncIterator[str]:
        """The address at which these routes, or the pages, are served."""
        guard = hosts.only_own([])
        routes = routes or self.pages().routes()
        async with hosts.serving(routes, "127.0.0.1", 0, guard) as (address,):
            yield address


@contextmanager
def told(folder: Path) -> Iterator[TellingNews]:
    """A store of our stories, each in the place that grouping finds for it."""
    store = open_store(f"sqlite:///{folder / 'store.db'}")
    for story in ALL:
        for one in story.articles:
            read = one.published or NEWEST
            articles.save(store, replace(one, published=read), FETCHED, now=read.astimezone(UTC))
    Grouper(store).group_new(NOW)
    context = Context(store, bundled_gazetteer(), Shares(), ZoneInfo("UTC"))
    with ThreadPoolExecutor(1) as thread:
        yield TellingNews(
            store, context, NewsArchive(context, Composer(context), lambda: NOW, thread)
        )
    store.close()
