"""The settings of the HTTP API and MCP: BRIEFBOT_API… in the environment."""

from typing import Annotated

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from bot.settings.groups import EnvSettings


class ApiSettings(EnvSettings):
    """Whether programs may ask over HTTP, and how often."""

    model_config = SettingsConfigDict(title="The API and MCP", env_prefix="BRIEFBOT_")

    api: bool = Field(
        default=False,
        description="Whether to serve /api/v1 and /mcp to those who have a token.",
    )
    api_per_minute: Annotated[int, Field(ge=1, le=6000)] = Field(
        default=60, description="How many requests a token may make in a minute."
    )
