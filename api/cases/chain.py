"""The hash chain over a case's events: any later edit breaks it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from api.cases.tables import Event

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """As much of an event as its hash covers; the sealed words by their own hash alone.

    So a chain still verifies after the key of a case was erased, and outside of the system.
    """

    case: str
    no: int
    kind: str
    at: datetime
    actor: str
    key: str | None
    data: Mapping[str, object]
    sealed: str | None
    """SHA-256 of the sealed words."""

    def hash(self, before: str) -> str:
        """SHA-256 over the event and the hash of the one before it."""
        body = {
            "case": self.case,
            "no": self.no,
            "kind": self.kind,
            "at": _instant(self.at),
            "actor": self.actor,
            "key": self.key,
            "data": self.data,
            "sealed": self.sealed,
            "before": before,
        }
        text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def link_of(event: Event) -> Link:
    """A stored event as a link of its chain."""
    return Link(
        case=event.case_id,
        no=event.no,
        kind=event.kind,
        at=event.at,
        actor=event.actor,
        key=event.key,
        data=event.data,
        sealed=hashlib.sha256(event.sealed).hexdigest() if event.sealed else None,
    )


def chain_hash(event: Event, before: str) -> str:
    """SHA-256 over an event and the hash of the one before it."""
    return link_of(event).hash(before)


def first_break(events: list[Event]) -> int | None:
    """The number of the first event that does not fit the chain, or None if all do."""
    before = GENESIS
    for expected, event in enumerate(events, start=1):
        if event.no != expected or chain_hash(event, before) != event.hash:
            return event.no
        before = event.hash
    return None


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
