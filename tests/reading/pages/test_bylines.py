"""Bylines are people and agencies, without what stands around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from bot.reading.pages.bylines import (
    below_headline,
    distinct,
    is_person,
    only_author,
    signatures,
    split,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Novak", ["Ada Novak"]),
        ("By ADA NOVAK and BO LIND", ["ADA NOVAK", "BO LIND"]),
        ("Ada Novak, Bo Lind and Cy van der Berg", ["Ada Novak", "Bo Lind", "Cy van der Berg"]),
        ("Von Ada Novak und Bo Lind, Oslo", ["Ada Novak", "Bo Lind"]),
        ("Par Ada Novak et Bo Lind avec AFP", ["Ada Novak", "Bo Lind", "AFP"]),
        ("Ada Novak, Staff Writers, Reuters", ["Ada Novak", "Reuters"]),
        ("Posted by", []),
        ("Ada Novak / Journalist", ["Ada Novak"]),
        ("Ada Novak, Senior Political Correspondent", ["Ada Novak"]),
        ("Ada Novak in Kyiv", ["Ada Novak"]),
        ("Ada Novak (dpa)", ["Ada Novak"]),
        ("Ada Novak <ada@post.example> @adanovak https://post.example/ada", ["Ada Novak"]),
        ("By Ada Novak, Bo Lind, and Cy Berg", ["Ada Novak", "Bo Lind", "Cy Berg"]),
        ("Por Ana Ruiz, Luis Gil, y Eva Sol", ["Ana Ruiz", "Luis Gil", "Eva Sol"]),
        ("Ada Novak, Font Size, Share", ["Ada Novak"]),
        ("Ada Novak; Photos by Bo Lind; Design: Cy Berg", ["Ada Novak"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Ana Ruiz y Luis Gil", ["Ana Ruiz", "Luis Gil"]),
        ("Олена Гнатюк та Іван Коваль", ["Олена Гнатюк", "Іван Коваль"]),
        ("dpa", ["dpa"]),
        ("Ada", ["Ada"]),
        ("Ada\u202e No\xadvak", ["Ada Novak"]),
        ("admin", []),
        ("https://www.facebook.com/post", []),
        ("", []),
    ],
)
def test_a_byline_is_split_into_names(text: str, names: list[str]) -> None:
    assert split(text) == names


@pytest.mark.parametrize(
    "name", ["Ada Novak", "ADA NOVAK", "Cy van der Berg", "Lê Phương", "J. P. O’Hara"]
)
def test_names_look_like_names(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "text", ["Read more", "3 min read", "the mayor", "Ada", "Ada Novak said no"]
)
def test_other_words_do_not(text: str) -> None:
    assert not is_person(text)


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        (
            '<p class="article-byline">By <a>Ada Novak</a>, <a>Bo Lind</a></p>',
            ["Ada Novak", "Bo Lind"],
        ),
        ('<a rel="author">Ada Novak</a>', ["Ada Novak"]),
        (
            "<li>Von: <span><a>Ada Novak</a>, </span><span><a>Bo Lind</a></span></li>",
            ["Ada Novak", "Bo Lind"],
        ),
        ("<p><i>Written by</i> <b>Ada Novak</b> <u>Follow</u></p>", ["Ada Novak"]),
        ('<div class="author">Read more</div>', None),
        (
            '<p class=byline><a href="/people/ada/">Ada Novak</a> and Bo Lind <i>Sea Life</i></p>',
            ["Ada Novak", "Bo Lind"],
        ),
        ('<a href="https://post.example/author/ada/">Ada Novak</a>', ["Ada Novak"]),
        ('<aside><p class="byline">Ada Novak</p></aside>', None),
        ("<p>By Monday the water had fallen.</p>", None),
    ],
)
def test_a_reader_sees_who_wrote(markup: str, names: list[str] | None) -> None:
    elements = list(html.fromstring(f"<div>{markup}</div>").iter())
    assert next(below_headline(elements[1:]), None) == names


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["Reuters", "reuters"], ["Reuters"]),
        (["Associated Press", "AP"], ["Associated Press"]),
        (["Bo Lind", "The Associated Press", "AP"], ["Bo Lind", "The Associated Press"]),
        (["Ada Novak", "Reuters", "dpa"], ["Ada Novak", "Reuters", "dpa"]),
    ],
)  # fmt: skip
def test_an_agency_is_named_once(names: list[str], kept: list[str]) -> None:
    assert distinct(names) == kept


def test_the_only_author_that_a_page_links_to_wrote_it() -> None:
    link = '<p><a rel="author" href="/a/{0}">{0} Novak</a></p>'
    assert only_author(html.fromstring(f"<div>{link.format('Ada') * 2}</div>")) == ["Ada Novak"]
    two = link.format("Ada") + link.format("Bo")
    assert only_author(html.fromstring(f"<div>{two}</div>")) == []


def test_a_name_after_the_last_paragraph_signs() -> None:
    body = "<p>" + "The bridge was closed on Monday. " * 5 + "</p>"
    page = html.fromstring(f"<div>{body * 3}<p><strong>Ada Novak</strong></p></div>")
    assert list(filter(None, signatures(page))) == [["Ada Novak"]]


@given(st.text(max_size=80))
def test_no_name_is_an_address_or_has_loose_ends(text: str) -> None:
    for name in split(text):
        assert name == name.strip(" ,;")
        assert "@" not in name or not name.partition("@")[2][:1].isalnum()
