from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import dated as bench
from bot.briefing.edits import apply
from bot.models import Span
from bot.text.dates import date_insertions, local_days

MONDAY = datetime(2024, 11, 4, 20, tzinfo=UTC)


def dated(
    text: str,
    published: datetime | None = MONDAY,
    offset: timedelta | None = None,
    lang: str | None = "en",
) -> str:
    edits = date_insertions(text, 0, len(text), local_days(published, offset), lang)
    return apply(text, Span("", 0, len(text)), edits)


@pytest.mark.parametrize(
    "marked",
    [
        "The council said Monday [Nov. 4, 2024] the road was shut.",
        "On Tuesday [Oct. 29, 2024], the council offered to pay.",
        "The court will rule on Friday [Nov. 8, 2024].",
        "Results will be announced Saturday [Nov. 9, 2024].",
        "Talks are due to resume on Thursday [Nov. 7, 2024].",
        "The vote, scheduled for Tuesday [Nov. 5, 2024], is close.",
        "On Tuesday night [Oct. 29, 2024] the river burst its banks.",
        "A blast killed three people Sunday [Nov. 3, 2024].",
        "The shop will close, its owner said Wednesday [Oct. 30, 2024].",
        "The pool will be closed on Saturday [Nov. 9, 2024].",
        "The team lost in Sunday's [Nov. 3, 2024] final.",
        "Thursday’s [Oct. 31, 2024] hearing was postponed.",
        "As it rained on Sunday [Nov. 3, 2024], Wednesday [Nov. 6, 2024] is forecast to be dry.",
        "All depends on the vote tomorrow [Nov. 5, 2024], as nobody knows.",
        "Trade grew in 2023, the bank said Friday [Nov. 1, 2024].",
        "The minister resigned yesterday [Nov. 3, 2024].",
        "The minister resigned today [Nov. 4, 2024].",
        "Prices rose last month [October 2024].",
        "The house will meet next week [the week of Nov. 11, 2024].",
        "It lost money last year [2023] and next year [2025] it will close.",
        "“We will vote on Thursday [Nov. 7, 2024],” she said.",
        "Tolm is expected to join the plan, dubbed Heron, on Tuesday [Nov. 5, 2024].",
        "The theft was reported to the harbour office on Tuesday [Oct. 29, 2024].",
        "The mayor flew back to her port on Saturday [Nov. 2, 2024].",
        "The pier fell the day before yesterday [Nov. 2, 2024].",
        "The pier will open the day after tomorrow [Nov. 6, 2024].",
        "The show closed Sunday [Nov. 3, 2024] and reopens Saturday.",
        "A truce that began Friday [Nov. 1, 2024] ends Tuesday.",
        "Late Sunday [Nov. 3, 2024], divers found the boat.",
        "In Tolm on Sunday [Nov. 3, 2024], divers found the boat.",
        "The Navy on Sunday [Nov. 3, 2024] denied it.",
        "Prices fell on Thursday [Oct. 31, 2024] and Friday [Nov. 1, 2024].",
        "The captain, 61, died today [Nov. 4, 2024], his son said.",
        "The storm tore the roof off a shed on Sunday [Nov. 3, 2024].",
        "The board backed the sale today [Nov. 4, 2024], its chair said.",
    ],
)
def test_a_certain_date_follows_its_word(marked: str) -> None:
    plain = "".join(part.partition("]")[2] or part for part in marked.split(" ["))
    assert dated(plain) == marked


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, 4 Nov., the road was shut.",
        "He spoke on Monday, November 4.",
        "She told the Friday Times that Black Friday sales rose.",
        "Bloody Sunday was remembered; USA Today was there.",
        "He played on Monday Night Football.",
        "Every Monday, he walked.",
        "In 2011 he left on a Friday and came back on Saturday.",
        "They agreed to meet Friday.",
        "The names may be announced on Friday.",
        "The strike was due to begin on Saturday.",
        "The man would appear in court on Thursday.",
        "The shop is open Mondays.",
        "Boats have scheduled a meeting with divers Friday.",
        "The council has called a vote on piers for Friday.",
        "The council gave a push to the plan and a meeting on Thursday.",
        "The vote was widely expected to be held on Friday.",
        "Waste was collected Tuesday mornings.",
        "Today the village is home to 300 people.",
        "The house burned on Monday night.",
        "Even today more than 300 people have it.",
        "Today, its yards are empty.",
        "Many children in Tolm today have never seen a boat.",
        "In Tolm today, only two yards are open.",
        "The leaders of tomorrow met.",
        "“We start tomorrow,” he said.",
        "He had left two weeks earlier, on a Tuesday.",
        "Workers were paid over the last month.",
        "The fair, shut since May, starts Thursday.",
        "The pier reopens Thursday, the mayor said.",
        "The show, which opened in May, moves to Tolm on Friday.",
        "She wrote for The Independent on Sunday for years.",
        "Brenholt Wednesday beat Tolm 3-0.",
        "The fair will be held this weekend.",
        "Boats were built here, and today just one yard is open, the mayor said.",
        "Today, the town has one school, its mayor said.",
        "The body that today runs the port was founded in Tolm.",
    ],
)
def test_a_word_whose_day_is_not_certain_stays_as_it_is(text: str) -> None:
    assert dated(text) == text


