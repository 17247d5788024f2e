from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.briefing import novelty, story
from bot.briefing.digest import (
    ITEMS_OF_OUTLET,
    LINES_OF_OUTLET,
    MOST_ITEMS,
    MOST_LINES,
    NO_ARTICLE,
    JudgedDigest,
    StoryCandidate,
    compose,
)
from bot.briefing.digest_lines import is_opinion, line_of_teaser
from bot.briefing.digest_reasons import explain
from bot.briefing.extract.compose import Shares
from bot.models import Article, Brief, Channel, Image, Length, Story, Subscription, Teaser
from tests.briefing.test_genres import KETTLES
from tests.standins.stories import story as made_up
from tests.standins.stories import until

NOW = datetime(2026, 3, 3, 7, tzinfo=UTC)
SINCE = NOW - timedelta(days=1)
SUBSCRIPTION = Subscription(Channel("slack", "T1", "C1"), time(8), "Europe/Berlin", SINCE)


def summarize(candidate: StoryCandidate, length: Length) -> Brief:
    return story.brief(
        candidate.story, length, NOW, Shares(), outlets=candidate.outlets, told=candidate.told
    )


def digest(
    *candidates: StoryCandidate, subscription: Subscription = SUBSCRIPTION, feeds_down: int = 0
) -> JudgedDigest:
    return compose(
        candidates, subscription, summarize, as_of=NOW, since=SINCE, feeds_down=feeds_down
    )


def small(name: str, outlet: str | None = None, articles: int = 1) -> Story:
    """A story of a short article or several."""
    body = f"The council of {name} opened the new {name} library on Monday, its mayor said."
    return Story(
        name,
        tuple(
            Article(
                f"{name}{n}",
                f"{name} opens its library",
                body,
                url=f"https://{name}.example/{n}",
                outlet=outlet or f"{name} Post",
                published=NOW - timedelta(hours=2),
                lang="en",
            )
            for n in range(articles)
        ),
    )


BRIDGE = StoryCandidate(made_up("tolm-bridge"), 3, matched=("Tolm",))
NAMES = [a + b for a in ("Al", "Bel", "Cor", "Dun", "Er") for b in ("by", "ham", "ow", "wick")]


def test_the_lead_is_in_full_a_few_are_in_brief_and_the_rest_in_a_line_each() -> None:
    made = digest(BRIDGE, *(StoryCandidate(small(name), 1) for name in NAMES)).digest
    assert [item.brief.length for item in made.items] == [Length.FULL] + [Length.BRIEF] * 5
    assert made.items[0].brief.story == "tolm-bridge"
    assert len(made.in_brief) == MOST_LINES
    assert made.counts.left_out == len(NAMES) - 15


def test_a_digest_is_about_350_words_whatever_is_in_it() -> None:
    names = ("tolm-bridge", "isle-troops", "marn-quake", "ferry-strike", "isle-troops")
    candidates = []
    for number, name in enumerate(names):
        articles = (replace(one, outlet=f"Post {number}") for one in made_up(name).articles)
        candidates.append(StoryCandidate(Story(f"{name}{number}", tuple(articles)), 2))
    flash = replace(SUBSCRIPTION, length=Length.FLASH)
    for subscription, most in ((SUBSCRIPTION, 350), (flash, 200)):
        items = digest(*candidates, subscription=subscription).digest.items
        assert len(items) == 5
        assert sum(item.brief.words for item in items) <= most
    untrimmed = [summarize(one, Length.FULL).words for one in candidates]
    made = compose(candidates, flash, lambda one, _: summarize(one, Length.FULL), as_of=NOW)
    lead, *shorts = (item.brief for item in made.digest.items)
    assert lead.words + sum(short.words for short in shorts) < sum(untrimmed)
    each = (200 - lead.words) // len(shorts)
    assert all(short.words <= each or len(short.points) == 1 for short in shorts)


def test_an_item_says_why_it_is_there() -> None:
    (item,) = digest(BRIDGE).digest.items
    assert item.why == "Matched: Tolm · 3 outlets · newest 07:30 CET"


def test_no_outlet_fills_a_digest() -> None:
    made = digest(*(StoryCandidate(small(name, outlet="The One"), 1) for name in NAMES)).digest
    assert (len(made.items), len(made.in_brief)) == (ITEMS_OF_OUTLET, LINES_OF_OUTLET)


