"""`/digest`: the regular digest of a channel, for those who manage the channel."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import discord
from discord import app_commands

from adapters.chat import digest_text, times
from adapters.chat import languages as chat_languages
from adapters.chat.digest_options import DigestAction, DigestOptions
from adapters.chat.lines import Typed, said
from adapters.chat.managing import changing, wishes
from adapters.chat.managing.wishes import DigestWish
from adapters.discord.answering import Answering, Interaction, reader, speaking
from adapters.discord.places import Chosen, DiscordPlace, meant, notified, require_posting
from adapters.discord.rendering import digests, layout
from adapters.discord.rendering.components import Json
from bot.errors import BriefbotError, NotAllowedError, UsageError
from bot.models import Channel, Length
from bot.text import zones
from bot.translation import joined, translatable

LENGTHS = {"one sentence": Length.FLASH, "a brief": Length.BRIEF, "in full": Length.FULL}
POSTABLE = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.public_thread,
]
_CHANNEL = "The channel; this one unless you choose another"
_NAME = "Which of its digests, such as weekly"
_LENGTHS = [app_commands.Choice(name=name, value=name) for name in LENGTHS]
_MOST_CHOICES = 25  # that Discord takes
TYPED = Typed(
    translatable("/new"),
    translatable("/digest set"),
    translatable("/digest resume"),
    translatable("/digest set no_role:True"),
    make_own=translatable("/my digest:ukraine, grain at 7"),
    resume_own=translatable("/my digest:resume"),
    called=translatable(" name:{name}"),
)
_ACTIONS = {
    DigestAction.SHOW: "Show the digest of this channel",
    DigestAction.PAUSE: "Pause the digest of this channel",
    DigestAction.RESUME: "Go on with the digest of this channel",
    DigestAction.STOP: "End the digest of this channel",
    DigestAction.NOW: "See the digest of this channel as it would be now",
}

Value = TypeVar("Value")


class Postable(app_commands.Transformer):
    """A channel as Discord gives it, though nothing is kept of it here."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return POSTABLE

    async def transform(self, interaction: Interaction, value: Chosen, /) -> Chosen:
        del interaction
        return value


Where = app_commands.Transform[Chosen, Postable]


