"""Splitting: whole sentences, exact offsets, no half quotation unawares."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.sentences import LONGEST, MOST, split


def texts(body: str, lang: str | None = None) -> list[str]:
    return [sentence.text for sentence in split(body, lang)]


@pytest.mark.parametrize(
    "body",
    [
        "The U.S. Senate met on Nov. 4, 2024.|It rose at 6 p.m.|Aides left at 7 p.m. Tuesday.",
        "Sen. J. K. Marlow of Salem, Ore. spoke.|George W. Stone met Lt. Col. Anna T. Reed.",
        "The mayor lives in Washington, D.C.|He works for Acme Inc. in Boston.|No. 10 was silent.",
        "Gen. He Weidong came.|St. Albans won 3.5 million votes.|Is it so?|Yes!|See www.a.example.",
        "He paused... and went on.|Then silence…|Nothing.",
        "The shop closed .|Nobody came .",
        "А. П. Лосев жил в Твери.|Он умер.|См. п. 3 закона.",
        "Die Firma gehört H.-P. Meier.|Er ging.",
        "(He left. Twice.)|She stayed (on Sept. 3).",
        "1. First point.|2. Second point.",
        "• One thing|• Another thing",
        "It ended at the summit.|The rest is known.",
        "“Why? Because.” he said.|“We go.”|They went.",
        '"Where are you?" she asked.|Nobody answered.',
        "Am 3. Oktober kam Dr. Weber, z. B. nach Bonn.|Es kostete 3 Mio. Euro.|Siehe Nr. 5.",
        "„Das ist gut. Wir bleiben“, sagte er.|Dann ging er.",
        "« Nous partons. Nous restons », a dit M. Durand.|Le 1er mai, il pleut.|« Oui ! »|Il rit.",
        "¿Quién es el Sr. López?|¡Nadie!|Los EE. UU. no irán.",
        "У м. Київ 24 лютого 2022 р. Росія напала.|«Ми тут. Ми є», — сказав він.|— Так! — сказав.",
        "هل وصل الرئيس؟|نعم وصل.|وقال د. أحمد إنه بخير.",
        "كتب توم إف. هولت عن الميناء.|وغرق القارب.",
        "他来了。|“我们走。我们不回来。”他说。|好！",
        "वह आया।|वह गया।",
        "The flare at 11:52 p.m. (2252 GMT) lit the bay.|Sirens rang at 5 a.m. [local time] too.",
        "Adm. (retd.) Sol Brack spoke.|He ate (two pies.)|She left.",
        "The file went to the Fin. & Dev. board.|Nobody read it.",
        "Rain fell in May.[3]|The dam held.[a][12]|It is old.²|The rest is known. [4]|Boats came.",
        "KARVO, Okla. (BN) — The pier burned.|Nobody died.",
        "Statek wypłynął o godz. 9 z portu.|Mieszka przy ul. Długiej.|Przyjechał ks. Jan Nowak.",
        "Båten gick kl. 7 från bryggan.|Bl.a. Eva Lind var med.",
        "Loď vyplula v hod. 8 a vedl ji Mgr. Jan Novák.|Stála např. Praha.",
        "Toplantıya Doç. Can Aydın katıldı.|Konuşmayı Doç. Ece Su yaptı.",
        "बैठक में प्रो. राव आए।|वे मि. दास से मिले।|सब शांत रहा।",
        "Նավը խորտակվեց։|Ոչ ոք չի մահացել։",
        "သင်္ဘောနစ်သည်။|လူမသေပါ။",
        "Նավը խորտակվեց:|Ոչ ոք չի մահացել:",
        "ጀልባው ሰጠመ፡፡|ማንም አልሞተም፡፡",
        "ნავი ჩაიძირა.|არავინ დაღუპულა.",
        "នាវាបានលិច។|គ្មានអ្នកស្លាប់ទេ៕",
        "It weighs 30 kg.|Nobody carried it.",
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(body: str) -> None:
    expected = body.split("|")
    assert texts(body.replace("|", " ")) == expected


def test_a_full_stop_that_needs_no_blank_ends_a_sentence() -> None:
    assert texts("ጀልባው ሰጠመ።ማንም አልሞተም።") == ["ጀልባው ሰጠመ።", "ማንም አልሞተም።"]


def test_thai_sentences_end_at_a_blank_between_long_runs() -> None:
    clauses = [
        "เรือข้ามฟากจมลงในแม่น้ำเมื่อเช้านี้",
        "ผู้โดยสารทุกคนรอดชีวิตอย่างปลอดภัย",
        "ตำรวจกำลังสอบสวนกัปตันเรือลำนี้",
    ]
    assert texts(" ".join(clauses)) == clauses


def test_a_long_quotation_in_small_letters_ends_at_its_mark() -> None:
    long = "a mistake that we shall never make again " * 6
    body = f'She called it "{long.strip()}." The mill closed. Nobody "was told" of it.'
    assert texts(body)[1:] == ["The mill closed.", 'Nobody "was told" of it.']
    assert not any(one.in_quote or one.open_quote for one in split(body)[1:])


def test_a_quotation_with_its_blank_inside_opens_a_sentence() -> None:
    body = 'The pier fell." We knew it would. Now it has," the mayor said. She left.'
    assert [one.text for one in split(body, "en")] == [
        "The pier fell.",
        '" We knew it would. Now it has," the mayor said.',
        "She left.",
    ]
    closed = 'She said: "It was old. The pier fell." Boats came.'
    assert split(closed, "en")[-1].text == "Boats came."


def test_a_mark_that_lost_its_partner_quotes_nothing() -> None:
    for mark in '"“':
        body = f"The mill closed {mark}after a fire in May. It was old. The owner wept."
        assert [one.open_quote for one in split(body)] == [False, False, False]


def test_a_lost_blank_between_sentences_is_seen() -> None:
    assert texts("It ended at the summit.The rest is on site.example.com.A boat came.") == [
        "It ended at the summit.",
        "The rest is on site.example.com.",
        "A boat came.",
    ]


def test_a_german_ordinal_before_a_noun_does_not_end_a_sentence() -> None:
    assert len(split("Im 19. Jahrhundert war es still.", "de")) == 1
    assert len(split("He was 19. Critics laughed.", "en")) == 2


def test_sentences_know_their_paragraph_and_never_cross_one() -> None:
    found = split("One\n\nTwo. Three\n\n \n\nFour")
    assert [(s.index, s.paragraph, s.text) for s in found] == [
        (0, 0, "One"),
        (1, 1, "Two."),
        (2, 1, "Three"),
        (3, 2, "Four"),
    ]


LONG = "We have waited for this road since the spring of last year, and so have all our neighbours"


def test_a_quotation_followed_by_its_attribution_is_one_sentence() -> None:
    body = f"“{LONG}. {LONG}. {LONG},” Ms. Hale said. She left."
    assert [s.text for s in split(body)] == [body.removesuffix(" She left."), "She left."]


def test_a_long_quotation_is_split_and_every_piece_says_so() -> None:
    found = split(f"She said: “{LONG}. {LONG}. {LONG}.” She left.")
    assert [(s.in_quote, s.open_quote) for s in found] == [
        (False, True),
        (True, True),
        (True, False),
        (False, False),
    ]


def test_an_unclosed_quotation_marks_what_follows() -> None:
    found = split("“We go. We stay.\n\nThey went.")
    assert [(s.in_quote, s.open_quote) for s in found] == [
        (False, True),
        (True, True),
        (False, False),
    ]


def test_a_stray_mark_does_not_make_a_quotation_of_the_rest() -> None:
    for rest in (f"{LONG}. " * 4, 'He called it "a dream" then.', "It is done."):
        found = split(f'He praised "roads with tracks in town. {rest}')
        assert not any(s.in_quote or s.open_quote for s in found)


@pytest.mark.parametrize("word", ["the workers' union", "it's", "a 5'10\" man", "rock 'n' roll"])
def test_an_apostrophe_is_no_quotation(word: str) -> None:
    found = split(f"We saw {word} there. Nobody else saw it.")
    assert [(s.in_quote, s.open_quote) for s in found] == [(False, False)] * 2


PIECES = st.sampled_from(
    [*".!?…。।؟\"'“”„«»()[] \n\u00a0\u200b", "A", "b", "7", "U.S.", "Mr.", "Nov.", "他", "م", " — "]
)


@given(
    st.one_of(st.text(), st.lists(PIECES, max_size=80).map("".join)), st.sampled_from(["de", None])
)
def test_sentences_are_ordered_disjoint_exact_and_cover_everything(
    body: str, lang: str | None
) -> None:
    at = 0
    for index, sentence in enumerate(split(body, lang)):
        assert sentence.index == index
        assert not body[at : sentence.start].strip()
        assert sentence.text == body[sentence.start : sentence.end]
        assert sentence.text == sentence.text.strip() != ""
        assert not set(sentence.text) & {"\n", "\r"}
        at = sentence.end
    assert not body[at:].strip()


@pytest.mark.parametrize(
    "piece", [".", '"', ". ", '" ', "“", "(.", "'A. ", "U.S. ", '" . ', "(A. "]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    body = piece * (100_000 // len(piece))
    started = time.process_time()
    split(body)
    assert time.process_time() - started < 3


def test_what_goes_on_without_an_end_comes_in_bounded_pieces() -> None:
    body = "a" * (3 * LONGEST) + ". It ended here."
    pieces = texts(body)
    assert "".join(pieces).replace(" ", "") == body.replace(" ", "")
    assert all(LONGEST // 2 < len(piece) <= LONGEST for piece in pieces[:-1])
    assert pieces[-1] == "It ended here."


def test_no_more_sentences_are_read_than_an_article_has() -> None:
    found = split("He left. " * (MOST // 2) + "\n" + "She left. " * MOST)
    assert len(found) == MOST
    assert found[-1].paragraph == 1
