"""The element that holds a page's article is found by name, tag and running text."""

from lxml import html

from bot.reading.body.blocks import read_blocks
from bot.reading.body.containers import Holders, holders

PROSE = f"<p>{'The river rose again on Sunday night, and two villages were cut off. ' * 4}</p>"
LIST = "<ul><li><a href='/a'>A long pointer to another article of the day, with all its words"


def held(page: str) -> Holders:
    return holders(read_blocks(html.document_fromstring(page)))


def test_the_article_is_in_the_element_named_for_it_not_in_the_comments() -> None:
    page = (
        f"<main class='page'><div class='story-body'>{PROSE}</div>"
        f"<div class='comment-content'>{PROSE * 5}</div></main>"
    )
    found = held(page)
    assert found.named is not None
    assert found.named.get("class") == "story-body"
    assert found.likeliest is found.named


def test_a_name_without_running_text_holds_nothing() -> None:
    page = f"<div class='story-body'>{LIST * 9}</div><div class='post-content'>{PROSE}</div>"
    found = held(page)
    assert found.named is not None
    assert found.named.get("class") == "post-content"


def test_where_no_name_tells_the_tag_does() -> None:
    found = held(f"<main><article>{PROSE}</article></main>")
    assert found.named is None
    assert found.tagged is not None
    assert found.likeliest is found.tagged


def test_microdata_is_the_surest() -> None:
    page = f"<article>{PROSE}<section itemprop='articleBody'>{PROSE}</section></article>"
    found = held(page)
    assert found.likeliest is not None
    assert found.likeliest.tag == "section"


def test_a_page_of_links_has_no_holder() -> None:
    assert held(f"<article class='post-content'>{LIST * 30}") == Holders(None, None, None)
