"""Pure. What each line of a flat text is to its article, by wording, form and order.

A caption stands above its credit, a bare name under a caption is one, a first line without a full
stop is the headline, and in a text that is nothing but an article every line is body.
"""

from collections.abc import Collection, Iterator, Sequence
from enum import Enum, auto
from itertools import islice

from bot.reading.lines import scores
from bot.reading.lines.captions import is_caption
from bot.reading.lines.forms import has_inner_end, is_ended, is_name, is_sentence, is_stopped
from bot.reading.lines.furniture import is_furniture, is_related_heading
from bot.reading.lines.picture_credits import is_agency, is_copyright, is_credit, signed_caption
from bot.text.detection import identify
from bot.text.stems import content, stems

_CAPTION_WORDS = 60
_HEADLINE_WORDS = range(2, 26)
_CLEAN_SHARE = 0.9  # of the words in lines that end as sentences do: nothing but an article
_CLEAN_FURNITURE = 3  # lines that an article may bring along: byline, date, reading time
_STRANGE = -4.0  # log-odds below which even a clean text's line goes
_FEW = 4  # paragraphs, of which none is spared
_UNENDED_WORDS = 12  # of a subheading, or a caption without a full stop
_HEAD = 5  # lines above a headline
_LEDE = 2  # paragraphs that it is compared with
_MORE_SHARED = 2  # words that say something
_LIFTED = 0.1  # log-odds of what is body unless a picture claims it


class Role(Enum):
    """What a line is to the article."""

    BODY = auto()
    HEADLINE = auto()
    CAPTION = auto()
    CREDIT = auto()
    HEADING = auto()
    OTHER = auto()


def assign(lines: Sequence[str], apart: Collection[int]) -> list[Role]:
    """The role of each line; `apart` has those with a blank line above, where blank lines tell."""
    marks = scores.mark(lines, _odds(lines), apart)
    if not any(marks):
        marks = [is_sentence(line) and not scores.is_part(line) for line in lines]
    roles = [Role.BODY if body else _wording(line) for line, body in zip(lines, marks, strict=True)]
    headed = False
    for index in range(1, len(lines)):
        headed = headed or roles[index - 1] is Role.HEADING
        close = bool(apart) and index not in apart
        if (close or headed) and _is_named_picture(lines[index - 1], lines[index]):
            roles[index - 1 : index + 1] = Role.CAPTION, Role.CREDIT
    _mark_captions(lines, roles)
    if roles[-2:] == [Role.BODY, Role.CREDIT] and is_agency(lines[-1]):
        roles[-1] = Role.OTHER  # it signs the article
    first = _named_by_body(lines, roles)
    if first:
        roles[: first + 1] = [*[Role.OTHER] * first, Role.HEADLINE]
    elif len(lines) > 1 and roles[0] is Role.BODY and _is_headline(lines[0], lines[1]):
        roles[0] = Role.HEADLINE
    for index, role in _unlike_paragraphs(lines, roles):
        roles[index] = role
    return roles


def _mark_captions(lines: Sequence[str], roles: list[Role]) -> None:
    """What stands above a credit is its caption, and so is a caption's repeat."""
    for index in range(len(lines) - 1, 0, -1):
        above = lines[index - 1]
        if roles[index] is Role.CREDIT and roles[index - 1] is Role.OTHER and _may_caption(above):
            roles[index - 1] = Role.CAPTION
        if roles[index] is Role.CAPTION and above == lines[index]:
            roles[index - 1] = Role.CAPTION


