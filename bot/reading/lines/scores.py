"""Pure. How likely is each line of a flat text to be body?

Two looks, each a logistic regression over cheap, language-independent features. The first judges a
line by its own form (length, end, quotation marks, small words, digits, address to the reader),
its neighbours' kinds and how much of its vocabulary the page's running text shares; the second
judges it again by how likely its surroundings are. The weights stand in
`line_weights.json` and are trained by `bench/flat_text.py`.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from operator import mul

from bot.reading.lines.captions import is_caption
from bot.reading.lines.forms import is_ended, is_name
from bot.reading.lines.furniture import is_furniture, is_related_heading
from bot.reading.lines.picture_credits import is_agency, is_credit, is_imprint, is_signed
from bot.reading.weights import LINES, load
from bot.text.lexicon import every_language
from bot.text.words import WORD

_LOOKS = load(LINES)
_PAGE = every_language().page
_ADDRESSING = frozenset(_PAGE.addressing)
_SERVICE = frozenset(_PAGE.service_words)

# A line without blanks is in a script that writes none; about 2.5 of its letters make a word.
_LETTERS_WITHOUT_BLANKS = 12
_LETTERS_A_WORD = 2.5

_PROSE_WORDS = 8  # a line of so many words that ends as a sentence does is running text
_TOPIC_LETTERS = 4  # shorter words don't tell what a text is about
_WINDOW = 5  # lines looked at before and after, for the first look
_REACH = 8  # the same, for the second
_STEADY_LOGIT = 30.0  # exp() stays finite

_INNER_END = re.compile(r"[.!?][\"”’»)]*\s+\S|[。！？।؟]")
_QUOTES = frozenset('"“”„«»「')
_BARS = frozenset("|»›•→")


@dataclass(frozen=True, slots=True)
class _Traits:
    """What the features of a line and of its neighbours need."""

    form: tuple[float, ...]
    words: float
    topic: frozenset[str]
    prose: float
    credit: bool
    furniture: bool
    heading: bool
    name: bool
    repeated: bool
    colon: bool


def chances(lines: Sequence[str]) -> list[float]:
    """The log-odds of each line to be body: above 0 more likely than not."""
    first = [weigh(_LOOKS.first, features) for features in first_look(lines)]
    return [weigh(_LOOKS.second, features) for features in second_look(first)]


def weigh(weights: Sequence[float], features: Sequence[float]) -> float:
    """The log-odds that features give, rounded once."""
    return math.fsum(map(mul, weights, features))


FORM_FEATURES = (
    "words to 5", "words to 15", "words to 40", "log of words", "ends", "ends in a colon",
    "sentences inside", "commas", "quotes", "lower case", "small words", "digits", "bars",
    "all capitals", "asks", "brackets", "dashes", "begins lower", "exclaims", "repeated",
    "addresses the reader", "addresses in quotes", "service words", "share of service words",
    "pieces", "cut off", "credit", "caption", "furniture", "heading", "name",
    "ended words", "small words in length",
)  # fmt: skip
PLACE_FEATURES = (
    "bias", "shared topic", "much shared topic", "shared topic in length",
    "shared topic after a heading", "place", "prose so far", "before prose", "after prose",
    "amid prose", "page's prose", "page's prose lines", "page's lines", "after a heading",
    "prose around",
)  # fmt: skip
NEIGHBOUR_FEATURES = tuple(
    f"{kind} {where}"
    for where in ("before", "after")
    for kind in ("edge", "credit", "furniture", "heading", "name", "repeated", "colon")
)
FIRST_FEATURES = FORM_FEATURES + PLACE_FEATURES + NEIGHBOUR_FEATURES
SECOND_FEATURES = (
    "bias", "first look",
    *(f"chance {step} {where}" for step in (1, 2, 3, 4) for where in ("before", "after")),
    "chances before", "chances after", "chances both", "lesser side", "share before",
    "share after", "best", "good", "short of good",
)  # fmt: skip


def first_look(lines: Sequence[str]) -> Iterator[list[float]]:
    """The features FIRST_FEATURES of each line."""
    counts = Counter(lines)
    seen = [_read(line, repeated=counts[line] > 1) for line in lines]
    places = _places(seen)
    edge = (1.0,) + 6 * (0.0,)
    kinds = [edge, *(_kinds(line) for line in seen), edge]
    for index, (line, place) in enumerate(zip(seen, places, strict=True)):
        yield [*line.form, *place, *kinds[index], *kinds[index + 2]]


def _kinds(line: _Traits) -> tuple[float, ...]:
    return (
        0.0,
        line.credit,
        line.furniture,
        line.heading,
        line.name,
        line.repeated,
        line.colon,
    )


def _read(line: str, *, repeated: bool) -> _Traits:
    words = WORD.findall(line)
    lowered = [word.lower() for word in words]
    letters = len(line)
    count = max(1.0, len(words))
    length = count
    if letters > _LETTERS_WITHOUT_BLANKS * count:
        length = letters / _LETTERS_A_WORD
    small = len([w for w in words if len(w) <= 3 and w.islower()]) / count  # noqa: PLR2004 - "the", "und", "que"
    ends = is_ended(line)
    quotes = not _QUOTES.isdisjoint(line)
    addresses = len([word for word in lowered if word in _ADDRESSING])
    service = len([word for word in lowered if word in _SERVICE])
    credit = is_credit(line)
    caption = is_caption(line)
    furniture = is_furniture(line)
    heading = is_related_heading(line)
    name = is_name(line)
    colon = line.endswith(":")
    to_40 = min(length, 40) / 40
    form = (
        min(length, 5) / 5,
        min(length, 15) / 15,
        to_40,
        math.log1p(length) / 4,
        ends,
        colon,
        min(3, len(_INNER_END.findall(line))) / 3,
        min(line.count(",") + line.count("、"), 4) / 4,
        quotes,
        len([w for w in words if not (w[0].isupper() or w[0].isdigit())]) / count,
        small,
        sum(map(str.isdigit, line)) / letters,
        not _BARS.isdisjoint(line),
        line.isupper(),
        line.rstrip('"”»').endswith("?"),
        "(" in line,
        " – " in line or " — " in line,
        line[0].islower(),
        "!" in line,
        repeated,
        0.0 if quotes else min(3, addresses) / 3,
        addresses > 0,
        min(3, service) / 3,
        service / max(4.0, count),
        min(3, line.count(" | ") + line.count(" · ") + line.count(" / ")) / 3,
        line.endswith(("...", "…")),
        credit,
        caption,
        furniture,
        heading,
        name,
        ends * to_40,
        small * to_40,
    )
    part = credit or caption or furniture
    return _Traits(
        form=form,
        words=length,
        topic=frozenset([word for word in lowered if len(word) >= _TOPIC_LETTERS]),
        prose=min(length, 40.0) if ends and length >= _PROSE_WORDS and not part else 0.0,
        credit=credit,
        furniture=furniture,
        heading=heading,
        name=name,
        repeated=repeated,
        colon=colon,
    )


def _places(seen: Sequence[_Traits]) -> Iterator[tuple[float, ...]]:
    """The features PLACE_FEATURES of each line."""
    spread = Counter(word for line in seen if line.prose for word in line.topic)
    prose = [line.prose for line in seen]
    total = sum(prose) or 1.0
    page = (
        total / (sum(min(line.words, 40.0) for line in seen) or 1.0),
        min(20, sum(1 for amount in prose if amount)) / 20,
        math.log(len(seen)) / 6,
    )
    so_far = 0.0
    headed = False
    for index, line in enumerate(seen):
        own = bool(line.prose)
        elsewhere = [spread[word] - own for word in line.topic]
        topics = max(1, len(elsewhere))
        shared = len([lines for lines in elsewhere if lines >= 1]) / topics
        done = so_far / total
        yield (
            1.0,
            shared,
            len([lines for lines in elsewhere if lines >= 3]) / topics,  # noqa: PLR2004 - the page's main words
            shared * min(line.words, 40.0) / 40,
            shared * headed,
            index / len(seen),
            done,
            not so_far,
            so_far >= total,
            4 * done * (1 - done),
            *page,
            headed,
            (sum(prose[max(0, index - _WINDOW) : index + _WINDOW + 1]) - line.prose) / 400,
        )
        so_far += line.prose
        headed = headed or (line.heading and so_far > 0)


def second_look(first: Sequence[float]) -> Iterator[list[float]]:
    """The features SECOND_FEATURES of each line, from the first look's log-odds."""
    likely = [chance(odds) for odds in first]
    padded = [0.0] * _REACH + likely + [0.0] * _REACH
    total = sum(likely) or 1.0
    ranked = sorted(first, reverse=True)[:_REACH]
    best, good = ranked[0], sum(ranked) / len(ranked)
    so_far = 0.0
    for index, odds in enumerate(first):
        here = index + _REACH
        before = sum(padded[here - _REACH : here]) / _REACH
        after = sum(padded[here + 1 : here + 1 + _REACH]) / _REACH
        yield [
            1.0,
            odds,
            *(padded[here + step * side] for step in (1, 2, 3, 4) for side in (-1, 1)),
            before,
            after,
            before * after,
            min(before, after),
            so_far / total,
            (total - so_far - likely[index]) / total,
            best,
            good,
            odds - good,
        ]
        so_far += likely[index]


