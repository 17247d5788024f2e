"""I/O. A request becomes a draft of its answer: a brief, further stories, or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from bot.briefing import novelty
from bot.briefing import story as composing
from bot.briefing.extract.candidates import Candidate
from bot.briefing.local_time import local_time
from bot.briefing.quoting import quoting
from bot.errors import NothingToBriefError
from bot.models import Answer, Brief, Headline, Length
from bot.newsroom import readers, search
from bot.newsroom.context import Context
from bot.newsroom.digests import LATE
from bot.newsroom.drafts import AnswerDraft
from bot.newsroom.search import FoundStory
from bot.store import articles, stories, told
from bot.stories import requests, topics
from bot.stories.expansion import expand
from bot.stories.requests import TopicRequest
from bot.text.lexicon import every_language
from bot.translation import Translation, formats, translatable, translation

MOST_OTHERS = 20  # for programs; people are shown the first few
TRIED = 3  # stories, until one can be briefed
LOOKED_THROUGH = 40  # stories that something new is looked for in
MOST_MATCHED = 4  # names in "matched: Kyiv, Zelensky"
MOST_NEAR = 3
LOOKED_NEAR = 50  # articles, to see whether there is any
MOST_RELATED = 3
SINCE = timedelta(hours=24)  # what is new to somebody who never asked
MOST_COUNTED = 2_000  # articles; to count a million takes longer than to answer
NOBODY_QUOTED = translatable("What I have read of this story quotes nobody by name.")
UNREAD = translatable("No news was read yet: the first is there some minutes after the start.")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """When somebody asks, how much they want, and who they are.

    What any of the `readers` was told, such as a person and the channel they ask in, is known;
    `languages` are those that they read, the one to answer in first.
    """

    now: datetime
    length: Length = Length.BRIEF
    readers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def tr(self) -> Translation:
        """Says our words in the language to answer in."""
        return translation(self.languages)


def on_topic(context: Context, request: TopicRequest, inquiry: Inquiry) -> AnswerDraft:
    """What is known of a request's topics, as the reader should see it."""
    languages = (*request.languages, *inquiry.languages)
    inquiry = replace(inquiry, languages=tuple(dict.fromkeys(languages)))
    if not request.topics and not request.outlets:
        return top(context, inquiry, since=request.since, until=request.until, asked=request.text)
    meant, said = search.understood(context, request)
    asked, candidates = search.candidates_on(context, meant)
    found = search.stories_among(context, meant, asked, candidates, inquiry.now)
    if not found:
        beside = search.teasers_among(meant, asked, candidates)[:MOST_OTHERS] if asked else ()
        return AnswerDraft(_saying(said, _nothing(context, meant, inquiry, beside), inquiry.tr))
    draft = _drafted(context, request.text, found, inquiry)
    return replace(draft, answer=_saying(said, draft.answer, inquiry.tr))


def _saying(said: Sequence[str], answer: Answer, tr: Translation) -> Answer:
    """The answer that also says how the request was understood."""
    return replace(answer, note=" ".join(filter(None, (*map(tr.said, said), answer.note))) or None)


def top(
    context: Context,
    inquiry: Inquiry,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    asked: str = "top",
) -> AnswerDraft:
    """The story that matters most, and the next ones."""
    leading = search.top_stories(context, inquiry.now, since, until)
    found = search.readable(context, leading, inquiry.languages)
    if found:
        return _drafted(context, asked, found, inquiry)
    count = _counted(context, inquiry.tr)
    none = inquiry.tr("There is no news of the last hours among {articles}.", articles=count)
    note = none if count else inquiry.tr(UNREAD)
    return AnswerDraft(Answer(asked, inquiry.now, note=note))


