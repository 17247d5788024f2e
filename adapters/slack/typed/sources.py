"""I/O. What is asked of the sources in Slack, and of who is behind them."""

from dataclasses import dataclass

from adapters.chat.managing import about_sources
from adapters.chat.managing.sources import SourceAction, SourceWish
from adapters.slack.front import Front, SlackRequest
from adapters.slack.people import is_admin
from adapters.slack.rendering.digests import source_message
from bot.models import Brief


@dataclass(frozen=True, slots=True)
class AskingSources:
    """Answers about sources; admins of the workspace add and remove them."""

    front: Front

    async def do(self, request: SlackRequest, wish: SourceWish, brief: Brief | None = None) -> None:
        """Does or shows what is asked; `brief` is the one it is asked under. Raises
        BriefbotError."""
        changes = wish.action in {SourceAction.ADD, SourceAction.REMOVE}
        may = changes and await is_admin(request)
        asked = about_sources.answered(self.front.desk, request.asker, wish, may=may, brief=brief)
        waiting = request.tr("Looking for a feed there…")
        shown = await (request.answered(asked, waiting) if changes else asked)
        await request.reply.show(source_message(shown))
