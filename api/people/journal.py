"""The log of accounts: what was done to which, and by whom; a chain, as the events of a case are.

Whoever administers accounts could let himself in under another's name. He can't do it unseen.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from enum import StrEnum
from typing import Any

from sqlalchemy import func, text
from sqlmodel import col, select

from api.kit.work import Work
from api.people.tables import OfficerEvent

COMMAND = "command"
"""The actor of what was done at the machine itself."""
_GENESIS = "0" * 64
_LOCK = 0x6F666669


class Deed(StrEnum):
    """What can be done to an account."""

    made = "made"
    roles_set = "roles_set"
    closed = "closed"
    opened = "opened"
    password_reset = "password_reset"  # noqa: S105 - a name of a deed
    password_changed = "password_changed"  # noqa: S105 - as above
    signed_out = "signed_out"
    totp_begun = "totp_begun"
    totp_dropped = "totp_dropped"
    totp_wanted = "totp_wanted"
    code_spent = "code_spent"
    person_sought = "person_sought"
    absence_set = "absence_set"
    absence_ended = "absence_ended"


def note(
    work: Work, actor: str, officer_id: str, deed: Deed, data: Mapping[str, Any] | None = None
) -> None:
    """Append what was done to an account."""
    _one_at_a_time(work)
    last = work.session.exec(
        select(OfficerEvent).order_by(col(OfficerEvent.no).desc()).limit(1)
    ).first()
    event = OfficerEvent(
        no=1 if last is None else last.no + 1,
        at=work.now,
        actor=actor,
        officer_id=officer_id,
        kind=deed,
        data=dict(data or {}),
        hash="",
    )
    event.hash = _hash(event, _GENESIS if last is None else last.hash)
    work.session.add(event)
    work.session.flush()


def latest(work: Work, limit: int = 200, officer_id: str | None = None) -> Sequence[OfficerEvent]:
    """The newest entries, of all accounts or of one."""
    wanted = select(OfficerEvent).order_by(col(OfficerEvent.no).desc()).limit(limit)
    if officer_id is not None:
        wanted = wanted.where(OfficerEvent.officer_id == officer_id)
    return work.session.exec(wanted).all()


def head(work: Work) -> tuple[int, str]:
    """Number and hash of the last entry, for the daily anchor."""
    wanted = select(OfficerEvent.no, OfficerEvent.hash).order_by(col(OfficerEvent.no).desc())
    found = work.session.exec(wanted.limit(1)).first()
    return (0, _GENESIS) if found is None else (found[0], found[1])


def hash_of(work: Work, no: int) -> str | None:
    """The hash of one entry."""
    return work.session.exec(select(OfficerEvent.hash).where(OfficerEvent.no == no)).first()


def faults(work: Work) -> Iterator[str]:
    """One line a break of the chain."""
    before, expected = _GENESIS, 1
    for event in work.session.exec(select(OfficerEvent).order_by(col(OfficerEvent.no))):
        if event.no != expected:
            yield f"log of accounts: entry {expected} is gone"
            expected = event.no
        elif _hash(event, before) != event.hash:
            yield f"log of accounts: entry {event.no} was altered or does not follow the last"
        before, expected = event.hash, expected + 1
    count = work.session.exec(select(func.count()).select_from(OfficerEvent)).one()
    if count != expected - 1:
        yield "log of accounts: entries are gone"


def _hash(event: OfficerEvent, before: str) -> str:
    body = {
        "no": event.no,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor,
        "officer": event.officer_id,
        "kind": str(event.kind),
        "data": event.data,
        "before": before,
    }
    plain = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _one_at_a_time(work: Work) -> None:
    # SQLite has one writer anyway; on PostgreSQL two entries could take the same number.
    connection = work.session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
