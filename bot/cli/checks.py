"""I/O. What `briefbot doctor` looks at: each check gives a sentence, or raises what is wrong."""

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from adapters.archive.settings import ArchiveSettings
from adapters.discord.settings import DiscordSettings
from adapters.mail.settings import MailSettings
from adapters.matrix.settings import MatrixSettings
from adapters.mattermost.settings import MattermostSettings
from adapters.slack.settings import SlackSettings
from bot.cli import wiring
from bot.cli.doctor import Cause
from bot.errors import BriefbotError, FetchError, StoreError, StoreFullError, UsageError
from bot.settings import environment
from bot.settings.groups import EnvSettings, ModelSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.cli.choices import Chosen
    from bot.models import Feed
    from bot.newsroom.sources.sites import Checked
    from bot.store.feeds import State

SECONDS = 15.0  # that a check may take
MODEL_SECONDS = 30.0  # a small machine loads a model for that long
ROOM = 500_000_000  # bytes; a month of the bundled feeds takes some hundred million
SAMPLE = 3  # feeds that are asked

_NOT_SET_UP = "not set up"
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a sentence for the operator, and if it is bad, the log's own words."""

    cause: Cause
    says: str
    wrong: str | None = None


Check = Callable[[], Awaitable[str]]
Kind = TypeVar("Kind", bound=EnvSettings)


async def examined(*, offline: bool, letter_to: str = "") -> tuple[Finding, ...]:
    """Every check, side by side, in the order of `Cause`; `offline` leaves out who is far away, and
    `letter_to` is an address to be sent a letter."""
    near: dict[Cause, Check] = {
        Cause.SETTINGS: every_setting,
        Cause.TIME_ZONES: time_zones,
        Cause.STORE: store,
        Cause.DISK: disk,
        Cause.FEEDS: feeds,
        Cause.SLACK: partial(set_up, SlackSettings),
        Cause.DISCORD: partial(set_up, DiscordSettings),
        Cause.MAIL: mail_settings,
        Cause.MATTERMOST: partial(set_up, MattermostSettings),
        Cause.MATRIX: partial(set_up, MatrixSettings),
    }
    far: dict[Cause, Check] = {
        Cause.WEB: web,
        Cause.SLACK: slack,
        Cause.DISCORD: discord,
        Cause.MODEL: model,
        Cause.MAIL: partial(mail, letter_to),
        Cause.MATTERMOST: partial(server, "mattermost"),
        Cause.MATRIX: partial(server, "matrix"),
    }
    checks = near if offline else near | far
    return tuple(await asyncio.gather(*(found(*one) for one in sorted(checks.items()))))


async def found(cause: Cause, check: Check) -> Finding:
    """What one check found; whatever goes wrong in it is a finding too."""
    seconds = MODEL_SECONDS if cause is Cause.MODEL else SECONDS
    try:
        async with asyncio.timeout(seconds):
            return Finding(cause, await check())
    except BriefbotError as error:
        return Finding(cause, error.advice, error.log)
    except TimeoutError:
        return Finding(cause, f"No answer within {seconds:g} seconds. Try again later.", "too slow")
    except Exception as error:  # noqa: BLE001  the other checks are to be seen all the same
        wrong = f"{type(error).__name__}: {error}"
        return Finding(cause, "It fails in a way briefbot does not know. Please report it.", wrong)


async def every_setting() -> str:
    """All settings, read together as `briefbot run` does."""
    chosen = wiring.all_chosen()
    if unfinished := chosen.webhook.unfinished or chosen.model.unfinished:
        raise UsageError("half set up", advice=unfinished)
    require_sense(chosen)
    understood = "no setting has an invalid value, as far as can be told without using it"
    return "; ".join([understood, *environment.renamed(environment.variables())])


def require_sense(chosen: "Chosen") -> None:
    """Raises UsageError where a file, a key, a proxy or the archive's digest that the settings name
    is none that can be used."""
    from bot import sealing
    from bot.cli.desks import serving
    from bot.reading.web import guard

    core = chosen.core
    wiring.gazetteer(core)
    wiring.own_outlets(core)
    wiring.proxies(core)
    guard.trusting(core.ca_file)
    sealing.require_keys(wiring.keys(core))
    serving.require_archive(chosen)


