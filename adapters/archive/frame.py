"""Pure. A view as a whole page, as an Atom feed (RFC 4287) and as a JSON Feed (1.1)."""

import json
from typing import Any

from lxml import etree
from markupsafe import Markup

from adapters.archive.site import ArchiveSite, SiteEntry, View
from adapters.chat import agenda_card
from adapters.web import atom as atom_xml
from adapters.web.atom import add
from bot.text.visible import visible
from bot.translation import Translation

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FORMS = {"atom": "application/atom+xml", "json": "application/feed+json"}

_FEEDS = Markup("""<link rel="alternate" type="application/atom+xml" href="{0}">
<link rel="alternate" type="application/feed+json" href="{1}">
""")
_FOLLOW = Markup('<p>{}: <a href="{}">Atom</a>, <a href="{}">JSON Feed</a></p>\n')
_PAGE = Markup("""<!doctype html>
<html lang="{lang}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · briefbot</title>
<link rel="stylesheet" href="/archive.css">
{feeds}</head>
<body>
<a class="skip" href="#main">{skip}</a>
<header>
<nav aria-label="{archive}"><a href="/">{today}</a> <a href="/days">{digests}</a>
<a href="/ahead">{ahead}</a></nav>
<form role="search" method="get" action="/search">
<label for="q">{search}</label>
<input id="q" name="q" type="search" value="{query}" maxlength="300" dir="auto">
<button>{find}</button>
</form>
</header>
<main id="main" tabindex="-1">
{main}</main>
<footer>
{follow}<p>{numbers}</p>
</footer>
</body>
</html>
""")


def page(view: View, tr: Translation) -> str:
    """The whole page; it loads its style sheet, and nothing else."""
    feeds = [view.feed(form) for form in FORMS] if view.has_feed else []
    return str(
        _PAGE.format(
            title=visible(view.title),
            query=visible(view.query),
            main=view.main,
            feeds=_FEEDS.format(*feeds) if feeds else "",
            follow=_FOLLOW.format(tr("Follow this page"), *feeds) if feeds else "",
            lang=tr.lang,
            skip=tr("Skip to the news"),
            archive=tr("Archive"),
            today=tr("Today"),
            digests=tr("Digests"),
            ahead=tr(agenda_card.TITLE),
            search=tr("Search"),
            find=tr("Find"),
            numbers=tr("The number after a sentence leads to it in its source."),
        )
    )


def atom(view: View, home: ArchiveSite) -> bytes:
    """The view's entries; each keeps the moment when it changed last."""
    root = atom_xml.feed()
    root.set(_LANG, home.tr.lang)
    add(root, "title", f"{view.title} · briefbot")
    add(root, "id", home.entry_id("feed", view.path))
    add(root, "updated", _updated(view))
    add(root, "link", rel="self", type=FORMS["atom"], href=home.address + view.feed("atom"))
    add(root, "link", rel="alternate", type="text/html", href=home.address + view.path)
    add(add(root, "author"), "name", "briefbot")
    for one in _each_once(view):
        entry = add(root, "entry")
        if one.lang:
            entry.set(_LANG, one.lang)
        add(entry, "title", one.title)
        add(entry, "id", home.entry_id(*one.name))
        add(entry, "updated", one.updated.isoformat(timespec="seconds"))
        if one.published:
            add(entry, "published", one.published.isoformat(timespec="seconds"))
        add(entry, "link", rel="alternate", href=_whole(one, home))
        add(entry, "content", str(_absolute(one.content, home)), type="html")
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def json_feed(view: View, home: ArchiveSite) -> bytes:
    """The same as JSON."""
    record: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{view.title} · briefbot",
        "home_page_url": home.address + view.path,
        "feed_url": home.address + view.feed("json"),
        "language": home.tr.lang,
        "items": [_item(one, home) for one in _each_once(view)],
    }
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")


def _item(one: SiteEntry, home: ArchiveSite) -> dict[str, Any]:
    said = {
        "id": home.entry_id(*one.name),
        "url": _whole(one, home),
        "title": visible(one.title),
        "content_html": str(_absolute(one.content, home)),
        "date_modified": one.updated.isoformat(timespec="seconds"),
        "date_published": one.published.isoformat(timespec="seconds") if one.published else None,
        "language": one.lang,
    }
    return {name: value for name, value in said.items() if value}


def _each_once(view: View) -> list[SiteEntry]:
    """Its entries; a story that is on a page twice is one."""
    return list({one.name: one for one in reversed(view.entries)}.values())[::-1]


def _updated(view: View) -> str:
    """When the last of its entries changed, so that it stays as it is while they do."""
    moments = [one.updated for one in view.entries]
    return max(moments, default=view.updated).isoformat(timespec="seconds")


def _whole(one: SiteEntry, home: ArchiveSite) -> str:
    return home.address + one.path if one.path.startswith("/") else one.path


def _absolute(content: Markup, home: ArchiveSite) -> Markup:
    """Links of ours as they are written outside of our pages."""
    return Markup(content.replace(Markup('href="/'), Markup('href="{}/').format(home.address)))  # noqa: S704  was Markup
