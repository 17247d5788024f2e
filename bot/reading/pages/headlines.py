"""Pure. A page's headline, out of the several that it states.

JSON-LD, OpenGraph, Twitter's card, the h1 and the title say nearly the same: one adds the outlet's
name, one a kicker, one is made for search engines. They vote.
"""

import html
import re
import unicodedata
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from bot.reading.web.decoding import clean
from bot.text.words import counted

# How much a place's vote counts; its spelling is taken in this order. Where a page calls itself a
# news article, any weights in which OpenGraph's is above JSON-LD's find about as many titles. Other
# pages are headed by what readers see, and describe themselves to search engines in other words;
# several h1 share their weight. Of 1,104 titles of all the shared sets 890 are found.
WEIGHTS = {"og": 4, "jsonld": 2, "h1": 1, "title": 1, "twitter": 1}
SEEN_WEIGHTS = {"h1": 4, "og": 1, "jsonld": 1, "title": 1, "twitter": 0}

# Places where an outlet's name after the headline shows that a machine wrote it: no vote then.
_PLAIN_BY_HABIT = {"og", "twitter"}

_LONGEST = 1000
_HEADINGS = ("h1", "h2", "h3")
_KICKER = 2.5
_KICKED = 0.5  # of a headline and its kicker, how much is the headline
_LEAST_WORDS = 4  # of a headline; the name of a section has fewer
_OF_ARTICLES = {"og", "jsonld", "twitter"}
_PARAGRAPH = 100  # characters
_PARAGRAPH_WORDS = 30  # likewise, in scripts that need fewer characters
_LONG_PARAGRAPH = 200
_MOST_ELEMENTS = 400
_MOST_ABOVE = 40

_TAG = re.compile(r"</?[a-z][^<>]{0,80}>", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"(?<!\s)\s++(?:[|–—·›»•-]|//)\s+|(?:(?<!\s)\s++)?[|｜│]\s*|：(?=[^：]{2,20}$)"
)
_SIGNS = " »›>"

# "CBC News" is the CBC, but "Time to leave" is not Time.
_OUTLET_WORDS = 3
_OUTLET_LETTERS = 3


def choose(
    stated: Iterable[tuple[str, str]],
    outlets: Iterable[str],
    lead: str = "",
    *,
    is_news: bool = True,
) -> str | None:
    """The headline among (place, text) pairs, without the outlet's name after it; None for none.

    A place is a key of WEIGHTS and may come several times, as an h1 does; `outlets` are the names
    that the outlet goes by. `lead` stands above the text, and is taken where all that is stated is
    the name of the site or of a section. `is_news`: the page calls itself a news article.
    """
    tidied = [(place, tidy(text)) for place, text in stated if len(text) <= _LONGEST]
    keys = {fold(text) for text in (lead, *(text for _, text in tidied))}
    outlet_keys = {fold(outlet) for outlet in outlets} - {""}
    weights: dict[str, float] = {**(WEIGHTS if is_news else SEEN_WEIGHTS)}
    weights["h1"] /= len({fold(text) for place, text in tidied if place == "h1"} - {""}) or 1
    votes: dict[str, float] = {}
    spellings: dict[tuple[str, str], str] = {}
    for place, text in tidied:
        headline = _without_outlet(text, keys, outlet_keys)
        key = fold(headline)
        if key and (key, place) not in spellings:
            spellings[key, place] = headline
            heard = headline == text or place not in _PLAIN_BY_HABIT
            votes[key] = votes.get(key, 0) + weights[place] * heard
    if not votes:
        return None
    _give_kickers_votes(votes, {key for key, place in spellings if place in {"og", "jsonld"}})
    own = [key for key in votes if key not in outlet_keys]
    best = max(own or votes, key=votes.__getitem__)
    places = {place for key, place in spellings if key == best}
    if _says_more(lead, best) and (best in outlet_keys or _is_label(best, places, spellings)):
        return tidy(lead)
    return next(spellings[best, place] for place in weights if (best, place) in spellings)


def _give_kickers_votes(votes: dict[str, float], described: set[str]) -> None:
    """Move the votes for a headline behind a kicker to that headline, where it is `described` so
    to machines."""
    for key, own in list(votes.items()):
        least = _KICKED * len(key)
        bare = {one for one in described - {key} if key.endswith(one) and len(one) >= least}
        if bare:
            votes[max(bare, key=len)] += own
            votes[key] = 0


