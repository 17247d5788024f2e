"""I/O. The environment, read once into settings.

Every variable begins with BRIEFBOT_. A `.env` file in the working directory counts as environment,
and a variable with `_FILE` after its name names a file that holds the value, as container secrets
do.
"""

import difflib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from dotenv import dotenv_values
from pydantic import ValidationError
from pydantic_settings import BaseSettings

from bot.errors import UsageError
from bot.settings.groups import ENV_FILE, PREFIX

RENAMED = {"BRIEFBOT_SLACK_ASKS_PER_MINUTE": "BRIEFBOT_ASKS_PER_MINUTE"}  # still read
_FILE = "_FILE"

Chosen = TypeVar("Chosen", bound=BaseSettings)


def load(kind: type[Chosen]) -> Chosen:
    """One kind of settings from the environment and `.env`.

    Raises UsageError for a value that makes no sense, or for a `_FILE` that can't be read.
    """
    try:
        given = variables()
        return kind(**_from_files(kind, given), **_renamed(kind, given))
    except ValidationError as error:
        advice = _advice(kind, error)
        raise UsageError(f"settings: {advice}", advice=advice) from error


def variables() -> Mapping[str, str]:
    """Every BRIEFBOT_ variable that is set, by its name in capitals; `.env` counts least.

    One that has been renamed stands under its new name too.
    """
    both = {**dotenv_values(ENV_FILE), **os.environ}
    named = {name.upper(): value for name, value in both.items() if value}
    found = {name: value for name, value in named.items() if name.startswith(PREFIX)}
    return {RENAMED[name]: value for name, value in found.items() if name in RENAMED} | found


def refuse_unknown(kinds: Iterable[type[BaseSettings]], given: Iterable[str]) -> None:
    """Raises UsageError for a variable that is no setting of any of these kinds.

    A typo would otherwise be a setting silently not made.
    """
    known = [name for kind in kinds for name in names(kind)]
    files = [name + _FILE for name in known]
    for variable in sorted(given):
        if variable not in {*known, *files, *RENAMED}:
            raise _unknown(variable, known)


def names(kind: type[BaseSettings]) -> dict[str, str]:
    """The variables of a kind of settings, and the fields they fill."""
    prefix = kind.model_config.get("env_prefix", "")
    return {f"{prefix}{field}".upper(): field for field in kind.model_fields}


def _from_files(kind: type[BaseSettings], given: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for variable, field in names(kind).items():
        written = given.get(variable, "")
        if written != _unquoted(written):
            found[field] = _unquoted(written)
        path = given.get(variable + _FILE)
        if path and variable not in given:
            try:
                found[field] = Path(path).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                advice = f"Please correct {variable}{_FILE}: that file can't be read."
                raise UsageError(f"settings: {variable}{_FILE}: {error}", advice=advice) from error
    return found


def _renamed(kind: type[BaseSettings], given: Mapping[str, str]) -> dict[str, Any]:
    """The fields for which only a variable's old name is set."""
    fields = names(kind)
    return {
        fields[new]: given[old]
        for old, new in RENAMED.items()
        if new in fields and given.get(old) == given.get(new, "")
    }


def renamed(given: Iterable[str]) -> list[str]:
    """What to tell the operator of the variables that have another name now."""
    return [f"{old} is called {RENAMED[old]} now" for old in sorted(given) if old in RENAMED]


def _unquoted(value: str) -> str:
    """Without blanks and quotes around it, which `docker run --env-file` leaves in."""
    value = value.strip()
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].strip() if is_quoted else value


def _unknown(variable: str, known: list[str]) -> UsageError:
    close = difflib.get_close_matches(variable, known, n=len(known))
    likeness = {one: difflib.SequenceMatcher(None, one, variable).ratio() for one in close}
    near = [one for one in known if one in likeness and likeness[one] == max(likeness.values())]
    hint = f" Did you mean {' or '.join(near)}?" if near else " .env.example lists them all."
    return UsageError(
        f"unknown setting {variable}", advice=f"There is no setting {variable}.{hint}"
    )


def _advice(kind: type[BaseSettings], error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    prefix = kind.model_config.get("env_prefix", "")
    name = str(first["loc"][0]).upper().removeprefix(prefix.upper()) if first["loc"] else ""
    return f"Please correct {prefix}{name}: {first['msg'].removeprefix('Value error, ')}."
