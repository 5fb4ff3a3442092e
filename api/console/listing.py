"""Which cases stand in an officer's queue, what runs out first on top."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, case, func
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.cases.search import found_by
from api.cases.states import open_expression
from api.cases.tables import CaseRow, SearchRow
from api.cases.words import facet
from api.clock.tables import ClockRow
from api.console.filters import Filters
from api.console.scopes import Scope, in_scope
from api.kit.work import Work
from api.people.rights import offices_seen, sees_all
from api.people.tables import Officer
from knowledge.cities.city import City

PAGE = 50
"""Cases on one page of a queue."""
_NONE = Filters()


def listed(
    work: Work,
    city: City,
    officer: Officer,
    scope: Scope,
    filters: Filters = _NONE,
    *,
    page: int = 1,
    closed: bool = False,
) -> list[CaseRow]:
    """A page of cases: emergencies first, then by what runs out first, then by receipt.

    What runs out is the limit by law; a service promise only where none runs.

    With `closed`, those that are over instead, the newest first; what is searched for comes the
    newest first too, open or over.
    """
    wanted = in_scope(work, city, officer, scope)
    if closed or filters.searches:
        ids = _newest_first(work, city, officer, wanted, filters, over=closed)
    else:
        ids = _most_urgent_first(wanted & filters.expression())
    return _rows(work, work.session.exec(ids.offset((page - 1) * PAGE).limit(PAGE)).all())


def _rows(work: Work, ids: Sequence[str]) -> list[CaseRow]:
    """The rows behind ids, which alone were sorted: they are wide."""
    found = work.session.exec(select(CaseRow).where(col(CaseRow.id).in_(ids)))
    by_id = {row.id: row for row in found}
    return [by_id[one] for one in ids]


def _newest_first(
    work: Work,
    city: City,
    officer: Officer,
    wanted: ColumnElement[bool],
    filters: Filters,
    *,
    over: bool,
) -> SelectOfScalar[str]:
    every = filters.words() | ({facet("over", "yes")} if over else frozenset())
    seen = frozenset() if sees_all(officer, city) else _seen_words(city, officer)
    matching = wanted & filters.expression()
    if filters.searches and not filters.words():  # nothing but signs: nothing holds them
        matching &= col(CaseRow.id).is_(None)
    ids = (
        select(col(CaseRow.id))
        .join(SearchRow, col(SearchRow.case_id) == CaseRow.id)
        .where(matching)
        .order_by(col(SearchRow.id).desc())
    )
    if every or seen:
        ids = ids.where(col(SearchRow.id).in_(found_by(work, every, seen)))
    return ids


def _seen_words(city: City, officer: Officer) -> frozenset[str]:
    """The rule of `seen_expression` as words, so that the index need not give up the rest."""
    offices = {facet("office", code) for code in offices_seen(officer, city)}
    return frozenset(offices | {facet("handler", officer.id)})


def _most_urgent_first(wanted: ColumnElement[bool]) -> SelectOfScalar[str]:
    lawful = func.min(case((col(ClockRow.statutory), col(ClockRow.due_at))))
    soonest = func.coalesce(lawful, func.min(ClockRow.due_at))
    due = (
        select(col(ClockRow.case_id), soonest.label("due_at"))
        .where(col(ClockRow.stopped_at).is_(None))
        .group_by(col(ClockRow.case_id))
        .subquery()
    )
    return (
        select(col(CaseRow.id))
        .outerjoin(due, due.c.case_id == CaseRow.id)
        .where(wanted, open_expression())
        .order_by(
            col(CaseRow.urgent).desc(),
            due.c.due_at.is_(None),
            due.c.due_at,
            col(CaseRow.received_at),
            col(CaseRow.number),
        )
    )
