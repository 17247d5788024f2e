"""What a line is when it is not body, told by its wording alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.lines.captions import is_caption
from bot.reading.lines.forms import is_name, is_sentence
from bot.reading.lines.furniture import is_furniture, is_related_heading
from bot.reading.lines.picture_credits import is_credit, is_signed, split_credit, strip_credit
from bot.reading.lines.stamps import byline_names


@pytest.mark.parametrize(
    "line",
    [
        "REUTERS/Ana Ruiz",
        "(AP Photo/Ana Ruiz)",
        "Bo Li / AFP",
        "Harbour Authority Press Service/Handout via REUTERS",
        "Kyodo via Reuters Connect",
        "Ana Ruiz for The Riga Post via Getty Images",
        "Getty Images",
        "© 2025 Ana Ruiz",
        "Photo: Ana Ruiz / AFP",
        "Image credit: Ana Ruiz",
        "Foto: Eva Kern/dpa",
        "Bild: SN/APA/EVA KERN",
        "Crédit photo : Eva Kern",
        "Фото: Укрінформ",
        "Источник фото: Анна Кравец",
        "Foto di Eva Kern / ANSA",
    ],
)
def test_a_credit_is_known_by_its_label_or_its_agency(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ana Ruiz",
        "The photos were shown to Reuters on Monday.",
        "Getty Images said on Monday that it would close its office in Riga.",
        "Photo: nobody knew at the time who had taken the picture that would end his career.",
        "He wrote for AFP and Reuters from Riga.",
        "",
    ],
)
def test_a_bare_name_or_a_sentence_about_an_agency_is_no_credit(line: str) -> None:
    assert not is_credit(line)


@pytest.mark.parametrize("line", ["Ana Ruiz", "María del Mar Sol and Bo Li", "Åsa van der Berg"])
def test_names_are_told_for_callers_who_know_the_place_of_a_credit(line: str) -> None:
    assert is_name(line)
    assert not is_name(f"{line} walks the dog")


@pytest.mark.parametrize(
    "line",
    [
        "Photo by Ana Ruiz: A barge at dusk on the river.",
        "A woman walks past a flooded square in Riga, Latvia, March 3, 2025.",
        "Mayor Ilze Berg (left) with Bo Li",
        "Burmistrz Anna Nowak (z lewej) i strażacy przed remizą",
        "開所式に出席した市長（左から）と港長",
        "In this file photo, a barge lies in the harbour of Riga.",
        "Ein Kahn im Hafen von Riga (Archivbild)",
        "A barge at dusk. (AP Photo/Ana Ruiz)",
        "Ein Kahn im Hafen, Foto: Eva Kern",
        "Image caption, A barge lies in the harbour",
    ],
)
def test_a_caption_is_known_by_its_scene_and_date_its_places_or_its_credit(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "The mayor said on Monday that the bridge would open on March 3, 2025.",
        "The bridge has been closed since March 3, 2025.",
        "“We walk past it every day,” Ana Ruiz said on March 3, 2025.",
        "The bridge will open on Friday, the mayor said. (Reuters)",
        "The storm, which left 200 homes without power, moved east.",
        "She posted a photo: a cat in a hat.",
    ],
)
def test_prose_is_no_caption_for_having_a_date_or_a_comma(line: str) -> None:
    assert not is_caption(line)


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("A barge in Riga. Bay Line/Handout", "A barge in Riga.", "Bay Line/Handout"),
        ("A barge at dusk (foto Ana Ruiz)", "A barge at dusk", "foto Ana Ruiz"),
        ("A barge at dusk. (AP Photo/Ana Ruiz)", "A barge at dusk.", "AP Photo/Ana Ruiz"),
        ("A barge at dusk. Photo: Ana Ruiz", "A barge at dusk.", "Photo: Ana Ruiz"),
        ("A barge at dusk.Credit: Ana Ruiz", "A barge at dusk.", "Credit: Ana Ruiz"),
        ("A barge at duskCredit: Ana Ruiz", "A barge at dusk", "Credit: Ana Ruiz"),
        ("A barge at dusk. © Ana Ruiz / AFP", "A barge at dusk.", "© Ana Ruiz / AFP"),
        ("A barge at dusk. Ana Ruiz/REUTERS", "A barge at dusk.", "Ana Ruiz/REUTERS"),
        ("Una barca al anochecer EFE/ Ana Ruiz", "Una barca al anochecer", "EFE/ Ana Ruiz"),
        ("Prices rose, according to Bloomberg.", "Prices rose, according to Bloomberg.", None),
    ],
)
def test_a_trailing_credit_comes_off_its_caption(
    line: str, caption: str, credit: str | None
) -> None:
    assert split_credit(line) == (caption, credit)


def test_a_credit_loses_its_label_and_brackets() -> None:
    assert strip_credit("(Photo: Ana Ruiz / AFP)") == "Ana Ruiz / AFP"
    assert strip_credit("REUTERS/Ana Ruiz") == "REUTERS/Ana Ruiz"


@pytest.mark.parametrize(
    "line",
    [
        "More from Baltic Desk",
        "Related",
        "RELATED ARTICLES",
        "Read next",
        "Lesen Sie auch",
        "Mehr zum Thema",
        "À lire aussi",
        "Lee también",
        "Читайте також",
        "Читайте также:",
        "Leggi anche",
        "Leia também",
        "Lees ook",
    ],
)
def test_related_headings_in_many_languages(line: str) -> None:
    assert is_related_heading(line)


@pytest.mark.parametrize(
    "line",
    ["More from the river was expected.", "Relatedly, the mayor resigned.", "Most people stayed"],
)
def test_a_sentence_that_begins_like_a_heading_is_none(line: str) -> None:
    assert not is_related_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Ruiz",
        "By Ana Ruiz and Bo Li",
        "Von Eva Kern, Berlin",
        "Updated 3 May 2024, 10:15",
        "2 hours ago",
        "5 min read",
        "Lesezeit: 3 Minuten",
        "Advertisement",
        "Story continues below advertisement",
        "Share this article",
        "Facebook Twitter WhatsApp",
        "Sign up for our newsletter and get the day's news",
        "We use cookies to measure how this site is read",
        "12 comments",
        "All rights reserved",
        "Copyright 2025 Baltic Desk",
        "Read more: Tartu counts the cost",
        "Abonnez-vous à notre lettre",
        "Подписывайтесь на наш канал",
        "https://example.org/storm",
        "* * *",
    ],
)
def test_furniture_in_many_languages(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the storm had passed.",
        "By far the largest of them lies in the harbour",
        "Share prices fell",
        "Subscribers left the network after the storm, its owner said.",
        "Cookies were handed out at the shelter.",
        "Reporting on the storm, the mayor said the bridge would stay closed.",
        "Two hours ago the bridge was closed, the mayor said.",
        "In May 2024 the river rose by a metre.",
    ],
)
def test_prose_is_no_furniture_for_its_first_words(line: str) -> None:
    assert not is_furniture(line)


def test_a_byline_gives_its_names() -> None:
    assert byline_names("By Ana Ruiz and Bo Li") == "Ana Ruiz and Bo Li"


@given(st.text(max_size=300))
def test_any_line_gets_a_judgment(line: str) -> None:
    is_credit(line)
    is_caption(line)
    is_furniture(line)
    is_related_heading(line)
    caption, credit = split_credit(line)
    assert caption in line
    assert credit is None or credit in line


def test_an_agency_of_two_words_ends_a_caption() -> None:
    line = "A woman looks over the dock of the refinery near Vell. AP Photo"
    assert split_credit(line) == (line.removesuffix(" AP Photo"), "AP Photo")


def test_an_agency_signs_a_line_in_brackets_only() -> None:
    assert is_signed("The minister said he could not recall meeting her. (AFP)")
    assert not is_signed("The minister denied it to the agency AFP.")
    assert not is_signed("The bridge is closed (and so is the port).")


@pytest.mark.parametrize(
    "line",
    [
        "橋は月曜日に、市の決定により、閉鎖された。",
        "สภาเมืองตัดสินใจปิดสะพานในวันจันทร์หลังจากพบรอยแตกในเสาหลัก",
        "សាលាក្រុងបានសម្រេចបិទស្ពាននៅថ្ងៃចន្ទ។",
        "မြို့တော်ခန်းမသည် တံတားကို ပိတ်ခဲ့သည်။",
        "ከተማው ድልድዩን ሰኞ ዕለት ዘጋ፡፡",
        "Քաղաքը երկուշաբթի օրը փակեց կամուրջը։",
    ],
)
def test_a_sentence_is_one_in_any_script(line: str) -> None:
    assert is_sentence(line)


@pytest.mark.parametrize("line", ["関連記事", "ข่าวเด่น", "ព័ត៌មាន", "橋。"])
def test_a_label_is_none(line: str) -> None:
    assert not is_sentence(line)
