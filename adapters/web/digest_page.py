"""Pure. A digest -> HTML: what a page, a feed and a letter have of it, and a page that stands
alone, for those who have no chat.

It loads nothing: no script, no picture, no font.
"""

from collections.abc import Callable
from datetime import tzinfo

from markupsafe import Markup

from adapters.chat import brief_card, digest_card, lines
from adapters.chat.card import CardLine, Fact
from adapters.chat.text import known, shown
from adapters.web.hypertext import (
    NO_STYLES,
    NOTHING,
    Hypertext,
    Styles,
    language,
    link,
    spoken,
)
from bot.models import Digest, Headline, Item

# Contrast at least 7:1 in both schemes; a line of 68 characters is easy to read.
_STYLE = Markup("""
:root { color-scheme: light dark; }
body { font: 1.05rem/1.5 system-ui, sans-serif; max-width: 68ch; margin: 2rem auto;
  padding: 0 1rem; color: light-dark(#1a1a1a, #eee); background: light-dark(#fff, #161616); }
a { color: light-dark(#063f8f, #a8c9ff); }
h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1rem; }
.facts { font-size: .9rem; color: light-dark(#444, #c4c4c4); }
""")
_PAGE = Markup("""<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{title}</title><style>{style}</style></head><body>
<main>
{content}</main>
</body></html>
""")

Where = Callable[[str], str]  # a story's id -> where it is read


def page(digest: Digest, zone: tzinfo) -> str:
    """The whole page, with times in `zone`."""
    title, told = digest_card.of(digest).title, content(digest, writer(digest, zone))
    return str(_PAGE.format(lang=digest.lang, title=title, style=_STYLE, content=told))


def title(digest: Digest) -> str:
    """What the digest is on."""
    tr = digest_card.spoken_in(digest)
    return tr("Digest: {topics}", topics=digest_card.topics(digest.topics, tr))


def writer(digest: Digest, zone: tzinfo, styles: Styles = NO_STYLES) -> Hypertext:
    """Writes a digest in the language of our own words in it."""
    return Hypertext(zone, styles=styles, tr=digest_card.spoken_in(digest))


def content(digest: Digest, write: Hypertext, where: Where | None = None) -> Markup:
    """The digest under its title: each story in full, more in a line, and what was read."""
    card = digest_card.of(digest)
    shown_lines = write.items(line(one, write, where) for one in digest.in_brief)
    return NOTHING.join(
        (
            write.element("h1", card.title),
            write.facts(lines.between(map(lines.fact, card.facts))),
            write.element("p", card.note) if card.note else NOTHING,
            *(story(item, write, where) for item in digest.items),
            write.element("h2", write.tr("In brief")) + shown_lines if shown_lines else NOTHING,
            _dates(card.dates, write),
            write.facts(lines.between(map(lines.said, card.counts))),
        )
    )


def _dates(dates: lines.Listing, write: Hypertext) -> Markup:
    told = write.items(map(write.line, dates.lines))
    return write.element("h2", dates.heading) + told if told else NOTHING


def story(item: Item, write: Hypertext, where: Where | None = None) -> Markup:
    """One story: what changed, its brief, and why it is in."""
    brief, update = item.brief, shown(item.update, digest_card.UPDATE)
    why = shown(item.why, digest_card.REASON)
    href = where(brief.story) if where and brief.story else None
    return NOTHING.join(
        (
            write.element("p", update, "update") if update else NOTHING,
            write.card(brief_card.public(brief, write.tr), language(brief), href),
            write.facts(lines.said(why)) if why else NOTHING,
        )
    )


def line(one: Headline, write: Hypertext, where: Where | None = None) -> Markup:
    """A story in a line: its headline, who reports it, and when."""
    card = brief_card.line(one, write.tr)
    href = where(one.story) if where and one.story else card.url
    head = Markup("<span{}>{}</span>").format(spoken(one.lang), link(card.text, href))
    return head + write.line(_beside(card, one))


def _beside(card: CardLine, one: Headline) -> lines.Line:
    when = (Fact("", known(one.published)),) if one.published else ()
    facts = lines.between(map(lines.fact, (*card.facts, *when)))
    return (*lines.said(" · "), *facts) if facts else ()
