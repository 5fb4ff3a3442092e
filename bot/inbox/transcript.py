"""The lines of conversations: written, read, and which of them are still to be sent."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import takewhile

from pydantic import Field
from sqlalchemy import update
from sqlmodel import col, select

from api.contract.codes import Platform
from bot.inbox.envelope import Envelope, chat_blind
from bot.inbox.lines import line_of, opened
from bot.inbox.ports import Sealer, Storage
from bot.inbox.tables import ChatPhoto, ConversationRow, TranscriptLine
from bot.message import Frozen, Line, Reply

_SENDING = timedelta(seconds=30)
"""Longer than a send may take (`bot.delivery.courier`): whoever is silent so long has died."""


class Unsent(Frozen):
    """A reply that its platform has not had yet."""

    conversation: str
    seq: int
    platform: Platform
    address: str = Field(repr=False)
    reply: Reply
    tries: int
    """How often its platform did not take it."""
    at: datetime
    """When it was written."""


def _is_taken(line: TranscriptLine, now: datetime) -> bool:
    return line.sending_until is not None and line.sending_until > now


class Transcript:
    """Reads transcripts, and keeps account of what was sent."""

    def __init__(self, storage: Storage, sealer: Sealer) -> None:
        """Bind the database and the keyring."""
        self._storage = storage
        self._sealer = sealer
        self.run = storage.run

    def find(self, platform: Platform, address: str) -> str | None:
        """Id of the conversation of a chat that has begun."""
        with self._storage.read() as session:
            blind = chat_blind(self._sealer, platform, address)
            return session.exec(
                select(ConversationRow.id).where(ConversationRow.blind == blind)
            ).first()

    def lines(self, conversation: str, after: int = 0, limit: int = 500) -> tuple[Line, ...]:
        """Lines numbered above `after`, oldest first."""
        with self._storage.read() as session:
            row = session.get_one(ConversationRow, conversation)
            if row.last_line <= after:
                return ()
            rows = session.exec(
                select(TranscriptLine)
                .where(TranscriptLine.conversation_id == conversation, TranscriptLine.seq > after)
                .order_by(col(TranscriptLine.seq))
                .limit(limit)
            ).all()
            return opened(Envelope(self._sealer, row), rows)

    def latest(self, conversation: str, limit: int) -> tuple[Line, ...]:
        """The last lines, oldest first."""
        with self._storage.read() as session:
            last = session.get_one(ConversationRow, conversation).last_line
        return self.lines(conversation, max(0, last - limit), limit)

    def last_line(self, conversation: str) -> int:
        """Number of the last line; 0 where none is."""
        with self._storage.read() as session:
            return session.get_one(ConversationRow, conversation).last_line

    def has_delivery(self, delivery: str) -> bool:
        """Was this notice written into a transcript already?"""
        with self._storage.read() as session:
            found = select(TranscriptLine.seq).where(TranscriptLine.delivery == delivery)
            return session.exec(found).first() is not None

    def unsent_chats(
        self,
        platforms: Sequence[Platform],
        now: datetime,
        limit: int = 50,
        *,
        written_until: datetime | None = None,
    ) -> list[str]:
        """Conversations with a line that may be sent now, and was not written after a moment."""
        free = col(TranscriptLine.sending_until).is_(None)
        with self._storage.read() as session:
            waiting = (
                select(TranscriptLine.conversation_id)
                .join(ConversationRow, col(ConversationRow.id) == TranscriptLine.conversation_id)
                .where(col(TranscriptLine.sent_at).is_(None))
                .where(free | (col(TranscriptLine.sending_until) <= now))
                .where(col(TranscriptLine.at) <= (written_until or now))
                .where(col(ConversationRow.platform).in_(platforms))
                .where(col(ConversationRow.unreachable).is_(None))
                .distinct()
                .limit(limit)
            )
            return list(session.exec(waiting))

    def claim_unsent(self, conversation: str, now: datetime) -> Unsent | None:
        """Take the oldest line that was not sent; None when there is none, or it is taken."""
        with self._storage.write() as session:
            row = session.get_one(ConversationRow, conversation, with_for_update=True)
            line = session.exec(
                select(TranscriptLine)
                .where(TranscriptLine.conversation_id == conversation)
                .where(col(TranscriptLine.sent_at).is_(None))
                .order_by(col(TranscriptLine.seq))
                .limit(1)
            ).first()
            if line is None or _is_taken(line, now) or row.unreachable is not None:
                return None
            line.sending_until = now + _SENDING
            session.add(line)
            return self._unsent(row, line)

    def claim_all_unsent(
        self, conversation: str, now: datetime, until: datetime
    ) -> tuple[Unsent, ...]:
        """Take every line that was not sent, oldest first; none if the oldest is taken.

        After `until` whoever took them is believed dead.
        """
        with self._storage.write() as session:
            row = session.get_one(ConversationRow, conversation, with_for_update=True)
            lines = session.exec(
                select(TranscriptLine)
                .where(TranscriptLine.conversation_id == conversation)
                .where(col(TranscriptLine.sent_at).is_(None))
                .order_by(col(TranscriptLine.seq))
            ).all()
            free = list(takewhile(lambda line: not _is_taken(line, now), lines))
            for line in free:
                line.sending_until = until
                session.add(line)
            return tuple(self._unsent(row, line) for line in free)

    def mark_sent(self, conversation: str, seq: int, now: datetime) -> None:
        """The platform has the line."""
        self._change_line(conversation, seq, {"sent_at": now, "sending_until": None})

    def put_back(self, conversation: str, seq: int, until: datetime) -> None:
        """The platform did not take the line; not before `until` again."""
        tries = col(TranscriptLine.tries) + 1
        self._change_line(conversation, seq, {"sending_until": until, "tries": tries})

    def give_up(self, conversation: str, seq: int, reason: str, now: datetime) -> None:
        """The platform will never take the line; those after it need not wait."""
        gone = {"sent_at": now, "sending_until": None, "failed": reason}
        self._change_line(conversation, seq, gone)

    def mark_unreachable(self, conversation: str, reason: str) -> None:
        """Nothing can be sent to this chat until its person writes again."""
        with self._storage.write() as session:
            row = session.get_one(ConversationRow, conversation, with_for_update=True)
            row.unreachable = reason
            session.add(row)

    def unreachable(self, conversation: str) -> str | None:
        """Why nothing can be sent to this chat; None while it can."""
        with self._storage.read() as session:
            return session.get_one(ConversationRow, conversation).unreachable

    def keep_photo(self, photo: ChatPhoto) -> None:
        """Remember whose photo it is."""
        with self._storage.write() as session:
            session.merge(photo)

    def photos(self, conversation: str, evidence: Sequence[str]) -> dict[str, ChatPhoto]:
        """Those of some photos that belong to a conversation."""
        with self._storage.read() as session:
            own = select(ChatPhoto).where(
                ChatPhoto.conversation_id == conversation,
                col(ChatPhoto.evidence_id).in_(evidence),
            )
            return {photo.evidence_id: photo for photo in session.exec(own)}

    def _change_line(self, conversation: str, seq: int, values: Mapping[str, object]) -> None:
        with self._storage.write() as session:
            session.exec(
                update(TranscriptLine)
                .where(col(TranscriptLine.conversation_id) == conversation)
                .where(col(TranscriptLine.seq) == seq)
                .values(values)
            )

    def _unsent(self, row: ConversationRow, line: TranscriptLine) -> Unsent:
        envelope = Envelope(self._sealer, row)
        said = line_of(envelope, line)
        return Unsent(
            conversation=row.id,
            seq=line.seq,
            platform=Platform(row.platform),
            address=envelope.open(row.address, "address"),
            reply=Reply(text=said.text, buttons=said.buttons, look=said.look),
            tries=line.tries,
            at=line.at,
        )
