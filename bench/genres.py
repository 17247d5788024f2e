"""What kind of piece briefs say an article is, beside labels made by reading.

python -m bench genres
"""

from collections.abc import Iterable, Iterator, Sequence

from rich.table import Table

from bench.labels.briefs import NOW, Row
from bench.labels.pieces import ANY, ARGUED, NEWS, Piece, pieces
from bot.briefing.extract.compose import Shares, brief
from bot.errors import BriefbotError
from bot.models import Brief, Genre, Kind, Length

_TOLD = ("opinion", "guide", "page")
_NEWSROOMS = NEWS | ARGUED | {"analysis"}


def table() -> Table:
    shown = Table("what", "value", "of", title="What kind of piece it is, by briefs")
    for title, measured in (("", True), ("fitted on: ", False)):
        made = [*_made(one for one in pieces() if one.measured is measured)]
        for name, share, of in _rows(made):
            shown.add_row(title + name, f"{share:.3f}", str(of))
    return shown


def _made(read: Iterable[Piece]) -> Iterator[tuple[Piece, Brief]]:
    for one in read:
        try:
            yield one, brief(one.article, Length.BRIEF, NOW, Shares())
        except BriefbotError:
            continue


def _rows(made: Sequence[tuple[Piece, Brief]]) -> Iterator[Row]:
    for genre in _TOLD:
        told = [one for one, brief in made if _genre(brief) == genre]
        told = [one for one in told if genre == "page" or one.kind != ANY]
        yield _share(f"called {genre}, right", (genre in _kinds(one) for one in told))
        wanted = ((one, _genre(brief)) for one, brief in made if _kinds(one)[0] == genre)
        yield _share(
            f"{genre}, called so",
            (told in _kinds(one) for one, told in wanted if one.also not in NEWS),
        )
    yield _share(
        "opinion shown as news",
        (
            _genre(brief) == "news"
            for one, brief in made
            if one.kind in ARGUED and one.also not in NEWS
        ),
    )
    yield _share(
        "news shown as opinion",
        (
            any(point.kind is Kind.OPINION for point in brief.points)
            for one, brief in made
            if one.is_surely(*NEWS)
        ),
    )
    yield _share(
        "an article called a page",
        (_genre(brief) == "page" for one, brief in made if "page" not in _kinds(one)),
    )
    yield _share(
        "news called a page",
        (_genre(brief) == "page" for one, brief in made if one.is_surely(*_NEWSROOMS)),
    )


def _kinds(one: Piece) -> tuple[str, str | None]:
    """Its kinds, the surest first; a review is an opinion."""
    return "opinion" if one.kind in ARGUED else one.kind, one.also


def _genre(brief: Brief) -> str:
    return "opinion" if brief.genre is Genre.REVIEW else brief.genre.value


def _share(name: str, found: Iterable[bool]) -> Row:
    found = [*found]
    return name, sum(found) / max(1, len(found)), len(found)
