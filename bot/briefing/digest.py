"""Pure. Ranked stories -> a Digest for one channel: a lead, a few in brief, the rest in a line.

Stories come grouped, and one that is related to another shown in full stands in a line, so no event
fills it; outlets, topics and subjects have their shares, so none of them does. A story told before
comes back only with what changed. Opinion stands in a line, as somebody's.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from bot.briefing import novelty
from bot.briefing.digest_lines import is_opinion, is_page, line_of_story
from bot.briefing.digest_reasons import (
    FOLLOWED,
    Judged,
    Reason,
    counts,
    empty,
    judged,
    matched,
    why,
)
from bot.briefing.extract.compose import own_words
from bot.briefing.novelty import Told
from bot.briefing.story import by_fullness
from bot.errors import NothingToBriefError
from bot.models import (
    Article,
    Brief,
    Digest,
    Genre,
    Headline,
    Item,
    Length,
    Story,
    Subscription,
)
from bot.translation import formats, translation

MOST_ITEMS = 6  # the lead and five short ones
MOST_LINES = 10
ITEMS_OF_OUTLET, LINES_OF_OUTLET = 2, 3
ITEMS_OF_SUBJECT = 3  # where there is news of others, for a channel that asks for no topic
VARIED = 3 * MOST_ITEMS  # candidates; lesser stories are not put before greater ones for variety
MOST_TEASERS = 3  # of the lines: nobody read their pages
MOST_ELSEWHERE = 3  # further lines, of what is told only in other languages
NO_ARTICLE = "It is no article."
BESIDE = "It may be of another event than the story that it was grouped with."
MOST_TRANSLATED = 2  # of these, if a language model translates


@dataclass(frozen=True, slots=True)
class Form:
    """How long a digest's lead, its short ones and all of them together are to be."""

    lead: Length
    short: Length
    words: int


# About 350 words, as people asked for, unless a channel chooses another length.
FORMS = {
    Length.FLASH: Form(Length.BRIEF, Length.FLASH, 200),
    Length.BRIEF: Form(Length.FULL, Length.BRIEF, 350),
    Length.FULL: Form(Length.FULL, Length.BRIEF, 630),
}


@dataclass(frozen=True, slots=True)
class StoryCandidate:
    """A story that a digest may hold, as the other stages see it.

    `topic` is the channel's topic it was found for and `matched` the names it was found by; without
    topics, both are empty. `outlets` report it independently. `told` is what the channel was told;
    a story that it follows is asked for, whatever its topics are, and comes first. `subjects` are
    the countries and matters that it is about, by any names. One that `argues` stands in a line
    though neither its address nor its headline says that it is opinion. What is `beside` it was
    grouped with it, and may be of another event; `related` stories have to do with it.
    """

    story: Story
    outlets: int
    topic: str | None = None
    matched: tuple[str, ...] = ()
    told: Told | None = None
    asked: bool = True
    muted: bool = False
    followed: bool = False
    subjects: frozenset[str] = frozenset()
    argues: bool = False
    beside: tuple[Article, ...] = ()
    related: frozenset[str] = frozenset()


Summarizer = Callable[[StoryCandidate, Length], Brief]  # may raise NothingToBriefError


@dataclass(frozen=True, slots=True)
class JudgedDigest:
    """A digest, and what became of every article read for it."""

    digest: Digest
    judged: tuple[Judged, ...]


