"""Whose tip a case is, and how many one volunteer sent lately."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, func, select

from api.kit.work import Work
from api.people.volunteer_tables import Tip, Volunteer


def credit(work: Work, volunteer: Volunteer, case_id: str) -> None:
    """Count a case as a volunteer's tip."""
    work.session.add(Tip(case_id=case_id, volunteer_id=volunteer.id, at=work.now))


def uncredit(work: Work, case_id: str) -> None:
    """Let nothing lead from a case to the volunteer who told it."""
    row = work.session.get(Tip, case_id)
    if row is not None:
        row.volunteer_id = None
        work.session.add(row)


def is_credited(work: Work, case_id: str) -> bool:
    """Whether a case counts for somebody who is still a volunteer."""
    row = work.session.get(Tip, case_id)
    return row is not None and row.volunteer_id is not None


def tips_of(work: Work, volunteer: Volunteer) -> list[str]:
    """Ids of the cases that a volunteer told."""
    return list(work.session.exec(select(Tip.case_id).where(Tip.volunteer_id == volunteer.id)))


def sent_since(work: Work, volunteer: Volunteer, since: datetime) -> list[datetime]:
    """When a volunteer sent tips after a moment, oldest first."""
    wanted = select(Tip.at).where(Tip.volunteer_id == volunteer.id, col(Tip.at) > since)
    return list(work.session.exec(wanted.order_by(col(Tip.at))))


def counts(work: Work, ids: Sequence[str]) -> dict[str, int]:
    """How many tips volunteers sent, by id."""
    wanted = select(Tip.volunteer_id, func.count()).where(col(Tip.volunteer_id).in_(ids))
    found = work.session.exec(wanted.group_by(col(Tip.volunteer_id)))
    return {str(who): count for who, count in found}
