"""What a request finds in a store, on both engines, and what is said of how it was understood."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

from bot.briefing.extract.compose import Shares
from bot.cli.wiring import bundled_gazetteer
from bot.models import Article
from bot.newsroom import search
from bot.newsroom.context import Context
from bot.store import articles
from bot.store.articles import FETCHED
from bot.store.engine import Store
from bot.stories import requests

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
GAZETTEER = bundled_gazetteer()
NEWS = {
    "loom": ("Tariffs on looms", "Vilnius weavers feared tariffs, Lithuanian officials said."),
    "leader": ("Premier shuffles", "Prime Minister Oskar Vindauskyy moved two ministers."),
    "named": ("Vilnius vote", "Lithuania votes in May. Prime Minister Oskar Vindausky stays."),
    "ours": ("Vindausky in Riga", "Vindausky met dockers."),
    "orange": ("Orange to sell towers", "The telecoms operator Orange will sell its towers."),
    "juice": ("Orange juice dearer", "An orange costs twice what it did; frost hit the groves."),
    "visa": ("Visa beats forecasts", "Visa said profit rose, as card payments grew."),
    "student": ("Student visa fees up", "The fee for a visa will rise, ministers said."),
    "who": ("WHO sends tents", "The World Health Organization sent tents to the coast."),
    "man": ("Who stole the bell", "The man who stole the bell was found. Who paid him?"),
    "bird": ("H5N1 at a farm", "The virus H5N1 was found on a goose farm."),
    "road": ("Greece Road reopens", "Drivers may use Greece Road in Hull again."),
    "school": ("Bus crash near Lund", "A bus crash hurt nine pupils near Lund."),
    "other": ("Crash course for bus drivers", "A crash course starts; bus lanes are taught."),
    "canon": ("Canon sells printer unit", "The camera maker Canon sold its printer unit."),
    "canons": ("Canons elect a dean", "Canons of the chapter elected a dean on Friday."),
    "salad": ("Maltese pastry, the right way", "Bake it in a hot oven."),
    "minsk": ("Lukaschenko reist", "Lukaschenko reist nach Peking."),
    "kharkiv": ("Взрывы в Харькове", "Взрывы прогремели в Харькове, сообщили украинские власти."),
}  # fmt: skip


def fill(store: Store) -> None:
    for number, (name, (headline, body)) in enumerate(NEWS.items()):
        at = NOW - timedelta(minutes=number)
        address = f"https://wire.example/{name}"
        made = Article(id=name, headline=headline, body=body, url=address, published=at)
        articles.save(store, made, FETCHED, now=NOW)


def found(store: Store, words: str) -> tuple[set[str], str]:
    request = requests.parse(words, now=NOW, zone=ZoneInfo("UTC"))
    context = Context(store, GAZETTEER, Shares(), ZoneInfo("UTC"))
    meant, said = search.understood(context, request)
    addresses = (one.article.url or "" for one in search.articles_on(context, meant))
    return {address.rpartition("/")[2] for address in addresses}, " ".join(said)


ASKED = {
    "Orange": {"orange"},
    '"orange"': {"orange", "juice"},
    "Visa": {"visa"},
    "WHO": {"who"},
    "bird flu": {"bird"},
    "H5N1": {"bird"},
    "greece": set[str](),
    "vindausky": {"named", "leader", "ours"},
    "lithuania": {"loom", "named", "leader"},
    "litauen": {"loom", "named", "leader"},
    "vilnius": {"loom", "named"},
    "bus crash": {"school"},
    "ukraine": {"kharkiv"},
    "ucrania": {"kharkiv"},
    "Canon": {"canon"},
    "maltese": set[str](),
    "lukashenko": {"minsk"},
    "lithuaina": {"loom", "named", "leader"},
}


def test_a_request_finds_what_is_meant_on_both_engines(store: Store) -> None:
    fill(store)
    for words, wanted in ASKED.items():
        assert found(store, words)[0] == wanted, words


SAID = {
    "Orange": 'Understood as the company Orange; write "Orange" for the word itself.',
    "WHO": 'Understood as the World Health Organization; write "WHO" for the word itself.',
    "lithuaina": "No article has “lithuaina”, so this is about “lithuania”.",
    "lithuania": "",
    "target": "This is about the word; write Target for the company Target.",
    '"orange"': "",
}


@pytest.mark.parametrize("words", SAID)
def test_what_was_understood_is_said(store: Store, words: str) -> None:
    fill(store)
    assert found(store, words)[1] == SAID[words]


def test_a_spelling_is_known_as_soon_as_a_headline_has_it(store: Store) -> None:
    fill(store)
    assert found(store, "sevastyanov")[0] == set()
    at = NOW - timedelta(days=1)
    later = Article(
        id="late", headline="Sevastianov retires", body="Sevastianov said he would go.",
        url="https://wire.example/late", published=at,
    )  # fmt: skip
    articles.save(store, later, FETCHED, now=NOW + timedelta(minutes=1))
    assert found(store, "sevastyanov")[0] == {"late"}


def test_headlines_are_read_once_for_as_many_questions_as_are_asked(store: Store) -> None:
    fill(store)
    read: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if statement.split()[1:3] == ["articles.headline", "FROM"]:
            read.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    for _ in range(3):
        found(store, "vindausky kharkiv")
    assert len(read) == 1
