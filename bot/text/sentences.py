"""Pure. Text -> sentences with offsets, in any language, without a model.

A sentence may end wherever white space (or a full stop that needs none, as in Chinese) follows an
end mark. Rules then say why it does not end there: an abbreviation, an initial, an ordinal, a
lower-case letter next, an open bracket, a quotation that its attribution keeps together. Thai and
Lao have no end mark: there a sentence ends at a blank between two long runs of letters.
Every search looks at a bounded stretch of text, so that hostile text takes linear time.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise

from bot.text.calendars import DATE_WORDS
from bot.text.lexicon import every_language, lexicon
from bot.text.quotations import Quotation, find_quotations
from bot.text.words import WORD

# Words that tell whether a dot ends a sentence, in lower case and without their last dot. All
# languages share one table: the few clashes cost less than a wrong guess at the language.
_GRAMMAR = every_language().grammar
_BEFORE_A_NAME = frozenset(_GRAMMAR.before_a_name)
_BEFORE_A_NUMBER = frozenset(_GRAMMAR.before_a_number)
_SOMETIMES_LAST = frozenset(_GRAMMAR.sometimes_last)
_SENTENCE_STARTERS = frozenset(_GRAMMAR.sentence_starters)
_CLOCK = frozenset(_GRAMMAR.clock)
_CLOCK_COMPANIONS = DATE_WORDS.union(_GRAMMAR.clock_zones)
# Languages that write "the 3rd" with a dot.
_ORDINAL_DOT = frozenset("de da nb nn no fi is et lv cs sk sl hr bs sr hu pl tr".split())
# Before these a dotted number is a day, whatever the language is taken for.
_DOTTED_DAY_MONTHS = frozenset(chain.from_iterable(lexicon("de").calendar.months))

_OWN_STOPS = "।॥։"  # of scripts whose sentences do not end with a dot where these are used
_UNSPACED = "。！？｡။።፧។៕"  # need no blank behind them
_MARKS = f".!?…؟۔{_OWN_STOPS}{_UNSPACED}"
_END_MARKS = frozenset(_MARKS)
_QUESTION_MARKS = ("?", "？", "؟")
_CLOSERS = "\"'”’»›)]}」』）"
_TRAILING = _CLOSERS + "“« \u00a0\u202f\u200b"  # also the marks that close where others open
_LOOK = 60  # characters looked at on either side of a possible end
_UNCUT = 200  # a bracket of up to so many characters is never split
LONGEST = 2_000  # characters; what goes on for longer is no sentence, and comes in equal pieces
MOST = 5_000  # sentences; more than any report has

_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")
# It opens with one set of characters, by which the search leaps from one to the next.
_CHANCE = re.compile(
    rf"[{_MARKS}\"'”’»›)\]}}」』）“«\u00a0¹²³⁰⁴-⁹](?:\s+"
    rf"|(?<=[{_UNSPACED}])(?![{_UNSPACED}」』”’）])"
    r"|(?<=[a-z]{3}[.!?])(?=[\"“‘]?(?:[A-Z][a-z]|[AI] [a-z])))"
)
_OPENING = re.compile(r"[\s\"'“”„‘’«»(\[—–\-*¿¡]{0,8}")
# A footnote's number, behind the full stop or a blank.
_NOTES = re.compile(r"(?:(?:\[(?:\d{1,3}|[a-z])\]){1,9}|[¹²³⁰⁴-⁹]{1,9})\s*\Z")
_NOTE_ENDS = tuple("]¹²³⁰⁴⁵⁶⁷⁸⁹")
# Where a sentence goes on: a sign, a footnote, or the agency of a dateline ("Wis. (AP) — ").
_NO_START = re.compile(r"[&/%+=]|\[(?:\d{1,3}|[a-z])\]|\([^()]{2,30}\) ?[—–-]{1,2}\s")
# "Gen. (ret.) Oda": the dot is the abbreviation's, which fills the bracket.
_ABBREVIATION_IN_BRACKETS = re.compile(r"\((?![A-Z]+\.)[^\W\d_]{1,5}\.\)\s*\Z")
# "Hr", "Sn", "Bc", "kl", "str": no word is written so.
_VOWELLESS = re.compile(r"[b-df-hj-np-tv-xzßçčćďđğģķľłļñňņřśšşťţžźżб-дж-зк-нп-тф-щ]{2,5}\Z")
_UNIT = re.compile(r"\d[ \u00a0\u202f]?[^\W\d_]+\.\Z")
_THAI, _GEORGIAN = ("\u0e01", "\u0eff"), ("\u10d0", "\u10ff")  # the first letter and the last
_ARMENIAN = ("ա", "և")
_THAI_RUN = 15  # letters and signs; less is a name, an item of a list, what a number counts
_BULLETS = "•●▪◦‣■►"
_ETHIOPIC_STOP = "፡፡"  # as it is typed; a colon stands for the Armenian one
# Where sentences part in lists and in scripts that few texts have, and what those texts hold.
_SELDOM_CHANCE = re.compile(
    rf"(?<!\s)\s++(?=[{_BULLETS}])"
    rf"|(?<=[\u0e01-\u0eff]{{{_THAI_RUN}}})[ \u00a0]+(?=[\u0e01-\u0eff]{{{_THAI_RUN}}})"
    rf"|(?<=[\u1200-\u135a]{_ETHIOPIC_STOP})\s*|(?<=[ա-և]:)\s+(?=[Ա-Ֆ«])"
)
_SELDOM = re.compile(rf"[{_BULLETS}\u0e01-\u0eff]|{_ETHIOPIC_STOP}|[ա-և]:")
_WORD_BREAK = re.compile(r"[\s\"'“”„‘«(\[/—–]")
# An initial, also by the name of its Latin letter in Arabic ("جون إف. كينيدي").
_INITIALS = re.compile(
    r"(?:[^\W\d_]|(?:[^\W\d_]{1,3}\.-?){1,20}[^\W\d_]{1,3}"
    r"|و?(?:إف|إم|إن|إل|إس|إيه|أيه|إي|آي|أو|آر|جي|جيه|سي|دي|تي|كي|بي|يو|إتش|إكس|دبليو|زد|كيو))\Z"
)

_BRACKETS = re.compile(r"[()\[\]（）]")
_BRACKET_CLOSED_BY = {"(": ")", "[": "]", "（": "）"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters [start, end) of a body: `text == body[start:end]`, with no white space around.

    `index` counts the body's sentences, `paragraph` its paragraphs, both from 0.
    A quotation that runs over several sentences is told by two marks: `in_quote`, the sentence
    starts inside it; `open_quote`, the sentence ends inside it. Shown alone, either would be half
    a quotation.
    """

    index: int
    paragraph: int
    start: int
    end: int
    text: str
    in_quote: bool = False
    open_quote: bool = False


