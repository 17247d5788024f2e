"""I/O. A small news site on loopback: the sample articles as pages, and the feed that lists them.

python -m bot.cli.sample_site        prints the feed's address and serves until stopped
"""

import mimetypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from xml.sax.saxutils import escape

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
            self._answer(HTTPStatus.OK, kind, page.read_bytes())
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
