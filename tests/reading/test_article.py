"""A page's parts come out apart, whether its markup names them or not."""

from pathlib import Path

import pytest

from bot.errors import ConsentWallError, EmptyPageError, PaywallError
from bot.models import Article
from bot.reading.article import read_page
from bot.reading.pages.markup import parse

PARAGRAPH = "The port authority said on Friday that the northern quay would stay closed in {month}."
BODY = "".join(f"<p>{PARAGRAPH.format(month=m)} It gave no reason.</p>" for m in ("May", "June"))


def page(body: str, head: str = "") -> str:
    return f"<html lang='en'><head>{head}</head><body>{body}</body></html>"


def sample(samples: Path, name: str) -> Article:
    return read_page((samples / name).read_text(encoding="utf-8"), id=name)


@pytest.mark.parametrize(
    ("name", "paragraphs", "teasers", "credit"),
    [
        ("1-grain-insurers.html", 7, 2, "Meridian/Lesia Onyshko"),
        ("2-dam-evacuation.html", 6, 2, "Harbour Post/Navid Sohrabi"),
        ("3-minister-trial.html", 6, 2, "Abena Sarpong / Lagoon Courier"),
        ("5-central-bank.html", 6, 0, "Andean Ledger/Tomás Errázuriz"),
        ("6-stromnetz.html", 5, 1, "Jonas Petersen/Elbblick"),
    ],
)
def test_our_samples_come_out_in_their_parts(
    name: str, paragraphs: int, teasers: int, credit: str, samples: Path
) -> None:
    article = sample(samples, name)
    assert len(article.body.split("\n\n")) == paragraphs
    assert len(article.related) == teasers
    (image,) = article.images
    assert image.caption
    assert image.credit == credit
    for part in (image.caption, image.credit, "Advertisement", "newsletter", "By "):
        assert part not in article.body


def test_excerpts_of_other_articles_are_no_body_though_they_are_most_of_the_page() -> None:
    item = "<li><a href='/{0}'>Council meets again on quay {0}</a> <span>{1} It will</span>...</li>"
    items = "".join(item.format(n, PARAGRAPH.format(month="May") * 2) for n in range(9))
    article = read_page(page(f"<h1>Quay closes</h1><ul>{items}</ul>{BODY}"), id="a")
    assert article.body.count("\n\n") == 1
    assert "It will" not in article.body
    assert len(article.related) == 9


def test_a_teaser_has_its_own_headline_text_picture_and_address(samples: Path) -> None:
    first, _ = sample(samples, "1-grain-insurers.html").related
    assert first.headline == "Low water strands forty barges on the Danube"
    assert first.text
    assert first.text.startswith("Pilots say")
    assert first.url == "https://meridiandesk.example/world/danube-low-water"
    assert first.image
    assert first.image.credit == "Meridian/Petru Danila"


def test_what_the_page_says_of_itself_is_read(samples: Path) -> None:
    article = sample(samples, "1-grain-insurers.html")
    assert article.headline == "Insurers balk as Ukraine reopens a second grain lane"
    assert article.byline == "Ines Calloway, Taras Hnatiuk"
    assert article.outlet == "The Meridian Desk"
    assert article.published
    assert article.published.isoformat() == "2026-11-17T16:40:00+00:00"
    assert str(article.published_offset) == "2:00:00"
    assert article.lang == "en"


def test_a_title_given_along_wins(samples: Path) -> None:
    html = (samples / "3-minister-trial.html").read_text(encoding="utf-8")
    assert read_page(html, id="x", title="Given").headline == "Given"


def test_a_body_in_a_box_named_related_is_a_body() -> None:
    article = read_page(page(f"<h1>Quay closed</h1><div class='related'>{BODY}</div>"), id="x")
    assert article.body.count("\n\n") == 1


def test_parts_of_a_page_that_stream_in_are_seen() -> None:
    article = read_page(page(f"<h1>Quay closed</h1><div hidden id='S:1a'>{BODY}</div>"), id="x")
    assert "northern quay" in article.body


def test_a_page_without_a_figure_takes_the_picture_it_states() -> None:
    head = "<meta property='og:image' content='https://e.org/quay.jpg'>"
    (image,) = read_page(page(f"<h1>Quay closed</h1>{BODY}", head), id="x").images
    assert image.url == "https://e.org/quay.jpg"


