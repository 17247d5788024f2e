"""Pure. Pointers to other articles that a page prints beside its own ("More from …").

A section is taken for one where its heading or its class says so, or where it lists links with an
excerpt each that breaks off; and only if it holds neither the headline nor a good part of the
page's prose: to miss a pointer costs a line, to take the article for one costs the article.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile

from lxml.html import HtmlElement

from bot.models import Teaser
from bot.reading.lines.furniture import is_furniture, is_related_heading
from bot.reading.pages import pictures
from bot.reading.pages.class_names import naming
from bot.reading.pages.element_texts import is_short, text_of
from bot.reading.pages.figures import card_figures

_MOST = 20
_MOST_SECTIONS = 100
_PARAGRAPH = 120  # characters from which on a paragraph without links around it is prose
_SHARE = 0.2  # of the page's prose that a section of pointers may hold
_HEADLINE = 12  # characters of the shortest headline that is no heading
_LONGEST_HEADLINE = 300
_LONGEST_HEADING = 100  # characters as they stand in the page
_LONGEST_CARD = 4000
_FEWEST_EXCERPTS = 2
_CUT_OFF = ("...", "…", "[…]", "[...]")

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol")
_ANNOUNCING = (*_HEADINGS[1:], "p", "div", "span", "strong", "b", "header", "summary", "dt")
_WHOLE = {"html", "body", "main", "article"}
_CLASS = naming("pointers")


@dataclass(frozen=True, slots=True)
class Related:
    """A pointer to another article, and the sections to be kept out of the body.

    `sure`: they hold no body, however much of the page they are.
    """

    teaser: Teaser
    elements: tuple[HtmlElement, ...]
    sure: bool = False


def related(tree: HtmlElement, url: str | None) -> tuple[Related, ...]:
    """The pointers to other articles in document order, at most 20.

    `url` is the page's address, which relative ones are resolved against.
    """
    found: dict[str, Related] = {}
    for sections in islice(_sections(_survey(tree)), _MOST_SECTIONS):
        sure = all(map(_lists_excerpts, sections))
        for section in sections:
            for teaser in _teasers(section, url):
                if teaser.url == url:
                    continue
                found.setdefault(teaser.headline or "", Related(teaser, sections, sure))
    return tuple(found.values())[:_MOST]


@dataclass(frozen=True, slots=True)
class _Survey:
    """What the elements of a page hold, counted once."""

    tree: HtmlElement
    prose: dict[HtmlElement, int]  # characters of prose in each element that has some
    linked: set[HtmlElement]
    headed: set[HtmlElement]  # those that hold the headline

    def is_apart(self, element: HtmlElement) -> bool:
        """Whether an element holds neither the headline nor much of the prose."""
        most = _SHARE * self.prose.get(self.tree, 0)
        return (
            element.tag not in _WHOLE
            and element not in self.headed
            and self.prose.get(element, 0) <= most
        )


def _survey(tree: HtmlElement) -> _Survey:
    prose: dict[HtmlElement, int] = {}
    for paragraph in tree.iter("p"):
        length = _prose_length(paragraph)
        if length:
            for element in (paragraph, *paragraph.iterancestors()):
                prose[element] = prose.get(element, 0) + length
    return _Survey(tree, prose, _holders(_links(tree)), _holders(tree.iter("h1")))


def _prose_length(paragraph: HtmlElement) -> int:
    if is_short(paragraph, _PARAGRAPH) or next(paragraph.iterancestors("a"), None) is not None:
        return 0
    return sum(map(len, paragraph.itertext()))


def _holders(elements: Iterable[HtmlElement]) -> set[HtmlElement]:
    """The elements themselves and everything around them."""
    found: set[HtmlElement] = set()
    for element in elements:
        found.add(element)
        found.update(takewhile(lambda around: around not in found, element.iterancestors()))
    return found


def _sections(survey: _Survey) -> Iterator[tuple[HtmlElement, ...]]:
    """The sections of pointers: each one container, or a heading and what follows it."""
    taken: set[HtmlElement] = set()
    for element in survey.tree.iter("section", "aside", *_LISTS, *_ANNOUNCING):
        if element in taken:
            continue
        found: tuple[HtmlElement, ...] = ()
        if _is_named(element.get("class") or "") or _lists_excerpts(element):
            is_section = element in survey.linked and survey.is_apart(element)
            found = (element,) if is_section else ()
        elif element.tag in _ANNOUNCING and _announces(element):
            found = _announced(element, survey)
        for section in found:
            taken.update(section.iter())
        if found:
            yield found


@lru_cache(maxsize=4096)
def _is_named(classes: str) -> bool:
    return bool(_CLASS.search(classes.lower()))


def _lists_excerpts(element: HtmlElement) -> bool:
    """Whether most items of a list are a link and, after it, text that breaks off."""
    if element.tag not in _LISTS:
        return False
    items = [item for item in element if item.tag == "li"]
    excerpts = sum(map(_is_excerpt, items))
    return excerpts >= _FEWEST_EXCERPTS and 2 * excerpts > len(items)


def _is_excerpt(item: HtmlElement) -> bool:
    if not is_short(item, _LONGEST_CARD):
        return False
    text = text_of(item)
    link = next(_links(item), None)
    if link is None or not text.endswith(_CUT_OFF):
        return False
    headline = text_of(link)
    return len(headline) >= _HEADLINE and text.startswith(headline) and text != headline


def _announces(element: HtmlElement) -> bool:
    if element.tag not in _HEADINGS and len(element) > 1:
        return False
    return is_short(element, _LONGEST_HEADING) and is_related_heading(
        " ".join("".join(element.itertext()).split())
    )


def _announced(heading: HtmlElement, survey: _Survey) -> tuple[HtmlElement, ...]:
    """What a heading of pointers announces: the container around both, or what follows it."""
    inner = heading
    for container in heading.iterancestors():
        if not survey.is_apart(container):
            break
        if container in survey.linked:
            return (container,)
        inner = container
    following = tuple(
        takewhile(lambda element: _is_pointing(element, survey), inner.itersiblings())
    )
    return (inner, *following) if following else ()


def _is_pointing(element: HtmlElement, survey: _Survey) -> bool:
    return (
        element in survey.linked
        and element.tag not in _HEADINGS
        and element not in survey.prose
        and survey.is_apart(element)
    )


def _links(element: HtmlElement) -> Iterator[HtmlElement]:
    for link in element.iter("a"):
        href = (link.get("href") or "").strip()
        if href and not href.startswith(("#", "javascript:", "mailto:", "tel:")):
            yield link


def _teasers(section: HtmlElement, url: str | None) -> Iterator[Teaser]:
    named = list(islice(_headlines(section), 2 * _MOST))
    for (headline, link), card in zip(named, _cards(section, [e for _, e in named]), strict=True):
        address = pictures.resolve(link.get("href") or "", url)
        if card is None:
            yield Teaser(headline=headline, url=address)
            continue
        shown = card_figures(card, url)
        yield Teaser(
            headline=headline,
            text=_summary(card, headline, [e for one in shown for e in one.elements]),
            url=address,
            image=shown[0].image if shown else None,
        )


def _headlines(section: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Each headline with its link: those that are headings, or else the links' own texts."""
    links = list(islice(_links(section), 10 * _MOST))
    headed = [(heading, link) for link in links if (heading := _heading_at(link)) is not None]
    chosen = headed or [(link, link) for link in links]
    seen: set[str] = set()
    for named, link in chosen:
        if not is_short(named, _LONGEST_CARD):
            continue
        shown = card_figures(named, None) if named is link else ()
        text = text_of(named, [e for one in shown for e in one.elements])
        long_enough = named is not link or len(text) >= _HEADLINE
        if long_enough and len(text) <= _LONGEST_HEADLINE and text not in seen:
            if is_related_heading(text):
                continue
            seen.add(text)
            yield text, link


