"""The operator's choices for webhooks; the descriptions are the comments of `.env.example`."""

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from adapters.webhook import signing
from bot.settings.groups import EnvSettings
from bot.settings.values import Addresses


class WebhookSettings(EnvSettings):
    """BRIEFBOT_WEBHOOK_…: each address has a name, which is its channel's."""

    model_config = SettingsConfigDict(title="Webhooks", env_prefix="BRIEFBOT_WEBHOOK_")

    urls: Addresses = Field(
        default={},
        description="The webhooks that receive digests: desk=https://example.org/hook …",
    )
    secrets: SecretStr = Field(
        default=SecretStr(""),
        description="Secrets (whsec_…) that sign webhooks, newest first.",
    )

    @property
    def unfinished(self) -> str | None:
        if self.urls and not self.secrets.get_secret_value():
            return (
                "Webhooks need BRIEFBOT_WEBHOOK_SECRETS too: whsec_ and the Base64 of 24 to 64 "
                "random bytes."
            )
        if not all(map(signing.is_secret, self.secrets.get_secret_value().split())):
            return (
                "BRIEFBOT_WEBHOOK_SECRETS holds something that is no secret: each is whsec_ and "
                "the Base64 of 24 to 64 bytes."
            )
        return None
