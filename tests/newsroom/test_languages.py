"""News in eight languages: a channel has its digest in its own, and what it misses is counted."""

import asyncio
import json
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from adapters.chat import digest_card, lines
from adapters.discord.rendering.digests import digest as on_discord
from adapters.slack.rendering.digests import digest_message as on_slack
from bot.briefing.extract.compose import Shares
from bot.briefing.model.protocols import Endpoint
from bot.briefing.model.summarizer import Budget
from bot.briefing.novelty import Told, to_json
from bot.delivery.courier import Composed
from bot.models import Channel, Delivery, Digest, Subscription
from bot.newsroom import answers
from bot.newsroom.answers import Inquiry
from bot.newsroom.context import Context
from bot.newsroom.digests import Composer, DigestDelivery
from bot.newsroom.drafts import as_it_is
from bot.newsroom.grouping import Grouper
from bot.newsroom.rewriting import by_model
from bot.store import articles, told
from bot.store.articles import FETCHED
from bot.store.engine import open_store
from bot.stories import requests
from tests.standins import eight_languages
from tests.standins.eight_languages import LANGUAGES, NOW
from tests.standins.model import Answer, Asked, Script, serving
from tests.stories.topic_set import GAZETTEER

READ = len(eight_languages.articles())


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('languages') / 'store.db'}")
    for article in eight_languages.articles():
        articles.save(store, article, FETCHED, now=NOW)
    Grouper(store).group_new(NOW)
    yield Context(store, GAZETTEER, Shares(), ZoneInfo("UTC"))
    store.close()


NORWEGIAN = {
    1: "The ferry between Skjervik and Holmen runs again after the storm",
    2: "The ferry between Skjervik and Holmen ran again on Tuesday after the storm had stopped it "
    "for four days, the company says.",
}


def translator(asked: Asked) -> Answer:
    """Translates the Norwegian lines, and no others."""
    lines = NORWEGIAN if "Skjervik" in asked.user else {1: "Rain in Paris", 2: "It rained."}
    listed = [{"n": number, "text": text} for number, text in lines.items()]
    return Answer(json.dumps({"lines": listed}))


def delivered(
    context: Context, script: Script, *, translates: bool = True, only: bool = False
) -> Digest:
    """The digest of an English channel as it is posted, by such a model."""
    here, since = Channel("slack", "T1", "C9"), NOW - timedelta(days=1)
    wanted = Subscription(here, time(8), "UTC", since, languages=("en",), only_languages=only)

    async def made() -> Digest:
        async with (
            serving(script) as server,
            by_model(
                context, Endpoint(server.url, f"model {id(script)}"), Budget(seconds=5), "choose",
                lambda: NOW, translates=translates,
            ) as editor,
        ):  # fmt: skip
            own = replace(editor, rewrite=as_it_is)
            with ThreadPoolExecutor(1) as thread:
                due = DigestDelivery(Composer(context), own, lambda: NOW, thread)
                composed = await due.compose(wanted, Delivery(wanted, NOW.date(), NOW))
            assert isinstance(composed, Composed)
            return composed.digest

    return asyncio.run(made())


def test_a_model_translates_what_is_told_in_none_of_the_channels_languages(
    context: Context,
) -> None:
    digest = delivered(context, translator)
    *own, last = digest.items
    assert {one.brief.sources[0].lang for one in own} == {"en"}
    assert last.brief.headline == NORWEGIAN[1]
    assert [point.text for point in last.brief.points] == [NORWEGIAN[2]]
    assert last.why == "Reported only in Norwegian"
    assert "no" not in {one.lang for one in digest.in_brief}  # a line no more
    assert len(digest.in_brief) == 2
    assert digest.counts == delivered(context, translator, translates=False).counts
    (link,) = (point.link for point in last.brief.points)
    assert link is not None
    assert "Fergen%20mellom" in link
    marked = "translated from Norwegian by a language model: not everything is checked"
    for message in (on_slack(replace(digest, id="d")), on_discord(replace(digest, id="d"))):
        assert marked in str(message)


