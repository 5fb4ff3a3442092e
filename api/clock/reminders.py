"""When to remind before a deadline: at half time, and one working day before."""

from datetime import date, datetime, timedelta

from api.clock.deadline import Deadline
from api.kit.now import LEGAL_ZONE
from knowledge.calendar import Calendar
from knowledge.limits import load_policy


def half_time(deadline: Deadline, start: datetime) -> datetime:
    """The moment half of the limit is used up.

    That is the reminding hour of the day on which half of the counted days (rounded up) are
    over, so that a long holiday is not half a limit. For a limit in minutes it is the middle.
    Never before `start`, never after the due moment.
    """
    counted = [day.date for day in deadline.days if day.counts]
    if deadline.days[0].counts:
        middle = start + (deadline.due - start) / 2
        return middle.astimezone(LEGAL_ZONE)
    return min(at_office_hour(counted[(len(counted) - 1) // 2]), deadline.due)


def one_working_day_before(deadline: Deadline, calendar: Calendar) -> datetime:
    """The reminding hour of the last working day before the due day.

    For a limit of one day it may lie before the start; such a reminder is not worth sending.
    """
    return at_office_hour(calendar.working_day_before(deadline.due_on))


def at_office_hour(day: date) -> datetime:
    """The hour of `day` at which reminders go out, by policy."""
    return datetime.combine(day, load_policy().warn_at, tzinfo=LEGAL_ZONE)


def just_after(moment: datetime) -> datetime:
    """The first moment at which something due at `moment` is late."""
    return moment + timedelta(microseconds=1)
