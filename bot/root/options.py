"""Reads the settings once, and lists them."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import SecretStr, ValidationError

from api.kit.settings import Settings, SettingsError


def read_settings(env_file: Path | None, *, city: str | None = None) -> Settings:
    """The settings of the environment and of a file; the environment wins.

    Raises:
        SettingsError: The file is absent, or a setting is wrong.
    """
    if env_file is not None and not env_file.is_file():
        raise SettingsError(f"there is no settings file {env_file}")
    chosen: dict[str, Any] = {} if city is None else {"city": city}
    try:
        return Settings(_env_file=env_file, **chosen)
    except ValidationError as fault:
        first = fault.errors(include_input=False)[0]
        name = str(first["loc"][0])
        variable = name if name.isupper() else f"JIESU_{name.upper()}"
        said = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{variable} {_lowered(said)}") from fault


def _lowered(words: str) -> str:
    """As the rest of a sentence: Input should be … becomes is wrong: input should be …."""
    return words if words.startswith("must") else f"is wrong: {words[:1].lower()}{words[1:]}"


def describe(settings: Settings) -> Iterator[str]:
    """One line a setting; secrets are shown only as set."""
    for name, field in Settings.model_fields.items():
        variable = str(field.validation_alias or f"JIESU_{name.upper()}")
        value = getattr(settings, name)
        shown = "(set)" if isinstance(value, SecretStr) else value
        source = "environment or file" if name in settings.model_fields_set else "default"
        source = "environment" if variable in os.environ else source
        yield f"{variable} = {'(unset)' if shown is None else shown}  [{source}]"
        yield f"    {field.description}"
