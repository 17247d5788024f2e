"""I/O. A small news site on loopback: the sample articles as pages, and the feed that lists them.

Their dates are moved, so that the site has the news of this week whenever it is opened.

python -m bot.cli.sample_site        prints the feed's address and serves until stopped
"""

import mimetypes
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from xml.sax.saxutils import escape

from babel.dates import format_date

from bot.text.calendars import ANY_MONTH, MONTH_IN_FULL, month_number

_SHIPPED = Path(__file__).with_name("samples")
_IN_A_CLONE = Path(__file__).parents[2] / "tests" / "data" / "articles"
SAMPLES = _SHIPPED if _SHIPPED.is_dir() else _IN_A_CLONE
FEED = "/feed.xml"
PAGES = "/news/"
_RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The Sample Wire</title><link>{site}</link>
{items}</channel></rss>"""
_FRONT = b"""<!doctype html><html><head><title>The Sample Wire</title>
<link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body></body></html>"""
_DATE = re.compile(
    rf"(?P<month_first>(?P<m1>{MONTH_IN_FULL}) (?P<d1>\d{{1,2}}), (?P<y1>\d{{4}}))"
    rf"|(?P<day_first>(?P<d2>\d{{1,2}}) (?P<m2>{ANY_MONTH}) (?P<y2>\d{{4}}))"
    r"|\b(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d)(?=T)",
    re.IGNORECASE,
)
_WEEK = timedelta(weeks=1)
_SURELY_PAST = timedelta(days=2)  # a time with a zone, which may be far behind ours
_ITEM = "<item><link>{link}</link><title>{title}</title><pubDate>{date}</pubDate></item>"


class Site(NamedTuple):
    """Where the site is, and its feed."""

    address: str
    feed: str


@contextmanager
def open_site(now: datetime) -> Iterator[Site]:
    """The site on a free port; its articles came out in the hours before `now`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    address = f"http://127.0.0.1:{server.server_port}"
    server.feed = _feed(address, now).encode()  # type: ignore[attr-defined]  # handed to the handler
    server.today = now.date()  # type: ignore[attr-defined]
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Site(address, address + FEED)
    finally:
        server.shutdown()
        server.server_close()


def _feed(site: str, now: datetime) -> str:
    items = (
        _ITEM.format(
            link=f"{site}{PAGES}{path.name}",
            title=escape(path.stem.partition("-")[2].replace("-", " ").capitalize()),
            date=format_datetime(now - timedelta(hours=hours)),
        )
        for hours, path in enumerate(sorted(SAMPLES.iterdir()), start=1)
    )
    return _RSS.format(site=site, items="\n".join(items))


def moved(text: str, today: date) -> str:
    """An article with its dates as many whole weeks later as leaves its newest not after `today`.

    So a date still falls on the weekday that the article says.
    """
    newest = max(_date(found) + bool(found["y3"]) * _SURELY_PAST for found in _DATE.finditer(text))
    weeks = (today - newest) // _WEEK

    def later(found: re.Match[str]) -> str:
        day = _date(found) + weeks * _WEEK
        if found["month_first"]:
            return format_date(day, "MMMM d, y", "en")
        if found["day_first"]:
            return format_date(day, "d MMMM y", "en" if found["m2"].isascii() else "uk")
        return day.isoformat()

    return _DATE.sub(later, text)


def _date(found: re.Match[str]) -> date:
    month = found["m1"] or found["m2"]
    return date(
        int(found["y1"] or found["y2"] or found["y3"]),
        (month and month_number(month)) or int(found["m3"]),
        int(found["d1"] or found["d2"] or found["d3"]),
    )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == FEED:
            feed: bytes = self.server.feed  # type: ignore[attr-defined]  # see open_site
            self._answer(HTTPStatus.OK, "application/rss+xml", feed)
        elif self.path == "/":
            self._answer(HTTPStatus.OK, "text/html", _FRONT)
        elif (page := SAMPLES / Path(self.path).name).is_file():
            kind = mimetypes.guess_type(page.name)[0] or "text/plain"
            today: date = self.server.today  # type: ignore[attr-defined]
            self._answer(HTTPStatus.OK, kind, moved(page.read_text("utf-8"), today).encode())
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"")

    def _answer(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        etag = f'"{len(body)}"'
        if status is HTTPStatus.OK and self.headers.get("If-None-Match") == etag:
            status, body = HTTPStatus.NOT_MODIFIED, b""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", etag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """A visitor is no news."""


if __name__ == "__main__":
    with open_site(datetime.now(UTC)) as opened:
        print(opened.feed, flush=True)  # noqa: T201  the command's output
        sys.stdin.read()
