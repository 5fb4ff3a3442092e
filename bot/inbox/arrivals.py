"""Messages are stored here before anything else happens to them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from api.contract.codes import Platform
from bot.inbox.envelope import Envelope
from bot.inbox.lines import Content, Written, append, rewrite, write
from bot.inbox.ports import Sealer, Storage
from bot.inbox.rows import LEASE, found_or_begun, lease, oldest_waiting
from bot.inbox.tables import ConversationRow, InboxMessage, InboxPart
from bot.inbox.work import Work, without_address, work_of
from bot.message import InboundMessage, Reply
from bot.wording import inbox as sentences

_BEGINNINGS = 3
_STORE = insert(InboxMessage).returning(col(InboxMessage.id))


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

    def accept_answered(self, message: InboundMessage, reply: Reply, now: datetime) -> str:
        """Store a message with an answer that needs no dialogue; the same one again does nothing.

        Returns:
            Id of the conversation.
        """
        with self._storage.write() as session:
            row = found_or_begun(session, self._sealer, message.platform, message.address, now)
            if self._same(session, row, message) is None:
                stored = self._new(session, row, message, now, answered=now)
                said = Content(text=reply.text, buttons=reply.buttons)
                append(session, self._sealer, row, said, Written(now, message_id=stored.id))
            return row.id

    def begin(self, platform: Platform, address: str, now: datetime) -> str:
        """Id of the conversation of a chat, which begins now if it had not."""
        with self._storage.write() as session:
            return found_or_begun(session, self._sealer, platform, address, now).id

    def _accept_once(self, message: InboundMessage, now: datetime) -> Accepted:
        with self._storage.write() as session:
            row = found_or_begun(session, self._sealer, message.platform, message.address, now)
            stored = (
                self._same(session, row, message)
                or self._joined(session, row, message, now)
                or self._new(session, row, message, now)
            )
            assert stored.id is not None  # noqa: S101 - it is stored
            if stored.processed_at is not None:
                return Accepted(row.id, stored.id, processed=True, work=None)
            free = lease(row, self._worker, now)
            ours = free and not stored.gathering and self._is_next(session, stored)
            work = work_of(self._sealer, row, stored) if ours else None
            return Accepted(row.id, stored.id, processed=False, work=work)

    def _is_next(self, session: Session, stored: InboxMessage) -> bool:
        if stored.no == 1:
            return True
        waiting = oldest_waiting(session, stored.conversation_id)
        return waiting is not None and waiting.id == stored.id

    def _same(
        self, session: Session, row: ConversationRow, message: InboundMessage
    ) -> InboxMessage | None:
        if row.last_message == 0:
            return None
        blind = self._blind(row, message)
        part = session.get(InboxPart, (row.id, blind)) if message.album is not None else None
        if part is not None:
            return session.get_one(InboxMessage, part.message_id)
        return session.exec(
            select(InboxMessage)
            .where(InboxMessage.conversation_id == row.id)
            .where(InboxMessage.external_blind == blind)
        ).first()

    def _joined(
        self, session: Session, row: ConversationRow, message: InboundMessage, now: datetime
    ) -> InboxMessage | None:
        """The message of the album that this picture belongs to, which now holds it too."""
        if message.album is None:
            return None
        stored = session.exec(
            select(InboxMessage)
            .where(InboxMessage.conversation_id == row.id)
            .where(InboxMessage.album_blind == self._album(row, message.album))
            .where(col(InboxMessage.gathering).is_not(None))
        ).first()
        if stored is None:
            return None
        envelope, place = Envelope(self._sealer, row), f"message:{stored.no}"
        first = InboundMessage.model_validate_json(envelope.open(stored.sealed, place))
        whole = _with_picture(first, message)
        stored.sealed = envelope.seal(without_address(whole), place)
        stored.gathering, stored.next_try_at = now, now + LEASE
        part = InboxPart(
            conversation_id=row.id,
            external_blind=self._blind(row, message),
            message_id=stored.id or 0,
        )
        session.add(part)
        session.add(stored)
        rewrite(session, envelope, stored.id, {"text": _shown(whole)})
        return stored

    def _new(
        self,
        session: Session,
        row: ConversationRow,
        message: InboundMessage,
        now: datetime,
        answered: datetime | None = None,
    ) -> InboxMessage:
        envelope = Envelope(self._sealer, row)
        row.last_message += 1
        row.last_line += 1
        row.back = row.back or row.unreachable is not None
        row.unreachable = None
        if answered is None:
            lease(row, self._worker, now)
        session.flush()  # all of the row at once, and what follows past the unit of work
        stored = InboxMessage(
            conversation_id=row.id,
            no=row.last_message,
            external_blind=self._blind(row, message),
            sealed=envelope.seal(without_address(message), f"message:{row.last_message}"),
            received_at=now,
            processed_at=answered,
            next_try_at=now + LEASE,
            album_blind=None if message.album is None else self._album(row, message.album),
            gathering=None if message.album is None else now,
        )
        values = stored.model_dump(exclude={"id"})
        stored.id = session.connection().execute(_STORE, values).scalar_one()
        content = Content(
            text=_shown(message),
            photos=tuple(p.evidence for p in message.photos if p.evidence is not None),
            external_id=message.external_id,
        )
        written = Written(now, from_citizen=True, message_id=stored.id)
        write(session, envelope, message.platform, row.last_line, [content], written)
        return stored

    def _blind(self, row: ConversationRow, message: InboundMessage) -> str:
        return self._sealer.blind(message.external_id, f"message:{row.id}")

    def _album(self, row: ConversationRow, album: str) -> str:
        return self._sealer.blind(album, f"album:{row.id}")


def _with_picture(first: InboundMessage, further: InboundMessage) -> InboundMessage:
    """A message with one more picture; the caption stands at one of them, or at several."""
    text = "\n".join(part for part in (first.text, further.text) if part)
    return first.model_copy(update={"text": text, "photos": first.photos + further.photos})


def _shown(message: InboundMessage) -> str:
    """What the transcript shows for a message."""
    if message.text:
        return message.text
    if message.location is not None:
        return sentences.A_LOCATION
    return sentences.A_CONTACT if message.phone is not None else ""
