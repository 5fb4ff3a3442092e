"""Counts running clocks again after a year's notice was loaded, and says so on each case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_
from sqlmodel import col, select

from api.cases.events import EventKind
from api.cases.repository import by_id
from api.cases.service import SYSTEM, append
from api.cases.tables import CaseRow
from api.clock.calendars import calendar_of
from api.clock.counting import count, settle
from api.clock.service import note_first
from api.clock.tables import UNSURE, CalendarYear, ClockRow
from api.kit.work import Work, Works
from knowledge.calendar import Calendar

_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Recounted:
    """What one batch did; `last` is where the next one goes on, None when nothing is left."""

    seen: int
    changed: int
    moved: int
    last: int | None


def recount_some(work: Work, year: int, after: int, size: int = 200) -> Recounted:
    """Count the next running clocks that the calendar of `year` may move.

    That are the provisional ones, and those that end in the year or in the December before it,
    whose last days a notice may move. Repeating it changes nothing.

    Args:
        work: The unit of work; one a batch.
        year: The year that was loaded.
        after: The `last` of the batch before; 0 begins.
        size: How many clocks to look at.
    """
    wanted = (
        select(ClockRow.id, ClockRow.case_id)
        .where(
            col(ClockRow.id) > after,
            col(ClockRow.stopped_at).is_(None),
            or_(
                col(ClockRow.provisional).is_(True),
                col(ClockRow.due_on) >= date(year - 1, _DECEMBER, 1),
            ),
        )
        .order_by(col(ClockRow.id))
        .limit(size)
    )
    found = work.session.exec(wanted).all()
    if not found:
        return Recounted(0, 0, 0, None)
    changed, moved = _recount_all(work, found)
    return Recounted(len(found), changed, moved, found[-1][0])


def overlooked(work: Work, size: int = 200) -> list[tuple[int, str]]:
    """Running clocks that are still provisional though the year they end in was imported.

    An import that was killed leaves some, and a clock that started while one ran.
    """
    imported = select(CalendarYear.year)
    years = list(work.session.exec(imported))
    if not years:
        return []
    wanted = (
        select(ClockRow.id, ClockRow.case_id)
        .where(
            UNSURE,  # in the words of its index, which else would not be used
            col(ClockRow.due_on) >= date(min(years), 1, 1),
            col(ClockRow.due_on) < date(max(years) + 1, 1, 1),
        )
        .order_by(col(ClockRow.due_on))
        .limit(size)
    )
    return [(clock or 0, case) for clock, case in work.session.exec(wanted)]


def recount_overlooked(works: Works) -> int:
    """Count those; how many changed."""
    with works.read() as work:
        found = overlooked(work)
    if not found:
        return 0
    with works.write() as work:
        return _recount_all(work, found)[0]


def _recount_all(work: Work, found: Sequence[tuple[int | None, str]]) -> tuple[int, int]:
    """How many of these clocks changed, and how many of those ends moved."""
    # Cases before their clocks, as everyone else takes them.
    cases = select(CaseRow.id).where(col(CaseRow.id).in_({case for _, case in found}))
    work.session.exec(cases.order_by(CaseRow.id).with_for_update()).all()
    calendar = calendar_of(work.session)
    changed = moved = 0
    for clock_id, _ in found:
        row = work.session.get(ClockRow, clock_id, with_for_update=True)
        if row is None or row.stopped_at is not None:
            continue
        before = row.due_at
        changed += recount(work, row, calendar)
        moved += row.due_at != before
    return changed, moved


def recount(work: Work, row: ClockRow, calendar: Calendar) -> bool:
    """Count one clock again, and leave an event on its case if its end or its mark changed."""
    counted = count(row, calendar)
    before, was_provisional = row.due_on, row.provisional
    changed = (counted.due, counted.provisional) != (row.due_at, was_provisional)
    settle(row, counted, calendar)
    work.session.add(row)
    if changed:
        note_first(work, row.case_id)
    case = by_id(work, row.case_id) if changed else None
    if case is not None:
        data = {
            "rule": row.rule,
            "from": before.isoformat(),
            "due_on": row.due_on.isoformat(),
            "provisional": row.provisional,
        }
        append(work, case, EventKind.recounted, actor=SYSTEM, data=data)
    return changed
