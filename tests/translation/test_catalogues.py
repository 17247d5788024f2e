"""Every language that is shipped says everything that the code says, with the same names in it."""

import ast
import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message

from bench import catalogues
from bot.translation import available

LANGUAGES = available()[1:]
WANTED = catalogues.texts()


def strings(message: Message) -> tuple[str, ...]:
    string = message.string
    return tuple(string) if isinstance(string, tuple | list) else (string or "",)


def sources(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (str(message.id),)


def messages(lang: str) -> Iterator[Message]:
    return (one for one in catalogues.catalogue(lang) if one.id)


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_the_code_says_something_and_its_texts_are_found() -> None:
    assert {"uk", "de", "fr", "es"} <= set(LANGUAGES)
    assert "Sources" in WANTED
    assert ("{count} story", "{count} stories") in WANTED
    assert "Please choose a story." in WANTED  # an advice
    assert "Posting …" in WANTED  # said by what a call gives


def test_whatever_can_be_translated_is_written_where_it_is_said() -> None:
    for path in (*catalogues.ROOT.glob("adapters/**/*.py"), *catalogues.ROOT.glob("bot/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "translatable":
                assert isinstance(node.args[0], ast.Constant), f"{path}:{node.lineno}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_lacks_nothing(lang: str) -> None:
    assert catalogues.missing(catalogues.catalogue(lang), WANTED) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_catalogue_holds_nothing_that_is_no_longer_said(lang: str) -> None:
    ids = {catalogues.msgid(one) for one in WANTED}
    assert [one.id for one in messages(lang) if sources(one)[0] not in ids] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_names_what_its_source_names(lang: str) -> None:
    """A count may be said by the form alone: "one new point"."""
    for one in messages(lang):
        wanted: set[str] = set().union(*map(places, sources(one)))
        is_worded = places(sources(one)[0]) < wanted
        for at, said in enumerate(strings(one)):
            assert places(said) == wanted or (is_worded and not at), one.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_ends_as_its_source_does(lang: str) -> None:
    for one in messages(lang):
        source = sources(one)[-1]
        for said in strings(one):
            assert said[:1].isspace() == source[:1].isspace(), one.id
            assert said[-1:].isspace() == source[-1:].isspace(), one.id
            assert said[-1:] == source[-1:] if source[-1:] in ".:…?" else said[-1:] != ".", one.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_form_has_room_for_its_titles(lang: str) -> None:
    """Slack's titles and buttons of a form have 24 characters, Discord's labels 45."""
    of = {sources(one)[0]: strings(one)[0] for one in messages(lang)}
    for text in ("News digest", "Preview", "Wrong or not useful", "Save", "Send", "Cancel", "Back"):
        assert len(of[text]) <= 24
    assert len(of["What is wrong or not useful?"]) <= 45


def test_what_is_missing_is_said() -> None:
    empty = Catalog(locale="uk")
    empty.add(("{count} story", "{count} stories"), ("{count} новина", "", ""))
    empty.add("Sources", "Джерела")
    told = catalogues.missing(empty, {"Sources": [], "More": [], ("{count} story", "…"): []})
    assert told == ["More", ("{count} story", "…")]


def test_a_catalogue_is_brought_up_to_the_code() -> None:
    old = Catalog(locale="de")
    old.add("Sources", "Quellen")
    old.add("Gone", "Weg")
    made = catalogues.updated(old, {"Sources": ["a.py"], "Anew": ["b.py"]}).decode()
    assert 'msgid "Sources"\nmsgstr "Quellen"' in made
    assert 'msgid "Anew"\nmsgstr ""' in made
    assert "Gone" not in made
