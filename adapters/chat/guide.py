"""Pure. What can be asked, by example: as help, and once where the bot is new."""

from collections.abc import Sequence

from adapters.chat.lines import Line, Listing, TextRun, command, said

MOST_AT_FIRST = 4

Examples = Sequence[tuple[str, str]]  # what is typed, and what comes of it


def listing(examples: Examples) -> Listing:
    """All that can be asked."""
    return Listing("What you can ask", tuple(_line(*one) for one in examples))


def welcome(examples: Examples, more: str) -> tuple[Line, ...]:
    """What the bot says of itself to those who let it in; `more` is typed for the rest."""
    return (
        said("Hello! I brief the news: short, and with a link to the source at every sentence."),
        *(_line(*one) for one in examples[:MOST_AT_FIRST]),
        (command(more), TextRun("  shows what else you can ask.")),
    )


def _line(typed: str, meaning: str) -> Line:
    return (command(typed), TextRun(f"  {meaning}"))
