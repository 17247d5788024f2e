"""Which stories matter, to whom."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.models import Article
from bot.stories import features
from bot.stories.features import Features
from bot.stories.ranking import HALF_LIFE, rank, subjects
from tests.standins.week import MONDAY


def report(outlet: str | None, text: int = 0, hours: float = 0, id: str = "") -> Features:
    """A report of `outlet` with a text of its own by number, `hours` before MONDAY."""
    runs = frozenset(range(text * 10, text * 10 + 10))
    published = MONDAY - timedelta(hours=hours)
    return Features(id or f"{outlet}{text}{hours}", published, outlet, {}, runs)


def order(*args: object, **kwargs: object) -> list[str]:
    return [one.story for one in rank(*args, **kwargs)]  # type: ignore[arg-type]  # as given


def test_copies_of_an_agency_are_one_voice() -> None:
    """Twelve outlets with one text don't outweigh two that wrote their own."""
    stories = {
        "copied": [report(f"Outlet {n}", text=1) for n in range(12)],
        "told": [report("Post", text=2), report("Echo", text=3)],
    }
    told, copied = rank(stories, MONDAY)
    assert (told.story, told.outlets, told.reports) == ("told", 2, 2)
    assert (copied.outlets, copied.reports) == (1, 12)


def test_an_outlet_counts_once_with_its_newest_report() -> None:
    stories = {
        "again": [report("Post", text=n, hours=n) for n in range(9)],
        "once": [report("Post", text=20)],
    }
    assert len({one.score for one in rank(stories, MONDAY)}) == 1


def test_a_report_is_worth_half_after_half_a_day() -> None:
    (old,) = rank({"s": [report("Post", hours=HALF_LIFE / timedelta(hours=1))]}, MONDAY)
    assert old.score == 0.5


def test_the_operator_s_weights_decide_between_equals() -> None:
    stories = {"a": [report("Post", text=1)], "b": [report("Echo", text=2)]}
    assert order(stories, MONDAY, weights={"Echo": 1.5}) == ["b", "a"]
    assert order(stories, MONDAY, weights={"Echo": 0.0}) == ["a"]


def test_what_a_channel_asks_for_comes_first_and_alone() -> None:
    stories = {
        "broad": [report(f"Outlet {n}", text=n) for n in range(3)],
        "asked": [report("Post", text=9)],
        "other": [report("Echo", text=8)],
    }
    assert order(stories, MONDAY, matches={"asked": 1.0, "broad": 0.2}) == ["asked", "broad"]


def test_a_report_without_a_date_is_not_taken_for_new() -> None:
    undated = Features("u", None, "Post", {}, frozenset(range(10)))
    stories = {"dated": [report("Echo", text=5, hours=2)], "undated": [undated]}
    assert order(stories, MONDAY) == ["dated", "undated"]


def test_a_story_is_about_what_at_least_half_of_its_reports_name() -> None:
    keys = (("@NO", "!flood", "~rkn"), ("@NO", "=40"), ("@SE",))
    reports = [replace(report("Post", text=n), keys=some) for n, some in enumerate(keys)]
    assert subjects(reports) == {"@NO"}
    assert subjects(reports[:2]) == {"@NO", "!flood"}


REPORTS = st.lists(
    st.builds(report, st.sampled_from(["Post", "Echo", "Times", None]), st.integers(0, 5),
              st.floats(-5, 200), st.uuids().map(str)),
    min_size=1, max_size=8,
)  # fmt: skip


@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_the_reports_doesn_t_matter(reports: list[Features], chance: object) -> None:
    shuffled = list(reports)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    (one,), (other,) = (rank({"s": given}, MONDAY) for given in (reports, shuffled))
    assert one == other
    assert 1 <= one.outlets <= one.reports


def test_an_outline_tells_what_ranks_a_story_and_what_it_is_about() -> None:
    article = Article(
        "1", "Flood in Norway kills three", "A flood killed three in Norway. " * 9,
        published=MONDAY, outlet="Post", lang="en",
    )  # fmt: skip
    whole = features.of(article)
    outline = features.outline(whole.dumps())
    assert "@NO" in outline.keys
    assert (outline.article, outline.published, outline.outlet, outline.runs, outline.keys) == (
        whole.article, whole.published, whole.outlet, whole.runs, whole.keys,
    )  # fmt: skip
    reported = features.reported(article)
    assert (reported.published, reported.outlet) == (whole.published, whole.outlet)
