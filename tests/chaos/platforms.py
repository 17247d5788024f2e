"""The platforms as a trial of chaos sees them: the stand-ins' faults under common names."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import SecretStr

from adapters.discord.platform import DiscordPlatform
from adapters.discord.settings import DiscordSettings
from adapters.mail.links import ReaderLinks
from adapters.mail.platform import MailPlatform
from adapters.mail.smtp import Mailer
from adapters.matrix.platform import MatrixPlatform
from adapters.matrix.settings import MatrixSettings
from adapters.mattermost.platform import MattermostPlatform
from adapters.mattermost.settings import MattermostSettings
from adapters.slack.installs import Tokens
from adapters.slack.platform import LEAD, SlackPlatform
from adapters.slack.settings import SlackSettings
from adapters.teams.platform import TeamsPlatform
from adapters.teams.settings import TeamsSettings
from adapters.webhook.platform import WebhookPlatform
from adapters.webhook.settings import WebhookSettings
from bot.models import Channel
from bot.ports import Platform
from tests.standins import discord as standin_discord
from tests.standins import mail as standin_mail
from tests.standins import matrix as standin_matrix
from tests.standins import mattermost as standin_mattermost
from tests.standins import receiver
from tests.standins import slack as standin_slack
from tests.standins.digests import NOW
from tests.standins.discord_members import TOKEN
from tests.standins.discord_world import TEXT, message

Clock = Callable[[], datetime]
ALWAYS = 99  # times
SHORTLY = 1  # second that a 429 asks to wait
STOOD = NOW.timestamp()  # since when a post stands that is to be edited
LATE = 2.5  # seconds, longer than a courier waits and shorter than it takes to settle
SLOW = 0.6  # seconds, in which an answer still comes in time

# Our names for what a platform does with a digest, and the stand-ins'.
ON_SLACK = {
    "taken, then reset": "reset",
    "taken, then 500": "server_error",
    "taken, then cut short": "truncated",
    "taken, then silence": "hang",
    "refused": "channel_not_found",
    "429": "rate_limited",
    "reset": "refuse",
    "slow": "late",
    "taken late": "late",
}
ON_DISCORD = {
    "taken, then reset": "reset-after",
    "taken, then 500": "500-after",
    "taken, then cut short": "truncated",
    "taken, then silence": "timeout",
    "refused": "no-access",
    "429": "429",
    "reset": "reset",
    "slow": "late",
    "taken late": "late",
}
ON_A_SERVER = ON_DISCORD | {"refused": "403", "taken, then silence": "timeout"}
ON_A_WEBHOOK = ON_DISCORD | {"refused": "410", "taken, then silence": "timeout"}
ON_MAIL = {"taken, then reset": "lost", "refused": "550", "429": "451", "reset": "cut"}
OUTCOMES = ("taken", *ON_DISCORD)
SECONDS = {"taken, then silence": 60.0, "slow": SLOW, "taken late": LATE}  # SHORTLY otherwise
TOLD = {"taken", "slow", "429"}  # the answer says what became of the digest


@dataclass(frozen=True, slots=True)
class Place:
    """A channel on a stand-in; `taken` and `looked` count what it has seen of us.

    Where a post is to be edited, `message` is that post, and what is taken is the edit: each time
    that the post, or a letter by its name, says so.
    """

    channel: Channel
    url: str
    taken: Callable[[], int]
    tries: Callable[[], int]
    looked: Callable[[], int]
    message: str = ""


@asynccontextmanager
async def slack(
    outcome: str, clock: Clock, *, blind: bool, edits: str = ""
) -> AsyncIterator[Place]:
    """Slack doesn't tell what became of a digest once its moment has passed: `blind` or not."""
    del blind
    server = standin_slack.Slack(clock=lambda: clock().timestamp())
    method, message = "chat.update" if edits else "chat.scheduleMessage", f"{STOOD:.6f}"
    if edits:
        server.posts.append({"channel": "C1", "ts": message, "text": "The news", "blocks": []})
    if outcome in ON_SLACK:
        times = ALWAYS if outcome == "refused" else 1
        after = SECONDS.get(outcome, SHORTLY)
        server.fail(method, ON_SLACK[outcome], times=times, after=after)

    def called(method: str) -> int:
        return sum(call.method == method for call in server.calls)

    async with standin_slack.serving(slack=server):
        yield Place(
            Channel("slack", standin_slack.TEAM, "C1"),
            server.api,
            lambda: (
                _said(edits, [one["blocks"] for one in server.posts])
                if edits
                else len(server.scheduled) + len(server.posts)
            ),
            lambda: called(method),
            lambda: called("chat.scheduledMessages.list") - called("chat.scheduleMessage"),
            message,
        )


