"""The archive over HTTP: which page is at which address, for whom, and for how long it is fresh."""

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from http import HTTPStatus
from importlib import resources

from aiohttp import web

from adapters.archive import frame, pages, site
from adapters.archive.calendar import KIND as CALENDAR
from adapters.archive.calendar import calendar
from adapters.archive.site import ArchiveSite, View
from adapters.web.door import CHALLENGE, Door, status_of
from bot.errors import BriefbotError, NotAllowedError, NotFoundError
from bot.models import Answer, Length
from bot.ports import Archive, Scope

log = logging.getLogger("briefbot.archive")

FRESH = 60  # seconds that a page is served again as it was made
MOST_KEPT = 512  # pages
MOST_MADE = 16  # pages at once; whoever comes then is asked to wait
QUERIES = ("q", "length")  # what of a query makes another page
LISTED = 30  # days
IN_FEED = 7  # days' digests
WITH_CALENDAR = {"/ahead", "/topic/{topic}/ahead"}
WITHOUT_FEED = {"/day/{date}", "/story/{story}/timeline", *WITH_CALENDAR}
WEEK, YEAR = 7, 366  # days ahead, on a page and in a calendar

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

Ask = Callable[[web.Request], Awaitable[View]]


@dataclass(frozen=True, slots=True)
class SentPage:
    """A page as it was made: what is sent, of which kind, and when."""

    body: bytes
    kind: str
    at: float
    status: int = 200

    @property
    def etag(self) -> str:
        return hashlib.blake2b(self.body, digest_size=12).hexdigest()


