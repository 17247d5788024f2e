"""A week as the service lives it: feeds polled, pages read again, alerts told, posts amended.

    python -m bench.week            the labelled stories that were looked at, and the unseen ones
    python -m bench.week --faults   and what went wrong with each

Sixteen outlets publish the invented week. Six more print some of it again, beside the stories of
tests/data/alerts, whose reports say what is to come of them. All is asked for over real sockets,
every ten minutes of the week; two channels get digests, one of them alerts. An edit is to reach
every post that quotes it in the round in which its page was read again first, which may be long
after: that is said too.
"""

import asyncio
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from bot.briefing.extract.compose import Shares
from bot.cli.wiring import bundled_gazetteer
from bot.delivery.corrections import edit_posts
from bot.delivery.outbox import Outbox
from bot.models import Brief, Channel, Digest, Feed, Subscription
from bot.newsroom.context import Context
from bot.newsroom.digests import Composer, DigestDelivery
from bot.newsroom.drafts import Editor
from bot.newsroom.fetching import WebReader
from bot.newsroom.following.rereading import ReadingBudget
from bot.newsroom.grouping import Grouper
from bot.newsroom.upkeep import Upkeep
from bot.reading.web.fetch import web
from bot.reading.web.politeness import RateLimits
from bot.store import feeds, subscriptions, told
from bot.store.engine import Store, open_store
from bot.store.locks import ReplicaLock
from tests.standins.board import Board, Pinned
from tests.standins.processes import Clock
from tests.standins.web import Asked, Behaviour, answer, serving
from tests.standins.week import MONDAY, reports

DATA = Path(__file__).parents[1] / "tests/data/alerts"
BATCHES = {"looked at": "living.txt", "unseen": "living_unseen.txt"}
TOPICS = ("dam", "ferry", "bridge", "wildfire", "tram", "glacier")
ROUND = timedelta(minutes=10)
REPRINTED = 2  # of a batch's outlets, each of the background's reports
LISTED = 30  # entries of a feed
IN_TIME = timedelta(hours=3)  # from the first report on
HERE, THERE = Channel("discord", "G1", "C1"), Channel("slack", "T1", "C2")


@dataclass(slots=True)
class Edit:
    """What an outlet does to a page; `seen` is when that was first asked for."""

    at: datetime
    kind: str
    old: str
    new: str
    is_fed: bool
    seen: datetime | None = None


