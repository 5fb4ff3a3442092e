"""What a clock says before and when it runs out, and when it says it next."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from api.clock.deadline import Deadline as Counted
from api.clock.reminders import half_time, just_after, one_working_day_before
from api.contract.models import Deadline
from knowledge.calendar import Calendar


class AlarmKind(StrEnum):
    """In the order in which they come."""

    half = "half"
    one_day = "one_day"
    due = "due"


@dataclass(frozen=True, slots=True)
class ClockAlarm:
    """A happening: a clock is half over, has one working day left, or has run out."""

    case_id: str
    clock_id: int
    rule: str
    kind: AlarmKind
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Planned:
    """An alarm and its moment."""

    kind: AlarmKind
    at: datetime


def plan(counted: Counted, started: datetime, calendar: Calendar) -> tuple[Planned, ...]:
    """All alarms of a clock in order; the last is always `due`.

    A reminder that would come before the start, or not before a more urgent one, is left out.
    """
    later: list[Planned] = [Planned(AlarmKind.due, just_after(counted.due))]
    one_day = one_working_day_before(counted, calendar)
    half = half_time(counted, started)
    for kind, at in ((AlarmKind.one_day, one_day), (AlarmKind.half, half)):
        if started < at < later[0].at:
            later.insert(0, Planned(kind, at))
    return tuple(later)


def not_yet_said(alarms: tuple[Planned, ...], progress: AlarmKind) -> tuple[Planned, ...]:
    """The alarms from `progress` on."""
    order = list(AlarmKind)
    return tuple(a for a in alarms if order.index(a.kind) >= order.index(progress))
