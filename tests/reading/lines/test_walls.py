"""Whether the whole of an article was given to read, where it is one at all."""

import pytest

from bot.errors import (
    ConsentWallError,
    EmptyPageError,
    MissingPageError,
    RobotCheckError,
    SignInError,
    UnreadableError,
)
from bot.reading.article import read_page
from bot.reading.lines.flat_text import read_text

SENTENCE = "The lock that keeps the tide out of the harbour will be rebuilt, the board decided. "
SHORT, LONG = SENTENCE * 4, SENTENCE * 12
BROKEN_OFF = LONG + "The work is to cost 31 million crowns, of which …"
ASKS = "Subscribe to continue reading"


def page(body: str, *, free: str = "true", below: str = "") -> str:
    data = f'{{"@type": "NewsArticle", "isAccessibleForFree": {free}}}'
    return (
        f'<html><head><script type="application/ld+json">{data}</script></head>'
        f"<body><article><h1>The lock</h1><p>{body}</p></article><p>{below}</p></body></html>"
    )


@pytest.mark.parametrize(
    ("html", "complete"),
    [
        (page(LONG), True),
        (page(BROKEN_OFF), True),  # an ellipsis alone is nothing
        (page(LONG, free="false"), True),  # many pages that say so give the whole
        (page(SHORT, free="false"), False),
        (page(BROKEN_OFF, free="false"), False),
        (page(LONG, below=ASKS), True),
        (page(BROKEN_OFF, below=ASKS), False),
        (page(SHORT, below="Keep reading for a euro a week"), False),
        (page(SHORT, below="More from the harbour"), True),
        (page(BROKEN_OFF.replace("…", "..."), below=ASKS), False),
    ],
)
def test_a_page_that_asks_for_money_and_breaks_off_is_not_all(html: str, *, complete: bool) -> None:
    assert read_page(html, id="a").complete is complete


def test_so_is_a_text() -> None:
    assert read_text(f"{LONG}\n\n{ASKS}", id="a").complete
    assert not read_text(f"{BROKEN_OFF}\n\n{ASKS}", id="a").complete


INSTEAD = [
    (MissingPageError, "Page not found", "Try a search, or see what is new today on our pages."),
    (MissingPageError, "Oh no", "The article you are looking for has been moved or deleted."),
    (MissingPageError, "Tut uns leid", "Die gesuchte Seite wurde leider nicht gefunden, sagt er."),
    (RobotCheckError, "One moment", "Please confirm that you are not a robot before you go on."),
    (RobotCheckError, "Access denied", "We have seen unusual traffic from your network today."),
    (SignInError, "Welcome back", "Forgot your password? We can send you a link by e-mail."),
    (RobotCheckError, "News", "This site needs JavaScript to show its pages to anybody at all."),
    (EmptyPageError, "Hello", "You will be taken to our new address within five seconds from now."),
    (
        ConsentWallError,
        "Before you continue",
        "We and our 842 partners store information on your device, and process personal data.",
    ),
    (ConsentWallError, "The Bay", "The Bay and 9 partners use cookies; you may refuse them all."),
]


@pytest.mark.parametrize(("error", "headline", "line"), INSTEAD)
def test_a_page_that_is_no_article_is_told_as_what_it_is(
    error: type[UnreadableError], headline: str, line: str
) -> None:
    html = f"<html><head><title>{headline}</title></head><body><h1>{headline}</h1><p>{line}</p>"
    with pytest.raises(error) as raised:
        read_page(html + "<p>Please accept or reject.</p></body></html>", id="a")
    assert raised.value.advice


@pytest.mark.parametrize(("error", "headline", "line"), INSTEAD)
def test_an_article_may_say_the_same_of_somebody_else(
    error: type[UnreadableError], headline: str, line: str
) -> None:
    html = f"<html><body><article><h1>Why some say {headline!r}</h1><p>{LONG}</p><p>{line}</p>"
    assert read_page(html + "</article></body></html>", id=error.__name__).body


