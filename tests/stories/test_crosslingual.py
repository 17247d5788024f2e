"""Stories of several languages: what their openings share, and which are one."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import pytest

from bot.models import Article
from bot.stories import features
from bot.stories.crosslingual.keys import keys_of
from bot.stories.crosslingual.linking import KeyIndex
from bot.stories.crosslingual.transliteration import skeletons
from bot.stories.grouping import Window, group
from tests.standins.week import MONDAY

EVENTS = Path(__file__).parent.parent / "data" / "several_languages.txt"


def _articles() -> Iterator[tuple[str, Article]]:
    """The event of each article, and the article."""
    event, count = "", 0
    for line in EVENTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            event = line.removeprefix("== ")
        elif line and line[0] != "#":
            lang, headline, body = line.split(" | ")
            moment = MONDAY + timedelta(minutes=count)
            count += 1
            yield event, Article(f"{event} {lang}", headline, body, published=moment, lang=lang)


@pytest.mark.parametrize(
    "spellings",
    [
        "Kharkiv Charkiw Харків Харьков Харьковом خاركيف",
        "Zelensky Selenskyj Зеленський Зеленского زيلينسكي",
        "Johnson Джонсон Джонсону",
        "Macron Макрон Макроном ماكرون",
        "Odesa Odessa Одеса Одессы أوديسا",
        "Athinas Αθήνας",
        "Galil גליל",
    ],
)
def test_a_name_sounds_alike_in_every_alphabet(spellings: str) -> None:
    first, *others = map(skeletons, spellings.split())
    for other in others:
        assert any(a.startswith(b) or b.startswith(a) for a in first for b in other), spellings


def test_other_names_sound_otherwise_and_other_scripts_not_at_all() -> None:
    assert not skeletons("Madrid") & skeletons("Мюнхен")
    assert not skeletons("東京")
    assert not skeletons("Io")


@pytest.mark.parametrize(
    ("headline", "lang", "wanted"),
    [
        ("Norwegian minister resigns", "en", {"@NO", "!minister", "!resign"}),
        ("Die norwegische Ministerin tritt zurück", "de", {"@NO", "!minister", "!resign"}),
        ("Норвезький міністр іде у відставку", "uk", {"@NO", "!minister", "!resign"}),
        ("South Korea sends 40,000 tents", "en", {"@KR", "=40000"}),
        ("Südkorea schickt 40.000 Zelte", "de", {"@KR", "=40000"}),
        ("Південна Корея шле 40 тисяч наметів", "uk", {"@KR", "=40000"}),
        ("La Corée du Nord envoie 40 000 tentes", "fr", {"=40000"}),
        (
            "Neun Verletzte bei Busunfall in Kenia",
            "de",
            {"@KE", "=9", "!injured", "!bus", "!crash"},
        ),
        ("مصر ترفع سعر الفائدة إلى 27 بالمئة", "ar", {"@EG", "=27", "!interest", "!raise"}),
        ("4,2 Milliarden Euro für Ostra", "de", {"=4200000000", "~sdr"}),
        ("Halden pays $4.2bn", "en", {"=4200000000"}),
    ],
)
def test_an_opening_has_keys(headline: str, lang: str, wanted: set[str]) -> None:
    assert wanted <= set(keys_of(headline, "", lang))


def test_little_words_sentence_starts_years_and_small_words_are_no_keys() -> None:
    keys = keys_of("The mayor spoke on Monday in 2026", "These people came. Those left.", "en")
    assert [key for key in keys if key[0] in "~=@"] == []
    assert not keys_of("Norsk minister går av", "", "xx")
    assert "@TR" not in keys_of("Cooks roast turkey", "", "en")


def test_stories_of_several_languages_are_one() -> None:
    """All of one event are, all but one of a dozen; no two events are."""
    given = list(_articles())
    story = dict(group([article for _, article in given]))
    right = wrong = missed = 0
    for (event, one), (other_event, other) in combinations(given, 2):
        is_same = story[one.id] == story[other.id]
        right += is_same and event == other_event
        wrong += is_same and event != other_event
        missed += not is_same and event == other_event
    assert wrong == 0
    assert right > 0.9 * (right + missed)


def test_what_languages_tell_of_one_story_is_restored() -> None:
    now = MONDAY + timedelta(days=1)
    marked = [features.of(article) for _, article in _articles()]
    whole = Window()
    known: dict[str, str] = {}
    for one in marked:
        place = whole.assign(one, now)
        known = {name: place.story if s in place.absorbed else s for name, s in known.items()}
        known[one.article] = place.story
    again = Window()
    for one in marked:
        again.restore(features.loads(one.dumps()), known[one.article], now)
    assert len(again) == len(whole) == len(set(known.values()))
    languages = defaultdict(set)
    for one in marked:
        languages[known[one.article]].add(one.written)
    assert max(map(len, languages.values())) >= 4


def test_keys_are_forgotten_with_their_story() -> None:
    index = KeyIndex()
    keys = ("@NO", "!minister", "!resign", "~slhm", "=312")
    index.add("a", "en", keys)
    assert index.same("de", keys) == ["a"]
    assert index.same("en", keys) == []
    assert index.remove("a") == keys
    assert index.same("de", keys) == []


@pytest.mark.parametrize(
    "keys",
    [
        ("~brnd", "~slhm", "!minister"),  # a person, whatever is told of him
        ("!fire", "!ship", "!rescue", "=3"),  # nobody and nowhere
        ("@NO", "!minister"),
    ],
)
def test_little_in_common_links_nothing(keys: tuple[str, ...]) -> None:
    index = KeyIndex()
    index.add("a", "en", keys)
    assert index.same("de", keys) == []


def test_what_two_texts_in_one_language_share_is_counted() -> None:
    index = KeyIndex()
    index.add("1", "en", ["@PE", "=40", "!fire", "!school"])
    found = index.kinship(["@CL", "=40", "!fire"], "1")
    assert found["keys"] == 0.0  # two other countries
    assert (found["concepts_of_article"], found["concepts_of_story"]) == (1.0, 0.5)
    assert (found["numbers_of_article"], found["numbers_of_story"]) == (1.0, 1.0)
    assert (found["countries_of_article"], found["countries_of_story"]) == (0.0, 0.0)
    assert index.kinship(["@PE", "=40", "!fire"], "1")["keys"] > 0
    nothing = index.kinship([], "2")
    assert (nothing["keys"], nothing["numbers_of_article"], nothing["numbers_weight"]) == (
        0,
        0.5,
        0,
    )


def test_a_river_or_a_city_is_no_seabed() -> None:
    told = keys_of("Пожежа у Дніпрі триває три дні", "", "uk")
    assert {f"~{one}" for one in skeletons("Dnipro")} & {*told}
    assert "!sea" not in told
