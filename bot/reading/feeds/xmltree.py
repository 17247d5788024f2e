"""Pure. Bytes of XML -> a tree, without ever doing a bomb's work.

libxml2 stops at 256 levels and fetches nothing; entities are refused before it starts. What is not
well formed is repaired once, as feeds in the wild need: a wrong charset, HTML's names for letters.
"""

import html
import re

from charset_normalizer import from_bytes
from lxml import etree

from bot.errors import BombError, FeedError, NotAFeedError

MAX_BYTES = 10_000_000

_SAMPLE = 50_000  # bytes to judge a charset by
_GUESSES = [
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r",
    "cp932", "euc_jp", "gb18030", "big5", "cp949",
]  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]{0,200}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^\[\]<>]{0,1000}>")
_LETTER_NAME = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)")
_BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,32};)")
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

    Raises BombError for declared entities and too many levels, NotAFeedError for what is no XML.
    """
    _refuse_entities(content)
    if b"<!DOCTYPE" not in content[:4096]:
        try:
            return etree.fromstring(content, _parser(recover=False), base_url=url)
        except etree.XMLSyntaxError as error:
            _refuse_depth(error)
    repaired = _repair(_decode(content, content_type)).encode()
    parser = _parser(recover=True)
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


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8" if recover else None,
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _refuse_entities(content: bytes) -> None:
    flat = content.replace(b"\x00", b"")  # UTF-16 and UTF-32 read as ASCII
    if b"<!ENTITY" in flat and b"<!DOCTYPE" in flat:
        raise BombError(
            "declares entities",
            advice="This feed declares XML entities, which can be a bomb, so it was not read. "
            "Ask its publisher for a feed without a DTD, or remove it.",
        )


def _refuse_depth(error: object) -> None:
    if "xcessive depth" in str(error):
        raise BombError(
            "nested too deeply",
            advice="This feed is nested deeper than any feed should be, so it was not read. "
            "Remove it, or ask its publisher to mend it.",
        )


def _decode(content: bytes, content_type: str | None) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    named = _CHARSET.search(content_type or "")
    for charset in ("utf-8-sig", named and named[1]):
        try:
            return content.decode(charset or "utf-8")
        except (UnicodeDecodeError, LookupError, UnicodeError):
            continue
    guess = from_bytes(content[:_SAMPLE], cp_isolation=_GUESSES).best()
    return content.decode(guess.encoding if guess else "windows-1252", "replace")


def _repair(text: str) -> str:
    text = _DOCTYPE.sub("", _DECLARATION.sub("", _CONTROL.sub("", text)), count=1)
    text = _LETTER_NAME.sub(lambda found: html.escape(html.unescape(found[0])), text)
    return _BARE_AMPERSAND.sub("&amp;", text)
