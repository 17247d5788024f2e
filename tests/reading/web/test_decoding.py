"""Bytes become text fit for reading, or a sentence says why not."""

import bz2
import codecs
import gzip
import hashlib
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import EmptyPageError, NotTextError, TooLargeError
from bot.reading.web import decoding
from bot.reading.web.decoding import MAX_BYTES, admit, clean, decode, is_html

UKRAINIAN = "Міська рада Лісового повідомила в понеділок, що міст закрито. " * 3
JAPANESE = "市長は月曜日に橋を閉鎖すると発表した。" * 5
CHINESE = "市长星期一宣布大桥关闭。" * 5
FRENCH = "Le maire a été prévenu lundi : le pont sera fermé, a-t-il répété. " * 3


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (UKRAINIAN, "windows-1251"),
        (UKRAINIAN, "koi8-u"),
        (FRENCH, "iso-8859-1"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (CHINESE, "gb2312"),
    ],
)
def test_a_declared_charset_is_believed(text: str, charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body><p>{text}</p>'
    assert decode(page.encode(charset)) == page


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-u"])
def test_an_undeclared_charset_is_found(charset: str) -> None:
    assert decode(UKRAINIAN.encode(charset)) == UKRAINIAN


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_needs_no_declaration(charset: str) -> None:
    page = f"<html><body><p>{UKRAINIAN}</p></body></html>" + "<p></p>" * 200
    assert decode(page.encode(charset)) == page


def test_utf8_wins_over_a_template_that_says_latin1() -> None:
    page = f'<meta charset="iso-8859-1"><p>{FRENCH}</p>'
    assert decode(page.encode()) == page


def test_a_few_broken_bytes_do_not_lose_a_page() -> None:
    text = decode(UKRAINIAN.encode() + b"\xff\xfe\xd0")
    assert text.startswith(UKRAINIAN)


def test_a_lone_accent_is_western_rather_than_chinese() -> None:
    assert decode(b"caf\xe9") == "café"


@pytest.mark.parametrize("label", ["utf-7", "unicode_escape", "hex", "rot13", "idna", "nonsense"])
def test_a_page_cannot_choose_an_odd_decoder(label: str) -> None:
    page = f'<meta charset="{label}"><p>+ADw-script \\u003c caf'.encode() + b"\xe9"
    assert decode(page).endswith("+ADw-script \\u003c café")


def test_python_knows_every_charset_we_read_as() -> None:
    for name in decoding._READ_AS.values():  # noqa: SLF001 — the table itself is the claim
        assert codecs.lookup(name)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"\r\n%PDF-1.7\n1 0 obj", "a PDF"),
        (bz2.compress(b"a page"), "bzip2"),
        (gzip.compress(b"a page", mtime=0), "gzip"),  # else its header tells the time
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "WebP"),
        (bytes(100), "binary"),
        (hashlib.shake_256(b"noise").digest(4000), "binary"),
    ],
    ids=["PDF", "bzip2", "gzip", "ZIP", "PNG", "WebP", "zeros", "noise"],
)
def test_what_is_no_text_is_named(raw: bytes, kind: str) -> None:
    with pytest.raises(NotTextError) as caught:
        decode(raw)
    assert kind in caught.value.advice


@pytest.mark.parametrize("text", ["ID3: the car is here", "BZh is a word", "%!", "OggS"])
def test_words_are_no_signature(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n", "\ufeff\u200b".encode()])
def test_nothing_is_said_to_be_nothing(raw: bytes) -> None:
    with pytest.raises(EmptyPageError):
        decode(raw)


def test_more_than_an_article_is_refused() -> None:
    with pytest.raises(TooLargeError):
        decode(b"a" * (MAX_BYTES + 1))
    with pytest.raises(TooLargeError):
        admit("a" * (MAX_BYTES + 1))


@pytest.mark.parametrize(
    ("dirty", "shown"),
    [
        ("inno\u202ecent\u202c", "innocent"),
        ("\u2067mixed\u2069 up\u200f", "mixed up"),
        ("Heli\xadkopter\u200blande\u2060platz", "Helikopterlandeplatz"),
        ("a\x00b\x07c\x9dd\ud800e\ufeff", "abcde"),
        ("one\x0ctwo\x85three\u2028four", "one two three\nfour"),
        ("pay\u200dpal\u200c", "paypal"),
        ("don\x92t \x96 \x93ever\x94\x81", "don’t – “ever”"),
        ("hidden\U000e0041\U000e0042 words", "hidden words"),
    ],
)
def test_the_invisible_is_gone(dirty: str, shown: str) -> None:
    assert clean(dirty) == shown


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم بروم",  # Persian: the joiner is spelling
        "क्\u200dष और ക്ഷ",
        "👩\u200d🚒 and 🏳️\u200d🌈",
        "قال المتحدث: «أُغلق الجسر» (12 شخصًا)",
        "ראש העיר אמר: ״הגשר סגור״.",
        "tabs\tand\nlines stay",
    ],
)
def test_spelling_stays(text: str) -> None:
    assert clean(text) == text


def test_a_run_of_joiners_hides_nothing() -> None:
    assert clean("می\u200c\u200d\u200c\u200cخواهم") == "می\u200cخواهم"


@given(
    st.text(st.characters(), max_size=60).filter(lambda text: not re.search("[\x80-\x9f]", text))
)
def test_clean_takes_no_letter_and_is_done_in_one_pass(text: str) -> None:
    shown = clean(text)
    assert clean(shown) == shown
    assert [c for c in text if unicodedata.category(c)[0] in "LNPS"] == [
        c for c in shown if unicodedata.category(c)[0] in "LNPS"
    ]


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_reason(raw: bytes) -> None:
    try:
        text = decode(raw)
    except (NotTextError, EmptyPageError):
        return
    assert text == clean(text)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("<!DOCTYPE html><title>A bridge closes</title>", True),
        ("\n<!-- saved -->\n<HTML lang=en><p>x", True),
        ("<p>The bridge is closed.</p>", True),
        ("The bridge is closed.\n\nThe mayor said so.", False),
        ("Put it in a <p> tag, and close it with </p>.", False),
        ("<3 is what the mayor wrote", False),
    ],
)
def test_a_page_is_told_from_words(text: str, page: bool) -> None:  # noqa: FBT001 — expected value
    assert is_html(text) is page
