"""What everybody may read is nothing that only some may."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import checks, choices
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
    require_nothing_private(choices.everything(), feeds.states(opened))


def test_a_feed_with_a_password_may_not(opened: Store) -> None:
    headers = {"Authorization": "Bearer hush"}
    feeds.add(opened, [Feed("https://paid.example/feed", headers=headers)], now=NOW)
    with pytest.raises(UsageError) as raised:
        require_nothing_private(choices.everything(), feeds.states(opened))
    assert "Set it to token" in raised.value.advice


def test_a_private_network_may_not(opened: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_ALLOW_NETWORKS", "10.1.0.0/16")
    with pytest.raises(UsageError):
        require_nothing_private(choices.everything(), feeds.states(opened))


UNUSABLE = {
    "PROXY": "ftp://proxy.example",
    "CA_FILE": __file__,
    "SECRET_KEY": "no key",
    "TOPICS": "/nowhere",
    "TEAMS_URLS": "desk=https://[x",
    "WEBHOOK_URLS": "desk=https://hook.example:99999/x",
    "PUBLIC_URL": "https://ann:pw@news.example",
    "MODEL_URL": "localhost:11434",
    "MODEL_KEY": "sk 1",
    "CONTACT": "a\r\nX-Also: b",
    "MAIL_SERVER": "smtp.news.example:587",
    "MAIL_SENDER": "A\tB <news@news.example>",
    "SLACK_BASE_URL": "slack.com",
    "SLACK_BOT_TOKEN": "xoxb-é",
    "DISCORD_GATEWAY_URL": "gateway.discord.gg",
    "DISCORD_TOKEN": "abc\ndef",
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_can_not_be_used_is_named_before_anything_starts(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"BRIEFBOT_{name}", UNUSABLE[name])
    with pytest.raises(UsageError) as raised:
        checks.require_sense(choices.everything())
    assert f"BRIEFBOT_{name}" in raised.value.advice


@pytest.mark.parametrize(
    "chosen",
    [
        {"ALLOW_NETWORKS": "10.0.0.0/8"},
        {"ARCHIVE_AT": "06:00+02:00"},
        {"ARCHIVE_TOPICS": "a" * 999},
    ],
)
def test_an_archive_that_can_not_be_is_told_too(
    chosen: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    checks.require_sense(choices.everything())
    for name, value in {"ARCHIVE": "public", **chosen}.items():
        monkeypatch.setenv(f"BRIEFBOT_{name}", value)
    with pytest.raises(UsageError):
        checks.require_sense(choices.everything())
