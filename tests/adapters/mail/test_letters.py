"""Letters: the same sentences in HTML and in plain text, and headers that mail programs act on."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from adapters.mail import letters
from adapters.mail.letters import Envelope
from adapters.mail.links import ReaderLinks, Wish
from bot.models import Digest
from bot.text import mailboxes
from tests.standins import cards

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LINKS = ReaderLinks("https://news.example", "secret")
TO = "ada@reader.example"
SENT = Envelope(
    "Briefbot <news@news.example>", TO, "<k1.briefbot@news.example>", NOW,
    LINKS.link(Wish.STOP, TO),
)  # fmt: skip


def parts(letter: EmailMessage) -> tuple[EmailMessage, str, str]:
    """A letter as it arrives: it, its plain text and its HTML, with single spaces."""
    arrived = message_from_bytes(letter.as_bytes(), policy=policy.default)
    assert isinstance(arrived, EmailMessage)
    plain, marked = (arrived.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert marked is not None
    return arrived, plain.get_content(), marked.get_content()


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", cards.DIGESTS)
def test_both_forms_say_every_sentence(name: str) -> None:
    digest = cards.DIGESTS[name]
    letter, plain, marked = parts(letters.digest(digest, SENT))
    shown = flat(str(html.document_fromstring(marked).text_content()))
    from adapters.chat import brief_card  # noqa: PLC0415

    for item in digest.items:
        card = brief_card.public(item.brief)
        for one in card.passages:
            assert flat(f"{one.text} [{one.number}]") in flat(plain) or one.is_cut
            assert flat(one.text) in shown
        for one in card.passages:
            assert not one.links or one.links[0] in plain
    assert str(letter["Subject"]).startswith("News digest · Tuesday 24 November")


def test_the_headers_let_a_reader_stop_it_with_one_click() -> None:
    letter, plain, marked = parts(letters.digest(cards.MORNING, SENT))
    assert letter["List-Unsubscribe"] == f"<{SENT.stop}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Message-ID"] == SENT.name
    assert letter["Auto-Submitted"] == "auto-generated"
    assert SENT.stop in plain
    assert html.document_fromstring(marked).xpath("//a[. = 'Stop it']/@href") == [SENT.stop]


def test_a_correction_follows_in_the_thread_with_what_was_wrong() -> None:
    wrong = cards.DIGESTS["corrected"]
    letter, plain, marked = parts(letters.correction(wrong, replace(SENT, answers="<first@x>")))
    assert (letter["In-Reply-To"], letter["References"]) == ("<first@x>", "<first@x>")
    assert str(letter["Subject"]).startswith("Re: News digest")
    for text in (plain, marked):
        assert "The toll was 12." in text
    assert len(html.document_fromstring(marked).findall(".//article")) == 1


def test_a_letter_loads_nothing_and_says_which_way_it_reads() -> None:
    _, _, marked = parts(letters.digest(cards.DIGESTS["right_to_left"], SENT))
    page = html.document_fromstring(marked)
    article = page.xpath("//article")[0]
    assert (article.get("lang"), article.get("dir")) == ("fa", "rtl")
    assert page.xpath("//script | //img | //link | //style | //iframe") == []
    assert page.xpath("//article/h2/@style")


@settings(max_examples=25)
@given(st.text(min_size=1))
@example("a\r\nBcc: everybody@evil.example\r\n\r\n<script>alert(1)</script>")
@example("</h2><script>alert(1)</script>")
def test_words_of_the_web_are_no_header_and_no_markup(text: str) -> None:
    def made(said: str) -> Digest:
        item = cards.MORNING.items[0]
        point = replace(item.brief.points[0], text=said, speaker=said)
        brief = replace(item.brief, headline=said, points=(point,), correction=said, corrected=NOW)
        return replace(cards.MORNING, items=(replace(item, brief=brief, update=said, why=said),))

    for write in (letters.digest, letters.correction):
        letter, _, marked = parts(write(made(text), SENT))
        plain, _, other = parts(write(made("word"), SENT))
        assert letter.keys() == plain.keys()
        tags = [one.tag for one in html.document_fromstring(marked).iter()]
        assert [tag for tag in tags if tag not in {"p", "a"}] == [
            one.tag for one in html.document_fromstring(other).iter() if one.tag not in {"p", "a"}
        ]


def test_a_link_is_right_for_one_address_and_one_wish() -> None:
    key = LINKS.link(Wish.STOP, TO).rpartition("key=")[2]
    assert LINKS.is_right(Wish.STOP, TO, key)
    assert not LINKS.is_right(Wish.CONFIRM, TO, key)
    assert not LINKS.is_right(Wish.STOP, "bo@reader.example", key)
    assert not LINKS.is_right(Wish.STOP, TO, "")
    assert not LINKS.is_right(Wish.STOP, TO, "ä")
    assert not ReaderLinks("https://news.example", "other").is_right(Wish.STOP, TO, key)
    assert "secret" not in repr(LINKS)  # a log may show it


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" ada@Reader.EXAMPLE ", "ada@reader.example"), ("a+b@c.example", "a+b@c.example"),
        ("ada", None), ("ada@host", None), ("a b@c.example", None), ("a@b@c.example", None),
        ("a\n@c.example", None), ("ä@c.example", None), ("<a@c.example>", None), ("", None),
        (f"{'a' * 65}@c.example", None), (f"a@{'b' * 250}.example", None),
    ],
)  # fmt: skip
def test_an_address_is_an_address(text: str, found: str | None) -> None:
    assert mailboxes.mailbox(text) == found


def test_a_letter_is_in_the_language_of_its_digest() -> None:
    german = replace(cards.MORNING, lang="de")
    letter, plain, marked = parts(letters.digest(german, SENT))
    page = html.document_fromstring(marked)
    assert page.get("lang") == "de"
    assert "Nachrichten" in str(letter["Subject"])
    assert "Dienstag, 24. November" in plain
    for heading in ("Was man sagt", "In Kürze"):
        assert (heading in plain) == (heading in flat(str(page.text_content())))
    first = cards.MORNING.items[0].brief.points[0].text
    assert first in flat(plain)
