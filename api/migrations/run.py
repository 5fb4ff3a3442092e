"""Runs the migrations that lie beside this file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

_LOCK = 0x6A69657375  # "jiesu"
_HERE = Path(__file__).parent


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring a database up to a revision; does nothing when it is there."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":  # several processes may start at once
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        command.upgrade(config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Bring a database down to a revision."""
    with engine.begin() as connection:
        command.downgrade(config(connection), revision)


def is_newest(engine: Engine) -> bool:
    """Whether a database has the form that this version writes; changes nothing."""
    with engine.connect() as connection:
        there = MigrationContext.configure(connection).get_current_heads()
        newest = ScriptDirectory.from_config(config(connection)).get_heads()
    return set(there) == set(newest)


def config(connection: object) -> Config:
    """Alembic's configuration, bound to a connection."""
    made = Config()
    made.set_main_option("script_location", str(_HERE))
    made.attributes["connection"] = connection
    return made
