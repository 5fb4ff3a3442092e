"""The messages that wait for an answer, and what the dialogue remembers."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from bot.inbox.envelope import Envelope
from bot.inbox.ports import Sealer, Storage
from bot.inbox.rows import LEASE, LostLeaseError, held, lease, locked, oldest_waiting
from bot.inbox.tables import ConversationRow, InboxMessage, TranscriptLine
from bot.inbox.transcript import Content, append, opened
from bot.inbox.work import Work, state_of, without_address, work_of
from bot.message import InboundMessage, Line, Reply
from bot.wording import inbox as sentences


class Store:
    """The conversations of one worker; every method is one transaction."""

    def __init__(self, storage: Storage, sealer: Sealer, worker: str) -> None:
        """Bind the database, the keyring and the name under which conversations are leased."""
        self._storage = storage
        self._sealer = sealer
        self._worker = worker

    def claim(self, conversation: str, now: datetime) -> bool:
        """Take a conversation if nobody else holds it."""
        with self._storage.write() as session:
            return lease(locked(session, conversation), self._worker, now)

    def give_back(self, conversation: str) -> None:
        """Hold a conversation no longer."""
        with self._storage.write() as session:
            row = locked(session, conversation)
            if row.worker == self._worker:
                row.worker = None

    def next_work(self, conversation: str) -> Work | None:
        """The oldest unanswered message."""
        with self._storage.read() as session:
            waiting = oldest_waiting(session, conversation)
            if waiting is None:
                return None
            row = session.get_one(ConversationRow, conversation)
            return work_of(self._sealer, row, waiting)

    def replace(self, work: Work, message: InboundMessage) -> None:
        """Keep what was learnt of a message's photos, so that a repeat need not ask again.

        Raises:
            LostLeaseError: The conversation is another worker's now.
        """
        with self._storage.write() as session:
            row = held(session, work.conversation, self._worker)
            stored = session.get_one(InboxMessage, work.message_id)
            place = f"message:{work.no}"
            stored.sealed = Envelope(self._sealer, row).seal(without_address(message), place)

    def save(
        self,
        work: Work,
        state: str | None,
        replies: tuple[Reply, ...],
        now: datetime,
        failed: str | None = None,
    ) -> tuple[tuple[Line, ...], bool]:
        """Answer a message: state, replies and the mark in one transaction.

        Returns:
            The replies as they stand in the transcript, and whether more messages wait; the
            conversation is then still held, else given back.

        Raises:
            LostLeaseError: The conversation is another worker's now, or was meanwhile.
        """
        with self._storage.write() as session:
            row = held(session, work.conversation, self._worker)
            _mark_processed(session, work, now, failed)
            lines = [
                append(
                    session,
                    self._sealer,
                    row,
                    Content(text=reply.text, buttons=reply.buttons),
                    now,
                    message_id=work.message_id,
                )
                for reply in replies
            ]
            if state is not None:
                row.state = Envelope(self._sealer, row).seal(state, "state")
            more = work.no < row.last_message  # they are answered in order
            row.worker = self._worker if more else None
            row.leased_until = now + LEASE
            return tuple(lines), more

    def postpone(self, work: Work, until: datetime, now: datetime, *, fault: bool) -> None:
        """Give the conversation back with the message unanswered; its writer is told once.

        Raises:
            LostLeaseError: The conversation is another worker's now.
        """
        with self._storage.write() as session:
            row = held(session, work.conversation, self._worker)
            stored = session.get_one(InboxMessage, work.message_id)
            if not stored.excused:
                append(session, self._sealer, row, Content(text=sentences.LATER), now)
            stored.excused = True
            stored.next_try_at = until
            stored.faults += fault
            row.worker = None

    def answers(self, message_id: int) -> tuple[Line, ...] | None:
        """What a message was answered with; None when it waits."""
        with self._storage.read() as session:
            message = session.get_one(InboxMessage, message_id)
            if message.processed_at is None:
                return None
            row = session.get_one(ConversationRow, message.conversation_id)
            lines = session.exec(
                select(TranscriptLine)
                .where(TranscriptLine.message_id == message_id)
                .where(col(TranscriptLine.from_citizen).is_(False))
                .order_by(col(TranscriptLine.seq))
            ).all()
            return opened(Envelope(self._sealer, row), lines)

    def due(self, now: datetime, limit: int = 50) -> list[str]:
        """Conversations with a message to try again that nobody holds."""
        lapsed = col(ConversationRow.leased_until) <= now
        with self._storage.read() as session:
            return list(
                session.exec(
                    select(InboxMessage.conversation_id)
                    .join(ConversationRow, col(ConversationRow.id) == InboxMessage.conversation_id)
                    .where(col(InboxMessage.processed_at).is_(None))
                    .where(InboxMessage.next_try_at <= now)
                    .where(col(ConversationRow.worker).is_(None) | lapsed)
                    .distinct()
                    .limit(limit)
                )
            )

    def state(self, conversation: str) -> str | None:
        """What the dialogue remembers, as JSON."""
        with self._storage.read() as session:
            return state_of(self._sealer, session.get_one(ConversationRow, conversation))

    def note(
        self,
        conversation: str,
        delivery: str,
        reply: Reply,
        state: str,
        now: datetime,
        sent: bool = True,  # noqa: FBT001, FBT002 - handed on by a runner that knows places alone
    ) -> None:
        """Write a notice that was delivered, once, with what the dialogue makes of it.

        Raises:
            LostLeaseError: The conversation is another worker's now.
        """
        with self._storage.write() as session:
            row = held(session, conversation, self._worker)
            row.worker = None
            if _noted(session, delivery):
                return
            content = Content(text=reply.text, buttons=reply.buttons)
            append(session, self._sealer, row, content, now, delivery=delivery, sent=sent)
            row.state = Envelope(self._sealer, row).seal(state, "state")


def _mark_processed(session: Session, work: Work, now: datetime, failed: str | None) -> None:
    done = session.connection().execute(
        update(InboxMessage)
        .where(col(InboxMessage.id) == work.message_id)
        .where(col(InboxMessage.processed_at).is_(None))
        .values(processed_at=now, failed=failed)
    )
    if done.rowcount != 1:  # somebody held the conversation between our reading and now
        raise LostLeaseError


def _noted(session: Session, delivery: str) -> bool:
    there = select(TranscriptLine.seq).where(TranscriptLine.delivery == delivery)
    return session.exec(there).first() is not None
