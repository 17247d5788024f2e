"""What is said under a brief, in the words that people have for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.follow_up import FollowUp, FollowUpKind, asked_ahead, asked_away, follow_up


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("more", FollowUpKind.MORE),
        ("More, please!", FollowUpKind.MORE),
        ("ok, tell me more", FollowUpKind.MORE),
        ("the whole story", FollowUpKind.MORE),
        ("mehr, bitte", FollowUpKind.MORE),
        ("en savoir plus", FollowUpKind.MORE),
        ("más detalles", FollowUpKind.MORE),
        ("докладніше, будь ласка", FollowUpKind.MORE),
        ("who said that?", FollowUpKind.WHO_SAID),
        ("Says who?!", FollowUpKind.WHO_SAID),
        ("wer sagt das?", FollowUpKind.WHO_SAID),
        ("qui a dit ça ?", FollowUpKind.WHO_SAID),
        ("¿quién dijo eso?", FollowUpKind.WHO_SAID),
        ("чиї це слова?", FollowUpKind.WHO_SAID),
        ("since when?", FollowUpKind.SINCE_WHEN),
        ("when did it all start?", FollowUpKind.SINCE_WHEN),
        ("seit wann?", FollowUpKind.SINCE_WHEN),
        ("depuis quand ?", FollowUpKind.SINCE_WHEN),
        ("¿desde cuándo?", FollowUpKind.SINCE_WHEN),
        ("відколи?", FollowUpKind.SINCE_WHEN),
        ("What’s new?", FollowUpKind.WHAT_IS_NEW),
        ("any updates?", FollowUpKind.WHAT_IS_NEW),
        ("was gibt es Neues?", FollowUpKind.WHAT_IS_NEW),
        ("quoi de neuf ?", FollowUpKind.WHAT_IS_NEW),
        ("¿qué hay de nuevo?", FollowUpKind.WHAT_IS_NEW),
        ("що нового?", FollowUpKind.WHAT_IS_NEW),
    ],
)
def test_a_set_phrase_is_known_in_each_language(text: str, wish: FollowUpKind) -> None:
    assert follow_up(text) == FollowUp(wish)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("and Moldova?", "Moldova"),
        ("What about the mayor?", "the mayor"),
        ("more on the dam, please", "the dam"),
        ("tell me more about crews", "crews"),
        ("und Moldau?", "Moldau"),
        ("mehr zum Damm", "Damm"),
        ("et la Moldavie ?", "la Moldavie"),
        ("¿y Moldavia?", "Moldavia"),
        ("а Молдова?", "Молдова"),
        ("докладніше про дамбу", "дамбу"),
        ("why did it fall?", "why did it fall"),
        ("andorra", "andorra"),  # begins with "and"
        ("please...", ""),
        ("the dam (1).. please..", "the dam (1)"),
        ("morecambe", "morecambe"),
        ("thanks", ""),
    ],
)
def test_all_else_is_asked_about(text: str, words: str) -> None:
    assert follow_up(text) == FollowUp(FollowUpKind.ABOUT, words)


@given(st.text(max_size=300))
def test_whatever_is_said_is_read(text: str) -> None:
    assert follow_up(text).words in " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("week ahead", ""),
        ("The week ahead, please", ""),
        ("week ahead ukraine, grain", "ukraine, grain"),
        ("the week ahead on Ukraine", "Ukraine"),
        ("woche voraus zu ukraine", "ukraine"),
        ("la semaine à venir", ""),
        ("la próxima semana", ""),
        ("тиждень попереду", ""),
        ("week", None),
        ("a week ahead of the vote", None),
        ("", None),
    ],
)
def test_the_days_ahead_are_asked_for_in_each_language(text: str, topic: str | None) -> None:
    assert asked_ahead(text) == topic


@pytest.mark.parametrize(
    ("text", "is_away"),
    [
        ("while I was away", True),
        ("While we were out?", True),
        ("what did I miss, please", True),
        ("während ich weg war", True),
        ("Was habe ich verpasst?", True),
        ("pendant mon absence", True),
        ("qu’ai-je manqué ?", True),
        ("¿Qué me perdí?", True),
        ("поки мене не було", True),
        ("що я пропустила?", True),
        ("while I was away ukraine", False),
        ("away", False),
        ("", False),
    ],
)
def test_what_was_missed_is_asked_for_in_each_language(text: str, is_away: bool) -> None:  # noqa: FBT001  a case
    assert asked_away(text) is is_away
