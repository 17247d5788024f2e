"""Commands about digests: `digest`, `subscriptions`, `subscribe`, `unsubscribe`, `correct`."""

import asyncio
import sys
from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING

import click

from bot.cli import showing, wiring
from bot.cli.read import Moment
from bot.errors import NotFoundError, UsageError
from bot.models import Channel, Length, Subscription

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from adapters.chat.digest_options import DigestOptions
    from adapters.sending import Place
    from bot.cli.choices import Chosen
    from bot.settings.groups import Settings
    from bot.store.engine import Store
    from bot.store.subscriptions import Standing

ANYWHERE = Channel("terminal", "", "")
FORMATS = click.Choice([*showing.FORMATS.choices, "html", "feed"])


@click.command()
@click.option("--topics", default="", help='As in chat: "ukraine, chad -football".')
@click.option("--channel", help="The digest of this channel, as `subscriptions` names it.")
@click.option("--since", type=Moment(), help="Only what was read since; by default yesterday.")
@click.option("--length", type=click.Choice([one.value for one in Length]), default="brief")
@showing.with_format(FORMATS)
@click.option("--explain", metavar="URL", help="Why an article or a story is, or is not, in it.")
@click.option("--dry-run", is_flag=True, expose_value=False, help="For clarity: this never posts.")
def digest(  # noqa: PLR0913  an option each
    *,
    topics: str,
    channel: str | None,
    since: datetime | None,
    length: str,
    form: str,
    explain: str | None,
) -> None:
    """Show the digest that a channel would get now; nothing is posted.

    \b
    briefbot digest
    briefbot digest --topics "ukraine, sudan" --format slack
    briefbot digest --format html > digest.html
    briefbot digest --format feed > digest.xml
    briefbot digest --explain https://example.org/news/1
    """
    from bot.briefing import digest_reasons
    from bot.newsroom.digests import Composer
    from bot.newsroom.grouping import joined_by
    from bot.store import outcomes

    chosen = wiring.chosen()
    with wiring.opened(chosen) as store:
        joined = joined_by(store, explain) if explain else ()
        subscription = _subscription(store, chosen, channel, topics, Length(length))
        before = since or (outcomes.last_digest(store, subscription) if channel else None)
        composer = Composer(wiring.context(store, chosen))
        composed = composer.compose(subscription, wiring.now(), since=before)
    if explain:
        showing.say(digest_reasons.explain(composed.judged, explain))
        if joined:
            showing.say(f"It shares with its story: {', '.join(joined)}.")
    elif form == "html":
        from adapters.web import digest_page

        showing.say(digest_page.page(composed.digest, chosen.zone).rstrip("\n"))
    elif form == "feed":
        from adapters.web import digest_feed

        sys.stdout.buffer.write(digest_feed.feed(composed.digest))
    else:
        showing.show(composed.digest, form, chosen.zone)


def _subscription(
    store: "Store", chosen: "Settings", channel: str | None, topics: str, length: Length
) -> Subscription:
    from adapters.chat import digest_text
    from bot.store import subscriptions

    if channel is not None:
        where, name = _channel_and_name(channel)
        standing = subscriptions.find(store, _named(store, where), name)
        if standing is None:
            raise NotFoundError(
                f"no digest for {channel}",
                advice=f"{channel} has no digest. `briefbot subscriptions` shows those there are.",
            )
        return standing.subscription
    return Subscription(
        ANYWHERE,
        at=time(8),
        zone=chosen.time_zone,
        since=wiring.now(),
        topics=digest_text.topics(topics),
        length=length,
    )


def _channel_and_name(key: str) -> tuple[Channel, str]:
    """A digest by its channel and, behind a slash, its name: slack:T0123:C0456/weekly."""
    channel, _, name = key.partition("/")
    return _channel(channel), name


def _channel(name: str) -> Channel:
    """A channel by its name; those of the operator's own have no workspace: webhook:desk."""
    platform, *where = name.split(":")
    if platform in wiring.SERVERS and any(where):  # a room's name has colons of its own
        return Channel(platform, "", name.removeprefix(f"{platform}:").removeprefix(":"))
    needs_workspace = platform in {"slack", "discord"}
    if len(where) not in {1 + needs_workspace, 2} or not (platform and where[-1]):
        raise UsageError(
            f"no channel: {name!r}",
            advice="Name a channel as `briefbot subscriptions` does: slack:T0123:C0456, or a "
            "webhook by the name that you gave it: webhook:desk.",
        )
    return Channel(platform, *where) if where[1:] else Channel(platform, "", *where)


