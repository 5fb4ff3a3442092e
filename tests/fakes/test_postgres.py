"""What one test leaves in its database, the next does not find."""

import pytest
from sqlalchemy import inspect
from sqlmodel import select

from api.cases.tables import DayCounter
from api.kit.database import Database
from tests.fakes.postgres import Postgres


@pytest.mark.parametrize(
    "change",
    ["SELECT 1", "DROP TRIGGER event_is_append_only ON event", "CREATE TABLE other (id int)"],
)
def test_rows_and_changes_of_the_form_end_with_the_test(
    postgres_server: Postgres, change: str
) -> None:
    with postgres_server.lend() as address:
        database = Database(address)  # left open: whoever still holds it loses it
        with database.write() as session:
            session.add(DayCounter(prefix="SZ-20261121", value=1))
            session.connection().exec_driver_sql(change)
    database.close()
    with postgres_server.lend() as address:
        after = Database(address)
        with after.read() as session:
            assert session.exec(select(DayCounter)).all() == []
        assert not inspect(after.engine).has_table("other")
        with after.write() as session:  # fails when the trigger is gone
            session.connection().exec_driver_sql(
                "COMMENT ON TRIGGER event_is_append_only ON event IS ''"
            )
        after.close()
