"""What a page says about its article, in whatever way it says it; nothing is guessed."""

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from bot.reading.pages.headlines import fold, tidy
from bot.reading.pages.metadata import Metadata, read_metadata

URL = "https://www.harbourpost.example/news/bridge-closes"
ARTICLE: dict[str, object] = {
    "@type": "NewsArticle",
    "headline": "Bridge closes after crack is found",
    "author": [{"@type": "Person", "name": "Ada Novak"}, {"@type": "Person", "name": "Bo Lind"}],
    "datePublished": "2030-05-06T23:30:00+02:00",
    "dateModified": "2030-05-08T10:00:00+02:00",
    "publisher": {"@type": "Organization", "name": "Harbour Post"},
    "image": {"url": "/i/1.jpg", "caption": "The bridge at dawn", "creditText": "Cy Berg/HP"},
}
PUBLISHED = datetime(2030, 5, 6, 21, 30, tzinfo=UTC)


def read(
    head: str = "", body: str = "", url: str = URL, article: dict[str, object] | None = None
) -> Metadata:
    linked = f'<script type="application/ld+json">{json.dumps(article)}</script>' if article else ""
    page = f"<html lang='en-GB'><head>{head}{linked}</head><body>{body}</body></html>"
    return read_metadata(html.fromstring(page), url)


def test_jsonld_says_it_all() -> None:
    page = read(article=ARTICLE)
    assert page.headline == ARTICLE["headline"]
    assert page.byline == "Ada Novak, Bo Lind"
    assert (page.published, page.published_offset) == (PUBLISHED, timedelta(hours=2))
    assert (page.lang, page.outlet, page.url) == ("en", "Harbour Post", URL)
    assert page.image is not None
    assert page.image.url == "https://www.harbourpost.example/i/1.jpg"
    assert (page.image.caption, page.image.credit) == ("The bridge at dawn", "Cy Berg/HP")
    assert not page.is_paywalled


def test_meta_elements_stand_in() -> None:
    page = read(
        '<meta property="og:title" content="Bridge closes - Harbour Post">'
        '<meta property="og:site_name" content="Harbour Post">'
        '<meta name="author" content="By Ada Novak">'
        '<meta property="article:modified_time" content="2031-01-01">'
        '<meta property="article:published_time" content="2030-05-06T21:30:00Z">'
    )
    assert (page.headline, page.byline, page.outlet) == (
        "Bridge closes",
        "Ada Novak",
        "Harbour Post",
    )
    assert (page.published, page.published_offset) == (PUBLISHED, None)


def test_what_a_reader_sees_stands_in() -> None:
    page = read(
        body="<article><h1>Bridge closes</h1><p class=byline>By Ada Novak</p>"
        "<p class=date>May 6, 2030</p></article>"
    )
    assert (page.headline, page.byline) == ("Bridge closes", "Ada Novak")
    assert (page.published, page.published_offset) == (datetime(2030, 5, 6, tzinfo=UTC), None)


def test_a_page_that_says_nothing_is_not_guessed_about() -> None:
    page = read(body="<p>The river rose on 4/5. In 2029 it had not.</p>")
    assert page == Metadata(lang="en", url=URL)


def test_a_day_may_stand_in_a_hint() -> None:
    hint = "<abbr itemprop=datePublished title='2030-05-06T23:30:00+02:00'>11:30 pm</abbr>"
    assert read(body=f"<h1>Bridge closes</h1>{hint}").published == PUBLISHED


def test_another_line_that_says_when_it_was_changed_is_no_label() -> None:
    lines = "<p>Last updated: May 8, 2030</p><p>First published: May 6, 2030</p>"
    page = read(body=f"<h1>Bridge closes</h1>{lines}")
    assert page.published == datetime(2030, 5, 6, tzinfo=UTC)


def test_authors_may_stand_side_by_side() -> None:
    names = "<span class=author>Ada Novak</span> <span class=author>José Ortega y Gasset</span>"
    assert read(body=f"<h1>Bridge closes</h1>{names}").byline == "Ada Novak, José Ortega y Gasset"


def test_a_modified_time_is_no_publication() -> None:
    assert read(article={**ARTICLE, "datePublished": None}).published is None


