"""Which articles tell the same story."""

import importlib
import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models import Article
from bot.stories import features, grouping, join_judge
from bot.stories.grouping import Placed, Window, group
from tests.standins.week import MONDAY, Report, reports

RUSSIA_HITS = Article(
    id="a",
    headline="Russia hits capital",
    body="Nine people died in Kyiv when missiles hit a block in the Solomianskyi district, Mayor "
    "Vitali Klitschko said. Of 52 drones and missiles, Ukraine shot down 38.",
    published=MONDAY,
)
NINE_KILLED = Article(
    id="b",
    headline="Nine killed in Kyiv",
    body="Rescuers searched a nine-storey building in Solomianskyi after the night's strike. The "
    "air force of Ukraine stopped 38 of 52 drones. Vitali Klitschko spoke of 31 wounded.",
    published=MONDAY + timedelta(hours=3),
)


@pytest.fixture(scope="session")
def bench() -> ModuleType:
    return importlib.import_module("bench.stories")


@pytest.fixture(scope="module")
def week() -> list[Report]:
    return reports()


def stories(articles: list[Article]) -> dict[str, str]:
    return dict(group(articles))


def test_a_paraphrase_is_known_by_its_names_and_numbers() -> None:
    assert stories([RUSSIA_HITS, NINE_KILLED]) == {"a": "a", "b": "a"}


@pytest.mark.parametrize(
    ("seen", "cut", "mixed", "b_cubed"),
    [
        ("looked", "headline", 0.12, 0.84),
        ("looked", "whole", 0.05, 0.97),
        ("unseen", "headline", 0.45, 0.72),
        ("unseen", "two sentences", 0.08, 0.96),
        ("unseen", "whole", 0.2, 0.9),
    ],
)
def test_stock_phrases_are_parted_by_their_names(
    seen: str, cut: str, mixed: float, b_cubed: float
) -> None:
    """Limits a little beyond what `python -m bench.stock_phrases` prints."""
    stock = importlib.import_module("bench.stock_phrases")
    given = stock.day(seen, cut, [])
    assert stock.strangers(given, group) <= mixed
    assert stock.measured([given], group).b_cubed >= b_cubed


def test_the_invented_week_is_grouped(bench: ModuleType) -> None:
    """Floors a little below what `python -m bench.stories --quick` prints."""
    score = bench.measured([bench.week(edition) for edition in bench.EDITIONS], group)
    assert score.b_cubed > 0.97
    assert score.pairwise > 0.96


@pytest.mark.slow
def test_real_events_are_grouped(bench: ModuleType, shared: Callable[[str], Path]) -> None:
    """The same, where look-alikes are apart as by their dates."""
    shared("stories/events_a.jsonl.gz")
    given = bench.apart(bench.events())
    score = bench.measured(given, group)
    assert score.b_cubed > 0.92
    assert score.pairwise > 0.92


def test_look_alikes_stay_apart(week: list[Report]) -> None:
    """Two earthquakes, two ferry fires, two elections a week apart; two rates in one week."""
    found = stories([report.article for report in week])
    for kind in ("quake", "ferry-fire", "election", "bus-crash", "trial", "storm", "ecb", "fed"):
        events: dict[str, set[str]] = {}
        for report in week:
            if report.event.startswith(kind):
                events.setdefault(report.event, set()).add(found[report.article.id])
        groups = list(events.values())
        assert sum(map(len, groups)) == len(set().union(*groups)), kind


def test_no_language_is_left_out(week: list[Report]) -> None:
    """Also where names have no capitals, as in Arabic."""
    foreign = [report for report in week if report.article.lang != "en"]
    found = stories([report.article for report in foreign])
    events = {report.event for report in foreign}
    assert len(set(found.values())) == len(events)
    assert {(r.event, found[r.article.id]) for r in foreign} == {
        (event, story)
        for event in events
        for story in {found[r.article.id] for r in foreign if r.event == event}
    }


def test_scripts_that_part_no_words_are_read() -> None:
    quake = "台湾花莲发生七点一级地震，铁路停运，总统视察灾区，救援人员搜索倒塌的大楼。"
    again = "花莲地震后救援人员在倒塌的大楼里继续搜索，总统视察灾区，铁路恢复。"
    other = "东京股市收盘上涨，汽车公司公布利润，日元下跌，银行维持利率不变。"
    articles = [
        Article(id=str(n), headline=None, body=body) for n, body in enumerate((quake, again, other))
    ]
    assert stories(articles) == {"0": "0", "1": "0", "2": "2"}


def test_the_order_given_is_kept_and_the_date_decides() -> None:
    late, early = NINE_KILLED, RUSSIA_HITS
    assert list(group([late, early])) == [("b", "a"), ("a", "a")]


