"""Messages are stored here before anything else happens to them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from api.contract.codes import Platform
from bot.inbox.envelope import Envelope
from bot.inbox.ports import Sealer, Storage
from bot.inbox.rows import LEASE, found_or_begun, lease, oldest_waiting
from bot.inbox.tables import ConversationRow, InboxMessage
from bot.inbox.transcript import Content, append
from bot.inbox.work import Work, without_address, work_of
from bot.message import InboundMessage
from bot.wording import inbox as sentences

_BEGINNINGS = 3


@dataclass(frozen=True, slots=True)
class Accepted:
    """A message that is safely stored."""

    conversation: str
    message: int
    processed: bool
    work: Work | None
    """The message is next and its conversation was free: it is ours to answer."""


class Arrivals:
    """Stores messages; each once."""

    def __init__(self, storage: Storage, sealer: Sealer, worker: str) -> None:
        """Bind the database, the keyring and the name under which conversations are leased."""
        self._storage = storage
        self._sealer = sealer
        self._worker = worker

    def accept(self, message: InboundMessage, now: datetime) -> Accepted:
        """Store a message, unless it is here already, and try to take its conversation."""
        for _ in range(_BEGINNINGS - 1):
            try:
                return self._accept_once(message, now)
            except IntegrityError:  # another process began the same chat at the same moment
                continue
        return self._accept_once(message, now)

    def begin(self, platform: Platform, address: str, now: datetime) -> str:
        """Id of the conversation of a chat, which begins now if it had not."""
        with self._storage.write() as session:
            return found_or_begun(session, self._sealer, platform, address, now).id

    def _accept_once(self, message: InboundMessage, now: datetime) -> Accepted:
        with self._storage.write() as session:
            row = found_or_begun(session, self._sealer, message.platform, message.address, now)
            stored = self._same(session, row, message) or self._new(session, row, message, now)
            assert stored.id is not None  # noqa: S101 - it was flushed
            if stored.processed_at is not None:
                return Accepted(row.id, stored.id, processed=True, work=None)
            free = lease(row, self._worker, now)
            next_one = oldest_waiting(session, row.id) if free else None
            ours = next_one is not None and next_one.id == stored.id
            work = work_of(self._sealer, row, stored) if ours else None
            return Accepted(row.id, stored.id, processed=False, work=work)

    def _same(
        self, session: Session, row: ConversationRow, message: InboundMessage
    ) -> InboxMessage | None:
        blind = self._blind(row, message)
        return session.exec(
            select(InboxMessage)
            .where(InboxMessage.conversation_id == row.id)
            .where(InboxMessage.external_blind == blind)
        ).first()

    def _new(
        self, session: Session, row: ConversationRow, message: InboundMessage, now: datetime
    ) -> InboxMessage:
        row.last_message += 1
        row.unreachable = None
        place = f"message:{row.last_message}"
        stored = InboxMessage(
            conversation_id=row.id,
            no=row.last_message,
            external_blind=self._blind(row, message),
            sealed=Envelope(self._sealer, row).seal(without_address(message), place),
            received_at=now,
            next_try_at=now + LEASE,
        )
        session.add(stored)
        session.flush()
        content = Content(
            text=_shown(message),
            photos=tuple(p.evidence for p in message.photos if p.evidence is not None),
            external_id=message.external_id,
        )
        append(session, self._sealer, row, content, now, from_citizen=True, message_id=stored.id)
        return stored

    def _blind(self, row: ConversationRow, message: InboundMessage) -> str:
        return self._sealer.blind(message.external_id, f"message:{row.id}")


def _shown(message: InboundMessage) -> str:
    """What the transcript shows for a message."""
    if message.text:
        return message.text
    if message.location is not None:
        return sentences.A_LOCATION
    return sentences.A_CONTACT if message.phone is not None else ""