def _heading_at(link: HtmlElement) -> HtmlElement | None:
    within = next(link.iter(*_HEADINGS[1:]), None)
    return within if within is not None else next(link.iterancestors(*_HEADINGS[1:]), None)


def _cards(section: HtmlElement, links: list[HtmlElement]) -> Iterator[HtmlElement | None]:
    """The largest element with each link that holds no other of them; None for a bare link."""
    held: dict[HtmlElement, int] = {}
    for link in links:
        for around in takewhile(lambda element: element is not section, link.iterancestors()):
            held[around] = held.get(around, 0) + 1
    for link in links:
        around_it = takewhile(lambda element: element is not section, link.iterancestors())
        alone = list(takewhile(lambda element: held[element] == 1, around_it))
        if len(links) == 1:
            yield section
        elif alone:
            yield alone[-1]
        else:
            yield link if len(link) else None


def _summary(card: HtmlElement, headline: str, pictured: list[HtmlElement]) -> str | None:
    inside = {inner for element in pictured for inner in element.iter()}
    for paragraph in card.iter("p"):
        text = text_of(paragraph)
        if paragraph not in inside and _is_summary(text, headline):
            return text
    after = text_of(card, pictured).removeprefix(headline).strip()
    return after if after.endswith(_CUT_OFF) and _is_summary(after, headline) else None


def _is_summary(text: str, headline: str) -> bool:
    return len(text) > _HEADLINE and text != headline and not is_furniture(text)
