"""Pure. Who wrote an article: names out of a byline's words, and bylines out of a page.

A byline names people and agencies. What comes out is without "By", offices, places and addresses,
one string a name, in the order written.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from lxml import etree
from lxml.html import HtmlElement

from bot.reading.pages.class_names import naming
from bot.reading.pages.headlines import fold, tidy
from bot.reading.web.decoding import clean
from bot.text.lexicon import every_language
from bot.text.lexicon.notation import any_of, is_any_of

MAX_BYLINE = 200
MAX_NAME = 40
LONGEST_JOINT = 10
LONGEST_LABEL = 30
MOST_CHARACTERS = 1000
SHORTEST_PARAGRAPH = 120
LEAST_PARAGRAPHS = 3

_PAGE = every_language().page
_BY_WORDS = any_of((*_PAGE.byline_openings, *_PAGE.author_labels))
_BY = re.compile(rf"^\W*(?:{_BY_WORDS})\s*(?::\s*|\s)(?=\S)", re.IGNORECASE)
_STARTS_BY = re.compile(rf"(?<!\s)\s*+(?:{_BY_WORDS})(?:\s*:|\s|$)", re.IGNORECASE)
_ENDS_BY = re.compile(rf"\b(?:{_BY_WORDS})\Z", re.IGNORECASE)  # a label, its name elsewhere
_COMMA = re.compile(r"(?:(?<!\s)\s++)?[,;/|•·]\s*|\n+")
_LETTER_JOINTS = [joint for joint in _PAGE.name_joints if len(joint) == 1]  # "E" is an initial
_JOINTS = [joint for joint in (*_PAGE.name_joints, *_PAGE.byline_joints) if len(joint) > 1]
_AND = re.compile(rf"(?:,|(?<!\s))\s++(?:(?i:{any_of(_JOINTS)})|{any_of(_LETTER_JOINTS)})\s+")
_ADDRESS = re.compile(r"https?:\S+|www\.\S+|(?<!\S)[^\s@]++@\S+|@\w+")
_LOOSE_JOINT = re.compile(
    rf"(?:(?i:{any_of(_JOINTS)})|{any_of(map(str.lower, _LETTER_JOINTS))}|&)\s+(?=\S)"
)
_ASIDE = re.compile(
    rf"(?<!\s)(?:\s*+[(\[（［]|\s++[–—-]\s"
    rf"|\s++(?:{any_of(_PAGE.byline_places)})\s+[^\W\d_a-z]).*",
    re.DOTALL,
)
# "Photos by Ada Novak", "Design: Bo Lind".
_OTHER_WORK = re.compile(
    rf"\W{{0,9}}(?:{any_of((*_PAGE.credit_labels, *_PAGE.other_work))})"
    rf"(?:\s*+:|\s++(?:{any_of(_PAGE.made_by)})\s)",
    re.IGNORECASE,
)
_OFFICE = re.compile(rf"\b(?:{any_of(_PAGE.byline_roles)})s?\b", re.IGNORECASE)

_CAPITALISED = r"[^\W\d_a-zß-öø-ÿа-яёіїєґ][\w.'’-]{0,80}"
_PARTICLE = f"(?:{any_of(_PAGE.name_particles)})"
_JOINED = any_of((*_JOINTS, *_LETTER_JOINTS))
_ENDS_JOINED = re.compile(rf"(?:[,&/]|\b(?:{_JOINED}))\s*\Z", re.IGNORECASE)
_GOES_ON = re.compile(rf"\s{{0,9}}(?:[,&/]|(?:{_JOINED})\b)", re.IGNORECASE)
_NAME = re.compile(rf"{_CAPITALISED}(?:\s+(?:{_PARTICLE}|{_CAPITALISED})){{1,4}}")
_is_agency = is_any_of(entry.lower() for entry in (*_PAGE.agencies, *_PAGE.text_agencies))

# Words on the buttons and labels beside a byline; a name has none that is not one of these.
_INTERFACE = frozenset(
    word
    for entry in (
        *_PAGE.byline_controls, *_PAGE.bar_words, *_PAGE.service_words, *_PAGE.stamp_words,
        *_PAGE.updated, *_PAGE.byline_roles, *_PAGE.to_read, *_PAGE.minutes,
    )
    for word in entry.lower().split()
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")

_MARK = naming("byline")
_SIGNING = naming("signing")
_PROFILE = naming("profile", "addresses")

_ELSEWHERE = {"aside", "figure", "figcaption", "footer", "nav", "form"}
_UNSAID = {"button", "time", "svg", "select", "noscript", "template"}
_EMPHASIS = {"strong", "b", "em", "i"}


def split(text: str) -> list[str]:
    """The names in a byline such as "By Ada Novak and Bo Lind, Staff Writers, Reuters"."""
    text = _BY.sub("", _ADDRESS.sub(" ", clean(text[:MOST_CHARACTERS])).strip())
    parts = [name for part in _COMMA.split(text) for name in _split_joint(part)]
    names = [_tidy(part) for part in parts if not _OFFICE.search(part)]
    names = [name for name in names if _says_who(name)]
    several = any(" " in name for name in names)
    return [name for name in names if not several or " " in name or is_agency(name)]


def distinct(names: Iterable[str]) -> list[str]:
    """Each name once; of an agency's name and its initials, or a longer form, the first."""
    found: dict[str, str] = {}
    agencies: list[set[str]] = []
    for name in names:
        forms = _forms(name) if is_agency(name) else set()
        if fold(name) and not any(forms & known for known in agencies):
            found.setdefault(fold(name), name)
            agencies += [forms] * bool(forms)
    return list(found.values())


