"""Pure. What a line of text is when it is not body: caption, credit, related heading, furniture.

One judge for pages and flat text. Each judgment looks at one line alone and answers True only when
the wording itself is telling; what only the surroundings tell (a bare name under a caption is its
credit) is for the caller, who gets `is_name` for it. A line is a block's text without line breaks;
none of the functions raises. The wordings stand in `bot.reading.lines.wordings`.
"""

import re
from functools import lru_cache

from bot.reading.lines import wordings
from bot.text.calendars import ANY_MONTH

_DAY = r"\d{1,2}(?:st|nd|rd|th|\.|º|er)?"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?:{ANY_MONTH}\s+{_DAY},?\s+{_YEAR}"
    rf"|{_DAY}\s+(?:de\s+)?{ANY_MONTH},?\s+(?:de\s+)?{_YEAR}"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)?\d\d|{_YEAR}-\d\d-\d\d)",
    re.IGNORECASE,
)
_QUOTES = '"“”„«»「」'  # straight single quotes and apostrophes are too common to tell
_DASHES = "\N{EN DASH}\N{EM DASH}-"  # the hyphen last, so that it makes no range

# Longest plausible lengths, in characters. The longest told on the shared pages, where these bounds
# held: 90 (credit), 51 (heading), 83 (byline), 71 (date); the longest true credit has 75.
_CREDIT_LENGTH = 160
_NAME_LENGTH = 80
_HEADING_LENGTH = 60
_LINE_LENGTH = 200
_STAMP_LENGTH = 120
_PITCH_LENGTH = 500

_REMEMBERED = 2048  # lines: each is asked about several times while its page is read

_CREDIT_WORDS = 16
_OUTLET_WORDS = 4
_HEADING_WORDS = 8
_CAPTION_WORDS = 90
_CAPTION_SIGNS = 3

_CREDIT_LABEL = re.compile(
    rf"{wordings.CREDIT_LABELS}\s*(?:[:\N{{FULLWIDTH COLON}}|/©{_DASHES}]|\b(?:by|von|via)\b)",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s|copyright\b)", re.IGNORECASE)
_COPYRIGHT_WORD = re.compile(r"copyright(?: by)?\b[:\s]*", re.IGNORECASE)
_AGENCY = re.compile(wordings.AGENCIES)
_ROLE = re.compile(wordings.CREDIT_ROLES, re.IGNORECASE)
_JOINT = re.compile(
    r"\s*(?:[/|;,()\[\]©\N{EN DASH}\N{EM DASH}]|\s-\s|\bvia\b|\bfor\b|\bpour\b|\bfür\b)\s*"
)
_CAPITALIZED = r"[^\W\d_a-zß-öø-ÿа-яіїєґ][\w.'\N{RIGHT SINGLE QUOTATION MARK}-]*"
_NAME = re.compile(
    rf"@?{_CAPITALIZED}(?:\s+(?:{wordings.NAME_PARTICLES}(?!\w)|{_CAPITALIZED})){{0,7}}"
)
_SECOND_SENTENCE = re.compile(r"[.!?]\s+\w[^.]{30}")
_RUNNING_WORDS = re.compile(r"(?:\b[a-z]{2,}\s+){7}")


# Four words, or so many letters in one as only a script without blanks has.
_SENTENCE_WORDS = re.compile(r"\W*(?:(?:\w+\W+){3}\w|\w{15})")
_END = re.compile(r"[.!?…。！？।؟][\"'”’»“‘)\]]*$")
_STOP = re.compile(r"[.。।…,;:][\"'”’»“‘)\]]*$")
_INNER_END = re.compile(r"[.!?…][\"”’»)]*\s+[\"“«‘(]?(?=[^\W\da-z_])|[。！？।؟](?=\S)")


def ends(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_END.search(line))


def is_stopped(line: str) -> bool:
    """Whether a line ends in a full stop, comma, semicolon or colon, as no headline does."""
    return bool(_STOP.search(line))


def has_inner_end(line: str) -> bool:
    """Whether one sentence ends and another begins within a line."""
    return bool(_INNER_END.search(line))


def is_sentence(line: str) -> bool:
    """Whether a line has at least one whole sentence of some words."""
    return bool(_SENTENCE_WORDS.match(line)) and (ends(line) or has_inner_end(line))


def is_name(line: str) -> bool:
    """Whether a line is nothing but one or more names ("Jess Frampton", "A. Ruiz and B. Sol").

    Such a line is a credit only where a credit stands, right under a caption; elsewhere it may be
    a byline, a section or a heading.
    """
    line = line.strip()
    return " " in line and len(line) <= _NAME_LENGTH and bool(_NAME.fullmatch(line))


