"""I/O. An interaction answered: deferred at once, answered after, errors to the asker only."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import discord

from adapters.chat.allowance import Allowance
from adapters.discord import layout
from adapters.discord.calls import (
    ACKNOWLEDGED,
    ALREADY_ANSWERED,
    call,
    code,
    is_malformed,
    translated,
)
from adapters.discord.components import EPHEMERAL, Json
from bot.errors import BriefbotError, PostError, PostUnknownError, UsageError
from bot.models import Answer, Channel, Person
from bot.ports import Asker, Desk

log = logging.getLogger(__name__)

Interaction = discord.Interaction[discord.Client]
Work = Callable[[], Awaitable[Json]]

PATIENCE = 3.0  # seconds that Discord waits for an acknowledgement, and we for its answer to it
LONGEST = 120.0  # seconds for an answer; Discord would wait 15 minutes, people don't
FAREWELL = 0.8  # seconds to tell who waits that the bot stops; one is for closing
ORIGINAL = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"

_THINKING: Json = {"type": 5, "data": {"flags": EPHEMERAL}}
_TOO_LONG = "This took too long. Please ask again in a minute, or for something narrower."
_OURS = "Something went wrong on our side, and it is in the log. Please try again later."
_STOPPING = "I am being restarted, so this was not finished. Please ask again in a minute."
_NOT_TAKEN = (
    "Discord did not take this answer. Please ask again, or for a shorter length; if that does not "
    "help, tell those who run this bot: its log says why."
)


def person(interaction: Interaction) -> Person:
    """Who acts."""
    return Person("discord", str(interaction.guild_id or ""), str(interaction.user.id))


def channel(interaction: Interaction) -> Channel | None:
    """Where; none in a direct message."""
    if interaction.guild_id is None or interaction.channel_id is None:
        return None
    return Channel("discord", str(interaction.guild_id), str(interaction.channel_id))


def reader(interaction: Interaction) -> Asker:
    """Who reads an answer that only they see: what it tells is old to them, not to the channel."""
    return Asker(person(interaction))


def this_channel(interaction: Interaction) -> Channel:
    """Where; raises UsageError in a direct message."""
    where = channel(interaction)
    if where is None:
        raise UsageError("no channel", advice="Please do that in a channel of a server.")
    return where


def here(interaction: Interaction) -> Asker:
    """Who acts for a channel; raises UsageError in a direct message."""
    return Asker(person(interaction), this_channel(interaction))


@dataclass(slots=True)
class Answering:
    """Answers interactions from `desk`; `running` are the answers under way."""

    desk: Desk
    allowance: Allowance = field(default_factory=Allowance)
    running: set["asyncio.Task[object]"] = field(default_factory=set)

    async def answer(self, interaction: Interaction, work: Work) -> None:
        """Shows the one who acted what `work` makes, or why there is nothing."""
        with self._counted():
            if await _acknowledged(interaction, _THINKING):
                try:
                    made = await self._made(interaction, work)
                except asyncio.CancelledError:
                    await _farewell(interaction)
                    raise
                await _show(interaction, made)

    async def show(self, interaction: Interaction, ask: Callable[[], Awaitable[Answer]]) -> None:
        """Shows the one who acted an answer of the desk's; what it tells is then old to them."""

        async def work() -> Json:
            given = await ask()
            if given.brief is not None:
                await self.desk.told(reader(interaction), given.brief)
            return layout.answer(given)

        await self.answer(interaction, work)

    async def at_once(self, interaction: Interaction, data: Json) -> None:
        """Answers with what needs no work, such as a form."""
        with self._counted():
            await _acknowledged(interaction, data)

    async def drained(self, seconds: float) -> None:
        """Waits for the answers under way, then cuts off what is left of them."""
        if self.running:
            _, late = await asyncio.wait(self.running, timeout=seconds)
            for task in late:
                log.warning("an answer is cut off")
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _made(self, interaction: Interaction, work: Work) -> Json:
        now = asyncio.get_running_loop().time()
        try:
            self.allowance.take(str(person(interaction)), now)
            async with asyncio.timeout(LONGEST):
                return await work()
        except BriefbotError as error:
            log.info("%s", error.log)
            return layout.notice(error.advice)
        except TimeoutError:
            log.warning("an answer took longer than %s seconds", LONGEST)
            return layout.notice(_TOO_LONG)
        except Exception:  # whatever it is, the asker is told, and the bot goes on
            log.exception("an answer failed")
            return layout.notice(_OURS)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("an interaction is answered in a task")
        self.running.add(task)
        try:
            yield
        finally:
            self.running.discard(task)


async def original(interaction: Interaction, message: Json) -> None:
    """Fills the deferred answer."""
    await call(
        interaction.client.http,
        "PATCH",
        ORIGINAL,
        message,
        webhook_id=str(interaction.application_id),
        webhook_token=interaction.token,
    )


async def _acknowledged(interaction: Interaction, data: Json) -> bool:
    """Answers Discord's question; False where it is another's to answer, or too late.

    Where the answer to ours is lost, a repeat tells: "answered already" is then by us.
    """
    lost = False
    for _ in range(2):
        try:
            await _callback(interaction, data)
        except PostUnknownError as error:
            log.info("an acknowledgement is repeated: %s", error.log)
            lost = True
        except PostError as error:
            if lost and code(error) == ACKNOWLEDGED:
                return True
            usual = code(error) in ALREADY_ANSWERED
            log.log(logging.DEBUG if usual else logging.WARNING, "not answered: %s", error.log)
            return False
        else:
            return True
    return True  # it may have been taken, and nobody else will answer


async def _callback(interaction: Interaction, data: Json) -> None:
    with translated():
        async with asyncio.timeout(PATIENCE):
            await call(
                interaction.client.http,
                "POST",
                "/interactions/{interaction_id}/{webhook_token}/callback",
                data,
                interaction_id=str(interaction.id),
                webhook_token=interaction.token,
            )


async def _show(interaction: Interaction, message: Json) -> None:
    """Fills the deferred answer; where Discord does not take it, with what to do."""
    for draft in (message, layout.notice(_NOT_TAKEN)):
        try:
            return await _filled(interaction, draft)
        except PostError as error:
            log.warning("an answer could not be shown: %s", error.log)
            if not is_malformed(error):
                return None
    return None


async def _farewell(interaction: Interaction) -> None:
    """Says that no answer comes, if there is time to."""
    with suppress(TimeoutError):
        async with asyncio.timeout(FAREWELL):
            await _show(interaction, layout.notice(_STOPPING))


async def _filled(interaction: Interaction, message: Json) -> None:
    try:
        await original(interaction, message)
    except PostUnknownError:  # to fill it twice is to fill it once
        await original(interaction, message)