def test_teasers_under_a_missing_page_are_no_article() -> None:
    html = f"<html><head><title>404 Not found</title></head><body><h1>Page not found</h1><p>{LONG}"
    with pytest.raises(MissingPageError):
        read_page(html + "</p></body></html>", id="a")


def test_a_short_article_may_quote_what_a_site_says() -> None:
    said = "Instead of timetables the site showed 'page not found' all day, the board said."
    assert read_page(f"<html><body><h1>Site down</h1><p>{said}</p></body></html>", id="a").body


def test_a_short_article_that_is_dated_may_speak_to_its_readers() -> None:
    told = "You can cross our new bridge from Friday, and please bring your bicycles along."
    dated = '<meta property="article:published_time" content="2026-11-19T08:00:00Z">'
    html = f"<html><head>{dated}</head><body><h1>Bridge opens</h1><p>{told}</p></body></html>"
    assert read_page(html, id="a").body


def test_a_consent_wall_may_have_its_choices_on_buttons_alone() -> None:
    said = "We use cookies for advertising. Read our privacy policy and our cookie policy."
    html = f"<html><body><h1>Alder Post</h1><p>{said}</p><button>I agree</button></body></html>"
    with pytest.raises(ConsentWallError):
        read_page(html, id="a")


def test_a_short_article_may_stand_above_a_banner_about_cookies() -> None:
    banner = "We use cookies. See our cookie policy and our privacy policy. Accept all."
    assert read_page(page(SENTENCE * 5, below=banner), id="a").body == (SENTENCE * 5).strip()


@pytest.mark.parametrize(
    ("below", "complete"),
    [
        ("Subscribe to read the rest", False),
        ("Subscribe to our newsletter", True),
        ("Subscribe to the podcast on Spotify", True),
        ("Push-Benachrichtigungen abonnieren", True),
        ("Mit einem Abo weiterlesen", False),
    ],
)
def test_a_newsletter_below_a_short_article_sells_no_rest(below: str, *, complete: bool) -> None:
    assert read_page(page(SENTENCE * 5, below=below), id="a").complete is complete


def test_a_page_that_says_it_is_locked_is_not_complete() -> None:
    head = '<head><meta property="article:content_tier" content="locked"></head>'
    html = f"<html>{head}<body><article><h1>The lock</h1><p>{SHORT}</p></article></body></html>"
    assert not read_page(html, id="a").complete


def test_a_report_about_a_paywall_is_complete() -> None:
    told = ("The paper asked readers to subscribe to continue reading, and lost half of them.",)
    body = "\n\n".join((*told, *(f"{SENTENCE}That was item {number}." for number in range(4))))
    assert read_text(f"Paper drops its wall\n\n{body}", id="a").complete


def test_a_signed_report_about_cookies_is_an_article() -> None:
    told = (
        "Three papers were fined on Tuesday for cookie banners that hid the button to refuse.",
        "The banners said that the papers and their partners use cookies, and asked to accept.",
        "To refuse the cookies, readers had to look for their settings on a second page of text.",
        "The papers have four weeks to appeal, and one of them has changed its front page already.",
    )
    body = "".join(f"<p>{one}</p>" for one in told)
    head = '<head><meta property="article:published_time" content="2026-11-18T08:00:00Z"></head>'
    html = f"<html>{head}<body><article><h1>Papers fined</h1>{body}</article></body></html>"
    assert told[3] in read_page(html, id="a").body


@pytest.mark.parametrize(
    "said",
    [
        "Przepraszamy, strona, której szukasz, nie istnieje. Wróć na stronę główną gazety.",
        "Unsere Website wird gerade gewartet. Wir arbeiten daran, dass es bald weitergeht.",
    ],
)
def test_a_page_that_is_not_there_says_so_in_other_languages(said: str) -> None:
    with pytest.raises(MissingPageError):
        read_page(f"<html><body><h1>Ups</h1><p>{said}</p></body></html>", id="a")