def test_the_address_may_hold_the_day() -> None:
    page = read(url="https://www.harbourpost.example/2030/05/06/bridge-closes")
    assert page.published == datetime(2030, 5, 6, tzinfo=UTC)


def test_utc_takes_the_offset_of_the_clock_that_the_reader_sees() -> None:
    page = read(
        body=f"<h1>{ARTICLE['headline']}</h1><time datetime='2030-05-06T23:30+02:00'></time>",
        article={**ARTICLE, "datePublished": "2030-05-06T21:30:00Z"},
    )
    assert (page.published, page.published_offset) == (PUBLISHED, timedelta(hours=2))


def test_a_bare_date_takes_the_time_that_another_place_states() -> None:
    page = read(
        '<meta property="article:published_time" content="2030-05-06T23:30:00+02:00">',
        article={**ARTICLE, "datePublished": "2030-05-06"},
    )
    assert (page.published, page.published_offset) == (PUBLISHED, timedelta(hours=2))


MAY_4 = datetime(2030, 5, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "is_date"),
    [
        ("6 May 2030", True),
        ("Published: Monday, May 6, 2030, 9 pm", True),
        ("Mo 06.05.2030 | 21:30 Uhr | Von", True),
        ("Published on Monday the 6th of May 2030", True),
        ("The council votes on it on May 6, 2030", False),
        ("Updated May 6, 2030", False),
    ],
)
def test_a_line_is_a_date_or_a_sentence_with_one(line: str, is_date: bool) -> None:  # noqa: FBT001 — expected value
    page = read(body=f"<h1>Bridge closes</h1><p>{line}</p>")
    assert (page.published is not None) is is_date


def test_a_teasers_time_is_not_the_articles() -> None:
    long = "<p>" + "The bridge was closed on Monday. " * 8 + "</p>"
    page = read(body=f"<h1>Bridge closes</h1>{long * 3}<time datetime='2031-01-01'></time>")
    assert page.published is None


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("Ada Novak and Bo Lind", "Ada Novak, Bo Lind"),
        ({"name": "Ada Novak"}, "Ada Novak"),
        ({"givenName": "Ada", "familyName": "Novak"}, "Ada Novak"),
        ([{"name": "Ada Novak"}, {"name": "ada novak"}], "Ada Novak"),
        ([{"name": "Ada Novak"}, {"name": "Harbour Post"}], "Ada Novak"),
        ([{"name": "Ada Novak"}, {"name": "Reuters"}], "Ada Novak, Reuters"),
        ({"@type": "Organization", "name": "Harbour Post"}, None),
        ({"@type": "Organization", "name": "Sea and Land Wire"}, "Sea and Land Wire"),
        (None, None),
        (7, None),
    ],
)
def test_authors_come_in_many_shapes(author: object, byline: str | None) -> None:
    assert read(article={**ARTICLE, "author": author}).byline == byline


def test_a_place_that_names_more_people_wins() -> None:
    page = read(
        '<meta property="article:author" content="Ada Novak">'
        '<meta property="article:author" content="Cy Berg">',
        article={**ARTICLE, "author": "Ada Novak"},
    )
    assert page.byline == "Ada Novak, Cy Berg"


def test_a_seen_byline_wins_over_the_outlets_name() -> None:
    page = read(
        body=f"<h1>{ARTICLE['headline']}</h1><p class='byline'>By Ada Novak</p>",
        article={**ARTICLE, "author": {"@type": "Organization", "name": "Harbour Post"}},
    )
    assert page.byline == "Ada Novak"


def test_a_seen_byline_wins_over_an_accounts_name() -> None:
    body = f"<h1>{ARTICLE['headline']}</h1><p class='byline'>By Ada Novak</p>"
    assert read(body=body, article={**ARTICLE, "author": "ada.novak2"}).byline == "Ada Novak"
    assert read(article={**ARTICLE, "author": "ada.novak2"}).byline == "ada.novak2"


def test_a_site_is_named_by_its_data() -> None:
    site = {"@type": "WebSite", "name": "Brem Weekly"}
    article = {**ARTICLE, "publisher": None, "author": ["Ada Novak", "Brem Weekly"]}
    page = read("<title>Bridge closes | Brem Weekly</title>", article={"@graph": [article, site]})
    assert (page.outlet, page.byline) == ("Brem Weekly", "Ada Novak")