@pytest.mark.parametrize(
    ("html", "error"),
    [
        (page(""), EmptyPageError),
        (page("<h1>Quay closed</h1><ul><li><a href='/a'>One</a></li></ul>"), EmptyPageError),
        (
            page(
                f"<h1>Quay closed</h1><p>{PARAGRAPH}</p>",
                '<script type="application/ld+json">{"@type": "NewsArticle", "headline": '
                '"Quay closed", "isAccessibleForFree": false}</script>',
            ),
            PaywallError,
        ),
        (
            page(f"<h1>Quay closed</h1><p>{PARAGRAPH}</p><p>Subscribe to continue reading.</p>"),
            PaywallError,
        ),
        (
            page(
                "<h1>We value your privacy</h1><p>We and our partners use cookies to store "
                "information on your device. Please give your consent to cookies.</p>"
                "<button>Accept all</button><p>Accept all or reject all cookies.</p>"
            ),
            ConsentWallError,
        ),
    ],
)
def test_a_page_without_an_article_says_what_it_is(html: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_page(html, id="x")


@pytest.mark.parametrize("glue", [" ", "/", "\n"])
@pytest.mark.parametrize("value", ["=1", '="1"', ""])
def test_a_tag_of_countless_attributes_loses_them(glue: str, value: str) -> None:
    attributes = glue.join(f"a{number}{value}" for number in range(2_000))
    tree = parse(page(f"<p {attributes}>{PARAGRAPH}</p>"))
    (paragraph,) = tree.iter("p")
    assert not paragraph.attrib
    assert paragraph.text == PARAGRAPH


def test_what_stands_behind_a_pages_end_is_of_it() -> None:
    html = page("<p>Menu</p>") + f"<main><p>{PARAGRAPH}</p></main></BODY ></html>"
    assert [main.text_content() for main in parse(html).iter("main")] == [PARAGRAPH]


def test_the_outlets_staff_is_no_author() -> None:
    head = '<meta property="og:site_name" content="Alder Post">'
    html = f"<html><head>{head}</head><body><h1>Tide</h1><p>By WHO</p><p>{PARAGRAPH}</p></body>"
    assert read_page(html.replace("WHO", "Alder Post Staff"), id="a").byline is None
    assert read_page(html.replace("WHO", "Maria Kent"), id="a").byline == "Maria Kent"


def test_a_long_attribute_stays() -> None:
    data = "{'a': 1, 'b': 2} > " * 2_000
    (paragraph,) = parse(page(f'<p data-state="{data}" id="lede">x</p>')).iter("p")
    assert dict(paragraph.attrib) == {"data-state": data, "id": "lede"}


STORY = "The town council approved a new bridge over the river Alder on Tuesday, by eleven votes."
PRINTED = (
    "<html><head><title>Council approves a bridge - Alder Post</title></head><body>"
    "<a href='javascript:print()'>Print this page</a><br><b>Council approves a bridge</b><br>"
    "By Maria Kent<br>March 3, 2024<br><br>{}<br>\n<br>{}<br><br>Copyright 2024 Alder Post"
    "</body></html>"
)


def test_a_print_version_has_paragraphs_and_a_byline() -> None:
    told = (STORY, STORY.replace("Tuesday", "<br>Friday"))
    article = read_page(PRINTED.format(*told), id="x")
    assert article.body == f"{STORY}\n\n{STORY.replace('Tuesday', 'Friday')}"
    assert article.byline == "Maria Kent"
    assert article.headline == "Council approves a bridge"


def test_two_line_breaks_in_a_paragraph_end_none() -> None:
    article = read_page(page(f"<h1>Bridge</h1><p>{STORY}<br><br>So it said.</p>"), id="x")
    assert "\n" not in article.body


CARD = (
    "<div><h2><a href='/{0}.html'>What happened at the {0} of Alderton</a></h2>"
    "<p>The {0} of Alderton closed on Tuesday because the river rose by four metres.</p></div>"
)
PLACES = ("harbour", "station", "school", "market")
CARDS = "".join(map(CARD.format, PLACES))


@pytest.mark.parametrize("url", [None, "https://post.example/", "https://post.example/news/local"])
def test_a_front_page_is_a_list_of_stories(url: str | None) -> None:
    with pytest.raises(EmptyPageError) as raised:
        read_page(page(f"<h1>Alder Post</h1><main>{CARDS}</main>"), id="x", url=url)
    assert "several stories" in raised.value.advice


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (page(f"<h1>Flood</h1>{CARDS}"), "https://post.example/2024/03/flood-in-the-town"),
        (page(f"<h1>Flood</h1>{CARDS}", "<meta property='og:type' content='article'>"), None),
        (page(f"<h1>Flood</h1>{CARDS.replace('/', 'https://shop.example/')}"), "https://a.example"),
        (page(f"<h1>Flood</h1>{CARDS.replace('href', 'name')}"), None),
        (page(f"<h1>Flood</h1><article>{BODY * 4}</article>{CARDS}"), None),
    ],
)
def test_an_article_may_have_several_headlines(html: str, url: str | None) -> None:
    assert read_page(html, id="x", url=url).body


