"""Pure. When an article was published: as its page declares, shows or has it in its address."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from bot.reading.pages import jsonld
from bot.reading.pages.headlines import Neighbours
from bot.reading.pages.jsonld import text_of
from bot.reading.pages.statements import Statements, split_address
from bot.reading.pages.timestamps import Stated, read_time
from bot.text.lexicon import every_language
from bot.text.lexicon.notation import any_of

# Names of meta elements (property, name or itemprop, in lower case), the best first.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "date", "pubdate", "parsely-pub-date", "publishdate", "publish-date", "publish_date",
    "published_at", "published", "pub_date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "dcterms.created", "prism.publicationdate", "citation_publication_date", "date.available",
    "date.created", "sailthru.date", "release_date", "article:published", "article.published",
    "article:publish_date", "publication_date", "publicationdate", "originalpublicationdate",
    "article_date_original", "dc.date.created", "dc.created", "datecreated", "og:pubdate",
)  # fmt: skip
_DATED_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:/|-|$)")
_CLOCK_SKEW = timedelta(minutes=1)
_UPDATED = re.compile(any_of(every_language().page.updated), re.IGNORECASE)
_DATE_LINE = 100  # characters, of which the words before the date and all words:
_WORDS_BEFORE_DATE = 4
_WORDS_OF_DATE_LINE = 12
_LABEL = 30  # characters before a date
_MOST = 200  # lines with a date on a page; one with more lists other things
_DIGIT = re.compile(r"\d")
_UNSEEN = {"script", "style", "title", "option"}
_ELSEWHERE = {"aside", "figure", "figcaption", "footer", "nav", "form", "li", "td"}


def published(page: Statements, around: Neighbours) -> Stated | None:
    """The time of publication that the page declares, or else shows, or else has in its address.

    A declared time in UTC takes the offset from another place that states the same instant, a bare
    date the time from one that states the same day.
    """
    declared = list(filter(None, map(read_time, _declared_times(page, around))))
    if not declared:
        return next(filter(None, map(read_time, _shown_times(page, around))), None)
    first = declared[0]
    if not first.has_clock:
        return next((time for time in declared if time.has_clock and time.day == first.day), first)
    same = (time for time in declared if time.offset and abs(time.at - first.at) < _CLOCK_SKEW)
    return next(same, first)


def _declared_times(page: Statements, around: Neighbours) -> Iterator[str]:
    """What a machine is to read as the time of publication, the surest first."""
    yield text_of(page.article.get("datePublished"))
    yield from (page.meta(name) for name in _PUBLISHED if name in page.metas)
    for element in page.tree.xpath(".//*[@itemprop='datePublished']|.//time[@pubdate]"):
        stated = (element.get(name) for name in ("datetime", "content", "title"))
        yield next(filter(None, stated), None) or element.text_content()
    pages = (node for node in page.nodes if "WebPage" in jsonld.types(node))
    yield from (text_of(node.get("datePublished")) for node in pages)
    near = (*around.below, *filter(_belongs, around.above))
    times = (element for element in near if element.tag == "time" and not _is_update(element))
    yield from (element.get("datetime") or "" for element in times)


def _is_update(time: HtmlElement) -> bool:
    marks = f"{time.get('class')} {time.get('itemprop')}".lower()
    changed = "updat" in marks or "modif" in marks or _UPDATED.search(_before(time)[-_LABEL:])
    return bool(changed) and "publish" not in marks


def _before(element: HtmlElement) -> str:
    """The words just before an element in its parent."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        text = previous.tail or previous.text or ""
    else:
        text = parent.text or "" if parent is not None else ""
    return _DIGIT.split(text)[-1]  # "Updated May 6" is another date


def _shown_times(page: Statements, around: Neighbours) -> Iterator[str]:
    """Lines that are a date rather than a sentence with one; the day in the address."""
    yield from _date_lines(around.below)
    yield from _date_lines(filter(_belongs, around.above))
    if dated := _DATED_PATH.search(split_address(page.url).path):
        yield "-".join(dated.groups())
    lines = _date_lines(filter(_belongs, page.tree.iter(etree.Element)))
    days = {stated.day: line for line in islice(lines, _MOST) if (stated := read_time(line))}
    if len(days) == 1:
        yield from days.values()


def _date_lines(elements: Iterable[HtmlElement]) -> Iterator[str]:
    for element in elements:
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            continue
        texts = (element.text, *(child.tail for child in element))
        for text in filter(None, texts):
            if _is_date_line(text) and not _UPDATED.search(_before(element)[-_LABEL:]):
                yield text


def _belongs(element: HtmlElement) -> bool:
    return element.tag not in _ELSEWHERE and not any(
        ancestor.tag in _ELSEWHERE for ancestor in element.iterancestors()
    )


def _is_date_line(text: str) -> bool:
    if len(text) > _DATE_LINE or not any(map(str.isdigit, text)):
        return False
    words = text.split()
    before = next(at for at, word in enumerate(words) if any(map(str.isdigit, word)))
    return (
        before <= _WORDS_BEFORE_DATE
        and len(words) <= _WORDS_OF_DATE_LINE
        and not _UPDATED.search(" ".join(words[:before]))
    )
