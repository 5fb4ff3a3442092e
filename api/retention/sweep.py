"""Finds the ended cases whose data is due to be taken away, and does it, case by case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select as columns
from sqlmodel import col, func, select

from api.cases.events import LEAVES, EventKind
from api.cases.service import SYSTEM
from api.cases.states import open_expression
from api.cases.tables import CaseRow, Event, Retained
from api.contract.privacy import Level
from api.kit.now import LEGAL_ZONE
from api.kit.work import Work, Works
from api.retention.deeds import Hide, take_away
from api.retention.due import due, steps
from knowledge.cities.privacy import KeepingPlan


@dataclass(frozen=True, slots=True)
class Due:
    """A case whose data is to be taken away, and why."""

    case_id: str
    number: str
    level: Level
    ended_on: date
    wish: bool
    """Its reporter wanted it, not the plan."""


def find(work: Work, plan: KeepingPlan) -> list[Due]:
    """What is due today, in the order of the cases' numbers."""
    today, wishes = _day(work.now), _wishes(work)
    return [one for row in _ended(work) if (one := _due(plan, today, wishes, row))]


def keep_plan(works: Works, plan: KeepingPlan, hide: Hide) -> Iterator[Due]:
    """Take away what is due; gives each case when it is done."""
    with works.read() as work:
        found = find(work, plan)
    for one in found:
        with works.write() as work:
            why = {"wish": True} if one.wish else {"ended_on": one.ended_on.isoformat()}
            if take_away(work, one.case_id, one.level, hide, actor=SYSTEM, why=why):
                yield one


def ended_on(work: Work, case_id: str) -> date | None:
    """The day on which a case got where it stands."""
    last = select(func.max(Event.at)).where(
        Event.case_id == case_id, col(Event.kind).in_(sorted(LEAVES))
    )
    at = work.session.exec(last).one()
    return None if at is None else _day(at)


@dataclass(frozen=True, slots=True)
class _Ended:
    case_id: str
    number: str
    kind: str
    at: datetime
    level: Level | None


def _ended(work: Work) -> list[_Ended]:
    """Every case that is over and has personal data left; of many, their rows are too wide."""
    last = (
        select(col(Event.case_id), func.max(Event.at).label("at"))
        .where(col(Event.kind).in_(sorted(LEAVES)))
        .group_by(col(Event.case_id))
        .subquery()
    )
    wanted = (
        columns(
            col(CaseRow.id), col(CaseRow.number), col(CaseRow.kind), last.c.at, col(Retained.level)
        )
        .join(last, last.c.case_id == CaseRow.id)
        .outerjoin(Retained, col(Retained.case_id) == CaseRow.id)
        .where(~open_expression())
        .where(func.coalesce(Retained.level, "") != Level.erased)
        .order_by(col(CaseRow.number))
    )
    return [
        _Ended(case_id, number, kind, at, None if level is None else Level(level))
        for case_id, number, kind, at, level in work.session.execute(wanted)
    ]


def _wishes(work: Work) -> set[str]:
    wanted = select(Event.case_id).where(Event.kind == EventKind.erasure_wished)
    return set(work.session.exec(wanted))


def _due(plan: KeepingPlan, today: date, wishes: set[str], case: _Ended) -> Due | None:
    ended = _day(case.at)
    step = due(case.level, steps(plan, case.kind, ended), today)
    if step is not None:
        return Due(case.case_id, case.number, step.level, ended, wish=False)
    if case.level is None and case.case_id in wishes:
        return Due(case.case_id, case.number, Level.restricted, ended, wish=True)
    return None


def _day(at: datetime) -> date:
    return at.astimezone(LEGAL_ZONE).date()
