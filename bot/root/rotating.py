"""Puts another master key in the place of the present one: every data key is wrapped anew.

What the data keys seal stays as it is. Each batch is a transaction of its own and a key that is
wrapped anew is known by opening, so that a rotation that was killed goes on where it stopped.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, select, update
from sqlmodel import Session, SQLModel

from api.kit.database import Database
from api.kit.keys import Keyring, from_file, load_or_make
from api.kit.settings import Settings
from api.migrations.models import import_all
from api.migrations.run import is_newest
from api.people.keycheck import Fit, begin_rotation, end_rotation
from bot.root.failing import CommandError

_BATCH = 500


def rotate(settings: Settings, old_file: Path, new_file: Path) -> Iterator[str]:
    """Wrap every data key by the key of another file, which is made when it is absent.

    Yields:
        One line a table.

    Raises:
        CommandError: The old key is not the database's, or another rotation is under way.
        MasterKeyError: A file holds no key.
    """
    if not old_file.is_file():
        raise CommandError(f"there is no key file {old_file}")
    old, new = from_file(old_file), load_or_make(new_file)
    database = Database(settings.database())
    try:
        if not is_newest(database.engine):
            raise CommandError("the database is empty or of another version; run jiesu migrate")
        with database.write() as session:
            fit = begin_rotation(session, old, new)
        if fit is Fit.fits:
            yield f"{new_file} is the key already"
            return
        if fit is not Fit.rotating:
            raise CommandError(f"{old_file} is not the key of this database")
        yield from _rewrap_all(database, old, new)
        _forget_old_pages(database)
    finally:
        database.close()


def _rewrap_all(database: Database, old: Keyring, new: Keyring) -> Iterator[str]:
    for table, column in wrapped_columns():
        done = sum(
            rewrap(database, table, column, batch, (old, new))
            for batch in _batches(database, table, column)
        )
        yield f"{table.name}.{column.name}: {done} keys wrapped anew"
    with database.write() as session:
        for table, column in wrapped_columns():
            for row in _rows(session, table, column):
                if not new.opens(bytes(row[-1])):
                    raise CommandError(
                        "keys were added meanwhile; stop every process of Jiesu and run it again"
                    )
        end_rotation(session)


def wrapped_columns() -> list[tuple[Table, Column[bytes]]]:
    """Every column that holds a data key; they are known by their names."""
    import_all()
    return [
        (table, column)
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
        and (column.name == "wrapped" or column.name.endswith("_key"))
    ]


def _batches(
    database: Database, table: Table, column: Column[bytes]
) -> Iterator[list[tuple[Any, ...]]]:
    with database.read() as session:
        names = list(_rows(session, table, column))
    for at in range(0, len(names), _BATCH):
        yield [tuple(row[:-1]) for row in names[at : at + _BATCH]]


def _rows(session: Session, table: Table, column: Column[bytes]) -> list[tuple[Any, ...]]:
    key = list(table.primary_key.columns)
    wanted = select(*key, column).where(column.is_not(None)).order_by(*key)
    return [tuple(row) for row in session.connection().execute(wanted)]


def rewrap(
    database: Database,
    table: Table,
    column: Column[bytes],
    names: list[tuple[Any, ...]],
    keys: tuple[Keyring, Keyring],
) -> int:
    """Wrap one batch of data keys anew, in a transaction of its own; gives how many it did."""
    old, new = keys
    done = 0
    with database.write() as session:
        connection = session.connection()
        for name in names:
            here = [
                part == value for part, value in zip(table.primary_key.columns, name, strict=True)
            ]
            wrapped = connection.execute(select(column).where(*here).with_for_update()).scalar()
            if wrapped is None or new.opens(wrapped):
                continue
            try:
                moved = old.rewrap(wrapped, new)
            except ValueError as fault:
                raise CommandError(
                    f"a key in {table.name} was altered; restore it first"
                ) from fault
            connection.execute(update(table).where(*here).values({column.name: moved}))
            done += 1
    return done


def _forget_old_pages(database: Database) -> None:
    """Overwritten keys shall not stand in the log of changes any more."""
    if database.is_sqlite:
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
