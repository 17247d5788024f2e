"""I/O. Whether Discord knows our token, for the operator who has just set it."""

from adapters.discord.calls import translated
from adapters.discord.connection import new_client, point_at
from adapters.discord.settings import DiscordSettings
from bot.errors import PostRefusedError


async def check(settings: DiscordSettings) -> str:
    """As whom Discord knows the bot; posts nothing, and opens no gateway.

    Raises PostRefusedError where the token is not taken, another PostError where Discord can't be
    asked.
    """
    token = settings.token.get_secret_value() if settings.token else ""
    point_at(settings)
    client = new_client()
    try:
        with translated():
            await client.login(token)
    except PostRefusedError as error:
        raise PostRefusedError(
            error.log,
            advice="Discord does not take BRIEFBOT_DISCORD_TOKEN. Reset it on your application's "
            "page at https://discord.com/developers/applications, and set the new one.",
        ) from error
    else:
        return f"known as {client.user}"
    finally:
        await client.close()
