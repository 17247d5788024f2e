"""A digest as a page and as a feed: whole, loading nothing, and none of the web's words act."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree, html

from adapters.web import atom, digest_feed, digest_page
from bot.models import Digest, Headline
from tests.standins import digests

ATOM = f"{{{atom.NAMESPACE}}}"
ZONE = ZoneInfo("Europe/Kyiv")
MADE = digests.digest("s1", "s2")
EVIL = "</p><script>alert(1)</script><img src=x onerror=alert(1)>"


def shown(made: Digest) -> html.HtmlElement:
    return html.document_fromstring(digest_page.page(made, ZONE))


def with_words(text: str, link: str | None = None) -> Digest:
    """The digest with these words of the web everywhere."""
    item = MADE.items[0]
    point = replace(item.brief.points[0], text=text, speaker=text, link=link)
    source = replace(item.brief.sources[0], title=text, outlet=text, url=link)
    brief = replace(item.brief, headline=text, points=(point,), sources=(source,))
    line = Headline("s9", text, link, text, 1, None)
    return replace(MADE, items=(replace(item, brief=brief, update=text),), in_brief=(line,))


def test_a_page_has_each_story_under_its_headline() -> None:
    page = shown(MADE)
    assert page.findtext(".//h1") == "News digest · Monday 4 November"
    headlines = [one.findtext("h2/a") for one in page.iter("article")]
    assert headlines == [item.brief.headline for item in MADE.items]
    assert page.find(".//main") is not None
    assert page.get("lang") == "en"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1))
@example(EVIL)
def test_words_of_the_web_never_become_markup(text: str) -> None:
    page = shown(with_words(text, "https://example.org/a"))
    plain = shown(with_words("word", "https://example.org/a"))
    assert skeleton(page) == skeleton(plain)
    assert {name for one in page.iter() for name in one.attrib} <= ATTRIBUTES


def skeleton(page: html.HtmlElement) -> list[object]:
    """Its elements but for lines, of which one that nobody would see is left out, and what keeps
    words from the right to themselves."""
    return [one.tag for one in page.iter() if one.tag not in {"p", "bdi"}]


ATTRIBUTES = {
    "lang", "dir", "charset", "name", "content", "http-equiv", "class", "datetime", "href",
}  # fmt: skip


def test_a_link_leads_to_the_web_only() -> None:
    assert shown(with_words("a", "javascript:alert(1)")).findall(".//a") == []
    links = {one.get("href") for one in shown(with_words("a", "https://ex.org/?a=1&b")).iter("a")}
    assert links == {"https://ex.org/?a=1&b"}


def test_a_feed_has_what_atom_asks_for() -> None:
    root = etree.fromstring(digest_feed.feed(MADE))
    for part in ("title", "id", "updated", "author"):
        assert root.find(ATOM + part) is not None
    entries = root.findall(ATOM + "entry")
    assert len(entries) == len(MADE.items)
    assert len({one.findtext(f"{ATOM}id") for one in entries}) == len(entries)
    for entry in entries:
        assert datetime.fromisoformat(str(entry.findtext(f"{ATOM}updated"))) == MADE.as_of


def test_a_story_is_the_same_entry_all_day_and_another_tomorrow() -> None:
    def ids(made: Digest) -> set[str | None]:
        root = etree.fromstring(digest_feed.feed(made))
        return {one.findtext(f"{ATOM}id") for one in root.findall(f"{ATOM}entry")}

    later = replace(MADE, as_of=MADE.as_of.replace(minute=59))
    assert ids(later) == ids(MADE)
    assert not ids(replace(MADE, as_of=MADE.as_of.replace(day=1, month=1))) & ids(MADE)


def test_what_a_feed_reader_shows_is_escaped_twice_over() -> None:
    root = etree.fromstring(digest_feed.feed(with_words(EVIL)))
    content = root.findtext(f"{ATOM}entry/{ATOM}content")
    assert content is not None
    assert "<script>" not in content
    assert "&lt;script&gt;" in content