@dataclass(slots=True)
class Report:
    """A page of an outlet's, and which alerts it is to bring, each with the words it must have."""

    path: str
    story: str
    at: datetime
    outlet: str
    headline: str
    paragraphs: str
    dated: datetime | None
    wanted: dict[str, str] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)
    asked: Counter[int] = field(default_factory=Counter)

    def text(self, now: datetime) -> str:
        """The paragraphs as they are by then."""
        said = self.paragraphs
        for edit in self._made(now):
            said = said.replace(edit.old, edit.new)
        return said

    def published(self, now: datetime) -> datetime | None:
        """What the page says of its date."""
        anew = [one.at for one in self._made(now) if one.kind == "redate"]
        return anew[-1] if anew else self.dated

    def updated(self, now: datetime) -> datetime | None:
        """When its feed says that it changed."""
        return max((one.at for one in self._made(now) if one.is_fed), default=None)

    def see(self, now: datetime) -> None:
        """The page is asked for."""
        for edit in self._made(now):
            edit.seen = edit.seen or now

    def _made(self, now: datetime) -> list[Edit]:
        return [one for one in self.edits if one.at <= now]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A batch: its reports, and the stories that the channel follows."""

    reports: list[Report]
    followed: set[str]


def labelled(file: str) -> Labelled:
    """What a file of tests/data/alerts says."""
    found: list[Report] = []
    followed: set[str] = set()
    for part in (DATA / file).read_text(encoding="utf-8").split("\n== ")[1:]:
        opening, *lines = part.strip().splitlines()
        name, *more = opening.split()
        followed |= {name} if more else set()
        own: dict[str, Report] = {}
        facts = [line[3:].split(" | ") for line in lines if line.startswith("--")]
        for line in (one for one in lines if not one.startswith("--")):
            when, outlet, what, *said = (one.strip() for one in line.split("|"))
            at = _moment(when)
            if what.split()[-1] in {"edit", "typo", "redate"}:
                old, new = said
                edit = Edit(at, what.split()[-1], old, new, what.startswith("fed"))
                own[outlet].edits.append(edit)
            else:
                headline, text = said
                whole = " / ".join((text, _told_with(facts, len(own))))
                path = f"/{name}/{len(found)}"
                own[outlet] = _report(path, name, at, outlet, what, headline, whole)
                found.append(own[outlet])
    return Labelled(found, followed)


def _told_with(facts: Sequence[Sequence[str]], number: int) -> str:
    """What the report of this number tells beside its news: every other one in other words."""
    chance = random.Random(number)  # noqa: S311  reproducible, no secret
    some = [one[number % 2] for one in facts]
    return " ".join(chance.sample(some, len(some)))


def background(agency: Sequence[str]) -> Iterator[Report]:
    """The invented week, but for what is on the topics; these outlets print it again."""
    about = re.compile(rf"\b({'|'.join(TOPICS)})", re.IGNORECASE)
    week = [one for one in reports(seed=5) if one.article.published]
    chance = random.Random(1)  # noqa: S311  reproducible, no secret
    asked_for = {one.event for one in week if about.search(one.article.body)}
    for one in week:
        of, at = one.article, one.article.published or MONDAY
        if one.event not in asked_for and at < MONDAY + timedelta(days=7):
            text = of.body.replace("\n\n", " / ")
            path = f"/background/{of.id}"
            own = Report(path, one.event, at, of.outlet or "", of.headline or "", text, at)
            yield own
            for outlet in chance.sample(agency, REPRINTED):
                later = at + timedelta(minutes=chance.randrange(10, 120))
                again = f"{path}/{_slug(outlet)}"
                yield replace(
                    own, path=again, at=later, dated=later, outlet=outlet, asked=Counter()
                )


@dataclass(slots=True)
class Sites:
    """Every outlet's feed and pages, as they are at the clock's time."""

    clock: Clock
    reports: list[Report]
    polls: Counter[int] = field(default_factory=Counter)

    def get(self, path: str, default: Behaviour) -> Behaviour:
        """What is at a path."""
        outlet = path.removeprefix("/feed/")
        if outlet != path:
            return self._feed(outlet)
        page = next((one for one in self.reports if one.path == path), None)
        return self._page(page) if page else default

    def _feed(self, outlet: str) -> Behaviour:
        now = self.clock.now
        mine = [one for one in self.reports if _slug(one.outlet) == outlet and one.at <= now]
        items = "".join(_item(one, now) for one in sorted(mine, key=_at)[-LISTED:][::-1])
        listed = f"<rss><channel><title>{outlet}</title>{items}</channel></rss>"
        return _conditional(listed, "text/xml", self.polls)

    def _page(self, one: Report) -> Behaviour:
        one.see(self.clock.now)
        return _conditional(_html(one, self.clock.now), "text/html", one.asked)


def _item(one: Report, now: datetime) -> str:
    dated, updated = one.published(now), one.updated(now)
    said = f"<pubDate>{format_datetime(dated)}</pubDate>" if dated else ""
    if updated:
        said += f'<updated xmlns="http://www.w3.org/2005/Atom">{updated.isoformat()}</updated>'
    return f"<item><link>{one.path}</link><title>{escape(one.headline)}</title>{said}</item>"


def _html(one: Report, now: datetime) -> str:
    told = "".join(f"<p>{escape(part)}</p>" for part in one.text(now).split(" / "))
    dated = one.published(now)
    when = f'<time datetime="{dated.isoformat()}"></time>' if dated else ""
    return (
        f'<html lang="en"><head><title>{escape(one.headline)}</title></head><body><article>'
        f"<h1>{escape(one.headline)}</h1>{when}{told}</article></body></html>"
    )


def _conditional(body: str, kind: str, statuses: Counter[int]) -> Behaviour:
    etag = f'"{hash(body)}"'

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        is_known = asked.headers.get("if-none-match") == etag
        statuses[304 if is_known else 200] += 1
        shown = answer("200 OK", body.encode(), Content_Type=kind, ETag=etag)
        await (answer("304 Not Modified", ETag=etag) if is_known else shown)(asked, writer)

    return behave


@dataclass(slots=True)
class Lived:
    """What came of a week."""

    batch: Labelled
    sites: Sites
    boards: list[Board]
    corrected: list[tuple[datetime, str, Digest]] = field(default_factory=list)  # by a post's key


async def live(store: Store, batch: Labelled) -> Lived:
    """The service's own rounds, from the Monday to the Sunday."""
    clock = Clock(MONDAY)
    agency = sorted({one.outlet for one in batch.reports})
    sites = Sites(clock, [*batch.reports, *background(agency)])
    boards = [Board(clock, "discord"), Board(clock, "slack")]
    lived = Lived(batch, sites, boards)
    made = Subscription(HERE, time(8), "UTC", MONDAY, topics=TOPICS)
    subscriptions.save(store, replace(made, alerts=5))
    subscriptions.save(store, replace(made, channel=THERE))
    context = Context(store, bundled_gazetteer(), Shares(), ZoneInfo("UTC"))
    async with (
        serving(sites) as server,  # type: ignore[arg-type]
        web(
            allow_networks=["127.0.0.0/8"], resolve=lambda _host, _port: ["127.0.0.1"],
            rates=RateLimits(gap=0),
        ) as session,
    ):  # fmt: skip
        outlets = sorted({_slug(one.outlet) for one in sites.reports})
        addresses = (f"http://{one}.test:{server.port}/feed/{one}" for one in outlets)
        feeds.add(store, map(Feed, addresses), now=MONDAY)
        upkeep = Upkeep(
            store, WebReader(session), clock, timedelta(days=30), Grouper(store),
            ReplicaLock(store, "grouping"), context, ReadingBudget(0.05), "now", 2,
        )  # fmt: skip
        with ThreadPoolExecutor(1) as thread:
            due = DigestDelivery(Composer(context), Editor(), clock, thread)
            outbox = Outbox(store, {one.name: one for one in boards}, due.compose, clock)
            while clock.now < MONDAY + timedelta(days=7):
                await _round(upkeep, outbox, lived)
                clock.now += ROUND
    return lived