@lru_cache(maxsize=_REMEMBERED)
def is_credit(line: str) -> bool:
    """Whether a line says who made or owns a picture: an agency, "Photo: …", "© …"."""
    line = line.strip()
    if line.startswith("(") and line.endswith(")") and is_name(line[1:-1]):
        return True
    line = line.strip(f" \t()[]*_.,•{_DASHES}")
    if not line or len(line) > _CREDIT_LENGTH or len(line.split()) > _CREDIT_WORDS:
        return False
    if _CREDIT_LABEL.match(line) or _COPYRIGHT.match(line):
        return not _SECOND_SENTENCE.search(line) and not _RUNNING_WORDS.search(line)
    return _made_of_names(line)


def is_agency(line: str) -> bool:
    """Whether a line is an agency's name alone, which credits a picture or signs an article."""
    return bool(_AGENCY.fullmatch(line.strip(" ().")))


def is_signed(line: str) -> bool:
    """Whether an agency in brackets ends a line: a caption's credit, or an article's last word."""
    bracket = _TRAILING_BRACKET.search(line) if line.endswith((")", "]")) else None
    return bracket is not None and is_agency(bracket[1])


def is_copyright(line: str) -> bool:
    """Whether a line claims a copyright, as a credit may and a page's foot does."""
    return bool(_COPYRIGHT.match(line.strip()))


def strip_credit(line: str) -> str:
    """A credit without its label and brackets: "(Photo: Ana Ruiz)" gives "Ana Ruiz"."""
    line = line.strip().removeprefix("(").removesuffix(")").strip()
    if "(" not in line:  # then a bracket that closes closes what opened before
        line = line.partition(")")[0].strip()
    label = _CREDIT_LABEL.match(line) or _COPYRIGHT_WORD.match(line)
    return (line[label.end() :].strip() if label else line) or line


def _made_of_names(line: str) -> bool:
    """Whether there is an agency with nothing but names around it, or names joined by a slash."""
    pieces = [piece for piece in _JOINT.split(line) if piece]
    agency = any(_AGENCY.fullmatch(piece) for piece in pieces)
    if not agency and not ("/" in line and len(pieces) > 1):
        return False
    outlet, _, name = line.partition("/")
    if line[:1].isupper() and len(outlet.split()) <= _OUTLET_WORDS and is_name(name):
        return True  # an outlet may write its name in lower case after the first word
    return all(
        _AGENCY.fullmatch(piece) or _ROLE.fullmatch(piece) or _NAME.fullmatch(piece)
        for piece in pieces
    )


_TRAILING_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,120})[)\]]\s*\.?$")
_TRAILING_CREDIT = re.compile(
    rf"(?:(?<=[.!?])|[\s([|{_DASHES}])(?P<credit>(?-i:(?=[^\Wa-zß-ÿа-яіїєґ]|©|\())"
    rf"(?:{wordings.CREDIT_LABELS}\s*(?:[:\N{{FULLWIDTH COLON}}©/]|by\b)"
    rf"|©|\(c\)|{wordings.AGENCIES}\b))",
    re.IGNORECASE,
)
_STRONG_LABEL = re.compile(
    r"(?:Photo|Foto|Фото|Picture|Image|Credit|Quelle|Bild|PHOTO|FOTO|CREDIT)"
    r"(?:s|graph| [Cc]redits?)?\s*(?::|[Bb]y\b)"
)
_TRAILING_NAMES = re.compile(
    rf"(?<=[\w.!?”\"])(?:\s+|(?<=[.!?]))"
    rf"(?P<credit>(?:{_CAPITALIZED}\s+){{0,4}}{_CAPITALIZED}\s?/.{{2,80}})$"
)
_CREDIT_MARKS = (":", "\N{FULLWIDTH COLON}", "/", "©", ")", "]", " by ", " By ")
_SIGNED = re.compile(
    rf"(?P<caption>.*[.!?][{_QUOTES}]*)\s*"
    rf"\((?P<name>{_CAPITALIZED}(?:[ /]+{_CAPITALIZED}){{0,4}})\)"
)
_AGENCY_SLASH = re.compile(rf"(?:^{wordings.AGENCIES}\s?/|/\s?{wordings.AGENCIES}$)")
_LABELLED_TAIL = re.compile(rf"(?P<credit>{_STRONG_LABEL.pattern}\s*{_CAPITALIZED}.{{0,80}})$")


