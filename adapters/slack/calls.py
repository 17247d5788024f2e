"""I/O. How Slack's Web API is called: nothing that posts is sent twice, whatever the wire does.

The SDK by default sends a POST again after a dropped connection, which Slack may have taken. Here
only a 429 is waited for, since then nothing was taken.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient

from adapters.departing import BEFORE_IT_LEFT, Departure, tracing
from adapters.slack.rendering.elements import Message
from adapters.slack.settings import SlackSettings
from bot.errors import PostDelayedError, PostError, PostRefusedError, PostUnknownError
from bot.translation import translatable

Sent = TypeVar("Sent")

FAILURES = (SlackApiError, OSError, aiohttp.ClientError)  # of a call; a TimeoutError is an OSError

SECONDS = 10  # that a call may take
LONGEST_WAIT = 20  # seconds, where Slack asks to wait and a person does
DEFAULT_WAIT = timedelta(seconds=30)
A_DAY = timedelta(days=1)
BUG_WAIT = timedelta(minutes=10)  # before a message that Slack finds ill-formed is tried again

_INVITE = translatable("I am not in that channel. Type /invite @briefbot there, then try again.")
_RESTRICTED = translatable("The workspace lets only some people post there. Please ask an admin.")
_TOO_LATE = translatable("That took too long for Slack. Please try again.")
_ADVICE = {
    "not_in_channel": _INVITE,
    "channel_not_found": _INVITE,
    "is_archived": translatable("That channel is archived, so nothing can be posted in it."),
    "message_not_found": translatable("That message is no longer there."),
    "cant_update_message": translatable("That message is not mine any more."),
    "edit_window_closed": translatable("The workspace lets nobody change a message that old."),
    "restricted_action": _RESTRICTED,
    "restricted_action_read_only_channel": _RESTRICTED,
    "restricted_action_thread_only_channel": translatable(
        "In that channel only threads may be written in."
    ),
    "user_is_restricted": _RESTRICTED,
    "missing_scope": translatable(
        "I lack a permission there. Ask whoever installed me to install me again."
    ),
    "expired_trigger_id": _TOO_LATE,
    "exchanged_trigger_id": _TOO_LATE,
}
LOST = {
    "account_inactive", "app_missing", "invalid_auth", "no_permission", "not_allowed_token_type",
    "not_authed", "org_login_required", "team_access_not_granted", "token_expired",
    "token_revoked", "ekm_access_denied", "access_denied",
}  # fmt: skip
_LATER = {"ratelimited", "rate_limited", "message_limit_exceeded", "time_in_past", "time_too_soon"}
_OPEN = {"", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
_MALFORMED = {"invalid_blocks", "invalid_arguments", "msg_too_long", "msg_blocks_too_long"}
_REINSTALL = translatable(
    "Slack no longer knows me there. Ask whoever installed me to install me again."
)
_SLOWER = translatable("Slack asks me to slow down. Please try again in a minute.")
_ILL_FORMED = translatable(
    "Slack did not take my message. Please try again; if it goes on, tell your admin."
)
_NAME = re.compile(r"[a-z_]{1,60}")


class RateLimit(AsyncRateLimitErrorRetryHandler):
    """Waits as Slack asks on a 429, unless that is longer than a person would."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        is_limited: bool = await super()._can_retry_async(
            state=state, request=request, response=response, error=error
        )
        return is_limited and response is not None and _wait(response.headers) <= LONGEST_WAIT


def web_client(
    settings: SlackSettings, token: str | None = None, session: aiohttp.ClientSession | None = None
) -> AsyncWebClient:
    """For what a person waits for: a short 429 is waited out."""
    return AsyncWebClient(
        token=token,
        base_url=settings.base_url,
        timeout=SECONDS,
        session=session,
        retry_handlers=[RateLimit(max_retry_count=2)],
    )


def digest_client(settings: SlackSettings, token: str) -> AsyncWebClient:
    """For digests: nothing is ever sent again here, and no connection is an old one."""
    return AsyncWebClient(
        token=token, base_url=settings.base_url, timeout=SECONDS, retry_handlers=[]
    )


