"""The trader of a case: licence data of the registry, and the history of cases about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, func, select

from api.cases.tables import CaseRow
from api.console.scopes import seen_expression
from api.contract.codes import State
from api.contract.desk import Registered
from api.kit.work import Work
from api.people.tables import Officer
from knowledge.cities.city import City

Lookup = Callable[[str, str | None], Sequence[Registered] | None]
"""The name of a trader, with a district, to whom the registry knows by it; None is no registry."""
_SHOWN = 8
_UPHELD = frozenset({State.filed, State.concluded, State.settled})


@dataclass(frozen=True, slots=True)
class Trader:
    """What is known of whom a case is about."""

    licences: tuple[Registered, ...]
    """Whom of the registry it may be, the likeliest first."""
    looked_up: bool
    """There is a registry, and a name to look up in it."""
    total: int
    """Other cases about it that the officer may see."""
    running: int
    upheld: int
    """Of them filed, concluded or settled."""
    latest: list[CaseRow]


def trader_of(
    work: Work, city: City, officer: Officer, case: CaseRow, registered: Lookup
) -> Trader:
    """Look a case's trader up, as far as the officer may see."""
    name, district = case.facts.get("merchant"), case.facts.get("district")
    found = registered(str(name), str(district) if district else None) if name else None
    licences, looked_up = tuple(found or ()), found is not None
    if case.trader_key is None:
        return Trader(licences, looked_up, 0, 0, 0, [])
    same = about(city, officer, case)
    upheld = func.count().filter(col(CaseRow.state).in_(sorted(_UPHELD)))
    running = func.count().filter(col(CaseRow.ended_at).is_(None))
    total, open_, proven = work.session.exec(
        select(func.count(), running, upheld).where(same)
    ).one()
    newest = select(CaseRow).where(same).order_by(col(CaseRow.received_at).desc()).limit(_SHOWN)
    return Trader(licences, looked_up, total, open_, proven, list(work.session.exec(newest)))


def about(city: City, officer: Officer, case: CaseRow) -> ColumnElement[bool]:
    """The other cases about the same trader in the same district that an officer may see."""
    return and_(
        col(CaseRow.trader_key) == case.trader_key,
        col(CaseRow.division).is_not_distinct_from(case.division),
        CaseRow.id != case.id,
        seen_expression(city, officer),
    )