def lead(tree: HtmlElement) -> str:
    """The heading just above the first paragraph of a text; "" for none."""
    found = ""
    for element in islice(tree.iter(*_HEADINGS, "p"), _MOST_ELEMENTS):
        if element.tag != "p":
            found = " ".join(element.text_content().split())[:_LONGEST]
        elif _is_paragraph(element.text_content()):
            return found
    return ""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The elements around a headline as a reader sees it, where byline and time stand.

    `below` are those up to the second long paragraph, `above` the last few before the headline,
    the nearest first. Both are empty where no heading holds the headline.
    """

    above: tuple[HtmlElement, ...] = ()
    below: tuple[HtmlElement, ...] = ()


def around(tree: HtmlElement, headline: str | None) -> Neighbours:
    """What surrounds the heading with this headline, or else the page's only h1."""
    elements = tree.iter(etree.Element)
    heading = _heading(tree, fold(headline or ""))
    if heading is None:
        return Neighbours()
    above: deque[HtmlElement] = deque(maxlen=_MOST_ABOVE)
    for element in elements:
        if element is heading:
            break
        above.append(element)
    below = []
    paragraphs = 0
    for element in islice(elements, _MOST_ELEMENTS):
        paragraphs += element.tag == "p" and len(element.text_content()) > _LONG_PARAGRAPH
        if paragraphs > 1:
            break
        below.append(element)
    return Neighbours(tuple(reversed(above)), tuple(below))


def _heading(tree: HtmlElement, key: str) -> HtmlElement | None:
    found = (element for element in tree.iter(*_HEADINGS) if _is_heading(element, key))
    if key and (holds := next(found, None)) is not None:
        return holds
    alone = list(islice(tree.iter("h1"), 2))
    return alone[0] if len(alone) == 1 else None


def _is_heading(element: HtmlElement, key: str) -> bool:
    """Whether the element is the headline with this key, perhaps after a kicker."""
    text = element.text_content()
    held = fold(text) if len(text) <= _LONGEST else ""
    return key in held and len(held) <= _KICKER * len(key)


def tidy(text: str) -> str:
    """One line without tags, character references, the sign of a link to itself behind it and what
    `clean` takes out."""
    words = clean(_TAG.sub("", html.unescape(html.unescape(text)))).split()
    return " ".join(words).rstrip(" ¶").removesuffix(" #")


def fold(text: str) -> str:
    """Letters and digits without case and accents: equal for two spellings of the same."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))


def _without_outlet(text: str, keys: set[str], outlets: set[str], *, is_filed: bool = False) -> str:
    """The text behind the outlet's name, up to where another place's headline ends or the outlet's
    name begins; or another place's headline that it ends with.

    `is_filed`: the outlet's name stood behind it, before which the name of a section may stand.
    """
    for separator in _SEPARATOR.finditer(text):
        head, tail = text[: separator.start()], text[separator.end() :]
        if fold(head) in outlets and fold(tail):
            return _without_outlet(tail.lstrip(_SIGNS), keys, outlets)
        if fold(head) in keys:
            return _without_outlet(head, keys, outlets)
        if fold(tail) in keys - outlets and len(tail.split()) >= _LEAST_WORDS:
            return tail
        if fold(head) and (_is_outlet(tail, outlets) or (is_filed and _is_section(head, tail))):
            return _without_outlet(head, keys, outlets, is_filed=True)
    return text


def _is_section(headline: str, tail: str) -> bool:
    return tail.isalpha() and tail.istitle() and len(headline.split()) >= _LEAST_WORDS


def _is_paragraph(text: str) -> bool:
    return len(text) > _PARAGRAPH or counted(text) >= _PARAGRAPH_WORDS


def _says_more(lead: str, key: str) -> bool:
    return counted(lead) >= _LEAST_WORDS and key not in fold(lead)


def _is_label(key: str, places: set[str], spellings: dict[tuple[str, str], str]) -> bool:
    """Whether a text is as short as a section's name, and nothing calls it an article's."""
    text = next(spellings[key, place] for place in places)
    return not places & _OF_ARTICLES and counted(text) < _LEAST_WORDS


def _is_outlet(words: str, outlets: set[str]) -> bool:
    key = fold(words)
    return key in outlets or (
        len(words.split()) <= _OUTLET_WORDS
        and any(
            len(outlet) >= _OUTLET_LETTERS and (key.startswith(outlet) or key.endswith(outlet))
            for outlet in outlets
        )
    )
