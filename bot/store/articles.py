"""I/O. Articles: saved once, whoever points to them; found by number and address; pruned by age."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    delete,
    exists,
    func,
    literal,
    select,
    update,
)

from bot.models import Article, Entry, Image, Teaser
from bot.store import full_text
from bot.store.engine import Store, claiming, forget, in_chunks, insert, translated
from bot.store.full_text import index
from bot.store.schema import articles, entries, feeds, key, microseconds, storable

LONGEST_NUMBER = 19  # digits; an article's number is less than 2**63
# Characters of a body that are read again: a brief uses none of what comes later, and the time that
# it takes grows with the text. All of it is kept, and exported.
LONGEST_BODY = 60_000
_SECOND = 1_000_000
_PRUNED_AT_ONCE = 500  # rows a transaction, so that other writers get their turn
_FREED_AT_ONCE = 2_000  # pages of SQLite's file given back a prune


class PageState(StrEnum):
    """What became of an article's page."""

    FETCHED = "fetched"
    FAILED = "failed"  # the article is what its entry says, until `retry`
    UNWANTED = "unwanted"  # the entry says enough


@dataclass(frozen=True, slots=True)
class PageStatus:
    """The state of a page: for a failed one, the reason and when to try again (None: never)."""

    state: PageState
    error: str | None = None
    retry: datetime | None = None


FETCHED = PageStatus(PageState.FETCHED)


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored article; its `article.id` is its number in the store."""

    article: Article
    page: PageStatus
    saved: datetime


def from_entry(entry: Entry, outlet: str | None) -> Article:
    """An article of what an entry says, where its page is not or can't be read."""
    return Article(
        id=entry.id,
        headline=entry.title,
        body=entry.summary or "",
        url=entry.url,
        outlet=entry.outlet or outlet,
        byline=entry.author,
        published=entry.published,
        lang=entry.lang,
        images=(entry.image,) if entry.image else (),
        complete=entry.url is None,  # else the page would have said more
    )


def save(store: Store, article: Article, page: PageStatus, *, now: datetime) -> Kept:
    """The article as stored, which is an older copy where its address or its text is known."""
    with store.writing() as connection:
        number = put(connection, article, page, now)
        return kept(connection.execute(select(*COLUMNS).where(articles.c.id == number)).one())


def by_url(store: Store, url: str) -> Kept | None:
    """The article that a canonical address leads to, its own or a feed entry's."""
    with store.reading() as connection:
        number = at(connection, url)
        query = select(*COLUMNS).where(articles.c.id == number)
        return None if number is None else _one(connection.execute(query).first())


def by_id(store: Store, article: str) -> Article | None:
    """The stored article with this id; None for one that is not, or no longer, kept."""
    if not article.isdecimal() or len(article) >= LONGEST_NUMBER:
        return None
    with store.reading() as connection:
        query = select(*COLUMNS).where(articles.c.id == int(article))
        found = _one(connection.execute(query).first())
    return found.article if found else None


def recent(store: Store, *, since: datetime, limit: int) -> tuple[Kept, ...]:
    """The newest articles published (or, without a date, first stored) at `since` or later."""
    query = select(*COLUMNS).where(articles.c.id >= first_number(since))
    with store.reading() as connection:
        found = connection.execute(query.order_by(articles.c.id.desc()).limit(limit))
        return tuple(kept(row) for row in found)


def newest_headlines(store: Store, *, limit: int) -> tuple[str, ...]:
    """Of the newest articles that have one."""
    query = select(articles.c.headline).order_by(articles.c.id.desc()).limit(limit)
    with store.reading() as connection:
        return tuple(one for one in connection.scalars(query).all() if one)


def newest_openings(store: Store, *, limit: int, letters: int) -> tuple[str, ...]:
    """The headlines of the newest articles, each with the beginning of its body."""
    opening = func.substr(articles.c.body, 1, letters)
    query = select(articles.c.headline, opening).order_by(articles.c.id.desc()).limit(limit)
    with store.reading() as connection:
        return tuple(f"{row[0] or ''} {row[1]}" for row in connection.execute(query).all())


def newest(store: Store) -> tuple[object, ...]:
    """Another value as soon as an article was stored or read again."""
    query = select(func.max(articles.c.id), func.max(articles.c.saved))
    with store.reading() as connection:
        return tuple(connection.execute(query).one())


def count(store: Store, *, most: int | None = None) -> int:
    """How many there are; where that is enough to know, no further than to `most`."""
    some = select(articles.c.id).limit(most).subquery()
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(some)).scalar_one()


def claim_failed_pages(
    store: Store, *, now: datetime, limit: int, lease: timedelta
) -> tuple[Kept, ...]:
    """Articles whose page is to be tried again; nobody else gets them until `lease` is over.

    Give the outcome to `save`, with the same address.
    """
    due = select(articles.c.id).where(articles.c.page_retry <= now)
    first = due.order_by(articles.c.page_retry).limit(limit)
    claim = claiming(articles, first, page_retry=now + lease).returning(*COLUMNS)
    with store.writing() as connection:
        return tuple(map(kept, connection.execute(claim)))