def split_credit(caption: str) -> tuple[str, str | None]:
    """Take a credit off the end of a caption: (caption, credit), or (caption, None).

    "A barge at dusk. (AP Photo/Ana Ruiz)" gives ("A barge at dusk.", "AP Photo/Ana Ruiz"), and so
    do "… dusk. Photo: Ana Ruiz" and "… dusk. © Ana Ruiz / AFP".
    """
    caption = caption.strip()
    start = max(0, len(caption) - _CREDIT_LENGTH)
    if not _hints_at_credit(caption[start:]):
        return caption, None
    bracket = _TRAILING_BRACKET.search(caption, start)
    if bracket and is_credit(bracket[1]):
        return caption[: bracket.start()].rstrip(), bracket[1].strip()
    for pattern in (_LABELLED_TAIL, _TRAILING_CREDIT, _TRAILING_NAMES):
        for found in pattern.finditer(caption, start):
            head = caption[: found.start("credit")].rstrip(f" ,([|{_DASHES}\t")
            tail = caption[found.start("credit") :].strip(" )]\t")
            ended = head.endswith((".", "!", "?", "…", ")", *_QUOTES))
            sure = pattern is _LABELLED_TAIL or _AGENCY_SLASH.search(tail)
            if head and (ended or sure) and is_credit(tail):
                return head, tail
    return caption, None


def has_labelled_credit(line: str) -> bool:
    """Whether a line ends in a credit that says so, by a word or by brackets: "A barge at dusk.
    Photo: Ana Ruiz", "A barge at dusk. (Ana Ruiz/AFP)"."""
    start = max(0, len(line) - _CREDIT_LENGTH)
    bracket = _TRAILING_BRACKET.search(line, start)
    return _LABELLED_TAIL.search(line, start) is not None or (
        bracket is not None and is_credit(bracket[1])
    )


def signed_caption(line: str) -> tuple[str, str] | None:
    """A line's one sentence and the name in brackets behind it; None for any other line.

    "A barge at dusk. (Ana Ruiz)" is a caption though nothing says that she took a photo.
    """
    found = _SIGNED.fullmatch(line)
    if found is None or has_inner_end(found["caption"]):
        return None
    return found["caption"], found["name"]


def _hints_at_credit(tail: str) -> bool:
    """Whether the search for a credit is worth its time: most lines hold none of its marks."""
    last = tail.rstrip(".").split(" ")[-2:]
    agency = _AGENCY.fullmatch(last[-1]) or _AGENCY.fullmatch(" ".join(last))
    return agency is not None or any(mark in tail for mark in _CREDIT_MARKS)


_POSITION = re.compile(rf",\s?{wordings.POSITIONS}\.?,", re.IGNORECASE)
_BRACKETED_POSITION = re.compile(rf"\({wordings.POSITIONS}\.?\)", re.IGNORECASE)
_FILE_PHOTO = re.compile(wordings.FILE_PHOTOS, re.IGNORECASE)
_SCENE_VERB = re.compile(rf"\b{wordings.SCENE_VERBS}\b")
_SAYING_VERB = re.compile(rf"\b{wordings.SAYING_VERBS}\b")
_SCENE_REACH = 25  # words: an agency's caption has its verb early


@lru_cache(maxsize=_REMEMBERED)
def is_caption(line: str) -> bool:
    """Whether a line describes a picture, sure from its wording alone.

    Sure signs are a credit at its end, "In this file photo", "(Archivbild)", or a scene in the
    present tense that ends with its full date; "(left)" with nobody quoted. An agency alone behind
    what somebody said signs a paragraph instead.
    """
    line = line.strip()
    words = line.split()
    if not line or len(words) > _CAPTION_WORDS:
        return False
    credit = split_credit(line)[1]
    if credit and not (is_agency(credit) and _SAYING_VERB.search(line)):
        return True
    if _tells_of_picture(line):
        return True
    signs = (
        3 * bool(wordings.SCENE_OPENINGS.match(line))
        + 2 * ends_with_date(line)
        + 2 * min(2, len(_POSITION.findall(line)) if "," in line else 0)
        + 3 * ("(" in line and bool(_BRACKETED_POSITION.search(line)))
        - 2 * any(mark in line for mark in _QUOTES)
    )
    if signs < _CAPTION_SIGNS - 1 or _SAYING_VERB.search(line):
        return False
    scene = _SCENE_VERB.search(" ".join(words[:_SCENE_REACH]))
    return signs + bool(scene) >= _CAPTION_SIGNS


def _tells_of_picture(line: str) -> bool:
    lowered = line.lower()
    return any(word in lowered for word in wordings.PICTURE_WORDS) and bool(
        _FILE_PHOTO.search(line)
    )


