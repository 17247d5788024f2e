"""The commands about mail, as an operator types them, with a real server."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.models import SubscriptionState
from bot.store import subscriptions
from bot.store.engine import open_store
from bot.text.mailboxes import UNCONFIRMED, inbox
from tests.standins.mail import MailServer, receiving


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    with receiving() as running:
        chosen = running.chosen
        settings = {
            "DATABASE_URL": f"sqlite:///{tmp_path / 'store.db'}",
            "PUBLIC_URL": "https://news.example",
            "MAIL_SERVER": chosen.server, "MAIL_PORT": str(chosen.port),
            "MAIL_SECURITY": "none", "MAIL_SENDER": chosen.sender,
        }  # fmt: skip
        for name, value in settings.items():
            monkeypatch.setenv(f"BRIEFBOT_{name}", str(value))
        yield running


def mail(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["mail", *arguments])


def test_a_digest_is_ordered_and_waits_for_its_reader(server: MailServer, tmp_path: Path) -> None:
    assert "Nobody gets" in mail("list").output
    words = "ukraine, chad at 7:30 Kyiv on weekdays, full"
    done = mail("add", "ada@Reader.example", words)
    assert "A letter asks ada@reader.example to confirm: ukraine, chad at 07:30" in done.output
    (letter,) = server.letters
    assert letter["To"] == "ada@reader.example"
    assert letter["List-Unsubscribe"] is None
    body = letter.get_body(("plain",))
    assert body is not None
    assert "https://news.example/mail/confirm?to=ada%40reader.example&key=" in body.get_content()
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    standing = subscriptions.find(store, inbox("ada@reader.example"))
    store.close()
    assert standing is not None
    waiting = standing.subscription
    assert (waiting.state, waiting.reason) == (SubscriptionState.PAUSED, UNCONFIRMED)
    assert waiting.topics == ("ukraine", "chad")
    record = json.loads(mail("list", "--json").output)
    assert (record["channel"], record["state"]) == ("mail:ada@reader.example:inbox", "paused")
    assert mail("add", "ada@reader.example").exit_code == 2
    assert mail("remove", "ada@reader.example").exit_code == 0
    assert mail("remove", "ada@reader.example").exit_code == 1


@pytest.mark.parametrize("fault", ["550", "451", "lost"])
def test_what_could_not_be_asked_is_not_kept(server: MailServer, fault: str) -> None:
    server.faults.append(fault)
    assert mail("add", "ada@reader.example").exit_code == 1
    assert "Nobody gets" in mail("list").output


def test_an_order_that_makes_no_sense_sends_nothing(server: MailServer) -> None:
    for arguments in (["ada"], ["ada@reader.example", "at 25:99"]):
        assert mail("add", *arguments).exit_code == 2, arguments
    assert server.letters == []


@pytest.mark.parametrize("missing", ["MAIL_SERVER", "MAIL_SENDER", "PUBLIC_URL"])
def test_what_is_missing_is_named(
    server: MailServer, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    assert server.port
    monkeypatch.delenv(f"BRIEFBOT_{missing}")
    done = mail("add", "ada@reader.example")
    assert done.exit_code == 2
    assert f"BRIEFBOT_{missing}" in done.output
