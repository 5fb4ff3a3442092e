"""What somebody deleted from the database behind our back is found."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from api.cases.tables import CaseRow
from api.contract.codes import Move
from api.kit.database import Database
from api.kit.work import Works
from api.verify import faults

Open, Desk = Callable[..., CaseRow], Callable[..., Any]

_EVERYTHING = (
    "case_origin",
    "case_key",
    "reporter",
    "channel",
    "clock_row",
    "outbox_row",
    "event",
    "case_link",
    "evidence_link",
)


def _delete(database: Database, *statements: str) -> None:
    """Delete as whoever has the database in hands, past foreign keys and triggers."""
    postgres = "SET session_replication_role = replica"
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("DROP TRIGGER event_no_delete")
        else:
            connection.exec_driver_sql(postgres)
        for statement in statements:
            connection.execute(text(statement))
        if database.is_sqlite:
            connection.exec_driver_sql("BEGIN")
    database.close()


def _told(works: Works) -> list[str]:
    with works.read() as work:
        return list(faults(work))


@pytest.fixture
def case(open_one: Open) -> CaseRow:
    return open_one()


def test_a_case_that_was_deleted_with_its_traces_left_is_told(
    database: Database, works: Works, case: CaseRow
) -> None:
    assert _told(works) == []
    _delete(database, f"DELETE FROM case_row WHERE id = '{case.id}'")  # noqa: S608 - our own id

    number, traces = _told(works)

    assert number == f"{case.number}: the case is gone"
    assert traces.startswith(f"case {case.id} is gone; left are events, clocks, notices")


def test_a_case_that_was_deleted_with_everything_is_told_by_its_number(
    database: Database, works: Works, case: CaseRow
) -> None:
    _delete(database, *(f"DELETE FROM {table}" for table in (*_EVERYTHING, "case_row")))  # noqa: S608 - our own names
    assert _told(works) == [f"{case.number}: the case is gone"]


def test_a_notice_that_was_deleted_is_told(
    database: Database, works: Works, case: CaseRow, desk: Desk
) -> None:
    desk("futian", case.number, Move.accept)
    _delete(database, "DELETE FROM outbox_row WHERE template = 'assigned'")
    assert _told(works) == [f"{case.number}: the handler was not told of event 2"]
    _delete_again = "DELETE FROM outbox_row WHERE template = 'accepted'"
    with works.write() as work:
        work.session.connection().execute(text(_delete_again))
    assert f"{case.number}: nobody was told of events [3]" in _told(works)


def test_a_clock_whose_end_was_moved_is_told(works: Works, case: CaseRow) -> None:
    with works.write() as work:
        change = "UPDATE clock_row SET due_at = '2030-01-01 00:00:00+00' WHERE rule = 'C01'"
        work.session.connection().execute(text(change))
    fault, queue = _told(works)
    assert queue == f"{case.number}: is sorted by an end that its clocks don't have"
    assert fault.startswith(f"{case.number}: its clock C01 ends 2030-01-01")
