"""Pure. Bytes -> text fit for reading: the right charset, a bound on size, nothing invisible.

A text that came as text already (a field of JSON) enters by `admit`, bytes by `decode`. Character
references (`&#8238;`) can bring back what was cleaned, so what is taken out of a page's tree goes
through `clean` once more.
"""

import re

from bot.errors import EmptyPageError, NotTextError, TooLargeError
from bot.reading.web import charsets
from bot.translation import translatable

# The largest of the 241 shared pages has 1.7 MB, most of it scripts; a parsed tree takes about ten
# times its page, and reading is to stay below 150 MB.
MAX_BYTES = 5_000_000

# Random bytes have 11% of control characters, a text next to none.
MAX_CONTROL_SHARE = 0.02

# The HTML standard wants the declaration in the first 1,024 bytes; pages in the wild are late.
DECLARATION_BYTES = 4096

_BYTE_ORDER_MARKS = (  # the longer first: UTF-32's begins as UTF-16's does
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

_SIGNATURES = (
    (b"%PDF-", translatable("a PDF")),
    (b"%!PS", translatable("a PostScript document")),
    (b"{\\rtf", translatable("a Rich Text document")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", translatable("an Office document")),
    (b"PK\x03\x04", translatable("a ZIP archive or an Office document")),
    (b"PK\x05\x06", translatable("a ZIP archive")),
    (b"\x1f\x8b", translatable("a gzip archive")),
    (b"\xfd7zXZ\x00", translatable("an xz archive")),
    (b"\x28\xb5\x2f\xfd", translatable("a Zstandard archive")),
    (b"7z\xbc\xaf\x27\x1c", translatable("a 7-Zip archive")),
    (b"Rar!\x1a\x07", translatable("a RAR archive")),
    (b"\x89PNG\r\n\x1a\n", translatable("a PNG image")),
    (b"\xff\xd8\xff", translatable("a JPEG image")),
    (b"GIF87a", translatable("a GIF image")),
    (b"GIF89a", translatable("a GIF image")),
    (b"II*\x00", translatable("a TIFF image")),
    (b"MM\x00*", translatable("a TIFF image")),
    (b"ID3\x02", translatable("an audio file")),
    (b"ID3\x03", translatable("an audio file")),
    (b"ID3\x04", translatable("an audio file")),
    (b"OggS\x00", translatable("an audio or video file")),
    (b"\x1aE\xdf\xa3", translatable("a video file")),
    (b"\x7fELF", translatable("a program")),
    (b"MZ\x90", translatable("a program")),
    (b"wOFF", translatable("a font")),
    (b"wOF2", translatable("a font")),
    (b"SQLite format 3\x00", translatable("a database")),
)
_SIGNATURES_WITHIN = (  # RIFF and ISO media put a length first
    (slice(8, 12), b"WEBP", translatable("a WebP image")),
    (slice(8, 12), b"WAVE", translatable("an audio file")),
    (slice(4, 8), b"ftyp", translatable("a video or an image")),
    (slice(4, 10), b"1AY&SY", translatable("a bzip2 archive")),
)

_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,200}?\bcharset\s*+=\s*+["']?\s*+([\w.:-]{2,40})"""
    rb"""|<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]{2,40})["']""",
    re.IGNORECASE,
)

# The charsets of the web, after https://encoding.spec.whatwg.org/#names-and-labels, which reads
# Latin-1 as windows-1252, GB 2312 as GB 18030, and so on. Others (UTF-7, escapes) are refused.
_CHARSETS = re.compile(
    r"(?:windows-|cp)125[0-8]|cp(?:866|874|932|949)|iso-8859-(?:[2-8]|1[03-6])|koi8-[ru]"
    r"|big5hkscs|euc-jp|gb18030|macintosh|mac-cyrillic"
)
_READ_AS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252",
    "latin-1": "cp1252", "iso8859-1": "cp1252", "iso-8859-9": "cp1254", "iso-8859-11": "cp874",
    "tis-620": "cp874", "windows-874": "cp874", "ibm866": "cp866",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "windows-31j": "cp932", "big5": "big5hkscs",
    "x-mac-cyrillic": "mac-cyrillic",
}  # fmt: skip

_ASCII = bytes(range(0x80))
_TEXT_BYTES = bytes({*range(0x20, 0x7F), *range(0x80, 0x100), *b"\t\n\v\f\r\x1b"})

