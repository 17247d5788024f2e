"""Pure. A Brief or an Answer -> a message of Discord.

A brief is a box: headline, what it rests on, the points under their headings, the photo's caption
and credit, the sources; under it the buttons. A brief too long for a message is shown with shorter
links first, then without its last points.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import IntEnum
from itertools import groupby

from adapters.discord import components as parts
from adapters.discord.components import Json
from adapters.discord.custom_ids import Action, Click
from adapters.discord.inert import address, inert, link, moment
from bot.models import Answer, Brief, Difference, Image, Kind, Point, Source

COLOUR = 0x2B6CB0
CORRECTED = 0xB7791F

HEADLINE = 90  # characters shown of the publisher's headline
NAME = 40  # of an outlet's, a speaker's or an author's name
SENTENCE = 700  # of a point: far above the 30 words that it should have
CAPTION = 240
TITLE = 100
NOTE = 300
SOURCES_SHOWN = 3
DIFFERENCES_SHOWN = 4
OTHERS_SHOWN = 10
LINK = 1000  # characters of an address; a longer one is not linked

_FRAGMENT = "#:~:text="


class Links(IntEnum):
    """How a sentence leads to its source."""

    SENTENCE = 2  # to the very sentence
    PAGE = 1  # to the page
    NONE = 0


def answer(given: Answer) -> Json:
    """What a person sees of an answer: the brief and buttons for it, or why there is none."""
    if given.brief is None:
        return notice(*_reasons(given))
    found = ", ".join(inert(name, NAME) for name in given.matched[:8])
    under = [f"-# matched: {found}" if found else "", inert(given.note or "", NOTE)]
    others = parts.menu(
        "Other stories",
        Click(Action.STORY),
        {one.story: one.text for one in given.others[:OTHERS_SHOWN] if one.story},
    )
    return _fitted(given.brief, under, [*buttons(given.brief), *([others] if others else [])])


def posted(brief: Brief) -> Json:
    """A brief as it stands in a channel, for everybody."""
    shown = [one for one in _buttons(brief) if one[1] not in {Action.POST, Action.NEW}]
    return _fitted(brief, (), parts.rows(_made(brief, shown)))


def full(brief: Brief, key: str = "") -> Json:
    """A brief in its full length in a thread or alone: nothing more to ask for but its sources.

    `key` names the click that it answers, by which it is found again in its thread.
    """
    shown = [one for one in _buttons(brief) if one[1] in {Action.SOURCES, Action.WRONG}]
    return _fitted(brief, (), parts.rows(_made(brief, shown, key)))


def sources(brief: Brief) -> Json:
    """Every source, and each sentence's link to where it stands."""

    def draft(level: Links, count: int) -> Json:
        listed = [_source(one) for one in brief.sources[:count]]
        sentences = [
            f"{number}. {link(inert(point.text, TITLE), _target(point, level))}"
            for number, point in enumerate(brief.points[:count], start=1)
        ]
        shown = ["## Sources", *listed, "", "**Where each sentence stands**", *sentences]
        return parts.message([parts.container([parts.text("\n".join(shown))], COLOUR)])

    counts = (*((level, 20) for level in (Links.SENTENCE, Links.PAGE)), *_fewer(Links.NONE, 10))
    return parts.first_fitting(draft(level, count) for level, count in counts)


def notice(*lines: str) -> Json:
    """A few sentences of ours to one person; what is the web's in them is inert already."""
    return parts.message([parts.text("\n".join(line for line in lines if line))])


def buttons(brief: Brief) -> list[Json]:
    """The rows of buttons under a brief that only its asker sees."""
    return parts.rows(_made(brief, _buttons(brief)))


def box(brief: Brief, level: Links, count: int, under: Iterable[str] = ()) -> Json | None:
    """The box of a brief with its first `count` points."""
    shown = replace(brief, points=brief.points[:count])
    return parts.container(
        [
            parts.text("\n".join(_head(brief, level))),
            *_body(shown, level),
            *_foot(brief, level),
            parts.text("\n".join(filter(None, under))),
        ],
        CORRECTED if brief.corrected else COLOUR,
    )


def sentence(point: Point, level: Links, names: dict[str, str]) -> str:
    """A point: who speaks, what is said, and the outlet as the link to it."""
    mark = "**New:** " if point.is_new else ""
    speaker = f"**{inert(point.speaker, NAME)}:** " if point.speaker else ""
    outlet = next((names[one.article] for one in point.spans if one.article in names), "source")
    where = _target(point, level)
    return f"{mark}{speaker}{inert(point.text, SENTENCE)}" + (
        f" [{outlet} ↗](<{where}>)" if where else ""
    )


def outlets(brief: Brief) -> dict[str, str]:
    """The inert name of each source's outlet, by the source's id."""
    return {one.id: inert(one.outlet or "", NAME) or "source" for one in brief.sources}


def headline(brief: Brief, level: Links) -> str:
    """The publisher's headline, linked to its page."""
    shown = inert(brief.headline or "", HEADLINE) or "(no headline)"
    first = brief.sources[0].url if brief.sources else None
    return link(shown, address(first, LINK) if level else None)


