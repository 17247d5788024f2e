"""I/O. Whether Slack knows our tokens, for the operator who has just set them."""

from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack.calls import code, web_client
from adapters.slack.manifest import lost
from adapters.slack.settings import SlackSettings
from bot.errors import PostError, PostRefusedError, PostUnknownError


async def check(settings: SlackSettings) -> str:
    """As whom Slack knows the bot; posts nothing.

    Raises PostRefusedError where a token is not taken, another PostError where Slack can't be
    asked. A bot that workspaces install by themselves has no token yet: only Slack is reached.
    """
    bot, app = settings.bot_token.get_secret_value(), settings.app_token.get_secret_value()
    async with aiohttp.ClientSession() as session:
        client = web_client(settings, session=session)
        if app:
            await _asked(client.apps_connections_open(app_token=app), "BRIEFBOT_SLACK_APP_TOKEN")
        if not bot:
            await _asked(client.api_test(), "BRIEFBOT_SLACK_BASE_URL")
            return "Slack answers; each workspace installs the bot by itself"
        known = await _asked(client.auth_test(token=bot), "BRIEFBOT_SLACK_BOT_TOKEN")
    return f"known as {known.get('user')} in {known.get('team')}{_lost(known)}"


def _lost(known: Any) -> str:  # noqa: ANN401  slack_sdk's own types are Any
    """What can't be done for want of an optional scope, where Slack says which it granted."""
    heads = {name.lower(): str(value) for name, value in known.headers.items()}
    lacking = lost(heads["x-oauth-scopes"]) if "x-oauth-scopes" in heads else ""
    return f". {lacking}" if lacking else ""


async def _asked(call: Any, variable: str) -> Any:  # noqa: ANN401  slack_sdk's own types are Any
    try:
        return await call
    except SlackApiError as error:
        raise _said_no(error, variable) from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise PostUnknownError(
            f"slack: {type(error).__name__}: {error}",
            advice="Slack could not be reached. Look at the network, and BRIEFBOT_SLACK_BASE_URL.",
        ) from error


def _said_no(error: SlackApiError, variable: str) -> PostError:
    name = code(error)
    if name in {"ratelimited", "rate_limited", "internal_error", "fatal_error", ""}:
        return PostUnknownError(
            f"slack: {name or 'an answer that is none'}", advice="Slack has trouble: try later."
        )
    return PostRefusedError(
        f"slack: {name}",
        advice=f"Slack does not take {variable} ({name}). Copy it again from your app's page at "
        "https://api.slack.com/apps.",
    )