@dataclass(slots=True)
class ArchivePages:
    """The pages of `archive`, for everybody or for those who have a token (`is_open`)."""

    archive: Archive
    door: Door
    home: ArchiveSite
    clock: Callable[[], datetime]
    is_open: bool
    _kept: OrderedDict[tuple[str, ...], SentPage] = field(default_factory=OrderedDict)
    _made_now: int = 0

    def routes(self) -> list[web.RouteDef]:
        """Every page, and the feeds of those that have one."""
        views: dict[str, Ask] = {
            "/": self._today,
            "/days": self._days,
            "/day/{date}": self._day,
            "/story/{story}": self._story,
            "/story/{story}/timeline": self._timeline,
            "/outlet/{outlet}": self._outlet,
            "/topic/{topic}": self._topic,
            "/ahead": self._ahead,
            "/topic/{topic}/ahead": self._ahead,
            "/search": self._search,
        }
        found = [web.get("/archive.css", self._style)]
        for path, ask in views.items():
            found.append(web.get(path, self._page(ask)))
            if path not in WITHOUT_FEED:
                feed = f"{path.rstrip('/')}/feed.{{form:atom|json}}"
                found.append(web.get(feed, self._page(ask)))
            if path in WITH_CALENDAR:
                found.append(web.get(f"{path}/calendar.{{form:ics}}", self._page(ask)))
        return found

    async def _today(self, _: web.Request) -> View:
        answer = await self.archive.top()
        return pages.today(answer, await self.archive.days(IN_FEED), self.home)

    async def _days(self, request: web.Request) -> View:
        some = await self.archive.days(LISTED)
        whole = some[:IN_FEED] if "form" in request.match_info else ()
        digests = [(one, await self.archive.day(one)) for one in whole]
        return pages.days(some, digests, self.clock(), self.home)

    async def _day(self, request: web.Request) -> View:
        try:
            day = date.fromisoformat(request.match_info["date"])
        except ValueError as error:
            raise NotFoundError("no day", advice="That is not a day.") from error
        digest = await self.archive.day(day)
        return pages.day(day, digest, await self.archive.days(1, before=day))

    async def _story(self, request: web.Request) -> View:
        is_full = request.query.get("length") == Length.FULL
        length = Length.FULL if is_full else Length.BRIEF
        told = await self.archive.story(request.match_info["story"], length)
        return pages.story(told, self.home, is_full=is_full)

    async def _timeline(self, request: web.Request) -> View:
        return pages.timeline(await self.archive.timeline(request.match_info["story"]), self.home)

    async def _outlet(self, request: web.Request) -> View:
        name = request.match_info["outlet"]
        return pages.outlet(name, await self.archive.outlet(name), self.clock(), self.home)

    async def _topic(self, request: web.Request) -> View:
        words, path = request.match_info["topic"], site.topic(request.match_info["topic"])
        return pages.found(await self.archive.search(words), words, path, self.home)

    async def _ahead(self, request: web.Request) -> View:
        days = YEAR if "form" in request.match_info else WEEK
        agenda = await self.archive.ahead(request.match_info.get("topic", ""), days)
        return pages.ahead(agenda, self.home)

    async def _search(self, request: web.Request) -> View:
        words = request.query.get("q", "").strip()
        if not words:
            return pages.found(_nothing_asked(self.clock()), "Search", "/search", self.home)
        return pages.found(await self.archive.search(words), words, site.search(words), self.home)

    async def _style(self, _: web.Request) -> web.Response:
        sheet = resources.files("adapters.archive").joinpath("archive.css").read_bytes()
        headers = {"Cache-Control": "public, max-age=3600", **_HEADERS}
        return web.Response(body=sheet, content_type="text/css", headers=headers)

    def _page(self, ask: Ask) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answered(request: web.Request) -> web.Response:
            if not self.door.knows(request):
                advice = "This server has no such name. Its keeper can set BRIEFBOT_PUBLIC_URL.\n"
                return web.Response(status=421, text=advice)
            if not (self.is_open or await self.door.token(request, Scope.ARCHIVE)):
                text = "Please give a token as the password; any name will do.\n"
                return web.Response(status=401, text=text, headers=CHALLENGE)
            return self._sent(request, await self._made(request, ask))

        return answered

    async def _made(self, request: web.Request, ask: Ask) -> SentPage:
        now = asyncio.get_running_loop().time()
        name = (request.path, *(request.query.get(one, "") for one in QUERIES))
        kept = self._kept.get(name)
        if kept and now - kept.at < FRESH:
            return kept
        self._made_now += 1
        try:
            made = await self._make(request, ask if self._made_now <= MOST_MADE else _later, now)
        finally:
            self._made_now -= 1
        if made.status < 500:  # noqa: PLR2004  what was a fault of ours may be over
            self._kept[name] = made
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return made

    async def _make(self, request: web.Request, ask: Ask, now: float) -> SentPage:
        form = request.match_info.get("form", "")
        try:
            view, status = await ask(request), 200
        except BriefbotError as error:
            log.info("%s: %s", request.path, error.log)
            view, status = (
                pages.advice(error.advice, request.path, self.clock(), self.home),
                status_of(error),
            )
            form = ""
        if form and view.agenda:
            return SentPage(calendar(view.agenda, view.title, self.home), CALENDAR, now)
        if form:
            write = frame.atom if form == "atom" else frame.json_feed
            return SentPage(write(view, self.home), frame.FORMS[form], now)
        return SentPage(
            frame.page(view, self.home.tr).encode("utf-8", "replace"), "text/html", now, status
        )

    def _sent(self, request: web.Request, made: SentPage) -> web.Response:
        whose = "public" if self.is_open else "private"
        is_kept = made.status < HTTPStatus.INTERNAL_SERVER_ERROR
        headers = {
            "Cache-Control": f"{whose}, max-age={FRESH}" if is_kept else "no-store",
            "ETag": f'"{made.etag}"',
            **_HEADERS,
        }
        if not self.is_open:
            headers["Vary"] = "Authorization"
        tags = {one.value for one in request.if_none_match or ()}
        if made.status == 200 and tags & {made.etag, "*"}:  # noqa: PLR2004  HTTP's own
            return web.Response(status=304, headers=headers)
        return web.Response(
            body=made.body,
            status=made.status,
            content_type=made.kind,
            charset="utf-8",
            headers=headers,
        )


async def _later(_: web.Request) -> View:
    raise NotAllowedError(
        "too many pages at once",
        advice="Many are reading just now. Please try again in a few seconds.",
    )


def _nothing_asked(now: datetime) -> Answer:
    note = 'Write a topic as in chat: ukraine, "grain corridor" -football from:bbc 6h'
    return Answer("", now, note=note)
