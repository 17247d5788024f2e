"""Feeds as they are served: what is broken spoils what it touches, and nothing else."""

import io
from datetime import UTC, datetime

import feedparser  # type: ignore[import-untyped]  # it ships no types
import pytest

from bot.errors import BombError
from bot.models import Entry
from bot.reading.feeds.entries import parse_feed

NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://harbour.example/feed"


def entries(content: bytes | str) -> tuple[Entry, ...]:
    raw = content if isinstance(content, bytes) else content.encode()
    return parse_feed(raw, URL, None, now=NOW).entries


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return f"{head}<rss><channel><title>Pier</title>{''.join(items)}</channel></rss>"


def item(title: str, link: str = "", guid: str = "", more: str = "") -> str:
    parts = (("title", title), ("link", link), ("guid", guid))
    return f"<item>{''.join(f'<{k}>{v}</{k}>' for k, v in parts if v)}{more}</item>"


def titles(content: bytes | str) -> list[str | None]:
    return [entry.title for entry in entries(content)]


def test_one_bad_byte_leaves_the_rest_in_utf_8() -> None:
    text = rss(*(item(f"Fähre nach Öland läuft aus {n}") for n in range(9)), item("Kai@ zu"))
    found = titles(text.encode().replace(b"@", b"\x92"))
    assert found[0] == "Fähre nach Öland läuft aus 0"
    assert found[-1] == "Kai’ zu"


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("cp1252", "A travessia não foi feita porque o mar está agitado, diz a capitania do porto"),
        ("cp1252", "Färjan går inte i dag för att det blåser, säger rederiet på måndagen"),
        (
            "cp1250",
            "Prom nie wypłynął, bo wiatr był silniejszy niż się spodziewano",
        ),
        ("cp1251", "Паром не вышел из порта, потому что ветер усилился, сообщили моряки"),
    ],
)
def test_a_charset_that_is_not_named_is_known_by_its_words(charset: str, text: str) -> None:
    assert titles(rss(item(text), head="<?xml version='1.0'?>").encode(charset)) == [text]


def test_a_charset_that_only_the_declaration_names_is_used_in_a_repair() -> None:
    text = rss(item("Přívoz stojí & čeká"), head='<?xml version="1.0" encoding="cp1250"?>')
    assert titles(text.encode("cp1250")) == ["Přívoz stojí & čeká"]


@pytest.mark.parametrize(
    "before", ["<br />\n<b>Notice</b>: x in <b>a.php</b>\n", "Deprecated: strftime()\n", "\n\n"]
)
def test_what_a_server_prints_before_a_feed_is_passed_over(before: str) -> None:
    assert titles(before + rss(item("Quay mended"))) == ["Quay mended"]


def test_entities_for_short_texts_are_read_and_others_refused() -> None:
    head = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY nbsp "&#160;"><!ENTITY pier "Old Pier">]>'
    assert titles(rss(item("The&nbsp;&pier;"), head=head)) == ["The Old Pier"]
    for bad in ('"&pier;&pier;"', 'SYSTEM "file:///etc/passwd"', f'"{"x" * 99}"'):
        with pytest.raises(BombError):
            entries(rss(item("&b;"), head=head.replace("]>", f"<!ENTITY b {bad}>]>")))


def test_signs_that_are_no_markup_are_text() -> None:
    text = rss(item("Tern & Son < Gull & Co"), item("<![CDATA[2 < 3 & more]]>"), item("Next"))
    assert titles(text) == ["Tern & Son < Gull & Co", "2 < 3 & more", "Next"]


def test_a_tag_left_open_ends_with_its_text() -> None:
    open_tag = "<description>See <a href='/x'>this<a> now</description>"
    found = entries(rss(item("One", more=open_tag), item("Two"), item("Three")))
    assert [entry.title for entry in found] == ["One", "Two", "Three"]
    assert found[0].summary == "See this now"


@pytest.mark.parametrize(
    "end",
    ["<link>https://a.example/2026/q", "<link>https://a.example/2026/quay</li", "<descri",
     "<description><![CDATA[<p>half"],
)  # fmt: skip
def test_what_was_cut_is_left_out(end: str) -> None:
    whole = rss(item("One", "https://a.example/1"))
    cut = whole.partition("</channel>")[0] + f"<item><title>Two</title>{end}"
    found = entries(cut)
    assert [entry.title for entry in found] == ["One", "Two"]
    assert [entry.url for entry in found] == ["https://a.example/1", None]


