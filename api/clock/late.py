"""When a clock is late: the same rule for a row and as SQL, side by side."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col

from api.clock.tables import ClockRow


def is_late(row: ClockRow, now: datetime) -> bool:
    """Whether the clock runs and its last moment is over.

    A clock that stands still before its end (it has an alarm to give, and no time for it) can't
    become late; one that was breached before it was paused stays late.
    """
    return row.stopped_at is None and row.due_at < now and not stands_still(row)


def was_breached(row: ClockRow, now: datetime) -> bool:
    """Whether the limit was not kept, however late it was done."""
    return is_late(row, now) or (row.stopped_at is not None and row.stopped_at > row.due_at)


def breached_expression(now: datetime) -> ColumnElement[bool]:
    """The rule of `was_breached`, as SQL."""
    return or_(
        and_(col(ClockRow.stopped_at).is_not(None), col(ClockRow.stopped_at) > ClockRow.due_at),
        late_expression(now),
    )


def stands_still(row: ClockRow) -> bool:
    """Whether a running clock waits, and can't end meanwhile."""
    return row.next_alarm_at is None and row.breached_at is None


def late_expression(now: datetime) -> ColumnElement[bool]:
    """The rule of `is_late`, as SQL."""
    return and_(
        col(ClockRow.stopped_at).is_(None),
        col(ClockRow.due_at) < now,
        or_(col(ClockRow.next_alarm_at).is_not(None), col(ClockRow.breached_at).is_not(None)),
    )
