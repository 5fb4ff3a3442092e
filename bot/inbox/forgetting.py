"""Conversations that nobody needs any more are deleted, with everything in them."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import col, delete, func, select

from api.contract.codes import Platform
from bot.inbox.envelope import Envelope
from bot.inbox.ports import Sealer, Storage
from bot.inbox.rows import locked
from bot.inbox.tables import (
    ChatPhoto,
    ConversationRow,
    InboxMessage,
    InboxPart,
    TranscriptLine,
)

Needed = Callable[[Platform, str], bool]
"""Whether a case of a chat still wants the conversation."""


class Forgetting:
    """Finds and deletes idle conversations."""

    def __init__(self, storage: Storage, sealer: Sealer, needed: Needed) -> None:
        """Bind the database, the keyring, and the question what is still needed."""
        self._storage = storage
        self._sealer = sealer
        self._needed = needed

    def idle(self, before: datetime) -> list[str]:
        """Conversations without a line since a moment, that no case needs."""
        last = func.coalesce(func.max(TranscriptLine.at), ConversationRow.created_at)
        wanted = (
            select(ConversationRow)
            .outerjoin(TranscriptLine, col(TranscriptLine.conversation_id) == ConversationRow.id)
            .group_by(col(ConversationRow.id))
            .having(last < before)
            .order_by(col(ConversationRow.id))
        )
        with self._storage.read() as session:
            return [
                row.id
                for row in session.exec(wanted)
                if not self._needed(
                    Platform(row.platform),
                    Envelope(self._sealer, row).open(row.address, "address"),
                )
            ]

    def forget(self, conversation: str) -> None:
        """Delete a conversation: its key, its lines, its messages."""
        with self._storage.write() as session:
            row = locked(session, conversation)
            for table in (ChatPhoto, TranscriptLine, InboxPart, InboxMessage):
                session.exec(delete(table).where(col(table.conversation_id) == conversation))
            session.delete(row)