async def _round(upkeep: Upkeep, outbox: Outbox, lived: Lived) -> None:
    await upkeep.refresh()
    await upkeep.group()
    await outbox.deliver_due()
    _follow(upkeep.store, lived)
    edits = [len(one.edits) for one in lived.boards]
    await edit_posts(outbox.store, outbox.platforms, outbox.clock)
    for board, before in zip(lived.boards, edits, strict=True):
        for post, now in board.edits[before:]:
            if isinstance(now, Digest):
                lived.corrected.append((outbox.clock(), post.message, now))


def _follow(store: Store, lived: Lived) -> None:
    """Somebody follows a story of the batch once the channel was told of it."""
    followed = set(told.followed(store, [str(HERE)]))
    for pinned in lived.boards[0].pinned:
        for item in pinned.digest.items:
            found = {one and one.story for one in _reports_of(item.brief, lived)}
            story = item.brief.story
            if story and story not in followed and found & lived.batch.followed:
                followed.add(story)
                told.follow(store, str(HERE), story, now=pinned.handed_over)


def _reports_of(brief: Brief, lived: Lived) -> Iterator[Report | None]:
    return (_report_at(one.url, lived) for one in brief.sources)


@dataclass(slots=True)
class Alerts:
    """How the alerts fared; `faults` says what went wrong."""

    wanted: int = 0
    right: int = 0
    came: int = 0
    repeats: int = 0
    most: int = 0  # in a day
    faults: list[str] = field(default_factory=list)


def alerts(lived: Lived) -> Alerts:
    """Each alert against the labels."""
    first: dict[tuple[str, str], datetime] = {}
    for one in sorted(lived.batch.reports, key=_at):
        for name in one.wanted:
            first.setdefault((one.story, name), one.at)
    score, met = Alerts(wanted=len(first)), set[tuple[str, str]]()
    came = [one for one in lived.boards[0].pinned if one.digest.is_alert]
    score.came = len(came)
    score.most = max(Counter(one.at.date() for one in came).values(), default=0)
    for pinned in came:
        keys = _keys(pinned, lived)
        new = {key for key in keys - met if pinned.at - first[key] <= IN_TIME}
        score.right += bool(new)
        score.repeats += bool(keys) and not new
        if not new:
            item = pinned.digest.items[0]
            said = item.brief.points[0].text
            score.faults.append(f"wrong: {pinned.at:%a %H:%M} {item.update}: {said}")
        met |= new
    score.faults += [f"missed: {story} {name}" for story, name in sorted(first.keys() - met)]
    return score


def _keys(pinned: Pinned, lived: Lived) -> set[tuple[str, str]]:
    """The labels that an alert may be for."""
    (item,) = pinned.digest.items
    said = " ".join((item.update or "", *(one.text for one in item.brief.points))).casefold()
    is_new = (item.update or "").startswith("New:")
    found = set()
    for report in _reports_of(item.brief, lived):
        for name, words in report.wanted.items() if report else ():
            if (name == "new") == is_new and words.casefold() in said:
                found.add((report.story if report else "", name))
    return found


@dataclass(slots=True)
class Amended:
    """How edits fared in posts that quoted what they changed."""

    wanted: int = 0  # copies, of pages that were read again
    at_once: int = 0
    unread: int = 0  # copies, of pages that were not
    for_typos: int = 0
    waited: list[float] = field(default_factory=list)  # hours from the edit to the page's reading
    faults: list[str] = field(default_factory=list)


