"""Checks that every stored clock says what the count gives; each fault names its case.

A clock that was stopped is not counted again when a year's holidays are published later, so
that it is checked only while no calendar came after it.
"""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, select

from api.cases.events import EventKind
from api.cases.tables import CaseRow, Event
from api.clock.calendars import calendar_of
from api.clock.counting import count
from api.clock.service import ends_of
from api.clock.tables import CalendarYear, ClockRow
from api.kit.now import LEGAL_ZONE
from api.kit.work import Work
from knowledge.calendar import Calendar


def verify_clocks(work: Work) -> Iterator[str]:
    """One line a fault; nothing when all is well."""
    calendar = calendar_of(work.session)
    imported = list(work.session.exec(select(CalendarYear.imported_at)))
    wanted = (
        select(ClockRow, CaseRow.number)
        .join(CaseRow, col(CaseRow.id) == ClockRow.case_id)
        .order_by(col(ClockRow.id))
    )
    for row, number in work.session.exec(wanted):
        if row.stopped_at is None or all(at < row.stopped_at for at in imported):
            yield from (
                f"{number}: its clock {row.rule} {fault}" for fault in _faults(row, calendar)
            )


def verify_reasons(work: Work) -> Iterator[str]:
    """The event that a clock names as the reason must be one."""
    named = (
        select(ClockRow, CaseRow.number)
        .join(CaseRow, col(CaseRow.id) == ClockRow.case_id)
        .join(Event, _named_by_its_clock(), isouter=True)
        .where(col(ClockRow.explained_no).is_not(None), col(Event.id).is_(None))
        .order_by(col(ClockRow.id))
    )
    for row, number in work.session.exec(named):
        yield f"{number}: its clock {row.rule} names event {row.explained_no}, which is no reason"


def _named_by_its_clock() -> ColumnElement[bool]:
    return and_(
        col(Event.case_id) == ClockRow.case_id,
        col(Event.no) == ClockRow.explained_no,
        col(Event.kind) == EventKind.breach_explained,
    )


def verify_queue(work: Work) -> Iterator[str]:
    """What queues are sorted by must be what the clocks say."""
    rows: defaultdict[str, list[ClockRow]] = defaultdict(list)
    for row in work.session.exec(select(ClockRow).where(col(ClockRow.stopped_at).is_(None))):
        rows[row.case_id].append(row)
    for case in work.session.exec(select(CaseRow).order_by(col(CaseRow.number))):
        if (case.first_due_at, case.soonest_at) != ends_of(rows[case.id]):
            yield f"{case.number}: is sorted by an end that its clocks don't have"


def _faults(row: ClockRow, calendar: Calendar) -> Iterator[str]:
    try:
        counted = count(row, calendar)
    except ValueError as fault:
        yield f"can't be counted: {fault}"
        return
    if counted.due != row.due_at or counted.due_on != row.due_on:
        yield f"ends {row.due_at.astimezone(LEGAL_ZONE):%Y-%m-%d %H:%M}, counted {counted.due_on}"
    if counted.provisional != row.provisional:
        yield "is wrongly marked provisional or sure"
    if row.next_alarm is not None and counted.standing != (row.next_alarm_at is None):
        yield "would speak at a wrong time"
