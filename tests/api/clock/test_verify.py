from datetime import timedelta

import pytest
from sqlmodel import select

from api.cases.events import EventKind as E
from api.clock.tables import ClockRow
from api.clock.verify import verify_clocks, verify_reasons
from knowledge.codes import Kind
from tests.api.clock.conftest import Office


@pytest.fixture
def worked(office: Office) -> Office:
    """A report whose clock was paused, resumed and extended, and a complaint in mediation."""
    office.open(Kind.report, "a")
    office.open(Kind.complaint, "b")
    office.happen("a", E.testing_started)
    office.clock.to("2026-06-05")
    office.happen("a", E.testing_ended, E.extended)
    office.happen("b", E.accepted, E.testing_started)
    return office


def faults(office: Office) -> list[str]:
    with office.works.read() as work:
        return list(verify_clocks(work))


def test_what_the_rooms_wrote_verifies(worked: Office) -> None:
    assert faults(worked) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda row: setattr(row, "due_at", row.due_at + timedelta(days=1)), "ends 2026"),
        (lambda row: setattr(row, "provisional", True), "wrongly marked"),
        (lambda row: setattr(row, "next_alarm_at", None), "at a wrong time"),
        (lambda row: setattr(row, "limit_version", "R01@1999-01-01"), "can't be counted"),
    ],
)
def test_a_clock_that_was_altered_is_told_with_its_case(
    worked: Office, change: object, said: str
) -> None:
    with worked.works.write() as work:
        row = work.session.exec(select(ClockRow).where(ClockRow.rule == "R01")).one()
        assert callable(change)
        change(row)
        work.session.add(row)

    (fault,) = faults(worked)

    assert fault.startswith("SZ-a: its clock R01")
    assert said in fault


def test_a_reason_that_is_none_is_told(worked: Office) -> None:
    with worked.works.write() as work:
        row = work.session.exec(select(ClockRow).where(ClockRow.rule == "R01")).one()
        row.explained_no = 1
        work.session.add(row)

    with worked.works.read() as work:
        assert list(verify_reasons(work)) == [
            "SZ-a: its clock R01 names event 1, which is no reason"
        ]


def test_a_stopped_clock_that_was_altered_is_told_too(worked: Office) -> None:
    with worked.works.write() as work:
        row = work.session.exec(select(ClockRow).where(ClockRow.rule == "C01")).one()
        assert row.stopped_at is not None
        row.due_at += timedelta(hours=5)
        work.session.add(row)

    (fault,) = faults(worked)

    assert fault.startswith("SZ-b: its clock C01 ends")
