"""Who looked at which identity: read from the events, never from a list of its own."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from api.cases.events import EventKind
from api.cases.tables import CaseRow, Event
from api.kit.work import Work
from api.people.rights import may_see
from api.people.tables import Officer
from knowledge.cities.city import City


@dataclass(frozen=True, slots=True)
class Look:
    """One look at an identity."""

    case_id: str
    number: str
    event_id: int
    event_no: int
    officer_id: str
    at: datetime
    approved: bool
    """The custodian had agreed to it."""


def looks(
    work: Work,
    city: City,
    reader: Officer,
    *,
    since: datetime | None = None,
    before: datetime | None = None,
    limit: int | None = None,
) -> list[Look]:
    """Looks at cases that the reader may see, the newest first."""
    wanted = (
        select(Event, CaseRow)
        .join(CaseRow, col(CaseRow.id) == Event.case_id)
        .where(Event.kind == EventKind.identity_seen)
        .order_by(col(Event.id).desc())
    )
    if since is not None:
        wanted = wanted.where(Event.at >= since)
    if before is not None:
        wanted = wanted.where(Event.at < before)
    if limit is not None:
        wanted = wanted.limit(limit)
    return [
        Look(
            case_id=case.id,
            number=case.number,
            event_id=event.id or 0,
            event_no=event.no,
            officer_id=event.actor.removeprefix("officer:"),
            at=event.at,
            approved=bool(event.data.get("approved")),
        )
        for event, case in work.session.exec(wanted)
        if may_see(reader, case, city)
    ]
