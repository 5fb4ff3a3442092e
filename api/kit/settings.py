"""Settings: read once when a process starts, then passed down.

Sources, the later wins: defaults, the file named by `--env-file`, the environment.
"""

import re
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_DATABASES = frozenset({"postgresql", "postgres", "postgresql+psycopg", "sqlite"})


class SettingsError(ValueError):
    """A setting is missing or wrong; the message is one line for the person who started us."""


class Settings(BaseSettings):
    """Every setting of the product; `jiesu settings` prints this list."""

    model_config = SettingsConfigDict(
        env_prefix="JIESU_", extra="ignore", frozen=True, populate_by_name=True
    )

    port: int = Field(
        default=8000,
        ge=1,
        le=65535,
        validation_alias="PORT",
        description="Port of the HTTP server on the loopback address.",
    )
    host: str = Field(
        default="127.0.0.1",
        description="Address the HTTP server listens on; put a TLS proxy before any other.",
    )
    data_dir: Path = Field(
        default=Path("data"), description="Folder of the SQLite file, the key and the indexes."
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="postgresql://… to use PostgreSQL; unset is SQLite in the data folder.",
    )
    city: str = Field(default="shenzhen", description="The city pack to serve.")
    key_file: Path | None = Field(
        default=None,
        description="File with the master key (64 hex digits); unset is `key` in the data "
        "folder, made on first start.",
    )
    key: SecretStr | None = Field(
        default=None, description="The master key itself, instead of a file."
    )
    public_url: str = Field(
        default="", description="Address under which citizens reach us; https:// marks cookies."
    )
    tracker_url: str = Field(
        default="http://127.0.0.1:8000",
        description="Where the bot processes find the tracker when they run apart from it.",
    )
    citizen_token: SecretStr | None = Field(
        default=None, description="Telegram token of the citizens' bot; unset leaves it off."
    )
    staff_token: SecretStr | None = Field(
        default=None, description="Telegram token of the officers' bot; unset leaves it off."
    )
    telegram_api: str = Field(
        default="https://api.telegram.org",
        description="Base address of the Bot API, for both bots unless one has its own.",
    )
    citizen_api: str | None = Field(
        default=None, description="Base address of the Bot API for the citizens' bot alone."
    )
    staff_api: str | None = Field(
        default=None, description="Base address of the Bot API for the officers' bot alone."
    )
    webhook_secret: SecretStr | None = Field(
        default=None,
        description="Set, Telegram brings updates to JIESU_PUBLIC_URL/telegram/… instead of being "
        "polled, and proves itself by this: 1–256 letters, digits, _ and -.",
    )
    demo: bool = Field(
        default=True, description="Load the city pack's invented merchants and officers."
    )
    tick_seconds: float = Field(
        default=2.0, gt=0, le=3600, description="How often the ticker looks for due clocks."
    )

    @field_validator(
        "database_url", "key", "citizen_token", "staff_token", "webhook_secret", mode="before"
    )
    @classmethod
    def _empty_is_unset(cls, value: Any) -> Any:
        return None if value == "" else value

    @field_validator("database_url")
    @classmethod
    def _usable(cls, value: SecretStr | None) -> SecretStr | None:
        try:
            known = value is None or make_url(value.get_secret_value()).drivername in _DATABASES
        except (ArgumentError, ValueError):  # the message may quote a password
            known = False
        if not known:
            raise ValueError("must be an address such as postgresql://user@host/name")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _sendable(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("must be 1–256 letters, digits, _ and -")
        return value

    def webhook_url(self, path: str) -> str | None:
        """Where Telegram brings updates for a path of ours; None where they are fetched.

        Raises:
            SettingsError: There is a secret, but no address.
        """
        if self.webhook_secret is None:
            return None
        if not self.public_url:
            raise SettingsError("JIESU_WEBHOOK_SECRET needs JIESU_PUBLIC_URL beside it")
        return f"{self.public_url.rstrip('/')}{path}"

    def database(self) -> str:
        """The database address, SQLAlchemy style."""
        if self.database_url is None:
            return f"sqlite:///{self.data_dir.resolve() / 'jiesu.db'}"
        return self.database_url.get_secret_value()
