"""Puts what must be said into the outbox, hands it to couriers, and takes their reports."""

import json
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, tuple_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from api.cases.events import EventKind
from api.cases.repository import by_id
from api.cases.service import SYSTEM, append
from api.contract.codes import Platform
from api.contract.delivery import ClaimRequest, Delivery, DeliveryReport, Notice
from api.contract.models import ChannelRef
from api.contract.news import News
from api.kit.errors import Conflict, NotFound
from api.kit.work import Work
from api.outbox import personal
from api.outbox.tables import OutboxRow
from api.people.casekeys import open_for, seal_for
from api.people.reachable import mark_dead
from api.people.reporters import channel_blind

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
"""Longer than a courier may take for what it claimed; whoever is silent so long has died."""
_FIRST_WAIT = timedelta(seconds=5)
_MOST_DOUBLINGS = 12
_LONGEST_WAIT = timedelta(hours=1)
PATIENCE = timedelta(days=3)
"""How long an address is tried again before an officer is asked to reach the person otherwise."""
CITIZEN = "citizen"
NO_CHAT = "no chat is alive"
_GAVE_UP = "gave up"
_FURTHER = f"{CITIZEN}:"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told, and where."""

    who: str
    """`citizen`, `citizen:<blind>` for a further chat, `volunteer` or `officer:<id>`."""
    platform: Platform
    address: str


def further_citizen(blind: str) -> str:
    """The name of a further chat of the reporter, among recipients."""
    return f"{_FURTHER}{blind}"


def put(
    work: Work, event_id: int, case_id: str, recipient: Recipient, notice: Notice
) -> OutboxRow | None:
    """Add a notice once per event, recipient and template; None if it is there already."""
    same = select(OutboxRow.id).where(
        OutboxRow.event_id == event_id,
        OutboxRow.recipient == recipient.who,
        OutboxRow.template == notice.template,
    )
    if work.session.exec(same).first() is not None:
        return None
    body = {"address": recipient.address, "notice": notice.model_dump(mode="json")}
    channel = ChannelRef(platform=recipient.platform, address=recipient.address)
    row = OutboxRow(
        id=secrets.token_hex(12),
        event_id=event_id,
        case_id=case_id,
        recipient=recipient.who,
        template=notice.template,
        platform=recipient.platform,
        chat=channel_blind(work, channel),
        sealed=b"",
        created_at=work.now,
        next_try_at=work.now,
    )
    row.sealed = seal_for(work, case_id, json.dumps(body, ensure_ascii=False), _place(row))
    work.session.add(row)
    work.session.flush()
    work.wake()
    return row


def claim(work: Work, request: ClaimRequest) -> list[Delivery]:
    """Lease what is due on the courier's platforms, oldest first.

    Of each chat only the oldest notice is given out, so that no other courier, and no later
    notice while an earlier one waits for its next attempt, can overtake it.
    """
    due = (
        select(OutboxRow.id)
        .where(
            col(OutboxRow.platform).in_(request.platforms),
            col(OutboxRow.done_at).is_(None),
            col(OutboxRow.next_try_at) <= work.now,
            ~_behind_another(),
        )
        .order_by(*_ORDER)
        .limit(request.limit)
        .with_for_update(skip_locked=True, of=OutboxRow)
    )
    ids = list(work.session.exec(due))
    work.session.connection().execute(
        update(OutboxRow)
        .where(col(OutboxRow.id).in_(ids))
        .values(
            worker=request.worker,
            next_try_at=work.now + LEASE,
            attempts=col(OutboxRow.attempts) + 1,
        )
    )
    rows = work.session.exec(select(OutboxRow).where(col(OutboxRow.id).in_(ids))).all()
    in_order = sorted(rows, key=lambda row: (row.created_at, row.event_id or 0))
    return [found for row in in_order if (found := _readable(work, row)) is not None]


_ORDER = (
    col(OutboxRow.created_at),
    func.coalesce(col(OutboxRow.event_id), 0),
    col(OutboxRow.id),
)


def _behind_another() -> ColumnElement[bool]:
    earlier = aliased(OutboxRow)
    return exists().where(
        col(earlier.chat) == col(OutboxRow.chat),
        col(earlier.chat) != "",
        col(earlier.done_at).is_(None),
        tuple_(col(earlier.created_at), func.coalesce(col(earlier.event_id), 0), col(earlier.id))
        < tuple_(*_ORDER),
    )


def report(work: Work, identifier: str, said: DeliveryReport) -> None:
    """Note what became of a delivery.

    Raises:
        NotFound: `unknown_delivery`.
        Conflict: `lease_lost`, when another courier holds it by now.
    """
    row = work.session.get(OutboxRow, identifier)
    if row is None:
        raise NotFound("unknown_delivery", "没有这条发送记录。")
    if row.done_at is not None:
        return
    if row.worker != said.worker:
        raise Conflict("lease_lost", "这条消息已由另一个进程发送。")
    if said.delivered:
        row.done_at = work.now
    elif said.dead or said.refused or work.now - row.created_at >= PATIENCE:
        row.done_at, row.failed = work.now, said.reason or _GAVE_UP
        _undelivered(work, row, dead=said.dead)
    else:
        row.next_try_at = work.now + _wait(row.attempts, said.retry_after)
    work.session.add(row)
    work.wake()  # what waited behind it may go now


def _undelivered(work: Work, row: OutboxRow, *, dead: bool) -> None:
    """The law wants the citizen told: the handler must know that no chat did it."""
    if row.platform == Platform.staff and dead:
        personal.lose_chat_of(work, row, _delivery(work, row).address)
    citizen = row.recipient == CITIZEN or row.recipient.startswith(_FURTHER)
    if not citizen or row.case_id is None:
        return
    if dead:
        mark_dead(work, row.chat)
    if _told_elsewhere(work, row):
        return
    case = by_id(work, row.case_id)
    if case is not None:
        data = {"template": row.template, "reason": row.failed, "platform": row.platform}
        append(work, case, EventKind.undelivered, actor=SYSTEM, data=data)


def _told_elsewhere(work: Work, row: OutboxRow) -> bool:
    """Whether another chat of the reporter has the same notice, or still may get it."""
    others = select(OutboxRow.id).where(
        OutboxRow.event_id == row.event_id,
        OutboxRow.template == row.template,
        OutboxRow.id != row.id,
        col(OutboxRow.recipient).startswith(CITIZEN),
        col(OutboxRow.failed).is_(None),
    )
    return work.session.exec(others).first() is not None


def notices_of(
    work: Work, officer_id: str, limit: int = 100
) -> list[tuple[str, Notice | News, datetime | None]]:
    """The newest notices to an officer: id, notice, when it was read."""
    wanted = (
        select(OutboxRow)
        .where(OutboxRow.recipient == f"officer:{officer_id}", OutboxRow.platform == Platform.desk)
        .order_by(col(OutboxRow.created_at).desc())
        .limit(limit)
    )
    found = ((row, _readable(work, row)) for row in work.session.exec(wanted))
    return [(row.id, one.notice, row.read_at) for row, one in found if one is not None]


def unread(work: Work, officer_id: str) -> int:
    """How many notices an officer has not seen."""
    wanted = select(func.count()).where(
        OutboxRow.recipient == f"officer:{officer_id}",
        OutboxRow.platform == Platform.desk,
        col(OutboxRow.read_at).is_(None),
    )
    return work.session.exec(wanted).one()


def mark_read(work: Work, officer_id: str) -> None:
    """An officer has seen all notices up to now."""
    work.session.connection().execute(
        update(OutboxRow)
        .where(
            col(OutboxRow.recipient) == f"officer:{officer_id}",
            col(OutboxRow.platform) == Platform.desk,
            col(OutboxRow.read_at).is_(None),
        )
        .values(read_at=work.now, done_at=work.now)
    )


def opens(work: Work, row: OutboxRow) -> bool:
    """Whether a notice is as it was put in: its words, and to whom about what."""
    try:
        _opened(work, row)
    except (NotFound, ValueError):
        return False
    return True


def _words(work: Work, row: OutboxRow, case_id: str) -> str:
    try:
        return open_for(work, case_id, row.sealed, _place(row))
    except ValueError:  # of the first days, when a notice was bound to its case alone
        return open_for(work, case_id, row.sealed, "outbox")


def _place(row: OutboxRow) -> str:
    """What a notice is bound to, so that neither its addressee nor its event can be changed."""
    return f"outbox/{row.id}/{row.event_id}/{row.recipient}/{row.template}/{row.platform}"


def _wait(attempts: int, asked: int | None) -> timedelta:
    if asked is not None:
        return timedelta(seconds=asked)
    doubled: timedelta = _FIRST_WAIT * 2 ** min(max(attempts - 1, 0), _MOST_DOUBLINGS)
    return min(doubled, _LONGEST_WAIT)


def _readable(work: Work, row: OutboxRow) -> Delivery | None:
    """A row's delivery; one that can't be opened any more is given up, and stops no other."""
    try:
        delivery = _delivery(work, row)
    except (NotFound, ValueError):  # erased, altered, or of a form we no longer know
        log.warning("outbox row %s can't be read and is given up", row.id)
        _give_up(work, row, "unreadable")
        return None
    if row.platform == Platform.staff and not personal.still_reaches(work, row, delivery.address):
        _give_up(work, row, "chat untied or account closed")
        return None
    return delivery


def _give_up(work: Work, row: OutboxRow, why: str) -> None:
    row.done_at, row.failed = work.now, why
    work.session.add(row)
    work.wake()  # what waited behind it may go now


def _delivery(work: Work, row: OutboxRow) -> Delivery:
    address, notice = _opened(work, row)
    return Delivery(
        id=row.id,
        platform=Platform(row.platform),
        address=address,
        notice=notice,
        attempts=row.attempts,
        created_at=row.created_at,
    )


def _opened(work: Work, row: OutboxRow) -> tuple[str, Notice | News]:
    if row.case_id is None:
        return personal.opened(work, row)
    body = json.loads(_words(work, row, row.case_id))
    return body["address"], Notice.model_validate(body["notice"])
