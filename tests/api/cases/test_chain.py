"""Events are chained, append-only, and any edit is found."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api.cases.events import EventKind
from api.cases.repository import by_number, events
from api.cases.service import append
from api.cases.tables import CaseRow
from api.cases.verify import verify
from api.kit.database import Database
from api.kit.errors import Conflict
from api.kit.work import Works
from tests.fakes.filing import filing


@pytest.fixture
def case(open_cases: Callable[..., Any], works: Works) -> CaseRow:
    cases, _ = open_cases(filing())
    with works.write() as work:
        found = by_number(work, cases[0].number)
        assert found is not None
        append(work, found, EventKind.accepted, actor="officer:a", data={"article": "第十五条"})
        append(work, found, EventKind.replied, actor="officer:a", text="已联系商家")
    return found


def test_an_untouched_case_verifies(case: CaseRow, works: Works) -> None:
    with works.read() as work:
        assert [event.no for event in events(work, case.id)] == [1, 2, 3]
        assert list(verify(work)) == []


@pytest.mark.parametrize("deed", ["UPDATE event SET kind='closed'", "DELETE FROM event"])
def test_the_database_itself_refuses_to_change_events(
    case: CaseRow, database: Database, deed: str
) -> None:
    with pytest.raises(DBAPIError, match="append-only"), database.write() as session:
        session.connection().execute(text(deed))


@pytest.mark.parametrize(
    "edit",
    [
        'UPDATE event SET data=\'{"article": "x"}\' WHERE no=2',
        "UPDATE event SET actor='officer:b' WHERE no=2",
        "UPDATE event SET at='2026-11-20 00:00:00+00:00' WHERE no=2",
        "UPDATE event SET kind='refused' WHERE no=2",
        "DELETE FROM event WHERE no=3",
    ],
)
def test_an_edit_behind_the_triggers_back_is_found_and_named(
    case: CaseRow, works: Works, database: Database, edit: str
) -> None:
    _without_triggers(database, edit)

    with works.read() as work:
        faults = list(verify(work))

    assert faults
    assert all(fault.startswith(case.number) for fault in faults)


def test_one_flipped_byte_of_sealed_words_is_found(
    case: CaseRow, works: Works, database: Database
) -> None:
    with database.read() as session:
        sealed = session.connection().execute(text("SELECT sealed FROM event WHERE no=3")).scalar()
    assert sealed is not None
    flipped = bytes([sealed[0] ^ 1]) + bytes(sealed[1:])

    _without_triggers(database, "UPDATE event SET sealed=:flipped WHERE no=3", flipped=flipped)

    with works.read() as work:
        assert any("event 3" in fault for fault in verify(work))


def test_an_unlawful_event_changes_nothing(case: CaseRow, works: Works) -> None:
    with pytest.raises(Conflict), works.write() as work:
        found = by_number(work, case.number)
        assert found is not None
        append(work, found, EventKind.refused, actor="officer:a")

    with works.read() as work:
        assert len(events(work, case.id)) == 3


def _without_triggers(database: Database, statement: str, **values: object) -> None:
    with database.write() as session:
        connection = session.connection()
        if database.is_sqlite:
            connection.exec_driver_sql("DROP TRIGGER IF EXISTS event_no_update")
            connection.exec_driver_sql("DROP TRIGGER IF EXISTS event_no_delete")
        else:
            connection.exec_driver_sql("ALTER TABLE event DISABLE TRIGGER ALL")
        connection.execute(text(statement), values)
