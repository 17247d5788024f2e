"""Pure. A link that opens the page at the sentence: a text fragment (WICG Scroll To Text Fragment).

https://wicg.github.io/scroll-to-text-fragment/#syntax: `#:~:text=textStart,textEnd`, each part
percent-encoded, and with it `-`, `,` and `&`, which the directive's own syntax uses.
"""

from urllib.parse import quote, urldefrag

LONGEST_WHOLE = 12  # words; a longer sentence is named by its first and last words
EDGE_WORDS = 5


def fragment_link(url: str | None, sentence: str) -> str | None:
    """The address of `sentence`, the page's own words, on the page at `url`; None without a URL."""
    if not url:
        return None
    words = sentence.split()
    if not words:
        return url
    if len(words) <= LONGEST_WHOLE:
        directive = _encoded(words)
    else:
        directive = f"{_encoded(words[:EDGE_WORDS])},{_encoded(words[-EDGE_WORDS:])}"
    return f"{urldefrag(url).url}#:~:text={directive}"


def _encoded(words: list[str]) -> str:
    text = " ".join(words).encode("utf-8", "replace")  # a lone surrogate has no UTF-8
    return quote(text, safe="").replace("-", "%2D")