@pytest.mark.parametrize(
    ("items", "count"),
    [
        ([item("A", "/1", "N/A"), item("B", "/2", "N/A")], 2),
        ([item("A", "/", "x"), item("B", "/", "x"), item("C", "/", "x")], 3),
        ([item("A", "/1", "g"), item("A again", "/1", "g")], 1),
        ([item("A", "/1?from=rss", "g"), item("A", "/1", "g")], 1),
        ([item("09:10 Fog", "/live"), item("09:40 Sun", "/live")], 2),
        ([item("Fog", "/live"), item("Fog", "/live")], 1),
        ([item("Fog", "/live#p1"), item("Sun", "/live#p2")], 2),
    ],
)
def test_entries_are_one_where_identifier_link_and_title_say_so(
    items: list[str], count: int
) -> None:
    found = entries(rss(*items))
    assert len(found) == len({entry.id for entry in found}) == count


@pytest.mark.parametrize(
    ("tags", "author"),
    [
        ("<author>desk@pier.example (Ida Holm)</author>", "Ida Holm"),
        ("<author>Ida Holm &lt;ida@pier.example&gt;</author>", "Ida Holm"),
        ("<author>desk@pier.example</author>", None),
        ("<author>Ida Holm</author><author>Jon Berg</author>", "Ida Holm, Jon Berg"),
    ],
)
def test_authors_are_people_without_addresses(tags: str, author: str | None) -> None:
    assert entries(rss(item("A", more=tags)))[0].author == author


def test_an_aggregator_names_the_outlet_apart_from_the_title() -> None:
    source = '<source url="https://gull.example">The Gull</source>'
    (entry,) = entries(rss(item("Quay mended - The Gull", more=source)))
    assert (entry.title, entry.outlet) == ("Quay mended", "The Gull")


def test_an_episode_leads_to_its_recording() -> None:
    sound = '<enclosure url="https://pier.example/7.mp3" type="audio/mpeg" length="9"/>'
    assert entries(rss(item("Episode 7", more=sound)))[0].url == "https://pier.example/7.mp3"


def test_a_film_is_described_in_its_group_and_files_are_no_text() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">'
        "<entry><id>1</id><title>Film</title><media:group><media:description>Terns dive."
        "</media:description></media:group></entry>"
        '<entry><id>2</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Plan'
        '<script>count()</script> B</div></title><content type="image/png">iVBORw0KGgo=</content>'
        "</entry></feed>"
    )
    film, plan = entries(atom)
    assert film.summary == "Terns dive."
    assert (plan.title, plan.summary) == ("Plan B", None)


def test_a_link_whose_host_cannot_be_is_none() -> None:
    found = entries(rss(item("A", "http://xn--localhost/x", "1"), item("B", "/b", "2")))
    assert [entry.url for entry in found] == [None, "https://harbour.example/b"]


def test_a_broken_json_feed_gives_the_items_that_are_whole() -> None:
    whole = '{"title": "Pier", "items": [{"id": "1", "title": "Café"}, {"id": "2", "title": "Quay"}'
    assert titles(f"{whole},]}}") == ["Café", "Quay"]
    assert titles(f'{whole}, {{"id": "3", "ti') == ["Café", "Quay"]
    assert titles(f"{whole}]}}".encode("cp1252")) == ["Café", "Quay"]


def test_latin_1_is_what_the_web_means_by_it() -> None:
    text = rss(item("“Closed” – the quay"), head='<?xml version="1.0" encoding="ISO-8859-1"?>')
    assert titles(text.encode("cp1252")) == ["“Closed” – the quay"]


def test_one_bad_byte_among_few_letters_leaves_them() -> None:
    assert titles(rss(item("Café @")).encode().replace(b"@", b"\x93")) == ["Café “"]


@pytest.mark.parametrize(
    ("files", "url"),
    [
        ('<enclosure url="https://harbour.example/1.mp3"/>', "https://harbour.example/1.mp3"),
        (
            '<enclosure url="https://harbour.example/1.m4a?x=2" type="application/octet-stream"/>',
            "https://harbour.example/1.m4a?x=2",
        ),
        ('<enclosure url="https://harbour.example/1.pdf"/>', None),
    ],
)
def test_a_recording_is_known_by_its_name_too(files: str, url: str | None) -> None:
    assert [entry.url for entry in entries(rss(item("One", guid="n1", more=files)))] == [url]


@pytest.mark.parametrize(
    "namespace", ["https://www.w3.org/2005/atom/", "http://www.w3.org/2005/Atom"]
)
@pytest.mark.parametrize(
    "said",
    [
        '<link href="/1"/>',
        "<link>https://harbour.example/1</link>",
        "<id>https://harbour.example/1</id>",
    ],
)
def test_an_entry_of_atom_leads_to_its_page(namespace: str, said: str) -> None:
    feed = f'<feed xmlns="{namespace}"><entry><title>One</title>{said}</entry></feed>'
    assert [entry.url for entry in entries(feed)] == ["https://harbour.example/1"]