_BREAKS = "\u2028\u2029"
_BLANKS = "\v\f\x1c-\x1f\x85"
_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters
    "\xad\u034f\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb"  # soft hyphen, zero width
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # direction marks, overrides, isolates
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # halves of surrogates, non-characters
    "\U000e0000-\U000e0fff"  # tags and selectors, which can carry hidden text
)
# Windows writes quotation marks and dashes where Latin-1 has control characters.
_IN_WINDOWS = {chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_CLEANED = re.compile(f"[{_BREAKS}{_BLANKS}{_INVISIBLE}]")

# What a terminal obeys instead of showing (ECMA-48): colours, cursor moves, titles and links.
_TERMINAL_SEQUENCE = re.compile(
    r"\x1b\[[0-?]{0,30}[ -/]{0,5}[@-~]|\x1b\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)"
)

# Where a joiner is spelling: after Arabic, Syriac, Indic, Burmese, Khmer, Mongolian letters; after
# emoji. Elsewhere it only hides.
_STRAY_JOINER = re.compile(
    "(?<![\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefe"
    "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]+"
)
_REPEATED_JOINER = re.compile("([\u200c\u200d])[\u200c\u200d]+")

_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MARKUP = re.compile(
    r"</(?:p|div|article|section|main|figure|span|a|h[1-6]|ul|ol|li|table|script|em|strong)>",
    re.IGNORECASE,
)
# A piece of a page may close none of its tags.
_PIECE = re.compile(r"<(?:p|div|article|section|main|table|ul|ol|h[1-6])>[^<>]*<", re.IGNORECASE)


def decode(raw: bytes, charset: str | None = None) -> str:
    """Text of a file or a response's body, already decompressed; cleaned.

    The charset: byte order mark; UTF-8 if the bytes are that (no other charset's text happens to
    be); `charset`, the answer's header; what the page declares; what its letters say.
    A text that is UTF-8 but for a few bytes keeps U+FFFD in their place.

    Raises TooLargeError above MAX_BYTES, NotTextError for what no charset explains, EmptyPageError
    for no bytes or only white space.
    """
    if len(raw) > MAX_BYTES:
        raise _too_large(len(raw))
    if kind := _signature(raw):
        raise _not_text(kind)
    if marked := _marked(raw) or _unmarked_utf16(raw):
        return admit(raw.decode(marked, errors="replace"))
    if len(raw.translate(None, delete=_TEXT_BYTES)) > MAX_CONTROL_SHARE * len(raw):
        raise _not_text(translatable("binary data"))
    return admit(_decode_unmarked(raw, charset))


def admit(text: str) -> str:
    """The text, cleaned.

    Raises TooLargeError above MAX_BYTES characters, EmptyPageError where only white space is left.
    """
    if len(text) > MAX_BYTES:
        raise _too_large(len(text))
    cleaned = clean(text)
    if not cleaned.strip():
        raise EmptyPageError(
            "empty input",
            advice="There is nothing in it. Check the file or the link, and try again.",
        )
    return cleaned


def clean(text: str) -> str:
    """The text without what is invisible or turns its direction around.

    Goes: control characters, what terminals obey, halves of surrogates, zero-width characters, soft
    hyphens, direction marks, overrides and isolates. Stays: every letter in its order, so that
    right-to-left text reads as before, and joiners where they are spelling (Persian, Indic scripts,
    emoji). Odd white space (form feed, next line, line separator) becomes a blank or a newline,
    U+0092 the quotation mark that Windows means by it.
    """
    if text.isascii() and text.isprintable():
        return text
    if "\x1b" in text:
        text = _TERMINAL_SEQUENCE.sub("", text)
    text = _CLEANED.sub(_shown, text)
    if "\u200c" in text or "\u200d" in text:
        text = _REPEATED_JOINER.sub(r"\1", _STRAY_JOINER.sub("", text))
    return text


def one_line(text: str) -> str:
    """The text, cleaned, with single blanks for all its white space."""
    line = " ".join(text.split())
    return line if line.isascii() and line.isprintable() else " ".join(clean(line).split())


def is_html(text: str) -> bool:
    """Whether the text is a page or a piece of one, rather than words that mention a tag."""
    begun = text.lstrip()
    return bool(_DOCUMENT.search(text, 0, DECLARATION_BYTES)) or (
        begun[:1] == "<" and bool(_PIECE.match(begun) or _MARKUP.search(begun))
    )


def _shown(match: re.Match[str]) -> str:
    if match[0] in _BREAKS:
        return "\n"
    return " " if match[0].isspace() else _IN_WINDOWS.get(match[0], "")


def _decode_unmarked(raw: bytes, header: str | None) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        mended = raw.decode(errors="replace")
    wrong = mended.count("\ufffd")
    beyond = raw.translate(None, delete=_ASCII)
    right = len(mended) - wrong - (len(raw) - len(beyond))
    if right > wrong:  # most of what is beyond ASCII is UTF-8
        return mended
    charset = known(header or "") or _declared(raw) or charsets.guess(raw)
    if charset is None:
        raise _not_text(translatable("binary data"))
    return raw.decode(charset, errors="replace")


def _marked(raw: bytes) -> str | None:
    return next((name for mark, name in _BYTE_ORDER_MARKS if raw.startswith(mark)), None)


def _unmarked_utf16(raw: bytes) -> str | None:
    """UTF-16 without its mark: a page's tags are ASCII, so every other byte is zero."""
    sample = raw[:DECLARATION_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    most = len(sample) // 4
    if odd > most and not even:
        return "utf-16-le"
    if even > most and not odd:
        return "utf-16-be"
    return None


def _declared(raw: bytes) -> str | None:
    found = _DECLARED.search(raw, 0, DECLARATION_BYTES)
    if not found:
        return None
    return known((found[1] or found[2]).decode("ascii", errors="replace"))


def known(label: str) -> str | None:
    """The charset that the web reads where this label stands; None for a label without one."""
    label = label.strip().lower()
    name = _READ_AS.get(label, label)
    return name if _CHARSETS.fullmatch(name) else None


def _signature(raw: bytes) -> str | None:
    head = raw[:64].lstrip()
    for mark, kind in _SIGNATURES:
        if head.startswith(mark):
            return kind
    for place, mark, kind in _SIGNATURES_WITHIN:
        if head[place] == mark:
            return kind
    return None


def _not_text(kind: str) -> NotTextError:
    return NotTextError(
        f"not text: {kind}",
        advice=translatable(
            "It looks like {kind}, and only web pages and plain text can be read. "
            "Give the article's page or its text.",
            kind=kind,
        ),
    )


def _too_large(size: int) -> TooLargeError:
    return TooLargeError(
        f"{size} bytes or characters, more than {MAX_BYTES}",
        advice=translatable(
            "It is larger than {size} MB, which no article is. "
            "Give the article's own page or text.",
            size=MAX_BYTES // 1_000_000,
        ),
    )
