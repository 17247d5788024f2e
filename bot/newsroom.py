"""The newsroom: the only room where the stages meet, read → brief.

Nothing here fetches, stores or prints: what is handed in is read, what is read is briefed.
"""

from dataclasses import replace
from datetime import UTC, datetime

from bot.briefing import compose
from bot.briefing.compose import Shares
from bot.models import Article, Brief, Length
from bot.reading import decoding


def read_bytes(raw: bytes, *, id: str, url: str | None = None) -> Article:
    """The article in a file, a page or a flat text; raises UnreadableError."""
    text = decoding.decode(raw)
    read = read_html if decoding.is_html(text) else read_text
    return read(text, id=id, url=url)


def read_html(html: str, *, id: str, url: str | None = None, title: str | None = None) -> Article:
    """The article in a page; raises UnreadableError."""
    from bot.reading.pages import read_page  # noqa: PLC0415 — slow to import, text needs none of it

    return read_page(html, id=id, url=url, title=title)


def read_text(text: str, *, id: str, url: str | None = None, title: str | None = None) -> Article:
    """The article in a flat text; raises UnreadableError."""
    from bot.reading.plain import read_text  # noqa: PLC0415 — likewise for a page

    return read_text(text, id=id, url=url, title=title)


def told(article: Article, *, published: datetime | None, lang: str | None = None) -> Article:
    """`article` with what somebody who knows says of it, which beats what was read."""
    if lang:
        article = replace(article, lang=lang)
    if published:
        offset = published.utcoffset() or None  # UTC is no newspaper's own clock
        moment = published.astimezone(UTC)
        article = replace(article, published=moment, published_offset=offset)
    return article


def brief(article: Article, length: Length, as_of: datetime, shares: Shares) -> Brief:
    """A structured brief; raises NothingToBriefError."""
    return compose.brief(article, length, as_of, shares)


def brief_in_sentences(article: Article, count: int, as_of: datetime) -> Brief:
    """A plain summary in `count` sentences; raises NothingToBriefError."""
    return compose.plain_sentences(article, count, as_of)


def brief_in_words(article: Article, most: int, as_of: datetime) -> Brief:
    """A plain summary in at most `most` words; raises NothingToBriefError."""
    return compose.plain_words(article, most, as_of)
