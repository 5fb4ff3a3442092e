"""Daily anchors: where every chain stood at the end of a legal day, chained and signed.

Somebody who may write to the database could tell a case's whole chain anew. He can't sign an
anchor, and anchors are published, so that a missing one is missed.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from sqlmodel import col, func, select

from api.cases.tables import CaseRow, Event
from api.kit.now import LEGAL_ZONE
from api.kit.work import Work
from api.people import journal
from api.proof import merkle
from api.proof.signing import is_ours, is_right, keys, sign
from api.proof.tables import Anchor, SigningKey

GENESIS = "0" * 64
ACCOUNTS = "accounts"
"""Stands for a case's number: the log of accounts is anchored too."""
_AT_ONCE = 400
SETTLED = timedelta(minutes=10)
"""What began before midnight has been committed by then."""


def last(work: Work) -> Anchor | None:
    """The newest anchor."""
    return work.session.exec(select(Anchor).order_by(col(Anchor.no).desc()).limit(1)).first()


def open_day(work: Work) -> date | None:
    """The last legal day that is over and has no anchor; None when all have."""
    day = (work.now - SETTLED).astimezone(LEGAL_ZONE).date() - timedelta(days=1)
    newest = last(work)
    return day if newest is None or newest.day < day else None


def span(before: Anchor | None, day: date) -> tuple[datetime | None, datetime]:
    """From when on, and until when, an anchor looks at events."""
    end = datetime.combine(day + timedelta(days=1), time.min, tzinfo=LEGAL_ZONE)
    if before is None:
        return None, end
    return datetime.combine(before.day + timedelta(days=1), time.min, tzinfo=LEGAL_ZONE), end


def heads(work: Work, since: datetime | None, until: datetime) -> list[list[object]]:
    """The last event of each case that has one in a span, and the head of the log of accounts."""
    newest = select(col(Event.case_id), func.max(Event.no).label("no")).where(Event.at < until)
    if since is not None:
        newest = newest.where(Event.at >= since)
    group = newest.group_by(col(Event.case_id)).subquery()
    wanted = (
        select(CaseRow.number, Event.no, Event.hash)
        .join(group, (group.c.case_id == Event.case_id) & (group.c.no == Event.no))
        .join(CaseRow, col(CaseRow.id) == Event.case_id)
        .order_by(col(CaseRow.number))
    )
    found: list[list[object]] = [list(row) for row in work.session.exec(wanted)]
    return [*found, [ACCOUNTS, *journal.head(work)]]


def make(work: Work, day: date, found: list[list[object]]) -> Anchor:
    """Write and sign the anchor of a day."""
    before = last(work)
    row = Anchor(
        no=1 if before is None else before.no + 1,
        day=day,
        at=work.now,
        heads=found,
        before=GENESIS if before is None else before.hash,
        hash="",
        kid="",
        signature="",
    )
    row.hash = digest(row)
    signature = sign(work, bound(row.hash))
    row.kid, row.signature = signature.kid, signature.value
    work.session.add(row)
    work.session.flush()
    return row


def digest(row: Anchor) -> str:
    """SHA-256 over an anchor and the hash of the one before it."""
    return digest_of(row.no, row.day.isoformat(), merkle.root(row.heads), row.before)


def digest_of(no: int, day: str, root: str, before: str) -> str:
    """The same from an anchor's parts; the heads enter by the root of their tree."""
    body = {"no": no, "day": day, "root": root, "before": before}
    plain = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def faults(work: Work) -> Iterator[str]:
    """One line for every anchor that was altered, and everything that no longer fits one."""
    known: dict[str, SigningKey] = {}
    for key in keys(work):
        if is_ours(work, key):
            known[key.kid] = key
        else:
            yield f"signing key {key.kid} was altered or is not ours"
    before, expected = GENESIS, 1
    for row in work.session.exec(select(Anchor).order_by(col(Anchor.no))):
        if row.no != expected:
            yield f"the anchor before that of {row.day} is gone"
        signer = known.get(row.kid)
        signed = signer is not None and is_right(signer.public, row.signature, bound(row.hash))
        if digest(row) != row.hash or not signed or (row.before != before and row.no == expected):
            yield f"the anchor of {row.day} was altered"
        else:
            yield from _gone(work, row)
        before, expected = row.hash, row.no + 1


def _gone(work: Work, row: Anchor) -> Iterator[str]:
    """What an anchor knows and the records don't have any more."""
    cases = [head for head in row.heads if head[0] != ACCOUNTS]
    for at in range(0, len(cases), _AT_ONCE):
        stored = _hashes(work, [str(head[0]) for head in cases[at : at + _AT_ONCE]])
        for number, no, head in cases[at : at + _AT_ONCE]:
            where = f"{number}: event {no}, anchored on {row.day},"
            yield from _differs(where, stored.get((str(number), _int(no))), head)
    for _, no, head in row.heads[len(cases) :]:
        where = f"log of accounts: entry {no}, anchored on {row.day},"
        yield from _differs(where, journal.hash_of(work, _int(no)) if no else GENESIS, head)


def _differs(where: str, stored: str | None, head: object) -> Iterator[str]:
    if stored is None:
        yield f"{where} is gone"
    elif stored != head:
        yield f"{where} was altered"


def _hashes(work: Work, numbers: Sequence[str]) -> dict[tuple[str, int], str]:
    """The hashes of all events of some cases."""
    wanted = (
        select(CaseRow.number, Event.no, Event.hash)
        .join(CaseRow, col(CaseRow.id) == Event.case_id)
        .where(col(CaseRow.number).in_(numbers))
    )
    return {(found[0], found[1]): found[2] for found in work.session.exec(wanted)}


def holding(work: Work, number: str) -> list[tuple[Anchor, int]]:
    """The anchors that hold a case, with its place in them."""
    found = []
    for row in work.session.exec(select(Anchor).order_by(col(Anchor.no))):
        place = next((at for at, head in enumerate(row.heads) if head[0] == number), None)
        if place is not None:
            found.append((row, place))
    return found


def published(work: Work, limit: int) -> Sequence[Anchor]:
    """The newest anchors, for everybody."""
    return work.session.exec(select(Anchor).order_by(col(Anchor.no).desc()).limit(limit)).all()


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def bound(digest_: str) -> bytes:
    """Signed for this purpose alone."""
    return f"jiesu/anchor/1\0{digest_}".encode()
