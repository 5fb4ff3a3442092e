"""Runs the migrations that lie beside this file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

_HERE = Path(__file__).parent


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring a database up to a revision; does nothing when it is there."""
    with engine.begin() as connection:
        command.upgrade(config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Bring a database down to a revision."""
    with engine.begin() as connection:
        command.downgrade(config(connection), revision)


def config(connection: object) -> Config:
    """Alembic's configuration, bound to a connection."""
    made = Config()
    made.set_main_option("script_location", str(_HERE))
    made.attributes["connection"] = connection
    return made