@click.command()
@click.argument("channel")
@click.argument("words", required=False, default="")
def subscribe(channel: str, words: str) -> None:
    """Give a CHANNEL a digest, or change it by WORDS as they are written in chat.

    One more for the same channel has a name, behind a slash or in the WORDS. Nothing is sent before
    its time; `briefbot run` sends it.

    \b
    briefbot subscribe webhook:desk
    briefbot subscribe webhook:desk/weekly "grain on mondays at 8"
    briefbot subscribe teams:risk "ukraine, grain at 07:00 Europe/Kyiv on weekdays"
    briefbot subscribe mattermost:newsroom:town-square
    briefbot subscribe 'matrix:#news:example.org' "at 9"
    """
    from adapters.chat import digest_options
    from bot.delivery.validation import require_room
    from bot.newsroom.ordering import checked
    from bot.store import subscriptions as stored

    chosen, now, (asked, name) = wiring.all_chosen(), wiring.now(), _channel_and_name(channel)
    _require_known(asked, chosen)
    where, place = _found(asked, chosen)
    with wiring.opened(chosen.core) as store:
        there = [one.subscription for one in stored.of_channel(store, where)]
        zone = there[0].zone if there else chosen.core.time_zone
        blank = replace(digest_options.blank(where, zone, now), place=place)
        before, options = _meant(blank, there, name, words)
        wanted = digest_options.changed(before, options, before.owner, now)
        made = checked(wanted, now, chosen.core.zone)
        require_room(made, there)
        stored.save(store, made)
        standing = stored.find(store, where, made.name)
        if standing is not None:
            _show((standing,), chosen.core.zone)


def _meant(
    blank: Subscription, there: "Sequence[Subscription]", name: str, words: str
) -> "tuple[Subscription, DigestOptions]":
    """The digest that is to be made or changed, and how."""
    from adapters.chat.digest_options import DigestAction, DigestOptions
    from adapters.chat.managing import naming, wishes
    from bot.translation import ENGLISH

    wish = wishes.after(words) if words else wishes.DigestWish(DigestOptions())
    options = wish.wanted
    if isinstance(options, DigestAction):
        raise UsageError(
            f"subscribe: {words}",
            advice="Give what the digest is to be; `briefbot unsubscribe` ends one.",
        )
    if name or not words:
        wish = replace(wish, name=wishes.name_written(name) or "")
    return naming.wished(blank, wish, there, ENGLISH), options


def _require_known(where: Channel, chosen: "Chosen") -> None:
    """Raises UsageError for a webhook or workflow that the settings don't name."""
    named = {"webhook": chosen.webhook.urls, "teams": chosen.teams.urls}
    known = named.get(where.platform)
    if where.platform == "mail":
        advice = "Whoever is to get mail confirms it: `briefbot mail add` asks them."
        raise UsageError(f"{where}: not asked", advice=advice)
    if known is None and where.platform not in {"slack", "discord", *wiring.SERVERS}:
        raise UsageError(
            f"no platform: {where.platform!r}",
            advice="A channel's name begins with slack, discord, mattermost, matrix, teams or "
            "webhook.",
        )
    if known is not None and where.id not in known:
        variable = f"BRIEFBOT_{where.platform.upper()}_URLS"
        raise UsageError(
            f"{where}: no address",
            advice=f"{variable} names no {where.id!r}. Add {where.id}=https://… there first.",
        )


def _found(where: Channel, chosen: "Chosen") -> tuple[Channel, str]:
    """The channel by its id, and what people call it; a server that has its own is asked for it."""
    if where.platform not in wiring.SERVERS:
        return where, ""
    from bot.cli.platforms import server_of

    server = server_of(where.platform, chosen.servers[where.platform], chosen.core.ca_file)
    if server is None:
        prefix = f"BRIEFBOT_{where.platform.upper()}"
        advice = f"Set {prefix}_URL and {prefix}_TOKEN first."
        raise UsageError(f"{where}: not set up", advice=advice)

    async def asked() -> "Place":
        try:
            return await server.find(where.id)
        finally:
            await server.close()

    place = asyncio.run(asked())
    return place.channel, place.name


def _named(store: "Store", where: Channel) -> Channel:
    """A channel that has a digest, by its id, though it be given by what people call it."""
    from bot.store import subscriptions as stored

    known = (one.subscription for one in stored.everything(store))
    same = (
        one.channel
        for one in known
        if one.channel.platform == where.platform in wiring.SERVERS and one.place == where.id
    )
    return next(same, where)


