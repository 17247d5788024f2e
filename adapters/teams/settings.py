"""The operator's choices for Microsoft Teams; the descriptions are the comments of
`.env.example`."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from bot.settings.groups import EnvSettings
from bot.settings.values import Addresses


class TeamsSettings(EnvSettings):
    """BRIEFBOT_TEAMS_…: the address of a channel's workflow under a name of your own."""

    model_config = SettingsConfigDict(title="Microsoft Teams", env_prefix="BRIEFBOT_TEAMS_")

    urls: Addresses = Field(
        default={},
        description="The Teams workflows that post digests: desk=https://… risk=https://…",
    )