def test_without_a_publication_time_nothing_is_dated() -> None:
    assert dated("It rained on Monday and yesterday.", published=None) == (
        "It rained on Monday and yesterday."
    )


def test_the_pages_own_clock_decides_the_day() -> None:
    late = datetime(2024, 11, 5, 2, tzinfo=UTC)
    text = "It rained yesterday."
    assert dated(text, late, timedelta(hours=-5)) == "It rained yesterday [Nov. 3, 2024]."
    assert dated(text, late, timedelta(hours=1)) == "It rained yesterday [Nov. 4, 2024]."
    assert dated(text, late) == text


def test_a_bare_date_is_that_date() -> None:
    assert local_days(datetime(2024, 11, 4, tzinfo=UTC), None) == (date(2024, 11, 4),)


def test_a_date_earlier_in_the_paragraph_takes_the_weekday_into_its_own_time() -> None:
    body = "The ship sailed on March 3. It sank on Tuesday."
    assert date_insertions(body, 28, len(body), (date(2024, 11, 4),), "en") == ()


@pytest.mark.parametrize(
    ("lang", "marked"),
    [
        ("de", "Die Stadt hat gestern [2024-11-03] die Brücke gesperrt."),
        ("de", "Am Freitag [2024-11-08] wird gewählt."),
        ("fr", "Le ministre a démissionné mardi [2024-10-29]."),
        ("es", "Los bomberos rescataron ayer [2024-11-03] a tres personas."),
        ("uk", "У вівторок [2024-10-29] рада ухвалила рішення, сказала речниця."),
        ("ru", "Вчера [2024-11-03] в городе закрыли мост."),
        ("de", "Morgen ist auch ein Tag."),
        ("de", "Heute ist das Dorf leer."),
        ("ru", "«Завтра начнём», сказал он."),
        ("uk", "До понеділка міст закрито."),
        ("ar", "أغلق الجسر يوم الأحد [2024-11-03]."),
        ("ar", "غرقت السفينة أول أمس [2024-11-02] قرب الميناء."),
        ("ar", "أغلق الجسر يوم الأحد [2024-11-03] وسيفتح يوم الجمعة."),
        ("ar", "أغلق الجسر يوم الأحد الماضي."),
        ("de", "Vorgestern [2024-11-02] brach der Damm."),
        ("de", "Die Messe kam gut an und schließt am Mittwoch."),
        ("fr", "Le pont rouvrira après-demain [2024-11-06]."),
        ("fr", "La foire a fermé dimanche [2024-11-03] et rouvre jeudi, dit le maire."),
        ("fr", "La foire a fermé jeudi dernier."),
        ("es", "El puente cayó antes de ayer [2024-11-02] y abrirá pasado mañana [2024-11-06]."),
        ("es", "La feria cerró el domingo [2024-11-03] y vuelve el jueves."),
        ("es", "El alcalde dimitió el jueves pasado."),
        ("uk", "Міст закрили, а післязавтра [2024-11-06] відкриють."),
        ("uk", "Ярмарок закрився у неділю [2024-11-03] і відкривається у четвер."),
        ("de", "Gestern Abend [2024-11-03] beschloss der Rat die Sperrung."),
        ("de", "Am Samstagmorgen [2024-11-02] entgleiste ein Zug."),
        ("de", "Der Rat tagte bis Samstagabend."),
        ("uk", "Учора вранці [2024-11-03] на річці стався затор."),
        ("uk", "Рада у п’ятницю [2024-11-08] розгляне скаргу."),
        ("uk", "Тунель закрито у суботу [2024-11-02]."),
        ("ru", "Мост открылся в воскресенье [2024-11-03] и закрывается в четверг."),
        ("ru", "Вчера, в среду, открыли мост."),
    ],
)
def test_other_languages_get_what_is_safe(lang: str, marked: str) -> None:
    plain = "".join(part.partition("]")[2] or part for part in marked.split(" ["))
    assert dated(plain, lang=lang) == marked


PIECES = st.sampled_from(["It ", "Monday", " said", " will", "today", " next week", ", ", "“", "ß"])


@given(text=st.lists(PIECES).map("".join), day=st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_only_brackets_are_ever_added(text: str, day: date) -> None:
    edits = date_insertions(text, 0, len(text), (day,), None)
    assert all(edit.start == edit.end and edit.text.startswith(" [") for edit in edits)


def test_no_sentence_of_the_bench_gets_a_wrong_day_and_most_get_theirs() -> None:
    found = [(day, bench.dated(text, lang)) for lang, day, text in bench.labelled()]
    wrong = [one for one in found if one[1] not in {one[0], "-"}]
    missed = [one for one in found if one[1] != one[0]]
    assert not wrong
    assert len(missed) <= 6