def prune(store: Store, *, before: datetime) -> int:
    """Forgets what was stored before then, in short transactions; returns how many articles.

    An entry that its feed still lists stays, or it would come back as new; and so does the article
    that an entry points to. On SQLite the file shrinks by steps; a full VACUUM is never needed.
    """
    unlisted = (
        select(entries.c.id)
        .join(feeds)
        .where(entries.c.seen < before, entries.c.listed < feeds.c.listed)
        .limit(_PRUNED_AT_ONCE)
    )
    old = (
        select(articles.c.id)
        .where(articles.c.saved < before)
        .where(~exists().where(entries.c.article_id == articles.c.id))
        .limit(_PRUNED_AT_ONCE)
    )
    while forget(store, entries, entries.c.id.in_(unlisted)):
        pass
    pruned = 0
    while gone := forget(store, articles, articles.c.id.in_(old)):
        pruned += gone
    if store.engine.dialect.name == "sqlite":
        _give_back(store)
    return pruned


_NEEDED = tuple(  # by `kept`
    column
    for column in articles.c
    if column.name not in {"address", "content", "story", "features"}
)


def with_body(body: ColumnElement[str]) -> tuple[Any, ...]:
    """What `kept` needs, with this for the body."""
    return tuple(body.label("body") if one is articles.c.body else one for one in _NEEDED)


def beginning(characters: int) -> ColumnElement[str]:
    """So much of a body."""
    return func.substr(articles.c.body, 1, characters)


COLUMNS = with_body(beginning(LONGEST_BODY))
OUTLINE = (*with_body(literal("")), articles.c.story)  # of an article without its body


def kept(row: Row[Any]) -> Kept:
    offset = row.published_offset
    return Kept(
        Article(
            id=str(row.id),
            headline=row.headline,
            body=row.body,
            url=row.url,
            outlet=row.outlet,
            byline=row.byline,
            published=row.published,
            published_offset=None if offset is None else timedelta(seconds=offset),
            lang=row.lang,
            images=tuple(Image(**image) for image in row.images),
            related=tuple(_teaser(teaser) for teaser in row.related),
            read=row.saved,
            standfirst=row.standfirst,
            complete=row.complete,
        ),
        PageStatus(PageState(row.page), row.page_error, row.page_retry),
        row.saved,
    )


def first_number(moment: datetime) -> int:
    """The least number an article of that second can have."""
    return microseconds(moment) // _SECOND * _SECOND


