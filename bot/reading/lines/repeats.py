"""Pure. Which lines say nothing that a longer one does not: quotations set in large letters."""

import re
from collections.abc import Sequence

from bot.reading.lines.forms import CAPITALIZED, DASHES, QUOTES
from bot.text.words import WORD, counted, is_western

_RUN = 3  # words
_FEWEST = 3
_HOLDERS = 8  # lines that are remembered for a run: a hostile page has one run in each
_ATTRIBUTED = re.compile(
    rf"\W?[{QUOTES}‘](?P<said>[^{QUOTES}]{{20,300}})[{QUOTES}’][\s,{DASHES}]{{0,5}}(?:{CAPITALIZED}[^.!?{QUOTES}]{{0,60}})?"
)
_UNPARTED = 2  # times as many words as blanks part
_MOST = 30  # words; a longer line is a paragraph


def _quoted(line: str) -> str:
    """A line's quotation, without who is named behind it."""
    found = _ATTRIBUTED.fullmatch(line)
    return found["said"] if found else line


def _words(text: str) -> list[str]:
    """The words of a text; its letters, where its script does not part words."""
    words = [word.lower() for word in WORD.findall(text)]
    return (
        words
        if is_western(text) or counted(text) < _UNPARTED * len(words)
        else list("".join(words))
    )


def repeated(lines: Sequence[str], asked: Sequence[bool]) -> list[bool]:
    """The lines `asked` about whose words stand together in one that is longer."""
    words = [_words(_quoted(line)) for line in lines]
    order = sorted(range(len(lines)), key=lambda index: -len(words[index]))
    seen: dict[tuple[str, ...], set[int]] = {}
    found = [False] * len(lines)
    for index in order:
        own = words[index]
        runs = [tuple(own[at : at + _RUN]) for at in range(len(own) - _RUN + 1)]
        if asked[index] and _FEWEST <= len(own) <= _MOST:
            held = [seen.get(run) for run in runs]
            found[index] = all(held) and bool(set.intersection(*filter(None, held)))
        if len(own) > _FEWEST:
            for run in runs:
                holders = seen.setdefault(run, set())
                if len(holders) < _HOLDERS:
                    holders.add(index)
    return found