@click.command()
@click.argument("channel")
def unsubscribe(channel: str) -> None:
    """End a CHANNEL's digest, or the one of that name.

    \b
    briefbot unsubscribe webhook:desk
    briefbot unsubscribe webhook:desk/weekly
    """
    from bot.store import subscriptions as stored

    with wiring.opened(wiring.chosen()) as store:
        where, name = _channel_and_name(channel)
        where = _named(store, where)
        if not stored.remove(store, where, name):
            raise NotFoundError(f"no digest for {channel}", advice=f"{channel} has no digest.")
        left = [one.subscription.key for one in stored.of_channel(store, where)]
    showing.say(
        f"{channel} is ended. Still there: {', '.join(left)}."
        if left
        else f"{channel} gets no more digests."
    )


@click.command()
@showing.as_json_lines
def subscriptions(*, as_json: bool) -> None:
    """List every channel's digest: when it comes, about what, and its state.

    \b
    briefbot subscriptions
    briefbot subscriptions --json
    """
    from bot.store import subscriptions as stored

    chosen = wiring.chosen()
    with wiring.opened(chosen) as store:
        standings = stored.everything(store)
    if as_json:
        _write_lines(standings)
    elif not standings:
        showing.say("No channel has a digest yet. In chat: /brief digest, or /digest set.")
    else:
        _show(standings, chosen.zone)


def _show(standings: "Iterable[Standing]", zone: "ZoneInfo") -> None:
    from adapters.chat import digest_line

    for standing in standings:
        one, due = standing.subscription, wiring.next_due(standing)
        place = f" ({one.place})" if one.place else ""
        showing.say(f"{one.key}{place}  {digest_line.written(one)}")
        reason = f": {one.reason}" if one.reason else ""
        comes = f", next {due.astimezone(zone):%a %Y-%m-%d %H:%M %Z}" if due else ""
        showing.say(f"  {one.state}{reason}{comes}")


def _write_lines(standings: "Iterable[Standing]") -> None:
    from bot import jsonlines
    from bot.contract.archived import subscription_record

    for one in standings:
        record = subscription_record(one.subscription, wiring.next_due(one))
        jsonlines.write(record, sys.stdout)


@click.command()
@click.argument("brief", required=False)
@click.option("--note", help="What was wrong, in a sentence; every posted copy is marked with it.")
@click.option("--dismiss", is_flag=True, help="Leave the brief as it is.")
@showing.with_tell
def correct(brief: str | None, note: str | None, *, dismiss: bool, tell: showing.Tell) -> None:
    """Show readers' complaints, or settle those about a BRIEF: correct it, or dismiss them.

    \b
    briefbot correct
    briefbot correct 5f0e… --note "The toll was 12, not 19."
    briefbot correct 5f0e… --dismiss
    """
    from bot.store import corrections

    with wiring.opened(wiring.chosen()) as store:
        if brief is None:
            _complaints(store, tell)
        elif dismiss:
            settled = corrections.settle(store, brief, now=wiring.now())
            says = f"{wiring.counted(settled, 'complaint')} dismissed."
            tell(says, {"brief": brief, "dismissed": settled})
        elif note:
            corrections.correct(store, brief, note, now=wiring.now())
            copies = corrections.copies(store, brief)
            posts = wiring.counted(copies.posts, "post")
            says = f"Corrected. {posts} will be edited by `briefbot run`."
            tell(says, {"brief": brief, "note": note, "posts": copies.posts})
        else:
            raise UsageError(
                "correct: neither a note nor a dismissal",
                advice="Say what was wrong with --note, or leave it as it is with --dismiss.",
            )


def _complaints(store: "Store", tell: showing.Tell) -> None:
    from bot.contract.records import rfc3339
    from bot.store import briefs, corrections

    complaints = corrections.open_complaints(store)
    if not complaints:
        tell.people("No reader has complained.")
    if useful := corrections.useful(store):
        tell.people(f"Readers said {wiring.counted(useful, 'time')} that a brief is useful.")
    for one in complaints:
        headline = briefs.brief(store, one.brief).headline
        says = (
            f"{one.brief}  {headline or '(no headline)'}\n"
            f"  {one.at:%Y-%m-%d %H:%M} UTC {one.reader}: {one.reason}"
        )
        record = {
            "brief": one.brief,
            "headline": headline,
            "at": rfc3339(one.at),
            "reader": one.reader,
            "reason": one.reason,
        }
        tell(says, record, matters=True)
