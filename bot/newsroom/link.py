"""I/O. An address becomes an Article, kept in the store so that it is fetched once."""

import asyncio
from dataclasses import replace
from datetime import datetime

from bot.errors import UsageError
from bot.models import Article
from bot.newsroom import page
from bot.reading.web import urls
from bot.reading.web.fetch import Page, Request, Session
from bot.store import articles
from bot.store.articles import FETCHED, PageState
from bot.store.engine import Store


async def at(store: Store, session: Session, url: str, now: datetime) -> Article:
    """The article at an address that a person gave, from the store where it is there.

    Raises UsageError for no address, FetchError where nothing comes, UnreadableError where what
    comes is no article.
    """
    address = canonical(url)
    kept = await asyncio.to_thread(articles.by_url, store, address)
    if kept and kept.page.state is PageState.FETCHED:
        return kept.article
    answer = await session.get(Request(address))
    article = await asyncio.to_thread(read, answer, address)
    kept = await asyncio.to_thread(articles.save, store, article, FETCHED, now=now)
    return kept.article


def canonical(url: str) -> str:
    """The address as the store knows it; one without a scheme is taken as https."""
    whole = url if "://" in url else f"https://{url}"
    address = urls.canonical(whole)
    if address is None:
        raise UsageError(
            f"no web address: {url[:200]!r}",
            advice="That is no web address. Give one such as https://example.org/news/1.",
        )
    return address


def read(answer: Page, address: str) -> Article:
    """The article in an answer, under the address it was asked for; raises UnreadableError."""
    article = page.read_bytes(answer.body, id=address, url=answer.url, charset=answer.charset)
    return replace(article, url=address)
