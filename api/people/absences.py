"""Who is not there, from when until when, and who looks after what is urgent meanwhile.

Nothing has to be switched back: an absence holds from its first day to its last and then is over.
"""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, select

from api.kit.errors import NotFound, Refusal
from api.kit.now import LEGAL_ZONE
from api.kit.work import Work
from api.people import journal
from api.people.journal import Deed
from api.people.rights import may_arrange_absence, may_stand_in
from api.people.tables import Absence, Officer
from knowledge.cities.city import City

LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an absence, both ends included."""

    first: date
    last: date


def today(work: Work) -> date:
    """The legal day."""
    return work.now.astimezone(LEGAL_ZONE).date()


def away(work: Work) -> dict[str, str | None]:
    """Ids of those who are not there today, each with the id of who stands in."""
    found = work.session.exec(select(Absence).where(_covers(today(work))))
    return {one.officer_id: one.stand_in_id for one in found}


def covered_by(work: Work, officer: Officer) -> dict[str, date]:
    """Ids of those for whom an officer stands in today, and their last day away."""
    wanted = select(Absence).where(_covers(today(work)), Absence.stand_in_id == officer.id)
    return {one.officer_id: one.last for one in work.session.exec(wanted)}


def now_and_coming(work: Work, officer_ids: Collection[str]) -> list[Absence]:
    """The absences of some officers that are not over, the nearest first."""
    wanted = select(Absence).where(
        col(Absence.officer_id).in_(officer_ids),
        col(Absence.ended_at).is_(None),
        col(Absence.last) >= today(work),
    )
    return list(work.session.exec(wanted.order_by(col(Absence.first), col(Absence.id))))


def stand_ins(work: Work, city: City, officer: Officer) -> list[Officer]:
    """Who may stand in for an officer: somebody who sees and works the same cases."""
    found = work.session.exec(
        select(Officer).where(col(Officer.active).is_(True)).order_by(col(Officer.name))
    )
    return [one for one in found if may_stand_in(one, officer, city)]


def arrange(
    work: Work, city: City, by: Officer, officer_id: str, days: Days, stand_in_id: str | None
) -> None:
    """Enter an absence, one's own or as a supervisor that of somebody below.

    Raises:
        NotFound: `unknown_officer`, nobody whose absences they may enter.
        Refusal: `days_wrong`, `absent_already`, `unknown_stand_in`, `stand_in_absent`.
    """
    officer = _theirs(work, city, by, officer_id)
    if not today(work) <= days.last or not 0 <= (days.last - days.first).days < LONGEST_DAYS:
        raise Refusal("days_wrong", "请填写正确的起止日期，最后一天不能早于今天，最长一年。")
    others = now_and_coming(work, [one for one in (officer.id, stand_in_id) if one])
    meanwhile = [one for one in others if one.first <= days.last and days.first <= one.last]
    if any(one.officer_id == officer.id for one in meanwhile):
        raise Refusal("absent_already", "这几天已经登记过不在岗，请先取消原来的登记。")
    if stand_in_id is not None:
        if stand_in_id not in {one.id for one in stand_ins(work, city, officer)}:
            raise Refusal("unknown_stand_in", "代管人须是本单位或上级单位在用的经办人员。")
        if meanwhile:
            raise Refusal("stand_in_absent", "代管人这几天也不在岗，请另选一位。")
    row = Absence(
        id=secrets.token_hex(8),
        officer_id=officer.id,
        stand_in_id=stand_in_id,
        first=days.first,
        last=days.last,
        set_by=by.id,
        set_at=work.now,
    )
    work.session.add(row)
    _note(work, by, row, Deed.absence_set)


def end(work: Work, city: City, by: Officer, absence_id: str) -> None:
    """Take an absence back, or end it today because somebody is there again.

    Raises:
        NotFound: `unknown_absence`, none, over, or not theirs to end.
    """
    row = None if "\0" in absence_id else work.session.get(Absence, absence_id)
    if row is None or row.ended_at is not None or row.last < today(work):
        raise NotFound("unknown_absence", "没有这条登记，或者它已经结束。")
    try:
        _theirs(work, city, by, row.officer_id)
    except NotFound as unknown:
        raise NotFound("unknown_absence", "没有这条登记，或者它已经结束。") from unknown
    row.ended_at = work.now
    work.session.add(row)
    _note(work, by, row, Deed.absence_ended)


def present(work: Work, staff: Sequence[Officer]) -> list[Officer]:
    """Those of the staff who are there today."""
    gone = away(work)
    return [one for one in staff if one.id not in gone]


def _theirs(work: Work, city: City, by: Officer, officer_id: str) -> Officer:
    """The officer, locked: two absences of the same days are not entered at once.

    Raises:
        NotFound: `unknown_officer`.
    """
    known = None if "\0" in officer_id else work.session.get(Officer, officer_id)
    if known is None or not known.active or not may_arrange_absence(by, known, city):
        raise NotFound("unknown_officer", "没有这位人员。")
    return work.session.get_one(Officer, known.id, with_for_update=True)


def _covers(day: date) -> ColumnElement[bool]:
    return and_(
        col(Absence.first) <= day, col(Absence.last) >= day, col(Absence.ended_at).is_(None)
    )


def _note(work: Work, by: Officer, row: Absence, deed: Deed) -> None:
    data = {"first": row.first.isoformat(), "last": row.last.isoformat()}
    journal.note(work, by.id, row.officer_id, deed, data | {"stand_in": row.stand_in_id})