def compose(  # noqa: PLR0913 -- a digest's own time, place and surroundings, each said by name
    candidates: Sequence[StoryCandidate],
    subscription: Subscription,
    summarize: Summarizer,
    *,
    as_of: datetime,
    since: datetime | None = None,
    feeds_down: int = 0,
    teasers: Sequence[Headline] = (),
) -> JudgedDigest:
    """The digest that `subscription` asks for, of `candidates` with the best first.

    The candidates are all stories read `since` the last digest, also those not asked for.
    `teasers`, from `line_of_teaser`, fill lines that stay free beside news. What is told in none of
    the subscription's languages comes last, in a line or not at all.
    """
    page = _Builder(subscription, summarize, as_of)
    elsewhere = [one for one in candidates if not _is_told_in(one.story, subscription.languages)]
    own = [one for one in candidates if _is_told_in(one.story, subscription.languages)]
    for candidate in (*_in_turn(own), *elsewhere):
        page.place(candidate)
    all_judged = tuple(page.judged)
    found = counts(all_judged, feeds_down)
    is_empty = not page.items and not page.lines and not page.elsewhere
    known = [one for one in teasers if _reads(subscription.languages, one.lang)]
    beside = [] if is_empty else _unlike(known, page.lines)[:MOST_TEASERS]
    lines = (*(*page.lines, *beside)[:MOST_LINES], *page.elsewhere)
    digest = Digest(
        as_of=as_of,
        zone=subscription.zone,
        topics=subscription.topics,
        items=_fitted(page.items, FORMS[subscription.length].words),
        in_brief=lines,
        counts=found,
        since=since,
        note=empty(subscription.topics, found, since, as_of, page.zone, page.tr)
        if is_empty
        else None,
        lang=page.tr.lang,
    )
    return JudgedDigest(digest, all_judged)


def leading(candidates: Sequence[StoryCandidate], subscription: Subscription) -> tuple[Story, ...]:
    """The first stories that may be shown in full, whose order decides what is; of each, the
    fullest article first."""
    shown = (
        replace(one.story, articles=tuple(by_fullness(one.story.articles)))
        for one in candidates
        if one.asked and not one.muted and _came_since(one)
        if _is_told_in(one.story, subscription.languages)
    )
    return tuple(islice(shown, VARIED))


def arranged(
    candidates: Sequence[StoryCandidate], order: Sequence[str], opinion: Collection[str]
) -> tuple[StoryCandidate, ...]:
    """The candidates with those of `order`, by their stories' ids, first and in that order. Those
    of `opinion` argue, unless several outlets report them."""
    place = {story: at for at, story in enumerate(order)}
    marked = (
        replace(one, argues=True) if one.story.id in opinion and one.outlets == 1 else one
        for one in candidates
    )
    return tuple(sorted(marked, key=lambda one: place.get(one.story.id, len(place))))


def lines_elsewhere(digest: Digest, languages: Sequence[str]) -> tuple[Headline, ...]:
    """The lines whose stories are told in none of these languages."""
    return tuple(one for one in digest.in_brief if one.story and not _reads(languages, one.lang))


def with_translations(digest: Digest, translated: Mapping[str, Item]) -> Digest:
    """The digest with the first of these items, by their stories, behind its own and no longer in
    lines."""
    added = dict(islice(translated.items(), MOST_TRANSLATED))
    lines = tuple(one for one in digest.in_brief if one.story not in added)
    return replace(digest, items=(*digest.items, *added.values()), in_brief=lines)


def only_elsewhere(line: Headline, lang: str) -> str:
    """Why a translation is in a digest: "Reported only in Norwegian"."""
    tr = translation((lang,))
    named = formats.language_name(line.lang or "", tr) or ""
    return tr("Reported only in {language}", language=named)


