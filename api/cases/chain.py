"""The hash chain over a case's events: any later edit breaks it."""

import hashlib
import json
from datetime import UTC, datetime

from api.cases.tables import Event

GENESIS = "0" * 64


def chain_hash(event: Event, before: str) -> str:
    """SHA-256 over an event and the hash of the one before it.

    The sealed words enter by their own hash, so that a chain still verifies after the key
    of a case was erased.
    """
    body = {
        "case": event.case_id,
        "no": event.no,
        "kind": event.kind,
        "at": _instant(event.at),
        "actor": event.actor,
        "key": event.key,
        "data": event.data,
        "sealed": hashlib.sha256(event.sealed).hexdigest() if event.sealed else None,
        "before": before,
    }
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


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
