"""JSON-LD is read in every shape that templates give it."""

import pytest
from lxml import html

from bot.reading.pages.jsonld import Node, article_of, read_nodes, resolve, text_of

ARTICLE = '{"@type": "NewsArticle", "headline": "Bridge closes", "datePublished": "2030-05-06"}'


def nodes(*scripts: str) -> list[Node]:
    tags = (f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return read_nodes(html.fromstring(f"<html><head>{''.join(tags)}</head><body></body></html>"))


def headline(*scripts: str, this: str = "") -> str:
    return text_of(
        article_of(nodes(*scripts), lambda node: node.get("headline") == this)["headline"]
    )


@pytest.mark.parametrize(
    "script",
    [
        ARTICLE,
        f"[{ARTICLE}]",
        f'{{"@graph": [{{"@type": "Organization", "name": "Post"}}, {ARTICLE}]}}',
        f'{{"@type": "WebPage", "mainEntity": {ARTICLE}}}',
        f"<!-- {ARTICLE} -->",
        f"//<![CDATA[\n{ARTICLE}\n//]]>",
        f"{ARTICLE};",
        f'{{"@type": "BreadcrumbList"}}\n{ARTICLE}',
        ARTICLE.replace("}", ",}"),
        ARTICLE.replace("Bridge closes", "Bridge closes").replace(
            ', "date', ',\n"note": "a\nb", "date'
        ),
        ARTICLE.replace('"NewsArticle"', '["ReportageNewsArticle", "CreativeWork"]'),
        ARTICLE.replace('"NewsArticle"', '"https://schema.org/LiveBlogPosting"'),
    ],
)
def test_an_article_is_found_in_any_shape(script: str) -> None:
    assert headline(script) == "Bridge closes"


@pytest.mark.parametrize("script", ["", "{", "not json", "[" * 100_000, '{"a": ' * 5000, "null"])
def test_what_is_no_json_is_no_node(script: str) -> None:
    assert article_of(nodes(script), lambda _: False) == {}


def test_the_pages_own_article_wins_over_a_fuller_teaser() -> None:
    teaser = ARTICLE.replace("Bridge closes", "Zoo opens").replace("}", ', "author": "A. Gull"}')
    own = '{"@type": "NewsArticle", "headline": "Bridge closes"}'
    assert headline(teaser, own, this="Bridge closes") == "Bridge closes"


def test_list_items_are_never_the_article() -> None:
    assert nodes(f'{{"@type": "ItemList", "itemListElement": [{ARTICLE}]}}')[1:] == []


def test_a_reference_leads_to_the_person() -> None:
    graph = nodes(
        '{"@graph": [{"@id": "#p"}, {"@id": "#p", "@type": "Person", "name": "Ada Novak"}]}'
    )
    assert text_of(resolve(graph, {"@id": "#p"})) == "Ada Novak"
    assert resolve(graph, {"@id": "#nobody"}) == {"@id": "#nobody"}


def test_character_references_are_read_even_twice() -> None:
    assert text_of("Mayor: &amp;quot;No&amp;quot;") == 'Mayor: "No"'