def new(context: Context, requests: Sequence[TopicRequest], inquiry: Inquiry) -> AnswerDraft:
    """What the readers were not told: on these topics, and in the stories they follow."""
    now = inquiry.now
    since = told.last(context.store, inquiry.readers) or now - SINCE
    fresh = _not_told(context, requests, since, inquiry)
    for at, one in enumerate(fresh):
        draft = of_story(context, one, inquiry, only_new=True)
        if draft.answer.brief:
            others = search.headlines(
                context, fresh[at + 1 : at + 1 + MOST_OTHERS], inquiry.languages
            )
            return replace(draft, answer=replace(draft.answer, asked="new", others=others))
    return AnswerDraft(_nothing_new("new", since, inquiry, context))


def of_story(
    context: Context, listed: FoundStory, inquiry: Inquiry, *, only_new: bool = False
) -> AnswerDraft:
    """One story for its reader: whole, or what is new in it. Raises NothingToBriefError."""
    now = inquiry.now
    knows = readers.known(context.store, inquiry.readers, [listed.story]).get(listed.story)
    story = search.with_articles(context, listed)
    if story is None:
        gone = inquiry.tr("That story is no longer kept.")
        return AnswerDraft(Answer(listed.story, now, note=gone))
    brief = composing.brief(
        story,
        inquiry.length,
        now,
        context.shares,
        outlets=listed.ranked.outlets,
        told=knows,
        languages=inquiry.languages,
    )
    if only_new and knows:
        if not novelty.is_new(brief, knows):
            return AnswerDraft(_nothing_new(listed.story, knows.at, inquiry, context))
        brief = novelty.only_new(brief)
    answer = Answer(
        brief.headline or listed.story, now, brief, see_also=see_also(context, listed, inquiry)
    )
    return AnswerDraft(answer, story.articles)


def on_story(context: Context, base: Brief, words: str, inquiry: Inquiry) -> Answer | None:
    """What the story of a stored brief says of these words, or without any, who says what in it;
    None where it does not name them. Raises UsageError where they name nothing."""
    listed = search.story(context, base.story, inquiry.now) if base.story else None
    story = search.with_articles(context, listed) if listed else None
    asked = requests.parse(words, now=inquiry.now, zone=context.zone).topics if words else ()
    wanted = [expand(one, context.gazetteer) for one in asked]

    def is_wanted(one: Candidate) -> bool:
        if not words:
            return one.speaker is not None
        return any(topics.names_all(topic, one.sentence.text) for topic in wanted)

    found = quoting(base, story, is_wanted, context.shares, words) if story else None
    if found is None and words:
        return None
    note = None if found else inquiry.tr(NOBODY_QUOTED)
    return Answer(words or base.headline or "", inquiry.now, found, note=note)


def see_also(context: Context, listed: FoundStory, inquiry: Inquiry) -> tuple[Headline, ...]:
    """Stories that have to do with a listed one."""
    names = stories.related(context.store, [listed.story]).get(listed.story, ())
    found = (search.story(context, name, inquiry.now) for name in islice(names, MOST_RELATED))
    return search.headlines(context, [one for one in found if one], inquiry.languages)


def _drafted(
    context: Context, asked: str, found: Sequence[FoundStory], inquiry: Inquiry
) -> AnswerDraft:
    """The first story that can be briefed, and the ones after it in a line each."""
    reason: NothingToBriefError | None = None
    for one in found[:TRIED]:
        try:
            draft = of_story(context, one, inquiry)
        except NothingToBriefError as error:
            reason = error
            continue
        related = {line.story for line in draft.answer.see_also}
        rest = [
            other
            for other in found[: MOST_OTHERS + 1]
            if other is not one and other.story not in related
        ]
        brief = replace(draft.answer.brief, topic=asked) if draft.answer.brief else None
        answer = replace(
            draft.answer,
            asked=asked,
            brief=brief,
            matched=one.matched[:MOST_MATCHED],
            others=search.headlines(context, rest[:MOST_OTHERS], inquiry.languages),
        )
        return replace(draft, answer=answer)
    lines = search.headlines(context, found[: MOST_OTHERS + 1], inquiry.languages)
    note = inquiry.tr.said(reason.advice) if reason else None
    return AnswerDraft(Answer(asked, inquiry.now, others=lines, note=note))


