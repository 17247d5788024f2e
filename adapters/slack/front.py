"""I/O. What every press, command and event goes through: acknowledged, once, not too often.

An error is told to the asker alone, as the sentence of advice that comes with it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from time import monotonic
from typing import Any, TypeVar

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.actions import STOPPING
from adapters.chat.allowance import Allowance
from adapters.chat.lines import said
from adapters.slack import payloads
from adapters.slack.calls import FAILURES, post_error
from adapters.slack.locales import Locales
from adapters.slack.rendering.elements import notice
from adapters.slack.replies import PrivateReply, Reply
from adapters.slack.settings import SlackSettings
from bot.errors import BriefbotError
from bot.ports import Asker, Desk
from bot.translation import Translation, translatable, translation

log = logging.getLogger(__name__)

ACK_GOES_FIRST = 0.05  # seconds; Bolt looks for an acknowledgement every 0.01 to send it
FAREWELL = 0.8  # seconds to tell who waits that the bot stops
FORM_SECONDS = 2.0  # of the three in which Slack wants to know what is wrong with a form
PROGRESS_AFTER = 1.0  # seconds; a quicker answer needs no "Reading the news…"

Value = TypeVar("Value")
Json = dict[str, Any]

_TOO_LONG = translatable("That took too long. Please send it again.")
_WENT_WRONG = translatable(
    "Something went wrong on my side. Please try again; the operator can see it in my log."
)


@dataclass(frozen=True, slots=True)
class SlackRequest:
    """What somebody did, and where the answer goes."""

    body: Json
    client: AsyncWebClient
    asker: Asker
    reply: Reply

    @property
    def tr(self) -> Translation:
        """Says our words in the asker's language."""
        return translation(self.asker.languages)

    async def tell(self, text: str) -> None:
        """Says something to the asker alone."""
        await self.reply.tell(notice(said(self.tr.said(text))))

    async def answered(self, question: Awaitable[Value], waiting: str) -> Value:
        """The answer; where it takes long, `waiting` is shown meanwhile."""
        asking = asyncio.ensure_future(question)
        try:
            await asyncio.wait({asking}, timeout=PROGRESS_AFTER)
            if not asking.done():
                with suppress(*FAILURES):  # the answer matters more
                    await self.reply.wait(notice(said(self.tr.said(waiting))))
            return await asking
        finally:
            asking.cancel()


Work = Callable[[SlackRequest], Awaitable[None]]


