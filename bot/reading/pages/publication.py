"""Pure. When an article was published: as its page declares, shows or has it in its address."""

import re
from collections.abc import Iterator
from datetime import timedelta

from lxml.html import HtmlElement

from bot.reading.pages import jsonld
from bot.reading.pages.jsonld import text_of
from bot.reading.pages.statements import Statements, split_address
from bot.reading.pages.timestamps import Stated, read_time
from bot.text.lexicon import any_of, every_language

# Names of meta elements (property, name or itemprop, in lower case), the best first.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "date", "pubdate", "parsely-pub-date", "publishdate", "publish-date", "publish_date",
    "published_at", "published", "pub_date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "dcterms.created", "prism.publicationdate", "citation_publication_date", "date.available",
    "date.created", "sailthru.date", "release_date",
)  # fmt: skip
_DATED_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:/|-|$)")
_CLOCK_SKEW = timedelta(minutes=1)
_UPDATED = re.compile(any_of(every_language().page.updated), re.IGNORECASE)
_DATE_LINE = 100  # characters, of which the words before the date and all words:
_WORDS_BEFORE_DATE = 3
_WORDS_OF_DATE_LINE = 12


def published(page: Statements, below: list[HtmlElement]) -> Stated | None:
    """The time of publication that the page declares, or else shows, or else has in its address.

    A declared time in UTC takes the offset from another place that states the same instant, a bare
    date the time from one that states the same day.
    """
    declared = list(filter(None, map(read_time, _declared_times(page, below))))
    if not declared:
        return next(filter(None, map(read_time, _shown_times(page, below))), None)
    first = declared[0]
    if not first.has_clock:
        return next((time for time in declared if time.has_clock and time.day == first.day), first)
    same = (time for time in declared if time.offset and abs(time.at - first.at) < _CLOCK_SKEW)
    return next(same, first)


def _declared_times(page: Statements, below: list[HtmlElement]) -> Iterator[str]:
    """What a machine is to read as the time of publication, the surest first."""
    yield text_of(page.article.get("datePublished"))
    yield from (page.meta(name) for name in _PUBLISHED if name in page.metas)
    for element in page.tree.xpath(".//*[@itemprop='datePublished']|.//time[@pubdate]"):
        yield element.get("datetime") or element.get("content") or element.text_content()
    pages = (node for node in page.nodes if "WebPage" in jsonld.types(node))
    yield from (text_of(node.get("datePublished")) for node in pages)
    times = (element for element in below if element.tag == "time" and not _is_update(element))
    yield from (element.get("datetime") or "" for element in times)


def _is_update(time: HtmlElement) -> bool:
    marks = f"{time.get('class')} {time.get('itemprop')}".lower()
    return ("updat" in marks or "modif" in marks) and "publish" not in marks


def _shown_times(page: Statements, below: list[HtmlElement]) -> Iterator[str]:
    """Lines that are a date rather than a sentence with one; the day in the address."""
    yield from (e.text for e in below if e.text and _is_date_line(e.text))
    if dated := _DATED_PATH.search(split_address(page.url).path):
        yield "-".join(dated.groups())


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
