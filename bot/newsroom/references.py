"""Pure. A brief or a digest of another store, with its articles and stories as named here."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.models import Brief, Difference, Digest, Point


@dataclass(frozen=True, slots=True)
class Renaming:
    """What an article and a story of the other store are called here."""

    article: Callable[[str], str]
    story: Callable[[str], str]

    def of_brief(self, brief: Brief) -> Brief:
        """`brief`, whose points and figures rest on articles here."""
        return replace(
            brief,
            story=brief.story and self.story(brief.story),
            points=tuple(map(self._point, brief.points)),
            sources=tuple(replace(one, id=self.article(one.id)) for one in brief.sources),
            differences=tuple(map(self._difference, brief.differences)),
        )

    def of_digest(self, digest: Digest) -> Digest:
        """`digest` with its briefs and its lines."""
        return replace(
            digest,
            items=tuple(replace(one, brief=self.of_brief(one.brief)) for one in digest.items),
            in_brief=tuple(replace(one, story=self.story(one.story)) for one in digest.in_brief),
        )

    def _point(self, point: Point) -> Point:
        spans = (replace(span, article=self.article(span.article)) for span in point.spans)
        return replace(point, spans=tuple(spans))

    def _difference(self, told: Difference) -> Difference:
        reports = (replace(one, source=self.article(one.source)) for one in told.reports)
        return replace(told, reports=tuple(reports))
