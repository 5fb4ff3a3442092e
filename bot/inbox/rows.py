"""How rows of conversations are found, begun, locked and leased within a transaction."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from api.contract.codes import Platform
from bot.inbox.envelope import Envelope, chat_blind
from bot.inbox.ports import Sealer
from bot.inbox.tables import ConversationRow, InboxMessage

LEASE = timedelta(seconds=15)
"""How long a conversation belongs to a worker that fell silent."""

_BY_BLIND = (
    select(ConversationRow).where(ConversationRow.blind == bindparam("blind")).with_for_update()
)


class LostLeaseError(Exception):
    """Another worker took the conversation over; nothing was changed."""


def found_or_begun(
    session: Session, sealer: Sealer, platform: Platform, address: str, now: datetime
) -> ConversationRow:
    """The locked row of a chat."""
    blind = chat_blind(sealer, platform, address)
    row = session.exec(_BY_BLIND, params={"blind": blind}).first()
    return row or _begun(
        session,
        sealer,
        ConversationRow(
            id=uuid4().hex,
            platform=platform,
            blind=blind,
            wrapped=sealer.new_key(),
            address=b"",
            created_at=now,
        ),
        address,
    )


def locked(session: Session, conversation: str) -> ConversationRow:
    """A row that no other transaction changes until this one ends."""
    return session.get_one(ConversationRow, conversation, with_for_update=True)


def held(session: Session, conversation: str, worker: str) -> ConversationRow:
    """The locked row of a conversation that a worker leases.

    Raises:
        LostLeaseError: It is another worker's now, or nobody's.
    """
    row = locked(session, conversation)
    if row.worker != worker:
        raise LostLeaseError
    return row


def lease(row: ConversationRow, worker: str, now: datetime) -> bool:
    """Take a locked conversation, or go on holding it, unless somebody else does."""
    lapsed = row.leased_until is None or row.leased_until <= now
    if row.worker not in (None, worker) and not lapsed:
        return False
    row.worker, row.leased_until = worker, now + LEASE
    return True


def oldest_waiting(session: Session, conversation: str) -> InboxMessage | None:
    """The first message of a conversation that is not answered."""
    return session.exec(
        select(InboxMessage)
        .where(InboxMessage.conversation_id == conversation)
        .where(col(InboxMessage.processed_at).is_(None))
        .order_by(col(InboxMessage.no))
        .limit(1)
    ).first()


def _begun(
    session: Session, sealer: Sealer, row: ConversationRow, address: str
) -> ConversationRow:
    row.address = Envelope(sealer, row).seal(address, "address")
    session.add(row)
    return row
