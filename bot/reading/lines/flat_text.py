"""Pure. Flat text -> Article: what a scrape, a mail or a field of JSON holds, its parts kept apart.

`roles` says what each line is; here the lines become headline, body, pictures and, after
"More from …", teasers. A title given along becomes the headline and never changes the body.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from bot.errors import TooLargeError
from bot.models import Article, Image, Teaser
from bot.reading.lines import scores
from bot.reading.lines.breaks import split_blocks
from bot.reading.lines.forms import is_sentence, is_stopped
from bot.reading.lines.furniture import is_furniture
from bot.reading.lines.picture_credits import signed_caption, split_credit, strip_credit
from bot.reading.lines.roles import Role, assign
from bot.reading.lines.service import without_service
from bot.reading.lines.stamps import byline_names, is_byline
from bot.reading.lines.walls import is_complete, refuse
from bot.reading.web.decoding import admit
from bot.text.detection import identify
from bot.text.lexicon import every_language
from bot.text.lexicon.notation import any_of
from bot.text.words import words_in

MOST_LINES = 20_000

_HEADLINE_WORDS = range(2, 31)
_LEDE = 4  # paragraphs that a headline is compared with
_LITTLE = 3  # letters of a word that says little
_APART_SHARE = 0.5  # of the lines that stand between blank lines, where blank lines tell blocks
_BEFORE_BODY, _AFTER_BODY = 10, 3  # lines in which an article's pictures stand
_TEASER_RUN = 1.5  # paragraphs a teaser has, on average, at most
_TEASER_HEAD = 2  # lines between a teaser's text and its picture, its headline among them
_TEASER_SHARE = 0.8  # of the texts after a heading that stand under a picture
_TEASER_WORDS = 4
_MOST_TEASERS = 20

_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+(?=[^\W\da-z_]|[\"“«‘(])")
_PAGE = every_language().page
_A_NAME = r"[^\W\da-zà-ÿа-яіїєґ_]"
_MORE_FROM = re.compile(rf"(?i:{any_of(_PAGE.more_from)}) {_A_NAME}")
_READ_MORE = re.compile(rf"(?i:{any_of(_PAGE.pointers)})\b:?\s+{_A_NAME}")
_LAST_WORDS = 50  # after "Read more: …" in one long line; where more follows, the article goes on
_PICTURE = frozenset({Role.CAPTION, Role.CREDIT})


def read_text(
    text: str,
    *,
    id: str,
    url: str | None = None,
    title: str | None = None,
) -> Article:
    """The article in a flat text, its parts kept apart.

    `title` is the headline if given; the time of publication is never guessed from a text.
    Body paragraphs are pieces of the text, in order.

    Raises EmptyPageError where there is nothing but furniture, PaywallError for a stub that asks
    the reader to subscribe, ConsentWallError for a page about cookies, TooLargeError for more than
    an article can be.
    """
    blocks = split_blocks(admit(text))
    lines = tuple(line for block in blocks for line in block)
    if len(lines) > MOST_LINES:
        raise TooLargeError(
            f"{len(lines)} lines, more than {MOST_LINES}",
            advice="It has more lines than any article. Give the article's own page or text.",
        )
    if len(lines) == 1:
        lines = (_cut_pointers(lines[0]),)
    roles = assign(lines, _apart(blocks))
    tail = _tail(lines, roles)
    body = [line for line, role in zip(lines[:tail], roles, strict=False) if role is Role.BODY]
    refuse(lines, body)
    lang = identify("\n\n".join(body))
    body = without_service(body, lang)
    return Article(
        id=id,
        headline=title or _headline(lines[:tail], roles, body),
        body="\n\n".join(body),
        url=url,
        byline=_byline(lines[:tail]),
        lang=lang,
        images=_images(*_article(lines[:tail], roles)),
        related=_teasers(lines[tail + 1 :], roles[tail + 1 :]),
        complete=is_complete(lines, body),
    )


def _apart(blocks: Sequence[Sequence[str]]) -> frozenset[int]:
    """The lines that a blank line sets apart from the one above; none if few lines are."""
    starts = frozenset(accumulate(map(len, blocks[:-1]), initial=0))
    return starts if len(blocks) >= _APART_SHARE * sum(map(len, blocks)) else frozenset()


def _cut_pointers(line: str) -> str:
    """A text without line breaks, less what points to other articles after its last sentence."""
    starts = [found.end() for found in _SENTENCE.finditer(line)]
    for start in starts[len(starts) // 2 :]:
        if _MORE_FROM.match(line, start) or (
            _READ_MORE.match(line, start) and len(line[start:].split()) <= _LAST_WORDS
        ):
            return line[:start].rstrip()
    return line


def _tail(lines: Sequence[str], roles: Sequence[Role]) -> int:
    """Where the pointers to other articles begin; the number of lines if there are none.

    A heading begins them if no body follows it, or only short pieces that stand under pictures;
    otherwise it is a box inside the article.
    """
    started = False
    for index, role in enumerate(roles):
        started = started or role is Role.BODY
        if started and role is Role.HEADING and _only_teasers(lines[index:], roles[index:]):
            return index
    return len(lines)


def _only_teasers(lines: Sequence[str], roles: Sequence[Role]) -> bool:
    prose = [
        role is Role.BODY and is_sentence(line) for line, role in zip(lines, roles, strict=True)
    ]
    starts = [index for index in range(1, len(prose)) if prose[index] and not prose[index - 1]]
    pictured = sum(
        1 for start in starts if _PICTURE & set(roles[max(0, start - _TEASER_HEAD) : start])
    )
    return sum(prose) <= _TEASER_RUN * len(starts) and pictured >= _TEASER_SHARE * len(starts)


def _headline(lines: Sequence[str], roles: Sequence[Role], body: Sequence[str]) -> str | None:
    """The line before the body that says most of what the body says."""
    if Role.HEADLINE in roles:
        return lines[roles.index(Role.HEADLINE)]
    first = roles.index(Role.BODY)
    if not first:
        return None
    topic = words_in(" ".join(body[:_LEDE]).lower())
    best, most = None, 0.0
    for line, role in zip(lines[:first], roles, strict=False):
        if (
            role is Role.OTHER
            and len(line.split()) in _HEADLINE_WORDS
            and not is_stopped(line)
            and not is_furniture(line)
        ):
            words = {word for word in words_in(line.lower()) if len(word) > _LITTLE}
            score = len(words & topic) / (len(words) + 1)
            if score > most:
                best, most = line, score
    return best


def _byline(lines: Sequence[str]) -> str | None:
    found = next((line for line in lines if is_byline(line)), None)
    return byline_names(found) if found else None


def _article(lines: Sequence[str], roles: Sequence[Role]) -> tuple[Sequence[str], Sequence[Role]]:
    """The lines from a little before the first of the body to a little after its last."""
    body = [index for index, role in enumerate(roles[: len(lines)]) if role is Role.BODY]
    reach = slice(max(0, body[0] - _BEFORE_BODY), body[-1] + 1 + _AFTER_BODY)
    return lines[reach], roles[reach]


def _images(lines: Sequence[str], roles: Sequence[Role]) -> tuple[Image, ...]:
    """The pictures among some lines, each once, in order."""
    images: dict[str, Image] = {}
    for caption, credit in _pictures(lines, roles):
        images.setdefault(caption or credit or "", Image(caption=caption, credit=credit))
    return tuple(images.values())


def _pictures(
    lines: Sequence[str], roles: Sequence[Role]
) -> Iterator[tuple[str | None, str | None]]:
    """Each caption with the credit in it or under it; a credit alone is a picture too."""
    caption: str | None = None
    for line, role in zip(lines, roles, strict=False):
        if role is Role.CREDIT:
            yield caption, strip_credit(line)
            caption = None
        elif line != caption:
            if caption:
                yield caption, None
            caption = None
            if role is Role.CAPTION:
                text, credit = signed_caption(line) or split_credit(line)
                if credit:
                    yield text, strip_credit(credit)
                else:
                    caption = text
    if caption:
        yield caption, None


def _teasers(lines: Sequence[str], roles: Sequence[Role]) -> tuple[Teaser, ...]:
    """The pointers to other articles, in order."""
    return tuple(
        Teaser(
            headline=next((line for line in words if not is_sentence(line)), None),
            text=" ".join(line for line in words if is_sentence(line)) or None,
            image=next(iter(_images(*zip(*pictures, strict=True))), None) if pictures else None,
        )
        for pictures, words in islice(_groups(lines, roles), _MOST_TEASERS)
    )


def _groups(
    lines: Sequence[str], roles: Sequence[Role]
) -> Iterator[tuple[list[tuple[str, Role]], list[str]]]:
    """Each teaser's picture lines and its words; a picture or a headline begins a new one."""
    pictures: list[tuple[str, Role]] = []
    words: list[str] = []
    for line, role in zip(lines, roles, strict=True):
        if role not in _PICTURE and (len(line.split()) < _TEASER_WORDS or scores.is_part(line)):
            continue
        if words and (role in _PICTURE or not is_sentence(line)):
            yield pictures, words
            pictures, words = [], []
        if role in _PICTURE:
            pictures.append((line, role))
        else:
            words.append(line)
    if words:
        yield pictures, words
