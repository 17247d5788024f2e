"""Pure. A Digest -> the message in its channel: a lead, short briefs, lines, an honest footer."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from adapters.slack import limits
from adapters.slack.blocks import (
    FOLLOW,
    MORE_OF,
    NOTIFIED,
    SENTENCE,
    SOURCES,
    WRONG,
    body,
    line,
    photo,
    summary,
)
from adapters.slack.elements import (
    Json,
    Message,
    actions,
    bullets,
    button,
    context,
    divider,
    header,
    is_choice,
    notice,
    option,
    rich,
    run,
    section,
)
from adapters.slack.text import clean, escaped, shortened, when
from bot.models import Brief, Counts, Digest, Headline, Item

MENU, WHY = "digest_menu", "why"
MOST_ITEMS = 8
MOST_LINES = 15
MOST_TOPICS = 6
TOPIC = 60  # characters
_GROUP, _PERSON = re.compile(r"S[A-Z0-9]+"), re.compile(r"[UW][A-Z0-9]+")
_DETAIL = ((24, 24), (24, 4), (8, 2), (4, 1), (1, 1))  # points of the lead, and of the others


def digest_message(digest: Digest, mention: str | None = None) -> Message:
    """The digest as its channel gets it; whole points go from the end where there is no room.

    `mention` is the group or person that an admin of the channel chose to be notified.
    """
    text = _text(digest)
    for smaller in _smaller(digest):
        for lead, short in _DETAIL:
            blocks = [*_notified(mention), *_blocks(smaller, lead, short)]
            if limits.fits(blocks):
                return Message(text, tuple(blocks))
    return Message(text, (*_opening(digest), *_footer(digest)))


def _smaller(digest: Digest) -> Iterator[Digest]:
    """The digest, then with ever less: addresses can be so long that they leave no room for it."""
    yield digest
    yield _linked(digest, _to_articles)
    bare = _linked(digest, _to_nothing)
    lines = tuple(replace(one, url=None) for one in digest.in_brief[:MOST_LINES])
    for most in range(len(lines), -1, -1):
        yield replace(bare, in_brief=lines[:most])
    for most in range(len(bare.items) - 1, 0, -1):
        yield replace(bare, items=bare.items[:most], in_brief=())


def _linked(digest: Digest, relinked: Callable[[Brief], Brief]) -> Digest:
    items = tuple(replace(item, brief=relinked(item.brief)) for item in digest.items)
    return replace(digest, items=items)


def _to_articles(brief: Brief) -> Brief:
    """Each sentence linked to its article, and not to its place there."""
    return replace(brief, points=tuple(replace(point, link=None) for point in brief.points))


def _to_nothing(brief: Brief) -> Brief:
    sources = tuple(replace(source, url=None) for source in brief.sources)
    return replace(_to_articles(brief), sources=sources)


def why_message(item: Item) -> Message:
    """Why a story stands in the digest."""
    return notice(f"Why this: {shortened(clean(item.why), SENTENCE)}")


def _notified(mention: str | None) -> list[Json]:
    if mention and _GROUP.fullmatch(mention):
        return [rich(section({"type": "usergroup", "usergroup_id": mention}))]
    if mention and _PERSON.fullmatch(mention):
        return [rich(section({"type": "user", "user_id": mention}))]
    return []


def _blocks(digest: Digest, lead: int, short: int) -> list[Json]:
    blocks = _opening(digest)
    for at, item in enumerate(digest.items[:MOST_ITEMS]):
        blocks += _item(digest, at, item, short if at else lead)
    return [*blocks, *_in_brief(digest.in_brief), *_footer(digest)]


def _opening(digest: Digest) -> list[Json]:
    local = digest.as_of.astimezone(ZoneInfo(digest.zone))
    facts = [when(digest.as_of), _topics(digest.topics)]
    if digest.since:
        facts.append(f"since {when(digest.since)}")
    opening = [header(f"News digest · {local:%A} {local.day} {local:%B}"), context(facts)]
    if digest.note:
        opening.append(rich(section(run(shortened(clean(digest.note), SENTENCE), bold=True))))
    return opening


def _topics(topics: Sequence[str]) -> str:
    if not topics:
        return "the top of the news"
    shown = [escaped(shortened(clean(one), TOPIC)) for one in topics[:MOST_TOPICS]]
    more = len(topics) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _item(digest: Digest, at: int, item: Item, points: int) -> list[Json]:
    blocks = [divider()]
    if item.update:
        update = shortened(clean(item.update), SENTENCE)
        blocks.append(rich(section(run(update, bold=True))))
    blocks += body(item.brief, points)
    if at == 0:
        blocks += photo(item.brief)
    return [*blocks, *_buttons(digest, at, item.brief)]


def _buttons(digest: Digest, at: int, brief: Brief) -> list[Json]:
    choices = [
        ("Why this?", f"{WHY} {digest.id} {at}" if digest.id else ""),
        ("Follow this story", f"{FOLLOW} {brief.id}" if brief.id and brief.story else ""),
        ("Wrong or not useful", f"{WRONG} {brief.id}" if brief.id else ""),
    ]
    options = [option(text, value) for text, value in choices if is_choice(value)]
    row = []
    if brief.id and len(brief.id) <= limits.BUTTON_VALUE:
        row = [button("More", MORE_OF, brief.id), button("Sources", SOURCES, brief.id)]
    if options:
        row.append({"type": "overflow", "action_id": MENU, "options": options})
    return [actions(row)] if row else []


def _in_brief(lines: Sequence[Headline]) -> list[Json]:
    if not lines:
        return []
    title = section(run("In brief", bold=True))
    return [divider(), rich(title, bullets(map(line, lines[:MOST_LINES])))]


def _footer(digest: Digest) -> list[Json]:
    footer = context([counts_line(digest.counts)])
    if digest.id and len(digest.id) < limits.BLOCK_ID - len("digest:"):
        footer["block_id"] = block_id(digest.id)
    return [footer]


def block_id(digest: str) -> str:
    """The name of the footer, by which a posted digest is found again."""
    return f"digest:{digest}"


def counts_line(counts: Counts) -> str:
    """An honest footer: what was read and what became of it."""
    told = (
        (counts.merged, "merged"),
        (counts.muted, "muted"),
        (counts.told, "told before"),
        (counts.unasked, "about other topics"),
        (counts.left_out, "left out for want of room"),
        (counts.shown, "shown"),
        (counts.feeds_down, "feed down" if counts.feeds_down == 1 else "feeds down"),
    )
    read = f"{counts.read} article{'' if counts.read == 1 else 's'} read"
    return " · ".join([read, *(f"{number} {what}" for number, what in told if number)])


def _text(digest: Digest) -> str:
    first = [summary(digest.items[0].brief)] if digest.items else []
    more = len(digest.items) + len(digest.in_brief) - 1
    note = [escaped(shortened(clean(digest.note), NOTIFIED))] if digest.note else []
    rest = [f"And {more} more {'story' if more == 1 else 'stories'}."] if more > 0 else []
    return " ".join(["News digest:", *note, *first, *rest])