def utc_now() -> datetime:
    """The time of day, UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Front:
    """Between Slack and the desk; `now` gives aware UTC, `steady` seconds that never go back.

    `languages` are the operator's.
    """

    desk: Desk
    settings: SlackSettings
    allowance: Allowance = field(default_factory=Allowance)
    now: Callable[[], datetime] = utc_now
    steady: Callable[[], float] = monotonic
    languages: tuple[str, ...] = ()
    _locales: Locales = field(default_factory=lambda: Locales(monotonic))
    _running: set[asyncio.Task[Any]] = field(default_factory=set)

    def listener(
        self, work: Work, reply: Callable[[AsyncWebClient, Json], Reply] | None = None
    ) -> Callable[..., Awaitable[None]]:
        """A Bolt listener: acknowledges at once, then works; `reply` says where it answers."""
        where = reply or private_reply

        async def listen(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
            self._count()
            await ack()
            if not payloads.is_for_us(body):
                return
            await asyncio.sleep(ACK_GOES_FIRST)
            asked = SlackRequest(body, client, payloads.asker(body), where(client, body))
            await self._work(work, asked)

        return listen

    def form(
        self,
        work: Callable[[SlackRequest], Awaitable[Value]],
        then: Callable[[SlackRequest, Value], Awaitable[None]],
        reply: Callable[[AsyncWebClient, Json], Reply] | None = None,
    ) -> Callable[..., Awaitable[None]]:
        """A Bolt listener for a sent form: what is wrong with it is said in the form, which stays
        open with what was typed; `then` goes on once it has closed."""

        async def listen(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
            self._count()
            where = (reply or private_reply)(client, body)
            request = SlackRequest(body, client, payloads.asker(body), where)
            try:
                async with asyncio.timeout(FORM_SECONDS):
                    request = await self._in_their_language(request)
                    if not await self._is_new(body):
                        await ack()
                        return
                    self.allowance.take(str(request.asker.person), self.steady())
                    done = await work(request)
            except Exception as error:  # noqa: BLE001  whatever it is, what was typed is not lost
                await ack(response_action="errors", errors=_wrong(request, error))
                return
            await ack()
            await asyncio.sleep(ACK_GOES_FIRST)
            await self._work(lambda asked: then(asked, done), request, is_new=True)

        return listen

    async def idle(self, seconds: float) -> bool:
        """Waits until nothing is being worked on; False where it still is after `seconds`."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._running:  # what comes in meanwhile is acknowledged, so it is waited for
                    await asyncio.wait(set(self._running))
        return not self._running

    async def break_off(self) -> None:
        """Ends what is still being worked on; who waits for it is told."""
        late = set(self._running)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _count(self) -> None:
        if task := asyncio.current_task():
            self._running.add(task)  # which also keeps Bolt's task from being collected
            task.add_done_callback(self._running.discard)

    async def _is_new(self, body: Json) -> bool:
        key = payloads.key(body)
        return key is None or await self.desk.first_time(key)

    async def _in_their_language(self, request: SlackRequest) -> SlackRequest:
        """The request of somebody whose languages are known: their own, then the operator's."""
        own = await self._locales.language(request.client, request.asker.person)
        languages = tuple(dict.fromkeys(filter(None, (own, *self.languages))))
        return replace(request, asker=replace(request.asker, languages=languages))

    async def _work(self, work: Work, request: SlackRequest, *, is_new: bool = False) -> None:
        try:
            if not is_new:
                if not await self._is_new(request.body):
                    return
                request = await self._in_their_language(request)
                self.allowance.take(str(request.asker.person), self.steady())
            await work(request)
        except asyncio.CancelledError:
            with suppress(TimeoutError):
                async with asyncio.timeout(FAREWELL):
                    await _tell(request, STOPPING)
            raise
        except BriefbotError as error:
            log.info("slack: %s", error.log)
            await _tell(request, error.advice)
        except FAILURES as error:
            known = post_error(error)
            log.warning("%s", known.log)
            await _tell(request, known.advice)
        except Exception:  # whatever it is, the asker is told and the others go on
            log.exception("slack: a request failed")
            await _tell(request, _WENT_WRONG)


def private_reply(client: AsyncWebClient, body: Json) -> PrivateReply:
    """To the asker alone, through the response URL where there is one."""
    return PrivateReply(
        client,
        payloads.asker(body).person.id,
        payloads.channel_id(body),
        payloads.response_url(body),
        thread=payloads.inside(body),
        can_replace=payloads.is_private(body),
    )


def _wrong(request: SlackRequest, error: Exception) -> dict[str, str]:
    """What is wrong, under the field of the form that it is about: UsageError names it, or else
    the first."""
    fields = request.body["view"]["blocks"]
    blocks = [one["block_id"] for one in fields if one.get("type") == "input"]
    if isinstance(error, BriefbotError):
        log.info("slack: %s", error.log)
        advice = error.advice
    elif isinstance(error, TimeoutError):
        advice = _TOO_LONG
    else:
        log.error("slack: a form failed", exc_info=error)
        advice = _WENT_WRONG
    about = getattr(error, "about", "")
    return {about if about in blocks else blocks[0]: request.tr.said(advice)}


async def _tell(request: SlackRequest, advice: str) -> None:
    try:
        await request.tell(advice)
    except FAILURES as error:
        log.warning("the asker could not be told: %s", post_error(error).log)
    except Exception:  # nothing more can be done for this asker
        log.exception("slack: the asker could not be told")
