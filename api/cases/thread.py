"""A case's thread: its events with their words opened, for those who may read them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.cases.events import EventKind
from api.cases.repository import events
from api.kit.work import Work
from api.people.casekeys import open_for


@dataclass(frozen=True, slots=True)
class Entry:
    """One event, readable."""

    no: int
    kind: EventKind
    at: datetime
    actor: str
    data: dict[str, Any]
    text: str | None


def thread(work: Work, case_id: str) -> list[Entry]:
    """All events of a case in order, with their words."""
    return [
        Entry(
            no=event.no,
            kind=EventKind(event.kind),
            at=event.at,
            actor=event.actor,
            data=event.data,
            text=None if event.sealed is None else open_for(work, case_id, event.sealed, "event"),
        )
        for event in events(work, case_id)
    ]