@pytest.mark.parametrize("said", ["", "<noframes><p>Your browser shows no frames.</p></noframes>"])
def test_a_page_of_frames_is_told_as_one(said: str) -> None:
    html = f"<html><head><title>A</title></head><frameset><frame src='s.html'>{said}</frameset>"
    with pytest.raises(EmptyPageError) as raised:
        read_page(f"{html}</html>", id="x")
    assert "frames" in raised.value.advice


def test_a_text_for_browsers_without_frames_is_read() -> None:
    html = f"<frameset><frame src='s.html'><noframes><h1>Quay</h1>{BODY * 3}</noframes></frameset>"
    assert "northern quay" in read_page(f"<html>{html}</html>", id="x").body


def test_a_gallery_is_told_by_its_captions() -> None:
    slide = (
        "<figure><img src='/{0}.jpg'><figcaption>The {0} stood under water.</figcaption></figure>"
    )
    slides = "".join(map(slide.format, PLACES))
    article = read_page(page(f"<h1>In pictures: Flood</h1><div>{slides}</div>"), id="x")
    assert article.body.split("\n\n") == [f"The {place} stood under water." for place in PLACES]
    with pytest.raises(EmptyPageError):
        read_page(page(f"<h1>In pictures: Flood</h1>{slide.format('quay')}"), id="x")


def test_a_motto_is_no_text_that_keeps_another_from_being_read() -> None:
    motto = "The latest news and insights of the harbour board on tides and trade"
    html = page(f"<p>{motto}</p><noscript><h1>Quay</h1><p>{PARAGRAPH}</p></noscript>")
    assert PARAGRAPH in read_page(html, id="a").body


COMMENT = "I have crossed on that boat for thirty years, and never once did it leave on time."


def under_one_roof(below: str) -> str:
    told = "".join(
        f"<p>The pier at Lomma was closed on day {day} of the storm, the harbour office said.</p>"
        for day in range(1, 5)
    )
    headline = "Storm shuts the pier"
    return f"<title>{headline}</title><td><h1>{headline}</h1><div>{told}</div>{below}</td>"


def test_a_counting_heading_beside_the_headline_heads_comments() -> None:
    body = read_page(page(under_one_roof(f"<h3>Comments (7)</h3><p>{COMMENT}</p>")), id="a").body
    assert "thirty years" not in body
    assert "day 4" in body


def test_a_section_of_an_article_may_be_called_comments() -> None:
    told = f"<p>{COMMENT}</p><h2>Comments</h2><p>The council asks for them until Friday noon.</p>"
    body = read_page(
        page(f"<h1>Have a say</h1><div>{told}<p>{COMMENT} Or so.</p></div>"), id="a"
    ).body
    assert "until Friday" in body
    assert "Or so" in body


