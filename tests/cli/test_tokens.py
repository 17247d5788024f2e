"""The commands about tokens, as an operator types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.ports import Scope
from bot.store.access import tokens
from bot.store.engine import open_store


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    made = f"sqlite:///{tmp_path / 'store.db'}"
    monkeypatch.setenv("BRIEFBOT_DATABASE_URL", made)
    return made


def token(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["token", *arguments])


def test_a_token_is_made_listed_and_taken_back(url: str) -> None:
    assert "There is no token" in token("list").output
    secret = token("add", "desk", "--scope", "archive", "--scope", "read").output.strip()
    store = open_store(url)
    assert tokens.admitted(store, secret, Scope.ARCHIVE) == "desk"
    listed = token("list").output
    assert listed.startswith("desk  archive, read  made ")
    assert secret not in listed
    assert json.loads(token("list", "--json").output)["scopes"] == ["archive", "read"]
    assert token("add", "desk", "--scope", "read").exit_code == 2
    assert token("remove", "desk").output == "desk removed.\n"
    assert token("remove", "desk").exit_code == 1
    assert tokens.admitted(store, secret, Scope.ARCHIVE) is None
    store.close()


def test_a_token_is_for_something(url: str) -> None:
    assert url
    assert token("add", "desk").exit_code == 2
    assert token("add", "desk", "--scope", "everything").exit_code == 2


@pytest.mark.usefixtures("url")
@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_token_has_a_name_to_be_known_by(name: str) -> None:
    refused = token("add", name, "--scope", "read")
    assert (refused.exit_code, "a name of at most 80 letters" in refused.output) == (2, True)
