"""The archive's pages and feeds: whole, valid, and none of the web's words act."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree, html

from adapters.archive import frame, pages, site
from adapters.archive.site import ArchiveSite, View
from adapters.web import atom
from bot.models import Answer, Brief, Headline, Outlet, OutletFact
from bot.ports import StoryDetails
from bot.translation import translation
from tests.standins import cards

HOME = ArchiveSite("https://news.example", "installation-1", ZoneInfo("Europe/Kyiv"))
ATOM = f"{{{atom.NAMESPACE}}}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EVIL = "</p><script>alert(1)</script><img src=x onerror=alert(1)>"
NOW = cards.NOW


def details(brief: Brief, **changes: object) -> StoryDetails:
    made = StoryDetails("s1", brief, brief.sources, NOW)
    return replace(made, **changes)  # type: ignore[arg-type]  # of whatever is changed


def shown(view: View) -> html.HtmlElement:
    return html.document_fromstring(frame.page(view, HOME.tr))


def story_view(brief: Brief, **changes: object) -> View:
    return pages.story(details(brief, **changes), HOME, is_full=False)


def text_of(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def test_a_story_has_its_sentences_each_with_its_source_and_every_report() -> None:
    page = shown(story_view(cards.SEVERAL))
    assert page.findtext(".//h1/a") == cards.SEVERAL.headline
    said = text_of(page.xpath("//article")[0])
    for number, point in enumerate(cards.SEVERAL.points, start=1):
        assert f"{point.text} [{number}]" in said
        assert point.link in page.xpath(f"//a[. = '[{number}]']/@href")
    reports = page.xpath("//section[h2 = 'Reports']//li")
    assert len(reports) == len(cards.SEVERAL.sources)
    first = text_of(reports[0])
    assert all(word in first for word in ("Harbour Post", "24 Nov 2026, 08:00 EET"))
    assert page.xpath("//section[h2 = 'Reports']//a[. = 'Harbour Post']/@href") == [
        "/outlet/Harbour%20Post"
    ]


def test_a_report_tells_who_is_behind_its_outlet() -> None:
    fact = OutletFact(("public",), "https://post.example/about", date(2026, 11, 29))
    source = replace(cards.PLAIN.sources[0], behind=Outlet("Harbour Post", kind=fact))
    page = shown(story_view(cards.PLAIN, reports=(source,)))
    report = text_of(page.xpath("//section[h2 = 'Reports']//li")[0])
    assert "Harbour Post (public): Ferry fire" in report


def test_the_archive_speaks_the_operators_language() -> None:
    german = replace(HOME, tr=translation(["de"]))
    answer = Answer(
        "", NOW, brief=cards.SEVERAL, others=(Headline("s2", "Brand", None, None, 1, None),)
    )
    for view in (
        pages.today(answer, [date(2026, 11, 24)], german),
        pages.story(details(cards.SEVERAL), german, is_full=False),
        pages.advice("That is not a day.", "/day/x", NOW, german),
        pages.days([], [], NOW, german),
    ):
        page = html.document_fromstring(frame.page(view, german.tr))
        assert page.get("lang") == "de"
        of_ours = page.xpath("//nav//text() | //form//text() | //h2/text() | //footer//text()")
        assert not set(map(str.strip, of_ours)) & {"Today", "Digests", "Search", "Reports"}
    assert "Dienstag, 24. November 2026" in frame.page(
        pages.today(answer, [date(2026, 11, 24)], german), german.tr
    )
    assert etree.fromstring(frame.atom(view, german)).get(XML_LANG) == "de"


def test_a_correction_is_seen_where_the_brief_is_and_where_it_was_told_before() -> None:
    brief = replace(cards.PLAIN, corrected=NOW, correction="The toll was 12, not 21.")
    page = shown(story_view(brief, corrected=(brief,)))
    assert "Corrected 24 Nov 2026, 10:00 EET: The toll was 12, not 21." in text_of(page)
    assert not page.xpath("//h2[. = 'Corrections']")
    later = shown(story_view(cards.PLAIN, corrected=(brief,)))
    assert "The toll was 12" in text_of(later.xpath("//section[h2 = 'Corrections']")[0])


def test_what_reads_from_right_to_left_says_so() -> None:
    article = shown(story_view(cards.PERSIAN)).xpath("//article")[0]
    assert (article.get("lang"), article.get("dir")) == ("fa", "rtl")
    english = shown(story_view(cards.PLAIN)).xpath("//article")[0]
    assert (english.get("lang"), english.get("dir")) == ("en", "ltr")


def test_a_photo_without_a_credit_is_not_named_and_none_is_loaded() -> None:
    assert "Photo: The ferry at dawn. (Ada Lens/Wire)" in text_of(shown(story_view(cards.PLAIN)))
    bare = cards.ANSWERS["photo_without_credit"].brief
    assert bare is not None
    assert "Photo" not in text_of(shown(story_view(bare)))


@pytest.mark.parametrize("name", cards.ANSWERS)
def test_every_answer_is_a_page_that_loads_nothing_but_its_style(name: str) -> None:
    answer = cards.ANSWERS[name]
    for view in (
        pages.today(answer, [date(2026, 11, 24)], HOME),
        pages.found(answer, answer.asked, site.search(answer.asked), HOME),
    ):
        page = shown(view)
        assert page.xpath("//script | //img | //iframe | //@onclick | //@style") == []
        assert page.xpath("//link[@rel='stylesheet']/@href") == ["/archive.css"]
        assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
        assert all(re.match(r"https?://|/(?!/)|#", one) for one in page.xpath("//a/@href"))


@pytest.mark.parametrize("name", cards.DIGESTS)
def test_every_digest_is_a_page_of_its_day(name: str) -> None:
    digest = cards.DIGESTS[name]
    page = shown(pages.day(date(2026, 11, 24), digest, [date(2026, 11, 23)]))
    assert page.findtext(".//h1") == "News digest · Tuesday 24 November"
    assert len(page.findall(".//article")) == len(digest.items)
    assert page.xpath("//a[. = 'The day before']/@href") == ["/day/2026-11-23"]
    assert "read" in text_of(page.xpath("//main")[0])


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1))
@example(EVIL)
@example("javascript:alert(1)")
def test_words_of_the_web_never_become_markup(text: str) -> None:
    def view(said: str) -> View:
        point = replace(cards.PLAIN.points[0], text=said, speaker=said)
        source = replace(cards.PLAIN.sources[0], title=said, outlet=said, url=said)
        brief = replace(
            cards.PLAIN, headline=said, points=(point,), sources=(source,),
            corrected=NOW, correction=said,
        )  # fmt: skip
        line = Headline("s9", said, said, said, 1, NOW)
        return story_view(brief, see_also=(line,), corrected=(replace(brief, correction="x"),))

    page, plain = shown(view(text)), shown(view("word"))
    given = {"a", "bdi"}  # what leads nowhere is no link, what reads from the left needs no other
    tags = [one.tag for one in plain.iter() if one.tag not in given]
    assert [one.tag for one in page.iter() if one.tag not in given] == tags
    assert not [one for one in page.xpath("//a/@href") if one.startswith("javascript")]


def entries(view: View) -> list[etree._Element]:
    return etree.fromstring(frame.atom(view, HOME)).findall(f"{ATOM}entry")


def test_a_feed_has_what_atom_asks_for() -> None:
    view = pages.today(cards.ANSWERS["others_and_note"], [], HOME)
    root = etree.fromstring(frame.atom(view, HOME))
    links = {one.get("rel"): one.get("href") for one in root.findall(f"{ATOM}link")}
    assert links == {
        "self": "https://news.example/feed.atom", "alternate": "https://news.example/",
    }  # fmt: skip
    assert root.get(XML_LANG) == "en"
    found = entries(view)
    assert len(found) == len(cards.LINES)  # the first is the brief's own story
    assert len({one.findtext(f"{ATOM}id") for one in found}) == len(found)
    for one in (root, *found):
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", str(one.findtext(f"{ATOM}id")))
        assert datetime.fromisoformat(str(one.findtext(f"{ATOM}updated"))).tzinfo
        assert one.findtext(f"{ATOM}title")
    assert entries(story_view(cards.PERSIAN))[0].get(XML_LANG) == "fa"


def test_an_entry_keeps_its_id_and_its_moment_until_its_story_changes() -> None:
    def first(answer: Answer) -> tuple[str | None, str | None]:
        one = entries(pages.today(answer, [], HOME))[0]
        return one.findtext(f"{ATOM}id"), one.findtext(f"{ATOM}updated")

    answer = cards.ANSWERS["plain"]
    later = replace(answer, as_of=NOW + timedelta(hours=1))
    assert first(later) == first(answer)
    assert answer.brief is not None
    fixed = replace(answer.brief, corrected=NOW + timedelta(hours=2), correction="12, not 21")
    name, updated = first(replace(answer, brief=fixed))
    assert name == first(answer)[0]
    assert updated == "2026-11-24T10:00:00+00:00"


def test_no_other_installation_has_our_ids() -> None:
    view = story_view(cards.PLAIN)
    other = replace(HOME, identity="installation-2")
    ours = set(re.findall(rb"urn:uuid:[0-9a-f-]+", frame.atom(view, HOME)))
    theirs = set(re.findall(rb"urn:uuid:[0-9a-f-]+", frame.atom(view, other)))
    assert not ours & theirs


def test_a_json_feed_says_the_same_as_the_atom_feed() -> None:
    view = pages.today(cards.ANSWERS["see_also"], [], HOME)
    told = json.loads(frame.json_feed(view, HOME))
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == "https://news.example/feed.json"
    assert [(one["id"], one["title"], one["content_html"]) for one in told["items"]] == [
        tuple(one.findtext(f"{ATOM}{part}") for part in ("id", "title", "content"))
        for one in entries(view)
    ]
    assert 'href="https://news.example/story/' in told["items"][0]["content_html"] or (
        told["items"][0]["url"] == "https://news.example/story/s1"
    )


def test_a_search_has_a_feed_of_its_own() -> None:
    view = pages.found(Answer("a & b", NOW), "a & b", site.search("a & b"), HOME)
    assert view.feed("atom") == "/search/feed.atom?q=a+%26+b"
    assert shown(view).xpath("//input[@name='q']/@value") == ["a & b"]
    assert shown(view).xpath("//link[@rel='alternate']/@href")[0] == view.feed("atom")


def test_a_day_in_a_feed_is_as_new_as_its_last_correction() -> None:
    digest = cards.DIGESTS["corrected"]
    late = NOW + timedelta(days=1)
    item = replace(digest.items[0], brief=replace(digest.items[0].brief, corrected=late))
    digest = replace(digest, items=(item, *digest.items[1:]))
    view = pages.days([date(2026, 11, 24)], [(date(2026, 11, 24), digest)], NOW, HOME)
    (one,) = view.entries
    assert one.updated == late
    assert one.published == digest.as_of.astimezone(UTC)