def test_articles_without_a_date_come_in_the_order_given() -> None:
    undated = [
        Article(id=one.id, headline=one.headline, body=one.body)
        for one in (NINE_KILLED, RUSSIA_HITS)
    ]
    assert list(group(undated)) == [("b", "b"), ("a", "b")]


def test_the_same_event_a_fortnight_later_is_another() -> None:
    later = Article(
        id="c",
        headline=NINE_KILLED.headline,
        body=NINE_KILLED.body,
        published=MONDAY + timedelta(days=14),
    )
    assert stories([RUSSIA_HITS, later]) == {"a": "a", "c": "c"}


def test_a_topic_makes_no_story() -> None:
    """Sixty reports that all name one country, its capital and its president stay apart."""
    chance = random.Random(3)  # noqa: S311  reproducible, no secret
    articles = []
    for n in range(60):
        own = ["".join(chance.choices("abdeiklmnorstu", k=7)).title() for _ in range(8)]
        body = (
            f"Officials in Kyiv met {own[0]} of {own[1]} and spoke with {own[2]} about {n * 37} "
            f"boats. In the town of {own[3]}, a judge named {own[4]} heard {own[5]}, who comes "
            f"from {own[6]}. President Zelensky said that Ukraine would help {own[7]}."
        )
        moment = MONDAY + timedelta(minutes=n)
        articles.append(
            Article(id=str(n), headline=f"{own[0]} goes to court", body=body, published=moment)
        )
    assert len(set(stories(articles).values())) > 55


def test_a_stub_is_absorbed_when_its_story_has_grown() -> None:
    """Two reports that share little are one story once a third tells what both do."""
    window = Window()
    texts = (
        "A ferry burned off Hanko. Captain Mika Lehtonen spoke of 412 rescued.",
        "Helicopters from Turku and Tallinn flew to the Aurella, bound for Stockholm.",
        """Helicopters from Turku and Tallinn took 412 people off the Aurella, which burned off
        Hanko on her way from Stockholm, said Captain Mika Lehtonen.""",
    )
    placed = [
        window.assign(features.of(Article(id=f"{n}", headline=None, body=body)), MONDAY)
        for n, body in enumerate(texts)
    ]
    assert placed[1] == Placed("1")
    assert {placed[2].story, *placed[2].absorbed} == {"0", "1"}
    assert len(window) == 1


def _told(*articles: tuple[str, str]) -> list[Article]:
    return [
        Article(
            id=str(at), headline=headline, body=body, published=MONDAY + timedelta(hours=at),
            lang="en",
        )
        for at, (headline, body) in enumerate(articles)
    ]  # fmt: skip


UNRELATED = {
    "a number": (
        ("Coach crash leaves 17 dead", "A coach fell into a ravine near Osk and 17 people died."),
        ("Forger gets 17 years", "A court in Lindau sent a forger to prison for 17 years."),
        ("Toolmaker to hire 17 apprentices", "The toolmaker Brandle will hire 17 apprentices."),
    ),
    "a surname": (
        ("Holm wins the regatta", "Greta Holm won the regatta of Ast by half a minute."),
        ("Holm to lead the treasury", "Oskar Holm becomes treasury minister of Varnia."),
        ("Holm opens a bakery museum", "The baker Ines Holm opened a museum of bread in Tarn."),
    ),
}


@pytest.mark.parametrize("what", UNRELATED)
@pytest.mark.parametrize("is_whole", [True, False])
def test_what_unrelated_articles_share_makes_no_story(what: str, is_whole: bool) -> None:  # noqa: FBT001  a parameter
    articles = _told(*((head, body if is_whole else "") for head, body in UNRELATED[what]))
    assert len(set(stories(articles).values())) == len(articles)


def test_headlines_alone_are_grouped() -> None:
    found = stories(
        _told(
            ("Brenner to buy rival Osthaus for $3.1 billion", ""),
            ("Chipmaker Brenner agrees $3.1bn takeover of Osthaus", ""),
            ("Cholera outbreak in Tarnby grows to 43 cases", ""),
            ("Tarnby confirms 43 cases of cholera", ""),
            ("Mayor of Osk to retire", ""),
        )
    )
    assert found == {"0": "0", "1": "0", "2": "2", "3": "2", "4": "4"}


