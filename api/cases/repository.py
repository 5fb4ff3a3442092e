"""Every query over cases."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import col, func, select

from api.cases.states import open_expression
from api.cases.tables import CaseRow, Event, Evidence, EvidenceLink, Link
from api.kit.work import Work


def by_number(work: Work, number: str) -> CaseRow | None:
    """The case with a number, whatever a stranger gives for one."""
    wanted = select(CaseRow).where(CaseRow.number == _storable(number))
    return work.session.exec(wanted).first()


def by_number_for_change(work: Work, number: str) -> CaseRow | None:
    """The case with a number, locked until the transaction ends."""
    wanted = select(CaseRow).where(CaseRow.number == _storable(number)).with_for_update()
    return work.session.exec(wanted).first()


def by_id(work: Work, case_id: str) -> CaseRow | None:
    """The case with an id."""
    return work.session.get(CaseRow, case_id)


def by_id_for_change(work: Work, case_id: str) -> CaseRow:
    """The case with an id that is known to exist, locked until the transaction ends."""
    return work.session.get_one(CaseRow, case_id, with_for_update=True, populate_existing=True)


def by_ids(work: Work, ids: Collection[str], *, open_only: bool = False) -> list[CaseRow]:
    """Cases by their ids, newest first."""
    wanted = select(CaseRow).where(col(CaseRow.id).in_(ids))
    if open_only:
        wanted = wanted.where(open_expression())
    return list(work.session.exec(wanted.order_by(col(CaseRow.received_at).desc())))


def by_filing(work: Work, key: str) -> list[CaseRow]:
    """The cases of one filing, in the order of its matters."""
    wanted = select(CaseRow).where(CaseRow.filing_key == key).order_by(col(CaseRow.number))
    return list(work.session.exec(wanted))


def events(work: Work, case_id: str) -> list[Event]:
    """A case's events in order."""
    wanted = select(Event).where(Event.case_id == case_id).order_by(col(Event.no))
    return list(work.session.exec(wanted))


def last_deed(work: Work, case_id: str) -> Event | None:
    """What somebody did to a case last; what followed from it by itself is left out."""
    wanted = select(Event).where(Event.case_id == case_id, Event.actor != "system")
    return work.session.exec(wanted.order_by(col(Event.no).desc()).limit(1)).first()


def events_of_kinds(
    work: Work, case_ids: Collection[str], kinds: Collection[str]
) -> dict[str, list[Event]]:
    """Events of some kinds of many cases, by case and in order."""
    wanted = select(Event).where(col(Event.case_id).in_(case_ids), col(Event.kind).in_(kinds))
    found: dict[str, list[Event]] = {case_id: [] for case_id in case_ids}
    for event in work.session.exec(wanted.order_by(col(Event.case_id), col(Event.no))):
        found[event.case_id].append(event)
    return found


def linked(work: Work, case_id: str) -> list[CaseRow]:
    """The cases linked to a case."""
    wanted = (
        select(CaseRow)
        .join(Link, col(Link.other_id) == CaseRow.id)
        .where(Link.case_id == case_id)
        .order_by(col(CaseRow.number))
    )
    return list(work.session.exec(wanted))


def link(work: Work, one: CaseRow, other: CaseRow) -> None:
    """Link two cases, once."""
    for here, there in ((one, other), (other, one)):
        if work.session.get(Link, (here.id, there.id)) is None:
            work.session.add(Link(case_id=here.id, other_id=there.id))


def queue(
    work: Work,
    *,
    handler_id: str | None = None,
    offices: Collection[str] | None = None,
    open_only: bool = True,
    limit: int = 200,
) -> list[CaseRow]:
    """Cases of a handler, of offices, or all; the oldest first."""
    wanted = select(CaseRow)
    if handler_id is not None:
        wanted = wanted.where(CaseRow.handler_id == handler_id)
    if offices is not None:
        wanted = wanted.where(col(CaseRow.office).in_(offices))
    if open_only:
        wanted = wanted.where(open_expression())
    return list(work.session.exec(wanted.order_by(col(CaseRow.received_at)).limit(limit)))


def load_by_handler(work: Work, handler_ids: Sequence[str]) -> dict[str, int]:
    """How many open cases each handler has."""
    wanted = (
        select(col(CaseRow.handler_id), func.count())
        .where(col(CaseRow.handler_id).in_(handler_ids), open_expression())
        .group_by(col(CaseRow.handler_id))
    )
    return dict.fromkeys(handler_ids, 0) | {str(who): n for who, n in work.session.exec(wanted)}


def evidence_count(work: Work, case_id: str) -> int:
    """How many pieces of evidence a case has."""
    wanted = select(func.count()).where(EvidenceLink.case_id == case_id)
    return work.session.exec(wanted).one()


def evidence_of(work: Work, case_id: str) -> list[Evidence]:
    """The evidence of a case, oldest first."""
    wanted = (
        select(Evidence)
        .join(EvidenceLink, col(EvidenceLink.evidence_id) == Evidence.id)
        .where(EvidenceLink.case_id == case_id)
        .order_by(col(Evidence.at), col(Evidence.id))
    )
    return list(work.session.exec(wanted))


def about_same_trader(
    work: Work, case: CaseRow, since: datetime, hazard: str | None
) -> list[CaseRow]:
    """Cases of one hazard, since a moment, that name the trader of a case in its district.

    Where no trader is named, the place stands for it. The case itself is among them.
    """
    if not case.trader_key:
        return []
    wanted = select(CaseRow).where(
        CaseRow.trader_key == case.trader_key,
        CaseRow.division == case.division,
        col(CaseRow.received_at) >= since,
        CaseRow.hazard == hazard,
    )
    return list(work.session.exec(wanted.order_by(col(CaseRow.number))))


def _storable(number: str) -> str:
    # PostgreSQL refuses the whole statement for a NUL, where SQLite just finds nothing.
    return number.replace("\0", "")