def below_headline(below: Iterable[HtmlElement]) -> Iterator[list[str]]:
    """The names of what surely is a byline among the elements between headline and body."""
    near = [element for element in below if _belongs(element)]
    linked = (element for element in near if _is_profile(element))
    shown = ((element, _shown(element)) for element in (*_bylines(near), *linked))
    for _, alike in groupby(filter(itemgetter(1), shown), key=lambda one: _likeness(one[0])):
        yield distinct(name for _, names in alike for name in names)


def _likeness(element: HtmlElement) -> tuple[HtmlElement | None, str | None]:
    """What elements share that stand side by side for the same: one for each author."""
    return element.getparent(), element.get("class")


def is_signed(near: Iterable[HtmlElement], name: str) -> bool:
    """Whether a byline near the headline has hardly more than the name."""
    key = fold(name)
    texts = map(_text, _bylines([element for element in near if _belongs(element)]))
    return any(key in fold(text) and len(text) <= len(name) + LONGEST_LABEL for text in texts)


def _bylines(near: list[HtmlElement]) -> Iterator[HtmlElement]:
    """Elements that are marked as bylines, then those that open like one, or whose label does."""
    yield from filter(_is_marked, near)
    for element in near:
        opening = element.text or ""
        if _STARTS_BY.match(opening):
            is_label = _STARTS_BY.fullmatch(opening.strip()) and not len(element)
            around = element.getparent() if is_label else None
            yield element if around is None else around


def only_author(tree: HtmlElement) -> list[str]:
    """The one whom all links to authors on a page name; [] where they name several."""
    links = (link for link in tree.iter("a") if _is_profile(link) and _belongs(link))
    named = distinct(name for link in links for name in _people(_text(link)))
    return named if len(named) == 1 else []


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


def is_login(name: str) -> bool:
    """Whether the words are an account's name rather than a person's: "ada.novak", "editor2"."""
    return name == name.lower() and " " not in name and name != name.upper()


def _split_joint(part: str) -> list[str]:
    """The people that "and" joins; "Ortega y Gasset" is one."""
    part = _LOOSE_JOINT.sub("", part.strip(), count=1) if _LOOSE_JOINT.match(part.strip()) else part
    people = _AND.split(part)
    whole = all(" " in person.strip() or is_agency(person) for person in people)
    return people if whole else [part]


