"""I/O. The settings of briefbot itself and of a language model; each adapter has its own group.

A group reads the environment and `.env` when it is made: see `environment.load`. The descriptions
are the comments of `.env.example` and the tables of `docs/configuration.md`.
"""

from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings.values import (
    Address,
    Header,
    Hosts,
    Languages,
    Networks,
    Share,
    Token,
    Weights,
    Zone,
)

PREFIX = "BRIEFBOT_"
ENV_FILE = ".env"


class EnvSettings(BaseSettings):
    """A group of settings: read from the environment and `.env`; an empty value counts as unset."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, env_ignore_empty=True, extra="ignore", frozen=True
    )

    @property
    def is_wanted(self) -> bool:
        """Whether there is enough to use what they are of."""
        return True

    @property
    def unfinished(self) -> str | None:
        """What is missing, in one sentence; None where nothing is, or it is not wanted."""
        return None


class ServerSettings(EnvSettings):
    """A server that takes posts, and as whom we post there; each kind of server describes both."""

    url: Address | None = None
    token: Token = SecretStr("")

    @property
    def is_wanted(self) -> bool:
        return bool(self.url and self.token.get_secret_value())

    @property
    def unfinished(self) -> str | None:
        name, prefix = self.model_config.get("title"), self.model_config.get("env_prefix")
        if self.url and not self.is_wanted:
            return f"{name} needs {prefix}TOKEN too: the access token of the bot's account."
        if not self.url and self.token.get_secret_value():
            return f"{name} needs {prefix}URL too: the address of the bot's server."
        return None


class Settings(EnvSettings):
    """What the operator chose of briefbot itself."""

    model_config = SettingsConfigDict(title="Briefbot itself", env_prefix=PREFIX)

    time_zone: Zone = Field(
        default="UTC", description="The IANA name of the time zone in which times are shown."
    )
    languages: Languages = Field(
        default=(),
        description="The codes of the languages you read, such as uk en. Briefbot speaks the first "
        "it can and prefers news in them. Without any, it prefers none.",
    )
    database_url: str = Field(
        default="sqlite:///briefbot.db",
        description="The database: a file, or postgresql://user@host/name.",
    )
    feeds: Path | None = Field(
        default=None,
        description="An OPML file of the feeds to start with. Without one, the bundled feeds.",
    )
    topics: Path | None = Field(
        default=None,
        description="A file of your own names and subjects; docs/topics.md explains its format.",
    )
    outlets: Path | None = Field(
        default=None,
        description="A file of your own facts about outlets; docs/feeds.md explains its format.",
    )
    outlet_weights: Weights = Field(
        default={},
        description="How much outlets count in ranking stories: BBC News=2, The Tattler=0.5.",
    )
    forbidden_sources: Hosts = Field(
        default=(),
        description="Sites that nobody may add in chat, such as rt.com; * forbids all.",
    )
    contact: Header | None = Field(
        default=None,
        description="An address or page where sites can reach you; sent with each request.",
    )
    allow_networks: Networks = Field(
        default=(),
        description="Private networks that briefbot may read, such as 10.1.0.0/16.",
    )
    proxy: SecretStr = Field(
        default=SecretStr(""),
        description="The proxy for reading feeds and pages. Without one, HTTPS_PROXY.",
    )
    ca_file: Path | None = Field(
        default=None,
        description="A file of certificates (PEM) to trust in addition to the usual ones, such as "
        "your company's CA.",
    )
    largest_answer_mb: Annotated[int, Field(ge=1, le=100)] = Field(
        default=8, description="The largest feed or page to read, in megabytes."
    )
    secret_key: SecretStr = Field(
        default=SecretStr(""),
        description="Keys (Fernet) that encrypt feeds' passwords and headers, newest first.",
    )
    retention_days: Annotated[int, Field(ge=2, le=3650)] = Field(
        default=30, description="How many days to keep articles."
    )
    reread_share: Share = Field(
        default=0.05,
        description="How many pages of known stories to reread, as a share of the feeds polled.",
    )
    amendments: Literal["now", "approve", "off"] = Field(
        default="now",
        description="Whether posts are marked when publishers change what they quote: now, approve "
        "(once you do so with briefbot corrections), or off.",
    )
    alert_outlets: Annotated[int, Field(ge=1, le=20)] = Field(
        default=2,
        description="How many outlets must report a story independently before an alert.",
    )
    brief_share: Share = Field(
        default=0.3,
        description="The share of an article's words that a brief may quote, from 0 to 1.",
    )
    full_share: Share = Field(default=0.5, description="The same for a full brief.")
    http_host: str = Field(
        default="127.0.0.1",
        description="The address on which to serve HTTP: health, metrics, pages, API, platforms.",
    )
    http_port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=8080, description="The port; 0 picks a free one."
    )
    asks_per_minute: Annotated[int, Field(ge=1, le=600)] = Field(
        default=20, description="How many requests a person may make in a minute, in any chat."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The log level: debug, info, warning or error."
    )
    log_format: Literal["auto", "text", "json"] = Field(
        default="auto",
        description="The log format: text, json, or auto (text on a terminal, JSON elsewhere).",
    )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class ModelSettings(EnvSettings):
    """The language model, if the operator chose one."""

    model_config = SettingsConfigDict(title="A language model", env_prefix=f"{PREFIX}MODEL_")

    url: Address | None = Field(
        default=None,
        description="The language model's address, such as http://localhost:11434. Without one, no "
        "model is used.",
    )
    name: str = Field(default="", description="The model's name on its server.")
    key: Token = Field(default=SecretStr(""), description="The server's API key, if it needs one.")
    api: Literal["openai", "anthropic"] = Field(
        default="openai", description="The server's API: openai (most servers) or anthropic."
    )
    mode: Literal["choose", "write"] = Field(
        default="choose",
        description="choose: the model picks the sources' sentences; write: it writes its own.",
    )
    translate: bool = Field(
        default=False,
        description="true: the model translates a digest's news that is told in none of the "
        "channel's languages.",
    )
    seconds: Annotated[float, Field(gt=0, le=120)] = Field(
        default=20.0, description="How many seconds a brief waits for the model."
    )
    daily_tokens: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="The most tokens a day (UTC), questions and answers together."
    )
    daily_cost: Annotated[float, Field(ge=0)] | None = Field(
        default=None, description="The most a day (UTC) may cost, in the currency of the prices."
    )
    price_question: Annotated[float, Field(ge=0)] = Field(
        default=0.0, description="The price of a million tokens of questions."
    )
    price_answer: Annotated[float, Field(ge=0)] = Field(
        default=0.0, description="The price of a million tokens of answers."
    )

    @property
    def unfinished(self) -> str | None:
        if self.url is None and (self.name or self.key.get_secret_value()):
            return "A language model needs BRIEFBOT_MODEL_URL too: the address it is asked at."
        return None
