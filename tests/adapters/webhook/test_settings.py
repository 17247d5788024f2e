"""Addresses and secrets as an operator writes them."""

import pytest

from adapters.webhook.settings import WebhookSettings
from bot.errors import UsageError
from bot.settings import environment
from tests.standins.receiver import OLD, SECRET


def written(monkeypatch: pytest.MonkeyPatch, urls: str, secrets: str) -> WebhookSettings:
    monkeypatch.setenv("BRIEFBOT_WEBHOOK_URLS", urls)
    monkeypatch.setenv("BRIEFBOT_WEBHOOK_SECRETS", secrets)
    return environment.load(WebhookSettings)


def test_each_address_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    urls = "desk=https://example.org/hook?key=a=b risk=http://localhost:9/h"
    read = written(monkeypatch, urls, f"{SECRET} {OLD}")
    found = {name: url.get_secret_value() for name, url in read.urls.items()}
    assert found == {
        "desk": "https://example.org/hook?key=a=b",
        "risk": "http://localhost:9/h",
    }
    assert read.unfinished is None
    assert "example.org" not in repr(read)


def test_two_addresses_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="a name of its own"):
        written(monkeypatch, "desk=https://a.example desk=https://b.example", SECRET)


@pytest.mark.parametrize(
    "urls", ["https://example.org/hook", "desk=example.org", "desk", "desk=https://"]
)
def test_an_address_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch, urls: str) -> None:
    with pytest.raises(UsageError, match="name=https://") as raised:
        written(monkeypatch, urls, SECRET)
    assert "BRIEFBOT_WEBHOOK_URLS" in raised.value.advice


@pytest.mark.parametrize("secrets", ["", "hunter2", "whsec_c2hvcnQ=", "whsec_not base64"])
def test_a_secret_that_signs_nothing_is_said(monkeypatch: pytest.MonkeyPatch, secrets: str) -> None:
    read = written(monkeypatch, "desk=https://example.org/hook", secrets)
    assert "BRIEFBOT_WEBHOOK_SECRETS" in str(read.unfinished)
