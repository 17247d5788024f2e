"""I/O. What Slack says of the person who asks: whether they are an admin, and their time zone."""

import asyncio
from contextlib import suppress

from adapters.slack import payloads
from adapters.slack.calls import FAILURES
from adapters.slack.front import Front, SlackRequest
from adapters.slack.rendering.elements import Json
from adapters.slack.settings import SlackSettings
from bot.errors import NotAllowedError
from bot.models import Channel

ZONE_SECONDS = 1.5  # that a modal waits for the person's zone: Slack gives it 3 in all
DEFAULT_ZONE = "UTC"


async def is_admin(request: SlackRequest) -> bool:
    """Whether the person is an admin of the workspace."""
    user = await _person(request)
    return any(user.get(name) for name in ("is_admin", "is_owner", "is_primary_owner"))


async def require_admin(request: SlackRequest, settings: SlackSettings) -> None:
    """Raises NotAllowedError where only admins may change a channel's digest, and this is none."""
    if settings.admins_only and not await is_admin(request):
        raise NotAllowedError(
            f"slack: {request.asker.person} is no admin",
            advice="Only admins may change a channel's digest here. Please ask one.",
        )


async def require_manager(request: SlackRequest, front: Front, where: Channel) -> None:
    """Raises NotAllowedError for who may not change a channel's digest; direct messages have only
    the one of the person themselves."""
    if not payloads.is_direct(where):
        await require_admin(request, front.settings)


async def zone_of(request: SlackRequest) -> str | None:
    """The person's own time zone; None where Slack doesn't say it at once."""
    with suppress(*FAILURES):
        async with asyncio.timeout(ZONE_SECONDS):
            return (await _person(request)).get("tz") or None
    return None


async def _person(request: SlackRequest) -> Json:
    answer = await request.client.users_info(user=request.asker.person.id)
    found: Json = answer["user"]
    return found