def test_a_feed_that_counts_readers_names_the_page_it_leads_to() -> None:
    original = (
        '<b:origLink xmlns:b="http://rssnamespace.org/feedburner/ext/1.0">'
        "https://harbour.example/1</b:origLink>"
    )
    found = entries(rss(item("One", "https://counter.example/r", more=original)))
    assert [entry.url for entry in found] == ["https://harbour.example/1"]


@pytest.mark.parametrize(
    "content",
    [
        rss(item("One", "https://harbour.example/1"), item("Two", guid="n2")),
        rss('<item><body xmlns="http://www.w3.org/1999/xhtml"><p>One</p></body></item>'),
        rss("<item><fullitem>One</fullitem></item>"),
        rss("<item><body>One</body></item>"),
        '<feed xmlns="http://www.w3.org/2005/Atom"><item><title>One</title></item></feed>',
        '<feed xmlns="http://purl.org/atom/ns#"><entry><title>One</title></entry></feed>',
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item><title>One</title></item></r:RDF>',
        rss('<item xmlns:i="http://www.itunes.com/DTDs/Podcast-1.0.dtd"><i:summary>One</i:summary></item>'),
        rss("<item><author>Ada</author></item>", "<item><enclosure/></item>"),
        rss("<item><description><![CDATA[<!DOCTYPE ]]></description></item>", head="<!--<rss-->"),
        rss(item("One"), head='<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x">'),
    ],
)  # fmt: skip
def test_no_entry_is_lost_that_feedparser_has(content: str) -> None:
    theirs = feedparser.parse(io.BytesIO(content.encode())).entries
    assert len(entries(content)) >= len(theirs) > 0


@pytest.mark.parametrize(
    "content",
    [
        (
            '<CHANNEL BASE="https://harbour.example/"><ITEM HREF="/1" LASTMOD="2026-11-02T10:00Z">'
            "<TITLE>One</TITLE><ABSTRACT>Terns</ABSTRACT></ITEM></CHANNEL>"
        ),
        (
            "<RSS><Channel><Item><Title>One</Title><Link>/1</Link><Description>Terns</Description>"
            "<PubDate>Mon, 02 Nov 2026 10:00:00 GMT</PubDate></Item></Channel></RSS>"
        ),
        (
            '<rss xmlns="https://pier.example/ours"><item><title>One</title><guid>/1</guid>'
            "<summary>Terns</summary><published>2026-11-02T10:00Z</published></item></rss>"
        ),
        (
            '<feed xmlns="https://pier.example/ours"><entry><title>One</title><id>/1</id>'
            "<content>Terns</content><issued>2026-11-02T10:00Z</issued></entry></feed>"
        ),
        (
            "<feed><entry><title>One</title><link href='/1'/><updated>2026-11-02T10:00Z</updated>"
            "<summary>Terns</summary></entry></feed>"
        ),
        (
            '<feed xmlns="http://purl.org/atom/ns#"><entry><title mode="base64">T25l</title>'
            '<link href="/1"/><summary type="text/html" mode="base64">PGI+VGVybnM8L2I+</summary>'
            "<issued>2026-11-02T10:00Z</issued></entry></feed>"
        ),
    ],
)
def test_old_and_odd_feeds_are_read_as_they_are_meant(content: str) -> None:
    (entry,) = entries(content)
    assert (entry.url, entry.title, entry.summary) == (f"{URL[:-4]}1", "One", "Terns")
    assert (entry.published or entry.updated) == datetime(2026, 11, 2, 10, tzinfo=UTC)


def test_entries_that_say_nothing_to_read_stay_apart() -> None:
    pictures = (f'<description>&lt;img src="/{n}.jpg"></description>' for n in (1, 2))
    found = entries(rss(*(f"<item>{picture}</item>" for picture in pictures)))
    assert len({entry.id for entry in found}) == len(found) == 2


def test_letters_written_as_numbers_no_parser_takes() -> None:
    assert titles(rss(item("Caf&#XE9; &#xD83D;&#xDE00;&#55357;&#56832;&#xD800;!"))) == [
        "Café 😀😀!"
    ]


def test_half_a_letter_is_no_part_of_what_an_entry_is_known_by() -> None:
    found = entries(r'{"items": [{"id": "n1\ud800", "title": "One \ud83d\ude00"}]}')
    assert [(entry.id, entry.title) for entry in found] == [("n1", "One 😀")]


def test_a_prefix_that_an_old_feed_does_not_declare_is_left_alone() -> None:
    feed = "<feed><entry><title>One</title><g:point>1</g:point><dc:creator>Ada</dc:creator></entry>"
    assert [(entry.title, entry.author) for entry in entries(feed)] == [("One", "Ada")]
