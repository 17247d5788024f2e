"""Flat text comes apart into the same parts as a page does, and nothing of the article is lost."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import (
    ConsentWallError,
    EmptyPageError,
    PaywallError,
    TooLargeError,
    UnreadableError,
)
from bot.models import Article, Image, Teaser
from bot.reading.lines.flat_text import read_text
from bot.reading.web.decoding import clean

HEADLINE = "Storm reaches Riga and closes two bridges"
CAPTION = "A woman walks past the flooded square in Riga, Latvia, on November 18, 2025."
LEDE = (
    "The storm reached the coast of Latvia on Monday night and closed two bridges, officials said."
)
SECOND = (
    "“We did not expect it so soon,” the mayor, Ilze Berg, told reporters. She asked people to "
    "stay home until the water falls, which may take three days."
)
THIRD = "The harbour, which handles half of the grain of Latvia, is to open again on Friday."

CONSENT = """We value your privacy
We and our partners store cookies on your device with your consent.
You can change your cookie settings at any time.
Accept all
Reject all"""


def read(text: str, title: str | None = None) -> Article:
    return read_text(text, id="storm", title=title)


def paragraphs(article: Article) -> list[str]:
    return article.body.split("\n\n")


SCRAPE = f"""{HEADLINE}

{CAPTION}
{CAPTION}
REUTERS/Bo Li

{LEDE}

{SECOND}

More from Baltic Desk

Boats in front of the half-empty market hall of Tartu.
Ana Ruiz

The flood in Estonia has cost two million euros. The government wants to share them.

Ministers meet in Vilnius, Lithuania, on November 16, 2025.

Cy Oak/dpa

