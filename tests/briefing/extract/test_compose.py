from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.extract.candidates import candidates
from bot.briefing.extract.compose import (
    CLEAR,
    MOST_WORDS,
    Shares,
    brief,
    plain_sentences,
    plain_words,
)
from bot.errors import NothingToBriefError
from bot.models import Article, Genre, Image, Kind, Length
from bot.text.sentences import split
from bot.text.words import counted, without_brackets

NOW = datetime(2024, 11, 5, 8, tzinfo=UTC)
ELECTION = Article(
    id="e",
    headline="Opposition wins in Varland",
    body=(
        "Opposition leader Marta Olin won the presidential election in Varland with 52.3 percent "
        "of the vote, the electoral commission announced on Monday.\n\n"
        "“The election in Varland was free and fair,” Paul Reis, chair of the electoral "
        "commission, said on Monday. He said the count had been slow.\n\n"
        "Turnout was the highest since the end of the war, and the roads of the capital filled "
        "with people who waved flags from their cars until the early morning.\n\n"
        "“Nobody in Varland slept on Sunday night,” said Ada Lund, a nurse in Tolm.\n\n"
        "However, analysts warn that the winner has no majority in parliament. It is a problem.\n\n"
        "Olin will take office on Jan. 1. Will the army accept her? The army did not immediately "
        "respond to a request for comment.\n\n"
        "The ruling party was founded in 1994 by officers of the army, who had fought in the war "
        "for the islands in the south and who came home to a country without work."
    ),
    url="https://example.org/e",
    outlet="The Varland Courier",
    published=datetime(2024, 11, 4, 20, tzinfo=UTC),
    lang="en",
    images=(Image(url="a.jpg"), Image(caption="Flags.", url="b.jpg")),
)
WIDE = Shares(brief=1.0, full=1.0)


def kinds(article: Article, length: Length, shares: Shares = WIDE) -> list[Kind]:
    return [point.kind for point in brief(article, length, NOW, shares).points]


def test_a_flash_is_one_sentence_of_news() -> None:
    shown = brief(ELECTION, Length.FLASH, NOW, Shares())
    (news,) = shown.points
    assert news.text.startswith("Opposition leader Marta Olin won the presidential election")
    assert news.text.endswith("announced on Monday [Nov. 4, 2024].")
    assert shown.words == 22


def test_a_brief_has_news_then_a_voice_and_one_thing_more() -> None:
    found = kinds(ELECTION, Length.BRIEF)
    assert found[0] is Kind.NEWS
    assert Kind.VOICE in found
    assert {Kind.DOUBT, Kind.NEXT, Kind.UNCONFIRMED} & set(found)


def test_a_full_brief_has_every_part_that_the_article_has_and_both_speakers() -> None:
    shown = brief(ELECTION, Length.FULL, NOW, WIDE)
    assert {point.kind for point in shown.points} == set(Kind) - {Kind.OPINION}
    voices = [point.speaker for point in shown.points if point.kind is Kind.VOICE]
    assert {"Paul Reis, chair of the electoral commission", "Ada Lund, a nurse in Tolm"} <= set(
        voices
    )


def test_sections_stand_in_their_order_and_the_news_first() -> None:
    found = kinds(ELECTION, Length.FULL)
    assert found == sorted(found, key=list(Kind).index)


@pytest.mark.parametrize("length", list(Length))
def test_no_brief_is_longer_than_its_length_or_its_share_allows(length: Length) -> None:
    shown = brief(ELECTION, length, NOW, Shares(brief=0.2, full=0.4))
    assert shown.words <= MOST_WORDS[length]
    assert shown.words <= max(60, 0.4 * counted(ELECTION.body))
    assert shown.words == sum(
        counted(without_brackets(point.text).replace("…", " ")) for point in shown.points
    )


def test_a_brief_says_where_it_comes_from_and_shows_the_picture_with_a_caption() -> None:
    shown = brief(ELECTION, Length.BRIEF, NOW, Shares())
    (source,) = shown.sources
    assert (source.outlet, source.title) == ("The Varland Courier", ELECTION.headline)
    assert source.words == counted(ELECTION.body)
    assert shown.image == Image(caption="Flags.", url="b.jpg")
    assert (shown.headline, shown.summarizer, shown.as_of) == (ELECTION.headline, "extractive", NOW)
    assert all(
        point.link and point.link.startswith("https://example.org/e#:~:text=")
        for point in shown.points
    )