@pytest.mark.parametrize("is_first", [True, False])
def test_what_is_related_to_an_item_stands_in_a_line(is_first: bool) -> None:  # noqa: FBT001
    """Whichever of them was found to be like the other; who follows both gets both."""
    one, other, third = (small(name) for name in NAMES[:3])
    related = [frozenset({other.id}), frozenset({one.id})]
    one_like, other_like = (related[0], frozenset()) if is_first else (frozenset(), related[1])
    given = [
        StoryCandidate(one, 3, related=one_like),
        StoryCandidate(other, 2, related=other_like),
        StoryCandidate(third, 1),
    ]
    made = digest(*given).digest
    assert [item.brief.story for item in made.items] == [one.id, third.id]
    assert [line.story for line in made.in_brief] == [other.id]
    followed = [replace(candidate, followed=True) for candidate in given]
    assert len(digest(*followed).digest.items) == len(given)


def test_no_topic_fills_a_digest_while_another_has_news() -> None:
    ukraine = [StoryCandidate(small(name), 1, "ukraine", ("Kyiv",)) for name in NAMES[:10]]
    chad = StoryCandidate(small("Chad"), 1, "chad", ("Chad",))
    made = digest(
        *ukraine, chad, subscription=replace(SUBSCRIPTION, topics=("ukraine", "chad"))
    ).digest
    assert made.items[3].brief.story == "Chad"
    assert len(made.items) == MOST_ITEMS


def test_a_story_told_before_comes_back_only_with_what_changed() -> None:
    at = datetime(2026, 3, 2, 10, tzinfo=UTC)
    told = novelty.told(
        story.brief(until(made_up("tolm-bridge"), at), Length.FULL, at, Shares(), outlets=2)
    )
    (item,) = digest(replace(BRIDGE, told=told)).digest.items
    assert item.update == "Update: at least 12 → 19 killed"
    assert all(point.is_new for point in item.brief.points)
    again = digest(replace(BRIDGE, told=novelty.told(item.brief, told)))
    assert again.digest.items == ()
    assert again.digest.counts.told == 1
    assert explain(again.judged, "tolm-bridge").startswith("Not in the digest: the channel was")


def test_what_a_digest_showed_is_not_in_the_next_one() -> None:
    stories = [made_up(name) for name in ("isle-troops", "marn-quake", "ferry-strike")]
    first = digest(*(StoryCandidate(one, 2) for one in stories)).digest
    told = {item.brief.story: novelty.told(item.brief) for item in first.items}
    told |= {line.story: novelty.told_line(line, NOW) for line in first.in_brief}
    second = digest(*(StoryCandidate(one, 2, told=told[one.id]) for one in stories)).digest
    assert (second.items, second.in_brief) == ((), ())


def test_opinion_stands_in_a_line_as_its_authors() -> None:
    fees = StoryCandidate(made_up("harbour-fees"), 1)
    made = digest(fees, BRIDGE).digest
    assert [item.brief.story for item in made.items] == ["tolm-bridge"]
    assert [line.text for line in made.in_brief] == [
        "Vera Munk argues: The harbour is for ships, not for towers"
    ]
    assert not is_opinion(BRIDGE.story)


def test_a_page_that_is_no_article_is_no_news() -> None:
    page = Story("s", (replace(KETTLES, published=NOW - timedelta(hours=2)),))
    alone = digest(StoryCandidate(page, 1))
    assert (alone.digest.items, alone.digest.in_brief) == ((), ())
    assert alone.judged[0].detail.startswith(NO_ARTICLE)
    others = [StoryCandidate(small(name), 1) for name in NAMES[:MOST_ITEMS]]
    behind = digest(*others, StoryCandidate(page, 1))  # where only its headline would be shown
    assert len(behind.digest.items) == MOST_ITEMS
    assert behind.digest.in_brief == ()
    assert behind.judged[-1].detail.startswith(NO_ARTICLE)


def test_a_story_that_no_brief_can_be_made_of_stands_in_a_line() -> None:
    silent = small("Tolm")
    silent = Story("s", tuple(replace(one, body="Will it rain?") for one in silent.articles))
    made = digest(StoryCandidate(silent, 1))
    assert [line.text for line in made.digest.in_brief] == ["Tolm opens its library"]
    untitled = Story("s", tuple(replace(one, headline=None) for one in silent.articles))
    assert "No sentence and no headline" in digest(StoryCandidate(untitled, 1)).judged[0].detail