def _not_told(
    context: Context, requests: Sequence[TopicRequest], since: datetime, inquiry: Inquiry
) -> list[FoundStory]:
    """The stories followed, then those asked for, or the top: what was read since the readers
    knew of it."""
    now, start = inquiry.now, since - LATE
    came = stories.touched(context.store, published=start, read=since)
    asked = [
        listed
        for request in requests
        for listed in search.stories_on(context, replace(request, since=start), now)
    ] or list(search.top_stories(context, now, start))
    followed = _followed(context, inquiry)
    new = {one.story: one for one in (*followed, *(one for one in asked if one.story in came))}
    return list(new.values())[:LOOKED_THROUGH]


def _followed(context: Context, inquiry: Inquiry) -> list[FoundStory]:
    """The stories followed of which an article was read since a reader was told of them."""
    names = told.followed(context.store, inquiry.readers)
    knows = readers.known(context.store, inquiry.readers, names)
    members = stories.members(context.store, names)
    came = [
        name
        for name in names
        if (known := knows.get(name)) is None
        or any(novelty.came_since(one, known) for one in members.get(name, ()))
    ]
    return [one for name in came if (one := search.story(context, name, inquiry.now))]


def _nothing_new(asked: str, since: datetime, inquiry: Inquiry, context: Context) -> Answer:
    tr, now = inquiry.tr, inquiry.now
    note = tr("Nothing new since {time}.", time=local_time(since, now, context.zone, tr))
    return Answer(asked, now, note=note, since=since)


def _nothing(
    context: Context, request: TopicRequest, inquiry: Inquiry, beside: tuple[Headline, ...]
) -> Answer:
    """What to say where nothing was found: how much was read, what was meant, what is near, and
    the teasers `beside` other articles."""
    tr, now = inquiry.tr, inquiry.now
    count = _counted(context, tr)
    if not count:
        return Answer(request.text, now, note=tr(UNREAD))
    guesses = (topics.suggest(words, context.gazetteer) for words in request.topics)
    meant = [guess for guess in guesses if guess]
    near = _near(context, request)
    since = local_time(request.since, now, context.zone, tr) if request.since else ""
    note = tr(
        "Nothing on “{topic}”{since}: none of {articles} is about it.",
        topic=request.text,
        since=f" {tr('since')} {since}" if since else "",
        articles=count,
    )
    if meant:
        note += f" {tr('Did you mean {command}?', command=meant[0])}"
    elif near:
        note += f" {tr('There is news on {topics}.', topics=', '.join(near))}"
    elif not beside:
        note += f" {tr('Try another word for it, or a country, a name or a subject.')}"
    suggestions = tuple(dict.fromkeys((*meant, *near)))
    return Answer(request.text, now, others=beside, note=note, suggestions=suggestions)


def _counted(context: Context, tr: Translation) -> str:
    """How many articles are kept, as people are told; empty for none."""
    count = articles.count(context.store, most=MOST_COUNTED + 1)
    if count > MOST_COUNTED:
        return tr("more than {number} articles", number=formats.number(MOST_COUNTED, tr))
    return tr.count("{count} article", "{count} articles", count) if count else ""


def _near(context: Context, request: TopicRequest) -> list[str]:
    """Parts of the request that there is news on: a word alone, or any time and any outlet."""
    is_limited = request.since or request.outlets
    words = (word for words in request.topics for word in words if len(words) > 1 or is_limited)
    little = every_language().grammar.stopwords  # "de" is in every French article
    telling = (word for word in words if word.casefold() not in little)
    wider = (TopicRequest(word, topics=((word,),)) for word in islice(telling, MOST_NEAR))
    return [one.text for one in wider if search.articles_on(context, one, LOOKED_NEAR)]
