"""Begins and ends chases, and asks again for what is due; the only writer of its table.

Asking again, its place in the row and all its consequences are one transaction, so that two
tickers or a crash neither lose nor double it. After downtime it is asked once, not for every
time that was missed.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import col, select

from api.cases.tables import CaseRow
from api.chasing.tables import ChaseRow
from api.kit.work import Work, Works

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chased:
    """A happening: something is still not done, for the `step`-th time."""

    case_id: str
    subject: str
    step: int


def begin(work: Work, case_id: str, subject: str, first: datetime, every: timedelta) -> None:
    """Ask for something at `first` and then again; one that runs already is begun anew."""
    end(work, case_id, (subject,))
    row = ChaseRow(
        case_id=case_id,
        subject=subject,
        every_minutes=int(every.total_seconds() // 60),
        started_at=work.now,
        next_at=first,
    )
    work.session.add(row)
    work.session.flush()


def end(work: Work, case_id: str, subjects: Collection[str]) -> None:
    """It is done, or not wanted any more."""
    for row in open_chases(work, case_id):
        if row.subject in subjects:
            row.done_at = work.now
            work.session.add(row)
    work.session.flush()


def open_chases(work: Work, case_id: str) -> list[ChaseRow]:
    """What a case is still asked for."""
    wanted = select(ChaseRow).where(
        col(ChaseRow.case_id) == case_id, col(ChaseRow.done_at).is_(None)
    )
    return list(work.session.exec(wanted.order_by(col(ChaseRow.next_at))))


def chase(works: Works, limit: int = 200) -> int:
    """Ask again for what is due now, at most `limit`; gives how often it did."""
    with works.read() as work:
        due = (
            select(ChaseRow.id, ChaseRow.case_id)
            .where(col(ChaseRow.done_at).is_(None), col(ChaseRow.next_at) <= work.now)
            .order_by(col(ChaseRow.next_at))
            .limit(limit)
        )
        found = [(row[0], row[1]) for row in work.session.exec(due)]
    asked = 0
    for chase_id, case_id in found:
        # One broken case may not silence the others: it is tried again at the next tick.
        try:
            with works.write() as work:
                asked += _ask(work, chase_id, case_id)
        except Exception as error:  # noqa: BLE001 - see above; its words may quote a person's
            fault = type(error).__name__
            logger.error("chase %s will be tried again: %s", chase_id, fault)  # noqa: TRY400 - no trace, see above
    return asked


def _ask(work: Work, chase_id: int | None, case_id: str) -> bool:
    # The case first, as everyone else takes it: two may then wait but not deadlock.
    work.session.exec(select(CaseRow.id).where(CaseRow.id == case_id).with_for_update()).all()
    row = work.session.get(ChaseRow, chase_id, with_for_update=True)
    if row is None or row.done_at is not None or row.next_at > work.now:
        return False
    taken = (
        update(ChaseRow)
        .where(
            col(ChaseRow.id) == chase_id,
            col(ChaseRow.done_at).is_(None),
            col(ChaseRow.step) == row.step,
        )
        .values(
            step=row.step + 1,
            next_at=work.now + timedelta(minutes=row.every_minutes),
            done_at=None if row.every_minutes else work.now,
        )
        .returning(col(ChaseRow.step))
        .execution_options(synchronize_session=False)
    )
    steps = [found[0] for found in work.session.connection().execute(taken)]
    if not steps:
        return False
    work.session.refresh(row)
    work.record(Chased(case_id, row.subject, row.step))
    return True
