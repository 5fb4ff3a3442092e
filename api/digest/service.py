"""Tells the digest once a working day: the first ticker that is up after half past eight does.

The day and all notices are one transaction, and the day's row can be written only once; so
neither two tickers nor a crash tell it twice, and a ticker that was down tells it late.
"""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import select as columns
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from api.cases.states import open_expression
from api.cases.tables import CaseRow
from api.clock.calendars import calendar_of
from api.console.view import as_items, office_short
from api.contract.desk import QueueItem
from api.contract.news import Digest, DigestCase, DigestGroup
from api.digest.counting import Open, loads, sort_out
from api.digest.tables import DigestDay
from api.kit.now import LEGAL_ZONE
from api.kit.work import Work, Works
from api.outbox.personal import tell
from api.people.absences import present
from api.people.rights import Permission, concerned_with, may, offices_seen, sees_all
from api.people.tables import Officer
from knowledge.cities.city import City
from knowledge.cities.schema import Role

FROM, UNTIL = time(8, 30), time(18)
"""Between these, in legal time; what was missed until the evening is not told any more."""
_LISTED = 5
"""Cases named under each heading."""


def tell_digest(works: Works, city: City) -> int:
    """Tell today's digest if it is time and nobody has; how many supervisors were told."""
    with works.read() as work:
        if not _is_time(work):
            return 0
    try:
        with works.write() as work:
            return _tell_all(work, city)
    except IntegrityError:  # another ticker was faster
        return 0


def _is_time(work: Work) -> bool:
    local = work.now.astimezone(LEGAL_ZONE)
    if not FROM <= local.time() < UNTIL or _told(work, local.date()):
        return False
    return calendar_of(work.session).day(local.date()).working


def _told(work: Work, on: date) -> bool:
    return work.session.get(DigestDay, on) is not None


def _tell_all(work: Work, city: City) -> int:
    local = work.now.astimezone(LEGAL_ZONE)
    if _told(work, local.date()):
        return 0
    work.session.add(DigestDay(on=local.date(), at=work.now))
    work.session.flush()
    staff = list(work.session.exec(select(Officer).where(col(Officer.active).is_(True))))
    supervisors = [one for one in present(work, staff) if Role.supervisor in one.roles]
    cases = _open_cases(work) if supervisors else []
    for officer in supervisors:
        tell(work, officer, _digest(work, city, officer, cases, staff, local))
    return len(supervisors)


def _open_cases(work: Work) -> list[Open]:
    wanted = columns(
        col(CaseRow.id),
        col(CaseRow.office),
        col(CaseRow.handler_id),
        col(CaseRow.emergency),
        col(CaseRow.first_due_at),
        col(CaseRow.hazard),
    ).where(open_expression())
    return [Open(*row) for row in work.session.connection().execute(wanted)]


def _digest(
    work: Work,
    city: City,
    officer: Officer,
    cases: Sequence[Open],
    staff: Sequence[Officer],
    local: datetime,
) -> Digest:
    seen = _theirs(city, officer, cases)
    found = sort_out(seen, work.now)
    people = {one.id: (one.name, office_short(city, one.office)) for one in staff}
    return Digest(
        at=work.now,
        on=local.date(),
        office=office_short(city, officer.office),
        open=len(seen),
        due_today=_group(work, city, found.due_today),
        late=_group(work, city, found.late),
        unassigned=_group(work, city, found.unassigned),
        emergencies=_group(work, city, found.emergencies),
        handlers=tuple(loads(seen, work.now, people)),
    )


def _theirs(city: City, officer: Officer, cases: Sequence[Open]) -> list[Open]:
    """Those of the supervisor's hazards, of the office and below; the city level sees all."""
    if not may(officer, Permission.see):
        return []
    seen = [one for one in cases if concerned_with(officer, one.hazard)]
    if sees_all(officer, city):
        return seen
    offices = offices_seen(officer, city)
    return [one for one in seen if one.office in offices]


def _group(work: Work, city: City, cases: Sequence[Open]) -> DigestGroup:
    first = [one.id for one in cases[:_LISTED]]
    rows = {
        row.id: row for row in work.session.exec(select(CaseRow).where(col(CaseRow.id).in_(first)))
    }
    items = as_items(work, city, [rows[case_id] for case_id in first])
    return DigestGroup(count=len(cases), cases=tuple(_line(item) for item in items))


def _line(item: QueueItem) -> DigestCase:
    return DigestCase(
        number=item.number,
        kind=item.kind,
        merchant=item.merchant,
        office=item.office,
        handler=item.handler,
        due=item.next_due,
    )
