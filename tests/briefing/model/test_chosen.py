"""What a language model chose by number, made into a brief: no word of it is the model's."""

import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.briefing.extract import compose
from bot.briefing.extract.compose import Shares
from bot.briefing.model.choose_prompt import Pick, Ranking, question, ranking
from bot.briefing.model.chosen import ChosenBrief, chosen
from bot.briefing.model.menu import MOST_CHARACTERS, Menu, menu
from bot.errors import ModelError
from bot.models import Article, Brief, Difference, Kind, Length, Reported
from tests.standins.stories import stories

NOW = datetime(2024, 11, 5, 8, tzinfo=UTC)
BODY = (
    "A storm closed the port of Tolm on Monday and sank two ferries, the harbour master said. "
    "The port, which was built by prisoners of war, handles the grain of the whole north coast. "
    "Mayor Ana Ruiz said the quay would stay shut until Friday. "
    "She had warned of it in May.\n\n"
    "This was denied by the operator. "
    "Divers plan to search the wrecks tomorrow. "
    "Sign up for our newsletter."
)
TOLM = Article(
    "tolm",
    "Storm shuts port of Tolm",
    BODY,
    url="https://ex.com/tolm",
    outlet="Harbour Post",
    published=datetime(2024, 11, 4, 20, tzinfo=UTC),
    lang="en",
)
VELL = Article(
    "vell", "Dam", "A dam broke above Vell on Sunday, police said.", outlet="Vell News", lang="en"
)
QUOTABLE = {"tolm": 88, "vell": 88}


def base_of(article: Article = TOLM) -> Brief:
    return compose.brief(article, Length.BRIEF, NOW, Shares())


def numbers(offered: Menu) -> dict[str, int]:
    """The number of each sentence by its first words, in the article's own words."""
    return {
        " ".join(offer.candidate.sentence.text.split()[:2]): number
        for number, offer in enumerate(offered.offers, start=1)
    }


TOLM_MENU = menu(TOLM.headline, [TOLM])
NUMBER = numbers(TOLM_MENU)
NAME = {name.partition(",")[0]: number for number, name in enumerate(TOLM_MENU.names, start=1)}


def made(  # noqa: PLR0913  a test says what differs
    *picks: Pick,
    main: int = 0,
    offered: Menu = TOLM_MENU,
    length: Length = Length.BRIEF,
    debris: frozenset[int] = frozenset(),
    foreign: frozenset[int] = frozenset(),
    quotable: Mapping[str, int] = QUOTABLE,
    base: Brief | None = None,
) -> ChosenBrief | None:
    chosen_by = Ranking(main, picks, debris, foreign)
    return chosen(base or base_of(), chosen_by, offered, length, quotable)


def texts(found: ChosenBrief | None) -> list[str]:
    assert found is not None
    return [point.text for point in found.brief.points]


def test_a_choice_is_shown_in_the_sources_words_in_its_sections() -> None:
    found = made(
        Pick(NUMBER["Divers plan"], kind=4),
        Pick(NUMBER["Mayor Ana"], kind=2, who=NAME["Ana Ruiz"]),
        main=NUMBER["A storm"],
    )
    assert found is not None
    points = found.brief.points
    assert [point.kind for point in points] == [Kind.NEWS, Kind.VOICE, Kind.NEXT]
    assert [point.by for point in points] == ["source"] * 3
    assert points[1].speaker == "Ana Ruiz, Mayor"
    assert points[2].text == "Divers plan to search the wrecks tomorrow [Nov. 5, 2024]."
    assert found.brief.summarizer == "chosen"
    assert found.refused == 0


def test_a_cut_is_made_where_it_is_offered_and_else_left_out() -> None:
    port = NUMBER["The port,"]
    (cut,) = TOLM_MENU.offers[port - 1].cuts
    assert BODY[cut.start : cut.end] == ", which was built by prisoners of war,"
    assert "The port … handles the grain of the whole north coast." in texts(
        made(Pick(port, cut=1))
    )
    assert any("prisoners" in text for text in texts(made(Pick(port, cut=2))))


def test_a_cut_is_made_where_the_sentence_does_not_fit_whole() -> None:
    port = Pick(NUMBER["The port,"])
    short = made(port, length=Length.FLASH, quotable={"tolm": 12})
    assert texts(short) == ["The port … handles the grain of the whole north coast."]


def test_whom_a_pronoun_means_is_said_by_one_of_the_articles_names() -> None:
    warned = NUMBER["She had"]
    told = texts(made(Pick(warned, who=NAME["Ana Ruiz"])))
    assert any(text.startswith("She [Ana Ruiz] had warned") for text in told)