def _fitted(brief: Brief, under: Iterable[str], rows: list[Json]) -> Json:
    notes = tuple(under)
    whole = max(1, len(brief.points))
    levels = (*((level, whole) for level in (Links.SENTENCE, Links.PAGE)),
              *_fewer(Links.PAGE, min(whole, 12)), *_fewer(Links.NONE, 3))  # fmt: skip
    return parts.first_fitting(
        parts.message([box(brief, level, count, notes), *rows]) for level, count in levels
    )


def _fewer(level: Links, most: int) -> Iterator[tuple[Links, int]]:
    return ((level, count) for count in range(most, 0, -1))


def _head(brief: Brief, level: Links) -> Iterator[str]:
    yield f"## {headline(brief, level)}"
    if brief.corrected:
        reason = inert(brief.correction or "", NOTE)
        yield f"**Corrected** {moment(brief.corrected)}: {reason}".rstrip(": ")
    yield f"-# {' · '.join(_context(brief))}"
    if brief.told_before:
        yield f"-# new since {moment(brief.told_before)} is marked"


def _context(brief: Brief) -> Iterator[str]:
    first = brief.sources[0] if brief.sources else None
    if brief.outlets > 1:
        yield f"{brief.outlets} outlets report"
    if first and first.outlet:
        yield inert(first.outlet, NAME)
    if first and first.byline:
        yield inert(first.byline, NAME)
    if first and first.published:
        yield moment(first.published)
    if read := sum(one.words for one in brief.sources):
        yield f"{read} words → {brief.words}"
    yield "in a model's words" if brief.summarizer == "model" else "in the source's own words"


def _body(brief: Brief, level: Links) -> Iterator[Json | None]:
    """A text for each kind of point, the photo beside the first."""
    names = outlets(brief)
    photo = _thumbnail(brief.image)
    for kind, points in groupby(brief.points, key=lambda point: point.kind):
        lines = [f"- {sentence(point, level, names)}" for point in points]
        if kind is Kind.NEWS:
            lines = [line.removeprefix("- ") for line in lines]
        shown = "\n".join([f"### {kind.heading}"] * bool(kind.heading) + lines)
        yield parts.section(shown, photo)
        photo = None


def _foot(brief: Brief, level: Links) -> Iterator[Json | None]:
    names = outlets(brief)
    if brief.differences:
        lines = [_difference(one, names) for one in brief.differences[:DIFFERENCES_SHOWN]]
        yield parts.text("\n".join(["### Figures differ", *lines]))
    if brief.image and (caption := _caption(brief.image)):
        yield parts.text(caption)
    if brief.sources:
        shown = [f"-# {_source(one, level)}" for one in brief.sources[:SOURCES_SHOWN]]
        if len(brief.sources) > SOURCES_SHOWN:
            shown.append(f"-# and {len(brief.sources) - SOURCES_SHOWN} more: see Sources")
        yield parts.text("\n".join(shown))


def _thumbnail(image: Image | None) -> Json | None:
    return parts.thumbnail(image.url, image.alt or image.caption) if image else None


def _difference(one: Difference, names: dict[str, str]) -> str:
    figures = ", ".join(
        f"{inert(each.figure, NAME)} ({names.get(each.source, 'source')})"
        for each in one.reports[:6]
    )
    return f"- {inert(one.what, NAME)}: {figures}"


def _caption(image: Image) -> str:
    words = inert(image.caption or image.alt or "", CAPTION)
    credit = f"({inert(image.credit, NAME)})" if image.credit else ""
    return " ".join(filter(None, ("-# Photo:" if words or credit else "", words, credit)))


def _source(source: Source, level: Links = Links.PAGE) -> str:
    title = inert(source.title or source.url or "", TITLE) or "source"
    facts = (
        inert(source.outlet or "", NAME),
        link(title, address(source.url, LINK) if level else None),
        moment(source.published) if source.published else "",
    )
    return " · ".join(filter(None, facts))


def _target(point: Point, level: Links) -> str | None:
    if level is Links.NONE or point.link is None:
        return None
    whole = point.link if level is Links.SENTENCE else point.link.partition(_FRAGMENT)[0]
    return address(whole, LINK) or address(point.link.partition(_FRAGMENT)[0], LINK)


def _buttons(brief: Brief) -> tuple[tuple[str, Action, int], ...]:
    return (
        ("Post to channel", Action.POST, parts.GREEN),
        ("More", Action.MORE, parts.GREY),
        ("Sources", Action.SOURCES, parts.GREY),
        *((("New since last time", Action.NEW, parts.GREY),) if brief.story else ()),
        *((("Follow", Action.FOLLOW, parts.GREY),) if brief.story else ()),
        ("Wrong or not useful", Action.WRONG, parts.GREY),
    )


def _made(
    brief: Brief, chosen: Iterable[tuple[str, Action, int]], key: str = ""
) -> list[Json | None]:
    if brief.id is None:
        return []
    return [
        parts.button(label, Click(action, brief.id, key), style) for label, action, style in chosen
    ]


def _reasons(given: Answer) -> Iterator[str]:
    yield inert(given.note or "", NOTE) or f"Nothing was found on {inert(given.asked, NAME)}."
    if given.suggestions:
        yield f"You can ask for: {', '.join(inert(one, NAME) for one in given.suggestions[:10])}."
    for one in given.others[: OTHERS_SHOWN // 2]:
        yield f"- {link(inert(one.text, TITLE), address(one.url, LINK // 4))}"