def amended(lived: Lived) -> Amended:
    """Each edit against the posts."""
    score = Amended()
    typos = [one.new for each in lived.batch.reports for one in each.edits if one.kind == "typo"]
    for report in lived.batch.reports:
        for edit in report.edits:
            if edit.kind == "edit":
                _judge(score, report, edit, lived)
    for at, _, digest in lived.corrected:
        for item in digest.items:
            if any(typo in (item.brief.correction or "") for typo in typos):
                score.for_typos += 1
                score.faults.append(f"for a typo: {at:%a %H:%M} {item.brief.correction}")
    return score


def _judge(score: Amended, report: Report, edit: Edit, lived: Lived) -> None:
    until = edit.seen or MONDAY + timedelta(days=7)
    copies = [
        pinned.key
        for board in lived.boards
        for pinned in board.pinned
        if pinned.at <= until and _quotes(pinned.digest, report, edit.old)
    ]
    if not copies:
        score.faults.append(f"quoted nowhere: {report.story}: {edit.old}")
    elif edit.seen is None:
        score.unread += len(copies)
        score.faults.append(f"never read again: {report.story}: {edit.old}")
    else:
        score.wanted += len(copies)
        score.waited.append((edit.seen - edit.at) / timedelta(hours=1))
        then = {key for at, key, digest in lived.corrected if at == edit.seen and _says(digest)}
        score.at_once += sum(key in then for key in copies)
        if not then.issuperset(copies):
            score.faults.append(f"not amended at once: {report.story}: {edit.old} → {edit.new}")


def _quotes(digest: Digest, report: Report, words: str) -> bool:
    return any(
        words in point.text
        for item in digest.items
        if any((one.url or "").endswith(report.path) for one in item.brief.sources)
        for point in item.brief.points
    )


def _says(digest: Digest) -> bool:
    return any(one.brief.correction for one in digest.items)


def _report_at(url: str | None, lived: Lived) -> Report | None:
    return next((one for one in lived.batch.reports if url and url.endswith(one.path)), None)


def _report(  # noqa: PLR0913, PLR0917  a line's parts
    path: str, story: str, at: datetime, outlet: str, what: str, headline: str, text: str
) -> Report:
    label, *more = what.split()
    wanted = {"new": ""} if label == "new" else {}
    if label == "turn":
        name, _, words = more[0].partition("=")
        wanted[name] = words
    dated = None if "undated" in more else at
    if "old" in more:
        dated = at - timedelta(days=int(more[-1]))
    return Report(path, story, at, outlet, headline, text, dated, wanted)


def _moment(when: str) -> datetime:
    day, clock = when.split()
    hour, minute = map(int, clock.split(":"))
    return MONDAY + timedelta(days=int(day), hours=hour, minutes=minute)


def _slug(outlet: str) -> str:
    return re.sub(r"\W+", "-", outlet.lower())


def _at(one: Report) -> datetime:
    return one.at


def table(*, with_faults: bool = False) -> Table:
    shown = Table("", *BATCHES, title="A week of living stories")
    columns = [_column(file, with_faults) for file in BATCHES.values()]
    for name in columns[0]:
        shown.add_row(name, *(one[name] for one in columns))
    return shown


def _column(file: str, with_faults: bool) -> dict[str, str]:  # noqa: FBT001  handed on
    store = open_store("sqlite://")
    lived = asyncio.run(live(store, labelled(file)))
    store.close()
    told_of, changed = alerts(lived), amended(lived)
    polls = lived.sites.polls.total()
    again = Counter(dict.fromkeys((200, 304), 0))
    for one in lived.sites.reports:
        again += one.asked - Counter({200: 1})
    if with_faults:
        for fault in (*told_of.faults, *changed.faults):
            print(fault)
    return {
        "alerts wanted": str(told_of.wanted),
        "of them told in time": f"{told_of.right} ({told_of.right / told_of.wanted:.0%})",
        "alerts told": str(told_of.came),
        "of them wanted": f"{told_of.right / max(told_of.came, 1):.0%}",
        "told again": str(told_of.repeats),
        "most in a day": str(told_of.most),
        "posts that quote what was changed, of pages read again": str(changed.wanted),
        "of them amended in that round": str(changed.at_once),
        "posts of pages not read again": str(changed.unread),
        "hours from an edit to its reading, median and most": (
            f"{median(changed.waited):.1f}, {max(changed.waited):.1f}" if changed.waited else "-"
        ),
        "amendments for typos": str(changed.for_typos),
        "polls of feeds, of them 304": f"{polls:,}, {lived.sites.polls[304]:,}",
        "pages read again, of them 304": f"{again.total():,}, {again[304]:,}",
        "share of the polls": f"{again.total() / polls:.1%}",
    }


if __name__ == "__main__":
    Console(width=130).print(table(with_faults="--faults" in sys.argv))
