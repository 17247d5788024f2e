"""Which reports of a story surely tell the same."""

from datetime import timedelta

from bot.models import Article
from bot.stories import features
from bot.stories.cohesion import sure
from bot.stories.features import Features
from bot.stories.ranking import rank
from tests.standins.week import MONDAY

FERRY = (
    "Ferry Aurella burns off Hanko with 412 aboard",
    "Aurella fire: all 412 passengers of the ferry rescued",
    "Rescuers take 412 people off burning ferry Aurella near Hanko",
    "Captain of the Aurella praises rescuers after ferry fire",
    "Hanko: fire aboard the Aurella is out, ferry towed to port",
)
MARKETS = (
    "Stocks in Velmar slip as traders await data",
    "Ostra bourse closes lower on growth worries",
    "Copper falls to two-month low after weak Tessel exports",
    "Crown edges up as bond yields ease in Rovenia",
    "Tech shares lead a rebound in Brenholt",
    "Oil dips with demand for Keld crude in doubt",
)


def reports(*headlines: str, lang: str = "en", id: str = "") -> list[Features]:
    return [
        features.of(
            Article(
                id=f"{id}{at}", headline=headline, body="", lang=lang, outlet=f"Outlet {id}{at}",
                published=MONDAY + timedelta(minutes=at),
            )
        )
        for at, headline in enumerate(headlines)
    ]  # fmt: skip


def test_reports_that_name_the_same_are_all_sure() -> None:
    told = reports(*FERRY)
    assert sure(told) == told


def test_a_report_unlike_the_others_is_not_sure() -> None:
    told = reports(*FERRY)
    assert sure([*told, *reports(MARKETS[2], id="x")]) == told


def test_of_a_loose_story_one_report_is_left() -> None:
    assert len(sure(reports(*MARKETS))) == 1


def test_a_few_reports_and_such_without_an_opening_are_sure() -> None:
    few = reports(*MARKETS[:3])
    assert sure(few) == few
    unknown = [Features(f"{n}", MONDAY, f"Outlet {n}", {}, frozenset()) for n in range(6)]
    assert sure(unknown) == unknown


def test_each_language_is_compared_by_itself() -> None:
    german = reports("Brand auf der Fähre Aurella vor Hanko", lang="de", id="de")
    told = [*reports(*FERRY), *german]
    assert sure(told) == told


def test_a_loose_story_does_not_lead() -> None:
    """Nor counts for the many outlets that it has."""
    stories = {"markets": reports(*MARKETS, id="m"), "ferry": reports(*FERRY[:3], id="f")}
    first, second = rank(stories, MONDAY + timedelta(hours=1))
    assert (first.story, first.outlets) == ("ferry", 3)
    assert (second.outlets, second.reports, len(second.loose)) == (1, len(MARKETS), 5)
    assert first.loose == frozenset()


def test_what_stories_are_ranked_by_is_read_from_what_is_kept() -> None:
    """Of a digest's stories the countries are asked, too."""
    (kept,) = reports("Norway halts mining off Svalbard")
    read = features.outline(kept.dumps())
    assert (read.opening, read.keys, read.lang, read.written) == (
        kept.opening, kept.keys, "en", "en",
    )  # fmt: skip
    assert "@NO" in read.keys
    assert not read.terms