def split(body: str, lang: str | None = None) -> tuple[Sentence, ...]:
    """The sentences of `body`, in order; together they cover all of it but the white space.

    `lang` is a two-letter ISO 639-1 code. It only settles what a dot after a number means; without
    it, such a dot is an ordinal's before the name of a month. No sentence crosses a line break.
    A quotation stays in one sentence when it is short or when its attribution follows it
    (“… . …,” he said); a longer one is split, and the pieces say so.
    No sentence is longer than `LONGEST`, and what stands behind the first `MOST` is left out, so
    that whatever reads sentence by sentence is bounded.
    """
    sentences: list[Sentence] = []
    number = 0
    for paragraph in _PARAGRAPH.finditer(body):
        if paragraph.group().isspace():
            continue
        quotations = find_quotations(body, *paragraph.span())
        spans = _spans(body, *paragraph.span(), quotations, lang)
        for start, end in islice(spans, MOST - len(sentences)):
            sentences.append(
                Sentence(
                    index=len(sentences),
                    paragraph=number,
                    start=start,
                    end=end,
                    text=body[start:end],
                    in_quote=_inside(quotations, start),
                    open_quote=_inside(quotations, end - 1),
                )
            )
        number += 1
        if len(sentences) == MOST:
            break
    return tuple(sentences)


