"""Pure. A Digest -> a message of Discord, and why each story is in it.

The first story in full, the next in a few sentences with a button for the rest, others in a line;
below, what was read and what became of it. Too long for a message, it is told with fewer sentences.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from adapters.discord import components as parts
from adapters.discord.components import Json
from adapters.discord.custom_ids import Action, Click
from adapters.discord.inert import address, cut, inert, link, moment
from adapters.discord.layout import (
    COLOUR,
    LINK,
    NAME,
    NOTE,
    TITLE,
    Links,
    headline,
    notice,
    outlets,
    sentence,
)
from bot.models import Counts, Digest, Headline, Item

TITLE_OF_POST = 100  # of a forum's post
STORIES_SHOWN = 7
LINES_SHOWN = 8
TOPICS_SHOWN = 6
_REASON = 120


def digest(made: Digest, key: str = "", role: str | None = None) -> Json:
    """The digest as its channel sees it.

    `key` names its delivery, by which `keyed` finds the message again; `role` is the one an admin
    lets be notified.
    """
    why = parts.button("Why these?", Click(Action.WHY, made.id or "", key)) or parts.button(
        "Why these?", Click(Action.WHY, "", key)
    )
    return _fitted(made, parts.rows([why]), role)


def preview(made: Digest, channel: str = "") -> Json:
    """The digest as the one who asked for it now sees it, with a button that posts it there."""
    there = Click(Action.POST_DIGEST, made.id or "", channel)
    post = parts.button("Post to channel", there, parts.GREEN)
    why = parts.button("Why these?", Click(Action.WHY, made.id or ""))
    return _fitted(made, parts.rows([post, why]), None)


def why(made: Digest) -> Json:
    """Why each story is in the digest."""
    lines = [
        f"{number}. **{inert(one.brief.headline or '', TITLE) or '(no headline)'}**: "
        f"{inert(one.why, _REASON)}"
        for number, one in enumerate(made.items[:STORIES_SHOWN], start=1)
    ]
    return notice("## Why these stories", *lines, footer(made.counts))


def title(made: Digest) -> str:
    """The name of the digest's post in a forum; never empty."""
    first = made.items[0].brief.headline if made.items else None
    return cut(f"{_date(made)}: {first}" if first else f"{_date(made)}", TITLE_OF_POST)


def footer(counts: Counts) -> str:
    """What was read and what became of it; it adds up."""
    said = (
        (counts.read, "articles read"),
        (counts.shown, "shown"),
        (counts.merged, "merged"),
        (counts.muted, "muted"),
        (counts.told, "told before"),
        (counts.unasked, "on other topics"),
        (counts.left_out, "left out"),
        (counts.feeds_down, "feeds down"),
    )
    return f"-# {' · '.join(f'{count} {what}' for count, what in said if count) or 'nothing read'}"


@dataclass(frozen=True, slots=True)
class Measure:
    """How much of a digest is told: sentences of the lead and of each other story, and stories."""

    links: Links
    lead: int
    each: int
    stories: int


_MEASURES = (
    Measure(Links.SENTENCE, 8, 3, STORIES_SHOWN),
    Measure(Links.PAGE, 8, 3, STORIES_SHOWN),
    Measure(Links.PAGE, 5, 2, STORIES_SHOWN),
    Measure(Links.PAGE, 3, 1, STORIES_SHOWN),
    Measure(Links.NONE, 3, 1, STORIES_SHOWN),
    Measure(Links.NONE, 1, 1, 3),
    Measure(Links.NONE, 1, 0, 2),
)


def _fitted(made: Digest, rows: list[Json], role: str | None) -> Json:
    return parts.first_fitting(_draft(made, rows, role, measure) for measure in _MEASURES)


def _draft(made: Digest, rows: list[Json], role: str | None, measure: Measure) -> Json:
    stories = [
        _story(item, measure.links, measure.each if at else measure.lead)
        for at, item in enumerate(_distinct(made.items)[: measure.stories])
    ]
    told = made.in_brief[: LINES_SHOWN if measure.links else measure.stories]
    lines = [_line(one, measure.links) for one in told]
    boxes = [
        parts.container([parts.text("\n".join(_head(made, role)))]),
        parts.container(stories, COLOUR),
        parts.container([parts.text("\n".join(["### In brief", *lines]))] if lines else []),
        parts.text(footer(made.counts)),
    ]
    return parts.message([*boxes, *rows], role)


def _distinct(items: Iterable[Item]) -> list[Item]:
    """Each stored brief once: Discord takes no two buttons that do the same."""
    first: dict[object, Item] = {}
    for item in items:
        first.setdefault(item.brief.id or id(item), item)
    return list(first.values())


def _head(made: Digest, role: str | None) -> Iterator[str]:
    if role:
        yield f"<@&{role}>"
    yield f"# News digest · {moment(made.as_of, 'D')}"
    if made.topics:
        topics = [inert(one, NAME) for one in made.topics[:TOPICS_SHOWN]]
        rest = len(made.topics) - len(topics)
        yield f"-# on {', '.join(topics)}" + (f" and {rest} more" if rest > 0 else "")
    if made.since:
        yield f"-# new since {moment(made.since)}"
    if made.note:
        yield inert(made.note, NOTE)
    if not made.items and not made.in_brief and not made.note:
        yield "Nothing to tell this time."


def _story(item: Item, level: Links, most: int) -> Json | None:
    brief = item.brief
    names = outlets(brief)
    update = [f"**{inert(item.update, NAME * 2)}**"] if item.update else []
    points = [sentence(point, level, names) for point in brief.points[:most]]
    shown = "\n".join([f"### {headline(brief, level)}", *update, *points, _credit(item)]).rstrip()
    read = parts.button("Read", Click(Action.READ, brief.id)) if brief.id else None
    return parts.section(shown, read)


def _credit(item: Item) -> str:
    first = item.brief.sources[0] if item.brief.sources else None
    facts = (
        inert(first.outlet or "", NAME) if first else "",
        f"{item.brief.outlets} outlets" if item.brief.outlets > 1 else "",
        moment(first.published, "R") if first and first.published else "",
    )
    shown = " · ".join(filter(None, facts))
    return f"-# {shown}" if shown else ""


def _line(one: Headline, level: Links) -> str:
    title = link(inert(one.text, TITLE), address(one.url, LINK // 4) if level else None)
    facts = (inert(one.outlet or "", NAME), inert(one.credit or "", NAME))
    return f"- {' · '.join((title, *filter(None, facts)))}"


def _date(made: Digest) -> str:
    return f"{made.as_of:%Y-%m-%d}"
