"""The language is told from little words and letters; a template's claim loses against them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.detection import code, identify

BRIDGE = {
    "en": "The mayor said on Monday that the bridge was closed and would not open for weeks.",
    "de": "Die Bürgermeisterin sagte am Montag, dass die Brücke gesperrt ist und nicht öffnet.",
    "fr": "La maire a dit lundi que le pont est fermé et qu'il ne va pas rouvrir dans le mois.",
    "es": "La alcaldesa dijo el lunes que el puente está cerrado y que no se abrirá en mayo.",
    "pt": "A prefeita disse que a ponte não se abre mais e que o rio não foi medido.",
    "pl": "Burmistrz powiedziała w poniedziałek, że most jest zamknięty i nie otworzy się do lata.",
    "nl": "De burgemeester zei maandag dat de brug dicht is en niet opengaat voor de winter.",
    "tr": "Belediye başkanı pazartesi köprünün kapalı olduğunu ve bir hafta daha açılmadığını, "
    "bu nedenle de yeni bir yol için çalıştıklarını söyledi.",
    "uk": "Мерка сказала в понеділок, що міст закрито і що його не відкриють до зими.",
    "ru": "Мэр города сказала в понедельник, что мост закрыт и что его не откроют до зимы.",
    "be": "Мэрка сказала ў панядзелак, што мост зачынены і што яго не адкрыюць да зімы.",
    "bg": "Кметицата каза в понеделник, че мостът е затворен и няма да се отвори до зимата.",
    "sr": "Градоначелница је рекла у понедељак да је мост затворен и да се неће отварати.",
    "ar": "قالت رئيسة البلدية يوم الاثنين إن الجسر مغلق ولن يفتح قبل أسابيع.",
    "fa": "شهردار روز دوشنبه گفت که پل بسته است و تا چند هفته باز نمی\u200cشود.",
    "ur": "میئر نے پیر کو کہا کہ پل بند ہے اور کئی ہفتوں تک نہیں کھلے گا۔",
    "he": "ראש העיר אמרה ביום שני שהגשר סגור ולא ייפתח בשבועות הקרובים.",
    "el": "Η δήμαρχος είπε τη Δευτέρα ότι η γέφυρα είναι κλειστή.",
    "hi": "मेयर ने सोमवार को कहा कि पुल बंद है और हफ्तों तक नहीं खुलेगा।",
    "zh": "市长星期一表示，大桥已经关闭，几周内不会开放。",
    "ja": "市長は月曜日、橋は閉鎖され、数週間は開かないと述べた。",
    "ko": "시장은 월요일 다리가 폐쇄되었다고 말했다.",
    "th": "นายกเทศมนตรีกล่าวเมื่อวันจันทร์ว่าสะพานปิดแล้ว",
}


@pytest.mark.parametrize("language", BRIDGE)
def test_one_sentence_is_enough(language: str) -> None:
    assert identify(BRIDGE[language]) == language


@pytest.mark.parametrize("language", BRIDGE)
def test_the_right_declaration_is_kept(language: str) -> None:
    assert identify(BRIDGE[language], f"{language}-XX") == language


@pytest.mark.parametrize(
    ("language", "declared"), [("uk", "en"), ("uk", "ru"), ("ru", "uk"), ("de", "en"), ("en", "de")]
)
def test_a_declaration_that_the_text_contradicts_loses(language: str, declared: str) -> None:
    assert identify(BRIDGE[language], declared) == language


def test_letters_of_an_abbreviation_are_no_words() -> None:
    assert identify("U.S. ports to shut, U.S. shippers to wait, U.S. navy to help") == "en"


def test_a_language_unknown_to_us_is_believed() -> None:
    assert identify("Mae'r bont ar gau tan y gwanwyn.", "gd") == "gd"


@pytest.mark.parametrize(("text", "declared"), [("", "fr"), ("12:30", "fr"), ("Paris 2030", "fr")])
def test_where_the_text_does_not_tell_the_declaration_does(text: str, declared: str) -> None:
    assert identify(text, declared) == declared
    assert identify(text) is None


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("en-US", "en"), ("DE_at", "de"), ("nb-NO", "no"), ("ua", "uk"), ("iw", "he"),
        ("english", None), ("", None), (None, None), ("xx", None), ("-", None),
    ],
)  # fmt: skip
def test_a_declaration_is_read_as_a_code(declared: str | None, expected: str | None) -> None:
    assert code(declared) == expected


@given(st.text(max_size=200), st.none() | st.text(max_size=12))
def test_any_text_has_a_code_or_none(text: str, declared: str | None) -> None:
    language = identify(text, declared)
    assert language is None or code(language) == language