def is_ended(text: str) -> bool:
    """Whether a sentence ends with a mark that ends one, whatever closes behind it."""
    return _without_notes(text).rstrip(_TRAILING)[-1:] in _END_MARKS


def is_question(text: str) -> bool:
    """Whether a sentence ends with a question mark, whatever closes behind it."""
    return text.rstrip(_TRAILING).endswith(_QUESTION_MARKS)


def _without_notes(text: str) -> str:
    """`text` without the numbers of footnotes at its end."""
    return _NOTES.sub("", text) if text.rstrip().endswith(_NOTE_ENDS) else text


def _spans(
    body: str, start: int, end: int, quotations: list[Quotation], lang: str | None
) -> Iterator[tuple[int, int]]:
    """The sentences of the paragraph [start, end), as spans without white space around them."""
    uncut = sorted(
        [(q.start, q.end) for q in quotations if q.whole] + _short_brackets(body, start, end)
    )
    starts = [span[0] for span in uncut]
    closes = _running_maximum([span[1] for span in uncut])
    dotted = not any(body.find(stop, start, end) >= 0 for stop in _OWN_STOPS)
    cuts = [(start, start)]
    misplaced = _misplaced_openings(body, start, quotations)
    for left, right in sorted((*_chances(body, start, end), *((at, at) for at in misplaced))):
        if right >= end or left <= cuts[-1][1]:
            continue
        before = bisect_right(starts, left - 1)
        if before and closes[before - 1] >= left:
            continue
        before_it, behind_it = (
            body[max(cuts[-1][1], left - _LOOK) : left],
            body[right : right + _LOOK],
        )
        if left in misplaced or _ends(before_it, behind_it, lang, dotted=dotted):
            cuts.append((left, right))
    cuts.append((end, end))
    for (_, first), (last, _) in pairwise(cuts):
        text = body[first:last]
        if bare := text.strip():
            first += len(text) - len(text.lstrip())  # noqa: PLW2901 - the same edge, trimmed
            yield from _pieces(body, first, first + len(bare))


def _misplaced_openings(body: str, start: int, quotations: list[Quotation]) -> frozenset[int]:
    """Where a quotation opens right behind a full stop, with the blank on its wrong side:
    'It fell." We knew it," he said.'"""
    return frozenset(
        one.start
        for one in quotations
        if one.start > start
        and body[one.start] == body[one.end : one.end + 1] == '"'
        and body[one.start - 1] in _END_MARKS
        and body[one.start + 1 : one.start + 2].isspace()
    )


