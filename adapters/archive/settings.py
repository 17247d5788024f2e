"""The archive's settings: BRIEFBOT_ARCHIVE… in the environment, and the address we have outside."""

from datetime import time
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import NoDecode, SettingsConfigDict

from bot.settings.groups import EnvSettings
from bot.settings.values import is_address


def _address(text: str) -> str:
    if not is_address(text) or text.rstrip("/").count("/") != 2 or set(text) & set("?#@"):  # noqa: PLR2004  before the host
        raise ValueError("write an address without a path, such as https://news.example.org")
    return text.rstrip("/")


def _listed(value: object) -> object:
    given = value.split(",") if isinstance(value, str) else value
    return tuple(one.strip() for one in given if one.strip()) if isinstance(given, list) else given


class ArchiveSettings(EnvSettings):
    """Whether there are pages, who may read them, and what their daily digest is on."""

    model_config = SettingsConfigDict(title="The archive", env_prefix="BRIEFBOT_")

    public_url: Annotated[str, AfterValidator(_address)] | None = Field(
        default=None,
        description="The address at which others reach briefbot's HTTP port, such as "
        "https://news.example.org. Links to its pages begin with it.",
    )
    archive: Literal["off", "public", "token"] = Field(
        default="off",
        description="Who may read the archive's pages: off (nobody), public, or token.",
    )
    archive_at: time = Field(
        default=time(6),
        description="When the archive's daily digest is made, in BRIEFBOT_TIME_ZONE.",
    )
    archive_topics: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = Field(
        default=(),
        description="The digest's topics, separated by commas. Without any, the top of the news.",
    )