def session(departure: Departure) -> aiohttp.ClientSession:
    """For one client's calls, each of which posts."""
    seconds = aiohttp.ClientTimeout(total=SECONDS)
    return aiohttp.ClientSession(timeout=seconds, trace_configs=[tracing(departure)])


def arguments(message: Message) -> dict[str, Any]:
    """What every call that shows a message gives: nothing unfolds, and no name becomes a link."""
    return {
        "text": message.text,
        "blocks": list(message.blocks),
        "unfurl_links": False,
        "unfurl_media": False,
        "link_names": False,
        "parse": "none",
    }


async def as_rich_as_taken(message: Message, send: Callable[[Message], Awaitable[Sent]]) -> Sent:
    """Sends `message`; once more in a plainer form where Slack could not fetch a picture or
    does not know a block, since then nothing was taken."""
    try:
        return await send(message)
    except SlackApiError as error:
        bare = message.plainer()
        if code(error) != "invalid_blocks" or bare == message:
            raise
        return await send(bare)


def code(error: SlackApiError) -> str:
    """Slack's name for what went wrong; empty where its answer says nothing."""
    data = getattr(error.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, Mapping) else ""


def post_error(error: Exception) -> PostError:
    """What an error of a posting call says of the post: an error that Slack names is a refusal,
    whatever its name, unless it says that Slack itself doesn't know."""
    if isinstance(error, PostError):
        return error
    if isinstance(error, SlackApiError):
        return _said_no(error)
    log = f"slack: {type(error).__name__}: {error}"
    if isinstance(error, BEFORE_IT_LEFT):
        return PostDelayedError(log, advice=_NOT_THERE, retry_after=DEFAULT_WAIT)
    return PostUnknownError(log, advice=_NOT_THERE)


def unsent(error: Exception) -> PostError:
    """What an error says of a post when nothing that posts had been asked yet: not unknown."""
    found = post_error(error)
    if isinstance(found, PostUnknownError):
        return PostDelayedError(found.log, advice=_NOT_THERE, retry_after=DEFAULT_WAIT)
    return found


def slack_time(answer: Any, ours: datetime) -> datetime:  # noqa: ANN401  slack_sdk's answer
    """The time by Slack's own clock, from the head of its answer; ours where it doesn't say.

    A clock that has stepped is minutes or hours off. One that is a day off is no clock at all.
    """
    headers = {name.lower(): str(value) for name, value in dict(answer.headers).items()}
    try:
        theirs = parsedate_to_datetime(headers["date"])
    except (KeyError, ValueError):
        return ours
    return theirs if theirs.tzinfo and abs(theirs - ours) < A_DAY else ours


_NOT_THERE = translatable("Slack could not be reached. It is tried again.")


def _said_no(error: SlackApiError) -> PostError:
    name = code(error)
    log = f"slack: {name or 'an answer that is none'}"
    headers = getattr(error.response, "headers", {})
    is_limited = getattr(error.response, "status_code", None) == HTTPStatus.TOO_MANY_REQUESTS
    if is_limited or name in _LATER:
        wait = timedelta(seconds=_wait(headers))
        return PostDelayedError(log, advice=_SLOWER, retry_after=wait)
    if name in _MALFORMED:
        return PostDelayedError(log, advice=_ILL_FORMED, retry_after=BUG_WAIT)
    if name in _OPEN:
        return PostUnknownError(log, advice=_NOT_THERE)
    return PostRefusedError(log, advice=_ADVICE.get(name) or _refusal(name))


def _refusal(name: str) -> str:
    if name in LOST:
        return _REINSTALL
    return translatable(
        "Slack does not allow that there{name}. Please ask an admin of the workspace why.",
        name=f" ({name})" if _NAME.fullmatch(name) else "",
    )


def _wait(headers: Mapping[str, Any]) -> int:
    for name, value in headers.items():
        if name.lower() == "retry-after":
            first = value[0] if isinstance(value, list) else value
            return int(first) if str(first).isdecimal() else int(DEFAULT_WAIT.total_seconds())
    return 1
