"""Tokens and the installation's name, on both engines."""

from datetime import UTC, datetime

import pytest

from bot.errors import UsageError
from bot.ports import Scope
from bot.store.access import installation, tokens
from bot.store.engine import open_store

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_an_installation_keeps_its_name(url: str) -> None:
    store = open_store(url)
    name = installation.identity(store)
    assert installation.identity(store) == name
    store.close()
    again = open_store(url)
    assert installation.identity(again) == name
    again.close()


def test_a_token_opens_what_it_is_for_until_it_is_taken_back(url: str) -> None:
    store = open_store(url)
    secret = tokens.add(store, "desk", [Scope.READ], now=NOW)
    assert tokens.admitted(store, secret, Scope.READ) == "desk"
    assert tokens.admitted(store, secret, Scope.ARCHIVE) is None
    assert tokens.admitted(store, f"{secret}x", Scope.READ) is None
    assert tokens.admitted(store, "\udc80", Scope.READ) is None
    with pytest.raises(UsageError):
        tokens.add(store, "desk", [Scope.READ], now=NOW)
    (kept,) = tokens.everything(store)
    assert (kept.name, kept.scopes, kept.made) == ("desk", frozenset([Scope.READ]), NOW)
    assert tokens.remove(store, "desk")
    assert not tokens.remove(store, "desk")
    assert tokens.admitted(store, secret, Scope.READ) is None
    store.close()


def test_what_is_stored_of_a_token_opens_nothing(url: str) -> None:
    store = open_store(url)
    secret = tokens.add(store, "desk", [Scope.READ, Scope.ARCHIVE], now=NOW)
    with store.reading() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM api_tokens").all()
    assert not [one for one in row if secret in str(one)]
    assert tokens.admitted(store, row.digest, Scope.READ) is None
    store.close()
