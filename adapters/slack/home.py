"""I/O. The App Home, and what becomes of a workspace that removes the app."""

from dataclasses import dataclass

from slack_bolt.async_app import AsyncApp

from adapters.slack import payloads
from adapters.slack.front import Front, SlackRequest
from adapters.slack.installs import Tokens
from adapters.slack.rendering.views import home_view
from bot.ports import Desk


@dataclass(frozen=True, slots=True)
class Home:
    """Shows the App Home when it is opened."""

    front: Front
    tokens: Tokens

    def listen(self, app: AsyncApp) -> None:
        """Registers the listeners."""
        app.event("app_home_opened")(self.front.listener(self._show))
        app.event("app_uninstalled")(self.front.listener(self._removed))
        app.event("tokens_revoked")(self.front.listener(self._revoked))

    async def _show(self, request: SlackRequest) -> None:
        if request.body["event"].get("tab") == "home":
            await publish(self.front.desk, request)

    async def _removed(self, request: SlackRequest) -> None:
        workspace = payloads.workspace(request.body)
        await self.tokens.forget(workspace)
        await self.front.desk.left(payloads.NAME, workspace)

    async def _revoked(self, request: SlackRequest) -> None:
        """A person's own token is none of ours; the bot's is all we have."""
        if (request.body["event"].get("tokens") or {}).get("bot"):
            await self._removed(request)


async def publish(desk: Desk, request: SlackRequest) -> None:
    """Shows the person's App Home as it is now."""
    person = request.asker.person
    everyones = await desk.subscriptions(payloads.workspace(request.body))
    # A channel may be private, and who is in it is not ours to know.
    subscriptions = [one for one in everyones if one.owner == person]
    recent = await desk.recent(person)
    view = home_view(subscriptions, recent, request.tr)
    await request.client.views_publish(user_id=person.id, view=view)
