"""Pure. Bytes of XML -> a tree, without ever doing a bomb's work.

libxml2 stops at 256 levels and fetches nothing; entities are refused before it starts. What is not
well formed is repaired once, as feeds in the wild need: a wrong charset, HTML's names for letters.
"""

import html
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from bot.errors import BombError, FeedError, NotAFeedError
from bot.reading.web import charsets, decoding

MAX_BYTES = 10_000_000

_UTF_8_MARK = b"\xef\xbb\xbf"  # which counts more than what the first line says
_BEFORE = 65_536  # bytes in which a feed begins, and its DTD ends
_MOST_EXPANDED = 1_000_000  # characters that a DTD's names stand for in all
_TAIL = 500  # characters in which a feed closes
_START = re.compile(rb"<(?:\?xml|!DOCTYPE|rss|feed|(?:\w{1,9}:)?RDF|urlset|sitemapindex)\b")
_COMMENTS = re.compile(rb"(?:<!--(?s:.*?)-->\s*+)*+")
_ENTITY = re.compile(
    rb"<!ENTITY\s+([A-Za-z][\w.-]{0,31})\s+(\"(?:[^\"&%<]|&#\w{1,7};){0,64}\"|'(?:[^'&%<]|&#\w{1,7};){0,64}')\s*>"
)
_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})")
_ESCAPED = re.compile("[\udc80-\udcff]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_ELEMENT_ENDS = re.compile(r"</[\w:.-]{1,64}\s{0,9}>|/>")
_NAMED = re.compile(r"&([A-Za-z][\w.-]{0,31});")
_BARE_LESS = re.compile(r"<(?![A-Za-z_:/!?])")
_CLOSED = re.compile(r"</(?:rss|channel|feed|(?:\w{1,9}:)?RDF|urlset|entry)\s*>")
_TEXT_OPENS = re.compile(
    r"<(title|description|summary|content|content:encoded|itunes:summary)(?:\s[^<>]{0,500})?(?<!/)>"
)
_CONTROLS = bytes({*range(32)} - set(b"\t\n\r"))
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]{0,200}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^\[\]<>]{0,1000}(?:\[[^\[\]]{0,60000}\]\s*)?>")
_HALF = r"&#(?:x[dD][89A-Fa-f][0-9A-Fa-f]{2}|5[5-7]\d{3});"
_HALVES = re.compile(f"{_HALF}(?:{_HALF})*")  # a repeated group alone is looked for everywhere
_LETTER_NAME = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)")
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#?\w{1,32});)")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


def admit(content: bytes, largest: int = MAX_BYTES) -> bytes:
    """The content without white space around it; raises FeedError for nothing or for too much."""
    if len(content) > largest:
        raise BombError(
            f"{len(content)} bytes, more than {largest}",
            advice=f"This feed is larger than {largest / 1_000_000:.0f} MB. Ask its publisher for "
            "a shorter one, or raise the limit with BRIEFBOT_LARGEST_ANSWER_MB.",
        )
    content = content.strip()
    if not content.strip(b"\x00\xef\xbb\xbf\xfe\xff \t\r\n"):
        raise FeedError(
            "empty",
            advice="The answer was empty. Try again later; if it stays so, remove the feed.",
        )
    return content


def parse(
    content: bytes, url: str | None = None, content_type: str | None = None
) -> etree._Element:
    """The root of what `admit` let in; `url` is what `xml:base` is relative to.

    Raises BombError for declared entities but short plain texts and for too many levels,
    NotAFeedError for what is no XML.
    """
    entities = _entities(content)
    if b"<!DOCTYPE" not in content[:4096]:
        try:
            charset = "utf-8" if content.startswith(_UTF_8_MARK) else _latin(content)
            return etree.fromstring(content, _parser(charset), base_url=url)
        except etree.XMLSyntaxError as error:
            _refuse_depth(error)
    repaired = mended(decoded(content, content_type), entities).encode()
    parser = _parser("utf-8", recover=True)
    try:
        root: etree._Element | None = etree.fromstring(repaired, parser, base_url=url)
    except etree.XMLSyntaxError as error:
        raise NotAFeedError("no XML", advice=NO_FEED) from error
    for entry in parser.error_log:
        _refuse_depth(entry)
    if root is None:
        raise NotAFeedError("no XML", advice=NO_FEED)
    return root


NO_FEED = (
    "This address gives no feed. `briefbot feeds discover` with the site's address finds its feeds."
)