@asynccontextmanager
async def discord(
    outcome: str, clock: Clock, *, blind: bool, edits: str = ""
) -> AsyncIterator[Place]:
    """Discord's messages can't be read where it is `blind`.

    It forgets a nonce at once: for how long the real one makes a repeat harmless, nobody says.
    """
    del clock
    messages, method = f"/channels/{TEXT}/messages", "PATCH" if edits else "POST"

    def called(method: str) -> int:
        return sum(call[0] == method and messages in call[1] for call in server.calls)

    async with standin_discord.running() as server:
        server.nonces_last = 0
        stood = message(server.places[TEXT], {"content": "The news"})
        if edits:
            server.places[TEXT].messages.append(stood)
        if outcome in ON_DISCORD:
            times = ALWAYS if outcome == "refused" else 1
            seconds = SECONDS.get(outcome, SHORTLY)
            server.faults.add(method, messages, ON_DISCORD[outcome], times=times, seconds=seconds)
        if blind:
            server.faults.add("GET", messages, "garbage", times=ALWAYS)
        yield Place(
            Channel("discord", "100", TEXT),
            server.base,
            lambda: _said(edits, server.posts()) if edits else len(server.posts()),
            lambda: called(method),
            lambda: called("GET"),
            stood["id"],
        )
        assert not server.problems


@asynccontextmanager
async def webhook(
    outcome: str, clock: Clock, *, blind: bool, edits: str = ""
) -> AsyncIterator[Place]:
    """A receiver knows an event by its id, so there is nothing to look for."""
    del clock, blind, edits
    async with _receiving(outcome) as server:
        yield Place(
            Channel("webhook", "", "desk"),
            server.base,
            lambda: len(server.taken),
            lambda: server.asked,
            lambda: 0,
            "digest",
        )


@asynccontextmanager
async def teams(
    outcome: str, clock: Clock, *, blind: bool, edits: str = ""
) -> AsyncIterator[Place]:
    """A workflow shows nobody what it posted."""
    del clock, blind, edits
    async with _receiving(outcome) as server:
        yield Place(
            Channel("teams", "", "desk"),
            server.base,
            lambda: len(server.cards),
            lambda: server.asked,
            lambda: 0,
        )


@asynccontextmanager
async def mattermost(
    outcome: str, clock: Clock, *, blind: bool, edits: str = ""
) -> AsyncIterator[Place]:
    """Posts can't be listed where it is `blind`. It forgets a repeat's name at once: half a minute
    may be over before anybody repeats anything."""
    async with standin_mattermost.running() as server:
        server.clock, server.remembered = lambda: clock().timestamp(), 0
        server.is_blind = blind
        stood = server.post("The news", standin_mattermost.ME)["id"] if edits else ""
        _faulty(server, outcome)
        yield Place(
            Channel("mattermost", "", standin_mattermost.TOWN),
            server.base,
            lambda: _said(edits, list(server.posts.values())) if edits else len(server.posts),
            lambda: server.asked,
            lambda: server.looked,
            stood,
        )


@asynccontextmanager
async def matrix(
    outcome: str, clock: Clock, *, blind: bool, edits: str = ""
) -> AsyncIterator[Place]:
    """Messages can't be listed where it is `blind`. It forgets transactions at once: for how long
    a server knows them, the specification leaves open."""
    async with standin_matrix.running() as server:
        server.clock, server.forgets = lambda: clock().timestamp(), True
        server.is_blind = blind
        stood = {"body": "The news"}
        event = server.event(stood, standin_matrix.ME)["event_id"] if edits else ""
        _faulty(server, outcome)
        yield Place(
            Channel("matrix", "", standin_matrix.ROOM),
            server.base,
            lambda: (
                _said(edits, [one.get("formatted_body") for one in server.shown])
                if edits
                else len(server.events)
            ),
            lambda: server.asked,
            lambda: server.looked,
            event,
        )
        assert not server.problems


def _faulty(server: receiver.Faulty, outcome: str) -> None:
    if outcome in ON_A_SERVER:
        times = ALWAYS if outcome == "refused" else 1
        server.faults = [(ON_A_SERVER[outcome], SECONDS.get(outcome, SHORTLY))] * times


