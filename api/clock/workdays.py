"""The count itself: a pure function of limit, start, calendar and pauses."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from api.clock.deadline import CountedDay, Deadline, Pause, Roll
from api.kit.now import LEGAL_ZONE
from knowledge.calendar import Calendar, Day, DayKind
from knowledge.limits import Limit, Unit

_LONGEST = 4000
"""Days after which a count is given up: some ten years, more than any case lives."""

_WEEKDAYS = "一二三四五六日"
_UNITS = {Unit.working_day: "工作日", Unit.calendar_day: "自然日"}


class PauseNotAllowedError(ValueError):
    """The law leaves no time out of this limit; the message is one Chinese sentence."""


def compute(
    limit: Limit,
    start: datetime,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    roll: Roll = Roll.statutory_only,
) -> Deadline:
    """When `limit` ends if its clock starts at `start`, and why.

    The day of the start does not count (law ids CAL01–CAL03). A day that a pause touches counts
    in neither unit, also at the end: a clock cannot run out while it stands still. A lasting
    pause counts as its first day, see `Pause`.

    Args:
        limit: The version that governs.
        start: The moment of the start event, aware; its legal day is day 0.
        calendar: The official calendar; days of unpublished years make the result provisional.
        pauses: May overlap, touch, or lie outside the count.
        roll: Whether a calendar-day limit also moves off a plain weekend.

    Raises:
        PauseNotAllowedError: Pauses for a limit that allows none.
        ValueError: `start` is naive, or the pauses are longer than a case lives.
    """
    if start.tzinfo is None:
        raise ValueError("起算时间缺少时区")
    if pauses and not limit.pauses:
        raise PauseNotAllowedError(f"{limit.name}（{limit.rule}）依法不扣除任何时间，不能暂停")
    begun = start.astimezone(LEGAL_ZONE)
    if limit.unit is Unit.minute:
        return _in_minutes(limit, begun, calendar)
    days = [CountedDay(begun.date(), counts=False, why="起算当日，不计入")]
    days += _count(limit, begun.date(), calendar, pauses)
    if limit.unit is Unit.calendar_day:
        days += _rolled(days[-1].date, calendar, pauses, roll)
    return _deadline(limit, _end_of(days[-1].date), calendar, tuple(days), pauses)


def _count(
    limit: Limit, start: date, calendar: Calendar, pauses: Sequence[Pause]
) -> Iterator[CountedDay]:
    counted = 0
    for ahead in range(1, _LONGEST):
        day = calendar.day(start + timedelta(ahead))
        if any(pause.covers(day.date) for pause in pauses):
            yield CountedDay(day.date, counts=False, why="依法暂停计时，不计入")
        elif limit.unit is Unit.working_day and not day.working:
            yield CountedDay(day.date, counts=False, why=f"{_kind_words(day)}，不计入")
        else:
            counted += 1
            worked = "（调休上班）" if day.kind is DayKind.makeup else ""
            why = f"第 {counted} 个{_UNITS[limit.unit]}{worked}"
            yield CountedDay(day.date, counts=True, why=why)
            if counted == limit.value:
                return
    raise ValueError("暂停时间过长，无法计算期限")


def _rolled(
    last: date, calendar: Calendar, pauses: Sequence[Pause], roll: Roll
) -> Iterator[CountedDay]:
    """The days after a last day that the law moves; nothing if it stays."""
    day = calendar.day(last)
    if not _moves(day, roll):
        return
    for ahead in range(1, _LONGEST):
        day = calendar.day(last + timedelta(ahead))
        if any(pause.covers(day.date) for pause in pauses):
            yield CountedDay(day.date, counts=False, why="依法暂停计时，继续顺延")
        elif _moves(day, roll):
            yield CountedDay(day.date, counts=False, why=f"{_kind_words(day)}，继续顺延")
        else:
            yield CountedDay(day.date, counts=False, why="最后一日不上班，顺延到这一天届满")
            return
    raise ValueError("暂停时间过长，无法计算期限")


def _moves(day: Day, roll: Roll) -> bool:
    return day.kind is DayKind.holiday or (roll is Roll.any_nonworking and not day.working)


def _kind_words(day: Day) -> str:
    if day.kind is DayKind.holiday:
        return f"{day.holiday}{'（法定节假日）' if day.statutory else '放假'}"
    return f"周{_WEEKDAYS[day.date.weekday()]}"


def _in_minutes(limit: Limit, start: datetime, calendar: Calendar) -> Deadline:
    due = start + timedelta(minutes=limit.value)
    days = (CountedDay(due.date(), counts=True, why=f"自起算时刻起 {limit.value} 分钟"),)
    return _deadline(limit, due, calendar, days, ())


def _deadline(
    limit: Limit,
    due: datetime,
    calendar: Calendar,
    days: tuple[CountedDay, ...],
    pauses: Sequence[Pause],
) -> Deadline:
    return Deadline(
        rule=limit.rule,
        name=limit.name,
        article=limit.article,
        status=limit.status,
        due=due,
        due_on=due.date(),
        provisional=any(calendar.day(day.date).provisional for day in days[1:] or days),
        standing=any(pause.lasting for pause in pauses),
        days=days,
    )


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=LEGAL_ZONE)
