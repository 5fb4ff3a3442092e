"""Reads the settings once, and lists them."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from api.kit.settings import Settings, SettingsError


def read_settings(env_file: Path | None, *, city: str | None = None) -> Settings:
    """The settings of the environment and of a file; the environment wins.

    Raises:
        SettingsError: The file is absent.
        ValidationError: A setting is wrong.
    """
    if env_file is not None and not env_file.is_file():
        raise SettingsError(f"there is no settings file {env_file}")
    chosen: dict[str, Any] = {} if city is None else {"city": city}
    return Settings(_env_file=env_file, **chosen)


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