def test_an_empty_digest_says_why() -> None:
    chad = replace(SUBSCRIPTION, topics=("chad",))
    unasked = [StoryCandidate(small(name), 1, asked=False) for name in NAMES]
    note = digest(*unasked, subscription=chad).digest.note
    assert note == "Nothing about chad since Mon 08:00 CET: 20 articles read, none matched."
    note = digest(subscription=chad, feeds_down=2).digest.note
    assert note == "No article came in since Mon 08:00 CET. 2 feeds are down."
    told = StoryCandidate(small("Chad", articles=2), 1, "chad", told=novelty.Told("Chad", NOW))
    muted = StoryCandidate(small("Mali"), 1, "chad", muted=True)
    note = digest(told, muted, unasked[0], subscription=chad).digest.note
    assert note == (
        "Nothing new about chad since Mon 08:00 CET: "
        "4 articles read, 1 told before, 1 muted, 1 merged, 1 about something else."
    )


def test_a_teaser_fills_a_free_line_with_its_own_credit() -> None:
    beside = BRIDGE.story.articles[0]
    image = Image(credit="R. Photo")
    teaser = Teaser("Ice melts in Grund", None, "https://ex.com/ice", image)
    line = line_of_teaser(teaser, beside)
    assert line is not None
    made = compose([BRIDGE], SUBSCRIPTION, summarize, as_of=NOW, teasers=[line, line]).digest
    assert [(one.text, one.credit) for one in made.in_brief] == [("Ice melts in Grund", "R. Photo")]
    assert line_of_teaser(Teaser("No link"), beside) is None


@st.composite
def any_candidates(draw: st.DrawFn) -> list[StoryCandidate]:
    """Stories of all fates, some of one outlet, some with an update."""
    found = []
    for number in range(draw(st.integers(0, 25))):
        told_at = draw(st.sampled_from((None, None, NOW, NOW - timedelta(hours=5))))
        told = small(f"Town{number}", draw(st.sampled_from((None, "One"))), draw(st.integers(1, 3)))
        found.append(
            StoryCandidate(
                told,
                outlets=1,
                topic=draw(st.sampled_from((None, "ukraine", "chad"))),
                told=novelty.Told(told.id, told_at) if told_at else None,
                asked=draw(st.booleans()),
                muted=draw(st.sampled_from((False, False, True))),
            )
        )
    return found


@settings(max_examples=40)  # each makes many briefs
@given(any_candidates(), st.sampled_from(Length))
def test_whatever_comes_the_counts_add_up_and_the_caps_hold(
    candidates: list[StoryCandidate], length: Length
) -> None:
    subscription = replace(SUBSCRIPTION, length=length)
    made = digest(*candidates, subscription=subscription)
    shown, counts = made.digest, made.digest.counts
    assert counts.read == sum(len(one.story.articles) for one in candidates)
    assert counts.read == (
        counts.merged + counts.muted + counts.told + counts.unasked + counts.left_out + counts.shown
    )
    assert counts.shown == len(shown.items) + len(shown.in_brief)
    assert len(shown.items) <= MOST_ITEMS
    assert len(shown.in_brief) <= MOST_LINES
    of_outlet = Counter(item.brief.sources[0].outlet for item in shown.items)
    assert max(of_outlet.values(), default=0) <= ITEMS_OF_OUTLET
    stories = [item.brief.story for item in shown.items] + [one.story for one in shown.in_brief]
    assert len(stories) == len(set(stories))
    assert (shown.note is None) == bool(stories)
    assert digest(*candidates, subscription=subscription) == made


@pytest.mark.parametrize("length", list(Length))
def test_a_length_is_kept_by_lead_and_short_ones(length: Length) -> None:
    made = digest(
        BRIDGE,
        StoryCandidate(made_up("marn-quake"), 3),
        subscription=replace(SUBSCRIPTION, length=length),
    )
    lead, short = made.digest.items
    assert lead.brief.words > short.brief.words or length is not Length.BRIEF
    assert lead.brief.length is (Length.BRIEF if length is Length.FLASH else Length.FULL)


def test_one_country_does_not_fill_a_digest_while_there_is_other_news() -> None:
    """Only of the first ones; what asks for a topic, or has nothing beside it, is not moved."""
    norway = [StoryCandidate(small(name), 9, subjects=frozenset({"@NO"})) for name in NAMES[:8]]
    others = [StoryCandidate(small(name), 2) for name in NAMES[8:11]]
    shown = [item.brief.story for item in digest(*norway, *others).digest.items]
    assert shown == [*NAMES[:3], *NAMES[8:11]]
    alone = [item.brief.story for item in digest(*norway).digest.items]
    assert alone == NAMES[:MOST_ITEMS]
    asked = [replace(one, topic="norway") for one in (*norway, *others)]
    shown = [item.brief.story for item in digest(*asked).digest.items]
    assert shown == NAMES[:MOST_ITEMS]
