"""The operator's choices for Matrix; the descriptions are the comments of `.env.example`."""

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from bot.settings.groups import ServerSettings
from bot.settings.values import Address, Token


class MatrixSettings(ServerSettings):
    """BRIEFBOT_MATRIX_…: the homeserver, and the bot's account there."""

    model_config = SettingsConfigDict(title="Matrix", env_prefix="BRIEFBOT_MATRIX_")

    url: Address | None = Field(
        default=None, description="The bot's homeserver, such as https://matrix.example.org."
    )
    token: Token = Field(default=SecretStr(""), description="The access token of its account.")