def _named_by_body(lines: Sequence[str], roles: Sequence[Role]) -> int:
    """Where the headline stands under the outlet's name and motto; 0 if it may stand first.

    It shares words with the first paragraphs, by far more than any line above it.
    """
    shared: list[int] = []
    for index, line in enumerate(lines[: _HEAD + 1]):
        if len(line.split()) > _HEADLINE_WORDS.stop:
            break
        below = zip(lines[index + 1 :], roles[index + 1 :], strict=True)
        lede = islice((one for one, role in below if role is Role.BODY and is_sentence(one)), _LEDE)
        topic = stems(" ".join(lede))
        shared.append(len(content(frozenset(stems(line)), None).intersection(topic)))
        titled = not is_stopped(line) and not scores.is_part(line)
        if index and titled and shared[index] >= max(shared[:index]) + _MORE_SHARED:
            return index
    return 0


def _unlike_paragraphs(lines: Sequence[str], roles: Sequence[Role]) -> Iterator[tuple[int, Role]]:
    """What only stands among an article's paragraphs: a sentence with a name in brackets behind it,
    and in English a short line that ends as no sentence does, a subheading or a caption.

    Elsewhere such lines are subheadings ten times out of eleven: the body of `bench/flat_text.py`
    would lose 0.006 of its F1 with them.
    """
    body = [index for index, role in enumerate(roles) if role is Role.BODY]
    if len(body) < _FEW or _is_clean(lines):
        return
    english = identify("\n".join(lines[index] for index in body)) == "en"
    for index in body[:-1]:  # an agency may sign the last
        line = lines[index]
        if signed_caption(line):
            yield index, Role.CAPTION
        elif english and len(line.split()) <= _UNENDED_WORDS and not _ends(line):
            yield index, Role.OTHER


def _ends(line: str) -> bool:
    """Whether a line ends as a sentence does, or as what leads on to a list or a quotation."""
    return is_ended(line) or line.endswith((":", ",", ";"))


def _odds(lines: Sequence[str]) -> Sequence[float]:
    """The log-odds of the lines; in a text that is nothing but an article, all are likely.

    Beside a picture or a related heading the doubt comes back, and after the heading it stays.
    """
    clean = _is_clean(lines)
    if clean and not any(_wording(line) is not Role.OTHER for line in lines):
        return [_LIFTED] * len(lines)
    odds = scores.chances(lines)
    return _lift(lines, odds) if clean else odds


def _is_clean(lines: Sequence[str]) -> bool:
    """Whether nearly all words stand in lines that end as sentences do, and little is furniture."""
    words = [len(line.split()) for line in lines]
    ended = sum(count for line, count in zip(lines, words, strict=True) if is_ended(line))
    furniture = sum(1 for line in lines if is_furniture(line))
    return len(lines) == 1 or (ended >= _CLEAN_SHARE * sum(words) and furniture <= _CLEAN_FURNITURE)


def _lift(lines: Sequence[str], odds: Sequence[float]) -> list[float]:
    """Odds above zero for what is not strange, up to the first related heading."""
    lifted = list(odds)
    for index, line in enumerate(lines):
        if is_related_heading(line):
            break
        if odds[index] > _STRANGE:
            lifted[index] = max(odds[index], _LIFTED)
    return lifted


def _wording(line: str) -> Role:
    """What a line that is no body is, by its wording."""
    if is_related_heading(line):
        return Role.HEADING
    if is_credit(line) and not is_copyright(line):
        return Role.CREDIT
    if is_caption(line):
        return Role.CAPTION
    return Role.OTHER


def _is_named_picture(line: str, following: str) -> bool:
    """Whether a bare name credits the one sentence above it."""
    return (
        is_name(following)
        and not following.isupper()
        and len(line.split()) <= _CAPTION_WORDS
        and is_sentence(line)
        and not has_inner_end(line)
        and not scores.is_part(following)
    )


def _may_caption(line: str) -> bool:
    return len(line.split()) <= _CAPTION_WORDS and not is_furniture(line)


def _is_headline(line: str, following: str) -> bool:
    """Whether a first line is short, does not end as a sentence does, and a longer one follows."""
    words = len(line.split())
    return (
        words in _HEADLINE_WORDS
        and not is_stopped(line)
        and not line[0].islower()
        and (len(following.split()) > words or scores.is_part(following))
    )
