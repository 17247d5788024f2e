"""A platform that is half set up says what is missing, in one sentence."""

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from adapters.discord.settings import DiscordSettings
from adapters.mail.settings import MailSettings
from adapters.matrix.settings import MatrixSettings
from adapters.mattermost.settings import MattermostSettings
from adapters.slack.settings import SlackSettings
from bot.settings.groups import ModelSettings, ServerSettings

TOKEN, KEY = SecretStr("xoxb-1"), SecretStr(Fernet.generate_key().decode())
OLD_AND_NEW = SecretStr(f"{KEY.get_secret_value()},{KEY.get_secret_value()}")
INSTALLED = {
    "client_id": "1.2",
    "client_secret": SecretStr("s"),
    "token_key": KEY,
    "public_url": "https://bot.example",
    "signing_secret": SecretStr("s"),
}


@pytest.mark.parametrize(
    ("chosen", "missing"),
    [
        ({}, None),
        ({"bot_token": TOKEN, "app_token": TOKEN}, None),
        ({"bot_token": TOKEN, "signing_secret": TOKEN}, None),
        (INSTALLED, None),
        (INSTALLED | {"token_key": OLD_AND_NEW}, None),
        ({"bot_token": TOKEN}, "BRIEFBOT_SLACK_APP_TOKEN"),
        ({"app_token": TOKEN}, "BRIEFBOT_SLACK_BOT_TOKEN"),
        ({"signing_secret": TOKEN}, "BRIEFBOT_SLACK_BOT_TOKEN"),
        ({"client_secret": TOKEN}, "BRIEFBOT_SLACK_BOT_TOKEN"),
        (INSTALLED | {"client_secret": SecretStr("")}, "BRIEFBOT_SLACK_CLIENT_SECRET"),
        (INSTALLED | {"token_key": SecretStr("")}, "BRIEFBOT_SLACK_TOKEN_KEY"),
        (INSTALLED | {"public_url": None}, "BRIEFBOT_SLACK_PUBLIC_URL"),
        (INSTALLED | {"token_key": SecretStr("no key")}, "is no key"),
        (INSTALLED | {"token_key": SecretStr("Zm9v")}, "is no key"),
    ],
)
def test_slack(chosen: dict[str, object], missing: str | None) -> None:
    said = SlackSettings.model_validate(chosen).unfinished
    assert said is None if missing is None else missing in (said or "")


def test_discord() -> None:
    assert DiscordSettings().unfinished is None
    assert DiscordSettings(token=TOKEN).unfinished is None
    assert "BRIEFBOT_DISCORD_TOKEN" in (DiscordSettings(public_key="ab" * 32).unfinished or "")


@pytest.mark.parametrize("kind", [MattermostSettings, MatrixSettings])
def test_a_server_that_takes_posts(kind: type[ServerSettings]) -> None:
    prefix = str(kind.model_config.get("env_prefix"))
    assert kind().unfinished is None
    assert f"{prefix}URL" in (kind(token=TOKEN).unfinished or "")
    half, whole = kind(url="https://chat.example"), kind(url="https://chat.example", token=TOKEN)
    assert f"{prefix}TOKEN" in (half.unfinished or "")
    assert whole.unfinished is None
    assert [one.is_wanted for one in (kind(), half, whole)] == [False, False, True]


MAIL = {"server": "smtp.news.example", "sender": "news@news.example"}


@pytest.mark.parametrize(
    ("chosen", "missing"),
    [
        ({}, None),
        (MAIL, None),
        (MAIL | {"user": "u", "password": TOKEN}, None),
        ({"sender": MAIL["sender"]}, "BRIEFBOT_MAIL_SERVER"),
        ({"password": TOKEN}, "BRIEFBOT_MAIL_SERVER"),
        ({"server": MAIL["server"]}, "BRIEFBOT_MAIL_SENDER"),
        (MAIL | {"user": "u"}, "BRIEFBOT_MAIL_PASSWORD"),
        (MAIL | {"password": TOKEN}, "BRIEFBOT_MAIL_USER"),
        (MAIL | {"user": "u", "password": TOKEN, "security": "none"}, "BRIEFBOT_MAIL_SECURITY"),
    ],
)
def test_mail(chosen: dict[str, object], missing: str | None) -> None:
    said = MailSettings.model_validate(chosen).missing("https://news.example")
    assert said is None if missing is None else missing in (said or "")


def test_mail_needs_an_address_of_ours() -> None:
    assert "BRIEFBOT_PUBLIC_URL" in (MailSettings.model_validate(MAIL).missing(None) or "")


def test_a_model() -> None:
    assert ModelSettings().unfinished is None
    assert ModelSettings(url="http://localhost:11434", name="m").unfinished is None
    for half in ({"name": "m"}, {"key": TOKEN}):
        said = ModelSettings.model_validate(half).unfinished
        assert "BRIEFBOT_MODEL_URL" in (said or "")