@pytest.mark.parametrize(
    "second",
    [
        "<div class='sc-x'><h1>Lido reopens</h1>{}</div>",
        "<article><h2><a href='/2'>Lido reopens</a></h2>{}</article>",
    ],
)
def test_the_next_article_is_no_body_whatever_its_element_is_called(second: str) -> None:
    first = "".join(f"<p>{COMMENT} That is letter {number}.</p>" for number in range(4))
    other = "".join(
        f"<p>Swimmers return to the lido for summer number {number}, its owner has said.</p>"
        for number in range(4)
    )
    own = f"<h1>Letters</h1>{first}"
    around = "div class='sc-x'" if "sc-x" in second else "article"
    html = f"<main><{around}>{own}</{around.split(maxsplit=1)[0]}>{second.format(other)}</main>"
    body = read_page(page(html), id="a").body
    assert "letter 3" in body
    assert "Swimmers" not in body


def test_a_span_with_a_picture_in_a_paragraph_is_a_figure() -> None:
    frame = "<span class='x'><img src='/1.jpg'><span>No rails since 1996: the yard</span></span>"
    article = read_page(page(f"<h1>Yard</h1><p>{frame}{COMMENT}</p><p>{COMMENT} So.</p>"), id="a")
    assert article.body.startswith("I have crossed")
    assert article.images[0].caption == "No rails since 1996: the yard"


def test_a_headline_in_japanese_wins_over_the_sites_name() -> None:
    told = "市は使われなくなった灯台を直し、四月から宿として開くと二十日に発表した。" * 3
    html = (
        f"<title>社会 | 浜の新聞</title><h1>浜の新聞</h1><h2>古い灯台が宿になる</h2><p>{told}</p>"
    )
    assert read_page(page(html), id="a").headline == "古い灯台が宿になる"


def test_an_author_stands_above_the_services_of_the_page() -> None:
    told = "".join(f"<p>Letter {number}. {COMMENT}</p>" for number in range(3))
    byline = "<div class='author'><span>Ada Novak</span><a>Add to my list</a></div>"
    html = f"<h1>Boats</h1><footer class='node__meta'>{byline}</footer>{told}"
    assert read_page(page(html), id="a").byline == "Ada Novak"


def test_the_next_article_is_headed_as_the_first_is() -> None:
    first = "".join(f"<p>{COMMENT} That is letter {number}.</p>" for number in range(4))
    other = "".join(
        f"<p>Swimmers return to the lido for summer number {number}, its owner has said.</p>"
        for number in range(4)
    )
    html = (
        f"<main><div><h1 class='t'>Letters</h1>{first}</div>"
        f"<section><h2 class='t'>Lido reopens after eleven years</h2>{other}</section></main>"
    )
    body = read_page(page(html), id="a").body
    assert "letter 3" in body
    assert "Swimmers" not in body


def test_a_paragraph_right_below_its_copy_is_told_once() -> None:
    told = "".join(f"<p>The council of Lomma met on day {day} and voted.</p>" for day in (1, 2, 3))
    article = read_page(page(f"<h1>Boat</h1><p><b>{COMMENT}</b></p><p>{COMMENT}</p>{told}"), id="a")
    assert article.body.count(COMMENT) == 1


def test_a_heading_may_link_to_its_own_place() -> None:
    parts = "".join(
        f"<h2><a href='#p{number}'>Hour {number} of the storm</a></h2><p>{COMMENT} No {number}.</p>"
        for number in range(4)
    )
    assert "Hour 2 of the storm" in read_page(page(f"<h1>Storm</h1>{parts}"), id="a").body


def test_a_picture_between_short_paragraphs_is_the_articles() -> None:
    short = "".join(
        f"<p>The council of Lomma met for hour {n} of the night and voted twice.</p>"
        for n in range(3)
    )
    figure = "<figure><img src='/1.jpg'><figcaption>The pier at dusk.</figcaption></figure>"
    html = f"<h1>Pier</h1><div><p>{COMMENT * 3}</p>{figure}{short}{short}</div>"
    assert read_page(page(html), id="a").images[0].caption == "The pier at dusk."


def test_a_newspaper_that_calls_itself_a_person_signs_nothing() -> None:
    data = '{"@type": "NewsArticle", "author": {"@type": "Person", "name": "Lomma Post"}}'
    head = (
        '<meta property="og:site_name" content="Lomma Post">'
        f'<script type="application/ld+json">{data}</script>'
    )
    told = "".join(f"<p>{COMMENT} No {number}.</p>" for number in range(3))
    assert read_page(page(f"<h1>Pier</h1>{told}", head), id="a").byline is None
