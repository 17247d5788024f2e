"""A picture's caption and credit are found once each, apart from the body and from each other."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from bot.models import Image
from bot.reading.pages.figures import Figure, figures

PAGE = "https://harbourpost.example/news/heron"
CAPTION = "A heron waits on the quay at Brem, Norland, on May 3, 2030."
PROSE = (
    "<p>" + "The port authority said on Friday that the quay would close for a month. " * 3 + "</p>"
)


def read(body: str) -> tuple[Figure, ...]:
    return figures(html.fromstring(f"<html><body><h1>Quay closes</h1>{body}</body></html>"), PAGE)


def image(body: str) -> Image:
    (figure,) = read(body)
    return figure.image


IMG = '<img src="/i/heron.jpg" alt="A grey bird">'


NAMED = f"{CAPTION} — Picture by Ana Ruiz"
CREDITED = f"{CAPTION} Photo: Ana Ruiz/HP"
PRINTED = f"<p class='caption'>{CAPTION}</p><p class='credit'>Ana Ruiz/HP</p>"
SOUP = f"<div class='img-caption'>{CAPTION}</div><div class='photo-credit'>Ana Ruiz/HP</div>"
MICRODATA = (
    f"<span itemprop='caption'>{CAPTION}</span><span itemprop='copyrightHolder'>Ana Ruiz/HP</span>"
)
DATED = "more &gt;<b class=credit>- Bay News - Friday, May 3, 2030</b>"
DOUBLED = "<b class=credit>Copyright</b><b class=credit>Copyright Ana Ruiz/HP) -</b>"
SPOKEN = (
    "<figcaption><span>Image source, </span>Ana Ruiz/HP</figcaption>"
    f"<figcaption><span>Image caption, </span>{CAPTION}</figcaption>"
)


@pytest.mark.parametrize(
    "markup",
    [
        f"<figure>{IMG}<figcaption>{CAPTION}<b class=credit>Ana Ruiz/HP</b></figcaption></figure>",
        f"<figure>{IMG}<figcaption>{CAPTION} <small>© Ana Ruiz/HP</small></figcaption></figure>",
        f"<figure>{IMG}<figcaption>{CAPTION} (Ana Ruiz/HP)</figcaption></figure>",
        f"<figure>{IMG}<figcaption>{CREDITED}</figcaption></figure>",
        f"<figure>{IMG}</figure>{PRINTED}",
        f"<figure>{IMG}{SPOKEN}</figure>",
        f"<div class='wp-caption'>{IMG}<p class='wp-caption-text'>{CREDITED}</p></div>",
        f"<div>{IMG}</div>{SOUP}{PRINTED}",
        f"<div>{IMG}{MICRODATA}</div>",
        f"<div>{IMG}</div><p>{CAPTION} (Ana Ruiz/HP)</p>",
        f"<figure>{IMG}<figcaption class='credit'>{CAPTION} Ana Ruiz/HP</figcaption></figure>",
        f"<figure>{IMG}<figcaption>{CAPTION} -{DOUBLED}</figcaption></figure>",
    ],
)
def test_caption_and_credit_are_parted_and_found_once(markup: str) -> None:
    found = image(markup + PROSE)
    assert found.caption == CAPTION
    assert (found.credit or "").removeprefix("© ") == "Ana Ruiz/HP"
    assert found.alt == "A grey bird"
    assert found.url == "https://harbourpost.example/i/heron.jpg"


@pytest.mark.parametrize(
    ("markup", "credit"),
    [
        (f"<figure>{IMG}<figcaption>{CAPTION} (Ruiz's)</figcaption></figure>", "Ruiz's"),
        (f"<figure>{IMG}<p class='credit'>{CAPTION} Ana Ruiz</p></figure>", "Ana Ruiz"),
        (f"<figure>{IMG}<figcaption>{CAPTION} /Bay News</figcaption></figure>", "Bay News"),
        (
            f"<figure>{IMG}<figcaption>{CAPTION} (Ana Ruiz/HP) {DATED}</figcaption></figure>",
            "Ana Ruiz/HP",
        ),
        (
            f"<figure><img src='/i.jpg' alt='{NAMED}'><figcaption>{NAMED}</figcaption></figure>",
            "Ana Ruiz",
        ),
    ],
)
def test_a_bare_name_after_a_caption_is_its_credit(markup: str, credit: str) -> None:
    found = image(markup + PROSE)
    assert (found.caption, found.credit) == (CAPTION, credit)


@pytest.mark.parametrize("label", ["RELATED:", "Watch:", "Read more:"])
def test_a_picture_that_points_to_another_story_is_not_the_articles(label: str) -> None:
    pointer = f"<figure>{IMG}<figcaption>{label} Heron named mayor</figcaption></figure>"
    assert read(pointer + PROSE) == ()


def test_the_elements_hold_every_caption_and_no_prose() -> None:
    (figure,) = read(f"<div>{IMG}</div><p class='caption'>{CAPTION}</p><div>{PROSE}</div>")
    assert [element.text_content() for element in figure.elements] == [CAPTION]


def test_an_alternative_text_is_no_caption_unless_it_is_printed() -> None:
    assert image(f"<figure>{IMG}</figure>").caption is None
    assert image(f"<figure>{IMG}</figure><div>A grey bird</div>").caption == "A grey bird"


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="data:image/gif;base64,R0" data-src="/i/heron.jpg">',
        '<img src="/placeholder.png" srcset="/s.jpg 300w, /i/heron.jpg 1200w">',
        '<picture><source srcset="/i/heron.jpg 2x, /s.jpg 1x"><img src="/blank.gif"></picture>',
        '<img class="lazy"><noscript><img src="/i/heron.jpg"></noscript>',
        '<amp-img src="/i/heron.jpg"></amp-img>',
    ],
)
def test_the_address_is_the_pictures_and_not_its_placeholders(picture: str) -> None:
    found = image(f"<figure>{picture}<figcaption>{CAPTION}</figcaption></figure>")
    assert found.url == "https://harbourpost.example/i/heron.jpg"


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="/t.gif" width="1" height="1" alt="Count">',
        '<img src="/i/logo.png" class="logo" alt="Harbour Post">',
        '<div class="author-box"><img src="/people/ana.jpg" alt="Ana Ruiz"></div>',
        '<img src="data:image/png;base64,AA" alt="A dot">',
        '<img src="/i/map.svg" alt="A map">',
        '<nav><img src="/i/menu.jpg" alt="Menu"></nav>',
    ],
)
def test_what_serves_the_page_is_no_picture(picture: str) -> None:
    assert read(PROSE + picture + PROSE) == ()


def test_a_picture_in_the_last_paragraph_is_the_articles() -> None:
    (figure,) = read(f"{PROSE[:-4]}{IMG}<em>{CREDITED}</em></p>")
    assert figure.image.credit == "Ana Ruiz/HP"


@pytest.mark.parametrize(
    "body",
    [
        f"<a href='/other'>{IMG}<p class='caption'>{CAPTION}</p><h3>Ferries</h3></a>{PROSE}",
        f"<a href='/other'>{IMG}</a>{PROSE}",
        f"{PROSE}<figure>{IMG}<figcaption>{CAPTION}</figcaption></figure>",
    ],
)
def test_a_link_to_elsewhere_or_a_picture_after_the_prose_is_not_the_articles(body: str) -> None:
    assert read(body) == ()


def test_each_picture_of_a_gallery_keeps_its_own_caption() -> None:
    gallery = "".join(
        f'<figure><img src="/{n}.jpg"><figcaption>Quay {n} at dusk.</figcaption></figure>'
        for n in range(3)
    )
    found = [figure.image for figure in read(f"<figure>{gallery}</figure>")]
    assert [(one.caption, one.url) for one in found] == [
        (f"Quay {n} at dusk.", f"https://harbourpost.example/{n}.jpg") for n in range(3)
    ]


def test_what_is_apart_is_left_out() -> None:
    tree = html.fromstring(f"<div><aside><figure>{IMG}</figure></aside>{PROSE}</div>")
    assert figures(tree, PAGE, apart=list(tree.iter("aside"))) == ()


def test_fifty_thousand_pictures_are_read_in_a_moment() -> None:
    page = "<figure><div>" * 100 + '<img src="/a.jpg"><p class="caption">b</p>' * 50_000
    started = time.process_time()
    assert len(read(page)) <= 200
    assert time.process_time() - started < 10


MARKUP = st.sampled_from(
    ["<figure>", "</figure>", "<div class=caption>", "</div>", "<p>", "<img src=//[>", "Photo: ",
     "<figcaption>", "<span class=credit>", "</span>", "<noscript>", "<img alt=x srcset=',,'>", "x"]
)  # fmt: skip


@given(st.lists(MARKUP, max_size=30))
def test_no_markup_breaks_the_reading(pieces: list[str]) -> None:
    for figure in read("".join(pieces)):
        assert figure.image.caption != ""