async def time_zones() -> str:
    """The zone database, which the tzdata package or the system brings."""
    from zoneinfo import available_timezones

    if len(available_timezones()) < 2:  # noqa: PLR2004  UTC alone is none
        raise UsageError("no zone database", advice="Install tzdata: no time zone is known here.")
    here = wiring.now().astimezone(_core().zone)
    return f"it is {here:%Y-%m-%d %H:%M %Z}; if that is wrong, set the clock or the time zone"


async def store() -> str:
    """The store opens, is sound and can be written to; one that is not there yet is not made."""
    return await asyncio.to_thread(_store, _core())


def _store(chosen: Settings) -> str:
    from bot.store import articles, backup
    from bot.store.engine import require_writable

    path = _file(chosen)
    if path is not None and not path.exists():
        require_writable(path)
        return f"none yet; {path} is made when it is needed"
    with wiring.opened(chosen) as opened:
        backup.check(opened)
        backup.require_writing(opened)
        return f"sound, {wiring.counted(articles.count(opened), 'article')}"


async def disk() -> str:
    """Room beside the store."""
    path = _file(_core())
    if path is None:
        return "the store is no file here; look after its disk where it is"
    folder = next(one for one in path.resolve().parents if one.is_dir())
    free = shutil.disk_usage(folder).free
    if free < ROOM:
        raise StoreFullError(
            f"{free} bytes free in {folder}",
            advice=f"Only {free / 1e6:,.0f} MB are free for the store: make room, or keep articles "
            "for fewer days with BRIEFBOT_RETENTION_DAYS.",
        )
    return f"{free / 1e9:,.1f} GB free"


async def feeds() -> str:
    """How the feeds fared until now."""
    return await asyncio.to_thread(_feeds, _core())


def _feeds(chosen: Settings) -> str:
    from bot.newsroom import status

    states = _states(chosen)
    if not states:
        listed = wiring.counted(len(wiring.listed(chosen)), "feed")
        return f"none read yet; `briefbot refresh` begins with {listed}"
    with wiring.opened(chosen) as opened:
        troubled = status.of(opened, wiring.now()).troubled
    if len(troubled) * 2 > len(states):
        raise FetchError(
            f"{len(troubled)} of {len(states)} feeds don't answer",
            advice=f"{len(troubled)} of {len(states)} feeds don't answer: `briefbot status` says "
            "why for each.",
        )
    failing = f", {len(troubled)} without an answer: see `briefbot status`" if troubled else ""
    return f"{wiring.counted(len(states), 'feed')}{failing}"


async def web() -> str:
    """A few feeds asked now: those not asked for the longest."""
    from bot.newsroom.sources import sites

    chosen = _core()
    sample = await asyncio.to_thread(_sample, chosen)
    async with wiring.web(chosen) as session:
        answers = [one async for one in sites.check(session, sample, wiring.now())]
    return _answered(answers, _way(chosen, sample))


def _way(chosen: Settings, asked: "Iterable[Feed]") -> str:
    """The proxies that these feeds are asked through, as the end of a sentence."""
    from httpx import URL

    ways = (wiring.proxies(chosen).of(URL(one.url)) for one in asked)
    named = dict.fromkeys(f"{way.host}:{way.port}" if way.port else way.host for way in ways if way)
    return f", through the proxy {' and '.join(named)}" if named else ""


def _sample(chosen: Settings) -> "tuple[Feed, ...]":
    from bot.store import feeds as stored

    states = sorted(_states(chosen), key=lambda one: one.last_fetch or _NEVER)
    asked = [one for one in states if not one.gone][:SAMPLE]
    if not asked:
        return wiring.listed(chosen)[:SAMPLE]
    with wiring.opened(chosen) as opened:
        return tuple(stored.with_headers(opened, one) for one in asked)


