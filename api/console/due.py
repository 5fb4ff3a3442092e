"""How long is left, in words an officer reads at a glance."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from api.contract.models import Deadline
from api.kit.now import LEGAL_ZONE
from knowledge.calendar import Calendar, load_calendar

_COUNTED_IN_WORKDAYS = 10
"""Up to so many working days are counted as such; beyond, plain days say more."""
_NEAR = 3


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
        return Due("按期完成" if deadline.stopped_at <= deadline.due_at else "逾期完成", "stopped")
    today = now.astimezone(LEGAL_ZONE).date()
    days = (deadline.due_on - today).days
    if deadline.due_at <= now:
        return Due(f"逾期 {-days} 天" if days < 0 else "今天已到期", "late")
    if days <= 0:
        return Due("今天到期", "today")
    return _left(days, _workdays(today, deadline.due_on, calendar or _calendar()))


def _left(days: int, workdays: int) -> Due:
    tone = "near" if workdays <= _NEAR else "calm"
    if 0 < workdays <= _COUNTED_IN_WORKDAYS:
        return Due(f"剩 {workdays} 个工作日", tone)
    return Due(f"剩 {days} 天", tone)


def _workdays(today: date, last: date, calendar: Calendar) -> int:
    days = (today + timedelta(n) for n in range(1, (last - today).days + 1))
    return sum(calendar.day(day).working for day in days)


@cache
def _calendar() -> Calendar:
    return load_calendar()
