"""The migrations build what the models describe, up and down."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlmodel import SQLModel

from api.kit.database import Database
from api.migrations.models import import_all
from api.migrations.run import downgrade, upgrade


def test_models_and_migrations_agree(database: Database) -> None:
    import_all()

    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_every_step_goes_up_down_and_up_again(database: Database) -> None:
    versions = Path(__file__).parents[2] / "api" / "migrations" / "versions"
    count = len(list(versions.glob("*.py")))

    for _ in range(count):
        downgrade(database.engine, "-1")
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}

    for number in range(1, count + 1):
        upgrade(database.engine, f"{number:04d}")
        downgrade(database.engine, "-1")
        upgrade(database.engine, f"{number:04d}")
    import_all()
    assert set(SQLModel.metadata.tables) <= set(inspect(database.engine).get_table_names())