def chance(odds: float) -> float:
    """The chance that log-odds say, between 0 and 1."""
    return 1 / (1 + math.exp(-max(-_STEADY_LOGIT, min(_STEADY_LOGIT, odds))))


_CAPTION_WORDS = 60  # of the 39 shared captions with a line of their own above a credit, at most 55
_PARAGRAPH = 61  # letters from which on a line is one
_SURE_BODY = 4.0  # log-odds above which a line before a credit is no caption (at 3.0 some stayed)


def mark(
    lines: Sequence[str],
    odds: Sequence[float],
    apart: Collection[int] = (),
) -> list[bool]:
    """Which lines are body, given their log-odds: the likely ones, less what is surely a part.

    A line right above a picture's credit is its caption, unless the credit is one of the lines set
    `apart` from the one above; so is a line that an agency signs amid the body. A line that was
    there before is a repeat, but for a paragraph that was no body there.
    """
    last = max((index for index, likely in enumerate(odds) if likely > 0), default=0)
    seen: set[str] = set()
    marked = []
    for index, (line, likely) in enumerate(zip(lines, odds, strict=True)):
        body = (
            likely > 0
            and line not in seen
            and not is_part(line)
            and not (index < last and is_signed(line))
            and not (likely < _SURE_BODY and _stands_above_credit(lines, index, apart))
        )
        if body or len(line) < _PARAGRAPH:
            seen.add(line)
        marked.append(body)
    return marked


def is_part(line: str) -> bool:
    """Whether a line is surely no body by its wording alone."""
    return is_credit(line) or is_caption(line) or is_furniture(line) or is_related_heading(line)


def _stands_above_credit(lines: Sequence[str], index: int, apart: Collection[int]) -> bool:
    """Whether the next line credits this one; an agency alone at the end signs the article."""
    after = index + 1
    return (
        after < len(lines)
        and after not in apart
        and len(lines[index].split()) <= _CAPTION_WORDS
        and is_credit(lines[after])
        and not is_imprint(lines[after])
        and not (after + 1 == len(lines) and is_agency(lines[after]))
    )