def _parser(charset: str | None, *, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=charset,
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def from_its_start(content: bytes) -> bytes:
    """The feed without a warning or other text that its server printed before it."""
    comments = _COMMENTS.match(content[:_BEFORE])
    first = _START.search(content, comments.end() if comments else 0, _BEFORE)
    if first is None:
        return content
    mark = _UTF_8_MARK if content.startswith(_UTF_8_MARK) else b""
    return mark + content[first.start() :]


def _entities(content: bytes) -> dict[str, str]:
    """The names that a DTD gives to short plain texts; BombError for any other entity."""
    flat = content.replace(b"\x00", b"")  # UTF-16 and UTF-32 read as ASCII
    declared = flat.count(b"<!ENTITY")
    if not declared or b"<!DOCTYPE" not in flat:
        return {}
    found = [one.groups() for one in _ENTITY.finditer(flat[:_BEFORE])]
    texts = {name.decode(): html.unescape(text[1:-1].decode()) for name, text in found}
    used = sum(flat.count(b"&%s;" % name.encode()) * len(text) for name, text in texts.items())
    if len(found) < declared or used > _MOST_EXPANDED:
        raise BombError(
            "declares entities",
            advice="This feed declares XML entities, which can be a bomb, so it was not read. "
            "Ask its publisher for a feed without a DTD, or remove it.",
        )
    return texts


def _refuse_depth(error: object) -> None:
    if "xcessive depth" in str(error):
        raise BombError(
            "nested too deeply",
            advice="This feed is nested deeper than any feed should be, so it was not read. "
            "Remove it, or ask its publisher to mend it.",
        )


def _latin(content: bytes) -> str | None:
    """Windows-1252 where Latin-1 is declared: the web writes one and says the other."""
    declared = _ENCODING.match(content)
    is_latin = declared and decoding.known(declared[1].decode()) == "cp1252"
    return "windows-1252" if is_latin else None


def decoded(content: bytes, content_type: str | None) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    named = _CHARSET.search(content_type or "")
    declared = _ENCODING.match(content.removeprefix(_UTF_8_MARK))
    for charset in ("utf-8-sig", named and named[1], declared and declared[1].decode()):
        try:
            return content.decode(decoding.known(charset or "utf-8") or charset or "utf-8")
        except (UnicodeDecodeError, LookupError, UnicodeError):
            continue
    escaped = content.decode("utf-8-sig", "surrogateescape")
    strange = sum(map(len, _ESCAPED.findall(escaped)))
    if strange <= len(_BEYOND_ASCII.findall(escaped)) - strange:  # UTF-8, with a bad byte
        return _ESCAPED.sub(_in_windows, escaped)
    return content.decode(charsets.guess(content) or "cp1252", "replace")


def _in_windows(escaped: re.Match[str]) -> str:
    return escaped[0].encode("utf-8", "surrogateescape").decode("windows-1252", "replace")


def mended(text: str, entities: Mapping[str, str]) -> str:
    """A text of XML that a parser can recover; outside CDATA, where all is text already."""
    text = text.encode("utf-8", "ignore").translate(None, _CONTROLS).decode()
    text = _DECLARATION.sub("", text.replace("\ufffe", "").replace("\uffff", ""))
    text = _without_the_end(_DOCTYPE.sub("", text, count=1))
    parts = list(_parts(text))
    parts[::2] = (_repair(part, entities) for part in parts[::2])
    return _with_markup_as_text("".join(parts))


def _parts(text: str) -> Iterator[str]:
    """What is outside and inside CDATA, in turn."""
    at = 0
    while (start := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        yield text[at:start]
        yield text[start : end + 3]
        at = end + 3
    yield text[at:]


def _repair(text: str, entities: Mapping[str, str]) -> str:
    if entities:
        text = _NAMED.sub(
            lambda found: html.escape(entities[found[1]]) if found[1] in entities else found[0],
            text,
        )
    text = _HALVES.sub(_whole, text.replace("&#X", "&#x"))
    text = _LETTER_NAME.sub(lambda found: html.escape(html.unescape(found[0])), text)
    return _BARE_LESS.sub("&lt;", _BARE_AMPERSAND.sub("&amp;", text))


def _whole(halves: re.Match[str]) -> str:
    """The letters whose halves in UTF-16 were written as numbers, which no parser takes."""
    numbers = halves[0][2:-1].split(";&#")
    text = "".join(chr(int(n[1:], 16) if n[0] == "x" else int(n)) for n in numbers)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _without_the_end(text: str) -> str:
    """A feed that was cut off, without the element that it was cut in: half an address is none."""
    item = max(text.rfind("<item"), text.rfind("<entry"), text.rfind("<url>"))
    if item < 0 or _CLOSED.search(text[-_TAIL:]):
        return text
    cdata = text.rfind("<![CDATA[")
    if cdata > text.rfind("]]>"):
        text = text[:cdata]
    ends = [one.end() for one in _ELEMENT_ENDS.finditer(text, item)]
    return text[: ends[-1] if ends else item]


def _with_markup_as_text(text: str) -> str:
    """The texts of entries with their tags as text, so that one left open closes with its text."""
    found: list[str] = []
    at = 0
    never_closed: set[str] = set()  # from here on, so that none is looked for twice
    for opened in _TEXT_OPENS.finditer(text):
        if opened.start() < at or opened[1] in never_closed:
            continue
        end = text.find(f"</{opened[1]}>", opened.end())
        if end < 0:
            never_closed.add(opened[1])
            continue
        inner = text[opened.end() : end]
        if "<" in inner and "<![CDATA[" not in inner and "xhtml" not in opened[0]:
            found += (text[at : opened.end()], inner.replace("<", "&lt;").replace(">", "&gt;"))
            at = end
    return "".join((*found, text[at:]))
