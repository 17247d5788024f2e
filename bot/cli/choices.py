"""Every setting there is: the core's, the platforms', the language model's.

Imported when a command runs: reading settings costs more than `--help` may take.
"""

from dataclasses import dataclass

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
from bot import masking, settings
from bot.settings import ModelSettings, ServerSettings, Settings

KINDS = (
    Settings,
    SlackSettings,
    DiscordSettings,
    TeamsSettings,
    MattermostSettings,
    MatrixSettings,
    WebhookSettings,
    ArchiveSettings,
    ApiSettings,
    MailSettings,
    ModelSettings,
)


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
    def servers(self) -> dict[str, ServerSettings]:
        """Those that take posts by a bot's token, by their platforms' names."""
        return {"mattermost": self.mattermost, "matrix": self.matrix}

    def unfinished(self) -> tuple[str, ...]:
        """A sentence for each platform that is half set up."""
        found = (
            self.slack.unfinished,
            self.discord.unfinished,
            self.mattermost.unfinished,
            self.matrix.unfinished,
            self.webhook.unfinished,
            self.mail.unfinished(self.archive.public_url),
            self.model.unfinished,
        )
        return tuple(filter(None, found))

    def secrets(self) -> list[str]:
        """Every secret that was set, also as part of an address, to be kept out of the log."""
        kinds = (
            self.core, self.slack, self.discord, self.teams, self.mattermost, self.matrix,
            self.webhook, self.archive, self.mail, self.model,
        )  # fmt: skip
        values = [value for kind in kinds for _, value in kind]
        values += [one for value in values if isinstance(value, dict) for one in value.values()]
        whole = [one.get_secret_value() for one in values if isinstance(one, SecretStr)]
        addresses = [one for one in [*whole, *values] if isinstance(one, str) and "://" in one]
        return [*whole, *(part for one in addresses for part in masking.secrets_in(one))]


def core() -> Settings:
    """The core's settings; raises UsageError, also for a variable that is no setting of any."""
    settings.refuse_unknown(KINDS, settings.environment())
    return settings.load(Settings)


def everything() -> Chosen:
    """All settings; raises UsageError where one makes no sense."""
    return Chosen(
        core(),
        settings.load(SlackSettings),
        settings.load(DiscordSettings),
        settings.load(TeamsSettings),
        settings.load(MattermostSettings),
        settings.load(MatrixSettings),
        settings.load(WebhookSettings),
        settings.load(ArchiveSettings),
        settings.load(ApiSettings),
        settings.load(MailSettings),
        settings.load(ModelSettings),
    )
