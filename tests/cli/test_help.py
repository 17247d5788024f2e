"""The help tells how each command is used, by an example."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.cli.doctor import MEANING, Cause


def commands(group: click.Group, names: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*names, name))
        else:
            yield (*names, name)


def helped(words: tuple[str, ...]) -> str:
    result = CliRunner().invoke(main, [*words, "--help"])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("words", list(commands(main)), ids=" ".join)
def test_a_command_shows_how_it_is_used(words: tuple[str, ...]) -> None:
    shown = helped(words)
    assert shown.splitlines()[2].strip()
    assert f"  briefbot {' '.join(words)}" in shown


def test_the_doctors_help_names_every_exit_status() -> None:
    shown = helped(("doctor",))
    for cause in Cause:
        assert f"{cause.value}  {MEANING[cause]}" in shown


def test_a_shell_can_complete_the_commands() -> None:
    asked = {
        "_BRIEFBOT_COMPLETE": "bash_complete",
        "COMP_WORDS": "briefbot subscri",
        "COMP_CWORD": "1",
    }
    done = CliRunner(env=asked).invoke(main, prog_name="briefbot")
    assert done.stdout == "plain,subscribe\nplain,subscriptions\n"


@pytest.mark.parametrize("words", [["timeline"], ["token", "remove"], ["digest", "--topics"]])
def test_bytes_that_are_no_text_are_no_fault_of_ours(words: list[str], tmp_path: Path) -> None:
    env = {"BRIEFBOT_DATABASE_URL": f"sqlite:///{tmp_path / 'store.db'}"}
    result = CliRunner().invoke(main, [*words, "\udcff\udcfe ferry"], env=env)
    assert "does not know" not in result.stderr
    assert not isinstance(result.exception, UnicodeError)


def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / "\udcff.txt"
    path.write_text("The bridge over the Lune closed on Tuesday, the council said.")
    assert CliRunner().invoke(main, ["brief", str(path)]).exit_code == 0
