"""Changes behind the triggers' back, as somebody with the database's password makes them."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from api.kit.database import Database

Tamper = Callable[..., None]


@pytest.fixture
def tamper(database: Database) -> Tamper:
    def run(statement: str, **values: object) -> None:
        with database.write() as session:
            connection = session.connection()
            for table in ("event", "officer_event"):
                if database.is_sqlite:
                    for deed in ("update", "delete"):
                        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{deed}")
                else:
                    connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
            connection.execute(text(statement), values)

    return run
