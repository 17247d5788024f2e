"""I/O. The App Home, and what becomes of a workspace that removes the app."""

from dataclasses import dataclass

from slack_bolt.async_app import AsyncApp

from adapters.slack.front import Front, SlackRequest
from adapters.slack.installs import Tokens
from adapters.slack.rendering.views import home_view


@dataclass(frozen=True, slots=True)
class Home:
    """Shows the App Home when it is opened."""

    front: Front
    tokens: Tokens

    def listen(self, app: AsyncApp) -> None:
        """Registers the listeners."""
        app.event("app_home_opened")(self.front.listener(self._opened))
        app.event("app_uninstalled")(self.front.listener(self._uninstalled))

    async def _opened(self, request: SlackRequest) -> None:
        if request.body["event"].get("tab") != "home":
            return
        person = request.asker.person
        everyones = await self.front.desk.subscriptions(person.workspace)
        # A channel may be private, and who is in it is not ours to know.
        subscriptions = [one for one in everyones if one.owner == person]
        recent = await self.front.desk.recent(person)
        await request.client.views_publish(user_id=person.id, view=home_view(subscriptions, recent))

    async def _uninstalled(self, request: SlackRequest) -> None:
        await self.tokens.forget(request.asker.person.workspace)
