"""What is done once a legal day is over: its anchor, and who looked at identities, in one go."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from api.cases.looks import Look, looks
from api.cases.repository import by_id
from api.cases.tables import CaseRow
from api.contract.codes import Hazard, Kind, Platform, Template
from api.contract.delivery import Notice
from api.kit.work import Work, Works
from api.outbox.service import Recipient, put
from api.people import officers
from api.people.rights import Permission, may
from api.people.staffchat import chat_of
from api.people.tables import Officer
from api.proof import anchors
from api.views.case import office_name
from knowledge.cities.city import City

_MOST = 40
"""Lines of a digest; the rest is counted, and all are on the custodian's page."""


def close_day(works: Works, city: City) -> int:
    """Anchor the last day that is over, once, and tell the custodians who looked."""
    with works.read() as work:
        day = anchors.open_day(work)
        if day is None:
            return 0
        since, until = anchors.span(anchors.last(work), day)
        found = anchors.heads(work, since, until)
    try:
        with works.write() as work:
            anchors.make(work, day, found)
            for custodian in _custodians(work):
                seen = looks(work, city, custodian, since=since, before=until)
                if seen:
                    _tell(work, city, custodian, day, seen)
    except IntegrityError:  # another process was faster
        return 0
    return 1


def _custodians(work: Work) -> list[Officer]:
    here = work.session.exec(select(Officer).where(col(Officer.active).is_(True)))
    return [one for one in here if may(one, Permission.release)]


def _tell(work: Work, city: City, custodian: Officer, day: date, seen: Sequence[Look]) -> None:
    newest = seen[0]
    case = by_id(work, newest.case_id)
    if case is None:
        return
    notice = _notice(work, city, case, day, seen)
    who = f"officer:{custodian.id}"
    put(work, newest.event_id, case.id, Recipient(who, Platform.desk, custodian.id), notice)
    chat = chat_of(work, custodian)
    if chat is not None:
        there = Recipient(f"{who}:bot", Platform.staff, chat)
        put(work, newest.event_id, case.id, there, notice)


def _notice(work: Work, city: City, case: CaseRow, day: date, seen: Sequence[Look]) -> Notice:
    names = officers.names(work, [one.officer_id for one in seen])
    counted = Counter((one.number, names.get(one.officer_id, "")) for one in seen)
    lines = [f"{number} {name}，{times} 次" for (number, name), times in counted.items()]
    rest = [f"另有 {len(lines) - _MOST} 行，见工作台。"] if len(lines) > _MOST else []
    head = f"截至{day.month}月{day.day}日，共查看 {len(seen)} 次："
    return Notice(
        template=Template.identity_digest,
        number=case.number,
        kind=Kind(case.kind),
        hazard=Hazard(case.hazard) if case.hazard else None,
        office=office_name(city, case),
        at=work.now,
        text="\n".join([head, *lines[:_MOST], *rest]),
    )