class _Builder:
    """A digest as it fills: `place` finds each candidate its place, or the reason why not."""

    def __init__(self, subscription: Subscription, summarize: Summarizer, as_of: datetime) -> None:
        self.zone = ZoneInfo(subscription.zone)
        self.items: list[Item] = []
        self.lines: list[Headline] = []
        self.elsewhere: list[Headline] = []  # in other languages
        self.tr = translation(subscription.languages)
        self.judged: list[Judged] = []
        self._shown: dict[str, frozenset[str]] = {}  # the stories of items, and those related
        self._subscription = subscription
        self._form = FORMS[subscription.length]
        self._summarize = summarize
        self._as_of = as_of

    def place(self, candidate: StoryCandidate) -> None:
        """Puts `candidate` where it belongs, and judges its articles."""
        reason, detail = self._placed(candidate)
        articles = by_fullness(candidate.story.articles)
        self.judged += judged(articles, candidate.story.id, reason, detail)
        for one in candidate.beside:
            self.judged.append(Judged(one.id, candidate.story.id, one.url, Reason.LEFT_OUT, BESIDE))

    def _placed(self, candidate: StoryCandidate) -> tuple[Reason, str]:
        if candidate.muted:
            return Reason.MUTED, ""
        if not candidate.asked:
            return Reason.UNASKED, ""
        dates = (one.published for one in candidate.story.articles)
        newest = max((date for date in dates if date), default=None)
        found_by = matched(candidate.matched, self.tr)
        found_by = self.tr(FOLLOWED) if candidate.followed else found_by
        detail = why(found_by, candidate.outlets, newest, self._as_of, self.zone, self.tr)
        if not _is_told_in(candidate.story, self._subscription.languages):
            return self._in_another_language(candidate, detail)
        return self._offered(candidate, detail)

    def _offered(self, candidate: StoryCandidate, detail: str) -> tuple[Reason, str]:
        """Puts a story that the channel asks for and can read in full, in a line or nowhere."""
        told, brief = candidate.told, self._brief(candidate)
        if brief and brief.genre is Genre.PAGE:
            return Reason.LEFT_OUT, f"{NO_ARTICLE} {detail}"
        update = novelty.update_line(told, brief, self.tr) if told and brief else None
        if told and update is None:
            return Reason.TOLD, detail
        argues = candidate.argues or is_opinion(candidate.story)
        is_beside = not candidate.followed and self._shows_related(candidate)
        if brief is None or argues or is_beside or self._has_enough_of(brief):
            return self._in_a_line(candidate, update, detail)
        self.items.append(Item(novelty.only_new(brief), detail, update))
        self._shown[candidate.story.id] = candidate.related
        return Reason.SHOWN, detail

    def _brief(self, candidate: StoryCandidate) -> Brief | None:
        """A brief, if it can be made and is needed: to be shown, or to see whether it is new."""
        told = candidate.told
        if not _came_since(candidate) or (told is None and len(self.items) == MOST_ITEMS):
            return None
        try:
            made = self._summarize(candidate, self._form.short if self.items else self._form.lead)
        except NothingToBriefError:
            return None
        return novelty.mark(made, told)

    def _shows_related(self, candidate: StoryCandidate) -> bool:
        """Whether a story that has to do with it is shown in full."""
        shown = self._shown
        return bool(candidate.related & shown.keys()) or any(
            candidate.story.id in related for related in shown.values()
        )

    def _has_enough_of(self, brief: Brief) -> bool:
        outlet = brief.sources[0].outlet
        of_outlet = sum(item.brief.sources[0].outlet == outlet for item in self.items)
        return len(self.items) == MOST_ITEMS or (
            outlet is not None and of_outlet == ITEMS_OF_OUTLET
        )

    def _in_a_line(
        self, candidate: StoryCandidate, update: str | None, detail: str
    ) -> tuple[Reason, str]:
        languages = self._subscription.languages
        made = line_of_story(candidate.story, candidate.outlets, update, self.tr, languages)
        if made is None:
            return Reason.LEFT_OUT, f"No sentence and no headline of it can stand alone. {detail}"
        of_outlet = sum(one.outlet == made.outlet for one in self.lines)
        if len(self.lines) == MOST_LINES:
            return Reason.LEFT_OUT, detail
        if made.outlet is not None and of_outlet == LINES_OF_OUTLET:
            return Reason.LEFT_OUT, f"Its outlet has enough lines. {detail}"
        if is_page(candidate.story):
            return Reason.LEFT_OUT, f"{NO_ARTICLE} {detail}"
        self.lines.append(made)
        return Reason.IN_BRIEF, detail

    def _in_another_language(self, candidate: StoryCandidate, detail: str) -> tuple[Reason, str]:
        if not _came_since(candidate):
            return Reason.TOLD, detail
        made = line_of_story(candidate.story, candidate.outlets, None, self.tr)
        is_left_out = self._subscription.only_languages or len(self.elsewhere) == MOST_ELSEWHERE
        if made is None or is_left_out:
            return Reason.OTHER_LANGUAGES, detail
        self.elsewhere.append(made)
        return Reason.IN_BRIEF, detail


