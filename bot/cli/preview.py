"""The command that shows what channels will see, before they see it."""

import asyncio
import signal
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from bot.cli import showing, wiring
from bot.models import Answer, Channel, Digest, Subscription

if TYPE_CHECKING:
    from adapters.web.preview_page import PreviewChoice
    from bot.newsroom.context import Context

NOWHERE = Channel("preview", "", "")


@click.command()
@click.option("--port", default=8081, show_default=True, help="Local port; 0 picks a free one.")
def preview(port: int) -> None:
    """Show a brief and the next digest as Slack and Discord will, in a browser; post nothing.

    \b
    briefbot preview --port 8081
    """
    chosen = wiring.chosen()
    with wiring.opened(chosen) as store:
        asyncio.run(_serve(wiring.context(store, chosen), chosen.time_zone, port))


async def _serve(context: "Context", zone: str, port: int) -> None:
    from adapters.web import hosts
    from adapters.web import preview as pages

    stop = asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(one, stop.set)
    routes = pages.routes(_previewer(context), zone)
    async with hosts.serving(routes, "127.0.0.1", port, hosts.only_own()) as (address,):
        click.echo(f"Preview at {address}/ until you press Ctrl-C.")
        await stop.wait()


def _previewer(context: "Context") -> Any:  # noqa: ANN401  imported where it runs
    from adapters.web.preview import Previewer

    async def answer(choice: "PreviewChoice") -> Answer:
        return await asyncio.to_thread(_answer, context, choice)

    async def digest(choice: "PreviewChoice") -> Digest:
        return await asyncio.to_thread(_digest, context, choice)

    return Previewer(answer, digest, showing.AS_SENT)


def _answer(context: "Context", choice: "PreviewChoice") -> Answer:
    """What somebody who asks for the first topic would be shown."""
    from bot.newsroom import answers
    from bot.newsroom.answers import Inquiry
    from bot.stories import requests

    now, first = wiring.now(), choice.topics.partition(",")[0].strip()
    inquiry = Inquiry(now, choice.length)
    if first:
        request = requests.parse(first, now=now, zone=context.zone)
        answer = answers.on_topic(context, request, inquiry).answer
    else:
        answer = answers.top(context, inquiry).answer
    # With an id it has its buttons, as the stored one that people see.
    return replace(answer, brief=replace(answer.brief, id="preview")) if answer.brief else answer


def _digest(context: "Context", choice: "PreviewChoice") -> Digest:
    """The digest that a new channel would get next, with the news as of now."""
    from bot.delivery import schedule
    from bot.newsroom.digests import Composer

    now = wiring.now()
    topics = tuple(one.strip() for one in choice.topics.split(",") if one.strip())
    subscription = Subscription(
        NOWHERE, choice.at, choice.zone, now, topics=topics, length=choice.length
    )
    made = Composer(context).compose(subscription, now, since=now - timedelta(days=1)).digest
    due = schedule.next_due(subscription, now=now) or now
    return replace(made, id="preview", as_of=due)
