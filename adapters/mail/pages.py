"""Where a reader confirms a digest by mail, or stops it, by the link in a letter.

A link is opened by scanners of mail too, so that opening it changes nothing: a button does, or the
one click of a mail program (RFC 8058).
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web
from markupsafe import Markup

from adapters.mail.links import ReaderLinks, Wish
from adapters.web.door import Door
from bot.errors import BriefbotError, NotFoundError
from bot.models import SubscriptionState
from bot.ports import Desk
from bot.text.mailboxes import UNCONFIRMED, inbox

Handled = Callable[[web.Request], Awaitable[web.Response]]

log = logging.getLogger("briefbot.mail")

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_PAGE = Markup("""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"></head>
<body><main><h1>{title}</h1>
{body}</main></body></html>
""")
_FORM = Markup('<p>{}</p>\n<form method="post"><button>{}</button></form>\n')
_ASKED = {
    Wish.CONFIRM: ("Send the digest?", "Briefbot will send its news digest to {}.", "Send it"),
    Wish.STOP: ("Stop the digest?", "Briefbot will send nothing more to {}.", "Stop it"),
}
_DONE = {
    Wish.CONFIRM: ("It will be sent", "Your first digest comes when it is next due."),
    Wish.STOP: ("Stopped", "Nothing more will be sent to you."),
}


@dataclass(frozen=True, slots=True)
class MailPages:
    """The two pages, and what their buttons do at the desk."""

    desk: Desk
    links: ReaderLinks
    door: Door

    def routes(self) -> list[web.RouteDef]:
        """A page for each wish."""
        return [
            route
            for wish in Wish
            for route in (
                web.get(f"/mail/{wish}", self._asking(wish)),
                web.post(f"/mail/{wish}", self._doing(wish)),
            )
        ]

    def _asking(self, wish: Wish) -> Handled:
        async def ask(request: web.Request) -> web.Response:
            if (address := self._address(request, wish)) is None:
                return _wrong()
            title, words, button = _ASKED[wish]
            return _page(title, _FORM.format(words.format(address), button))

        return ask

    def _doing(self, wish: Wish) -> Handled:
        async def do(request: web.Request) -> web.Response:
            if (address := self._address(request, wish)) is None:
                return _wrong()
            try:
                await (self._start(address) if wish is Wish.CONFIRM else self._stop(address))
            except BriefbotError as error:
                log.info("%s of a digest by mail: %s", wish, error.log)
                status = 404 if isinstance(error, NotFoundError) else 503
                return _page("Not now", Markup("<p>{}</p>\n").format(error.advice), status)
            title, words = _DONE[wish]
            return _page(title, Markup("<p>{}</p>\n").format(words))

        return do

    async def _start(self, address: str) -> None:
        """Only what waits for it is confirmed: an old link starts nothing that was stopped."""
        found = await self.desk.subscription(inbox(address))
        if found is None:
            raise NotFoundError(
                "no such digest", advice="That digest was stopped. Ask for a new one."
            )
        if (found.state, found.reason) == (SubscriptionState.PAUSED, UNCONFIRMED):
            await self.desk.pause(found, paused=False)

    async def _stop(self, address: str) -> None:
        """Nothing of the reader is kept."""
        there = inbox(address)
        await self.desk.left(there.platform, there.workspace)

    def _address(self, request: web.Request, wish: Wish) -> str | None:
        """Whose link it is, where it is one of ours."""
        to, key = (request.query.get(name, "") for name in ("to", "key"))
        is_ours = self.door.knows(request) and self.links.is_right(wish, to, key)
        return to if is_ours else None


def _wrong() -> web.Response:
    return _page("Not here", Markup("<p>That link is not whole. Copy all of it.</p>\n"), 404)


def _page(title: str, body: Markup, status: int = 200) -> web.Response:
    text = str(_PAGE.format(title=title, body=body))
    return web.Response(text=text, status=status, content_type="text/html", headers=_HEADERS)