def _answered(answers: "Iterable[Checked]", way: str) -> str:
    answers = tuple(answers)
    failed = [one.error for one in answers if one.error is not None]
    if failed and len(failed) == len(answers):
        raise FetchError(
            failed[0].log,
            advice=f"None of {wiring.counted(len(failed), 'feed')} asked answers{way}; look at "
            f"this machine's network. The first: {failed[0].advice}",
        )
    good, asked = len(answers) - len(failed), wiring.counted(len(answers), "feed")
    return f"{good} of {asked} asked answer{way}"


async def slack() -> str:
    """The tokens, by Slack's own word."""
    from adapters.slack.checking import check

    chosen = _wanted(SlackSettings)
    return await check(chosen) if chosen else _NOT_SET_UP


async def discord() -> str:
    """The token, by Discord's own word."""
    if (chosen := _wanted(DiscordSettings)) is None:
        return _NOT_SET_UP
    from adapters.discord.checking import check

    return await check(chosen)


async def set_up(kind: type[EnvSettings]) -> str:
    """Whether there is all that a platform needs, without asking it."""
    return "set up" if _wanted(kind) else _NOT_SET_UP


def _wanted(kind: type[Kind]) -> Kind | None:
    """What the operator chose for a platform; None where it is not wanted."""
    chosen = environment.load(kind)
    if unfinished := chosen.unfinished:
        name = str(kind.model_config.get("title")).lower()
        raise UsageError(f"{name}: half set up", advice=unfinished)
    return chosen if chosen.is_wanted else None


async def model() -> str:
    """Little reports of ours, put to the language model as it will be asked."""
    chosen = environment.load(ModelSettings)
    if chosen.url is None:
        return "not set up; briefs are in the sources' own words"
    from bot.briefing.model.client import model_server
    from bot.briefing.model.summarizer import tried

    start = time.monotonic()
    async with model_server(wiring.model_of(chosen)[0]) as server:
        await tried(server, chosen.mode, wiring.now().date().isoformat())
    does = "chooses by content" if chosen.mode == "choose" else "answers"
    return f"{chosen.name or 'the model'} {does} ({time.monotonic() - start:.1f} s)"


async def mail(letter_to: str = "") -> str:
    """Whether the server that sends lets us in; a letter is sent only where an address is given."""
    if await mail_settings() == _NOT_SET_UP:
        return _NOT_SET_UP
    from bot.cli.desks import mail as commands

    if letter_to:
        await commands.send_trial(wiring.all_chosen(), letter_to)
        return f"its server took a letter to {letter_to}: look whether it arrived"
    async with commands.mailer(wiring.all_chosen()).connected():
        return "its server lets us in"


async def mail_settings() -> str:
    """Whether there is all that mail needs, without asking its server."""
    chosen = environment.load(MailSettings)
    if unfinished := chosen.missing(environment.load(ArchiveSettings).public_url):
        raise UsageError("mail: half set up", advice=unfinished)
    return "set up" if chosen.server else _NOT_SET_UP


async def server(name: str) -> str:
    """As whom one of `wiring.SERVERS` knows the bot, by its own word."""
    from bot.cli import platforms

    chosen = _wanted(MatrixSettings if name == "matrix" else MattermostSettings)
    found = platforms.server_of(name, chosen, _core().ca_file) if chosen else None
    if found is None:
        return _NOT_SET_UP
    try:
        return f"known as {await found.known_as()}"
    finally:
        await found.close()


def _core() -> Settings:
    return environment.load(Settings)


def _file(chosen: Settings) -> Path | None:
    from bot.store.engine import file_of, parse

    return file_of(parse(chosen.database_url))


def _states(chosen: Settings) -> "tuple[State, ...]":
    from bot.store import feeds as stored

    path = _file(chosen)
    if path is not None and not path.exists():
        return ()
    try:
        with wiring.opened(chosen) as opened:
            return stored.states(opened)
    except StoreError as error:
        raise FetchError(error.log, advice="Not known: the store can't be read.") from error
