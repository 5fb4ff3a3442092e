"""Tables of the conversations. All that a person wrote, and where, is sealed."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel


class ConversationRow(SQLModel, table=True):
    """One chat of one person with us, and the data key that seals everything in it."""

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("blind", name="uq_conversation_blind"),
        Index(
            "ix_conversation_wake_at",
            "wake_at",
            sqlite_where=text("wake_at IS NOT NULL"),
            postgresql_where=text("wake_at IS NOT NULL"),
        ),
    )

    id: str = Field(primary_key=True)
    platform: str
    blind: str
    """Keyed hash of platform and address, to find the chat by."""
    wrapped: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    """The data key."""
    address: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    state: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    """What the dialogue remembers, as JSON."""
    last_line: int = 0
    last_message: int = 0
    worker: str | None = None
    """Who may change `state` until `leased_until`; so messages are worked one by one."""
    leased_until: datetime | None = None
    created_at: datetime
    wake_at: datetime | None = None
    """When the dialogue has something to say although nobody wrote."""
    unreachable: str | None = None
    """Why the platform no longer takes our messages; cleared when the person writes again."""
    back: bool = False
    """The person wrote again after that, and the tracker has not heard of it yet."""


class InboxMessage(SQLModel, table=True):
    """One message of a person, stored before it is acknowledged."""

    __tablename__ = "inbox_message"
    __table_args__ = (
        UniqueConstraint("conversation_id", "external_blind", name="uq_inbox_message_once"),
        UniqueConstraint("conversation_id", "no", name="uq_inbox_message_no"),
        Index(
            "ix_inbox_message_due",
            "next_try_at",
            sqlite_where=text("processed_at IS NULL"),
            postgresql_where=text("processed_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    conversation_id: str = Field(foreign_key="conversation.id")
    no: int
    """Place in the conversation; messages are worked in this order."""
    external_blind: str
    """Keyed hash of the channel's own id, which may name the person."""
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    received_at: datetime
    processed_at: datetime | None = None
    next_try_at: datetime
    faults: int = 0
    """How often working it failed for a reason that is not an absent tracker."""
    excused: bool = False
    """The person was told that the answer comes later."""
    failed: str | None = None
    """Why it was given up."""
    album_blind: str | None = None
    """Keyed hash of the channel's id of an album."""
    gathering: datetime | None = None
    """When the last picture of an album came, until nothing more is waited for."""


class InboxPart(SQLModel, table=True):
    """A picture that joined the message of its album, known by its own id."""

    __tablename__ = "inbox_part"

    conversation_id: str = Field(primary_key=True, foreign_key="conversation.id")
    external_blind: str = Field(primary_key=True)
    message_id: int = Field(foreign_key="inbox_message.id")


class TranscriptLine(SQLModel, table=True):
    """One line of a conversation, of the person or ours, numbered from 1."""

    __tablename__ = "transcript_line"
    __table_args__ = (
        UniqueConstraint("delivery", name="uq_transcript_line_delivery"),
        Index("ix_transcript_line_message_id", "message_id"),
        Index(
            "ix_transcript_line_unsent",
            "conversation_id",
            "seq",
            sqlite_where=text("sent_at IS NULL"),
            postgresql_where=text("sent_at IS NULL"),
        ),
    )

    conversation_id: str = Field(primary_key=True, foreign_key="conversation.id")
    seq: int = Field(primary_key=True)
    at: datetime
    from_citizen: bool
    message_id: int | None = Field(default=None, foreign_key="inbox_message.id")
    """The message this line is, or answers."""
    delivery: str | None = None
    """The outbox's id of a notice, so that delivering it twice shows it once."""
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sent_at: datetime | None = None
    """When its platform had it; on platforms that fetch, when it was written."""
    sending_until: datetime | None = None
    """Somebody is sending it, or it is not to be tried again before."""
    tries: int = 0
    """How often its platform did not take it."""
    failed: str | None = None
    """Why it was given up; `sent_at` then says when."""


class ChatPhoto(SQLModel, table=True):
    """Which conversation sent a piece of evidence, and may see and use it."""

    __tablename__ = "chat_photo"

    evidence_id: str = Field(primary_key=True)
    conversation_id: str = Field(foreign_key="conversation.id")
    media_type: str
    at: datetime
