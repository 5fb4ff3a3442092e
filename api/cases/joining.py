"""Handling cases of one matter together: one leads, the others follow it, and can leave again.

Each stays a case of its own, with its reporter, its clocks and its result. Who follows whom is a
chain without end in itself: a case that would come to follow itself is refused.
"""

from collections.abc import Iterator

from sqlalchemy import text
from sqlmodel import col, select

from api.cases.events import EventKind
from api.cases.repository import by_id
from api.cases.service import append
from api.cases.tables import CaseRow, Event
from api.contract.codes import Kind
from api.kit.errors import Conflict
from api.kit.work import Work

_JOINS = 0x6A6F696E  # "join"
_SIDES = ({Kind.complaint}, {Kind.report, Kind.tip}, {Kind.query, Kind.suggestion})
"""Kinds that can be handled together; a complaint and a report have a wall between them."""


def join(work: Work, case: CaseRow, lead: CaseRow, *, actor: str) -> Event:
    """Let a case follow another.

    Raises:
        Conflict: `joined_already`, `other_side`, `circle`.
    """
    _one_at_a_time(work)
    if case.lead_id is not None:
        raise Conflict("joined_already", "这个案件已经并入其他案件，请先撤销并案。")
    if not any({case.kind, lead.kind} <= side for side in _SIDES):
        raise Conflict("other_side", "投诉和举报不能并案办理。")
    if case.id in {one.id for one in line_of(work, lead)}:
        raise Conflict("circle", "对方案件已经并入本案，不能再反过来并案。")
    case.lead_id = lead.id
    work.session.add(case)
    append(work, lead, EventKind.followed, actor=actor, data={"case": case.number})
    return append(work, case, EventKind.joined, actor=actor, data={"case": lead.number})


def part(work: Work, case: CaseRow, *, actor: str) -> Event:
    """Let a case go its own way again.

    Raises:
        Conflict: `not_joined`.
    """
    _one_at_a_time(work)
    lead = by_id(work, case.lead_id) if case.lead_id else None
    if lead is None:
        raise Conflict("not_joined", "这个案件没有并入其他案件。")
    case.lead_id = None
    work.session.add(case)
    append(work, lead, EventKind.left, actor=actor, data={"case": case.number})
    return append(work, case, EventKind.parted, actor=actor, data={"case": lead.number})


def line_of(work: Work, case: CaseRow) -> Iterator[CaseRow]:
    """The case itself, the one it follows, and so on up to the one that leads all."""
    step: CaseRow | None = case
    while step is not None:
        yield step
        step = by_id(work, step.lead_id) if step.lead_id else None


def leader(work: Work, case: CaseRow) -> CaseRow:
    """The case that leads; one that follows nobody leads itself."""
    return list(line_of(work, case))[-1]


def followers(work: Work, case: CaseRow) -> list[CaseRow]:
    """All that follow a case, those that follow a follower too, by number."""
    found: list[CaseRow] = []
    ids = [case.id]
    while ids:
        wanted = select(CaseRow).where(col(CaseRow.lead_id).in_(ids))
        rows = list(work.session.exec(wanted.order_by(col(CaseRow.number))))
        found += rows
        ids = [row.id for row in rows]
    return found


def _one_at_a_time(work: Work) -> None:
    """Two joins at once could make a circle that neither sees."""
    if work.session.get_bind().dialect.name == "postgresql":
        work.session.connection().execute(
            text("SELECT pg_advisory_xact_lock(:key)"), {"key": _JOINS}
        )
