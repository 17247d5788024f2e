"""Pure. What can be asked, by example: as help, and once where the bot is new."""

from collections.abc import Sequence

from adapters.chat.lines import Line, Listing, TextRun, command, filled, said
from bot.translation import ENGLISH, Translation

MOST_AT_FIRST = 4

Examples = Sequence[tuple[str, str]]  # what is typed, and what comes of it


def listing(examples: Examples, tr: Translation = ENGLISH) -> Listing:
    """All that can be asked."""
    return Listing(tr("What you can ask"), tuple(_line(*one, tr) for one in examples))


def welcome(examples: Examples, more: str, tr: Translation = ENGLISH) -> tuple[Line, ...]:
    """What the bot says of itself to those who let it in; `more` is typed for the rest."""
    hello = tr("Hello! I brief the news: short, and with a link to the source at every sentence.")
    rest = tr("{command}  shows what else you can ask.")
    return (
        said(hello),
        *(_line(*one, tr) for one in examples[:MOST_AT_FIRST]),
        filled(rest, command=command(more)),
    )


def _line(typed: str, meaning: str, tr: Translation) -> Line:
    return (command(tr(typed)), TextRun(f"  {tr(meaning)}"))
