"""A case's thread: its events with their words opened, for those who may read them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.cases.events import EventKind
from api.cases.repository import events
from api.cases.retained import kept_words, retained
from api.cases.tables import Event, Retained
from api.contract.privacy import Level
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
    """All events of a case in order, with their words as far as they are left."""
    gone = retained(work, case_id)
    kept = kept_words(work, case_id) if gone and gone.level == Level.anonymised else {}
    return [
        Entry(
            no=event.no,
            kind=EventKind(event.kind),
            at=event.at,
            actor=event.actor,
            data=event.data,
            text=_words(work, event, gone, kept),
        )
        for event in events(work, case_id)
    ]


def _words(work: Work, event: Event, gone: Retained | None, kept: dict[int, str]) -> str | None:
    if event.sealed is None or (gone is not None and gone.level == Level.erased):
        return None
    if gone is not None and gone.level == Level.anonymised and event.no <= gone.event_no:
        return kept.get(event.no)
    return open_for(work, event.case_id, event.sealed, "event")
