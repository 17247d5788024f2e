"""One article, one address."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.web import urls


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://Ex.COM:443/A?utm_source=x&b=2&a=1&fbclid=9#top", "https://ex.com/A?b=2&a=1"),
        ("http://münchen.example", "http://xn--mnchen-3ya.example/"),
        ("https://ex.com/?p=1&id=2&ref=3&story=4&source=5", "https://ex.com/?p=1&id=2&ref=3&story=4&source=5"),
        ("https://ex.com/app#!/news/7", "https://ex.com/app#!/news/7"),
        ("https://amp.ex.com:8443/a/", "https://amp.ex.com:8443/a/"),
        ("https://ex.com/ä b?q=a+b%20c", "https://ex.com/%C3%A4%20b?q=a+b%20c"),
        ("https://me:secret@ex.com/", "https://ex.com/"),
        ("https://straße.example/feed", "https://xn--strae-oqa.example/feed"),
        ("https://βόλος.example/", "https://xn--nxasmm1c.example/"),
        ("https://MÜNCHEN.example/", "https://xn--mnchen-3ya.example/"),
        ("https://cafe\u0301.example/", "https://xn--caf-dma.example/"),
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
        ("https://xn--localhost/x", None),
        ("https://i❤.example/", None),
        ("feed://a.example/x", "https://a.example/x"),
        ("feed:https://a.example/f", "https://a.example/f"),
        ("FEED:http://a.example/f", "http://a.example/f"),
        (" feed://http://a.example/f", "http://a.example/f"),
        ("feed:a.example/f", "https://a.example/f"),
        ("feed:", None),
        ("javascript:alert(1)", None),
        ("http://[::1", None),
        ("http://ex.com:99999/", None),
        ("", None),
    ],
)  # fmt: skip
def test_an_address_loses_what_chooses_no_page(url: str, canonical: str | None) -> None:
    assert urls.canonical(url) == canonical


@given(
    st.one_of(st.text(), st.text().map("https://ex.com/".__add__), st.text().map("http://".__add__))
)
def test_what_is_canonical_stays_so(url: str) -> None:
    once = urls.canonical(url)
    assert once is None or urls.canonical(once) == once


@pytest.mark.parametrize(
    "host", ["straße.example", "βόλος.example", "münchen.example", "中国.example"]
)
def test_a_host_is_the_one_that_httpx_would_ask(host: str) -> None:
    asked = httpx.URL(f"https://{host}/").raw_host.decode()
    assert urls.canonical(f"https://{host}/") == f"https://{asked}/"