def test_a_sentence_that_leans_on_another_is_shown_only_behind_it() -> None:
    denied, warned = NUMBER["This was"], NUMBER["She had"]
    assert made(Pick(denied)) is None
    found = made(Pick(warned, who=NAME["Ana Ruiz"], kind=6), Pick(denied, kind=3))
    assert texts(found)[-1] == "This was denied by the operator."
    assert found is not None
    assert found.brief.points[-1].kind is Kind.BACKGROUND


def test_what_the_writer_argues_is_the_writers() -> None:
    signed = replace(TOLM, byline="Ines Falk")
    offered = menu(TOLM.headline, [signed])
    found = made(Pick(NUMBER["The port,"], kind=7), offered=offered)
    assert found is not None
    (point,) = found.brief.points
    assert (point.kind, point.speaker) == (Kind.OPINION, "Ines Falk")


def test_what_is_no_statement_is_not_offered() -> None:
    assert "Sign up" not in NUMBER


def test_debris_is_not_shown_and_neither_is_what_no_number_names() -> None:
    storm, port = NUMBER["A storm"], NUMBER["The port,"]
    found = made(Pick(storm), Pick(port), Pick(99), Pick(0), debris=frozenset({port}))
    assert len(texts(found)) == 1
    assert found is not None
    assert found.refused == 3


def test_each_sentence_is_shown_once() -> None:
    storm = NUMBER["A storm"]
    assert len(texts(made(Pick(storm), Pick(storm, kind=6), main=storm))) == 1


def test_what_another_sentence_says_already_is_not_shown_again() -> None:
    body = f"{BODY} On Monday a storm closed the port of Tolm and sank two ferries."
    offered = menu(TOLM.headline, [replace(TOLM, body=body)])
    again = Pick(numbers(offered)["On Monday"])
    assert len(texts(made(Pick(NUMBER["A storm"]), again, offered=offered))) == 1


def test_a_flash_is_the_main_news_alone() -> None:
    storm = NUMBER["A storm"]
    found = made(Pick(NUMBER["Mayor Ana"]), main=storm, length=Length.FLASH)
    assert [text[:7] for text in texts(found)] == ["A storm"]


def test_no_more_of_an_article_is_quoted_than_may_be() -> None:
    picks = [Pick(number) for number in (NUMBER["A storm"], NUMBER["Mayor Ana"])]
    assert len(texts(made(*picks, quotable={"tolm": 20}))) == 1
    assert len(texts(made(*picks, quotable={"tolm": 30}))) == 2


def test_news_comes_first_even_if_the_model_chose_none() -> None:
    found = made(Pick(NUMBER["Divers plan"], kind=4))
    assert found is not None
    assert found.brief.points[0].kind is Kind.NEWS


def test_a_report_of_another_event_goes_with_its_outlet_and_its_figures() -> None:
    offered = menu(TOLM.headline, [TOLM, VELL])
    differing = Difference("killed", (Reported("2", "tolm"), Reported("3", "vell")))
    base = replace(
        base_of(),
        outlets=2,
        sources=(*base_of().sources, compose.source_of(VELL)),
        differences=(differing,),
    )
    dam = len(offered.offers)
    storm = Pick(NUMBER["A storm"])
    both = made(storm, Pick(dam), offered=offered, base=base)
    assert len(texts(both)) == 2
    one = made(storm, Pick(dam), offered=offered, base=base, foreign=frozenset({1, 2}))
    assert one is not None
    assert len(one.brief.points) == 1
    assert [source.id for source in one.brief.sources] == ["tolm"]
    assert (one.brief.outlets, one.brief.differences) == (1, ())


def test_a_name_that_a_sentence_does_not_have_is_nobodys_voice() -> None:
    found = made(Pick(NUMBER["A storm"], kind=2, who=NAME["Ana Ruiz"]))
    assert found is not None
    assert "Ruiz" not in f"{found.brief.points[0].speaker}"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ('{"main":2,"points":[{"s":2,"cut":0,"kind":1,"who":1}],"debris":[4, 5],"foreign":[2]}',
         Ranking(2, (Pick(2, 0, 1, 1),), frozenset({4, 5}), frozenset({2}))),
        ('```json\n{"main": 3, "points": [{"s": 3}, {"s": 1, "kind": 2}',
         Ranking(3, (Pick(3), Pick(1, kind=2)))),
        ('{"main": 3, "points": [{"s": 3}, {"s": 1, "ki', Ranking(3, (Pick(3),))),
        ('{"main": 3', Ranking(3, ())),
        ('{"points":[{"s":1,"cut":"x","kind":-4}]}', Ranking(0, (Pick(1),))),
    ],
)  # fmt: skip
def test_an_answer_is_used_as_far_as_it_goes(answer: str, expected: Ranking) -> None:
    assert ranking(answer) == expected


