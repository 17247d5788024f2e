"""Pure. Who wrote an article: names out of a byline's words, and bylines out of a page.

A byline names people and agencies. What comes out is without "By", offices, places and addresses,
one string a name, in the order written.
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from bot.reading.pages.class_names import naming
from bot.reading.pages.headlines import tidy
from bot.reading.web.decoding import clean
from bot.text.lexicon import any_of, every_language, is_any_of

MAX_BYLINE = 200
MAX_NAME = 40
MOST_CHARACTERS = 1000
SHORTEST_PARAGRAPH = 120
LEAST_PARAGRAPHS = 3

_PAGE = every_language().page
_BY_WORDS = any_of((*_PAGE.byline_openings, *_PAGE.author_labels))
_BY = re.compile(rf"^\W*(?:{_BY_WORDS})\s*(?::\s*|\s)(?=\S)", re.IGNORECASE)
_STARTS_BY = re.compile(rf"(?<!\s)\s*+(?:{_BY_WORDS})(?:\s*:|\s|$)", re.IGNORECASE)
_COMMA = re.compile(r"(?:(?<!\s)\s++)?[,;/|•·]\s*|\n+")
_LETTER_JOINTS = [joint for joint in _PAGE.name_joints if len(joint) == 1]  # "E" is an initial
_JOINTS = [joint for joint in _PAGE.name_joints if len(joint) > 1]
_AND = re.compile(rf"(?:,|(?<!\s))\s++(?:(?i:{any_of(_JOINTS)})|{any_of(_LETTER_JOINTS)})\s+")
_ADDRESS = re.compile(r"https?:\S+|www\.\S+|(?<!\S)[^\s@]++@\S+|@\w+")
_ASIDE = re.compile(
    rf"(?<!\s)(?:\s*+[(\[]|\s++[–—-]\s"
    rf"|\s++(?:{any_of(_PAGE.byline_places)})\s+[^\W\d_a-z]).*",
    re.DOTALL,
)
_OFFICE = re.compile(rf"\b(?:{any_of(_PAGE.byline_roles)})\b", re.IGNORECASE)

_CAPITALISED = r"[^\W\d_a-zß-öø-ÿа-яё][\w.'’-]{0,80}"
_PARTICLE = f"(?:{any_of(_PAGE.name_particles)})"
_NAME = re.compile(rf"{_CAPITALISED}(?:\s+(?:{_PARTICLE}|{_CAPITALISED})){{1,4}}")
_is_agency = is_any_of(entry.lower() for entry in (*_PAGE.agencies, *_PAGE.text_agencies))

_MARK = naming("byline")
_NOBODY = {"admin", "administrator", "webmaster"}

_ELSEWHERE = {"aside", "figure", "figcaption", "footer", "nav", "form"}
_EMPHASIS = {"strong", "b", "em", "i"}


def split(text: str) -> list[str]:
    """The names in a byline such as "By Ada Novak and Bo Lind, Staff Writers, Reuters"."""
    text = _BY.sub("", _ADDRESS.sub(" ", clean(text[:MOST_CHARACTERS])).strip())
    parts = [name for part in _COMMA.split(text) for name in _split_joint(part)]
    names = [_tidy(part) for part in parts if not _OFFICE.search(part)]
    names = [name for name in names if any(map(str.isalpha, name)) and name.lower() not in _NOBODY]
    several = any(" " in name for name in names)
    return [name for name in names if not several or " " in name or is_agency(name)]


def below_headline(below: list[HtmlElement]) -> Iterator[list[str]]:
    """The names of what surely is a byline among the elements between headline and body."""
    near = [element for element in below if _belongs(element)]
    marked = (element for element in near if _is_marked(element))
    started = (element for element in near if _STARTS_BY.match(element.text or ""))
    return filter(None, map(_people, map(_text, (*marked, *started))))


def signatures(tree: HtmlElement) -> Iterator[list[str]]:
    """The names in emphasised paragraphs before a body's first long one or after all others.

    Some newsrooms sign so; a subheading may look the same.
    """
    for body in tree.xpath(f"descendant-or-self::*[count(p) >= {LEAST_PARAGRAPHS}]"):
        paragraphs = [p for p in body.iterchildren("p") if p.text_content().strip()]
        lengths = [len(p.text_content()) for p in paragraphs]
        if sum(length >= SHORTEST_PARAGRAPH for length in lengths) < LEAST_PARAGRAPHS:
            continue
        first = next(at for at, length in enumerate(lengths) if length >= SHORTEST_PARAGRAPH)
        for paragraph in (*paragraphs[:first], paragraphs[-1]):
            if len(paragraph) == 1 and paragraph[0].tag in _EMPHASIS:
                yield _people(_text(paragraph))


def is_person(name: str) -> bool:
    """Whether the words have the form of a person's name: two to five, with capitals."""
    return len(name) <= MAX_NAME and bool(_NAME.fullmatch(name))


def _split_joint(part: str) -> list[str]:
    """The people that "and" joins; "Ortega y Gasset" is one."""
    people = _AND.split(part)
    whole = all(" " in person.strip() or is_agency(person) for person in people)
    return people if whole else [part]


def _tidy(name: str) -> str:
    return tidy(_ASIDE.sub("", name)).strip(" .,:;-–—|")


def starts_by(label: str) -> bool:
    """Whether a label, such as "Written by", stands before an author's name."""
    return bool(_STARTS_BY.match(label))


def is_agency(name: str) -> bool:
    return _is_agency(name.strip().lower())


def _people(text: str) -> list[str]:
    """The names, if all of the text is names of people and agencies."""
    names = [name for name in split(text) if not any(map(str.isdigit, name))]
    good = all(is_agency(name) or is_person(name) for name in names)
    return names if good and any(" " in name for name in names) else []


def _is_marked(element: HtmlElement) -> bool:
    stated = (element.get(name) or "" for name in ("class", "rel", "itemprop", "data-testid"))
    return any(_MARK.search(name.lower()) for name in stated)


def _belongs(element: HtmlElement) -> bool:
    return not any(ancestor.tag in _ELSEWHERE for ancestor in element.iterancestors())


def _text(element: HtmlElement) -> str:
    """The element's words, its parts apart; nothing if they are too many for a byline."""
    text = "\n".join(filter(None, map(str.strip, element.itertext())))
    return text if len(text) <= MAX_BYLINE else ""
