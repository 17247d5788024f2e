"""Pointers to other articles are told from the article, and each has its own parts."""

import time
from pathlib import Path

import pytest
from lxml import html

from bot.models import Image, Teaser
from bot.reading.pages.teasers import Related, related

PAGE = "https://harbourpost.example/news/heron"
PROSE = (
    "<p>" + "The port authority said on Friday that the quay would close for a month. " * 4 + "</p>"
)
LIST = (
    '<ul><li><a href="/a">Ferries return to Brem</a></li>'
    '<li><a href="/b">Eel prices fall</a></li></ul>'
)
PLAN = "<p>See <a href='/x'>the plan of the port</a>.</p>"


def read(body: str) -> tuple[Related, ...]:
    page = f"<html><body><article><h1>Quay closes</h1>{body}</article></body></html>"
    return related(html.fromstring(page), PAGE)


def headlines(body: str) -> list[str | None]:
    return [one.teaser.headline for one in read(body)]


@pytest.mark.parametrize(
    "section",
    [
        f"<div><h3>Read next</h3>{LIST}</div>",
        f"<h3>Read next</h3>{LIST}",
        f"<div class='related-articles'>{LIST}</div>",
        f"<p><strong>Lesen Sie auch</strong></p>{LIST}",
    ],
)
def test_a_list_under_a_telling_heading_or_class_is_taken(section: str) -> None:
    found = read(PROSE * 3 + section + PROSE)
    assert [one.teaser for one in found] == [
        Teaser("Ferries return to Brem", url="https://harbourpost.example/a"),
        Teaser("Eel prices fall", url="https://harbourpost.example/b"),
    ]
    taken = " ".join(element.text_content() for element in found[0].elements)
    assert "port authority" not in taken
    assert "Eel prices fall" in taken


def test_a_card_has_headline_text_and_picture() -> None:
    card = (
        '<div class="card"><img src="/{0}.jpg" alt="Alt {0}"><div class="img-caption">Caption {0}.'
        '</div><div class="photo-credit">Ana Ruiz/HP</div><h2><a href="/{0}">Headline {0}</a></h2>'
        "<p>The summary of number {0}.</p></div>"
    )
    cards = "".join(card.format(n) for n in range(3))
    found = [one.teaser for one in read(f"{PROSE * 3}<div><h2>More from us</h2>{cards}</div>")]
    assert found == [
        Teaser(
            f"Headline {n}",
            f"The summary of number {n}.",
            f"https://harbourpost.example/{n}",
            Image(
                f"Caption {n}.", "Ana Ruiz/HP", f"Alt {n}", f"https://harbourpost.example/{n}.jpg"
            ),
        )
        for n in range(3)
    ]


def test_a_card_may_be_one_link_as_a_whole() -> None:
    cards = "".join(
        f'<a href="/{n}"><img src="/{n}.jpg" alt="Alt"><h3>Headline {n}</h3></a>' for n in range(2)
    )
    found = [one.teaser for one in read(f"{PROSE}<div class='read-next'>{cards}</div>")]
    assert [(one.headline, one.image and one.image.alt) for one in found] == [
        ("Headline 0", "Alt"),
        ("Headline 1", "Alt"),
    ]


def test_a_list_of_links_with_excerpts_is_taken_however_long() -> None:
    item = (
        '<li><a href="/{0}">Headline of number {0}</a> <span>VELL: The council said {1}</span></li>'
    )
    items = "".join(
        item.format(n, "it would go on with the work at the quay and..." * 5) for n in "ab"
    )
    itself = (
        f'<li><a href="{PAGE}">Quay closes</a><span>BREM: The port authority said...</span></li>'
    )
    found = read(f"<ul>{items}{itself}</ul><div>{PROSE}</div>")
    assert [one.teaser.url for one in found] == [PAGE.replace("news/heron", n) for n in "ab"]
    assert all(one.sure for one in found)
    assert found[0].teaser.text is not None
    assert found[0].teaser.text.startswith("VELL: The council said")


def test_a_list_in_the_article_may_open_with_links() -> None:
    items = "".join(
        f'<li><a href="/{n}">The quay of {n}</a> is closed until May.</li>' for n in "ab"
    )
    assert read(f"{PROSE}<ul>{items}</ul>{PROSE}") == ()


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='related-content'>{PROSE * 3}{LIST}</div>",
        f"<div><h2>More on the quay</h2>{PROSE * 3}{PLAN}</div>",
        f"<div class='recommended'><h1>Quay closes</h1>{LIST}</div>",
        f"{PROSE}<h2>Read next</h2>{PROSE * 2}",
        PROSE + LIST,
    ],
)
def test_what_holds_the_article_is_never_taken(body: str) -> None:
    assert read(body) == ()


def test_at_most_twenty_are_given() -> None:
    links = "".join(f'<li><a href="/{n}">Headline number {n}</a></li>' for n in range(50))
    assert len(headlines(f"{PROSE}<div><h2>Read next</h2><ul>{links}</ul></div>")) == 20


def test_our_samples_teasers_are_found(samples: Path) -> None:
    page = html.fromstring((samples / "2-dam-evacuation.html").read_text(encoding="utf-8"))
    found = [one.teaser.image for one in related(page, None)]
    assert [image.credit for image in found if image] == ["Harbour Post/Sana Mirza", "Emre Yildiz"]


def test_deep_and_wide_pages_are_read_in_a_moment() -> None:
    page = '<div class="related"><a href="/x">' * 200 + "<h2>Read next</h2><p>b</p>" * 20_000
    started = time.process_time()
    read(page)
    assert time.process_time() - started < 10
