"""The only place where a case changes: an event is appended and the row follows it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import select

from api.cases.chain import GENESIS, chain_hash
from api.cases.events import EventKind
from api.cases.happening import Happening
from api.cases.marks import fold
from api.cases.search import note
from api.cases.states import OPEN, is_urgent, step
from api.cases.tables import CaseRow, Event
from api.contract.codes import Kind, State
from api.kit.work import Work
from api.people.casekeys import seal_for

CITIZEN = "citizen"
SYSTEM = "system"


def officer_actor(officer_id: str) -> str:
    """The actor of an officer's deed."""
    return f"officer:{officer_id}"


def append(  # noqa: PLR0913 - an event is these things
    work: Work,
    case: CaseRow,
    kind: EventKind,
    *,
    actor: str,
    text: str | None = None,
    data: Mapping[str, Any] | None = None,
    key: str | None = None,
    at: datetime | None = None,
) -> Event:
    """Append an event, move the row along, and record the happening.

    Raises:
        Conflict: `unlawful`, when the state does not allow it.
    """
    case.state = step(Kind(case.kind), State(case.state), kind)
    event = Event(
        case_id=case.id,
        no=case.last_event + 1,
        kind=kind,
        at=at or work.now,
        actor=actor,
        key=key,
        data=dict(data or {}),
        sealed=None if text is None else seal_for(work, case.id, text, "event"),
        hash="",
    )
    event.hash = chain_hash(event, case.last_hash)
    case.last_event, case.last_hash = event.no, event.hash
    _fold(case, event)
    work.session.add_all([case, event])
    note(work, case, event, text)
    work.session.flush()
    work.record(Happening(case, event, text))
    return event


def open_case(
    work: Work, case: CaseRow, *, text: str | None, data: Mapping[str, Any], actor: str = CITIZEN
) -> Event:
    """Append the first event of a new case."""
    case.state, case.last_event, case.last_hash = State.received, 1, GENESIS
    case.marks = fold((), EventKind.opened, data)
    case.urgent = is_urgent(case)
    event = Event(
        case_id=case.id,
        no=1,
        kind=EventKind.opened,
        at=case.received_at,
        actor=actor,
        data=dict(data),
        sealed=None if text is None else seal_for(work, case.id, text, "event"),
        hash="",
    )
    event.hash = chain_hash(event, GENESIS)
    case.last_hash = event.hash
    work.session.add(case)
    work.session.flush()
    work.session.add(event)
    note(work, case, event, None)
    work.session.flush()
    work.record(Happening(case, event, text))
    return event


def note_due(work: Work, case: CaseRow, first: datetime | None, soonest: datetime | None) -> None:
    """When what a queue is sorted by ends, and when anything does; the room of clocks says it."""
    if (case.first_due_at, case.soonest_at) != (first, soonest):
        case.first_due_at, case.soonest_at = first, soonest
        work.session.add(case)


def done_before(work: Work, case_id: str, key: str) -> Event | None:
    """The event that an earlier request with the same key left, if any."""
    wanted = select(Event).where(Event.case_id == case_id, Event.key == key)
    return work.session.exec(wanted).first()


def _fold(row: CaseRow, event: Event) -> None:
    """The columns that lists are sorted and filtered by, from one event."""
    row.marks = fold(row.marks, EventKind(event.kind), event.data)
    row.urgent = is_urgent(row)
    if State(row.state) in OPEN:
        row.ended_at = None
    elif row.ended_at is None:
        row.ended_at = event.at
    match EventKind(event.kind):
        case EventKind.asked:
            row.asked_at = event.at
        case EventKind.said:
            row.asked_at = None
        case EventKind.assigned:
            row.office = str(event.data["office"])
            handler = event.data.get("handler")
            row.handler_id = None if handler is None else str(handler)
        case _:
            pass
