"""One database for all rooms: SQLite in a file, or any PostgreSQL.

Storage is synchronous on purpose: a request does its work in one thread and one transaction,
and SQLite admits one writer anyway. On SQLite that writer is chosen by a lock of ours, because
waiting in SQLite's own busy handler gives no order and seconds of delay.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, TypeVar, TypeVarTuple

from anyio.to_thread import run_sync
from sqlalchemy import Connection, event, make_url
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session, SQLModel, create_engine

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

_BUSY_MS = 10_000
_CHECKPOINT_PAGES = 4_000
"""16 MB of log: SQLite's own 1,000 pages make a burst, as a sweep's claim, write all twice."""

Given = TypeVarTuple("Given")
Result = TypeVar("Result")


class Database:
    """Sessions to read and to write with."""

    def __init__(self, url: str) -> None:
        """Open the database at a SQLAlchemy address; `postgresql://` means psycopg."""
        address = make_url(url)
        if address.drivername in ("postgresql", "postgres"):
            address = address.set(drivername="postgresql+psycopg")
        self.is_sqlite = address.get_backend_name() == "sqlite"
        self.engine = create_engine(
            address,
            pool_pre_ping=not self.is_sqlite,
            pool_size=20,
            max_overflow=20,
            hide_parameters=True,  # they hold what people wrote, and errors end up in logs
            json_serializer=_plain_json,
        )
        self._writing = self.engine.execution_options(jiesu_writes=True)
        self._writer: AbstractContextManager[Any] = (
            threading.Lock() if self.is_sqlite else nullcontext()
        )
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that is committed on leaving, or rolled back by an error."""
        with self._writer, Session(self._writing, expire_on_commit=False) as session:
            yield session
            session.commit()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session to read with; what is changed in it is thrown away."""
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session

    async def run(self, work: Callable[[*Given], Result], *given: *Given) -> Result:
        """Run a function that opens a session, from the event loop.

        On SQLite it runs right here: it takes a millisecond, while a hop to a thread and back
        waits for other threads' turns and takes ten under load. A server on the network is
        waited for in a thread.
        """
        if self.is_sqlite:
            return work(*given)
        return await run_sync(work, *given)

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def _plain_json(value: Any) -> str:
    # Escapes would hide from a search of the file what lies in it.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, see below
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={_BUSY_MS}",
        f"wal_autocheckpoint={_CHECKPOINT_PAGES}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A reader that turns writer half-way can fail with SQLITE_BUSY at once; a writer from
    # the start waits its turn.
    writes = connection.get_execution_options().get("jiesu_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
