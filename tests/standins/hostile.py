"""What somebody may publish or type who means ill: pages, feeds, texts and topics, by kind.

Half of them are samples of ours that were cut, doubled and stirred; the others are made to cost
much. Each is made by chance, so that a seed gives the same again.
"""

import gzip
import html
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from types import MappingProxyType

DATA = Path(__file__).parents[1] / "data"
LONG = 400_000  # characters of a run

_SENTENCE = "The bridge over the Lune closed on Tuesday, the county council said."
_RUNS = (
    "A", "Ab Cd said ", ". ", "中。", "。", "• ", "•", "“", "“Ab” ", "1", "1,", "(", "[", "AB ",
    "— ", " ", "Ab, ", "a-", "a'", "\u00a0", "\n", "<", "&", "é", "क", "a@", "//", "ab ab ", "... ",
    "?!", "\u202e", "1 ",
)  # fmt: skip
_TAGS = (
    "div",
    "p",
    "span",
    "table",
    "tr",
    "td",
    "ul",
    "li",
    "a",
    "b",
    "figure",
    "svg",
    "select",
    "form",
)

Make = Callable[[Random], bytes]


def _samples(*patterns: str) -> list[bytes]:
    return [path.read_bytes() for pattern in patterns for path in sorted(DATA.glob(pattern))]


PAGES = _samples("articles/*.html")
FEEDS = _samples("feeds/*.xml", "feeds/*.json")
TEXTS = _samples("articles/*.txt", "week/*.txt")
TOPICS = [
    b"what is the latest news about grain in Ukraine since monday",
    b"ferry, -strike from:bbc",
    b"last 3 days",
]


def _stirred(samples: list[bytes]) -> Make:
    """A sample with pieces of it left out, doubled, moved, or made noise."""

    def make(chance: Random) -> bytes:
        raw = bytearray(chance.choice(samples))
        for _ in range(chance.randint(1, 30)):
            at = chance.randrange(len(raw) + 1)
            piece = raw[at : at + chance.randint(1, 200)]
            match chance.randrange(5):
                case 0:
                    del raw[at : at + len(piece)]
                case 1:
                    raw[at:at] = piece * chance.randint(1, 50)
                case 2:
                    raw[at:at] = chance.randbytes(chance.randint(1, 20))
                case 3:
                    raw[at:at] = chance.choice(_RUNS).encode() * chance.randint(1, 2_000)
                case _:
                    other = chance.choice(samples)
                    start = chance.randrange(len(other))
                    raw[at:at] = other[start : start + chance.randint(1, 2_000)]
        return bytes(raw[: chance.randint(1, len(raw))] if chance.random() < 1 / 4 else raw)

    return make


def _run(chance: Random) -> str:
    """A long run of one sign or of a few, or of what a random pattern of them gives."""
    unit = chance.choice(_RUNS)
    if chance.random() < 1 / 2:
        unit += chance.choice(_RUNS)
    length = chance.choice((LONG // 100, LONG // 10, LONG))
    return (unit * (length // len(unit) + 1))[:length]


def _page_of_a_run(chance: Random) -> bytes:
    hostile = html.escape(_run(chance))
    return f"<h1>Bridge</h1><p>{_SENTENCE}</p><p>{hostile}</p><p>{_SENTENCE}</p>".encode()


def _text_of_a_run(chance: Random) -> bytes:
    return f"Bridge closes\n\n{_SENTENCE}\n\n{_run(chance)}\n\n{_SENTENCE}".encode()


def _attributes(chance: Random) -> bytes:
    count = chance.choice((300, 8_000, 80_000))
    value = chance.choice(("=1", "", '="x y"', "='\"'", "=a=b", '="'))
    names = " ".join(f"a{n}{value}" for n in range(count))
    return f"<h1>Bridge</h1><p {names}>{_SENTENCE}</p><p>{_SENTENCE}</p>".encode()


def _depth(chance: Random) -> bytes:
    count = chance.choice((500, 10_000, 50_000))
    tags = [chance.choice(_TAGS) for _ in range(chance.randint(1, 3))]
    return f"{''.join(f'<{tag}>' for tag in tags) * count}{_SENTENCE}".encode()


def _many_elements(chance: Random) -> bytes:
    tag = chance.choice(_TAGS)
    inner = chance.choice(("", "x", _SENTENCE, "<img src=a.jpg>", "<figure><figcaption>x"))
    return (f"<{tag}>{inner}</{tag}>" * chance.choice((500, 5_000, 20_000))).encode()


def _scripts(chance: Random) -> bytes:
    """JSON-LD that is deep, long, or no JSON."""
    count = chance.choice((100, 10_000, 100_000))
    data = chance.choice(
        (
            "[" * count,
            '{"a":' * count + "1" + "}" * count,
            json.dumps([{"@type": "NewsArticle", "headline": "Bridge"}] * (count // 20)),
            '{"@type": "NewsArticle", "articleBody": "' + "A" * count + '"}',
            " " * count + "]]>" * 100,
        )
    )
    script = f'<script type="application/ld+json">{data}</script>'
    return f"{script}<h1>Bridge</h1><p>{_SENTENCE}</p><p>{_SENTENCE}</p>".encode()


def _packed(chance: Random) -> bytes:
    """An archive where a page is expected."""
    return gzip.compress(bytes(chance.choice((1_000, 5_000_000))), mtime=0)


def _entities(chance: Random) -> bytes:
    """XML that names entities inside entities."""
    levels = chance.randint(3, 12)
    named = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(levels))
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{named}]><rss><channel><item>'
        f"<title>&e{levels};</title><link>https://a.example/1</link></item></channel></rss>"
    ).encode()


def _feed_of_runs(chance: Random) -> bytes:
    run = html.escape(_run(chance))
    place = chance.choice(("title", "description", "link", "pubDate", "guid", "author", "language"))
    item = f"<item><{place}>{run}</{place}><link>https://a.example/1</link></item>"
    return f"<rss><channel><{place}>{run}</{place}>{item * 2}</channel></rss>".encode()


def _deep_feed(chance: Random) -> bytes:
    count = chance.choice((100, 10_000, 100_000))
    inner = chance.choice(("<item>" * count, "<a b='" * count, "<![CDATA[" * count, "&#1;" * count))
    return f"<rss><channel>{inner}</channel></rss>".encode()


def _topic_of_a_run(chance: Random) -> bytes:
    return (chance.choice(TOPICS).decode() + _run(chance))[: chance.choice((400, LONG))].encode()


PAGE, FEED, TEXT, TOPIC = "page", "feed", "text", "topic"  # what it is given as

# By what it is: as what it is given, and how it is made.
KINDS: Mapping[str, tuple[str, Make]] = MappingProxyType(
    {
        "a page, stirred": (PAGE, _stirred(PAGES)),
        "a page with a run": (PAGE, _page_of_a_run),
        "a page of attributes": (PAGE, _attributes),
        "a deep page": (PAGE, _depth),
        "a page of many elements": (PAGE, _many_elements),
        "a page of JSON": (PAGE, _scripts),
        "a packed page": (PAGE, _packed),
        "a feed, stirred": (FEED, _stirred(FEEDS)),
        "a feed of entities": (FEED, _entities),
        "a feed with a run": (FEED, _feed_of_runs),
        "a deep feed": (FEED, _deep_feed),
        "a text, stirred": (TEXT, _stirred(TEXTS)),
        "a text with a run": (TEXT, _text_of_a_run),
        "a topic, stirred": (TOPIC, _stirred(TOPICS)),
        "a topic with a run": (TOPIC, _topic_of_a_run),
    }
)