def ends_with_date(line: str) -> bool:
    """Whether the last words are a full date, as agencies end a caption (", March 9, 2025.")."""
    tail = line.rstrip(" .)")[-40:]
    return tail[-1:].isdigit() and any(found.end() == len(tail) for found in _DATE.finditer(tail))


_POINTING = (":", "\N{FULLWIDTH COLON}", "|", "»", ">", "→", *_DASHES)


@lru_cache(maxsize=_REMEMBERED)
def is_related_heading(line: str) -> bool:
    """Whether a line announces pointers to other articles ("More from …", "Lesen Sie auch")."""
    line = line.strip().rstrip(":\N{FULLWIDTH COLON}…>»→ ")
    return (
        len(line) <= _HEADING_LENGTH
        and len(line.split()) <= _HEADING_WORDS
        and not line.endswith((".", "!", ",", ";", *_QUOTES))
        and ":" not in line
        and bool(wordings.RELATED_OPENINGS.match(line))
    )


def is_related_pointer(line: str) -> bool:
    """Whether a line points to one other article in itself ("Read more: Rain in Riga")."""
    opening = wordings.RELATED_OPENINGS.match(line)
    return (
        opening is not None
        and len(line) <= _LINE_LENGTH
        and line[opening.end() :].lstrip().startswith(_POINTING)
    )


_BYLINE = re.compile(rf"{wordings.BYLINE_OPENINGS}\s*:?\s+(?P<names>\S.*)", re.IGNORECASE)
_STAMP_NUMBER = re.compile(
    rf"\b(?:\d{{1,2}}[:.h]\d\d|{_DAY}|{_YEAR}|{ANY_MONTH})(?!\w)", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_][\w.'\N{RIGHT SINGLE QUOTATION MARK}-]*")
_COMMENTS = re.compile(rf"\W*{wordings.COMMENTS}\W*", re.IGNORECASE)
_READING_TIME = re.compile(rf"\W*{wordings.READING_TIMES}", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|#\w+(?:[\s,]+#\w+)*|[\W\d_]+")


def is_byline(line: str) -> bool:
    """Whether a line only says who wrote it ("By Ana Ruiz and Bo Li", "Von Eva Kern, Berlin")."""
    line = line.strip(f" \t|•·{_DASHES}")
    found = _BYLINE.match(line) if len(line) <= _STAMP_LENGTH else None
    if not found or line.endswith((".", "!", "?", ":")):
        return False
    words = _WORD.findall(found["names"])
    small = [word for word in words if word.islower() and not _NAME_PARTICLE.fullmatch(word)]
    return bool(words) and not words[0].islower() and 4 * len(small) <= len(words)


_NAME_PARTICLE = re.compile(wordings.NAME_PARTICLES)


def byline_names(line: str) -> str:
    """The names in a line that `is_byline`: "By Ana Ruiz and Bo Li" gives "Ana Ruiz and Bo Li"."""
    found = _BYLINE.match(line.strip(f" \t|•·{_DASHES}"))
    return found["names"] if found else line


def is_stamp(line: str) -> bool:
    """Whether a line is only a date or time ("Updated 3 May 2024, 10:15", "2 hours ago")."""
    if len(line) > _STAMP_LENGTH or not _DIGIT.search(line):
        return False
    rest = _STAMP_NUMBER.sub(" ", _DATE.sub(" ", line))
    return all(wordings.is_stamp_word(word.rstrip(".").lower()) for word in _WORD.findall(rest))


def _is_bar(line: str) -> bool:
    """Whether a line holds nothing but the words of a share bar or a menu."""
    return all(wordings.is_bar_word(word.lower()) for word in _WORD.findall(line))


@lru_cache(maxsize=_REMEMBERED)
def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page and not to the article.

    Bylines, bare dates, reading times, share bars, newsletter pitches, cookie notices, labels of
    advertisements, comment prompts, copyright lines, bare addresses, pointers to other articles.
    """
    line = line.strip()
    if len(line) > _PITCH_LENGTH:
        return False
    if wordings.PITCHES.match(line):
        return True
    return len(line) <= _LINE_LENGTH and bool(
        wordings.SERVICE_LINES.match(line)
        or wordings.TAG_LABELS.match(line)
        or _COMMENTS.fullmatch(line)
        or _ADDRESS.fullmatch(line)
        or _READING_TIME.match(line)
        or _is_bar(line)
        or is_byline(line)
        or is_stamp(line)
        or is_related_pointer(line)
    )
