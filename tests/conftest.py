"""Real databases for every test that stores something: SQLite in a file and PostgreSQL."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.kit.database import Database
from api.kit.keys import Keyring
from api.migrations.run import upgrade
from api.people import passwords
from tests.fakes.hashing import QUICK
from tests.fakes.postgres import Postgres, postgres

# As the serving process does: else a fifth of all time goes into walking the lexicon for garbage.
gc.set_threshold(100_000, 20, 50)

# The tests sign in a thousand times; `test_passwords` takes the product's own.
passwords.hasher = QUICK


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = Database(f"sqlite:///{path}")
    upgrade(database.engine)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    with postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of an empty, migrated database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        shutil.copy(template, tmp_path / "jiesu.db")
        yield f"sqlite:///{tmp_path / 'jiesu.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres_server")
    with server.lend() as address:
        yield address


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty, migrated database, once on SQLite and once on PostgreSQL."""
    made = Database(database_url)
    yield made
    made.close()


@pytest.fixture
def keys() -> Keyring:
    return Keyring(bytes(range(32)))
