"""Pure. A digest -> a page of HTML that stands alone, for those who have no chat.

It loads nothing: no script, no picture, no font. The web's words are escaped, and a link leads only
to http or https.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from html import escape
from itertools import groupby

from adapters.chat import digest_card
from adapters.chat.brief_card import reported_by, speaker
from adapters.chat.text import known, spelled
from bot.models import Brief, Digest, Headline, Item, Kind, Point, Source

RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}

# Contrast at least 7:1 in both schemes; a line of 68 characters is easy to read.
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.5 system-ui, sans-serif; max-width: 68ch; margin: 2rem auto;
  padding: 0 1rem; color: light-dark(#1a1a1a, #eee); background: light-dark(#fff, #161616); }
a { color: light-dark(#063f8f, #a8c9ff); }
h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1rem; }
.facts, footer { font-size: .9rem; color: light-dark(#444, #c4c4c4); }
"""
_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
"""


def page(digest: Digest, zone: tzinfo) -> str:
    """The whole page, with times in `zone`."""
    name = title(digest)
    parts = (
        f"{_HEAD}<title>{escape(name)}</title><style>{_STYLE}</style></head><body>\n",
        f"<header><h1>{escape(name)}</h1>",
        f'<p class="facts">{_time(digest.as_of, zone)}</p></header>\n<main>\n',
        f"<p>{escape(digest.note)}</p>\n" if digest.note else "",
        *(_article(item, zone) for item in digest.items),
        _lines(digest.in_brief),
        f"</main>\n<footer><p>{' · '.join(digest_card.counts(digest.counts))}</p></footer>\n",
        "</body></html>\n",
    )
    return "".join(parts)


def title(digest: Digest) -> str:
    """What the digest is on."""
    return f"Digest: {digest_card.topics(digest.topics)}"


def story(item: Item) -> str:
    """One story below its headline: what changed, each sentence with its link, why it is in."""
    points = groupby(enumerate(item.brief.points, start=1), key=lambda one: one[1].kind)
    parts = (
        f"<p><strong>{escape(item.update)}</strong></p>\n" if item.update else "",
        *(_section(kind, some) for kind, some in points),
        f'<p class="facts">{escape(item.why)}</p>\n' if item.why else "",
    )
    return "".join(parts)


def _article(item: Item, zone: tzinfo) -> str:
    brief = item.brief
    lang = next((source.lang for source in brief.sources if source.lang), None)
    spoken = f' lang="{escape(lang)}"' if lang else ""
    side = ' dir="rtl"' if lang in RIGHT_TO_LEFT else ""
    head = f"<article{spoken}{side}>\n<h2>{escape(brief.headline or 'Without a headline')}</h2>\n"
    return f"{head}{story(item)}{_sources(brief, zone)}</article>\n"


def _section(kind: Kind, points: Iterable[tuple[int, Point]]) -> str:
    heading = f"<h3>{escape(kind.heading)}</h3>\n" if kind.heading else ""
    return heading + "".join(_sentence(number, point) for number, point in points)


def _sentence(number: int, point: Point) -> str:
    said = speaker(point)
    voice = f"<em>{escape(said)}</em><br>" if said else ""
    mark = _linked(f"[{number}]", point.link, f"Source of sentence {number}")
    return f"<p>{voice}{escape(point.text)} {mark}</p>\n"


def _sources(brief: Brief, zone: tzinfo) -> str:
    return "".join(f'<p class="facts">{_source(one, zone)}</p>\n' for one in brief.sources)


def _source(source: Source, zone: tzinfo) -> str:
    name = _linked(source.title or source.url or "Source", source.url)
    when = _time(source.published, zone) if source.published else ""
    return " · ".join(filter(None, (escape(source.outlet or ""), name, when)))


def _lines(lines: Iterable[Headline]) -> str:
    items = "".join(f"<li>{' · '.join(_line(one))}</li>\n" for one in lines)
    return f"<section><h2>In brief</h2>\n<ul>\n{items}</ul></section>\n" if items else ""


def _line(one: Headline) -> Iterator[str]:
    yield _linked(one.text, one.url)
    if reported := reported_by(one.outlet, one.outlets):
        yield escape(reported)


def _linked(text: str, url: str | None, label: str | None = None) -> str:
    if not url or not url.startswith(("https://", "http://")):
        return escape(text)
    named = f' aria-label="{escape(label)}"' if label else ""
    return f'<a href="{escape(url)}"{named}>{escape(text)}</a>'


def _time(moment: datetime, zone: tzinfo) -> str:
    at = known(moment)
    if not isinstance(at, datetime):
        return f'<time datetime="{at}">{spelled(at)}</time>'
    here = at.astimezone(zone)
    shown = f"{here:%A, %B} {here.day}, {here.year}, {here:%H:%M %Z}"
    return f'<time datetime="{here.isoformat(timespec="minutes")}">{escape(shown)}</time>'