@pytest.mark.parametrize("tag", ["h2", "b"])
def test_what_is_set_large_is_the_headline_where_nothing_is_the_main_heading(tag: str) -> None:
    body = f"<{tag}>Who has crossed the bridge?</{tag}>"
    page = read("<title>Who has crossed the bridge? - The Brem boards</title>", body)
    assert page.headline == "Who has crossed the bridge?"


def test_styles_are_no_part_of_a_heading() -> None:
    page = read(body="<h1><style>.a{top:0}</style>Bridge closes</h1>")
    assert page.headline == "Bridge closes"


def test_the_outlets_own_name_stands_where_it_signs() -> None:
    page = read(
        body=f"<h1>{ARTICLE['headline']}</h1><p class='byline'>By Harbour Post</p>",
        article={**ARTICLE, "author": {"@type": "Organization", "name": "Harbour Post"}},
    )
    assert page.byline == "Harbour Post"


TEXT = "<p>" + "The water fell on Monday. " * 10 + "</p>"


@pytest.mark.parametrize(
    ("body", "published"),
    [
        (f"<p>4 May 2030</p><h1>Bridge closes</h1>{TEXT}", MAY_4),
        (f"<h1>Bridge closes</h1><time>4 May 2030</time>{TEXT}", MAY_4),
        (f"<h1>Bridge closes</h1>{TEXT * 3}<p>Posted 4 May 2030</p>", MAY_4),
        (f"<h1>Bridge closes</h1>{TEXT * 3}<p>4 May 2030</p><p>5 May 2030</p>", None),
        (f"<h1>Bridge closes</h1><p>Updated: <time>4 May 2030</time></p>{TEXT}", None),
        (f"<h1>Bridge closes</h1>{TEXT * 3}<footer><p>4 May 2030</p></footer>", None),
    ],
)
def test_a_day_is_read_where_readers_see_it(body: str, published: datetime | None) -> None:
    assert read(body=body, article={}).published == published


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("/news/bridge", "https://www.harbourpost.example/news/bridge"),
        ("https://www.harbourpost.example/", URL),
        ("https://elsewhere.example/news/bridge", URL),
        ("javascript:alert(1)", URL),
        ("http://[", URL),
    ],
)
def test_the_canonical_address_is_the_pages_own(canonical: str, url: str) -> None:
    assert read(f'<link rel="canonical" href="{canonical}">').url == url


@pytest.mark.parametrize(
    ("free", "walled"), [(False, True), ("False", True), (True, False), (None, False)]
)
def test_a_declared_paywall_is_seen(free: object, walled: bool) -> None:  # noqa: FBT001 — expected value
    assert read(article={**ARTICLE, "isAccessibleForFree": free}).is_paywalled is walled


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(ARTICLE)), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*ARTICLE, "url", "mainEntityOfPage", "creator"]), JSON))
def test_any_jsonld_is_survived(values: dict[str, object]) -> None:
    read(article={**values, "@type": "NewsArticle"})


@pytest.mark.slow
def test_real_pages_are_told_as_well_as_they_were(shared: Callable[[str], Path]) -> None:
    """A floor just below what bench/metadata.py measured; what is above it is free to change."""
    with gzip.open(shared("pages/newspapers_a.jsonl.gz"), "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    titles = days = authors = 0
    for page in pages:
        tree = html.fromstring(page["html"].encode(), parser=html.HTMLParser(encoding="utf-8"))
        found = read_metadata(tree, page["url"])
        titles += found.headline == tidy(page["title"])
        local = found.published and found.published + (found.published_offset or timedelta())
        days += page["published"][:10] in {str(found.published)[:10], str(local)[:10]}
        signed = [name for name in page["authors"] if fold(name) != fold(found.outlet or "")]
        told = (found.byline or "").split(", ") if found.byline else []
        authors += [name for name in told if fold(name) != fold(found.outlet or "")] == signed
    assert titles >= 0.86 * len(pages)
    assert days >= 0.98 * len(pages)
    assert authors >= 0.88 * len(pages)
