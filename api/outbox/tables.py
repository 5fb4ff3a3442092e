"""The table of what must be said."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel


class OutboxRow(SQLModel, table=True):
    """One notice to one recipient; address and content are sealed by the case's key.

    What is about no case has neither case nor event, and a key of its own.
    """

    __tablename__ = "outbox_row"
    __table_args__ = (
        UniqueConstraint("event_id", "recipient", "template", name="uq_outbox_row_once"),
        Index(
            "ix_outbox_row_chat",
            "chat",
            "created_at",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        Index(
            "ix_outbox_row_due",
            "platform",
            "next_try_at",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    id: str = Field(primary_key=True)
    event_id: int | None = None
    case_id: str | None = Field(default=None, index=True)
    """Of the case, or the volunteer, whose key seals it and whose event caused it."""
    wrapped: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    """The data key of a notice about no case."""
    recipient: str = Field(index=True)
    """`citizen`, `citizen:<blind>` for a further chat, `volunteer` or `officer:<id>`."""
    template: str
    platform: str
    chat: str = ""
    """Keyed hash of platform and address: what goes to one chat keeps its order."""
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    """JSON of address and notice."""
    created_at: datetime
    next_try_at: datetime
    attempts: int = 0
    worker: str | None = None
    done_at: datetime | None = None
    """Delivered, or given up when `failed` says why."""
    failed: str | None = None
    read_at: datetime | None = None
    """When an officer saw it at the desk."""
