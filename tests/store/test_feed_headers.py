"""Secrets in the store, on both databases: kept, encrypted where there is a key, never shown."""

import traceback
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from bot import sealing
from bot.contract.records import feed_record
from bot.errors import FeedError, StoreError, UsageError
from bot.models import Feed
from bot.store import feeds
from bot.store.engine import Store

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
OWN = {"authorization": "Bearer s3cret", "user-agent": "Reader/1"}
FEED = Feed("https://ex.com/feed", headers=OWN)


def key() -> str:
    return Fernet.generate_key().decode()


def raw(store: Store) -> bytes:
    with store.reading() as connection:
        return bytes(connection.execute(text("SELECT headers FROM feeds")).scalar_one())


@pytest.mark.parametrize("keys", [0, 1, 2])
def test_a_feed_s_headers_come_back(store: Store, keys: int) -> None:
    store = replace(store, keys=tuple(key() for _ in range(keys)))
    feeds.add(store, [FEED, Feed("https://ex.com/other")], now=NOW)
    with_own, without = (feeds.with_headers(store, state) for state in feeds.states(store))
    assert (with_own, without.headers) == (FEED, {})


def test_they_are_encrypted_where_there_is_a_key(store: Store) -> None:
    store = replace(store, keys=(key(),))
    feeds.add(store, [FEED], now=NOW)
    assert b"s3cret" not in raw(store)
    assert b"authorization" not in raw(store)


def test_they_are_shown_nowhere(store: Store) -> None:
    feeds.add(store, [FEED], now=NOW)
    (state,) = feeds.states(store)
    record = feed_record(feeds.with_headers(store, state), "ok", "", NOW)
    assert "s3cret" not in f"{state!r} {feeds.with_headers(store, state)!r} {record}"


def test_no_traceback_of_the_database_s_tells_them(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(text("ALTER TABLE feeds RENAME COLUMN headers TO elsewhere"))
    with pytest.raises(StoreError) as raised:
        feeds.add(store, [FEED], now=NOW)
    told = "".join(traceback.format_exception(raised.value))
    assert "headers" in told
    assert "s3cret" not in told


def test_a_key_can_be_changed_and_one_can_be_given_later(store: Store) -> None:
    old, new = key(), key()
    feeds.add(store, [FEED], now=NOW)
    (state,) = feeds.states(store)
    assert feeds.with_headers(replace(store, keys=(new,)), state).headers == OWN
    feeds.add(replace(store, keys=(old,)), [FEED], now=NOW)
    (state,) = feeds.states(store)
    assert feeds.with_headers(replace(store, keys=(new, old)), state).headers == OWN
    for keys in ((), (new,)):
        with pytest.raises(FeedError) as locked:
            feeds.with_headers(replace(store, keys=keys), state)
        assert "BRIEFBOT_SECRET_KEY" in locked.value.advice


def test_a_known_feed_takes_the_headers_that_are_given_again_and_keeps_them_else(
    store: Store,
) -> None:
    feeds.add(store, [FEED], now=NOW)
    assert feeds.add(store, [Feed(FEED.url)], now=NOW) == 0
    assert feeds.with_headers(store, feeds.states(store)[0]).headers == OWN
    assert feeds.add(store, [replace(FEED, headers={"x": "y"})], now=NOW) == 0
    assert feeds.with_headers(store, feeds.states(store)[0]).headers == {"x": "y"}


def test_a_key_that_is_none_is_refused_without_being_repeated() -> None:
    with pytest.raises(UsageError) as refused:
        sealing.sealed(["short-s3cret"], "text")
    assert "BRIEFBOT_SECRET_KEY" in refused.value.advice
    assert "s3cret" not in refused.value.log + refused.value.advice
    with pytest.raises(StoreError):
        sealing.opened([], sealing.sealed([key()], "text"))
