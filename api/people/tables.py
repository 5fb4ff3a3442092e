"""Tables of people. Reporter data is sealed by the key of its case."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary
from sqlmodel import JSON, Field, SQLModel


class CaseKey(SQLModel, table=True):
    """The data key of one case or volunteer, wrapped by the master key; deleting it erases."""

    __tablename__ = "case_key"

    case_id: str = Field(primary_key=True)
    """Id of the case, or of the volunteer."""
    wrapped: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class KeyCheck(SQLModel, table=True):
    """One row: the mark of the master key this database was begun with."""

    __tablename__ = "key_check"

    id: int = Field(primary_key=True)
    mark: str


class Reporter(SQLModel, table=True):
    """Who complained or reported; absent for an anonymous report."""

    __tablename__ = "reporter"

    case_id: str = Field(primary_key=True)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    """JSON of name, phone and address."""
    phone_blind: str | None = Field(default=None, index=True)


class Channel(SQLModel, table=True):
    """The chat a case came from, and where what must be said goes."""

    __tablename__ = "channel"

    case_id: str = Field(primary_key=True)
    platform: str
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    blind: str = Field(index=True)
    receipt_blind: str = Field(index=True)
    """Keyed hash of the receipt code of the filing."""
    dead: bool = False


class FurtherChannel(SQLModel, table=True):
    """Another chat of the same reporter, opened with the receipt code; it is told as well."""

    __tablename__ = "further_channel"

    case_id: str = Field(primary_key=True)
    blind: str = Field(primary_key=True, index=True)
    platform: str
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    since: datetime
    dead: bool = False


class Officer(SQLModel, table=True):
    """Somebody who works cases."""

    __tablename__ = "officer"

    id: str = Field(primary_key=True)
    login: str = Field(unique=True)
    name: str
    office: str = Field(index=True)
    roles: list[str] = Field(sa_column=Column(JSON, nullable=False))
    password_hash: str
    active: bool = True
    absent: bool = False
    staff_chat_sealed: bytes | None = Field(
        default=None, sa_column=Column(LargeBinary, nullable=True)
    )
    staff_chat_key: bytes | None = Field(
        default=None, sa_column=Column(LargeBinary, nullable=True)
    )
    staff_chat_blind: str | None = Field(default=None, unique=True)
    staff_chat_title: bytes | None = Field(
        default=None, sa_column=Column(LargeBinary, nullable=True)
    )
    """The chat as Telegram shows it, sealed like its address."""
    staff_chat_at: datetime | None = None
    """When it was tied."""
    bind_code_blind: str | None = None
    bind_code_until: datetime | None = None


class DeskSession(SQLModel, table=True):
    """A signed-in browser; only a hash of its token is stored."""

    __tablename__ = "desk_session"

    token_hash: str = Field(primary_key=True)
    officer_id: str = Field(foreign_key="officer.id", index=True)
    csrf: str
    started_at: datetime
    used_at: datetime


class LoginAttempt(SQLModel, table=True):
    """One failed sign-in, for throttling by account and by address."""

    __tablename__ = "login_attempt"
    __table_args__ = (Index("ix_login_attempt_subject_at", "subject_blind", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    subject_blind: str
    """Keyed hash of `login:…` or `address:…`."""
    at: datetime
