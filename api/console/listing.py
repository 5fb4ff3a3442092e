"""Which cases stand in an officer's queue, what runs out first on top."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import ColumnElement
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.cases.search import found_by
from api.cases.states import open_expression
from api.cases.tables import CaseRow
from api.cases.words import facet, words_asked
from api.console.filters import Filters
from api.console.scopes import Scope, in_scope
from api.kit.work import Work
from api.people.rights import Permission, may, may_see, offices_seen, sees_all
from api.people.tables import Officer
from knowledge.cities.city import City

PAGE = 50
"""Cases on one page of a queue."""
_NONE = Filters()


def listed(  # noqa: PLR0913 - what a list is asked for
    work: Work,
    city: City,
    officer: Officer,
    scope: Scope,
    filters: Filters = _NONE,
    *,
    page: int = 1,
    size: int | None = None,
    closed: bool = False,
) -> list[CaseRow]:
    """A page of cases: emergencies first, then by what runs out first, then by receipt.

    What runs out is the limit by law; a service promise only where none runs.

    With `closed`, those that are over instead, the newest first; what is searched for comes the
    newest first too, open or over.
    """
    if not may(officer, Permission.see):
        return []
    rows = size or PAGE
    span = range((page - 1) * rows, page * rows)
    if closed or filters.searches:
        ids = _newest_first(work, city, officer, scope, filters, span, over=closed)
    else:
        wanted = in_scope(work, city, officer, scope) & filters.expression()
        ordered = _most_urgent_first(wanted).offset(span.start).limit(len(span))
        ids = list(work.session.exec(ordered).all())
    return [row for row in _rows(work, ids) if may_see(officer, row, city)]


def _rows(work: Work, ids: Sequence[str]) -> list[CaseRow]:
    """The rows behind ids, which alone were sorted: they are wide."""
    found = work.session.exec(select(CaseRow).where(col(CaseRow.id).in_(ids)))
    by_id = {row.id: row for row in found}
    return [by_id[one] for one in ids]


def _newest_first(
    work: Work,
    city: City,
    officer: Officer,
    scope: Scope,
    filters: Filters,
    span: range,
    *,
    over: bool,
) -> list[str]:
    """All that can be told by words is asked of their index: it need not give up the rest."""
    every = filters.words() | ({facet("over", "yes")} if over else frozenset())
    every |= _AS_WORDS[scope](officer) if scope in _AS_WORDS else frozenset()
    seen = frozenset() if sees_all(officer, city) else _seen_words(city, officer)
    if filters.searches and not words_asked(filters.q):  # nothing but signs: nothing has them
        return []
    among = None
    if scope not in _AS_WORDS or filters.clock is not None or officer.hazards:
        further = in_scope(work, city, officer, scope) & filters.expression()
        among = select(CaseRow.id).where(further)
    return found_by(work, every, seen, among, offset=span.start, limit=len(span))


_AS_WORDS: Mapping[Scope, Callable[[Officer], frozenset[str]]] = {
    Scope.mine: lambda officer: frozenset({facet("handler", officer.id)}),
    Scope.office: lambda officer: frozenset({facet("office", officer.office)}),
    Scope.all: lambda _: frozenset(),
}
"""Views that are a word of the cases."""


def _seen_words(city: City, officer: Officer) -> frozenset[str]:
    """The rule of `seen_expression` as words, but for the officer's hazards."""
    offices = {facet("office", code) for code in offices_seen(officer, city)}
    return frozenset(offices | {facet("handler", officer.id)})


def _most_urgent_first(wanted: ColumnElement[bool]) -> SelectOfScalar[str]:
    return (
        select(col(CaseRow.id))
        .where(wanted, open_expression())
        .order_by(
            col(CaseRow.urgent).desc(),
            col(CaseRow.first_due_at).is_(None),
            col(CaseRow.first_due_at),
            col(CaseRow.received_at),
            col(CaseRow.number),
        )
    )
