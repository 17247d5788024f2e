"""Every setting there is: the core's, the platforms', the language model's.

Imported when a command runs: reading settings costs more than `--help` may take.
"""

from dataclasses import dataclass
from typing import Any, get_type_hints

from pydantic import SecretStr

from adapters.api.settings import ApiSettings
from adapters.archive.settings import ArchiveSettings
from adapters.discord.settings import DiscordSettings
from adapters.mail.settings import MailSettings
from adapters.matrix.settings import MatrixSettings
from adapters.mattermost.settings import MattermostSettings
from adapters.slack.settings import SlackSettings
from adapters.teams.settings import TeamsSettings
from adapters.webhook.settings import WebhookSettings
from bot import masking
from bot.settings import environment
from bot.settings.groups import EnvSettings, ModelSettings, ServerSettings, Settings


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the operator chose, of every kind."""

    core: Settings
    slack: SlackSettings
    discord: DiscordSettings
    teams: TeamsSettings
    mattermost: MattermostSettings
    matrix: MatrixSettings
    webhook: WebhookSettings
    archive: ArchiveSettings
    api: ApiSettings
    mail: MailSettings
    model: ModelSettings

    @property
    def kinds(self) -> list[EnvSettings]:
        """All of them, in the order of `KINDS`."""
        return [getattr(self, name) for name in _KINDS]

    @property
    def servers(self) -> dict[str, ServerSettings]:
        """Those that take posts by a bot's token, by their platforms' names."""
        return {"mattermost": self.mattermost, "matrix": self.matrix}

    @property
    def has_mail(self) -> bool:
        """Whether digests can be sent by mail."""
        return bool(self.mail.server) and not self.mail.missing(self.archive.public_url)

    def unfinished(self) -> tuple[str, ...]:
        """A sentence for each platform that is half set up."""
        found = (
            self.mail.missing(self.archive.public_url) if one is self.mail else one.unfinished
            for one in self.kinds
        )
        return tuple(filter(None, found))

    def secrets(self) -> list[str]:
        """Every secret that was set, also as part of an address, to be kept out of the log."""
        values = [value for kind in self.kinds for _, value in kind]
        values += [one for value in values if isinstance(value, dict) for one in value.values()]
        whole = [one.get_secret_value() for one in values if isinstance(one, SecretStr)]
        addresses = [one for one in [*whole, *values] if isinstance(one, str) and "://" in one]
        return [*whole, *(part for one in addresses for part in masking.secrets_in(one))]


_KINDS: dict[str, Any] = get_type_hints(Chosen)
KINDS: tuple[type[EnvSettings], ...] = tuple(_KINDS.values())


def core() -> Settings:
    """The core's settings; raises UsageError, also for a variable that is no setting of any."""
    environment.refuse_unknown(KINDS, environment.variables())
    return environment.load(Settings)


def everything() -> Chosen:
    """All settings; raises UsageError where one makes no sense."""
    rest = {name: environment.load(kind) for name, kind in _KINDS.items() if kind is not Settings}
    return Chosen(core(), **rest)
