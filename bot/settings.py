"""The environment, read once into Settings.

Every variable begins with BRIEFBOT_. A `.env` file in the working directory counts as environment.
`.env.example` is this module's text, written out by `python -m bot.settings`.
"""

import difflib
import os
from collections.abc import Mapping
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import UsageError

PREFIX = "BRIEFBOT_"


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("not a time zone; write one such as Europe/Kyiv or UTC") from error
    return name


Share = Annotated[float, Field(ge=0, le=1)]


class Settings(BaseSettings):
    """What the operator chose; the descriptions are the comments of `.env.example`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="forbid", frozen=True
    )

    time_zone: Annotated[str, AfterValidator(_known_zone)] = Field(
        default="UTC", description="The time zone that times are shown in, by its IANA name."
    )
    brief_share: Share = Field(
        default=0.3,
        description="The share of an article's words that a brief may quote, from 0 to 1.",
    )
    full_share: Share = Field(default=0.5, description="The same for a full brief.")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


def load() -> Settings:
    """Settings from the environment and `.env`.

    Raises UsageError for a value that makes no sense, and for a BRIEFBOT_ variable that does not
    exist: a typo would otherwise be a setting silently not made.
    """
    _refuse_unknown(os.environ)
    try:
        return Settings()
    except ValidationError as error:
        advice = _advice(error)
        raise UsageError(f"settings: {advice}", advice=advice) from error


def example() -> str:
    """The text of `.env.example`: each variable with its meaning and default, commented out."""
    blocks = [
        f"# {field.description}\n# {PREFIX}{name.upper()}={field.default}\n"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(
        ["# Copy to .env and change what you need; every line is optional.\n", *blocks]
    )


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    for variable in sorted(environment):
        if variable.upper().startswith(PREFIX) and variable.upper() not in known:
            raise _unknown(variable.upper(), sorted(known))


def _unknown(variable: str, known: list[str]) -> UsageError:
    near = difflib.get_close_matches(variable, known, n=1)
    hint = f" Did you mean {near[0]}?" if near else f" It may be one of {', '.join(known)}."
    return UsageError(
        f"unknown setting {variable}", advice=f"There is no setting {variable}.{hint}"
    )


def _advice(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    name = "_".join(str(part) for part in first["loc"]).upper().removeprefix(PREFIX)
    if first["type"] == "extra_forbidden":
        known = [f"{PREFIX}{field.upper()}" for field in Settings.model_fields]
        return _unknown(f"{PREFIX}{name}", known).advice
    return f"Please correct {PREFIX}{name}: {first['msg'].removeprefix('Value error, ')}."


if __name__ == "__main__":
    print(example(), end="")  # noqa: T201  this is the command's output
