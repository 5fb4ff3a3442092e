"""Tables of people. Reporter data is sealed by the key of its case."""

from datetime import date, datetime

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, false, true
from sqlmodel import JSON, Field, SQLModel


def _no() -> Column[bool]:
    return Column(Boolean, nullable=False, server_default=false())


class CaseKey(SQLModel, table=True):
    """The data key of one case or volunteer, wrapped by the master key; deleting it erases."""

    __tablename__ = "case_key"

    case_id: str = Field(primary_key=True)
    """Id of the case, or of the volunteer."""
    wrapped: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class KeyCheck(SQLModel, table=True):
    """One row: the mark of the master key this database is sealed by."""

    __tablename__ = "key_check"

    id: int = Field(primary_key=True)
    mark: str
    lookups: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    """The secrets of keyed hashes, sealed; None while they are the master key's own."""
    next_mark: str | None = None
    """The key that takes over, while a rotation is under way."""
    next_lookups: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))


class Reporter(SQLModel, table=True):
    """Who complained or reported; absent for an anonymous report."""

    __tablename__ = "reporter"

    case_id: str = Field(primary_key=True)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    """JSON of name, phone and address."""
    phone_blind: str | None = Field(default=None, index=True)
    id_blind: str | None = Field(default=None, index=True)
    """Keyed hash of the identity number, where one was given."""


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
    hazards: list[str] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]")
    )
    """The hazards whose cases the officer sees beside the own ones; empty is all."""
    password_hash: str
    must_change: bool = Field(default=False, sa_column=_no())
    """Somebody else knows the password: another one is chosen at the next sign-in."""
    active: bool = True
    demo: bool = Field(default=False, sa_column=_no())
    """Invented for the demonstration; works nowhere else."""
    totp_key: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    """The data key of the secret of one-time codes."""
    totp_sealed: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    totp_confirmed: bool = Field(default=False, sa_column=_no())
    """A code of the secret was shown to work; before that none is asked for."""
    totp_step: int = Field(
        default=0, sa_column=Column(Integer, nullable=False, server_default="0")
    )
    """The last time step whose code was used, so that none is used twice."""
    totp_required: bool = Field(default=False, sa_column=_no())
    """Wanted of this officer, whatever the roles."""
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


class Absence(SQLModel, table=True):
    """Days on which an officer is not there, both ends included; it ends by itself."""

    __tablename__ = "absence"

    id: str = Field(primary_key=True)
    officer_id: str = Field(foreign_key="officer.id", index=True)
    stand_in_id: str | None = Field(default=None, foreign_key="officer.id")
    """Who looks after what is urgent meanwhile."""
    first: date
    last: date = Field(index=True)
    set_by: str
    """Id of the officer who entered it."""
    set_at: datetime
    ended_at: datetime | None = None
    """Taken back, or back earlier than planned."""


class DeskSession(SQLModel, table=True):
    """A signed-in browser; only a hash of its token is stored."""

    __tablename__ = "desk_session"

    token_hash: str = Field(primary_key=True)
    officer_id: str = Field(foreign_key="officer.id", index=True)
    csrf: str
    started_at: datetime
    used_at: datetime
    passed: bool = Field(
        default=True, sa_column=Column(Boolean, nullable=False, server_default=true())
    )
    """Every factor was shown; one that waits for a one-time code opens nothing."""


class RecoveryCode(SQLModel, table=True):
    """A code that stands in once for a lost phone; only its keyed hash is stored."""

    __tablename__ = "recovery_code"

    blind: str = Field(primary_key=True)
    officer_id: str = Field(foreign_key="officer.id", index=True)


class OfficerEvent(SQLModel, table=True):
    """What was done to an account and by whom; appended, never changed (triggers see to it)."""

    __tablename__ = "officer_event"

    no: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    at: datetime
    actor: str
    """`command` or the id of an officer."""
    officer_id: str = Field(index=True)
    kind: str
    data: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    hash: str
    """SHA-256 over the event and the hash before it."""


class LoginAttempt(SQLModel, table=True):
    """One failed sign-in, for throttling by account and by address."""

    __tablename__ = "login_attempt"
    __table_args__ = (Index("ix_login_attempt_subject_at", "subject_blind", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    subject_blind: str
    """Keyed hash of `login:…` or `address:…`."""
    at: datetime