def test_an_article_of_one_sentence_is_its_own_brief() -> None:
    ferry = replace(ELECTION, body="A ferry with 120 people aboard ran aground in Tolm.")
    for length in Length:
        assert [one.text for one in brief(ferry, length, NOW, Shares()).points] == [ferry.body]


def test_only_quotations_still_make_a_brief() -> None:
    voices = replace(
        ELECTION, body="“We lost it all in one night,” said Ada Lund, a nurse. “It was the sea.”"
    )
    assert kinds(voices, Length.BRIEF) == [Kind.VOICE]


@pytest.mark.parametrize("body", ["", "Will it rain?", "He left. It was late.", "One two."])
def test_where_no_sentence_can_stand_alone_it_says_so(body: str) -> None:
    with pytest.raises(NothingToBriefError):
        brief(replace(ELECTION, body=body), Length.BRIEF, NOW, Shares())


LEANING = "He was freed by two divers. They were praised. It was not his first dive there."


@pytest.mark.parametrize("opening", ["The 31-year-old", "The young man", "The couple", "The firm"])
@pytest.mark.parametrize("length", Length)
def test_where_no_sentence_stands_alone_the_first_may_describe_whom_the_headline_names(
    opening: str, length: Length
) -> None:
    first = f"{opening} got stuck in a wreck off the coast of Tolm at noon on Sunday."
    (point,) = brief(replace(ELECTION, body=f"{first} {LEANING}"), length, NOW, Shares()).points
    assert without_brackets(point.text) == first


@pytest.mark.parametrize("opening", ["He", "But the man", "That man", "The latter", "The same"])
def test_where_no_sentence_stands_alone_a_first_one_that_points_back_makes_no_brief(
    opening: str,
) -> None:
    body = f"{opening} was stuck for 31 minutes. The 31-year-old was stuck in a wreck. {LEANING}"
    with pytest.raises(NothingToBriefError):
        brief(replace(ELECTION, body=body), Length.BRIEF, NOW, Shares())


def test_where_a_sentence_stands_alone_none_that_only_describes_somebody_is_shown() -> None:
    body = f"The 31-year-old was stuck in a wreck. Ivo Cho had dived off Tolm for years. {LEANING}"
    points = brief(replace(ELECTION, body=body), Length.BRIEF, NOW, Shares()).points
    assert not any("31-year-old" in point.text for point in points)


def test_a_plain_summary_keeps_the_articles_order() -> None:
    starts = [point.spans[0].start for point in plain_sentences(ELECTION, 3, NOW).points]
    assert len(starts) == 3
    assert starts == sorted(starts)
    assert plain_words(ELECTION, 50, NOW).words <= 50


def test_in_a_plain_summary_a_sentence_may_lean_on_the_one_shown_before_it() -> None:
    body = "The mayor of Tolm opened the new bridge. It is the longest bridge of the country."
    both = plain_sentences(replace(ELECTION, body=body), 2, NOW)
    assert [point.text for point in both.points] == [
        "The mayor of Tolm opened the new bridge.",
        "It is the longest bridge of the country.",
    ]
    alone = plain_sentences(replace(ELECTION, body=body), 1, NOW)
    assert [point.text for point in alone.points] == ["The mayor of Tolm opened the new bridge."]


ODD = (
    "But he said no.",
    "“Half of it",
    "Он ушёл вчера.",
    "第一句。第二句。",
    "\u202eabc (",
    "A. B.",
)
PARTS = st.sampled_from((*ELECTION.body.split("\n\n"), *ODD))


@given(st.lists(PARTS, max_size=12).map("\n\n".join), st.sampled_from(Length), st.floats(0, 1))
def test_whatever_the_text_a_brief_holds_its_promises(
    body: str, length: Length, share: float
) -> None:
    article = replace(ELECTION, body=body)
    try:
        made = brief(article, length, NOW, Shares(share, share))
    except NothingToBriefError:
        return
    assert made.rejected == ()
    # A flash may be the shortest news there is, where no sentence has 30 words.
    assert made.words <= (60 if length is Length.FLASH else MOST_WORDS[length])
    assert made.words <= max(60, share * counted(body))


