"""Counts a stored clock: from its row to a deadline and back."""

from datetime import date, datetime

from api.clock.alarms import AlarmKind, Planned, not_yet_said, plan
from api.clock.deadline import Deadline, Pause
from api.clock.tables import ClockRow
from api.clock.workdays import compute
from api.kit.now import LEGAL_ZONE
from knowledge.calendar import Calendar
from knowledge.limits import Limit, Roll, limit_version


def limit_of(row: ClockRow) -> Limit:
    """The version that governs the clock, with the extensions it was granted."""
    return limit_version(row.limit_version).extended(row.extensions)


def pauses_of(row: ClockRow) -> list[Pause]:
    """The pauses of the clock; the last one may still last."""
    return [
        Pause(date.fromisoformat(str(first)), date.fromisoformat(last) if last else None)
        for first, last in row.pauses
    ]


def legal_day(moment: datetime) -> date:
    """The day of `moment` in Asia/Shanghai."""
    return moment.astimezone(LEGAL_ZONE).date()


def count(row: ClockRow, calendar: Calendar) -> Deadline:
    """The deadline of the clock, counted anew from what is stored."""
    return compute(limit_of(row), row.started_at, calendar, pauses_of(row), Roll(row.roll))


def settle(row: ClockRow, deadline: Deadline, calendar: Calendar) -> None:
    """Write what was counted into the row, and when it speaks next.

    What it has said already, by `next_alarm`, it does not say again; while a pause lasts it
    says nothing.
    """
    row.due_at, row.due_on, row.provisional = deadline.due, deadline.due_on, deadline.provisional
    row.lease_until = row.lease_worker = None
    if row.next_alarm is None:
        row.next_alarm_at = None
        return
    alarms = plan(deadline, row.started_at, calendar)
    upcoming = not_yet_said(alarms, AlarmKind(row.next_alarm))[0]
    row.next_alarm = upcoming.kind
    row.next_alarm_at = None if deadline.standing else upcoming.at


def now_and_next(
    row: ClockRow, now: datetime, calendar: Calendar
) -> tuple[Planned, Planned | None]:
    """The latest alarm whose moment has come, and the one after it.

    Reminders that it has overtaken are left out. The row was settled by this calendar, and the
    moment of its next alarm has come.
    """
    alarms = plan(count(row, calendar), row.started_at, calendar)
    waiting = not_yet_said(alarms, AlarmKind(str(row.next_alarm)))
    come = [index for index, alarm in enumerate(waiting) if alarm.at <= now]
    after = come[-1] + 1
    return waiting[come[-1]], waiting[after] if after < len(waiting) else None
