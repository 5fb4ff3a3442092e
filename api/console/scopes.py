"""The saved views of the queue that everybody has, each as the SQL it stands for."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import and_, col, false, or_, select, true

from api.cases.tables import CaseRow
from api.clock.tables import ClockRow
from api.kit.now import LEGAL_ZONE
from api.kit.work import Work
from api.people.absences import covered_by
from api.people.rights import Permission, may, offices_seen, sees_all
from api.people.tables import Officer
from knowledge.cities.city import City

SOON_DAYS = 3
"""How many days ahead something ends soon."""


class Scope(StrEnum):
    """The views, in the order of their tabs."""

    mine = "mine"
    office = "office"
    unassigned = "unassigned"
    today = "today"
    late = "late"
    soon = "soon"
    """Something ends within three days and has not ended yet."""
    waiting = "waiting"
    emergency = "emergency"
    covering = "covering"
    """What can't wait of those for whom the officer stands in."""
    both = "both"
    """Both sides of one message: the officer may see the complaint and the report of it."""
    all = "all"


def in_scope(work: Work, city: City, officer: Officer, scope: Scope) -> ColumnElement[bool]:
    """The cases of a view that the officer may see, open or over."""
    if not may(officer, Permission.see):
        return false()
    return and_(seen_expression(city, officer), narrowed(work, city, officer, scope))


def narrowed(work: Work, city: City, officer: Officer, scope: Scope) -> ColumnElement[bool]:
    """What a view leaves of the cases that may be seen."""
    return _VIEWS[scope](work, city, officer)


def midnight_after(now: datetime, days: int) -> datetime:
    """The end of the legal day so many days on; 0 is today's."""
    local = now.astimezone(LEGAL_ZONE)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days + 1)


def with_clock(which: ColumnElement[bool]) -> ColumnElement[bool]:
    """The cases that have such a clock."""
    return col(CaseRow.id).in_(select(ClockRow.case_id).where(which))


def ends_today(now: datetime) -> ColumnElement[bool]:
    """Clocks whose last moment is still to come, and comes before the legal day is over."""
    return and_(
        col(ClockRow.stopped_at).is_(None),
        col(ClockRow.due_at) >= now,
        col(ClockRow.due_at) <= midnight_after(now, 0),
        or_(col(ClockRow.next_alarm_at).is_not(None), col(ClockRow.breached_at).is_not(None)),
    )


def seen_expression(
    city: City, officer: Officer, row: type[CaseRow] = CaseRow
) -> ColumnElement[bool]:
    """The rule of `api.people.rights.may_see`, as SQL; a test holds the two together."""
    if not may(officer, Permission.see):
        return false()
    there = col(row.office).in_(sorted(offices_seen(officer, city)))
    here: ColumnElement[bool] = true() if sees_all(officer, city) else there
    if officer.hazards:
        here = and_(here, col(row.hazard).in_(officer.hazards))
    return or_(col(row.handler_id) == officer.id, here)


def _both_sides(city: City, officer: Officer) -> ColumnElement[bool]:
    """Whoever may not see the other side must not learn from a list that there is one."""
    other = aliased(CaseRow)
    seen = (
        select(other.id)
        .where(
            other.filing_key == col(CaseRow.filing_key),
            other.id != col(CaseRow.id),
            seen_expression(city, officer, other),
        )
        .exists()
    )
    return and_(col(CaseRow.two_sided).is_(True), seen)


def _covering(work: Work, officer: Officer) -> ColumnElement[bool]:
    """The cases of the absent that are urgent, late, or run out before they are back."""
    one_by_one = [
        and_(
            col(CaseRow.handler_id) == absent,
            or_(col(CaseRow.urgent).is_(True), col(CaseRow.soonest_at) <= _end_of(last)),
        )
        for absent, last in covered_by(work, officer).items()
    ]
    return or_(false(), *one_by_one)


def _end_of(day: date) -> datetime:
    return midnight_after(datetime.combine(day, time(), LEGAL_ZONE), 0)


def _soon(now: datetime) -> ColumnElement[bool]:
    return and_(
        col(CaseRow.soonest_at) >= now, col(CaseRow.soonest_at) <= midnight_after(now, SOON_DAYS)
    )


_View = Callable[[Work, City, Officer], ColumnElement[bool]]
_VIEWS: Mapping[Scope, _View] = {
    Scope.mine: lambda _, __, officer: col(CaseRow.handler_id) == officer.id,
    Scope.office: lambda _, __, officer: col(CaseRow.office) == officer.office,
    Scope.unassigned: lambda *_: col(CaseRow.handler_id).is_(None),
    Scope.today: lambda work, *_: with_clock(ends_today(work.now)),
    Scope.late: lambda work, *_: col(CaseRow.soonest_at) < work.now,
    Scope.soon: lambda work, *_: _soon(work.now),
    Scope.waiting: lambda *_: col(CaseRow.asked_at).is_not(None),
    Scope.emergency: lambda *_: col(CaseRow.urgent).is_(True),
    Scope.covering: lambda work, _, officer: _covering(work, officer),
    Scope.both: lambda _, city, officer: _both_sides(city, officer),
    Scope.all: lambda *_: true(),
}
