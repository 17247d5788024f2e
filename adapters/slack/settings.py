"""The operator's choices for Slack; the descriptions are the comments of `.env.example`."""

from base64 import urlsafe_b64decode
from typing import Annotated

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from bot.settings.groups import EnvSettings
from bot.settings.values import Address, Token

NOTHING = SecretStr("")

_NO_BOT = "Slack needs BRIEFBOT_SLACK_BOT_TOKEN too, or BRIEFBOT_SLACK_CLIENT_ID for workspaces."
_NO_WAY = (
    "Slack needs BRIEFBOT_SLACK_APP_TOKEN too (for Socket Mode), or BRIEFBOT_SLACK_SIGNING_SECRET "
    "(for HTTP)."
)
_KEY_BYTES = 32


class SlackSettings(EnvSettings):
    """BRIEFBOT_SLACK_…: with an app token we reach Slack by sockets, else it reaches us by HTTP."""

    model_config = SettingsConfigDict(title="Slack", env_prefix="BRIEFBOT_SLACK_")

    bot_token: Token = Field(
        default=NOTHING, description="Slack's bot token (xoxb-…), for one workspace."
    )
    app_token: Token = Field(
        default=NOTHING, description="Slack's app token (xapp-…), for Socket Mode."
    )
    signing_secret: SecretStr = Field(
        default=NOTHING, description="Slack's signing secret, for HTTP instead of Socket Mode."
    )
    base_url: Address = Field(
        default="https://slack.com/api/",
        description="The address of Slack's Web API, or of a proxy to it.",
    )
    public_url: Address | None = Field(
        default=None,
        description="The address at which Slack reaches briefbot, for HTTP and for installing.",
    )
    client_id: str | None = Field(
        default=None, description="Slack's client id, for installing into several workspaces."
    )
    client_secret: SecretStr = Field(default=NOTHING, description="Slack's client secret.")
    token_key: SecretStr = Field(
        default=NOTHING,
        description="Keys (Fernet) that encrypt the workspaces' tokens, newest first.",
    )
    admins_only: bool = Field(
        default=False, description="Whether only admins may change a channel's digest in Slack."
    )
    connections: Annotated[int, Field(ge=1, le=10)] = Field(
        default=2, description="How many Socket Mode connections to keep open."
    )

    @property
    def is_wanted(self) -> bool:
        return bool(_told(self.bot_token) or self.client_id)

    @property
    def unfinished(self) -> str | None:
        if not self.is_wanted:
            others = (self.app_token, self.signing_secret, self.client_secret)
            return _NO_BOT if any(map(_told, others)) else None
        if not _told(self.app_token) and not _told(self.signing_secret):
            return _NO_WAY
        if self.client_id is None:
            return None
        needed = {
            "BRIEFBOT_SLACK_CLIENT_SECRET": _told(self.client_secret),
            "BRIEFBOT_SLACK_TOKEN_KEY": _told(self.token_key),
            "BRIEFBOT_SLACK_PUBLIC_URL": self.public_url,
        }
        missing = [name for name, value in needed.items() if not value]
        if missing:
            return f"To be installed by workspaces, Slack needs {' and '.join(missing)}."
        keys = _told(self.token_key).replace(",", " ").split()
        if not all(_is_fernet(key) for key in keys):
            return "BRIEFBOT_SLACK_TOKEN_KEY is no key: `briefbot init` makes one."
        return None

    @property
    def uses_sockets(self) -> bool:
        """Whether Slack is reached by Socket Mode."""
        return bool(_told(self.app_token))


def _is_fernet(key: str) -> bool:
    """Whether it is 32 bytes in URL-safe Base64, as a Fernet key is."""
    try:
        return len(urlsafe_b64decode(key)) == _KEY_BYTES
    except ValueError:
        return False


def _told(secret: SecretStr) -> str:
    return secret.get_secret_value()
