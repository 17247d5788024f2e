"""Questions to a model, and what is read from its answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.model.write_prompt import Written, question, written
from bot.errors import ModelError
from tests.standins.model import points


def test_sentences_are_numbered_through_all_reports() -> None:
    prompt = question([["One.", "Two."], ["Three."]], 90)
    assert prompt.user.splitlines()[1:] == [
        "", "Report 1:", "[1] One.", "[2] Two.", "", "Report 2:", "[3] Three.",
    ]  # fmt: skip
    assert "90 words" in prompt.user


@given(st.text())
def test_a_sentence_never_opens_a_line_of_its_own(text: str) -> None:
    lines = question([[text, "Next."]], 90).user.split("\n")
    assert len(lines) == 5
    assert lines[-1] == "[2] Next."


def test_points_are_read_with_places_from_zero() -> None:
    answer = points(("A ferry\nburnt.", [2, 1, 2]))
    assert written(answer) == (Written("A ferry burnt.", (0, 1)),)


@pytest.mark.parametrize("around", ["{}", "```json\n{}\n```", "Here you are: {} Enjoy!"])
def test_json_is_found_between_other_words(around: str) -> None:
    assert written(around.format(points(("A ferry burnt.", [1]))))


@pytest.mark.parametrize(
    "answer",
    [
        "", "{", "[]", "null", '{"points": 1}', '{"points": [1, {}, {"text": 2}]}',
        points(("A ferry burnt.", [])), points(("", [1])), points(("It burnt.", [0])),
        points(("It burnt.", [1, 2, 3, 4])), '{"points": [{"text": "x", "sentences": [true]}]}',
        "[" * 100_000, '{"a":' * 100_000,
    ],
)  # fmt: skip
def test_a_useless_answer_is_an_error(answer: str) -> None:
    with pytest.raises(ModelError):
        written(answer)


@given(st.text())
def test_any_other_text_is_an_error_too(answer: str) -> None:
    with pytest.raises(ModelError):
        written(answer)
