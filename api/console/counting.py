"""How many open cases each view holds: counted anew for every page, so that it is right."""

from sqlalchemy import ColumnElement, case, func
from sqlmodel import col, select

from api.cases.states import open_expression
from api.cases.tables import CaseRow
from api.console.scopes import Scope, in_scope, narrowed, seen_expression
from api.kit.work import Work
from api.people.rights import Permission, may
from api.people.tables import Officer
from knowledge.cities.city import City

_APART = (Scope.today, Scope.both)
"""Views that ask other rows than the cases' own."""


def counts(work: Work, city: City, officer: Officer) -> dict[Scope, int]:
    """How many open cases each view holds for an officer."""
    if not may(officer, Permission.see):
        return dict.fromkeys(Scope, 0)
    apart = {scope: _count(work, in_scope(work, city, officer, scope)) for scope in _APART}
    at_once = [scope for scope in Scope if scope not in apart]
    row = work.session.execute(
        select(*(_sum(narrowed(work, city, officer, scope)) for scope in at_once)).where(
            seen_expression(city, officer), open_expression()
        )
    ).one()
    told = apart | dict(zip(at_once, map(int, row), strict=True))
    return {scope: told[scope] for scope in Scope}


def _sum(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((which, 1), else_=0)), 0)


def _count(work: Work, wanted: ColumnElement[bool]) -> int:
    return work.session.exec(
        select(func.count(col(CaseRow.id))).where(wanted, open_expression())
    ).one()
