"""How long is left, in words an officer reads at a glance."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from api.contract.models import Deadline
from api.kit.now import LEGAL_ZONE
from knowledge.calendar import Calendar, load_calendar

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_NEAR = 3
_SHORT = frozenset({"hour", "minute"})


@dataclass(frozen=True, slots=True)
class Due:
    """Words for a clock and how loudly to say them: late, today, near, calm or stopped."""

    words: str
    tone: str


def due_words(deadline: Deadline | None, now: datetime, calendar: Calendar | None = None) -> Due:
    """How a clock stands at a moment, such as 剩 2 个工作日 or 逾期 1 天."""
    if deadline is None:
        return Due("无期限", "calm")
    if deadline.stopped_at is not None:
        kept = deadline.stopped_at <= deadline.due_at
        return Due("按期完成", "stopped") if kept else Due("逾期完成", "near")
    today = now.astimezone(LEGAL_ZONE).date()
    days = (deadline.due_on - today).days
    if deadline.due_at <= now:
        return Due(f"逾期 {-days} 天" if days < 0 else "今天已到期", "late")
    if deadline.unit in _SHORT and deadline.due_at - now < timedelta(days=1):
        return _soon(deadline.due_at - now)
    if days <= 0:
        return Due("今天到期", "today")
    workdays = _workdays(today, deadline.due_on, calendar or _calendar())
    in_workdays = workdays and deadline.unit == "working_day"
    left = f"剩 {workdays} 个工作日" if in_workdays else f"剩 {days} 天"
    return Due(left, "near" if workdays <= _NEAR else "calm")


def _soon(left: timedelta) -> Due:
    """What is left of a limit in hours or minutes, on its last day."""
    if left >= _HOUR:
        return Due(f"剩 {left // _HOUR} 小时", "today")
    return Due(f"剩 {max(left // _MINUTE, 1)} 分钟", "today")


def _workdays(today: date, last: date, calendar: Calendar) -> int:
    days = (today + timedelta(n) for n in range(1, (last - today).days + 1))
    return sum(calendar.day(day).working for day in days)


@cache
def _calendar() -> Calendar:
    return load_calendar()
