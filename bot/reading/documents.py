"""A page or a flat text, in bytes or in characters, becomes an Article; nothing is fetched here."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.models import Article
from bot.reading.web import decoding


def read_bytes(
    raw: bytes,
    *,
    id: str,
    url: str | None = None,
    title: str | None = None,
    charset: str | None = None,
) -> Article:
    """The article in a file or an answer, a page or a flat text; raises UnreadableError.

    `charset` is what the answer's header says.
    """
    text = decoding.decode(raw, charset)
    read = read_html if decoding.is_html(text) else read_text
    return read(text, id=id, url=url, title=title)


def read_answer(body: bytes, *, url: str, address: str, charset: str | None) -> Article:
    """The article in an answer that came from `url`, under the address it was asked for."""
    return replace(read_bytes(body, id=address, url=url, charset=charset), url=address)


def read_html(html: str, *, id: str, url: str | None = None, title: str | None = None) -> Article:
    """The article in a page; raises UnreadableError."""
    from bot.reading.article import read_page  # noqa: PLC0415 — slow to import, text needs none of it

    return read_page(html, id=id, url=url, title=title)


def read_text(text: str, *, id: str, url: str | None = None, title: str | None = None) -> Article:
    """The article in a flat text; raises UnreadableError."""
    from bot.reading.lines.flat_text import read_text  # noqa: PLC0415 — likewise for a page

    return read_text(text, id=id, url=url, title=title)


def with_known(article: Article, *, published: datetime | None, lang: str | None = None) -> Article:
    """`article` with what its giver knows of it, which beats what was read."""
    if lang:
        article = replace(article, lang=lang)
    if published:
        offset = published.utcoffset() or None  # UTC is no newspaper's own clock
        moment = published.astimezone(UTC)
        article = replace(article, published=moment, published_offset=offset)
    return article
