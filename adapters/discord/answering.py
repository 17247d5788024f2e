"""I/O. An interaction answered: deferred at once, answered after, errors to the asker only."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

import discord

from adapters.chat import actions
from adapters.chat.allowance import Allowance
from adapters.discord.calls import (
    ACKNOWLEDGED,
    ALREADY_ANSWERED,
    call,
    code,
    is_malformed,
    translated,
)
from adapters.discord.rendering import digests, layout
from adapters.discord.rendering.components import EPHEMERAL, Json
from adapters.discord.rendering.inert import inert
from bot.errors import (
    BriefbotError,
    PostDelayedError,
    PostError,
    PostRefusedError,
    PostUnknownError,
    UsageError,
)
from bot.models import Answer, Channel, Digest, Person
from bot.ports import Asker, Desk
from bot.translation import Translation, translatable, translation
from bot.translation import code as language

log = logging.getLogger(__name__)

Interaction = discord.Interaction[discord.Client]
Work = Callable[[], Awaitable[Json]]
Fill = Callable[[Json], Awaitable[None]]
Act = Callable[[Fill], Awaitable[None]]

PATIENCE = 3.0  # seconds that Discord waits for an acknowledgement, and we for its answer to it
LONGEST = 120.0  # seconds for an answer; Discord would wait 15 minutes, people don't
TOKEN_LIFE = timedelta(minutes=15)  # in which an interaction can be answered
FIRST_PAUSE = 0.5  # seconds before an answer is filled in again; then twice as long each time
FAREWELL = 0.8  # seconds to tell who waits that the bot stops; one is for closing
ORIGINAL = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"

_THINKING: Json = {"type": 5, "data": {"flags": EPHEMERAL}}
_TOO_LONG = translatable(
    "This took too long. Please ask again in a minute, or for something narrower."
)
_OURS = translatable(
    "Something went wrong on our side, and it is in the log. Please try again later."
)
_NOT_TAKEN = translatable(
    "Discord did not take this answer. Please ask again, or for a shorter length; if that does not "
    "help, tell those who run this bot: its log says why."
)


def person(interaction: Interaction) -> Person:
    """Who acts."""
    return Person("discord", str(interaction.guild_id or ""), str(interaction.user.id))


def whose(interaction: Interaction) -> Person:
    """Who acts, the same in every server and in direct messages."""
    return replace(person(interaction), workspace="")


def channel(interaction: Interaction) -> Channel | None:
    """Where; none in a direct message."""
    if interaction.guild_id is None or interaction.channel_id is None:
        return None
    return Channel("discord", str(interaction.guild_id), str(interaction.channel_id))


def reader(interaction: Interaction) -> Asker:
    """Who reads an answer that only they see: what it tells is old to them, not to the channel."""
    return Asker(person(interaction), languages=languages(interaction))


def languages(interaction: Interaction) -> tuple[str, ...]:
    """The languages of who acts: what their Discord is in, and their server; the operator's come
    last."""
    server = interaction.guild_locale
    own = (interaction.locale.value, server.value if server else "")
    bots = getattr(interaction.client, "languages", ())
    return tuple(dict.fromkeys(filter(None, (*map(language, own), *bots))))


def speaking(interaction: Interaction) -> Translation:
    """Says our words in the language of who acts."""
    return translation(languages(interaction))


def this_channel(interaction: Interaction) -> Channel:
    """Where; raises UsageError in a direct message."""
    where = channel(interaction)
    if where is None:
        raise UsageError("no channel", advice="Please do that in a channel of a server.")
    return where


class Expected(ABC):
    """What somebody waits for; `limit` is of what is asked for it: how long Discord takes is its
    own affair."""

    limit: asyncio.Timeout | None

    @property
    @abstractmethod
    def who(self) -> Person:
        """The one who waits."""

    @abstractmethod
    async def fill(self, message: Json) -> None:
        """Shows the answer."""

    @abstractmethod
    async def say(self, text: str) -> None:
        """Shows a sentence, unless the answer is there."""

    async def farewell(self) -> None:
        """Says that no answer comes, if there is time to."""
        with suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL):
                await self.say(actions.STOPPING)


@dataclass(slots=True)
class Answering:
    """Answers interactions from `desk`; `running` are the answers under way."""

    desk: Desk
    allowance: Allowance = field(default_factory=Allowance)
    running: set["asyncio.Task[object]"] = field(default_factory=set)

    async def answer(self, interaction: Interaction, work: Work) -> None:
        """Shows the one who acted what `work` makes, or why there is nothing."""

        async def act(fill: Fill) -> None:
            await fill(await work())

        await self.attend(interaction, act)

    async def show(self, interaction: Interaction, ask: Callable[[], Awaitable[Answer]]) -> None:
        """Shows the one who acted an answer of the desk's; what it tells is then old to them."""

        async def act(fill: Fill) -> None:
            await show_answer(self.desk, interaction, ask(), fill)

        await self.attend(interaction, act)

    async def attend(self, interaction: Interaction, act: Act, typed: str = "") -> None:
        """Lets `act` fill the answer, or fills it with why there is none, and with what was `typed`
        in a form, which has closed."""
        with self._counted():
            if await _acknowledged(interaction, _THINKING):
                await self.work(Deferred(interaction, typed=typed), act)

    async def work(self, expected: Expected, act: Act) -> None:
        """Lets `act` fill what somebody waits for, or fills it with why there is nothing."""
        with self._counted():
            try:
                await self._tried(expected, act)
            except asyncio.CancelledError:
                await expected.farewell()
                raise

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

    async def _tried(self, deferred: Expected, act: Act) -> None:
        now = asyncio.get_running_loop().time()
        try:
            self.allowance.take(str(deferred.who), now)
            async with asyncio.timeout(LONGEST) as limit:
                deferred.limit = limit
                await act(deferred.fill)
        except _NotShownError:
            log.warning("an answer was not shown")
        except BriefbotError as error:
            log.info("%s", error.log)
            await deferred.say(error.advice)
        except TimeoutError:
            log.warning("an answer took longer than %s seconds", LONGEST)
            await deferred.say(_TOO_LONG)
        except Exception:  # whatever it is, the asker is told, and the bot goes on
            log.exception("an answer failed")
            await deferred.say(_OURS)

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


