"""The operator's choices for Microsoft Teams; the descriptions are the comments of
`.env.example`."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings import Addresses


class TeamsSettings(BaseSettings):
    """BRIEFBOT_TEAMS_…: the address of a channel's workflow under a name of your own."""

    model_config = SettingsConfigDict(
        title="Microsoft Teams",
        env_prefix="BRIEFBOT_TEAMS_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    urls: Addresses = Field(
        default={},
        description="Workflows of Microsoft Teams that post digests: desk=https://… risk=https://…",
    )
