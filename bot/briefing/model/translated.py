"""Pure. What a language model translated -> a brief in another language, its numbers, days and
names checked against the original's.

The headline and the first point have to hold, or there is no translated brief; another point that
does not hold is left out. Each still leads to the sentence of the original.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.briefing.check.faults import Fault
from bot.briefing.check.translations import Hear, faults
from bot.briefing.model.written import MARKUP, is_plain
from bot.models import Article, Brief, Point
from bot.text.detection import identify
from bot.text.injection import addresses_machine
from bot.text.words import counted

SUMMARIZER = "translated"
_LONGER = 2.5  # times as long as the original a translation may be, and
_LONGER_ANYWAY = 40  # characters
_MOST_READ = 20_000  # characters of an article, for its names


def lines_to_translate(brief: Brief) -> tuple[str, ...]:
    """What of a brief is translated: its headline, then its points."""
    return (brief.headline or "", *(point.text for point in brief.points))


def translated(
    base: Brief, lines: Mapping[int, str], articles: Sequence[Article], to: str, hear: Hear
) -> Brief | None:
    """`base`, of these articles, with its lines translated into the language `to`; None where they
    don't hold."""
    by_id = {one.id: one for one in articles}
    main = by_id.get(base.points[0].spans[0].article)
    headline = lines.get(1, "")
    if main is None or _headline_faults(headline, base.headline or "", main, to, hear):
        return None
    points = [
        _point(point, lines.get(number, ""), by_id, to, hear)
        for number, point in enumerate(base.points, start=2)
    ]
    if points[0] is None:
        return None
    kept = tuple(one for one in points if one is not None)
    if identify(" ".join(one.text for one in kept), to) != to:
        return None
    return replace(
        base,
        headline=headline,
        points=kept,
        words=sum(counted(one.text) for one in kept),
        summarizer=SUMMARIZER,
        differences=(),
        image=None,  # its caption is in the other language
    )


def _point(
    point: Point, text: str, articles: Mapping[str, Article], to: str, hear: Hear
) -> Point | None:
    article = articles.get(point.spans[0].article)
    if article is None or not is_plain(text, point.text, to) or _is_long(text, point.text):
        return None
    if _faults(text, point.text, article, to, hear):
        return None
    return replace(point, text=text, speaker=None, by="model", edits=())


def _headline_faults(text: str, original: str, article: Article, to: str, hear: Hear) -> bool:
    is_line = bool(text) and text.isprintable() and not addresses_machine(text)
    is_bare = is_line and not MARKUP.search(text) and not _is_long(text, original)
    return not is_bare or bool(_faults(text, original, article, to, hear))


def _faults(text: str, original: str, article: Article, to: str, hear: Hear) -> tuple[Fault, ...]:
    of = article.lang or "en"
    whole = f"{article.headline}\n{article.body}"[:_MOST_READ]
    return faults(text, original, to=to, of=of, article=whole, hear=hear)


def _is_long(text: str, original: str) -> bool:
    return len(text) > _LONGER * len(original) + _LONGER_ANYWAY
