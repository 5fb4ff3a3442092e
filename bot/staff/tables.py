"""Tables of the officers' bot: what it worked already, and moves that are half made."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, LargeBinary
from sqlmodel import Field, SQLModel


class StaffUpdate(SQLModel, table=True):
    """An update of Telegram that was worked; the same again is passed over."""

    __tablename__ = "staff_update"

    update_id: int = Field(
        sa_column=Column(BigInteger, primary_key=True, autoincrement=False, nullable=False)
    )
    at: datetime


class StaffDraft(SQLModel, table=True):
    """The move that an officer is filling in, one a chat, sealed by a key of its own."""

    __tablename__ = "staff_draft"

    blind: str = Field(primary_key=True)
    """Keyed hash of the chat."""
    wrapped: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    at: datetime