def _pieces(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span whole, or in equal pieces of at most `LONGEST` characters and over half of that."""
    count = -(-(end - start) // LONGEST)
    edges = [start + (end - start) * piece // count for piece in range(count + 1)]
    for first, last in pairwise(edges):
        text = body[first:last]
        if bare := text.strip():
            at = first + len(text) - len(text.lstrip())
            yield at, at + len(bare)


def _chances(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where a sentence may end and the next one start, in order."""
    marked = [(found.start() + 1, found.end()) for found in _CHANCE.finditer(body, start, end)]
    if _SELDOM.search(body, start, end) is None:
        return marked
    return sorted({*marked, *map(re.Match.span, _SELDOM_CHANCE.finditer(body, start, end))})


def _ends(left: str, right: str, lang: str | None, *, dotted: bool) -> bool:
    """Does a sentence end between `left`, its last characters, and `right`, the next ones?

    `dotted`: sentences here may end with a dot.
    """
    thai = _is_of(_THAI, left[-1:]) and _is_of(_THAI, right[:1])
    armenian = left.endswith(":") and _is_of(_ARMENIAN, left[-2:-1])
    if thai or armenian or left.endswith(_ETHIOPIC_STOP) or right.startswith(tuple(_BULLETS)):
        return True
    core = _without_notes(left).rstrip(_TRAILING)
    if not core or core[-1] not in _END_MARKS or _is_closer(right) or _goes_on(left, right):
        return False
    opening = _OPENING.match(right)
    following = right[opening.end() :] if opening else right
    if _is_small(following[:1]) and not following[1:2].isupper():
        return False
    if core[-1] != "." or core[-2:] == "..":
        return True
    if not dotted and core[-2:-1] > "\u0530":
        return False
    word = _WORD_BREAK.split(core[-2::-1], maxsplit=1)[0][::-1]  # read backwards: it is near
    return _ends_after_dot(core, word, right, following, lang)


def _is_of(script: tuple[str, str], letter: str) -> bool:
    first, last = script
    return first <= letter <= last


def _is_small(letter: str) -> bool:
    """Whether it is a small letter of a script whose sentences open with capitals."""
    return letter.islower() and not _is_of(_GEORGIAN, letter)


def _goes_on(left: str, right: str) -> bool:
    """Is the mark before `right` one in a sentence: a dateline's, a bracket's, an ampersand's?"""
    if _NO_START.match(right):
        return True
    return left.endswith(")") and _ABBREVIATION_IN_BRACKETS.search(left) is not None


def _ends_after_dot(core: str, word: str, right: str, following: str, lang: str | None) -> bool:
    """Is the dot after `word`, the last of `core`, a full stop rather than an abbreviation's?

    `following` is `right` without the marks that open it.
    """
    low = word.lower()
    following_word, dot = _first_word(following)
    starts = following_word in _SENTENCE_STARTERS and not dot
    if word.isdecimal():
        counts = core == word + "."  # "1." opens an item of a list
        return not counts and not _is_ordinal(word, following_word, starts=starts, lang=lang)
    if low in _CLOCK:
        return following_word not in _CLOCK_COMPANIONS and right[:1] not in "(["
    if low in _BEFORE_A_NUMBER and not (len(word) == 1 and word.isupper()):
        return not following[:1].isdecimal()
    if low in _BEFORE_A_NAME:
        return False
    if _VOWELLESS.match(low) and not word.isupper() and not _UNIT.search(core):
        return starts
    return starts or not (low in _SOMETIMES_LAST or _INITIALS.match(word))


def _first_word(text: str) -> tuple[str, bool]:
    """The word that `text` opens with, in lower case, and whether a dot follows it."""
    first = WORD.match(text)
    word = first.group() if first else ""
    return word.lower(), text[len(word) : len(word) + 1] == "."


def _is_ordinal(number: str, following_word: str, *, starts: bool, lang: str | None) -> bool:
    """Is "3." in "am 3. Oktober" the third? `starts`: the next word usually starts a sentence."""
    if len(number) > len("31"):
        return False
    return following_word in _DOTTED_DAY_MONTHS or (
        lang in _ORDINAL_DOT and following_word != "" and not starts
    )


def _is_closer(right: str) -> bool:
    """Does `right` open with a stray closing mark, as French and some scrapes set it?"""
    return right[:1] in _CLOSERS and bool(right) and not right[1:2].isalnum()


def _short_brackets(body: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for bracket in _BRACKETS.finditer(body, start, end):
        if bracket.group() in _BRACKET_CLOSED_BY:
            opened.append(bracket.start())
        elif opened and _BRACKET_CLOSED_BY[body[opened[-1]]] == bracket.group():
            first = opened.pop()
            if bracket.start() - first <= _UNCUT:
                found.append((first, bracket.start()))
    return found


def _running_maximum(values: list[int]) -> list[int]:
    highest: list[int] = []
    for value in values:
        highest.append(max(value, highest[-1]) if highest else value)
    return highest


def _inside(quotations: list[Quotation], at: int) -> bool:
    """Is the character at `at` inside a quotation, and not one of its marks?"""
    place = bisect_left(quotations, at, key=lambda quotation: quotation.start)
    return place > 0 and at < quotations[place - 1].end
