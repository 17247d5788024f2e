"""What everybody may read is nothing that only some may."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import choices
from bot.cli.desks.serving import require_nothing_private
from bot.errors import UsageError
from bot.models import Feed
from bot.store import feeds
from bot.store.engine import Store, open_store
from tests.standins.digests import NOW


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    feeds.add(store, [Feed("https://ex.example/feed")], now=NOW)
    yield store
    store.close()


def test_open_feeds_may_be_public(opened: Store) -> None:
    require_nothing_private(choices.everything(), opened)


def test_a_feed_with_a_password_may_not(opened: Store) -> None:
    headers = {"Authorization": "Bearer hush"}
    feeds.add(opened, [Feed("https://paid.example/feed", headers=headers)], now=NOW)
    with pytest.raises(UsageError) as raised:
        require_nothing_private(choices.everything(), opened)
    assert "Set it to token" in raised.value.advice


def test_a_private_network_may_not(opened: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_ALLOW_NETWORKS", "10.1.0.0/16")
    with pytest.raises(UsageError):
        require_nothing_private(choices.everything(), opened)