class DigestCommands(app_commands.Group):
    """The commands under `/digest`; `zone` is the time zone of a digest that names none."""

    def __init__(self, answering: Answering, zone: str) -> None:
        super().__init__(
            name="digest",
            description="This channel's regular digest",
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=False, private_channel=False
            ),
            default_permissions=discord.Permissions(manage_channels=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )
        self._answering = answering
        self._desk = answering.desk
        self._zone = zone
        for action, meaning in _ACTIONS.items():
            self.add_command(self._doing(action, meaning))

    @app_commands.command(name="set", description="Set up or change the digest of a channel")
    @app_commands.describe(
        at="When, such as 08:00",
        zone="The time zone, such as Europe/Kyiv",
        days="On which days",
        topics="Topics, with commas between them; none for the top of the news",
        length="How long",
        quiet="Quiet hours, such as 22:00-07:00; none for no quiet hours",
        only_news="No digest when there is nothing new",
        languages="Languages, such as: english, ukrainian; none for any",
        only_languages="No story that is told in none of them",
        sources="Such as: only from reuters, bbc; never from rt; without football; or none",
        alerts="Alerts a day at most, on these topics and followed stories; 0 for none",
        role="A role to notify",
        no_role="Notify no role any more",
        name="Such as weekly; a name that none has yet makes one more",
        channel=_CHANNEL,
    )
    @app_commands.choices(length=_LENGTHS)
    async def set(  # noqa: PLR0913, PLR0917  an option each
        self,
        interaction: Interaction,
        at: str | None = None,
        zone: str | None = None,
        days: str | None = None,
        topics: str | None = None,
        length: str | None = None,
        quiet: str | None = None,
        only_news: bool | None = None,  # noqa: FBT001  Discord gives options by their names
        languages: str | None = None,
        only_languages: bool | None = None,  # noqa: FBT001  likewise
        sources: str | None = None,
        alerts: app_commands.Range[int, 0, digest_text.MOST_ALERTS] | None = None,
        role: discord.Role | None = None,
        no_role: bool = False,  # noqa: FBT001, FBT002  likewise
        name: str | None = None,
        channel: Where | None = None,
    ) -> None:
        async def work() -> Json:
            wrong = Mistakes()
            lists = wrong.reading(digest_text.sources, sources) or DigestOptions()
            options = replace(
                lists,
                topics=wrong.reading(digest_text.topics, topics),
                at=wrong.reading(times.clock, at),
                zone=wrong.reading(zones.read, zone),
                days=wrong.reading(times.days, days),
                length=wrong.reading(digest_text.length, length),
                quiet=wrong.reading(times.quiet_hours, quiet),
                skip_if_nothing_new=only_news,
                languages=wrong.reading(chat_languages.read, languages),
                only_languages=only_languages,
                alerts=alerts,
                mention=wrong.reading(lambda _: _mentioned(interaction, role, no_role=no_role), ""),
            )
            wish = DigestWish(options, wrong.reading(wishes.name_written, name))
            place, warning = await wrong.awaited(_postable(interaction, channel, role))
            wrong.refuse()
            return await self._changed(interaction, place, wish, warning)

        await self._answering.answer(interaction, work)

    @set.autocomplete("zone")  # noqa: A003  the command of that name
    async def suggest_zones(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = zones.suggested(typed, _MOST_CHOICES)
        return [app_commands.Choice(name=zones.written(one), value=one) for one in found]

    def _doing(self, action: DigestAction, meaning: str) -> "app_commands.Command[Any, ..., None]":
        """The command that does so to a digest."""

        @app_commands.command(name=action.value, description=meaning)
        @app_commands.describe(name=_NAME, channel=_CHANNEL)
        async def do(
            interaction: Interaction, name: str | None = None, channel: Where | None = None
        ) -> None:
            async def work() -> Json:
                where = (await meant(interaction, channel)).channel
                wish = DigestWish(action, wishes.name_written(name))
                return await self._done(interaction, where, wish)

            await self._answering.answer(interaction, work)

        return do

    async def _done(self, interaction: Interaction, where: Channel, wish: DigestWish) -> Json:
        if wish.wanted is DigestAction.NOW:
            made, one = await changing.previewed(self._desk, where, wish, reader(interaction))
            return digests.preview(made, where.id, notified(one.mention, where) if one else None)
        tr = speaking(interaction)
        return layout.panel(*await changing.done(self._desk, where, wish, TYPED, tr))

    async def _changed(
        self, interaction: Interaction, where: DiscordPlace, wish: DigestWish, warning: str
    ) -> Json:
        desk, asker, now = self._desk, reader(interaction), interaction.created_at
        blank = await changing.begun(desk, where.channel, self._zone, asker, now)
        kept, notes = await changing.kept(desk, blank, wish, asker, now, where.name)
        tr = speaking(interaction)
        more = (*notes, *([said(tr(warning))] if warning else []))
        return layout.panel(await changing.shown(desk, kept, TYPED, tr, notes=more))


@dataclass(slots=True)
class Mistakes:
    """What is wrong with a command, gathered so that it is told in one answer: first what can never
    be, then what the person may not, then what the bot lacks."""

    found: list[BriefbotError] = field(default_factory=list)

    def reading(self, reader: Callable[[str], Value], text: str | None) -> Value | None:
        """What an option says; None where it was not given, or makes no sense."""
        try:
            return None if text is None else reader(text)
        except BriefbotError as error:
            self.found.append(error)
            return None

    async def awaited(self, asked: Awaitable[Value]) -> Value:
        """What is asked of Discord; raises all mistakes where that is one."""
        try:
            return await asked
        except NotAllowedError as error:
            self.found.append(error)
            self.refuse()
            raise

    def refuse(self) -> None:
        """Raises what is wrong, if anything is."""
        if self.found:
            self.found.sort(key=lambda one: isinstance(one, NotAllowedError))
            logs, advice = zip(*((one.log, one.advice) for one in self.found), strict=True)
            raise UsageError("; ".join(logs), advice=joined("\n", advice))


async def _postable(
    interaction: Interaction, chosen: Chosen | None, role: discord.Role | None
) -> tuple[DiscordPlace, str]:
    """The channel that is meant, and a warning where an outcome could not be looked up there."""
    place = await meant(interaction, chosen)
    return place, await require_posting(interaction, place, role)


def _mentioned(interaction: Interaction, role: discord.Role | None, *, no_role: bool) -> str | None:
    """The role to notify, empty for none any more; raises NotAllowedError for one that the person
    may not mention."""
    if role is None:
        return "" if no_role else None
    if no_role:
        advice = translatable("Please choose a role, or `no_role: True` to notify none, not both.")
        raise UsageError("role and no role", advice=advice)
    if role.id == interaction.guild_id:
        raise UsageError("everyone", advice="A digest never notifies everyone: choose a role.")
    if not (role.mentionable or interaction.permissions.mention_everyone):
        advice = translatable(
            "You may not mention that role, so the digest may not either: choose another one."
        )
        raise NotAllowedError("role not mentionable", advice=advice)
    return str(role.id)