def _is_told_in(story: Story, languages: Sequence[str]) -> bool:
    """Whether any article of the story is in one of these languages, or any language will do."""
    return any(_reads(languages, one.lang) for one in story.articles)


def _reads(languages: Sequence[str], lang: str | None) -> bool:
    """Whether who reads these languages, or any, reads `lang`; what is not known may be read."""
    return not languages or lang is None or lang in languages


def _in_turn(candidates: Sequence[StoryCandidate]) -> list[StoryCandidate]:
    """`candidates` in their order, but those followed come first, and what goes beyond a topic's
    fair share after the rest.

    Where a channel has several topics and there is news of them, each has its share of the items.
    """
    first = [one for one in candidates if one.followed]
    others = [one for one in candidates if not one.followed]
    topics = {one.topic for one in others if one.asked and not one.muted}
    share = -(-MOST_ITEMS // max(1, len(topics)))
    seen: Counter[str | None] = Counter()
    within: list[StoryCandidate] = []
    beyond: list[StoryCandidate] = []
    for candidate in others:
        counts_as_one = candidate.asked and not candidate.muted and _came_since(candidate)
        seen[candidate.topic] += counts_as_one
        (within if seen[candidate.topic] <= share else beyond).append(candidate)
    return [*first, *_varied([*within, *beyond])]


def _varied(candidates: Sequence[StoryCandidate]) -> list[StoryCandidate]:
    """`candidates` in their order, but of the first ones, what goes beyond a subject's share comes
    after the others; who asks for a topic wants no other."""
    seen: Counter[str] = Counter()
    within: list[StoryCandidate] = []
    beyond: list[StoryCandidate] = []
    for one in candidates[:VARIED]:
        subjects = one.subjects if one.topic is None else frozenset()
        if any(seen[subject] == ITEMS_OF_SUBJECT for subject in subjects):
            beyond.append(one)
        else:
            within.append(one)
            seen.update(subjects)
    return [*within, *beyond, *candidates[VARIED:]]


def _came_since(candidate: StoryCandidate) -> bool:
    """Whether any article of it was read after the channel was told."""
    told = candidate.told
    return told is None or any(novelty.came_since(one, told) for one in candidate.story.articles)


def _fitted(items: Sequence[Item], most: int) -> tuple[Item, ...]:
    """`items` in about `most` words: the short ones lose whole points from the end, alike."""
    if len(items) <= 1:
        return tuple(items)
    lead, *others = items
    each = (most - lead.brief.words) // len(others)
    return (lead, *(replace(one, brief=trimmed(one.brief, each)) for one in others))


def trimmed(brief: Brief, most: int) -> Brief:
    """`brief` without its last points, until it has at most `most` words or one point."""
    if brief.words <= most:
        return brief
    points = list(brief.points)
    while len(points) > 1 and sum(map(own_words, points)) > most:
        points.pop()
    return replace(brief, points=tuple(points), words=sum(map(own_words, points)))


def _unlike(teasers: Iterable[Headline], lines: Sequence[Headline]) -> list[Headline]:
    """Teasers that no line shows already, each once."""
    shown = {line.url for line in lines}
    return list({teaser.url: teaser for teaser in teasers if teaser.url not in shown}.values())
