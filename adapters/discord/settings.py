"""The settings of the Discord adapter: BRIEFBOT_DISCORD_… in the environment."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_settings import SettingsConfigDict

from bot.settings.groups import EnvSettings
from bot.settings.values import Token, is_address


def _ed25519_key(text: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text):
        raise ValueError("a public key is the 64 hexadecimal digits of the application's page")
    return text


def _without_slash(text: str) -> str:
    if not is_address(text, ("http", "https", "ws", "wss")):
        raise ValueError("write a whole address, such as https://discord.com/api/v10")
    return text.rstrip("/")


Place = Annotated[str, AfterValidator(_without_slash)]


class DiscordSettings(EnvSettings):
    """What the operator chose for Discord; without a token there is no Discord."""

    model_config = SettingsConfigDict(title="Discord", env_prefix="BRIEFBOT_DISCORD_")

    token: Token | None = Field(
        default=None,
        description="The bot's token. Without one, briefbot does not connect to Discord.",
    )
    public_key: Annotated[str, AfterValidator(_ed25519_key)] | None = Field(
        default=None,
        description=(
            "The application's public key, if Discord sends interactions over HTTP. Without one "
            "they come over the gateway."
        ),
    )
    base_url: Place | None = Field(
        default=None, description="Another address for Discord's API, such as a proxy's, with /v10."
    )
    gateway_url: Place | None = Field(
        default=None, description="Another address for Discord's gateway (wss://…)."
    )
    crosspost: bool = Field(
        default=False,
        description="Whether to publish digests in announcement channels to their followers.",
    )

    @property
    def is_wanted(self) -> bool:
        return self.token is not None

    @property
    def unfinished(self) -> str | None:
        if self.public_key and self.token is None:
            return "Discord needs BRIEFBOT_DISCORD_TOKEN too: a public key alone does nothing."
        return None