def test_nothing_is_translated_where_nobody_wants_it_or_nothing_holds(context: Context) -> None:
    lines = [one.lang for one in delivered(context, translator, translates=False).in_brief]
    assert "no" in lines
    wrong = '{"lines": [{"n": 1, "text": "Ferry in Oslo"}, {"n": 2, "text": "It sank in Oslo."}]}'
    for script in (lambda _: Answer(wrong), lambda _: Answer(status=401)):
        assert [one.lang for one in delivered(context, script).in_brief] == lines
    assert not delivered(context, translator, only=True).in_brief


def composed(context: Context, *languages: str, zone: str = "UTC", **parts: object) -> Digest:
    here = Channel("slack", "T1", "C1")
    wanted = Subscription(here, time(8), zone, NOW, languages=languages, **parts)  # type: ignore[arg-type]
    return Composer(context).compose(wanted, NOW).digest


def ours(digest: Digest) -> list[str]:
    """Every line of a digest that is in our own words."""
    card = digest_card.of(digest)
    facts = [one.card.facts for one in card.stories]
    headings = [section.heading for one in card.stories for section in one.card.sections]
    told = [lines.fact(one) for some in (card.facts, *facts) for one in some]
    words = ["".join(getattr(run, "text", "") for run in line) for line in told]
    return [
        card.title,
        card.note,
        *words,
        *headings,
        *(one.why for one in card.stories),
        *card.counts,
    ]


@pytest.mark.parametrize(
    ("lang", "zone", "headlines", "title", "footer", "why"),
    [
        (
            "en",
            "Europe/London",
            [
                "Ukraine reopens a second grain lane from Chornomorsk",
                "Fire closes the rail tunnel under Aldby for a week",
            ],
            "News digest · Tuesday 24 November",
            "11 articles read · 5 shown · 2 merged · 4 in other languages",
            "Top of the news · 3 outlets · newest 06:40 GMT",
        ),
        (
            "uk",
            "Europe/Kyiv",
            [
                "Україна відкрила другий зерновий коридор із Чорноморська",
                "У Зеленогаї відкрили міст через Лопань після ремонту",
            ],
            "Дайджест новин · вівторок, 24 листопада",
            "прочитано 11 статей · 5 показано · 2 об’єднано · 4 іншими мовами",
            "Серед головних новин · 3 видання · остання стаття: 08:40 EET",
        ),
        (
            "de",
            "Europe/Berlin",
            [
                "Ukraine öffnet zweite Getreideroute aus Tschornomorsk",
                "Lokführer in Nordfelde kündigen dreitägigen Streik an",
            ],
            "Nachrichtenüberblick · Dienstag, 24. November",
            "11 Artikel gelesen · 5 gezeigt · 2 zusammengeführt · 4 in anderen Sprachen",
            "Unter den wichtigsten Nachrichten · 3 Medien · zuletzt 07:40 CET",
        ),
    ],
)
def test_a_channel_has_its_digest_in_its_language(  # noqa: PLR0913, PLR0917  a row each
    context: Context, lang: str, zone: str, headlines: list[str], title: str, footer: str, why: str
) -> None:
    digest = composed(context, lang, zone=zone)
    card = digest_card.of(digest)
    assert digest.lang == lang
    assert [one.card.headline for one in card.stories] == headlines
    assert {source.lang for one in digest.items for source in one.brief.sources[:1]} == {lang}
    assert (card.title, " · ".join(card.counts), digest.items[0].why) == (title, footer, why)
    for item in digest.items:
        (told_in,) = {
            source.lang
            for point in item.brief.points
            for source in item.brief.sources
            if source.id == point.spans[0].article
        }
        assert told_in == lang


