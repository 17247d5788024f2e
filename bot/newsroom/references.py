"""Pure. A brief or a digest of another store, with its articles and stories as named here."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.models import Brief, DateToWatch, Difference, Digest, Point


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
            to_watch=tuple(map(self._date, digest.to_watch)),
        )

    def _date(self, one: DateToWatch) -> DateToWatch:
        by = one.told_by and replace(one.told_by, id=self.article(one.told_by.id))
        return replace(
            one,
            story=self.story(one.story),
            point=self._point(one.point),
            source=replace(one.source, id=self.article(one.source.id)),
            came=one.came and self._point(one.came),
            told_by=by,
        )

    def _point(self, point: Point) -> Point:
        spans = (replace(span, article=self.article(span.article)) for span in point.spans)
        return replace(point, spans=tuple(spans))

    def _difference(self, told: Difference) -> Difference:
        reports = (replace(one, source=self.article(one.source)) for one in told.reports)
        return replace(told, reports=tuple(reports))
