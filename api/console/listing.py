"""Which cases stand in an officer's queue, what runs out first on top."""

from enum import StrEnum

from sqlalchemy import ColumnElement, Subquery, case, func
from sqlmodel import and_, col, false, or_, select, true
from sqlmodel.sql.expression import SelectOfScalar

from api.cases.states import open_expression
from api.cases.tables import CaseRow
from api.clock.tables import ClockRow
from api.kit.work import Work
from api.people.rights import Permission, may, offices_seen, sees_all
from api.people.tables import Officer
from knowledge.cities.city import City

PAGE = 100
"""Cases on one page of a queue."""


class Scope(StrEnum):
    """The tabs of the queue."""

    mine = "mine"
    office = "office"
    all = "all"


def listed(
    work: Work,
    city: City,
    officer: Officer,
    scope: Scope,
    *,
    page: int = 1,
    size: int | None = None,
    closed: bool = False,
) -> list[CaseRow]:
    """A page of cases: emergencies first, then by what runs out first, then by receipt.

    What runs out is the limit by law; a service promise only where none runs.

    With `closed`, those that are over instead, the newest first.
    """
    wanted = _in_scope(city, officer, scope)
    ordered = _newest_first(wanted) if closed else _most_urgent_first(wanted)
    rows = size or PAGE
    return list(work.session.exec(ordered.offset((page - 1) * rows).limit(rows)))


def counts(work: Work, city: City, officer: Officer) -> dict[Scope, int]:
    """How many open cases each tab holds."""
    return {scope: _count(work, _in_scope(city, officer, scope)) for scope in Scope}


def _count(work: Work, wanted: ColumnElement[bool]) -> int:
    return work.session.exec(
        select(func.count()).select_from(CaseRow).where(wanted, open_expression())
    ).one()


def _newest_first(wanted: ColumnElement[bool]) -> SelectOfScalar[CaseRow]:
    return (
        select(CaseRow)
        .where(wanted, ~open_expression())
        .order_by(col(CaseRow.received_at).desc(), col(CaseRow.number).desc())
    )


def soonest_due() -> Subquery:
    """By `case_id`, the `due_at` of what runs out first: the limit by law, else a promise."""
    lawful = func.min(case((col(ClockRow.statutory), col(ClockRow.due_at))))
    soonest = func.coalesce(lawful, func.min(ClockRow.due_at))
    return (
        select(col(ClockRow.case_id), soonest.label("due_at"))
        .where(col(ClockRow.stopped_at).is_(None))
        .group_by(col(ClockRow.case_id))
        .subquery()
    )


def _most_urgent_first(wanted: ColumnElement[bool]) -> SelectOfScalar[CaseRow]:
    due = soonest_due()
    return (
        select(CaseRow)
        .outerjoin(due, due.c.case_id == CaseRow.id)
        .where(wanted, open_expression())
        .order_by(
            col(CaseRow.emergency).desc(),
            due.c.due_at.is_(None),
            due.c.due_at,
            col(CaseRow.received_at),
            col(CaseRow.number),
        )
    )


def _in_scope(city: City, officer: Officer, scope: Scope) -> ColumnElement[bool]:
    if not may(officer, Permission.see):
        return false()
    match scope:
        case Scope.mine:
            return col(CaseRow.handler_id) == officer.id
        case Scope.office:
            return and_(seen_expression(city, officer), col(CaseRow.office) == officer.office)
        case Scope.all:
            return seen_expression(city, officer)


def seen_expression(city: City, officer: Officer) -> ColumnElement[bool]:
    """The rule of `api.people.rights.may_see`, as SQL; a test holds the two together."""
    if not may(officer, Permission.see):
        return false()
    there = col(CaseRow.office).in_(sorted(offices_seen(officer, city)))
    here: ColumnElement[bool] = true() if sees_all(officer, city) else there
    if officer.hazards:
        here = and_(here, col(CaseRow.hazard).in_(officer.hazards))
    return or_(col(CaseRow.handler_id) == officer.id, here)
