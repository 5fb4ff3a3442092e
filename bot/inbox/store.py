"""The messages that wait for an answer, and what the dialogue remembers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, update
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import Session, col, select

from api.contract.codes import Platform
from bot.inbox.envelope import Envelope
from bot.inbox.lines import FETCHING, Content, Written, append, opened, rewrite, write
from bot.inbox.ports import Sealer, Storage
from bot.inbox.rows import LEASE, LostLeaseError, held, lease, locked, oldest_waiting
from bot.inbox.tables import ConversationRow, InboxMessage, TranscriptLine
from bot.inbox.work import Memory, Work, state_of, without_address, work_of
from bot.message import InboundMessage, Line, Reply
from bot.wording import inbox as sentences

_MARK = (
    update(InboxMessage)
    .where(col(InboxMessage.id) == bindparam("this"))
    .where(col(InboxMessage.processed_at).is_(None))
    .values(processed_at=bindparam("now"), failed=bindparam("why"))
)


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

    def close_album(self, work: Work) -> bool:
        """Wait for no more pictures; False when one came since the message was read.

        Raises:
            LostLeaseError: The conversation is another worker's now.
        """
        with self._storage.write() as session:
            held(session, work.conversation, self._worker)
            stored = session.get_one(InboxMessage, work.message_id)
            if stored.gathering != work.gathering:
                return False
            stored.gathering = None
            return True

    def replace(self, work: Work, message: InboundMessage) -> None:
        """Keep what was learnt of a message's photos, so that a repeat need not ask again.

        Raises:
            LostLeaseError: The conversation is another worker's now.
        """
        with self._storage.write() as session:
            row = held(session, work.conversation, self._worker)
            stored = session.get_one(InboxMessage, work.message_id)
            envelope = Envelope(self._sealer, row)
            stored.sealed = envelope.seal(without_address(message), f"message:{work.no}")
            kept = tuple(photo.evidence for photo in message.photos if photo.evidence is not None)
            rewrite(session, envelope, work.message_id, {"photos": kept})

    def save(
        self,
        work: Work,
        memory: Memory | None,
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
            row = session.connection().execute(self._answered(work, memory, len(replies), now))
            after = row.one_or_none()
            if after is None:
                raise LostLeaseError
            _mark_processed(session, work, now, failed)
            lines = write(
                session,
                work.envelope,
                after.platform,
                after.last_line - len(replies) + 1,
                [Content.of(reply) for reply in replies],
                Written(now, message_id=work.message_id),
            )
            return lines, after.last_message > work.no

    def _answered(
        self, work: Work, memory: Memory | None, lines: int, now: datetime
    ) -> ReturningUpdate[str, int, int]:
        """The row of a conversation that we hold, changed in one statement."""
        more = col(ConversationRow.last_message) > work.no  # they are answered in order
        changes: dict[str, object] = {
            "last_line": col(ConversationRow.last_line) + lines,
            "worker": case((more, self._worker), else_=None),
            "leased_until": now + LEASE,
        }
        if memory is not None:
            changes["state"] = work.envelope.seal(memory.state, "state")
            changes["wake_at"] = memory.wake_at
            if work.back:
                changes["back"] = False
        return (
            update(ConversationRow)
            .where(col(ConversationRow.id) == work.conversation)
            .where(col(ConversationRow.worker) == self._worker)
            .values(changes)
            .returning(
                col(ConversationRow.platform),
                col(ConversationRow.last_line),
                col(ConversationRow.last_message),
            )
        )

    def postpone(self, work: Work, until: datetime, now: datetime, *, fault: bool) -> None:
        """Give the conversation back with the message unanswered; its writer is told once.

        Raises:
            LostLeaseError: The conversation is another worker's now.
        """
        with self._storage.write() as session:
            row = held(session, work.conversation, self._worker)
            stored = session.get_one(InboxMessage, work.message_id)
            if not stored.excused:
                append(session, self._sealer, row, Content(text=sentences.LATER), Written(now))
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

    def due(self, now: datetime, fetched: Sequence[Platform], limit: int = 50) -> list[str]:
        """Conversations with a message to try again that nobody holds.

        Of those platforms that hold photos of their own, only what we can fetch from them.
        """
        platforms = (*FETCHING, *fetched)
        lapsed = col(ConversationRow.leased_until) <= now
        with self._storage.read() as session:
            return list(
                session.exec(
                    select(InboxMessage.conversation_id)
                    .join(ConversationRow, col(ConversationRow.id) == InboxMessage.conversation_id)
                    .where(col(InboxMessage.processed_at).is_(None))
                    .where(InboxMessage.next_try_at <= now)
                    .where(col(ConversationRow.platform).in_(platforms))
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
        memory: Memory,
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
            content = Content.of(reply)
            written = Written(now, delivery=delivery, sent=sent)
            append(session, self._sealer, row, content, written)
            self._remember(row, memory)

    def asleep(self, now: datetime, limit: int = 50) -> list[str]:
        """Conversations that want to be woken, that nobody holds and in which nothing waits."""
        lapsed = col(ConversationRow.leased_until) <= now
        with self._storage.read() as session:
            return list(
                session.exec(
                    select(ConversationRow.id)
                    .where(col(ConversationRow.wake_at) <= now)
                    .where(col(ConversationRow.worker).is_(None) | lapsed)
                    .order_by(col(ConversationRow.wake_at))
                    .limit(limit)
                )
            )

    def woken(
        self, conversation: str, memory: Memory, replies: tuple[Reply, ...], now: datetime
    ) -> None:
        """Keep what the dialogue said and remembers after it was woken, and give back.

        Raises:
            LostLeaseError: The conversation is another worker's now.
        """
        with self._storage.write() as session:
            row = held(session, conversation, self._worker)
            for reply in replies:
                content = Content.of(reply)
                append(session, self._sealer, row, content, Written(now))
            self._remember(row, memory)
            row.worker = None

    def _remember(self, row: ConversationRow, memory: Memory) -> None:
        row.state = Envelope(self._sealer, row).seal(memory.state, "state")
        row.wake_at = memory.wake_at


def _mark_processed(session: Session, work: Work, now: datetime, failed: str | None) -> None:
    values = {"this": work.message_id, "now": now, "why": failed}
    if session.connection().execute(_MARK, values).rowcount != 1:
        # Somebody held the conversation between our reading and now.
        raise LostLeaseError


def _noted(session: Session, delivery: str) -> bool:
    there = select(TranscriptLine.seq).where(TranscriptLine.delivery == delivery)
    return session.exec(there).first() is not None