def _says_who(name: str) -> bool:
    """Whether a part of a byline may be somebody's name rather than words of the page."""
    words = [word.lower() for word in _WORD.findall(name)]
    return (
        any(map(str.isalpha, name))
        and not _INTERFACE.issuperset(words)
        and not _OTHER_WORK.match(name)
        and not _ENDS_BY.search(name)
    )


def _forms(agency: str) -> set[str]:
    """What an agency goes by: its name, that without "the", its initials."""
    words = agency.lower().replace("-", " ").split()
    words = words[1:] if words[0] == "the" and len(words) > 1 else words
    return {
        "".join(words),
        "".join(word[0] for word in words) if len(words) > 1 else "".join(words),
    }


def _tidy(name: str) -> str:
    return tidy(_ASIDE.sub("", name)).strip(" .,:;-–—|")


def starts_by(label: str) -> bool:
    """Whether a label, such as "Written by", stands before an author's name."""
    return bool(_STARTS_BY.match(label))


def is_agency(name: str) -> bool:
    return _is_agency(name.strip().lower())


def _people_above(text: str) -> list[str]:
    """The names, if all of the text is names of people and agencies, or else of the lines above
    what only serves the page ("Add to my list", "3 minutes to read")."""
    lines = text.split("\n")
    tried = ("\n".join(lines[:end]) for end in range(len(lines), 0, -1))
    return next(filter(None, map(_people, tried)), [])


def _people(text: str) -> list[str]:
    """The names, if all of the text is names of people and agencies."""
    names = [name for name in split(text) if not any(map(str.isdigit, name))]
    good = all(is_agency(name) or is_person(name) for name in names)
    return distinct(names) if good and any(" " in name for name in names) else []


def _shown(element: HtmlElement) -> list[str]:
    """The names in a byline as it is shown; if some are links, those and what is joined to them."""
    text = _text(element)
    names = _people_above(text)
    links = [tidy(link.text_content()) for link in element.iter("a") if _is_profile(link)]
    linked = [name for name in names if name in links]
    if not linked or len(linked) == len(names):
        return names
    joined = _joined(" ".join(text.split()), names)
    return [name for name in names if name in linked or name in joined]


def _joined(line: str, names: list[str]) -> set[str]:
    """The names with a comma or an "and" on either side."""
    around = {name: line.partition(name)[::2] for name in names}
    return {
        name
        for name, (before, behind) in around.items()
        if _ENDS_JOINED.search(before[-LONGEST_JOINT:]) or _GOES_ON.match(behind)
    }


def _is_marked(element: HtmlElement) -> bool:
    stated = (element.get(name) or "" for name in ("class", "rel", "itemprop", "data-testid"))
    return any(_MARK.search(name.lower()) for name in stated)


def _is_profile(element: HtmlElement) -> bool:
    """Whether the element is a link to an author's own page."""
    if element.tag != "a":
        return False
    path = (element.get("href") or "")[:MAX_BYLINE].lower()
    return "author" in (element.get("rel") or "").lower().split() or bool(_PROFILE.search(path))


def _belongs(element: HtmlElement) -> bool:
    around = (one for one in element.iterancestors() if one.tag in _ELSEWHERE)
    return all(one.tag == "footer" and _SIGNING.search(one.get("class") or "") for one in around)


def _text(element: HtmlElement) -> str:
    """The element's words, its parts apart; nothing if they are too many for a byline."""
    text = "\n".join(filter(None, map(str.strip, _said(element))))
    return text if len(text) <= MAX_BYLINE else ""


def _said(element: HtmlElement) -> Iterator[str]:
    """The texts within, but for those of buttons and times."""
    if element.tag not in _UNSAID:
        yield element.text or ""
        for child in element.iterchildren(etree.Element):
            yield from _said(child)
            yield child.tail or ""
