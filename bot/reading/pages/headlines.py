"""Pure. A page's headline, out of the several that it states.

JSON-LD, OpenGraph, Twitter's card, the h1 and the title say nearly the same: one adds the outlet's
name, one a kicker, one is made for search engines. They vote.
"""

import html
import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from bot.reading.web.decoding import clean

# How much a place's vote counts, and in which order its spelling is taken. On newspapers_a
# (bench/metadata.py) any weights in which OpenGraph's is above JSON-LD's find 121 to 124 of 139
# titles; the others' pages state two, and only their publisher knows which is the headline.
WEIGHTS = {"og": 4, "jsonld": 2, "h1": 1, "title": 1, "twitter": 1}

# Places where an outlet's name after the headline shows that a machine wrote it: no vote then.
_PLAIN_BY_HABIT = {"og", "twitter"}

_LONGEST = 1000
_HEADINGS = {"h1", "h2", "h3"}
_KICKER = 2.5
_LONG_PARAGRAPH = 200
_MOST_ELEMENTS = 400

_TAG = re.compile(r"</?[a-z][^<>]{0,80}>", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"(?<!\s)\s++(?:[|–—·›»•-]|//)\s+|(?:(?<!\s)\s++)?[|｜]\s*|：(?=[^：]{2,20}$)"
)

# "CBC News" is the CBC, but "Time to leave" is not Time.
_OUTLET_WORDS = 3
_OUTLET_LETTERS = 3


def choose(stated: Iterable[tuple[str, str]], outlets: Iterable[str]) -> str | None:
    """The headline among (place, text) pairs, without the outlet's name after it; None for none.

    A place is a key of WEIGHTS and may come several times, as an h1 does; `outlets` are the names
    that the outlet goes by.
    """
    tidied = [(place, tidy(text)) for place, text in stated if len(text) <= _LONGEST]
    keys = {fold(text) for _, text in tidied}
    outlet_keys = {fold(outlet) for outlet in outlets} - {""}
    votes: dict[str, int] = {}
    spellings: dict[tuple[str, str], str] = {}
    for place, text in tidied:
        headline = _without_outlet(text, keys, outlet_keys)
        key = fold(headline)
        if key and (key, place) not in spellings:
            spellings[key, place] = headline
            heard = headline == text or place not in _PLAIN_BY_HABIT
            votes[key] = votes.get(key, 0) + WEIGHTS[place] * heard
    if not votes:
        return None
    best = max(votes, key=votes.__getitem__)
    return next(spellings[best, place] for place in WEIGHTS if (best, place) in spellings)


def below(tree: HtmlElement, headline: str | None) -> list[HtmlElement]:
    """The elements between the headline as a reader sees it and the second long paragraph.

    Byline and time stand there, and no teaser's; [] where no heading holds the headline.
    """
    key = fold(headline or "")
    elements = tree.iter(etree.Element)
    if not key or not any(_is_heading(element, key) for element in elements):
        return []
    found = []
    paragraphs = 0
    for element in islice(elements, _MOST_ELEMENTS):
        paragraphs += element.tag == "p" and len(element.text_content()) > _LONG_PARAGRAPH
        if paragraphs > 1:
            break
        found.append(element)
    return found


def _is_heading(element: HtmlElement, key: str) -> bool:
    """Whether the element is the headline with this key, perhaps after a kicker."""
    if element.tag not in _HEADINGS:
        return False
    text = element.text_content()
    held = fold(text) if len(text) <= _LONGEST else ""
    return key in held and len(held) <= _KICKER * len(key)


def tidy(text: str) -> str:
    """One line without tags, character references and what `clean` takes out."""
    return " ".join(clean(_TAG.sub("", html.unescape(html.unescape(text)))).split())


def fold(text: str) -> str:
    """Letters and digits without case and accents: equal for two spellings of the same."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))


def _without_outlet(text: str, keys: set[str], outlets: set[str]) -> str:
    """The text up to where another place's headline ends or the outlet's name begins."""
    for separator in _SEPARATOR.finditer(text):
        head, tail = text[: separator.start()], text[separator.end() :]
        if fold(head) and (fold(head) in keys or _is_outlet(tail, outlets)):
            return _without_outlet(head, keys, outlets)
    return text


def _is_outlet(words: str, outlets: set[str]) -> bool:
    key = fold(words)
    return key in outlets or (
        len(words.split()) <= _OUTLET_WORDS
        and any(len(outlet) >= _OUTLET_LETTERS and key.startswith(outlet) for outlet in outlets)
    )