async def show_answer(
    desk: Desk, interaction: Interaction, question: Awaitable[Answer], fill: Fill
) -> None:
    """Shows the one who acted an answer of the desk's; what it tells is then old to them."""
    tr = speaking(interaction)
    await actions.show(
        desk, reader(interaction), await question, lambda one: fill(layout.answer(one, tr))
    )


async def missed(desk: Desk, asker: Asker, fill: Fill) -> None:
    """Shows the asker alone what they missed."""

    async def shown(digest: Digest) -> None:
        await fill(digests.preview(digest, None))

    await actions.show_missed(desk, asker, await desk.away(asker), shown)


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
    for is_last in (False, False, True):
        try:
            await _callback(interaction, data)
        except PostUnknownError as error:
            log.info("an acknowledgement is repeated: %s", error.log)
            lost = True
        except PostError as error:
            if lost and code(error) == ACKNOWLEDGED:
                return True
            asked = error.retry_after if isinstance(error, PostDelayedError) else None
            if is_last or asked is None or asked.total_seconds() > PATIENCE:
                usual = code(error) in ALREADY_ANSWERED
                log.log(logging.DEBUG if usual else logging.WARNING, "not answered: %s", error.log)
                return False
            await asyncio.sleep(asked.total_seconds())
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


class _NotShownError(Exception):
    """Discord did not take an answer: what is in it was not seen."""


@dataclass(slots=True)
class Deferred(Expected):
    """An answer that Discord waits for."""

    interaction: Interaction
    is_filled: bool = False
    limit: asyncio.Timeout | None = None
    typed: str = ""

    @property
    def who(self) -> Person:
        return person(self.interaction)

    async def fill(self, message: Json) -> None:
        """Fills the answer; one that Discord does not take says what to do instead."""
        if self.limit is not None:
            self.limit.reschedule(None)
        try:
            await self._filled(message)
        except PostError as error:
            log.warning("an answer could not be shown: %s", error.log)
            if is_malformed(error) or isinstance(error, PostRefusedError):
                await self.say(_NOT_TAKEN)
            raise _NotShownError from error
        self.is_filled = True

    async def say(self, text: str) -> None:
        """Fills the answer with a sentence, unless it has been filled."""
        if self.is_filled:
            return
        tr = speaking(self.interaction)
        lines = [tr.said(text), *([tr("You wrote:"), inert(self.typed)] if self.typed else [])]
        try:
            await self._filled(layout.notice(*lines))
        except PostError as error:
            log.warning("an answer could not be shown: %s", error.log)

    async def _filled(self, message: Json) -> None:
        """To fill it twice is to fill it once, so it is tried for as long as it can be filled."""
        over = self.interaction.created_at + TOKEN_LIFE
        pause = FIRST_PAUSE
        while True:
            left = (over - discord.utils.utcnow()).total_seconds()
            try:
                with translated():
                    async with asyncio.timeout(max(left, PATIENCE)):
                        await original(self.interaction, message)
            except (PostDelayedError, PostUnknownError) as error:
                asked = error.retry_after if isinstance(error, PostDelayedError) else timedelta(0)
                wait = max(pause, asked.total_seconds())
                if is_malformed(error) or wait > left:
                    raise
                log.info("an answer is filled in again: %s", error.log)
                await asyncio.sleep(wait)
                pause *= 2
            else:
                return