def test_the_worked_example_has_all_its_parts(shared: Callable[[str], Path]) -> None:
    text = shared("seed/000_dab3b20240b553b5.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip()]
    seed = replace(ELECTION, headline=lines[0], body="\n\n".join(lines[4:8]))
    full = brief(seed, Length.FULL, NOW, Shares())
    assert set(Kind) - {Kind.BACKGROUND, Kind.OPINION} <= {point.kind for point in full.points}
    assert len({point.speaker for point in full.points if point.kind is Kind.VOICE}) == 2
    assert any("tomorrow [Nov. 5, 2024]" in point.text for point in full.points)


LONG_GERMAN = (
    "Der Hafen von Tolm bleibt nach dem Sturm vom Wochenende bis zum Herbst für große "
    "Schiffe geschlossen, weil die Mauer am Eingang des Beckens an vielen Stellen gebrochen ist "
    "und der Wind im Sommer oft aus dem Norden kommt."
)


def test_a_flash_in_another_language_loses_a_reason_where_nothing_is_short_enough() -> None:
    (point,) = brief(
        replace(ELECTION, body=LONG_GERMAN, lang="de"), Length.FLASH, NOW, Shares()
    ).points
    assert point.text == LONG_GERMAN.partition(",")[0] + " …"


@pytest.mark.parametrize("lost", ["wie der Bürgermeister sagte", "aber nicht 12 Meter"])
def test_a_flash_that_would_lose_an_attribution_or_a_negation_is_a_whole_sentence(
    lost: str,
) -> None:
    body = LONG_GERMAN.replace("weil", f"{lost} weil")
    (point,) = brief(replace(ELECTION, body=body, lang="de"), Length.FLASH, NOW, Shares()).points
    assert point.text == body


def test_there_is_no_flash_of_half_a_quotation() -> None:
    body = LONG_GERMAN.replace("weil", "„und so weil")
    with pytest.raises(NothingToBriefError):
        brief(replace(ELECTION, body=body, lang="de"), Length.FLASH, NOW, Shares())


def test_of_long_sentences_a_flash_is_the_shortest_news_and_none_above_sixty_words() -> None:
    long = "The pier of Tolm will not be opened to " + "ships and " * 22 + "boats."
    longer = "The gate of Tolm will not be opened to " + "carts and " * 24 + "cars."
    longest = "The road of Tolm will not be opened to " + "dogs and " * 26 + "cats."
    article = replace(ELECTION, body=f"{longest} {long} {longer}")
    (point,) = brief(article, Length.FLASH, NOW, Shares()).points
    assert point.text == long
    with pytest.raises(NothingToBriefError):
        brief(replace(article, body=longest), Length.FLASH, NOW, Shares())


def test_no_voice_fills_half_a_brief() -> None:
    news = ELECTION.body.partition("\n\n")[0]
    voice = (
        "“Marta Olin won the vote because the roads, schools and hospitals of Varland were left to "
        "rot by a party that never lost a presidential election, and the electoral commission was "
        "brave enough to count every vote of the opposition in the open while soldiers stood at "
        "its doors,” said Ada Lund, a nurse."
    )
    shown = brief(replace(ELECTION, body=f"{news} {voice}"), Length.BRIEF, NOW, WIDE)
    assert 45 < counted(voice) < 88 - counted(news)
    assert [point.text for point in shown.points if point.kind is Kind.VOICE] == []


def test_a_button_or_an_authors_portrait_is_no_picture_of_the_news() -> None:
    button = Image(url="https://a.example/img/close.png", alt="Close")
    portrait = Image(url="https://a.example/ana.jpg", caption="Von Ana Ruiz, 09.09.2025, 15:15 Uhr")
    told = Image(url="https://a.example/pier.jpg", caption="The northern pier on Friday.")
    for images, image in (((button, portrait, told), told), ((button, portrait), None)):
        pictured = replace(ELECTION, images=images)
        assert brief(pictured, Length.BRIEF, NOW, Shares()).image == image


def test_a_sentence_is_cut_only_where_there_is_no_room_for_it() -> None:
    long = (
        "The harbour board has closed the northern pier to all larger ships and has asked the navy "
        "for divers because the timber below the water is rotten through after the long winter."
    )
    pier = replace(ELECTION, body=long)
    assert [one.text for one in brief(pier, Length.BRIEF, NOW, WIDE).points] == [long]


COLUMN = replace(
    ELECTION,
    headline="Opinion: The bridge toll is a tax on the poor",
    byline="Ida Brand",
    body=(
        "The new toll on the Tolm bridge is a tax on the poor, and nobody in the council dares to "
        "say so.\n\n"
        "Rich people in Tolm own boats, and boats pay nothing at all under the bridge.\n\n"
        "The council should ask the owners of yachts to pay for the quay instead.\n\n"
        "A fair city would never charge a nurse for the way to her ward."
    ),
)


def test_a_column_is_told_as_its_writers_opinion_and_never_as_news() -> None:
    shown = brief(COLUMN, Length.BRIEF, NOW, Shares())
    assert shown.genre is Genre.OPINION
    assert Kind.NEWS not in {point.kind for point in shown.points}
    assert shown.points[0].kind is Kind.OPINION
    assert shown.points[0].speaker == "Ida Brand"


def test_a_review_is_told_as_such_and_what_it_judges_as_its_writers_opinion() -> None:
    body = "The ferry ride to Tolm is the loveliest hour that a pound can buy this summer."
    review = replace(COLUMN, headline="Review: The ferry to Tolm", body=body)
    shown = brief(review, Length.BRIEF, NOW, Shares())
    assert shown.genre is Genre.REVIEW
    assert [point.kind for point in shown.points] == [Kind.OPINION]


def test_a_guide_argues_nothing_and_nothing_in_it_is_to_be_watched() -> None:
    body = (
        "A good net is easy to mend if you have an hour and the right kind of thread.\n\n"
        "The thread will hold better if you wet it before you begin.\n\n"
        "You should always cut away the torn part first, and that is how to save a net.\n\n"
        "Many people buy thread that is too thin, which is a great mistake."
    )
    guide = replace(COLUMN, headline="How to mend a net", body=body)
    shown = brief(guide, Length.FULL, NOW, Shares(1.0, 1.0))
    assert shown.genre is Genre.GUIDE
    assert {point.kind for point in shown.points} == {Kind.OPINION}
    assert shown.heading(Kind.OPINION) == "In this guide"
    assert shown.heading(Kind.NEXT) == "What to watch"


def test_what_is_only_said_to_the_reader_is_not_the_main_news() -> None:
    body = (
        "Ada Lund has a terse message for you if you doubt her dam.\n\n"
        "Lund opened the new dam at Tolm on Monday, two years after the old one broke.\n\n"
        "The dam took 400 workers nine months to build, the council of Tolm said."
    )
    told = replace(ELECTION, headline="Lund has a message for doubters of her dam", body=body)
    for length in Length:
        first = brief(told, length, NOW, WIDE).points[0]
        assert first.text.startswith("Lund opened the new dam")
    line = "Ada Lund has a message for you and all other doubters of the dam at Tolm."
    assert brief(replace(told, standfirst=line), Length.BRIEF, NOW, WIDE).points[0].text != line
    only = replace(told, body=body.partition("\n\n")[0])
    assert brief(only, Length.BRIEF, NOW, WIDE).points[0].text.startswith("Ada Lund has")


def test_a_few_sentences_that_argue_are_no_news_whatever_their_headline_says() -> None:
    body = (
        "There is nothing so useless as the foghorn of Tolm.\n\nIt wakes the gulls, and nobody "
        "else needs it.\n\nLet the council sell it to the first scrap dealer who comes along."
    )
    column = replace(ELECTION, headline="Why the foghorn should go", body=body)
    shown = brief(column, Length.BRIEF, NOW, Shares())
    assert {point.kind for point in shown.points} == {Kind.OPINION}


def test_the_main_news_comes_first_where_the_article_opens_with_a_scene() -> None:
    scene = replace(
        ELECTION,
        headline="Tolm closes its last coal mine",
        body=(
            "Snow lay on the cables of the old winding tower, and a dog slept at the gate.\n\n"
            "“Forty years I went down there,” said Ada Lund, a retired miner.\n\n"
            "The city of Tolm closed its last coal mine on Monday, ending 200 years of mining.\n\n"
            "A bakery near the tower sells cakes in the shape of lamps."
        ),
    )
    for length in Length:
        first = brief(scene, length, NOW, WIDE).points[0]
        assert first.text.startswith("The city of Tolm closed its last coal mine")


def test_a_flash_has_thirty_words_though_the_main_news_has_more() -> None:
    long = replace(
        ELECTION,
        headline="Tolm closes its last coal mine",
        body=(
            "The city of Tolm closed its last coal mine on Monday and told the six hundred miners "
            "who had worked in it that it would pay for new jobs at the port and the railway.\n\n"
            "The last coal mine of the country was closed in Tolm on Monday."
        ),
    )
    shown = brief(long, Length.FLASH, NOW, Shares())
    assert shown.points[0].text.startswith("The last coal mine of the country")
    assert shown.words <= MOST_WORDS[Length.FLASH]


WAREHOUSE = Article(
    id="w",
    headline="Fire destroys warehouse of Orvik",
    body=(
        "A warehouse of the shoe maker Orvik in Tolm burned down on Friday, the fire brigade of "
        "the town said.\n\n"
        "The fire broke out in the paint store at noon, and the roof fell in.\n\n"
        "It was the third of its kind there. They had warned him of that before."
    ),
    lang="en",
)


def test_where_a_brief_would_have_one_sentence_a_less_clear_one_is_let_in() -> None:
    lead, second = candidates(WAREHOUSE, split(WAREHOUSE.body, "en"))
    first, last = CLEAR[Length.BRIEF]
    assert lead.clarity > first > second.clarity > last
    shown = [point.text for point in brief(WAREHOUSE, Length.BRIEF, NOW, Shares()).points]
    assert shown == [lead.sentence.text, second.sentence.text]


def test_an_unclear_sentence_stands_in_a_full_brief_only() -> None:
    first, _, _ = WAREHOUSE.body.split("\n\n")
    later = "Two vans were found beside it later, the fire brigade said."
    told = replace(WAREHOUSE, body=f"{first}\n\n{later}")
    lead, unclear = candidates(told, split(told.body, "en"))
    assert lead.clarity > min(CLEAR[Length.BRIEF]) > unclear.clarity > min(CLEAR[Length.FULL])
    assert [point.text for point in brief(told, Length.BRIEF, NOW, WIDE).points] == [first]
    assert [point.text for point in brief(told, Length.FULL, NOW, WIDE).points] == [first, later]


def test_a_clear_sentence_stands_beside_the_main_news() -> None:
    clear = "Orvik makes shoes for walkers in Tolm and in two other towns of the Varland coast."
    longer = replace(WAREHOUSE, body=f"{WAREHOUSE.body}\n\n{clear}")
    lead, *_ = WAREHOUSE.body.split("\n\n")
    shown = [point.text for point in brief(longer, Length.BRIEF, NOW, WIDE).points]
    assert shown == [lead, clear]


def test_the_main_news_may_be_what_somebody_says() -> None:
    said = replace(
        ELECTION,
        headline="Engineer: Tolm dam was never inspected",
        body=(
            "Ada Lund said the Tolm dam should be torn down, because “it was never inspected by "
            "anybody in nine years”.\n\n"
            "The Tolm dam was built in 2015 by a company from Varland.\n\n"
            "“Nobody ever went down there to look,” said Ada Lund."
        ),
    )
    assert candidates(said, split(said.body, "en"))[0].kind is Kind.VOICE
    first = brief(said, Length.BRIEF, NOW, WIDE).points[0]
    assert first.kind is Kind.NEWS
    assert first.text.startswith("Ada Lund said the Tolm dam should be torn down")


def test_what_is_plainly_news_in_a_piece_that_argues_is_no_opinion() -> None:
    news = (
        "The council of Tolm on Monday put a toll of 4 crowns on the old bridge, the mayor, Ilse "
        "Brandt, said."
    )
    argued = (
        "And that is exactly what is so wrong with our politics today.\n\n"
        "Surely we should not tax those who are poor, and yet we always do.\n\n"
        "If fairness means anything, it must mean that yachts pay more than nurses do.\n\n"
        "Perhaps the council simply does not care, and that would be the saddest thing of all.\n\n"
        "Why should anybody be surprised?"
    )
    body = f"{news}\n\n{COLUMN.body}\n\n{argued}"
    column = replace(COLUMN, headline="Who pays for the bridge", body=body)
    shown = brief(column, Length.FULL, NOW, Shares(1.0, 1.0))
    told = {point.text[:24]: point.kind for point in shown.points}
    assert next(iter(told.items())) == (news[:24], Kind.NEWS)
    assert Kind.OPINION in told.values()
    assert shown.genre is Genre.OPINION
