"""Pure. Flat text -> Article: what a scrape, a mail or a field of JSON holds, its parts kept apart.

Lines are judged three ways: by their wording (`parts`), by their form and surroundings
(`body_lines`), and by their order, which only this module knows: a caption stands above its credit,
a headline before the body, teasers after "More from …". Nothing is taken from a title that is
given along but the headline, so that it never changes the body.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from enum import Enum, auto
from itertools import accumulate

from bot.errors import ConsentWallError, EmptyPageError, PaywallError
from bot.models import Article, Image, Teaser
from bot.reading import body_lines, parts
from bot.reading.decoding import clean
from bot.reading.language import identify
from bot.reading.lines import split_blocks

_HEADLINE_WORDS = range(2, 26)
_CAPTION_WORDS = 60
_SENTENCE_WORDS = 4  # a body has at least one sentence of so many words
_STUB_WORDS = 120  # a body below it, beside a request to subscribe, is a stub
_CLEAN_SHARE = 0.9  # of the words in lines that end as sentences do: nothing but an article
_CLEAN_FURNITURE = (
    3  # lines of furniture that an article may bring along: byline, date, reading time
)
_APART_SHARE = 0.5  # of the lines that stand between blank lines, where blank lines tell blocks
_LIFTED = 0.1
_LEDE = 4  # paragraphs that a headline is compared with
_LITTLE = 3  # letters of a word that says little
_STRANGE = -4.0  # log-odds below which even a clean text's line goes
_TEASER_RUN = 1.5  # paragraphs a teaser has, on average, at most
_TEASER_HEAD = 2  # lines between a teaser's text and its picture, its headline among them
_TEASER_SHARE = 0.8  # of the texts after a heading that stand under a picture
_MOST_TEASERS = 20

_END = re.compile(r"[.!?…。！？।؟][\"'”’»“‘)\]]*$")
_STOP = re.compile(r"[.。।…,;:][\"'”’»“‘)\]]*$")
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+(?=[^\W\da-z_]|[\"“«‘(])")
_MORE_FROM = re.compile(
    r"(?i:more from|mehr (?:von|aus)|больше от|більше від) (?:the )?[^\W\da-zà-ÿа-яіїєґ_]"
)
_READ_MORE = re.compile(
    r"(?i:more (?:on|stories)|related (?:articles|stories)|read (?:more|next|also)"
    r"|you (?:may|might) also like|mehr zum thema|lesen sie (?:auch|mehr)|(?:à )?lire aussi"
    r"|le[ae] también|leggi anche|leia também|lees ook|читайте (?:также|також))\b"
    r":?\s+[^\W\da-zà-ÿа-яіїєґ_]"
)
_LAST_WORDS = 50  # after "Read more: …" in one long line; where more follows, the article goes on
_PAYWALL = re.compile(
    r"(?:subscribe|sign up|sign in|log in|register|create an account|become a \w+)"
    r" (?:now |today |for free )?(?:to|and) (?:continue|keep|read|unlock|access|view|enjoy|finish)"
    r"|subscribers?[ -]only|(?:only|exclusive(?:ly)?|reserved) (?:for|to) (?:our )?subscribers"
    r"|(?:to|want to) (?:continue|keep) reading|already a subscriber|unlock (?:this|the full|all)"
    r"|free articles? (?:left|remaining|this month)|article limit|behind (?:a|our) paywall"
    r"|weiterlesen mit|nur für abonnenten|jetzt (?:abonnieren|weiterlesen)"
    r"|mit .{0,12}abo (?:lesen|weiter)|(?:réservé|reste de l.article).{0,30}abonnés"
    r"|abonnez-vous pour|suscríbete para|solo para suscriptores"
    r"|contenido exclusivo para|contenuto riservato|abbonati per|exclusivo para assinantes"
    r"|alleen voor abonnees|лише для передплатників|только для подписчиков|оформіть передплату"
    r"|оформите подписку",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|gdpr|privacy (?:policy|settings|choices)|datenschutz\w*|einwilligung"
    r"|personenbezogene\w*|personali[sz]ed ads|legitimate interest|données personnelles"
    r"|datos personales|privacidad|dati personali|файл\w* cookie|согласие на обработку)\b",
    re.IGNORECASE,
)
_CONSENT_MENTIONS = 3


class _Role(Enum):
    """What a line is to the article."""

    BODY = auto()
    HEADLINE = auto()
    CAPTION = auto()
    CREDIT = auto()
    HEADING = auto()
    OTHER = auto()


_PICTURE = frozenset({_Role.CAPTION, _Role.CREDIT})


def read_text(
    text: str,
    *,
    id: str,
    url: str | None = None,
    title: str | None = None,
    published: datetime | None = None,
) -> Article:
    """The article in a flat text, its parts kept apart.

    `title` is the headline if given; `published` (aware, UTC) is passed on and never guessed.
    Body paragraphs are pieces of the text, in order.

    Raises EmptyPageError where there is nothing but furniture, PaywallError for a stub that asks
    the reader to subscribe, ConsentWallError for a page about cookies.
    """
    blocks = split_blocks(clean(text))
    if not blocks:
        raise EmptyPageError(
            "empty text",
            advice="There is no text in it. Check the file or the link, and try again.",
        )
    lines = tuple(line for block in blocks for line in block)
    if len(lines) == 1:
        lines = (_cut_pointers(lines[0]),)
    roles = _roles(lines, _apart(blocks))
    tail = _tail(lines, roles)
    body = [line for line, role in zip(lines[:tail], roles, strict=False) if role is _Role.BODY]
    _check(lines, body)
    return Article(
        id=id,
        headline=title or _headline(lines[:tail], roles, body),
        body="\n\n".join(body),
        url=url,
        byline=_byline(lines[:tail]),
        published=published,
        lang=identify("\n\n".join(body)),
        images=_images(lines[:tail], roles),
        related=_teasers(lines[tail + 1 :], roles[tail + 1 :]),
    )


def _apart(blocks: Sequence[Sequence[str]]) -> frozenset[int]:
    """The lines that a blank line sets apart from the one above; none if few lines are."""
    starts = frozenset(accumulate(map(len, blocks[:-1]), initial=0))
    return starts if len(blocks) >= _APART_SHARE * sum(map(len, blocks)) else frozenset()


def _cut_pointers(line: str) -> str:
    """A text without line breaks, less what points to other articles after its last sentence."""
    starts = [found.end() for found in _SENTENCE.finditer(line)]
    for start in starts[len(starts) // 2 :]:
        ends = len(line[start:].split()) <= _LAST_WORDS
        if _MORE_FROM.match(line, start) or (ends and _READ_MORE.match(line, start)):
            return line[:start].rstrip()
    return line


def _roles(lines: Sequence[str], apart: Collection[int]) -> list[_Role]:
    """What each line is; `apart` has those with a blank line above, where blank lines tell."""
    marks = body_lines.mark(lines, _odds(lines), apart)
    if not any(marks):
        marks = [_is_sentence(line) and not body_lines.is_part(line) for line in lines]
    roles = [
        _Role.BODY if body else _wording(line) for line, body in zip(lines, marks, strict=True)
    ]
    headed = False
    for index in range(1, len(lines)):
        headed = headed or roles[index - 1] is _Role.HEADING
        close = bool(apart) and index not in apart
        if (close or headed) and _is_named_picture(lines[index - 1], lines[index]):
            roles[index - 1 : index + 1] = _Role.CAPTION, _Role.CREDIT
    for index in range(len(lines) - 1, 0, -1):
        above = lines[index - 1]
        if roles[index] is _Role.CREDIT and roles[index - 1] is _Role.OTHER and _may_caption(above):
            roles[index - 1] = _Role.CAPTION
        if roles[index] is _Role.CAPTION and above == lines[index]:
            roles[index - 1] = _Role.CAPTION
    if roles[-2:] == [_Role.BODY, _Role.CREDIT] and parts.is_agency(lines[-1]):
        roles[-1] = _Role.OTHER  # it signs the article
    if len(lines) > 1 and roles[0] is _Role.BODY and _is_headline(lines[0], lines[1]):
        roles[0] = _Role.HEADLINE
    return roles


def _odds(lines: Sequence[str]) -> Sequence[float]:
    """The log-odds of the lines; in a text that is nothing but an article, all are likely.

    Beside a picture or a related heading the doubt comes back, and after the heading it stays.
    """
    clean = _is_clean(lines)
    if clean and not any(_wording(line) is not _Role.OTHER for line in lines):
        return [_LIFTED] * len(lines)
    odds = body_lines.chances(lines)
    return _lift(lines, odds) if clean else odds


def _is_clean(lines: Sequence[str]) -> bool:
    """Whether nearly all words stand in lines that end as sentences do, and little is furniture."""
    words = [len(line.split()) for line in lines]
    ended = sum(count for line, count in zip(lines, words, strict=True) if _END.search(line))
    furniture = sum(1 for line in lines if parts.is_furniture(line))
    return len(lines) == 1 or (ended >= _CLEAN_SHARE * sum(words) and furniture <= _CLEAN_FURNITURE)


def _lift(lines: Sequence[str], odds: Sequence[float]) -> list[float]:
    """Odds above zero for what is not strange, up to the first related heading."""
    lifted = list(odds)
    for index, line in enumerate(lines):
        if parts.is_related_heading(line):
            break
        if odds[index] > _STRANGE:
            lifted[index] = max(odds[index], _LIFTED)
    return lifted


def _wording(line: str) -> _Role:
    """What a line that is no body is, by its wording."""
    if parts.is_related_heading(line):
        return _Role.HEADING
    if parts.is_credit(line) and not parts.is_copyright(line):
        return _Role.CREDIT
    if parts.is_caption(line):
        return _Role.CAPTION
    return _Role.OTHER


def _is_named_picture(line: str, following: str) -> bool:
    """Whether a bare name credits the one sentence above it."""
    return (
        parts.is_name(following)
        and not following.isupper()
        and len(line.split()) <= _CAPTION_WORDS
        and _is_sentence(line)
        and not _SENTENCE.search(line)
        and not body_lines.is_part(following)
    )


def _may_caption(line: str) -> bool:
    return len(line.split()) <= _CAPTION_WORDS and not parts.is_furniture(line)


def _is_sentence(line: str) -> bool:
    return len(_WORD.findall(line)) >= _SENTENCE_WORDS and bool(_END.search(line))


def _is_headline(line: str, following: str) -> bool:
    """Whether a first line is short, does not end as a sentence does, and a longer one follows."""
    words = len(line.split())
    return (
        words in _HEADLINE_WORDS
        and not _STOP.search(line)
        and not line[0].islower()
        and (len(following.split()) > words or body_lines.is_part(following))
    )


def _tail(lines: Sequence[str], roles: Sequence[_Role]) -> int:
    """Where the pointers to other articles begin; the number of lines if there are none.

    A heading begins them if no body follows it, or only short pieces that stand under pictures;
    otherwise it is a box inside the article.
    """
    started = False
    for index, role in enumerate(roles):
        started = started or role is _Role.BODY
        if started and role is _Role.HEADING and _only_teasers(lines[index:], roles[index:]):
            return index
    return len(lines)


def _only_teasers(lines: Sequence[str], roles: Sequence[_Role]) -> bool:
    prose = [
        role is _Role.BODY and _is_sentence(line) for line, role in zip(lines, roles, strict=True)
    ]
    starts = [index for index in range(1, len(prose)) if prose[index] and not prose[index - 1]]
    pictured = sum(
        1 for start in starts if _PICTURE & set(roles[max(0, start - _TEASER_HEAD) : start])
    )
    return sum(prose) <= _TEASER_RUN * len(starts) and pictured >= _TEASER_SHARE * len(starts)


def _check(lines: Sequence[str], body: Sequence[str]) -> None:
    """Raise the error that says why there is no article here, if there is none."""
    words = sum(len(line.split()) for line in body)
    whole = "\n".join(lines)
    if words < _STUB_WORDS and len(_CONSENT.findall(whole)) >= _CONSENT_MENTIONS:
        raise ConsentWallError(
            f"consent wall: {words} words of body",
            advice="This is a page about cookies, not the article. Open the article in a browser, "
            "accept or refuse there, and give me its text.",
        )
    if words < _STUB_WORDS and any(_PAYWALL.search(line) for line in lines if line not in body):
        raise PaywallError(
            f"paywall: {words} words of body",
            advice="Only the beginning is free to read; the rest is for subscribers. If you "
            "subscribe, give me the article's text.",
        )
    if not body or not (len(lines) == 1 or any(_has_sentence(line) for line in body)):
        raise EmptyPageError(
            f"no sentence in {len(lines)} lines",
            advice="There is no running text in it, only lists, links or labels. Give me the "
            "article itself.",
        )


def _has_sentence(line: str) -> bool:
    return _is_sentence(line) or bool(_SENTENCE.search(line))


def _headline(lines: Sequence[str], roles: Sequence[_Role], body: Sequence[str]) -> str | None:
    """The line before the body that says most of what the body says."""
    if roles[0] is _Role.HEADLINE:
        return lines[0]
    topic = set(_WORD.findall(" ".join(body[:_LEDE]).lower()))
    first = roles.index(_Role.BODY)
    best, most = None, 0.0
    for line, role in zip(lines[:first], roles, strict=False):
        if (
            role is _Role.OTHER
            and len(line.split()) in _HEADLINE_WORDS
            and not _STOP.search(line)
            and not parts.is_furniture(line)
        ):
            words = {word for word in _WORD.findall(line.lower()) if len(word) > _LITTLE}
            score = len(words & topic) / (len(words) + 1)
            if score > most:
                best, most = line, score
    return best


def _byline(lines: Sequence[str]) -> str | None:
    found = next((line for line in lines if parts.is_byline(line)), None)
    return parts.byline_names(found) if found else None


def _images(lines: Sequence[str], roles: Sequence[_Role]) -> tuple[Image, ...]:
    """The pictures among some lines, each once, in order."""
    images: dict[str, Image] = {}
    for caption, credit in _pictures(lines, roles):
        images.setdefault(caption or credit or "", Image(caption=caption, credit=credit))
    return tuple(images.values())


def _pictures(
    lines: Sequence[str], roles: Sequence[_Role]
) -> Iterator[tuple[str | None, str | None]]:
    """Each caption with the credit in it or under it; a credit alone is a picture too."""
    caption: str | None = None
    for line, role in zip(lines, roles, strict=False):
        if role is _Role.CREDIT:
            yield caption, parts.strip_credit(line)
            caption = None
        elif line != caption:
            if caption:
                yield caption, None
            caption = None
            if role is _Role.CAPTION:
                text, credit = parts.split_credit(line)
                if credit:
                    yield text, parts.strip_credit(credit)
                else:
                    caption = text
    if caption:
        yield caption, None


def _teasers(lines: Sequence[str], roles: Sequence[_Role]) -> tuple[Teaser, ...]:
    """The pointers to other articles: a picture, a headline, a text begins a new one each."""
    teasers: list[Teaser] = []
    headline: str | None = None
    texts: list[str] = []
    pictures: list[tuple[str, _Role]] = []

    def close() -> None:
        nonlocal headline
        if headline or texts:
            images = _images([line for line, _ in pictures], [role for _, role in pictures])
            text = " ".join(texts) or None
            teasers.append(Teaser(headline, text, image=images[0] if images else None))
            pictures.clear()
        headline = None
        texts.clear()

    for line, role in zip(lines, roles, strict=True):
        if role in _PICTURE:
            if headline or texts:
                close()
            pictures.append((line, role))
        elif _is_sentence(line) and not body_lines.is_part(line):
            texts.append(line)
        elif (
            role is not _Role.HEADING
            and len(line.split()) >= _SENTENCE_WORDS
            and not body_lines.is_part(line)
        ):
            if headline or texts:
                close()
            headline = line
    close()
    return tuple(teasers[:_MOST_TEASERS])
