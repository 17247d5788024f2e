"""The article of a page that shows none: where its data or what it hides have it."""

import json

import pytest

from bot.errors import EmptyPageError
from bot.reading.article import read_page

TOLD = (
    "The ferry between Ostra and the mainland will stop in January, its owner said on Monday.",
    "Some 300 people cross the sound each day, most of them pupils and the nurses of the clinic.",
    "A new hull would cost 12 million crowns, which the island's council says that it lacks.",
    "The council will ask the county for a loan before the winter, the mayor, Lia Norr, said.",
)
HEADLINE = "Ferry to Ostra stops in January"
TEASERS = [
    {"title": f"Mill {n}", "excerpt": f"Mill {n} of Harn burned for hours, and nobody was hurt."}
    for n in range(20)
]  # fmt: skip
STATES = {
    "paragraphs": {"article": {"title": HEADLINE, "body": list(TOLD)}, "more": TEASERS},
    "markup": {"post": {"headline": HEADLINE, "html": "".join(f"<p>{one}</p>" for one in TOLD)}},
    "links": {
        "title": HEADLINE,
        "content": [
            {
                "nodeType": "paragraph",
                "content": [
                    {"nodeType": "text", "value": one[:24]},
                    {
                        "nodeType": "hyperlink",
                        "data": {"uri": "https://ostra.example/ferry"},
                        "content": [{"nodeType": "text", "value": one[24:40]}],
                    },
                    {"nodeType": "text", "value": one[40:]},
                ],
            }
            for one in TOLD
        ],
    },
    "objects": {
        "items": [{"name": "teasers", "list": TEASERS}],
        "story": {
            "title": HEADLINE,
            "blocks": [
                {"type": "paragraph", "content": [{"text": one[:20]}, {"text": one[20:]}]}
                for one in TOLD
            ],
        },
    },
}


def page(body: str = "", head: str = "") -> str:
    head = f"<title>{HEADLINE}</title>{head}"
    return f"<html lang='en'><head>{head}</head><body><h1>{HEADLINE}</h1>{body}</body></html>"


def in_ld(text: str) -> str:
    data = {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": text}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


PARAGRAPHS = "".join(f"<p>{one}</p>" for one in TOLD)


@pytest.mark.parametrize(
    "html",
    [
        page("<p>Loading</p>", in_ld("\n\n".join(TOLD))),
        page("<p>Loading</p>", in_ld("".join(TOLD))),  # the breaks were lost
        page("<p>Loading</p>", in_ld(PARAGRAPHS)),
        page(f"<p>{TOLD[0]}</p><p>{TOLD[1][:40]}…</p>", in_ld("\n".join(TOLD))),
        page(f"<div id=root></div><noscript><div>{PARAGRAPHS}</div></noscript>"),
        page(f"<template><section>{PARAGRAPHS}</section></template>"),
        *(
            page(f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>')
            for state in STATES.values()
        ),
        page(f"<script>window.__STATE__ = {json.dumps(STATES['objects'])};</script>"),
    ],
)
def test_the_article_is_found_in_what_a_reader_does_not_see(html: str) -> None:
    assert read_page(html, id="a").body.split() == " ".join(TOLD).split()


def test_what_is_shown_in_whole_is_taken_as_it_is_shown() -> None:
    longer = in_ld(" ".join(TOLD) + " Read on in our app.")
    html = page(
        PARAGRAPHS + "<noscript><p>Turn on scripts to see the weather.</p></noscript>", longer
    )
    assert read_page(html, id="a").body == "\n\n".join(TOLD)


@pytest.mark.parametrize(
    "script",
    [
        "window.__STATE__ = " + "[" * 100_000,
        'window.__STATE__ = {"a": ' * 10_000,
        "window.__STATE__ = JSON.parse(" + json.dumps("[" * 100_000) + ")",
        "var a = " * 50_000,
    ],
)
def test_a_state_that_cannot_be_read_is_none(script: str) -> None:
    with pytest.raises(EmptyPageError):
        read_page(page(f"<script>{script}</script>"), id="a")