@pytest.mark.parametrize("answer", ["", "The storm.", "{}", '{"points": [], "main": "one"}'])
def test_an_answer_that_chooses_nothing_is_an_error(answer: str) -> None:
    with pytest.raises(ModelError, match="chooses no sentence"):
        ranking(answer)


def test_a_question_has_a_line_a_sentence_with_its_number_and_its_cuts() -> None:
    lines = question(TOLM_MENU, 88).user.split("\n")
    assert f"{NUMBER['The port,']} (17) The port{{1, which was built" in "\n".join(lines)
    assert len(lines) == 4 + len(TOLM_MENU.offers)
    assert any(re.match(r"Names: .*Ana Ruiz, Mayor", line) for line in lines)


def test_numbers_are_bounded_by_the_schema() -> None:
    text = json.dumps(question(TOLM_MENU, 88).schema)
    sentences = f'"enum": {list(range(1, len(TOLM_MENU.offers) + 1))}'
    assert text.count('"integer"') == text.count('"enum"')
    assert text.count(sentences) >= len(("main", "s", "debris"))


def test_a_long_report_loses_its_end_and_others_have_their_share() -> None:
    long = replace(TOLM, body=" ".join(f"Ferry number {n} sank off Tolm." for n in range(2000)))
    offered = menu("Ferries", [long, VELL])
    shown = sum(len(offer.candidate.sentence.text) for offer in offered.offers)
    assert MOST_CHARACTERS / 3 < shown <= MOST_CHARACTERS
    assert [bool(report) for report in offered.reports] == [True, True]


def hostile(chance: random.Random, offers: int) -> str:
    """An answer that means ill: any numbers, any keys, any words."""
    words = ["Ignore", "the", "minister", "fled", "<b>", "@everyone", "[Bob]", "…"]

    def number() -> int:
        return chance.choice([-1, 0, 1, 2, 3, 7, 99, 10**9, chance.randint(1, offers)])

    def pick() -> dict[str, object]:
        keys = ["s", "cut", "kind", "who", "text", "bracket", "sentence"]
        return {
            key: chance.choice([number(), chance.choice(words)]) if chance.random() < 0.3
            else number()
            for key in keys if chance.random() < 0.9
        }  # fmt: skip

    answer = json.dumps(
        {
            "main": number(),
            "points": [pick() for _ in range(chance.randint(0, 9))],
            "text": " ".join(chance.choices(words, k=6)),
            "debris": [number() for _ in range(chance.randint(0, 3))],
            "foreign": [number()],
        }
    )
    return answer[: chance.randint(20, len(answer))]


def own_words_of(text: str) -> Sequence[str]:
    """Its words, but for what stands in square brackets."""
    return re.findall(r"[^\W_]+", re.sub(r"\[[^\[\]]*\]", " ", text))


def test_a_thousand_hostile_answers_put_no_word_of_their_own_before_a_reader() -> None:
    """The oracle knows the articles' words and nothing of how a brief is made."""
    chance = random.Random(7)  # noqa: S311  nothing secret
    articles = [*(one for story in stories() for one in story.articles), TOLM]
    tried = 0
    while tried < 1000:
        article = chance.choice(articles)
        offered = menu(article.headline, [article, VELL])
        base = base_of(article)
        for _ in range(25):
            tried += 1
            try:
                told = ranking(hostile(chance, len(offered.offers)))
            except ModelError:
                continue
            found = chosen(base, told, offered, Length.BRIEF, {article.id: 88, "vell": 88})
            if found is None:
                continue
            bodies = {article.id: article.body, VELL.id: VELL.body}
            for point in found.brief.points:
                (span,) = point.spans
                sentence = bodies[span.article][span.start : span.end]
                source = iter(word.casefold() for word in own_words_of(sentence))
                assert all(word.casefold() in source for word in own_words_of(point.text))
                for bracket in re.findall(r"\[([^\[\]]*)\]", point.text):
                    name = bracket.removesuffix("’s")
                    assert name in bodies[span.article] or re.search(r"\d", name)
                if point.speaker:
                    name = point.speaker.partition(",")[0]
                    assert name in bodies[span.article] or name == article.byline
            assert found.brief.words <= 88
