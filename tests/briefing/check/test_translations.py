"""Numbers, days and names of a translated sentence, held against the original's."""

import pytest

from bot.briefing.check.faults import Fault
from bot.briefing.check.translations import faults
from bot.stories.crosslingual.hearing import heard


def found(of: str, original: str, to: str, translated: str, article: str = "") -> set[Fault]:
    named = article or original
    return set(faults(translated, original, to=to, of=of, article=named, hear=heard))


@pytest.mark.parametrize(
    ("of", "original", "to", "translated"),
    [
        ("no", "Fergen tok fyr utenfor Bergen mandag.", "en", "Ferry fire off Bergen on Monday."),
        ("no", "Norge gir 2,5 milliarder kroner.", "en", "Norway is giving 2.5 billion kroner."),
        ("de", "Aus Passau flohen 1.200 Menschen.", "uk", "З Пассау втекли 1200 людей."),
        ("uk", "Уряд виділив 3,4 млрд гривень.", "de", "Die Regierung gibt 3,4 Milliarden."),
        ("ar", "قال محمود عباس إن ١٢ شخصا قتلوا في غزة يوم الاثنين.", "en",
         "Mahmoud Abbas said 12 people were killed in Gaza on Monday."),
        ("fr", "Le tribunal a condamné Marc Duval à 6 ans mardi.", "uk",
         "Суд засудив Марка Дюваля до 6 років у вівторок."),
        ("en", "The party won 1,234,567 votes on 14 November.", "fr",
         "Le parti a obtenu 1 234 567 voix le 14 novembre."),
        ("ja", "政府は30億円を支出する。", "en", "The government will spend 3 billion yen."),
        ("de", "Die Stadt Tolm zahlt 4.500 Euro.", "en", "The city of Tolm is paying 4,500 euros."),
        ("pl", "Premier powiedział w piątek, że kupi 180 czołgów.", "uk",
         "Прем’єр сказав у п’ятницю, що купить 180 танків."),
        ("uk", "Уряд виділив 3 мільярди гривень.", "de", "Die Regierung gibt 3 Milliarden."),
        ("de", "Der Preis stieg um 2,50 Euro.", "en", "The price rose by 2.5 euros."),
        ("en", "High prices worry Lund.", "de", "Hohe Preise beunruhigen Lund."),
        ("ja", "月曜日に12人が会った。", "en", "On Monday 12 people met."),
        ("de", "Es kamen 12.", "en", "12 people came."),
        ("en", "12 men came.", "de", "Es kamen 12."),
        ("ar", "ارتفع السعر ٢٫٥٠ دولار.", "en", "The price rose by 2.5 dollars."),
        ("pl", "Minister rozmawiał z Kowalskim.", "en", "The minister talked to Kowalski."),
        ("en", "It holds 1.250 litres.", "de", "Es fasst 1,25 Liter."),
    ],
)  # fmt: skip
def test_what_is_the_same_holds_in_every_script(
    of: str, original: str, to: str, translated: str
) -> None:
    assert found(of, original, to, translated) == set()


@pytest.mark.parametrize(
    ("of", "original", "to", "translated", "fault"),
    [
        ("no", "Norge gir 2,5 milliarder kroner.", "en", "Norway is giving 2.5 million kroner.",
         Fault.NUMBER),
        ("no", "Norge gir 2,5 milliarder kroner.", "en", "Sweden is giving 2.5 billion kroner.",
         Fault.NAME),
        ("de", "Aus Passau flohen 1.200 Menschen.", "uk", "З Пассау втекли 1,2 людей.",
         Fault.NUMBER),
        ("ar", "قتل ١٢ شخصا في غزة.", "en", "Some 21 people were killed in Gaza.", Fault.NUMBER),
        ("ar", "قتل ١٢ شخصا في غزة يوم الاثنين.", "en", "On Tuesday 12 died in Gaza.", Fault.DATE),
        ("no", "Loven ble vedtatt 14. november.", "en", "The law was passed on 14 October.",
         Fault.DATE),
        ("no", "Loven ble vedtatt.", "en", "The law was passed by 3 votes.", Fault.NUMBER),
        ("no", "Loven ble vedtatt med 3 stemmer.", "en", "The law was passed.", Fault.NUMBER),
        ("uk", "Зеленський відвідав Харків.", "en", "Zelensky visited Kherson.", Fault.NAME),
        ("es", "La ministra Pilar Alegría dimitió.", "de", "Ministerin Pilar Montero trat zurück.",
         Fault.NAME),
        ("en", "Officials met in May.", "de", "Die Beamten trafen sich im März.", Fault.DATE),
        ("ja", "東京で火災があった。", "en", "There was a fire in Tokyo.", Fault.NAME),
        ("ja", "月曜日に12人が会った。", "en", "On Tuesday 12 people met.", Fault.DATE),
        ("no", "Støre sa ja.", "en", "Jonas Støre said yes.", Fault.NAME),
        ("no", "Regjeringen takket Bakker.", "en", "The government thanked Bakkerman.", Fault.NAME),
    ],
)  # fmt: skip
def test_what_is_another_is_a_fault(
    of: str, original: str, to: str, translated: str, fault: Fault
) -> None:
    assert fault in found(of, original, to, translated)


def test_a_first_word_is_a_name_where_the_article_says_so() -> None:
    article = "Lund sa ja. Ordfører Kari Lund bor i Skjervik."
    assert found("no", "Lund sa ja.", "en", "Berg said yes.", article) == {Fault.NAME}
    assert found("no", "Lund sa ja.", "en", "Lund said yes.", article) == set()
    assert found("no", "Hun sa ja.", "en", "She said yes.", article) == set()


def test_a_month_is_none_where_the_word_is_not_written_as_one() -> None:
    assert found("de", "Das kann sein.", "en", "That may be, they march on.") == set()