@asynccontextmanager
async def _receiving(outcome: str) -> AsyncIterator[receiver.Receiver]:
    async with receiver.receiving() as server:
        if outcome in ON_A_WEBHOOK:
            times = ALWAYS if outcome == "refused" else 1
            server.faults = [(ON_A_WEBHOOK[outcome], SECONDS.get(outcome, SHORTLY))] * times
        yield server
        assert not server.problems


@asynccontextmanager
async def mail(outcome: str, clock: Clock, *, blind: bool, edits: str = "") -> AsyncIterator[Place]:
    """Nobody can look into a mailbox; a correction is a letter, which it knows by its name."""
    del clock, blind
    with standin_mail.receiving() as server:
        if outcome in ON_MAIL:
            server.faults = [ON_MAIL[outcome]] * (ALWAYS if outcome == "refused" else 1)
        yield Place(
            Channel("mail", "ada@reader.example", "inbox"),
            str(server.port),
            lambda: (
                len({one["Message-ID"] for one in server.letters}) if edits else len(server.letters)
            ),
            lambda: server.tries,
            lambda: 0,
            "<digest.1@news.example>",
        )


def _said(edits: str, posts: Sequence[object]) -> int:
    """How often the posts say what was changed; a second post would be one more."""
    return json.dumps(posts, ensure_ascii=False).count(edits) + len(posts) - 1


STANDINS: dict[str, Callable[..., AbstractAsyncContextManager[Place]]] = {
    "slack": slack,
    "discord": discord,
    "webhook": webhook,
    "mail": mail,
    "teams": teams,
    "mattermost": mattermost,
    "matrix": matrix,
}
CHATS = ("slack", "discord")
LOOKED_AT = (*CHATS, "mattermost", "matrix")  # for what was sent
TELL_NOBODY = ("mail", "teams")  # whether they have a digest
LEADS = dict.fromkeys(STANDINS, timedelta(0)) | {"slack": LEAD}


class NoInstalls:
    """The token is the settings' own."""

    async def find(self, team: str) -> bytes | None:
        """Nothing."""
        del team
        return None

    async def save(self, team: str, secret: bytes) -> None:
        """Nothing is kept."""

    async def remove(self, team: str) -> bool:
        """Nothing was kept."""
        del team
        return False


def platform(name: str, url: str, clock: Clock) -> Platform:
    """The real adapter, led to a stand-in."""
    return PLATFORMS[name](url, clock)


def _slack(url: str, clock: Clock) -> Platform:
    settings = SlackSettings(bot_token=SecretStr("xoxb-1"), base_url=url)
    return SlackPlatform(settings, Tokens(settings, NoInstalls()), now=clock)


def _discord(url: str, _clock: Clock) -> Platform:
    return DiscordPlatform(DiscordSettings(token=SecretStr(TOKEN), base_url=url))


def _mail(url: str, clock: Clock) -> Platform:
    chosen = standin_mail.MailServer(port=int(url)).chosen
    links = ReaderLinks("https://news.example", "secret")
    return MailPlatform(Mailer(chosen).send, chosen.sender or "", links, clock)


def _webhook(url: str, clock: Clock) -> Platform:
    secrets = SecretStr(receiver.SECRET)
    urls = {"desk": SecretStr(f"{url}/hook")}
    return WebhookPlatform(WebhookSettings(urls=urls, secrets=secrets), clock)


def _teams(url: str, _clock: Clock) -> Platform:
    return TeamsPlatform(TeamsSettings(urls={"desk": SecretStr(f"{url}/flow")}))


def _mattermost(url: str, _clock: Clock) -> Platform:
    token = SecretStr(standin_mattermost.TOKEN)
    return MattermostPlatform(MattermostSettings(url=url, token=token))


def _matrix(url: str, _clock: Clock) -> Platform:
    return MatrixPlatform(MatrixSettings(url=url, token=SecretStr(standin_matrix.TOKEN)))


PLATFORMS: dict[str, Callable[[str, Clock], Platform]] = {
    "slack": _slack,
    "discord": _discord,
    "mail": _mail,
    "webhook": _webhook,
    "teams": _teams,
    "mattermost": _mattermost,
    "matrix": _matrix,
}


async def until(is_so: Callable[[], object]) -> None:
    """Returns as soon as it is so."""
    while not is_so():  # noqa: ASYNC110  whatever it is that becomes so
        await asyncio.sleep(0.01)
