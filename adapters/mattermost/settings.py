"""The operator's choices for Mattermost; the descriptions are the comments of `.env.example`."""

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from bot.settings.groups import ServerSettings
from bot.settings.values import Address, Token


class MattermostSettings(ServerSettings):
    """BRIEFBOT_MATTERMOST_…: the server, and the bot account there."""

    model_config = SettingsConfigDict(title="Mattermost", env_prefix="BRIEFBOT_MATTERMOST_")

    url: Address | None = Field(
        default=None, description="Your Mattermost server, such as https://chat.example.org."
    )
    token: Token = Field(default=SecretStr(""), description="The bot account's access token.")