def test_our_words_are_all_of_one_language(context: Context) -> None:
    """The English ones stand in no other digest, and a Ukrainian one is Cyrillic throughout."""
    english, ukrainian, german = (ours(composed(context, lang)) for lang in ("en", "uk", "de"))
    names = {"Зеленогайський вісник", "Nordfelder Bote", "Harbour Post", ""}
    assert not set(english) & {*ukrainian, *german} - names
    for said in ukrainian:
        letters = [one for one in said if one.isalpha()]
        latin = [one for one in letters if unicodedata.name(one).startswith("LATIN")]
        assert "".join(latin) in {"", "UTC"}, said


@pytest.mark.parametrize("lang", ["en", "uk", "de"])
@pytest.mark.parametrize("only", [True, False])
def test_what_is_told_in_other_languages_is_named_or_left_out_and_counted(
    context: Context, lang: str, *, only: bool
) -> None:
    digest = composed(context, lang, only_languages=only)
    foreign = [one.lang for one in digest.in_brief]
    assert lang not in foreign
    assert len(foreign) == (0 if only else 3)
    assert digest.counts.other_languages == (7 if only else 4)
    counts = digest.counts
    assert counts.read == READ == counts.merged + counts.shown + counts.other_languages
    shown = digest_card.of(digest).lines
    assert all(len(one.facts) == 2 for one in shown)  # the outlet and the language


def test_who_reads_several_languages_is_told_in_the_first_that_there_is(context: Context) -> None:
    digest = composed(context, "no", "uk", "en")
    assert digest.lang == "uk"  # the first that the bot speaks
    first = {one.brief.headline: one.brief.sources[0].lang for one in digest.items}
    assert set(first.values()) == {"no", "uk", "en"}
    assert "Україна відкрила другий зерновий коридор із Чорноморська" in first


def test_who_names_no_language_gets_all_of_them(context: Context) -> None:
    digest = composed(context)
    assert digest.lang == "en"
    assert digest.counts.other_languages == 0
    told_in = {one.brief.sources[0].lang for one in digest.items} | {
        one.lang for one in digest.in_brief
    }
    assert len(told_in) >= len(LANGUAGES) - 2


def test_both_chats_send_a_digest_in_its_language(context: Context) -> None:
    digest = replace(composed(context, "uk"), id="d1")
    for message in (str(on_slack(digest)), str(on_discord(digest))):
        assert "Хто що каже" in message
        assert "Чому саме ці?" in message
        assert "Коротко" in message
        assert "Why these?" not in message


@pytest.mark.parametrize("lang", ["en", "uk", "de", "no"])
def test_the_top_of_the_news_is_what_a_person_reads(context: Context, lang: str) -> None:
    answer = answers.top(context, Inquiry(NOW, languages=(lang,))).answer
    assert answer.brief is not None
    assert answer.brief.sources[0].lang == lang


def test_that_nothing_is_new_is_said_in_the_persons_language(context: Context) -> None:
    later = NOW + timedelta(hours=1)
    told.tell(context.store, "x", {"s": json.dumps(to_json(Told("s", later)))}, now=later)
    inquiry = Inquiry(later, readers=("x",), languages=("de",))
    answer = answers.new(context, [], inquiry).answer
    assert answer.note == "Nichts Neues seit 08:00 UTC."


def test_a_language_in_a_question_asks_for_articles_in_it(context: Context) -> None:
    for lang in ("de", "uk"):
        asked = requests.parse(f"ukraine lang:{lang}", now=NOW, zone=UTC)
        brief = answers.on_topic(context, asked, Inquiry(NOW, languages=("en",))).answer.brief
        assert brief is not None
        assert brief.sources[0].lang == lang
    nothing = requests.parse("ukraine lang:ja", now=NOW, zone=UTC)
    assert answers.on_topic(context, nothing, Inquiry(NOW)).answer.brief is None


def test_a_little_word_of_any_language_is_no_topic_that_is_near(context: Context) -> None:
    asked = requests.parse("les vendanges de montclair gelées", now=NOW, zone=UTC)
    answer = answers.on_topic(context, asked, Inquiry(NOW)).answer
    assert answer.suggestions == ("vendanges", "montclair")
