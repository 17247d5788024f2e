"""The charset of a page that names none is found by its letters."""

import pytest

from bot.reading.web.charsets import guess

TEXTS = {
    "cp1252": (
        "O navio não saiu na segunda-feira: a explosão do motor atrasou a operação até março.",
        "Båten låg kvar på måndagen sedan motorn börjat brinna, säger rederiet på ön.",
        "Die Fähre fiel aus; über die Gründe möchten die Behörden nichts Näheres äußern.",
        "Le traversier a été annulé après un incendie, précise la préfecture de l’île.",
        "El buque no zarpó: según la compañía, el motor se incendió el miércoles por la mañana.",
    ),
    "cp1250": (
        "Prom nie wypłynął, ponieważ zapalił się silnik; śledztwo wciąż trwa, mówi rzecznik.",
        "Trajekt nevyplul, protože začal hořet motor, řekla mluvčí přístavu v pondělí.",
        "A komp nem indult el, mert kigyulladt a motor, közölte a kikötő szóvivője hétfőn.",
        "Vaporul nu a plecat fiindcă motorul a luat foc, a spus şeful poliţiei din oraş.",
    ),
    "iso8859-2": ("Łódź nie wypłynęła, ponieważ zapalił się silnik; śledztwo wciąż trwa.",),
    "cp1254": ("Gemi kalkmadı; çünkü motoru yandı, dedi şirketin sözcüsü. Soruşturma sürüyor.",),
    "cp1257": ("Laivas neišplaukė, nes užsidegė variklis, sakė uosto viršininkas šiandien.",),
    "cp1251": ("Паром не вийшов у море, бо загорівся двигун, повідомили в порту.",),
    "cp1253": ("Το πλοίο δεν έφυγε επειδή η μηχανή πήρε φωτιά, είπε ο λιμενάρχης.",),
    "cp1255": ("הספינה לא יצאה כי המנוע עלה באש, אמר מנהל הנמל ביום שני.",),
    "cp1256": ("لم تبحر السفينة لأن المحرك احترق، قال مدير الميناء يوم الاثنين.",),
    "cp932": ("エンジンが燃えたので船は出なかったと港の責任者が月曜日に話した。",),
    "gb18030": ("港口负责人周一说，因为发动机起火，船没有出发。",),
    "cp949": ("엔진에 불이 나서 배가 떠나지 못했다고 항만 책임자가 월요일에 말했다.",),
}


@pytest.mark.parametrize(
    ("charset", "text"), [(charset, text) for charset, texts in TEXTS.items() for text in texts]
)
def test_a_page_reads_as_it_was_written(charset: str, text: str) -> None:
    page = f"<html><head><style>p {{}}</style></head><body><p>{text}</p></body></html>"
    raw = page.encode(charset)
    assert raw.decode(guess(raw) or "ascii") == page


@pytest.mark.parametrize("text", ["A café in Tarn", "Señor Brook said so", "It cost £5 – or 5 €"])
def test_a_few_letters_are_those_of_the_webs_default(text: str) -> None:
    assert guess(text.encode("cp1252")) == "cp1252"