On Tuesday, three ministers asked for one fund.
"""


def test_a_scrape_comes_apart_into_headline_picture_body_and_teasers() -> None:
    article = read(SCRAPE)
    assert article.headline == HEADLINE
    assert paragraphs(article) == [LEDE, SECOND]
    assert article.images == (Image(caption=CAPTION, credit="REUTERS/Bo Li"),)
    assert article.related == (
        Teaser(
            text="The flood in Estonia has cost two million euros. "
            "The government wants to share them.",
            image=Image(
                caption="Boats in front of the half-empty market hall of Tartu.", credit="Ana Ruiz"
            ),
        ),
        Teaser(
            text="On Tuesday, three ministers asked for one fund.",
            image=Image(
                caption="Ministers meet in Vilnius, Lithuania, on November 16, 2025.",
                credit="Cy Oak/dpa",
            ),
        ),
    )
    assert article.lang == "en"


def test_no_time_is_guessed_from_a_text() -> None:
    assert read(SCRAPE).published is None


@pytest.mark.parametrize("title", [HEADLINE, "Another title", LEDE])
def test_a_title_changes_the_headline_and_nothing_else(title: str) -> None:
    told, untold = read(SCRAPE, title=title), read(SCRAPE)
    assert told.headline == title
    assert told.body == untold.body


def test_a_whole_page_without_blank_lines_gives_its_article() -> None:
    page = [
        f"{HEADLINE} - Baltic Desk", "Home", "News", "Sport", "Sign in", "Breaking",
        HEADLINE, "By Ana Ruiz", "November 19, 2025", "Share on Facebook", "3 min read",
        CAPTION, "REUTERS/Bo Li", LEDE, SECOND, "Advertisement",
        "Sign up for our newsletter and read the morning's news first", THIRD,
        "More from Baltic Desk", "A dog sits on a roof in Tartu, Estonia, on November 17, 2025.",
        "Sipa USA/Cy Oak", "Tartu counts the cost",
        "The flood in Estonia has cost two million euros.", "Contact us", "Privacy policy",
        "Copyright 2025 Baltic Desk. All rights reserved.",
    ]  # fmt: skip
    article = read("\n".join(page))
    assert article.headline == HEADLINE
    assert article.byline == "Ana Ruiz"
    assert paragraphs(article) == [LEDE, SECOND, THIRD]
    assert article.images == (Image(caption=CAPTION, credit="REUTERS/Bo Li"),)
    assert [teaser.headline for teaser in article.related] == ["Tartu counts the cost"]


FOURTH = "The mayor thanked the firemen, who had worked for thirty hours without a rest."
BESIDE = ["Home", "News", "Sign in", "By Ana Ruiz", "3 min read"]  # so that it is a whole page


def test_a_sentence_with_a_name_in_brackets_behind_it_is_a_caption_among_paragraphs() -> None:
    caption = "Boats lie on the market square of Riga."
    lines = [HEADLINE, *BESIDE, LEDE, SECOND, f"{caption} (Baker's)", THIRD, f"{FOURTH} (Elta)"]
    article = read("\n".join(lines))
    assert paragraphs(article) == [LEDE, SECOND, THIRD, f"{FOURTH} (Elta)"]
    assert article.images == (Image(caption=caption, credit="Baker's"),)


@pytest.mark.parametrize("line", ["Former harbour master Ilze Berg", "What the mayor says"])
def test_an_english_line_that_ends_as_no_sentence_does_is_no_paragraph(line: str) -> None:
    article = read("\n".join([HEADLINE, *BESIDE, LEDE, SECOND, line, THIRD, FOURTH]))
    assert paragraphs(article) == [LEDE, SECOND, THIRD, FOURTH]


def test_a_line_that_leads_on_to_a_list_stays() -> None:
    line = "Three bridges stay closed until Friday morning:"
    article = read("\n".join([HEADLINE, *BESIDE, LEDE, SECOND, line, THIRD, FOURTH]))
    assert line in paragraphs(article)


def test_a_box_of_related_articles_does_not_end_the_article() -> None:
    text = f"{HEADLINE}\n{LEDE}\nRead more\nTartu counts the cost\n{SECOND}\n{THIRD}"
    assert paragraphs(read(text))[-2:] == [SECOND, THIRD]


@pytest.mark.parametrize("joint", ["\n", "\n\n", " "])
def test_plain_paragraphs_come_through_whole(joint: str) -> None:
    text = joint.join([LEDE, SECOND, THIRD])
    assert read(text).body == "\n\n".join(
        text.split("\n\n") if "\n\n" in text else text.split("\n")
    )


def test_text_without_line_breaks_loses_only_what_points_elsewhere() -> None:
    article = read(f"{LEDE} {SECOND} {THIRD} More from Baltic Desk {CAPTION} REUTERS/Bo Li")
    assert article.body == f"{LEDE} {SECOND} {THIRD}"


def test_an_agency_that_signs_the_article_takes_no_paragraph_with_it() -> None:
    article = read(f"{HEADLINE}\n{LEDE}\n{THIRD}\nReuters")
    assert paragraphs(article) == [LEDE, THIRD]
    assert article.images == ()


def test_a_subheading_is_no_credit_of_the_paragraph_above() -> None:
    text = f"{HEADLINE}\n{LEDE}\nWhat Comes Next\n{THIRD}\n{SECOND}"
    assert LEDE in paragraphs(read(text))


def test_hard_wrapped_text_is_unwrapped() -> None:
    article = read(
        """Storm reaches Riga

The storm reached the coast of Latvia on Monday night and closed two
bridges in the capital, where the river rose by more than a metre in
an hour, officials said.

