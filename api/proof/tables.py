"""Tables of what proves: the keys that sign, and the anchors of each day."""

from datetime import date, datetime

from sqlalchemy import Column, Integer, LargeBinary, UniqueConstraint
from sqlmodel import JSON, Field, SQLModel


class SigningKey(SQLModel, table=True):
    """An Ed25519 key; its private half is sealed, and its public half is never taken back."""

    __tablename__ = "signing_key"

    kid: str = Field(primary_key=True)
    """The first half of the SHA-256 of the public half."""
    public: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    wrapped: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    made_at: datetime
    retired_at: datetime | None = None
    """Signs no more from then on; what it signed stays signed."""


class Anchor(SQLModel, table=True):
    """Where every chain stood at the end of a day, signed."""

    __tablename__ = "anchor"
    __table_args__ = (UniqueConstraint("day", name="uq_anchor_day"),)

    no: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    day: date
    at: datetime
    heads: list[list[object]] = Field(sa_column=Column(JSON, nullable=False))
    """Number of a case, of its last event of that day, and that event's hash."""
    before: str
    hash: str
    kid: str
    signature: str