def moment(number: int) -> datetime:
    """The second that an article of that number counts from."""
    return datetime.fromtimestamp(number // _SECOND, UTC)


def at(connection: Connection, url: str) -> int | None:
    """The number of the article at an address."""
    own = select(articles.c.id).where(articles.c.address == url)
    by_entry = select(entries.c.article_id).where(
        entries.c.url == url, entries.c.article_id.is_not(None)
    )
    found: int | None = connection.execute(own).scalar()
    return found if found is not None else connection.execute(by_entry.limit(1)).scalar()


def known_urls(connection: Connection, urls: Iterable[str]) -> set[str]:
    """Which of these addresses lead to a stored article, as keys (`schema.key`)."""
    found: set[str] = set()
    for some in in_chunks(list(urls)):
        own = select(articles.c.address).where(articles.c.address.in_(some))
        by_entry = select(entries.c.url).where(
            entries.c.url.in_(some), entries.c.article_id.is_not(None)
        )
        found |= set(connection.scalars(own)) | set(connection.scalars(by_entry))
    return found


def put(connection: Connection, article: Article, page: PageStatus, now: datetime) -> int:
    """Stores the article in this transaction, unless a copy is there; returns the copy's number.

    A page that was read takes the place of what only its entry said.
    """
    row = _row(article, page, now)
    new = insert(connection, articles).on_conflict_do_nothing().returning(articles.c.id)
    while True:
        number: int | None = connection.execute(new, row).scalar()
        if number is not None:
            index(connection, number, row)
            return number
        twin = _holder(connection, "content", row["content"])
        holder = _holder(connection, "address", row["address"])
        if holder is not None and holder.page != PageState.FETCHED:
            return _replace(connection, holder.id, twin.id if twin else None, row)
        if known := holder or twin:
            copy: int = known.id
            return copy
        row["id"] += 1  # another article of that second drew the same number


def bring(
    connection: Connection,
    article: Article,
    page: PageStatus,
    *,
    number: int | None,
    now: datetime,
) -> tuple[int, bool | None]:
    """Stores an article of another store in this transaction, under its number where that is free.

    Returns the number, and whether it is new; None for one that is here and now says what was read
    later. What is here of an address or a text is kept otherwise.
    """
    row = _row(article, page, now)
    row["id"] = row["id"] if number is None else number
    if row["address"] is None and row["content"] is None and number is None:
        said = f"{article.headline}\n{article.body}".encode("utf-8", "replace")
        row["content"] = hashlib.blake2b(said, digest_size=16).hexdigest()
    twin = _holder(connection, "content", row["content"])
    holder = _holder(connection, "address", row["address"])
    if row["address"] is None and twin is None and _says(connection, row["id"], row):
        return row["id"], False
    if holder is None and twin is None:
        while connection.scalar(select(articles.c.id).where(articles.c.id == row["id"])):
            row["id"] += 1
        connection.execute(insert(connection, articles).values(row))
        index(connection, row["id"], row)
        return row["id"], True
    known: int = (holder or twin).id  # type: ignore[union-attr]  # one of them is
    if holder is None or (twin is not None and twin.id != known):
        return known, False
    columns = (articles.c.saved, articles.c.page)
    stored = connection.execute(select(*columns).where(articles.c.id == known)).one()
    is_read = stored.page == PageState.FETCHED
    is_older = is_read and (stored.saved >= now or _says(connection, known, row))
    if page.state is not PageState.FETCHED or is_older:
        return known, False
    values = {name: value for name, value in row.items() if name != "id"}
    connection.execute(update(articles).where(articles.c.id == known).values(values))
    index(connection, known, row)
    return known, None


def renew(  # noqa: PLR0913 -- an article's own, and whether readers are to know
    connection: Connection,
    number: int,
    article: Article,
    page: PageStatus,
    now: datetime,
    *,
    is_news: bool = True,
) -> bool:
    """Lets a stored article say what its page says now; False where that is what it says already,
    or where the page could not be read. Where it `is_news`, it counts as read anew."""
    row = _row(article, page, now)
    if page.state is PageState.FAILED or _says(connection, number, row):
        return False
    twin = _holder(connection, "content", row["content"])
    if twin is not None and twin.id != number:
        row["content"] = None
    stays = {"id", "address"} if is_news else {"id", "address", "saved"}
    values = {name: value for name, value in row.items() if name not in stays}
    connection.execute(update(articles).where(articles.c.id == number).values(values))
    index(connection, number, row)
    return True


def _says(connection: Connection, number: int, row: dict[str, Any]) -> bool:
    """Whether the article of that number says the same."""
    columns = (articles.c.headline, articles.c.body)
    stored = connection.execute(select(*columns).where(articles.c.id == number)).first()
    mine = (storable(row["headline"] or ""), storable(row["body"]))
    return stored is not None and (stored.headline or "", stored.body) == mine


def _replace(connection: Connection, number: int, twin: int | None, row: dict[str, Any]) -> int:
    """What only an entry said gives way to the page, or to the copy that was stored before."""
    if twin is not None and twin != number:
        pointing = entries.c.article_id == number
        connection.execute(update(entries).where(pointing).values(article_id=twin))
        connection.execute(delete(articles).where(articles.c.id == number))
        return twin
    fetched = row["page"] == PageState.FETCHED
    kept_back = {"id", "saved"} if fetched else set(row) - {"page", "page_error", "page_retry"}
    values = {name: value for name, value in row.items() if name not in kept_back}
    connection.execute(update(articles).where(articles.c.id == number).values(values))
    if fetched:
        index(connection, number, row)
    return number


def _holder(connection: Connection, column: str, value: str | None) -> Row[int, str] | None:
    if value is None:
        return None
    query = select(articles.c.id, articles.c.page).where(articles.c[column] == value)
    return connection.execute(query).first()


def _row(article: Article, page: PageStatus, now: datetime) -> dict[str, Any]:
    moment = min(article.published or now, now)  # nothing is news of tomorrow
    offset = article.published_offset
    fetched = page.state is PageState.FETCHED
    seed = key(article.url or article.body or article.headline or article.id).encode()
    draw = int.from_bytes(hashlib.blake2b(seed, digest_size=8).digest()) % _SECOND
    return {
        "id": first_number(moment) + draw,
        "address": article.url,
        "content": full_text.content_key(article.body) if fetched else None,
        "saved": now,
        "page": page.state.value,
        "page_error": page.error,
        "page_retry": page.retry,
        "url": article.url,
        "headline": article.headline,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": article.published,
        "published_offset": None if offset is None else int(offset.total_seconds()),
        "lang": article.lang,
        "images": [asdict(image) for image in article.images],
        "related": [asdict(teaser) for teaser in article.related],
        "body": article.body,
        "standfirst": article.standfirst,
        "complete": article.complete,
    }


def _teaser(packed: dict[str, Any]) -> Teaser:
    image = packed["image"]
    return Teaser(**{**packed, "image": Image(**image) if image else None})


def _give_back(store: Store) -> None:
    """SQLite gives a page back a step, and only `executescript` takes all the steps."""
    with translated(), store.engine.connect() as connection:
        file: Any = connection.connection.driver_connection
        file.executescript(f"PRAGMA incremental_vacuum({_FREED_AT_ONCE})")


def _one(row: Row[Any] | None) -> Kept | None:
    return None if row is None else kept(row)
