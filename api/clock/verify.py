"""Checks that every stored clock says what the count gives; each fault names its case."""

from collections.abc import Iterator

from sqlmodel import col, select

from api.cases.tables import CaseRow
from api.clock.calendars import calendar_of
from api.clock.counting import count
from api.clock.tables import ClockRow
from api.kit.work import Work


def verify_clocks(work: Work) -> Iterator[str]:
    """One line a fault; nothing when all is well."""
    calendar = calendar_of(work.session)
    wanted = (
        select(ClockRow, CaseRow.number)
        .join(CaseRow, col(CaseRow.id) == ClockRow.case_id)
        .where(col(ClockRow.stopped_at).is_(None))
        .order_by(col(ClockRow.id))
    )
    for row, number in work.session.exec(wanted):
        try:
            counted = count(row, calendar)
        except ValueError as fault:
            yield f"{number}: its clock {row.rule} can't be counted: {fault}"
            continue
        if counted.due != row.due_at or counted.due_on != row.due_on:
            yield f"{number}: its clock {row.rule} ends {row.due_on}, counted {counted.due_on}"
        if counted.provisional != row.provisional:
            yield f"{number}: its clock {row.rule} is wrongly marked provisional or sure"
        if row.next_alarm is not None and counted.standing != (row.next_alarm_at is None):
            yield f"{number}: its clock {row.rule} would speak at a wrong time"