The harbour, which handles half of the grain of Latvia, is to open again
on Friday, its owner told reporters, unless the wind turns west once
more."""
    )
    assert article.headline == "Storm reaches Riga"
    assert [len(text.split()) for text in paragraphs(article)] == [31, 27]


def test_marks_of_markdown_go() -> None:
    article = read(f"# {HEADLINE}\n\n{LEDE}\n\n> {SECOND}\n\n* {THIRD}\n")
    assert article.headline == HEADLINE
    assert paragraphs(article) == [LEDE, SECOND, THIRD]


def test_invisible_characters_go() -> None:
    assert read("The storm\u200b reached \u202ethe coast\u2069 on Monday.").body == (
        "The storm reached the coast on Monday."
    )


@pytest.mark.parametrize("text", ["The harbour froze on Monday.", "Harbour of Riga frozen over"])
def test_one_sentence_is_an_article(text: str) -> None:
    assert read(text).body == text


@pytest.mark.parametrize(
    ("lines", "lang"),
    [
        (
            [
                "Sturm erreicht Riga",
                "Von Eva Kern",
                "Der Sturm hat am Montag die Küste erreicht, zwei Brücken sind gesperrt.",
                "Ein Mann auf dem überfluteten Platz in Riga (Archivbild)",
                "Foto: Eva Kern/dpa",
                "Die Bürgermeisterin bat die Menschen, zu Hause zu bleiben, bis das Wasser sinkt.",
                "Lesen Sie auch",
                "Wie Tartu die Kosten zählt",
            ],
            "de",
        ),
        (
            [
                "Шторм дістався Риги",
                "Автор: Олена Коваль",
                "У понеділок шторм дістався узбережжя, два мости закрили, повідомила влада.",
                "Чоловік іде затопленою площею в Ризі 18 листопада 2025 (архівне фото)",
                "Фото: Укрінформ",
                "Мерка попросила людей залишатися вдома, доки вода не спаде, і обіцяла допомогу.",
                "Читайте також",
                "Як Тарту рахує збитки",
            ],
            "uk",
        ),
    ],
)
def test_other_languages_come_apart_too(lines: list[str], lang: str) -> None:
    article = read("\n".join(lines))
    assert article.headline == lines[0]
    assert paragraphs(article) == [lines[2], lines[5]]
    assert [image.caption for image in article.images] == [lines[3]]
    assert article.lang == lang


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", EmptyPageError),
        (" \n\u200b\n", EmptyPageError),
        ("Advertisement\nShare on Facebook\nSign up for our newsletter\n© 2025 X", EmptyPageError),
        ("Team | P | W\nRiga | 3 | 2\nTartu | 3 | 1\nVilnius | 3 | 0", EmptyPageError),
        ("Home\nNews\nStorm reaches Riga\nTartu wins again\nSeven charts\nHelp", EmptyPageError),
        (f"{HEADLINE}\n\n{LEDE}\n\nSubscribe to continue reading this article.", PaywallError),
        (
            CONSENT,
            ConsentWallError,
        ),
    ],
)
def test_what_holds_no_article_says_why(text: str, error: type[UnreadableError]) -> None:
    with pytest.raises(error) as raised:
        read(text)
    assert raised.value.advice.endswith(".")


LINES = st.sampled_from(
    [HEADLINE, CAPTION, LEDE, SECOND, THIRD, "REUTERS/Bo Li", "By Ana Ruiz", "Ana Ruiz", "", "Menu",
     "Advertisement", "More from Baltic Desk", "Related", "Photo: AFP", "Reuters", "Riga | 3 | 2"]
)  # fmt: skip


@given(
    st.one_of(
        st.text(max_size=400),
        st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=25).map("\n".join),
    )
)
def test_body_paragraphs_are_pieces_of_the_text_in_order(text: str) -> None:
    try:
        article = read(text)
    except UnreadableError:
        return
    rest = " ".join(clean(text).split())
    for paragraph in paragraphs(article):
        before, found, rest = rest.partition(paragraph)
        assert found, before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("cnndm_val500", 0.999),  # its rest points to other articles
        ("inshorts_a", 0.999),
        ("bbc_extractive_a", 0.995),  # its rest is sports results
        ("xsum_a", 0.99),  # its rest is bylines, stamps and pitches
    ],
)
def test_clean_articles_keep_their_letters(
    name: str, floor: float, shared: Callable[[str], Path]
) -> None:
    records = shared(f"summaries/{name}.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(record)["article"] for record in records]
    kept = sum(len("".join(read(text).body.split())) for text in texts)
    assert kept >= floor * sum(len("".join(clean(text).split())) for text in texts)


def test_a_text_of_more_lines_than_an_article_has_is_refused() -> None:
    line = "The bridge closed.\n"
    with pytest.raises(TooLargeError, match="20002 lines"):
        read_text("Bridge closes\n" + line * 20_001, id="x")
