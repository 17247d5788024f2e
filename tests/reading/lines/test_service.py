"""What a site says to its reader is told from what an article reports."""

import pytest

from bot.reading.lines.service import without_service

TOLD = {
    "en": [
        "The mill at Orre will grind again from May, its new owners told a crowd on Sunday.",
        "They have bought two stones in Brittany, which arrived by barge in the autumn.",
        "Bakers in the valley have ordered eleven tons of flour for the summer, they said.",
    ],
    "de": [
        "Die Mühle in Orre soll ab Mai wieder mahlen, sagten die neuen Besitzer am Sonntag.",
        "Zwei Steine aus der Bretagne kamen im Herbst mit einem Lastkahn den Fluss herauf.",
        "Die Bäcker im Tal haben für den Sommer schon elf Tonnen Mehl bestellt, hieß es.",
    ],
    "fr": [
        "Le moulin d’Orre tournera de nouveau en mai, ont annoncé dimanche ses propriétaires.",
        "Deux meules de Bretagne sont arrivées à l’automne sur une péniche, par la rivière.",
        "Les boulangers de la vallée ont déjà commandé onze tonnes de farine pour cet été.",
    ],
}


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Our newsletter brings the valley to you every Saturday."),
        ("en", "Got something to add? Write to our editors."),
        ("en", "Rate this article"),
        ("en", "The key points were put together by artificial intelligence."),
        ("en", "Write to the author at milla@orre.example."),
        ("de", "Mit unserer App lesen Sie die Nachrichten aus dem Tal zuerst."),
        ("de", "Eine KI hat die Zusammenfassung geschrieben."),
        ("fr", "Notre application vous apporte les nouvelles de la vallée."),
    ],
)
def test_a_line_to_the_reader_goes(lang: str, line: str) -> None:
    told = TOLD[lang]
    assert without_service([told[0], line, *told[1:]], lang) == told
    assert without_service([*told, line], lang) == told


@pytest.mark.parametrize(
    "line",
    [
        "Write about the river instead of the mill, one reader told the paper.",
        "Our mill feeds the whole valley, says a poster at the bridge.",
        "“Follow us to the mill,” the children sang.",
        "The newsletter of the mill has 300 readers.",
        "You could hear the stones in the next village.",
    ],
)
def test_a_line_of_the_article_stays(line: str) -> None:
    told = [TOLD["en"][0], line, *TOLD["en"][1:]]
    assert without_service(told, "en") == told


def test_an_article_about_an_app_is_left_alone() -> None:
    told = [
        "A new app shows where the mushrooms stand, and it has upset the pickers of Orre.",
        "The app was written by two pupils, who wanted to find chanterelles without their uncle.",
        "Our app harms nobody, the two pupils have written above the door of the school.",
    ]
    assert without_service(told, "en") == told


def test_a_guide_speaks_to_its_reader() -> None:
    told = [
        "You need a basket, a knife and a map, and you should tell somebody where you go.",
        "If you find a ring of them, leave your smallest behind for the following year.",
        "Download our map as an app before you leave, since there is no signal in the woods.",
    ]
    assert without_service(told, "en") == told


def test_other_languages_are_left_alone() -> None:
    assert without_service(["Tilaa uutiskirjeemme."], "fi") == ["Tilaa uutiskirjeemme."]
    assert without_service(["Read our newsletter."], None) == ["Read our newsletter."]
