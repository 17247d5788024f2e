"""The settings of the mail adapter: BRIEFBOT_MAIL_… in the environment."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import SettingsConfigDict

from bot.settings.groups import EnvSettings
from bot.text.mailboxes import mailbox

_NO_SERVER = "Mail needs BRIEFBOT_MAIL_SERVER too: the server that sends."


def _mailbox(text: str) -> str:
    name, bracket, rest = text.rpartition("<")
    if not mailbox(rest.removesuffix(">") if bracket else text) or not name.isprintable():
        raise ValueError(
            "write an address such as news@example.org, or Briefbot <news@example.org>"
        )
    return text


def _host(text: str) -> str:
    if not re.fullmatch(r"[\w.-]+|[\da-fA-F:.]*:[\da-fA-F:.]+", text) or text.count(":") == 1:
        raise ValueError(
            "write the server's name alone, such as smtp.example.org; its port is "
            "BRIEFBOT_MAIL_PORT"
        )
    return text


class MailSettings(EnvSettings):
    """The server that sends; without one there is no mail."""

    model_config = SettingsConfigDict(title="Mail", env_prefix="BRIEFBOT_MAIL_")

    server: Annotated[str, AfterValidator(_host)] | None = Field(
        default=None,
        description="The SMTP server that sends digests. Without one, no mail is sent.",
    )
    port: Annotated[int, Field(ge=1, le=65535)] = Field(
        default=587, description="The server's port."
    )
    security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="starttls, tls (usually port 465), or none (on this machine).",
    )
    user: str = Field(default="", description="The user name at the server, if it needs one.")
    password: SecretStr = Field(default=SecretStr(""), description="The user's password.")
    sender: Annotated[str, AfterValidator(_mailbox)] | None = Field(
        default=None, description="The sender, such as Briefbot <news@example.org>."
    )

    def missing(self, public_url: str | None) -> str | None:
        """What is missing, in one sentence; None where mail can be sent, or is not wanted."""
        login = bool(self.user), bool(self.password.get_secret_value())
        if self.server is None:
            is_half = self.sender is not None or any(login)
            return _NO_SERVER if is_half else None
        if login[0] != login[1]:
            return "Mail needs both BRIEFBOT_MAIL_USER and BRIEFBOT_MAIL_PASSWORD, or neither."
        if self.security == "none" and any(login):
            return "BRIEFBOT_MAIL_SECURITY is none: the mail server's password would not be secret."
        if self.sender is None:
            return "Mail needs BRIEFBOT_MAIL_SENDER too: whom it is from."
        if public_url is None:
            return (
                "Mail needs BRIEFBOT_PUBLIC_URL too: readers confirm and stop it at that address."
            )
        return None
