"""What may be left out of a sentence in other languages than English."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.briefing.asides import asides
from bot.briefing.check import choosing, other_languages

EXAMPLES = tomllib.loads((Path(__file__).parent / "asides.toml").read_text(encoding="utf-8"))
BRACES = str.maketrans("", "", "{}")
LINES = [
    (lang, line, may_go)
    for lang, lists in EXAMPLES.items()
    for may_go, lines in ((True, lists["may_go"]), (False, lists["is_needed"]))
    for line in lines.strip().splitlines()
]


@pytest.mark.parametrize(("lang", "line", "may_go"), LINES)
def test_only_what_adds_to_the_rest_may_go(lang: str, line: str, *, may_go: bool) -> None:
    whole, short = line.translate(BRACES), re.sub(r"\s*\{.*\}", "", line)
    assert (choosing.flaws(short, [whole], None, lang) == ()) is may_go
    assert (other_languages.faults(short, [whole], lang) == ()) is may_go


@pytest.mark.parametrize(
    ("lang", "sentence", "found"),
    [
        ("de", "Der Turm, der Holm überragt, fiel um.", [", der Holm überragt,"]),
        ("de", "Die Türme, die Holm überragen, fielen um.", []),
        ("de", "Kein Turm, der alt ist, fiel um.", []),
        ("de", "Wenn es um den Turm, die Brücke und den Hafen geht, schweigt Holm.", []),
        ("de", "Der Turm stand für Holm, für die die Stadt, die Insel und der Hafen leben.", []),
        ("de", "Der Sprecher, Ivo Lund, geht davon aus, dass der Turm fällt.", [", Ivo Lund,"]),
        ("de", "Als er den Ball, der flog, aus der Luft fischte, jubelte Holm.", []),
        ("fr", "Ana Lund, la juge, Tor, le maire, et la foule sont venus.", [", la juge,"]),
        ("fr", "Lundi à Holm, la juge a salué Lund, le maire, et Tor.", []),
        ("fr", "La juge Ana Lund, née à Holm, et Tor, le maire, sont venus.", [", née à Holm,"]),
        ("uk", "Вежа, яка стояла в Холмі, впала.", [", яка стояла в Холмі,"]),
        ("uk", "Вежі, які стояли в Холмі, впали.", []),
        ("es", "La torre – construida en Lund – cayó (un lunes).",
         [" – construida en Lund –", " (un lunes)"]),
        ("fi", "Torni, joka on vanha, kaatui.", []),
    ],
)  # fmt: skip
def test_an_aside_is_found_between_its_marks(lang: str, sentence: str, found: list[str]) -> None:
    assert [sentence[left:right] for left, right in asides(sentence, lang)] == found