def test_what_is_probably_the_same_is_related_and_not_joined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Between the two thresholds of the judge."""
    judge = join_judge.of_language("en")
    sure = replace(judge, sure=99.0, related=-99.0, merged=99.0, merged_single=99.0)
    first, second = map(features.of, _told(*UNRELATED["a surname"][:2]))
    for known, related in ((sure, ("0",)), (replace(sure, related=99.0), ())):
        monkeypatch.setattr(join_judge, "of_language", lambda _, known=known: known)
        window = Window()
        window.assign(first, MONDAY)
        assert window.assign(second, MONDAY) == Placed("1", (), related)


def test_the_weights_name_what_they_weigh() -> None:
    """What is new in the evidence is in the weights, or they were not fitted since."""
    window = Window()
    first, second = map(features.of, _told(*UNRELATED["a surname"][:2]))
    window.assign(first, MONDAY)
    ((_, told),) = window.seen(second, "none")
    assert join_judge.of_language("en").features == tuple(told)
    assert {*join_judge.of_language("").features} < {*told}


def test_weights_that_lack_one_are_an_error() -> None:
    told = json.loads(join_judge.WEIGHTS.read_text("utf-8"))["counted"]
    with pytest.raises(ValueError, match="54 features"):
        join_judge.read({**told, "features": told["features"].rpartition(" ")[0]})


def test_a_copy_is_of_its_story_whatever_the_judge_says(monkeypatch: pytest.MonkeyPatch) -> None:
    judge = replace(join_judge.of_language("en"), bias=-90.0)
    monkeypatch.setattr(join_judge, "of_language", lambda _: judge)
    body = " ".join(
        f"The mayor of Ast{at} spoke to many people, and then left town." for at in "abcd"
    )
    assert stories(_told(("One", body), ("Two", body))) == {"0": "0", "1": "0"}


def test_features_kept_before_there_were_openings_are_read() -> None:
    old = features.loads('["7",null,"Post",{"velm":8.0},[3]]')
    assert (old.terms, old.runs, old.opening) == ({"velm": 32}, frozenset({3}), ())


def test_a_window_goes_on_where_it_was_interrupted(week: list[Report]) -> None:
    """From what was kept of the articles and their stories, as after a restart."""
    marked = [features.of(report.article) for report in week]
    half = len(marked) // 2
    whole, before, after = Window(), Window(), Window()
    known = {one.article: whole.assign(one, MONDAY + timedelta(days=10)).story for one in marked}
    kept: dict[str, str] = {}
    for one in marked[:half]:
        place = before.assign(one, MONDAY + timedelta(days=10))
        kept = {one: place.story if s in place.absorbed else s for one, s in kept.items()}
        kept[one.article] = place.story
    for one in marked[:half]:
        read = features.loads(one.dumps())
        assert read == one
        after.restore(read, kept[one.article], MONDAY + timedelta(days=10))
    now = MONDAY + timedelta(days=10)
    resumed = {one.article: after.assign(one, now) for one in marked[half:]}
    same = sum(place.story == known[one] for one, place in resumed.items())
    assert same > 0.99 * len(resumed)


def test_a_window_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too old leaves nothing behind, and a flood of articles no more than MOST_STORIES."""
    window = Window()
    window.assign(features.of(RUSSIA_HITS), MONDAY)
    window.assign(features.of(Article(id="c", headline="Ada in Galway", body="")), _in(days=9))
    assert len(window) == 1
    assert set(window._index) == {"ada", "galway"}  # noqa: SLF001  what it keeps
    monkeypatch.setattr(grouping, "MOST_STORIES", 3)
    for n in range(9):
        body = f"Mr Name{chr(97 + n) * 5} spoke."
        window.assign(features.of(Article(id=f"{n}", headline=None, body=body)), _in(days=9))
    assert len(window) <= 3


def _in(days: int) -> datetime:
    return MONDAY + timedelta(days=days)


def test_a_date_to_come_is_taken_as_now() -> None:
    """A page that claims the year 2099 doesn't make the window forget today's stories."""
    window = Window()
    window.assign(features.of(RUSSIA_HITS), MONDAY)
    claimed = Article(id="c", headline="Ada in Galway", body="", published=_in(days=20_000))
    window.assign(features.of(claimed), MONDAY)
    assert window.assign(features.of(NINE_KILLED), _in(days=1)).story == "a"


ANYTHING = st.builds(
    Article,
    id=st.uuids().map(str),
    headline=st.none() | st.text(max_size=40),
    body=st.text(max_size=200),
    published=st.none() | st.integers(0, 10).map(_in),
)


@given(st.lists(ANYTHING, max_size=12, unique_by=lambda article: article.id))
def test_every_article_gets_a_story_of_the_batch(articles: list[Article]) -> None:
    found = list(group(articles))
    ids = [article.id for article in articles]
    assert [one for one, _ in found] == ids
    assert {story for _, story in found} <= set(ids)
    assert found == list(group(articles))


def test_of_a_headline_without_an_end_the_beginning_is_read() -> None:
    endless = [
        Article("a", "Ferry " + "a" * length, "A ferry sank off Skerry.")
        for length in (features.READ, 3 * features.READ)
    ]
    short, long = map(features.of, endless)
    assert replace(short, article="", outlet="") == replace(long, article="", outlet="")
