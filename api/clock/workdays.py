"""The count itself: a pure function of limit, start, calendar and pauses."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from api.clock.deadline import CountedDay, Deadline, Pause
from api.clock.moments import hours_or_minutes, years
from api.clock.why import counted_why, pause_why, roll_why, rolled_why, skipped_why, start_why
from api.kit.now import LEGAL_ZONE
from knowledge.calendar import Calendar, Day, DayKind
from knowledge.limits import Limit, Roll, Unit

_LONGEST = 4000
"""Days after which a count is given up: some ten years, more than any case lives."""


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
        ValueError: `start` is naive, or the count does not end within ten years.
    """
    if start.tzinfo is None:
        raise ValueError("起算时间缺少时区")
    if pauses and not limit.pauses:
        raise PauseNotAllowedError(f"{limit.name}（{limit.rule}）依法不扣除任何时间，不能暂停")
    begun = start.astimezone(LEGAL_ZONE)
    match limit.unit:
        case Unit.hour | Unit.minute:
            due, days = hours_or_minutes(limit, begun)
            return _deadline(limit, due, days, (), provisional=False)
        case Unit.year:
            days = years(limit, begun.date())
            return _deadline(limit, _end_of(days[-1].date), days, (), provisional=False)
        case _:
            return _in_days(limit, begun.date(), calendar, pauses, roll)


def _in_days(
    limit: Limit, start: date, calendar: Calendar, pauses: Sequence[Pause], roll: Roll
) -> Deadline:
    days = [CountedDay(start, counts=False, why=start_why(limit))]
    days += _count(limit, start, calendar, pauses)
    decisive = days[1:]
    if limit.unit is Unit.calendar_day:
        # Whether a day before the last is a holiday changes nothing here.
        moved = list(_rolled(limit, days[-1].date, calendar, pauses, roll))
        if moved:
            last = days.pop()
            days.append(CountedDay(last.date, last.counts, roll_why(last, calendar)))
        decisive = [days[-1], *moved]
        days += moved
    provisional = any(calendar.day(day.date).provisional for day in decisive)
    end = _end_of(days[-1].date)
    return _deadline(limit, end, tuple(days), pauses, provisional=provisional)


def _count(
    limit: Limit, start: date, calendar: Calendar, pauses: Sequence[Pause]
) -> Iterator[CountedDay]:
    counted = 0
    for ahead in range(1, _LONGEST):
        day = calendar.day(start + timedelta(ahead))
        if any(pause.covers(day.date) for pause in pauses):
            yield CountedDay(day.date, counts=False, why=pause_why())
        elif limit.unit is Unit.working_day and not day.working:
            yield CountedDay(day.date, counts=False, why=skipped_why(day))
        else:
            counted += 1
            yield CountedDay(day.date, counts=True, why=counted_why(limit, counted, day))
            if counted == limit.value:
                return
    raise ValueError("十年之内数不满这个期限：暂停过长，或者日历有误")


def _rolled(
    limit: Limit, last: date, calendar: Calendar, pauses: Sequence[Pause], roll: Roll
) -> Iterator[CountedDay]:
    """The days after a last day that the law moves; nothing if it stays."""
    if not _moves(calendar.day(last), roll):
        return
    for ahead in range(1, _LONGEST):
        day = calendar.day(last + timedelta(ahead))
        if any(pause.covers(day.date) for pause in pauses):
            yield CountedDay(day.date, counts=False, why=pause_why(rolling=True))
        elif _moves(day, roll):
            yield CountedDay(day.date, counts=False, why=skipped_why(day, rolling=True))
        else:
            yield CountedDay(day.date, counts=False, why=rolled_why(limit, day, roll))
            return
    raise ValueError("十年之内数不满这个期限：暂停过长，或者日历有误")


def _moves(day: Day, roll: Roll) -> bool:
    return day.kind is DayKind.holiday or (roll is Roll.any_nonworking and not day.working)


def _deadline(
    limit: Limit,
    due: datetime,
    days: tuple[CountedDay, ...],
    pauses: Sequence[Pause],
    *,
    provisional: bool,
) -> Deadline:
    return Deadline(
        rule=limit.rule,
        name=limit.name,
        article=limit.article,
        status=limit.status,
        due=due,
        due_on=due.date(),
        provisional=provisional,
        standing=any(pause.lasting for pause in pauses),
        days=days,
    )


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=LEGAL_ZONE)
