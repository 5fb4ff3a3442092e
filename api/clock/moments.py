"""Limits that are not counted in days: hours and minutes, and years."""

from datetime import date, datetime, timedelta

from api.clock.deadline import CountedDay
from knowledge.limits import Limit, Unit, counting_article
from knowledge.limits.words import UNIT_WORDS

_WIDE = {Unit.hour: timedelta(hours=1), Unit.minute: timedelta(minutes=1)}


def hours_or_minutes(limit: Limit, start: datetime) -> tuple[datetime, tuple[CountedDay, ...]]:
    """The end of a limit in hours or minutes, and every legal day it touches.

    It runs through nights and holidays from the moment itself; by the penalty procedure rules
    Art. 80 (law id CAL01) from the hour after the one in which it started.
    """
    begun = _next_hour(start) if limit.unit is Unit.hour and limit.counting else start
    length = f"{limit.value} {UNIT_WORDS[limit.unit]}"
    due = begun + limit.value * _WIDE[limit.unit]
    said = {begun.date(): f"自 {begun:%H:%M} 起 {length}，昼夜和节假日连续计算{_hour(limit)}"}
    said.setdefault(due.date(), f"满 {length}，{due:%H:%M} 届满")
    wide = (due.date() - start.date()).days
    touched = (start.date() + timedelta(ahead) for ahead in range(wide + 1))
    days = (CountedDay(day, counts=True, why=said.get(day, "连续计算")) for day in touched)
    return due, tuple(days)


def years(limit: Limit, start: date) -> tuple[CountedDay, ...]:
    """The first and the last day of a limit in years; it ends on the day of the same date."""
    try:
        last = start.replace(year=start.year + limit.value)
    except ValueError:  # 29 February
        last = date(start.year + limit.value, start.month, start.day - 1)
    return (
        CountedDay(start, counts=False, why="起算当日，不计入"),
        CountedDay(last, counts=True, why=f"满 {limit.value} {UNIT_WORDS[limit.unit]}"),
    )


def _next_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def _hour(limit: Limit) -> str:
    if not limit.counting:
        return ""
    article = counting_article(limit, limit.counting[0])
    return f"，开始的那个小时不计入（{article}）" if article else "，开始的那个小时不计入"
